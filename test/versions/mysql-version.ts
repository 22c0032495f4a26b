import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
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

const torture = await readFile(join(import.meta.dirname, '..', 'real', 'mysql-torture.sql'), 'utf8');

/** What is different in the dump, and what a drill has to say of it. */
const differences = [
  ['a row has another value', /'x\),\(y'/, `'x),(z'`, 'rows-differ', 'orders'],
  ['a row is missing', /,\s*\(2,'\\\\\\'','\\''\)/, '', 'rows-missing', 'quoted'],
  ['a column has another comment', /COMMENT 'line1/, `COMMENT 'line2`, 'object-differs', 'customers'],
  ['a view asks for something else', /SQL SECURITY INVOKER/, 'SQL SECURITY DEFINER', 'object-differs', 'invoked'],
  ['an event is disabled', / ENABLE DO SELECT 1/, ' DISABLE DO SELECT 1', 'object-differs', 'event'],
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
    const backUp = async (store: string, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> => {
      const run = await act('backup', { url: server.url('torture'), store, recipients: age.recipient, ...inputs });
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

    it('is proven by a backup of chosen tables', async () => {
      const store = await newStore();
      await backUp(store, { tables: 'customers\norders\nwide' });
      assertProven(await verify(store));
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
      const drill = async (change: (dump: string) => string): Promise<ActionRun> => {
        const store = await newStore();
        await backUp(store);
        const opened = await openStore(store, { clock: systemClock });
        const { entries } = await readCatalog(opened, { source: 'shop', signal: new AbortController().signal });
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

      it('runs no command of the client that the dump holds', async () => {
        const trace = join(job.workFolder, 'trace');
        const commands = [`\\! touch ${trace}`, `system touch ${trace}`, `source ${trace}.sql`, `\\. ${trace}.sql`];
        for (const command of commands) {
          const run = await drill((dump) => dump.replace('\nUNLOCK TABLES;', `\n${command}\nUNLOCK TABLES;`));
          assert.notEqual(run.status, 0, command);
          assert.equal(run.outputs['verdict'], 'failed', run.log);
          await assert.rejects(readFile(trace), command);
        }
      });

      it('fails where it was cut off between two statements', async () => {
        const run = await drill((dump) =>
          dump.slice(0, dump.lastIndexOf('UNLOCK TABLES;\n') + 'UNLOCK TABLES;\n'.length),
        );
        assertUnproven(run, 'archive-damaged');
      });
    });
  });
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
