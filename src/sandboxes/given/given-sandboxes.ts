import { Failure } from '../../domain/failure.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Sandbox, SandboxNeed, SandboxProvider } from '../../ports/sandbox.ts';
import type { Launcher } from '../../process/launcher.ts';
import { ownedFolder, sweepFolders } from '../../process/owned-folder.ts';
import { postgresServer, type PostgresServer } from './postgres-server.ts';

export interface GivenSandboxOptions {
  readonly launcher: Launcher;
  readonly clock: Clock;
  /** Connection URL of the server; its account has to be allowed to create databases. */
  readonly url: Secret;
  /** Folder below which scratch folders are made. */
  readonly root: string;
  readonly runId: string;
  /** Path of `psql`; found on the launcher's `PATH` where not given. */
  readonly psql?: string;
}

/** A database of its own for each sandbox, in a server that the user gives. Nothing keeps such a copy from reaching other hosts. */
export function givenSandboxes(options: GivenSandboxOptions): SandboxProvider {
  const { clock, root, runId } = options;
  const place = { root, prefix: 'muster-given-' };
  return {
    async start(need, signal) {
      signal.throwIfAborted();
      const server = postgresServer(options);
      const version = await fittingVersion(server, need, signal);
      const database = `muster_sandbox_${nameFor(clock)}`;
      await using unfinished = new AsyncDisposableStack();
      const folder = unfinished.use(await ownedFolder(place, runId));
      const scratch = await folder.subfolder('scratch');
      await folder.hold(database);
      unfinished.defer(() => server.drop(database));
      await server.create(database);
      signal.throwIfAborted();
      return sandboxOf(server, database, version, scratch, unfinished.move());
    },
    sweep: () =>
      sweepFolders(place, clock.now(), async (database) => {
        if (typeof database === 'string') await postgresServer(options).drop(database);
      }),
  };
}

async function fittingVersion(server: PostgresServer, need: SandboxNeed, signal: AbortSignal): Promise<string> {
  const { flavour = '', version: wanted = '' } = need.server;
  if (flavour !== 'postgresql') {
    throw new Failure(
      'sandbox-unavailable',
      `the given server is PostgreSQL, the backup is of ${flavour || 'another'}`,
      {
        hint: 'give a server of the flavour of the backup with `sandbox`',
      },
    );
  }
  const version = await server.version(signal);
  if (majorOf(version) === majorOf(wanted)) return version;
  throw new Failure(
    'sandbox-unavailable',
    `the given server is PostgreSQL ${version}, the backup is of PostgreSQL ${majorOf(wanted)}`,
    { hint: 'give a server of the same major version with `sandbox`' },
  );
}

const majorOf = (version: string): string => /^\d+/.exec(version)?.[0] ?? version;

/** Tells people when it was made, and differs between runs that begin in the same second. */
function nameFor(clock: Clock): string {
  const moment = clock.now().toISOString().replace(/\D/g, '').slice(0, 14);
  const chance = Math.floor(clock.random() * 2 ** 40).toString(36);
  return `${moment}_${chance}`;
}

function sandboxOf(
  server: PostgresServer,
  database: string,
  version: string,
  scratch: string,
  whole: AsyncDisposableStack,
): Sandbox {
  let ended: Promise<void> | undefined;
  return {
    url: server.urlOf(database),
    scratch,
    description: `PostgreSQL ${version}, database ${database} in the given server`,
    isolation: 'none',
    isThrowaway: false,
    version,
    [Symbol.asyncDispose]: () => (ended ??= whole.disposeAsync()),
  };
}
