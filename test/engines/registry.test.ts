import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Secret } from '../../src/domain/secret.ts';
import { openRestorer, openSource } from '../../src/engines/registry.ts';
import { launcher } from '../../src/process/launcher.ts';

const tools = { launcher: launcher({}), client: 'auto', searchPath: '' };

describe('the engines', () => {
  it('are chosen by the scheme of the URL', async () => {
    for (const scheme of ['postgres', 'postgresql', 'POSTGRESQL']) {
      assert.equal((await openSource({ ...tools, url: new Secret(`${scheme}://h/d`) })).engine, 'postgres');
    }
    assert.equal((await openRestorer('postgres', tools)).engine, 'postgres');
  });

  it('refuse a URL of another kind, without showing it', async () => {
    for (const url of ['oracle://u:hunter2@h/d', 'constructor://hunter2', 'hunter2', '']) {
      await assert.rejects(openSource({ ...tools, url: new Secret(url) }), (error: Error & { code: string }) => {
        assert.equal(error.code, 'input-invalid');
        return !error.message.includes('hunter2');
      });
    }
  });

  it('refuse a backup of an engine that they do not know', async () => {
    await assert.rejects(openRestorer('oracle', tools), { code: 'manifest-invalid' });
  });
});
