import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { programPath } from '../../scripts/parts/locate.ts';

export interface TerminalRun {
  readonly status: number | null;
  /** What the terminal showed, with plain line ends. */
  readonly text: string;
}

export interface TerminalOptions {
  /** Typed whenever a passphrase is asked for. */
  readonly answer?: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a script in bash, in a terminal of its own; the first command that fails ends it. */
export async function runInTerminal(script: string, { answer = '', cwd, env }: TerminalOptions): Promise<TerminalRun> {
  const terminal = join(import.meta.dirname, 'typing-terminal.py');
  const child = spawn(programPath('python3'), [terminal, 'bash', '-e', '-c', script], {
    cwd,
    env: { ...env, ANSWER: answer, TERM: 'dumb' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => void (text += piece));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { status, text: text.replaceAll('\r\n', '\n') };
}
