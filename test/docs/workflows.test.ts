import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { configurationIn } from '../../src/actions/config-file.ts';
import { isNeeded, readActionMetadata, type ActionInput } from '../../src/cli/action-metadata.ts';
import { knownActions } from '../../src/cli/known-actions.ts';
import { resolved, settingsFor } from '../../src/domain/configuration/settings-for.ts';
import { parseStoreUrl } from '../../src/stores/store-url.ts';
import { allPages, blocksOf, pageAt } from './markdown.ts';

const root = join(import.meta.dirname, '..', '..');
const examples = globSync('examples/*.yml', { cwd: root }).sort();

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

interface Job extends Step {
  readonly needs?: string | readonly string[];
  readonly 'runs-on'?: string;
  readonly 'timeout-minutes'?: number;
  readonly environment?: string;
  readonly permissions?: object;
  readonly secrets?: string | object;
  readonly steps?: readonly Step[];
}

/** The interface of a reusable workflow. */
interface Called {
  readonly on: { readonly workflow_call: { readonly inputs: Readonly<Record<string, ActionInput>> } };
}

interface Workflow {
  readonly permissions?: object;
  readonly concurrency?: { readonly 'cancel-in-progress'?: boolean };
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** What stands for the expressions of a workflow where inputs are read as if it ran. */
const standIns: Readonly<Record<string, string>> = {
  'secrets.SHOP_DATABASE_URL': 'postgresql://backup:secret@db.example.com:5432/shop',
  'needs.backup.outputs.backup-id': '20261121T041502Z-k3f9qa',
  'secrets.SHOP_OWNER_URL': 'postgresql://shop:secret@db.example.com:5432/shop',
  'matrix.kind': 'full',
  'matrix.source': 'shop-prod',
  'inputs.backup': 'latest-proven',
  'inputs.replace-source': 'false',
};

const sources = [
  ...allPages().flatMap((page) => blocksOf(page, 'yaml').map(({ text }) => ({ where: page.path, text }))),
  ...examples.map((path) => ({ where: path, text: pageAt(path).text })),
];
const steps = sources.flatMap(({ where, text }) => stepsIn(parse(text)).map((step) => ({ where, step })));
const calls = steps.flatMap(({ where, step }) => {
  const name = /^muster-backup\/muster\/(\.github\/workflows\/[a-z-]+\.yml)@v0$/.exec(step.uses ?? '')?.[1];
  return name === undefined ? [] : [{ where, name, given: step.with ?? {} }];
});
const uses = steps.flatMap(({ where, step }) => {
  const name = /^muster-backup\/muster\/actions\/([a-z-]+)@v0$/.exec(step.uses ?? '')?.[1];
  return name === undefined ? [] : [{ where, name, given: step.with ?? {} }];
});

it('shows the README the same workflow as examples/nightly.yml', () => {
  const [block] = blocksOf(pageAt('README.md'), 'yaml');
  assert.equal(block?.text, pageAt('examples/nightly.yml').text);
});

it('shows the README of restore the same workflow as examples/restore.yml', () => {
  const [block] = blocksOf(pageAt('actions/restore/README.md'), 'yaml').filter(({ text }) => /^jobs:/m.test(text));
  assert.equal(block?.text, pageAt('examples/restore.yml').text);
});

it('shows each action at work, in its own README among others', () => {
  const actions = globSync('actions/*/action.yml', { cwd: root }).map((path) => path.split('/')[1] ?? '');
  for (const action of actions) {
    const own = uses.filter(({ where, name }) => name === action && where === `actions/${action}/README.md`);
    assert.ok(own.length > 0, action);
  }
});

it('names actions and workflows of the suite in one way only, and only those that exist', () => {
  const named = sources.flatMap(({ text }) => [...text.matchAll(/uses: (\S*muster\S*)/g)].map(([, name = '']) => name));
  assert.equal(named.length, uses.length + calls.length, named.join('\n'));
  const { version } = JSON.parse(pageAt('package.json').text) as { version: string };
  assert.match(version, /^0\./, 'the major version in the documents is v0');
});

describe('steps that use an action', () => {
  for (const [index, { where, name, given }] of uses.entries()) {
    it(`give ${name} inputs that its code accepts (${where}, ${index + 1})`, async () => {
      const { inputs } = readActionMetadata(join(root, 'actions', name, 'action.yml'));
      const unknown = Object.keys(given).filter((input) => !Object.hasOwn(inputs, input));
      assert.deepEqual(unknown, [], 'no such inputs');
      const all = { ...given, ...configuredInputs(where, name, given) };
      const needed = Object.keys(inputs).filter((input) => isNeeded(inputs[input] ?? {}));
      assert.deepEqual(
        needed.filter((input) => !Object.hasOwn(all, input)),
        [],
        'required inputs',
      );
      if (!knownActions(root).has(name)) return; // its code is other actions
      await readInputs(name, all);
      for (const input of ['store', 'from'])
        for (const url of textOf(all[input]).split('\n').filter(Boolean)) parseStoreUrl(url, input);
    });
  }
});

it('gives a workflow of the suite only inputs that it has, and all that it needs', () => {
  assert.ok(calls.length > 0);
  for (const { where, name, given } of calls) {
    const { inputs } = (parse(pageAt(name).text) as Called).on.workflow_call;
    const unknown = Object.keys(given).filter((input) => !Object.hasOwn(inputs, input));
    assert.deepEqual(unknown, [], `${where}: ${name} has no such inputs`);
    const lacking = Object.keys(inputs).filter((input) => inputs[input]?.required && !Object.hasOwn(given, input));
    assert.deepEqual(lacking, [], `${where}: ${name} needs them`);
  }
});

it('writes scripts that bash can parse, without expressions in them', () => {
  const scripts = steps.flatMap(({ where, step }) => (step.run === undefined ? [] : [{ where, run: step.run }]));
  assert.ok(scripts.length > 0);
  for (const { where, run } of scripts) {
    assert.doesNotMatch(run, /\$\{\{/, `${where}: an expression in a script is an injection`);
    execFileSync('bash', ['-n'], { input: run, stdio: ['pipe', 'ignore', 'pipe'] });
  }
});

describe('workflows', () => {
  for (const path of examples) {
    it(`of ${path} ask for little, wait for each other and keep the identity apart`, () => {
      const { permissions, concurrency, jobs } = parse(pageAt(path).text) as Workflow;
      assert.deepEqual(permissions, {});
      assert.notEqual(concurrency?.['cancel-in-progress'], true);
      for (const [name, job] of Object.entries(jobs)) {
        assert.ok(job.permissions !== undefined, name);
        for (const needed of [job.needs ?? []].flat()) assert.ok(Object.hasOwn(jobs, needed), `${name}: ${needed}`);
        // a workflow that is called may be handed it, and gives it to the drill alone; no job of an example reads it itself
        assert.doesNotMatch(JSON.stringify(job.steps ?? []), /secrets\.\w*IDENTITY/, name);
        if (job.uses !== undefined) continue; // the rest is up to the workflow that it calls
        assert.equal(job['runs-on'], 'ubuntu-24.04', name);
        assert.ok(job['timeout-minutes'] !== undefined, name);
      }
    });
  }
});

function stepsIn(node: unknown): readonly Step[] {
  if (Array.isArray(node)) return node.flatMap(stepsIn);
  if (node === null || typeof node !== 'object') return [];
  const inside = Object.values(node).flatMap(stepsIn);
  return 'uses' in node || 'run' in node ? [node as Step, ...inside] : inside;
}

/** What a page's own muster.yml says for a step on it. */
function configuredInputs(
  where: string,
  action: string,
  given: NonNullable<Step['with']>,
): Readonly<Record<string, string>> {
  const file = sources.find((one) => one.where === where && /^sources:/m.test(one.text));
  if (file === undefined) return {};
  const asked = { action, source: textOf(given['source']), given: Object.keys(given), file: where };
  const settings = settingsFor(configurationIn(file.text, where), asked);
  const { inputs } = readActionMetadata(join(root, 'actions', action, 'action.yml'));
  return Object.fromEntries(
    resolved(settings, Object.keys(inputs), (name) => standIns[`secrets.${name}`] ?? 'something', where),
  );
}

/** Reads inputs as the action's own code does. @throws what it throws */
async function readInputs(name: string, given: NonNullable<Step['with']>): Promise<void> {
  const code = (await import(`../../src/actions/${name}/inputs.ts`)) as { readInputs(runtime: object): object };
  code.readInputs({
    input: (input: string) => textOf(given[input]),
    givenInputs: () => Object.keys(given),
    mask: () => undefined,
    warn: () => undefined,
  });
}

/** An input as the runner would hand it over. */
function textOf(value: string | number | boolean = ''): string {
  return String(value).replace(/\$\{\{ (.+?) \}\}/g, (_, name: string) => standIns[name] ?? settingOf(name));
}

function settingOf(expression: string): string {
  return /_STORE\b/.test(expression) ? 's3://shop-backups/nightly?region=eu-central-1' : 'something';
}
