import { PutObjectCommand } from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Failure } from '../../domain/failure.ts';
import type { StoredObject } from '../../ports/store.ts';
import { ask, crc32Text, type Bucket } from './bucket.ts';
import { isPassing, s3ErrorOf } from './s3-error.ts';
import { describe, isAsSent, isCrcAsSent, look, rejectStored } from './stored-check.ts';

/** Metadata that tells a writer's own object from another's: the answer to a write that succeeded may be lost. */
const writerTag = 'muster-writer';

/**
 * Writes a small object where there is none by that key. A server that sees two such writes at once may answer the loser with 409 and ask
 * it to come back (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
 */
export async function putIfAbsent(
  bucket: Bucket,
  key: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<StoredObject> {
  const { client, patience, name } = bucket;
  const sent = { key, sizeBytes: bytes.byteLength, crc32: crc32(bytes) };
  const writer = randomUUID();
  const command = new PutObjectCommand({
    Bucket: bucket.bucket,
    Key: bucket.prefix + key,
    Body: bytes,
    ContentLength: sent.sizeBytes,
    ChecksumCRC32: crc32Text(sent.crc32),
    IfNoneMatch: '*',
    Metadata: { [writerTag]: writer },
  });
  const answer = await ask(bucket, `write ${key}`, signal, async (attempt) => {
    try {
      return await client.send(command, { abortSignal: signal });
    } catch (thrown) {
      const { status } = s3ErrorOf(thrown);
      const isLast = attempt >= patience.tries || !isPassing(thrown);
      if (status === 412 || (status === 409 && isLast)) return 'present';
      throw thrown;
    }
  });
  const looked = await look(bucket, key, signal);
  const head = looked.is === 'there' ? looked.head : undefined;
  const isOurs = answer !== 'present' || head?.Metadata?.[writerTag] === writer;
  if (!isOurs) throw new Failure('backup-exists', `${name} already has ${key}`);
  const isRight = answer === 'present' || isCrcAsSent(answer.ChecksumCRC32, sent);
  if (!isRight || (head !== undefined && !isAsSent(head, sent))) rejectStored(bucket, sent);
  return describe(key, sent.sizeBytes, head?.LastModified ?? patience.clock.now());
}
