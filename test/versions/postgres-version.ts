import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { parseManifest } from '../../src/domain/manifest.ts';
import { tortureSchema } from '../real/torture-schema.ts';
import { startTortureWriter } from '../real/torture-writer.ts';
import { forgedBackup } from '../scenarios/proof-forgery.ts';
import {
  assertProven,
  assertUnproven,
  backupFolder,
  objectPath,
  startProofWorld,
  verificationsIn,
  type FolderStore,
  type ProofWorld,
} from '../scenarios/proof-scene.ts';

/** What is different in the dump, and what a drill has to say of it. */
const differences = [
  ['a row has another value', `UPDATE shop.no_key SET w = w || ' ' WHERE v = 7`, 'rows-differ', 'shop.no_key'],
  ['a row is missing', `DELETE FROM shop.no_key WHERE v = 8`, 'rows-missing', 'shop.no_key'],
  ['a large object is shorter', `SELECT lo_unlink(700003)`, 'large-object', '700003'],
  ['a view asks for something else', `ALTER VIEW shop.checked RESET (check_option)`, 'object-differs', 'shop.checked'],
] as const;

/** The chain of backup, proof and restore against one major version of PostgreSQL, whose tools and whose sandbox it uses. */
export function describePostgres(major: number): void {
  describe(`PostgreSQL ${major}`, () => {
    let world: ProofWorld;
    before(async () => {
      world = await startProofWorld(major);
      assert.match(await world.postgres.psql('SHOW server_version'), new RegExp(`^${major}\\.`));
      await world.postgres.createDatabase('torture');
      await world.postgres.psql(tortureSchema, 'torture');
    });
    after(() => world[Symbol.asyncDispose]());

    /** Requires that the drill took place in a private server of this very version. */
    async function assertProvenIn(store: FolderStore): Promise<void> {
      const [record] = await verificationsIn(await backupFolder(store));
      assert.match(record?.sandbox.version ?? '', new RegExp(`^${major}\\.`));
      assert.match(record?.sandbox.description ?? '', /private server/);
      assert.equal(record?.gaps, 0);
    }

    for (const kind of ['full', 'schema']) {
      it(`is proven by a ${kind} backup that was taken while others write`, async () => {
        const store = await world.newFolder();
        await using writer = startTortureWriter(world.postgres, 'torture');
        await world.backUp('torture', store.url, { kind });
        await writer[Symbol.asyncDispose]();
        assertProven(await world.verify(store.url, { kind }));
        await assertProvenIn(store);
      });
    }

    it('has its roles kept beside the dump, and what a restore elsewhere needs in the manifest', async () => {
      const store = await world.newFolder();
      const { summary } = await world.backUp('torture', store.url);
      const folder = await backupFolder(store);
      const manifest = parseManifest(await readFile(await objectPath(folder, 'manifest'), 'utf8'), folder);
      assert.ok((await readFile(await objectPath(folder, 'globals'))).length > 100);
      const topics = new Set(manifest.portability?.map(({ topic }) => topic));
      for (const topic of ['roles', 'locale', 'extensions', 'event-triggers', 'publications', 'row-security']) {
        assert.ok(topics.has(topic), topic);
        assert.ok(summary.includes(`| ${topic} |`), topic);
      }
    });

    it('is proven by digests that the server makes', async () => {
      const store = await world.newFolder();
      await world.backUp('torture', store.url, { digest: 'server' });
      assertProven(await world.verify(store.url));
      await assertProvenIn(store);
    });

    describe('with a dump that was changed while every digest fits', () => {
      let original: FolderStore;
      let id: string;
      before(async () => {
        original = await world.newFolder();
        id = (await world.backUp('torture', original.url)).outputs['backup-id'] ?? '';
      });

      const drill = async (sql: string): ReturnType<ProofWorld['verify']> => {
        const store = await forgedBackup(world, { original, id, database: 'torture' }, sql);
        return await world.verify(store.url, { sandbox: world.postgres.url() });
      };

      it('is proven where nothing was changed, so that the others fail for what was', async () => {
        assertProven(await drill('SELECT 1'));
      });

      for (const [what, sql, code, subject] of differences) {
        it(`fails where ${what}`, async () => {
          assertUnproven(await drill(sql), 'verification-failed', [code, subject]);
        });
      }
    });
  });
}
