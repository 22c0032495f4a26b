import { messageOf } from '../../../domain/failure.ts';
import type { Fingerprint } from '../../../domain/fingerprint.ts';
import type { Progress } from '../../../ports/progress.ts';
import type { CommittedRestore, RestoreNeed, RestorePlan, StagedRestore } from '../../../ports/target.ts';
import { loadDump } from '../restorer-load.ts';
import { identifier } from '../session.ts';
import type { TargetAccess } from './access.ts';
import { alignKeys } from './align-keys.ts';
import { admitDump, type Admission } from './admit-dump.ts';
import { examineFresh } from './examine-fresh.ts';
import { inspectFresh } from './inspect-fresh.ts';
import { readJournal } from './journal.ts';
import { takeLock } from './lock.ts';
import { createMarked, dropMarked, type MarkedSchemas } from './marked-schemas.ts';
import { defaultsOf } from './part-of-backup.ts';
import { putInPlace } from './put-in-place.ts';
import type { Staged, Staging } from './staged.ts';
import { recoverLeftBehind } from './recover.ts';
import { readTables } from './schema-objects.ts';
import { targetPlace } from './target-failures.ts';
import { watchLoad } from './watch-load.ts';

/**
 * Loads the backup into a fresh schema beside the target, which takes nobody's place until `commit`.
 *
 * @throws Failure `target-busy` where another restore is under way; `restore-failed` with the server's reason; `archive-damaged`.
 */
export async function stage(
  access: TargetAccess,
  bytes: AsyncIterable<Uint8Array>,
  plan: RestorePlan,
  need: RestoreNeed,
  staging: Staging,
): Promise<StagedRestore> {
  const { part, tables } = staging;
  await using held = new AsyncDisposableStack();
  // not ended by the run's signal: what has been put in place must not be left in doubt
  const holder = held.use(await access.open());
  await takeLock(holder, access.schema);
  const wasRecovered = await recoverLeftBehind(holder, access, need.progress);
  await staging.assertUnchanged(holder, wasRecovered);
  const schemas = await createMarked(holder, access, defaultsOf(part));
  const admission = admitDump(
    () => ({ source: part.source, fresh: schemas.fresh, target: access.schema }),
    ({ schema, kind, name }) => schema === part.section && (tables === undefined || isOfTables(kind, name, tables)),
    { server: access.server },
  );
  held.defer(() => dropUnlessInPlace(access, schemas, need.progress));
  await loadInto(access, bytes, { schemas, admission, need });
  if (tables !== undefined) await alignKeys(holder, schemas.fresh, access.schema, tables);
  return stagedBeside({ access, plan, need, staging, schemas, admission, holder, held: held.move() });
}

function isOfTables(kind: string, name: string, tables: readonly string[]): boolean {
  return kind !== 'routines' && kind !== 'events' && tables.includes(name);
}

interface Loading {
  readonly schemas: MarkedSchemas;
  readonly admission: Admission;
  readonly need: RestoreNeed;
}

async function loadInto(
  access: TargetAccess,
  bytes: AsyncIterable<Uint8Array>,
  { schemas, admission, need: { scratch, progress, signal } }: Loading,
): Promise<void> {
  const { launcher, clients, connection, jobs } = access;
  const over = new AbortController();
  const watch = watchLoad(access, schemas.fresh, progress, AbortSignal.any([over.signal, signal]));
  try {
    await loadDump(bytes, {
      ...{ launcher, clients, connection, scratch, jobs, progress, signal, admission },
      schemaFor: () => schemas.fresh,
      place: targetPlace,
      lacksRoom: { code: 'target-unfit', hint: 'a restore needs room for the decrypted dump on this machine' },
    });
  } finally {
    over.abort();
    await watch;
  }
}

function stagedBeside(staged: Staged & { readonly held: AsyncDisposableStack }): StagedRestore {
  const { access, plan, need, staging, schemas, held } = staged;
  const { progress, signal } = need;
  const copy = { fresh: schemas.fresh, source: staging.part.source, target: access.schema };
  return {
    inspect: (): Promise<Fingerprint> => inspectFresh(access, copy, plan.expected, need),
    examine: () => examineFresh(staged),
    async commit(): Promise<CommittedRestore> {
      await refreshStatistics(staged);
      signal.throwIfAborted();
      const committed = await putInPlace(staged);
      progress.item('');
      return committed;
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/** Statistics are no data: without them the restore is whole, and slow until the server has made them itself. */
async function refreshStatistics({ access, schemas, need: { progress, signal } }: Staged): Promise<void> {
  progress.item('statistics');
  try {
    await using session = await access.open(signal);
    const tables = await readTables(session, schemas.fresh);
    for (const table of tables)
      await session.show(`ANALYZE NO_WRITE_TO_BINLOG TABLE ${identifier(schemas.fresh)}.${identifier(table)}`);
  } catch (error) {
    signal.throwIfAborted();
    progress.warn(`the statistics could not be refreshed, run ANALYZE TABLE: ${messageOf(error)}`);
  }
}

/** Takes back what was loaded. What is in place, or may be, is not in a state in which it is dropped. */
async function dropUnlessInPlace(access: TargetAccess, schemas: MarkedSchemas, progress: Progress): Promise<void> {
  try {
    await using session = await access.open();
    if ((await readTables(session, schemas.former)).length === 0) return;
    const journal = await readJournal(session, schemas.former);
    if (journal?.state === 'loading') await dropMarked(session, schemas);
  } catch (error) {
    const names = [schemas.fresh, schemas.former].map(identifier).join(' and ');
    progress.warn(
      `${names} could not be removed, which the next restore into ${access.schema} does: ${messageOf(error)}`,
    );
  }
}
