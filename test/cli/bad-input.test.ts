import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { failureCodes } from '../../src/domain/failure-codes.ts';
import { startShell, type Shell, type ShellRun } from './shell.ts';

const phrase = 'open-sesame-4711';
const oneLine = /^muster: \S.* — \S.* \[([a-z-]+)\]\n$/;

describe('a wrong command line', () => {
  let shell: Shell;
  before(async () => {
    shell = await startShell();
  });
  after(() => shell[Symbol.asyncDispose]());

  /** Requires exit 2, one line, nothing on standard output, no secret, and that nothing was touched. */
  async function refused(args: readonly string[], env: Record<string, string>, code: string): Promise<string> {
    const run = await shell.muster(args, { env });
    assert.equal(run.status, 2, run.stderr);
    assert.equal(run.stdout, '');
    assert.equal(oneLine.exec(run.stderr)?.[1], code, run.stderr);
    assert.ok(!run.stderr.includes(phrase), 'a secret is printed');
    assert.deepEqual(await readdir(shell.storeFolder), []);
    assert.deepEqual(
      (await shell.leftovers()).filter((name) => !/^muster-\d+$/.test(name)),
      [],
    );
    return run.stderr;
  }

  const prune = ['prune', '--source', 'shop', '--store', 'file:///nowhere', '--keep-last', '3'];
  const backup = ['backup', '--source', 'shop', '--store', 'file:///nowhere'];
  const cases: readonly [
    what: string,
    args: readonly string[],
    code: string,
    says: RegExp,
    env?: Record<string, string>,
  ][] = [
    ['no action', [], 'action-unknown', /the first word has to be the name of an action/],
    ['an option before the action', ['--quiet', 'prune'], 'action-unknown', /first word/],
    ['an unknown action', ['prun'], 'action-unknown', /"prun".*did you mean "prune"\?/],
    ['an action that resembles none', ['xyzzy'], 'action-unknown', /"xyzzy" — "muster --help" lists them \[/],
    ['a secret in place of the action', [`postgresql://a:${phrase}@h/d`], 'action-unknown', /first word/],
    ['an unknown option', [...prune, '--keep-weekley', '1'], 'input-unknown', /did you mean "--keep-weekly"\?/],
    ['an unknown option with a value', [...prune, `--x=${phrase}`], 'input-unknown', /there is no option "--x"/],
    ['a word that belongs to no option', [...prune, phrase], 'input-unknown', /argument 7 behind the action/],
    ['a short option', [...prune, '-n'], 'input-unknown', /argument 7|neither true nor false/],
    ['an option without its value', ['prune', '--source', '--store', 'x'], 'input-missing', /"--source" has no value/],
    ['an option without its value at the end', ['prune', '--source'], 'input-missing', /"--source" has no value/],
    ['a value for an option that takes none', [...prune, '--json=yes'], 'input-invalid', /"--json" takes no value/],
    ['a file given twice', [...prune, '--summary', 'a', '--summary', 'b'], 'input-invalid', /more than once/],
    [
      'a missing input',
      ['prune', '--store', 'x'],
      'input-missing',
      /"--source" is missing — give it, set MUSTER_SOURCE, or write it into muster.yml/,
    ],
    [
      'a missing input that no file may give',
      ['restore', '--source', 'shop', '--store', 'file:///nowhere'],
      'input-missing',
      /"--confirm" is missing — give it, or set MUSTER_CONFIRM; --help/,
    ],
    ['an empty input', ['prune', '--source', ' ', '--store', 'x'], 'input-missing', /"--source" is missing/],
    ['a flag that is neither', [...prune, '--dry-run', 'maybe'], 'input-invalid', /neither true nor false: "maybe"/],
    ['a flag given twice', [...prune, '--dry-run', '--dry-run'], 'input-invalid', /neither true nor false/],
    ['one file for two things', [...prune, '--summary', 'a', '--report', 'a'], 'input-invalid', /name the same file/],
    [
      'a summary that cannot be written',
      [...prune, '--summary', '/nowhere/a.md'],
      'input-invalid',
      /the file of "--summary" cannot be written: ENOENT/,
    ],
    [
      'a report that cannot be written',
      [...prune, '--report', '/'],
      'input-invalid',
      /the file of "--report" cannot be written/,
    ],
    [
      'a passphrase as an argument',
      [...backup, '--passphrase', phrase],
      'secret-exposed',
      /put it in MUSTER_PASSPHRASE, or in a file and give --passphrase-file/,
    ],
    ['a password as an argument', [...backup, `--password=${phrase}`], 'secret-exposed', /MUSTER_PASSWORD/],
    [
      'a password in a URL',
      [...backup, '--url', `postgresql://a:${phrase}@h/d`],
      'secret-exposed',
      /the password in "--url".*MUSTER_URL/,
    ],
    [
      'a password among the parameters of a URL',
      [...backup, '--url', `postgresql://h/d?password=${phrase}`],
      'secret-exposed',
      /MUSTER_URL/,
    ],
    ['an identity as an argument', ['restore-verify', '--identity', phrase], 'secret-exposed', /MUSTER_IDENTITY/],
    [
      'a password in the URL of a sandbox',
      ['restore-verify', '--sandbox', `postgresql://a:${phrase}@h`],
      'secret-exposed',
      /MUSTER_SANDBOX/,
    ],
    [
      'a secret in a file that is not there',
      [...backup, '--passphrase-file', 'nowhere'],
      'input-invalid',
      /the file of --passphrase-file cannot be read: ENOENT/,
    ],
    [
      'a secret in a file that the environment names and that is not there',
      backup,
      'input-invalid',
      /MUSTER_PASSPHRASE_FILE cannot be read/,
      { MUSTER_PASSPHRASE_FILE: 'nowhere' },
    ],
    [
      'a secret in two places',
      backup,
      'input-invalid',
      /MUSTER_PASSPHRASE and MUSTER_PASSPHRASE_FILE exclude each other/,
      { MUSTER_PASSPHRASE: phrase, MUSTER_PASSPHRASE_FILE: 'x' },
    ],
    [
      'a file of something that is no secret',
      [...prune, '--source-file', 'x'],
      'input-unknown',
      /there is no option "--source-file"/,
    ],
    [
      'a misspelt variable',
      backup,
      'input-unknown',
      /MUSTER_PASPHRASE, which is no input.*did you mean MUSTER_PASSPHRASE\?/,
      { MUSTER_PASPHRASE: phrase },
    ],
    [
      'a store that is not there, with nothing listed',
      ['list', '--quiet', '--store', 'file:///nowhere'],
      'store-missing',
      /file:\/\/\/nowhere is no folder on this machine/,
    ],
    ['a wrong value from the environment', prune, 'input-invalid', /"dry-run"/, { MUSTER_DRY_RUN: 'maybe' }],
  ];
  for (const [what, args, code, says, env = {}] of cases)
    it(`is refused for ${what}`, async () => assert.match(await refused(args, env, code), says));

  it('is answered in one JSON object too, where that is asked for', async () => {
    const { status, stdout, stderr } = await shell.muster(['prune', '--stroe', 'x', '--json']);
    const { failure, ...rest } = JSON.parse(stdout) as { failure: { message: string } };
    assert.deepEqual(rest, { action: 'prune', status: 2, outputs: {}, report: null });
    assert.equal(failure.message, 'there is no option "--stroe"');
    assert.deepEqual(Object.keys(failure), ['code', 'message', 'hint']);
    assert.match(stderr, oneLine);
    assert.equal(status, 2);
  });

  it('is answered so too where it begins with that, or with a secret, which is not repeated', async () => {
    for (const args of [
      ['--json', 'list'],
      [`postgresql://a:${phrase}@h/d`, '--json'],
    ]) {
      const { status, stdout, stderr } = await shell.muster(args);
      const { action, failure } = JSON.parse(stdout) as { action: string; failure: { code: string } };
      assert.deepEqual([status, action, failure.code], [2, '', 'action-unknown']);
      assert.ok(!(stdout + stderr).includes(phrase), 'a secret is printed');
    }
  });

  it('shows on a screen what there is, where nothing was written behind the name', async () => {
    const { status, stdout, stderr } = await shell.musterOnScreen([]);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^Usage: muster .*\r\n {2}restore-verify .*first word.* \[action-unknown\]\r\n$/s);
  });

  it('is refused where the folder for temporary files is open to others, or no folder', async () => {
    await using other = await startShell();
    const own = join(other.tempFolder, `muster-${process.getuid?.() ?? ''}`);
    await mkdir(own);
    await chmod(own, 0o777);
    const open = await other.muster(prune);
    assert.match(open.stderr, /can be changed or read by others — find out who made it.* \[input-invalid\]/);
    await writeFile(join(other.tempFolder, 'file'), '');
    const none = await other.muster(prune, { env: { TMPDIR: join(other.tempFolder, 'file') } });
    assert.match(none.stderr, /the folder for temporary files cannot be made: .*TMPDIR.* \[input-invalid\]/);
    const missing = await other.muster(prune, { env: { TMPDIR: join(other.tempFolder, 'unmounted') } });
    assert.match(missing.stderr, /cannot be made: ENOENT.*TMPDIR name a folder that exists.* \[input-invalid\]/);
    assert.deepEqual([open.status, none.status, missing.status], [2, 2, 2]);
    assert.deepEqual((await readdir(other.tempFolder)).sort(), ['file', own.slice(other.tempFolder.length + 1)]);
  });

  it('is refused in a folder that was removed', async () => {
    const { status, stderr } = await shell.bash(`mkdir gone; cd gone; rmdir ../gone; muster ${prune.join(' ')}`);
    assert.equal(status, 2);
    assert.match(
      stderr,
      /^muster: the folder in which the command runs is not there any more — .* \[input-invalid\]\n$/m,
    );
  });

  it('is refused by a Node that is too old, before anything of the bundle is read', async () => {
    const pretend = `data:text/javascript,${encodeURIComponent(`Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.21.1' } });`)}`;
    const run: ShellRun = await shell.bash('muster --help', { env: { NODE_OPTIONS: `--import=${pretend}` } });
    assert.equal(run.status, 2);
    assert.equal(run.stdout, '');
    assert.match(
      run.stderr,
      /^muster: Node 24 or later is needed, and this is Node 22\.21\.1 — .* \[node-too-old\]\n$/,
    );
    assert.ok('node-too-old' in failureCodes);
  });
});

describe('the environment', () => {
  it('may hold what is no input, and the inputs of other actions', async () => {
    await using shell = await startShell();
    const env = {
      MUSTER_PARTS: 'packages',
      MUSTER_SANDBOX_URL: 'x',
      MUSTER_TARGET_URL: 'x',
      MUSTER_URL: 'postgresql://h/d',
      MUSTER_SOURCE: 'shop',
      MUSTER_STORE: shell.store,
      MUSTER_KEEP_LAST: '3',
      MUSTER_DRY_RUN: 'maybe',
    };
    const stored = await shell.muster(['encrypt-and-upload', '--command', 'echo x', '--encryption', 'none'], { env });
    assert.equal(stored.status, 0, stored.stderr);
    const run = await shell.muster(['prune', '--dry-run'], { env });
    assert.equal(run.status, 0, run.stderr); // the command line counts before it
    assert.match(run.stdout, /^kept +1$/m);
  });
});
