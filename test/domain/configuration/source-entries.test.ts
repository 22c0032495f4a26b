import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sourceEntries, type SourceEntry, type Wanted } from '../../../src/domain/configuration/source-entries.ts';
import { validate } from '../../../src/domain/configuration/validate.ts';

const file = {
  identity: '${env:KEY}',
  environments: { production: { url: '${env:PRODUCTION_URL}' }, staging: null },
  sources: {
    shop: { environment: 'production', kind: ['full', 'schema'], url: '${env:SHOP_URL}' },
    crm: { environment: 'production', host: 'db', database: 'crm', password: '${env:CRM_PASSWORD}' },
    conf: { files: 'etc', passphrase: '${env:P}' },
    test: { environment: 'staging', url: 'postgresql://backup@db/test' },
  },
};

function entries(wanted: Partial<Wanted> = {}): readonly SourceEntry[] {
  const validated = validate(file);
  assert.ok('configuration' in validated);
  return sourceEntries(validated.configuration, { sources: [], environments: [], kinds: [], ...wanted }, 'muster.yml');
}
const names = (wanted: Partial<Wanted>): readonly string[] =>
  entries(wanted).map(({ source, kind }) => `${source} ${kind}`);

describe('the sources of a file', () => {
  it('are one entry for each kind, with the names of the variables that hold their secrets', () => {
    assert.deepEqual(entries(), [
      { source: 'shop', kind: 'full', environment: 'production', variables: { url: 'SHOP_URL', identity: 'KEY' } },
      { source: 'shop', kind: 'schema', environment: 'production', variables: { url: 'SHOP_URL', identity: 'KEY' } },
      {
        source: 'crm',
        kind: 'full',
        environment: 'production',
        variables: { password: 'CRM_PASSWORD', identity: 'KEY' },
      },
      { source: 'conf', kind: 'files', environment: '', variables: { passphrase: 'P', identity: 'KEY' } },
      { source: 'test', kind: 'full', environment: 'staging', variables: { identity: 'KEY' } },
    ]);
  });

  it('are chosen by name, environment and kind', () => {
    assert.deepEqual(names({ environments: ['production'], kinds: ['full'] }), ['shop full', 'crm full']);
    assert.deepEqual(names({ sources: ['conf', 'test'] }), ['conf files', 'test full']);
    assert.deepEqual(names({ environments: ['staging', 'production'], kinds: ['schema', 'files'] }), ['shop schema']);
  });

  it('are refused where there is none, or a name is unknown', () => {
    assert.throws(() => entries({ kinds: ['command'] }), {
      code: 'source-unknown',
      message: /no source of what is asked for/,
    });
    assert.throws(() => entries({ environments: ['prodution'] }), {
      code: 'source-unknown',
      message: /environment "prodution", did you mean "production"\?/,
    });
    assert.throws(() => entries({ sources: ['crn'] }), {
      code: 'source-unknown',
      message: /source "crn", did you mean "crm"\?/,
    });
  });
});
