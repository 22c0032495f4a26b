import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readCatalog, rolesOf, withoutData, type CatalogScope } from '../../../src/engines/postgres/catalog.ts';
import { sequenceValueOf } from '../../../src/engines/postgres/objects-sequence-values.ts';
import type { ObjectFingerprint } from '../../../src/domain/fingerprint.ts';
import { startPostgres, type TestPostgres } from '../../real/postgres-server.ts';
import { tortureSchema } from '../../real/torture-schema.ts';
import { opener } from './restorer-fixture.ts';

describe('the catalog of a database', () => {
  let server: TestPostgres;

  before(async () => {
    server = await startPostgres({ settings: { max_locks_per_transaction: '256' } });
    await server.createDatabase('torture');
    await server.psql(tortureSchema, 'torture');
  });
  after(async () => server[Symbol.asyncDispose]());

  const read = async (scope: CatalogScope = 'all', database = 'torture'): Promise<readonly ObjectFingerprint[]> => {
    await using session = await opener(server, database)();
    return await readCatalog(session, { scope });
  };
  const named = (objects: readonly ObjectFingerprint[]): readonly string[] =>
    objects.map(({ kind, name }) => `${kind} ${name}`);

  it('has each object once, under a name that is its own, in the same order each time', async () => {
    const first = await read();
    assert.equal(new Set(named(first)).size, first.length);
    assert.deepEqual(await read(), first);
  });

  it('has every kind of object that the database has', async () => {
    const kinds = new Set((await read()).map(({ kind }) => kind));
    const all = `aggregate cast collation column comment constraint default-privileges domain domain-constraint event-trigger extension
      foreign-server foreign-table function grants index materialized-view operator operator-class operator-family policy procedure publication
      published-table role rule schema sequence sequence-value statistics table text-search-configuration text-search-dictionary trigger type
      user-mapping view`;
    assert.deepEqual([...kinds].sort(), all.split(/\s+/).sort());
  });

  it('holds no password of a user mapping, and no option of a foreign server', async () => {
    const text = JSON.stringify(await read());
    assert.doesNotMatch(text, /torture-secret|127\.0\.0\.1/);
  });

  it('holds the options of columns that people gave, and not what a server notes in their place', async () => {
    await server.createDatabase('noted');
    await server.psql(
      `CREATE TABLE t (a int, b text, c text); ALTER TABLE t ALTER b SET (n_distinct = 5), ALTER c SET (n_distinct_inherited = 6);
       CREATE MATERIALIZED VIEW m AS SELECT * FROM t;
       UPDATE pg_attribute SET attoptions = array_prepend('pg_attver=22024640', attoptions)
         WHERE attrelid IN ('t'::regclass, 'm'::regclass) AND attnum > 0 AND attname <> 'c'`,
      'noted',
    );
    const columns = (await read('all', 'noted')).filter(({ kind }) => kind === 'column');
    const options = columns.map(({ name, definition }) => [
      name,
      (JSON.parse(definition) as { readonly options?: unknown }).options,
    ]);
    assert.deepEqual(options, [
      ['public.t.a', undefined],
      ['public.t.b', ['n_distinct=5']],
      ['public.t.c', ['n_distinct_inherited=6']],
    ]);
  });

  it('holds no object of an extension and of the system', async () => {
    const strange = named(await read()).filter((name) => /hstore|pg_toast|information_schema|gbtree/.test(name));
    assert.deepEqual(strange, ['comment extension hstore', 'extension hstore']);
  });

  it('names the roles that own something or were granted something', async () => {
    const roles = rolesOf(await read());
    for (const role of ['torture_owner', 'torture_reader', 'torture_writer', '"Torture ""rôle"" 🐘"']) {
      assert.ok(roles.includes(role), role);
    }
    assert.ok(!roles.includes('muster'), 'a role that the database does not name');
  });

  it('reads of chosen tables what belongs to them and nothing else', async () => {
    const objects = (await read({ tables: ['shop.tuned', '"Ünï ""q"" 🐘"."Täble"'] })).filter(
      ({ kind }) => kind !== 'role',
    );
    const kinds = new Set(objects.map(({ kind }) => kind));
    const all = 'column comment constraint grants index policy rule sequence sequence-value table';
    assert.deepEqual([...kinds].sort(), all.split(' '));
    assert.ok(
      objects.every(({ name }) => /tuned|Täble/.test(name)),
      named(objects).join('\n'),
    );
  });

  it('leaves out of a whole what belongs to tables that are not dumped', async () => {
    const all = named(await read());
    const without = new Set(named(await read({ except: ['shop.unlogged'] })));
    const gone = all.filter((name) => !without.has(name));
    assert.ok(gone.length > 5 && gone.every((name) => name.includes('shop.unlogged')), gone.join('\n'));
  });

  it('says of a schema without its data neither where sequences stand nor which views are filled', async () => {
    const objects = withoutData(await read());
    assert.ok(!objects.some(({ kind }) => kind === 'sequence-value'));
    const filled = objects.filter(({ definition }) => definition.includes('"populated": true'));
    assert.deepEqual(filled, []);
  });

  it('can be read by an account that may read nothing else but sequences', async () => {
    await server.psql(
      `CREATE ROLE looker LOGIN; GRANT USAGE ON SCHEMA shop, "Ünï ""q"" 🐘" TO looker;
       GRANT SELECT ON ALL SEQUENCES IN SCHEMA shop, "Ünï ""q"" 🐘" TO looker`,
      'torture',
    );
    const own = await read();
    await server.psql(`ALTER DATABASE torture SET role = looker`);
    try {
      assert.deepEqual(await read(), own);
    } finally {
      await server.psql(`ALTER DATABASE torture RESET role`);
    }
  });

  it('takes from an archive where a sequence stands', async () => {
    const values = (await read()).filter(({ kind }) => kind === 'sequence-value');
    for (const { name, definition } of values) {
      const [, last = '', called] = /^(-?\d+), (called|not called)$/.exec(definition) ?? [];
      const entry = `SELECT pg_catalog.setval('${name.replaceAll("'", "''")}', ${last}, ${called === 'called'});\n`;
      assert.deepEqual(sequenceValueOf(entry), { kind: 'sequence-value', name, definition });
    }
    assert.ok(values.some(({ definition }) => definition === '-77, not called'));
    assert.equal(sequenceValueOf('SELECT 1;'), undefined);
  });
});
