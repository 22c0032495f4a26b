import { asFailure, type Failure } from '../domain/failure.ts';
import type { Runtime } from '../ports/runtime.ts';

/** A runtime whose results may fail to be written. */
export interface SteadfastRuntime {
  readonly runtime: Runtime;
  /** Failures that a summary has said. */
  readonly told: readonly Failure[];
  /** What could not be written. */
  readonly unwritten: readonly Failure[];
}

/** Goes on where a result cannot be written: what an action has done, or failed with, must not be hidden by a disk that is full. */
export function steadfast(runtime: Runtime): SteadfastRuntime {
  const [told, unwritten]: [Failure[], Failure[]] = [[], []];
  const note = (thrown: unknown): void => void unwritten.push(asFailure(thrown));
  return {
    ...{ told, unwritten },
    runtime: {
      ...runtime,
      output(name, value) {
        try {
          runtime.output(name, value);
        } catch (thrown) {
          note(thrown);
        }
      },
      outputFile: (name, file, text) => runtime.outputFile(name, file, text).catch(note),
      async summary(markdown, failure) {
        try {
          await runtime.summary(markdown);
          if (failure !== undefined) told.push(failure);
        } catch (thrown) {
          note(thrown);
        }
      },
    },
  };
}
