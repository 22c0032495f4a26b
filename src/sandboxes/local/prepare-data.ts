import { lchown } from 'node:fs/promises';
import { Failure } from '../../domain/failure.ts';
import type { SandboxNeed } from '../../ports/sandbox.ts';
import { lastWords } from '../../process/last-line.ts';
import type { Launcher } from '../../process/launcher.ts';
import type { Confinement } from './confinement.ts';
import type { Flavour, Installation, ServerRoom } from './flavour.ts';

export interface DataPlan {
  readonly flavour: Flavour;
  readonly installation: Installation;
  readonly room: ServerRoom;
  readonly need: SandboxNeed;
  readonly walls: Confinement;
  readonly launcher: Launcher;
}

/**
 * Makes the data folder of an empty server, under the account that has a name, and hands it to the server's account.
 *
 * @throws Failure `sandbox-unavailable` with what the tool said.
 */
export async function prepareData(plan: DataPlan, signal: AbortSignal): Promise<void> {
  const { flavour, installation, room, need, walls, launcher } = plan;
  const { accounts } = walls;
  if (accounts !== undefined) await lchown(room.folder, accounts.preparer, accounts.preparer);
  try {
    await launcher.capture(walls.prepared(flavour.initialise(installation, room, need)), { signal });
  } catch (cause) {
    signal.throwIfAborted();
    // The server is still empty, so what its tool says holds no rows.
    throw new Failure('sandbox-unavailable', `cannot prepare an empty ${flavour.product} server: ${lastWords(cause)}`, {
      hint: 'disk space, and whether every account may pass through the folder for sandboxes, are the usual reasons',
      cause,
    });
  }
  if (accounts === undefined) return;
  const ownership = `${accounts.server}:${accounts.server}`;
  await launcher.capture({ file: 'chown', args: ['-R', ownership, room.folder] }, { signal });
}
