import type { Clock } from '../../ports/clock.ts';
import { isExpiredSession, isPassing } from './s3-error.ts';

const baseSeconds = 0.25;
const capSeconds = 20;

/** How often and how patiently requests are tried. */
export interface Patience {
  readonly clock: Clock;
  /** Tries of one request, the first included. */
  readonly tries: number;
  /** Gets new credentials although those at hand look valid. */
  readonly renew: () => Promise<void>;
}

/**
 * Runs `request` until it succeeds, fails for good, or was tried often enough; then throws what it threw last. `attempt` is 1 for the
 * first. Where the server says that the session is over, the next try follows at once with new credentials, one time. Rejects with the
 * signal's reason when that is aborted.
 */
export async function tried<T>(
  { clock, tries, renew }: Patience,
  signal: AbortSignal,
  request: (attempt: number) => Promise<T>,
): Promise<T> {
  let isRenewed = false;
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await request(attempt);
    } catch (thrown) {
      signal.throwIfAborted(); // an aborted request fails in many ways; the reason is the one that counts
      if (isExpiredSession(thrown) && !isRenewed) {
        isRenewed = true;
        await renew();
        continue;
      }
      if (attempt >= tries || !isPassing(thrown)) throw thrown;
      await clock.sleep(pauseSeconds(clock, attempt), signal);
    }
  }
}

/** Exponential back-off with full jitter: many writers that failed together do not come back together. */
export function pauseSeconds(clock: Clock, failures: number): number {
  return clock.random() * Math.min(capSeconds, baseSeconds * 2 ** failures);
}
