import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** What one run of a program, with all that it started, took. */
export interface Lap {
  readonly wallSeconds: number;
  /** Of all processes of the machine, so that servers count as well; other work on the machine counts too. */
  readonly cpuSeconds: number;
  /** The most memory that the program itself held at once. */
  readonly peakBytes: number;
}

const clockTicks = 100; // USER_HZ, the same on every Linux that Node runs on

/** Runs a program to its end. Throws where it does not exit with 0. */
export async function lap(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Lap> {
  const cpuBefore = await machineCpuSeconds();
  const start = performance.now();
  const child = spawn(file, args, {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
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
  return { wallSeconds, cpuSeconds: (await machineCpuSeconds()) - cpuBefore, peakBytes: await peak };
}

/** The kernel keeps the high-water mark; the last one read before the end is it, but for the last moments. */
async function watchPeak(pid: number, watch: { readonly over: boolean }): Promise<number> {
  let peakBytes = 0;
  while (!watch.over) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const kibibytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
    if (kibibytes !== undefined) peakBytes = Math.max(peakBytes, Number(kibibytes) * 1024);
    await delay(20);
  }
  return peakBytes;
}

async function machineCpuSeconds(): Promise<number> {
  const [first = ''] = (await readFile('/proc/stat', 'utf8')).split('\n');
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = first.split(/\s+/).map(Number);
  return (user + nice + system + irq + softirq) / clockTicks;
}

/** The middle one of several laps by wall time. */
export function median(laps: readonly Lap[]): Lap {
  const sorted = laps.toSorted((a, b) => a.wallSeconds - b.wallSeconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('no laps');
  return middle;
}
