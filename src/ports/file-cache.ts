/** Keeps files between the runs of a repository. Anybody may have written what comes back: whoever asks for it checks it. */
export interface FileCache {
  /** Puts the files of the newest entry whose key begins so back to where they were. False where there is none, or the cache does not work. */
  restore(paths: readonly string[], keyPrefix: string): Promise<boolean>;
  /** Keeps the files that the patterns name as a new entry; an entry is never changed. Without a word where the cache does not work. */
  save(paths: readonly string[], key: string): Promise<void>;
}
