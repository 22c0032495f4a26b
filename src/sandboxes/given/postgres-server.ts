import { parseConnectionUrl, type ConnectionUrl } from '../../domain/connection-url.ts';
import { Failure } from '../../domain/failure.ts';
import type { Secret } from '../../domain/secret.ts';
import { copyName } from '../../ports/sandbox.ts';
import { lastWords } from '../../process/last-line.ts';
import { ProcessFailure } from '../../process/launcher.ts';
import type { GivenServer, GivenServerOptions } from './given-server.ts';

/** Speaks to the server through `psql`, which gets everything of the URL by its environment and nothing as an argument. */
export function postgresServer(
  { launcher, url, psql = 'psql', environmentFor }: GivenServerOptions,
  folder: string,
): GivenServer {
  const given = parsed(url);
  const environment = async (): Promise<Readonly<Record<string, string>>> => {
    const { variables } = await environmentFor('URL', url.reveal(), folder);
    const { URL: _, ...own } = variables;
    return { PGCONNECT_TIMEOUT: '15', ...own };
  };
  const run = async (sql: string, signal?: AbortSignal): Promise<string> => {
    const args = ['-XAtqw', '-v', 'ON_ERROR_STOP=1', '-c', sql];
    const command = { file: psql, args, env: await environment() };
    try {
      return (await launcher.capture(command, signal === undefined ? {} : { signal })).trim();
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
    async drop({ database }) {
      for (const name of [copyName(database), database])
        await run(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`);
      const made = await run(
        `SELECT quote_ident(rolname) FROM pg_roles WHERE shobj_description(oid, 'pg_authid') = '${database}'`,
      );
      for (const role of made.split('\n').filter(Boolean)) await run(`DROP ROLE IF EXISTS ${role}`);
    },
    urlOf: (database) => urlWith(given, database),
  };
}

function urlWith({ user, password, authority, parameters }: ConnectionUrl, database: string): string {
  const credentials = [user, ...(password === '' ? [] : [password])].map(encodeURIComponent).join(':');
  const kept = [...parameters].filter(([name]) => name !== 'dbname');
  const query = kept.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `postgresql://${credentials === '' ? '' : `${credentials}@`}${authority}/${encodeURIComponent(database)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function parsed(url: Secret): ConnectionUrl {
  const given = parseConnectionUrl(url.reveal(), ['postgresql', 'postgres']);
  if (given !== undefined) return given;
  // without the text, which may hold a password
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
