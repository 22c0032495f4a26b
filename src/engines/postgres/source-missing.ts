import { Failure } from '../../domain/failure.ts';
import { didYouMean } from '../../domain/nearest.ts';
import { inDatabase, type Connection } from './connection.ts';
import type { Session } from './session.ts';

const shown = 10;

/**
 * What ended the first connection. Where the database does not exist, it says which ones the server has, as far as the account can reach
 * the database `postgres` to ask.
 */
export async function missingDatabase(
  thrown: unknown,
  connection: Connection,
  open: (connection: Connection) => Promise<Session>,
): Promise<unknown> {
  if (!(thrown instanceof Failure) || thrown.code !== 'source-missing') return thrown;
  const names = await databasesOf(connection, open).catch(() => []);
  if (names.length === 0) return thrown;
  const more = names.length > shown ? ` and ${names.length - shown} more` : '';
  const there = `the server has ${names.slice(0, shown).join(', ')}${more}${didYouMean(connection.database, names)}`;
  return new Failure('source-missing', thrown.message, { hint: `${thrown.hint}; ${there}`, cause: thrown });
}

async function databasesOf(
  connection: Connection,
  open: (connection: Connection) => Promise<Session>,
): Promise<readonly string[]> {
  await using session = await open(inDatabase(connection, 'postgres'));
  const rows = await session.rows(
    'SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname',
  );
  return rows.flatMap(({ datname }) => datname ?? []);
}
