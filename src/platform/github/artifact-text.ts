import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact } from '../../ports/code-host.ts';

export interface ArtifactPlace {
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  readonly tempFolder: string;
}

/** The text of the only file in an artifact of any run. Throws whatever the toolkit throws, or an Error where there is not just one file. */
export async function artifactText(
  { id, runId = 0 }: Artifact,
  { token, owner, repo, tempFolder }: ArtifactPlace,
): Promise<string> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const path = await mkdtemp(join(tempFolder, 'muster-status-'));
  try {
    const findBy = { token, workflowRunId: runId, repositoryOwner: owner, repositoryName: repo };
    await new DefaultArtifactClient().downloadArtifact(id, { path, findBy });
    const [name, ...more] = await readdir(path);
    if (name === undefined || more.length > 0) throw new Error(`the artifact has ${more.length} files too many`);
    return await readFile(join(path, name), 'utf8');
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
