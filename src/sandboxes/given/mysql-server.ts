import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import { lastWords } from '../../process/last-line.ts';
import { ProcessFailure, type Command } from '../../process/launcher.ts';
import type { GivenServer, GivenServerOptions } from './given-server.ts';

/** Speaks to a server of MySQL or MariaDB through the client of either, which gets the password by an option file in a private folder. */
export function mysqlServer({ launcher, url, environmentFor }: GivenServerOptions, folder: string): GivenServer {
  const urlOf = (database: string): string => withDatabase(url.reveal(), database);
  let optionFile: Promise<string> | undefined;
  const writtenOptions = async (): Promise<string> => {
    const { variables } = await environmentFor('URL', urlOf(''), folder).catch((error: unknown) => {
      throw renamed(error);
    });
    return join(variables['MYSQL_HOME'] ?? '', 'my.cnf');
  };
  const run = async (sql: string, signal?: AbortSignal): Promise<string> => {
    // that file alone: options of the machine's own may name another server
    const args = [`--defaults-file=${await (optionFile ??= writtenOptions())}`, '--connect-timeout=15', '-BN'];
    try {
      for (const file of clients) {
        const said = await ifThere(() =>
          launcher.capture({ file, args } satisfies Command, { input: sql, ...(signal && { signal }) }),
        );
        if (said !== undefined) return said.trim();
      }
    } catch (cause) {
      signal?.throwIfAborted();
      throw refusal(cause);
    }
    throw new Failure('client-missing', 'neither mariadb nor mysql is there to speak to the given server', {
      hint: 'install mariadb-client or mysql-client',
    });
  };
  return {
    async identity(signal) {
      const said = await run('SELECT VERSION()', signal);
      const product = /mariadb/i.test(said) ? 'mariadb' : 'mysql';
      return { product, version: /^[\d.]+/.exec(said)?.[0] ?? '' };
    },
    async differs({ settings }, signal) {
      const wanted = settings['lower_case_table_names'] ?? '';
      const own = await run('SELECT @@GLOBAL.lower_case_table_names', signal);
      return wanted === '' || wanted === own
        ? undefined
        : `has lower_case_table_names = ${own}, and the source ${wanted}: tables would get other names`;
    },
    create: async (database) => void (await run(`CREATE DATABASE ${quoted(database)}`)),
    async drop({ database, accounts }) {
      const ids = await run(`SELECT id FROM information_schema.processlist WHERE db = '${database}'`);
      for (const id of ids.split('\n').filter(Boolean)) await run(`KILL ${id}`).catch(() => undefined); // has ended by itself
      const statements = [
        'SET SESSION lock_wait_timeout = 60',
        `DROP DATABASE IF EXISTS ${quoted(database)}`,
        ...accounts.map((account) => `DROP USER IF EXISTS ${account}`),
      ];
      await run(statements.join(';\n'));
    },
    urlOf,
  };
}

const clients = ['mariadb', 'mysql'] as const;

/** Undefined where there is no such program. */
async function ifThere(start: () => Promise<string>): Promise<string | undefined> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof Failure && error.code === 'command-failed') return undefined;
    throw error;
  }
}

function withDatabase(url: string, database: string): string {
  const path = `/${encodeURIComponent(database)}`;
  return url.replace(/^(\w+:\/\/(?:[^?#]*@)?[^/?#@]*)(?:\/[^?#]*)?/, (_, server: string) => server + path);
}

/** What is wrong with the URL is said of the input that it stands in. */
function renamed(error: unknown): unknown {
  if (!(error instanceof Failure)) return error;
  return new Failure(error.code, error.message.replace('"url"', '"sandbox"'), { hint: error.hint });
}

/** The messages of these few statements hold names and reasons, never rows. */
function refusal(cause: unknown): unknown {
  if (!(cause instanceof ProcessFailure)) return cause;
  return new Failure('sandbox-unavailable', `the given server refuses to be a sandbox: ${lastWords(cause)}`, {
    hint: 'check address and password of `sandbox`, and let its account create databases and accounts',
    cause,
  });
}

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
