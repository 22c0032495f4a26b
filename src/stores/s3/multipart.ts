import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { Failure } from '../../domain/failure.ts';
import type { Part } from '../../ports/store.ts';
import { ask, crc32Text, type Bucket } from './bucket.ts';
import { sendPart } from './part-body.ts';
import { s3ErrorOf } from './s3-error.ts';
import { s3Failure } from './s3-failure.ts';
import type { Sent } from './stored-check.ts';

/** How the last request of an upload ended. `gone`: the server no longer knows the upload, which also happens when it was completed. */
export type Completion =
  { readonly is: 'done'; readonly checksum: string | undefined } | { readonly is: 'gone'; readonly failure: Failure };

/** An object that is being written in parts. */
export interface Multipart {
  /** Sends a part, checked by the server against its CRC-32, and releases it. */
  send(part: Part, signal: AbortSignal): Promise<void>;
  /** Makes the object visible; the server checks size and CRC-32 of the whole. */
  complete(sent: Sent, signal: AbortSignal): Promise<Completion>;
  /** Takes the upload back as well as it can; what stays is listed as abandoned. Never throws. */
  abort(): Promise<void>;
}

const abortSeconds = 60;
const abortRounds = 5;
const settleSeconds = 0.25;

/** Begins an upload. */
export async function beginMultipart(bucket: Bucket, key: string, signal: AbortSignal): Promise<Multipart> {
  const target = { Bucket: bucket.bucket, Key: bucket.prefix + key };
  const { client } = bucket;
  const begin = new CreateMultipartUploadCommand({
    ...target,
    ChecksumAlgorithm: 'CRC32',
    ChecksumType: 'FULL_OBJECT',
  });
  const { UploadId } = await ask(bucket, `begin ${key}`, signal, () => client.send(begin, { abortSignal: signal }));
  if (UploadId === undefined)
    throw new Failure('store-unreachable', `${bucket.name} gave no id for the upload of ${key}`);
  const completed: CompletedPart[] = [];
  return {
    async send(part, partSignal) {
      const PartNumber = part.index + 1;
      const ChecksumCRC32 = crc32Text(part.crc32);
      const input = { ...target, UploadId, PartNumber, ContentLength: part.sizeBytes, ChecksumCRC32 };
      const { ETag } = await ask(bucket, `write part ${PartNumber} of ${key}`, partSignal, () =>
        sendPart(part, key, partSignal, (Body, abortSignal) =>
          client.send(new UploadPartCommand({ ...input, Body }), { abortSignal }),
        ),
      );
      completed.push({ ETag, PartNumber, ChecksumCRC32 });
      part.release();
    },

    async complete(sent, completeSignal) {
      const Parts = completed.toSorted((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0));
      const command = new CompleteMultipartUploadCommand({
        ...target,
        UploadId,
        MultipartUpload: { Parts },
        ChecksumType: 'FULL_OBJECT',
        ChecksumCRC32: crc32Text(sent.crc32),
        MpuObjectSize: sent.sizeBytes,
      });
      return ask(bucket, `complete ${key}`, completeSignal, async (attempt): Promise<Completion> => {
        try {
          const { ChecksumCRC32 } = await client.send(command, { abortSignal: completeSignal });
          return { is: 'done', checksum: ChecksumCRC32 };
        } catch (thrown) {
          if (attempt === 1 || s3ErrorOf(thrown).code !== 'NoSuchUpload') throw thrown;
          return { is: 'gone', failure: s3Failure(thrown, bucket.name, `complete ${key}`) };
        }
      });
    },

    // Under a signal of its own: that of the run may be aborted, which is when this is called.
    abort: () => abortForGood(bucket, key, UploadId, AbortSignal.timeout(abortSeconds * 1000)).catch(() => undefined),
  };
}

/**
 * Aborts an upload until it stays away: a part that was still on its way can bring it back
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html).
 */
async function abortForGood(bucket: Bucket, key: string, UploadId: string, signal: AbortSignal): Promise<void> {
  const command = new ListPartsCommand({ Bucket: bucket.bucket, Key: bucket.prefix + key, UploadId, MaxParts: 1 });
  for (let round = 1; round <= abortRounds; round += 1) {
    await abortUpload(bucket, key, UploadId, signal);
    await bucket.patience.clock.sleep(round * settleSeconds, signal);
    const isGone = await ask(bucket, `look for the upload of ${key}`, signal, () =>
      unlessGone(bucket.client.send(command, { abortSignal: signal })),
    );
    if (isGone) return;
  }
}

/** Removes an upload and its parts. Idempotent. */
export async function abortUpload(bucket: Bucket, key: string, UploadId: string, signal: AbortSignal): Promise<void> {
  const command = new AbortMultipartUploadCommand({ Bucket: bucket.bucket, Key: bucket.prefix + key, UploadId });
  await ask(bucket, `abort the upload of ${key}`, signal, () =>
    unlessGone(bucket.client.send(command, { abortSignal: signal })),
  );
}

/** Whether a request about an upload found none. */
async function unlessGone(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return false;
  } catch (thrown) {
    if (s3ErrorOf(thrown).code === 'NoSuchUpload') return true;
    throw thrown;
  }
}
