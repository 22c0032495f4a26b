import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openSandboxes, parseSandboxChoice } from '../../src/sandboxes/registry.ts';
import { foreignServer, localOptions, need, psql, sandboxRoot } from './postgres-host.ts';
import { recordingLauncher } from './recording-launcher.ts';

const never = new AbortController().signal;
const path = { PATH: process.env['PATH'] ?? '' };

describe('the choice of sandboxes', () => {
  it('takes the programs of this machine by itself where there are', async () => {
    await using root = await sandboxRoot();
    const provider = await openSandboxes('auto', localOptions(root.path));
    await using sandbox = await provider.start(need, never);
    assert.match(sandbox.description, /private server from/);
  });

  it('takes docker by itself where the programs are missing', async () => {
    await using root = await sandboxRoot();
    const launcher = recordingLauncher(path, ({ args }) => ({
      file: 'echo',
      args: args[0] === 'exec' ? ['1 9.6.1'] : [],
    }));
    const provider = await openSandboxes('auto', { ...localOptions(root.path), launcher });
    const old = { server: { flavour: 'postgresql', version: '9.6.24' }, settings: {} };
    await using sandbox = await provider.start(old, never);
    assert.equal(sandbox.isolation, 'container');
  });

  it('names both remedies where there is neither', async () => {
    await using root = await sandboxRoot();
    const launcher = recordingLauncher(path, () => ({ file: 'false', args: [] }));
    const provider = await openSandboxes('auto', { ...localOptions(root.path), launcher });
    await assert.rejects(provider.start(need, never), {
      code: 'sandbox-unavailable',
      message: /not on this machine, and no docker engine answers/,
      hint: /install the package postgresql-\d+, .*docker/,
    });
  });

  it('takes the server that is given by URL', async () => {
    await using root = await sandboxRoot();
    await using server = await foreignServer(root.path);
    const provider = await openSandboxes(parseSandboxChoice(server.url), { ...localOptions(root.path), psql });
    await using sandbox = await provider.start(need, never);
    assert.match(sandbox.description, /in the given server/);
  });

  it('is refused in other words, which are not repeated since they may hold a password', () => {
    assert.throws(
      () => parseSandboxChoice('oracle://app:hidden@db'),
      (error: Error) => !error.message.includes('hidden'),
    );
    assert.equal(parseSandboxChoice(' local '), 'local');
    for (const scheme of ['postgres', 'postgresql', 'mysql', 'mariadb'])
      assert.equal(typeof parseSandboxChoice(`${scheme}://app@db`), 'object', scheme);
  });
});
