import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** What one run of a program, with all that it started, took. */
export interface Lap {
  readonly wallSeconds: number;
  /** Of the program, of all that it started and waited for, and of the server with its workers; nothing else on the machine counts. */
  readonly cpuSeconds: number;
  /** The most memory that the program itself held at once. */
  readonly peakBytes: number;
}

export interface Run {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The server that works for it. */
  readonly serverPid?: number;
}

const clockTicks = 100; // USER_HZ, the same on every Linux that Node runs on
const timed = `TIMEFORMAT='cpu %U %S'; { time "$@" 2>&3; } 3>&2`;

/** Runs a program to its end. Throws where it does not exit with 0. */
export async function lap({ file, args, env, serverPid }: Run): Promise<Lap> {
  const serverBefore = await cpuSecondsOf(serverPid);
  const start = performance.now();
  const child = spawn('bash', ['--norc', '-c', timed, 'bash', file, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', LC_ALL: 'C.UTF-8', ...env },
  });
  let log = '';
  child.stdout.resume();
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const watch = { over: false };
  const peak = watchPeak(child.pid ?? 0, watch);
  const status = await ended;
  const wallSeconds = (performance.now() - start) / 1000;
  watch.over = true;
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}: ${log.slice(-2000)}`);
  const [, user = 0, system = 0] = (/^cpu ([\d.]+) ([\d.]+)$/m.exec(log) ?? []).map(Number);
  const server = (await cpuSecondsOf(serverPid)) - serverBefore;
  return { wallSeconds, cpuSeconds: user + system + server, peakBytes: await peak };
}

/** The kernel keeps the high-water mark; the last one read before the end is it, but for the last moments. */
async function watchPeak(shell: number, watch: { readonly over: boolean }): Promise<number> {
  let peakBytes = 0;
  while (!watch.over) {
    const children = await readFile(`/proc/${shell}/task/${shell}/children`, 'utf8').catch(() => '');
    const status = await readFile(`/proc/${children.split(' ')[0] ?? ''}/status`, 'utf8').catch(() => '');
    const kibibytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
    if (kibibytes !== undefined) peakBytes = Math.max(peakBytes, Number(kibibytes) * 1024);
    await delay(20);
  }
  return peakBytes;
}

/** What a process has used so far, with those that it started and that have ended. */
async function cpuSecondsOf(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / clockTicks;
}

/** The middle one of several laps by wall time. */
export function median<T extends Pick<Lap, 'wallSeconds'>>(laps: readonly T[]): T {
  const sorted = laps.toSorted((a, b) => a.wallSeconds - b.wallSeconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('no laps');
  return middle;
}
