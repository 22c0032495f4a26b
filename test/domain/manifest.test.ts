import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseManifest, sealedPart, serializeManifest } from '../../src/domain/manifest.ts';
import { backupFixture } from '../fakes/backup-fixture.ts';

const data = { role: 'data', sha256: 'a' };
const fingerprint = { role: 'fingerprint', sha256: 'b' };
const sealed = (manifest: unknown): string => sealedPart(JSON.stringify(manifest));

describe('the sealed part of a manifest', () => {
  it('is the same text whatever the order of members and the white space', () => {
    const one = sealedPart('{"id": "x",\n "objects": [{"role": "data", "sha256": "a"}]}');
    assert.equal(one, sealed({ objects: [{ sha256: 'a', role: 'data' }], id: 'x' }));
  });

  it('covers members that nobody knows', () => {
    assert.notEqual(sealed({ objects: [data] }), sealed({ objects: [data], more: 1 }));
    assert.notEqual(sealed({ objects: [data] }), sealed({ objects: [{ ...data, more: 1 }] }));
  });

  it('leaves out the one entry of the fingerprint, and no second one', () => {
    assert.equal(sealed({ objects: [data, fingerprint] }), sealed({ objects: [data] }));
    assert.notEqual(sealed({ objects: [data, fingerprint, fingerprint] }), sealed({ objects: [data] }));
  });
});

describe('a manifest', () => {
  const { manifest } = backupFixture('2026-11-20T04:00:00Z');
  const withObject = (name: string): string =>
    serializeManifest({ ...manifest, objects: manifest.objects.map((object) => ({ ...object, name })) });

  it('comes back as it was written', () => {
    assert.deepEqual(parseManifest(serializeManifest(manifest), 'here'), manifest);
  });

  it('names no object outside its folder, and not itself, under any cipher', () => {
    for (const name of ['../data', 'a/b', '.data', '', 'manifest.json', 'manifest.json.age'])
      assert.throws(() => parseManifest(withObject(name), 'here'), { code: 'manifest-invalid' }, name);
  });
});
