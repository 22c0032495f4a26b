import { Failure } from '../../../domain/failure.ts';
import type { Fingerprint, ObjectFingerprint } from '../../../domain/fingerprint.ts';
import { identifier } from '../session.ts';
import { definersIn } from './dump-text.ts';
import type { SchemaDefaults } from './marked-schemas.ts';

/** One schema of a backup. */
export interface SchemaPart {
  /** Its name in the source. */
  readonly source: string;
  /** The name by which sections of the dump belong to it; empty where the dump has one schema only. */
  readonly section: string;
  /** What it held, with names as they are where a backup has one schema only. */
  readonly expected: Fingerprint;
}

/**
 * The schema of a backup that comes into a target: the only one, or of several that with the target's name.
 *
 * @throws Failure `target-unfit` where there are several of other names
 */
export function partFor(backup: Fingerprint, target: string): SchemaPart {
  const schemas = JSON.parse(backup.settings['schemas'] ?? '[]') as readonly string[];
  const [only] = schemas;
  if (schemas.length === 1 && only !== undefined) return { source: only, section: '', expected: backup };
  if (!schemas.includes(target)) {
    throw new Failure(
      'target-unfit',
      `the backup holds the schemas ${schemas.join(', ')}, and none is called ${target}`,
      {
        hint: 'restore one at a time, each into a URL with its name',
      },
    );
  }
  return { source: target, section: target, expected: schemaOf(backup, target) };
}

function schemaOf(backup: Fingerprint, schema: string): Fingerprint {
  const prefix = `${identifier(schema)}.`;
  const own = <T extends { readonly name: string }>(named: readonly T[]): readonly T[] =>
    named.filter(({ name }) => name.startsWith(prefix)).map((one) => ({ ...one, name: one.name.slice(prefix.length) }));
  const objects = own(backup.objects);
  return {
    tables: own(backup.tables),
    objects: sorted([
      ...objects,
      ...backup.objects.filter(({ kind, name }) => kind === 'schema' && name === identifier(schema)),
      ...definersOf(objects),
    ]),
    settings: {
      ...backup.settings,
      schemas: JSON.stringify([schema]),
      long_rows: JSON.stringify(
        Object.fromEntries(
          own(longRowsOf(backup).map(([name, bytes]) => ({ name, bytes }))).map(({ name, bytes }) => [name, bytes]),
        ),
      ),
    },
    gaps: backup.gaps,
  };
}

/** The longest row of each table that has a long one, in bytes of the dump; backups made before it was recorded have none. */
export function longRowsOf({ settings }: Fingerprint): readonly (readonly [table: string, bytes: number])[] {
  return Object.entries(JSON.parse(settings['long_rows'] ?? '{}') as Record<string, number>);
}

/** The accounts that objects name, as a fingerprint has them. */
export function definersOf(objects: readonly ObjectFingerprint[]): readonly ObjectFingerprint[] {
  const names = new Set(objects.flatMap(({ definition }) => definersIn(definition)));
  return [...names].map((name) => ({ kind: 'definer', name, definition: '' }));
}

function sorted(objects: readonly ObjectFingerprint[]): readonly ObjectFingerprint[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
  return objects.toSorted((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name));
}

/** Character set and collation of the schema as the backup has them. */
export function defaultsOf({ source, expected }: SchemaPart): SchemaDefaults {
  const { charset = '', collation = '' } = JSON.parse(
    expected.settings[`schema ${source}`] ?? '{}',
  ) as Partial<SchemaDefaults>;
  return { charset, collation };
}
