import { asFailure, Failure } from '../domain/failure.ts';
import type { ManifestObject, ObjectRole } from '../domain/manifest.ts';
import { folderOf, manifestName, type BackupAddress } from '../domain/object-key.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { Codec } from '../ports/codec.ts';
import type { Progress } from '../ports/progress.ts';
import type { Store } from '../ports/store.ts';
import { counted, gathered } from './measure.ts';
import { Spool } from './spool.ts';

/** What became of a backup in one store. */
export interface StoreOutcome {
  readonly store: string;
  /** Absent where the store has the backup. */
  readonly failure?: Failure;
}

const discardTimeoutMs = 30_000;

export interface BackupWriterOptions {
  readonly stores: readonly Store[];
  readonly address: BackupAddress;
  readonly spool: { readonly folder: string; readonly budgetBytes: number };
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** An object to write: its plain bytes and what is to be done to them. */
export interface PlainObject {
  readonly role: ObjectRole;
  /** File name without the extensions of codec and cipher. */
  readonly name: string;
  /** What was done to the bytes before, innermost first. */
  readonly formats: readonly string[];
  readonly plain: AsyncIterable<Uint8Array>;
  /** Bytes before anything was done to them, where `plain` is not them; counted from `plain` otherwise. */
  readonly plainSizeBytes?: number;
}

/** What is done to the bytes of an object on their way; left as they are where neither is given. */
export interface Sealing {
  readonly codec?: Codec | undefined;
  readonly cipher?: Cipher;
}

/**
 * Writes one backup to several stores at once: objects first, the manifest last. A store that fails is left out from there on and the
 * others finish; when the last one fails, or the source does, the writing fails.
 */
export class BackupWriter {
  readonly #options: BackupWriterOptions;
  readonly #folder: string;
  readonly #failures = new Map<Store, Failure>();
  readonly #names: string[] = [];
  readonly #written: ManifestObject[] = [];

  constructor(options: BackupWriterOptions) {
    this.#options = options;
    this.#folder = folderOf(options.address);
  }

  /** Writes one object to every store that has not failed. @throws Failure of the source, or where no store is left */
  async write(object: PlainObject, { codec, cipher }: Sealing): Promise<ManifestObject> {
    const { progress, spool: spoolOptions } = this.#options;
    const name = `${object.name}${codec?.extension ?? ''}${cipher?.extension ?? ''}`;
    this.#names.push(name);
    let plainSizeBytes = 0;
    const plain = counted(object.plain, (count) => {
      plainSizeBytes += count;
      progress.bytes(count);
    });
    const targets = this.#living();
    await using spool = await Spool.open({
      ...spoolOptions,
      readers: targets.length,
      onFull: () => progress.note('the spool is full: the source has to wait for the stores'),
    });
    const broken = new AbortController();
    const signal = AbortSignal.any([this.#options.signal, broken.signal]);
    const uploads = targets.map((store, index) => this.#upload(store, name, { spool, index, signal }));
    try {
      const packed = codec?.compress(plain) ?? plain;
      const digest = await spool.fill(cipher?.seal(packed) ?? packed);
      await Promise.all(uploads);
      this.#throwIfAllFailed();
      const formats = [...object.formats, codec?.name ?? 'none', cipher?.encryption.format ?? 'none'];
      const written = {
        role: object.role,
        name,
        sizeBytes: digest.sizeBytes,
        sha256: digest.sha256,
        plainSizeBytes: object.plainSizeBytes ?? plainSizeBytes,
        formats: formats.filter((format) => format !== 'none'),
      };
      this.#written.push(written);
      return written;
    } catch (thrown) {
      broken.abort(thrown); // a store that does not answer must not hold up the failure
      await Promise.all(uploads);
      this.#throwIfAllFailed();
      throw thrown;
    }
  }

  /** Writes the manifest, as text, to every store that has all objects. @throws Failure where no store has it in the end */
  async commit(manifest: string): Promise<readonly StoreOutcome[]> {
    const { stores, signal } = this.#options;
    const bytes = Buffer.from(manifest);
    for (const store of this.#living()) {
      try {
        await this.#assertStillThere(store);
        await putManifest(store, `${this.#folder}${manifestName}`, bytes, signal);
      } catch (thrown) {
        this.#failures.set(store, asFailure(thrown));
      }
    }
    this.#throwIfAllFailed();
    return stores.map((store) => {
      const failure = this.#failures.get(store);
      return { store: store.name, ...(failure && { failure }) };
    });
  }

  /** Removes what was written, as far as the stores allow, from stores in which there is no manifest. */
  async discard(): Promise<void> {
    const patience = AbortSignal.timeout(discardTimeoutMs); // the run's own signal may be what ended the writing
    const discardIn = async (store: Store): Promise<void> => {
      if ((await store.stat(`${this.#folder}${manifestName}`, patience)) !== undefined) return; // a whole backup
      for (const name of this.#names) await store.remove(`${this.#folder}${name}`, patience);
    };
    await Promise.allSettled(this.#options.stores.map(discardIn)); // what stays has no manifest and is swept later
  }

  async #upload(
    store: Store,
    name: string,
    { spool, index, signal }: { readonly spool: Spool; readonly index: number; readonly signal: AbortSignal },
  ): Promise<void> {
    const reader = spool.readers[index];
    if (reader === undefined) throw new Failure('bug', 'a store has no reader');
    try {
      await store.put(`${this.#folder}${name}`, reader, signal);
      reader.leave();
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (!spool.isBroken) this.#failures.set(store, failure); // otherwise it failed because the source did
      reader.leave(failure);
    }
  }

  /** Objects lie in a store without a manifest for as long as a backup takes, and count as given up to whoever sweeps with less patience. */
  async #assertStillThere(store: Store): Promise<void> {
    const sizes = await this.#listed(store);
    const gone = sizes && this.#written.find(({ name, sizeBytes }) => sizes.get(this.#folder + name) !== sizeBytes);
    if (gone === undefined) return;
    throw new Failure('object-missing', `${gone.name} went away from ${store.name} before the backup was complete`, {
      hint: 'see what removes objects there: the `grace` of prune must exceed the longest backup; then run again',
    });
  }

  /** Sizes by key; undefined for an account that may write and not list. */
  async #listed(store: Store): Promise<ReadonlyMap<string, number> | undefined> {
    const sizes = new Map<string, number>();
    try {
      for await (const { key, sizeBytes } of store.list(this.#folder, this.#options.signal)) sizes.set(key, sizeBytes);
      return sizes;
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.code === 'store-denied') return undefined;
      throw thrown;
    }
  }

  #living(): readonly Store[] {
    return this.#options.stores.filter((store) => !this.#failures.has(store));
  }

  #throwIfAllFailed(): void {
    const [first] = this.#failures.values();
    if (first === undefined || this.#living().length > 0) return;
    if (this.#failures.size === 1) throw first;
    const reasons = [...this.#failures].map(([store, failure]) => `${store.name}: ${failure.message}`);
    throw new Failure(first.code, `every store failed: ${reasons.join('; ')}`, { hint: first.hint, cause: first });
  }
}

/** Writes a manifest once. Where there is one already, it has to be this very one: an answer of the store may have been lost. */
async function putManifest(store: Store, key: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  try {
    await store.putIfAbsent(key, bytes, signal);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code !== 'backup-exists') throw thrown;
    const present = await gathered(store.get(key, signal), bytes.byteLength, () => thrown);
    if (!Buffer.from(present).equals(bytes)) throw thrown;
  }
}
