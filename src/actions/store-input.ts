import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../domain/failure.ts';
import { emptySecretHint } from '../domain/secret.ts';
import type { Store } from '../ports/store.ts';
import { openStore } from '../stores/registry.ts';
import type { ActionContext } from './context.ts';
import type { InputReader } from './input-reader.ts';

/** A store as the user named it. */
export interface NamedStore {
  readonly url: string;
  readonly store: Store;
}

/** The stores of an input, one URL a line, each named once. @throws Failure `input-missing` where there is none */
export async function storesInput(inputs: InputReader, name: string, context: ActionContext): Promise<NamedStore[]> {
  const { runtime, clock } = context;
  const webIdentity = {
    token: (audience: string) => runtime.identityToken(audience),
    runId: runtime.run.id,
    signal: runtime.signal,
  };
  const urls = [...new Set(inputs.lines(name))];
  if (urls.length === 0) {
    throw new Failure('input-missing', `input "${name}" is empty`, {
      hint: `write store URLs, one a line, such as s3://bucket/prefix?region=eu-central-1 or file:///srv/backups; ${emptySecretHint}`,
    });
  }
  return await Promise.all(
    urls.map(async (url) => ({ url, store: await openStore(url, { clock, label: name, webIdentity }) })),
  );
}

/** The store to read from: the one of the input, or the staging store where it is empty. */
export async function firstStoreInput(inputs: InputReader, name: string, context: ActionContext): Promise<NamedStore> {
  if (inputs.text(name) === '') return await stagingStore(context);
  const [first, ...more] = await storesInput(inputs, name, context);
  if (first !== undefined && more.length === 0) return first;
  throw new Failure('input-invalid', `input "${name}" has more than one store`, { hint: 'write one store URL' });
}

/** The store in the runner's temp folder that holds a backup until another step takes it away. */
export async function stagingStore({ runtime, clock }: ActionContext): Promise<NamedStore> {
  const folder = join(runtime.tempFolder, 'muster-staging');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const url = pathToFileURL(folder).href;
  return { url, store: await openStore(url, { clock }) };
}
