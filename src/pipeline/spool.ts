import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { Failure } from '../domain/failure.ts';
import type { ObjectDigest, Part, PartSource } from '../ports/store.ts';
import { partSizeBytes } from './part-size.ts';
import { handOut, partWriter, type PartWriter, type SpooledPart } from './spooled-part.ts';
import { turnstile } from './turnstile.ts';

export interface SpoolOptions {
  /** An existing folder; the spool makes a private one in it. */
  readonly folder: string;
  /** Bytes that may lie on the disk at once; one part at the least. */
  readonly budgetBytes: number;
  /** How many readers there are; a part stays until each has released it or closed. */
  readonly readers: number;
  /** Called whenever the budget is full and the writer has to wait. */
  readonly onFull?: () => void;
}

const smallestBudgetBytes = partSizeBytes(0, 0);

type State =
  { readonly is: 'filling' } | { readonly is: 'whole' } | { readonly is: 'broken'; readonly reason: unknown };

/**
 * An elastic buffer of sealed parts on the local disk: it lets the dump run ahead of a slow store, and a part be sent again. Only when the
 * budget is full does the writer wait. Holds one object; disposing of it removes everything.
 */
export class Spool implements AsyncDisposable {
  readonly readers: readonly SpoolReader[];
  readonly digest: Promise<ObjectDigest>;
  readonly #folder: string;
  readonly #budgetBytes: number;
  readonly #onFull: () => void;
  readonly #changed = turnstile();
  readonly #parts: { part: SpooledPart; holders: Set<SpoolReader> }[] = [];
  readonly #settle: { resolve: (digest: ObjectDigest) => void; reject: (reason: unknown) => void };
  #usedBytes = 0;
  #state: State = { is: 'filling' };

  private constructor(folder: string, options: SpoolOptions) {
    this.#folder = folder;
    this.#budgetBytes = Math.max(options.budgetBytes, smallestBudgetBytes);
    this.#onFull = options.onFull ?? (() => undefined);
    const { promise, resolve, reject } = Promise.withResolvers<ObjectDigest>();
    promise.catch(() => undefined); // a reader that has closed does not ask for it
    this.digest = promise;
    this.#settle = { resolve, reject };
    this.readers = Array.from({ length: options.readers }, () => new SpoolReader(this));
  }

  static async open(options: SpoolOptions): Promise<Spool> {
    return new Spool(await mkdtemp(join(options.folder, 'spool-')), options);
  }

  /**
   * Writes all of `sealed`; the readers fail with whatever it throws.
   *
   * @throws Failure `spool-full` where the disk has no room; the last reader's reason where no reader is left.
   */
  async fill(sealed: AsyncIterable<Uint8Array>): Promise<ObjectDigest> {
    const sha256 = createHash('sha256');
    let sizeBytes = 0;
    let crc = 0;
    let writer: PartWriter | undefined;
    try {
      writer = await partWriter(this.#folder, 0);
      for await (const chunk of sealed) {
        sha256.update(chunk);
        crc = crc32(chunk, crc);
        sizeBytes += chunk.byteLength;
        writer = await this.#append(writer, chunk);
      }
      const last = await writer.finish();
      const digest = { sizeBytes, sha256: sha256.digest('hex'), crc32: crc };
      // In one go: a reader that sees the last part has to see that it is the last.
      this.#add(last);
      this.#state = { is: 'whole' };
      this.#settle.resolve(digest);
      return digest;
    } catch (thrown) {
      const reason = fullDisk(thrown) ?? thrown;
      this.#break(reason); // before anything else that may fail: readers wait for it
      await writer?.discard().catch(() => undefined); // the folder goes with the spool
      throw reason;
    } finally {
      this.#changed.turn();
    }
  }

  /** Whether the source failed, and with it every reader. */
  get isBroken(): boolean {
    return this.#state.is === 'broken';
  }

  /** Parts for one reader, in order, as they become whole. */
  async *partsFor(reader: SpoolReader): AsyncGenerator<Part> {
    for (let next = 0; ; next += 1) {
      while (next >= this.#parts.length && this.#state.is === 'filling') await this.#changed.wait();
      if (this.#state.is === 'broken') throw this.#state.reason;
      const held = this.#parts[next];
      if (held === undefined) return;
      const isLast = this.#state.is === 'whole' && next === this.#parts.length - 1;
      yield handOut(held.part, isLast, () => this.#release(held, reader));
    }
  }

  /** Takes a reader out: what it has not released is released. */
  leave(reader: SpoolReader): void {
    for (const held of this.#parts) this.#release(held, reader);
    this.#changed.turn();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#state.is === 'filling') this.#break(new Failure('interrupted', 'the spool was closed'));
    this.#changed.turn();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Adds a chunk to the part being written, or to the next where that one is full. Returns the writer to go on with. */
  async #append(current: PartWriter, chunk: Uint8Array): Promise<PartWriter> {
    let writer = current;
    for (let rest = chunk; rest.byteLength > 0;) {
      const limitBytes = partSizeBytes(writer.index, this.#budgetBytes);
      // A full part is handed out only when more follows, since its reader has to know whether it is the last.
      if (writer.sizeBytes() >= limitBytes) {
        this.#add(await writer.finish());
        this.#changed.turn();
        writer = await partWriter(this.#folder, writer.index + 1);
        continue;
      }
      const piece = rest.subarray(0, limitBytes - writer.sizeBytes());
      await this.#room(piece.byteLength);
      await writer.write(piece);
      this.#usedBytes += piece.byteLength;
      rest = rest.subarray(piece.byteLength);
    }
    return writer;
  }

  #add(part: SpooledPart): void {
    this.#parts.push({ part, holders: new Set(this.#present()) });
  }

  /** Waits until so many more bytes fit. */
  async #room(sizeBytes: number): Promise<void> {
    const isFull = (): boolean => this.#usedBytes > 0 && this.#usedBytes + sizeBytes > this.#budgetBytes;
    if (isFull()) this.#onFull();
    while (isFull() && this.#present().length > 0) await this.#changed.wait();
    if (this.#present().length === 0)
      throw this.readers.at(-1)?.leftBecause ?? new Failure('bug', 'a spool without readers');
  }

  #present(): readonly SpoolReader[] {
    return this.readers.filter((reader) => !reader.hasLeft);
  }

  #release(held: { part: SpooledPart; holders: Set<SpoolReader> }, reader: SpoolReader): void {
    if (!held.holders.delete(reader) || held.holders.size > 0) return;
    const freed = (): void => {
      this.#usedBytes -= held.part.sizeBytes;
      this.#changed.turn();
    };
    void rm(held.part.path, { force: true }).then(freed, freed); // what cannot be removed goes with the folder
  }

  #break(reason: unknown): void {
    this.#state = { is: 'broken', reason };
    this.#settle.reject(reason);
  }
}

/** One store's view of the spool. */
export class SpoolReader implements PartSource {
  readonly #spool: Spool;
  hasLeft = false;
  leftBecause: Error | undefined;

  constructor(spool: Spool) {
    this.#spool = spool;
  }

  get digest(): Promise<ObjectDigest> {
    return this.#spool.digest;
  }

  parts(): AsyncIterable<Part> {
    return this.#spool.partsFor(this);
  }

  /** The store is done with it, well or, with a reason, not. Idempotent. */
  leave(because?: Error): void {
    if (this.hasLeft) return;
    this.hasLeft = true;
    this.leftBecause = because;
    this.#spool.leave(this);
  }
}

function fullDisk(thrown: unknown): Failure | undefined {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return undefined;
  return new Failure('spool-full', 'the disk under the spool is full', { cause: thrown });
}
