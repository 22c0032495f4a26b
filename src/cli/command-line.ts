import type { Action } from '../actions/context.ts';
import { reportFailure, type ExitStatus, type Outcome } from '../actions/run-action.ts';
import { asFailure, Failure, messageOf } from '../domain/failure.ts';
import { didYouMean } from '../domain/nearest.ts';
import { systemTerminal, type Terminal } from '../platform/terminal.ts';
import { version } from '../platform/version.ts';
import { actionHelp, overview, type KnownActions } from './help.ts';
import { knownActions } from './known-actions.ts';
import { runCommand } from './run-command.ts';
import { jsonResult } from './run-result.ts';

export interface CommandLine {
  /** The folder with `actions/`. */
  readonly packageFolder: string;
  /** What was written behind `muster`. */
  readonly args: readonly string[];
  /** Gives the code of an action that has a folder. */
  readonly load: (name: string) => Promise<Action>;
}

/** `muster <action> --input value`: the same actions without GitHub. @returns the exit status */
export async function commandLine(line: CommandLine): Promise<ExitStatus> {
  const terminal = systemTerminal();
  const status = await answered(line, terminal);
  const lost = await terminal.lostOutput();
  if (lost === undefined) return status;
  const failure = new Failure('result-unwritten', `standard output cannot be written: ${messageOf(lost)}`);
  return Math.max(status, said(failure, terminal).status) as ExitStatus;
}

async function answered({ packageFolder, args, load }: CommandLine, terminal: Terminal): Promise<ExitStatus> {
  const [action = '', ...rest] = args;
  try {
    const actions = knownActions(packageFolder);
    if (args.length === 0 && terminal.isScreen) terminal.say(overview(actions, terminal.columns));
    const answer = answerTo(args, actions, terminal.columns);
    if (answer !== undefined) {
      terminal.print(answer);
      return 0;
    }
    return await runCommand({ action, args: rest, actions, terminal, load: () => load(action) });
  } catch (thrown) {
    const outcome = said(asFailure(thrown), terminal);
    const result = { action: isName(action) ? action : '', outcome, outputs: new Map(), report: null };
    if (args.includes('--json')) terminal.printJson(jsonResult(result));
    return outcome.status;
  }
}

function said(failure: Failure, terminal: Terminal): Outcome {
  return reportFailure(failure, {
    output: () => undefined,
    info: (line) => terminal.say(line),
    error: (line) => terminal.fail(line),
  });
}

const helpWords = ['help', '--help', '-h'];
const versionWords = ['version', '--version'];

/** What is answered without running anything; undefined where there is something to run. @throws Failure `action-unknown` */
function answerTo(args: readonly string[], actions: KnownActions, columns: number): string | undefined {
  const [first = '', next] = args;
  const second = next?.startsWith('-') === true ? undefined : next;
  if (versionWords.includes(first)) return `muster ${version}`;
  const isHelp = helpWords.includes(first);
  if (isHelp && second === undefined) return overview(actions, columns);
  const action = isHelp && second !== undefined ? second : first;
  const metadata = actions.get(action);
  if (metadata === undefined) throw unknownAction(action, [...actions.keys(), 'help', 'version']);
  return isHelp || args.some((word) => word === '--help' || word === '-h')
    ? actionHelp(action, metadata, columns)
    : undefined;
}

/** Anything else may be a secret in the wrong place. */
function isName(word: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_-]*$/.test(word);
}

function unknownAction(word: string, known: readonly string[]): Failure {
  const message = isName(word) ? `there is no action "${word}"` : 'the first word has to be the name of an action';
  return new Failure('action-unknown', message, {
    hint: `"muster --help" lists them${isName(word) ? didYouMean(word, known) : ''}`,
  });
}
