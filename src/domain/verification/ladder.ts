/** The steps of a drill, in the order in which they are taken, with what each one shows. */
export const ladderSteps = {
  objects: 'every object is in the store with its size',
  fingerprint: 'the fingerprint opens with the given key',
  manifest: 'the manifest is the one that was sealed with the backup',
  globals: "the server's roles and tablespaces, kept beside the dump, open to their end",
  sandbox: 'a throwaway server of the right version runs',
  restore: 'the dump is fetched, has its digest, opens and loads',
  rows: 'every table has the same rows, byte for byte',
  definitions: 'every object has the same definition and state',
  rules: 'foreign keys hold, indexes are valid, sequences are not behind',
  checks: "the user's own checks hold",
  'smoke-test': "the user's own command succeeds against the copy",
  tables: 'chosen tables come back into the copy as `restore` brings them back into a live database',
  untouched: 'with them in place, the whole copy still equals the source',
  objectives: 'the targets for time and age are met',
  replicas: 'the other stores hold the same bytes',
} as const satisfies Record<string, string>;

export type LadderStepName = keyof typeof ladderSteps;

export const ladderStepNames = Object.keys(ladderSteps) as LadderStepName[];

/** The steps of a restore into a live database, in the order in which they are taken, with what each one shows. */
export const restoreSteps = {
  objects: ladderSteps.objects,
  fingerprint: ladderSteps.fingerprint,
  manifest: ladderSteps.manifest,
  plan: 'the target can take the backup',
  before: "the user's command before the restore succeeds",
  'safety-backup': 'what the target holds is backed up',
  load: 'the dump is fetched, has its digest, opens and loads beside what is there',
  rows: ladderSteps.rows,
  definitions: ladderSteps.definitions,
  rules: ladderSteps.rules,
  commit: 'what was loaded is put in place',
  after: "the user's command after the restore succeeds",
  tidy: 'what was there before is removed, since a backup of it exists',
} as const satisfies Record<string, string>;

export type RestoreStepName = keyof typeof restoreSteps;

export const restoreStepNames = Object.keys(restoreSteps) as RestoreStepName[];
