import { DeleteObjectCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { ask, type Bucket } from './bucket.ts';
import { nameOf } from '../store-url.ts';
import { getObject } from './get-object.ts';
import { listObjects, listUploads, requireAccess } from './listings.ts';
import { putIfAbsent } from './put-if-absent.ts';
import { putObject } from './put-object.ts';
import { renewCredentials, s3Client, type S3ClientOptions } from './s3-client.ts';
import { s3ErrorOf } from './s3-error.ts';
import { describe, look } from './stored-check.ts';

export interface S3StoreOptions extends S3ClientOptions {
  readonly bucket: string;
  /** Below which keys lie: empty, or folders without a slash at either end. */
  readonly prefix: string;
  readonly clock: Clock;
  /** Whether the store's name has the endpoint in it. */
  readonly namesEndpoint?: boolean;
  /** Parts of one object that are sent at the same time; 4 where none is given. */
  readonly partsInFlight?: number;
  /** Tries of one request, the first included; 8 where none is given, which outlasts about a minute. */
  readonly tries?: number;
  /** Entries that a page of a listing has at the most; 1000 where none is given. */
  readonly pageSize?: number;
}

/**
 * A store in a bucket of Amazon S3 or of a server that speaks it. Objects of several parts need a server that knows CRC-32 checksums of
 * whole multipart objects; `putIfAbsent` needs one that knows `If-None-Match` on writes.
 */
export function s3Store(options: S3StoreOptions): Store {
  const { clock, tries = 8, partsInFlight = 4, pageSize = 1000 } = options;
  const client = s3Client(options);
  const asked = options.namesEndpoint === true && options.endpoint !== undefined ? `?endpoint=${options.endpoint}` : '';
  const bucket: Bucket = {
    client,
    bucket: options.bucket,
    prefix: options.prefix === '' ? '' : `${options.prefix}/`,
    name: `${nameOf({ scheme: 's3', ...options })}${asked}`,
    patience: { clock, tries, renew: () => renewCredentials(client) },
  };
  return {
    name: bucket.name,
    put: (key, source, signal) => putObject(bucket, partsInFlight, key, source, signal),
    putIfAbsent: (key, bytes, signal) => putIfAbsent(bucket, key, bytes, signal),
    get: (key, signal) => getObject(bucket, key, signal),

    async stat(key, signal) {
      const looked = await look(bucket, key, signal).catch(async (thrown: unknown) => {
        // its reason would have been in the body; a listing is refused for the same one
        if (thrown instanceof Failure && thrown.code === 'store-denied') await requireAccess(bucket, signal);
        throw thrown;
      });
      if (looked.is === 'there') {
        const { ContentLength = 0, LastModified = clock.now() } = looked.head;
        return describe(key, ContentLength, LastModified);
      }
      await requireBucket(bucket, looked.is, signal);
      return undefined;
    },

    list: (prefix, signal) => listObjects(bucket, prefix, pageSize, signal),

    async remove(key, signal) {
      const command = new DeleteObjectCommand({ Bucket: bucket.bucket, Key: bucket.prefix + key });
      await ask(bucket, `remove ${key}`, signal, async () => {
        try {
          await bucket.client.send(command, { abortSignal: signal });
        } catch (thrown) {
          if (s3ErrorOf(thrown).code !== 'NoSuchKey') throw thrown;
        }
      });
    },

    abandoned: (prefix, signal) => listUploads(bucket, prefix, pageSize, signal),
  };
}

/** An answer to HEAD does not tell a missing object from a missing bucket, nor wrong credentials from a lack of permission. */
async function requireBucket(bucket: Bucket, looked: 'missing' | 'unreadable', signal: AbortSignal): Promise<void> {
  if (looked === 'unreadable') return requireAccess(bucket, signal);
  await ask(bucket, 'look at the bucket', signal, async () => {
    try {
      await bucket.client.send(new HeadBucketCommand({ Bucket: bucket.bucket }), { abortSignal: signal });
    } catch (thrown) {
      const { status } = s3ErrorOf(thrown);
      if (status === 404) {
        throw new Failure('store-missing', `${bucket.name} does not exist: there is no such bucket`, {
          hint: 'create the bucket, or correct its name in the store URL',
        });
      }
      if (status !== 403) throw thrown; // an account may read objects and not the bucket
    }
  });
}
