/** How a change treats a file. */
export type ChangeKind = 'added' | 'modified' | 'renamed' | 'deleted';

/** One file of a change. */
export interface ChangedFile {
  /** Relative to the root of the repository, with `/` between folders. */
  readonly path: string;
  readonly kind: ChangeKind;
  /** Where it was before it was renamed. */
  readonly previousPath?: string;
}

/** Every path that a changed file has or had: a migration that is moved away is touched as well. */
export function pathsOf({ path, previousPath }: ChangedFile): readonly string[] {
  return previousPath === undefined ? [path] : [path, previousPath];
}
