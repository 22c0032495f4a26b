import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres, type TestPostgres } from '../../../real/postgres-server.ts';
import { inPieces, opener, type Backup } from '../restorer-fixture.ts';
import { assertState, filled, stateOf, tablesRestore } from './tables-fixture.ts';

const tables = `CREATE TABLE orders (id serial PRIMARY KEY, total integer); INSERT INTO orders (total) SELECT i FROM generate_series(1, 5000) i;
  CREATE TABLE lines (id integer PRIMARY KEY, "order" integer REFERENCES orders); INSERT INTO lines VALUES (1, 1), (2, 5000)`;

describe('a restore of chosen tables that is not over', () => {
  let server: TestPostgres;
  let backup: Backup;
  before(async () => {
    server = await startPostgres({ settings: { wal_level: 'replica', max_wal_senders: '2' } });
    backup = await filled(server, 'origin', tables);
  });
  after(async () => server[Symbol.asyncDispose]());

  const copyOf = async (database: string): Promise<readonly string[]> => {
    await server.psql(`CREATE DATABASE ${database} TEMPLATE origin`);
    await server.psql('UPDATE orders SET total = 0 WHERE id < 4000', database);
    return await stateOf(server, database);
  };
  /** Waits until so many others wait for a lock. */
  const waiting = async (database: string, count = 1): Promise<void> => {
    const sql = `SELECT count(*) FROM pg_stat_activity WHERE datname = '${database}' AND wait_event_type = 'Lock'`;
    while (Number(await server.psql(sql)) < count) await sleep(20);
  };

  it('lets readers wait, who then see all rows of the backup and never an empty table', async () => {
    await copyOf('readers');
    await using restore = await tablesRestore({ server, database: 'readers', backup, tables: ['orders'] });
    await using staged = await restore.load(await restore.assess());
    await using reader = await opener(server, 'readers')();
    const answer = reader.rows('SELECT count(*) AS rows, min(total) AS least FROM public.orders');
    await waiting('readers');
    assert.equal((await staged.inspect()).tables[0]?.rows, 5000);
    await staged.commit();
    assert.deepEqual(await answer, [{ rows: '5000', least: '1' }]);
  });

  it('waits without a deadlock for those who take the tables in any order', async () => {
    await copyOf('crossed');
    for (const [id, held, wanted] of [
      [3, 'orders', 'lines'],
      [4, 'lines', 'orders'],
    ] as const) {
      await using restore = await tablesRestore({ server, database: 'crossed', backup, tables: ['orders'] });
      const plan = await restore.assess();
      await using writer = await opener(server, 'crossed')();
      await writer.execute(`BEGIN; LOCK TABLE public.${held} IN ROW EXCLUSIVE MODE`);
      const loading = restore.load(plan);
      await waiting('crossed');
      await writer.execute(`LOCK TABLE public.${wanted} IN ROW EXCLUSIVE MODE`);
      await writer.execute(`INSERT INTO public.lines VALUES (${id}, ${id}); COMMIT`);
      await using staged = await loading;
      await staged.commit();
    }
    assert.equal(await server.psql('SELECT count(*) FROM lines WHERE id > 2', 'crossed'), '2');
  });

  it('leaves all as it was where it is taken back', async () => {
    const state = await copyOf('taken');
    await using restore = await tablesRestore({ server, database: 'taken', backup, tables: ['*'] });
    const staged = await restore.load(await restore.assess());
    await staged[Symbol.asyncDispose]();
    await assertState(server, 'taken', state);
  });

  it('leaves all as it was where its session is killed, before the load and after it', async () => {
    const state = await copyOf('killed');
    const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'killed' AND application_name = 'muster'`;
    await using restore = await tablesRestore({ server, database: 'killed', backup, tables: ['orders'] });
    const plan = await restore.assess();
    await using blocker = await opener(server, 'killed')();
    await blocker.execute(`SET application_name = 'blocker'; BEGIN; SELECT FROM public.orders LIMIT 1`);
    const loading = assert.rejects(restore.load(plan), { message: /connection to the server was lost|administrator/ });
    await waiting('killed');
    await server.psql(kill);
    await loading;
    await blocker.execute('COMMIT');
    {
      await using staged = await restore.load(plan);
      await server.psql(kill);
      await assert.rejects(staged.inspect(), { message: /connection to the server was lost|administrator/ });
      await assert.rejects(staged.commit(), { message: /the session on .* has ended/ });
    }
    await assertState(server, 'killed', state);
  });

  it('leaves all as it was where the run is asked to stop', async () => {
    const state = await copyOf('stopped');
    const abort = new AbortController();
    const options = { server, database: 'stopped', backup, tables: ['orders'], signal: abort.signal };
    await using restore = await tablesRestore(options);
    const plan = await restore.assess();
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of inPieces(backup.bytes, 10_000)) {
        yield piece;
        abort.abort(new Error('stop'));
      }
    };
    await assert.rejects(restore.load(plan, pieces()), { message: 'stop' });
    await assertState(server, 'stopped', state);
  });

  it('is refused where rows came into empty tables since the plan was made, which no safety backup has', async () => {
    await copyOf('emptied');
    await server.psql('TRUNCATE orders, lines', 'emptied');
    await using restore = await tablesRestore({ server, database: 'emptied', backup, tables: ['orders', 'lines'] });
    const plan = await restore.assess();
    assert.equal(plan.holdsData, false);
    await server.psql('INSERT INTO orders VALUES (7, 7)', 'emptied');
    await assert.rejects(restore.load(plan), {
      code: 'target-busy',
      message: 'public.orders held nothing when the restore was planned, and does now',
    });
    assert.equal(await server.psql('SELECT total FROM orders', 'emptied'), '7');
  });

  /** The server reads its settings again when it comes to it: until then, a commit waits for nobody. */
  const untilCommitsWait = async (): Promise<void> => {
    const waiting = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres' AND wait_event = 'SyncRep'`;
    for (;;) {
      let isOver = false as boolean; // changed by what follows, which the compiler does not see
      const trial = server
        .psql(`SET synchronous_commit = on; COMMENT ON DATABASE postgres IS 'trial'`)
        .catch(() => '')
        .finally(() => (isOver = true));
      let ended = '';
      while (!isOver && ended === '') ended = await server.psql(waiting);
      await trial;
      if (ended !== '') return;
    }
  };

  it('is in place where the answer to its COMMIT is lost and the run is asked to stop', async () => {
    await copyOf('unanswered');
    await server.psql('ALTER DATABASE unanswered SET synchronous_commit = on');
    const abort = new AbortController();
    const options = { server, database: 'unanswered', backup, tables: ['orders'], signal: abort.signal };
    await using restore = await tablesRestore(options);
    await using staged = await restore.load(await restore.assess());
    // the server has committed, and tells nobody until a standby has it too
    await server.psql(`ALTER SYSTEM SET synchronous_standby_names = 'nobody'`);
    await server.psql('SELECT pg_reload_conf()');
    const waits = `SELECT count(*) FROM pg_stat_activity WHERE datname = 'unanswered' AND wait_event = 'SyncRep'`;
    await untilCommitsWait();
    const committed = staged.commit();
    while ((await server.psql(waits)) !== '1') await sleep(20);
    abort.abort(new Error('stop'));
    await server.psql(waits.replace('count(*)', 'pg_terminate_backend(pid)'));
    await server.psql('ALTER SYSTEM RESET synchronous_standby_names');
    await server.psql('SELECT pg_reload_conf()');
    await committed;
    assert.equal(await server.psql('SELECT count(*) FROM orders WHERE total = 0', 'unanswered'), '0');
  });

  it('writes the dump for its own eyes only, and touches nothing where the dump is damaged', async () => {
    const state = await copyOf('damaged');
    await using restore = await tablesRestore({ server, database: 'damaged', backup, tables: ['orders'] });
    const plan = await restore.assess();
    let mode: number | undefined;
    const looking = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of inPieces(backup.bytes.subarray(0, -40), 10_000)) {
        yield piece;
        const [file] = await readdir(restore.need.scratch);
        if (file !== undefined) mode = (await stat(join(restore.need.scratch, file))).mode & 0o777;
      }
    };
    await assert.rejects(restore.load(plan, looking()), { code: 'archive-damaged' });
    assert.equal(mode, 0o600);
    const other = Buffer.from(backup.bytes);
    other.write('7', other.indexOf('\t4999\n') + 1);
    await assert.rejects(restore.load(plan, inPieces(other)), {
      code: 'archive-damaged',
      message: 'the dump holds other rows of public.orders than its fingerprint says',
    });
    await assertState(server, 'damaged', state);
  });

  it('is refused where the tables became others since the plan was made', async () => {
    await copyOf('moved');
    await using restore = await tablesRestore({ server, database: 'moved', backup, tables: ['orders'] });
    const plan = await restore.assess();
    await server.psql('CREATE TABLE more (id integer REFERENCES orders); INSERT INTO more VALUES (1)', 'moved');
    const state = await stateOf(server, 'moved');
    await assert.rejects(restore.load(plan), { code: 'target-busy', message: /became others/ });
    await assertState(server, 'moved', state);
  });
});

describe('a restore of chosen tables that cannot be', () => {
  let server: TestPostgres;
  let backup: Backup;
  before(async () => {
    server = await startPostgres();
    backup = await filled(server, 'shop', tables);
  });
  after(async () => server[Symbol.asyncDispose]());

  it('is refused, with nothing changed, where rows of other tables would refer to nothing', async () => {
    await server.psql(
      'INSERT INTO orders (total) VALUES (1), (2); INSERT INTO lines VALUES (3, 5001), (4, 5002)',
      'shop',
    );
    const state = await stateOf(server, 'shop');
    await using restore = await tablesRestore({ server, database: 'shop', backup, tables: ['orders'] });
    const plan = await restore.assess();
    await assert.rejects(restore.load(plan), {
      code: 'target-unfit',
      message:
        'foreign key lines_order_fkey of public.lines would not hold: 2 rows refer to rows of public.orders that do not exist',
      hint: /choose public\.lines and public\.orders together.*nothing was changed/,
    });
    await assertState(server, 'shop', state);
    await using both = await tablesRestore({ server, database: 'shop', backup, tables: ['orders', 'lines'] });
    await both.restore();
    assert.equal(await server.psql('SELECT count(*) FROM lines', 'shop'), '2');
  });

  it('is refused where a pattern fits nothing, with the nearest name', async () => {
    await using restore = await tablesRestore({
      server,
      database: 'shop',
      backup,
      tables: ['orders', 'public.ordres'],
    });
    await assert.rejects(restore.assess(), {
      code: 'source-missing',
      message: 'no table of the backup fits "public.ordres", did you mean "public.orders"?',
    });
  });

  it('is refused before anything where the account may not do it', async () => {
    await server.psql(
      `CREATE ROLE guest LOGIN; CREATE ROLE half LOGIN; GRANT pg_read_all_data TO guest, half; ALTER TABLE orders OWNER TO half;
       CREATE TABLE walled (a integer); ALTER TABLE walled OWNER TO half; ALTER TABLE walled FORCE ROW LEVEL SECURITY, ENABLE ROW LEVEL SECURITY`,
      'shop',
    );
    const own = await filled(
      server,
      'own',
      'CREATE TABLE t (a integer); INSERT INTO t VALUES (1); CREATE TABLE walled (a integer)',
    );
    const refused = async (
      role: string,
      table: string,
      message: RegExp,
      taken = backup,
      database = 'shop',
    ): Promise<void> => {
      await using restore = await tablesRestore({ server, database, backup: taken, tables: [table], role });
      await assert.rejects(restore.assess(), { code: 'target-unfit', message });
    };
    await refused('guest', 'orders', /^the account guest does not own public\.orders$/);
    await refused(
      'half',
      'orders',
      /does not own public\.lines, whose foreign key lines_order_fkey has to be made again$/,
    );
    await refused('half', 'walled', /^row-level security holds for the account half on public\.walled/, own);
    await refused('half', 't', /^the account may not make tables in the schema public$/, own);
    await server.psql('GRANT CREATE ON SCHEMA public TO half', 'shop');
    await refused('half', 't', /^the account half may not make tables of the role postgres$/, own);
  });

  it('is refused where the backup has the table without its rows', async () => {
    const expected = { ...backup.expected, tables: [] };
    await using restore = await tablesRestore({
      server,
      database: 'shop',
      backup: { ...backup, expected },
      tables: ['orders'],
    });
    await assert.rejects(restore.assess(), {
      code: 'source-missing',
      message: 'the backup has no rows of table public.orders',
    });
  });
});
