import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { S3Credentials } from './s3/s3-client.ts';
import { parseStoreUrl } from './store-url.ts';

export interface OpenStoreOptions {
  readonly clock: Clock;
  /** Name of the input that the URL came from, for messages; `store` where none is given. */
  readonly label?: string;
  /** Keys for S3 stores, asked for when they are needed; the SDK's own search where none are given. */
  readonly s3Credentials?: () => Promise<S3Credentials>;
}

/**
 * The store that a URL names. Loads only the adapter that it needs, and does not talk to the store yet.
 *
 * @throws Failure `input-invalid`
 */
export async function openStore(text: string, options: OpenStoreOptions): Promise<Store> {
  const url = parseStoreUrl(text, options.label ?? 'store');
  switch (url.scheme) {
    case 'file': {
      const { directoryStore } = await import('./directory/directory-store.ts');
      return directoryStore(url.path);
    }
    case 's3': {
      const { s3Store } = await import('./s3/s3-store.ts');
      return s3Store({ ...url, clock: options.clock, credentials: options.s3Credentials });
    }
  }
}
