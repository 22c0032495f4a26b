import { Failure } from '../../../domain/failure.ts';
import type { Secret } from '../../../domain/secret.ts';
import type { Launcher } from '../../../process/launcher.ts';
import { findAnyClients, findClients, type Clients, type ClientSearch } from '../clients.ts';
import type { Connection } from '../connection.ts';
import { productVersionOf, type ProductVersion } from '../product.ts';
import { openSession, type Session } from '../session.ts';
import { targetPlace } from './target-failures.ts';

export interface MysqlTargetOptions extends ClientSearch {
  /** `mysql://…` or `mariadb://…` with a schema. */
  readonly url: Secret | string;
  /** Tables that are loaded at the same time; 2 where nothing is said. */
  readonly jobs?: number;
}

/** How a restore reaches its target. */
export interface TargetAccess {
  readonly launcher: Launcher;
  /** Of the server's own product and series. */
  readonly clients: Clients;
  readonly server: ProductVersion;
  /** Without a schema. */
  readonly connection: Connection;
  /** Host and schema for people. */
  readonly description: string;
  /** The schema that is restored into. */
  readonly schema: string;
  readonly jobs: number;
  /** Opens a session that ends with the signal; one without a signal lives until it is disposed of. */
  open(signal?: AbortSignal): Promise<Session>;
}

/** Nobody waits longer than this for what somebody else has locked, and whoever comes after has to wait as long. */
export const lockSeconds = 10;

/** @throws Failure `source-…` where the server does not let the account in, or `client-missing`. */
export async function openAccess(
  options: MysqlTargetOptions,
  named: Connection,
  signal: AbortSignal,
): Promise<TargetAccess> {
  const { launcher, jobs = 2 } = options;
  const connection = { ...named, database: '' };
  const any = await findAnyClients(options, options.url);
  await using session = await openSession({ launcher, clients: any, connection, signal, fallback: 'restore-failed' });
  const [row] = await session.rows({ version: 'VERSION()' });
  const server = productVersionOf(row?.['version'] ?? '');
  if (server === undefined) throw new Failure('client-missing', 'the server does not say which version it is');
  const clients = await findClients(options, server);
  return {
    ...{ launcher, clients, server, connection, jobs },
    description: named.description,
    schema: named.database,
    async open(during) {
      const opened = await openSession({
        ...{ launcher, clients, connection, fallback: 'restore-failed', place: targetPlace },
        ...(during !== undefined && { signal: during }),
      });
      await opened.execute(`SET SESSION lock_wait_timeout = ${lockSeconds}, SESSION foreign_key_checks = 0`);
      return opened;
    },
  };
}
