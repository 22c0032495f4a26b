import { parseDuration } from '../../domain/duration.ts';
import { Failure } from '../../domain/failure.ts';
import type { BackupKind } from '../../domain/kind.ts';
import { parseSourceName } from '../../domain/object-key.ts';
import { parseMaxShrink } from '../../domain/retention/guards.ts';
import type { Policy } from '../../domain/retention/policy.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { inputReader, type InputReader } from '../input-reader.ts';
import { kindsInput } from '../kinds-input.ts';
import { hasPolicy, policyInput, policyInputNames } from '../policy-input.ts';

export const inputNames = [
  'config',
  'source',
  'store',
  'kind',
  'limit',
  'since',
  ...policyInputNames,
  'max-shrink',
] as const;

export interface ListInputs {
  readonly source: string | undefined;
  readonly kinds: readonly BackupKind[];
  /** `Infinity` for all. */
  readonly limit: number;
  /** `Infinity` for all. */
  readonly sinceSeconds: number;
  readonly policy: Policy | undefined;
  readonly maxShrink: number;
  readonly reader: InputReader;
}

/** Reads the inputs of `list`. @throws Failure that names the input that is wrong */
export function readInputs(runtime: Runtime): ListInputs {
  const reader = inputReader(runtime, inputNames);
  const source = reader.text('source');
  const since = reader.text('since');
  const kinds = kindsInput(reader);
  return {
    reader,
    kinds,
    source: source === '' ? undefined : parseSourceName(source),
    limit: parseLimit(reader.text('limit', '50')),
    sinceSeconds: since === '' ? Infinity : parseDuration(since, 'since'),
    policy: hasPolicy(reader) ? policyInput(reader, kinds) : undefined,
    maxShrink: parseMaxShrink(reader.text('max-shrink', '50%')),
  };
}

function parseLimit(text: string): number {
  if (text === 'all') return Infinity;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new Failure('input-invalid', `input "limit" cannot be ${JSON.stringify(text)}`, {
    hint: 'write a number from 1 on, or all',
  });
}
