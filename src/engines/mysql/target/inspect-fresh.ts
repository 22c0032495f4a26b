import type { Fingerprint, ObjectFingerprint } from '../../../domain/fingerprint.ts';
import type { RestoreNeed } from '../../../ports/target.ts';
import { inspectCopy } from '../inspect.ts';
import { identifier } from '../session.ts';
import type { TargetAccess } from './access.ts';
import { unaligned } from './align-keys.ts';
import { asleep, withoutTriggerSchema } from './dump-text.ts';
import { targetPlace } from './target-failures.ts';

export interface FreshCopy {
  /** The schema on the target's server. */
  readonly fresh: string;
  /** Its name in the source. */
  readonly source: string;
  /** The target's, to which tables that come back alone refer. */
  readonly target: string;
}

/**
 * What a fresh schema holds, as its source would say it: by the source's name, with its events awake. What is written in other words because
 * of the schema's other name, or because nothing may run in it yet, is given back as `expected` has it.
 */
export async function inspectFresh(
  access: TargetAccess,
  { fresh, source, target }: FreshCopy,
  expected: Fingerprint,
  { progress, signal }: Pick<RestoreNeed, 'progress' | 'signal'>,
): Promise<Fingerprint> {
  const { launcher, clients, server, connection } = access;
  const found = await inspectCopy({
    ...{ launcher, clients, server, connection, signal, expected, progress, place: targetPlace },
    open: () => access.open(signal),
    created: { schemas: [fresh], accounts: [], schemaFor: () => fresh, sourceOf: () => source },
  });
  const wanted = new Map(expected.objects.map((object) => [`${object.kind} ${object.name}`, object]));
  const renamed = (text: string): string => text.replaceAll(`${identifier(fresh)}.`, `${identifier(source)}.`);
  const asExpected = (object: ObjectFingerprint): ObjectFingerprint => {
    const own = object.kind === 'schema' ? { ...object, name: identifier(source) } : object;
    const other = wanted.get(`${own.kind} ${own.name}`);
    if (other === undefined || !isSame(own.kind, other.definition, renamed(own.definition), target)) return own;
    return { ...own, definition: other.definition };
  };
  return { ...found, objects: found.objects.map(asExpected) };
}

function isSame(kind: string, expected: string, found: string, target: string): boolean {
  if (kind === 'table') return unaligned(expected, target) === unaligned(found, target);
  if (kind === 'event') return (asleep(expected) ?? expected) === found;
  if (kind === 'trigger') return withoutTriggerSchema(expected) === withoutTriggerSchema(found);
  return expected === found;
}
