import assert from 'node:assert/strict';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { projectFolder } from '../real/action-run.ts';
import { startShell, type Shell, type ShellRun } from './shell.ts';

/** A port where nobody listens: whatever would be downloaded fails. */
const registry = 'http://127.0.0.1:1/';

describe('the packed tarball', () => {
  let shell: Shell;
  let tarball: string;
  let packed: readonly string[];
  const env = (): Record<string, string> => ({
    npm_config_registry: registry,
    npm_config_cache: join(shell.tempFolder, 'npm-cache'),
    npm_config_update_notifier: 'false',
  });
  before(async () => {
    shell = await startShell();
    const pack = `cd '${projectFolder}' && npm pack --json --ignore-scripts --pack-destination '${shell.workFolder}'`;
    const run = await shell.bash(pack, { env: env() });
    assert.equal(run.status, 0, run.stderr);
    // npm 12 gives an object by name, earlier ones a list
    const answer = Object.values(
      JSON.parse(run.stdout) as Record<string, { filename: string; files: { path: string }[] }>,
    );
    tarball = join(shell.workFolder, answer[0]?.filename ?? '');
    packed = answer[0]?.files.map(({ path }) => path) ?? [];
  });
  after(() => shell[Symbol.asyncDispose]());

  /** Runs `muster` by npx in a folder where nothing is, with a cache where nothing is. */
  async function npx(...args: string[]): Promise<ShellRun> {
    const clean = join(shell.workFolder, 'clean');
    await mkdir(clean, { recursive: true });
    const words = ['--yes', '--package', tarball, 'muster', ...args].map((word) => `'${word}'`);
    return await shell.bash(`cd '${clean}' && npx ${words.join(' ')}`, { env: env() });
  }

  it('has what runs, and nothing else', async () => {
    const tops = new Set(packed.map((path) => path.split('/')[0]));
    assert.deepEqual([...tops].sort(), ['LICENSE', 'README.md', 'actions', 'bin', 'dist', 'package.json']);
    const bundle = (await readdir(join(projectFolder, 'dist'))).filter((name) => !packed.includes(`dist/${name}`));
    assert.deepEqual(bundle, []);
  });

  it('runs by npx without a registry, and works', async () => {
    const help = await npx('--help');
    assert.equal(help.status, 0, help.stderr);
    assert.match(help.stdout, /^ {2}restore-verify /m);
    const writing = ['--source', 'shop', '--store', shell.store, '--recipients', ageKey().recipient];
    const stored = await npx('encrypt-and-upload', ...writing, '--command', 'echo data', '--json');
    assert.equal(stored.status, 0, stored.stderr);
    assert.equal((JSON.parse(stored.stdout) as { status: number }).status, 0);
    const bucket = `s3://bucket?endpoint=${registry}&region=us-east-1`; // the client for S3 is loaded from the bundle too
    const list = await npx('list', '--source', 'shop', '--store', bucket);
    assert.match(list.stderr, /\[store-(?:unreachable|denied)\]\n/);
  });

  it('asks for nothing that is not in it', async () => {
    const { dependencies, bin } = JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8')) as Record<
      string,
      object
    >;
    assert.equal(dependencies, undefined);
    assert.deepEqual(bin, { muster: 'bin/muster.js' });
  });
});
