import type { Fingerprint, ObjectFingerprint } from '../../../domain/fingerprint.ts';
import { readCatalog } from '../catalog.ts';
import { identifier } from '../copy-statement.ts';
import type { Session } from '../session.ts';
import {
  oidsOf,
  readDependents,
  readForeignKeys,
  readLiveTables,
  textIn,
  type Dependent,
  type ForeignKey,
  type LiveTable,
} from './tables-live.ts';
import { definitionOf, ownersOf, textOf } from './tables-part.ts';
import { pathOf } from './tables-pattern.ts';
import { waysOf, type TableWay } from './tables-shape.ts';

/** Chosen tables of a backup and what the live database has to do with them. */
export interface Survey {
  readonly ways: ReadonlyMap<string, TableWay>;
  readonly refilled: readonly string[];
  readonly replaced: readonly string[];
  /** Partitions of refilled tables that the backup does not know: they are emptied with the others. */
  readonly later: readonly string[];
  /** Partitions of replaced tables that the backup does not know: they go with the others. */
  readonly vanishing: readonly string[];
  /** What there is under the names of chosen tables, and partitions of those. */
  readonly live: readonly LiveTable[];
  /** Objects of the live tables, without where sequences stand. */
  readonly objects: readonly ObjectFingerprint[];
  /** Foreign keys of and to them, that the live database has. */
  readonly foreignKeys: readonly ForeignKey[];
  /** Those that have to be there afterwards. */
  readonly wantedKeys: readonly ForeignKey[];
  /** What goes when the replaced tables are dropped. */
  readonly dependents: readonly Dependent[];
  /** Views of the backup that name tables that are missing, and are missing too. */
  readonly lostViews: readonly Dependent[];
  /** Materialized views over refilled tables. */
  readonly stale: readonly string[];
  /** Publications that are to have a replaced table: those that had it and, of a table that is missing, all. */
  readonly published: readonly Published[];
}

/** Names without quotes. */
export interface Published {
  readonly publication: string;
  readonly schema: string;
  readonly table: string;
}

/** Reads what the plan for chosen tables rests on. @param tables Quoted and qualified, with their partitions. */
export async function surveyTables(
  session: Session,
  tables: readonly string[],
  expected: Fingerprint,
): Promise<Survey> {
  const live = await readLiveTables(session, tables);
  const scope = { tables: live.map(({ name }) => name) };
  const catalog = await readCatalog(session, { scope, sequenceValues: 'leave' });
  const objects = catalog.filter(({ kind }) => kind !== 'role');
  const ways = waysOf(tables, expected, objects);
  const named = (way: TableWay['way']): string[] => tables.filter((name) => ways.get(name)?.way === way);
  const [refilled, replaced] = [named('refill'), named('replace')];
  const foreignKeys = await readForeignKeys(session, scope.tables);
  const later = laterPartitions(objects, tables, new Set(refilled));
  const vanishing = scope.tables.filter((name) => !tables.includes(name) && !later.includes(name));
  const there = replaced.filter((name) => scope.tables.includes(name));
  const views = await readDependents(session, refilled);
  const gone = replaced.filter((name) => !scope.tables.includes(name));
  return {
    ...{ ways, refilled, replaced, later, vanishing, live, objects, foreignKeys },
    wantedKeys: [
      ...foreignKeys.filter(({ table }) => !replaced.includes(table) && !vanishing.includes(table)),
      ...(await lostKeys(session, expected.objects, { tables, replaced, gone, foreignKeys })),
    ],
    dependents: await readDependents(session, there),
    lostViews: await lostViews(session, expected.objects, gone),
    stale: views.filter(({ type }) => type === 'materialized view').map(({ name }) => name),
    published: await readPublished(session, there, gone),
  };
}

async function readPublished(
  session: Session,
  there: readonly string[],
  gone: readonly string[],
): Promise<readonly Published[]> {
  const publications = await session.rows('SELECT pubname AS publication FROM pg_publication ORDER BY 1');
  const rows = await session.rows(
    `SELECT p.pubname AS publication, n.nspname AS schema, c.relname AS table FROM pg_publication_rel r
     JOIN pg_publication p ON p.oid = r.prpubid JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = ANY (${oidsOf(there)}) ORDER BY 1, 2, 3`,
  );
  const had = rows.map((row) => {
    return { publication: textIn(row, 'publication'), schema: textIn(row, 'schema'), table: textIn(row, 'table') };
  });
  const lost = gone.flatMap((name) => {
    const [schema = '', table = ''] = pathOf(name);
    return publications.map((row) => ({ publication: textIn(row, 'publication'), schema, table }));
  });
  return [...had, ...lost];
}

/** Live tables that are no chosen ones, but parts of a table that is refilled. */
function laterPartitions(
  objects: readonly ObjectFingerprint[],
  tables: readonly string[],
  refilled: ReadonlySet<string>,
): readonly string[] {
  const known = new Set(tables);
  const later = new Set<string>();
  let size;
  do {
    size = later.size;
    for (const object of objects) {
      const { parents } = definitionOf(object);
      if (object.kind !== 'table' || known.has(object.name) || !Array.isArray(parents)) continue;
      if (parents.some((parent) => refilled.has(String(parent)) || later.has(String(parent)))) later.add(object.name);
    }
  } while (later.size > size);
  return [...later].sort();
}

/** The table that a foreign key of a fingerprint refers to. */
export function targetOf(definition: string): string {
  const columns = `\\(${identifier}(?:, ${identifier})*\\)`;
  const key = new RegExp(`^FOREIGN KEY ${columns} REFERENCES (${identifier}\\.${identifier})\\(`, 'u');
  return key.exec(definition)?.[1] ?? '';
}

interface Replacement {
  readonly tables: readonly string[];
  readonly replaced: readonly string[];
  /** Those that are missing, with whatever referred to them. */
  readonly gone: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** Foreign keys of the backup that the live database has not, or loses: of replaced tables, and to those that are missing. */
async function lostKeys(
  session: Session,
  backup: readonly ObjectFingerprint[],
  { tables, replaced, gone, foreignKeys }: Replacement,
): Promise<readonly ForeignKey[]> {
  const comments = new Map(backup.filter(({ kind }) => kind === 'comment').map((o) => [o.name, o.definition]));
  const keys = backup.flatMap((object) => {
    if (object.kind !== 'constraint' || textOf(object, 'type') !== 'f') return [];
    const [table, definition] = [textOf(object, 'table'), textOf(object, 'definition')];
    const name = object.name.slice(0, -` on ${table}`.length);
    const comment = comments.get(`table constraint ${object.name}`);
    return [{ name, table, target: targetOf(definition), definition, comment }];
  });
  const there = new Set(
    (
      await readLiveTables(
        session,
        keys.map(({ table }) => table),
      )
    ).map(({ name }) => name),
  );
  return keys.filter(({ name, table, target }) => {
    if (replaced.includes(table)) return true;
    const isKnown = foreignKeys.some((key) => key.name === name && key.table === table);
    return gone.includes(target) && there.has(table) && !tables.includes(table) && !isKnown;
  });
}

/** Views of the backup over tables that are missing, or over such views. The server's text of a view has every name in full. */
async function lostViews(
  session: Session,
  backup: readonly ObjectFingerprint[],
  gone: readonly string[],
): Promise<readonly Dependent[]> {
  if (gone.length === 0) return [];
  const views = backup.filter(({ kind }) => kind === 'view' || kind === 'materialized-view');
  const there = new Set(
    (
      await readLiveTables(
        session,
        views.map(({ name }) => name),
      )
    ).map(({ name }) => name),
  );
  const missing = views.filter(({ name }) => !there.has(name));
  const lost = new Map<string, Dependent>();
  let size;
  do {
    size = lost.size;
    for (const view of missing) {
      const text = textOf(view, 'definition');
      const isOver = [...gone, ...lost.keys()].some((name) => hasName(text, name));
      if (isOver) lost.set(view.name, { type: view.kind.replace('-', ' '), name: view.name });
    }
  } while (lost.size > size);
  return [...lost.values()];
}

function hasName(text: string, name: string): boolean {
  const escaped = name.replace(/[|*+?()[\]{}.^$\\]/g, '\\$&');
  return new RegExp(`(?<![\\w$".])${escaped}(?![\\w$"])`, 'u').test(text);
}

/** The chosen tables, and what is emptied or goes with them. */
export function touchedBy({ ways, later, vanishing }: Survey): ReadonlySet<string> {
  return new Set([...ways.keys(), ...later, ...vanishing]);
}

/** Live objects of the tables that are refilled: they stay as they are. */
export function stayingObjects({ objects, refilled, later }: Survey): readonly ObjectFingerprint[] {
  const owners = ownersOf(objects);
  const staying = new Set([...refilled, ...later]);
  return objects.filter((object) => staying.has(owners.get(object) ?? ''));
}
