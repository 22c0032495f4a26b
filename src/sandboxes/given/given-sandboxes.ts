import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Sandbox, SandboxNeed, SandboxProvider } from '../../ports/sandbox.ts';
import { ownedFolder, sweepFolders } from '../../process/owned-folder.ts';
import { isProduct, products } from '../products.ts';
import type { GivenServer, GivenServerOptions, GivenTraces } from './given-server.ts';
import { mysqlServer } from './mysql-server.ts';
import { postgresServer } from './postgres-server.ts';

export interface GivenSandboxOptions extends GivenServerOptions {
  readonly clock: Clock;
  /** Connection URL of the server; its account has to be allowed to create databases. */
  readonly url: Secret;
  /** Folder below which scratch folders are made. */
  readonly root: string;
  readonly runId: string;
}

/** A database of its own for each sandbox, in a server that the user gives. Nothing keeps such a copy from reaching other hosts. */
export function givenSandboxes(options: GivenSandboxOptions): SandboxProvider {
  const { clock, root, runId } = options;
  const place = { root, prefix: 'muster-given-' };
  return {
    async start(need, signal) {
      signal.throwIfAborted();
      await using unfinished = new AsyncDisposableStack();
      const folder = unfinished.use(await ownedFolder(place, runId));
      const scratch = await folder.subfolder('scratch');
      assertSpeaksTo(options, need);
      const server = serverOf(options, await folder.subfolder('client'));
      const title = await fittingTitle(server, need, signal);
      const database = `muster_sandbox_${nameFor(clock)}`;
      const traces = { database, accounts: [] as string[] };
      await folder.hold(traces);
      unfinished.defer(() => server.drop(traces));
      await server.create(database);
      signal.throwIfAborted();
      const holdAccounts = async (accounts: readonly string[]): Promise<void> => {
        traces.accounts.push(...accounts);
        await folder.hold(traces);
      };
      return sandboxOf({ server, database, title, scratch, holdAccounts }, unfinished.move());
    },
    sweep: () =>
      sweepFolders(place, clock.now(), async (holds, path) => {
        if (isTraces(holds)) await serverOf(options, join(path, 'client')).drop(holds);
      }),
  };
}

function serverOf(options: GivenServerOptions, folder: string): GivenServer {
  return isPostgres(options) ? postgresServer(options, folder) : mysqlServer(options, folder);
}

function isPostgres({ url }: Pick<GivenServerOptions, 'url'>): boolean {
  return url.reveal().startsWith('postgres');
}

function isTraces(holds: unknown): holds is GivenTraces {
  return typeof holds === 'object' && holds !== null && 'database' in holds && 'accounts' in holds;
}

/** What the URL says is enough to tell: clients of the other product may not even be there. */
function assertSpeaksTo(options: GivenServerOptions, { server: { flavour = '' } }: SandboxNeed): void {
  if (!isProduct(flavour) || isPostgres(options) === (flavour === 'postgresql')) return;
  const given = isPostgres(options) ? 'PostgreSQL' : 'MySQL or MariaDB';
  throw otherProduct(given, products[flavour].title);
}

function otherProduct(given: string, other: string): Failure {
  return new Failure('sandbox-unavailable', `the given server is ${given}, the backup is of ${other}`, {
    hint: 'give a server of the flavour of the backup with `sandbox`',
  });
}

interface Title {
  readonly title: string;
  readonly version: string;
}

async function fittingTitle(server: GivenServer, need: SandboxNeed, signal: AbortSignal): Promise<Title> {
  const { flavour = '', version: wanted = '' } = need.server;
  const { product, version } = await server.identity(signal);
  const { title, series } = products[product];
  if (flavour !== product) {
    throw otherProduct(title, isProduct(flavour) ? products[flavour].title : flavour || 'another product');
  }
  if (series(version) !== series(wanted)) {
    throw new Failure(
      'sandbox-unavailable',
      `the given server is ${title} ${version}, the backup is of ${title} ${series(wanted)}`,
      { hint: 'give a server of the same major version with `sandbox`' },
    );
  }
  const difference = await server.differs(need, signal);
  if (difference === undefined) return { title, version };
  throw new Failure('sandbox-unavailable', `the given server ${difference}`, {
    hint: 'give a server with the setting of the source, or use `sandbox: local`',
  });
}

/** Tells people when it was made, and differs between runs that begin in the same second. */
function nameFor(clock: Clock): string {
  const moment = clock.now().toISOString().replace(/\D/g, '').slice(0, 14);
  const chance = Math.floor(clock.random() * 2 ** 40).toString(36);
  return `${moment}_${chance}`;
}

interface Parts {
  readonly server: GivenServer;
  readonly database: string;
  readonly title: Title;
  readonly scratch: string;
  readonly holdAccounts: (accounts: readonly string[]) => Promise<void>;
}

function sandboxOf(
  { server, database, title: { title, version }, scratch, holdAccounts }: Parts,
  whole: AsyncDisposableStack,
): Sandbox {
  let ended: Promise<void> | undefined;
  return {
    url: server.urlOf(database),
    scratch,
    description: `${title} ${version}, database ${database} in the given server`,
    isolation: 'none',
    isThrowaway: false,
    mark: database,
    version,
    holdAccounts,
    [Symbol.asyncDispose]: () => (ended ??= whole.disposeAsync()),
  };
}
