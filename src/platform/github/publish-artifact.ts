import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, messageOf } from '../../domain/failure.ts';
import type { Environment } from '../environment.ts';

export interface SmallArtifact {
  /** The name to take by number, from 1 on: names are taken once in a run. */
  readonly nameOf: (number: number) => string;
  readonly fileName: string;
  readonly text: string;
  readonly retentionDays: number;
}

/** So many things of one name does one run leave. */
const mostNames = 20;

/**
 * Leaves a text as an artifact of this run. It needs no permission and no token but the one that the runner gives to every step.
 *
 * @returns the name that it got.
 * @throws Failure `status-unpublished`
 */
export async function publishArtifact(
  { nameOf, fileName, text, retentionDays }: SmallArtifact,
  tempFolder: string,
  environment: Environment = process.env,
): Promise<string> {
  if (!environment['ACTIONS_RUNTIME_TOKEN'] || !environment['ACTIONS_RESULTS_URL']) {
    throw new Failure('status-unpublished', 'this run has no place for artifacts, so the status cannot be published', {
      hint: 'only the steps of a workflow on github.com have one; elsewhere leave publish-status out, and give the gate a store',
    });
  }
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const client = new DefaultArtifactClient();
  const folder = await mkdtemp(join(tempFolder, 'muster-publish-'));
  try {
    const path = join(folder, fileName);
    await writeFile(path, text);
    for (let number = 1; ; number += 1) {
      const name = nameOf(number);
      try {
        await client.uploadArtifact(name, [path], folder, { retentionDays });
        return name;
      } catch (cause) {
        // The service refuses a second artifact of a name with 409 Conflict.
        if (number < mostNames && /\b409\b|already exists/i.test(messageOf(cause))) continue;
        throw new Failure('status-unpublished', `the status cannot be published as ${name}: ${messageOf(cause)}`, {
          cause,
        });
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
