import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Asked, resolved, settingsFor } from '../../../src/domain/configuration/settings-for.ts';
import { validate } from '../../../src/domain/configuration/validate.ts';
import { Failure } from '../../../src/domain/failure.ts';

/** What a file, as YAML gives it, says for a run. */
function settings(file: object, asked: Partial<Asked> = {}): Record<string, string> {
  const validated = validate(file);
  assert.ok('configuration' in validated, JSON.stringify(validated.problems));
  const found = settingsFor(validated.configuration, {
    action: 'backup',
    source: 'shop',
    given: [],
    file: 'muster.yml',
    ...asked,
  });
  return Object.fromEntries(found.texts);
}

function refusal(act: () => unknown): Failure {
  try {
    act();
  } catch (thrown) {
    assert.ok(thrown instanceof Failure, String(thrown));
    return thrown;
  }
  return assert.fail('nothing is refused');
}

describe('the settings of a source', () => {
  const file = {
    'keep-last': 1,
    'keep-daily': 1,
    'keep-weekly': 1,
    store: ['file:///a', 'file:///b'],
    environments: { production: { 'keep-daily': 2, 'keep-weekly': 2 } },
    sources: { shop: { environment: 'production', 'keep-weekly': 3, store: 'file:///c' }, other: {} },
  };

  it('are those nearest to it, each as a whole', () => {
    const base = { store: 'file:///c', 'keep-last': '1' };
    assert.deepEqual(settings(file, { action: 'prune' }), { ...base, 'keep-daily': '2', 'keep-weekly': '3' });
    assert.equal(settings(file, { source: 'other' })['store'], 'file:///a\nfile:///b');
  });

  it('give way to what is given as an input', () => {
    const { store, 'keep-last': last } = settings(file, { given: ['source', 'store'] });
    assert.deepEqual([store, last], [undefined, '1']);
  });

  it('are those of the only source where none is named, and of every source in a list', () => {
    assert.equal(settings({ sources: { shop: { store: 'file:///a' } } }, { source: '' })['source'], 'shop');
    assert.deepEqual(settings(file, { source: '', action: 'list' })['keep-weekly'], '1');
    const failure = refusal(() => settings(file, { source: '' }));
    assert.equal(failure.code, 'input-missing');
    assert.match(failure.hint, /shop, other/);
  });

  it('do not say to the gate that a backup of the schema is enough', () => {
    const schema = { sources: { shop: { kind: 'schema', 'max-age': '25h' } } };
    assert.deepEqual(settings(schema, { action: 'migration-gate' }), { 'max-age': '25h' });
    assert.equal(settings(schema, { action: 'restore-verify' })['kind'], 'schema');
    const both = { sources: { shop: { kind: ['full', 'schema'] } } };
    assert.deepEqual(settings(both, { action: 'migration-gate' }), {});
  });

  it('are those of the source for its safety backups', () => {
    assert.equal(settings(file, { source: 'shop.before-restore', action: 'list' })['keep-weekly'], '3');
  });

  it('are refused for a source that the file does not have, with the nearest that it has', () => {
    const failure = refusal(() => settings(file, { source: 'shpo' }));
    assert.equal(failure.code, 'source-unknown');
    assert.match(failure.message, /muster\.yml has no source "shpo", did you mean "shop"\?/);
  });

  it('set aside the other ways to say a thing that is said nearer', () => {
    const connection = { url: '${env:URL}', sources: { shop: { host: 'db', database: 'shop' } } };
    assert.deepEqual(Object.keys(settings(connection)), ['host', 'database']);
    assert.deepEqual(Object.keys(settings(connection, { given: ['url'] })), []);
    const sealing = { recipients: 'age1x', sources: { shop: { encryption: 'none' } } };
    assert.deepEqual(Object.keys(settings(sealing)), ['encryption']);
    assert.deepEqual(Object.keys(settings(sealing, { given: ['passphrase'] })), []);
    assert.deepEqual(Object.keys(settings({ user: 'a', sources: { shop: { host: 'db', database: 'd' } } })), [
      'host',
      'database',
      'user',
    ]);
  });

  it('never say where to restore into, nor what to restore of it', () => {
    const file = {
      sources: { shop: { url: '${env:URL}', tables: 'orders', identity: '${env:KEY}', store: 'file:///a' } },
    };
    assert.deepEqual(Object.keys(settings(file, { action: 'restore' })), ['identity', 'store']);
    assert.deepEqual(Object.keys(settings(file, { action: 'backup' })), ['url', 'tables', 'store']);
  });

  it('keep what opens a backup beside those who can open the safety backup', () => {
    const file = { passphrase: '${env:P}', sources: { shop: {} } };
    assert.deepEqual(settings(file, { action: 'restore', given: ['recipients'] }), { passphrase: '${env:P}' });
  });

  it('leave an existing backup as it is, and seal what is new', () => {
    const file = {
      recipients: 'age1x',
      compression: 'gzip',
      store: 'file:///a',
      sources: { shop: { kind: 'schema' }, conf: { files: 'etc' } },
    };
    const action = 'encrypt-and-upload';
    assert.deepEqual(settings(file, { action }), { kind: 'schema', store: 'file:///a' });
    assert.deepEqual(Object.keys(settings(file, { action, source: 'conf' })), [
      'files',
      'recipients',
      'compression',
      'store',
    ]);
    assert.deepEqual(settings(file, { action, source: 'conf', given: ['from'] }), { store: 'file:///a' });
    assert.deepEqual(Object.keys(settings(file, { action, given: ['command'] })), [
      'recipients',
      'compression',
      'store',
    ]);
  });

  it('name one kind where an action works on one', () => {
    const file = { sources: { shop: { kind: ['full', 'schema'] } } };
    assert.equal(settings(file, { action: 'prune' })['kind'], 'full\nschema');
    assert.deepEqual(settings(file, { given: ['kind'] }), {});
    assert.match(refusal(() => settings(file)).message, /input "kind" is empty, and shop has several/);
  });
});

describe('references to the environment', () => {
  const file = {
    sources: {
      shop: { host: '${env:DB_HOST}.internal', password: '${env:DB_PASSWORD}', store: 's3://${env:BUCKET}/a' },
    },
  };
  const values = (names: readonly string[], environment: Readonly<Record<string, string>>): Record<string, string> => {
    const validated = validate(file);
    assert.ok('configuration' in validated);
    const found = settingsFor(validated.configuration, {
      action: 'backup',
      source: 'shop',
      given: [],
      file: 'muster.yml',
    });
    return Object.fromEntries(resolved(found, names, (name) => environment[name] ?? '', 'muster.yml'));
  };

  it('stand for its variables, to the letter', () => {
    const environment = { DB_HOST: 'db', DB_PASSWORD: "$& ${env:X} '", BUCKET: 'b' };
    assert.deepEqual(values(['host', 'password'], environment), { host: 'db.internal', password: "$& ${env:X} '" });
  });

  it('that are empty are all named at once, where the action has their input', () => {
    const failure = refusal(() => values(['host', 'password'], { DB_HOST: ' ' }));
    assert.equal(failure.code, 'variable-missing');
    assert.match(failure.message, /for shop .*: DB_HOST \("host"\), DB_PASSWORD \("password"\)$/);
    assert.match(failure.hint, /DB_HOST: \$\{\{ secrets\.DB_HOST \}\}.*forks have no secrets/);
    assert.deepEqual(values(['compression'], {}), {});
  });
});
