import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startCaller, type Caller } from './act-run.ts';

/** What each example lacks in a repository where nothing is set. */
const lacking: Readonly<Record<string, readonly string[]>> = {
  'nightly.yml': [
    'DATABASE_URL',
    'BACKUP_STORE',
    'BACKUP_RECIPIENTS',
    'BACKUP_PASSPHRASE',
    'BACKUP_IDENTITY',
    'backup-drill',
  ],
  'drill.yml': ['BACKUP_IDENTITY', 'BACKUP_PASSPHRASE', 'backup-drill', 'store'],
  'restore.yml': ['RESTORE_DATABASE_URL', 'BACKUP_IDENTITY', 'backup-restore', 'BACKUP_STORE'],
  'staging-refresh.yml': ['RESTORE_DATABASE_URL', 'BACKUP_IDENTITY', 'staging', 'BACKUP_STORE'],
  'morning-list.yml': ['BACKUP_STORE'],
};
/** What two of them are given, the one like the other of no use. */
const secrets = { DATABASE_URL: 'postgresql://u:secret@127.0.0.1:1/shop', BACKUP_IDENTITY: 'AGE-SECRET-KEY-1' };
const variables = { BACKUP_STORE: 's3://bucket/nightly', BACKUP_RECIPIENTS: 'age1nobody' };
const { DATABASE_URL: RESTORE_DATABASE_URL, BACKUP_IDENTITY } = secrets;
const given: Readonly<Record<string, Readonly<Record<'secrets' | 'variables', Readonly<Record<string, string>>>>>> = {
  'nightly.yml': { secrets, variables },
  'restore.yml': {
    secrets: { RESTORE_DATABASE_URL, BACKUP_IDENTITY },
    variables: { BACKUP_STORE: variables.BACKUP_STORE },
  },
};
const inputs = { which: 'newest', what: 'full', backup: 'latest-proven', confirm: 'shop' };

describe('the first run in a repository where nothing is set', () => {
  let caller: Caller;
  before(async () => {
    caller = await startCaller();
  });
  after(() => caller[Symbol.asyncDispose]());

  for (const [workflow, names] of Object.entries(lacking)) {
    it(`of ${workflow} is red and names all that is missing, at once`, async () => {
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
        if (job !== 'result') assert.match(summaries[job] ?? '', /^## ⚙️ Not everything is set\n/);
      }
      assert.deepEqual(errors, said, 'nothing else is wrong yet');
      assert.doesNotMatch(log, /No such file/, 'no command of the user was run');
    });
  }

  for (const [workflow, all] of Object.entries(given)) {
    for (const name of [...Object.keys(all.secrets), ...Object.keys(all.variables)]) {
      it(`of ${workflow} names ${name} alone, where only that is missing`, async () => {
        const without = (values: Readonly<Record<string, string>>): Record<string, string> =>
          Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
        const run = await caller.run(workflow, {
          ...{ inputs, secrets: without(all.secrets), variables: without(all.variables) },
        });
        assert.ok(!run.green);
        const said = run.errors.filter((line) => line.includes('[input-missing]'));
        assert.equal(said.length, 1, run.errors.join('\n'));
        assert.match(said[0] ?? '', new RegExp(`^not set: (?:secret|variable) ${name}, `));
        assert.doesNotMatch(said[0]?.split(' — ')[0] ?? '', /; /, 'one thing');
      });
    }
  }

  it('of many-sources.yml names each secret that muster.yml refers to, and the one that opens the backups', async () => {
    const store = { store: 's3://bucket/nightly', recipients: 'age1nobody' };
    const crm = { engine: 'mysql', host: 'db', database: 'crm', password: '${env:CRM_PASSWORD}' };
    const sources = { shop: { url: '${env:SHOP_DATABASE_URL}' }, crm };
    await using other = await startCaller({ files: { './muster.yml': JSON.stringify({ ...store, sources }) } });
    const { green, errors, log } = await other.run('many-sources.yml');
    assert.ok(!green, log);
    for (const name of ['SHOP_DATABASE_URL', 'CRM_PASSWORD'])
      assert.equal(
        errors.filter((line) => line.includes(`${name} (`) && line.includes('set it as a secret')).length,
        1,
        name,
      );
    assert.equal(
      errors.filter((line) => line.startsWith('not set: secret BACKUP_IDENTITY, ')).length,
      2,
      'of each leg',
    );
    assert.doesNotMatch(errors.join('\n'), /environment \(/, 'no environment was named');
  });

  it('of protect stops at a word that would leave the proof or the prune out, and the job green', async () => {
    const job = (name: string, word: string): string => `
  ${name}:
    runs-on: ubuntu-24.04
    steps:
      - uses: muster-backup/muster/actions/protect@v0
        with: { config: none, source: shop, url: 'postgresql://h/d', store: 'file:///nowhere', ${word} }`;
    const jobs = [
      job('verify', "verify: 'yes'"),
      job('prune', "prune: 'on'"),
      job('sound', "verify: 'True', prune: ''"),
    ];
    const text = `on: workflow_dispatch\npermissions: {}\njobs:${jobs.join('')}\n`;
    await using other = await startCaller({ files: { 'protect.yml': text } });
    const { green, errors, log } = await other.run('protect.yml');
    assert.ok(!green, log);
    const stopped = errors.filter((line) => line.startsWith('input "verify" or "prune" is neither true nor false — '));
    assert.equal(stopped.length, 2, log);
    assert.equal(errors.length, 3, log);
    assert.ok(
      errors.some((line) => line.includes('"recipients" and "passphrase" are empty')),
      log,
    );
  });

  it('goes on to the database once all is set, and names what cannot be reached', async () => {
    const { green, jobs, errors } = await caller.run('nightly.yml', {
      ...{ secrets, variables },
    });
    assert.ok(!green);
    assert.deepEqual(jobs, { ready: 'success', backup: 'failure' });
    assert.match(errors.join('\n'), /recipient.* \[recipient-invalid\]$/m);
  });
});
