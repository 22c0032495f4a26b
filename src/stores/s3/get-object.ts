import { GetObjectCommand, type GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { Failure } from '../../domain/failure.ts';
import type { Bucket } from './bucket.ts';
import { cutShort, isExpiredSession, isPassing, s3ErrorOf } from './s3-error.ts';
import { s3Failure } from './s3-failure.ts';
import { isCrcAsSent } from './stored-check.ts';
import { pauseSeconds } from './tries.ts';

/** The version of an object that is being read, as the first answer described it. */
interface Version {
  readonly etag: string | undefined;
  readonly sizeBytes: number;
  readonly checksum: string | undefined;
}

/**
 * The bytes of an object. A cut or stalled connection is taken up where it broke; tries count only while nothing arrives between them, so
 * that a slow reader or a long download cannot use them up.
 */
export async function* getObject(bucket: Bucket, key: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const { clock, tries, renew } = bucket.patience;
  let version: Version | undefined;
  let position = 0;
  let crc = 0;
  let failures = 0;
  let isRenewed = false;
  while (version === undefined || position < version.sizeBytes) {
    signal.throwIfAborted();
    try {
      const answer = await request(bucket, key, version, position, signal);
      version ??= versionOf(answer);
      for await (const chunk of bodyOf(answer)) {
        position += chunk.byteLength;
        if (position > version.sizeBytes)
          throw new Failure('store-corrupted', `${bucket.name} sent more than all of ${key}`);
        crc = crc32(chunk, crc);
        failures = 0;
        isRenewed = false;
        yield chunk;
      }
      if (position < version.sizeBytes) throw cutShort;
    } catch (thrown) {
      signal.throwIfAborted();
      if (isExpiredSession(thrown) && !isRenewed) {
        isRenewed = true;
        await renew();
        continue;
      }
      failures += 1;
      if (failures >= tries || !isPassing(thrown)) throw readFailure(thrown, bucket, key);
      await clock.sleep(pauseSeconds(clock, failures), signal);
    }
  }
  if (!isCrcAsSent(version.checksum, { key, sizeBytes: position, crc32: crc })) {
    throw new Failure(
      'store-corrupted',
      `${key} came from ${bucket.name} with another checksum than it was stored with`,
    );
  }
}

async function request(
  { client, bucket, prefix, name }: Bucket,
  key: string,
  version: Version | undefined,
  position: number,
  signal: AbortSignal,
): Promise<GetObjectCommandOutput> {
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: prefix + key,
    ...(version?.etag !== undefined && { IfMatch: version.etag }),
    ...(position > 0 && { Range: `bytes=${position}-` }),
  });
  // The SDK would check the answer by itself, but loses the error of a cut connection on the way; so only the header is asked for.
  command.middlewareStack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers['x-amz-checksum-mode'] = 'ENABLED';
      return next(args);
    },
    { step: 'build', name: 'askForChecksum' },
  );
  const answer = await client.send(command, { abortSignal: signal });
  if (position > 0 && answer.ContentRange?.startsWith(`bytes ${position}-`) !== true) {
    throw new Failure('store-corrupted', `${name} sent another range of ${key} than it was asked for`);
  }
  return answer;
}

function versionOf({ ETag, ContentLength, ChecksumCRC32 }: GetObjectCommandOutput): Version {
  if (ContentLength === undefined) throw cutShort; // without a length its end could not be told from a cut
  return { etag: ETag, sizeBytes: ContentLength, checksum: ChecksumCRC32 };
}

async function* bodyOf({ Body }: GetObjectCommandOutput): AsyncGenerator<Uint8Array> {
  if (!(Body instanceof Readable)) throw new Failure('bug', 'an answer of the S3 client has no stream');
  for await (const chunk of Body) yield chunk as Buffer;
}

function readFailure(thrown: unknown, { name }: Bucket, key: string): Failure {
  const { code, status } = s3ErrorOf(thrown);
  if (code === 'NoSuchKey') return new Failure('object-missing', `${name} has no object ${key}`);
  if (status === 412) return new Failure('store-corrupted', `${key} in ${name} was replaced while it was read`);
  return s3Failure(thrown, name, `read ${key}`);
}
