import type { Fingerprint, ObjectFingerprint } from '../../domain/fingerprint.ts';
import type { Progress } from '../../ports/progress.ts';
import { canonicalised } from './canonical.ts';
import { editionOf } from '../edition-of.ts';
import { catalogEdition } from './catalog-edition.ts';
import { readSettings } from './catalog-settings.ts';
import { readCatalog, type CatalogScope } from './catalog.ts';
import { withGrantsOfSource } from './grants-of-public.ts';
import { readLargeObjects } from './inspect-large-objects.ts';
import { rolesThere } from './inspect-roles.ts';
import { inspectTables, serverDigests } from './inspect-tables.ts';
import { withoutTriggers, type OpenSession } from './create-database.ts';
import { isRole } from './objects-roles.ts';
import type { Session } from './session.ts';

export interface Inspection {
  readonly open: OpenSession;
  readonly expected: Fingerprint;
  readonly progress: Progress;
  /** Tables that are read at the same time. */
  readonly workers: number;
  /** `ignore`: tables that `expected` does not know are none of it. They are named and counted otherwise. */
  readonly strangers?: 'ignore';
}

/** What the copy holds, read in the way in which `expected` was made. */
export async function inspectCopy(inspection: Inspection): Promise<Fingerprint> {
  const { open, expected, progress } = inspection;
  const tables = await inspectTables(inspection);
  progress.item('objects');
  await using session = await open(undefined, withoutTriggers);
  const objects = await inspectObjects(session, expected, progress);
  return { tables, objects, settings: await readSettings(session), gaps: [] };
}

async function inspectObjects(
  session: Session,
  expected: Fingerprint,
  progress: Progress,
): Promise<readonly ObjectFingerprint[]> {
  const kinds = new Set(expected.objects.map(({ kind }) => kind));
  const version = Number(expected.settings['server_version_num']);
  const like = Number.isNaN(version) ? {} : { like: version };
  const catalog = await readCatalog(session, {
    scope: scopeOf(expected.objects),
    edition: editionOf(expected, catalogEdition),
    ...like,
  });
  // a dump of the schema alone says nothing about where sequences stand
  const comparable = catalog.filter(
    (object) => !isRole(object) && (object.kind !== 'sequence-value' || kinds.has(object.kind)),
  );
  const [server] = await session.rows(`SELECT current_setting('server_version_num') AS version`);
  const [from, to] = [majorOf(version), majorOf(Number(server?.['version']))];
  const granted = withGrantsOfSource(expected.objects, comparable, from, to);
  const objects = await canonicalised(session, expected.objects, granted);
  return [
    ...withVersionsOf(expected.objects, objects, progress),
    ...(await rolesThere(session, expected.objects, catalog, progress)),
    ...(kinds.has('large-objects') || kinds.has('schema') ? await readLargeObjects(session) : []),
    ...(kinds.has('table-digest') ? await serverDigests(session, expected) : []),
  ];
}

function majorOf(versionNumber: number): number {
  return Math.floor(versionNumber / 10_000);
}

/** A fingerprint of a whole database has its schemas; one of chosen tables has none. */
function scopeOf(objects: readonly ObjectFingerprint[]): CatalogScope {
  if (objects.some(({ kind }) => kind === 'schema')) return 'all';
  return { tables: objects.filter(({ kind }) => kind === 'table' || kind === 'sequence').map(({ name }) => name) };
}

/** A dump does not hold versions of extensions: which one the copy gets is up to the sandbox. */
function withVersionsOf(
  expected: readonly ObjectFingerprint[],
  found: readonly ObjectFingerprint[],
  progress: Progress,
): readonly ObjectFingerprint[] {
  const wanted = new Map(expected.filter(({ kind }) => kind === 'extension').map((object) => [object.name, object]));
  return found.map((object) => {
    const source = object.kind === 'extension' ? wanted.get(object.name) : undefined;
    if (source === undefined || source.definition === object.definition) return object;
    const [theirs, own] = [extensionOf(source), extensionOf(object)];
    if (theirs.schema !== own.schema) return object;
    progress.note(
      `extension ${object.name} has version ${own.version} in the sandbox and ${theirs.version} in the source`,
    );
    return source;
  });
}

function extensionOf(object: ObjectFingerprint): { readonly schema: string; readonly version: string } {
  return JSON.parse(object.definition) as { schema: string; version: string };
}
