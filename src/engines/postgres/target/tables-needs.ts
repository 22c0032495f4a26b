import { Failure } from '../../../domain/failure.ts';
import type { Fingerprint, ObjectFingerprint } from '../../../domain/fingerprint.ts';
import { identifier } from '../copy-statement.ts';
import { literal, type Session } from '../session.ts';
import type { ServerFacts } from './facts.ts';
import { textIn } from './tables-live.ts';
import { definitionOf, ownersOf, textOf } from './tables-part.ts';
import type { Survey } from './tables-survey.ts';

const nothingChanged = 'nothing was changed';

/**
 * @throws Failure `target-unfit` where the account may not do what has to be done, or the live database lacks what replaced tables need.
 *   `source-missing` where the backup has no rows of a table.
 */
export async function assertPossible(
  session: Session,
  survey: Survey,
  facts: ServerFacts,
  expected: Fingerprint,
): Promise<void> {
  assertRows(survey, expected);
  assertKinds(survey);
  assertOwned(survey, facts);
  await assertKeysOwned(session, survey, facts);
  assertDependents(survey, expected);
  await assertPlaces(session, survey, facts, expected);
}

/** A table without rows in the backup would come back empty. */
function assertRows({ ways }: Survey, expected: Fingerprint): void {
  const withRows = new Set(expected.tables.map(({ name }) => name));
  for (const object of expected.objects) {
    if (object.kind !== 'table' || !ways.has(object.name) || withRows.has(object.name)) continue;
    if (textOf(object, 'partition_key') !== '') continue;
    if (expected.gaps.some((gap) => gap.startsWith(`the rows of ${object.name} load into `))) continue;
    throw new Failure('source-missing', `the backup has no rows of table ${object.name}`, {
      hint: 'choose a backup of the kind full that includes the rows of this table',
    });
  }
}

function assertKinds({ live }: Survey): void {
  const names: Readonly<Record<string, string>> = {
    ...{ v: 'a view', m: 'a materialized view', S: 'a sequence', i: 'an index', I: 'an index' },
    c: 'a type',
  };
  const other = live.find(({ kind }) => kind !== 'r' && kind !== 'p');
  if (other === undefined) return;
  if (other.kind === 'f')
    throw unfit(`${other.name} is a foreign table, whose rows no dump has`, 'detach or drop it first');
  const what = names[other.kind] ?? 'something else';
  throw unfit(`${other.name} is ${what} in the target and a table in the backup`, 'rename or drop it first');
}

function assertOwned({ live }: Survey, { account, bypassesRowSecurity }: ServerFacts): void {
  for (const { name, isOwned, isUsable, isForced } of live) {
    if (!isOwned) throw notOwner(account, name);
    if (!isUsable)
      throw unfit(
        `the account ${account} may not empty and fill ${name}`,
        `grant select, insert, truncate on ${name} to ${account}`,
      );
    if (isForced && !bypassesRowSecurity) {
      const hint = `alter table ${name} no force row level security, or give the account BYPASSRLS`;
      throw unfit(`row-level security holds for the account ${account} on ${name}, though it owns it`, hint);
    }
  }
}

function notOwner(account: string, table: string): Failure {
  return unfit(
    `the account ${account} does not own ${table}`,
    `restore with an account that owns the table, or grant the owner's role to ${account}`,
  );
}

/** Whoever makes a foreign key has to own the table and to be allowed to refer to the other. */
async function assertKeysOwned(session: Session, survey: Survey, { account }: ServerFacts): Promise<void> {
  for (const { name, table, target } of [...survey.foreignKeys, ...survey.wantedKeys]) {
    const [row] = await session.rows(
      `SELECT (SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass(${literal(table)})) AS owned,
         has_table_privilege(to_regclass(${literal(target)}), 'REFERENCES') AS may, to_regclass(${literal(target)}) IS NOT NULL AS there`,
    );
    if (row?.['owned'] === 'f') throw notOwner(account, `${table}, whose foreign key ${name} has to be made again`);
    const isMade = survey.replaced.includes(target);
    if (row?.['there'] !== 't' && !isMade)
      throw unfit(
        `the foreign key ${name} of ${table} refers to ${target}, which the target lacks`,
        `choose ${target} too`,
      );
    if (row?.['may'] === 'f' && !isMade)
      throw unfit(`the account ${account} may not refer to ${target}`, `grant references on ${target} to ${account}`);
  }
}

/** What would be lost with a dropped table has to be in the backup. */
function assertDependents({ dependents, ways, replaced, live }: Survey, expected: Fingerprint): void {
  const known = new Set(expected.objects.map(({ kind, name }) => `${kind.replace('-', ' ')} ${name}`));
  const dropped = replaced.filter((name) => live.some((table) => table.name === name)).join(', ');
  for (const { type, name } of dependents) {
    if (type === 'table' && ways.has(name)) continue;
    if (known.has(`${type} ${name}`) && canComeBack.has(type)) continue;
    const what = known.has(`${type} ${name}`)
      ? 'would be lost with it'
      : 'would be lost with it, and is not in the backup';
    const hint =
      type === 'table'
        ? `choose ${name} too; ${nothingChanged}`
        : `keep its definition, drop it, restore, and make it again; ${nothingChanged}`;
    throw unfit(`${dropped} has to be replaced, but the ${type} ${name} ${what}`, hint);
  }
}

/** What a dump brings back by itself once its table is there. */
export const canComeBack: ReadonlySet<string> = new Set([
  'view',
  'materialized view',
  'function',
  'procedure',
  'rule',
  'policy',
]);

interface Needed {
  readonly schemas: Set<string>;
  readonly types: Map<string, string>;
  readonly functions: Map<string, string>;
  readonly relations: Map<string, string>;
  readonly roles: Map<string, string>;
  /** Of the tables that are made. */
  readonly owners: Set<string>;
}

/** What replaced tables of a backup need in the database: each with the table that needs it. */
function neededBy({ replaced, ways }: Survey, objects: readonly ObjectFingerprint[]): Needed {
  const all: Needed = {
    ...{ schemas: new Set(), types: new Map(), functions: new Map(), relations: new Map(), roles: new Map() },
    owners: new Set(),
  };
  const owners = ownersOf(objects);
  const own = new Set(objects.filter((object) => owners.has(object)).map(({ name }) => name));
  for (const object of objects) {
    const table = owners.get(object) ?? '';
    if (!replaced.includes(table)) continue;
    const definition = definitionOf(object);
    const add = (where: Map<string, string>, name: unknown): void => {
      if (typeof name === 'string' && name !== '' && !where.has(name)) where.set(name, table);
    };
    add(all.roles, definition['owner']);
    if (object.kind === 'table') {
      all.schemas.add(textOf(object, 'schema'));
      all.owners.add(textOf(object, 'owner'));
      for (const parent of (definition['parents'] as readonly string[] | undefined) ?? [])
        if (!replaced.includes(parent)) add(all.relations, parent);
    }
    if (object.kind === 'column') {
      const type = textOf(object, 'type');
      if (!ways.has(type.replace(/(?:\[\])+$/, ''))) add(all.types, type);
      for (const [, sequence = ''] of textOf(object, 'default').matchAll(/nextval\('((?:[^']|'')*)'::regclass\)/g))
        if (!own.has(sequence.replaceAll("''", "'"))) add(all.relations, sequence.replaceAll("''", "'"));
    }
    if (object.kind === 'trigger') add(all.functions, triggerFunction.exec(textOf(object, 'definition'))?.[1]);
    if (object.kind === 'policy')
      for (const role of (definition['roles'] as readonly string[] | undefined) ?? []) add(all.roles, role);
    if (object.kind === 'grants')
      for (const grant of (definition['grants'] as readonly string[] | undefined) ?? [])
        add(all.roles, grantee.exec(grant)?.[1]);
  }
  for (const nobody of ['PUBLIC', '<owner>']) all.roles.delete(nobody);
  return all;
}

const triggerFunction = new RegExp(`EXECUTE FUNCTION (${identifier}(?:\\.${identifier})?)\\([^()]*\\)$`, 'u');
const grantee = new RegExp(`^(${identifier}) `, 'u');

async function assertPlaces(
  session: Session,
  survey: Survey,
  facts: ServerFacts,
  expected: Fingerprint,
): Promise<void> {
  if (survey.replaced.length === 0) return;
  const needed = neededBy(survey, expected.objects);
  const schemas = await session.rows(
    `SELECT quote_ident(nspname) AS name, has_schema_privilege(oid, 'CREATE') AS may FROM pg_namespace`,
  );
  for (const schema of needed.schemas) {
    const there = schemas.find((row) => row['name'] === schema);
    if (there === undefined) throw unfit(`the target lacks the schema ${schema}`, `create schema ${schema}`);
    if (there['may'] !== 't')
      throw unfit(
        `the account may not make tables in the schema ${schema}`,
        `grant create on schema ${schema} to the account`,
      );
  }
  await assertThere(session, 'type', 'to_regtype(v.name)', needed.types);
  await assertThere(session, 'function', `to_regproc(v.name)`, needed.functions);
  await assertThere(session, 'relation', 'to_regclass(v.name)', needed.relations);
  assertRoles(facts, needed);
}

async function assertThere(
  session: Session,
  what: string,
  lookup: string,
  needed: ReadonlyMap<string, string>,
): Promise<void> {
  if (needed.size === 0) return;
  const values = [...needed.keys()].map((name) => `(${literal(name)})`).join(', ');
  const rows = await session.rows(
    `SELECT v.name FROM (VALUES ${values}) AS v (name) WHERE (${lookup}) IS NULL ORDER BY 1`,
  );
  const lacking = rows.map((row) => textIn(row, 'name'));
  const [first] = lacking;
  if (first === undefined) return;
  throw unfit(
    `${needed.get(first) ?? ''} of the backup needs the ${what} ${lacking.join(', ')}, which the target lacks`,
    `make it there first, or choose more tables; a restore of the whole database brings it along`,
  );
}

function assertRoles({ account, roles, playsRoles }: ServerFacts, needed: Needed): void {
  for (const [role, table] of needed.roles)
    if (!roles.has(role))
      throw unfit(
        `${table} of the backup needs the role ${role}, which the target lacks`,
        `create role ${role} nologin`,
      );
  for (const owner of needed.owners)
    if (!playsRoles.has(owner))
      throw unfit(`the account ${account} may not make tables of the role ${owner}`, `grant ${owner} to ${account}`);
}

/** A `target-unfit`, whose hint says that nothing was changed. */
export function unfit(message: string, remedy: string): Failure {
  const hint = remedy.includes(nothingChanged) ? remedy : `${remedy}; ${nothingChanged}`;
  return new Failure('target-unfit', message, { hint });
}
