/** Loaded into a process, it sets the clock that its programs see an hour ahead, as on a machine whose clock is wrong. */
const now = Date.now;
Date.now = () => now() + 3_600_000;
globalThis.Date = new Proxy(Date, {
  construct: (target, args: unknown[]) => Reflect.construct(target, args.length === 0 ? [Date.now()] : args) as Date,
});
