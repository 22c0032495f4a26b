import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readActionMetadata } from '../../src/cli/action-metadata.ts';
import type { PrunePlan } from '../../src/domain/retention/prune-plan.ts';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { startShell } from '../cli/shell.ts';
import { projectFolder, startJob, type ActionRun, type Job } from '../real/action-run.ts';
import { startPostgres, testPassword, type TestPostgres } from '../real/postgres-server.ts';
import { assertDone, assertFailed } from './scene.ts';

const key = ageKey();

describe('with a configuration file', () => {
  let postgres: TestPostgres;
  let job: Job;
  let env: Readonly<Record<string, string>>;

  before(async () => {
    postgres = await startPostgres();
    await postgres.createDatabase('shop');
    await postgres.psql('CREATE TABLE orders (id int PRIMARY KEY); INSERT INTO orders VALUES (1), (2)', 'shop');
    job = await startJob();
    await mkdir(join(job.workFolder, 'store'));
    env = { SHOP_URL: postgres.url('shop'), BACKUP_IDENTITY: key.identity };
    await writeFile(
      join(job.workFolder, 'muster.yml'),
      `
recipients: ${key.recipient}
identity: \${env:BACKUP_IDENTITY}
environments:
  production:
    store: ${pathToFileURL(join(job.workFolder, 'store')).href}
    keep-last: 1
    max-shrink: 90%
sources:
  shop:
    environment: production
    url: \${env:SHOP_URL}
    rto-target: 30m
  notes:
    environment: production
    command: echo notes
`,
    );
  });
  after(async () => {
    await job[Symbol.asyncDispose]();
    await postgres[Symbol.asyncDispose]();
  });

  /** Runs an action as a runner does, which hands over what action.yml has as a default. */
  function act(
    action: string,
    given: Readonly<Record<string, string>>,
    more: Readonly<Record<string, string>> = env,
  ): Promise<ActionRun> {
    const { inputs } = readActionMetadata(join(projectFolder, 'actions', action, 'action.yml'));
    const defaults = Object.entries(inputs).map(([name, { default: value = '' }]) => [name, value] as const);
    return job.run(action, { inputs: { ...Object.fromEntries(defaults), ...given }, env: more });
  }

  it('a source’s name is all that a backup, a drill, a list and a prune are given', async () => {
    const first = await act('backup', { source: 'shop' });
    assertDone(first);
    assert.match(first.log, /comes from muster\.yml, as it says for shop/);
    assert.ok(!first.log.includes(testPassword));
    const drill = await act('restore-verify', { source: 'shop' });
    assertDone(drill);
    assert.equal(drill.outputs['verdict'], 'proven');
    assertDone(await act('backup', { source: 'shop' }));
    assertDone(await act('restore-verify', { source: 'shop' }));
    const list = await act('list', { source: 'shop' });
    assertDone(list);
    assert.match(list.log, /2 backups.*the policy would keep 1 and remove 1/);
    const prune = await act('prune', { source: 'shop', 'dry-run': 'true' });
    assertDone(prune);
    const [plan] = JSON.parse(await readFile(prune.outputs['plan'] ?? '', 'utf8')) as PrunePlan[];
    assert.equal(plan?.source, 'shop');
    assert.deepEqual([prune.outputs['kept'], prune.outputs['removed']], ['1', '0']);
    const wider = await act('prune', { source: 'shop', 'keep-last': '2' });
    assert.equal(wider.outputs['removed'], '0', 'what is given wins');
    assert.equal((await act('prune', { source: 'shop' })).outputs['removed'], '1');
  });

  it('a command of the file is stored, sealed as the file says', async () => {
    assertDone(await act('encrypt-and-upload', { source: 'notes' }));
    const drill = await act('restore-verify', { source: 'notes' });
    assert.equal(drill.outputs['verdict'], 'could-not-tell', 'no server can restore it, but it opens');
    assert.equal(drill.status, 3);
  });

  it('a variable that is empty is named, and nothing is touched', async () => {
    const run = await act('backup', { source: 'shop' }, { SHOP_URL: '' });
    assertFailed(run, 'variable-missing', 2);
    assert.match(run.log, /SHOP_URL \("url"\).*secrets\.SHOP_URL/);
    assert.ok(!run.log.includes('BACKUP_IDENTITY'), 'a backup needs no identity');
  });

  it('a misspelt source, and a file that is wrong, end the run', async () => {
    assertFailed(await act('backup', { source: 'shpo' }), 'source-unknown', 2);
    await writeFile(join(job.workFolder, 'wrong.yml'), 'sources:\n  shop:\n    keep-lost: 3\n');
    const run = await act('prune', { source: 'shop', config: 'wrong.yml' });
    assertFailed(run, 'config-invalid', 2);
    assert.match(run.log, /wrong\.yml:3:5: there is no key "keep-lost", did you mean "keep-last"\?/);
  });

  it('sources are listed for a matrix', async () => {
    const run = await act('sources', { environment: 'production' });
    assertDone(run);
    assert.deepEqual(JSON.parse(run.outputs['matrix'] ?? ''), {
      include: [
        {
          source: 'shop',
          kind: 'full',
          environment: 'production',
          variables: { url: 'SHOP_URL', identity: 'BACKUP_IDENTITY' },
        },
        { source: 'notes', kind: 'command', environment: 'production', variables: { identity: 'BACKUP_IDENTITY' } },
      ],
    });
    assert.equal(run.outputs['sources'], 'shop\nnotes');
    assertFailed(await act('sources', { config: 'none' }), 'input-missing', 2);
  });

  it('the command line does the same, by a file that it names', async () => {
    await using shell = await startShell();
    await writeFile(
      join(shell.workFolder, 'db.yml'),
      `encryption: none\nsources: { notes: { store: '${shell.store}', command: echo notes, keep-last: 2 } }\n`,
    );
    const run = await shell.muster(['encrypt-and-upload', '--config', 'db.yml', '--json']);
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stderr, /comes from db\.yml, as it says for notes/);
    const prune = await shell.muster(['prune', '--config', 'db.yml', '--quiet']);
    assert.equal(prune.status, 0, prune.stderr);
    assert.equal(prune.stderr, '');
    const missing = await shell.muster(['prune', '--config', 'db.yml', '--source', 'note']);
    assert.match(missing.stderr, /^muster: db\.yml has no source "note", did you mean "notes"\?/);
    assert.equal(missing.status, 2);
    await mkdir(join(shell.workFolder, '.github'));
    await writeFile(join(shell.workFolder, '.github', 'muster.yml'), await readFile(join(shell.workFolder, 'db.yml')));
    const found = await shell.muster(['list']);
    assert.equal(found.status, 2, 'a list without a source asks for a store at the top');
    assert.equal((await shell.muster(['list', '--source', 'notes'])).status, 0);
  });
});
