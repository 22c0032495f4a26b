import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../domain/failure.ts';
import { salt } from '../pipeline/salt.ts';
import type { Runtime } from '../ports/runtime.ts';

/** Writes a result as JSON into the runner's temp folder, under a name of its own. @returns its path, for an output */
export async function reportFile(runtime: Runtime, name: string, content: unknown): Promise<string> {
  const path = join(runtime.tempFolder, `muster-${name}-${salt()}.json`);
  await writeFile(path, `${JSON.stringify(content, failuresAsText, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return path;
}

function failuresAsText(_: string, value: unknown): unknown {
  if (!(value instanceof Failure)) return value;
  return { code: value.code, message: value.message, hint: value.hint };
}
