import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../domain/failure.ts';
import { emptySecretHint } from '../domain/secret.ts';
import type { Store } from '../ports/store.ts';
import { openStore } from '../stores/registry.ts';
import { nameOf, parseStoreUrl, placeOf } from '../stores/store-url.ts';
import type { ActionContext } from './context.ts';
import type { InputReader } from './input-reader.ts';

/** A store as the user named it. */
export interface NamedStore {
  readonly url: string;
  readonly store: Store;
}

/**
 * The stores of an input, one URL a line. Each place is one store, however often it is named, and no two have the same name.
 *
 * @throws Failure `input-missing` where there is none
 */
export async function storesInput(inputs: InputReader, name: string, context: ActionContext): Promise<NamedStore[]> {
  const { runtime, clock } = context;
  const webIdentity = {
    token: (audience: string) => runtime.identityToken(audience),
    runId: runtime.run.id,
    signal: runtime.signal,
  };
  const places = new Map<string, { readonly url: string; readonly name: string }>();
  for (const url of new Set(inputs.lines(name))) {
    const parsed = parseStoreUrl(url, name);
    const place = placeOf(parsed);
    if (places.has(place))
      runtime.warn(`input "${name}" names ${nameOf(parsed)} twice: it is one store, with one copy`);
    else places.set(place, { url, name: nameOf(parsed) });
  }
  const urls = [...places.values()];
  const isShared = (own: string): boolean => urls.filter((other) => other.name === own).length > 1;
  if (urls.length === 0) {
    throw new Failure('input-missing', `input "${name}" is empty`, {
      hint: `write store URLs, one a line, such as s3://bucket/prefix?region=eu-central-1 or file:///srv/backups; ${emptySecretHint}`,
    });
  }
  return await Promise.all(
    urls.map(async ({ url, name: own }) => ({
      url,
      store: await openStore(url, { clock, label: name, webIdentity, namesEndpoint: isShared(own) }),
    })),
  );
}

/** The word for the staging store. Only in words, since a store that is empty by mistake would lose the backup with the runner. */
const staging = 'staging';

/** The stores of input `store` to write a new backup to, which may be the staging store. @throws Failure `input-missing` */
export async function writtenStoresInput(inputs: InputReader, context: ActionContext): Promise<readonly NamedStore[]> {
  const lines = inputs.lines('store');
  if (lines.length > 1 && lines.includes(staging)) {
    throw new Failure('input-invalid', `input "store" has ${staging} beside other stores`, {
      hint: 'write it alone; encrypt-and-upload then takes the backup to several stores',
    });
  }
  return lines[0] === staging ? [await stagingStore(context)] : await storesInput(inputs, 'store', context);
}

/** The store to read from: the one of the input, or the staging store where that is named by its word or the input is empty. */
export async function firstStoreInput(inputs: InputReader, name: string, context: ActionContext): Promise<NamedStore> {
  const text = inputs.text(name);
  if (['', staging].includes(text)) {
    if (!existsSync(stagingFolder(context))) {
      const says = text === '' ? 'is empty, and' : 'says staging, but';
      throw new Failure('input-missing', `input "${name}" ${says} no backup was staged on this machine`, {
        hint: `give the URL of the store that has the backup, or run backup with store: staging before, in the same job; ${emptySecretHint}`,
      });
    }
    return await stagingStore(context);
  }
  const [first, ...more] = await storesInput(inputs, name, context);
  if (first !== undefined && more.length === 0) return first;
  throw new Failure('input-invalid', `input "${name}" has more than one store`, { hint: 'write one store URL' });
}

function stagingFolder({ runtime }: Pick<ActionContext, 'runtime'>): string {
  return join(runtime.tempFolder, 'muster-staging');
}

/** The store in the runner's temp folder that holds a backup until another step takes it away. */
async function stagingStore({ runtime, clock }: ActionContext): Promise<NamedStore> {
  const folder = stagingFolder({ runtime });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const url = pathToFileURL(folder).href;
  return { url, store: await openStore(url, { clock }) };
}
