import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startCaller, type Caller } from './act-run.ts';

/** What each example lacks in a repository where nothing is set. */
const lacking: Readonly<Record<string, readonly string[]>> = {
  'nightly.yml': ['DATABASE_URL', 'store', 'recipients', 'BACKUP_PASSPHRASE', 'BACKUP_IDENTITY', 'backup-drill'],
  'drill.yml': ['BACKUP_IDENTITY', 'BACKUP_PASSPHRASE', 'backup-drill', 'store'],
  'restore.yml': ['RESTORE_DATABASE_URL', 'BACKUP_IDENTITY', 'backup-restore', 'store'],
  'staging-refresh.yml': ['RESTORE_DATABASE_URL', 'BACKUP_IDENTITY', 'staging', 'store'],
  'morning-list.yml': ['store'],
};

describe('the first run in a repository where nothing is set', () => {
  let caller: Caller;
  before(async () => {
    caller = await startCaller();
  });
  after(() => caller[Symbol.asyncDispose]());

  for (const [workflow, names] of Object.entries(lacking)) {
    it(`of ${workflow} is red and names all that is missing, at once`, async () => {
      const inputs = { which: 'newest', what: 'full', backup: 'latest-proven', confirm: 'shop' };
      const { green, jobs, errors, summaries, log } = await caller.run(workflow, { inputs });
      assert.ok(!green, log);
      const said = errors.filter((line) => line.includes('[input-missing]'));
      for (const name of names) assert.ok(said.join('\n').includes(name), `${name} is not named:\n${log}`);
      for (const [job, result] of Object.entries(jobs)) {
        assert.equal(result, 'failure', job);
        assert.equal(
          said.length,
          Object.keys(jobs).filter((name) => name !== 'result').length,
          'one line for each job',
        );
        if (job !== 'result' && job !== 'list') assert.match(summaries[job] ?? '', /^## ⚙️ Not everything is set\n/);
      }
    });
  }

  it('goes on to the database once all is set, and names what cannot be reached', async () => {
    const { green, jobs, errors } = await caller.run('nightly.yml', {
      secrets: { DATABASE_URL: 'postgresql://backup:secret@127.0.0.1:1/shop', BACKUP_IDENTITY: 'AGE-SECRET-KEY-1' },
      variables: { BACKUP_STORE: 's3://bucket/nightly', BACKUP_RECIPIENTS: 'age1nobody' },
    });
    assert.ok(!green);
    assert.deepEqual(jobs, { ready: 'success', backup: 'failure' });
    assert.match(errors.join('\n'), /recipient.* \[recipient-invalid\]$/m);
  });
});
