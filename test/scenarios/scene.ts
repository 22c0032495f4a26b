import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/stores/registry.ts';
import { Secret } from '../../src/domain/secret.ts';
import { systemClock } from '../../src/platform/system-clock.ts';
import { ageKey, type AgeKey } from '../ciphers/throwaway-keys.ts';
import { startJob, type ActionOptions, type ActionRun, type Job } from '../real/action-run.ts';
import { startFaultyProxy, type FaultyProxy } from '../real/faulty-proxy.ts';
import { startPostgres, type TestPostgres } from '../real/postgres-server.ts';
import { assertGone, processOf, signalTo, watchProcesses, type SeenProcess } from '../real/process-tree.ts';
import { startS3Server, type S3Server } from '../real/s3-server.ts';

/** What scenes are made of: databases of any engine, and an S3 server. */
export interface Stage {
  readonly databases: {
    url(database: string): string;
    /** The actions' `PATH`, where they need programs that are not on the usual one. */
    readonly searchPath?: string;
  };
  readonly s3: S3Server;
  readonly age: AgeKey;
}

/** A database server and an S3 server that the scenarios of one file share. */
export interface World extends Stage, AsyncDisposable {
  readonly postgres: TestPostgres;
}

/** Rows of random bytes, which no codec makes smaller: about 36 MiB in a dump, so several parts of an upload. */
const largeSql = `
CREATE TABLE blobs (id int PRIMARY KEY, bytes bytea NOT NULL);
ALTER TABLE blobs ALTER bytes SET STORAGE EXTERNAL;
INSERT INTO blobs SELECT n, (SELECT string_agg(decode(md5(n::text || '-' || i), 'hex'), ''::bytea)
  FROM generate_series(1, 2048) i) FROM generate_series(1, 560) n;`;
const smallSql = `
CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);
INSERT INTO customers SELECT n, 'customer ' || n FROM generate_series(1, 2000) n;`;

/** Starts the servers: database `small` has a few rows, `large` needs an upload in parts. */
export async function startWorld(): Promise<World> {
  await using unfinished = new AsyncDisposableStack();
  const postgres = unfinished.use(await startPostgres());
  const s3 = unfinished.use(await startS3Server());
  await postgres.createDatabase('small');
  await postgres.psql(smallSql, 'small');
  await postgres.createDatabase('large');
  await postgres.psql(largeSql, 'large');
  const started = unfinished.move();
  return { postgres, databases: postgres, s3, age: ageKey(), [Symbol.asyncDispose]: () => started.disposeAsync() };
}

/** What a store holds: the digest of each object by its key. */
export type Contents = ReadonlyMap<string, string>;

export interface WatchedRun extends ActionRun {
  /** Every process that the action started. */
  readonly started: readonly SeenProcess[];
}

/** What differs from a plain run. `onStart` gets the process's number. */
export interface SceneRun {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly prefix?: readonly string[];
  readonly onStart?: (pid: number) => void;
  readonly onLog?: (text: string) => void;
  readonly look?: (process: SeenProcess) => void;
}

/** One job with stores of its own. */
export interface Scene extends AsyncDisposable {
  readonly job: Job;
  readonly proxy: FaultyProxy;
  /** A folder store. */
  readonly folder: { readonly path: string; readonly url: string };
  /** A bucket, reached through the proxy. */
  readonly bucketUrl: string;
  /** Where sandboxes are made. */
  readonly sandboxes: string;
  backup(database: string, store: string, run?: SceneRun): Promise<WatchedRun>;
  drill(store: string, run?: SceneRun): Promise<WatchedRun>;
  prune(store: string, run?: SceneRun): Promise<WatchedRun>;
  act(action: string, run: SceneRun): Promise<WatchedRun>;
  /** What the folder and the bucket hold, seen without the proxy; keys begin with the store's scheme. */
  contents(): Promise<Contents>;
  stores(): Promise<readonly [folder: Store, bucket: Store]>;
}

export async function startScene({ databases, s3, age }: Stage): Promise<Scene> {
  await using unfinished = new AsyncDisposableStack();
  const job = unfinished.use(await startJob());
  const proxy = unfinished.use(await startFaultyProxy(s3.endpoint));
  const path = join(job.workFolder, 'store');
  await mkdir(path);
  const sandboxes = await mkdtemp(join(tmpdir(), 'box-')); // short, and every account can pass through it
  unfinished.defer(() => rm(sandboxes, { recursive: true, force: true }));
  await chmod(sandboxes, 0o711);
  const bucket = `s3://${await s3.createBucket()}/backups?region=${s3.region}&path-style=true`;
  const { searchPath } = databases;
  const env = {
    ...{ AWS_ACCESS_KEY_ID: s3.accessKeyId, AWS_SECRET_ACCESS_KEY: s3.secretAccessKey, TMPDIR: sandboxes },
    ...(searchPath !== undefined && { PATH: searchPath }),
  };
  const folder = { path, url: pathToFileURL(path).href };
  const started = unfinished.move();

  const act: Scene['act'] = async (action, run) => {
    const options: ActionOptions = { inputs: run.inputs ?? {}, env: { ...env, ...run.env }, prefix: run.prefix ?? [] };
    return await watched({ job, ends: started }, action, options, run);
  };
  const stores: Scene['stores'] = async () => {
    const s3Credentials = (): Promise<{ accessKeyId: string; secretAccessKey: Secret }> =>
      Promise.resolve({ accessKeyId: s3.accessKeyId, secretAccessKey: new Secret(s3.secretAccessKey) });
    const open = (url: string): Promise<Store> => openStore(url, { clock: systemClock, s3Credentials });
    return [await open(folder.url), await open(`${bucket}&endpoint=${s3.endpoint}`)];
  };
  const source = { source: 'shop' };
  const opening = { ...source, identity: age.identity };
  const sealing = { ...source, recipients: age.recipient, compression: 'none' };
  return {
    ...{ job, proxy, folder, sandboxes, act, stores },
    bucketUrl: `${bucket}&endpoint=${proxy.endpoint}`,
    backup: (database, store, run = {}) =>
      act('backup', { ...run, inputs: { ...sealing, url: databases.url(database), store, ...run.inputs } }),
    drill: (store, run = {}) => act('restore-verify', { ...run, inputs: { ...opening, store, ...run.inputs } }),
    prune: (store, run = {}) =>
      act('prune', { ...run, inputs: { ...source, store, kind: 'full', 'keep-last': '1', ...run.inputs } }),
    contents: async () => contentsOf(await stores()),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

/** @param ends ends the action with the scene, where a test fails before it */
async function watched(
  { job, ends }: { readonly job: Job; readonly ends: AsyncDisposableStack },
  action: string,
  options: ActionOptions,
  run: SceneRun,
): Promise<WatchedRun> {
  await using watches = new AsyncDisposableStack();
  let seen: () => readonly SeenProcess[] = () => [];
  const result = await job.run(action, {
    ...options,
    onStart: ({ pid = -1 }) => {
      ends.defer(() => signalTo(pid, 'SIGKILL'));
      const watch = watches.use(watchProcesses(pid, run.look));
      seen = () => watch.seen;
      run.onStart?.(pid);
    },
    ...(run.onLog && { onLog: run.onLog }),
  });
  return { ...result, started: seen() };
}

async function contentsOf(stores: readonly Store[]): Promise<Contents> {
  const found = new Map<string, string>();
  const { signal } = new AbortController();
  for (const store of stores) {
    const scheme = store.name.slice(0, store.name.indexOf(':'));
    for await (const { key } of store.list('', signal)) {
      const hash = createHash('sha256');
      for await (const chunk of store.get(key, signal)) hash.update(chunk);
      found.set(`${scheme}:${key}`, hash.digest('hex'));
    }
    for await (const { key } of store.abandoned('', signal)) found.set(`${scheme}:abandoned:${key}`, '');
  }
  return found;
}

/** Keys of the manifests among what the stores hold. */
export function manifestsIn(contents: Contents): string[] {
  return [...contents.keys()].filter((key) => key.endsWith('/manifest.json'));
}

/** Requires that everything that was there is there still, as it was. */
export function assertUntouched(before: Contents, after: Contents): void {
  assert.ok(before.size > 0, 'there was nothing that could be touched');
  for (const [key, digest] of before) assert.equal(after.get(key), digest, `${key} is not what it was`);
}

/** Requires that a run ended in failure and says so in exactly one line, with a reason and what to do. */
export function assertFailed(run: ActionRun, code: string, status = 1): string {
  assert.equal(run.outputs['failure'], code, run.log);
  assert.equal(run.status, status, run.log);
  const errors = run.log.split('\n').filter((line) => line.startsWith('::error'));
  assert.equal(errors.length, 1, run.log);
  const [line = ''] = errors;
  assert.match(line, new RegExp(`^::error title=muster::\\S.* — \\S.* \\[${code}\\]$`));
  assert.doesNotMatch(run.log, /^\s+at /m, 'there is a stack trace in the log');
  return line;
}

/** Requires that a run ended well. */
export function assertDone(run: ActionRun): void {
  assert.equal(run.status, 0, run.log);
  assert.equal(run.outputs['failure'], undefined);
}

/** Requires that nothing is left of a run on this machine but the reports that it gives out. */
export async function assertNothingLeft(scene: Scene, run: WatchedRun): Promise<void> {
  await assertGone(run.started);
  const left = (await readdir(scene.job.tempFolder)).filter((name) => !/^muster-.*\.json$/.test(name));
  assert.deepEqual(left, [], 'the temp folder is not empty');
  assert.deepEqual(await readdir(scene.sandboxes), [], 'the folder for sandboxes is not empty');
}

/** Waits until something holds, or the process of that number has ended: then the test sees by the run that it never did. */
export async function until(holds: () => boolean | Promise<boolean>, root = process.pid): Promise<void> {
  while (!(await holds()) && processOf(root) !== undefined) await sleep(5);
}
