import { goPrograms } from './go-programs.ts';
import type { Part } from './part.ts';
import { postgresql } from './postgresql.ts';
import { systemPrograms } from './system-programs.ts';

const parts = {
  /** An S3 server. */
  versitygw: goPrograms('github.com/versity/versitygw', 'v1.8.0', { versitygw: 'cmd/versitygw' }),
  postgresql,
  /** The stock tools that a backup has to open with. */
  age: systemPrograms('age', ['age', 'age-keygen'], {
    otherwise: goPrograms('filippo.io/age', 'v1.3.2', { age: 'cmd/age', 'age-keygen': 'cmd/age-keygen' }),
  }),
  gpg: systemPrograms('gnupg', ['gpg', 'gpg-agent']),
  zstd: systemPrograms('zstd', ['zstd']),
  /** What a sandbox shuts itself in with. */
  'util-linux': systemPrograms('util-linux', ['setpriv', 'unshare']),
  tar: systemPrograms('tar', ['tar']),
  /** Reads the lists in an example's workflow. */
  jq: systemPrograms('jq', ['jq']),
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof parts;

export const allParts = Object.keys(parts) as PartName[];

/**
 * Brings the named parts here, several at a time, and returns at once where all are here. What it does goes to standard error, a line for
 * each part that was missing.
 *
 * Throws one error that names each part that could not be had and what to do about it.
 */
export async function setUpParts(names: readonly PartName[] = allParts): Promise<void> {
  const missing = names.filter((name) => !parts[name].isHere());
  const outcomes = await Promise.allSettled(missing.map(bringHere));
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [`${missing[index] ?? ''}: ${messageOf(outcome.reason)}`] : [],
  );
  if (failures.length > 0) throw new Error(`cannot set up what the tests need\n${failures.join('\n')}`);
}

async function bringHere(name: PartName): Promise<void> {
  const part: Part = parts[name];
  const started = performance.now();
  process.stderr.write(`setting up ${name} …\n`);
  await part.install();
  if (!part.isHere()) throw new Error(`was installed, but is still not found; install it by hand`);
  process.stderr.write(`set up ${name} in ${Math.round((performance.now() - started) / 1000)} s\n`);
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
