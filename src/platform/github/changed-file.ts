import type { ChangedFile, ChangeKind } from '../../domain/gate/changed-file.ts';

/** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files: also `modified`, `changed` and `unchanged`. */
const kinds: Readonly<Record<string, ChangeKind>> = {
  added: 'added',
  copied: 'added',
  removed: 'deleted',
  renamed: 'renamed',
};

/** One file of a list that GitHub gives out. */
export function changedFile(file: {
  readonly filename: string;
  readonly status: string;
  readonly previous_filename?: string | undefined;
}): ChangedFile {
  if (typeof file.filename !== 'string') throw new Error('a changed file has no name');
  const { filename: path, previous_filename: previousPath } = file;
  return { path, kind: kinds[file.status] ?? 'modified', ...(previousPath !== undefined && { previousPath }) };
}
