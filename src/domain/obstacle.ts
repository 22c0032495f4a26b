import { Failure } from './failure.ts';

/** Something that keeps a restore from succeeding, found before anything was touched. */
export interface Obstacle {
  /** One clause: what is in the way. */
  readonly message: string;
  /** What to do, as a statement to run where there is one. */
  readonly remedy: string;
}

/** @throws Failure `target-unfit` that names all of them, so that nobody has to run again for the next one. */
export function assertFit(description: string, obstacles: readonly Obstacle[]): void {
  if (obstacles.length === 0) return;
  throw new Failure(
    'target-unfit',
    `${description} cannot take the backup: ${obstacles.map(({ message }) => message).join('; ')}`,
    // a statement brings its own semicolon
    { hint: [...new Set(obstacles.map(({ remedy }) => remedy))].join('; ').replaceAll(';; ', '; ') },
  );
}
