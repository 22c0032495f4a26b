import { ListMultipartUploadsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { Failure } from '../../domain/failure.ts';
import type { AbandonedUpload, StoredObject } from '../../ports/store.ts';
import { ask, type Bucket } from './bucket.ts';
import { abortUpload } from './multipart.ts';
import { cutShort } from './s3-error.ts';

/** What is left out of a listing looks as if it were not there: a backup whose manifest is left out looks unfinished, and would be swept. */
function halfSaid({ name }: Bucket, prefix: string): Failure {
  return new Failure('store-unreachable', `${name} lists ${prefix}* and leaves out what belongs to a listing`, {
    hint: 'use a server that answers ListObjectsV2 as S3 does; nothing can be said of what it holds otherwise',
  });
}

/** All objects below a prefix, page by page, in the order of the server: UTF-8 bytes. */
export async function* listObjects(
  bucket: Bucket,
  prefix: string,
  pageSize: number,
  signal: AbortSignal,
): AsyncGenerator<StoredObject> {
  const Prefix = bucket.prefix + prefix;
  let ContinuationToken: string | undefined;
  do {
    const command = new ListObjectsV2Command({ Bucket: bucket.bucket, Prefix, MaxKeys: pageSize, ContinuationToken });
    const page = await ask(bucket, `list ${prefix}*`, signal, async () => {
      const answer = await bucket.client.send(command, { abortSignal: signal });
      if (answer.IsTruncated === undefined && answer.KeyCount === undefined) throw cutShort; // an empty answer is no empty list
      return answer;
    });
    for (const { Key, Size, LastModified } of page.Contents ?? []) {
      if (Key === undefined || Size === undefined || LastModified === undefined) throw halfSaid(bucket, prefix);
      signal.throwIfAborted();
      yield { key: Key.slice(bucket.prefix.length), sizeBytes: Size, modifiedAt: LastModified };
    }
    ContinuationToken = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    if (page.IsTruncated === true && ContinuationToken === undefined) throw halfSaid(bucket, prefix);
  } while (ContinuationToken !== undefined);
}

/** All uploads below a prefix that were neither completed nor aborted, page by page. */
export async function* listUploads(
  bucket: Bucket,
  prefix: string,
  pageSize: number,
  signal: AbortSignal,
): AsyncGenerator<AbandonedUpload> {
  let from: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | undefined = {};
  while (from !== undefined) {
    const command: ListMultipartUploadsCommand = new ListMultipartUploadsCommand({
      Bucket: bucket.bucket,
      Prefix: bucket.prefix + prefix,
      MaxUploads: pageSize,
      ...from,
    });
    const page = await ask(bucket, `list the uploads of ${prefix}*`, signal, () =>
      bucket.client.send(command, { abortSignal: signal }),
    );
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      if (Key === undefined || UploadId === undefined || Initiated === undefined) continue;
      const key = Key.slice(bucket.prefix.length);
      yield { key, startedAt: Initiated, abort: () => abortUpload(bucket, key, UploadId, signal) };
    }
    from =
      page.IsTruncated === true && page.NextKeyMarker !== undefined
        ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
        : undefined;
  }
}

/** Fails where the bucket is missing or may not be used, with what the server says: only some answers carry the reason. */
export async function requireAccess(bucket: Bucket, signal: AbortSignal): Promise<void> {
  await listObjects(bucket, '', 1, signal).next();
}
