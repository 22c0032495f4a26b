import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { readCatalog } from '../../src/pipeline/catalog-reader.ts';
import { openStore } from '../../src/stores/registry.ts';
import { systemClock } from '../../src/platform/system-clock.ts';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { startJob, type ActionRun, type Job } from '../real/action-run.ts';
import { forgeBackup } from '../real/forge-backup.ts';
import { startMysql, type TestMysql } from '../real/mysql-server.ts';
import { assertProven, assertUnproven } from '../scenarios/proof-scene.ts';
import { describeBodies } from './mysql-bodies.ts';

const real = join(import.meta.dirname, '..', 'real');
const torture = await readFile(join(real, 'mysql-torture.sql'), 'utf8');
/** What is hard about both products, and about each of them. */
const hard = await readFile(join(real, 'mysql-hard.sql'), 'utf8');
const ownHard = {
  mariadb: await readFile(join(real, 'mariadb-hard.sql'), 'utf8'),
  mysql: await readFile(join(real, 'mysql9-hard.sql'), 'utf8'),
};

/** What is different in the dump, and what a drill has to say of it. */
const differences = [
  ['a row has another value', /'x\),\(y'/, `'x),(z'`, 'rows-differ', 'orders'],
  ['a row is missing', /,\s*\(2,'\\\\\\'','\\''\)/, '', 'rows-missing', 'quoted'],
  ['a column has another comment', /COMMENT 'line1/, `COMMENT 'line2`, 'object-differs', 'customers'],
  ['a view asks for something else', /SQL SECURITY INVOKER/, 'SQL SECURITY DEFINER', 'object-differs', 'invoked'],
  ['an event is disabled', / ENABLE DO SELECT 1/, ' DISABLE DO SELECT 1', 'object-differs', 'event'],
] as const;

/** The same, of what is hard, all of it in one dump: each has to be named. */
const hardDifferences = [
  ['a bit', /0xFFFFFFFFFFFFFFFF/, '0xFFFFFFFFFFFFFFFE', 'rows-differ', 'bits'],
  ['a byte of a blob', /0x000102030405/, '0x000102030404', 'rows-differ', 'octets'],
  ['a zero date', /'2020-02-00'/, `'2020-02-01'`, 'rows-differ', 'zero_dates'],
  ['a number of zero', /\(0,'zero'\)/, `(1,'zero')`, 'rows-differ', 'zero_auto'],
  ['a fraction of a second', /01:30:00\.999999/, '01:30:00.999998', 'rows-differ', 'moments'],
  ['a letter', /or not to be'/, `or not to bee'`, 'rows-differ', 'searched'],
  ['a check', /`price` >= 0/, '`price` >= -1', 'object-differs', 'checked'],
  ['a generated column', /`a` \* 2/, '`a` * 3', 'object-differs', 'made_columns'],
  ['a partition', /VALUES IN \('s',''\)/, `VALUES IN ('','s','t')`, 'object-differs', 'by_list'],
  ['a falling key', /`a` DESC/, '`a`', 'object-differs', 'ordered'],
  ['the length of a key', /`c`\(5\)/, '`c`(6)', 'object-differs', 'ordered'],
  ['a body', /CALL recurses\(n - 1\)/, 'CALL recurses(n - 2)', 'object-differs', 'recurses'],
  ['the mode of a body', /= 'PIPES_AS_CONCAT,ANSI_QUOTES,/, `= 'ANSI_QUOTES,`, 'object-differs', 'other mode'],
  ['the day of an event', /2035-10-28 02:30:00/, '2035-10-28 03:30:00', 'object-differs', 'once'],
  ['a foreign key', /ON UPDATE CASCADE/, '', 'object-differs', 'children'],
  ['an orphan', /\(3,1,1\)/, '(3,1,7)', 'orphans', 'children'],
] as const;

/** The chain of backup and proof against one version of MySQL or MariaDB, whose tools and whose sandbox it uses. */
export function describeMysql(version: string, options: readonly string[] = []): void {
  describe(version, () => {
    let server: TestMysql;
    let job: Job;
    const age = ageKey();
    let folders = 0;
    before(async () => {
      server = await startMysql({ version, options });
      job = await startJob();
      await server.sql(`CREATE DATABASE torture CHARACTER SET utf8mb4; CREATE USER def@'%'`);
      await server.sql(torture, 'torture');
      await server.sql('CREATE DATABASE hard CHARACTER SET utf8mb4');
      await server.sql(hard + ownHard[server.product], 'hard');
    });
    after(async () => {
      await job[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    });

    const act = (action: string, inputs: Readonly<Record<string, string>>): Promise<ActionRun> =>
      job.run(action, {
        inputs: { source: 'shop', ...inputs },
        env: { PATH: [server.searchPath, process.env['PATH'] ?? ''].join(delimiter) },
      });
    const newStore = async (): Promise<string> => {
      folders += 1;
      const path = join(job.workFolder, `store-${folders}`);
      await mkdir(path);
      return pathToFileURL(path).href;
    };
    const take = (inputs: Readonly<Record<string, string>>): Promise<ActionRun> =>
      act('backup', { url: server.url('torture'), recipients: age.recipient, ...inputs });
    const backUp = async (store: string, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> => {
      const run = await take({ store, ...inputs });
      assert.equal(run.status, 0, run.log);
      return run;
    };
    const verify = (store: string, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> =>
      act('restore-verify', { store, identity: age.identity, ...inputs });

    for (const kind of ['full', 'schema']) {
      it(`is proven by a ${kind} backup that was taken while others write`, async () => {
        const store = await newStore();
        await using writer = startWriter(server);
        await backUp(store, { kind });
        await writer[Symbol.asyncDispose]();
        assert.ok(writer.written() > 0, 'nobody wrote');
        assertProven(await verify(store, { kind }));
      });
    }

    it('is proven by a backup of all schemas, and by digests that the server makes', async () => {
      const store = await newStore();
      await server.sql('CREATE DATABASE IF NOT EXISTS `o``ther 1`; CREATE TABLE IF NOT EXISTS `o``ther 1`.t (a int)');
      await backUp(store, { url: server.url(), digest: 'server' });
      assertProven(await verify(store));
    });

    it('is proven by a backup of what is hard to dump and load', async () => {
      const store = await newStore();
      await backUp(store, { url: server.url('hard') });
      assertProven(await verify(store));
    });

    describeBodies({ version, server: () => server, newStore, take, backUp, verify });

    it('is proven by a backup of chosen tables', async () => {
      const store = await newStore();
      await backUp(store, { tables: 'customers\norders\nwide' });
      assertProven(await verify(store));
    });

    it('gets lost tables back in a rehearsal, all of them, and still equals its source then', async () => {
      const store = await newStore();
      await backUp(store);
      const run = await verify(store, { 'lost-tables': '*' });
      assertProven(run);
      assert.match(run.log, /^tables …$[^]*^untouched …$/m);
    });

    it('runs a command of the user, which the usual client needs no option for', async () => {
      const store = await newStore();
      await backUp(store);
      const smoke = `test "$(${server.product} -BNe 'SELECT COUNT(*) FROM nokey')" -gt 0 && [[ $MUSTER_SANDBOX_URL == ${server.product}://* ]]`;
      assertProven(await verify(store, { 'smoke-test': smoke }));
    });

    it('fails where a FLOAT has digits that the dump tool does not write', async () => {
      await server.sql(
        'CREATE DATABASE exact; CREATE TABLE exact.t (f FLOAT); INSERT INTO exact.t VALUES (619.28704834)',
      );
      const store = await newStore();
      const run = await backUp(store, { url: server.url('exact') });
      assert.match(run.summary, /FLOAT/);
      assertUnproven(await verify(store), 'verification-failed', ['object-differs', 'table-digest']);
    });

    describe('with a dump that was changed while every digest fits', () => {
      const drill = async (change: (dump: string) => string, schema = 'torture'): Promise<ActionRun> => {
        const store = await newStore();
        await backUp(store, { url: server.url(schema) });
        const opened = await openStore(store, { clock: systemClock });
        const { entries } = await readCatalog(opened, {
          source: 'shop',
          now: new Date(),
          signal: new AbortController().signal,
        });
        const [entry] = entries;
        assert.ok(entry);
        const keys = { recipients: age.recipient, identity: age.identity };
        await forgeBackup(opened, entry, keys, (dump) => Buffer.from(change(dump.toString('latin1')), 'latin1'));
        return await verify(store);
      };

      it('is proven where nothing was changed, so that the others fail for what was', async () => {
        assertProven(await drill((dump) => dump));
      });

      for (const [what, pattern, replacement, code, subject] of differences) {
        it(`fails where ${what}`, async () => {
          const run = await drill((dump) => {
            assert.match(dump, pattern);
            return dump.replace(pattern, replacement);
          });
          assertUnproven(run, 'verification-failed', [code, subject]);
        });
      }

      it('fails where anything that is hard is different, and names each', async () => {
        // MariaDB 10.5 takes falling keys for rising ones
        const applied = hardDifferences.filter(([what]) => what !== 'a falling key' || !version.endsWith('10.5'));
        const run = await drill((whole) => {
          let dump = whole;
          for (const [, pattern, replacement] of applied) {
            assert.match(dump, pattern);
            dump = dump.replace(pattern, replacement);
          }
          return dump;
        }, 'hard');
        assertUnproven(run, 'verification-failed', [
          ...new Set(applied.flatMap(([, , , code, subject]) => [code, subject])),
        ]);
      });

      it('tells nothing of a row at which the load fails', async () => {
        const row = /\(2,'\\\\\\'','\\''\)/;
        const secret = 'SECRET-7a1f';
        const broken = [`(2,'${secret}','x'),(2,'${secret}','x')`, `(2,'${secret}')`, `(2,'${secret}',oops)`];
        for (const replacement of broken) {
          const run = await drill((dump) => {
            assert.match(dump, row);
            return dump.replace(row, () => replacement);
          });
          assertUnproven(run, 'restore-failed');
          assert.doesNotMatch(run.log + run.summary + JSON.stringify(run.outputs), /SECRET/);
          const kept = await readdir(job.workFolder, { recursive: true, withFileTypes: true });
          for (const entry of kept.filter(({ name }) => name.endsWith('.json')))
            assert.doesNotMatch(await readFile(join(entry.parentPath, entry.name), 'utf8'), /SECRET/);
        }
      });

      it('loads nothing that reaches beyond its schema', async () => {
        const trace = join(job.workFolder, 'outfile');
        for (const [stray, words] of [
          ['/*!50000 USE mysql */;', 'USE'],
          ['SET GLOBAL general_log = 1;', 'SET GLOBAL'],
          [`SELECT 1 INTO OUTFILE '${trace}';`, 'SELECT'],
        ] as const) {
          const run = await drill((dump) => insert(dump, stray));
          assertUnproven(run, 'restore-failed');
          assert.ok(run.log.includes(`does not belong into its place (rows of customers: ${words} …)`), run.log);
        }
        await assert.rejects(readFile(trace));
      });

      it('runs no command of the client that the dump holds', async () => {
        const trace = join(job.workFolder, 'trace');
        const commands = [
          `\\! touch ${trace}`,
          `system touch ${trace}`,
          `source ${trace}.sql`,
          `\\. ${trace}.sql`,
          'delimiter //',
        ];
        for (const command of commands) {
          const run = await drill((dump) => insert(dump, command));
          assert.equal(run.outputs['verdict'], 'failed', run.log);
          const [word = ''] = command.split(' ');
          const words = word.startsWith('\\') ? word : word.toUpperCase();
          assert.ok(run.log.includes(`(rows of customers: ${words} …)`), run.log);
          await assert.rejects(readFile(trace), command);
        }
      });

      it('fails where it was cut off between two statements', async () => {
        const run = await drill((dump) => dump.slice(0, dump.lastIndexOf(rowsEnd) + rowsEnd.length));
        assertUnproven(run, 'archive-damaged');
      });
    });
  });
}

const rowsEnd = ' ENABLE KEYS */;\n';

/** A dump with a line of its own behind the rows of the first table. */
function insert(dump: string, line: string): string {
  assert.ok(dump.includes(rowsEnd));
  return dump.replace(rowsEnd, () => `${rowsEnd}${line}\n`);
}

interface Writer extends AsyncDisposable {
  written(): number;
}

/** Adds and changes rows until it is disposed of. */
function startWriter(server: TestMysql): Writer {
  const over = new AbortController();
  let written = 0;
  const done = (async () => {
    while (!over.signal.aborted) {
      await server.sql(
        `START TRANSACTION; INSERT INTO customers (name, f, d) VALUES ('w', 0.5, 1); UPDATE orders SET note = CONCAT('w', id) WHERE id = 3;
         INSERT IGNORE INTO self VALUES (1000 + ${written}, 1); COMMIT; DELETE FROM nokey LIMIT 1; INSERT INTO nokey VALUES (9, 'w')`,
        'torture',
      );
      written += 1;
    }
  })();
  let ended: Promise<void> | undefined;
  return {
    written: () => written,
    [Symbol.asyncDispose]: () => {
      over.abort();
      return (ended ??= done);
    },
  };
}
