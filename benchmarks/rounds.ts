import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatBytes } from '../src/domain/bytes.ts';
import type { Contender, Ground, Measured } from './contenders.ts';
import { median } from './stopwatch.ts';

/** The laps of each contender, round by round: what else the machine does meets all of them. */
export interface Rounds {
  /** How many times as long one takes as another, as the median of the ratios within each round. */
  readonly ratio: (one: Contender, other: Contender) => number;
}

/** Runs all contenders in turn, as often as `rounds` says, and prints a line for each, with the ratio to the first. */
export async function runRounds(contenders: readonly Contender[], ground: Ground, rounds: number): Promise<Rounds> {
  const laps = new Map<Contender, Measured[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      laps.get(contender)?.push(await contender.run(ground));
      await empty(ground.folder);
    }
  }
  const ratio: Rounds['ratio'] = (one, other) => {
    const others = laps.get(other) ?? [];
    return median(
      (laps.get(one) ?? []).map((lap, at) => ({ wallSeconds: lap.wallSeconds / (others[at]?.wallSeconds ?? NaN) })),
    ).wallSeconds;
  };
  for (const contender of contenders) {
    const { wallSeconds, cpuSeconds, peakBytes } = median(laps.get(contender) ?? []);
    const cpu = cpuSeconds === undefined ? '' : `, ${cpuSeconds.toFixed(1)} s CPU`;
    const peak =
      contender.name.startsWith('muster') && peakBytes !== undefined ? `, peak ${formatBytes(peakBytes)}` : '';
    const times = contenders[0] && ratio(contender, contenders[0]).toFixed(2).padStart(6);
    say(`${times} ×  ${wallSeconds.toFixed(1)} s wall${cpu}${peak}  ${contender.name}`);
  }
  return { ratio };
}

export async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
