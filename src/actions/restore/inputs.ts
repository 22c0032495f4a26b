import { parseSelector, type BackupSelector } from '../../domain/backup-selector.ts';
import { parseBytes } from '../../domain/bytes.ts';
import { Failure } from '../../domain/failure.ts';
import type { BackupKind } from '../../domain/kind.ts';
import { parseSourceName } from '../../domain/object-key.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { connectionInput, connectionInputNames } from '../connection-input.ts';
import { inputReader, type InputReader } from '../input-reader.ts';
import { openingInputNames } from '../sealing-input.ts';

export const inputNames = [
  'config',
  'source',
  ...connectionInputNames,
  'confirm',
  'store',
  'kind',
  'backup',
  ...openingInputNames,
  'tables',
  'replace-source',
  'safety-backup',
  'recipients',
  'encryption',
  'compression',
  'spool-budget',
  'before',
  'after',
  'accept-unproven',
  'client',
] as const;

export interface RestoreInputs {
  readonly sourceName: string;
  /** Of the target. */
  readonly url: Secret;
  /** As it was written; the target's name decides whether it is right. */
  readonly confirm: string;
  readonly kind: BackupKind;
  readonly selector: BackupSelector;
  readonly tables: readonly string[];
  readonly replaceSource: boolean;
  readonly safetyBackup: boolean;
  /** Of the safety backup. */
  readonly compression: string;
  readonly beforeCommand: string;
  readonly afterCommand: string;
  readonly acceptUnproven: boolean;
  readonly client: string;
  readonly reader: InputReader;
}

/** Reads the inputs of `restore`. @throws Failure that names the input that is wrong */
export function readInputs(runtime: Runtime): RestoreInputs {
  const reader = inputReader(runtime, inputNames);
  const budget = reader.text('spool-budget');
  if (budget !== '') parseBytes(budget, 'spool-budget'); // it is used late, and must not be found wrong late
  return {
    reader,
    sourceName: parseSourceName(reader.required('source')),
    url: connectionInput(reader),
    confirm: reader.text('confirm'),
    kind: databaseKind(reader),
    selector: parseSelector(reader.text('backup', 'latest')),
    tables: reader.lines('tables'),
    replaceSource: reader.flag('replace-source', false),
    safetyBackup: reader.flag('safety-backup', true),
    compression: reader.text('compression', 'zstd'),
    beforeCommand: reader.text('before'),
    afterCommand: reader.text('after'),
    acceptUnproven: reader.flag('accept-unproven', false),
    client: reader.text('client', 'auto'),
  };
}

function databaseKind(reader: InputReader): BackupKind {
  const kind = reader.text('kind');
  if (kind === 'files' || kind === 'command') {
    throw new Failure('input-invalid', `input "kind" is ${kind}, and a backup of that kind is not for a database`, {
      hint: 'open it by hand: docs/restore-by-hand.md has the commands, with stock tools alone',
    });
  }
  return reader.oneOf('kind', ['full', 'schema'], 'full');
}
