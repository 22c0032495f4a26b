import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editionOf } from '../../src/engines/edition-of.ts';

const known = 3;
const editionIn = (text: string): number => editionOf({ settings: { catalog_edition: text } }, known);

describe('the edition in which objects are described', () => {
  it('is the one that the fingerprint names, and the first where it names none', () => {
    assert.equal(editionOf({ settings: {} }, known), 1);
    assert.equal(editionIn('1'), 1);
    assert.equal(editionIn('3'), known);
  });

  for (const text of ['4', 'next']) {
    it(`says nothing about the backup where it is not known: ${text}`, () => {
      const message = `the fingerprint describes objects in edition ${text}, and this Muster knows up to ${known}`;
      assert.throws(() => editionIn(text), { code: 'could-not-tell', message });
    });
  }
});
