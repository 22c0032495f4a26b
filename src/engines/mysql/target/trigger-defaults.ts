import { Failure } from '../../../domain/failure.ts';
import { statementsOf } from '../dump-statements.ts';
import { identifier, type Session } from '../session.ts';
import type { SchemaObjects } from './journal.ts';

const defaults = /^ALTER DATABASE (CHARACTER SET \w+ COLLATE \w+)$/;

/** A script without what sets the defaults of its schema. */
export function withoutDefaults(script: string): string {
  const statements = statementsOf(script);
  if (!statements.some(({ code }) => defaults.test(code))) return script;
  // what stands in front of it is kept: a change of the delimiter is a statement of its own
  return statements
    .filter(({ code }) => !defaults.test(code))
    .map(({ text }) => text)
    .join('');
}

/**
 * Gives a schema the defaults under which the triggers of some tables were made, before the tables are locked: from then on it gets no others.
 *
 * @throws Failure `target-unfit` where they were made under several
 */
export async function takeTriggerDefaults(
  session: Session,
  schema: string,
  tables: readonly string[],
  state: SchemaObjects,
): Promise<void> {
  const [first, ...others] = triggerDefaults(tables, state);
  if (others.length > 0) {
    throw new Failure(
      'target-unfit',
      `triggers of ${schema} were made under different character sets of their schema, and all of them have to be made at one moment`,
      { hint: 'restore into a schema that does not exist yet, and take the tables from there' },
    );
  }
  if (first !== undefined && first !== '') await session.execute(`ALTER DATABASE ${identifier(schema)} ${first}`);
}

/** The defaults under which the triggers of some tables were made, each once; empty for a schema of which nothing is known. */
function triggerDefaults(tables: readonly string[], { scripts, charset, collation }: SchemaObjects): readonly string[] {
  const found = new Set<string>();
  const own = charset === '' ? '' : `CHARACTER SET ${charset} COLLATE ${collation}`;
  for (const { kind, name, text } of scripts) {
    if (kind !== 'triggers' || !tables.includes(name)) continue;
    let current = own;
    for (const { code } of statementsOf(text)) {
      current = defaults.exec(code)?.[1] ?? current;
      if (/^CREATE\s/i.test(code)) found.add(current);
    }
  }
  return [...found];
}
