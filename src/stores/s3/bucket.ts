import type { S3Client } from '@aws-sdk/client-s3';
import { s3Failure } from './s3-failure.ts';
import { tried, type Patience } from './tries.ts';

/** A bucket and a prefix in it, and how to talk to it. */
export interface Bucket {
  readonly client: S3Client;
  readonly bucket: string;
  /** Empty, or ending with a slash. */
  readonly prefix: string;
  /** The store's URL for people. */
  readonly name: string;
  readonly patience: Patience;
}

/** Makes a request, several times where it is worth it, and throws a Failure that says what it was to do. */
export async function ask<T>(
  { name, patience }: Bucket,
  doing: string,
  signal: AbortSignal,
  request: (attempt: number) => Promise<T>,
): Promise<T> {
  try {
    return await tried(patience, signal, request);
  } catch (thrown) {
    signal.throwIfAborted();
    throw s3Failure(thrown, name, doing);
  }
}

/** CRC-32 as S3 writes it: base64 of its four bytes, the highest first. */
export function crc32Text(crc32: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32);
  return bytes.toString('base64');
}
