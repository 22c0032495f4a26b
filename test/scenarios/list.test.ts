import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import type { ListedCatalog } from '../../src/domain/listed-catalog.ts';
import type { PrunePlan } from '../../src/domain/retention/prune-plan.ts';
import { pageAt } from '../docs/markdown.ts';
import type { ActionRun } from '../real/action-run.ts';
import { assertFailed } from './scene.ts';
import { backupFolder, copyOf, objectPath, startProofWorld, type FolderStore, type ProofWorld } from './proof-scene.ts';
import { createShop } from './proof-shop.ts';

type Inputs = Readonly<Record<string, string>>;

describe('listing', () => {
  let world: ProofWorld;
  let folder: FolderStore;
  let bucket: string;
  const ids: string[] = [];
  before(async () => {
    world = await startProofWorld();
    await createShop(world.postgres);
    folder = await world.newFolder();
    bucket = await world.newBucket();
    ids.push((await world.backUp('shop', `${folder.url}\n${bucket}`)).outputs['backup-id'] ?? '');
    const drill = await world.verify(`${folder.url}\n${bucket}`, { sandbox: world.postgres.url() });
    assert.equal(drill.outputs['verdict'], 'proven', drill.log);
    ids.push((await world.backUp('shop', folder.url)).outputs['backup-id'] ?? '');
    await world.backUp('shop', bucket, { source: 'blog', kind: 'schema' });
  });
  after(() => world[Symbol.asyncDispose]());

  async function list(inputs: Inputs): Promise<{ run: ActionRun; catalogs: readonly ListedCatalog[] }> {
    const run = await world.act('list', inputs);
    const text = await readFile(run.outputs['backups'] ?? '', 'utf8').catch(() => '[]');
    return { run, catalogs: JSON.parse(text) as readonly ListedCatalog[] };
  }

  it('shows the backups of a folder and a bucket, with their proof, who opens them and where they are', async () => {
    const { run, catalogs } = await list({ store: `${folder.url}\n${bucket}` });
    assert.equal(run.status, 0, run.log);
    const rows = catalogs.flatMap(({ store, shelves }) =>
      shelves.flatMap(({ source, kind, backups }) =>
        backups.map(({ id, standing, alsoIn }) => [
          store.slice(0, 4),
          source,
          kind,
          ids.indexOf(id),
          standing,
          alsoIn.length,
        ]),
      ),
    );
    assert.deepEqual(rows, [
      ['file', 'shop', 'full', 1, 'unverified', 0],
      ['file', 'shop', 'full', 0, 'proven', 1],
      ['s3:/', 'blog', 'schema', -1, 'unverified', 0],
      ['s3:/', 'shop', 'full', 0, 'proven', 1],
    ]);
    const everyone = catalogs.flatMap(({ shelves }) => shelves.flatMap(({ backups }) => backups));
    for (const { encryption } of everyone) assert.deepEqual(encryption?.recipients, [world.age.recipient]);
    for (const text of [run.log, run.summary]) {
      for (const id of ids) assert.ok(text.includes(id));
      assert.match(text, /proven \d+ s ago/);
      assert.match(text, /2 of 2/);
    }
  });

  it('says by the inputs of a prune what that prune does', async () => {
    const policy = { source: 'shop', store: folder.url, kind: 'full', 'keep-last': '1' };
    const { run, catalogs } = await list(policy);
    assert.equal(run.status, 0, run.log);
    const prune = await world.act('prune', { ...policy, 'dry-run': 'true' });
    const [plan] = JSON.parse(await readFile(prune.outputs['plan'] ?? '', 'utf8')) as [PrunePlan];
    const [catalog] = catalogs;
    assert.deepEqual(
      catalog?.shelves[0]?.backups.map(({ id, plan: decided }) => [id, decided?.decision, decided?.because]),
      plan.kinds[0]?.backups.map(({ id, decision, because }) => [id, decision, because]),
    );
    assert.match(run.log, /keep: latest-1, nothing newer is proven/);
  });

  it('shows what is damaged, unreadable or unfinished, and ends well', async () => {
    const store = await copyOf(world, folder);
    const [first = '', second = ''] = ids;
    await writeFile(await objectPath(await backupFolder(store, first), 'manifest'), 'PK');
    await rm(await objectPath(await backupFolder(store, second), 'data'));
    await writeFile(join(store.path, 'notes.txt'), 'x');
    const { run } = await list({ source: 'shop', store: store.url });
    assert.equal(run.status, 0, run.log);
    assert.match(run.log, new RegExp(`${second} .* damaged .*\n.*${first} .* unreadable `));
    assert.match(run.log, new RegExp(`! ${second}: data\\.\\S+ is missing\n.*! ${first}: .*not JSON`));
    await rm(await objectPath(await backupFolder(store, first), 'manifest'));
    const again = await list({ source: 'shop', store: store.url });
    assert.match(again.run.log, /1 backup, 1 incomplete\n(.*\n)*.*incomplete: shop\/full\//);
  });

  it('is red where a store cannot be read, and shows the others', async () => {
    const gone = bucket.replace('bucket-', 'no-such-bucket-');
    const { run, catalogs } = await list({ source: 'shop', store: `${gone}\n${folder.url}` });
    assertFailed(run, 'store-missing', 2);
    assert.deepEqual(
      catalogs.map(({ store }) => store.slice(0, 4)),
      ['file'],
    );
    assert.ok(run.log.includes(ids[0] ?? '-') && run.summary.includes(ids[0] ?? '-'));
  });

  it('refuses a source that has no backup and names the one that was meant; an empty store is no failure', async () => {
    const { run } = await list({ source: 'shpo', store: folder.url });
    assert.match(
      assertFailed(run, 'backup-missing', 2),
      /"shpo" in file:.* — correct input "source"; there is .*shop, did you mean "shop"\?/,
    );
    const empty = await list({ store: (await world.newFolder()).url });
    assert.equal(empty.run.status, 0, empty.run.log);
    assert.match(empty.run.log, /There are none\./);
    assert.match(empty.run.summary, /There are none\./);
  });

  it('writes a file by which the script of the example requires fresh proven backups', async () => {
    const { jobs } = parse(pageAt('examples/morning-list.yml').text) as {
      jobs: { list: { steps: readonly { run?: string }[] } };
    };
    const script = jobs.list.steps.find(({ run }) => run !== undefined)?.run ?? '';
    const isFine = async (store: string, kind: string): Promise<boolean> => {
      const { run } = await list({ store, kind });
      const env = { PATH: process.env['PATH'], BACKUPS: run.outputs['backups'] };
      return spawnSync('bash', ['-e', '-c', script], { env }).status === 0;
    };
    assert.equal(await isFine(bucket, 'full'), true);
    assert.equal(await isFine(bucket, 'full\nschema'), false, 'the schema of blog is not proven');
  });

  for (const [input, value] of [
    ['limit', '0'],
    ['limit', 'ten'],
    ['since', '30'],
    ['kind', 'ful'],
    ['source', 'a/b'],
    ['keep-last', 'many'],
    ['max-shrink', '2'],
  ] as const) {
    it(`refuses ${input} "${value}" and names it`, async () => {
      const { run } = await list({ store: folder.url, [input]: value });
      assert.ok(assertFailed(run, 'input-invalid', 2).includes(`"${input}"`));
    });
  }

  it('refuses a policy that keeps nothing', async () => {
    const { run } = await list({ store: folder.url, kind: 'schema', 'keep-last': 'full=1' });
    assertFailed(run, 'policy-empty', 2);
  });
});
