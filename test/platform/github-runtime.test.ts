import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';

const module = join(import.meta.dirname, '../../src/platform/github-runtime.ts');

/** Runs statements on a `runtime` in a process with that environment, and returns what it prints. */
function runIn(environment: Record<string, string>, statements: string): string {
  const script = `const { githubRuntime } = await import(${JSON.stringify(module)});
    const runtime = githubRuntime(); ${statements}`;
  const env = { PATH: '/usr/bin:/bin', ...environment };
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' });
}

async function emptyFile(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'runtime-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'file');
  await writeFile(path, '');
  return path;
}

describe('the runtime of a GitHub job', () => {
  it('knows which inputs were given, and leaves their text as it is', () => {
    const environment = { 'INPUT_KEEP-DAILY': '7', INPUT_STORE: '', INPUT_PASSPHRASE: ' a\nb ' };
    const given = runIn(environment, 'console.log(JSON.stringify(runtime.givenInputs().sort()))');
    assert.deepEqual(JSON.parse(given), ['keep-daily', 'passphrase']);
    const text = runIn(environment, 'console.log(JSON.stringify(runtime.input("passphrase")))');
    assert.equal(JSON.parse(text), ' a\nb ');
  });

  it("writes outputs and summary to the runner's files, and prints neither where there are none", async (t) => {
    const [outputs, summary] = [await emptyFile(t), await emptyFile(t)];
    const statements = `runtime.output('verdict', 'proven\\nfailed'); await runtime.summary('## page');`;
    runIn({ GITHUB_OUTPUT: outputs, GITHUB_STEP_SUMMARY: summary }, statements);
    assert.match(await readFile(outputs, 'utf8'), /^verdict<<(\S+)\nproven\nfailed\n\1\n$/);
    assert.match(await readFile(summary, 'utf8'), /^## page/);
    assert.equal(runIn({}, statements), '');
  });

  it('masks on a runner only: elsewhere that would print the secret', () => {
    const statements = `runtime.mask('hunter2'); runtime.mask('  ');`;
    assert.equal(runIn({ GITHUB_ACTIONS: 'true' }, statements), '::add-mask::hunter2\n');
    assert.equal(runIn({}, statements), '');
  });

  it('gives programs no input, token or credential', () => {
    const environment = {
      INPUT_URL: 'x',
      GITHUB_TOKEN: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
      HOME: '/h',
      RUNNER_TEMP: '/t',
    };
    const seen = runIn(environment, 'console.log(JSON.stringify(runtime.programEnvironment))');
    const expected = { PATH: '/usr/bin:/bin', HOME: '/h', LC_ALL: 'C.UTF-8', TZ: 'UTC', TMPDIR: '/t' };
    assert.deepEqual(JSON.parse(seen), expected);
  });

  it('says which run it is', () => {
    const environment = { GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '2', GITHUB_REPOSITORY: 'a/b' };
    const run = runIn(environment, 'console.log(JSON.stringify(runtime.run))');
    const url = 'https://github.com/a/b/actions/runs/7';
    assert.deepEqual(JSON.parse(run), { id: 'github-7-2', repository: 'a/b', url });
    assert.match(runIn({}, 'console.log(runtime.run.id)'), /^local-\d+\n$/);
  });
});
