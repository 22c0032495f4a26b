import type { Action } from '../actions/context.ts';
import { reportFailure, type ExitStatus } from '../actions/run-action.ts';
import { asFailure, Failure } from '../domain/failure.ts';
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
export async function commandLine({ packageFolder, args, load }: CommandLine): Promise<ExitStatus> {
  const terminal = systemTerminal();
  const [action = '', ...rest] = args;
  try {
    const actions = knownActions(packageFolder);
    const answer = answerTo(action, rest, actions, terminal);
    if (answer !== undefined) {
      terminal.print(answer);
      return 0;
    }
    return await runCommand({ action, args: rest, actions, terminal, load: () => load(action) });
  } catch (thrown) {
    const outcome = reportFailure(asFailure(thrown), {
      output: () => undefined,
      info: (line) => terminal.say(line),
      error: (line) => terminal.fail(line),
    });
    if (rest.includes('--json')) terminal.printJson(jsonResult({ action, outcome, outputs: new Map(), report: null }));
    return outcome.status;
  }
}

/** What is answered without running anything; undefined where there is something to run. @throws Failure `action-unknown` */
function answerTo(
  action: string,
  rest: readonly string[],
  actions: KnownActions,
  { columns }: Terminal,
): string | undefined {
  if (action === '--version') return `muster ${version}`;
  if (action === '--help' || action === '-h') return overview(actions, columns);
  const metadata = actions.get(action);
  if (metadata === undefined) throw unknownAction(action, [...actions.keys()]);
  return rest.includes('--help') || rest[0] === '-h' ? actionHelp(action, metadata, columns) : undefined;
}

function unknownAction(word: string, known: readonly string[]): Failure {
  const isName = /^[A-Za-z][A-Za-z0-9_-]*$/.test(word); // anything else may be a secret in the wrong place
  const message = isName ? `there is no action "${word}"` : 'the first word has to be the name of an action';
  return new Failure('action-unknown', message, {
    hint: `"muster --help" lists them${isName ? didYouMean(word, known) : ''}`,
  });
}
