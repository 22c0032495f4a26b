import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { launcher } from '../../src/process/launcher.ts';
import { tortureSchema } from '../real/torture-schema.ts';
import { startTortureWriter } from '../real/torture-writer.ts';
import {
  assertProven,
  assertUnproven,
  backupFolder,
  startProofWorld,
  verificationsIn,
  type ProofWorld,
} from './proof-scene.ts';

const programs = launcher({ PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' });

describe('a backup that is taken while others write', () => {
  let world: ProofWorld;
  before(async () => {
    world = await startProofWorld();
    const { postgres } = world;
    await postgres.createDatabase('busy');
    await postgres.psql(tortureSchema, 'busy');
    await programs.capture({
      file: join(postgres.bin, 'pgbench'),
      args: [...connection(), '-i', '-q', '-s', '5', 'busy'],
    });
  });
  after(() => world[Symbol.asyncDispose]());

  const connection = (): string[] => {
    const { socketFolder, port } = world.postgres;
    return ['-h', socketFolder, '-p', String(port), '-U', 'postgres'];
  };

  /** Two clients that write until they are disposed of. */
  function startWriters(): AsyncDisposable {
    const { bin } = world.postgres;
    const bench = programs.start({
      file: join(bin, 'pgbench'),
      args: [...connection(), '-n', '-c', '2', '-T', '3600', 'busy'],
    });
    bench.done.catch(() => undefined);
    const all: AsyncDisposable[] = [bench, startTortureWriter(world.postgres, 'busy')];
    return {
      async [Symbol.asyncDispose]() {
        for (const running of all) await running[Symbol.asyncDispose]();
      },
    };
  }

  /** How far both writers have come. */
  const written = async (): Promise<readonly number[]> => {
    const text = await world.postgres.psql(
      `SELECT (SELECT count(*) FROM pgbench_history), (SELECT max(id) FROM shop.refund)`,
      'busy',
    );
    return text.split('|').map(Number);
  };

  it('is proven each time, in a folder and in a bucket, whatever is written meanwhile', async () => {
    const folder = await world.newFolder();
    const store = `${folder.url}\n${await world.newBucket()}`;
    await using writers = startWriters();
    for (let round = 0; round < 3; round += 1) {
      const before = await written();
      const taken = await world.backUp('busy', store);
      const afterwards = await written();
      for (const [which, count] of before.entries())
        assert.ok((afterwards[which] ?? 0) > count, `writer ${which} wrote nothing during the backup`);
      const proof = await world.verify(store);
      assertProven(proof);
      assert.equal(proof.outputs['backup-id'], taken.outputs['backup-id']);
    }
    await writers[Symbol.asyncDispose]();
  });

  it('could not be told where rows of a partition may load into another', async () => {
    const { postgres } = world;
    await postgres.createDatabase('moving');
    await postgres.psql(
      `CREATE TYPE size AS ENUM ('s', 'l');
       CREATE TABLE shirts (size size, n int) PARTITION BY HASH (size);
       CREATE TABLE shirts_0 PARTITION OF shirts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
       CREATE TABLE shirts_1 PARTITION OF shirts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
       INSERT INTO shirts SELECT 's', n FROM generate_series(1, 10) n;`,
      'moving',
    );
    const store = await world.newFolder();
    await world.backUp('moving', store.url);
    const run = await world.verify(store.url);
    assertUnproven(run, 'could-not-tell', ['"shirts_0" load into public.shirts and may move between partitions']);
    const folder = await backupFolder(store);
    assert.deepEqual(
      (await verificationsIn(folder)).map(({ verdict, gaps }) => [verdict, gaps]),
      [['could-not-tell', 2]],
    );
  });
});
