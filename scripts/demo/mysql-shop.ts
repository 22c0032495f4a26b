import { Readable } from 'node:stream';
import { launcher } from '../../src/process/launcher.ts';
import { startMysql } from '../../test/real/mysql-server.ts';
import type { OpenShop } from './shop.ts';

const digits = '(SELECT 0 d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4)';
const schema = `
CREATE TABLE customers (
  id bigint AUTO_INCREMENT PRIMARY KEY, name varchar(100) NOT NULL, email varchar(100) NOT NULL UNIQUE);
CREATE TABLE orders (
  id bigint AUTO_INCREMENT PRIMARY KEY, customer_id bigint NOT NULL, state enum('placed', 'paid', 'sent') NOT NULL DEFAULT 'placed',
  total decimal(10,2) NOT NULL, placed_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  KEY orders_by_customer (customer_id, placed_at), FOREIGN KEY (customer_id) REFERENCES customers (id));
CREATE VIEW turnover AS SELECT state, COUNT(*) AS orders, SUM(total) AS total FROM orders GROUP BY state;
CREATE TABLE journal (order_id bigint PRIMARY KEY, noted_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TRIGGER note_order AFTER INSERT ON orders FOR EACH ROW INSERT INTO journal (order_id) VALUES (NEW.id);
INSERT INTO customers (name, email)
  SELECT CONCAT('Customer ', n), CONCAT('c', n, '@example.org') FROM
    (SELECT 1 + a.d + 5 * b.d + 25 * c.d + 125 * e.d + 625 * f.d AS n
     FROM ${['a', 'b', 'c', 'e', 'f'].map((name) => `${digits} ${name}`).join(', ')}) numbers;
INSERT INTO orders (customer_id, total)
  SELECT one.id, 1 + one.id % 900 FROM customers one, (SELECT id FROM customers LIMIT 10) ten;`;

const order =
  'INSERT INTO orders (customer_id, total) VALUES (1 + FLOOR(RAND() * 3000), 1 + RAND() * 900); DO SLEEP(0.002);\n';

const columns = { customers: 'id, name, email', orders: 'id, customer_id, state, total, placed_at' } as const;

/**
 * Such a shop in MySQL or MariaDB.
 *
 * @param version such as `mariadb-10.11`.
 */
export async function startMysqlShop(version: string): Promise<OpenShop> {
  await using unfinished = new AsyncDisposableStack();
  const server = unfinished.use(await startMysql({ version }));
  await server.sql('CREATE DATABASE shop');
  await server.sql(schema, 'shop');
  const socket = new URL(server.socketUrl()).searchParams.get('socket') ?? '';
  const args = ['--no-defaults', `--socket=${socket}`, '--user=root', '--unbuffered', 'shop'];
  const customer = unfinished.use(launcher({ PATH: server.searchPath }).start({ file: server.product, args }));
  customer.done.catch(() => undefined); // the customer leaves when the shop closes
  Readable.from(orderForEver()).pipe(customer.stdin);
  const started = unfinished.move();
  return {
    server: `${server.product === 'mysql' ? 'MySQL' : 'MariaDB'} ${(await server.sql('SELECT VERSION()')).replace(/-.*/, '')}`,
    source: `shop-${server.product}`,
    searchPath: server.searchPath,
    sql: (statements) => server.sql(statements, 'shop'),
    url: (database) => server.url(database),
    orders: async () => Number(await server.sql('SELECT COUNT(*) FROM orders', 'shop')),
    tables: { customers: '`customers`', orders: '`orders`' },
    beforeTotal: ",'placed',",
    async contents(table, { database = 'shop', upTo = Number.MAX_SAFE_INTEGER } = {}) {
      const row = await server.sql(
        `SELECT COUNT(*), MAX(id), CONCAT(BIT_XOR(sum), '-', SUM(sum))
         FROM (SELECT id, CRC32(CONCAT_WS('|', ${columns[table]})) AS sum FROM ${table} WHERE id <= ${upTo}) AS rows_`,
        database,
      );
      const [rows, lastId, digest = ''] = row.split('\t');
      return { rows: Number(rows), lastId: Number(lastId), digest };
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

function* orderForEver(): Generator<string> {
  for (;;) yield order.repeat(100);
}
