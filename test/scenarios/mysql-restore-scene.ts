import assert from 'node:assert/strict';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readCatalog } from '../../src/pipeline/catalog-reader.ts';
import { systemClock } from '../../src/platform/system-clock.ts';
import { launcher } from '../../src/process/launcher.ts';
import { openStore } from '../../src/stores/registry.ts';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { startJob, type ActionOptions, type ActionRun, type Job } from '../real/action-run.ts';
import { forgeBackup } from '../real/forge-backup.ts';
import { startMysql, type TestMysql, type TestMysqlOptions } from '../real/mysql-server.ts';

type Inputs = Readonly<Record<string, string>>;

/** A server of MySQL or MariaDB, and a job that restores into it. */
export interface MysqlRestoreScene extends AsyncDisposable {
  readonly server: TestMysql;
  readonly job: Job;
  readonly age: { readonly identity: string; readonly recipient: string };
  /** URL of an empty store. */
  newStore(): Promise<string>;
  backUp(schema: string, store: string, inputs?: Inputs): Promise<ActionRun>;
  /** Restores the newest backup of source `shop` into a schema, as a person who wrote its name. */
  restore(schema: string, store: string, inputs?: Inputs, options?: Partial<ActionOptions>): Promise<ActionRun>;
  /** A store with the same backup and another dump in it, which every digest and the manifest fit. */
  forged(store: string, change: (dump: string) => string): Promise<string>;
  /** All that a schema holds, rows and everything else, in the words of the dump tool. */
  contentOf(schema: string): Promise<string>;
  /** All schemas of the server. */
  schemas(): Promise<readonly string[]>;
  /** A schema with objects of each kind, named rows and a view, triggers, routines and an event that depend on each other. */
  createShop(schema: string): Promise<void>;
}

const torture = await readFile(join(import.meta.dirname, '..', 'real', 'mysql-torture.sql'), 'utf8');

/** What makes the restore of a schema harder than its dump: objects that name each other, and their schema. */
const shop = (schema: string): string =>
  `
CREATE TABLE audit (id int AUTO_INCREMENT PRIMARY KEY, what varchar(200)) DEFAULT CHARSET = utf8mb4;
CREATE TABLE goods (id int PRIMARY KEY, customer int, price decimal(9, 2), CONSTRAINT goods_of FOREIGN KEY (customer) REFERENCES customers (id) ON DELETE CASCADE) DEFAULT CHARSET = utf8mb4;
INSERT INTO goods VALUES (1, 1, 9.90), (2, 2, 0.10);
CREATE TRIGGER ${schema}.told AFTER UPDATE ON ${schema}.goods FOR EACH ROW INSERT INTO audit (what) VALUES (CONCAT('é ', OLD.price));
CREATE VIEW priced AS SELECT f() AS one, id FROM goods;
CREATE VIEW a_first AS SELECT * FROM z_last;
`.replace('CREATE VIEW a_first', 'CREATE VIEW z_last AS SELECT id FROM priced;\nCREATE VIEW a_first');

export async function startMysqlRestoreScene(options: TestMysqlOptions): Promise<MysqlRestoreScene> {
  await using unfinished = new AsyncDisposableStack();
  const server = unfinished.use(await startMysql(options));
  const job = unfinished.use(await startJob());
  const age = ageKey();
  const tools = launcher({ PATH: server.searchPath, LC_ALL: 'C.UTF-8' });
  await server.sql(`CREATE USER def@'%'`);
  let stores = 0;
  const act = (action: string, inputs: Inputs, more: Partial<ActionOptions> = {}): Promise<ActionRun> =>
    job.run(action, {
      ...more,
      inputs: { source: 'shop', ...inputs },
      env: { PATH: [server.searchPath, process.env['PATH'] ?? ''].join(delimiter), ...more.env },
    });
  const newStore = async (): Promise<string> => {
    stores += 1;
    const path = join(job.workFolder, `store-${stores}`);
    await mkdir(path);
    return pathToFileURL(path).href;
  };
  const started = unfinished.move();
  return {
    ...{ server, job, age, newStore },
    async backUp(schema, store, inputs = {}) {
      const run = await act('backup', { url: server.url(schema), store, recipients: age.recipient, ...inputs });
      assert.equal(run.status, 0, run.log);
      return run;
    },
    restore: (schema, store, inputs = {}, more = {}) =>
      act('restore', { url: server.url(schema), store, identity: age.identity, confirm: schema, ...inputs }, more),
    async forged(store, change) {
      const copy = await newStore();
      await cp(fileURLToPath(store), fileURLToPath(copy), { recursive: true });
      const opened = await openStore(copy, { clock: systemClock });
      const { entries } = await readCatalog(opened, {
        source: 'shop',
        now: new Date(),
        signal: new AbortController().signal,
      });
      const [entry] = entries;
      assert.ok(entry);
      const keys = { recipients: age.recipient, identity: age.identity };
      await forgeBackup(opened, entry, keys, (dump) => {
        const before = dump.toString('latin1');
        const changed = change(before);
        assert.notEqual(changed, before);
        return Buffer.from(changed, 'latin1');
      });
      return copy;
    },
    async contentOf(schema) {
      const isMysql = server.product === 'mysql';
      const text = await tools.capture({
        file: isMysql ? 'mysqldump' : 'mariadb-dump',
        args: [
          '--no-defaults',
          `--socket=${new URL(server.socketUrl()).searchParams.get('socket') ?? ''}`,
          ...[
            '--user=root',
            '--default-character-set=utf8mb4',
            '--routines',
            '--events',
            '--skip-comments',
            '--hex-blob',
          ],
          ...(isMysql ? ['--set-gtid-purged=OFF', '--column-statistics=0'] : []),
          schema,
        ],
      });
      return text.replace(/ CHARACTER SET \w+(?= COLLATE)/g, ''); // which MySQL prints once it was written
    },
    schemas: async () =>
      (await server.sql('SELECT schema_name FROM information_schema.schemata ORDER BY 1')).split('\n'),
    async createShop(schema) {
      await server.sql(`CREATE DATABASE ${schema} CHARACTER SET latin1 COLLATE latin1_german1_ci`);
      await server.sql(torture, schema);
      await server.sql(shop(schema), schema);
      if (server.product === 'mariadb')
        await server.sql(
          'CREATE SEQUENCE numbers; CREATE TABLE numbered (n int DEFAULT nextval(numbers), m int); INSERT INTO numbered (m) VALUES (1), (2);',
          schema,
        );
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
