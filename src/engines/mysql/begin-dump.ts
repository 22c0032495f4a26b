import { setTimeout as sleep } from 'node:timers/promises';
import type { DumpRequest } from '../../ports/engine.ts';
import type { Launcher } from '../../process/launcher.ts';
import type { Clients } from './clients.ts';
import type { Connection } from './connection.ts';
import { startDump } from './dump-process.ts';
import { readDump, type DumpOutput } from './dump-output.ts';
import type { Session } from './session.ts';
import { takeSnapshot, type Alignment, type Snapshot } from './snapshot.ts';
import type { SourceScope } from './source-scope.ts';

/** A dump whose tool has its snapshot, and a session that sees the same, as far as the account lets that be known. */
export interface BegunDump extends AsyncDisposable {
  readonly snapshot: Snapshot;
  readonly alignment: Alignment;
  readonly output: DumpOutput;
}

export interface DumpStart {
  readonly launcher: Launcher;
  readonly clients: Clients;
  readonly connection: Connection;
  readonly scope: SourceScope;
  readonly request: Pick<DumpRequest, 'kind' | 'progress' | 'signal'>;
  readonly open: () => Promise<Session>;
}

/** Tools take a few hundredths of a second to their snapshot; nobody is kept from writing for longer than this, whatever holds one up. */
const lockMilliseconds = 5_000;
/** How often two snapshots are taken without a lock, until nobody has written between them. */
const tries = 5;

/**
 * Starts the dump tool with a session whose snapshot is the same, and reads ahead until the tool has its own, so that whoever was kept from
 * writing may go on. Where it fails, and where the run is stopped, the lock is let go before anything else.
 */
export async function beginDump(start: DumpStart): Promise<BegunDump> {
  for (let left = tries; ; left -= 1) {
    await using acquired = new AsyncDisposableStack();
    const snapshot = acquired.use(await snapshotFor(start, left === tries));
    const running = acquired.use(
      startDump({
        ...start,
        kind: start.request.kind,
        signal: start.request.signal,
        namesPosition: snapshot.alignment === 'binlog-position',
      }),
    );
    const output = readDump(running, start);
    const alignment = await alignmentOf(snapshot, output);
    if (alignment === 'none' && snapshot.alignment === 'binlog-position' && left > 1) continue;
    const held = acquired.move();
    return { snapshot, alignment, output, [Symbol.asyncDispose]: () => held.disposeAsync() };
  }
}

function snapshotFor({ clients, open, scope, request }: DumpStart, mayLock: boolean): Promise<Snapshot> {
  const { progress } = request;
  return takeSnapshot({ product: clients.product, open, tables: scope.baseTables, progress, mayLock });
}

/** How the two snapshots turned out to be aligned when the tool has its own. Nobody is kept from writing afterwards. */
async function alignmentOf(snapshot: Snapshot, output: DumpOutput): Promise<Alignment> {
  const begun = output.begun();
  let wasHeld: boolean;
  try {
    const hasBegun = await within(lockMilliseconds, begun);
    wasHeld = (await snapshot.release()) && hasBegun;
  } catch (thrown) {
    await snapshot.release();
    throw thrown;
  }
  await begun;
  if (snapshot.alignment !== 'binlog-position') return wasHeld ? snapshot.alignment : 'none';
  return output.position() === snapshot.position['binlog'] ? 'binlog-position' : 'none';
}

/** Whether something came to its end in time. */
async function within(milliseconds: number, work: Promise<void>): Promise<boolean> {
  const over = new AbortController();
  const ended = work.then(() => true);
  try {
    const late = sleep(milliseconds, false, { signal: over.signal });
    late.catch(() => undefined);
    return await Promise.race([ended, late]);
  } finally {
    over.abort();
  }
}
