import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { programPath } from '../../scripts/parts/locate.ts';
import { tryProgram } from '../../scripts/parts/run-program.ts';
import { projectFolder } from '../real/action-run.ts';

/** A repository whose workflows call those of the suite, and a runner on this machine. Disposing of it removes both. */
export interface Caller extends AsyncDisposable {
  /** Runs one workflow of the repository to its end. */
  run(workflow: string, options?: RunOptions): Promise<WorkflowRun>;
  /** Commits files by their paths in the repository. @returns the commit */
  commit(files: Readonly<Record<string, string>>): Promise<string>;
  /** Where the runner's cache service keeps its entries. */
  readonly cacheFolder: string;
}

export interface CallerOptions {
  /** Files of the repository by their paths; a workflow by its name alone. */
  readonly files?: Readonly<Record<string, string>>;
  /** Put first on `PATH`, behind Node 24. */
  readonly searchPath?: readonly string[];
}

export interface RunOptions {
  readonly event?: string;
  /** What the runner writes down of the event, beside the inputs. */
  readonly payload?: object;
  /** Variables of the runner itself. */
  readonly env?: Readonly<Record<string, string>>;
  /** Inputs of `workflow_dispatch`. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** Who started the run; a person where not given. */
  readonly actor?: string;
  /** Put first on `PATH` for this run. */
  readonly searchPath?: readonly string[];
}

/** What GitHub would show of a run. */
export interface WorkflowRun {
  readonly green: boolean;
  /** `success` or `failure` of each job that ran, by names such as `backup`, with a matrix `backup-1/backup`; those that were skipped are not in it. */
  readonly jobs: Readonly<Record<string, string>>;
  /** Errors in the order in which they came, each as its one line. */
  readonly errors: readonly string[];
  /** What each job wrote as its summary. */
  readonly summaries: Readonly<Record<string, string>>;
  /** Outputs of all steps, by `<job>.<output>`. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Everything that was printed, but for what asks the runner to hide something: a runner of GitHub's does not print that. */
  readonly log: string;
}

const suite = 'muster-backup/muster';
const git = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

/**
 * A caller that has all of `examples/`. The suite's own files are a copy in which what act 0.2.89 does not know is written in another way:
 * `$/x` as `muster-backup/muster/x@v0`, which is this very copy, the queue of a concurrency group not at all, and the checkout of a named
 * commit as a clone of the caller.
 */
export async function startCaller({ files = {}, searchPath = [] }: CallerOptions = {}): Promise<Caller> {
  const folder = await mkdtemp(join(tmpdir(), 'act-'));
  await chmod(folder, 0o711); // sandboxes are made in it, for accounts of their own
  const [suiteCopy, repository, home] = ['suite', 'repository', 'home'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const part of ['actions', 'dist', '.github/workflows'])
    await cp(join(projectFolder, part), join(suiteCopy, part), { recursive: true });
  await rewriteAll(suiteCopy, repository);
  const workflows = join(repository, '.github', 'workflows');
  await cp(join(projectFolder, 'examples'), workflows, { recursive: true });
  await rewriteAll(workflows, repository);
  await mkdir(home, { mode: 0o711 });
  const inRepository = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: repository, env: { ...process.env, ...git }, encoding: 'utf8' }).trim();
  inRepository('init', '--quiet', '--initial-branch=main');
  inRepository('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  const commit: Caller['commit'] = async (changes) => {
    for (const [path, text] of Object.entries(changes)) {
      const place = path.includes('/') ? join(repository, path) : join(workflows, path);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, place.startsWith(workflows) ? forAct(text, repository) : text, { mode: 0o755 });
    }
    inRepository('add', '--all');
    inRepository('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message=shop');
    return inRepository('rev-parse', 'HEAD');
  };
  await commit(files);

  const cacheFolder = join(folder, 'cache');
  return {
    ...{ cacheFolder, commit },
    async run(workflow, { event = 'workflow_dispatch', inputs = {}, secrets = {}, variables = {}, ...options } = {}) {
      const eventFile = join(folder, 'event.json');
      await writeFile(eventFile, JSON.stringify({ inputs, ...options.payload }));
      // values through files of the runner's own form: they are not for everybody who can list processes
      const given = {
        secrets: join(folder, 'secrets'),
        variables: join(folder, 'variables'),
        env: join(folder, 'env'),
      };
      await writeFile(given.secrets, asLines(secrets));
      await writeFile(given.variables, asLines(variables));
      await writeFile(given.env, asLines(options.env ?? {}));
      const args = [
        ...[event, '--workflows', `.github/workflows/${workflow}`, '--eventpath', eventFile, '--json'],
        ...['--platform', 'ubuntu-24.04=-self-hosted', '--action-offline-mode'],
        ...['--local-repository', `${suite}@v0=${suiteCopy}`],
        ...['--secret-file', given.secrets, '--var-file', given.variables, '--env-file', given.env],
        ...['--cache-server-path', cacheFolder, '--cache-server-addr', '127.0.0.1'],
        ...(options.actor === undefined ? [] : ['--actor', options.actor]),
      ];
      const path = [dirname(process.execPath), ...(options.searchPath ?? []), ...searchPath, process.env['PATH'] ?? ''];
      const places = { HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home, TMPDIR: folder };
      const env = { ...git, ...places, ACT_DISABLE_VERSION_CHECK: '1', PATH: path.join(delimiter) };
      const { status, output } = await tryProgram(programPath('act'), ['--directory', repository, ...args], env);
      // act itself always prints something: without this, one that was killed reads like a red run
      if (!output.includes('{')) throw new Error(`act ran nothing, and ended with status ${status}: ${output}`);
      return { green: status === 0, ...whatHappened(output) };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function rewriteAll(folder: string, repository: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.yml')) continue;
    const path = join(entry.parentPath, entry.name);
    await writeFile(path, forAct(await readFile(path, 'utf8'), repository));
  }
}

function forAct(text: string, repository: string): string {
  return text
    .replaceAll(/(uses: )\$\/(\S+)/g, `$1${suite}/$2@v0`)
    .replaceAll(/^ *queue: max\n/gm, '')
    .replaceAll(
      /uses: actions\/checkout@.*\n +with:\n(?: +(?:persist-credentials|fetch-depth): .*\n)* +ref: (\$\{\{.*?\}\}).*/g,
      `run: git clone --quiet '${repository}' . && git checkout --quiet $1`,
    );
}

function asLines(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join('');
}

interface Line {
  readonly job?: string;
  readonly jobID?: string;
  readonly command?: string;
  readonly arg?: string;
  readonly name?: string;
  readonly content?: string;
  readonly jobResult?: string;
  readonly msg?: string;
}

/** Reads act's log: a line of JSON for each thing that happened. */
function whatHappened(log: string): Omit<WorkflowRun, 'green'> {
  const jobs: Record<string, string> = {};
  const summaries: Record<string, string> = {};
  const outputs: Record<string, string> = {};
  const errors: string[] = [];
  const shown: string[] = [];
  for (const text of log.split('\n')) {
    const line = (text.startsWith('{') ? JSON.parse(text) : {}) as Line;
    if (line.command !== 'add-mask') shown.push(text);
    const job = jobName(line.job ?? '');
    if (line.jobResult !== undefined) jobs[job] = line.jobResult;
    if (line.command === 'error') errors.push(line.arg ?? '');
    if (line.command === 'summary') summaries[job] = line.content ?? '';
    if (line.command === 'set-output') outputs[`${job}.${line.name ?? ''}`] = line.arg ?? '';
  }
  return { jobs, summaries, outputs, errors, log: shown.join('\n') };
}

/** Of `Nightly/shop/backup/backup` the last part, and of one of a matrix, `Nightly/backup-1/backup/backup`, which one it is. */
function jobName(path: string): string {
  const leg = /(?:^|\/)([\w-]+-\d+)\//.exec(path)?.[1];
  const name = basename(path.trim());
  return leg === undefined ? name : `${leg}/${name}`;
}
