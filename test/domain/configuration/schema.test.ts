import { Ajv } from 'ajv';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { alternatives, settingKeys } from '../../../src/domain/configuration/keys.ts';
import { validate } from '../../../src/domain/configuration/validate.ts';
import { parseBytes } from '../../../src/domain/bytes.ts';
import { parseDuration } from '../../../src/domain/duration.ts';
import { parseMaxShrink } from '../../../src/domain/retention/guards.ts';
import { parsePolicy } from '../../../src/domain/retention/policy.ts';
import { parseCompression } from '../../../src/codecs/registry.ts';

const root = join(import.meta.dirname, '../../..');
const schema = JSON.parse(readFileSync(join(root, 'docs/muster.schema.json'), 'utf8')) as object;
const acceptedBySchema = new Ajv({ allowUnionTypes: true }).compile(schema);

/** One value or more that each key accepts. */
const samples: Readonly<Record<string, readonly unknown[]>> = {
  url: ['${env:URL}', 'postgresql://backup@db:5432/shop?sslmode=verify-full', 'mysql://db/${env:NAME}'],
  engine: ['mysql'],
  host: ['db.internal', '/run/postgresql', '${env:HOST}.internal', 'a$b'],
  port: [5432, '5432', '${env:PORT}'],
  user: ['backup'],
  password: ['${env:PASSWORD}'],
  database: ['shop'],
  store: ['file:///a', ['s3://b/c?region=eu-central-1', 'file:///a'], 'file:///a\nfile:///b', 's3://${env:BUCKET}'],
  recipients: ['age1x', ['age1x', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabc\n-----END PGP PUBLIC KEY BLOCK-----\n']],
  passphrase: ['${env:PASSPHRASE}'],
  encryption: ['none'],
  identity: ['${env:IDENTITY}'],
  kind: ['full', ['full', 'schema']],
  tables: ['public.*', ['a', 'b']],
  'exclude-tables': ['audit'],
  files: [['etc/*.conf', 'keys'], 'etc'],
  command: ['vault kv get -format=json secret/shop', 'echo $HOME ${HOME}'],
  compression: ['zstd', 'zstd:19', 'gzip:9', 'none', 'zstd:10'],
  digest: ['server'],
  client: ['install', 'path:/usr/lib'],
  'min-bytes': [1024, '10MiB', '2 GB'],
  'spool-budget': ['2GiB'],
  sandbox: ['auto', 'postgresql://me@db/x', '${env:SANDBOX}'],
  checks: ['checks.yml'],
  'smoke-test': ['npm run smoke-test\nnpm run other'],
  'rto-target': ['30m', '1h30m'],
  'rpo-target': ['26h'],
  'max-age': ['24h'],
  patterns: ['sql/**', ['sql/**', '!test/**']],
  'status-workflows': ['nightly.yml', ['nightly.yml', 'drill.yml']],
  'keep-last': [0, 14, '14', '14, schema=30'],
  'keep-within': ['30d', '30d, schema=90d'],
  'keep-hourly': [24],
  'keep-daily': [7],
  'keep-weekly': [8],
  'keep-monthly': [12],
  'keep-yearly': ['3'],
  'keep-forever': [true, false, 'full', '20261121T041502Z-k3f9qa, schema'],
  'max-shrink': ['50%', '0%', '100%'],
  grace: ['24h'],
};

/** Values that are wrong for some key and right for another. */
const oddities: readonly unknown[] = [
  ...[null, '', ' ', 0, -1, 1.5, 1e21, true, [], [[]], [null], {}, { a: 1 }],
  ...['${env:}', '${HOME}', '${{ secrets.X }}', '${env:A}${env:B}', 'secret', 'yes', '30 min', '50', 'sshort: x', '\n'],
  ...[
    'postgresql://u:p@db/x',
    'postgresql://db/x?password=p',
    'POSTGRESQL://db',
    'full,schema',
    'zstd:20',
    '101%',
    '007',
  ],
];

const value = fc.oneof(fc.constantFrom(...Object.values(samples).flat(), ...oddities), fc.string(), fc.jsonValue());
const settings = fc.dictionary(
  fc.constantFrom(...Object.keys(settingKeys), 'keep-dayly', 'backup', 'sources', 'environment', 'constructor'),
  value,
  {
    maxKeys: 3,
    noNullPrototype: true,
  },
);
const name = fc.constantFrom('shop', 'crm-prod', 'a.b_c', 'a b', '', '-x', 'é');
const named = (level: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.dictionary(name, fc.oneof(level, fc.constant(null)), { maxKeys: 2, noNullPrototype: true }),
    },
    { weight: 1, arbitrary: value },
  );
const file = fc
  .tuple(
    settings,
    fc.record({ sources: named(settings), environments: named(settings) }, { requiredKeys: [], noNullPrototype: true }),
  )
  .map(([top, rest]) => ({ ...top, ...rest }));

const accepts = (one: unknown): boolean => 'configuration' in validate(one);
const sourceWith = (own: object): object => ({ sources: { shop: own } });

describe('the schema and the validator', () => {
  it('know the same keys, each with a sample here', () => {
    assert.deepEqual(Object.keys(samples), Object.keys(settingKeys));
  });

  it('accept every sample at every level', () => {
    for (const [key, values] of Object.entries(samples)) {
      for (const one of values) {
        for (const sound of [
          sourceWith({ [key]: one }),
          { [key]: one, sources: { shop: null } },
          { environments: { production: { [key]: one } }, sources: { shop: { environment: 'production' } } },
        ]) {
          assert.deepEqual(validate(sound).problems, [], `${key}: ${JSON.stringify(one)}`);
          assert.ok(acceptedBySchema(sound), `${key}: ${JSON.stringify(one)}`);
        }
      }
    }
  });

  it('accept and refuse the same value of every key', () => {
    const everything = [...Object.values(samples).flat(), ...oddities];
    let refused = 0;
    for (const key of Object.keys(samples)) {
      for (const one of everything) {
        const tried = sourceWith({ [key]: one });
        assert.equal(accepts(tried), acceptedBySchema(tried), `${key}: ${JSON.stringify(one)}`);
        if (!accepts(tried)) refused += 1;
      }
    }
    assert.ok(refused > 500);
  });

  it('accept and refuse the same files, whatever is in them', () => {
    // that an environment is there is more than a schema can say
    fc.assert(
      fc.property(fc.oneof(file, value), (one) => {
        const { problems } = validate(one);
        if (problems.length > 0 && problems.every(({ text }) => text.startsWith('there is no environment'))) return;
        assert.equal(
          problems.length === 0,
          acceptedBySchema(one),
          JSON.stringify([one, problems, acceptedBySchema.errors]),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('refuse two ways to say one thing in one place', () => {
    for (const [one, other] of [
      ['url', 'host'],
      ['url', 'password'],
      ['files', 'command'],
    ]) {
      const both = sourceWith({ [one ?? '']: samples[one ?? '']?.[0], [other ?? '']: samples[other ?? '']?.[0] });
      assert.ok(!accepts(both) && !acceptedBySchema(both), `${one} ${other}`);
    }
  });
});

describe('what the file accepts', () => {
  const readers: Readonly<Record<string, (text: string) => unknown>> = {
    'min-bytes': (text) => parseBytes(text, 'min-bytes'),
    'spool-budget': (text) => parseBytes(text, 'spool-budget'),
    compression: parseCompression,
    'max-shrink': parseMaxShrink,
    ...Object.fromEntries(
      ['rto-target', 'rpo-target', 'max-age', 'grace'].map((key) => [key, (text: string) => parseDuration(text, key)]),
    ),
    ...Object.fromEntries(
      Object.keys(settingKeys)
        .filter((key) => key.startsWith('keep-'))
        .map((key) => [key, (text: string) => parsePolicy((input) => (input === key ? text : ''), [])]),
    ),
  };
  for (const [key, read] of Object.entries(readers)) {
    it(`is read by the action where it is "${key}"`, () => {
      const patterns = JSON.stringify(settingKeys[key]?.form.schema).matchAll(/"pattern":"((?:[^"\\]|\\.)*)"/g);
      for (const [, pattern = ''] of patterns) {
        if (key === 'keep-forever') continue; // ids are the action's to know
        const expression = new RegExp(JSON.parse(`"${pattern}"`) as string);
        fc.assert(
          fc.property(fc.stringMatching(expression), (text) => {
            try {
              read(text);
            } catch (thrown) {
              // each value may be said once for a kind, which a pattern cannot say
              if (!String((thrown as { hint?: string }).hint).includes('say one value')) throw thrown;
            }
          }),
          { numRuns: 100 },
        );
      }
      for (const sample of samples[key] ?? []) read(String(sample));
    });
  }
});

it('knows alternatives by names that are keys or inputs', () => {
  const names = alternatives.flatMap(({ ways }) => ways.flat());
  assert.deepEqual(
    names.filter((one) => !Object.hasOwn(settingKeys, one)),
    ['from'],
  );
});
