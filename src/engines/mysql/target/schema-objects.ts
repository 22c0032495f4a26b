import type { TargetAccess } from './access.ts';
import { dumpSplitter } from '../dump-splitter.ts';
import { startDump } from '../dump-process.ts';
import { identifier, literal, type Session } from '../session.ts';
import { failureOf } from '../stderr-failures.ts';
import { admitDump, type ObjectScript } from './admit-dump.ts';
import type { ObjectName, SchemaObjects } from './journal.ts';
import type { SchemaDefaults } from './marked-schemas.ts';
import type { DumpSection } from '../dump-sections.ts';
import { targetPlace } from './target-failures.ts';

/** What a schema has beside its tables, in the words of the dump tool. @param schema of the target's server */
export async function readObjects(
  session: Session,
  access: TargetAccess,
  schema: string,
  defaults: SchemaDefaults,
): Promise<SchemaObjects> {
  const { charset, collation } = defaults;
  const broken = await brokenViews(session, schema);
  const names = await readNames(session, schema);
  return {
    ...{ charset, collation, scripts: await readScripts(access, schema, broken) },
    names: names.filter(({ kind, name }) => kind !== 'VIEW' || !broken.includes(name)),
  };
}

/** Views that refer to what does not exist: nobody can dump them or make them again, so they are left alone. */
export async function brokenViews(session: Session, schema: string): Promise<readonly string[]> {
  const rows = await session.rows(
    { name: 'table_name' },
    `FROM information_schema.views WHERE table_schema = ${literal(schema)}`,
  );
  const broken: string[] = [];
  for (const { name } of rows) {
    const lines = await session.show(`CHECK TABLE ${identifier(schema)}.${identifier(name ?? '')}`);
    if (lines.some(([, , type = '']) => type.toLowerCase() === 'error')) broken.push(name ?? '');
  }
  return broken;
}

/** The scripts of views, triggers, routines and events that the dump tool writes for a schema. */
async function readScripts(
  access: TargetAccess,
  schema: string,
  broken: readonly string[],
): Promise<readonly ObjectScript[]> {
  const { launcher, clients, connection } = access;
  const admission = admitDump(
    () => ({ source: schema, fresh: schema, target: schema }),
    () => true,
    {
      server: access.server,
      isOwn: true,
    },
  );
  const splitter = dumpSplitter();
  const pieces: { readonly section: DumpSection; readonly bytes: Buffer }[] = [];
  await using running = startDump({
    ...{ launcher, clients, connection },
    scope: { schemas: [schema], without: broken.map((name) => ({ schema, name })) },
    kind: 'schema',
  });
  try {
    for await (const chunk of running.output()) pieces.push(...splitter.write(Buffer.from(chunk)));
  } catch (error) {
    throw failureOf(error, {
      action: `reading what ${schema} holds`,
      fallback: 'restore-failed',
      place: targetPlace,
    });
  }
  pieces.push(...splitter.finish());
  const sections = Map.groupBy(pieces, ({ section }) => section);
  for (const [section, parts] of sections) {
    if (!['triggers', 'view', 'routines', 'events'].includes(section.kind)) continue;
    admission.section(section, Buffer.concat(parts.map(({ bytes }) => bytes)));
  }
  return admission.scripts();
}

const lists: readonly {
  readonly kind: string;
  readonly name: string;
  readonly from: string;
  readonly schema: string;
  readonly table?: string;
}[] = [
  { kind: `'VIEW'`, name: 'table_name', from: 'views', schema: 'table_schema' },
  { kind: `'TRIGGER'`, name: 'trigger_name', from: 'triggers', schema: 'trigger_schema', table: 'event_object_table' },
  { kind: 'routine_type', name: 'routine_name', from: 'routines', schema: 'routine_schema' },
  { kind: `'EVENT'`, name: 'event_name', from: 'events', schema: 'event_schema' },
];

async function readNames(session: Session, schema: string): Promise<readonly ObjectName[]> {
  const names: ObjectName[] = [];
  for (const { kind, name, from, schema: column, table = 'NULL' } of lists) {
    const rows = await session.rows(
      { kind, name, table },
      `FROM information_schema.${from} WHERE ${column} = ${literal(schema)} ORDER BY 1`,
    );
    for (const row of rows) {
      const of = row['table'] ?? undefined;
      names.push({
        kind: row['kind'] as ObjectName['kind'],
        name: row['name'] ?? '',
        ...(of !== undefined && { table: of }),
      });
    }
  }
  return names;
}

/** Names of the tables and sequences of a schema. */
export async function readTables(session: Session, schema: string): Promise<readonly string[]> {
  const rows = await session.rows(
    { name: 'table_name' },
    `FROM information_schema.tables WHERE table_schema = ${literal(schema)}
       AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE') ORDER BY table_name`,
  );
  return rows.map(({ name }) => name ?? '');
}

/** Whether a schema holds nothing of any kind, or is not there. */
export async function isEmpty(session: Session, schema: string): Promise<boolean> {
  const [tables, names] = [await readTables(session, schema), await readNames(session, schema)];
  return tables.length + names.length === 0;
}
