import { Failure } from '../../domain/failure.ts';
import type { Secret } from '../../domain/secret.ts';
import { lastWords } from '../../process/last-line.ts';
import { ProcessFailure } from '../../process/launcher.ts';
import type { GivenServer, GivenServerOptions } from './given-server.ts';

/** Speaks to the server through `psql`, which gets the password by its environment and never as an argument. */
export function postgresServer({ launcher, url, psql = 'psql' }: GivenServerOptions): GivenServer {
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
    async identity(signal) {
      const version = /^\S+/.exec(await run('SHOW server_version', signal))?.[0] ?? '';
      return { product: 'postgresql', version };
    },
    differs: () => Promise.resolve(undefined),
    create: async (database) => void (await run(`CREATE DATABASE ${quoted(database)} TEMPLATE template0`)),
    // roles carry their own mark, and go with the copy
    drop: async ({ database }) => void (await run(`DROP DATABASE IF EXISTS ${quoted(database)} WITH (FORCE)`)),
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
