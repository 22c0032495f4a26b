import { Failure, messageOf } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';

/** What is asked of GitHub, and what the job's token must be allowed to do for it. */
export interface ApiQuestion {
  /** For people: `the files of pull request 5`. */
  readonly what: string;
  /** As it stands in a workflow: `pull-requests: read`. */
  readonly permission: string;
}

const tries = 3;
/** Longer than this nobody waits for a limit to pass. */
const longestWaitSeconds = 60;

/**
 * Asks GitHub's API, and again where it is busy, limits its answers, or does not answer: three times in all.
 *
 * @throws Failure `github-denied` or `github-unreachable`. What the statuses mean:
 *   https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api and, for limits and when to try again,
 *   https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export async function askApi<T>(
  { what, permission }: ApiQuestion,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
  ask: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (thrown) {
      signal.throwIfAborted();
      const answer = answerOf(thrown);
      const waitSeconds = secondsToWait(answer, attempt, clock);
      if (attempt === tries || waitSeconds === undefined || waitSeconds > longestWaitSeconds)
        throw failureOf(answer, { what, permission }, thrown);
      await clock.sleep(waitSeconds, signal);
    }
  }
}

interface Answer {
  /** Undefined where there was none. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** Octokit throws an error with a status, and with the response where there was one; its own is 500 where there was none. */
function answerOf(thrown: unknown): Answer {
  const error = thrown as {
    status?: unknown;
    response?: { headers?: Record<string, unknown>; data?: { message?: unknown } };
  };
  const status = error.response !== undefined && typeof error.status === 'number' ? error.status : undefined;
  const said = error.response?.data?.message;
  return {
    status,
    headers: error.response?.headers ?? {},
    message: typeof said === 'string' ? said.slice(0, 200) : messageOf(thrown),
  };
}

/** Undefined where asking again is of no use. */
function secondsToWait({ status, headers }: Answer, attempt: number, clock: Clock): number | undefined {
  if (status === undefined || status >= 500) return attempt;
  if (!isLimit(status, headers)) return undefined;
  const [after, reset] = [Number(headers['retry-after']), Number(headers['x-ratelimit-reset'])];
  if (after > 0) return after;
  return reset > 0 ? Math.max(1, reset - clock.now().getTime() / 1000) : longestWaitSeconds;
}

function isLimit(status: number, headers: Answer['headers']): boolean {
  return (
    status === 429 ||
    (status === 403 && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'))
  );
}

function failureOf({ status, headers, message }: Answer, { what, permission }: ApiQuestion, cause: unknown): Failure {
  if (status === undefined) {
    return new Failure('github-unreachable', `GitHub gives no usable answer about ${what}: ${message}`, { cause });
  }
  const says = `GitHub answers ${status} about ${what}: ${message}`;
  if (isLimit(status, headers)) {
    return new Failure('github-unreachable', says, { hint: 'run the job again once the limit has passed', cause });
  }
  if (status === 401 || status === 403 || status === 404) {
    return new Failure('github-denied', says, {
      hint: `add "${permission}" to the permissions of the job, and leave github-token as it is by default`,
      cause,
    });
  }
  return new Failure('github-unreachable', says, { cause });
}
