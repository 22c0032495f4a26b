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
import { assertRestored, restoreInto } from '../scenarios/restore-scene.ts';

/** What is different in the dump, and what a drill has to say of it. */
const differences = [
  ['a row has another value', `UPDATE shop.no_key SET w = w || ' ' WHERE v = 7`, 'rows-differ', 'shop.no_key'],
  ['a row is missing', `DELETE FROM shop.no_key WHERE v = 8`, 'rows-missing', 'shop.no_key'],
  ['a large object is shorter', `SELECT lo_unlink(700003)`, 'large-object', '700003'],
  ['a view asks for something else', `ALTER VIEW shop.checked RESET (check_option)`, 'object-differs', 'shop.checked'],
] as const;

/** What else is different, from a version on, all in one dump: the statements, and what a drill says of each. */
const differencesSince: readonly (readonly [number, string, readonly string[]])[] = [
  [14, `ALTER TABLE shop.tuned ALTER b SET COMPRESSION default`, ['shop.tuned']],
  [14, `DROP STATISTICS shop.of_expressions`, ['shop.of_expressions']],
  [15, `ALTER VIEW shop.as_invoker RESET (security_invoker)`, ['shop.as_invoker']],
  [15, `ALTER PUBLICATION torture_filtered SET TABLE shop.rules_of_all_kinds (id, status)`, ['torture_filtered']],
  [
    16,
    `CREATE OR REPLACE VIEW shop.built AS SELECT JSON_OBJECT('a' VALUE 1, 'b' VALUE NULL RETURNING jsonb) AS o`,
    ['shop.built'],
  ],
  [17, `REVOKE MAINTAIN ON shop.tuned FROM torture_writer`, ['MAINTAIN']],
  [17, `DROP EVENT TRIGGER torture_login`, ['torture_login']],
  [17, `ALTER TABLE shop.counted ALTER id SET INCREMENT 5`, ['shop.counted_id_seq']],
  [
    18,
    `ALTER TABLE shop.computed DROP COLUMN e, ADD COLUMN e integer GENERATED ALWAYS AS (a + 2) VIRTUAL`,
    ['shop.computed'],
  ],
  [18, `ALTER TABLE shop.not_null RENAME CONSTRAINT b_here TO b_there`, ['shop.not_null.b']],
  [18, `ALTER TABLE shop.not_null DROP CONSTRAINT hopes`, ['hopes']],
  [18, `ALTER TABLE shop.not_null DROP CONSTRAINT c_later`, ['shop.not_null.c']],
  [18, `ALTER TABLE shop.loose DROP CONSTRAINT loose_parent_fkey`, ['loose_parent_fkey']],
  [18, `ALTER PUBLICATION torture_generated SET (publish_generated_columns = none)`, ['torture_generated']],
];

/** What may sort the texts of a database, where a server has it, from which version on. */
const sorters: readonly (readonly [string, number, string])[] = [
  ['the C library', 13, `LC_COLLATE 'C.UTF-8' LC_CTYPE 'C'`],
  ['ICU', 15, `LOCALE_PROVIDER icu ICU_LOCALE 'de-u-kn-true'`],
  [
    'rules for ICU',
    16,
    `LOCALE_PROVIDER icu ICU_LOCALE 'en-US' ICU_RULES '&a < g' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'`,
  ],
  ['the server', 17, `LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'`],
];

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
      // a build without contrib has plpgsql alone, which every server has
      const extensions = await world.postgres.psql('SELECT count(*) FROM pg_extension', 'torture');
      const always = ['roles', 'locale', 'event-triggers', 'publications', 'row-security'];
      for (const topic of extensions === '1' ? always : [...always, 'extensions']) {
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

    it('is proven with the same order of texts, whatever makes it', async () => {
      const { postgres } = world;
      const hasIcu = (await postgres.psql(`SELECT count(*) FROM pg_collation WHERE collname = 'de-x-icu'`)) !== '0';
      for (const [sorter, since, options] of sorters) {
        if (major < since || (sorter.includes('ICU') && !hasIcu)) continue;
        await postgres.psql(`CREATE DATABASE "by ${sorter}" TEMPLATE template0 ENCODING 'UTF8' ${options}`);
        const words = `CREATE TABLE words (word text PRIMARY KEY); INSERT INTO words VALUES ('a 10'), ('a 9'), ('ä'), ('Z'), ('b'), ('g')`;
        await postgres.psql(words, `by ${sorter}`);
        const store = await world.newFolder();
        await world.backUp(`by ${sorter}`, store.url);
        const run = await world.verify(store.url);
        assertProven(run);
        assert.doesNotMatch(run.log, /the copy sorts texts by/, sorter);
        const order = `SELECT string_agg(word, ',' ORDER BY word) FROM words`;
        const before_ = await postgres.psql(order, `by ${sorter}`);
        await postgres.psql(`DROP DATABASE "by ${sorter}"`);
        assertRestored(await restoreInto(world, `by ${sorter}`, store.url));
        assert.equal(await postgres.psql(order, `by ${sorter}`), before_, sorter);
      }
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

      it('fails where anything is different that this version was the first to have', async () => {
        const known = differencesSince.filter(([since]) => major >= since);
        const sql = [`DROP TABLE shop.no_columns`, ...known.map(([, statement]) => statement)].join(';\n');
        const words = ['shop.no_columns', ...known.flatMap(([, , named]) => named)];
        assertUnproven(await drill(sql), 'verification-failed', words);
      });
    });
  });
}
