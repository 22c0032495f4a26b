import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { postgresBin } from '../../scripts/parts/locate.ts';

/** The folder with `actions/` and `dist/`. */
export const projectFolder = join(import.meta.dirname, '..', '..');

/** What a runner knows after an action has run. */
export interface ActionRun {
  /** Exit status; null where a signal ended it. */
  readonly status: number | null;
  /** Standard output and standard error, as they came. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

export interface ActionOptions {
  readonly inputs: Readonly<Record<string, string>>;
  /** Added to the environment: credentials of stores, mostly. */
  readonly env?: Readonly<Record<string, string>>;
  /** A program that starts the action, with its arguments, e.g. `setpriv --bounding-set=-chown --`. */
  readonly prefix?: readonly string[];
  /** Called with the process as soon as it runs. */
  readonly onStart?: (child: ChildProcess) => void;
  /** Called with each piece of the log. */
  readonly onLog?: (text: string) => void;
}

/** A runner's folders for one job. Disposing of it removes them. */
export interface Job extends AsyncDisposable {
  readonly tempFolder: string;
  readonly workFolder: string;
  /** Starts an action's committed bundle the way a runner does. */
  run(action: string, options: ActionOptions): Promise<ActionRun>;
}

/** Begins a job. */
export async function startJob(): Promise<Job> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-job-'));
  const tempFolder = join(folder, 'temp');
  const workFolder = join(folder, 'work');
  await mkdir(tempFolder);
  await mkdir(workFolder);
  let steps = 0;
  return {
    tempFolder,
    workFolder,
    async run(action, options) {
      steps += 1;
      const [outputFile, summaryFile] = [join(folder, `output-${steps}`), join(folder, `summary-${steps}`)];
      await Promise.all([writeFile(outputFile, ''), writeFile(summaryFile, '')]);
      const env = {
        // Where the server came from a package registry, its programs are in no folder that Muster knows by itself.
        PATH: [postgresBin(), process.env['PATH'] ?? ''].join(delimiter),
        HOME: process.env['HOME'] ?? '',
        RUNNER_TEMP: tempFolder,
        GITHUB_WORKSPACE: workFolder,
        GITHUB_OUTPUT: outputFile,
        GITHUB_STEP_SUMMARY: summaryFile,
        ...options.env,
        ...Object.fromEntries(
          Object.entries(options.inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
        ),
      };
      const { status, log } = await start(action, env, options);
      const outputs = parseOutputs(await readFile(outputFile, 'utf8'));
      return { status, log, outputs, summary: await readFile(summaryFile, 'utf8') };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function start(
  action: string,
  env: Record<string, string>,
  { onStart, onLog, prefix }: ActionOptions,
): Promise<{ status: number | null; log: string }> {
  const entry = join(projectFolder, 'actions', action, 'index.js');
  const [file, ...args] = [...(prefix ?? []), process.execPath, entry];
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onStart?.(child);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      onLog?.(text);
    });
  }
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { status, log };
}

/** Reads the file that `GITHUB_OUTPUT` names: `name<<delimiter`, lines, `delimiter`. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^([^\n<]+)<<(\S+)\n([\s\S]*?)\n\2$/gm))
    outputs[name] = value;
  return outputs;
}
