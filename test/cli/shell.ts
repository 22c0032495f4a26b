import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { postgresBin } from '../../scripts/parts/locate.ts';
import { projectFolder } from '../real/action-run.ts';

/** How a command line ended. */
export interface ShellRun {
  /** Exit status; null where a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  /** What came on standard error, or on the screen. */
  readonly stderr: string;
}

export interface ShellOptions {
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the process as soon as it runs. */
  readonly onStart?: (child: ChildProcess) => void;
  /** Called with all that came on standard error, or on the screen, whenever there is more. */
  readonly onText?: (text: string, child: ChildProcess) => void;
}

/** A person's account on a machine: folders to work in and for temporary files, and a store. Disposing of it removes them. */
export interface Shell extends AsyncDisposable {
  readonly workFolder: string;
  readonly tempFolder: string;
  /** URL of a folder store that exists. */
  readonly store: string;
  readonly storeFolder: string;
  /** `PATH`, in which `muster` is. */
  readonly path: string;
  /** Runs `muster` with the committed bundle, its output in pipes. */
  muster(args: readonly string[], options?: ShellOptions): Promise<ShellRun>;
  /** Runs `muster` with its standard error and its input on a screen, a pseudo-terminal. */
  musterOnScreen(args: readonly string[], options?: ShellOptions): Promise<ShellRun>;
  /** Runs lines of bash, which find `muster` in their PATH. */
  bash(script: string, options?: ShellOptions): Promise<ShellRun>;
  /** What runs left in the folder for temporary files. */
  leftovers(): Promise<readonly string[]>;
}

export const musterPath = join(projectFolder, 'bin', 'muster.js');

export async function startShell(): Promise<Shell> {
  const folder = await mkdtemp(join(tmpdir(), 'sh-')); // short, for the path of a sandbox's socket
  const [workFolder, tempFolder] = [join(folder, 'work'), join(folder, 't')];
  const [storeFolder, programs] = [join(folder, 'store'), join(folder, 'bin')];
  for (const path of [workFolder, tempFolder, storeFolder, programs]) await mkdir(path);
  for (const path of [folder, tempFolder]) await chmod(path, 0o711); // the server of a sandbox has an account of its own
  await symlink(musterPath, join(programs, 'muster'));
  const env = {
    PATH: [programs, dirname(process.execPath), postgresBin(), process.env['PATH'] ?? ''].join(delimiter),
    HOME: workFolder,
    TMPDIR: tempFolder,
  };
  const run = (file: string, args: readonly string[], options: ShellOptions = {}): Promise<ShellRun> =>
    start([file, ...args], { ...env, ...options.env }, workFolder, options);
  return {
    ...{ workFolder, tempFolder, storeFolder, store: pathToFileURL(storeFolder).href, path: env.PATH },
    muster: (args, options) => run(process.execPath, [musterPath, ...args], options),
    async musterOnScreen(args, options) {
      const answer = join(folder, 'stdout');
      const line = `exec ${['muster', ...args].map(quoted).join(' ')} > ${quoted(answer)}`;
      const { status, stdout } = await run('script', ['-qefc', line, '/dev/null'], options);
      return { status, stdout: await readFile(answer, 'utf8'), stderr: stdout };
    },
    bash: (script, options) => run('bash', ['--noprofile', '--norc', '-euo', 'pipefail', '-c', script], options),
    leftovers: async () => (await readdir(tempFolder, { recursive: true })).sort(),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function start(
  [file = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
  { onStart, onText }: ShellOptions,
): Promise<ShellRun> {
  const child = spawn(file, args, { env, cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  if (file !== 'script') child.stdin.end();
  onStart?.(child);
  const [stdout, stderr]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout.push(text);
    if (file === 'script') onText?.(stdout.join(''), child);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr.push(text);
    onText?.(stderr.join(''), child);
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { status, stdout: stdout.join(''), stderr: stderr.join('') };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
