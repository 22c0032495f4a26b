import { backupKinds } from '../../src/domain/kind.ts';
import type { Store } from '../../src/ports/store.ts';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import { readOnly } from '../../src/stores/with/read-only.ts';
import type { ListRequest } from '../../src/usecases/list-catalog.ts';
import { backupFixture, type BackupFixture, fill, type FixtureOptions } from '../fakes/backup-fixture.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { manualClock } from '../fakes/manual-clock.ts';

export const never = new AbortController().signal;
export const clock = manualClock('2026-11-21T03:00:00Z');

export async function storeWith(...fixtures: readonly BackupFixture[]): Promise<Store> {
  const store = memoryStore(clock);
  await fill(store, fixtures);
  return store;
}

/** So many backups, one an hour, the newest of them an hour ago; each is proven. */
export function hourly(count: number, options: FixtureOptions = {}): readonly BackupFixture[] {
  const newest = clock.now().getTime() - 3_600_000;
  return Array.from({ length: count }, (_, index) =>
    backupFixture(new Date(newest - index * 3_600_000).toISOString(), { drills: ['proven'], ...options }),
  );
}

/** What lists the newest fifty of everything. */
export function request(stores: readonly Store[], changes: Partial<ListRequest> = {}): ListRequest {
  return {
    stores: stores.map(readOnly),
    source: undefined,
    kinds: backupKinds,
    policy: undefined,
    maxShrink: 0.5,
    limit: 50,
    sinceSeconds: Infinity,
    clock,
    progress: keptProgress(),
    signal: never,
    ...changes,
  };
}
