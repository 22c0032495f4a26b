import assert from 'node:assert/strict';
import { delimiter } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { failureCodes, type FailureCode } from '../../src/domain/failure-codes.ts';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { startMysql, testPassword, type TestMysql } from '../real/mysql-server.ts';
import { startS3Server } from '../real/s3-server.ts';
import { assertDone, assertFailed, assertNothingLeft, startScene, type Stage } from './scene.ts';

interface BadSource {
  readonly bad: string;
  /** The connection, from that of a sound backup. */
  readonly url: (server: TestMysql) => string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly code: FailureCode;
  /** What the one line holds. */
  readonly says: readonly RegExp[];
}

const changed = (pattern: RegExp | string, text: string) => (server: TestMysql) =>
  server.url('small').replace(pattern, text);
const asAccount = (user: string) => (server: TestMysql) => server.url('small', { user, password: 'r' });
const whole = 'SELECT, SHOW VIEW, TRIGGER, EVENT';

/** Accounts that lack one thing each, by their rights; `routine` sees bodies of routines. */
const accounts: Readonly<Record<string, (routine: string) => readonly string[]>> = {
  columns: (routine) => ['SELECT (id) ON small.customers', 'SHOW VIEW, TRIGGER, EVENT ON small.*', routine],
  table: (routine) => ['SELECT ON small.customers', 'SHOW VIEW, TRIGGER, EVENT ON small.*', routine],
  view: (routine) => ['SELECT, TRIGGER, EVENT ON small.*', routine],
  trigger: (routine) => ['SELECT, SHOW VIEW, EVENT ON small.*', routine],
  event: (routine) => ['SELECT, SHOW VIEW, TRIGGER ON small.*', routine],
  routine: () => [`${whole} ON small.*`],
};

const rows: readonly BadSource[] = [
  {
    bad: 'a port where nobody listens',
    url: changed(/:\d+\//, ':1/'),
    code: 'source-unreachable',
    says: [/nothing answers/],
  },
  { bad: 'no such host', url: changed('127.0.0.1', 'db.invalid'), code: 'source-unreachable', says: [/db\.invalid/] },
  {
    bad: 'no such address',
    url: changed(/127.0.0.1:\d+/, '[::1]:1'),
    code: 'source-unreachable',
    says: [/nothing answers/],
  },
  {
    bad: 'no such socket',
    url: ({ product }) => `${product}://root@localhost/small?socket=/nowhere/s`,
    code: 'source-unreachable',
    says: [/nothing answers/],
  },
  {
    bad: 'tables of which none is left, where the tool would dump all others',
    url: changed(/$/, ''),
    inputs: { tables: 'customers', 'exclude-tables': 'customers\nlog_*' },
    code: 'source-missing',
    says: [/leave no table to dump/],
  },
  {
    bad: 'two hosts',
    url: changed('127.0.0.1', 'db1.invalid,db2.invalid'),
    code: 'input-invalid',
    says: [/"url" names more than one host/],
  },
  { bad: 'a wrong password', url: changed('@', 'x@'), code: 'source-denied', says: [/user or the password/] },
  { bad: 'no such account', url: changed('muster:', 'nobody:'), code: 'source-denied', says: [/user or the password/] },
  { bad: 'no such schema', url: changed(/small$/, 'smal'), code: 'source-missing', says: [/smal\b/] },
  {
    bad: 'a parameter that is not known',
    url: changed(/$/, '?sslmode=x'),
    code: 'input-invalid',
    says: [/did you mean "ssl-mode"/],
  },
  {
    bad: 'a certificate that is not there',
    url: changed(/$/, '?ssl-ca=/nowhere.pem'),
    code: 'source-unreachable',
    says: [/TLS|ssl/],
  },
  { bad: 'a word', url: () => 'hidden-word', code: 'input-invalid', says: [/"url"/, /mysql:\/\//] },
  { bad: 'nothing, as forks get it', url: () => '', code: 'input-missing', says: [/"url"/] },
  {
    bad: 'no client tools',
    url: changed('', ''),
    inputs: { client: 'path:/nowhere' },
    code: 'client-missing',
    says: [/not in \/nowhere/, /input "client"/],
  },
  ...(['columns', 'table'] as const).map((user) => ({
    bad: `an account with rights on some ${user === 'columns' ? 'columns of a table' : 'tables'} only`,
    url: asAccount(user),
    code: 'source-denied' as const,
    says: [/lacks SELECT on `small`\.\*/, new RegExp(`GRANT SELECT ON \`small\`\\.\\* TO '${user}'@'%25'`)],
  })),
  {
    bad: 'an account with rights on some columns of a table that is chosen',
    url: asAccount('columns'),
    inputs: { tables: 'customers' },
    code: 'source-denied',
    says: [
      /lacks SELECT on `small`\.`customers`/,
      /GRANT SELECT(?:, TRIGGER)? ON `small`\.`customers` TO 'columns'@'%25'/,
    ],
  },
  ...(
    [
      ['view', 'SHOW VIEW'],
      ['trigger', 'TRIGGER'],
      ['event', 'EVENT'],
    ] as const
  ).map(([user, privilege]) => ({
    bad: `an account that does not see one kind: ${user}`,
    url: asAccount(user),
    code: 'source-denied' as const,
    says: [
      new RegExp(`lacks ${privilege} on \`small\`\\.\\*`),
      new RegExp(`GRANT ${privilege} ON \`small\`\\.\\* TO '${user}'@'%25'`),
    ],
  })),
  {
    bad: 'an account that does not see routines',
    url: asAccount('routine'),
    code: 'source-denied',
    says: [/GRANT (?:SHOW_ROUTINE ON \*\.\*|SELECT ON `mysql`\.`proc`) TO 'routine'@'%25'/],
  },
];

for (const version of ['mariadb-10.11', 'mysql-9.7']) {
  describe(`a source on ${version} that cannot be read`, { concurrency: 2 }, () => {
    let server: TestMysql;
    let stage: Stage;
    const servers = new AsyncDisposableStack();
    before(async () => {
      server = servers.use(await startMysql({ version }));
      const s3 = servers.use(await startS3Server());
      const searchPath = [server.searchPath, process.env['PATH'] ?? ''].join(delimiter);
      stage = { databases: { url: (name) => server.url(name), searchPath }, s3, age: ageKey() };
      const routine = server.product === 'mysql' ? 'SHOW_ROUTINE ON *.*' : 'SELECT ON mysql.proc';
      await server.sql(
        'CREATE DATABASE small; CREATE TABLE small.customers (id int, name text); CREATE TABLE small.other (n int)',
      );
      for (const [user, rights] of Object.entries(accounts)) {
        const grants = rights(routine).map((right) => `GRANT ${right} TO '${user}'@'%'`);
        await server.sql([`CREATE USER '${user}'@'%' IDENTIFIED BY 'r'`, ...grants].join('; '));
      }
    });
    after(() => servers.disposeAsync());

    for (const { bad, url, inputs, code, says } of rows) {
      it(`says in one line what is wrong: ${bad}`, async () => {
        await using scene = await startScene(stage);
        const run = await scene.backup('', scene.folder.url, { inputs: { url: url(server), ...inputs } });
        const line = assertFailed(run, code, failureCodes[code].kind === 'user' ? 2 : 1);
        for (const said of says) assert.match(line, said);
        for (const secret of [testPassword, encodeURIComponent(testPassword), 'hidden-word'])
          assert.ok(!run.log.includes(secret), run.log);
        assert.equal((await scene.contents()).size, 0);
        await assertNothingLeft(scene, run);
      });
    }

    it('says it where TLS is demanded of a server that has none', async () => {
      const off = server.product === 'mysql' ? '--tls-version=' : '--skip-ssl';
      await using plain = await startMysql({ version, options: [off] });
      await plain.sql('CREATE DATABASE small');
      await using scene = await startScene(stage);
      const run = await scene.backup('', scene.folder.url, {
        inputs: { url: `${plain.url('small')}?ssl-mode=required` },
      });
      assert.match(assertFailed(run, 'source-unreachable', 1), /TLS.*ssl-mode/);
      assert.equal((await scene.contents()).size, 0);
      await assertNothingLeft(scene, run);
    });

    it('takes a password with all that a URL treats in its own way, by URL and by parts', async () => {
      const password = `@ : / # % '"\\$ é🔑`;
      const literal = password.replaceAll('\\', '\\\\').replaceAll("'", "''");
      await server.sql(`CREATE USER odd@'%' IDENTIFIED BY '${literal}'; GRANT ALL ON *.* TO odd@'%'`);
      await using scene = await startScene(stage);
      const parts = { host: '127.0.0.1', port: `${server.port}`, user: 'odd', password, database: 'small' };
      for (const inputs of [
        { url: server.url('small', { user: 'odd', password }) },
        { url: '', engine: server.product, ...parts },
      ]) {
        const run = await scene.backup('', scene.folder.url, { inputs });
        assertDone(run);
        assert.ok(!run.log.includes(password));
      }
    });
  });
}
