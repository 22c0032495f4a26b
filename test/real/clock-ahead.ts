/** Loaded into a process, it sets the clock that its programs see an hour ahead, as on a machine whose clock is wrong. */
const now = Date.now;
Date.now = () => now() + 3_600_000;
globalThis.Date = new Proxy(Date, {
  construct: (target, args: []) => (args.length === 0 ? new target(Date.now()) : new target(...args)),
});
