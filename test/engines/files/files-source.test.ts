import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { Failure } from '../../../src/domain/failure.ts';
import { filesSource } from '../../../src/engines/files/files-source.ts';
import { systemClock } from '../../../src/platform/system-clock.ts';
import type { Source } from '../../../src/ports/engine.ts';
import { launcher } from '../../../src/process/launcher.ts';
import { collect } from '../../contracts/byte-streams.ts';
import { afterFirst, sourceContract, startDump } from '../../contracts/source-contract.ts';

const tools = launcher({ PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' });

function sourceOf(workFolder: string, paths: readonly string[], starter = tools): Source {
  return filesSource({ launcher: starter, clock: systemClock, workFolder, paths });
}

async function archive(workFolder: string, paths: readonly string[]): Promise<Buffer> {
  await using dump = await startDump(sourceOf(workFolder, paths), 'files');
  return await collect(dump.bytes());
}

/** Names in an archive, in its order. */
function namesIn(bytes: Buffer): string[] {
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' };
  const args = ['--list', '--file=-', '--quoting-style=c'];
  const listing = execFileSync('tar', args, { input: bytes, encoding: 'utf8', env });
  return listing
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as string);
}

/** A folder with those files; a name that ends with a slash is a folder. */
async function folderWith(t: TestContext, names: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'files-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const name of names) {
    await mkdir(join(folder, name, name.endsWith('/') ? '' : '..'), { recursive: true });
    if (!name.endsWith('/')) await writeFile(join(folder, name), `content of ${name}`);
  }
  return folder;
}

sourceContract('files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'files-'));
  await writeFile(join(folder, 'small'), 'a few bytes');
  await writeFile(join(folder, 'large'), Buffer.alloc(20_000_000, 'row '));
  return {
    kind: 'files',
    tool: 'tar',
    small: sourceOf(folder, ['small']),
    large: sourceOf(folder, ['large']),
    failing: sourceOf(folder, ['large', 'zzz-not-there']),
    secrets: ['row '],
    isWhole: (bytes) => Promise.resolve(namesIn(bytes).join() === 'small' && bytes.includes('a few bytes')),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
});

describe('files as a source', () => {
  it('are found by signs for more than one name, with all that lies in folders, each of them once', async (t) => {
    const folder = await folderWith(t, ['a.log', 'b.log', 'c.txt', 'deep/one/x.log', 'deep/.hidden.log']);
    assert.deepEqual(namesIn(await archive(folder, ['*.log'])), ['a.log', 'b.log']);
    assert.deepEqual(namesIn(await archive(folder, ['?.log', 'a.*'])), ['a.log', 'b.log']);
    assert.deepEqual(namesIn(await archive(folder, ['**/x.log'])), ['deep/one/x.log']);
    const all = ['deep/', 'deep/.hidden.log', 'deep/one/', 'deep/one/x.log'];
    assert.deepEqual(namesIn(await archive(folder, ['deep'])), all);
    assert.deepEqual(namesIn(await archive(folder, ['deep/**'])), all);
  });

  it('keep what lies behind a link that is named as well', async (t) => {
    const folder = await folderWith(t, ['data/x']);
    await symlink('data', join(folder, 'current'));
    assert.deepEqual(namesIn(await archive(folder, ['current', 'current/x'])), ['current', 'current/x']);
  });

  it('may have any name: spaces, quotes, newlines, signs of the shell, emoji, a dash in front', async (t) => {
    const names = ['-rf', '--checkpoint-action=exec=sh', 'a b', `it's "q"`, 'two\nlines', '$(id)', 'back\\slash', '🦊'];
    const folder = await folderWith(t, names);
    const bytes = await archive(folder, names);
    assert.deepEqual(namesIn(bytes).sort(), names.toSorted());
    for (const name of names) assert.ok(bytes.includes(`content of ${name}`));
  });

  it('may have signs in their names that stand for others elsewhere', async (t) => {
    const folder = await folderWith(t, ['report[1].pdf', 'report1.pdf', 'what?.txt', '{a,b}.txt']);
    assert.deepEqual(namesIn(await archive(folder, ['report[1].pdf'])), ['report[1].pdf']);
    assert.deepEqual(namesIn(await archive(folder, ['what?.txt'])), ['what?.txt']);
    assert.deepEqual(namesIn(await archive(folder, ['{a,b}.txt'])), ['{a,b}.txt']);
  });

  it('say which path is not there, and fail, whatever else is', async (t) => {
    const folder = await folderWith(t, ['here']);
    await assert.rejects(archive(folder, ['here', 'gone']), { code: 'dump-failed', message: /gone.*No such file/ });
    await assert.rejects(archive(folder, [join(folder, 'here'), join(folder, 'gone')]), {
      code: 'dump-failed',
      message: /gone.*No such file/,
    });
    await assert.rejects(archive(folder, ['here', '*.sql']), { code: 'source-missing', message: /"\*\.sql"/ });
  });

  it('say with one line which name it was, also one of two lines', async (t) => {
    const folder = await folderWith(t, []);
    await assert.rejects(archive(folder, ['two\nlines']), (thrown) => {
      assert.ok(thrown instanceof Failure);
      assert.match(thrown.message, /two\\nlines: Cannot stat/);
      return true;
    });
  });

  it('fail where one cannot be read', async (t) => {
    const folder = await folderWith(t, ['open', 'closed']);
    execFileSync('chmod', ['0', join(folder, 'closed')]);
    execFileSync('chmod', ['755', folder]);
    const reduced = process.getuid?.() === 0 ? withoutPrivileges() : tools;
    await using dump = await startDump(sourceOf(folder, ['open', 'closed'], reduced), 'files');
    await assert.rejects(collect(dump.bytes()), { code: 'dump-failed', message: /closed.*Permission denied/ });
  });

  it('fail where one grows while it is read', async (t) => {
    const folder = await folderWith(t, []);
    const path = join(folder, 'growing');
    await writeFile(path, Buffer.alloc(20_000_000));
    await using dump = await startDump(sourceOf(folder, ['growing']), 'files');
    const reading = collect(afterFirst(dump.bytes(), () => appendFileSync(path, 'more')));
    await assert.rejects(reading, { code: 'dump-failed', message: /growing: file changed as we read it/ });
  });

  it('fail where one goes away while others are read', async (t) => {
    const folder = await folderWith(t, ['z-last']);
    await writeFile(join(folder, 'a-first'), Buffer.alloc(20_000_000));
    await using dump = await startDump(sourceOf(folder, ['a-first', 'z-last']), 'files');
    const gone = (): void => void execFileSync('rm', [join(folder, 'z-last')]);
    await assert.rejects(collect(afterFirst(dump.bytes(), gone)), { code: 'dump-failed', message: /z-last/ });
  });
});

/** Programs started by root may read everything; these may not. */
function withoutPrivileges(): typeof tools {
  const prefix = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
  return {
    start: (command, signal) => tools.start({ ...command, prefix }, signal),
    capture: (command, options) => tools.capture({ ...command, prefix }, options),
  };
}
