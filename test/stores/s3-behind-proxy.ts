import { Secret } from '../../src/domain/secret.ts';
import type { Store } from '../../src/ports/store.ts';
import { s3Store, type S3StoreOptions } from '../../src/stores/s3/s3-store.ts';
import { startFaultyProxy, type FaultyProxy } from '../real/faulty-proxy.ts';
import { hastyClock } from '../real/hasty-clock.ts';
import type { S3Server } from '../real/s3-server.ts';

/** The smallest part that S3 takes before the last. */
export const partBytes = 5 * 1024 ** 2;

/** Tries of one request. */
export const tries = 4;

export interface S3BehindProxy extends AsyncDisposable {
  readonly store: Store;
  readonly proxy: FaultyProxy;
  readonly clock: ReturnType<typeof hastyClock>;
}

/** A store on an empty bucket of a real server, with a faulty proxy between them. */
export async function s3BehindProxy(server: S3Server, options: Partial<S3StoreOptions> = {}): Promise<S3BehindProxy> {
  const proxy = await startFaultyProxy(server.endpoint);
  const clock = hastyClock();
  const store = s3Store({
    bucket: await server.createBucket(),
    prefix: 'p',
    endpoint: proxy.endpoint,
    clock,
    tries,
    credentials: () =>
      Promise.resolve({ accessKeyId: server.accessKeyId, secretAccessKey: new Secret(server.secretAccessKey) }),
    ...options,
  });
  return { store, proxy, clock, [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose]() };
}

export const slowDown = { kind: 'status', status: 503, code: 'SlowDown' } as const;
export const internalError = { kind: 'status', status: 500, code: 'InternalError' } as const;
