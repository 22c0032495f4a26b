import { rm, writeFile } from 'node:fs/promises';
import type { Launcher } from '../../../process/launcher.ts';
import type { Clients } from '../clients.ts';
import { loadFailure, targetPlace } from '../load-failures.ts';
import type { ArchiveFile } from '../restorer-archive.ts';
import type { PresentExtension } from './clear-database.ts';

interface ScriptRequest {
  readonly launcher: Launcher;
  readonly clients: Clients;
  readonly archive: ArchiveFile;
  /** Extensions that are in the target and stay, with their schemas. */
  readonly kept: readonly PresentExtension[];
  readonly signal: AbortSignal;
}

/**
 * An archive as a script without a COMMIT, for a transaction that is open.
 *
 * @throws Failure `archive-damaged` where it cannot be read to its end.
 */
export async function* scriptOf(request: ScriptRequest): AsyncGenerator<Uint8Array> {
  const { archive, kept } = request;
  const list = `${archive.path}.list`;
  await using listed = new AsyncDisposableStack();
  listed.defer(() => rm(list, { force: true }));
  await writeFile(list, contentsWithout(await pgRestore(request, ['--list']), kept), { mode: 0o600 });
  // in one transaction, or it would put a COMMIT behind the large objects
  const args = ['--file=-', '--single-transaction', '--no-tablespaces', `--use-list=${list}`];
  yield* withoutEnd(run(request, args));
}

async function pgRestore(request: ScriptRequest, args: readonly string[]): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of run(request, args)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function* run(
  { launcher, clients, archive, signal }: ScriptRequest,
  args: readonly string[],
): AsyncGenerator<Buffer> {
  const { pgRestore: file, prefix } = clients;
  await using running = launcher.start({ file, args: [...args, archive.path], prefix }, signal);
  try {
    yield* running.output();
  } catch (error) {
    signal.throwIfAborted();
    throw loadFailure(error, targetPlace);
  }
}

/** Takes what is there already out of a table of contents: `2; 3079 16385 EXTENSION - hstore`. */
function contentsWithout(contents: string, kept: readonly PresentExtension[]): string {
  const extensions = kept.map(({ name }) => plain(name));
  const schemas = kept.map(({ schema }) => plain(schema)).filter((name) => name !== 'public');
  const starts = [
    ...extensions.flatMap((name) => [`EXTENSION - ${name} `, `COMMENT - EXTENSION ${name} `]),
    ...schemas.map((name) => `SCHEMA - ${name} `),
  ];
  return contents
    .split('\n')
    .map((line) => (starts.some((start) => line.replace(/^\d+; \d+ \d+ /, '').startsWith(start)) ? `;${line}` : line))
    .join('\n');
}

function plain(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}

/** Longer than what pg_restore puts behind the last statement. */
const endBytes = 1_024;
const end = /\nCOMMIT;\s+--\n-- PostgreSQL database dump complete\n--\s+(\\unrestrict \w+\s+)?$/;

/** Leaves the COMMIT out that ends the script. */
async function* withoutEnd(script: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0);
  for await (const chunk of script) {
    held = Buffer.concat([held, chunk]);
    if (held.length <= endBytes) continue;
    yield held.subarray(0, held.length - endBytes);
    held = held.subarray(held.length - endBytes);
  }
  yield Buffer.from(
    held.toString('latin1').replace(end, (_, unrestrict = '') => `\n${unrestrict}`),
    'latin1',
  );
}
