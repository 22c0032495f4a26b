import { readFile } from 'node:fs/promises';
import type { Clock } from '../../ports/clock.ts';
import { stateOf, type ProcessIdentity } from '../../process/identity.ts';

const patienceSeconds = 10;

/** Kills the server that an abandoned folder names, with its process group, if it is that very process and works in that folder. */
export async function endServer(server: ProcessIdentity | undefined, folder: string, clock: Clock): Promise<void> {
  if (server === undefined || (await stateOf(server)) !== 'lives') return;
  const commandLine = await readFile(`/proc/${server.pid}/cmdline`, 'utf8').catch(() => '');
  if (!commandLine.includes(`${folder}/`)) return;
  try {
    process.kill(-server.pid, 'SIGKILL');
  } catch {
    return; // gone since we looked
  }
  const deadline = clock.monotonicSeconds() + patienceSeconds;
  while ((await stateOf(server)) === 'lives' && clock.monotonicSeconds() < deadline) await clock.sleep(0.02);
}
