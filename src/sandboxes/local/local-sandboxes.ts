import { totalmem } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Sandbox, SandboxNeed, SandboxProvider } from '../../ports/sandbox.ts';
import { identify, type ProcessIdentity } from '../../process/identity.ts';
import type { Launcher } from '../../process/launcher.ts';
import { ownedFolder, sweepFolders } from '../../process/owned-folder.ts';
import { confinement } from './confinement.ts';
import { endServer } from './end-server.ts';
import { findInstallation, type SearchFolders } from './find-installation.ts';
import type { Flavour, Installation, ServerRoom } from './flavour.ts';
import { flavours } from './flavours.ts';
import { prepareData } from './prepare-data.ts';
import { startServer, type ServerPlan } from './start-server.ts';

export interface LocalSandboxOptions extends SearchFolders {
  readonly launcher: Launcher;
  readonly clock: Clock;
  /** Folder with a short path, below which sandboxes get theirs, such as `/tmp`. Every account has to be able to pass through it. */
  readonly root: string;
  /** Identity of the run, for people who find a folder. */
  readonly runId: string;
  /** Main memory in bytes that a server should not go far beyond; a quarter of the machine's where not given. */
  readonly memoryBytes?: number;
  /** Seconds that a server has to answer its first query; 60 where not given. */
  readonly startSeconds?: number;
}

/** Private servers from the programs that are installed on this machine. */
export function localSandboxes(options: LocalSandboxOptions): SandboxProvider {
  const { launcher, clock, root, runId } = options;
  const place = { root, prefix: 'muster-local-' };
  return {
    async start(need, signal) {
      const flavour = flavourFor(need);
      const installation = await installationFor(flavour, need, options);
      signal.throwIfAborted();
      await using unfinished = new AsyncDisposableStack();
      const folder = unfinished.use(await ownedFolder(place, runId));
      const room = roomIn(await folder.subfolder('server'), flavour, options);
      const scratch = await folder.subfolder('scratch');
      const walls = await confinement(launcher, process.getuid?.() === 0, clock.random());
      const plan = { ...options, flavour, installation, room, need, walls };
      await prepareData(plan, signal);
      const server = unfinished.use(startServer(plan));
      await folder.hold(await identify(server.pid));
      const version = await server.ready(signal);
      return sandboxOf(plan, scratch, version, unfinished.move());
    },
    sweep: () =>
      sweepFolders(place, clock.now(), (holds, path) => endServer(holds as ProcessIdentity | undefined, path, clock)),
  };
}

/** Why this machine's programs cannot serve as such a sandbox, or undefined where they can. */
export async function missingPrograms(need: SandboxNeed, options: LocalSandboxOptions): Promise<Failure | undefined> {
  try {
    await installationFor(flavourFor(need), need, options);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function flavourFor(need: SandboxNeed): Flavour {
  const name = need.server['flavour'] ?? '';
  const flavour = flavours.get(name);
  if (flavour !== undefined) return flavour;
  throw new Failure('sandbox-unavailable', `no private server can be started for the flavour ${JSON.stringify(name)}`, {
    hint: `flavours that can: ${[...flavours.keys()].join(', ')}`,
  });
}

async function installationFor(
  flavour: Flavour,
  need: SandboxNeed,
  options: LocalSandboxOptions,
): Promise<Installation> {
  const series = flavour.series(need.server['version'] ?? '');
  const found = await findInstallation(flavour, series, options, options.launcher);
  if (found !== undefined) return found;
  throw new Failure(
    'sandbox-unavailable',
    `the server programs of ${flavour.product} ${series} are not on this machine`,
    {
      hint: `install the package ${flavour.packageName(series)}, or give a server with \`sandbox\``,
    },
  );
}

function roomIn(folder: string, flavour: Flavour, options: LocalSandboxOptions): ServerRoom {
  if (Buffer.byteLength(join(folder, flavour.socketName)) > 107) {
    throw new Failure('sandbox-unavailable', `the path of the folder for sandboxes is too long: ${options.root}`, {
      hint: 'a socket path may have 107 bytes: use a folder such as /tmp',
    });
  }
  return { folder, memoryBytes: options.memoryBytes ?? totalmem() / 4 };
}

function sandboxOf(
  { flavour, installation, room, walls }: ServerPlan,
  scratch: string,
  version: string,
  whole: AsyncDisposableStack,
): Sandbox {
  let ended: Promise<void> | undefined;
  return {
    url: flavour.url(room),
    scratch,
    description: `${flavour.product} ${version}, private server from ${installation.folder}`,
    isolation: walls.isolation,
    isThrowaway: true,
    version,
    [Symbol.asyncDispose]: () => (ended ??= whole.disposeAsync()),
  };
}
