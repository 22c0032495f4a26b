import assert from 'node:assert/strict';
import { parseBackupId } from '../../src/domain/backup-id.ts';
import type { SafetyBackup } from '../../src/domain/restore-outcome.ts';
import type { RestoreReport } from '../../src/report/restore-summary.ts';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import type { RestoreBackupRequest } from '../../src/usecases/restore-backup.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { lineTarget, type LineTarget, type TargetFaults } from '../fakes/line-target.ts';
import { backUp, clock, keysOf, never } from './line-backups.ts';

/** What is left of the shop in the target. */
export const spoilt = { orders: ['1 paid'] };
export const safety: SafetyBackup = {
  source: 'shop.before-restore',
  id: parseBackupId('20261121T041501Z-aaaaaa'),
  store: 'memory:',
  snapshotAt: '2026-11-21T04:15:01.000Z',
};

/** A restore that a test is about. */
export interface RestoreScene {
  readonly target: LineTarget;
  readonly request: RestoreBackupRequest;
  /** What was done, by whom, in order. */
  readonly done: readonly string[];
}

/** A backup of the shop, and a target that holds what is left of it. */
export async function sceneWith(
  faults: TargetFaults = {},
  more: Partial<RestoreBackupRequest> = {},
): Promise<RestoreScene> {
  const store = memoryStore(clock);
  await backUp([store]);
  return around(lineTarget(spoilt, faults), { stores: [store], ...more });
}

/** A restore into that target. */
export function around(target: LineTarget, more: Partial<RestoreBackupRequest>): RestoreScene {
  const done: string[] = [];
  const say = (what: string) => () => Promise.resolve(void done.push(what));
  const request: RestoreBackupRequest = {
    ...{ sourceName: 'shop', kind: 'full', selector: { by: 'latest' }, stores: [], keys: keysOf(), target, tables: [] },
    ...{ confirm: 'live', replaceSource: false, acceptUnproven: false, scratch: '/nowhere' },
    ...{ clock, progress: keptProgress(), signal: never, before: say('before'), after: say('after') },
    safeguard: () => {
      done.push('prepare');
      return Promise.resolve(() => {
        done.push('safety backup');
        return Promise.resolve(safety);
      });
    },
    ...more,
  };
  return { target, request, done };
}

/** The same request, and one thing is not asked for. */
export const without = (
  request: RestoreBackupRequest,
  name: 'safeguard' | 'before' | 'after',
): RestoreBackupRequest => {
  const { [name]: _, ...rest } = request;
  return rest;
};

/** Requires that the target is what it was, and that its state is told. */
export function assertAsItWas({ state, failure }: RestoreReport, { databases }: LineTarget): void {
  assert.deepEqual([...databases], [['live', spoilt]]);
  assert.equal(state, 'as-it-was');
  assert.match(failure?.message ?? '', /; live is as it was$/);
}
