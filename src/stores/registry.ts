import { Failure } from '../domain/failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { WebIdentity } from './s3/role-credentials.ts';
import type { S3Credentials } from './s3/s3-client.ts';
import { parseStoreUrl, type StoreUrl } from './store-url.ts';

export interface OpenStoreOptions {
  readonly clock: Clock;
  /** Name of the input that the URL came from, for messages; `store` where none is given. */
  readonly label?: string;
  /** Keys for S3 stores, asked for when they are needed; the SDK's own search where none are given. */
  readonly s3Credentials?: () => Promise<S3Credentials>;
  /** Who this run is to a cloud; needed for URLs with a role. */
  readonly webIdentity?: WebIdentity;
  /** Whether its name says the endpoint too: where another store at hand has the same name without. */
  readonly namesEndpoint?: boolean;
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
      const { clock, namesEndpoint = false } = options;
      return s3Store({ ...url, clock, namesEndpoint, credentials: await s3Credentials(url, options) });
    }
  }
}

/** Those of the role that the URL names, or those that were given. */
async function s3Credentials(
  { role, region }: Extract<StoreUrl, { scheme: 's3' }>,
  options: OpenStoreOptions,
): Promise<OpenStoreOptions['s3Credentials']> {
  if (role === undefined) return options.s3Credentials;
  const { webIdentity, clock, label = 'store' } = options;
  if (webIdentity === undefined || region === undefined) {
    throw new Failure('input-invalid', `input "${label}" has a role, and nothing here can take one on`);
  }
  const { roleCredentials } = await import('./s3/role-credentials.ts');
  return roleCredentials({ role, region, webIdentity, clock });
}
