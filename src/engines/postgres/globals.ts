import { Failure } from '../../domain/failure.ts';
import type { Companion } from '../../ports/engine.ts';
import type { Launcher } from '../../process/launcher.ts';
import type { Clients } from './clients.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './stderr-failures.ts';

/** The file of a backup that has the server's roles, their memberships and settings, and its tablespaces; no passwords. */
export const globalsFile = 'globals.sql';

export interface GlobalsRequest {
  readonly launcher: Launcher;
  readonly clients: Pick<Clients, 'pgDumpall' | 'prefix'>;
  readonly connection: Connection;
  /** Of the database. */
  readonly encoding: string;
  readonly signal: AbortSignal;
}

/**
 * What of the server belongs to a backup of one of its databases, as SQL for psql. Without the passwords every account may read it. It is no
 * part of a snapshot: to have every role that a dump names, read it after the snapshot was taken.
 *
 * @throws Failure `source-denied` where a server hides its roles, `dump-failed`, `dump-incomplete`.
 */
export async function readGlobals({
  launcher,
  clients,
  connection,
  encoding,
  signal,
}: GlobalsRequest): Promise<Companion> {
  const args = [
    '--globals-only',
    '--no-role-passwords',
    '--no-password',
    // roles that were made in databases of other encodings have names that the server can give as they are, and not converted
    `--encoding=${encoding === 'UTF8' ? encoding : 'SQL_ASCII'}`,
    `--dbname=${connection.target}`,
    // pg_dumpall takes no database from a connection string, and one that it is given for a connection string where there is a = in it
    `--database=dbname=${conninfoValue(connection.database)}`,
  ];
  const { pgDumpall: file, prefix } = clients;
  const action = `pg_dumpall of ${connection.description}`;
  const chunks: Buffer[] = [];
  try {
    const env = { PGAPPNAME: 'muster', ...connection.env };
    await using running = launcher.start({ file, args, prefix, env }, signal);
    running.stdin.end();
    for await (const chunk of running.output()) chunks.push(chunk);
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(error, { action, fallback: 'dump-failed' });
  }
  const bytes = Buffer.concat(chunks);
  if (!bytes.includes(lastWords)) throw new Failure('dump-incomplete', `${action}: its output has no end`);
  return { role: 'globals', name: globalsFile, format: 'pg_dumpall-globals', bytes };
}

/** What `pg_dumpall` (13 to 18) writes last. */
const lastWords = '\n-- PostgreSQL database cluster dump complete\n';

/** A value in a connection string of keywords and values. */
function conninfoValue(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
