import type { Wanted } from '../../domain/configuration/source-entries.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { inputReader } from '../input-reader.ts';
import { kindsInput } from '../kinds-input.ts';

export const inputNames = ['config', 'source', 'environment', 'kind'] as const;

export interface SourcesInputs {
  readonly config: string;
  readonly wanted: Wanted;
}

/** Reads the inputs of `sources`. @throws Failure that names the input that is wrong */
export function readInputs(runtime: Runtime): SourcesInputs {
  const reader = inputReader(runtime, inputNames);
  return {
    config: reader.text('config'),
    wanted: { sources: reader.lines('source'), environments: reader.lines('environment'), kinds: kindsInput(reader) },
  };
}
