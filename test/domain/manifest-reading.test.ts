import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, parseManifest, sealedPart, serializeManifest } from '../../src/domain/manifest.ts';
import { readRecord } from '../../src/domain/record-reader.ts';
import { backupFixture } from '../fakes/backup-fixture.ts';

const { manifest } = backupFixture('2026-11-21T04:15:02Z');
const object = { ...manifest.objects[0] };
/** The manifest with one member, by its path, left out or with another value. */
function changed(path: string, value: unknown): string {
  const copy = JSON.parse(serializeManifest(manifest)) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  let at = copy;
  for (const name of names) at = at[name] as Record<string, unknown>;
  at[last] = value;
  return JSON.stringify(copy);
}

describe('a stored manifest', () => {
  it('is read as it was written', () => {
    assert.deepEqual(parseManifest(serializeManifest(manifest), 'here'), manifest);
  });

  const members = [...Object.keys(manifest).filter((name) => name !== 'format'), 'encryption.format'];
  for (const path of [...members, 'encryption.recipients', ...Object.keys(object).map((name) => `objects.0.${name}`)]) {
    it(`is refused by the name of ${path} where that is missing or of another type`, () => {
      const named = path.replace('objects.0', 'objects[0]');
      for (const value of [undefined, null, 7.5, true]) {
        assert.throws(
          () => parseManifest(changed(path, value), 'm.json'),
          (thrown: Error) => {
            assert.ok(thrown.message.startsWith(`m.json: "${named}" is not `), thrown.message);
            return 'code' in thrown && thrown.code === 'manifest-invalid';
          },
        );
      }
    });
  }

  it('is refused for values that would lead astray', () => {
    const wrong: [string, unknown][] = [
      ['format', 'muster/backup/v2'],
      ['id', '../../etc'],
      ['kind', 'dump'],
      ['objects.0.name', '../other/data'],
      ['objects.0.sha256', 'A'.repeat(64)],
      ['objects.0.sizeBytes', -1],
      ['objects.0.role', 'secret'],
      ['encryption.format', 'rot13'],
      ['snapshotAt', '2026'],
      ['snapshotAt', 'Jan 1 2026 (<img src=x>)'],
      ['snapshotAt', '2026-13-01T00:00:00Z'],
      ['server', { version: 15 }],
    ];
    for (const [path, value] of wrong) {
      assert.throws(() => parseManifest(changed(path, value), 'm.json'), { code: 'manifest-invalid' }, path);
    }
    for (const text of ['', '{', '[]', 'null', '"text"'])
      assert.throws(() => parseManifest(text, 'm.json'), { code: 'manifest-invalid' });
  });

  it('is read with what it says about portability, and without where it is older', () => {
    const portability = [{ topic: 'roles', detail: 'the dump names the roles shop' }];
    assert.deepEqual(parseManifest(serializeManifest({ ...manifest, portability }), 'here').portability, portability);
    assert.ok(!('portability' in parseManifest(serializeManifest(manifest), 'here')));
    for (const wrong of ['roles', [{ topic: 'roles' }], [{ topic: 1, detail: '' }]])
      assert.throws(() => parseManifest(changed('portability', wrong), 'm.json'), /m\.json: "portability/);
  });

  it('has a sealed part that every member changes', () => {
    const before = sealedPart(serializeManifest(manifest));
    for (const name of Object.keys(manifest).filter((member) => member !== 'objects'))
      assert.notEqual(sealedPart(changed(name, 'other')), before, name);
    for (const name of Object.keys(object))
      assert.notEqual(sealedPart(changed(`objects.0.${name}`, 'x')), before, name);
  });
});

describe('canonical JSON', () => {
  it('means the same value, and does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        assert.equal(canonicalJson(JSON.parse(text)), text);
        assert.equal(canonicalJson(reversed(value)), text);
      }),
    );
  });
});

describe('a record from outside', () => {
  it('is read by its own members only', () => {
    const record = readRecord('{"a": {}}', 'manifest-invalid', 'here');
    assert.throws(() => record.text('toString'), /"toString" is not a text/);
    assert.throws(() => record.record('constructor'), /"constructor" is not an object/);
    assert.ok(!record.has('toString'));
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}
