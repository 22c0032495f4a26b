import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { smokeTest, type SmokeTest } from '../../../src/actions/restore-verify/smoke-test.ts';
import type { Finding } from '../../../src/domain/verification/finding.ts';
import type { Restorer } from '../../../src/ports/engine.ts';
import { launcher } from '../../../src/process/launcher.ts';
import { clock, foreignServer, psql, sandboxRoot } from '../../sandboxes/postgres-host.ts';

const url = 'postgresql://app:p%40ss@db.example:6543/copy';
const sandbox = {
  url,
  scratch: '/nonexistent',
  description: '',
  isolation: 'none',
  isThrowaway: true,
  version: '15.1',
  [Symbol.asyncDispose]: () => Promise.resolve(),
} as const;

interface Outcome {
  readonly findings: readonly Finding[];
  readonly output: string;
}

async function run(
  command: string,
  changes: Partial<SmokeTest> = {},
  at = url,
  signal = new AbortController().signal,
): Promise<Outcome> {
  let output = '';
  const tools = launcher({ PATH: process.env['PATH'] ?? '' });
  const test = {
    launcher: tools,
    clock,
    command,
    timeoutSeconds: 60,
    onOutput: (text: string) => void (output += text),
    ...changes,
  };
  const restorer = {} as Restorer; // a smoke test uses its own clients
  const findings = await smokeTest(test)({ restorer, sandbox, url: at, snapshotAt: new Date(0) }, signal);
  return { findings, output };
}

describe('a smoke test', () => {
  it('finds the copy by its environment, and nothing else of ours', async () => {
    const { findings, output } = await run('env | sort');
    assert.deepEqual(findings, []);
    const names = output.split('\n').filter((line) => !/^(PATH|PWD|SHLVL|_)=/.test(line));
    assert.deepEqual(names, [
      `MUSTER_SANDBOX_URL=${url}`,
      'PGDATABASE=copy',
      'PGHOST=db.example',
      'PGPASSWORD=p@ss',
      'PGPORT=6543',
      'PGUSER=app',
      '',
    ]);
  });

  it('reaches a real copy with stock clients', async () => {
    await using root = await sandboxRoot();
    await using server = await foreignServer(root.path);
    const command = `${psql} -XAtc 'SELECT 40 + 2'; ${psql} -XAtd "$MUSTER_SANDBOX_URL" -c 'SELECT 43'`;
    assert.deepEqual(await run(command, {}, server.url), { findings: [], output: '42\n43\n' });
  });

  it('fails with the exit status and the last line that the command said', async () => {
    const { findings } = await run('echo first >&2; echo no such page >&2; exit 3');
    const detail = 'ended with status 3: no such page';
    assert.deepEqual(findings, [{ code: 'smoke-test-failed', subject: 'smoke-test', detail }]);
  });

  it('says nothing about the backup where it, or what it calls, is not there', async () => {
    for (const command of ['no-such-program --check', './no-such-script', '/etc/passwd'])
      await assert.rejects(run(command), { code: 'command-failed', message: /could not be carried out: .* 12[67]/ });
  });

  it('fails where any part of a pipe or any line fails', async () => {
    assert.equal((await run('false | true')).findings.length, 1);
    assert.equal((await run('false\ntrue')).findings.length, 1);
  });

  it('fails where it does not end in time, and is ended with what it started', async () => {
    const { findings } = await run('sleep 1000 & wait', { timeoutSeconds: 0.2 });
    assert.deepEqual(
      findings.map(({ detail }) => detail),
      ['was still running after 0.2 s'],
    );
  });

  it('may print without end: only the beginning is kept', async () => {
    const { findings, output } = await run('head -c 10000000 /dev/zero');
    assert.deepEqual(findings, []);
    assert.equal(output.length, 64 * 1024);
  });

  it('is no finding where this machine cannot start it', async () => {
    await assert.rejects(run('true', { launcher: launcher({ PATH: '/nonexistent' }) }), { code: 'command-failed' });
  });

  it('is no finding where the run is told to stop', async () => {
    const stop = new AbortController();
    const running = run(
      'echo begun; sleep 1000',
      { onOutput: () => stop.abort(new Error('enough')) },
      url,
      stop.signal,
    );
    await assert.rejects(running, /enough/);
  });
});
