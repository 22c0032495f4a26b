import { parseDuration } from '../../domain/duration.ts';
import type { BackupKind } from '../../domain/kind.ts';
import { parseSourceName } from '../../domain/object-key.ts';
import { parseMaxShrink } from '../../domain/retention/guards.ts';
import type { Policy } from '../../domain/retention/policy.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { inputReader, type InputReader } from '../input-reader.ts';
import { kindsInput } from '../kinds-input.ts';
import { policyInput, policyInputNames } from '../policy-input.ts';

export const inputNames = [
  'config',
  'source',
  'store',
  'kind',
  ...policyInputNames,
  'dry-run',
  'max-shrink',
  'grace',
] as const;

export interface PruneInputs {
  readonly source: string;
  readonly kinds: readonly BackupKind[];
  readonly policy: Policy;
  readonly dryRun: boolean;
  readonly maxShrink: number;
  readonly graceSeconds: number;
  readonly reader: InputReader;
}

/** Reads the inputs of `prune`. @throws Failure that names the input that is wrong */
export function readInputs(runtime: Runtime): PruneInputs {
  const reader = inputReader(runtime, inputNames);
  const source = parseSourceName(reader.required('source'));
  const kinds = kindsInput(reader);
  return {
    reader,
    source,
    kinds,
    policy: policyInput(reader, kinds),
    dryRun: reader.flag('dry-run', false),
    maxShrink: parseMaxShrink(reader.text('max-shrink', '50%')),
    graceSeconds: parseDuration(reader.text('grace', '24h'), 'grace'),
  };
}
