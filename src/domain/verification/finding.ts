/** Every way a restored copy can differ from its source, or break a rule. A code, once released, stays. */
export const findingCodes = {
  'table-missing': 'a table of the source is not in the copy',
  'table-unexpected': 'the copy has a table that the source had not',
  'rows-missing': 'a table of the copy has fewer rows than the source had',
  'rows-unexpected': 'a table of the copy has more rows than the source had',
  'rows-differ': 'the rows of a table are not the same bytes',
  'count-differs': "the dump holds another number of rows than the server counted in the dump's snapshot",
  'object-missing': 'an object of the source is not in the copy',
  'object-unexpected': 'the copy has an object that the source had not',
  'object-differs': 'an object of the copy has another definition or value than in the source',
  orphans: 'rows refer to rows that do not exist',
  'index-invalid': 'an index of the copy is marked invalid or fails its check',
  'sequence-behind': 'a sequence would give out values that are already in use',
  'view-unpopulated': 'a materialized view of the copy was not filled',
  'check-failed': "one of the user's own checks does not hold",
  'smoke-test-failed': 'the smoke-test command ended with an error',
  'replica-differs': 'another store does not hold the same backup',
  'rto-missed': 'restoring took longer than the target allows',
  'rpo-missed': 'the backup is older than the target allows',
} as const satisfies Record<string, string>;

export type FindingCode = keyof typeof findingCodes;

/** One difference, with the object that it is about and the reason in words. */
export interface Finding {
  readonly code: FindingCode;
  /** What it is about: a table, an index, a check, by the name that the engine prints. */
  readonly subject: string;
  /** One line: what was expected and what was found. */
  readonly detail: string;
}
