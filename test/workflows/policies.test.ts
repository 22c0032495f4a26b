import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { projectFolder } from '../real/action-run.ts';
import { startPostgres } from '../real/postgres-server.ts';
import { startCaller } from './act-run.ts';

/** The workflow of the quick start, with what the first lines of the policy say in place of its inputs. */
function nightlyOf(example: string): string {
  const [head = ''] = example.split(/(?<=\n {4}with:\n)/);
  assert.notEqual(head, example);
  const given = { source: 'mina', config: 'muster.yml', prune: true, runner: 'ubuntu-24.04' };
  return (
    head +
    Object.entries(given)
      .map(([name, value]) => `      ${name}: ${value}\n`)
      .join('')
  );
}

it('runs a policy of examples/ as its first lines say: three tiers, one passphrase, the targets of the file', async () => {
  await using ends = new AsyncDisposableStack();
  const tiers = await mkdtemp(join(tmpdir(), 'tiers-'));
  ends.defer(() => rm(tiers, { recursive: true }));
  for (const tier of ['hot', 'warm', 'cold']) await mkdir(join(tiers, tier));
  const postgres = ends.use(await startPostgres());
  await postgres.createDatabase('mina');
  await postgres.psql('CREATE TABLE sessions AS SELECT generate_series(1, 5000) AS id', 'mina');
  const textOf = (path: string): Promise<string> => readFile(join(projectFolder, 'examples', path), 'utf8');
  const policy = (await textOf('policies/mina.yml'))
    .replaceAll('/srv/mina', tiers)
    .replace(/s3:.*/, `file://${tiers}/cold`);
  const files = { './muster.yml': policy, 'mina.yml': nightlyOf(await textOf('nightly.yml')) };
  const caller = ends.use(await startCaller({ files, searchPath: [postgres.bin] }));

  const secrets = { DATABASE_URL: postgres.url('mina'), BACKUP_PASSPHRASE: 'correct horse battery staple' };
  const night = await caller.run('mina.yml', { secrets });
  assert.ok(night.green, night.log);
  assert.equal(night.outputs['verify.verdict'], 'proven');
  assert.equal(night.outputs['backup.store']?.split('\n').length, 3);
  assert.equal(night.outputs['prune.kept'], '3', 'one in each tier');
  assert.match(night.summaries['backup'] ?? '', /`passphrase` \(openpgp\)/);
  assert.match(night.summaries['verify'] ?? '', /\(RTO\) \| .* target 1 h ✅/);
  assert.match(night.summaries['verify'] ?? '', /\(RPO\) \| .* target 1 d 1 h ✅/);
  assert.ok(!night.log.includes(secrets.BACKUP_PASSPHRASE));
});
