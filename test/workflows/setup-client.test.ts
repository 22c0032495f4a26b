import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { startAptArchive, type AptArchive } from '../real/apt-archive.ts';
import { startCaller, type Caller, type WorkflowRun } from './act-run.ts';

const workflow = `
on:
  workflow_dispatch:
    inputs:
      server: { required: true }
permissions: {}
jobs:
  setup:
    runs-on: ubuntu-24.04
    steps:
      - uses: muster-backup/muster/actions/setup-client@v0
        with:
          server: \${{ inputs.server }}
`;

const folder = 'usr/lib/postgresql/41/bin';
const program = (name: string): [string, string] => [
  `${folder}/${name}`,
  `#!/bin/sh\necho "${name} (PostgreSQL) 41.2"\n`,
];
const both = ['postgresql-41_17.2-1_all.deb', 'postgresql-client-41_17.2-1_all.deb'];

describe('setup-client', () => {
  const ends = new AsyncDisposableStack();
  let archive: AptArchive, caller: Caller;

  before(async () => {
    archive = ends.use(
      await startAptArchive({
        'postgresql-41': Object.fromEntries([program('postgres'), program('initdb')]),
        'postgresql-client-41': Object.fromEntries([program('psql'), program('pg_dump'), program('pg_restore')]),
        'mariadb-server': {},
        'mariadb-client': {},
      }),
    );
    const searchPath = [archive.bin, join(archive.root, folder)];
    caller = ends.use(await startCaller({ files: { 'setup.yml': workflow }, searchPath }));
  });
  after(() => ends.disposeAsync());

  /** A run on a machine that has nothing, and the packages that it fetched. */
  async function onNewMachine(
    server = 'postgresql 41',
  ): Promise<WorkflowRun & { readonly fetched: readonly string[] }> {
    await archive.forget();
    const before = archive.fetched.length;
    const run = await caller.run('setup.yml', { inputs: { server } });
    return { ...run, fetched: archive.fetched.slice(before).sort() };
  }

  it('fetches the packages once, and later takes them from the cache', async () => {
    const first = await onNewMachine();
    assert.ok(first.green, first.log);
    assert.deepEqual(first.fetched, both);
    assert.equal(first.outputs['setup.from-cache'], 'false');
    const second = await onNewMachine();
    assert.ok(second.green, second.log);
    assert.deepEqual(second.fetched, []);
    assert.equal(second.outputs['setup.from-cache'], 'true');
  });

  it('leaves a machine as it is that has the server already', async () => {
    const run = await caller.run('setup.yml', { inputs: { server: 'postgresql 41' } });
    assert.ok(run.green, run.log);
    assert.match(run.log, /postgresql 41 is here already/);
    assert.equal(run.outputs['setup.from-cache'], undefined);
  });

  it('notices a cache entry that holds something else, fetches what is wrong, and replaces the entry', async () => {
    await changeEntries(caller.cacheFolder, (entry) => {
      const archived = zstdDecompressSync(entry);
      const place = archived.indexOf('!<arch>') + 200; // in the first package of the entry
      archived[place] = (archived[place] ?? 0) ^ 1;
      return zstdCompressSync(archived);
    });
    const run = await onNewMachine();
    assert.ok(run.green, run.log);
    assert.equal(run.fetched.length, 1, 'only what was wrong');
    assert.equal(run.outputs['setup.from-cache'], 'false');
    assert.match(run.log, /the cache held packages that are not what apt says/);
    const next = await onNewMachine();
    assert.deepEqual([next.outputs['setup.from-cache'], next.fetched], ['true', []]);
  });

  it('goes on without a cache entry that cannot be read', async () => {
    await changeEntries(caller.cacheFolder, (entry) => entry.fill(0));
    const run = await onNewMachine();
    assert.ok(run.green, run.log);
    assert.deepEqual(run.fetched, both);
  });

  it('stops where apt has another series, and says what to do', async () => {
    const { green, errors } = await onNewMachine('mariadb 11.8');
    assert.ok(!green);
    assert.match(
      errors.join('\n'),
      /^apt offers no mariadb-server 11\.8, but 17\.2 — .*sandbox: docker.* \[client-missing\]$/m,
    );
  });
});

/** Writes every entry of the runner's cache service anew. */
async function changeEntries(folder: string, change: (entry: Buffer) => Buffer): Promise<void> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && !entry.name.endsWith('.db'),
  );
  assert.ok(files.length > 0, 'there is no entry');
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    await writeFile(path, change(await readFile(path)));
  }
}
