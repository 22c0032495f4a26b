import { chmod } from 'node:fs/promises';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Sandbox, SandboxProvider } from '../../ports/sandbox.ts';
import type { Launcher } from '../../process/launcher.ts';
import { ownedFolder, sweepFolders } from '../../process/owned-folder.ts';
import { containerOf, removeContainer } from './container.ts';
import { imageFor, type OfficialImage } from './official-images.ts';

export interface DockerSandboxOptions {
  readonly launcher: Launcher;
  readonly clock: Clock;
  /** Folder below which the sockets' folders are made; the engine has to see the same folder, so it runs on this machine. */
  readonly root: string;
  readonly runId: string;
  /** Seconds that a container has to answer its first query, which may include loading its image; 300 where not given. */
  readonly startSeconds?: number;
}

/** Private servers from the official images, in containers without a network. */
export function dockerSandboxes(options: DockerSandboxOptions): SandboxProvider {
  const { launcher, clock, root, runId } = options;
  const place = { root, prefix: 'muster-docker-' };
  return {
    async start(need, signal) {
      const image = imageFor(need);
      if (!(await hasDocker(launcher)))
        throw new Failure('sandbox-unavailable', `no docker engine answers, so ${image.name} cannot be started`);
      await using unfinished = new AsyncDisposableStack();
      const folder = unfinished.use(await ownedFolder(place, runId));
      // the engine mounts the socket's folder by its own rights; who may pass through to the socket is a superuser of the copy
      await chmod(folder.path, 0o700);
      const scratch = await folder.subfolder('scratch');
      const socket = await folder.subfolder('socket');
      await chmod(socket, 0o777); // the server's account in the container is none of ours
      const name = folder.path.slice(folder.path.lastIndexOf('/') + 1);
      await folder.hold(name);
      const container = unfinished.use(containerOf({ ...options, image, need, name, socket }));
      const version = await container.start(signal);
      return sandboxOf({ image, socket, scratch, version }, unfinished.move());
    },
    sweep: () =>
      sweepFolders(place, clock.now(), async (name) => {
        if (typeof name === 'string') await removeContainer(launcher, name);
      }),
  };
}

/** Whether a docker engine answers. */
export async function hasDocker(launcher: Launcher): Promise<boolean> {
  return launcher.capture({ file: 'docker', args: ['info', '--format', '{{.ServerVersion}}'] }).then(
    () => true,
    () => false,
  );
}

interface Parts {
  readonly image: OfficialImage;
  readonly socket: string;
  readonly scratch: string;
  readonly version: string;
}

function sandboxOf({ image, socket, scratch, version }: Parts, whole: AsyncDisposableStack): Sandbox {
  let ended: Promise<void> | undefined;
  return {
    url: image.url(socket),
    scratch,
    description: `${image.title} ${version}, container of ${image.name}`,
    isolation: 'container',
    isThrowaway: true,
    version,
    [Symbol.asyncDispose]: () => (ended ??= whole.disposeAsync()),
  };
}
