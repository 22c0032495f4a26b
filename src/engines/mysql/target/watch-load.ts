import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress } from '../../../ports/progress.ts';
import type { TargetAccess } from './access.ts';

const lookEveryMs = 5_000;
const stillSeconds = 10;

/** What servers say that they do while a binary log takes no more: MariaDB's own words, and what both say of any commit. */
const stands = /free space|disk space|\bcommit\b/i;

/**
 * Says so where the server stands still in the middle of a load. A disk that is full ends a statement that writes to a table, but where it is
 * the one of the binary log the servers wait until there is room, for as long as it takes, and everybody's writes with them.
 *
 * @param schema that is loaded into
 * @param signal ends the watch
 */
export async function watchLoad(
  access: TargetAccess,
  schema: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  try {
    await sleep(lookEveryMs, undefined, { signal });
    await using session = await access.open(signal);
    for (;;) {
      const seconds = Math.max(0, ...(await session.show('SHOW PROCESSLIST')).map((row) => standsStill(row, schema)));
      if (seconds >= stillSeconds) {
        progress.warn(
          `the target's server has stood still for ${seconds} seconds while it commits what is loaded, as it does where the disk of its binary log ` +
            'is full: see its log, and free room there; it goes on by itself within a minute then',
        );
        return;
      }
      await sleep(lookEveryMs, undefined, { signal });
    }
  } catch {
    // the load has ended, or the server lets nobody look: what is wrong with it the load says
  }
}

/** Seconds for which a connection has been at such a statement; 0 for all others. */
function standsStill(row: readonly string[], schema: string): number {
  const [, , , database, command, time, state = ''] = row;
  return database === schema && command === 'Query' && stands.test(state) ? Number(time) : 0;
}
