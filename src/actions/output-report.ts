import { Failure } from '../domain/failure.ts';
import { salt } from '../pipeline/salt.ts';
import type { Runtime } from '../ports/runtime.ts';

/** Gives out a result as a file of JSON, under a name of its own. @param output whose value is the file's path */
export async function outputReport(runtime: Runtime, output: string, name: string, content: unknown): Promise<void> {
  const text = `${JSON.stringify(content, failuresAsText, 2)}\n`;
  await runtime.outputFile(output, `muster-${name}-${salt()}.json`, text);
}

function failuresAsText(_: string, value: unknown): unknown {
  if (!(value instanceof Failure)) return value;
  return { code: value.code, message: value.message, hint: value.hint };
}
