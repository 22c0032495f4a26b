import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';
import { stageMeter } from './stage-meter.ts';

const everyMs = 5_000;

/** Progress as plain lines of a log: one when a stage begins, and one every five seconds while it lasts. */
export interface LogProgress extends Progress, Disposable {}

/** @param log takes a line. @param warn takes a line that deserves attention. */
export function logProgress(log: (line: string) => void, warn: (line: string) => void, clock: Clock): LogProgress {
  const meter = stageMeter(clock);
  const timer = setInterval(() => {
    if (meter.name !== '') log(meter.line());
  }, everyMs);
  timer.unref();
  return {
    stage(name) {
      meter.item(''); // it is done
      if (meter.doneBytes > 0) log(meter.line());
      meter.stage(name);
      log(`${name} …`);
    },
    expect: (bytes) => meter.expect(bytes),
    bytes: (count) => meter.bytes(count),
    item: (name) => meter.item(name),
    note: log,
    warn,
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}
