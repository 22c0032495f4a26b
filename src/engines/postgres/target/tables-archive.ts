import { writeFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../../domain/failure.ts';
import type { Fingerprint } from '../../../domain/fingerprint.ts';
import type { RestoreNeed } from '../../../ports/target.ts';
import { archiveReader, type ArchiveContents } from '../archive-reader.ts';
import type { ArchiveEntry } from '../archive-toc.ts';
import { loadFailure, targetPlace } from '../load-failures.ts';
import { writeArchive, type ArchiveFile } from '../restorer-archive.ts';
import type { TargetAccess } from './access.ts';

/** A dump on disk that is whole, and holds the rows that its fingerprint says. */
export interface ReadArchive extends ArchiveFile {
  readonly contents: ArchiveContents;
}

/**
 * Writes the dump into the scratch folder, and reads it to its end on the way: the live tables are not touched before.
 *
 * @throws Failure `archive-damaged`; `target-unfit` where the disk is full.
 */
export async function takeArchive(
  bytes: AsyncIterable<Uint8Array>,
  tables: readonly string[],
  need: RestoreNeed,
): Promise<ReadArchive> {
  const reader = archiveReader({ item: (name) => need.progress.item(name) }, 'archive-damaged');
  const read = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      reader.write(chunk);
      yield chunk;
    }
  };
  await using stack = new AsyncDisposableStack();
  const archive = stack.use(await writeArchive(read(), need.scratch, targetPlace, need.signal));
  const contents = reader.finish();
  assertRows(contents, tables, need.expected);
  const held = stack.move();
  return { path: archive.path, contents, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

function assertRows({ tables }: ArchiveContents, chosen: readonly string[], expected: Fingerprint): void {
  const found = new Map(tables.map(({ name, rows, sha256 }) => [name, `${rows} sha256:${sha256}`]));
  for (const { name, rows, digest } of expected.tables) {
    if (!chosen.includes(name) || found.get(name) === `${rows} ${digest}`) continue;
    throw new Failure('archive-damaged', `the dump holds other rows of ${name} than its fingerprint says`);
  }
}

/** The entries of an archive as the script that pg_restore makes of them, in this order. */
export async function* scriptOf(
  { launcher, clients }: TargetAccess,
  archive: ArchiveFile,
  entries: readonly ArchiveEntry[],
  { scratch, signal }: Pick<RestoreNeed, 'scratch' | 'signal'>,
): AsyncGenerator<Uint8Array> {
  const list = join(scratch, 'tables.list');
  try {
    await writeFile(list, entries.map(({ dumpId }) => `${dumpId};\n`).join(''), { mode: 0o600 });
    const args = ['--no-tablespaces', `--use-list=${list}`, '--file=-', archive.path];
    await using running = launcher.start({ file: clients.pgRestore, args, prefix: clients.prefix }, signal);
    running.stdin.end();
    yield* running.output();
  } catch (error) {
    signal.throwIfAborted();
    throw loadFailure(error, targetPlace);
  } finally {
    await rm(list, { force: true });
  }
}
