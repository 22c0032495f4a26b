import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { none } from '../../src/codecs/none.ts';
import { codecNamed } from '../../src/codecs/registry.ts';
import { openOpener } from '../../src/ciphers/registry.ts';
import { plainCipher } from '../../src/ciphers/plain.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Manifest } from '../../src/domain/manifest.ts';
import { folderOf } from '../../src/domain/object-key.ts';
import { Secret } from '../../src/domain/secret.ts';
import type { Keys } from '../../src/pipeline/backup-reader.ts';
import type { Cipher } from '../../src/ports/cipher.ts';
import type { Source } from '../../src/ports/engine.ts';
import type { Store } from '../../src/ports/store.ts';
import { takeBackup } from '../../src/usecases/take-backup.ts';
import { collect } from '../contracts/byte-streams.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { lineSource, type LineTables } from '../fakes/line-database.ts';
import { manualClock } from '../fakes/manual-clock.ts';

export const never = new AbortController().signal;
export const clock = manualClock('2026-11-21T04:15:02Z');
export const shop: LineTables = { orders: ['1 paid', '2 open'], 'the "customers"': ['Ada', 'Grace', 'Edsger'] };

/** What runs with a spool below a folder that goes with the work. */
export async function withSpool<T>(work: (spool: { folder: string; budgetBytes: number }) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'use-case-'));
  try {
    return await work({ folder, budgetBytes: 2 ** 26 });
  } finally {
    await rm(folder, { recursive: true });
  }
}

export interface TakenOptions {
  readonly tables?: LineTables;
  readonly source?: Source;
  readonly kind?: 'full' | 'files';
  readonly snapshotAt?: string;
  readonly cipher?: Cipher;
  /** Patterns of the chosen tables. */
  readonly chosen?: readonly string[];
}

/** Takes a backup of `shop`, or of other tables, into stores. */
export async function backUp(stores: readonly Store[], options: TakenOptions = {}): Promise<Manifest> {
  const {
    tables = shop,
    kind = 'full',
    snapshotAt = '2026-11-21T04:15:00Z',
    cipher = plainCipher(),
    chosen = [],
  } = options;
  const source = options.source ?? lineSource(tables, new Date(snapshotAt));
  const { manifest } = await withSpool((spool) =>
    takeBackup({
      ...{ sourceName: 'shop', source, kind, tables: chosen, excludeTables: [], digest: 'stream', minBytes: 1 },
      ...{ codec: none(), cipher, stores, spool, run: { id: 'backup-1' }, version: '0', clock },
      ...{ progress: keptProgress(), signal: never },
    }),
  );
  return manifest;
}

/** The keys of someone with that identity. */
export function keysOf(identity?: string): Keys {
  return {
    codecNamed,
    openerFor: ({ format }) => openOpener({ format, ...(identity && { identity: new Secret(identity) }) }),
  };
}

/** Every object of a store as text, by key. */
export async function contentOf(store: Store): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { key } of store.list('', never)) found.set(key, (await collect(store.get(key, never))).toString());
  return found;
}

/** Changes one object of a backup where it lies. */
export async function rewrite(
  store: Store,
  manifest: Manifest,
  name: string,
  change: (text: string) => string,
): Promise<void> {
  const key = `${folderOf(manifest)}${name}`;
  const before = (await collect(store.get(key, never))).toString();
  const after = change(before);
  if (after === before) throw new Error(`nothing was changed in ${key}`);
  await store.remove(key, never);
  await store.putIfAbsent(key, Buffer.from(after), never);
}

/** The same store, where somebody changes the manifest of a backup, to the same content in other bytes, as soon as it was read once. */
export function changingStore(store: Store, manifest: Manifest): Store {
  let isRead = false;
  return {
    ...store,
    async *get(key, signal) {
      yield* store.get(key, signal);
      if (isRead || !key.endsWith('manifest.json')) return;
      isRead = true;
      await rewrite(store, manifest, 'manifest.json', (text) => `${text} `);
    },
  };
}

/** More than any record has: 5 MB. */
export const tooLarge = ' '.repeat(5_000_000);

/** A store that does not answer. */
export function deadStore(name = 'dead:'): Store {
  const die = (): never => {
    throw new Failure('store-unreachable', 'no route to the bucket');
  };
  const refuse = (): Promise<never> => Promise.reject(new Failure('store-unreachable', 'no route to the bucket'));
  return { name, put: refuse, putIfAbsent: refuse, get: die, stat: refuse, list: die, remove: refuse, abandoned: die };
}
