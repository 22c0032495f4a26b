import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AbandonedUpload, Store, StoredObject } from '../../ports/store.ts';
import { compareKeys } from '../key-order.ts';
import { objectBytes } from '../object-source.ts';

const chunkBytes = 64 * 1024;

interface Held {
  readonly bytes: Buffer;
  readonly modifiedAt: Date;
}

interface Upload {
  readonly key: string;
  readonly startedAt: Date;
  readonly controller: AbortController;
}

/** A store that lives as long as the process. It keeps every promise of the port, so that use cases can be tested on it. */
export function memoryStore(clock: Clock, name = 'memory:'): Store {
  const objects = new Map<string, Held>();
  const uploads = new Set<Upload>();

  const write = (key: string, bytes: Buffer): StoredObject => {
    const held = { bytes, modifiedAt: clock.now() };
    objects.set(key, held);
    return describe(key, held);
  };

  return {
    name,

    async put(key, source, signal) {
      const upload: Upload = { key, startedAt: clock.now(), controller: new AbortController() };
      uploads.add(upload);
      try {
        const chunks: Uint8Array[] = [];
        const either = AbortSignal.any([signal, upload.controller.signal]);
        for await (const chunk of objectBytes(key, source, either)) chunks.push(chunk);
        either.throwIfAborted();
        return write(key, Buffer.concat(chunks));
      } finally {
        uploads.delete(upload);
      }
    },

    async putIfAbsent(key, bytes, signal) {
      await turn(signal);
      if (objects.has(key)) throw new Failure('backup-exists', `${name} already has ${key}`);
      return write(key, Buffer.from(bytes));
    },

    async *get(key, signal) {
      await turn(signal);
      const held = objects.get(key);
      if (held === undefined) throw new Failure('object-missing', `${name} has no object ${key}`);
      for (let start = 0; start < held.bytes.byteLength; start += chunkBytes) {
        signal.throwIfAborted();
        yield Buffer.from(held.bytes.subarray(start, start + chunkBytes)); // a copy: readers may change what they get
      }
    },

    async stat(key, signal) {
      await turn(signal);
      const held = objects.get(key);
      return held && describe(key, held);
    },

    async *list(prefix, signal) {
      await turn(signal);
      const found = [...objects].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => compareKeys(a, b));
      for (const [key, held] of found) {
        signal.throwIfAborted();
        yield describe(key, held);
      }
    },

    async remove(key, signal) {
      await turn(signal);
      objects.delete(key);
    },

    async *abandoned(prefix, signal) {
      await turn(signal);
      for (const upload of [...uploads].filter(({ key }) => key.startsWith(prefix))) yield listed(upload, name);
    },
  };
}

/** Lets others run, as a store behind a network would. */
async function turn(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await Promise.resolve();
}

function describe(key: string, { bytes, modifiedAt }: Held): StoredObject {
  return { key, sizeBytes: bytes.byteLength, modifiedAt };
}

function listed({ key, startedAt, controller }: Upload, name: string): AbandonedUpload {
  return {
    key,
    startedAt,
    async abort() {
      await Promise.resolve();
      controller.abort(new Failure('store-unreachable', `the upload of ${key} to ${name} was taken back while it ran`));
    },
  };
}
