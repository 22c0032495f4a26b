import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
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
  /** Makes an account that may list and read a bucket, and nothing else. */
  createReader(bucket: string): Promise<S3Account>;
}

/** Keys of an account that the server knows. */
export interface S3Account {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
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
  await mkdir(join(folder, 'accounts'));
  const server = launcher({ ROOT_ACCESS_KEY: accessKeyId, ROOT_SECRET_KEY: secretAccessKey }).start({
    file: programPath('versitygw'),
    // Metadata in files of its own: not every file system for temporary files has extended attributes.
    args: [
      ...['--port', `127.0.0.1:${port}`, '--health', '/health', '--quiet', '--keep-alive'],
      ...['--iam-dir', join(folder, 'accounts')],
      ...['posix', '--sidecar', join(folder, 'meta'), join(folder, 'data')],
    ],
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
    async createReader(bucket) {
      const account = { accessKeyId: `reader-of-${bucket}`, secretAccessKey: 'reader-secret-w7Rq2' };
      await createAccount(endpoint, account);
      await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: readingPolicy(bucket, account) }));
      return account;
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
      await end();
    },
  };
}

/** An account without rights, made with the server's own tool. */
async function createAccount(endpoint: string, { accessKeyId: id, secretAccessKey: secret }: S3Account): Promise<void> {
  await launcher({}).capture({
    file: programPath('versitygw'),
    args: ['admin', '--endpoint-url', endpoint, 'create-user', '--access', id, '--secret', secret, '--role', 'user'],
    env: { ADMIN_ACCESS_KEY_ID: accessKeyId, ADMIN_SECRET_ACCESS_KEY: secretAccessKey },
  });
}

function readingPolicy(bucket: string, account: S3Account): string {
  const statement = { Effect: 'Allow', Principal: { AWS: [account.accessKeyId] } };
  const [whole, objects] = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { ...statement, Action: ['s3:ListBucket', 's3:ListBucketMultipartUploads'], Resource: [whole] },
      { ...statement, Action: ['s3:GetObject'], Resource: [objects] },
    ],
  });
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
