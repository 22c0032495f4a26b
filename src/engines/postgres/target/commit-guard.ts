import type { Session } from '../session.ts';

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

/** Ends the guarded transaction. */
export async function commitGuarded(session: Session): Promise<void> {
  await session.execute(`SELECT set_config('muster.commit', 'yes', true); COMMIT`);
}
