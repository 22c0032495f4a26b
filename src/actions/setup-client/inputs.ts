import { parseSelector, type BackupSelector } from '../../domain/backup-selector.ts';
import { Failure } from '../../domain/failure.ts';
import type { BackupKind } from '../../domain/kind.ts';
import { parseSourceName } from '../../domain/object-key.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { inputReader, type InputReader } from '../input-reader.ts';

export const inputNames = ['config', 'server', 'source', 'store', 'kind', 'backup', 'cache'] as const;

export interface SetupInputs {
  /** What is wanted, or the backup whose manifest says it. */
  readonly wanted:
    | { readonly flavour: string; readonly series: string }
    | { readonly sourceName: string; readonly kind: BackupKind; readonly selector: BackupSelector };
  readonly usesCache: boolean;
  readonly reader: InputReader;
}

/** Reads the inputs of `setup-client`. @throws Failure that names the input that is wrong */
export function readInputs(runtime: Runtime): SetupInputs {
  const reader = inputReader(runtime, inputNames);
  const server = reader.text('server');
  return {
    reader,
    usesCache: reader.flag('cache', true),
    wanted:
      server === ''
        ? {
            sourceName: parseSourceName(reader.required('source')),
            kind: reader.oneOf('kind', ['full', 'schema'], 'full'),
            selector: parseSelector(reader.text('backup', 'latest')),
          }
        : parseServer(server),
  };
}

function parseServer(text: string): { flavour: string; series: string } {
  const [, flavour, series] = /^(postgresql|mariadb|mysql)[ -](\d{1,2}(?:\.\d{1,2})?)$/.exec(text) ?? [];
  if (flavour !== undefined && series !== undefined) return { flavour, series };
  throw new Failure('input-invalid', `input "server" is no server that Muster can install: ${JSON.stringify(text)}`, {
    hint: 'write postgresql 17, mariadb 11.8 or mysql 8.4, or leave it out and give source and store',
  });
}
