import { Failure, messageOf } from '../../../domain/failure.ts';
import type { CommittedRestore } from '../../../ports/target.ts';
import { settle } from '../../../process/settle.ts';
import { identifier, literal } from '../session.ts';
import { abandonExchange, hasHappened, performExchange, undoExchange } from './exchange.ts';
import { busyWith, isOfLock } from './holders.ts';
import { writeJournal, type Exchange, type SchemaObjects } from './journal.ts';
import { defaultsOf } from './part-of-backup.ts';
import { readPointingKeys } from './pointing-keys.ts';
import { readObjects, readTables } from './schema-objects.ts';
import { leavingTables, type Staged } from './staged.ts';
import { wayBackOf } from './way-back.ts';

/**
 * Exchanges the target's content and the copy. From the first statement that touches the target to the last, the journal in the server knows
 * how to go on and how to go back; here the one or the other is done before anything is said.
 *
 * @throws Failure `target-busy` and others: the target is as it was; `restore-unsettled`.
 */
export async function putInPlace(staged: Staged): Promise<CommittedRestore> {
  const { access, schemas, holder, plan } = staged;
  const isMade = plan.way === 'create';
  const exchange = await planExchange(staged);
  const journal = { into: access.schema, fresh: schemas.fresh, exchange };
  await writeJournal(holder, schemas.former, { ...journal, state: 'exchanging' });
  if (isMade) await holder.execute(`CREATE DATABASE IF NOT EXISTS ${identifier(access.schema)}`);
  try {
    await performExchange(access, exchange);
  } catch (error) {
    await takeBack(staged, exchange, error);
    await using session = await access.open();
    await writeJournal(session, schemas.former, { into: access.schema, fresh: schemas.fresh, state: 'loading' });
    if (isMade) await session.execute(`DROP DATABASE IF EXISTS ${identifier(access.schema)}`);
    throw isOfLock(error) ? await busyWith(access, error) : error;
  }
  return await committed(staged, exchange);
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

/** Makes the target what it was. @throws Failure `restore-unsettled` where that cannot be done */
async function takeBack(staged: Staged, exchange: Exchange, cause: unknown): Promise<void> {
  const { access } = staged;
  const doubt = (): Failure => unsettled(staged, cause);
  const happened = await settle(async () => {
    await using session = await access.open();
    return await hasHappened(session, exchange);
  }, doubt);
  try {
    await (happened ? undoExchange(access, exchange) : abandonExchange(access, exchange));
  } catch {
    throw doubt();
  }
}

async function committed(
  { access, schemas, plan, need, holder }: Staged,
  exchange: Exchange,
): Promise<CommittedRestore> {
  const journal = { into: access.schema, fresh: schemas.fresh, exchange, state: 'kept' } as const;
  const nothing = { wayBack: [], removal: [], removePrevious: () => Promise.resolve() };
  try {
    await writeJournal(holder, schemas.former, journal);
    await holder.execute(`DROP DATABASE IF EXISTS ${identifier(schemas.fresh)}`);
    if (!plan.holdsData) {
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
    async removePrevious() {
      await using session = await access.open();
      await session.execute(`DROP DATABASE ${identifier(schemas.former)}`);
    },
  };
}

function unsettled({ access, schemas }: Staged, cause: unknown): Failure {
  return new Failure(
    'restore-unsettled',
    `the server was lost while ${access.schema} was put in place: ${messageOf(cause)}`,
    {
      hint:
        `look with SHOW TABLES FROM ${identifier(schemas.former)}: where that has the tables of before, the backup is in place; ` +
        `the next restore into ${access.schema} brings it to its end, and the journal in that schema has all that was there`,
      cause,
    },
  );
}
