import { backupKinds, type BackupKind, isBackupKind } from '../../domain/kind.ts';
import { parseDuration } from '../../domain/duration.ts';
import { Failure } from '../../domain/failure.ts';
import { parseSourceName } from '../../domain/object-key.ts';
import { parseMaxShrink } from '../../domain/retention/guards.ts';
import { parsePolicy, type Policy } from '../../domain/retention/policy.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { inputReader, type InputReader } from '../input-reader.ts';

export const inputNames = [
  'source',
  'store',
  'kind',
  'keep-last',
  'keep-within',
  'keep-hourly',
  'keep-daily',
  'keep-weekly',
  'keep-monthly',
  'keep-yearly',
  'keep-forever',
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
  const kinds = readKinds(reader);
  return {
    reader,
    source,
    kinds,
    policy: parsePolicy((name) => reader.text(name), kinds),
    dryRun: reader.flag('dry-run', false),
    maxShrink: parseMaxShrink(reader.text('max-shrink', '50%')),
    graceSeconds: parseDuration(reader.text('grace', '24h'), 'grace'),
  };
}

function readKinds(reader: InputReader): readonly BackupKind[] {
  const given = reader.lines('kind');
  const wrong = given.find((kind) => !isBackupKind(kind));
  if (wrong !== undefined) {
    throw new Failure('input-invalid', `input "kind" cannot be ${JSON.stringify(wrong)}`, {
      hint: `write one of ${backupKinds.join(', ')}, one a line, or leave it empty for all`,
    });
  }
  return given.length === 0 ? backupKinds : given.filter(isBackupKind);
}
