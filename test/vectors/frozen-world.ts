import { cp, mkdtemp } from 'node:fs/promises';
import { delimiter, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { partsFolder } from '../../scripts/parts/locate.ts';
import type { Verification } from '../../src/domain/verification/record.ts';
import { gnuPgHome } from '../ciphers/throwaway-keys.ts';
import { stepsFor, type Sealing, type Way } from '../docs/by-hand-ways.ts';
import { scriptOf } from '../docs/page-steps.ts';
import { startJob, type ActionRun, type Job } from '../real/action-run.ts';
import { runInTerminal } from '../real/typing-terminal.ts';
import { backupFolder, verificationsIn, type FolderStore } from '../scenarios/proof-scene.ts';
import { frozenFolder, frozenPassphrase, keyPath, type Key, type Vector } from './frozen.ts';

/** A runner's job, and copies of the frozen backups: a drill writes beside the manifest, and what is frozen stays as it is. */
export interface FrozenWorld extends AsyncDisposable {
  readonly job: Job;
  /** A store that holds every frozen backup. */
  newCopy(): Promise<FolderStore>;
  /** Drills a backup of a store with the given inputs. @param bin folder of PostgreSQL's programs, the first on `PATH` */
  drill(vector: Vector, store: FolderStore, inputs: Readonly<Record<string, string>>, bin?: string): Promise<ActionRun>;
  /** What is recorded beside the manifest of a backup in a copy. */
  recordsOf(vector: Vector, store: FolderStore): Promise<readonly Verification[]>;
  /**
   * Opens a frozen backup as the page about restoring by hand does, up to its step 5: with `age` or `gpg`, `zstd` or `gzip`.
   *
   * @returns the folder with what was opened
   */
  openByHand(vector: Vector, key: Key | undefined): Promise<string>;
}

export async function startFrozenWorld(): Promise<FrozenWorld> {
  const job = await startJob();
  const newFolder = (name: string): Promise<string> => mkdtemp(join(job.workFolder, `${name}-`));
  return {
    job,
    async newCopy() {
      const path = await newFolder('store');
      await cp(join(frozenFolder, 'store'), path, { recursive: true });
      return { path, url: pathToFileURL(path).href };
    },
    drill({ source, kind }, store, inputs, bin) {
      const env = bin === undefined ? {} : { PATH: [bin, process.env['PATH'] ?? ''].join(delimiter) };
      const common = { source, kind, store: store.url, sandbox: 'local' };
      return job.run('restore-verify', { inputs: { ...common, ...inputs }, env });
    },
    async recordsOf({ source }, { path, url }) {
      return await verificationsIn(await backupFolder({ path: join(path, source), url }));
    },
    async openByHand(vector, key) {
      const folder = await newFolder('person');
      await openAt(folder, vector, key);
      return join(folder, 'restore');
    },
    [Symbol.asyncDispose]: () => job[Symbol.asyncDispose](),
  };
}

const sealings: Readonly<Record<Key, Sealing>> = {
  age: 'age',
  'age-second': 'age',
  openpgp: 'openpgp',
  'openpgp-locked': 'openpgp',
  passphrase: 'passphrase',
};

async function openAt(folder: string, vector: Vector, key: Key | undefined): Promise<void> {
  const { source, kind, compression } = vector;
  const sealing = key === undefined ? 'none' : sealings[key];
  const way: Way = { sealing, compression, kind, store: 'folder', database: '' };
  const opening = stepsFor(way).filter(({ section }) => section < '6');
  const keyFile = key === undefined ? '' : keyPath(key);
  const values = {
    STORE: join(frozenFolder, 'store'),
    SOURCE: source,
    KIND: kind,
    BACKUP: await placeOf(vector),
    IDENTITY: keyFile,
    PRIVATE_KEY: keyFile,
  };
  using personal = gnuPgHome(); // has no key before the page imports one
  const env = {
    PATH: [join(partsFolder, 'bin'), process.env['PATH'] ?? ''].join(delimiter),
    HOME: folder,
    LANG: 'C.UTF-8',
    GNUPGHOME: personal.path,
  };
  const { status, text } = await runInTerminal(scriptOf(opening, values), {
    answer: frozenPassphrase,
    cwd: folder,
    env,
  });
  if (status !== 0) throw new Error(`${source} does not open by hand: ${text}`);
}

/** Where a frozen backup lies below its kind: `2026/11/21T041502Z-k3f9qa`. */
async function placeOf({ source, kind }: Vector): Promise<string> {
  const path = join(frozenFolder, 'store', source);
  return relative(join(path, kind), await backupFolder({ path, url: '' }));
}
