/** The steps of a drill, in the order in which they are taken, with what each one shows. */
export const ladderSteps = {
  objects: 'every object is in the store with its size',
  fingerprint: 'the fingerprint opens with the given key',
  manifest: 'the manifest is the one that was sealed with the backup',
  sandbox: 'a throwaway server of the right version runs',
  restore: 'the dump is fetched, has its digest, opens and loads',
  rows: 'every table has the same rows, byte for byte',
  definitions: 'every object has the same definition and state',
  rules: 'foreign keys hold, indexes are valid, sequences are not behind',
  checks: "the user's own checks hold",
  'smoke-test': "the user's own command succeeds against the copy",
  objectives: 'the targets for time and age are met',
  replicas: 'the other stores hold the same bytes',
} as const satisfies Record<string, string>;

export type LadderStepName = keyof typeof ladderSteps;
