import { parseBytes } from '../../domain/bytes.ts';
import type { BackupKind } from '../../domain/kind.ts';
import { parseSourceName } from '../../domain/object-key.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { connectionInput, connectionInputNames } from '../connection-input.ts';
import { inputReader, type InputReader } from '../input-reader.ts';
import { sealingInputNames } from '../sealing-input.ts';

export const inputNames = [
  'config',
  'source',
  ...connectionInputNames,
  'store',
  ...sealingInputNames,
  'kind',
  'tables',
  'exclude-tables',
  'compression',
  'digest',
  'client',
  'min-bytes',
  'spool-budget',
  'publish-status',
] as const;

export interface BackupInputs {
  readonly sourceName: string;
  readonly url: Secret;
  readonly kind: BackupKind;
  readonly tables: readonly string[];
  readonly excludeTables: readonly string[];
  readonly compression: string;
  readonly digest: 'stream' | 'server';
  readonly client: string;
  readonly minBytes: number;
  readonly publishesStatus: boolean;
  /** For what several actions read in the same way. */
  readonly reader: InputReader;
}

/** Reads the inputs of `backup`. @throws Failure that names the input that is wrong */
export function readInputs(runtime: Runtime): BackupInputs {
  const reader = inputReader(runtime, inputNames);
  return {
    reader,
    sourceName: parseSourceName(reader.required('source')),
    url: connectionInput(reader),
    kind: reader.oneOf('kind', ['full', 'schema'], 'full'),
    tables: reader.lines('tables'),
    excludeTables: reader.lines('exclude-tables'),
    compression: reader.text('compression', 'zstd'),
    digest: reader.oneOf('digest', ['stream', 'server'], 'stream'),
    client: reader.text('client', 'auto'),
    minBytes: parseBytes(reader.text('min-bytes', '1'), 'min-bytes'),
    publishesStatus: reader.flag('publish-status', false),
  };
}
