import { setTimeout as sleep } from 'node:timers/promises';
import { asFailure, type Failure } from '../../../domain/failure.ts';
import type { Progress } from '../../../ports/progress.ts';
import { identifier, literal, type Session } from '../session.ts';
import type { TargetAccess } from './access.ts';
import { isOfLost, reversed, type Exchange } from './journal.ts';
import { awaitStatements, openCounted } from './lock.ts';
import { repointKeys } from './pointing-keys.ts';
import { repairDefaults } from './sequence-defaults.ts';
import { makeTriggers, type RefusedTrigger } from './make-triggers.ts';
import { dropStatement, settleObjects } from './settle-objects.ts';
import { readStanding } from './standing.ts';
import { takeTriggerDefaults } from './trigger-defaults.ts';

/**
 * Exchanges the tables of a schema, all at one moment, and then everything else of it that differs.
 *
 * One `RENAME TABLE` is atomic, but no table with triggers goes into another schema. So where there are triggers, three sessions take turns:
 * the first locks the tables and drops the triggers, the second waits behind it to rename, and the third waits behind that one to make the
 * triggers. Nobody else comes in between, and nobody ever writes to a table that lacks its triggers.
 */
export async function performExchange(access: TargetAccess, exchange: Exchange): Promise<void> {
  await using session = await openCounted(access);
  const { schema, coming, before } = exchange;
  await dropTriggersIn(session, coming.schema);
  for (const name of before.names)
    if (name.kind === 'VIEW' && coming.tables.includes(name.name)) await session.execute(dropStatement(schema, name));
  const hasTriggers = [exchange.before, exchange.after].some(({ names }) =>
    names.some(({ kind }) => kind === 'TRIGGER'),
  );
  if (hasTriggers && exchange.leaving.tables.length > 0) await renameBetweenTriggers(access, exchange);
  else await renameIn(session, exchange);
  await completeExchange(access, exchange);
}

/** What follows when the tables are exchanged. May be called again, whatever part of it was done. */
export async function completeExchange(
  access: TargetAccess,
  exchange: Exchange,
  onRefused?: RefusedTrigger,
): Promise<void> {
  {
    await using session = await openCounted(access);
    await repointKeys(session, exchange);
    await repairDefaults(session, exchange);
  }
  await settleObjects(access, exchange, onRefused);
}

/** Brings back what `performExchange` has changed before the tables were exchanged. May be called again. */
export async function abandonExchange(access: TargetAccess, exchange: Exchange, progress: Progress): Promise<void> {
  if (isOfLost(exchange)) return; // its tables are the first that comes into it
  const back = { ...exchange, before: exchange.after, after: exchange.before };
  await settleObjects(access, back, warnOf(progress));
}

/** Undoes an exchange that was performed, in whole or in part. */
export async function undoExchange(access: TargetAccess, exchange: Exchange, progress: Progress): Promise<void> {
  const back = reversed(exchange);
  try {
    await performExchange(access, back);
  } catch (error) {
    await using session = await access.open();
    await awaitStatements(session, access.schema);
    if ((await readStanding(session, exchange)) !== 'before') throw error;
    await completeExchange(access, back, warnOf(progress));
  }
}

/** A table can have triggers that name what it has not any more. They were of no use, and are not to keep it from what it was. */
function warnOf(progress: Progress): RefusedTrigger {
  return (statement, { message }) =>
    progress.warn(`a trigger was broken before, and the server does not make it again (${message}): ${statement}`);
}

async function dropTriggersIn(session: Session, schema: string): Promise<void> {
  const rows = await session.rows(
    { name: 'trigger_name' },
    `FROM information_schema.triggers WHERE trigger_schema = ${literal(schema)}`,
  );
  for (const { name } of rows) await session.execute(dropStatement(schema, { kind: 'TRIGGER', name: name ?? '' }));
}

/** The one statement that exchanges all tables; undefined where there are none. */
export function renaming({ schema, leaving, coming }: Exchange): string | undefined {
  const rename = (table: string, from: string, to: string): string =>
    `${identifier(from)}.${identifier(table)} TO ${identifier(to)}.${identifier(table)}`;
  const pairs = [
    ...leaving.tables.map((table) => rename(table, schema, leaving.schema)),
    ...coming.tables.map((table) => rename(table, coming.schema, schema)),
  ];
  return pairs.length === 0 ? undefined : `RENAME TABLE ${pairs.join(', ')}`;
}

async function renameIn(session: Session, exchange: Exchange): Promise<void> {
  const statement = renaming(exchange);
  if (statement !== undefined) await session.execute(statement);
}

async function renameBetweenTriggers(access: TargetAccess, exchange: Exchange): Promise<void> {
  const { schema, leaving, before } = exchange;
  await using watcher = await openCounted(access);
  await using first = await openCounted(access);
  await using second = await openCounted(access);
  await using third = await openCounted(access);
  await takeTriggerDefaults(watcher, schema, staying(exchange), exchange.after);
  await third.execute(`USE ${identifier(schema)}`);
  const [renamer, locker] = [await idOf(second), await idOf(third)]; // while they wait they do not answer
  const locking = `LOCK TABLES ${leaving.tables.map((table) => `${identifier(schema)}.${identifier(table)} WRITE`).join(', ')}`;
  const again = `LOCK TABLES ${staying(exchange)
    .map((table) => `${identifier(schema)}.${identifier(table)} WRITE`)
    .join(', ')}`;
  await first.execute(locking);
  for (const name of before.names) if (name.kind === 'TRIGGER') await first.execute(dropStatement(schema, name));
  const renamed = waiting(renameIn(second, exchange));
  await renamed.standsInLine(watcher, renamer);
  const lockedAgain = staying(exchange).length === 0 ? undefined : waiting(third.execute(again));
  await lockedAgain?.standsInLine(watcher, locker);
  await first.execute('UNLOCK TABLES');
  await lockedAgain?.done;
  // locks are taken in the order of names: the third may have come before the second where it has fewer tables to wait for
  while (lockedAgain !== undefined && !renamed.hasEnded()) {
    if (await isWaiting(watcher, renamer)) {
      await third.execute('UNLOCK TABLES');
      await third.execute(again);
    }
    await sleep(10);
  }
  const failure = await renamed.failure;
  const made = makeTriggers(third, staying(exchange), failure === undefined ? exchange.after : before);
  if (failure !== undefined) {
    await made.catch(() => undefined); // what they lack is made when all is taken back
    throw failure;
  }
  await made;
  await third.execute('UNLOCK TABLES');
}

/** Tables that have a name before and after. */
function staying({ leaving, coming }: Exchange): readonly string[] {
  return leaving.tables.filter((table) => coming.tables.includes(table));
}

interface Waiting {
  readonly done: Promise<void>;
  /** What it failed with, once it has ended. */
  readonly failure: Promise<Failure | undefined>;
  hasEnded(): boolean;
  /** Returns when the server lets it wait, or when it has ended. */
  standsInLine(watcher: Session, connection: string): Promise<void>;
}

function waiting(done: Promise<void>): Waiting {
  let hasEnded = false;
  const failure = done.then(() => undefined, asFailure).finally(() => (hasEnded = true));
  return {
    done,
    failure,
    hasEnded: () => hasEnded,
    async standsInLine(watcher, connection) {
      while (!hasEnded && !(await isWaiting(watcher, connection))) await sleep(10);
    },
  };
}

async function isWaiting(watcher: Session, connection: string): Promise<boolean> {
  const rows = await watcher.rows(
    { state: 'state' },
    `FROM information_schema.processlist WHERE id = ${connection} AND state LIKE '%lock%'`,
  );
  return rows.length > 0;
}

async function idOf(session: Session): Promise<string> {
  const [row] = await session.rows({ id: 'CONNECTION_ID()' });
  return row?.['id'] ?? '0';
}
