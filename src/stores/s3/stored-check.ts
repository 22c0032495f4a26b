import { HeadObjectCommand, type HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { Failure } from '../../domain/failure.ts';
import type { StoredObject } from '../../ports/store.ts';
import { ask, crc32Text, type Bucket } from './bucket.ts';
import { s3ErrorOf } from './s3-error.ts';

/** What the server says about an object. `unreadable`: it does not let this account look, as it is right for one that only writes. */
export type Looked =
  | { readonly is: 'there'; readonly head: HeadObjectCommandOutput }
  | { readonly is: 'missing' }
  | { readonly is: 'unreadable' };

/** Asks the server about an object, with its checksum. */
export async function look(bucket: Bucket, key: string, signal: AbortSignal): Promise<Looked> {
  return ask(bucket, `look at ${key}`, signal, async (): Promise<Looked> => {
    try {
      const command = new HeadObjectCommand({
        Bucket: bucket.bucket,
        Key: bucket.prefix + key,
        ChecksumMode: 'ENABLED',
      });
      return { is: 'there', head: await bucket.client.send(command, { abortSignal: signal }) };
    } catch (thrown) {
      // Answers to HEAD have no body, so that the status is all there is.
      const { status } = s3ErrorOf(thrown);
      if (status === 404) return { is: 'missing' };
      if (status === 403) return { is: 'unreadable' };
      throw thrown;
    }
  });
}

/** What was sent, to be held against what a server says it has. */
export interface Sent {
  readonly key: string;
  readonly sizeBytes: number;
  readonly crc32: number;
}

/** Whether the server's words are those of the object that was sent. A checksum of another kind says nothing. */
export function isAsSent(head: HeadObjectCommandOutput, sent: Sent): boolean {
  return head.ContentLength === sent.sizeBytes && isCrcAsSent(head.ChecksumCRC32, sent);
}

/** Whether a checksum that the server reports, if it does, is that of the whole object that was sent. */
export function isCrcAsSent(reported: string | undefined, { crc32 }: Sent): boolean {
  const isOfWhole = reported !== undefined && !reported.includes('-'); // "…-3" would be a checksum of three checksums
  return !isOfWhole || reported === crc32Text(crc32);
}

/** @throws Failure `store-corrupted` */
export function rejectStored(bucket: Bucket, { key, sizeBytes }: Sent): never {
  throw new Failure(
    'store-corrupted',
    `${bucket.name} stored ${key} with another size or checksum than the ${sizeBytes} bytes sent`,
  );
}

/** An object as the port describes it. */
export function describe(key: string, sizeBytes: number, modifiedAt: Date): StoredObject {
  return { key, sizeBytes, modifiedAt };
}
