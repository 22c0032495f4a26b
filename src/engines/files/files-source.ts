import type { Stats } from 'node:fs';
import { glob, lstat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Dump, DumpRequest, Source } from '../../ports/engine.ts';
import { ProcessFailure, type Launcher } from '../../process/launcher.ts';

export interface FilesSourceOptions {
  readonly launcher: Launcher;
  readonly clock: Clock;
  /** Where relative paths begin. */
  readonly workFolder: string;
  /** Paths of files and folders; where there is none by that very name, `*`, `**` and `?` stand for more than one. */
  readonly paths: readonly string[];
}

/** Files and folders as one tar stream, made by the stock `tar`: a file that changes or goes away meanwhile fails the backup. */
export function filesSource({ launcher, clock, workFolder, paths }: FilesSourceOptions): Source {
  return {
    engine: 'files',
    async dump({ signal }: DumpRequest): Promise<Dump> {
      const found = await expand(paths, workFolder);
      const version = firstLine(await launcher.capture({ file: 'tar', args: ['--version'] }));
      const tar = launcher.start(
        {
          file: 'tar',
          args: [
            '--create',
            '--file=-',
            '--format=posix',
            '--sort=name',
            '--verbatim-files-from',
            '--null',
            '--files-from=-',
          ],
          cwd: workFolder,
          isBulky: true,
        },
        signal,
      );
      tar.stdin.end(found.map((path) => `${path}\0`).join(''));
      return {
        snapshotAt: clock.now(),
        server: {},
        position: {},
        tools: { tar: version },
        format: 'tar',
        extension: '.tar',
        portability: [],
        companions: [],
        bytes: () => exitGated(tar.output()),
        fingerprint: () => Promise.resolve(undefined),
        [Symbol.asyncDispose]: () => tar[Symbol.asyncDispose](),
      };
    },
  };
}

async function expand(paths: readonly string[], workFolder: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const matches = await matchesOf(path, workFolder);
    if (matches.length === 0)
      throw new Failure('source-missing', `no file matches ${JSON.stringify(path)} of input "files"`);
    for (const match of matches) found.add(match);
  }
  return await withoutCovered([...found].sort(), workFolder);
}

async function matchesOf(path: string, workFolder: string): Promise<readonly string[]> {
  const isPattern = /[*?[{]/.test(path) && (await statOf(resolve(workFolder, path))) === undefined;
  return isPattern ? await Array.fromAsync(glob(path, { cwd: workFolder })) : [path];
}

/** Leaves out what lies in a folder that is named as well: tar would store it twice. A link to a folder does not bring what lies in it. */
async function withoutCovered(paths: readonly string[], workFolder: string): Promise<readonly string[]> {
  const folders = new Set<string>();
  for (const path of paths) {
    const place = resolve(workFolder, path);
    if ((await statOf(place))?.isDirectory()) folders.add(place);
  }
  return paths.filter((path) => !hasAncestor(resolve(workFolder, path), folders));
}

function hasAncestor(place: string, folders: ReadonlySet<string>): boolean {
  for (let at = place; dirname(at) !== at; at = dirname(at)) if (folders.has(dirname(at))) return true;
  return false;
}

/** What lies at a path, or undefined where nothing does that we can see; a link is itself. */
async function statOf(path: string): Promise<Stats | undefined> {
  return await lstat(path).catch(() => undefined);
}

/** tar's own messages name files only. What it says of every archive, or at every end, is not the reason. */
async function* exitGated(output: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* output;
  } catch (thrown) {
    if (!(thrown instanceof ProcessFailure)) throw thrown;
    const complaints = thrown.stderr.split('\n').filter((line) => line.startsWith('tar: ') && !isUsual.test(line));
    const [reason = thrown.message] = thrown.signal === null ? complaints : [];
    throw new Failure('dump-failed', reason, {
      cause: thrown,
      hint: 'see that every path of input "files" exists, can be read, and does not change meanwhile',
    });
  }
}

const isUsual = /^tar: (?:Removing leading|Exiting with failure status)/;

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
