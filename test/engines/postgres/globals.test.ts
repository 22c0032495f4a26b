import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { connectionFromUrl } from '../../../src/engines/postgres/connection.ts';
import { readGlobals } from '../../../src/engines/postgres/globals.ts';
import { startPostgres, testPassword, type TestPostgres } from '../../real/postgres-server.ts';
import { never, tools } from './restorer-fixture.ts';
import { startDump } from './source-fixture.ts';

describe('the globals of a PostgreSQL server', () => {
  let server: TestPostgres;
  before(async () => {
    server = await startPostgres();
    await server.psql(`CREATE ROLE seller LOGIN PASSWORD 'hunter2' CONNECTION LIMIT 3; CREATE ROLE team; GRANT team TO seller;
      ALTER ROLE seller SET work_mem = '7MB'`);
  });
  after(() => server[Symbol.asyncDispose]());

  const globalsOf = async (url: string, pgDumpall = join(server.bin, 'pg_dumpall')): Promise<string> => {
    const connection = connectionFromUrl(url);
    const { role, name, bytes } = await readGlobals({
      ...{ launcher: tools, clients: { pgDumpall, prefix: [] }, connection, encoding: 'UTF8', signal: never },
    });
    assert.deepEqual([role, name], ['globals', 'globals.sql']);
    return Buffer.from(bytes).toString();
  };

  it('are roles with attributes, memberships and settings, without passwords', async () => {
    const text = await globalsOf(server.url());
    for (const part of [
      /ALTER ROLE seller WITH .* LOGIN .* CONNECTION LIMIT 3;/,
      /GRANT team TO seller/,
      /work_mem TO '7MB'/,
    ])
      assert.match(text, part);
    assert.doesNotMatch(text, /PASSWORD|SCRAM|hunter2/);
    assert.ok(!text.includes(testPassword));
  });

  it('come through a database with any name, where there is no database postgres', async () => {
    await using bare = await startPostgres();
    for (const name of [`o'dd=n\\ame "q" 🐘`, 'postgresql://x']) await bare.createDatabase(name);
    await bare.psql('UPDATE pg_database SET datistemplate = false; DROP DATABASE postgres', 'postgresql://x');
    await bare.psql('DROP DATABASE template1', 'postgresql://x');
    for (const name of [`o'dd=n\\ame "q" 🐘`, 'postgresql://x'])
      assert.match(await globalsOf(bare.url(name)), /CREATE ROLE muster/);
  });

  it('may be read by an account that may read one table only', async () => {
    await server.createDatabase('shop');
    await server.psql('CREATE TABLE t (a int); CREATE ROLE poor LOGIN; GRANT SELECT ON t TO poor', 'shop');
    const text = await globalsOf(server.socketUrl('shop').replace('postgres@', 'poor@'));
    assert.match(text, /CREATE ROLE seller/);
    await using dump = await startDump(server.socketUrl('shop').replace('postgres@', 'poor@'));
    assert.equal(dump.companions[0]?.role, 'globals');
  });

  it('fail the backup at its start, by name, where a server hides its roles', async () => {
    await using hiding = await startPostgres();
    await hiding.psql('CREATE ROLE blind LOGIN; REVOKE SELECT ON pg_catalog.pg_auth_members FROM PUBLIC');
    const url = hiding.socketUrl().replace('postgres@', 'blind@');
    await assert.rejects(startDump(url), { code: 'source-denied', message: /may not read table pg_auth_members$/ });
    const left = `SELECT count(*) FROM pg_stat_activity WHERE usename = 'blind'`;
    while ((await hiding.psql(left)) !== '0');
  });

  it('fail where the tool ends early, badly, or not at all well', async (t) => {
    const scripts = [
      ['echo "CREATE ROLE half;"; exit 0', 'dump-incomplete'],
      ['echo "-- PostgreSQL database cluster dump complete"; exit 1', 'dump-failed'],
      ['kill -9 $$', 'dump-failed'],
    ] as const;
    for (const [script, code] of scripts)
      await assert.rejects(globalsOf(server.url(), await scriptFile(t, script)), { code }, script);
  });

  it('need a pg_dumpall of the version of the server, and the package is named where there is none', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'tools-'));
    t.after(() => rm(folder, { recursive: true }));
    for (const name of ['pg_dump', 'pg_restore', 'psql']) await symlink(join(server.bin, name), join(folder, name));
    const { findClients } = await import('../../../src/engines/postgres/clients.ts');
    const major = Number.parseInt(await server.psql('SHOW server_version'), 10);
    const search = { launcher: tools, client: `path:${folder}`, searchPath: '', major };
    await assert.rejects(findClients(search), {
      code: 'client-missing',
      message: /pg_dumpall/,
      hint: /postgresql-client-/,
    });
  });
});

async function scriptFile(t: TestContext, script: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'script-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'pg_dumpall');
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}
