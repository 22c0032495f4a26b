/** `timeout` sends a signal to the process and once more to its group: what follows so soon is the same request. */
const echoMs = 1000;

/**
 * Aborted by the first of the signals with which a runner, or a person, ends a run. The same signal again, once a second has passed, ends the
 * process at once, as if nobody listened.
 */
export function stopSignal(names: readonly NodeJS.Signals[]): AbortSignal {
  const controller = new AbortController();
  for (const name of names) {
    let isAsked = false;
    const stop = (): void => {
      if (isAsked) return;
      isAsked = true;
      setTimeout(() => process.off(name, stop), echoMs).unref();
      controller.abort(new Error(`the run was asked to stop (${name})`));
    };
    process.on(name, stop);
  }
  return controller.signal;
}
