import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeOnCopy } from '../../../src/engines/mysql/stderr-failures.ts';
import { ProcessFailure } from '../../../src/process/launcher.ts';

const codeOf = (stderr: string, signal: string | null = null): string =>
  codeOnCopy(new ProcessFailure('mariadb', signal === null ? 1 : null, signal, stderr));

describe('a load that failed', () => {
  for (const [what, stderr] of [
    ['has lost its server', 'ERROR 2013 (HY000) at line 4: Lost connection to server during query'],
    ['met a full disk', 'ERROR 1114 (HY000) at line 4: The table `t` is full'],
    [
      'sent a row that the server is set not to take',
      "ERROR 1153 (08S01) at line 4: Got a packet bigger than 'max_allowed_packet' bytes",
    ],
  ] as const) {
    it(`says nothing about the dump where it ${what}`, () => {
      assert.equal(codeOf(stderr), 'sandbox-unavailable');
    });
  }

  it('says nothing about the dump where its client was ended', () => {
    assert.equal(codeOf('', 'SIGKILL'), 'sandbox-unavailable');
  });

  it('speaks against the dump where the server refuses what is in it', () => {
    assert.equal(codeOf('ERROR 1064 (42000) at line 4: You have an error in your SQL syntax'), 'restore-failed');
  });
});
