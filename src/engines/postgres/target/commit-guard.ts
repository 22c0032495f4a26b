import { Failure } from '../../../domain/failure.ts';
import type { Session } from '../session.ts';
import type { TargetAccess } from './access.ts';
import { settle } from '../../../process/settle.ts';

/**
 * Keeps a transaction from being committed by anything but `commitGuarded`. A script can hold a COMMIT of its own: pg_restore puts one
 * after large objects, and whoever forged an archive wherever he likes. Half a restore would be in place then; so a trigger at the end of the
 * transaction raises an error instead.
 */
export async function guardCommit(session: Session): Promise<void> {
  await session.execute(`
    CREATE TEMPORARY TABLE muster_guard (place integer) ON COMMIT DROP;
    CREATE FUNCTION pg_temp.muster_guard() RETURNS trigger LANGUAGE plpgsql AS $muster$
    BEGIN
      IF pg_catalog.current_setting('muster.commit', true) IS DISTINCT FROM 'yes' THEN
        RAISE EXCEPTION 'the dump ends the transaction that loads it';
      END IF;
      RETURN NULL;
    END $muster$;
    CREATE CONSTRAINT TRIGGER muster_guard AFTER INSERT ON pg_temp.muster_guard DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION pg_temp.muster_guard();
    INSERT INTO pg_temp.muster_guard VALUES (1)`);
}

/** A transaction that holds a restore. */
export interface GuardedTransaction {
  readonly access: TargetAccess;
  readonly session: Session;
  /** Its `xid8`. */
  readonly transaction: string;
}

/**
 * Ends the guarded transaction. Where the connection is lost at that moment, the server knows what became of it.
 *
 * @param what What is put in place, for people.
 * @throws Failure `restore-unsettled` where the server cannot be asked any more.
 */
export async function commitGuarded(guarded: GuardedTransaction, what: string): Promise<void> {
  const { access, session, transaction } = guarded;
  const { database } = access.connection;
  try {
    await session.execute(`SELECT set_config('muster.commit', 'yes', true); COMMIT`);
  } catch (error) {
    const isInPlace = await settle(
      async () => {
        await using asking = await access.opener()(database);
        const [row] = await asking.rows(`SELECT pg_xact_status('${transaction}') AS status`);
        return row?.['status'] === 'in progress' ? undefined : row?.['status'] === 'committed';
      },
      () =>
        new Failure('restore-unsettled', `the server was lost while ${what} was put in place`, {
          hint: `look with SELECT pg_xact_status('${transaction}') in ${database}: the backup is in place where it is committed`,
          cause: error,
        }),
    );
    if (!isInPlace) throw error;
  }
}
