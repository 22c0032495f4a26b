import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { failureCodes, type FailureCode } from '../../src/domain/failure-codes.ts';
import { ageKey, type AgeKey } from '../ciphers/throwaway-keys.ts';
import { startPostgres, testPassword, type TestPostgres } from '../real/postgres-server.ts';
import { startS3Server, type S3Server } from '../real/s3-server.ts';
import {
  assertDone,
  assertFailed,
  assertNothingLeft,
  startScene,
  until,
  type Scene,
  type WatchedRun,
} from './scene.ts';

export type Inputs = Readonly<Record<string, string>>;

/** What the bad inputs of one file are tried against. */
export interface World extends AsyncDisposable {
  readonly postgres: TestPostgres;
  readonly databases: TestPostgres;
  readonly s3: S3Server;
  readonly age: AgeKey;
  /** A folder store with one backup of the source `shop`, sealed for the age key, and its id. */
  readonly stocked: { readonly path: string; readonly id: string };
}

/** What a row may use beside the world: its own stores, the folder one holding a copy of the stocked backup. */
export interface Place extends World {
  readonly scene: Scene;
  /** A folder that is an empty store. */
  readonly empty: string;
}

/**
 * The inputs with which each action does its work, so that what a row changes is all that is wrong. An action joins with a line here and
 * rows in the tables.
 */
const sound: Readonly<Record<string, (place: Place) => Inputs>> = {
  backup: ({ postgres, age, scene }) => ({
    ...{ source: 'shop', url: postgres.url('small'), store: scene.folder.url, recipients: age.recipient },
  }),
  'encrypt-and-upload': ({ scene, empty }) => ({ source: 'shop', from: scene.folder.url, store: empty }),
  'restore-verify': ({ scene, age }) => ({ source: 'shop', store: scene.folder.url, identity: age.identity }),
  list: ({ scene }) => ({ source: 'shop', store: scene.folder.url }),
  prune: ({ scene }) => ({ source: 'shop', store: scene.folder.url, 'keep-last': '3' }),
};

/** All actions that the tables know. */
export const actions = Object.keys(sound);

/** One bad input, and what the user is told. */
export interface BadInput {
  /** What is wrong, for the test's title. */
  readonly bad: string;
  readonly to: string;
  readonly inputs?: Inputs | ((place: Place) => Inputs | Promise<Inputs>);
  readonly env?: Inputs | ((place: Place) => Inputs | Promise<Inputs>);
  readonly prefix?: readonly string[];
  readonly code: FailureCode;
  /** What the one line has to hold: the name of the input or the thing, and the remedy. */
  readonly says: readonly (RegExp | string | ((place: Place) => string))[];
  /** Texts that must be nowhere, beside the secrets that every row has. */
  readonly hides?: readonly string[];
  /** Prepares what the row needs. Whatever it changes is changed before the row looks at the stores. */
  readonly given?: (place: Place) => Promise<void> | void;
}

/** Prepares the world of one file; everything that rows need on the server is made here. */
export interface WorldOptions {
  readonly prepare?: (world: World) => Promise<void>;
}

/**
 * Runs a table, each row a test: refused in one line that helps, and nothing is left of the run anywhere. After the last row, the database
 * server has not seen one transaction that writes, and has no connection left.
 */
export function refuses(title: string, rows: readonly BadInput[], options: WorldOptions = {}): void {
  describe(title, () => {
    let world: World;
    let transactions: string;
    before(async () => {
      world = await startWorld();
      await options.prepare?.(world);
      transactions = await writesOn(world.postgres);
    });
    after(() => world[Symbol.asyncDispose]());
    describe('is refused', { concurrency: 3 }, () => {
      for (const row of rows) it(`${row.to}: ${row.bad}`, () => refused(row, world));
    });
    it('changes nothing on the database server, and leaves no connection', async () => {
      assert.equal(await writesOn(world.postgres), transactions);
      await until(async () => (await sessionsOn(world.postgres)) === '0');
    });
  });
}

async function refused(row: BadInput, world: World): Promise<void> {
  await using place = await placeIn(world);
  await row.given?.(place);
  const inputs = { ...sound[row.to]?.(place), ...(await valueOf(row.inputs, place)) };
  const before = await storedIn(place);
  const env = { AWS_EC2_METADATA_DISABLED: 'true', ...(await valueOf(row.env, place)) };
  const run = await place.scene.act(row.to, { inputs, env, ...(row.prefix && { prefix: row.prefix }) });
  const escaped = assertFailed(run, row.code, failureCodes[row.code].kind === 'user' ? 2 : 1);
  const line = escaped.replaceAll('%25', '%'); // as a runner shows it
  for (const said of row.says) {
    if (said instanceof RegExp) assert.match(line, said);
    else assert.ok(line.includes(typeof said === 'string' ? said : said(place)), `${line}\nlacks ${String(said)}`);
  }
  assertDiscreet(run, [...secretsOf(place), ...(row.hides ?? [])]);
  assert.deepEqual(await storedIn(place), before, 'the stores are not what they were');
  await assertNothingLeft(place.scene, run);
  await assertNoReport(place.scene, run);
}

/** An odd input that has to work. */
export interface OddInput {
  /** Instead of those of a sound backup into an empty folder store. */
  readonly inputs: Inputs | ((place: Place) => Inputs);
  readonly env?: Inputs;
  /** Texts that must be nowhere, beside the secrets that every row has. */
  readonly hides?: readonly string[];
  /** Looks at the folder of the store. */
  readonly then?: (folder: string) => Promise<void> | void;
}

/** Runs `backup` on an odd input, and requires that it is done and tells no secret. */
export async function backsUp({ inputs, env = {}, hides = [], then }: OddInput, world: World): Promise<void> {
  await using place = await placeIn(world);
  const given = typeof inputs === 'function' ? inputs(place) : inputs;
  const run = await place.scene.act('backup', {
    inputs: { ...sound['backup']?.(place), store: place.empty, ...given },
    env,
  });
  assertDone(run);
  assertDiscreet(run, [...secretsOf(place), ...hides]);
  await then?.(fileURLToPath(place.empty));
}

/** Runs `backup` on an odd input, and requires that what it wrote is proven. */
export async function isProven(odd: OddInput, world: World): Promise<void> {
  const drill = async (folder: string): Promise<void> => {
    await using scene = await startScene(world);
    assertDone(await scene.drill(pathToFileURL(folder).href));
  };
  await backsUp({ ...odd, then: drill }, world);
}

/** Starts the servers, with a database `small`, and makes the backup that readers are given. */
export async function startWorld(settings: Readonly<Record<string, string>> = {}): Promise<World> {
  await using unfinished = new AsyncDisposableStack();
  const postgres = unfinished.use(await startPostgres({ settings }));
  const s3 = unfinished.use(await startS3Server());
  await postgres.createDatabase('small');
  await postgres.psql(
    `CREATE TABLE customers AS SELECT n AS id, 'customer ' || n AS name FROM generate_series(1, 50) n`,
    'small',
  );
  const path = await mkdtemp(join(tmpdir(), 'stocked-'));
  unfinished.defer(() => rm(path, { recursive: true, force: true }));
  const age = ageKey();
  await using scene = await startScene({ databases: postgres, s3, age });
  const stock = await scene.backup('small', pathToFileURL(path).href);
  assertDone(stock);
  const started = unfinished.move();
  return {
    ...{ postgres, databases: postgres, s3, age, stocked: { path, id: stock.outputs['backup-id'] ?? '' } },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

async function placeIn(world: World): Promise<Place & AsyncDisposable> {
  const scene = await startScene(world);
  await cp(world.stocked.path, scene.folder.path, { recursive: true });
  const empty = await mkdtemp(join(scene.job.workFolder, 'empty-'));
  return {
    ...world,
    scene,
    empty: pathToFileURL(empty).href,
    [Symbol.asyncDispose]: () => scene[Symbol.asyncDispose](),
  };
}

async function valueOf<T>(
  value: T | ((place: Place) => T | Promise<T>) | undefined,
  place: Place,
): Promise<T | undefined> {
  return typeof value === 'function' ? await (value as (place: Place) => T | Promise<T>)(place) : value;
}

/** Every file and object of every store, unfinished uploads and empty folders included. */
async function storedIn({ scene }: Place): Promise<readonly string[]> {
  const contents = [...(await scene.contents())].map(([key, digest]) => `${key} ${digest}`);
  const files = await readdir(scene.job.workFolder, { recursive: true });
  return [...contents, ...files].sort();
}

/** The number of the next transaction that writes: it stays where it is as long as nobody writes. */
async function writesOn(postgres: TestPostgres): Promise<string> {
  return await postgres.psql('SELECT pg_snapshot_xmax(pg_current_snapshot())');
}

async function sessionsOn(postgres: TestPostgres): Promise<string> {
  return await postgres.psql(`SELECT count(*) FROM pg_stat_activity WHERE application_name = 'muster'`);
}

function secretsOf({ s3, age }: Place): readonly string[] {
  return [testPassword, encodeURIComponent(testPassword), s3.secretAccessKey, age.identity];
}

/** Requires that nothing which a runner shows or keeps holds a secret. */
function assertDiscreet(run: WatchedRun, secrets: readonly string[]): void {
  const shown = [run.log, run.summary, ...Object.values(run.outputs)].join('\n');
  for (const secret of secrets) assert.ok(!shown.includes(secret), `a secret is shown:\n${shown}`);
}

/** The only file that may stay in the temp folder is one that an output names. */
async function assertNoReport({ job }: Scene, { outputs }: WatchedRun): Promise<void> {
  const named = Object.values(outputs).map((value) => basename(value));
  const left = (await readdir(job.tempFolder)).filter((name) => !named.includes(name));
  assert.deepEqual(left, [], 'files are left in the temp folder');
}
