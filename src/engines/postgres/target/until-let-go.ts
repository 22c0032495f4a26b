/** A signal that follows another until it is let go. */
export interface FollowedSignal {
  readonly signal: AbortSignal;
  letGo(): void;
}

/** A signal for what must not end at a certain moment although the run is asked to stop. */
export function untilLetGo(followed: AbortSignal): FollowedSignal {
  const own = new AbortController();
  const follow = (): void => own.abort(followed.reason);
  if (followed.aborted) follow();
  followed.addEventListener('abort', follow, { once: true });
  return { signal: own.signal, letGo: () => followed.removeEventListener('abort', follow) };
}
