import type { ObjectFingerprint } from '../../domain/fingerprint.ts';
import { catalogEdition } from './catalog-edition.ts';
import type { CatalogQuery } from './catalog-query.ts';
import { eventTriggers, policies, rules, triggers, views } from './objects-behaviour.ts';
import { constraints, domainConstraints, indexes, statistics } from './objects-constraints.ts';
import { aggregates, casts, functions, operatorFamilies, operators } from './objects-functions.ts';
import { comments, grants } from './objects-notes.ts';
import { roles } from './objects-roles.ts';
import { foreignData, publications, subscriptions } from './objects-outside.ts';
import { readSequenceValues } from './objects-sequence-values.ts';
import { sequences } from './objects-sequences.ts';
import { columns, tables } from './objects-tables.ts';
import { collations, defaultPrivileges, extensions, schemas, searchConfigurations, types } from './objects-types.ts';
import { literal, type Session } from './session.ts';

/** `all`: the whole database. `tables`: these tables, quoted and qualified, with what belongs to them. `except`: all without these. */
export type CatalogScope = 'all' | { readonly tables: readonly string[] } | { readonly except: readonly string[] };

export interface CatalogOptions {
  readonly scope: CatalogScope;
  /**
   * `leave`: without the kind `sequence-value`. For a source: reading locks each sequence for the rest of the transaction, and the values
   * that count are those in the dump (`sequenceValueOf`).
   */
  readonly sequenceValues?: 'read' | 'leave';
  /**
   * `server_version_num` of the server that the description is compared with; the own one where none is given. What an older server cannot
   * have, a newer one may add to each object of its kind, such as a privilege of every owner; it is left out.
   */
  readonly like?: number;
  /** The edition of the descriptions; the newest where none is given. */
  readonly edition?: number;
  /** Of the whole database, where they were read before; see `readFunctions`. */
  readonly functions?: readonly ObjectFingerprint[];
}

const queries: readonly CatalogQuery[] = [
  roles,
  schemas,
  extensions,
  types,
  domainConstraints,
  collations,
  tables,
  columns,
  sequences,
  constraints,
  indexes,
  statistics,
  views,
  functions,
  aggregates,
  operators,
  operatorFamilies,
  casts,
  searchConfigurations,
  triggers,
  rules,
  policies,
  eventTriggers,
  publications,
  subscriptions,
  foreignData,
  grants,
  defaultPrivileges,
  comments,
];

/**
 * What a database holds beside its rows, as far as pg_dump dumps it: every object once, sorted by kind and name. Two databases have the
 * same list if and only if a dump of the one would bring back the other, but for texts that the server writes in another way after it
 * parsed its own words; see `canonical.ts`.
 *
 * Sequences are not part of snapshots: while others write, their values are another moment's than the rest.
 */
export async function readCatalog(session: Session, options: CatalogOptions): Promise<readonly ObjectFingerprint[]> {
  const { scope, sequenceValues = 'read', edition = catalogEdition } = options;
  const partial = scope !== 'all' && 'tables' in scope;
  const [server] = await session.rows(`SELECT current_setting('server_version_num') AS version`);
  const version = Number(server?.['version']);
  const like = Math.min(version, options.like ?? version);
  const condition = await tableCondition(session, scope);
  const objects: ObjectFingerprint[] = [];
  for (const query of queries) {
    if (partial && query.of === 'database' && query !== roles) continue;
    if (query === functions && options.functions !== undefined) {
      objects.push(...options.functions);
      continue;
    }
    const where = query === roles ? '' : condition;
    objects.push(...(await described(session, query.sql(version, like, edition), where)));
  }
  const named = objects.filter(({ kind }) => kind === 'sequence').map(({ name }) => name);
  if (sequenceValues === 'read') objects.push(...(await readSequenceValues(session, named)));
  return objects.sort((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name));
}

/**
 * The functions alone, to be read as soon as a snapshot is taken: the server prints them as they are now and not as in the snapshot (its
 * `pg_get_functiondef` looks into caches), pg_dump takes their text from the snapshot, and nothing locks them.
 */
export async function readFunctions(session: Session): Promise<readonly ObjectFingerprint[]> {
  return await described(session, functions.sql(0, 0, catalogEdition), '');
}

async function described(session: Session, sql: string, where: string): Promise<readonly ObjectFingerprint[]> {
  const rows = await session.rows(`SELECT kind, name, definition FROM (${sql}) AS o${where}`);
  return rows.map((row) => ({
    kind: row['kind'] ?? '',
    name: row['name'] ?? '',
    definition: row['definition'] ?? '',
  }));
}

/** Roles that the objects name, quoted: a sandbox needs them before it can load the dump. */
export function rolesOf(objects: readonly ObjectFingerprint[]): readonly string[] {
  return objects.filter(({ kind }) => kind === 'role').map(({ name }) => name);
}

/** Roles that own some of the objects, quoted. */
export function ownersOf(objects: readonly ObjectFingerprint[]): readonly string[] {
  return [...new Set(objects.flatMap((object) => ownerOf(object) ?? []))].sort();
}

/** The role that owns the object, quoted. */
export function ownerOf({ kind, definition }: ObjectFingerprint): string | undefined {
  if (proseKinds.has(kind) || !definition.startsWith('{')) return undefined;
  return (JSON.parse(definition) as { readonly owner?: string }).owner;
}

/** Kinds whose definition is the user's own text. */
const proseKinds = new Set(['comment', 'security-label']);

/** The objects as a dump of the schema alone brings them back: sequences at their start, materialized views not filled, no large objects. */
export function withoutData(objects: readonly ObjectFingerprint[]): readonly ObjectFingerprint[] {
  return objects
    .filter(({ kind, name }) => kind !== 'sequence-value' && !name.startsWith('large object '))
    .map((object) => {
      if (object.kind !== 'materialized-view') return object;
      return { ...object, definition: object.definition.replace('"populated": true', '"populated": false') };
    });
}

async function tableCondition(session: Session, scope: CatalogScope): Promise<string> {
  if (scope === 'all') return '';
  const names = 'tables' in scope ? scope.tables : scope.except;
  const values = names.map((name) => `(${literal(name)})`).join(', ');
  if (values === '') return 'tables' in scope ? ' WHERE false' : '';
  const [row] = await session.rows(
    `SELECT string_agg(to_regclass(v.name)::oid::text, ',') AS oids FROM (VALUES ${values}) AS v (name)`,
  );
  const oids = row?.['oids'] ?? '0';
  return ` WHERE table_oid ${'tables' in scope ? 'IN' : 'NOT IN'} (${oids})`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
