/** One object as a store lists it. */
export interface StoredObject {
  /** Relative to the store's prefix, with `/` between folders. */
  readonly key: string;
  readonly sizeBytes: number;
  /** When the store says it was written. */
  readonly modifiedAt: Date;
}

/** A piece of an object on its way to a store, held so that it can be sent again. */
export interface Part {
  /** 0 for the first. */
  readonly index: number;
  readonly sizeBytes: number;
  /** CRC-32 of the bytes, as an unsigned number. */
  readonly crc32: number;
  readonly isLast: boolean;
  /** The bytes from the beginning, in chunks; may be called again for another try. */
  open(): AsyncIterable<Uint8Array>;
  /** The store has the part for good: its room may be used for something else. Idempotent. */
  release(): void;
}

/** What a whole object is, known once its last part has been made. */
export interface ObjectDigest {
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly crc32: number;
}

/** The parts of one object in order, and its digest when the last of them has been made. */
export interface PartSource {
  parts(): AsyncIterable<Part>;
  /** Resolves after the last part has been handed out; rejects if the object will never be whole. */
  readonly digest: Promise<ObjectDigest>;
}

/** An upload that was begun and neither finished nor taken back. */
export interface AbandonedUpload {
  readonly key: string;
  readonly startedAt: Date;
  /** Removes it and what it holds. Idempotent. */
  abort(): Promise<void>;
}

/**
 * A place where backups live. Keys are relative to the store's prefix. Every method throws a `Failure` with a `store-…` code, retries what
 * is worth it by itself (bounded), and may be called at the same time as the others.
 */
export interface Store {
  /** The URL without credentials and parameters, for people. */
  readonly name: string;

  /**
   * Writes an object. It becomes visible only when the promise resolves, with all its bytes, and checked by the store against the CRC-32 of
   * the parts. If the source or the store fails, nothing is visible and nothing is left behind that `abandoned` does not list.
   */
  put(key: string, source: PartSource, signal: AbortSignal): Promise<StoredObject>;

  /**
   * Writes a small object if there is none by that key, atomically.
   *
   * @throws Failure `backup-exists` where there is one.
   */
  putIfAbsent(key: string, bytes: Uint8Array, signal: AbortSignal): Promise<StoredObject>;

  /**
   * The bytes of an object, in chunks. A cut connection is taken up again where it broke, on the same version of the object.
   *
   * @throws Failure `object-missing` at the first chunk where there is none.
   */
  get(key: string, signal: AbortSignal): AsyncIterable<Uint8Array>;

  /** The object, or undefined where there is none. */
  stat(key: string, signal: AbortSignal): Promise<StoredObject | undefined>;

  /** All visible objects whose key begins with `prefix`, sorted by key as UTF-8 bytes. */
  list(prefix: string, signal: AbortSignal): AsyncIterable<StoredObject>;

  /** Removes an object. Idempotent: no failure where there is none. */
  remove(key: string, signal: AbortSignal): Promise<void>;

  /** Uploads under `prefix` that were begun and never finished, by any run. */
  abandoned(prefix: string, signal: AbortSignal): AsyncIterable<AbandonedUpload>;
}
