import assert from 'node:assert/strict';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseVerification, type Verification } from '../../src/domain/verification/record.ts';
import { ageKey, type AgeKey } from '../ciphers/throwaway-keys.ts';
import { startJob, type ActionRun, type Job } from '../real/action-run.ts';
import { startPostgres, type TestPostgres } from '../real/postgres-server.ts';
import { startS3Server } from '../real/s3-server.ts';

type Inputs = Readonly<Record<string, string>>;

/** A store in a folder. */
export interface FolderStore {
  readonly path: string;
  readonly url: string;
}

/** One database server, and one S3 server started when first asked for, that the tests of a file share. */
export interface ProofWorld extends AsyncDisposable {
  readonly postgres: TestPostgres;
  readonly job: Job;
  readonly age: AgeKey;
  /** An empty store of its own. */
  newFolder(): Promise<FolderStore>;
  /** URL of an empty bucket of its own. */
  newBucket(): Promise<string>;
  act(action: string, inputs: Inputs, env?: Inputs): Promise<ActionRun>;
  /** Backs a database up for the world's age key as source `shop`; fails where the action does. */
  backUp(database: string, store: string, inputs?: Inputs): Promise<ActionRun>;
  /** Verifies the newest backup of source `shop` with the world's age key. */
  verify(store: string, inputs?: Inputs): Promise<ActionRun>;
}

/** @param major of the server, whose programs are then the first on the actions' `PATH`; what all tests use where none is given */
export async function startProofWorld(major?: number): Promise<ProofWorld> {
  await using unfinished = new AsyncDisposableStack();
  const postgres = unfinished.use(await startPostgres(major === undefined ? {} : { major }));
  const job = unfinished.use(await startJob());
  const age = ageKey();
  const env: Record<string, string> = { PATH: [postgres.bin, process.env['PATH'] ?? ''].join(delimiter) };
  let s3: Promise<Awaited<ReturnType<typeof startS3Server>>> | undefined;
  let folders = 0;
  const act: ProofWorld['act'] = (action, inputs, more = {}) => job.run(action, { inputs, env: { ...env, ...more } });
  const started = unfinished.move();
  return {
    ...{ postgres, job, age, act },
    async newFolder() {
      folders += 1;
      const path = join(job.workFolder, `store-${folders}`);
      await mkdir(path);
      return { path, url: pathToFileURL(path).href };
    },
    async newBucket() {
      s3 ??= startS3Server().then((server) => started.use(server));
      const server = await s3;
      env['AWS_ACCESS_KEY_ID'] = server.accessKeyId;
      env['AWS_SECRET_ACCESS_KEY'] = server.secretAccessKey;
      const bucket = await server.createBucket();
      return `s3://${bucket}/backups?endpoint=${server.endpoint}&region=${server.region}&path-style=true`;
    },
    async backUp(database, store, inputs = {}) {
      const sealing = { source: 'shop', url: postgres.url(database), store, recipients: age.recipient };
      const run = await act('backup', { ...sealing, ...inputs });
      assert.equal(run.status, 0, run.log);
      return run;
    },
    verify: (store, inputs = {}) => act('restore-verify', { source: 'shop', store, identity: age.identity, ...inputs }),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

/** Requires that a drill proved its backup, with nothing found and nothing left open. */
export function assertProven(run: ActionRun): void {
  assert.equal(run.status, 0, run.log);
  assert.equal(run.outputs['verdict'], 'proven', run.log);
  assert.equal(run.outputs['failure'], undefined);
}

/** Requires that a drill ended with a verdict and a code, and that its summary has each of the words. */
export function assertUnproven(run: ActionRun, code: string, words: readonly string[] = []): void {
  const isOpen = code === 'could-not-tell';
  assert.equal(run.outputs['failure'], code, run.log);
  assert.equal(run.outputs['verdict'], isOpen ? 'could-not-tell' : 'failed', run.log);
  assert.equal(run.status, isOpen ? 3 : 1, run.log);
  const summary = run.summary.replace(/\\(?=[^A-Za-z0-9\s])/g, ''); // as a person reads it: Markdown's escapes are gone
  for (const word of words) assert.ok(summary.includes(word), `no ${word} in the summary:\n${summary}`);
}

/** Requires that an action refused its inputs: nothing is judged. */
export function assertRefused(run: ActionRun, code: string): void {
  assert.equal(run.outputs['failure'], code, run.log);
  assert.equal(run.status, 2, run.log);
  assert.equal(run.outputs['verdict'], undefined);
}

/** The folder of the only backup in a store, or of that with the id. */
export async function backupFolder({ path }: FolderStore, id = ''): Promise<string> {
  const names = await readdir(path, { recursive: true });
  const found = names.filter((name) => name.endsWith('manifest.json') && name.includes(id.slice(9)));
  assert.equal(found.length, 1, names.join(', '));
  return join(path, found[0] ?? '', '..');
}

/** Path of the object of a backup whose name begins so. */
export async function objectPath(
  folder: string,
  name: 'data' | 'fingerprint' | 'globals' | 'manifest',
): Promise<string> {
  const found = (await readdir(folder)).find((entry) => entry.startsWith(`${name}.`));
  assert.ok(found !== undefined, `no ${name} in ${folder}`);
  return join(folder, found);
}

/** What is recorded beside a manifest, oldest first. */
export async function verificationsIn(folder: string): Promise<readonly Verification[]> {
  const names = await readdir(join(folder, 'verifications')).catch(() => []);
  return await Promise.all(
    names
      .sort()
      .map(async (name) => parseVerification(await readFile(join(folder, 'verifications', name), 'utf8'), name)),
  );
}

/** A store that holds what another holds. */
export async function copyOf(world: ProofWorld, { path }: FolderStore): Promise<FolderStore> {
  const copy = await world.newFolder();
  await cp(path, copy.path, { recursive: true });
  return copy;
}

/** Changes the bytes of a file. */
export async function rewrite(path: string, change: (bytes: Buffer) => Buffer): Promise<void> {
  await writeFile(path, change(await readFile(path)));
}
