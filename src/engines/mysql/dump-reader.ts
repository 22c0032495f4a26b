import { sectionReader, type DumpSection } from './dump-sections.ts';
import { rowDigests, type RowDigest } from './row-digest.ts';

/** The rows of one table in a dump. */
export interface DumpedTable {
  /** The schema where the dump has several, else empty. */
  readonly schema: string;
  readonly name: string;
  readonly rows: number;
  /** Lower-case hex, see `rowDigests`. */
  readonly sha256: string;
  /** As the dump has it, without what is around it. */
  readonly longestRowBytes: number;
}

/** How many statements of each kind create something. */
export interface DumpedObjects {
  readonly tables: number;
  readonly sequences: number;
  readonly views: number;
  readonly triggers: number;
  readonly routines: number;
  readonly events: number;
}

export interface DumpContents {
  readonly tables: readonly DumpedTable[];
  readonly objects: DumpedObjects;
}

/** Is told what comes by. Called from within `write`. */
export interface DumpListener {
  /** Lines of the head, in which the tool may name its place in the binary log. */
  head?(lines: Buffer): void;
  /** The first table, view or routine begins: the tool has its snapshot. */
  begun?(): void;
  /** The rows of a table begin. */
  item?(name: string): void;
}

export interface DumpReader {
  /** Takes the next bytes. They are not kept. */
  write(chunk: Buffer): void;
  /** Everything that was in the dump, after its last byte. @throws Failure `dump-incomplete`. */
  finish(): DumpContents;
}

/** What begins a statement that creates an object, in the sections where it stands. */
const creations: readonly (readonly [keyof DumpedObjects, DumpSection['kind'], RegExp])[] = [
  ['tables', 'table', /^CREATE TABLE /],
  ['sequences', 'sequence', /^CREATE SEQUENCE /],
  ['views', 'view', /^\/\*!50001 VIEW /],
  // a trigger is kept as a person typed it
  ['triggers', 'triggers', /^\/\*!50003 CREATE\*\/ .*\bTRIGGER\b/is],
  ['routines', 'routines', /^CREATE (?:DEFINER=\S+ )?(?:AGGREGATE )?(?:FUNCTION|PROCEDURE|PACKAGE) /],
  ['events', 'events', /^\/\*!50106 CREATE\*\/ .*EVENT /s],
];

/** Reads a dump as it passes, to its last byte, in constant memory but for a digest for each table. */
export function dumpReader(listener: DumpListener = {}): DumpReader {
  const tables: DumpedTable[] = [];
  const objects = { tables: 0, sequences: 0, views: 0, triggers: 0, routines: 0, events: 0 };
  const nextDigest = rowDigests();
  let current: { readonly section: DumpSection; readonly digest: RowDigest } | undefined;
  let hasBegun = false;

  const close = (): void => {
    if (current === undefined) return;
    const { section, digest } = current;
    tables.push({ schema: section.schema, name: section.name, ...digest.totals() });
    current = undefined;
  };
  const sections = sectionReader({
    lines(section, bytes, areRows) {
      if (section.kind === 'head') listener.head?.(bytes);
      else if (!hasBegun) {
        hasBegun = true;
        listener.begun?.();
      }
      if (current !== undefined && current.section !== section) close();
      if (section.kind === 'rows' && current === undefined) {
        current = { section, digest: nextDigest() };
        listener.item?.(section.name);
      }
      if (areRows) current?.digest.add(bytes);
      else countCreations(section, bytes, objects);
    },
  });
  return {
    write: (chunk) => sections.write(chunk),
    finish() {
      sections.finish();
      close();
      return { tables, objects };
    },
  };
}

function countCreations(section: DumpSection, bytes: Buffer, objects: Record<keyof DumpedObjects, number>): void {
  const wanted = creations.find(([, kind]) => kind === section.kind);
  // in a dump of the schema alone, nothing tells where a table's triggers begin but themselves
  if (wanted === undefined) return;
  const [name, , pattern] = wanted;
  for (const line of bytes.toString('utf8').split('\n')) if (pattern.test(line)) objects[name] += 1;
}
