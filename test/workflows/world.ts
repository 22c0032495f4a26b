import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ageKey, type AgeKey } from '../ciphers/throwaway-keys.ts';
import { startS3Server, type S3Server } from '../real/s3-server.ts';

/** A bucket and a key pair, as the settings of a repository that uses the suite. */
export interface Settings {
  readonly s3: S3Server;
  readonly age: AgeKey;
  readonly storeUrl: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Without those that name a database. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The keys of everything in the bucket. */
  keys(): Promise<readonly string[]>;
  /** Turns one bit in the middle of the data of a backup. */
  damage(backupId: string): Promise<void>;
}

/** What three settings and the keys of an S3 server are. Disposing of it ends the server. */
export async function startSettings(): Promise<Settings & AsyncDisposable> {
  await using unfinished = new AsyncDisposableStack();
  const s3 = unfinished.use(await startS3Server());
  const age = ageKey();
  const bucket = await s3.createBucket();
  const storeUrl = `s3://${bucket}/nightly?region=${s3.region}&path-style=true&endpoint=${s3.endpoint}`;
  const credentials = { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey };
  const client = new S3Client({ endpoint: s3.endpoint, region: s3.region, forcePathStyle: true, credentials });
  unfinished.defer(() => client.destroy());
  const keys: Settings['keys'] = async () => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    return Contents.map(({ Key = '' }) => Key);
  };
  const started = unfinished.move();
  return {
    ...{ s3, age, storeUrl, keys },
    variables: { BACKUP_STORE: storeUrl, BACKUP_RECIPIENTS: age.recipient },
    secrets: {
      BACKUP_IDENTITY: age.identity,
      AWS_ACCESS_KEY_ID: s3.accessKeyId,
      AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
    },
    async damage(backupId) {
      const Key = (await keys()).find((key) => key.includes(backupId.slice(-6)) && key.includes('/data.'));
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      const middle = bytes.byteLength >> 1;
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: bytes }));
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
