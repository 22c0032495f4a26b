import { identifier } from '../session.ts';
import { renaming } from './exchange.ts';
import { reversed, type Exchange } from './journal.ts';
import { repointing } from './foreign-keys.ts';
import { changedScripts, dropStatement, surplus } from './settle-objects.ts';

/** Statements for the client that undo an exchange which is in place, in order. */
export function wayBackOf(exchange: Exchange): readonly string[] {
  const back = reversed(exchange);
  const { schema, leaving, before, after, keys } = back;
  const statement = renaming(back);
  const scripts = (['routines', 'view', 'triggers', 'events'] as const).flatMap((kind) =>
    changedScripts(after, before, kind).map(({ text }) => Buffer.from(text, 'latin1').toString('utf8').trim()),
  );
  const collides = ({ kind, name }: { kind: string; name: string }): boolean =>
    kind === 'TRIGGER' || (kind === 'VIEW' && back.coming.tables.includes(name));
  const early = before.names.filter(collides);
  return [
    'SET foreign_key_checks = 0;',
    `CREATE DATABASE IF NOT EXISTS ${identifier(leaving.schema)};`,
    ...early.map((name) => `${dropStatement(schema, name)};`),
    ...(statement === undefined ? [] : [`${statement};`]),
    ...keys.flatMap((key) => repointing(key, schema)).map((text) => `${text};`),
    ...surplus(after, before)
      .filter((name) => !early.includes(name))
      .map((name) => `${dropStatement(schema, name)};`),
    ...(scripts.length === 0 ? [] : [`USE ${identifier(schema)};`, ...scripts]),
    ...(after.charset === before.charset && after.collation === before.collation
      ? []
      : [`ALTER DATABASE ${identifier(schema)} CHARACTER SET ${after.charset} COLLATE ${after.collation};`]),
  ];
}
