import * as core from '@actions/core';
import { tmpdir } from 'node:os';
import { Failure } from '../domain/failure.ts';
import { Secret } from '../domain/secret.ts';
import type { Runtime } from '../ports/runtime.ts';
import { programEnvironment, type Environment } from './environment.ts';
import { outputFile, unwritten } from './output-file.ts';
import { runIdentity } from './run-identity.ts';
import { runnerCache } from './runner-cache.ts';
import { stopSignal } from './stop-signal.ts';

/** The runner of a GitHub workflow; also any process that is started with the same variables. */
export function githubRuntime(environment: Environment = process.env): Runtime {
  const tempFolder = environment['RUNNER_TEMP'] ?? tmpdir();
  const output = (name: string, value: string): void => {
    // Without the file that a runner gives, the toolkit would print the obsolete command.
    if (environment['GITHUB_OUTPUT'] === undefined) return;
    try {
      core.setOutput(name, value);
    } catch (cause) {
      throw unwritten(`output ${name}`, cause);
    }
  };
  return {
    input: (name) => core.getInput(name, { trimWhitespace: false }),
    givenInputs: () =>
      Object.entries(environment)
        .filter(([name, value]) => name.startsWith('INPUT_') && value !== undefined && value !== '')
        .map(([name]) => name.slice('INPUT_'.length).toLowerCase()),
    variable: (name) => environment[name] ?? '',
    output,
    outputFile: async (name, file, text) => output(name, await outputFile(tempFolder, file, text)),
    mask: (text) => {
      if (text.trim() !== '' && environment['GITHUB_ACTIONS'] === 'true') core.setSecret(text);
    },
    summary: async (markdown) => {
      if (environment['GITHUB_STEP_SUMMARY'] === undefined) return;
      await core.summary
        .addRaw(markdown, true)
        .write()
        .catch((cause: unknown) => {
          throw unwritten('the summary', cause);
        });
    },
    result: (text) => core.info(text.trimEnd()),
    info: (line) => core.info(line),
    warn: (line) => core.warning(line),
    error: (line, title) => core.error(line, { title }),
    tempFolder,
    workFolder: environment['GITHUB_WORKSPACE'] ?? process.cwd(),
    searchPath: environment['PATH'] ?? '',
    programEnvironment: programEnvironment(environment, tempFolder),
    run: runIdentity(environment),
    cache: runnerCache,
    identityToken: (audience) => identityToken(environment, audience),
    signal: stopSignal(['SIGINT', 'SIGTERM']),
  };
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
