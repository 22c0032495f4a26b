import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { asFailure, type Failure } from '../../src/domain/failure.ts';
import { accountWith, sqlAtOnce, takeDump, type DumpOptions, type TakenDump } from './mysql-source-fixture.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { startMysql, type TestMysql } from '../real/mysql-server.ts';

const objects = `CREATE DATABASE shop_a; USE shop_a; CREATE TABLE t (a int); CREATE TABLE t_old (a int); CREATE VIEW v AS SELECT a FROM t;
  CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1; CREATE PROCEDURE p() SELECT 1;
  CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1; INSERT INTO t VALUES (7)`;
const kinds = ['event', 'procedure', 'table', 'trigger', 'view'];

interface Right {
  readonly privilege: string;
  readonly on: string;
}

/** What an account has to be granted on one schema, by the documentation. */
function rightsOn(version: string, schema: string): readonly Right[] {
  const pattern = `\`${schema.replaceAll('_', '\\_')}\`.*`;
  const common = ['SELECT', 'SHOW VIEW', 'TRIGGER', 'EVENT'].map((privilege) => ({ privilege, on: pattern }));
  if (version.startsWith('mysql')) return [...common, { privilege: 'SHOW_ROUTINE', on: '*.*' }];
  const isOld = ['mariadb-10.5', 'mariadb-10.11'].includes(version);
  const routines = isOld
    ? { privilege: 'SELECT', on: '`mysql`.`proc`' }
    : { privilege: 'SHOW CREATE ROUTINE', on: pattern };
  return [...common, routines];
}

const asGrant = ({ privilege, on }: Right): string => `${privilege} ON ${on}`;

/** What an account has to see, against one version of MySQL or MariaDB. */
export function describeRights(version: string): void {
  describe(`the rights of an account on ${version}`, () => {
    let server: TestMysql;
    before(async () => {
      server = await startMysql({ version });
      await server.sql(objects);
    });
    after(() => server[Symbol.asyncDispose]());

    const dumpAs = async (
      grants: readonly string[],
      schema = 'shop_a',
      options: DumpOptions = {},
    ): Promise<TakenDump> => takeDump(server, (await accountWith(server, grants))(schema), options);
    const deniedTo = async (grants: readonly string[], schema?: string, options?: DumpOptions): Promise<Failure> => {
      const thrown: unknown = await dumpAs(grants, schema, options).then(
        () => assert.fail('was not denied'),
        (error: unknown) => error,
      );
      assert.equal(asFailure(thrown).code, 'source-denied', String(thrown));
      return asFailure(thrown);
    };
    const assertWhole = ({ fingerprint }: TakenDump): void => {
      const seen = new Set(fingerprint.objects.map(({ kind }) => kind));
      assert.deepEqual(
        kinds.filter((kind) => !seen.has(kind)),
        [],
      );
    };

    it('are enough on one schema as they are documented, and are no warning', async () => {
      const taken = await dumpAs(rightsOn(version, 'shop_a').map(asGrant));
      assertWhole(taken);
      assert.ok(!taken.lines.some((line) => line.startsWith('warn')), taken.lines.join('\n'));
    });

    it('are enough for all schemas as they are documented', async () => {
      const taken = await dumpAs(['SELECT, SHOW VIEW, TRIGGER, EVENT ON *.*'], '');
      assertWhole(taken);
      assert.ok(!taken.lines.some((line) => line.startsWith('warn')), taken.lines.join('\n'));
    });

    for (const right of rightsOn(version, 'shop_a')) {
      it(`are named with the statement that grants it where ${right.privilege} is left out`, async () => {
        const others = rightsOn(version, 'shop_a').filter((other) => asGrant(other) !== asGrant(right));
        const { message, hint } = await deniedTo(others.map(asGrant));
        assert.ok(message.includes(`lacks ${right.privilege} on ${right.on.replaceAll('\\', '')},`), message);
        const [, account = ''] = /TO ('account\d+'@'%')$/.exec(hint) ?? [];
        assert.equal(hint, `GRANT ${right.privilege} ON ${right.on} TO ${account}`);
        await server.sql(hint);
        const [, user = ''] = /'(.*)'@/.exec(account) ?? [];
        assertWhole(await takeDump(server, server.url('shop_a', { user, password: 'r' })));
      });
    }

    for (const privilege of ['SELECT', 'SHOW VIEW', 'TRIGGER', 'EVENT']) {
      it(`are named where ${privilege} at *.* is left out`, async () => {
        const others = ['SELECT', 'SHOW VIEW', 'TRIGGER', 'EVENT'].filter((other) => other !== privilege);
        const { message } = await deniedTo([`${others.join(', ')} ON *.*`, 'SHOW DATABASES ON *.*'], '');
        assert.match(message, new RegExp(`lacks ${privilege}(?:, SHOW CREATE ROUTINE)? on \`shop_a\``));
      });
    }

    it('are missing where the account may not see which schemas there are', async () => {
      const { message, hint } = await deniedTo(rightsOn(version, 'shop_a').map(asGrant), '');
      assert.match(message, /lacks SHOW DATABASES on \*\.\*/);
      assert.match(hint, /^GRANT SHOW DATABASES ON \*\.\* TO 'account\d+'@'%'$/);
    });

    it('are each named once where several schemas lack them, and granted by one statement that is enough', async () => {
      await server.sql('CREATE DATABASE shop_z; CREATE TABLE shop_z.t (n int)');
      for (const [own, lacks] of [
        ['SHOW DATABASES', 'SELECT, SHOW VIEW, TRIGGER, EVENT'],
        ['SELECT, SHOW VIEW', 'TRIGGER, EVENT'],
      ] as const) {
        const { message, hint } = await deniedTo([`${own} ON *.*`], '');
        assert.ok(message.includes(`the account lacks ${lacks} on \`shop_a\`.*, \`shop_z\`.*, without`), message);
        const [, account = ''] = / TO ('account\d+'@'%')$/.exec(hint) ?? [];
        assert.equal(hint, `GRANT ${lacks} ON *.* TO ${account}`);
        await server.sql(hint);
        const [, user = ''] = /'(.*)'@/.exec(account) ?? [];
        assertWhole(await takeDump(server, server.url('', { user, password: 'r' })));
      }
      await server.sql('DROP DATABASE shop_z');
    });

    it('are not added up from two patterns that fit the schema, since the server takes the narrowest only', async () => {
      const narrow = rightsOn(version, 'shop_a')
        .filter(({ privilege }) => privilege !== 'TRIGGER')
        .map(asGrant);
      const { message, hint } = await deniedTo([...narrow, 'TRIGGER ON `shop%`.*']);
      assert.match(message, /lacks TRIGGER on/);
      assert.match(hint, /GRANT TRIGGER ON `shop\\_a`\.\* TO/);
      const wide = rightsOn(version, 'shop_a').map((right) => asGrant(right).replace('shop\\_a', 'shop%'));
      assertWhole(await dumpAs([...wide, 'SELECT ON `sh%`.*']));
    });

    it('are best granted through the pattern that the account has its others by, which a grant on the name would switch off', async () => {
      const wide = rightsOn(version, 'shop_a').filter(({ privilege }) => privilege !== 'EVENT');
      const { hint } = await deniedTo(wide.map((right) => asGrant(right).replace('shop\\_a', 'shop%')));
      assert.match(hint, /^GRANT EVENT ON `shop%`\.\* TO/);
    });

    it('count where a role has them that is switched on at each login, and else name what switches it on', async () => {
      await server.sql('CREATE ROLE reader');
      await server.sql(
        rightsOn(version, 'shop_a')
          .map((right) => `GRANT ${asGrant(right)} TO reader;`)
          .join('\n'),
      );
      const url = await accountWith(server, ['reader', 'SELECT ON shop_a.t']);
      const thrown = asFailure(await takeDump(server, url('shop_a')).catch((error: unknown) => error));
      const [, statement = ''] = /, (SET DEFAULT ROLE .*)$/.exec(thrown.hint) ?? [];
      assert.notEqual(statement, '', thrown.hint);
      await server.sql(statement);
      assertWhole(await takeDump(server, url('shop_a')));
    });

    it('are enough on single tables where exact names choose them, and not where patterns do', async () => {
      const own = ['SELECT, TRIGGER ON shop_a.t', 'SELECT, SHOW VIEW ON shop_a.v'];
      const { fingerprint } = await dumpAs(own, 'shop_a', { tables: ['t', 'v'] });
      assert.deepEqual(
        fingerprint.objects.map(({ kind }) => kind),
        ['definer', 'table', 'trigger', 'view'],
      );
      const patterns = await deniedTo(own, 'shop_a', { tables: ['t*'] });
      assert.match(patterns.message, /lacks SELECT, SHOW VIEW, TRIGGER on `shop_a`\.\*/);
      const trigger = await deniedTo(['SELECT ON shop_a.t'], 'shop_a', { tables: ['t'] });
      assert.match(trigger.hint, /^GRANT TRIGGER ON `shop_a`\.`t` TO/);
      const view = await deniedTo(['SELECT ON shop_a.v'], 'shop_a', { tables: ['v'] });
      assert.match(view.hint, /^GRANT SHOW VIEW ON `shop_a`\.`v` TO/);
    });

    it('are too many where the account may write, which is a warning', async () => {
      const { lines } = await dumpAs([...rightsOn(version, 'shop_a').map(asGrant), 'INSERT, CREATE USER ON *.*']);
      const warned = lines.filter((line) => line.startsWith('warn'));
      assert.equal(warned.length, 1, lines.join('\n'));
      assert.match(warned[0] ?? '', /may change data \(INSERT, CREATE USER\)/);
    });

    describe('that are taken away when they have been checked', () => {
      const everywhere = ['SELECT, SHOW VIEW, TRIGGER, EVENT ON *.*'];
      const onSchema = rightsOn(version, 'shop_a').map(asGrant);
      for (const [where, grants, pattern, code, words] of [
        ['*.*', everywhere, '*.*', 'dump-incomplete', /the dump has 0 triggers, and the server 1$/],
        ['the schema', onSchema, '`shop\\_a`.*', 'source-denied', /lacks TRIGGER on `shop_a`/],
      ] as const) {
        it(`from ${where}, are missed when the dump is over`, async () => {
          const url = await accountWith(server, [...grants, 'CREATE USER ON *.*']);
          const progress = {
            ...keptProgress(),
            warn: () => sqlAtOnce(server, `REVOKE TRIGGER ON ${pattern} FROM ${new URL(url()).username}@'%'`),
          };
          await assert.rejects(takeDump(server, url('shop_a'), { progress }), { code, message: words });
        });
      }
    });

    it('are granted to an account whose name has quotes', async () => {
      await server.sql(`CREATE USER "o'hara \\\\"@'%'`);
      await assert.rejects(takeDump(server, server.url('', { user: "o'hara%20%5C", password: '' })), {
        hint: "GRANT SHOW DATABASES ON *.* TO 'o''hara \\\\'@'%'",
      });
    });

    if (version.startsWith('mysql')) describePartialRevokes(() => ({ server, dumpAs, deniedTo }));
  });
}

interface RightsScene {
  readonly server: TestMysql;
  dumpAs(grants: readonly string[], schema?: string): Promise<TakenDump>;
  deniedTo(grants: readonly string[], schema?: string): Promise<Failure>;
}

/** What only MySQL has: rights at `*.*` that are taken away again for a schema. */
function describePartialRevokes(scene: () => RightsScene): void {
  describe('with partial revokes', () => {
    const whole = 'SELECT, SHOW VIEW, TRIGGER, EVENT ON *.*';
    before(() => scene().server.sql('SET GLOBAL partial_revokes = ON; CREATE DATABASE secret'));

    const revoking = async (privileges: string): Promise<(schema: string) => string> => {
      const url = await accountWith(scene().server, [whole]);
      const { username } = new URL(url());
      await scene().server.sql(`REVOKE ${privileges} ON secret.* FROM ${username}@'%'`);
      return url;
    };

    it('are missing on the schema where they were taken away, and on the server as a whole', async () => {
      const { server } = scene();
      for (const privileges of ['TRIGGER', 'SELECT, SHOW VIEW, TRIGGER, EVENT']) {
        const url = await revoking(privileges);
        await assert.rejects(takeDump(server, url('')), {
          code: 'source-denied',
          message: new RegExp(`lacks ${privileges} on \`secret\`\\.\\*`),
          hint: new RegExp(`^GRANT ${privileges} ON \`secret\`\\.\\* TO`),
        });
        await takeDump(server, url('shop_a'));
      }
    });

    it('take wildcards of other grants by the letter', async () => {
      const own = rightsOn('mysql', 'shop_a').map(asGrant);
      const { hint } = await scene().deniedTo([
        'SELECT ON shop_a.t',
        ...own.map((grant) => grant.replace('shop\\_a', 'shop%')),
      ]);
      assert.match(hint, /^GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON `shop_a`\.\* TO/);
      await scene().dumpAs(own.map((grant) => grant.replace('shop\\_a', 'shop_a')));
    });
  });
}
