import { parseSelector, type BackupSelector } from '../../domain/backup-selector.ts';
import { Failure } from '../../domain/failure.ts';
import { backupKinds, type BackupKind } from '../../domain/kind.ts';
import { parseSourceName } from '../../domain/object-key.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { inputReader, type InputReader } from '../input-reader.ts';
import { sealingInputNames } from '../sealing-input.ts';

export const inputNames = [
  'config',
  'source',
  'from',
  'kind',
  'backup',
  'files',
  'command',
  'store',
  ...sealingInputNames,
  'identity',
  'compression',
  'min-bytes',
  'spool-budget',
] as const;

/** What is to be stored: an existing backup, files, or a command's output. */
export type Material =
  | { readonly is: 'backup'; readonly kind: BackupKind; readonly selector: BackupSelector }
  | { readonly is: 'files'; readonly paths: readonly string[] }
  | { readonly is: 'command'; readonly command: string };

export interface EncryptAndUploadInputs {
  readonly sourceName: string;
  readonly material: Material;
  readonly compression: string;
  readonly reader: InputReader;
}

/** Reads the inputs of `encrypt-and-upload`. @throws Failure that names the input that is wrong */
export function readInputs(runtime: Runtime): EncryptAndUploadInputs {
  const reader = inputReader(runtime, inputNames);
  return {
    reader,
    sourceName: parseSourceName(reader.required('source')),
    material: readMaterial(reader),
    compression: reader.text('compression', 'zstd'),
  };
}

function readMaterial(reader: InputReader): Material {
  const paths = reader.lines('files');
  const command = reader.text('command');
  const given = ['from', 'files', 'command'].filter((name) => reader.text(name) !== '');
  if (given.length > 1) {
    throw new Failure('input-invalid', `inputs ${given.map((name) => `"${name}"`).join(' and ')} exclude each other`, {
      hint: 'one run stores one thing: an existing backup, files, or the output of a command',
    });
  }
  if (paths.length > 0) return { is: 'files', paths };
  if (command !== '') return { is: 'command', command };
  return {
    is: 'backup',
    kind: reader.oneOf('kind', backupKinds, 'full'),
    selector: parseSelector(reader.text('backup', 'latest')),
  };
}
