import type { TestPostgres } from '../test/real/postgres-server.ts';

const accounts = `
CREATE TABLE accounts (aid bigint PRIMARY KEY, bid int, abalance int, filler char(84));
INSERT INTO accounts SELECT n, 1 + n / 100000, 0, '' FROM generate_series(1, :rows * 4) n;`;

const wide = `
CREATE TABLE wide (id bigint PRIMARY KEY, name text, document jsonb, amount numeric(12,2), at timestamptz, note text);
INSERT INTO wide SELECT n, 'name of ' || md5(n::text),
  jsonb_build_object('id', n, 'tags', ARRAY[md5(n::text), md5((n * 7)::text)], 'on', n % 3 = 0),
  (n % 100000) / 7.0, timestamptz '2026-01-01' + n * interval '1 second', repeat(md5((n * 3)::text), 1 + n::int % 4)
FROM generate_series(1, :rows) n;`;

/** Makes a database of accounts and documents, about 740 MB as an uncompressed archive for each million `rows`. */
export async function createDataset(server: TestPostgres, name: string, rows: number): Promise<void> {
  await server.createDatabase(name);
  for (const statements of [accounts, wide]) await server.psql(statements.replaceAll(':rows', String(rows)), name);
  await server.psql('VACUUM ANALYZE', name);
}
