import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { readActionMetadata, type ActionInput } from '../../src/cli/action-metadata.ts';
import { projectFolder } from '../real/action-run.ts';

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly on: {
    readonly workflow_call?: {
      readonly inputs: Readonly<Record<string, ActionInput>>;
      readonly secrets: Readonly<Record<string, { readonly description?: string }>>;
    };
  };
  readonly permissions: object;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly name?: string;
        readonly 'runs-on'?: string;
        readonly 'timeout-minutes'?: unknown;
        readonly permissions?: object;
        readonly concurrency?: { readonly 'cancel-in-progress': boolean };
        readonly steps?: readonly Step[];
        readonly uses?: string;
        readonly with?: Readonly<Record<string, unknown>>;
      }
    >
  >;
}

const workflows = globSync('.github/workflows/*.yml', { cwd: projectFolder })
  .sort()
  .map((path) => ({ name: basename(path), text: readFileSync(join(projectFolder, path), 'utf8') }))
  .map(({ name, text }) => ({ name, text, ...(parse(text) as Workflow) }));

it('pins whatever is not ours by its full commit, and names ours as those of this very commit', () => {
  const uses = workflows.flatMap(({ text }) => [...text.matchAll(/uses: (.*)$/gm)].map(([, what = '']) => what));
  for (const what of uses) assert.match(what, /^(?:\$\/[\w./-]+|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
});

for (const { name, text, on, permissions, jobs } of workflows) {
  const call = on.workflow_call;
  if (call === undefined) continue;
  describe(`the workflow ${name}`, () => {
    it('describes each input and secret, and uses it', () => {
      const used = text.slice(text.indexOf('\njobs:'));
      for (const [input, { description = '' }] of Object.entries(call.inputs)) {
        assert.notEqual(description, '', input);
        assert.ok(used.includes(`inputs.${input}`), `${input} leads nowhere`);
      }
      for (const [secret, { description = '' }] of Object.entries(call.secrets)) {
        assert.notEqual(description, '', secret);
        assert.ok(used.includes(`secrets.${secret}`), `${secret} leads nowhere`);
      }
    });

    it('gives our actions only inputs that they have', () => {
      for (const { uses = '', with: given = {} } of Object.values(jobs).flatMap(({ steps = [] }) => steps)) {
        const action = /^\$\/(actions\/[a-z-]+)$/.exec(uses)?.[1];
        if (action === undefined) continue;
        const { inputs } = readActionMetadata(join(projectFolder, action, 'action.yml'));
        assert.deepEqual(
          Object.keys(given).filter((input) => !Object.hasOwn(inputs, input)),
          [],
          uses,
        );
      }
    });

    it('gives another of our workflows only inputs that it has, and those that it needs', () => {
      for (const { uses = '', with: given = {} } of Object.values(jobs)) {
        const called = workflows.find((workflow) => uses === `$/.github/workflows/${workflow.name}.yml`);
        assert.equal(called === undefined, uses === '', uses);
        const inputs = called?.on.workflow_call?.inputs ?? {};
        for (const input of Object.keys(given)) assert.ok(Object.hasOwn(inputs, input), `${uses} has no ${input}`);
        for (const [input, { required }] of Object.entries(inputs))
          assert.ok(required !== true || Object.hasOwn(given, input), `${uses} needs ${input}`);
      }
    });

    it('gives each job a name that stays, an end, and no more rights than it says', () => {
      assert.deepEqual(permissions, {});
      for (const [id, job] of Object.entries(jobs)) {
        assert.equal(job.name, id);
        assert.ok(job.permissions !== undefined, id);
        assert.notEqual(job.concurrency?.['cancel-in-progress'], true, id);
        if (job.steps !== undefined)
          assert.ok(job['timeout-minutes'] !== undefined && job['runs-on'] !== undefined, id);
      }
    });
  });
}

it('has protect pass on every input of its three actions, and no other', () => {
  const metadataOf = (name: string): ReturnType<typeof readActionMetadata> =>
    readActionMetadata(join(projectFolder, 'actions', name, 'action.yml'));
  const { inputs, runs } = metadataOf('protect');
  const steps = (runs['steps'] as readonly Step[]).filter(({ uses }) => uses !== undefined);
  const names = steps.map(({ uses = '' }) => basename(uses));
  assert.deepEqual(names, ['backup', 'restore-verify', 'prune']);
  for (const [index, name] of names.entries())
    assert.deepEqual(Object.keys(steps[index]?.with ?? {}).sort(), Object.keys(metadataOf(name).inputs).sort(), name);
  const all = new Set(names.flatMap((name) => Object.keys(metadataOf(name).inputs)));
  all.delete('backup'); // it drills the one that it has just taken
  assert.deepEqual(Object.keys(inputs).sort(), [...all, 'verify', 'prune'].sort());
});
