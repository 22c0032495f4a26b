import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { ageOpener } from '../../src/ciphers/age/age.ts';
import { Failure } from '../../src/domain/failure.ts';
import { inChunks } from '../contracts/byte-streams.ts';
import { cctvAgeVectors, type AgeVector } from '../real/age-vectors.ts';

// Armor and passphrases are left out: Muster writes neither and opens neither in this format.
const vectors = cctvAgeVectors().filter(({ fields }) => !fields.has('armored') && !fields.has('passphrase'));

const expectedCode: Readonly<Record<string, string | undefined>> = {
  success: undefined,
  'no match': 'identity-mismatch',
  'HMAC failure': 'archive-damaged',
  'header failure': 'archive-damaged',
  'payload failure': 'archive-damaged',
};

/** Opens a vector's file in chunks; gives the digest of all that came out, and the code of the failure, if any. */
async function outcome({ fields, file }: AgeVector, chunkBytes: number): Promise<{ code?: string; payload: string }> {
  const payload = createHash('sha256');
  try {
    const opener = ageOpener(fields.get('identity') ?? []);
    for await (const chunk of opener.open(inChunks(file, chunkBytes))) payload.update(chunk);
  } catch (error) {
    assert.ok(error instanceof Failure, String(error));
    return { code: error.code, payload: payload.digest('hex') };
  }
  return { payload: payload.digest('hex') };
}

describe("age keeps to the format's own test vectors", () => {
  it('has vectors of headers, keys and payloads', () => {
    for (const [prefix, count] of [
      ['x25519', 12],
      ['stream_', 20],
      ['stanza_', 12],
      ['hmac_', 7],
      ['hybrid', 10],
    ] as const) {
      assert.ok(vectors.filter(({ name }) => name.startsWith(prefix)).length >= count, prefix);
    }
  });

  for (const vector of vectors) {
    it(`${vector.name}: ${vector.expect}`, async () => {
      assert.ok(vector.expect in expectedCode, vector.expect);
      const nothing = createHash('sha256').digest('hex');
      // byte by byte but for the large ones, which take pieces that fit no block
      const smallest = vector.file.length > 20_000 ? 1021 : 1;
      for (const chunkBytes of [smallest, vector.file.length + 1]) {
        const { code, payload } = await outcome(vector, chunkBytes);
        assert.equal(code, expectedCode[vector.expect]);
        assert.equal(payload, vector.fields.get('payload')?.[0] ?? nothing);
      }
    });
  }
});
