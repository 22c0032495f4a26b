import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure, messageOf } from '../../domain/failure.ts';
import { ProcessFailure, type Launcher } from '../../process/launcher.ts';
import type { Clients } from './clients.ts';
import type { Connection } from './connection.ts';

/** A decrypted dump on disk. Disposing of it removes it. */
export interface ArchiveFile extends AsyncDisposable {
  readonly path: string;
}

/**
 * Writes a dump into a folder, readable by its owner alone: pg_restore loads in parallel only from a file.
 *
 * @throws Failure `sandbox-unavailable` where the disk is full.
 */
export async function writeArchive(
  bytes: AsyncIterable<Uint8Array>,
  folder: string,
  signal: AbortSignal,
): Promise<ArchiveFile> {
  const path = join(folder, 'data.dump');
  const remove = async (): Promise<void> => rm(path, { force: true });
  try {
    await pipeline(Readable.from(bytes, { objectMode: false }), createWriteStream(path, { mode: 0o600 }), {
      signal,
    });
  } catch (error) {
    await remove();
    signal.throwIfAborted();
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    throw new Failure('sandbox-unavailable', `no room for the decrypted dump in ${folder}`, {
      hint: 'free disk space for the plain dump and for the restored database',
      cause: error,
    });
  }
  return { path, [Symbol.asyncDispose]: remove };
}

export interface LoadRequest {
  readonly launcher: Launcher;
  readonly clients: Clients;
  readonly connection: Connection;
  readonly archive: ArchiveFile;
  readonly jobs: number;
  readonly signal: AbortSignal;
}

/**
 * Loads an archive into an empty database and stops at the first error. Tablespaces are left out: a sandbox has none.
 *
 * @throws Failure `restore-failed` with the server's reason, `archive-damaged`, or `sandbox-unavailable`.
 */
export async function loadArchive(request: LoadRequest): Promise<void> {
  const { launcher, clients, connection, archive, jobs, signal } = request;
  await using running = launcher.start(
    {
      file: clients.pgRestore,
      args: [
        '--exit-on-error',
        '--no-password',
        '--no-tablespaces',
        `--jobs=${jobs}`,
        `--dbname=${connection.target}`,
        archive.path,
      ],
      env: { PGAPPNAME: 'muster', ...connection.env },
      prefix: clients.prefix,
    },
    signal,
  );
  try {
    for await (const _ of running.output());
  } catch (error) {
    signal.throwIfAborted();
    throw loadFailure(error);
  }
}

interface Rule {
  readonly pattern: RegExp;
  readonly code: 'restore-failed' | 'archive-damaged' | 'sandbox-unavailable';
  readonly reason: string;
  readonly hint?: string;
}

/** What pg_restore (13 to 18) and the server print. The first that fits counts; `$1` stands for a group. */
const rules: readonly Rule[] = [
  {
    pattern:
      /did not find magic string|input file (?:appears|does not)|unexpected end of file|could not read from input file|found unexpected block ID|unrecognized data block type|invalid (?:dumpId|OID)|could not (?:uncompress|decompress)|unsupported version .* in file header|entry ID .* out of range|corrupt/,
    code: 'archive-damaged',
    reason: 'pg_restore cannot read the dump to its end',
  },
  {
    pattern: /extension "([^"]*)" is not available|could not open extension control file "[^"]*\/([^"/]*)\.control"/,
    code: 'sandbox-unavailable',
    reason: 'the sandbox lacks the extension $1$2',
  },
  {
    pattern: /(\S+) (?:must|can only) be loaded via "?shared_preload_libraries/,
    code: 'sandbox-unavailable',
    reason: '$1 must be loaded when the sandbox starts (shared_preload_libraries)',
  },
  {
    pattern:
      /server closed the connection|connection to server was lost|terminating connection|the database system is (?:in recovery|shutting down|starting)/,
    code: 'sandbox-unavailable',
    reason: 'the server of the sandbox ended during the load',
    hint: 'memory and disk space of this machine are the usual reasons; the drill says nothing about the backup',
  },
  { pattern: /No space left on device/, code: 'sandbox-unavailable', reason: 'the disk of the sandbox is full' },
  {
    pattern: /COPY failed for table "([^"]*)": ERROR: +((?:relation|function|type|operator) .* does not exist)/,
    code: 'restore-failed',
    reason: 'table $1 cannot be loaded: $2',
    hint: 'a function that the table uses finds its objects by search_path only: set one with alter function … set search_path',
  },
];

/** A message that quotes the value that it complains about. */
const quotesData =
  /^(.*?(?:invalid input [a-z ]+|invalid byte sequence|duplicate key value[^"]*"[^"]*"|malformed [a-z ]+|out of range))/;

function loadFailure(thrown: unknown): Failure {
  if (!(thrown instanceof ProcessFailure)) {
    return thrown instanceof Failure ? thrown : new Failure('restore-failed', messageOf(thrown), { cause: thrown });
  }
  // somebody else ended it, such as the system when memory ran out: that says nothing about the backup
  if (thrown.signal !== null || thrown.stderr.includes('terminated by user'))
    return new Failure('sandbox-unavailable', `pg_restore was ended by ${thrown.signal ?? 'a signal from outside'}`, {
      hint: 'memory of this machine is the usual reason',
    });
  for (const { pattern, code, reason, hint } of rules) {
    const match = pattern.exec(thrown.stderr);
    if (match === null) continue;
    const text = reason.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
    return new Failure(code, text, hint === undefined ? {} : { hint });
  }
  // lines that begin with DETAIL and CONTEXT quote rows and are never looked at
  const line = /^pg_restore: error: (.*)$/m.exec(thrown.stderr)?.[1] ?? 'it ended with an error and said nothing';
  const reason = line.replace(/^could not execute query: ERROR: +/, '').replace(/: ERROR: +/, ': ');
  return new Failure('restore-failed', `pg_restore: ${quotesData.exec(reason)?.[1] ?? reason}`);
}
