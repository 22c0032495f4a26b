import { Failure } from '../../src/domain/failure.ts';
import type { Runtime } from '../../src/ports/runtime.ts';

/** A runtime with given inputs that keeps what was masked and what was warned of. */
export interface KeptRuntime extends Runtime {
  readonly masked: readonly string[];
  readonly warnings: readonly string[];
}

export function keptRuntime(inputs: Readonly<Record<string, string>>, tempFolder = '/nowhere'): KeptRuntime {
  const masked: string[] = [];
  const warnings: string[] = [];
  const nothing = (): void => undefined;
  return {
    masked,
    warnings,
    input: (name) => inputs[name] ?? '',
    givenInputs: () => Object.keys(inputs).filter((name) => inputs[name] !== ''),
    variable: () => '',
    output: nothing,
    outputFile: () => Promise.resolve(),
    mask: (text) => void (text.trim() !== '' && masked.push(text)),
    summary: () => Promise.resolve(),
    result: nothing,
    info: nothing,
    warn: (line) => void warnings.push(line),
    error: nothing,
    tempFolder,
    workFolder: tempFolder,
    searchPath: '/usr/bin:/bin',
    programEnvironment: {},
    run: { id: 'test-1' },
    identityToken: () => Promise.reject(new Failure('store-denied', 'this runtime gives no tokens')),
    signal: new AbortController().signal,
  };
}
