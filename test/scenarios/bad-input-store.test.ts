import { chmod } from 'node:fs/promises';
import { actions, refuses, type BadInput, type Inputs, type Place } from './bad-input.ts';

/** Without the rights of root, where the test has them. */
const plain = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--'] : [];

const tooSkewed = { kind: 'status', status: 403, code: 'RequestTimeTooSkewed' } as const;

const forms: readonly Omit<BadInput, 'to'>[] = [
  {
    bad: 'an unknown scheme',
    inputs: { store: 'gs://bucket/backups' },
    code: 'input-invalid',
    says: ['"store"', '"gs"', 's3://', 'file://'],
  },
  {
    bad: 'a misspelt scheme',
    inputs: { store: 's33://bucket/backups' },
    code: 'input-invalid',
    says: ['"store"', /did you mean "s3"/],
  },
  { bad: 'a path', inputs: { store: '/srv/backups' }, code: 'input-invalid', says: ['"store"', 'file:///srv/backups'] },
  { bad: 'a relative path', inputs: { store: 'backups' }, code: 'input-invalid', says: ['"store"', 'file:///'] },
  {
    bad: 'keys in the URL',
    inputs: { store: 's3://AKIA:hidden-word@bucket/backups' },
    code: 'input-invalid',
    says: ['"store"', 'AWS_SECRET_ACCESS_KEY'],
    hides: ['hidden-word'],
  },
  {
    bad: 'a misspelt parameter',
    inputs: { store: 's3://bucket/backups?regoin=eu-central-1' },
    code: 'input-invalid',
    says: ['"store"', /did you mean "region"/],
  },
  { bad: 'no bucket', inputs: { store: 's3:///backups' }, code: 'input-invalid', says: ['"store"', /bucket/] },
  {
    bad: 'an endpoint that is none',
    inputs: { store: 's3://bucket?endpoint=minio:9000' },
    code: 'input-invalid',
    says: ['"store"', /endpoint/, 'https://'],
  },
  {
    bad: 'a role without a region',
    inputs: { store: 's3://bucket?role=arn:aws:iam::123456789012:role/backup' },
    code: 'input-invalid',
    says: ['"store"', 'region='],
  },
];
const reachable: readonly Omit<BadInput, 'to'>[] = [
  {
    bad: 'a bucket that is not there',
    inputs: ({ scene }) => ({ store: scene.bucketUrl.replace(/bucket-\d+/, 'bucket-of-nobody') }),
    code: 'store-missing',
    says: ['s3://bucket-of-nobody', /create the bucket/],
  },
  {
    bad: 'a folder that is not there',
    inputs: ({ scene }) => ({ store: `${scene.folder.url}/nowhere` }),
    code: 'store-missing',
    says: ['/nowhere', /create the folder/],
  },
  {
    bad: 'a file instead of a folder',
    inputs: () => ({ store: 'file:///etc/hostname' }),
    code: 'store-missing',
    says: ['/etc/hostname', /no folder/],
  },
  {
    bad: 'a folder that the account may not enter',
    inputs: ({ empty }) => ({ store: empty }),
    given: ({ empty }) => chmod(new URL(empty), 0o000),
    prefix: plain,
    code: 'store-denied',
    says: ['/empty-', /account|chown|chmod/],
  },
  {
    bad: 'another region',
    inputs: ({ scene }) => ({ store: scene.bucketUrl.replace('us-east-1', 'eu-west-9') }),
    code: 'store-denied',
    says: ['s3://bucket', 'region=us-east-1'],
  },
  {
    bad: 'an access key that the server does not know',
    inputs: ({ scene }) => ({ store: scene.bucketUrl }),
    env: { AWS_ACCESS_KEY_ID: 'nobody' },
    code: 'store-denied',
    says: ['s3://bucket', 'AWS_ACCESS_KEY_ID'],
  },
  {
    bad: 'a wrong secret key',
    inputs: ({ scene }) => ({ store: scene.bucketUrl }),
    env: { AWS_SECRET_ACCESS_KEY: 'hidden-word' },
    code: 'store-denied',
    says: ['s3://bucket', 'AWS_SECRET_ACCESS_KEY'],
    hides: ['hidden-word'],
  },
  {
    bad: 'a secret key with a line break',
    inputs: ({ scene }) => ({ store: scene.bucketUrl }),
    env: ({ s3 }) => ({ AWS_SECRET_ACCESS_KEY: `${s3.secretAccessKey}\n` }),
    code: 'store-denied',
    says: ['s3://bucket', 'AWS_SECRET_ACCESS_KEY', 'line break'],
  },
  {
    bad: 'an access key with a line break',
    inputs: ({ scene }) => ({ store: scene.bucketUrl }),
    env: ({ s3 }) => ({ AWS_ACCESS_KEY_ID: `${s3.accessKeyId}\n` }),
    code: 'store-denied',
    says: ['s3://bucket', 'AWS_ACCESS_KEY_ID', 'line break'],
  },
  {
    bad: 'a clock that is wrong, where the server does not tell the time',
    inputs: ({ scene }) => ({ store: scene.bucketUrl }),
    given: ({ scene }) => {
      scene.proxy.inject({ fault: tooSkewed, times: Infinity });
    },
    code: 'store-denied',
    says: ['s3://bucket', /clock/, /NTP/],
  },
];
/** Tried again for about half a minute, whatever the action. */
const unreachable: readonly Omit<BadInput, 'to'>[] = [
  {
    bad: 'an endpoint where nobody listens',
    inputs: ({ scene }) => ({ store: scene.bucketUrl.replace(/endpoint=.*/, 'endpoint=http://127.0.0.1:1') }),
    code: 'store-unreachable',
    says: ['s3://bucket', '127.0.0.1:1'],
  },
  {
    bad: 'an endpoint that has no address',
    inputs: ({ scene }) => ({ store: scene.bucketUrl.replace(/endpoint=.*/, 'endpoint=http://minio.invalid') }),
    code: 'store-unreachable',
    says: ['s3://bucket', 'minio.invalid'],
  },
];

async function keysOfReader({ scene, s3 }: Place): Promise<Inputs> {
  const reader = await s3.createReader(/bucket-\d+/.exec(scene.bucketUrl)?.[0] ?? '');
  return { AWS_ACCESS_KEY_ID: reader.accessKeyId, AWS_SECRET_ACCESS_KEY: reader.secretAccessKey };
}

const written: readonly Omit<BadInput, 'to'>[] = [
  {
    bad: 'a folder that the account may not write',
    inputs: ({ empty }) => ({ store: empty }),
    given: ({ empty }) => chmod(new URL(empty), 0o555),
    prefix: plain,
    code: 'store-denied',
    says: ['/empty-'],
  },
  {
    bad: 'keys that may only read',
    inputs: ({ scene }) => ({ store: scene.bucketUrl }),
    env: keysOfReader,
    code: 'store-denied',
    says: ['s3:PutObject'],
  },
];
refuses('a store that cannot be used', [
  ...actions.flatMap((to) => [...forms, ...reachable].map((row) => ({ ...row, to }))),
  ...unreachable.map((row) => ({ ...row, to: 'backup' })),
  ...['backup', 'encrypt-and-upload'].flatMap((to) => written.map((row) => ({ ...row, to }))),
]);
