import assert from 'node:assert/strict';
import { access, readdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Sandbox, SandboxNeed, SandboxProvider } from '../../src/ports/sandbox.ts';

/** One provider to be tested, with what the suite cannot know about it. */
export interface SandboxUnderTest extends AsyncDisposable {
  readonly provider: SandboxProvider;
  readonly need: SandboxNeed;
  /** The product's names, for people and in manifests. */
  readonly product: string;
  readonly flavour: string;
  /** Version that the source's version must share its first number with. */
  readonly major: string;
  /** Gives the server's version, of numbers only. */
  readonly versionQuery: string;
  /** Gives the number of tables in the database. */
  readonly tablesQuery: string;
  /** Statements that create what a dump may hold, the last of which gives 7. */
  readonly definitions: string;
  /** Has something that runs in the server connect to a port of this machine, and waits until that has failed. */
  callOut(url: string, port: number): Promise<void>;
  /** Runs SQL in the database of the URL and returns its output; fails where the server refuses it. */
  sql(url: string, statement: string): Promise<string>;
  /** Runs a bash command on this machine. */
  shell(command: string): Promise<unknown>;
  /** Everything that exists because of sandboxes now: folders, containers, databases. */
  traces(): Promise<readonly string[]>;
}

/** What every provider of sandboxes has to do. */
export function sandboxContract(name: string, open: () => Promise<SandboxUnderTest>): void {
  describe(`sandboxes: ${name}`, () => {
    let tested: SandboxUnderTest;
    before(async () => void (tested = await open()));
    after(() => tested[Symbol.asyncDispose]());
    const start = (): Promise<Sandbox> => tested.provider.start(tested.need, new AbortController().signal);

    it('answers queries in the major version of the source', async () => {
      await using sandbox = await start();
      assert.equal(sandbox.version.split('.')[0], tested.major);
      assert.equal(await tested.sql(sandbox.url, tested.versionQuery), /^[\d.]+/.exec(sandbox.version)?.[0]);
      assert.ok(sandbox.description.startsWith(`${tested.product} ${sandbox.version}, `), sandbox.description);
    });

    it('starts empty, and lets the account create what a dump holds', async () => {
      await using sandbox = await start();
      assert.equal(await tested.sql(sandbox.url, tested.tablesQuery), '0');
      assert.equal(await tested.sql(sandbox.url, tested.definitions), '7');
    });

    it('has a scratch folder that is empty, writable, private, and goes with the sandbox', async () => {
      const sandbox = await start();
      try {
        assert.deepEqual(await readdir(sandbox.scratch), []);
        await writeFile(join(sandbox.scratch, 'rows'), 'secret');
      } finally {
        await sandbox[Symbol.asyncDispose]();
      }
      await assert.rejects(access(sandbox.scratch), { code: 'ENOENT' });
    });

    it('leaves nothing behind, and may be disposed of twice', async () => {
      const before = await tested.traces();
      const sandbox = await start();
      assert.notDeepEqual(await tested.traces(), before);
      await Promise.all([sandbox[Symbol.asyncDispose](), sandbox[Symbol.asyncDispose]()]);
      await sandbox[Symbol.asyncDispose]();
      assert.deepEqual(await tested.traces(), before);
      await assert.rejects(tested.sql(sandbox.url, 'SELECT 1'));
    });

    it('keeps two sandboxes apart that run at once', async () => {
      await using stack = new AsyncDisposableStack();
      const [one, two] = await Promise.all([start(), start()]);
      stack.use(one);
      stack.use(two);
      assert.notEqual(one.url, two.url);
      assert.notEqual(one.scratch, two.scratch);
      await tested.sql(one.url, 'CREATE TABLE mine AS SELECT 1 AS n');
      await assert.rejects(tested.sql(two.url, 'SELECT n FROM mine'));
      await two[Symbol.asyncDispose]();
      assert.equal(await tested.sql(one.url, 'SELECT n FROM mine'), '1');
    });

    it('lets nothing that runs in the server reach the host by network, where it says so', async () => {
      await using host = await listener();
      await using sandbox = await start();
      if (sandbox.isolation === 'none') return;
      const program = `exec 3<>/dev/tcp/127.0.0.1/${host.port}`;
      await tested.shell(program);
      assert.equal(host.connections(), 1, 'the program connects where nothing holds it back');
      await tested.callOut(sandbox.url, host.port);
      assert.equal(host.connections(), 1);
    });

    it('cleans up when it is told to stop while it is starting', async () => {
      const before = await tested.traces();
      const stop = new AbortController();
      const starting = tested.provider.start(tested.need, stop.signal);
      starting.catch(() => undefined);
      while ((await tested.traces()).length === before.length) await new Promise(setImmediate);
      stop.abort(new Error('enough'));
      await assert.rejects(starting, /enough/);
      assert.deepEqual(await tested.traces(), before);
    });

    it('refuses a major version that it does not have, and says which', async () => {
      const need = { ...tested.need, server: { flavour: tested.flavour, version: '3.1' } };
      await assert.rejects(tested.provider.start(need, new AbortController().signal), (error: Error) => {
        assert.equal((error as { code?: unknown }).code, 'sandbox-unavailable');
        assert.match(error.message, new RegExp(`${tested.product} 3\\b`));
        return true;
      });
    });

    it('sweeps nothing that is in use', async () => {
      await using sandbox = await start();
      assert.equal(await tested.provider.sweep(), 0);
      assert.equal(await tested.sql(sandbox.url, 'SELECT 1'), '1');
    });
  });
}

interface Listener extends AsyncDisposable {
  readonly port: number;
  connections(): number;
}

async function listener(): Promise<Listener> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
