import { readFile, readlink } from 'node:fs/promises';

/** A process so that another one with the same number is not taken for it. From `/proc`, so on Linux only. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in clock ticks since the machine's boot: field 22 of `/proc/<pid>/stat`, see proc(5). */
  readonly startedAt: string;
  /** Which boot of which machine its numbers belong to. */
  readonly boot: string;
  /** The process number namespace in which `pid` was read. */
  readonly namespace: string;
}

/** The identity of a process that lives, or undefined where there is none by that number or the system has no `/proc`. */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    const [stat, boot, namespace] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readlink('/proc/self/ns/pid'),
    ]);
    // The second field is the program's name in parentheses, which may hold spaces and parentheses itself.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const startedAt = fields[18];
    if (state === 'Z' || state === 'X' || startedAt === undefined) return undefined;
    return { pid, startedAt, boot: boot.trim(), namespace };
  } catch {
    return undefined;
  }
}

/**
 * Whether the process still lives. A process of an earlier boot is `gone`; `unknown` where it was seen from another process number
 * namespace of this machine, such as a neighbouring container's, or where there is no `/proc`.
 */
export async function stateOf(identity: ProcessIdentity): Promise<'lives' | 'gone' | 'unknown'> {
  const here = await identify(process.pid);
  if (here === undefined) return 'unknown';
  if (here.boot !== identity.boot) return 'gone';
  if (here.namespace !== identity.namespace) return 'unknown';
  const found = await identify(identity.pid);
  return found?.startedAt === identity.startedAt ? 'lives' : 'gone';
}
