import { setTimeout as sleep } from 'node:timers/promises';

const tries = 60;
const pauseMs = 1_000;

/**
 * Asks until there is an answer: whoever lost the connection while something was put in place does not know whether it is.
 *
 * @param ask Undefined while the server is not done; throws while it cannot be asked.
 * @throws what `unsettled` gives where no answer was had in about a minute.
 */
export async function settle<T>(ask: () => Promise<T | undefined>, unsettled: () => unknown): Promise<T> {
  for (let left = tries; left > 0; left -= 1) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await sleep(pauseMs);
  }
  throw unsettled();
}
