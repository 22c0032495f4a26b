import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readActionMetadata } from '../../src/cli/action-metadata.ts';
import { firstSteps } from '../../src/cli/help.ts';
import { knownActions } from '../../src/cli/known-actions.ts';
import { ownOptions } from '../../src/cli/parse-arguments.ts';
import { version } from '../../src/platform/version.ts';
import { blocksOf, pageAt, sectionOf } from '../docs/markdown.ts';
import { projectFolder } from '../real/action-run.ts';
import { startShell, type Shell } from './shell.ts';

const page = pageAt('docs/command-line.md');
const names = [...knownActions(projectFolder).keys()];
const metadataOf = (name: string): ReturnType<typeof readActionMetadata> =>
  readActionMetadata(join(projectFolder, 'actions', name, 'action.yml'));
/** A text without its line breaks, which depend on the width of the terminal. */
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** What a terminal shows of Markdown: of a link its text. */
const shown = (text: string): string => flat(text).replace(/\[([^\]]*)\]\(\S*\)/g, '$1');

describe('help', () => {
  let shell: Shell;
  before(async () => {
    shell = await startShell();
  });
  after(() => shell[Symbol.asyncDispose]());

  async function answer(...args: string[]): Promise<string> {
    const run = await shell.muster(args);
    assert.deepEqual({ status: run.status, stderr: run.stderr }, { status: 0, stderr: '' });
    assert.ok(
      run.stdout.split('\n').every((line) => line.length <= 100),
      'a line is too long',
    );
    return flat(run.stdout);
  }

  it('lists every action with what it does', async () => {
    const text = await answer('--help');
    for (const name of names) assert.ok(text.includes(flat(`${name} ${metadataOf(name).description ?? ''}`)), name);
    for (const word of ['-h', 'help']) assert.equal(await answer(word), text);
  });

  it('begins with the steps that the page about the command line shows, and a test runs', async () => {
    const text = await answer('--help');
    const [block = ''] = blocksOf({ ...page, text: sectionOf(page, 'Use') }, 'sh').map((one) => one.text);
    assert.ok(text.includes(flat(firstSteps.join(' '))));
    assert.ok(block.startsWith(firstSteps.join('\n')), block);
  });

  for (const name of names) {
    it(`of ${name} says of each input and output what its action.yml and its README say`, async () => {
      const text = await answer(name, '--help');
      const readme = flat(readFileSync(join(projectFolder, 'actions', name, 'README.md'), 'utf8')).replaceAll(
        '\\|',
        '|',
      );
      const { inputs, outputs, description = '' } = metadataOf(name);
      assert.ok(text.startsWith(shown(description)));
      assert.doesNotMatch(text, /\]\(/, 'a link');
      const all = Object.entries(inputs);
      assert.ok(all.length > 3);
      for (const [input, { description: meaning = '' }] of all) {
        assert.match(text, new RegExp(` --${input}(-file)?[ ,]`));
        assert.ok(text.includes(shown(meaning)), `${input} in --help`);
        assert.ok(readme.includes(flat(meaning)), `${input} in the README`);
      }
      for (const [output, { description: meaning = '' }] of Object.entries(outputs))
        assert.ok(text.includes(shown(`${output} ${meaning}`)), output);
      for (const [option, { meaning }] of Object.entries(ownOptions)) {
        assert.match(text, new RegExp(` --${option} `));
        assert.ok(text.includes(meaning), option);
      }
      const options = [...text.matchAll(/ --([a-z-]+)/g)].map(([, option = '']) => option.replace(/-file$/, ''));
      const known = [...Object.keys(inputs), ...Object.keys(ownOptions)];
      assert.deepEqual(
        options.filter((option) => !known.includes(option)),
        [],
        'options that there are not',
      );
    });
  }

  it('is given for an action whatever else is written, and shows secrets without the form that is refused', async () => {
    const text = await answer('backup', '--nonsense', '--help');
    assert.match(text, / --passphrase-file file, or MUSTER_PASSPHRASE /);
    assert.doesNotMatch(text, / --passphrase value/);
    for (const args of [
      ['backup', '-h'],
      ['backup', '--source', 'shop', '-h'],
      ['help', 'backup'],
      ['--help', 'backup'],
    ])
      assert.equal(await answer(...args), text, args.join(' '));
  });

  it('names the action that was meant by a misspelt one, and itself', async () => {
    for (const [args, meant] of [
      [['help', 'bakcup'], 'backup'],
      [['hlep'], 'help'],
    ] as const) {
      const { status, stderr } = await shell.muster(args);
      assert.equal(status, 2);
      assert.match(stderr, new RegExp(`did you mean "${meant}"\\? \\[action-unknown\\]\n$`));
    }
  });

  it('fits the screen that it is shown on', async () => {
    const { stdout } = await shell.bash(`script -qec 'stty cols 60; muster backup --help' /dev/null`);
    const lines = stdout.split(/\r?\n/);
    assert.ok(lines.length > 50);
    assert.deepEqual(
      lines.filter((line) => line.length > 60 && line.includes(' ', 6)),
      [],
    );
  });

  it('has the version of the package', async () => {
    const { version: packaged } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
      version: string;
    };
    assert.equal(version, packaged);
    for (const word of ['--version', 'version']) assert.equal(await answer(word), `muster ${version}`);
  });
});
