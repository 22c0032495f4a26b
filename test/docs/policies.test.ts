import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { configurationIn } from '../../src/actions/config-file.ts';
import { readChecksFile } from '../../src/actions/restore-verify/checks-file.ts';
import { inputReader } from '../../src/actions/input-reader.ts';
import { policyInput } from '../../src/actions/policy-input.ts';
import { kindsInput } from '../../src/actions/kinds-input.ts';
import type { Configuration } from '../../src/domain/configuration/configuration.ts';
import { resolved, settingsFor } from '../../src/domain/configuration/settings-for.ts';
import { sourceEntries } from '../../src/domain/configuration/source-entries.ts';
import type { BackupKind } from '../../src/domain/kind.ts';
import type { Policy } from '../../src/domain/retention/policy.ts';
import { planRetention } from '../../src/domain/retention/plan.ts';
import { connectionInput, connectionInputNames } from '../../src/actions/connection-input.ts';
import { parseStoreUrl } from '../../src/stores/store-url.ts';
import { entryAt } from '../fakes/backup-fixture.ts';
import { keptRuntime } from '../fakes/kept-runtime.ts';
import { pageAt } from './markdown.ts';

const root = join(import.meta.dirname, '../..');
const folder = 'examples/policies';
const paths = globSync(`${folder}/*.yml`, { cwd: root }).sort();
const files = paths.filter((path) => !path.endsWith('-checks.yml'));
/** What stands for the secrets of a policy. */
const secretNamed = (name: string): string =>
  !name.endsWith('DATABASE_URL')
    ? 'something'
    : `${name.startsWith('PASSMAN') ? 'mysql' : 'postgresql'}://backup:secret@db/app`;

/** What a file says for an action, with something in every variable. */
function valuesFor(configuration: Configuration, source: string, action: string): Readonly<Record<string, string>> {
  const found = settingsFor(configuration, { action, source, given: ['kind'], file: 'muster.yml' });
  return Object.fromEntries(resolved(found, [...found.texts.keys()], secretNamed, 'muster.yml'));
}

function policyFor(configuration: Configuration, source: string, kind: BackupKind): Policy {
  const values = { ...valuesFor(configuration, source, 'prune'), kind };
  const reader = inputReader(keptRuntime(values), Object.keys(values));
  return policyInput(reader, kindsInput(reader));
}

const configurationAt = async (path: string): Promise<Configuration> =>
  configurationIn(await readFile(join(root, path), 'utf8'), path);

it('has a policy for each of the five procedures', () => {
  assert.deepEqual(
    files.map((path) => basename(path, '.yml')),
    ['alumni', 'front-end', 'hyper', 'mina', 'passman'],
  );
  for (const path of files) assert.ok(pageAt('docs/procedures.md').text.includes(`../${path}`), path);
});

for (const path of files) {
  describe(path, () => {
    it('says of every source where it is, where its backups go, and what is kept of them', async () => {
      const configuration = await configurationAt(path);
      for (const { source, kind } of sourceEntries(configuration, { sources: [], environments: [], kinds: [] }, path)) {
        const isDatabase = kind === 'full' || kind === 'schema';
        const values = valuesFor(configuration, source, isDatabase ? 'backup' : 'encrypt-and-upload');
        for (const url of values['store']?.split('\n') ?? []) parseStoreUrl(url, 'store');
        assert.ok(
          values['store'] !== undefined && (values['recipients'] ?? values['passphrase']) !== undefined,
          source,
        );
        if (isDatabase)
          connectionInput(inputReader(keptRuntime(values), [...connectionInputNames, ...Object.keys(values)]));
        else assert.ok(values['files'] !== undefined || values['command'] !== undefined, source);
        policyFor(configuration, source, kind);
      }
    });

    it('names the workflow that runs it, which gives it each secret that it refers to', async () => {
      const text = await readFile(join(root, path), 'utf8');
      const comment = text.split(/^[a-z]/m)[0] ?? '';
      const references = new Set([...text.matchAll(/\$\{env:(\w+)\}/g)].map(([, name = '']) => name));
      assert.ok(references.size > 0);
      for (const name of references) assert.match(comment, new RegExp(`\\b${name}\\b`), 'what to set');
      const entries = sourceEntries(await configurationAt(path), { sources: [], environments: [], kinds: [] }, path);
      const [, workflow] = /with examples\/([a-z-]+\.yml)/.exec(comment) ?? [];
      assert.equal(workflow === undefined, comment.includes('in jobs of your own'), 'one of the two');
      // a matrix names these variables, and many-sources.yml hands them over
      const handedOver =
        workflow === 'many-sources.yml'
          ? entries.flatMap(({ variables }) => [variables['url'], variables['password']])
          : [];
      const given = [...handedOver, 'DATABASE_URL', 'BACKUP_PASSPHRASE'];
      if (workflow !== undefined)
        for (const name of references) assert.ok(given.includes(name), `${workflow} does not give ${name}`);
    });

    it('names files with checks that are there and can be read', async () => {
      const text = await readFile(join(root, path), 'utf8');
      for (const [, name = ''] of text.matchAll(/^ *checks: (\S+)/gm))
        assert.ok((await readChecksFile(join(root, folder, name))).length > 0);
    });

    it('is for an editor to check, against the schema', async () => {
      const [line = ''] = (await readFile(join(root, path), 'utf8')).split('\n');
      assert.equal(line, '# yaml-language-server: $schema=../../docs/muster.schema.json');
      assert.ok(parse(await readFile(join(root, 'docs/muster.schema.json'), 'utf8')));
    });
  });
}

describe('a year of nightly backups, each proven', () => {
  const expected: readonly (readonly [file: string, source: string, kind: BackupKind, left: number])[] = [
    ['passman', 'passman', 'full', 15],
    ['passman', 'passman-stage', 'full', 6],
    ['alumni', 'alumni', 'full', 31],
    ['alumni', 'alumni', 'schema', 91],
    ['hyper', 'hyper-dev', 'full', 3],
    ['hyper', 'hyper-staging', 'full', 8],
    ['hyper', 'hyper', 'full', 31],
    ['front-end', 'front-end-image', 'command', 365],
    ['mina', 'mina', 'full', 91],
  ];
  for (const [file, source, kind, left] of expected) {
    it(`leaves ${left} of ${source} (${kind}), as its procedure says`, async () => {
      const policy = policyFor(await configurationAt(`${folder}/${file}.yml`), source, kind);
      const last = Date.parse('2026-11-21T02:00:00Z');
      const entries = Array.from({ length: 365 }, (_, day) =>
        entryAt(new Date(last - day * 86_400_000).toISOString(), { drills: ['proven'] }),
      );
      const plan = planRetention(entries, policy[kind], new Date(last + 3_600_000));
      assert.equal(plan.keep.length, left);
    });
  }
});
