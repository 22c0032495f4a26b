import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { parseChecks } from '../../src/domain/verification/checks-parser.ts';
import { allPages, anchorsOf, blocksOf, innerLinksOf, pageAt } from './markdown.ts';

const root = join(import.meta.dirname, '..', '..');
const pages = allPages();

it('finds the pages that it is about', () => {
  const paths = pages.map(({ path }) => path);
  for (const path of ['README.md', 'docs/design.md', 'docs/formats.md', 'actions/prune/README.md'])
    assert.ok(paths.includes(path), path);
});

describe('links', () => {
  for (const page of pages) {
    it(`of ${page.path} lead to files and headings that exist`, () => {
      const broken = innerLinksOf(page).filter((target) => !leadsSomewhere(page.path, target));
      assert.deepEqual(broken, []);
    });
  }
});

describe('commands', () => {
  const blocks = pages.flatMap((page) => [...blocksOf(page, 'sh'), ...blocksOf(page, 'bash')]);

  it('are there', () => assert.ok(blocks.length >= 4));

  for (const [index, { page, text }] of blocks.entries()) {
    it(`of ${page} can be parsed by bash (block ${index + 1})`, () => {
      execFileSync('bash', ['-n'], { input: text, stdio: ['pipe', 'ignore', 'pipe'] });
    });
  }

  it('that npm is to run are scripts of the project', () => {
    const { scripts } = JSON.parse(pageAt('package.json').text) as { scripts: Readonly<Record<string, string>> };
    const named = pages.flatMap(({ text }) =>
      [...text.matchAll(/\bnpm (?:run )?(test|(?<=run )[a-z:-]+)/g)].map(([, name = '']) => name),
    );
    assert.ok(new Set(named).size >= 3);
    assert.deepEqual(
      named.filter((name) => !Object.hasOwn(scripts, name)),
      [],
    );
  });
});

it('begins the page of each action with what its action.yml says of it', () => {
  const paths = pages.map(({ path }) => path).filter((path) => /^actions\/[a-z-]+\/README\.md$/.test(path));
  assert.ok(paths.length > 8);
  for (const path of paths) {
    const { description } = parse(pageAt(path.replace('README.md', 'action.yml')).text) as { description: string };
    const [, first = ''] = pageAt(path).text.split('\n\n');
    assert.equal(first.replace(/\[(.*?)\]\(.*?\)/g, '$1').replace(/\.$/, ''), description, path);
  }
});

it('shows checks of the user that can be read', () => {
  const shown = pages.flatMap((page) => blocksOf(page, 'yaml')).filter(({ text }) => /^checks:/m.test(text));
  assert.ok(shown.length > 0);
  for (const { page, text } of shown) assert.ok(parseChecks(parse(text), () => page).length > 0);
});

function leadsSomewhere(from: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? from : normalize(join(dirname(from), path));
  if (!existsSync(join(root, file))) return false;
  return anchor === undefined || anchorsOf(pageAt(file)).includes(anchor);
}
