import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../src/ports/clock.ts';
import type { Sandbox, SandboxNeed } from '../../src/ports/sandbox.ts';
import { launcher, type Launcher } from '../../src/process/launcher.ts';
import { commandEnvironmentFor } from '../../src/engines/registry.ts';
import type { SandboxOptions } from '../../src/sandboxes/registry.ts';
import { localSandboxes } from '../../src/sandboxes/local/local-sandboxes.ts';
import { postgresBin } from '../../scripts/parts/locate.ts';

/** The PostgreSQL programs that the tests of sandboxes use. */
export const bin = postgresBin();
export const major = /(\d+)\/bin$/.exec(bin)?.[1] ?? '';
export const psql = join(bin, 'psql');

/** What a backup of that version needs. */
export const need: SandboxNeed = {
  server: { flavour: 'postgresql', version: `${major}.1` },
  settings: { encoding: 'UTF8', collate: 'C', ctype: 'C' },
};

/** Starts programs with the search path of this test run and nothing else. */
export const tools: Launcher = launcher({ PATH: process.env['PATH'] ?? '' });

/** The real time. */
export const clock: Clock = {
  now: () => new Date(),
  monotonicSeconds: () => performance.now() / 1000,
  sleep: (seconds, signal) => setTimeout(seconds * 1000, undefined, signal === undefined ? {} : { signal }),
  random: () => Math.random(),
};

/** The words of the contract suite for PostgreSQL. */
export const postgresDialect = {
  product: 'PostgreSQL',
  flavour: 'postgresql',
  versionQuery: `SELECT substring(current_setting('server_version') FROM '^[0-9.]+')`,
  tablesQuery: `SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace`,
  definitions: 'CREATE SCHEMA shop; CREATE TABLE shop.orders AS SELECT 7 AS id; SELECT id FROM shop.orders',
  callOut: async (url: string, port: number): Promise<void> => {
    const program = `exec 3<>/dev/tcp/127.0.0.1/${port}`;
    await assert.rejects(sql(url, `COPY (SELECT 1) TO PROGRAM $$bash -c '${program}'$$`));
  },
} as const;

/** Runs SQL and returns what psql prints. */
export async function sql(url: string, statement: string): Promise<string> {
  const args = ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', statement];
  return (await tools.capture({ file: psql, args })).trim();
}

/** Runs a bash command. */
export async function shell(command: string): Promise<string> {
  return tools.capture({ file: 'bash', args: ['--norc', '-c', command] });
}

/** A folder for sandboxes that every account can pass through, removed at the end. */
export async function sandboxRoot(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'box-'));
  await chmod(path, 0o711);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** What private servers below that folder need in the tests. */
export function localOptions(root: string): SandboxOptions {
  const memoryBytes = 256 * 2 ** 20;
  const environmentFor = commandEnvironmentFor;
  return {
    launcher: tools,
    clock,
    root,
    runId: 'test',
    extraFolders: [bin],
    pathFolders: [],
    memoryBytes,
    environmentFor,
  };
}

/** A server that someone else runs, as the tests see it. */
export async function foreignServer(root: string): Promise<Sandbox> {
  return localSandboxes(localOptions(root)).start(need, new AbortController().signal);
}
