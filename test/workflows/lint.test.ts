import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { programPath } from '../../scripts/parts/locate.ts';
import { tryProgram } from '../../scripts/parts/run-program.ts';
import { projectFolder } from '../real/action-run.ts';
import { actionErrors, workflowErrors } from './official-parser.ts';

const workflows = globSync(['.github/workflows/*.yml', 'examples/*.yml'], { cwd: projectFolder }).sort();
const actions = globSync('actions/*/action.yml', { cwd: projectFolder }).sort();
const textOf = (path: string): string => readFileSync(join(projectFolder, path), 'utf8');

describe('workflows and actions', () => {
  it('are all there to be looked over', () => {
    assert.ok(workflows.length >= 5 && actions.length >= 6, [...workflows, ...actions].join('\n'));
  });

  it('are what GitHub itself can read', async () => {
    const errors = [
      ...(await Promise.all(workflows.map((path) => workflowErrors(path, textOf(path))))),
      ...actions.map((path) => actionErrors(path, textOf(path))),
    ].flat();
    assert.deepEqual(errors, []);
    assert.notDeepEqual(await workflowErrors('bad.yml', 'on: push\njobs: {a: {runs-on: x, steps: [{use: y}]}}'), []);
    assert.notDeepEqual(actionErrors('bad.yml', 'name: x\nruns: {using: node24, mian: y}'), []);
  });

  it('give actionlint nothing to say', async () => {
    const { status, output } = await lint('actionlint', ['-no-color', '-shellcheck=', '-pyflakes=', ...workflows]);
    assert.equal(status, 0, output);
  });

  it('give zizmor nothing to say', async () => {
    const paths = [...workflows, ...actions, '.github/dependabot.yml'];
    const args = ['--offline', '--no-progress', '--quiet', '--config=.github/zizmor.yml'];
    const { status, output } = await lint('zizmor', [...args, ...paths]);
    assert.equal(status, 0, output);
  });
});

function lint(program: string, args: readonly string[]): ReturnType<typeof tryProgram> {
  return tryProgram('env', ['--chdir', projectFolder, programPath(program), ...args]);
}
