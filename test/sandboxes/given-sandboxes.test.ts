import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { Secret } from '../../src/domain/secret.ts';
import { commandEnvironmentFor as environmentFor } from '../../src/engines/registry.ts';
import { givenSandboxes } from '../../src/sandboxes/given/given-sandboxes.ts';
import { sandboxContract } from '../contracts/sandbox-contract.ts';
import {
  clock,
  foreignServer,
  major,
  need,
  postgresDialect,
  psql,
  sandboxRoot,
  shell,
  sql,
  tools,
} from './postgres-host.ts';
import { recordingLauncher } from './recording-launcher.ts';

const databases = "SELECT datname FROM pg_database WHERE datname LIKE 'muster%'";
const never = new AbortController().signal;

sandboxContract('database in a given server', async () => {
  const root = await sandboxRoot();
  const server = await foreignServer(root.path);
  const folders = async (): Promise<readonly string[]> =>
    (await readdir(root.path)).filter((name) => name.startsWith('muster-given-'));
  return {
    provider: givenSandboxes({
      launcher: tools,
      clock,
      url: new Secret(server.url),
      root: root.path,
      runId: 'test',
      psql,
      environmentFor,
    }),
    ...postgresDialect,
    need,
    major,
    sql,
    shell,
    traces: async () => [...(await folders()), ...(await sql(server.url, databases)).split('\n')],
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await root[Symbol.asyncDispose]();
    },
  };
});

describe('sandboxes in a given server', () => {
  it('give the password to psql by its environment and to nobody by argument', async () => {
    await using root = await sandboxRoot();
    await using server = await foreignServer(root.path);
    const launcher = recordingLauncher({ PATH: process.env['PATH'] ?? '' });
    const url = new URL(server.url);
    url.searchParams.set('password', 'p%s w"rd');
    const provider = givenSandboxes({
      launcher,
      clock,
      url: new Secret(url.href.replaceAll('+', '%20')),
      root: root.path,
      runId: 'test',
      psql,
      environmentFor,
    });
    await using sandbox = await provider.start(need, never);
    assert.equal(new URL(sandbox.url).searchParams.get('password'), 'p%s w"rd');
    assert.ok(launcher.commands.length > 0);
    for (const { args, env } of launcher.commands) {
      assert.doesNotMatch(decodeURIComponent(args.join(' ').replaceAll('+', ' ')), /w"rd/);
      assert.equal(env?.['PGPASSWORD'], 'p%s w"rd');
    }
  });

  it('end the sessions of the copy when they are dropped', async () => {
    await using root = await sandboxRoot();
    await using server = await foreignServer(root.path);
    const provider = givenSandboxes({
      launcher: tools,
      clock,
      url: new Secret(server.url),
      root: root.path,
      runId: 'test',
      psql,
      environmentFor,
    });
    const sandbox = await provider.start(need, never);
    await using session = tools.start({
      file: psql,
      args: ['-XAtqc', 'SELECT 1; SELECT pg_sleep(1000)', '-d', sandbox.url],
    });
    const others = `SELECT count(*) FROM pg_stat_activity WHERE datname LIKE 'muster%' AND query LIKE '%pg_sleep(1000)%'`;
    while ((await sql(server.url, others)) !== '1') await clock.sleep(0.02);
    await sandbox[Symbol.asyncDispose]();
    assert.equal(await sql(server.url, databases), '');
    await assert.rejects(session.done);
  });

  it('are not of another product than the backup, whichever clients are there', async () => {
    await using root = await sandboxRoot();
    const url = new Secret('mysql://app:hidden@localhost');
    const provider = givenSandboxes({ launcher: tools, clock, url, root: root.path, runId: 'test', environmentFor });
    await assert.rejects(provider.start(need, never), /is MySQL or MariaDB, the backup is of PostgreSQL$/);
    assert.deepEqual(await readdir(root.path), []);
  });

  it('say what the server says where it refuses, and never the password', async () => {
    await using root = await sandboxRoot();
    const url = new Secret(`postgresql://app:hidden@localhost/postgres?host=${root.path}`);
    const provider = givenSandboxes({
      launcher: tools,
      clock,
      url,
      root: root.path,
      runId: 'test',
      psql,
      environmentFor,
    });
    await assert.rejects(provider.start(need, never), (error: Error) => {
      assert.equal((error as { code?: unknown }).code, 'sandbox-unavailable');
      assert.match(error.message, /No such file or directory|accepting connections/);
      assert.doesNotMatch(error.message, /hidden/);
      return true;
    });
    assert.deepEqual(await readdir(root.path), []);
  });
});
