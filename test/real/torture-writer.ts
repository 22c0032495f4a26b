import { join } from 'node:path';
import { launcher } from '../../src/process/launcher.ts';
import type { TestPostgres } from './postgres-server.ts';

const programs = launcher({ PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' });

const name = 'torture-writer';

/** What somebody does to the tables of the torture schema without a pause, each round a transaction. */
const writes = `
DO $$ DECLARE i integer := 1000; BEGIN LOOP
  i := i + 1;
  INSERT INTO shop.no_key VALUES (nextval('shop."Sëq''uence ""q"""'), 'written ' || i);
  UPDATE shop.no_key SET w = w || '?' WHERE w = 'written ' || i - 7;
  DELETE FROM shop.no_key WHERE w LIKE 'written ' || i - 30 || '%';
  INSERT INTO shop.parent VALUES (i % 900000 + 1000);
  DELETE FROM shop.parent WHERE id = i % 900000 + 950;
  INSERT INTO shop.sales (region, day, amount) VALUES ((ARRAY['eu', 'us', 'ap'])[1 + i % 3], date '2023-06-01' + i % 500, i);
  DELETE FROM shop.sales WHERE id % 50 = i % 50 AND id > 500;
  INSERT INTO shop.refund VALUES (i, NULL, NULL, NULL);
  UPDATE shop.every_type SET i8 = i, b = NOT b WHERE id = 10;
  INSERT INTO "Ünï ""q"" 🐘"."Täble" ("sp ace") VALUES ('row ' || i);
  PERFORM nextval('shop.never_called'), nextval('shop.set_back');
  COMMIT;
  PERFORM pg_sleep(0.002);
END LOOP; END $$;`;

/** A client that writes to the tables of the torture schema until it is disposed of. */
export function startTortureWriter(postgres: TestPostgres, database: string): AsyncDisposable {
  const { bin, socketFolder, port } = postgres;
  const connection = ['-h', socketFolder, '-p', String(port), '-U', 'postgres'];
  const psql = programs.start({
    file: join(bin, 'psql'),
    args: [...connection, '-XAtq', '-v', 'ON_ERROR_STOP=1', database],
    env: { PGAPPNAME: name },
  });
  psql.stdin.end(writes);
  const ended = psql.done.catch(() => undefined);
  return {
    async [Symbol.asyncDispose]() {
      // the server goes on without its client, which it never has anything to say to
      await postgres.psql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '${name}'`);
      await ended;
      await psql[Symbol.asyncDispose]();
    },
  };
}
