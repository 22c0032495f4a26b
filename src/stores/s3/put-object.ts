import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { Failure } from '../../domain/failure.ts';
import type { ObjectDigest, Part, PartSource, StoredObject } from '../../ports/store.ts';
import { abortable, unlessAborted } from '../abortable.ts';
import { ask, crc32Text, type Bucket } from './bucket.ts';
import { requireAccess } from './listings.ts';
import { lanes } from './lanes.ts';
import { beginMultipart, type Multipart } from './multipart.ts';
import { sendPart } from './part-body.ts';
import { describe, isAsSent, isCrcAsSent, look, rejectStored, type Sent } from './stored-check.ts';

/** Writes an object: in one request if it has one part, otherwise with several parts in flight. */
export async function putObject(
  bucket: Bucket,
  partsInFlight: number,
  key: string,
  source: PartSource,
  signal: AbortSignal,
): Promise<StoredObject> {
  const flight = lanes(partsInFlight, signal);
  let upload: Multipart | undefined;
  let sizeBytes = 0;
  try {
    for await (const part of abortable(source.parts(), flight.signal)) {
      sizeBytes += part.sizeBytes;
      if (part.index === 0 && part.isLast) return await putWhole(bucket, key, part, source, signal);
      const multipart = (upload ??= await beginMultipart(bucket, key, signal));
      await flight.add(() => multipart.send(part, flight.signal));
    }
    await flight.idle();
    if (upload === undefined) throw new Failure('bug', `there was no part of ${key} to store`);
    const digest = await unlessAborted(source.digest, signal);
    return await finish(bucket, upload, wholeOf(key, sizeBytes, digest), signal);
  } catch (thrown) {
    await flight.stop(); // a part that arrives after the abort would stay
    await upload?.abort();
    throw thrown;
  }
}

async function putWhole(
  bucket: Bucket,
  key: string,
  part: Part,
  source: PartSource,
  signal: AbortSignal,
): Promise<StoredObject> {
  const sent = wholeOf(key, part.sizeBytes, await unlessAborted(source.digest, signal));
  const input = {
    Bucket: bucket.bucket,
    Key: bucket.prefix + key,
    ContentLength: part.sizeBytes,
    ChecksumCRC32: crc32Text(part.crc32),
  };
  const answer = await ask(bucket, `write ${key}`, signal, () =>
    sendPart(part, key, signal, (Body, abortSignal) =>
      bucket.client.send(new PutObjectCommand({ ...input, Body }), { abortSignal }),
    ),
  ).catch((thrown: unknown) => explained(bucket, thrown, signal));
  const stored = await checkStored(bucket, sent, answer.ChecksumCRC32, signal);
  part.release();
  return stored;
}

/**
 * A server that refuses a large body may cut the connection before its answer is read; a request without a body then brings the answer. Of a
 * server that does not answer that one either, enough has been tried.
 */
async function explained(bucket: Bucket, thrown: unknown, signal: AbortSignal): Promise<never> {
  const isUnreachable = (failure: unknown): boolean =>
    failure instanceof Failure && failure.code === 'store-unreachable';
  if (!isUnreachable(thrown)) throw thrown;
  const hasty = { ...bucket, patience: { ...bucket.patience, tries: 2 } };
  await requireAccess(hasty, signal).catch((refusal: unknown) => {
    if (!isUnreachable(refusal)) throw refusal;
  });
  throw thrown;
}

async function finish(bucket: Bucket, upload: Multipart, sent: Sent, signal: AbortSignal): Promise<StoredObject> {
  const completed = await upload.complete(sent, signal);
  if (completed.is === 'done') return checkStored(bucket, sent, completed.checksum, signal);
  // The answer to the first try was lost, and the upload is gone: either that try completed it, or somebody took it back.
  const looked = await look(bucket, sent.key, signal);
  if (looked.is === 'there' && isAsSent(looked.head, sent)) {
    return describe(sent.key, sent.sizeBytes, looked.head.LastModified ?? bucket.patience.clock.now());
  }
  throw completed.failure;
}

/** Holds what the server has against what was sent, and removes it where it differs. */
async function checkStored(
  bucket: Bucket,
  sent: Sent,
  reported: string | undefined,
  signal: AbortSignal,
): Promise<StoredObject> {
  const looked = await look(bucket, sent.key, signal);
  const isRight =
    isCrcAsSent(reported, sent) &&
    (looked.is === 'unreadable' || (looked.is === 'there' && isAsSent(looked.head, sent)));
  if (!isRight) {
    const command = new DeleteObjectCommand({ Bucket: bucket.bucket, Key: bucket.prefix + sent.key });
    await ask(bucket, `remove ${sent.key}`, signal, () => bucket.client.send(command, { abortSignal: signal }));
    rejectStored(bucket, sent);
  }
  const modifiedAt = looked.is === 'there' ? looked.head.LastModified : undefined;
  return describe(sent.key, sent.sizeBytes, modifiedAt ?? bucket.patience.clock.now());
}

function wholeOf(key: string, sizeBytes: number, digest: ObjectDigest): Sent {
  if (sizeBytes !== digest.sizeBytes)
    throw new Failure('store-corrupted', `the parts of ${key} are not the whole object`);
  return { key, sizeBytes, crc32: digest.crc32 };
}
