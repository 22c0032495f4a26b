import { glob } from 'node:fs/promises';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Dump, DumpRequest, Source } from '../../ports/engine.ts';
import { ProcessFailure, type Launcher } from '../../process/launcher.ts';

export interface FilesSourceOptions {
  readonly launcher: Launcher;
  readonly clock: Clock;
  /** Where relative paths begin. */
  readonly workFolder: string;
  /** Paths of files and folders; `*`, `**` and `?` stand for more than one. */
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
        notes: [],
        bytes: () => exitGated(tar.output()),
        fingerprint: () => Promise.resolve(undefined),
        [Symbol.asyncDispose]: () => tar[Symbol.asyncDispose](),
      };
    },
  };
}

async function expand(paths: readonly string[], workFolder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const before = found.length;
    if (!/[*?[{]/.test(path)) found.push(path);
    else for await (const match of glob(path, { cwd: workFolder })) found.push(match);
    if (found.length === before) throw new Failure('source-missing', `no file matches ${JSON.stringify(path)}`);
  }
  return [...new Set(found)].sort();
}

/** tar's own messages name files only; the last one says what went wrong. */
async function* exitGated(output: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* output;
  } catch (thrown) {
    if (!(thrown instanceof ProcessFailure)) throw thrown;
    const [reason = thrown.message] = thrown.stderr.split('\n').filter((line) => line.startsWith('tar: '));
    throw new Failure('dump-failed', reason, {
      cause: thrown,
      hint: 'see that every path exists, can be read and rests',
    });
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
