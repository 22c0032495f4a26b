import type { Fingerprint } from '../../domain/fingerprint.ts';
import { asFailure, Failure } from '../../domain/failure.ts';
import type { Progress } from '../../ports/progress.ts';
import type { OpenSession } from './create-database.ts';

/** How a fresh database is made, filled and thrown away. */
export interface DatabaseLoading<D extends { readonly name: string }> {
  readonly open: OpenSession;
  readonly expected: Fingerprint;
  /** Connections that load at the same time. */
  readonly jobs: number;
  readonly progress: Progress;
  /** Makes an empty database in which the dump loads. */
  create(): Promise<D>;
  load(database: D, jobs: number): Promise<void>;
  drop(database: D): Promise<void>;
}

/**
 * Loads in parallel, and where that fails once more from the start with one connection. Archives lack some dependencies that only matter in
 * parallel: a trigger that is disabled on one partition is altered before the partitioned table has it (seen with pg_dump 15). And where two
 * connections attach the last indexes of partitions at once, neither sees the other's, and the partitioned index stays invalid (seen on 15).
 * Where it fails for good, nothing is left of the database.
 */
export async function loadDatabase<D extends { readonly name: string }>(loading: DatabaseLoading<D>): Promise<D> {
  const { open, expected, jobs, progress } = loading;
  const database = await loading.create();
  try {
    await loading.load(database, jobs);
    if (jobs > 1) await assertIndexesComplete(open, database.name, expected);
    return database;
  } catch (error) {
    const failure = asFailure(error);
    const again = jobs > 1 && failure.code === 'restore-failed';
    // what is wrong with the dump must not be lost because the rest of it cannot be taken back
    await loading.drop(database).catch((thrown: unknown) => {
      throw again ? thrown : failure;
    });
    if (!again) throw failure;
    progress.note(`loading in parallel failed, so it is tried with one connection: ${failure.message}`);
  }
  return await loadDatabase({ ...loading, jobs: 1 });
}

/** @throws Failure `restore-failed` where an index over partitions is invalid that was valid in the source */
export async function assertIndexesComplete(open: OpenSession, database: string, expected: Fingerprint): Promise<void> {
  await using session = await open(database);
  const invalid = await session.rows(
    `SELECT i.indexrelid::regclass AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relkind = 'I' AND NOT i.indisvalid`,
  );
  const wrong = expected.objects.find(
    ({ kind, name, definition }) =>
      kind === 'index' &&
      invalid.some((row) => row['name'] === name) &&
      (JSON.parse(definition) as { readonly valid?: boolean }).valid === true,
  );
  if (wrong !== undefined)
    throw new Failure('restore-failed', `the index ${wrong.name} over partitions is not complete`);
}
