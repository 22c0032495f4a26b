import type { Fingerprint, ObjectFingerprint } from '../../domain/fingerprint.ts';
import type { Progress } from '../../ports/progress.ts';
import { editionOf } from '../edition-of.ts';
import { catalogEdition } from './catalog-edition.ts';
import { readCatalog, readSettings } from './catalog.ts';
import { giveBack } from '../../ports/chunk.ts';
import { startDump } from './dump-process.ts';
import { dumpReader } from './dump-reader.ts';
import type { CopyTools } from './copy-tools.ts';
import type { CreatedSchemas } from './restorer-schemas.ts';
import { digestRows } from './row-sums.ts';
import { withViewsAsExpected } from './same-views.ts';
import { nameOf } from './source-findings.ts';
import { identifier } from './session.ts';
import { codeOnCopy, failureOf, type FailurePlace } from './stderr-failures.ts';

export interface Inspection extends CopyTools {
  readonly expected: Fingerprint;
  readonly created: CreatedSchemas;
  readonly progress: Progress;
  /** Has words of its own for failures; a sandbox where nothing is said. */
  readonly place?: FailurePlace;
}

/** What the copy holds, read in the way in which `expected` was made: by a dump with the same tool and the same options. */
export async function inspectCopy(inspection: Inspection): Promise<Fingerprint> {
  const { expected, created, progress } = inspection;
  editionOf(expected, catalogEdition); // there is one so far: what a later one describes cannot be compared
  const scope = { schemas: created.schemas, without: [] };
  const tables = await inspectTables(inspection);
  progress.item('objects');
  await using session = await inspection.open();
  const sourceNames = new Map(created.schemas.map((name) => [identifier(name), identifier(created.sourceOf(name))]));
  const isWhole = expected.objects.some(({ kind }) => kind === 'schema');
  const found = (await readCatalog(session, scope)).map((object) =>
    object.kind === 'schema' ? { ...object, name: sourceNames.get(object.name) ?? object.name } : object,
  );
  const objects = withViewsAsExpected(found, expected.objects, created);
  const digests: ObjectFingerprint[] = [];
  for (const table of tables) {
    const wanted = expected.objects.some(({ kind, name }) => kind === 'table-digest' && name === nameOf(table, scope));
    if (!wanted) continue;
    digests.push({ kind: 'table-digest', name: nameOf(table, scope), definition: await digestRows(session, table) });
  }
  return {
    tables: tables.map((table) => ({
      name: nameOf(table, scope),
      columns: [],
      rows: table.rows,
      digest: `sha256-rows:${table.sha256}`,
    })),
    objects: [...objects.filter(({ kind }) => isWhole || kind !== 'schema').map(inWordsOf(expected)), ...digests],
    settings: await readSettings(session, scope),
    gaps: [],
  };
}

/**
 * Gives tables the words of the source where they mean the same: MySQL prints the character set of a column once it was written out, and it
 * is written out where its collation is not the usual one. The name of a collation begins with its character set.
 */
function inWordsOf(expected: Fingerprint): (object: ObjectFingerprint) => ObjectFingerprint {
  const plain = (definition: string): string =>
    definition.replace(/ CHARACTER SET (\w+)(?= COLLATE \1(?:_\w+)?\b)/g, '');
  const tables = new Map(
    expected.objects.filter(({ kind }) => kind === 'table').map((object) => [object.name, object]),
  );
  return (object) => {
    const wanted = object.kind === 'table' ? tables.get(object.name) : undefined;
    return wanted !== undefined && plain(wanted.definition) === plain(object.definition) ? wanted : object;
  };
}

async function inspectTables({
  launcher,
  clients,
  connection,
  expected,
  created,
  progress,
  signal,
  place,
}: Inspection): Promise<
  readonly { readonly schema: string; readonly name: string; readonly rows: number; readonly sha256: string }[]
> {
  const reader = dumpReader({ item: (name) => progress.item(name) });
  await using running = startDump({
    ...{ launcher, clients, connection, signal },
    scope: { schemas: created.schemas, without: [] },
    kind: expected.tables.length === 0 ? 'schema' : 'full', // a backup of the schema alone says nothing about rows
  });
  try {
    for await (const chunk of running.output()) {
      progress.bytes(chunk.length);
      reader.write(chunk);
      giveBack(chunk);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(error, {
      action: 'reading the copy',
      fallback: place === undefined ? codeOnCopy(error) : 'restore-failed',
      place,
    });
  }
  const { tables } = reader.finish();
  return tables.map((table) => ({ ...table, schema: created.schemaFor(table.schema) }));
}
