import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { secretInputs } from '../../src/actions/input-reader.ts';
import { exposesSecret, fileOptionOf, optionsOf, variableOf, type ActionOption } from '../../src/cli/action-options.ts';
import { knownActions } from '../../src/cli/known-actions.ts';
import { ownOptions, parseArguments } from '../../src/cli/parse-arguments.ts';
import { reportOutputs } from '../../src/cli/run-result.ts';
import { projectFolder } from '../real/action-run.ts';

const actions = [...knownActions(projectFolder)].map(([path, metadata]) => ({ path, metadata }));
const options = actions.flatMap(({ metadata }) => optionsOf(metadata));

describe('secrets among the inputs', () => {
  it('are those whose description in action.yml says so, and no others', () => {
    const secrets = options.filter(({ secrecy }) => secrecy !== 'none');
    assert.deepEqual(Object.fromEntries(secrets.map(({ name, secrecy }) => [name, secrecy])), {
      'github-token': 'whole',
      identity: 'whole',
      passphrase: 'whole',
      password: 'whole',
      sandbox: 'in-url',
      url: 'in-url',
    });
  });

  it('are the ones that masking takes for secrets before they are read', () => {
    const said = options.filter(({ secrecy }) => secrecy !== 'none').map(({ name }) => name);
    assert.deepEqual(secretInputs.toSorted(), [...new Set(said)].sort());
  });

  it('are called so in every action that has them', () => {
    for (const [name, same] of Map.groupBy(options, (option) => option.name))
      assert.equal(new Set(same.map(({ secrecy }) => secrecy)).size, 1, name);
  });

  it('are the ones that the code reads as secrets', () => {
    const read = globSync('src/actions/**/*.ts', { cwd: projectFolder }).flatMap((path) =>
      [...readFileSync(join(projectFolder, path), 'utf8').matchAll(/\.secret\('([a-z-]+)'\)/g)].map(
        ([, name = '']) => name,
      ),
    );
    const said = options.filter(({ secrecy }) => secrecy !== 'none').map(({ name }) => name);
    assert.deepEqual([...new Set(read)].sort(), [...new Set(said)].sort());
  });

  const whole = { secrecy: 'whole' } as const;
  const inUrl = { secrecy: 'in-url' } as const;
  const values: readonly [Pick<ActionOption, 'secrecy'>, string, boolean][] = [
    [whole, 'anything', true],
    [whole, '', false],
    [{ secrecy: 'none' }, 'postgresql://u:p@h/d', false],
    [inUrl, 'postgresql://u:p@h/d', true],
    [inUrl, 'postgresql://:p@h/d', true],
    [inUrl, '"postgresql://u:p@h/d"', true],
    [inUrl, 'postgresql://u:p:@/h@h/d', true],
    [inUrl, 'postgresql://u@h/d?password=p', true],
    [inUrl, 'host=h password=p', true],
    [inUrl, 'postgresql://u@h:5432/d?sslmode=verify-full', false],
    [inUrl, 'postgresql:///d?host=/run/postgresql', false],
    [inUrl, 'postgresql://[::1]:5432/d', false],
    [inUrl, 'auto', false],
  ];
  for (const [option, value, isExposed] of values) {
    it(`are ${isExposed ? '' : 'not '}shown by ${JSON.stringify(value)} (${option.secrecy})`, () => {
      assert.equal(exposesSecret(option, value), isExposed);
    });
  }
});

describe('options', () => {
  it('of the command line itself are no inputs of an action, and no two inputs share a variable', () => {
    for (const { path, metadata } of actions) {
      const names = optionsOf(metadata).map(({ name }) => name);
      const all = [...names, ...names.map(fileOptionOf), ...Object.keys(ownOptions), 'version'];
      assert.equal(new Set(all.map(variableOf)).size, all.length, path);
    }
  });

  it('may stand alone where their default is true or false', () => {
    const flags = options.filter(({ isFlag }) => isFlag).map(({ name }) => name);
    assert.ok(flags.includes('dry-run') && flags.includes('keep-forever') && !flags.includes('source'));
  });

  it('take what follows, or what stands behind the sign', () => {
    const [prune] = actions.filter(({ path }) => path.includes('prune')).map(({ metadata }) => optionsOf(metadata));
    const given = ['--dry-run', '--store', 'a', '--store=--b=c', '--source', '-x', '--keep-forever', 'full', '--json'];
    const { inputs, json, quiet } = parseArguments(given, prune ?? []);
    assert.deepEqual(Object.fromEntries(inputs), {
      'dry-run': 'true',
      store: 'a\n--b=c',
      source: '-x',
      'keep-forever': 'full',
    });
    assert.deepEqual([json, quiet], [true, false]);
  });
});

it('knows of every action which output has its report', () => {
  for (const { path, metadata } of actions)
    assert.equal(reportOutputs(metadata).length, path === 'sources' ? 0 : 1, path); // that one is about a file, not about backups
});
