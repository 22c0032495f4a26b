import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';

/** A file of a pull request or a comparison, as GitHub lists it. */
export interface StandInFile {
  readonly filename: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly previous_filename?: string;
}

/** An artifact with the run that left it. What is not given is as for a run of the default branch. */
export interface StandInStatus {
  readonly name: string;
  readonly text: string;
  /** The whole archive, where it is not to be made of the text. */
  readonly zip?: Buffer;
  readonly createdAt: Date;
  readonly expired?: boolean;
  readonly event?: string;
  readonly headBranch?: string;
  readonly headRepositoryId?: number;
  readonly headSha?: string;
  readonly path?: string;
}

/** What GitHub knows. Tests change it between requests. */
export interface StandInState {
  files: readonly StandInFile[];
  /** Where it is not the number of the files. */
  changedFiles: number | undefined;
  headSha: string;
  /** Whether pull requests are merged already. */
  isMerged?: boolean;
  compared: readonly StandInFile[];
  statuses: readonly StandInStatus[];
  comments: { id: number; body: string; user: { type: string } }[];
  /** Answers requests whose path holds the text with a status, so many times. */
  failing: { path: string; status: number; times: number; headers?: Record<string, string> }[];
}

export interface GithubStandIn extends AsyncDisposable {
  readonly url: string;
  readonly state: StandInState;
  /** `GET /repos/…`, in their order. */
  readonly requests: readonly string[];
}

export const repositoryId = 42;
export const mainSha = 'a'.repeat(40);
/** A commit that no branch has. */
export const strayedSha = 'b'.repeat(40);

/**
 * What the gate asks of GitHub, on loopback, since GitHub itself cannot run here. The shapes are those of the reference
 * (https://docs.github.com/en/rest): of each answer the members that are documented for it and read by somebody; lists have pages with a
 * `Link` header; an artifact is a redirect to a zip; a missing permission is 403 "Resource not accessible by integration".
 */
export async function startGithubStandIn(): Promise<GithubStandIn> {
  const state: StandInState = {
    ...{
      files: [],
      changedFiles: undefined,
      headSha: 'c'.repeat(40),
      compared: [],
      statuses: [],
      comments: [],
      failing: [],
    },
  };
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    void answer(request, response, state, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  state: StandInState,
  base: string,
): Promise<void> {
  const url = new URL(request.url ?? '/', base);
  const json = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify(body));
  };
  const failing = state.failing.find(
    ({ path, times }) => times > 0 && `${request.method} ${request.url}`.includes(path),
  );
  if (failing !== undefined) {
    failing.times -= 1;
    const message = failing.status === 403 ? 'Resource not accessible by integration' : 'said the stand-in';
    return void json(failing.status, { message, documentation_url: 'https://docs.github.com/rest' }, failing.headers);
  }
  const path = url.pathname.replace(/^\/repos\/[\w-]+\/[\w-]+/, '');
  const listed = (all: readonly unknown[], wrap?: string): void => {
    const [size, page] = [Number(url.searchParams.get('per_page') ?? 30), Number(url.searchParams.get('page') ?? 1)];
    const shown = all.slice((page - 1) * size, page * size);
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    const link: Record<string, string> = page * size < all.length ? { link: `<${next.href}>; rel="next"` } : {};
    json(200, wrap === undefined ? shown : { total_count: all.length, [wrap]: shown }, link);
  };
  const id = Number(/\/(\d+)(?:\/zip)?$/.exec(path)?.[1] ?? 0);
  if (path === '') return void json(200, { id: repositoryId, default_branch: 'main' });
  if (path === '/branches/main') return void json(200, { name: 'main', commit: { sha: mainSha } });
  if (path.startsWith('/compare/')) {
    const status = path.includes(strayedSha) ? 'diverged' : 'ahead';
    return void json(200, { status, files: state.compared.slice(0, 300) });
  }
  if (/^\/pulls\/\d+\/files$/.test(path)) return void listed(state.files.slice(0, 3000));
  if (/^\/pulls\/\d+$/.test(path)) {
    const { headSha: sha, changedFiles: changed_files = state.files.length, isMerged = false } = state;
    return void json(200, { head: { sha }, changed_files, state: isMerged ? 'closed' : 'open' });
  }
  if (path === '/actions/artifacts') {
    const name = url.searchParams.get('name');
    return void listed(
      state.statuses.map(artifactOf).filter((artifact) => artifact.name === name),
      'artifacts',
    );
  }
  const status = state.statuses[id - 1];
  if (/^\/actions\/runs\/\d+$/.test(path) && status !== undefined) return void json(200, runOf(status, id));
  if (path.endsWith('/zip') && status !== undefined) {
    response.writeHead(302, { location: `${base}/blob/${id}` });
    return void response.end();
  }
  if (path.startsWith('/blob/') && status !== undefined) {
    response.writeHead(200, { 'content-type': 'application/zip' });
    return void response.end(status.zip ?? zipOf('status.json', Buffer.from(status.text)));
  }
  if (path.includes('/comments')) {
    if (request.method === 'GET') return void listed(state.comments);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { body } = JSON.parse(Buffer.concat(chunks).toString()) as { body: string };
    const known = state.comments.find((comment) => request.method === 'PATCH' && comment.id === id);
    if (known !== undefined) known.body = body;
    else state.comments.push({ id: state.comments.length + 1, body, user: { type: 'Bot' } });
    return void json(request.method === 'PATCH' ? 200 : 201, {});
  }
  return void json(404, { message: 'Not Found' });
}

function artifactOf(status: StandInStatus, index: number): { name: string } & Record<string, unknown> {
  const { name, text, createdAt, expired = false, headBranch = 'main', headSha = mainSha } = status;
  const run = { id: index + 1, repository_id: repositoryId, head_branch: headBranch, head_sha: headSha };
  const { headRepositoryId = repositoryId } = status;
  return {
    ...{ id: index + 1, name, size_in_bytes: text.length, expired, created_at: createdAt.toISOString() },
    workflow_run: { ...run, head_repository_id: headRepositoryId },
  };
}

function runOf(status: StandInStatus, id: number): unknown {
  const { event = 'schedule', headBranch = 'main', headSha = mainSha, headRepositoryId = repositoryId } = status;
  const { path = '.github/workflows/nightly.yml' } = status;
  return {
    ...{
      id,
      event,
      path,
      head_branch: headBranch,
      head_sha: headSha,
      html_url: `https://github.com/octo-org/shop/actions/runs/${id}`,
    },
    ...{ repository: { id: repositoryId }, head_repository: { id: headRepositoryId } },
  };
}

/** A zip archive with one file, stored (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7, 4.3.12, 4.3.16). */
function zipOf(name: string, content: Buffer): Buffer {
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20, 0);
  about.writeUInt32LE(crc32(content), 10);
  about.writeUInt32LE(content.length, 14);
  about.writeUInt32LE(content.length, 18);
  about.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, Buffer.from(name), content]);
  const rest = Buffer.alloc(14);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), about, rest, Buffer.from(name)]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
