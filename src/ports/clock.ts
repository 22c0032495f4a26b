/** Time and chance, so that nothing below the edge reads them by itself. */
export interface Clock {
  /** The wall clock of this machine. */
  now(): Date;
  /** Seconds from an arbitrary start that never jump, for measuring. */
  monotonicSeconds(): number;
  /** Resolves after that many seconds; rejects with the signal's reason when it is aborted. */
  sleep(seconds: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 up to 1. */
  random(): number;
}
