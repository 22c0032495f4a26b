import type { ObjectFingerprint } from '../../domain/fingerprint.ts';
import type { CreatedSchemas } from './restorer-schemas.ts';
import { identifier } from './session.ts';

/**
 * MariaDB shows the columns of a view with the schema in front where the view's definer may not read the table. Definers have no rights in a
 * copy, and may have had them in the source, so that a view may differ from the source's in its own schema's name alone: such a view is given
 * back as it was expected. Seen on MariaDB 10.11 and 11.8.
 */
export function withViewsAsExpected(
  objects: readonly ObjectFingerprint[],
  expected: readonly ObjectFingerprint[],
  { schemas, sourceOf }: Pick<CreatedSchemas, 'schemas' | 'sourceOf'>,
): readonly ObjectFingerprint[] {
  const views = new Map(expected.filter(({ kind }) => kind === 'view').map((view) => [view.name, view]));
  return objects.map((object) => {
    const wanted = object.kind === 'view' ? views.get(object.name) : undefined;
    const schema =
      schemas.length === 1 ? schemas[0] : schemas.find((one) => object.name.startsWith(`${identifier(one)}.`));
    if (wanted === undefined || schema === undefined) return object;
    const isSame = unqualified(object, schema) === unqualified(wanted, sourceOf(schema));
    return isSame ? wanted : object;
  });
}

function unqualified({ definition }: ObjectFingerprint, schema: string): string {
  return definition.replaceAll(`${identifier(schema)}.`, '');
}
