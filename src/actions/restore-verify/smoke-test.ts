import { formatDuration } from '../../domain/duration.ts';
import { Failure, messageOf } from '../../domain/failure.ts';
import type { Finding } from '../../domain/verification/finding.ts';
import type { Clock } from '../../ports/clock.ts';
import { lastLine } from '../../process/last-line.ts';
import { ProcessFailure, type Launcher } from '../../process/launcher.ts';
import type { OwnCheck } from '../../usecases/verify-backup.ts';

export interface SmokeTest {
  /** All that the command sees of the environment comes from this launcher, and the names of `smokeTest`. */
  readonly launcher: Launcher;
  readonly clock: Clock;
  /** The user's command, for `bash --noprofile --norc -eo pipefail -c`. */
  readonly command: string;
  readonly timeoutSeconds: number;
  /** Gets what the command prints on standard output, cut off after its first 64 KiB. It may hold rows of the copy. */
  readonly onOutput?: (text: string) => void;
}

const outputLimitBytes = 64 * 1024;

/**
 * A command of the user's own against the copy, which it finds by `MUSTER_SANDBOX_URL`, and for clients of PostgreSQL by `PGHOST`,
 * `PGPORT`, `PGUSER`, `PGPASSWORD` and `PGDATABASE`. It has to exit with 0 in time.
 */
export function smokeTest(test: SmokeTest): OwnCheck {
  return async ({ url }, signal) => {
    const limit = new AbortController();
    const { signal: over } = limit;
    const timer = test.clock.sleep(test.timeoutSeconds, over).then(
      () => limit.abort(new TimeUp()),
      () => undefined,
    );
    try {
      await run(test, url, AbortSignal.any([signal, over]));
      return [];
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Failure) throw error; // it could not even be started
      return [smokeTestFailed(reasonFor(error, over, test.timeoutSeconds))];
    } finally {
      limit.abort();
      await timer;
    }
  };
}

class TimeUp extends Error {}

async function run({ launcher, command, onOutput }: SmokeTest, url: string, signal: AbortSignal): Promise<void> {
  // Without --norc, bash reads ~/.bashrc when its standard input is a socket, as Node's pipes are.
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', command];
  await using running = launcher.start(
    { file: 'bash', args, env: { MUSTER_SANDBOX_URL: url, ...clientNames(url) } },
    signal,
  );
  running.stdin.end();
  let roomBytes = outputLimitBytes;
  for await (const chunk of running.output()) {
    if (roomBytes > 0) onOutput?.(chunk.subarray(0, roomBytes).toString('utf8'));
    roomBytes -= chunk.length;
  }
}

function reasonFor(error: unknown, over: AbortSignal, timeoutSeconds: number): string {
  if (over.reason instanceof TimeUp) return `was still running after ${formatDuration(timeoutSeconds)}`;
  if (!(error instanceof ProcessFailure)) return messageOf(error);
  const said = lastLine(error.stderr);
  const end = error.signal === null ? `ended with status ${error.status}` : `was ended by ${error.signal}`;
  return said === '' ? end : `${end}: ${said}`;
}

const smokeTestFailed = (detail: string): Finding => ({ code: 'smoke-test-failed', subject: 'smoke-test', detail });

/** The variables that libpq reads, see "Environment Variables" in its documentation. */
function clientNames(url: string): Readonly<Record<string, string>> {
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(url);
  if (!/^postgres(?:ql)?:$/.test(protocol)) return {};
  const part = (name: string, text: string): string => searchParams.get(name) ?? decodeURIComponent(text);
  const names = {
    PGHOST: part('host', hostname),
    PGPORT: part('port', port),
    PGUSER: part('user', username),
    PGPASSWORD: part('password', password),
    PGDATABASE: part('dbname', pathname.slice(1)),
  };
  return Object.fromEntries(Object.entries(names).filter(([, text]) => text !== ''));
}
