import { asFailure, type Failure } from '../../../domain/failure.ts';
import { statementsOf } from '../dump-statements.ts';
import { identifier, literal, type Session } from '../session.ts';
import type { TargetAccess } from './access.ts';
import type { SchemaObjects } from './journal.ts';
import { openCounted } from './lock.ts';
import { withoutDefaults } from './trigger-defaults.ts';

/**
 * Makes all triggers of some tables, which have none, under the defaults that the schema has: while tables are locked it gets no others.
 *
 * @param session is in the schema, and keeps everybody from the tables
 */
export async function makeTriggers(
  session: Session,
  tables: readonly string[],
  { scripts }: SchemaObjects,
): Promise<void> {
  for (const { kind, name, text } of scripts)
    if (kind === 'triggers' && tables.includes(name)) await session.script(withoutDefaults(text));
}

/** A trigger that a server does not make: its statement in one line, and why. */
export type RefusedTrigger = (statement: string, reason: Failure) => void;

/**
 * Makes the triggers of each table that lacks one of them.
 *
 * @param onRefused is told of a trigger that the server does not make; without it, that is the end
 */
export async function makeMissingTriggers(
  access: TargetAccess,
  schema: string,
  { scripts, names }: SchemaObjects,
  onRefused?: RefusedTrigger,
): Promise<void> {
  await using session = await openCounted(access);
  for (const { kind, name: table, text } of scripts) {
    if (kind !== 'triggers') continue;
    const rows = await session.rows(
      { name: 'trigger_name' },
      `FROM information_schema.triggers WHERE trigger_schema = ${literal(schema)} AND event_object_table = ${literal(table)}`,
    );
    const there = new Set(rows.map(({ name }) => name));
    const wanted = names.filter((name) => name.table === table);
    if (wanted.every(({ name }) => there.has(name))) continue;
    const drops = wanted.map(({ name }) => `DROP TRIGGER IF EXISTS ${identifier(schema)}.${identifier(name)}`);
    const place = { schema, table, drops };
    try {
      await makeIn(access, place, text);
    } catch (error) {
      if (onRefused === undefined || asFailure(error).code !== 'restore-failed') throw error;
      for (const { script, statement } of oneByOne(text))
        await makeIn(access, { ...place, drops: [] }, script).catch((reason: unknown) =>
          onRefused(statement, asFailure(reason)),
        );
    }
  }
}

interface TriggerPlace {
  readonly schema: string;
  readonly table: string;
  readonly drops: readonly string[];
}

/** In a session of its own, which an error ends. */
async function makeIn(access: TargetAccess, { schema, table, drops }: TriggerPlace, script: string): Promise<void> {
  await using session = await openCounted(access);
  await session.execute(`USE ${identifier(schema)}`);
  // a table that is locked keeps its schema from getting other defaults
  const mayLock = script === withoutDefaults(script);
  if (mayLock) await session.execute(`LOCK TABLES ${identifier(table)} WRITE`);
  for (const statement of drops) await session.execute(statement);
  await session.script(script);
  await session.execute('UNLOCK TABLES');
}

/** A script of several triggers as one for each of them. */
function oneByOne(text: string): readonly { readonly script: string; readonly statement: string }[] {
  const statements = statementsOf(text);
  const making = statements.filter(({ code }) => /^CREATE\s/i.test(code));
  return making.map((one) => ({
    script: statements
      .filter((other) => other === one || !making.includes(other))
      .map((kept) => kept.text)
      .join(''),
    statement: Buffer.from(one.code, 'latin1').toString('utf8').replace(/\s+/g, ' '),
  }));
}
