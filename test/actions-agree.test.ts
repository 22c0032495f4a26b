import { strict as assert } from 'node:assert';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { defaultOf, isNeeded, readActionMetadata } from '../src/cli/action-metadata.ts';
import { knownActions } from '../src/cli/known-actions.ts';
import { generatedDocs } from '../scripts/docs/generated-docs.ts';
import { settingKeys } from '../src/domain/configuration/keys.ts';
import { Secret } from '../src/domain/secret.ts';

const root = join(import.meta.dirname, '..');
/** As much as each action cannot do without. */
const example = {
  source: 'shop',
  store: 'file:///backups',
  host: 'db',
  database: 'shop',
  from: 'file:///staging',
  'keep-last': '3',
};

interface ActionCode {
  readonly inputNames: readonly string[];
  readonly readInputs: (runtime: object) => object;
}

const names = [...knownActions(root).keys()];

it('documents every input, output and failure as the code has it', async () => {
  const stale = (await generatedDocs()).filter(({ isCurrent }) => !isCurrent).map(({ name }) => name);
  assert.deepEqual(stale, [], 'run "npm run docs"');
});

it('has an action.yml for every action in src, and the other way round', () => {
  const written = globSync('src/actions/*/inputs.ts', { cwd: root }).map((path) => basename(dirname(path)));
  assert.deepEqual([...names].sort(), written.sort());
  assert.ok(names.length >= 4);
});

for (const name of names) {
  describe(`the action ${name}`, () => {
    const { inputs, outputs, runs, branding, description } = readActionMetadata(
      join(root, 'actions', name, 'action.yml'),
    );

    it('declares the inputs that its code reads, no more and no fewer', async () => {
      const code = (await import(`../src/actions/${name}/inputs.ts`)) as ActionCode;
      assert.deepEqual(Object.keys(inputs).sort(), [...code.inputNames].sort());
    });

    it('says of every input what happens without it', () => {
      for (const [input, declared] of Object.entries(inputs)) {
        const { description: text = '', default: value = '' } = declared;
        assert.match(
          text,
          isNeeded(declared) ? /\brequired\b/i : /\bdefault\b/i,
          `${input} does not state its default`,
        );
        if (value !== '')
          assert.ok(
            text.includes(value.replace(/^\$\{\{ (.*) \}\}$/, '$1')),
            `${input} is ${value} by default, but its description differs`,
          );
        assert.ok(!(isNeeded(declared) && value !== ''), `${input} is required and has a default`);
      }
    });

    it('leaves the default of what the configuration file can give to its code', () => {
      // a runner hands a default over as if the user had given it, and what is given wins over the file
      const handed = Object.entries(inputs).filter(([, one]) => one.default !== undefined || one.required === true);
      assert.deepEqual(
        handed.map(([input]) => input).filter((input) => input === 'source' || Object.hasOwn(settingKeys, input)),
        [],
      );
    });

    it('reads the same from empty inputs as from the defaults of action.yml', async () => {
      const code = (await import(`../src/actions/${name}/inputs.ts`)) as ActionCode;
      const defaults = Object.fromEntries(Object.entries(inputs).map(([input, one]) => [input, defaultOf(one)]));
      const given = Object.fromEntries(Object.entries(example).filter(([input]) => code.inputNames.includes(input)));
      assert.deepEqual(
        valuesOf(code.readInputs(runtimeWith({ ...defaults, ...given }))),
        valuesOf(code.readInputs(runtimeWith(given))),
      );
    });

    it('describes every output', () => {
      for (const [output, { description: text = '' }] of Object.entries(outputs)) assert.notEqual(text, '', output);
    });

    it('runs the shared bundle under Node 24 and can be listed', () => {
      assert.deepEqual({ using: runs['using'], main: runs['main'] }, { using: 'node24', main: 'index.js' });
      assert.ok(branding['icon'] !== undefined && branding['color'] !== undefined);
      assert.ok(description !== undefined && description !== '');
      const door = readFileSync(join(root, 'actions', name, 'index.js'), 'utf8');
      assert.equal(door, `import { run } from '../../dist/index.js';\n\nawait run('${name}');\n`);
    });
  });
}

/** A runtime as far as reading inputs needs one. */
function runtimeWith(values: Readonly<Record<string, string>>): object {
  return {
    input: (name: string) => values[name] ?? '',
    givenInputs: () => Object.keys(values).filter((name) => values[name] !== ''),
    mask: () => undefined,
  };
}

/** What was read, in a form that can be compared: secrets in the open, functions left out. */
function valuesOf(read: object): unknown {
  const open = Object.entries(read).map(
    ([name, value]) => [name, value instanceof Secret ? value.reveal() : value] as const,
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(open)));
}
