import { formatBytes } from '../domain/bytes.ts';
import { formatDuration } from '../domain/duration.ts';
import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';

const everyMs = 5_000;

/** Progress as plain lines of a log: one when a stage begins, and one every five seconds while it lasts. */
export interface LogProgress extends Progress, Disposable {}

/** @param log takes a line. @param warn takes a line that deserves attention. */
export function logProgress(log: (line: string) => void, warn: (line: string) => void, clock: Clock): LogProgress {
  let stage = '';
  let item = '';
  let stageBytes = 0;
  let since = clock.monotonicSeconds();
  const line = (): string => {
    const seconds = clock.monotonicSeconds() - since;
    const rate = `${formatBytes(stageBytes)}, ${formatBytes(stageBytes / Math.max(seconds, 0.001))}/s`;
    return [`${stage}: ${formatDuration(seconds)}`, stageBytes > 0 ? rate : '', item].filter(Boolean).join(', ');
  };
  const timer = setInterval(() => log(line()), everyMs);
  timer.unref();
  return {
    stage(name) {
      if (stageBytes > 0) log(line());
      stage = name;
      item = '';
      stageBytes = 0;
      since = clock.monotonicSeconds();
      log(`${name} …`);
    },
    bytes(count) {
      stageBytes += count;
    },
    item(name) {
      item = name;
    },
    note: log,
    warn,
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}
