import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Part } from '../ports/store.ts';

const gatherBytes = 1024 ** 2;
const readBytes = 256 * 1024;

/** A part on the disk and who still needs it. */
export interface SpooledPart {
  readonly index: number;
  readonly sizeBytes: number;
  readonly crc32: number;
  readonly path: string;
}

/** Writes one part to the disk, gathering small chunks. */
export interface PartWriter {
  readonly index: number;
  sizeBytes(): number;
  write(chunk: Uint8Array): Promise<void>;
  /** Writes what is left and closes the file. */
  finish(): Promise<SpooledPart>;
  /** Closes and removes the file. Idempotent, and without effect after `finish`. */
  discard(): Promise<void>;
}

export async function partWriter(folder: string, index: number): Promise<PartWriter> {
  const path = join(folder, `part-${index}`);
  const file = await open(path, 'wx', 0o600);
  let isOpen = true;
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let sizeBytes = 0;
  let crc = 0;
  const flush = async (): Promise<void> => {
    const chunks = pending;
    const wanted = pendingBytes;
    pending = [];
    pendingBytes = 0;
    if (wanted === 0) return;
    const { bytesWritten } = await file.writev(chunks);
    // A full disk may take a part of a write without an error; the rest then meets it.
    if (bytesWritten < wanted) await file.appendFile(Buffer.concat(chunks).subarray(bytesWritten));
  };
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await file.close();
  };
  return {
    index,
    sizeBytes: () => sizeBytes,
    async write(chunk) {
      crc = crc32(chunk, crc);
      sizeBytes += chunk.byteLength;
      pending.push(chunk);
      pendingBytes += chunk.byteLength;
      if (pendingBytes >= gatherBytes) await flush();
    },
    async finish() {
      await flush();
      await close();
      return { index, sizeBytes, crc32: crc, path };
    },
    async discard() {
      if (!isOpen) return;
      await close();
      await rm(path, { force: true });
    },
  };
}

/** The part as a store takes it. */
export function handOut(part: SpooledPart, isLast: boolean, release: () => void): Part {
  return {
    index: part.index,
    sizeBytes: part.sizeBytes,
    crc32: part.crc32,
    isLast,
    open: () => createReadStream(part.path, { highWaterMark: readBytes }),
    release,
  };
}
