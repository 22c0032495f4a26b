import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { startJob } from '../test/real/action-run.ts';
import { startS3Server } from '../test/real/s3-server.ts';
import type { Ground } from './contenders.ts';
import type { BenchEngine } from './engines.ts';

/** Does some work on a server of the engine, beside stores and keys of its own, and removes all of it. */
export async function onGround(
  engine: BenchEngine,
  database: string,
  work: (ground: Ground) => Promise<void>,
): Promise<void> {
  await using made = new AsyncDisposableStack();
  const own = await mkdtemp(join(tmpdir(), 'muster-bench-'));
  made.defer(() => rm(own, { recursive: true, force: true }));
  const [folder, stored, passphraseFile] = [join(own, 'work'), join(own, 'stored'), join(own, 'passphrase')];
  await mkdir(folder);
  await mkdir(stored);
  await writeFile(passphraseFile, 'correct horse battery staple', { mode: 0o600 });
  const server = made.use(await engine.start());
  const s3 = made.use(await startS3Server());
  const job = made.use(await startJob());
  const identity = await generateX25519Identity();
  await work({
    ...{ engine, server, database, folder, passphraseFile, identity, job },
    recipient: await identityToRecipient(identity),
    directoryStore: pathToFileURL(stored).href,
    s3Store: `s3://${await s3.createBucket()}?endpoint=${s3.endpoint}&region=${s3.region}&path-style=true`,
    s3Env: { AWS_ACCESS_KEY_ID: s3.accessKeyId, AWS_SECRET_ACCESS_KEY: s3.secretAccessKey },
  });
}
