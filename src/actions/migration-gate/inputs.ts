import { parseDuration } from '../../domain/duration.ts';
import { Failure } from '../../domain/failure.ts';
import { migrationRules, type MigrationRules } from '../../domain/gate/touched-migrations.ts';
import type { BackupKind } from '../../domain/kind.ts';
import { parseSourceName } from '../../domain/object-key.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { inputReader, type InputReader } from '../input-reader.ts';

export const inputNames = [
  'config',
  'source',
  'store',
  'kind',
  'max-age',
  'patterns',
  'on-stale',
  'proof-from',
  'status-workflows',
  'comment',
  'github-token',
] as const;

export interface MigrationGateInputs {
  readonly source: string;
  readonly kind: BackupKind;
  readonly maxAgeSeconds: number;
  readonly rules: MigrationRules;
  readonly backsUpOnStale: boolean;
  readonly proofFrom: 'auto' | 'store' | 'status';
  readonly workflows: readonly string[];
  readonly comments: boolean;
  readonly reader: InputReader;
}

/**
 * Reads the inputs of `migration-gate`.
 *
 * @param isOutside whether the run has no secrets: then no store is taken from the configuration file, which would need them.
 * @throws Failure that names the input that is wrong
 */
export function readInputs(runtime: Runtime, isOutside = false): MigrationGateInputs {
  const configurable = isOutside ? inputNames.filter((name) => name !== 'store') : inputNames;
  const reader = inputReader(runtime, inputNames, configurable);
  return {
    reader,
    source: parseSourceName(reader.required('source')),
    kind: reader.oneOf('kind', ['full', 'schema'], 'full'),
    maxAgeSeconds: parseMaxAge(reader.text('max-age', '25h')),
    rules: migrationRules(reader.lines('patterns')),
    backsUpOnStale: reader.oneOf('on-stale', ['fail', 'backup'], 'fail') === 'backup',
    proofFrom: reader.oneOf('proof-from', ['auto', 'store', 'status'], 'auto'),
    workflows: reader.lines('status-workflows').map(parseWorkflow),
    comments: reader.flag('comment', true),
  };
}

function parseMaxAge(text: string): number {
  const seconds = parseDuration(text, 'max-age');
  if (seconds > 0) return seconds;
  throw new Failure('input-invalid', 'input "max-age" is zero, and no backup is that young', {
    hint: 'write how old the data that a rollback brings back may be, such as 25h',
  });
}

/** A name as in a run's `path`: relative to the root of the repository. */
function parseWorkflow(line: string): string {
  const path = line.includes('/') ? line.replace(/^\.?\//, '') : `.github/workflows/${line}`;
  if (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return path;
  throw new Failure('input-invalid', `input "status-workflows" names no workflow: ${JSON.stringify(line)}`, {
    hint: 'write the names of workflow files, one a line, such as nightly.yml',
  });
}
