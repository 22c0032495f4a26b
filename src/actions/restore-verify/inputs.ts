import { parseSelector, type BackupSelector } from '../../domain/backup-selector.ts';
import { parseDuration } from '../../domain/duration.ts';
import { Failure } from '../../domain/failure.ts';
import type { BackupKind } from '../../domain/kind.ts';
import { backupKinds } from '../../domain/kind.ts';
import { parseSourceName } from '../../domain/object-key.ts';
import type { Objectives } from '../../domain/objectives.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { inputReader, type InputReader } from '../input-reader.ts';
import { openingInputNames } from '../sealing-input.ts';

export const inputNames = [
  'config',
  'source',
  'store',
  'kind',
  'backup',
  ...openingInputNames,
  'sandbox',
  'client',
  'checks',
  'smoke-test',
  'lost-tables',
  'rto-target',
  'rpo-target',
  'publish-status',
] as const;

export interface RestoreVerifyInputs {
  readonly sourceName: string;
  readonly kind: BackupKind;
  readonly selector: BackupSelector;
  /** Patterns of tables whose loss is rehearsed. */
  readonly lostTables: readonly string[];
  readonly targets: Objectives;
  readonly publishesStatus: boolean;
  readonly reader: InputReader;
}

/** Reads the inputs of `restore-verify`. @throws Failure that names the input that is wrong */
export function readInputs(runtime: Runtime): RestoreVerifyInputs {
  const reader = inputReader(runtime, inputNames);
  const rto = reader.text('rto-target');
  const rpo = reader.text('rpo-target');
  const kind = reader.oneOf('kind', backupKinds, 'full');
  const lostTables = reader.lines('lost-tables');
  if (lostTables.length > 0 && kind !== 'full') {
    throw new Failure('input-invalid', `input "lost-tables" needs the rows of a full backup, and "kind" is ${kind}`, {
      hint: 'leave out "lost-tables", or drill a backup of kind: full',
    });
  }
  return {
    reader,
    sourceName: parseSourceName(reader.required('source')),
    kind,
    lostTables,
    selector: parseSelector(reader.text('backup', 'latest')),
    publishesStatus: reader.flag('publish-status', false),
    targets: {
      ...(rto !== '' && { rtoSeconds: parseDuration(rto, 'rto-target') }),
      ...(rpo !== '' && { rpoSeconds: parseDuration(rpo, 'rpo-target') }),
    },
  };
}
