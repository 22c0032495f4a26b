import { counted } from './counted.ts';

/** The rows of one table, as they stand in the dump and as the server counted them in the dump's snapshot. */
export interface TableFingerprint {
  /** Quoted and qualified as the engine writes it, e.g. `public."Order"`. */
  readonly name: string;
  /** Columns in the order in which the dump has them, quoted; the copy is read in that order. Empty for a table without columns. */
  readonly columns: readonly string[];
  /** Rows in the dump. */
  readonly rows: number;
  /** Rows that the server counted in the dump's own snapshot; absent where the account could not count. */
  readonly countedRows?: number;
  /** `sha256:<hex>` over the rows in the dump's order, or another algorithm's name before the colon. */
  readonly digest: string;
}

/** One object of a database that is not rows: a column, an index, a function, a sequence with its value … */
export interface ObjectFingerprint {
  /** `schema`, `table`, `column`, `index`, `constraint`, `view`, `function`, `trigger`, `sequence` … */
  readonly kind: string;
  /** Quoted and qualified; unique within its kind. */
  readonly name: string;
  /** Everything about it that a restore must bring back, as one text that is equal if and only if the objects are. */
  readonly definition: string;
}

/** What a database held in the dump's own snapshot. */
export interface Fingerprint {
  readonly tables: readonly TableFingerprint[];
  readonly objects: readonly ObjectFingerprint[];
  /** What a sandbox must offer so that the dump loads the same: encoding, locale, extensions … by the engine's own names. */
  readonly settings: Readonly<Record<string, string>>;
  /** What is not in the fingerprint although it is in the source, and why: each makes the verdict `could-not-tell`. */
  readonly gaps: readonly string[];
}

/** How much a fingerprint covers. */
export interface FingerprintSize {
  readonly tables: number;
  readonly rows: number;
  readonly objects: number;
}

/** For people: `1 table, 2 rows, 3 objects`. */
export function sizeInWords({ tables, rows, objects }: FingerprintSize): string {
  return `${counted(tables, 'table')}, ${counted(rows, 'row')}, ${counted(objects, 'object')}`;
}

export function sizeOf({ tables, objects }: Fingerprint): FingerprintSize {
  return { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0), objects: objects.length };
}
