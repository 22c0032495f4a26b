import { Failure } from '../../domain/failure.ts';
import type { Progress } from '../../ports/progress.ts';
import type { Product } from './product.ts';
import { identifier, type Session } from './session.ts';

/**
 * How the counting session came to see what the dump sees. `global-lock` and `table-locks`: nobody wrote between the two snapshots.
 * `binlog-position`: both snapshots name the same place in the binary log. `none`: they may differ, so nothing is counted.
 */
export type Alignment = 'global-lock' | 'table-locks' | 'binlog-position' | 'none';

/** A session whose snapshot is being aligned with the dump's. */
export interface Snapshot extends AsyncDisposable {
  readonly alignment: Alignment;
  /** When it was taken, by the server's clock. */
  readonly takenAt: Date;
  /** Where in the binary log it lies, as far as the account may know: `binlog`, `gtid`. */
  readonly position: Readonly<Record<string, string>>;
  /** Holds the snapshot. */
  readonly reader: Session;
  /** Whoever was kept from writing may go on. Says whether nobody could write up to now; may be called again. */
  release(): Promise<boolean>;
}

export interface SnapshotOptions {
  readonly product: Product;
  readonly open: () => Promise<Session>;
  /** Base tables that will be dumped. */
  readonly tables: readonly { readonly schema: string; readonly name: string }[];
  readonly progress: Progress;
  /** Whether a lock is tried. */
  readonly mayLock: boolean;
}

/** Longer waits for the lock would make everybody wait who comes after. */
const lockSeconds = 5;

/**
 * Takes a snapshot in a session of its own, while nobody can write: the dump tool, started next, gets the same one. Locks last until
 * `release`, some 0.1 s.
 */
export async function takeSnapshot(options: SnapshotOptions): Promise<Snapshot> {
  await using acquired = new AsyncDisposableStack();
  const reader = acquired.use(await options.open());
  const { alignment, locker } = options.mayLock ? await lockOut(options) : { alignment: 'none' as const };
  if (locker !== undefined) acquired.use(locker);
  // read before the snapshot, and true for it while nobody writes
  const isStill = alignment === 'global-lock' || alignment === 'table-locks';
  const coordinates = isStill ? await coordinatesOf(reader, options.product) : {};
  await reader.execute('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await reader.execute('START TRANSACTION WITH CONSISTENT SNAPSHOT');
  const [now] = await reader.rows({ at: `DATE_FORMAT(UTC_TIMESTAMP(3), '%Y-%m-%dT%H:%i:%s.%f')` });
  const takenAt = new Date(`${(now?.['at'] ?? '').slice(0, 23)}Z`);
  if (Number.isNaN(takenAt.getTime())) throw new Failure('dump-failed', 'the server did not say what time it is');
  const own = options.product.name === 'mariadb' ? await snapshotPosition(reader) : undefined;
  const held = acquired.move();
  const unlock = async (): Promise<boolean> => {
    if (locker === undefined) return false;
    const wasLocked = await locker.execute('UNLOCK TABLES').then(
      () => true,
      () => false, // the session has ended, and its locks with it
    );
    await locker[Symbol.asyncDispose]();
    return wasLocked;
  };
  let unlocked: Promise<boolean> | undefined;
  return {
    alignment: alignment === 'none' && own !== undefined ? 'binlog-position' : alignment,
    takenAt,
    position: { ...coordinates, ...(own !== undefined && { binlog: own }) },
    reader,
    release: () => (unlocked ??= unlock()),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/** Keeps everybody from writing, by the best way that the account has. */
async function lockOut({
  open,
  tables,
  progress,
}: SnapshotOptions): Promise<{ alignment: Alignment; locker?: Session }> {
  const names = tables.map(({ schema, name }) => `${identifier(schema)}.${identifier(name)} READ`);
  const ways: readonly (readonly [Alignment, string])[] = [
    ['global-lock', 'FLUSH TABLES WITH READ LOCK'],
    ...(names.length === 0 ? [] : ([['table-locks', `LOCK TABLES ${names.join(', ')}`]] as const)),
  ];
  let refusal: unknown;
  for (const [alignment, statement] of ways) {
    const locker = await open();
    try {
      await locker.execute(`SET SESSION lock_wait_timeout = ${lockSeconds}`);
      await locker.execute(statement);
      return { alignment, locker };
    } catch (thrown) {
      await locker[Symbol.asyncDispose]();
      if (!(thrown instanceof Failure) || thrown.code === 'source-unreachable') throw thrown;
      refusal = thrown;
    }
  }
  if (refusal instanceof Failure) progress.note(`no lock for the snapshot: ${refusal.message}`);
  return { alignment: 'none' };
}

/** File and position of the binary log, and the set of transactions, where there is a log and the account may look. */
async function coordinatesOf(session: Session, product: Product): Promise<Record<string, string>> {
  const gtid = product.name === 'mysql' ? '@@GLOBAL.gtid_executed' : '@@GLOBAL.gtid_binlog_pos';
  const [row] = await session.rows({ gtid, log: '@@GLOBAL.log_bin' });
  const set = (row?.['gtid'] ?? '').replaceAll('\n', '');
  return set === '' ? {} : { gtid: set };
}

/** What MariaDB says of the snapshot itself: `binlog.000005:34290`. */
async function snapshotPosition(session: Session): Promise<string | undefined> {
  const rows = await session.show(`SHOW STATUS LIKE 'binlog_snapshot_%'`);
  const values = new Map(rows.map(([name = '', value = '']) => [name, value]));
  const file = values.get('Binlog_snapshot_file') ?? '';
  return file === '' ? undefined : `${file}:${values.get('Binlog_snapshot_position') ?? ''}`;
}
