import { identifier, literal, type Session } from '../session.ts';
import type { ObjectScript } from './admit-dump.ts';

/** A foreign key of a table that is not exchanged, to one that is. Names are plain. */
export interface PointingKey {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
  /** The table in the target's schema that it refers to. */
  readonly target: string;
  readonly targetColumns: readonly string[];
  /** `ON DELETE … ON UPDATE …` as the server prints it, or nothing. */
  readonly rules: string;
  /** Names of all indexes of its table. */
  readonly indexes: readonly string[];
}

/** What a schema has beside its tables in one of two states. */
export interface SchemaObjects {
  /** By the server's name; empty where there is no schema. */
  readonly charset: string;
  readonly collation: string;
  readonly scripts: readonly ObjectScript[];
  /** All views, triggers, routines and events: what the other state has and this one has not is dropped. */
  readonly names: readonly ObjectName[];
}

export interface ObjectName {
  readonly kind: 'VIEW' | 'TRIGGER' | 'FUNCTION' | 'PROCEDURE' | 'PACKAGE' | 'PACKAGE BODY' | 'EVENT';
  readonly name: string;
  /** Of a trigger. */
  readonly table?: string;
}

/** What is exchanged, and all that is needed to go on with it, or back, from any point of it. */
export interface Exchange {
  /** The schema in which it happens. */
  readonly schema: string;
  /** Tables that leave it, and the schema that they go to. */
  readonly leaving: TablesElsewhere;
  /** Tables that come into it, and the schema that they are in. */
  readonly coming: TablesElsewhere;
  readonly keys: readonly PointingKey[];
  readonly before: SchemaObjects;
  readonly after: SchemaObjects;
}

export interface TablesElsewhere {
  readonly schema: string;
  readonly tables: readonly string[];
}

/** Whether the schema was not there before. */
export function isOfLost({ before }: Exchange): boolean {
  return before.charset === '';
}

/** The exchange that undoes another. */
export function reversed({ leaving, coming, before, after, ...rest }: Exchange): Exchange {
  return { ...rest, leaving: coming, coming: leaving, before: after, after: before };
}

/**
 * What a restore has written about itself into the schema that keeps what was there before. `loading`: nothing of the target was touched.
 * `exchanging`: it is one or the other, and where the tables are tells which. `kept`: the restore is in place.
 */
export interface Journal {
  readonly into: string;
  readonly fresh: string;
  readonly state: 'loading' | 'exchanging' | 'kept';
  readonly exchange?: Exchange;
}

/** Also the mark by which such a schema is known. */
export const journalTable = 'muster_restore_journal';

export async function writeJournal(session: Session, former: string, journal: Journal): Promise<void> {
  const table = `${identifier(former)}.${identifier(journalTable)}`;
  await session.execute(
    `CREATE TABLE IF NOT EXISTS ${table} (id int NOT NULL PRIMARY KEY, entry longtext NOT NULL) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4`,
  );
  await session.execute(`REPLACE INTO ${table} VALUES (1, ${literal(JSON.stringify(journal))})`);
}

/** Undefined where the table is none of ours. */
export async function readJournal(session: Session, former: string): Promise<Journal | undefined> {
  const [row] = await session.rows({ entry: 'entry' }, `FROM ${identifier(former)}.${identifier(journalTable)}`);
  try {
    return JSON.parse(row?.['entry'] ?? '') as Journal;
  } catch {
    return undefined;
  }
}
