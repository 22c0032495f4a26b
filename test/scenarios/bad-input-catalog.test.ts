import { refuses, type BadInput } from './bad-input.ts';

const reading: readonly Omit<BadInput, 'to'>[] = [
  {
    bad: 'an id that is not there',
    inputs: { backup: '20260101T000000Z-aaaaaa' },
    code: 'backup-missing',
    says: ['"backup"', '20260101T000000Z-aaaaaa', ({ stocked }) => stocked.id],
  },
  {
    bad: 'an id that is misspelt',
    inputs: { backup: '20260101T00Z-aaaaaa' },
    code: 'input-invalid',
    says: ['"backup"', 'latest'],
  },
  {
    bad: 'an id in capital letters',
    inputs: ({ stocked }) => ({ backup: stocked.id.toUpperCase() }),
    code: 'input-invalid',
    says: ['"backup"', /small letters/],
  },
  {
    bad: 'a misspelt selector',
    inputs: { backup: 'lastest' },
    code: 'input-invalid',
    says: ['"backup"', /did you mean "latest"/],
  },
  { bad: 'a selector without a time', inputs: { backup: 'random:' }, code: 'input-invalid', says: ['"backup"', '30d'] },
  {
    bad: 'a proven one where none is',
    inputs: { backup: 'latest-proven' },
    code: 'backup-missing',
    says: [/no backup is proven/, ({ stocked }) => stocked.id, 'restore-verify'],
  },
  {
    bad: 'a source without backups',
    inputs: { source: 'shpo' },
    code: 'backup-missing',
    says: ['"source"', /did you mean "shop"/],
  },
  {
    bad: 'a source whose name is nothing like the others',
    inputs: { source: 'warehouse' },
    code: 'backup-missing',
    says: ['"source"', 'warehouse', 'shop'],
  },
  {
    bad: 'a source in another case',
    inputs: { source: 'Shop' },
    code: 'backup-missing',
    says: ['"source"', /did you mean "shop"/],
  },
  {
    bad: 'a kind without backups',
    inputs: { kind: 'schema' },
    code: 'backup-missing',
    says: ['"kind"', 'schema', 'full'],
  },
];
/** Where all backups of a source are looked at. */
const listing: readonly Omit<BadInput, 'to'>[] = [
  {
    bad: 'a source without backups',
    inputs: { source: 'shpo' },
    code: 'backup-missing',
    says: ['"source"', /did you mean "shop"/],
  },
  {
    bad: 'a kind that there is not',
    inputs: { kind: 'ful' },
    code: 'input-invalid',
    says: ['"kind"', /did you mean "full"/],
  },
  {
    bad: 'a store without backups',
    inputs: ({ empty }) => ({ store: empty }),
    code: 'backup-missing',
    says: [/no backup of source "shop"/, 'store URL'],
  },
];
const emptyOnes: readonly BadInput[] = [
  {
    bad: 'a store without backups',
    to: 'restore-verify',
    inputs: ({ empty }) => ({ store: empty }),
    code: 'backup-missing',
    says: [/no backup of source "shop"/, 'store URL'],
  },
  {
    bad: 'a store without backups',
    to: 'encrypt-and-upload',
    inputs: ({ empty, scene }) => ({ from: empty, store: scene.folder.url }),
    code: 'backup-missing',
    says: [/no backup of source "shop"/, 'store URL'],
  },
  {
    bad: 'a bucket without backups',
    to: 'restore-verify',
    inputs: ({ scene }) => ({ store: scene.bucketUrl }),
    code: 'backup-missing',
    says: [/no backup of source "shop"/, 'store URL'],
  },
];
refuses('a backup that is not there', [
  ...reading.map((row): BadInput => ({ ...row, to: 'restore-verify' })),
  ...reading.map((row): BadInput => ({ ...row, to: 'encrypt-and-upload' })),
  ...emptyOnes,
  ...['list', 'prune'].flatMap((to) => listing.map((row): BadInput => ({ ...row, to }))),
]);
