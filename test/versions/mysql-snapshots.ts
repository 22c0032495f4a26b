import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  accountWith,
  sqlAtOnce,
  startDump,
  takeDump,
  toolsOf,
  withDumpTool,
  type DumpOptions,
  type TakenDump,
} from './mysql-source-fixture.ts';
import { startMysql, type TestMysql } from '../real/mysql-server.ts';

const objects = `CREATE DATABASE shop; USE shop; CREATE TABLE a (id int auto_increment primary key, t text);
  CREATE TABLE b LIKE a; CREATE TABLE filler LIKE a; INSERT INTO filler (t) VALUES (REPEAT('f', 60000)), (REPEAT('g', 60000))`;
const times = 5;

/** Whether the snapshots of the dump tool and of the session that counts are one and the same, against one version of MySQL or MariaDB. */
export function describeSnapshots(version: string, options: readonly string[] = []): void {
  const isMysql = version.startsWith('mysql');
  const common = ['SELECT, SHOW VIEW, TRIGGER, EVENT ON *.*'];

  describe(`the snapshots of ${version}`, () => {
    let server: TestMysql;
    before(async () => {
      server = await startMysql({ version, options });
      await server.sql(objects);
    });
    after(() => server[Symbol.asyncDispose]());

    const dumpAs = async (grants: readonly string[], request: DumpOptions = {}): Promise<TakenDump> =>
      takeDump(server, (await accountWith(server, grants))('shop'), request);
    /** The rows that the dump and the server count are the same, or the server did not count; both tables were written to together. */
    const assertTrue = ({ fingerprint, position }: TakenDump): void => {
      const rows = new Map(fingerprint.tables.map((table) => [table.name, table]));
      assert.equal(rows.get('`a`')?.rows, rows.get('`b`')?.rows);
      for (const table of fingerprint.tables)
        assert.equal(table.countedRows, position['alignment'] === 'none' ? undefined : table.rows, table.name);
      assert.equal(fingerprint.gaps.length, position['alignment'] === 'none' ? 1 : 0);
    };
    const inserts = `INSERT INTO shop.a (t) VALUES ('n'); INSERT INTO shop.b (t) VALUES ('n')`;

    const locks = [
      ['global-lock', isMysql ? 'FLUSH_TABLES ON *.*' : 'RELOAD ON *.*'],
      ['table-locks', 'LOCK TABLES ON shop.*'],
    ] as const;
    for (const [alignment, grant] of locks) {
      it(`are the same by ${alignment}, while others write all the time`, async () => {
        await using writer = startWriter(server);
        for (let count = 0; count < times; count += 1) {
          const before = writer.written();
          const taken = await dumpAs([...common, grant]);
          assert.equal(taken.position['alignment'], alignment, taken.lines.join('\n'));
          assertTrue(taken);
          assert.ok(writer.written() > before, 'nobody wrote');
        }
      });
    }

    it('are never taken for the same without a lock where they are not, while others write all the time', async () => {
      await using writer = startWriter(server);
      for (let count = 0; count < times; count += 1) {
        const before = writer.written();
        assertTrue(await dumpAs(common));
        assert.ok(writer.written() > before, 'nobody wrote');
      }
    });

    if (isMysql) {
      it('are not compared where the account may take no lock, which the fingerprint says', async () => {
        const taken = await dumpAs(common);
        assert.equal(taken.position['alignment'], 'none');
        assert.match(taken.fingerprint.gaps[0] ?? '', /neither RELOAD nor LOCK TABLES.*rests on the dump alone$/);
      });
    } else {
      /** Somebody writes between the two snapshots, so many times. */
      const disturbed = (often: number): DumpOptions => {
        let left = often;
        const change = (command: Parameters<Parameters<typeof withDumpTool>[1]>[0]): typeof command => {
          if (left > 0) sqlAtOnce(server, inserts);
          left -= 1;
          return command;
        };
        return { launcher: withDumpTool(toolsOf(server), change) };
      };
      for (const often of [0, 1, 3]) {
        it(`are the same by binlog-position where somebody wrote in between ${often} times`, async () => {
          const taken = await dumpAs(common, disturbed(often));
          assert.equal(taken.position['alignment'], 'binlog-position', taken.lines.join('\n'));
          assert.match(taken.position['binlog'] ?? '', /^binlog\.\d+:\d+$/);
          assertTrue(taken);
        });
      }
      it('are given up where somebody writes in between each time, which the fingerprint says', async () => {
        const taken = await dumpAs(common, disturbed(Infinity));
        assert.equal(taken.position['alignment'], 'none');
        assertTrue(taken);
        const named = /MASTER_LOG_FILE='(.*)', MASTER_LOG_POS=(\d+)/.exec(taken.sql)?.slice(1).join(':');
        assert.equal(taken.position['binlog'], named);
      });
    }

    describe('are taken under a lock', () => {
      const lockedDump = async (file: string, args: readonly string[], signal: AbortSignal): Promise<unknown> => {
        const launcher = withDumpTool(toolsOf(server), () => ({ file, args }));
        return await startDump(server, server.url('shop'), { launcher, signal }).catch((error: unknown) => error);
      };
      /** Fails where somebody keeps others from writing for longer. */
      const assertWritable = (seconds: number): Promise<string> =>
        server.sql(
          `SET lock_wait_timeout = ${seconds}; INSERT INTO a (t) VALUES ('w'); INSERT INTO b (t) VALUES ('w')`,
          'shop',
        );

      it('which is let go where the tool dies at once', async () => {
        const failure = await lockedDump('/bin/false', [], new AbortController().signal);
        assert.match(String(failure), /dump of 127\.0\.0\.1\/shop: ended with an error/);
        await assertWritable(1);
      });

      it('which is let go where the run is stopped before the tool has begun', async () => {
        const controller = new AbortController();
        const dump = lockedDump('/bin/sleep', ['600'], controller.signal);
        await locked(server);
        controller.abort(new Error('stop now'));
        await assertWritable(1);
        assert.match(String(await dump), /stop now/);
      });

      it('which is let go after seconds, whatever holds the tool up', async () => {
        const controller = new AbortController();
        const dump = lockedDump('/bin/sleep', ['600'], controller.signal);
        await locked(server);
        await assertWritable(8);
        controller.abort(new Error('stop now'));
        assert.match(String(await dump), /stop now/);
      });

      it('and not compared where the lock was gone before the tool had begun', async () => {
        const slow = withDumpTool(toolsOf(server), ({ file, args, ...command }) => ({
          ...command,
          file: '/bin/sh',
          args: ['-c', 'sleep 6; exec "$@"', 'sh', file, ...args],
        }));
        const taken = await takeDump(server, server.url('shop'), { launcher: slow });
        assert.equal(taken.position['alignment'], 'none');
        assertTrue(taken);
      });
    });
  });
}

/** Waits until nobody can write. */
async function locked(server: TestMysql): Promise<void> {
  for (;;) {
    const isLocked = await server
      .sql('SET lock_wait_timeout = 1; UPDATE shop.a SET id = id LIMIT 0; INSERT INTO shop.filler (t) VALUES (1)')
      .then(
        () => false,
        () => true,
      );
    if (isLocked) return;
    await sleep(10);
  }
}

interface Writer extends AsyncDisposable {
  written(): number;
}

/** Writes the same number of rows to two tables, in one transaction after the other. */
function startWriter(server: TestMysql): Writer {
  const over = new AbortController();
  let written = 0;
  const insert = `START TRANSACTION; INSERT INTO a (t) VALUES ('w'); INSERT INTO b (t) VALUES ('w'); COMMIT;`;
  const write = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await server.sql(insert.repeat(20), 'shop');
      written += 20;
    }
  };
  const done = Promise.all([write(), write()]);
  return {
    written: () => written,
    async [Symbol.asyncDispose]() {
      over.abort();
      await done;
    },
  };
}
