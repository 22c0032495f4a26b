import { Failure, messageOf } from '../../../domain/failure.ts';
import type { CommittedRestore } from '../../../ports/target.ts';
import { settle } from '../../../process/settle.ts';
import { identifier, literal, type Session } from '../session.ts';
import { anyHasRows } from './assess-tables.ts';
import { abandonExchange, performExchange, undoExchange } from './exchange.ts';
import { busyWith, isOfLock } from './holders.ts';
import { writeJournal, type Exchange, type SchemaObjects } from './journal.ts';
import { awaitStatements } from './lock.ts';
import { defaultsOf } from './part-of-backup.ts';
import { readPointingKeys } from './pointing-keys.ts';
import { isEmpty, readObjects, readTables } from './schema-objects.ts';
import { leavingTables, type Staged } from './staged.ts';
import { readStanding, takeHalfBack } from './standing.ts';
import { wayBackOf } from './way-back.ts';

/**
 * Exchanges the target's content and the copy. From the first statement that touches the target to the last, the journal in the server knows
 * how to go on and how to go back; here the one or the other is done before anything is said.
 *
 * @throws Failure `target-busy` and others: the target is as it was; `restore-unsettled`.
 */
export async function putInPlace(staged: Staged): Promise<CommittedRestore> {
  const { access, schemas, holder, plan } = staged;
  const exchange = await planExchange(staged);
  const journal = { into: access.schema, fresh: schemas.fresh, exchange };
  await writeJournal(holder, schemas.former, { ...journal, state: 'exchanging' });
  if (plan.way === 'create') await makeLost(staged);
  try {
    await performExchange(access, exchange);
  } catch (error) {
    await takeBack(staged, exchange, error);
    throw isOfLock(error) ? await busyWith(access, error) : error;
  }
  return await committed(staged, exchange);
}

/** Makes a schema that was lost. @throws Failure `target-busy` where somebody else was faster: it is theirs, and is not touched */
async function makeLost({ access, schemas, holder }: Staged): Promise<void> {
  try {
    await holder.execute(`CREATE DATABASE ${identifier(access.schema)}`);
  } catch (error) {
    await using session = await access.open(); // an error ends a session
    await writeJournal(session, schemas.former, { into: access.schema, fresh: schemas.fresh, state: 'loading' });
    const isTheirs = error instanceof Failure && error.code === 'target-busy';
    if (!isTheirs) await dropIfEmpty(session, access.schema); // only the server's answer may have been lost
    throw error;
  }
}

async function planExchange(staged: Staged): Promise<Exchange> {
  const { access, schemas, admission, holder, staging } = staged;
  const { tables } = staging;
  const leaving = await leavingTables(holder, staged);
  const fresh = await readObjects(holder, access, schemas.fresh, defaultsOf(staging.part));
  const now =
    staged.plan.way === 'create' ? undefined : await readObjects(holder, access, access.schema, await nowIs(staged));
  const after: SchemaObjects = { ...fresh, scripts: admission.scripts() };
  const before: SchemaObjects = now ?? { charset: '', collation: '', scripts: [], names: [] };
  return {
    schema: access.schema,
    leaving: { schema: schemas.former, tables: leaving },
    coming: { schema: schemas.fresh, tables: await readTables(holder, schemas.fresh) },
    keys: await readPointingKeys(holder, access.schema, leaving),
    before: tables === undefined ? before : ofTables(before, tables),
    after:
      tables === undefined
        ? after
        : ofTables({ ...after, charset: before.charset, collation: before.collation }, tables),
  };
}

/** What belongs to chosen tables, or is a chosen view. */
function ofTables(objects: SchemaObjects, tables: readonly string[]): SchemaObjects {
  return {
    ...objects,
    scripts: objects.scripts.filter(
      ({ kind, name }) => kind !== 'routines' && kind !== 'events' && tables.includes(name),
    ),
    names: objects.names.filter(({ kind, name, table }) => tables.includes(table ?? (kind === 'VIEW' ? name : ''))),
  };
}

async function nowIs({ access, holder }: Staged): Promise<{ charset: string; collation: string }> {
  const [row] = await holder.rows(
    { charset: 'default_character_set_name', collation: 'default_collation_name' },
    `FROM information_schema.schemata WHERE schema_name = ${literal(access.schema)}`,
  );
  return { charset: row?.['charset'] ?? '', collation: row?.['collation'] ?? '' };
}

/** Makes the target what it was. @throws Failure `restore-unsettled` where that cannot be done; `target-busy` where somebody else is at work in it */
async function takeBack(staged: Staged, exchange: Exchange, cause: unknown): Promise<void> {
  const { access, schemas, plan, need } = staged;
  let isTheirs = false;
  const standing = await settle(
    async () => {
      await using session = await access.open();
      await awaitStatements(session, access.schema);
      return await readStanding(session, exchange);
    },
    () => unsettled(staged, cause),
  );
  try {
    await using session = await access.open();
    if (standing === 'between') await takeHalfBack(session, exchange);
    if (standing === 'after') await undoExchange(access, exchange, need.progress);
    else await abandonExchange(access, exchange, need.progress);
    await writeJournal(session, schemas.former, { into: access.schema, fresh: schemas.fresh, state: 'loading' });
    if (plan.way === 'create') isTheirs = !(await dropIfEmpty(session, access.schema));
  } catch (error) {
    throw unsettled(staged, cause, error);
  }
  if (isTheirs) throw madeByOthers(access.schema, cause);
}

function madeByOthers(schema: string, cause: unknown): Failure {
  return new Failure(
    'target-busy',
    `somebody else made something in ${schema} while the restore put it in place (${messageOf(cause)}), and it stays`,
    { hint: 'run again when nobody else writes there; the plan names what would be replaced', cause },
  );
}

/** Drops a schema that was made for the copy. @returns false where somebody else has made something in it since: then it stays */
async function dropIfEmpty(session: Session, schema: string): Promise<boolean> {
  if (!(await isEmpty(session, schema))) return false;
  await session.execute(`DROP DATABASE IF EXISTS ${identifier(schema)}`);
  return true;
}

async function committed(staged: Staged, exchange: Exchange): Promise<CommittedRestore> {
  const { access, schemas, plan, need, holder } = staged;
  let isNeeded = false;
  const journal = { into: access.schema, fresh: schemas.fresh, exchange, state: 'kept' } as const;
  const nothing = { wayBack: [], removal: [], removePrevious: () => Promise.resolve() };
  try {
    await writeJournal(holder, schemas.former, journal);
    await holder.execute(`DROP DATABASE IF EXISTS ${identifier(schemas.fresh)}`);
    isNeeded = !plan.holdsData && (await hasCome(staged, exchange));
    if (!plan.holdsData && !isNeeded) {
      await holder.execute(`DROP DATABASE IF EXISTS ${identifier(schemas.former)}`);
      return nothing;
    }
  } catch (error) {
    // it is in place whatever becomes of what is left
    need.progress.warn(`${schemas.fresh} could not be removed: ${messageOf(error)}`);
  }
  const removal = `DROP DATABASE ${identifier(schemas.former)};`;
  return {
    wayBack: wayBackOf(exchange),
    removal: [removal],
    ...(isNeeded && {
      isPreviousNeeded: true,
      notes: [
        `${access.schema} was empty when the restore was planned, and something came meanwhile: it stays in ${schemas.former}`,
      ],
    }),
    async removePrevious() {
      await using session = await access.open();
      await session.execute(`DROP DATABASE ${identifier(schemas.former)}`);
    },
  };
}

/** Whether what gave way holds anything, though nothing was there when the restore was planned. */
async function hasCome({ holder, schemas, staging }: Staged, { leaving, before }: Exchange): Promise<boolean> {
  if (staging.tables !== undefined) return await anyHasRows(holder, schemas.former, leaving.tables);
  return leaving.tables.length + before.names.length > 0;
}

function unsettled({ access, schemas }: Staged, cause: unknown, further?: unknown): Failure {
  const back = further === undefined ? 'and the server does not answer' : `nor taken back (${messageOf(further)})`;
  return new Failure('restore-unsettled', `${access.schema} could not be put in place (${messageOf(cause)}), ${back}`, {
    hint:
      `remove the reason and restore into ${access.schema} again, which first brings this one to its end, or makes what was there before; ` +
      `its journal is in ${identifier(schemas.former)}: where that has the tables of before, the backup is in place`,
    cause,
  });
}
