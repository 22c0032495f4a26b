import { Failure } from '../../../domain/failure.ts';
import type { Secret } from '../../../domain/secret.ts';
import type { Launcher } from '../../../process/launcher.ts';
import { findAnyPsql, findClients, type Clients } from '../clients.ts';
import { inDatabase, type Connection } from '../connection.ts';
import type { OpenSession } from '../create-database.ts';
import { majorOfServer } from '../first-contact.ts';
import { openSession } from '../session.ts';

export interface PostgresTargetOptions {
  readonly launcher: Launcher;
  /** `postgresql://…` of the database. */
  readonly url: Secret | string;
  /** Where the tools in the server's major version come from: `auto`, `path:/dir`, `docker` or `install`. */
  readonly client: string;
  /** The environment's `PATH`. */
  readonly searchPath: string;
  /** Folders of client tools to look at first. */
  readonly extraFolders?: readonly string[];
  /** Connections that load and read at the same time; 2 where nothing is said. */
  readonly jobs?: number;
}

/** How a restore reaches its target. */
export interface TargetAccess {
  readonly launcher: Launcher;
  /** In the server's major version. */
  readonly clients: Clients;
  readonly connection: Connection;
  readonly jobs: number;
  /** The database to work from; the target itself where the account may enter no other. */
  readonly home: string;
  /** Opens sessions on the home database, or on one that is named; they end with the signal. */
  opener(signal?: AbortSignal): OpenSession;
}

/**
 * Finds a database beside the target to work from, and the tools that fit the server.
 *
 * @throws Failure `source-…` where the server does not let the account in, `client-missing`, or `target-unfit`.
 */
export async function openAccess(
  options: PostgresTargetOptions,
  connection: Connection,
  signal: AbortSignal,
): Promise<TargetAccess> {
  const { launcher, jobs = 2 } = options;
  const any = await findAnyPsql(options);
  const { home, major } = await findHome({ launcher, clients: any, connection, signal });
  const clients = await findClients({ ...options, major });
  return {
    ...{ launcher, clients, connection, jobs, home },
    opener: (during) => opener({ launcher, clients, connection, signal: during }, home),
  };
}

interface Opening {
  readonly launcher: Launcher;
  readonly clients: Pick<Clients, 'psql' | 'prefix'>;
  readonly connection: Connection;
  readonly signal: AbortSignal | undefined;
}

const settingsOfRestores = {
  // a database or an account can be set to read only, which is no protection against its own restore
  default_transaction_read_only: 'off',
  // nobody waits for ever for what somebody else has locked
  lock_timeout: '10s',
};

function opener({ launcher, clients, connection, signal }: Opening, home: string): OpenSession {
  return (database = home, settings = {}) =>
    openSession({
      ...{ launcher, psql: clients.psql, prefix: clients.prefix, connection: inDatabase(connection, database) },
      settings: { ...settingsOfRestores, ...settings },
      fallback: 'restore-failed',
      ...(signal === undefined ? {} : { signal }),
    });
}

async function findHome(opening: Opening): Promise<{ readonly home: string; readonly major: number }> {
  const { database } = opening.connection;
  const beside = ['postgres', 'template1'].filter((name) => name !== database);
  for (const home of beside) {
    const major = await majorFrom(opening, home).catch((error: unknown) => {
      if (!isClosed(error)) throw error;
    });
    if (major !== undefined) return { home, major };
  }
  try {
    return { home: database, major: await majorFrom(opening, database) };
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'source-missing') throw error;
    throw new Failure('target-unfit', `database ${database} does not exist, and the account may not make it`, {
      hint: `let the account connect to database postgres or template1 to make it, or run CREATE DATABASE as another`,
    });
  }
}

/** Whether another database may still let the account in. */
function isClosed(error: unknown): boolean {
  return error instanceof Failure && (error.code === 'source-missing' || error.code === 'source-denied');
}

async function majorFrom({ clients: { psql, prefix }, ...opening }: Opening, database: string): Promise<number> {
  const connection = inDatabase(opening.connection, database);
  const { launcher, signal } = opening;
  const options = { launcher, psql, prefix, connection, fallback: 'restore-failed', isBare: true } as const;
  return await majorOfServer(() => openSession({ ...options, ...(signal === undefined ? {} : { signal }) }));
}
