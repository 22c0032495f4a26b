import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogEdition, editionOf } from '../../../src/engines/postgres/catalog-edition.ts';

const editionIn = (text: string): number => editionOf({ settings: { catalog_edition: text } });

describe('the edition in which objects are described', () => {
  it('is the one that the fingerprint names, and the first where it names none', () => {
    assert.equal(editionOf({ settings: {} }), 1);
    assert.equal(editionIn('1'), 1);
    assert.equal(editionIn(String(catalogEdition)), catalogEdition);
  });

  for (const text of [String(catalogEdition + 1), 'next']) {
    it(`says nothing about the backup where it is not known: ${text}`, () => {
      const message = `the fingerprint describes objects in edition ${text}, and this Muster knows up to ${catalogEdition}`;
      assert.throws(() => editionIn(text), { code: 'could-not-tell', message });
    });
  }
});
