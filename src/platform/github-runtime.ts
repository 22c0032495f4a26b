import * as core from '@actions/core';
import { tmpdir } from 'node:os';
import { Failure } from '../domain/failure.ts';
import type { RunIdentity } from '../domain/manifest.ts';
import { Secret } from '../domain/secret.ts';
import type { Runtime } from '../ports/runtime.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The runner of a GitHub workflow; also any process that is started with the same variables. */
export function githubRuntime(environment: Environment = process.env): Runtime {
  const tempFolder = environment['RUNNER_TEMP'] ?? tmpdir();
  return {
    input: (name) => core.getInput(name, { trimWhitespace: false }),
    givenInputs: () =>
      Object.entries(environment)
        .filter(([name, value]) => name.startsWith('INPUT_') && value !== undefined && value !== '')
        .map(([name]) => name.slice('INPUT_'.length).toLowerCase()),
    output: (name, value) => {
      // Without the file that a runner gives, the toolkit would print the obsolete command.
      if (environment['GITHUB_OUTPUT'] !== undefined) core.setOutput(name, value);
    },
    mask: (text) => {
      if (text.trim() !== '' && environment['GITHUB_ACTIONS'] === 'true') core.setSecret(text);
    },
    summary: async (markdown) => {
      if (environment['GITHUB_STEP_SUMMARY'] === undefined) return;
      await core.summary.addRaw(markdown, true).write();
    },
    info: (line) => core.info(line),
    warn: (line) => core.warning(line),
    error: (line, title) => core.error(line, { title }),
    tempFolder,
    workFolder: environment['GITHUB_WORKSPACE'] ?? process.cwd(),
    searchPath: environment['PATH'] ?? '',
    programEnvironment: programEnvironment(environment, tempFolder),
    run: runIdentity(environment),
    identityToken: (audience) => identityToken(environment, audience),
    signal: stopSignal(),
  };
}

/** What tools need to run at all; inputs and credentials are not in it. */
function programEnvironment(environment: Environment, tempFolder: string): Record<string, string> {
  const passed = ['PATH', 'HOME', 'USER', 'SYSTEMROOT'].flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(passed), LC_ALL: 'C.UTF-8', TZ: 'UTC', TMPDIR: tempFolder };
}

/** The runner has these variables only in a job that may ask; the toolkit masks what it gets. */
async function identityToken(environment: Environment, audience: string): Promise<Secret> {
  if (!environment['ACTIONS_ID_TOKEN_REQUEST_URL'] || !environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN']) {
    throw new Failure('store-denied', 'this job gets no identity token, so it cannot take on a role', {
      hint: 'add "id-token: write" to the permissions of the job; pull requests from forks never get one',
    });
  }
  return new Secret(await core.getIDToken(audience));
}

function runIdentity(environment: Environment): RunIdentity {
  const runId = environment['GITHUB_RUN_ID'];
  if (runId === undefined) return { id: `local-${process.pid}` };
  const repository = environment['GITHUB_REPOSITORY'];
  const optional = {
    repository,
    workflow: environment['GITHUB_WORKFLOW_REF'] ?? environment['GITHUB_WORKFLOW'],
    actor: environment['GITHUB_ACTOR'],
    commit: environment['GITHUB_SHA'],
    url:
      repository && `${environment['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${repository}/actions/runs/${runId}`,
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { id: `github-${runId}-${environment['GITHUB_RUN_ATTEMPT'] ?? '1'}`, ...given };
}

/** Aborted by the signals with which a runner, or a person, ends a job. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      controller.abort(new Error(`the run was asked to stop (${name})`));
    });
  }
  return controller.signal;
}
