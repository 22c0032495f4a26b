/** Lets waiters through when something has changed; each looks again by itself whether it is what it waits for. */
export interface Turnstile {
  /** Resolves at the next `turn`. */
  wait(): Promise<void>;
  turn(): void;
}

export function turnstile(): Turnstile {
  let waiters: (() => void)[] = [];
  return {
    wait: () => new Promise((resolve) => waiters.push(resolve)),
    turn() {
      const released = waiters;
      waiters = [];
      for (const release of released) release();
    },
  };
}
