import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../../scripts/steps/task.ts';

const runner = join(root, 'scripts/steps/run-tests.ts');

/** Runs test files of those texts in a process of its own, as a task does, and returns how it ended. */
async function runOf(texts: readonly string[], again = false): Promise<{ ok: boolean; output: string; count: string }> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-runner-'));
  const files = texts.map((_, at) => join(folder.path, `${at}.test.mjs`));
  const imports = `import { after, before, describe, it } from 'node:test'; import { existsSync, writeFileSync } from 'node:fs';\n`;
  for (const [at, file] of files.entries()) await writeFile(file, imports + (texts[at] ?? ''));
  const script = `import { runAndCount } from ${JSON.stringify(runner)};
    process.exitCode = (await runAndCount(${JSON.stringify(files)}, { again: ${again} })) ? 0 : 1;`;
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined, FOLDER: folder.path };
  await writeFile(join(folder.path, 'run.mjs'), script);
  const child = spawnSync(process.execPath, [join(folder.path, 'run.mjs')], { env, encoding: 'utf8' });
  return {
    ok: child.status === 0,
    output: child.stdout + child.stderr,
    count: child.stdout.trimEnd().split('\n').at(-1) ?? '',
  };
}

const good = `describe('a suite', () => { it('one', () => {}); it('two', () => {}); });`;
const unsteady = `it('is right the second time', () => {
  const file = process.env.FOLDER + '/seen';
  if (existsSync(file)) return;
  writeFileSync(file, '');
  throw new Error('the first time');
});`;

describe('a run of the tests', () => {
  it('passes where all pass, and counts tests alone', async () => {
    const { ok, count, output } = await runOf([good]);
    assert.deepEqual({ ok, count }, { ok: true, count: '2 passed, 0 failed' }, output);
  });

  const broken = {
    'a test that fails': `it('x', () => { throw new Error('no'); });`,
    'a test that is skipped': `it('x', { skip: true }, () => {});`,
    'a suite that is skipped': `describe('x', { skip: true }, () => { it('y', () => {}); });`,
    'a test that is still to do': `it('x', { todo: true }, () => { throw new Error('no'); });`,
    'a suite that fails while it is described': `describe('x', () => { throw new Error('no'); });`,
    'a suite that cannot begin': `describe('x', () => { before(() => { throw new Error('no'); }); it('y', () => {}); });`,
    'a suite that does not clean up': `describe('x', () => { after(() => { throw new Error('no'); }); it('y', () => {}); });`,
    'a file that does not clean up': `it('y', () => {}); after(() => { throw new Error('no'); });`,
    'a file without tests': ``,
    'a file that cannot be read': `it('x', ;`,
    'a file that ends early': `it('x', () => process.exit(3));`,
  };
  for (const [what, text] of Object.entries(broken))
    it(`fails for ${what}`, async () => {
      const { ok, output, count } = await runOf([good, text], true);
      assert.equal(ok, false, output);
      assert.match(count, /^[23] passed, [012] failed$/, output);
    });

  it('runs a file that failed once more where that is asked for, and tells of it', async () => {
    const once = await runOf([good, unsteady]);
    assert.deepEqual({ ok: once.ok, count: once.count }, { ok: false, count: '2 passed, 1 failed' }, once.output);
    const twice = await runOf([good, unsteady], true);
    assert.deepEqual({ ok: twice.ok, count: twice.count }, { ok: true, count: '3 passed, 0 failed' }, twice.output);
    assert.match(twice.output, /failing tests:[^]*the first time[^]*1\.test\.mjs/, twice.output);
  });

  it('runs none again where many files fail', async () => {
    const { ok, output, count } = await runOf(
      [good, unsteady, ...Array<string>(2).fill(broken['a test that fails'])],
      true,
    );
    assert.deepEqual({ ok, count }, { ok: false, count: '2 passed, 3 failed' }, output);
  });
});
