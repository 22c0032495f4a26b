import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { startShell, type Shell } from '../../test/cli/shell.ts';
import { startJob, type Job } from '../../test/real/action-run.ts';
import { startS3Server } from '../../test/real/s3-server.ts';
import { startShop, type OpenShop } from './shop.ts';

/** What every step of the demo works with. Disposing of it ends its servers and removes its folders. */
export interface World extends AsyncDisposable {
  readonly shop: OpenShop;
  /** Where actions run, and where `muster` does. */
  readonly job: Job;
  readonly shell: Shell;
  /** URLs of two stores. */
  readonly folder: string;
  readonly bucket: string;
  readonly recipients: string;
  readonly identity: string;
  /** Credentials of the bucket. */
  readonly env: Readonly<Record<string, string>>;
}

export async function startWorld(): Promise<World> {
  await using unfinished = new AsyncDisposableStack();
  const path = await mkdtemp(join(tmpdir(), 'muster-demo-'));
  unfinished.defer(() => rm(path, { recursive: true, force: true }));
  const shop = unfinished.use(await startShop());
  const s3 = unfinished.use(await startS3Server());
  const job = unfinished.use(await startJob());
  const shell = unfinished.use(await startShell());
  await mkdir(join(path, 'backups'));
  const identity = await generateX25519Identity();
  const world = {
    ...{ shop, job, shell, identity },
    folder: pathToFileURL(join(path, 'backups')).href,
    bucket: `s3://${await s3.createBucket()}/shop?endpoint=${s3.endpoint}&region=${s3.region}&path-style=true`,
    recipients: await identityToRecipient(identity),
    env: { AWS_ACCESS_KEY_ID: s3.accessKeyId, AWS_SECRET_ACCESS_KEY: s3.secretAccessKey },
  };
  const started = unfinished.move();
  return { ...world, [Symbol.asyncDispose]: () => started.disposeAsync() };
}
