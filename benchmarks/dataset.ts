/** Two tables of accounts and two of documents: several, so that a load may take them at the same time. */
const copies = [1, 2];

/** Statements that make the tables in PostgreSQL. */
export function postgresTables(rows: number): readonly string[] {
  return copies.map(
    (copy) => `
CREATE TABLE accounts_${copy} (aid bigint PRIMARY KEY, bid int, abalance int, filler char(84));
INSERT INTO accounts_${copy} SELECT n, 1 + n / 100000, 0, '' FROM generate_series(1, ${rows * 2}) n;
CREATE TABLE wide_${copy} (id bigint PRIMARY KEY, name text, document jsonb, amount numeric(12,2), at timestamptz, note text);
INSERT INTO wide_${copy} SELECT n, 'name of ' || md5(n::text),
  jsonb_build_object('id', n, 'tags', ARRAY[md5(n::text), md5((n * 7)::text)], 'on', n % 3 = 0),
  (n % 100000) / 7.0, timestamptz '2026-01-01' + n * interval '1 second', repeat(md5((n * 3)::text), 1 + n::int % 4)
FROM generate_series(1, ${Math.ceil(rows / 2)}) n;`,
  );
}

/** Statements that make the same tables in MySQL and MariaDB. */
export function mysqlTables(rows: number): readonly string[] {
  return [
    numbers(rows * 2),
    ...copies.map(
      (copy) => `
CREATE TABLE accounts_${copy} (aid bigint PRIMARY KEY, bid int, abalance int, filler char(84));
INSERT INTO accounts_${copy} SELECT n, 1 + n DIV 100000, 0, REPEAT('-', 84) FROM numbers WHERE n <= ${rows * 2} ORDER BY n;
CREATE TABLE wide_${copy} (id bigint PRIMARY KEY, name text, document json, amount decimal(12,2), at timestamp, note text);
INSERT INTO wide_${copy} SELECT n, CONCAT('name of ', LEFT(SHA2(n, 256), 32)),
  JSON_OBJECT('id', n, 'tags', JSON_ARRAY(LEFT(SHA2(n, 256), 32), LEFT(SHA2(n * 7, 256), 32)), 'on', n % 3 = 0),
  (n % 100000) / 7.0, TIMESTAMP '2026-01-01 00:00:00' + INTERVAL n SECOND, REPEAT(LEFT(SHA2(n * 3, 256), 32), 1 + n % 4)
FROM numbers WHERE n <= ${Math.ceil(rows / 2)} ORDER BY n;`,
    ),
    'DROP TABLE numbers',
  ];
}

/** A table of the numbers up to `limit` and some more: neither product has a function that counts in the other's words. */
function numbers(limit: number): string {
  const doublings: string[] = [];
  for (let count = 1; count < limit; count *= 2)
    doublings.push(`INSERT INTO numbers SELECT n + ${count} FROM numbers;`);
  return `CREATE TABLE numbers (n bigint PRIMARY KEY); INSERT INTO numbers VALUES (1); ${doublings.join(' ')}`;
}
