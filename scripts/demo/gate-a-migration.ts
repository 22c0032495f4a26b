import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../test/real/action-run.ts';
import { startGithubStandIn } from '../../test/real/github-stand-in.ts';
import { startCaller, type RunOptions } from '../../test/workflows/act-run.ts';
import { postgresBin } from '../parts/locate.ts';
import { renderMarkdown } from './render-markdown.ts';
import { print, say, type Outcomes } from './screen.ts';
import type { World } from './world.ts';

const headSha = 'c'.repeat(40);
const migration = { filename: 'db/migrate/20261121_add_vouchers.rb', status: 'added' } as const;

/** Runs whole workflows of `examples/` through act: a pull request with a migration is kept out, until the night has proven a backup. */
export async function gateMigration(world: World, outcomes: Outcomes): Promise<void> {
  const { shop, bucket, recipients, identity, env } = world;
  await using github = await startGithubStandIn();
  github.state.files = [migration];
  // as the example says it of those who do not want a backup on the spot
  const example = await readFile(join(projectFolder, 'examples/required-check.yml'), 'utf8');
  const files = { 'required-check.yml': example.replace('on-stale: backup', 'on-stale: fail') };
  await using caller = await startCaller({ files, searchPath: [postgresBin()] });
  const settings = {
    variables: { BACKUP_STORE: bucket, BACKUP_RECIPIENTS: recipients },
    secrets: { ...env, DATABASE_URL: shop.url('shop'), BACKUP_IDENTITY: identity, GITHUB_TOKEN: 'ghs_example' },
  };
  const run = async (workflow: string, shown: string, options: RunOptions = {}): Promise<string> => {
    print(`\n▶ ${workflow}\n`, '');
    const { green, jobs, errors, summaries, outputs } = await caller.run(workflow, { ...settings, ...options });
    for (const [job, result] of Object.entries(jobs)) print(`${result === 'success' ? '✓' : '✗'} ${job}\n`, '  │ ');
    for (const error of errors) print(`${error}\n`, '  │ ');
    print(`\n${renderMarkdown(summaries[shown] ?? '')}\n`);
    return `${green ? 'green' : 'red'}: ${outputs[`${shown}.decision`] ?? outputs[`${shown}.verdict`]}`;
  };
  const [repo, sha] = [{ id: 42, full_name: 'acme/shop' }, await caller.commit({ 'db/schema.rb': '# before\n' })];
  const pull_request = { number: 7, head: { sha: headSha, repo }, base: { sha, repo } };
  const change = {
    event: 'pull_request',
    payload: { action: 'opened', number: 7, pull_request },
    env: { GITHUB_API_URL: github.url },
  };
  say(`pull request 7 adds ${migration.filename}: may it be merged?`);
  outcomes.add(
    'the gate is red before the proof',
    (await run('required-check.yml', 'gate', change)) === 'red: refused',
  );
  say('a night passes: the workflow backs up, proves in a job of its own, and prunes');
  outcomes.add('the nightly workflow is green', (await run('nightly.yml', 'verify')) === 'green: proven');
  say('the same pull request again');
  outcomes.add(
    'the gate is green after the proof',
    (await run('required-check.yml', 'gate', change)) === 'green: proven',
  );
}
