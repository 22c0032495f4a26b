import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeOnCopy, failureOf } from '../../../src/engines/mysql/stderr-failures.ts';
import { targetPlace } from '../../../src/engines/mysql/target/target-failures.ts';
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

describe('a restore into a live server that failed', () => {
  const onTarget = (stderr: string, signal: string | null = null): { code: string; message: string; hint: string } =>
    failureOf(new ProcessFailure('mariadb', signal === null ? 1 : null, signal, stderr), {
      ...{ action: 'loading', fallback: 'restore-failed', place: targetPlace },
    });
  for (const [stderr, message, hint] of [
    ['ERROR 1114 (HY000) at line 4: The table `t` is full', /disk of the target's server is full/, /free room/],
    ['ERROR 1030 (HY000) at line 4: Got error 28 "No space left on device"', /disk of the target's/, /free room/],
    ['ERROR 2013 (HY000) at line 4: Lost connection to server', /connection to the target's server was lost/, /log of/],
    ["ERROR 1153 (08S01) at line 4: Got a packet bigger than 'x'", /max_allowed_packet of the target/, /SET GLOBAL/],
    [
      "ERROR 1142 (42000) at line 4: INDEX command denied to user 'a'@'b' for table `s`.`t`",
      /account that restores lacks INDEX on/,
      /GRANT it on/,
    ],
    ["ERROR 1044 (42000): Access denied for user 'a'@'b' to database 's'", /lacks rights on schema s/, /GRANT it on/],
    ['ERROR 1419 (HY000) at line 4: You do not have the SUPER privilege', /binary log/, /log_bin_trust_function/],
    ['ERROR 1290 (HY000) at line 4: running with the --read-only option', /takes no writes/, /primary server/],
  ] as const)
    it(`names what the target lacks: ${stderr}`, () => {
      const failure = onTarget(stderr);
      assert.equal(failure.code, 'target-unfit');
      assert.match(failure.message, message);
      assert.match(failure.hint, hint);
    });

  it('says nothing about the dump where its client was ended, and speaks against it where the server refuses what is in it', () => {
    assert.equal(onTarget('', 'SIGKILL').code, 'target-unfit');
    assert.equal(onTarget('ERROR 1064 (42000) at line 4: You have an error').code, 'restore-failed');
  });
});
