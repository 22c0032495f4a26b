import { createHash } from 'node:crypto';
import { Failure } from '../../../domain/failure.ts';
import { literal, type Session } from '../session.ts';

/**
 * Keeps other restores into the same schema away for as long as the session lives: a lock by name, which the server gives up when the session
 * ends, however it ends.
 *
 * @throws Failure `target-busy` where another restore has it.
 */
export async function takeLock(session: Session, schema: string): Promise<void> {
  const digest = createHash('sha256').update(schema).digest('hex').slice(0, 32);
  const name = literal(`muster restore ${digest}`); // at most 64 characters
  const [row] = await session.rows({ taken: `GET_LOCK(${name}, 0)`, holder: `IS_USED_LOCK(${name})` });
  if (row?.['taken'] === '1') return;
  throw new Failure(
    'target-busy',
    `another restore into ${schema} is under way (connection ${row?.['holder'] ?? 'unknown'})`,
    {
      hint: 'wait until it has ended and run again; nothing was changed',
    },
  );
}
