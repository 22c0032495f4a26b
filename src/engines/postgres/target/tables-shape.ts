import type { Fingerprint, ObjectFingerprint } from '../../../domain/fingerprint.ts';
import { definitionOf } from './tables-part.ts';

/**
 * How one table comes back. `refill`: it stays, and its rows are replaced. `replace`: it is made anew from the backup, because it is missing
 * or because its rows would not fit.
 */
export type TableWay =
  { readonly way: 'refill' } | { readonly way: 'replace'; readonly isThere: boolean; readonly because: string };

/** pg_dump 13 makes a partition and has it join its table in one go: it can only come back together with the table. */
const joinsApartFrom = 140_000;

/** Decides for each table of a backup, given the objects of the live tables of these names. */
export function waysOf(
  tables: readonly string[],
  backup: Pick<Fingerprint, 'objects' | 'settings'>,
  live: readonly ObjectFingerprint[],
): ReadonlyMap<string, TableWay> {
  const wanted = shapesOf(backup.objects);
  const found = shapesOf(live);
  const ways = new Map<string, TableWay>();
  for (const name of tables) {
    const shape = found.get(name);
    const because = shape === undefined ? 'is missing' : difference(wanted.get(name) ?? emptyShape(), shape);
    ways.set(
      name,
      because === undefined ? { way: 'refill' } : { way: 'replace', isThere: shape !== undefined, because },
    );
  }
  if (Number(backup.settings['server_version_num'] ?? joinsApartFrom) < joinsApartFrom) replaceRoots(ways, wanted);
  replaceHeirs(ways, found);
  return ways;
}

interface Shape {
  /** What decides which rows a partition takes, or which table it is a part of. */
  readonly place: Map<string, string>;
  /** Types of columns by their names; those that the server computes are marked. */
  readonly columns: Map<string, string>;
  readonly parents: readonly string[];
}

function emptyShape(): Shape {
  return { place: new Map(), columns: new Map(), parents: [] };
}

function shapesOf(objects: readonly ObjectFingerprint[]): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const object of objects) {
    if (object.kind !== 'table') continue;
    const { parents, partition_key: key, partition_bound: bound, of_type: type } = definitionOf(object);
    const names = Array.isArray(parents) ? parents.map(String) : [];
    const place = { 'partition key': key, bound, parent: bound === undefined ? undefined : names.join(), type };
    const known = Object.entries(place).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    shapes.set(object.name, { place: new Map(known), columns: new Map(), parents: names });
  }
  for (const object of objects) {
    if (object.kind !== 'column') continue;
    const table = [...prefixesOf(object.name)].find((name) => shapes.has(name));
    const { type, generated } = definitionOf(object);
    const own = shapes.get(table ?? '');
    own?.columns.set(
      object.name.slice((table ?? '').length + 1),
      `${String(type)}${generated === undefined ? '' : ', generated'}`,
    );
  }
  return shapes;
}

/** Everything before a dot of a name. */
function* prefixesOf(name: string): Generator<string> {
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) yield name.slice(0, dot);
}

/** In what the live table differs from the backup's, so that its rows could not be replaced; undefined where in nothing. */
function difference(backup: Shape, live: Shape): string | undefined {
  for (const [column, type] of backup.columns) {
    const other = live.columns.get(column);
    if (other === undefined) return `lacks the column ${column}`;
    if (other !== type) return `has the column ${column} as ${other} and not as ${type}`;
  }
  for (const column of live.columns.keys())
    if (!backup.columns.has(column)) return `has a column ${column} that the backup has not`;
  for (const key of new Set([...backup.place.keys(), ...live.place.keys()]))
    if (backup.place.get(key) !== live.place.get(key)) return `has another ${key}`;
  return undefined;
}

/** A table is replaced where one of its partitions is. */
function replaceRoots(ways: Map<string, TableWay>, backup: ReadonlyMap<string, Shape>): void {
  const replaced = [...ways].flatMap(([name, { way }]) => (way === 'replace' ? [name] : []));
  for (let name = replaced.pop(); name !== undefined; name = replaced.pop()) {
    const { place, parents } = backup.get(name) ?? emptyShape();
    for (const parent of place.has('bound') ? parents : []) {
      if (ways.get(parent)?.way !== 'refill') continue;
      ways.set(parent, { way: 'replace', isThere: true, because: `has to have its partition ${name} again` });
      replaced.push(parent);
    }
  }
}

/** What is dropped takes its partitions and its heirs along. */
function replaceHeirs(ways: Map<string, TableWay>, live: ReadonlyMap<string, Shape>): void {
  let changed = true;
  while (changed) {
    changed = false;
    for (const [name, { way }] of ways) {
      const dropped = live.get(name)?.parents.find((parent) => ways.get(parent)?.way === 'replace');
      if (way === 'replace' || dropped === undefined) continue;
      ways.set(name, { way: 'replace', isThere: true, because: `is part of ${dropped}, which is replaced` });
      changed = true;
    }
  }
}
