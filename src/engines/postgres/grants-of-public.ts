import type { ObjectFingerprint } from '../../domain/fingerprint.ts';

/** The first version in which not everybody may create in the schema `public` of a new database. */
const ownersOnly = 15;
const everybodyCreates = 'PUBLIC CREATE';

/** What a server makes the schema `public` with from 15 on. */
const usual: ObjectFingerprint = {
  kind: 'grants',
  name: 'schema public',
  definition: '{"grants": ["<owner> CREATE", "<owner> USAGE", "PUBLIC USAGE"]}',
};

/**
 * Whether a restore takes a privilege away that everybody had in the source. A `pg_dump` of before 15 does not write down that everybody may
 * create in `public`, which its own version takes for granted, and a newer server does not grant it.
 *
 * @param from major version of the source's server
 * @param to of the server that is restored into
 */
export function losesCreateOnPublic(objects: readonly ObjectFingerprint[], from: number, to: number): boolean {
  if (from >= ownersOnly || to < ownersOnly) return false;
  if (!objects.some(({ kind, name }) => kind === 'schema' && name === 'public')) return false;
  const grants = objects.find(isOfPublic);
  return grants === undefined || grantsOf(grants).includes(everybodyCreates);
}

/**
 * The objects of a copy with the grants on `public` as the source has them, where they differ in nothing but in what `losesCreateOnPublic`
 * says. A source of before 15 in which all is as it was made says nothing about them, and one where that was revoked does.
 */
export function withGrantsOfSource(
  expected: readonly ObjectFingerprint[],
  found: readonly ObjectFingerprint[],
  from: number,
  to: number,
): readonly ObjectFingerprint[] {
  const source = expected.find(isOfPublic);
  if (source === undefined)
    return found.filter((object) => !(isOfPublic(object) && object.definition === usual.definition));
  if (!losesCreateOnPublic(expected, from, to)) return found;
  const without = grantsOf(source).filter((grant) => grant !== everybodyCreates);
  const isSame = (object: ObjectFingerprint): boolean =>
    isOfPublic(object) && JSON.stringify(grantsOf(object)) === JSON.stringify(without);
  return found.map((object) => (isSame(object) ? source : object));
}

function isOfPublic({ kind, name }: ObjectFingerprint): boolean {
  return kind === usual.kind && name === usual.name;
}

function grantsOf({ definition }: ObjectFingerprint): readonly string[] {
  return (JSON.parse(definition) as { readonly grants: readonly string[] }).grants;
}
