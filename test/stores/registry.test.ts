import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { it } from 'node:test';
import { join } from 'node:path';
import { Secret } from '../../src/domain/secret.ts';
import { openStore } from '../../src/stores/registry.ts';
import { failsWith, readAll } from '../contracts/store-probe.ts';
import { hastyClock } from '../real/hasty-clock.ts';
import { startS3Server } from '../real/s3-server.ts';

const never = new AbortController().signal;
const clock = hastyClock();

it('opens a folder by its URL', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'muster-registry-'));
  t.after(() => rm(folder, { recursive: true }));
  const store = await openStore(`file://${folder}`, { clock });
  await store.putIfAbsent('a', Buffer.from('x'), never);
  assert.equal((await readAll(store, 'a')).toString(), 'x');
  assert.equal(store.name, `file://${folder}`);
});

it('opens a bucket by its URL, with keys that are given', async () => {
  await using server = await startS3Server();
  const bucket = await server.createBucket();
  const url = `s3://${bucket}/team?endpoint=${server.endpoint}&region=${server.region}&path-style=true`;
  const { accessKeyId, secretAccessKey } = server;
  const s3Credentials = () => Promise.resolve({ accessKeyId, secretAccessKey: new Secret(secretAccessKey) });
  const store = await openStore(url, { clock, s3Credentials });
  await store.putIfAbsent('a', Buffer.from('x'), never);
  assert.equal((await readAll(store, 'a')).toString(), 'x');
  assert.equal(store.name, `s3://${bucket}/team`);
  const wider = await openStore(url.replace('/team?', '?'), { clock, s3Credentials });
  assert.equal((await readAll(wider, 'team/a')).toString(), 'x');
});

it('names the input that a wrong URL came from', async () => {
  await assert.rejects(openStore('ftp://host/x', { clock, label: 'to' }), (thrown) => {
    failsWith('input-invalid')(thrown);
    assert.match(String(thrown), /input "to"/);
    return true;
  });
});
