import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { startPostgres, type TestPostgres } from '../real/postgres-server.ts';
import { descendantsOf, read } from '../real/process-tree.ts';
import { startShell, type Shell, type ShellRun } from './shell.ts';

const password = `n0t:4@you/#%+ "x'y`;
const phrase = `open "sesame" & 100% +more'`;

/** What `--json` prints. */
interface Answer {
  readonly action: string;
  readonly status: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly failure: { readonly code: string; readonly message: string; readonly hint: string } | null;
  readonly report: unknown;
}

describe('the actions on the command line', () => {
  let postgres: TestPostgres;
  const age = ageKey();
  before(async () => {
    postgres = await startPostgres();
    await postgres.psql(`CREATE ROLE keeper SUPERUSER LOGIN PASSWORD '${password.replaceAll("'", "''")}'`);
    await postgres.createDatabase('shop');
    await postgres.psql(
      `CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);
       INSERT INTO customers SELECT n, 'customer ' || n FROM generate_series(1, 500) n;`,
      'shop',
    );
  });
  after(() => postgres[Symbol.asyncDispose]());

  const url = (database = 'shop'): string =>
    `postgresql://keeper:${encodeURIComponent(password)}@127.0.0.1:${postgres.port}/${database}`;
  const sealing = ['--source', 'shop', '--recipients', age.recipient];

  function answerOf(run: ShellRun): Answer {
    const answer = JSON.parse(run.stdout) as Answer;
    assert.equal(answer.status, run.status, run.stderr);
    return answer;
  }

  /** Takes a backup and returns its id. */
  async function backUp(shell: Shell): Promise<string> {
    const run = await shell.muster(['backup', ...sealing, '--store', shell.store, '--json'], {
      env: { MUSTER_URL: url() },
    });
    assert.equal(run.status, 0, run.stderr);
    return answerOf(run).outputs['backup-id'] ?? '';
  }

  it('take, list, prove and prune backups, and print what came of it', async () => {
    await using shell = await startShell();
    const env = { MUSTER_URL: url(), MUSTER_SOURCE: 'shop', MUSTER_STORE: shell.store, MUSTER_IDENTITY: age.identity };
    const backup = await shell.muster(['backup', '--recipients', age.recipient, '--summary', 'page.md'], { env });
    assert.equal(backup.status, 0, backup.stderr);
    const id = /^backup-id +(\S+)$/m.exec(backup.stdout)?.[1] ?? '';
    assert.match(backup.stdout, /^bytes +\d+$/m);
    assert.ok(!backup.stdout.includes(shell.tempFolder), 'it names a file that nobody would remove');
    assert.match(await readFile(join(shell.workFolder, 'page.md'), 'utf8'), /^## ✅ shop is backed up/);

    const list = await shell.muster(['list'], { env });
    assert.equal(list.status, 0, list.stderr);
    assert.match(list.stdout, new RegExp(id));

    const drill = await shell.muster(['restore-verify', '--backup', id, '--rto-target', '10m'], { env });
    assert.equal(drill.status, 0, drill.stderr);
    assert.match(drill.stdout, /^verdict +proven$/m);
    const compared = /^backup \S+: proven \(compared 1 table, 500 rows, \d+ objects\), RTO \S.*, RPO \S.*$/m;
    assert.match(drill.stdout, compared);
    assert.match(drill.stderr, /^restore …$/m);

    const [, second] = [await backUp(shell), await backUp(shell)];
    const proof = await shell.muster(['restore-verify', '--backup', second], { env });
    assert.equal(proof.status, 0, proof.stderr);
    const dry = await shell.muster(['prune', '--keep-last', '1', '--dry-run'], { env });
    assert.match(dry.stdout, /dry run: nothing is removed/);
    assert.match(dry.stdout, /^removed +0$/m);
    const pruned = await shell.muster(['prune', '--keep-last', '1'], { env });
    assert.match(pruned.stdout, /^removed +2$/m);
    assert.equal((await shell.muster(['list'], { env })).stdout.includes(id), false);
    assert.deepEqual(await onlyFolders(shell), []);
  });

  it('give programs one JSON object, with the report in it and in the file that was asked for', async () => {
    await using shell = await startShell();
    const env = { MUSTER_URL: url() };
    const args = ['backup', ...sealing, '--store', shell.store, '--json', '--report=report.json'];
    const run = await shell.muster(args, { env });
    const { action, status, outputs, failure, report } = answerOf(run);
    assert.deepEqual({ action, status, failure }, { action: 'backup', status: 0, failure: null });
    assert.equal(outputs['report'], 'report.json');
    assert.deepEqual(JSON.parse(await readFile(join(shell.workFolder, 'report.json'), 'utf8')), report);
    assert.equal((report as { manifest: { id: string } }).manifest.id, outputs['backup-id']);
    assert.match(run.stderr, /^dump …$/m);

    const drill = ['restore-verify', '--source', 'shop', '--store', shell.store, '--json', '--identity-file', 'key'];
    await writeFile(join(shell.workFolder, 'key'), `${age.identity}\n`);
    const proven = answerOf(await shell.muster(drill));
    assert.deepEqual([proven.outputs['verdict'], 'report' in proven.outputs], ['proven', false]);
    assert.equal((proven.report as { verdict: string }).verdict, 'proven');

    const failed = answerOf(await shell.muster([...drill, '--smoke-test', 'exit 3']));
    assert.deepEqual(
      [failed.status, failed.failure?.code, failed.outputs['verdict']],
      [1, 'verification-failed', 'failed'],
    );
    const unsure = answerOf(await shell.muster([...drill, '--client', 'path:/nowhere']));
    assert.deepEqual([unsure.status, unsure.failure?.code], [3, 'could-not-tell']);
    assert.deepEqual(await onlyFolders(shell), []);
  });

  it('restore the whole database into another one, where its name confirms it', async () => {
    await using shell = await startShell();
    const id = await backUp(shell);
    await postgres.createDatabase('second');
    const args = ['restore', '--source', 'shop', '--store', shell.store, '--backup', id];
    const env = { MUSTER_IDENTITY: age.identity, MUSTER_URL: url('second') };
    const unconfirmed = await shell.muster([...args, '--confirm', 'shop'], { env });
    assert.equal(unconfirmed.status, 2);
    assert.ok(unconfirmed.stderr.endsWith('[confirm-mismatch]\n'), unconfirmed.stderr);
    const run = await shell.muster([...args, '--confirm', 'second', '--json'], { env });
    const { state, verdict } = answerOf(run).outputs;
    assert.deepEqual([run.status, state, verdict], [0, 'restored', 'proven'], run.stderr);
    const last =
      /\nbackup \S+ is in place in second, proven \(compared 1 table, 500 rows, \d+ objects\) after \S.*, \S.*\n/;
    assert.match(run.stderr, last);
    assert.equal(await postgres.psql('SELECT count(*) FROM customers', 'second'), '500');
    assert.deepEqual(await onlyFolders(shell), []);
  });

  it('take lines by repeated options, and secrets from files', async () => {
    await using shell = await startShell();
    await writeFile(join(shell.workFolder, 'a.env'), 'A=1\n');
    await writeFile(join(shell.workFolder, 'b.env'), 'B=1\n');
    await writeFile(join(shell.workFolder, 'phrase'), `${phrase}\n`);
    const args = ['--source', 'shop', '--files', 'a.env', '--files', 'b.env', '--store', shell.store];
    const run = await shell.muster(['encrypt-and-upload', ...args, '--passphrase-file', 'phrase', '--quiet']);
    assert.deepEqual({ status: run.status, stderr: run.stderr }, { status: 0, stderr: '' });
    const opening = ['restore-verify', '--source', 'shop', '--kind', 'files', '--store', shell.store];
    const opened = await shell.muster(opening, { env: { MUSTER_PASSPHRASE: phrase } });
    assert.equal(opened.status, 3, opened.stderr); // there is no server to restore files into
    assert.match(opened.stderr, /opened to its end/);
    const piped = await shell.bash(`muster ${opening.join(' ')} --passphrase-file <(echo "$PHRASE")`, {
      env: { PHRASE: phrase },
    });
    assert.match(piped.stderr, /opened to its end/);
    const wrong = await shell.muster(opening, { env: { MUSTER_PASSPHRASE: `${phrase}\n\n` } });
    assert.equal(wrong.status, 2);
    assert.match(
      wrong.stderr,
      / — take it out of MUSTER_PASSPHRASE or the file of --passphrase-file \[input-invalid\]\n$/,
    );
    const shut = await shell.muster(opening);
    assert.equal(shut.status, 2);
    for (const name of ['identity', 'passphrase'])
      assert.ok(
        shut.stderr.includes(`"${name}" comes from MUSTER_${name.toUpperCase()} or the file of --${name}-file`),
        shut.stderr,
      );
    assert.doesNotMatch(shut.stderr, /fork|workflow/);
  });

  it('bring a backup from the staging store in the folder for temporary files to its store', async () => {
    await using shell = await startShell();
    const env = { MUSTER_URL: url() };
    const staged = await shell.muster(['backup', '--source', 'shop', '--encryption', 'none', '--store', 'staging'], {
      env,
    });
    assert.equal(staged.status, 0, staged.stderr);
    const upload = await shell.muster(['encrypt-and-upload', ...sealing, '--store', shell.store]);
    assert.equal(upload.status, 0, upload.stderr);
    assert.deepEqual(await readdir(shell.storeFolder), ['shop']);
  });

  it('say in one line what failed, also where a command that Muster runs calls it again', async () => {
    await using shell = await startShell();
    const missing = await shell.muster(['backup', ...sealing, '--store', shell.store], {
      env: { MUSTER_URL: url('nowhere') },
    });
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /^muster: .* — .* \[source-missing\]$/m);
    const id = await backUp(shell);
    const inner = `PATH='${shell.path}' muster list --source shop --store '${shell.store}' --json`;
    const args = ['encrypt-and-upload', '--source', 'catalog', '--store', shell.store, '--encryption', 'none'];
    const run = await shell.muster([...args, '--command', inner, '--compression', 'none']);
    assert.equal(run.status, 0, run.stderr);
    const stored = (await readdir(shell.storeFolder, { recursive: true })).find((name) => name.endsWith('/data.bin'));
    assert.match(await readFile(join(shell.storeFolder, stored ?? ''), 'utf8'), new RegExp(id));
  });

  it('end their work where their reader goes away', async () => {
    await using shell = await startShell();
    const args = `--source shop --store '${shell.store}' --encryption none --command 'sleep 0.5; echo data'`;
    const run = await shell.bash(
      `set +o pipefail; muster encrypt-and-upload ${args} 2>&1 | true; echo "\${PIPESTATUS[0]}"`,
    );
    assert.deepEqual({ ...run }, { status: 0, stdout: '0\n', stderr: '' });
    const stored = await readdir(shell.storeFolder, { recursive: true });
    assert.ok(stored.some((name) => name.endsWith('/manifest.json')));
  });

  it('fail where a result cannot be written, though the backup is there', async () => {
    await using shell = await startShell();
    const args = ['encrypt-and-upload', ...sealing, '--store', shell.store, '--command', 'echo a'];
    for (const option of ['--summary', '--report']) {
      const { status, stderr } = await shell.muster([...args, option, '/dev/full']);
      assert.equal(status, 1);
      assert.match(stderr, /^muster: the (?:summary|report) cannot be written: ENOSPC.* \[result-unwritten\]$/m);
    }
    for (const words of [`list --store ${shell.store} --json`, `list --store ${shell.store}`, 'prune --help']) {
      const { status, stderr } = await shell.bash(`muster ${words} > /dev/full`);
      assert.equal(status, 1, words);
      assert.match(stderr, /^muster: standard output cannot be written: ENOSPC.* \[result-unwritten\]\n$/m);
    }
    const list = await shell.muster(['list', '--store', shell.store, '--json']);
    assert.equal([...list.stdout.matchAll(/"id": "/g)].length >= 2, true, list.stdout);
    assert.deepEqual(await onlyFolders(shell), []);
  });

  it('show no secret to anybody', async () => {
    await using shell = await startShell();
    const forms = [
      password,
      phrase,
      encodeURIComponent(password),
      encodeURIComponent(phrase),
      JSON.stringify(password).slice(1, -1),
    ];
    const seek = (where: string, text: string): void => {
      for (const form of forms) assert.ok(!text.includes(form), `${where} shows a secret`);
    };
    const shop = ['--source', 'shop', '--store', shell.store];
    const env = { MUSTER_URL: url(), MUSTER_PASSPHRASE: phrase };
    const telling = ['--smoke-test', 'echo "$PGPASSWORD"; echo "$MUSTER_SANDBOX_URL"'];
    const runs: readonly (readonly string[])[] = [
      ['backup', ...shop],
      ['backup', ...shop, '--json', '--digest', 'server'],
      ['restore-verify', ...shop, '--json'],
      ['restore-verify', ...shop, ...telling],
      ['restore-verify', ...shop, ...telling, '--sandbox-file', 'sandbox'],
      ['list', ...shop],
    ];
    await writeFile(join(shell.workFolder, 'sandbox'), url('postgres'));
    for (const args of runs) {
      let watching = true;
      const run = await shell.muster(args, {
        env,
        onStart: ({ pid = -1 }) => {
          const look = (): void => {
            for (const one of descendantsOf(pid)) seek(`arguments of ${one.name}`, read(`/proc/${one.pid}/cmdline`));
            if (watching) setTimeout(look, 20);
          };
          look();
        },
      });
      watching = false;
      assert.equal(run.status, 0, `${args.join(' ')}: ${run.stderr}`);
      seek(args.join(' '), run.stdout + run.stderr);
    }
  });

  /** Files that are left in the folder for temporary files. */
  async function onlyFolders(shell: Shell): Promise<readonly string[]> {
    const left = await readdir(shell.tempFolder, { recursive: true, withFileTypes: true });
    return left.filter((entry) => !entry.isDirectory() || !/^muster-\d+$/.test(entry.name)).map(({ name }) => name);
  }
});
