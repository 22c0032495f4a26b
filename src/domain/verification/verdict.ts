import type { Finding } from './finding.ts';

/** `proven`: all was compared and is equal. `failed`: something differs. `could-not-tell`: nothing differs, but not all was compared. */
export type Verdict = 'proven' | 'failed' | 'could-not-tell';

/** The verdict that follows from what was found and from what could not be compared. Any finding fails, whatever else is open. */
export function judge(findings: readonly Finding[], gaps: readonly string[]): Verdict {
  if (findings.length > 0) return 'failed';
  return gaps.length > 0 ? 'could-not-tell' : 'proven';
}
