import { spawn } from 'node:child_process';

/** How a program of the set-up ended, with all it printed. */
export interface ProgramResult {
  readonly status: number;
  readonly output: string;
}

/** Runs a program to its end and gathers what it prints; status 127 where it cannot be started. */
export function tryProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => {
      resolve({ status: 127, output: error.message });
    });
    child.on('close', (status, signal) => {
      if (signal !== null) chunks.push(Buffer.from(`\n${file} was ended by ${signal}\n`)); // or it would look like a silent failure
      resolve({ status: status ?? 1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/** Runs a program that has to succeed. Throws with the end of its output where it does not. */
export async function runProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { status, output } = await tryProgram(file, args, env);
  if (status === 0) return output;
  const end = output.trim().split('\n').slice(-15).join('\n');
  throw new Error(`${[file, ...args].join(' ')} ended with status ${status}:\n${end}`);
}
