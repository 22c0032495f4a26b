import { formatDuration } from '../duration.ts';
import { disappointment, shown, singleValue, type Expectation, type Rows } from './expectation.ts';
import type { Finding } from './finding.ts';
import { parseMoment } from './moment.ts';

interface Named {
  readonly name: string;
  /** What it means when the check does not hold, in the user's words. */
  readonly message?: string;
}

/** A query whose answer has to be as expected. */
export interface AnswerCheck extends Named {
  readonly kind: 'answer';
  readonly sql: string;
  readonly expectation: Expectation;
}

/** A query for a moment that may not lie further before the backup's snapshot than a limit. */
export interface FreshnessCheck extends Named {
  readonly kind: 'freshness';
  readonly sql: string;
  readonly newerThanSeconds: number;
}

/** A statement whose plan has to use an index. */
export interface PlanCheck extends Named {
  readonly kind: 'plan';
  readonly statement: string;
  readonly index: string;
}

/** A rule of the user's own that a restored copy has to keep. */
export type Check = AnswerCheck | FreshnessCheck | PlanCheck;

/** What the copy gave: the rows of the check's query, or the plan of its statement. */
export type Evidence = { readonly rows: Rows } | { readonly plan: string };

/**
 * What is wrong with the copy by this check, or undefined where it holds.
 *
 * @param snapshotAt when the backup's snapshot was taken; freshness is measured from it, so that an old backup is judged by its own time.
 */
export function judgeCheck(check: Check, evidence: Evidence, snapshotAt: Date): Finding | undefined {
  const problem = problemWith(check, evidence, snapshotAt);
  return problem === undefined ? undefined : checkFailed(check, problem);
}

/** The finding that a check does not hold, for a reason in words. */
export function checkFailed(check: Check, problem: string): Finding {
  const detail = check.message === undefined ? problem : `${check.message}: ${problem}`;
  return { code: 'check-failed', subject: check.name, detail };
}

function problemWith(check: Check, evidence: Evidence, snapshotAt: Date): string | undefined {
  if (check.kind === 'plan') {
    return 'plan' in evidence && usesIndex(evidence.plan, check.index)
      ? undefined
      : `the plan does not use the index ${check.index}`;
  }
  const rows = 'rows' in evidence ? evidence.rows : [];
  if (check.kind === 'freshness') return staleness(rows, check.newerThanSeconds, snapshotAt);
  const problem = disappointment(check.expectation, rows);
  return problem === undefined ? undefined : `expected ${check.expectation.text}, ${problem}`;
}

function staleness(rows: Rows, newerThanSeconds: number, snapshotAt: Date): string | undefined {
  const limit = `expected a moment within ${formatDuration(newerThanSeconds)} before the snapshot of ${snapshotAt.toISOString()}`;
  const single = singleValue(rows);
  if ('problem' in single) return `${limit}, ${single.problem}`;
  const moment = parseMoment(single.value);
  if (moment === undefined) return `${limit}, found ${shown(single.value)}, which is no moment`;
  const ageSeconds = (snapshotAt.getTime() - moment.getTime()) / 1000;
  return ageSeconds <= newerThanSeconds
    ? undefined
    : `${limit}, found ${single.value}, ${formatDuration(ageSeconds)} before it`;
}

/**
 * Whether a plan reads an index, by the words that the engines put before its name: PostgreSQL `Index Scan using x on t` and
 * `Bitmap Index Scan on x`, others `Index lookup on t using x`.
 */
function usesIndex(plan: string, index: string): boolean {
  const name = index.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:\\busing|\\bIndex Scan on) ["\`]?${name}["\`]?(?=[\\s(]|$)`, 'm').test(plan);
}
