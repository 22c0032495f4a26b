import { join } from 'node:path';
import { launcher } from '../../src/process/launcher.ts';
import { startPostgres } from '../../test/real/postgres-server.ts';

/** What a table holds. */
export interface Contents {
  readonly rows: number;
  /** The highest `id`. */
  readonly lastId: number;
  /** Of all columns of all rows, in the order of their ids. */
  readonly digest: string;
}

/** A shop's database `shop` on a real server, with somebody who keeps ordering. */
export interface OpenShop extends AsyncDisposable {
  /** Name of the source. */
  readonly source: string;
  /** For people: `PostgreSQL 15.18`. */
  readonly server: string;
  /** `PATH` with the server's own programs in front, where they are not found by themselves. */
  readonly searchPath?: string;
  url(database: string): string;
  /** Orders that have been placed so far. */
  orders(): Promise<number>;
  /** The tables, as drills and restores name them. */
  readonly tables: Readonly<Record<'customers' | 'orders', string>>;
  /** What stands in front of an order's total in a dump. */
  readonly beforeTotal: string;
  /** Runs statements in the live database, as somebody who may do anything. */
  sql(statements: string): Promise<string>;
  /** What a table holds in a database, the live one where none is named; only the rows up to an id, where one is given. */
  contents(
    table: 'customers' | 'orders',
    within?: { readonly database?: string; readonly upTo?: number },
  ): Promise<Contents>;
}

const schema = `
CREATE EXTENSION IF NOT EXISTS plpgsql;
CREATE TYPE order_state AS ENUM ('placed', 'paid', 'sent');
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL, email text NOT NULL UNIQUE, since timestamptz NOT NULL DEFAULT now());
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers,
  state order_state NOT NULL DEFAULT 'placed', total numeric(10,2) NOT NULL CHECK (total > 0),
  lines jsonb NOT NULL, placed_at timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE INDEX orders_by_customer ON orders (customer_id, placed_at);
CREATE MATERIALIZED VIEW turnover AS SELECT state, count(*) AS orders, sum(total) AS total FROM orders GROUP BY state;
CREATE FUNCTION touch_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN UPDATE public.customers SET since = least(since, NEW.placed_at) WHERE id = NEW.customer_id; RETURN NEW; END $$;
CREATE TRIGGER touch AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION touch_customer();
INSERT INTO customers (name, email) SELECT 'Customer ' || n, 'c' || n || '@example.org' FROM generate_series(1, 20000) n;
INSERT INTO orders (customer_id, total, lines)
  SELECT 1 + n % 20000, 1 + n % 900, jsonb_build_array(jsonb_build_object('sku', md5(n::text), 'count', n % 7))
  FROM generate_series(1, 200000) n;
REFRESH MATERIALIZED VIEW turnover;`;

const order = `
INSERT INTO orders (customer_id, total, lines)
SELECT 1 + floor(random() * 20000), 1 + random() * 900, '[{"sku": "live", "count": 1}]'`;

export async function startShop(): Promise<OpenShop> {
  await using unfinished = new AsyncDisposableStack();
  const server = unfinished.use(await startPostgres());
  await server.createDatabase('shop');
  await server.psql(schema, 'shop');
  const psql = { file: join(server.bin, 'psql'), args: ['-qXd', server.socketUrl('shop')] };
  const customer = unfinished.use(launcher({ PATH: '/usr/bin:/bin' }).start(psql));
  // psql's output would otherwise fill the pipe and stop the customer
  void drained(customer.output());
  customer.stdin.write(`\\o /dev/null\n${order} \\watch 0.005\n`);
  const started = unfinished.move();
  return {
    url: (database) => server.url(database),
    source: 'shop',
    sql: (statements) => server.psql(statements, 'shop'),
    server: `PostgreSQL ${(await server.psql('SHOW server_version')).trim()}`,
    tables: { customers: 'public.customers', orders: 'public.orders' },
    beforeTotal: '\tplaced\t',
    orders: async () => Number(await server.psql('SELECT count(*) FROM orders', 'shop')),
    async contents(table, { database = 'shop', upTo = Number.MAX_SAFE_INTEGER } = {}) {
      const row = await server.psql(
        `SELECT count(*), max(id), md5(string_agg(row::text, chr(10) ORDER BY id)) FROM ${table} AS row WHERE id <= ${upTo}`,
        database,
      );
      const [rows, lastId, digest = ''] = row.split('|');
      return { rows: Number(rows), lastId: Number(lastId), digest };
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

async function drained(output: AsyncIterable<Buffer>): Promise<void> {
  try {
    for await (const _ of output);
  } catch {
    // the customer leaves when the shop closes
  }
}
