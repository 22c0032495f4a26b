import { counted } from '../../../domain/counted.ts';
import type { Fingerprint } from '../../../domain/fingerprint.ts';
import { sizeOf } from '../../../domain/fingerprint.ts';
import { assertFit, type Obstacle } from '../../../domain/obstacle.ts';
import type { RestoreNeed, RestorePlan } from '../../../ports/target.ts';
import { readRoom } from '../../../process/room.ts';
import { lacksOf, needsOf } from '../place-lacks.ts';
import { identifier, type Session } from '../session.ts';
import type { TargetAccess } from './access.ts';
import { assessTables, partOfTables, tablesFitting } from './assess-tables.ts';
import { definerObstacles, rightObstacles } from './assess-rights.ts';
import { sourceOf, serverObstacles } from './assess-server.ts';
import { readFacts, type ServerFacts } from './facts.ts';
import { partFor, type SchemaPart } from './part-of-backup.ts';
import { readPointingKeys } from './pointing-keys.ts';
import { brokenViews, readTables } from './schema-objects.ts';

/**
 * Looks at everything that can be known before, and says what will be done.
 *
 * @throws Failure `target-unfit` that names all that is in the way.
 */
export async function assess(access: TargetAccess, need: RestoreNeed): Promise<RestorePlan> {
  const part = partFor(need.expected, access.schema);
  await using session = await access.open(need.signal);
  const facts = await readFacts(session, access);
  const wanted =
    need.tables.length === 0 ? part.expected : partOfTables(part.expected, tablesFitting(need.tables, part));
  assertFit(access.description, serverObstacles(access, facts, { ...need, expected: wanted }));
  const room = await readRoom({
    ...{ dumpBytes: need.dumpBytes, scratch: need.scratch },
    serverFolder: access.connection.isLocal ? facts.dataFolder : undefined,
  });
  const source = sourceOf(access, facts, { schema: access.schema, source: part.source }, need.server);
  if (need.tables.length > 0) {
    assertFit(access.description, [...room.obstacles, ...missingSchema(access, facts)]);
    const chosen = await assessTables(session, access, need.tables, part);
    const definers = definerObstacles(access, facts, chosen.expected);
    const rights = rightObstacles(access, facts, chosen.expected);
    const place = await assessPlace(session, access, chosen.expected);
    assertFit(access.description, [...rights, ...definers.obstacles, ...place.obstacles, ...chosen.obstacles]);
    const { expected, holdsData, steps } = chosen;
    return {
      way: 'tables',
      expected,
      ...source,
      holdsData,
      steps,
      notes: [...chosen.notes, ...definers.notes, ...place.notes, ...room.notes],
    };
  }
  const definers = definerObstacles(access, facts, part.expected);
  const place = await assessPlace(session, access, part.expected);
  assertFit(access.description, [
    ...rightObstacles(access, facts, part.expected),
    ...definers.obstacles,
    ...place.obstacles,
    ...room.obstacles,
    ...(await lostKeys(session, access, part.expected)),
  ]);
  const way = facts.schema === undefined ? 'create' : 'swap';
  return {
    way,
    expected: part.expected,
    ...source,
    holdsData: facts.schema?.holdsAnything === true,
    steps: stepsOf(access, way, part.expected),
    notes: [
      ...definers.notes,
      ...place.notes,
      ...room.notes,
      ...notesOf(access, part, facts),
      ...(await brokenOnes(session, access, part.expected)),
    ],
  };
}

/** Storage engines, keys and places that the tables need. What nobody can see would end the load, which leaves the target as it is. */
async function assessPlace(
  session: Session,
  { server }: TargetAccess,
  expected: Fingerprint,
): Promise<{ readonly obstacles: readonly Obstacle[]; readonly notes: readonly string[] }> {
  const lacks = await lacksOf(session, needsOf(expected), server);
  return {
    obstacles: lacks
      .filter(({ isCertain }) => isCertain)
      .map(({ what, remedy }) => ({ message: `its server lacks ${what}`, remedy })),
    notes: lacks
      .filter(({ isCertain }) => !isCertain)
      .map(({ what }) => `${what}: whether its server has them cannot be seen, and without them the load ends`),
  };
}

function missingSchema({ schema }: TargetAccess, facts: ServerFacts): readonly Obstacle[] {
  if (facts.schema !== undefined) return [];
  return [{ message: `schema ${schema} does not exist`, remedy: 'restore the whole schema, without `tables`' }];
}

/** Foreign keys of other schemas to tables that the backup does not have. */
async function lostKeys(session: Session, access: TargetAccess, expected: Fingerprint): Promise<readonly Obstacle[]> {
  const tables = await readTables(session, access.schema);
  const known = new Set(expected.objects.filter(({ kind }) => kind === 'table').map(({ name }) => name));
  const keys = await readPointingKeys(session, access.schema, tables);
  const lost = keys.filter(({ target }) => !known.has(identifier(target)));
  return lost.map(({ schema, table, name, target }) => ({
    message: `${schema}.${table} has a foreign key to ${target}, which the backup does not have`,
    remedy: `ALTER TABLE ${identifier(schema)}.${identifier(table)} DROP FOREIGN KEY ${identifier(name)};`,
  }));
}

async function brokenOnes(
  session: Session,
  { schema }: TargetAccess,
  expected: Fingerprint,
): Promise<readonly string[]> {
  const known = new Set(expected.objects.filter(({ kind }) => kind === 'view').map(({ name }) => name));
  const broken = (await brokenViews(session, schema)).filter((name) => !known.has(identifier(name)));
  return broken.map(
    (name) => `view ${name}: refers to what does not exist and is not in the backup, and stays as it is`,
  );
}

function stepsOf({ schema }: TargetAccess, way: 'create' | 'swap', expected: Fingerprint): readonly string[] {
  const size = sizeOf(expected);
  const content = `${counted(size.tables, 'table')} with ${counted(size.rows, 'row')}`;
  if (way === 'create') return [`load ${content} into a fresh schema`, `make ${schema}, and rename the tables into it`];
  return [
    `load ${content} into a fresh schema beside ${schema}`,
    `rename all tables of ${schema} away and the fresh ones in, by one statement; whoever uses them waits until then`,
    `make the triggers of ${schema} anew, and its views, routines and events where they differ`,
  ];
}

function notesOf({ schema }: TargetAccess, { source, expected }: SchemaPart, facts: ServerFacts): readonly string[] {
  const notes: string[] = [];
  if (!expected.objects.some(({ kind }) => kind === 'schema'))
    notes.push(`the backup holds chosen tables only, and ${schema} will hold nothing else`);
  const bodies = expected.objects.filter(
    ({ kind, definition }) => kind !== 'view' && definition.includes(`${identifier(source)}.`),
  );
  if (source !== schema && bodies.length > 0) {
    const names = bodies.map(({ kind, name }) => `${kind} ${name}`).join(', ');
    notes.push(`${names}: name the schema ${source} in their text, and go on to mean that one`);
  }
  if (expected.objects.some(({ kind }) => kind === 'event'))
    notes.push('events run as they did in the source once the backup is in place, and not before');
  if (expected.objects.some(({ kind }) => kind === 'procedure' || kind === 'function'))
    notes.push('privileges on single routines go where a routine is made anew: grant them again');
  if (facts.schema === undefined)
    notes.push(`privileges on ${schema} and its tables are those that the server has for these names`);
  return notes;
}
