import { formatBytes } from '../domain/bytes.ts';
import { formatDuration } from '../domain/duration.ts';
import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';

/** What is known about the stage of a run that goes on. */
export interface StageMeter extends Pick<Progress, 'stage' | 'expect' | 'bytes' | 'item'> {
  /** Empty before the first stage. */
  readonly name: string;
  /** Bytes that went through it. */
  readonly doneBytes: number;
  /** The stage in one line: how long, how much, how fast, how much longer, and at what. */
  line(): string;
}

/** A rate over less than this says little about the time that is left. */
const settledSeconds = 3;
/** Who waits for longer than this, for a lock, a network or a disk, is to be told. */
const stillSeconds = 60;

export function stageMeter(clock: Clock): StageMeter {
  let stage = { name: '', since: 0, expectedBytes: 0, doneBytes: 0, lastBytesAt: 0, item: '' };
  return {
    get name() {
      return stage.name;
    },
    get doneBytes() {
      return stage.doneBytes;
    },
    stage(name) {
      stage = { name, since: clock.monotonicSeconds(), expectedBytes: 0, doneBytes: 0, lastBytesAt: 0, item: '' };
    },
    expect(bytes) {
      stage.expectedBytes = bytes;
    },
    bytes(count) {
      stage.doneBytes += count;
      stage.lastBytesAt = clock.monotonicSeconds();
    },
    item(name) {
      stage.item = name;
    },
    line() {
      const { name, since, expectedBytes, doneBytes, lastBytesAt, item } = stage;
      const now = clock.monotonicSeconds();
      const seconds = now - since;
      const isStill = doneBytes > 0 && now - lastBytesAt >= stillSeconds;
      const rate = doneBytes / Math.max(seconds, 0.001);
      const restBytes = expectedBytes - doneBytes;
      const parts = [
        `${name}: ${formatDuration(seconds)}`,
        doneBytes > 0 &&
          (restBytes > 0 ? `${formatBytes(doneBytes)} of ${formatBytes(expectedBytes)}` : formatBytes(doneBytes)),
        doneBytes > 0 && `${formatBytes(rate)}/s`,
        isStill && `nothing new for ${formatDuration(now - lastBytesAt)}`,
        doneBytes > 0 &&
          restBytes > 0 &&
          seconds >= settledSeconds &&
          !isStill &&
          `about ${formatDuration(restBytes / rate)} left`,
        item,
      ];
      return parts.filter((part) => part !== false && part !== '').join(', ');
    },
  };
}
