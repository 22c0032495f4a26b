import { identifier, literal, type Session } from '../session.ts';
import type { TargetAccess } from './access.ts';
import type { ObjectScript } from './admit-dump.ts';
import type { Exchange, ObjectName, SchemaObjects } from './journal.ts';
import { openCounted } from './lock.ts';
import { makeMissingTriggers, type RefusedTrigger } from './make-triggers.ts';

/** The scripts of one state that the other does not have in the same words. Triggers go with their tables, and are always made again. */
export function changedScripts(
  state: SchemaObjects,
  other: SchemaObjects,
  kind: ObjectScript['kind'],
): readonly ObjectScript[] {
  const known = new Set(other.scripts.map((script) => JSON.stringify(script)));
  return state.scripts.filter(
    (script) => script.kind === kind && (kind === 'triggers' || !known.has(JSON.stringify(script))),
  );
}

export function dropStatement(schema: string, { kind, name }: ObjectName): string {
  return `DROP ${kind} IF EXISTS ${identifier(schema)}.${identifier(name)}`;
}

/** What the other state has and this one has not. */
export function surplus(state: SchemaObjects, other: SchemaObjects): readonly ObjectName[] {
  const wanted = new Set(state.names.map(({ kind, name }) => `${kind} ${name}`));
  return other.names.filter(({ kind, name }) => !wanted.has(`${kind} ${name}`));
}

/**
 * Gives a schema, once the tables are those of `after`, everything else that it has in that state. What is the same in both is not touched.
 * May be called again, whatever part of it was done.
 *
 * @param onRefused is told of a trigger that the server does not make; without it, that is the end
 */
export async function settleObjects(
  access: TargetAccess,
  { schema, before, after }: Exchange,
  onRefused?: RefusedTrigger,
): Promise<void> {
  await using session = await openCounted(access);
  await session.execute(`USE ${identifier(schema)}`);
  await setDefaults(session, schema, after);
  for (const name of surplus(after, before)) await session.execute(dropStatement(schema, name));
  for (const { text } of changedScripts(after, before, 'routines')) await session.script(text);
  await makeViews(access, schema, changedScripts(after, before, 'view'));
  await makeMissingTriggers(access, schema, after, onRefused);
  for (const { text } of changedScripts(after, before, 'events')) await session.script(text);
  await setDefaults(session, schema, after); // scripts go back to what the source has
}

/** Gives a schema the defaults of a state, where it has others. */
async function setDefaults(session: Session, schema: string, { charset, collation }: SchemaObjects): Promise<void> {
  if (charset === '') return;
  const [now] = await session.rows(
    { collation: 'default_collation_name' },
    `FROM information_schema.schemata WHERE schema_name = ${literal(schema)}`,
  );
  if (now?.['collation'] === collation) return;
  await session.execute(`ALTER DATABASE ${identifier(schema)} CHARACTER SET ${charset} COLLATE ${collation}`);
}

/** Views rest on each other in an order that nobody tells: what fails is tried again as long as others succeed. */
async function makeViews(access: TargetAccess, schema: string, views: readonly ObjectScript[]): Promise<void> {
  let left = views;
  while (left.length > 0) {
    const failed: ObjectScript[] = [];
    let reason: unknown;
    for (const view of left) {
      await using session = await openCounted(access); // an error ends a session
      await session.execute(`USE ${identifier(schema)}`);
      await session.script(view.text).catch((error: unknown) => {
        reason = error;
        failed.push(view);
      });
    }
    if (failed.length === left.length) throw reason;
    left = failed;
  }
}
