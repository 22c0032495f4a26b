import { Failure } from '../../domain/failure.ts';
import type { DumpScope } from './dump-process.ts';
import type { Product } from './product.ts';
import { identifier, literal, type Session } from './session.ts';

/**
 * Both dump tools look for a delimiter that is in no event, and never end where `;;` is in one: seen with MariaDB 10.11 and MySQL 9.7.
 *
 * @throws Failure `dump-failed` that names the first of them
 */
export async function assertEventsEnd(
  session: Session,
  product: Product,
  { schemas, tables }: Pick<DumpScope, 'schemas' | 'tables'>,
): Promise<void> {
  if (tables !== undefined) return; // no events are dumped
  const text = `CONCAT_WS(' ', definer, event_name, event_definition, event_comment)`;
  const [event] = await session.rows(
    { schema: 'event_schema', name: 'event_name' },
    `FROM information_schema.events WHERE event_schema IN (${schemas.map(literal).join(', ')}) AND LOCATE(';;', ${text}) > 0
       ORDER BY event_schema, event_name LIMIT 1`,
  );
  if (event === undefined) return;
  const name = `${identifier(event['schema'] ?? '')}.${identifier(event['name'] ?? '')}`;
  throw new Failure('dump-failed', `the event ${name} has ";;" in it, at which ${product.dump[0]} hangs for ever`, {
    hint: 'with ALTER EVENT, write it so that no two semicolons stand side by side',
  });
}
