import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { launcher, type RunningProcess } from '../../src/process/launcher.ts';
import { programPath } from '../../scripts/parts/locate.ts';

/** A real S3 server on loopback with data of its own. Disposing of it ends it and removes the data. */
export interface S3Server extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Makes an empty bucket with a name of its own and returns the name. */
  createBucket(): Promise<string>;
}

const region = 'us-east-1';
const accessKeyId = 'muster-test';
const secretAccessKey = 'muster-test-secret';

/** Starts a server and returns when it answers. */
export async function startS3Server(): Promise<S3Server> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-s3-'));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  await mkdir(join(folder, 'data'));
  await mkdir(join(folder, 'meta'));
  const server = launcher({ ROOT_ACCESS_KEY: accessKeyId, ROOT_SECRET_KEY: secretAccessKey }).start({
    file: programPath('versitygw'),
    // Metadata in files of its own: not every file system for temporary files has extended attributes.
    args: ['--port', `127.0.0.1:${port}`, '--health', '/health', '--quiet', '--keep-alive', 'posix'].concat(
      '--sidecar',
      join(folder, 'meta'),
      join(folder, 'data'),
    ),
  });
  const end = async (): Promise<void> => {
    await server[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  };
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
  try {
    await untilHealthy(`${endpoint}/health`, server);
  } catch (thrown) {
    await end();
    throw thrown;
  }
  let buckets = 0;
  return {
    endpoint,
    region,
    accessKeyId,
    secretAccessKey,
    async createBucket() {
      buckets += 1;
      const name = `bucket-${buckets}`;
      await client.send(new CreateBucketCommand({ Bucket: name }));
      return name;
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
      await end();
    },
  };
}

/** Waits for the server, as long as it lives. */
async function untilHealthy(url: string, server: RunningProcess): Promise<void> {
  const ended = new AbortController();
  server.done.catch(() => undefined).finally(() => ended.abort());
  for (;;) {
    const isHealthy = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isHealthy) return;
    if (ended.signal.aborted) throw new Error(`the S3 server did not start: ${server.stderr()}`);
    await setTimeout(20);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
