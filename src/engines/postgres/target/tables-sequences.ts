import type { ObjectFingerprint } from '../../../domain/fingerprint.ts';
import { readSequenceValues } from '../objects-sequence-values.ts';
import { literal, type Session } from '../session.ts';
import { oidsOf, textIn } from './tables-live.ts';

/** Sequences that tables take values from, which must not go back: values that were given out since the backup may be in use elsewhere. */
export interface OwnedSequences {
  /** Sets each to the furthest of where it stood, where it stands now, and where the backup has it. */
  advance(): Promise<void>;
}

/** Where a sequence stands: its last value, and whether that was given out. */
interface Standing {
  readonly value: bigint;
  readonly isCalled: boolean;
}

/** Remembers where the sequences of tables stand. */
export async function rememberSequences(
  session: Session,
  tables: readonly string[],
  backup: readonly ObjectFingerprint[],
): Promise<OwnedSequences> {
  const before = await standings(session, await ownedBy(session, tables));
  const values = backup.filter(({ kind }) => kind === 'sequence-value');
  const inBackup = new Map(values.map(({ name, definition }) => [name, standingOf(definition)]));
  return {
    async advance() {
      const owned = await ownedBy(session, tables);
      const now = await standings(session, owned);
      for (const { name, isUpward } of owned) {
        const current = now.get(name);
        const known = [current, before.get(name), inBackup.get(name)].filter((standing) => standing !== undefined);
        const furthest = known.reduce((a, b) => (isFurther(b, a, isUpward) ? b : a));
        if (current !== undefined && isFurther(furthest, current, isUpward)) await set(session, name, furthest);
      }
    },
  };
}

/** RESTART gives the sequence a fresh file that goes with the transaction; `setval` alone would outlive it. */
async function set(session: Session, name: string, { value, isCalled }: Standing): Promise<void> {
  await session.execute(`ALTER SEQUENCE ${name} RESTART`);
  await session.execute(`SELECT setval(${literal(name)}, ${value}, ${isCalled})`);
}

function isFurther(a: Standing, b: Standing, isUpward: boolean): boolean {
  if (a.value === b.value) return a.isCalled && !b.isCalled;
  return isUpward ? a.value > b.value : a.value < b.value;
}

function standingOf(definition: string): Standing {
  const [value = '0', state] = definition.split(', ');
  return { value: BigInt(value), isCalled: state === 'called' };
}

async function standings(
  session: Session,
  sequences: readonly { readonly name: string }[],
): Promise<ReadonlyMap<string, Standing>> {
  const values = await readSequenceValues(
    session,
    sequences.map(({ name }) => name),
  );
  return new Map(values.map(({ name, definition }) => [name, standingOf(definition)]));
}

/** Sequences from which columns of the tables take values, as their owners or by a default. Those that begin anew at their end have no direction, and stay where they are. */
async function ownedBy(
  session: Session,
  tables: readonly string[],
): Promise<readonly { readonly name: string; readonly isUpward: boolean }[]> {
  const rows = await session.rows(
    `SELECT DISTINCT s.seqrelid::regclass AS name, s.seqincrement > 0 AS upward FROM pg_sequence s
     JOIN pg_class c ON c.oid = s.seqrelid AND pg_has_role(c.relowner, 'USAGE')
     JOIN (SELECT d.objid AS sequence, d.refobjid AS relation FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
         AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
       UNION SELECT d.refobjid, f.adrelid FROM pg_attrdef f JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid
         WHERE d.refclassid = 'pg_class'::regclass) u ON u.sequence = s.seqrelid
     WHERE u.relation = ANY (${oidsOf(tables)}) AND NOT s.seqcycle ORDER BY 1`,
  );
  return rows.map((row) => ({ name: textIn(row, 'name'), isUpward: row['upward'] === 't' }));
}
