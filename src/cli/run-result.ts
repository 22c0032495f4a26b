import { readFile, rm, writeFile } from 'node:fs/promises';
import type { Outcome } from '../actions/run-action.ts';
import { Failure, messageOf } from '../domain/failure.ts';
import type { ActionMetadata } from './action-metadata.ts';

/** What a run gave. */
export interface RunResult {
  readonly action: string;
  readonly outcome: Outcome;
  readonly outputs: ReadonlyMap<string, string>;
  /** The content of the report; null where there is none. */
  readonly report: unknown;
}

/** The outputs whose value is the path of a file with the report, as their description in action.yml says. */
export function reportOutputs({ outputs }: Pick<ActionMetadata, 'outputs'>): readonly string[] {
  return Object.entries(outputs)
    .filter(([, { description = '' }]) => /\bPath of .*\bJSON\b/.test(description))
    .map(([name]) => name);
}

/**
 * Takes the report out of the folder for temporary files, where nobody would remove it.
 *
 * @param reportFile where it is to go; nowhere otherwise.
 * @returns the report, and the outputs without its path, or with its new one.
 * @throws Failure `result-unwritten`
 */
export async function takeReport(
  given: ReadonlyMap<string, string>,
  metadata: Pick<ActionMetadata, 'outputs'>,
  reportFile: string | undefined,
): Promise<Pick<RunResult, 'outputs' | 'report'>> {
  const outputs = new Map(given);
  outputs.delete('failure'); // it is said elsewhere
  let report: unknown = null;
  for (const name of reportOutputs(metadata)) {
    const path = outputs.get(name);
    if (path === undefined) continue;
    const text = await readFile(path, 'utf8');
    await rm(path);
    report = JSON.parse(text);
    if (reportFile === undefined) outputs.delete(name);
    else {
      await writeFile(reportFile, text).catch((cause: unknown) => {
        throw new Failure('result-unwritten', `the report cannot be written: ${messageOf(cause)}`, { cause });
      });
      outputs.set(name, reportFile);
    }
  }
  return { outputs, report };
}

/** The result for programs. */
export function jsonResult({ action, outcome, outputs, report }: RunResult): object {
  const { status, failure } = outcome;
  return {
    action,
    status,
    outputs: Object.fromEntries(outputs),
    failure: failure === undefined ? null : { code: failure.code, message: failure.message, hint: failure.hint },
    report,
  };
}

/** The outputs for people, in two columns. */
export function textResult(outputs: ReadonlyMap<string, string>): string {
  const width = Math.max(...[...outputs.keys()].map((name) => name.length)) + 2;
  const lines = [...outputs].flatMap(([name, value]) =>
    value.split('\n').map((line, index) => (index === 0 ? name : '').padEnd(width) + line),
  );
  return lines.join('\n');
}
