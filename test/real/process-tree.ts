import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process as `/proc` shows it at one moment. */
export interface SeenProcess {
  readonly pid: number;
  readonly parent: number;
  /** The program's name, cut off after 15 bytes by the system. */
  readonly name: string;
  /** Clock ticks from the boot to its start: tells it from a later process with the same number. */
  readonly startedAt: string;
}

/** The process of that number, or undefined where it is gone or only waits for its parent to take notice. */
export function processOf(pid: number): SeenProcess | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const close = stat.lastIndexOf(')');
  if (close === -1) return undefined;
  const fields = stat.slice(close + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const name = stat.slice(stat.indexOf('(') + 1, close);
  return { pid, parent: Number(fields[1]), name, startedAt: fields[19] ?? '' };
}

/** All living processes that descend from one, that one not included. */
export function descendantsOf(root: number): SeenProcess[] {
  const all = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => processOf(Number(entry)) ?? []);
  const children = Map.groupBy(all, ({ parent }) => parent);
  const found: SeenProcess[] = [];
  for (const queue = [root]; queue.length > 0;) {
    const here = children.get(queue.pop() ?? -1) ?? [];
    found.push(...here);
    queue.push(...here.map(({ pid }) => pid));
  }
  return found;
}

/** Whether that very process still lives. */
export function stillLives({ pid, startedAt }: SeenProcess): boolean {
  return processOf(pid)?.startedAt === startedAt;
}

/** Requires that all of them end within seconds: a server's own processes outlive it for a moment. */
export async function assertGone(processes: readonly SeenProcess[]): Promise<void> {
  const deadline = Date.now() + 5000;
  while (processes.some(stillLives) && Date.now() < deadline) await sleep(5);
  assert.deepEqual(processes.filter(stillLives), [], 'processes are left');
}

/** Every process that descended from one while it was watched. Disposing of it ends the watch. */
export interface ProcessWatch extends AsyncDisposable {
  readonly seen: readonly SeenProcess[];
}

/** Looks at a process and its descendants, again and again; `look` is called for each of them at each round. */
export function watchProcesses(root: number, look: (process: SeenProcess) => void = () => undefined): ProcessWatch {
  const seen = new Map<string, SeenProcess>();
  const ended = new AbortController();
  const loop = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      for (const found of descendantsOf(root)) {
        seen.set(`${found.pid} ${found.startedAt}`, found);
        look(found);
      }
      await sleep(20);
    }
  };
  const done = loop();
  return {
    get seen() {
      return [...seen.values()];
    },
    async [Symbol.asyncDispose]() {
      ended.abort();
      await done;
    },
  };
}

/** Sends a signal to a process, if it still lives. */
export function signalTo(pid: number, name: NodeJS.Signals): void {
  if (processOf(pid) !== undefined) process.kill(pid, name);
}

/** Bytes that a process has written so far; 0 where it is gone. */
export function writtenBytes(pid: number): number {
  return Number(/^wchar: (\d+)$/m.exec(read(`/proc/${pid}/io`))?.[1] ?? 0);
}

/** A file of `/proc`, or nothing where the process is gone. */
export function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
