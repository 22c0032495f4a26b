import type { BackupId } from '../backup-id.ts';
import { formatAge, formatDuration } from '../duration.ts';
import { Failure } from '../failure.ts';
import type { FailureCode } from '../failure-codes.ts';
import { areOfDifferentDatabases, type Origin } from '../origin.ts';
import type { Standing } from '../retention/standing.ts';

/** As a catalog says it, but that a backup of chosen tables stands behind no migration, whatever its drill said. */
export type CandidateStanding = Standing | 'chosen-tables';

/** One backup as far as a gate knows of it, from the store or from what runs published. */
export interface Candidate {
  readonly backup: BackupId;
  readonly snapshotAt: Date;
  readonly manifestSha256: string;
  readonly standing: CandidateStanding;
  /** When the drill that the standing rests on ended; undefined where there was none. */
  readonly verifiedAt: Date | undefined;
  /** Where this was found, for people: a store's name, or a run. */
  readonly where: string;
  /** Which database it is of; undefined where nobody says. */
  readonly origin?: Origin | undefined;
}

/** What a gate asks for. */
export interface GateRule {
  readonly source: string;
  readonly maxAgeSeconds: number;
  /** A backup that is dated later than now by more than this does not count. */
  readonly toleranceSeconds: number;
}

/** A backup that stands behind the change, or why none does. */
export type Ruling =
  | {
      readonly is: 'proven';
      readonly candidate: Candidate;
      /** Another one that is proven and young enough, of another database under the same name. */
      readonly stranger: Candidate | undefined;
    }
  | { readonly is: 'refused'; readonly failure: Failure };

/**
 * The newest backup that is proven and young enough decides; where there is none, the newest one says why. Where the young ones are of more than
 * one database, nobody knows which of them the change is for: each needs a proof of its own. Undefined for no backup at all.
 */
export function rule(candidates: readonly Candidate[], rules: GateRule, now: Date): Ruling | undefined {
  const { maxAgeSeconds, toleranceSeconds } = rules;
  const sorted = candidates.toSorted((a, b) => b.snapshotAt.getTime() - a.snapshotAt.getTime());
  const ageOf = ({ snapshotAt }: Candidate): number => (now.getTime() - snapshotAt.getTime()) / 1000;
  const dated = sorted.filter((candidate) => ageOf(candidate) >= -toleranceSeconds);
  const young = dated.filter((candidate) => ageOf(candidate) <= maxAgeSeconds);
  const proven = young.filter(({ standing }) => standing === 'proven');
  const [candidate] = proven;
  if (candidate !== undefined) {
    const unguarded = young.find((one) => proven.every((other) => areStrangers(one, other)));
    if (unguarded !== undefined) return { is: 'refused', failure: ofAnother(unguarded, candidate, rules) };
    return { is: 'proven', candidate, stranger: proven.find((other) => areStrangers(candidate, other)) };
  }
  const [newest] = sorted;
  if (newest === undefined) return undefined;
  if (!dated.includes(newest)) return { is: 'refused', failure: ahead(newest, -ageOf(newest)) };
  const shown = young.find(({ standing }) => standing !== 'chosen-tables') ?? young[0];
  return {
    is: 'refused',
    failure: shown === undefined ? stale(dated, rules, ageOf) : unproven(shown, rules, ageOf(shown)),
  };
}

function areStrangers({ origin: one }: Candidate, { origin: other }: Candidate): boolean {
  return one !== undefined && other !== undefined && areOfDifferentDatabases(one, other);
}

function ofAnother(unguarded: Candidate, { backup }: Candidate, { source }: GateRule): Failure {
  const [, what] = words[unguarded.standing];
  const message = `backup ${unguarded.backup} of ${source} in ${unguarded.where} ${what}, and the proven one, ${backup}, is of another database or server`;
  return new Failure('backup-unproven', message, {
    hint: `prove ${unguarded.backup}, or a later one of its database, with restore-verify, then run this job again; give two databases two source names`,
  });
}

function ahead({ backup, where }: Candidate, seconds: number): Failure {
  return new Failure('backup-ahead', `backup ${backup} in ${where} is dated ${formatAge(seconds)} in the future`);
}

function stale(
  dated: readonly Candidate[],
  { source, maxAgeSeconds }: GateRule,
  ageOf: (candidate: Candidate) => number,
): Failure {
  const limit = formatDuration(maxAgeSeconds);
  const proven = dated.find(({ standing }) => standing === 'proven');
  const shown = proven ?? dated[0];
  const which = proven === undefined ? 'newest backup' : 'newest proven backup';
  const what =
    shown === undefined ? '' : `, ${shown.backup}, is ${formatAge(ageOf(shown))} old, and ${limit} is allowed`;
  return new Failure('backup-stale', `the ${which} of ${source}${what}`, {
    hint: `take a backup of ${source} and prove it with restore-verify, then run this job again; or raise max-age`,
  });
}

const words: Readonly<Record<CandidateStanding, readonly [FailureCode, string]>> = {
  proven: ['bug', 'is proven'],
  failed: ['verification-failed', 'failed its drill'],
  'could-not-tell': ['could-not-tell', 'is not proven: its drill could not tell'],
  unverified: ['backup-unproven', 'was not drilled yet'],
  'not-provable': ['backup-unproven', 'is of a kind that no drill can prove'],
  'chosen-tables': ['backup-unproven', 'holds chosen tables only, so it brings back no database'],
  damaged: ['object-damaged', 'is damaged: objects are missing, or have another size'],
  unreadable: ['manifest-invalid', 'has a manifest that cannot be used'],
};

function unproven({ backup, standing, where }: Candidate, { source }: GateRule, ageSeconds: number): Failure {
  const [code, what] = words[standing];
  const hint = hintFor(standing, source);
  return new Failure(
    code,
    `the newest backup of ${source}, ${backup}, ${formatAge(ageSeconds)} old in ${where}, ${what}`,
    {
      hint,
    },
  );
}

function hintFor(standing: CandidateStanding, source: string): string {
  const again = 'then run this job again';
  if (standing === 'unverified' || standing === 'could-not-tell') return `prove it with restore-verify, ${again}`;
  if (standing === 'chosen-tables') return `back up ${source} without input "tables" and prove it, ${again}`;
  return `find out why in the drill's report; take a new backup of ${source} and prove it, ${again}`;
}
