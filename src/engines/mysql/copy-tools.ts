import { Failure } from '../../domain/failure.ts';
import type { Sandbox } from '../../ports/sandbox.ts';
import type { Launcher } from '../../process/launcher.ts';
import { findAnyClients, findClients, type Clients, type ClientSearch } from './clients.ts';
import { connectionFromUrl, type Connection } from './connection.ts';
import { productVersionOf, type ProductVersion } from './product.ts';
import { openSession, type Session } from './session.ts';

/** How a restored copy is reached. */
export interface CopyTools {
  readonly launcher: Launcher;
  /** Of the sandbox's own product and series. */
  readonly clients: Clients;
  readonly server: ProductVersion;
  /** Without a schema. */
  readonly connection: Connection;
  readonly signal: AbortSignal;
  readonly open: () => Promise<Session>;
}

/** @throws Failure `client-missing`. */
export async function copyTools(sandbox: Sandbox, search: ClientSearch, signal: AbortSignal): Promise<CopyTools> {
  const { launcher } = search;
  const connection = connectionFromUrl(sandbox.url);
  const server = productVersionOf(await versionOf(sandbox, search, signal));
  if (server === undefined) throw new Failure('sandbox-unavailable', 'the sandbox does not say which version it is');
  const clients = await findClients(search, server);
  const open = (): Promise<Session> =>
    openSession({ launcher, clients, connection, signal, fallback: 'restore-failed' });
  return { launcher, clients, server, connection, signal, open };
}

async function versionOf({ url }: Sandbox, search: ClientSearch, signal: AbortSignal): Promise<string> {
  const connection = connectionFromUrl(url);
  const clients = await findAnyClients(search, url);
  await using session = await openSession({ ...search, clients, connection, signal, fallback: 'sandbox-unavailable' });
  const [row] = await session.rows({ version: 'VERSION()' });
  return row?.['version'] ?? '';
}
