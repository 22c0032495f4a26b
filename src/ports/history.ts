import type { ChangedFile } from '../domain/gate/changed-file.ts';

/** The history of the repository on this machine, as far as it was fetched. */
export interface History {
  /**
   * What `head` changes since it left `base`. Undefined where not both commits, and one that both come from, are here.
   *
   * @throws Failure `change-unknown` where they are, and the difference cannot be found out all the same.
   */
  changedFiles(base: string, head: string, signal: AbortSignal): Promise<readonly ChangedFile[] | undefined>;
}
