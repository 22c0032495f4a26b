import assert from 'node:assert/strict';
import { globSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { readActionMetadata } from '../../src/cli/action-metadata.ts';
import { backupKinds } from '../../src/domain/kind.ts';
import { pageAt } from './markdown.ts';

const root = join(import.meta.dirname, '../..');
const page = pageAt('docs/procedures.md');
const [, ...sections] = page.text.split(/^## /m);
const missing = sections.pop() ?? '';

/** What would be there, by its name, if a step that the page calls missing were done. */
const signs: Readonly<Record<string, RegExp>> = {
  increments: /increment|binlog|^wal|^log$|^base$/,
  moments: /moment|until|point-in-time|stop-at/,
  managed: /rds|neon|snapshot|managed/,
  rows: /csv|export|^rows$/,
  containers: /exec|ssh|container/,
  KMS: /kms/,
  'other clouds': /azure|gcs|google|blob/,
  'storage classes': /class|lock|glacier/,
  variables: /variable|prefix/,
  images: /image/,
  logs: /^logs$|ship/,
  alerts: /alert|notif|slack|smtp|sentry|webhook/,
  trends: /trend|history|cost|chart/,
  'audit trail': /audit|trail/,
  evidence: /evidence|sign|attest/,
};

interface Row {
  readonly step: string;
  readonly does: string;
  readonly line: string;
}

function rowsOf(text: string): readonly Row[] {
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) => {
    const [step = '', does = '', line = '', ...more] = row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim());
    assert.deepEqual(more, [], row);
    return { step, does, line };
  });
}

function missingWordsOf(text: string): readonly string[] {
  return [...text.matchAll(/_not yet:_ ([^;|]+)/g)].flatMap(([, words = '']) => words.trim().split(', '));
}

/** Whether a YAML file has a line with that key, and with that value where one is given. */
function says(path: string, key: string): boolean {
  const lines = pageAt(path)
    .text.split('\n')
    .map((line) => line.replace(/^[\s-]*/, '').replace(/ +#.*$/, ''));
  return lines.some((line) => (key.includes(': ') ? line === key : line.startsWith(`${key}:`)));
}

/** Names of everything that a user can ask for, and of every adapter. */
function everythingThere(): readonly string[] {
  const actions = readdirSync(join(root, 'actions'));
  const inputs = actions.flatMap((name) => {
    const { inputs: own, outputs } = readActionMetadata(join(root, 'actions', name, 'action.yml'));
    return [...Object.keys(own), ...Object.keys(outputs)];
  });
  const workflows = globSync('.github/workflows/*.yml', { cwd: root }).map((path) => path.slice(18, -4));
  const adapters = ['.', 'stores', 'ciphers', 'engines'].flatMap((folder) => readdirSync(join(root, 'src', folder)));
  const [, parameters = ''] = /s3Parameters = \[(.*)\]/.exec(pageAt('src/stores/store-url.ts').text) ?? [];
  assert.ok(parameters.includes('role'));
  return [
    ...actions,
    ...inputs,
    ...workflows,
    ...adapters,
    ...backupKinds,
    ...parameters.replaceAll("'", '').split(', '),
  ];
}

describe('the page with the five procedures', () => {
  it('has a row for every step, with a line of a file, or a word for what is not there', () => {
    assert.equal(sections.length, 5);
    for (const section of sections) {
      const [, policy = ''] = /\]\(\.\.\/(examples\/policies\/[a-z-]+\.yml)\)/.exec(section) ?? [];
      const rows = rowsOf(section);
      assert.ok(rows.length >= 15, policy);
      for (const { step, does, line } of rows) {
        if (line === '') assert.match(does, /_not yet:_ |^not a matter of backups/, step);
        if (line === '' || line === 'none is needed') continue;
        for (const group of line.split(' · ')) assertLeads(group, policy, step);
      }
    }
  });

  it('explains each word for what is not there, once, and uses it', () => {
    const explained = rowsOf(missing).map(({ step }) => step);
    assert.deepEqual([...new Set(missingWordsOf(sections.join('')))].sort(), explained.toSorted());
    assert.deepEqual(Object.keys(signs).sort(), explained.toSorted());
  });

  it('calls nothing missing that is there', () => {
    const there = everythingThere();
    for (const known of ['prune', 'keep-daily', 'directory', 'schema', 'role', 'drill', 'openpgp', 'verdict'])
      assert.ok(there.includes(known), known);
    for (const [word, sign] of Object.entries(signs))
      assert.deepEqual(
        there.filter((name) => sign.test(name)),
        [],
        `${word} may be there by now: see whether the page is still right`,
      );
  });
});

/** Holds one reference against its file: keys of the policy, or of the file that the link before them names. */
function assertLeads(group: string, policy: string, step: string): void {
  const [, target] = /^\[[^\]]+\]\(([^)]+)\)/.exec(group) ?? [];
  const keys = [...group.matchAll(/`([^`]+)`/g)].map(([, key = '']) => key);
  const rest = group.replace(/^\[[^\]]+\]\([^)]+\)/, '').replace(/`[^`]+`/g, '');
  assert.equal(rest.trim(), '', `${step}: ${group}`);
  const path = target === undefined ? policy : normalize(join(dirname(page.path), target));
  assert.ok(keys.length > 0 || !path.endsWith('.yml'), `${step}: ${group} names no line`);
  for (const key of keys) assert.ok(says(path, key), `${step}: ${path} has no line \`${key}\``);
}
