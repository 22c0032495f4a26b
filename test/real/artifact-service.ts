import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An artifact as a run uploaded it. */
export interface UploadedArtifact {
  readonly name: string;
  readonly zip: Buffer;
}

export interface ArtifactService extends AsyncDisposable {
  /** What a runner gives to every step for this service. */
  readonly env: Readonly<Record<string, string>>;
  readonly uploaded: readonly UploadedArtifact[];
  /** Refuses everything from here on. */
  refuse(): void;
}

/**
 * The service that takes artifacts from a run, on loopback: as much of it as the toolkit's own client asks for
 * (https://github.com/actions/toolkit/blob/main/packages/artifact/src/generated/results/api/v1/artifact.ts). A name is taken once.
 */
export async function startArtifactService(): Promise<ArtifactService> {
  const [uploaded, begun]: [UploadedArtifact[], { name: string; blocks: Buffer[] }[]] = [[], []];
  let refuses = false;
  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loopback');
    const json = (status: number, content: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(content));
    };
    if (refuses) return void json(403, { code: 'permission_denied', msg: 'refused by the test' });
    if (pathname.startsWith('/upload/')) {
      const blob = begun[Number(pathname.split('/')[2])];
      if (searchParams.get('comp') !== 'blocklist') blob?.blocks.push(body);
      response.writeHead(201, { 'x-ms-request-id': '1', 'x-ms-version': '2024-11-04', etag: '"1"' });
      return void response.end();
    }
    const { name } = JSON.parse(body.toString()) as { name: string };
    if (pathname.endsWith('/CreateArtifact')) {
      if (uploaded.some((artifact) => artifact.name === name))
        return void json(409, {
          code: 'already_exists',
          msg: 'an artifact with this name already exists on the workflow run',
        });
      begun.push({ name, blocks: [] });
      return void json(200, { ok: true, signed_upload_url: `${url()}/upload/${begun.length - 1}?sig=x` });
    }
    const blocks = begun.find((one) => one.name === name)?.blocks ?? [];
    uploaded.push({ name, zip: Buffer.concat(blocks) });
    return void json(200, { ok: true, artifact_id: String(uploaded.length) });
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');
  const token = `${part({ alg: 'none' })}.${part({ scp: 'Actions.Results:run-1:job-1' })}.x`;
  return {
    env: {
      ACTIONS_RUNTIME_TOKEN: token,
      ACTIONS_RESULTS_URL: url(),
      GITHUB_RUN_ID: '1',
      GITHUB_REPOSITORY: 'octo-org/shop',
    },
    uploaded,
    refuse: () => void (refuses = true),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
