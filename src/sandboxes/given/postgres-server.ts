import { Failure } from '../../domain/failure.ts';
import type { Secret } from '../../domain/secret.ts';
import { lastWords } from '../../process/last-line.ts';
import { ProcessFailure, type Launcher } from '../../process/launcher.ts';

/** What a sandbox needs of a PostgreSQL server that runs already. */
export interface PostgresServer {
  /** Version without what the packager added. */
  version(signal: AbortSignal): Promise<string>;
  /** Is not stopped half-way: a server goes on with what a client that has left began, and nobody would drop the database. */
  create(database: string): Promise<void>;
  /** Drops a database and ends the sessions in it. No failure where there is none. */
  drop(database: string): Promise<void>;
  /** Connection URL of one of its databases, with the credentials that were given. */
  urlOf(database: string): string;
}

export interface PostgresServerOptions {
  readonly launcher: Launcher;
  readonly url: Secret;
  readonly psql?: string;
}

/** Speaks to the server through `psql`, which gets the password by its environment and never as an argument. */
export function postgresServer({ launcher, url, psql = 'psql' }: PostgresServerOptions): PostgresServer {
  const given = parsed(url);
  const bare = new URL(given);
  bare.password = '';
  bare.searchParams.delete('password');
  const password = given.searchParams.get('password') ?? decodeURIComponent(given.password);
  const env = { PGCONNECT_TIMEOUT: '15', ...(password === '' ? {} : { PGPASSWORD: password }) };
  const run = async (sql: string, signal?: AbortSignal): Promise<string> => {
    const args = ['-XAtqw', '-v', 'ON_ERROR_STOP=1', '-d', bare.href, '-c', sql];
    try {
      return (await launcher.capture({ file: psql, args, env }, signal === undefined ? {} : { signal })).trim();
    } catch (cause) {
      signal?.throwIfAborted();
      throw refusal(cause);
    }
  };
  return {
    version: async (signal) => /^\S+/.exec(await run('SHOW server_version', signal))?.[0] ?? '',
    create: async (database) => void (await run(`CREATE DATABASE ${quoted(database)} TEMPLATE template0`)),
    drop: async (database) => void (await run(`DROP DATABASE IF EXISTS ${quoted(database)} WITH (FORCE)`)),
    urlOf(database) {
      const own = new URL(given);
      own.pathname = `/${encodeURIComponent(database)}`;
      own.searchParams.delete('dbname');
      return own.href;
    },
  };
}

function parsed(url: Secret): URL {
  try {
    const given = new URL(url.reveal());
    if (given.protocol === 'postgresql:' || given.protocol === 'postgres:') return given;
  } catch {
    // said below, without the text, which may hold a password
  }
  throw new Failure('input-invalid', 'input "sandbox" is not the URL of a PostgreSQL server', {
    hint: 'write auto, local, docker or a URL such as postgresql://user:password@host:5432/postgres',
  });
}

/** The messages of these few statements hold names and reasons, never rows. */
function refusal(cause: unknown): unknown {
  if (!(cause instanceof ProcessFailure)) return cause;
  return new Failure('sandbox-unavailable', `the given server refuses to be a sandbox: ${lastWords(cause)}`, {
    hint: 'check address and password of `sandbox`, and let its account create databases',
    cause,
  });
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
