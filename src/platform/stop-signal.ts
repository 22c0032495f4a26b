/**
 * Aborted by the first of the signals with which a runner, or a person, ends a run. The second ends the process at once, as if nobody
 * listened.
 */
export function stopSignal(names: readonly NodeJS.Signals[]): AbortSignal {
  const controller = new AbortController();
  for (const name of names) {
    process.once(name, () => {
      controller.abort(new Error(`the run was asked to stop (${name})`));
    });
  }
  return controller.signal;
}
