import { statfs } from 'node:fs/promises';
import { parseBytes } from '../domain/bytes.ts';
import { ownedFolder, sweepFolders } from '../process/owned-folder.ts';
import type { ActionContext } from './context.ts';
import type { InputReader } from './input-reader.ts';

const defaultBudgetBytes = 4 * 1024 ** 3;

/** Where sealed parts wait for slow stores, and how many bytes of them. */
export interface SpoolRoom extends AsyncDisposable {
  readonly folder: string;
  readonly budgetBytes: number;
}

/**
 * A private folder for the spool, with a budget of 4 GiB, or half of what the disk has free if that is less, unless `spool-budget` says
 * another. What earlier runs left behind that no longer live is removed first.
 */
export async function spoolInput(inputs: InputReader, { runtime, clock }: ActionContext): Promise<SpoolRoom> {
  const place = { root: runtime.tempFolder, prefix: 'muster-spool-' };
  await sweepFolders(place, clock.now(), () => Promise.resolve());
  const given = inputs.text('spool-budget');
  const budgetBytes = given === '' ? await affordableBytes(runtime.tempFolder) : parseBytes(given, 'spool-budget');
  const owned = await ownedFolder(place, runtime.run.id);
  return {
    folder: await owned.subfolder('parts'),
    budgetBytes,
    [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose](),
  };
}

async function affordableBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return Math.min(defaultBudgetBytes, Math.floor((bavail * bsize) / 2));
}
