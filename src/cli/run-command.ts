import { writeFile } from 'node:fs/promises';
import { configuredInputs } from '../actions/configured-inputs.ts';
import type { Action } from '../actions/context.ts';
import { runAction, type ExitStatus } from '../actions/run-action.ts';
import { Failure, messageOf } from '../domain/failure.ts';
import { logProgress, type LogProgress } from '../platform/log-progress.ts';
import { privateTempFolder } from '../platform/private-folder.ts';
import { systemClock } from '../platform/system-clock.ts';
import { terminalProgress } from '../platform/terminal-progress.ts';
import { terminalRuntime } from '../platform/terminal-runtime.ts';
import type { Terminal } from '../platform/terminal.ts';
import { workFolder } from '../platform/work-folder.ts';
import { optionsOf } from './action-options.ts';
import { commandLineHint } from './command-line-hint.ts';
import { environmentInputs } from './environment-inputs.ts';
import { completeInputs, givenInputs } from './given-inputs.ts';
import type { KnownActions } from './help.ts';
import { parseArguments } from './parse-arguments.ts';
import { jsonResult, takeReport, textResult } from './run-result.ts';

export interface Command {
  readonly action: string;
  /** What was written behind the action. */
  readonly args: readonly string[];
  readonly actions: KnownActions;
  readonly terminal: Terminal;
  readonly load: () => Promise<Action>;
}

/** Runs an action and prints what it gives. @throws Failure where its inputs cannot be read; nothing was touched then */
export async function runCommand({ action, args, actions, terminal, load }: Command): Promise<ExitStatus> {
  const metadata = actions.get(action) ?? { inputs: {}, outputs: {} };
  const options = optionsOf(metadata);
  const parsed = parseArguments(args, options);
  const environment = environmentInputs(terminal.environment, options, [...actions.values()].flatMap(optionsOf));
  const given = await givenInputs({ options, args: parsed, environment });
  const configured = await configuredInputs({
    action,
    input: (name) => given.get(name) ?? '',
    given: [...given.keys()],
    workFolder: workFolder(),
    variable: (name) => terminal.environment[name] ?? '',
    info: (line) => void (parsed.quiet || terminal.say(line)),
  });
  const inputs = completeInputs(options, given, configured(options.map(({ name }) => name)));
  const tempFolder = await privateTempFolder();
  await emptyFile(parsed.summary, 'summary');
  await emptyFile(parsed.report, 'report');
  using progress = progressOn(terminal, parsed.quiet);
  const runtime = terminalRuntime({
    terminal,
    inputs,
    tempFolder,
    isQuiet: parsed.quiet,
    printsResults: !parsed.json,
    inItsWords: (failure) => commandLineHint(failure, options),
    beforeFailure: () => progress[Symbol.dispose](),
    ...(parsed.summary !== undefined && { summaryFile: parsed.summary }),
  });
  const outcome = await runAction(action, load, runtime, progress);
  progress[Symbol.dispose]();
  const { outputs, report } = await takeReport(runtime.outputs, metadata, parsed.report);
  if (parsed.json) terminal.printJson(jsonResult({ action, outcome, outputs, report }));
  else if (outputs.size > 0) terminal.print(textResult(outputs));
  return outcome.status;
}

function progressOn(terminal: Terminal, isQuiet: boolean): LogProgress {
  if (!isQuiet) return terminalProgress(terminal, systemClock);
  return logProgress(
    () => undefined,
    (line) => terminal.warn(line),
    systemClock,
  );
}

/** What cannot be written is known before anything is touched, and what an earlier run wrote does not stay. */
async function emptyFile(path: string | undefined, option: string): Promise<void> {
  if (path === undefined) return;
  try {
    await writeFile(path, '');
  } catch (cause) {
    throw new Failure('input-invalid', `the file of "--${option}" cannot be written: ${messageOf(cause)}`, {
      hint: 'give the path of a file in a folder that exists and that this account may write to',
      cause,
    });
  }
}
