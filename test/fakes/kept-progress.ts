import type { Progress } from '../../src/ports/progress.ts';

/** Keeps what it was told, one line each, for a test to look at. */
export interface KeptProgress extends Progress {
  readonly lines: readonly string[];
}

export function keptProgress(): KeptProgress {
  const lines: string[] = [];
  const keep = (word: string) => (text: string) => void lines.push(`${word} ${text}`);
  return {
    lines,
    stage: keep('stage'),
    item: keep('item'),
    note: keep('note'),
    warn: keep('warn'),
    expect: () => undefined,
    bytes: () => undefined,
  };
}
