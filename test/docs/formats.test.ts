import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fingerprint, ObjectFingerprint, TableFingerprint } from '../../src/domain/fingerprint.ts';
import { type Manifest, objectRoles, parseManifest, serializeManifest } from '../../src/domain/manifest.ts';
import { portabilityTopics, type PortabilityNote } from '../../src/domain/portability.ts';
import { fingerprintFormat, type SealedFingerprint } from '../../src/domain/sealed-fingerprint.ts';
import { findingCodes } from '../../src/domain/verification/finding.ts';
import { serializeVerification, stepOutcomes, type Verification } from '../../src/domain/verification/record.ts';
import { backupFixture, verificationFixture } from '../fakes/backup-fixture.ts';
import { pageAt, sectionOf } from './markdown.ts';

const page = pageAt('docs/formats.md');
const { manifest: fixture } = backupFixture('2026-11-21T04:15:02Z');
/** `Required`, so that the compiler asks for members that are new. */
const run: Required<Manifest['run']> = { id: 'r', repository: 'r', workflow: 'w', actor: 'a', commit: 'c', url: 'u' };
const portability: readonly Required<PortabilityNote>[] = [{ topic: 'roles', detail: 'd' }];
const manifest: Required<Manifest> = { ...fixture, run, portability, chosenTables: true };
const table: Required<TableFingerprint> = { name: 't', columns: ['c'], rows: 1, countedRows: 1, digest: 'sha256:0' };
const object: Required<ObjectFingerprint> = { kind: 'index', name: 'i', definition: 'd' };
const content: Required<Fingerprint> = { tables: [table], objects: [object], settings: {}, gaps: [] };
const fingerprint: Required<SealedFingerprint> = { format: fingerprintFormat, manifestSha256: 'x', content };
const about = { backup: fixture.id, manifestSha256: 'x', verdict: 'failed', finishedAt: fixture.finishedAt } as const;
const verification: Required<Verification> = verificationFixture(about);

const records: readonly { readonly title: string; readonly stored: object; readonly elsewhere?: readonly string[] }[] =
  [
    { title: 'Manifest', stored: parsed(serializeManifest(manifest)), elsewhere: ['server', 'position', 'tools'] },
    { title: 'Fingerprint', stored: fingerprint, elsewhere: ['settings'] },
    { title: 'Verification', stored: parsed(serializeVerification(verification)), elsewhere: ['run'] },
  ];

describe('the page about formats', () => {
  for (const { title, stored, elsewhere = [] } of records) {
    const section = sectionOf(page, title);
    const members = membersOf(stored, elsewhere);

    it(`names every member of a ${title.toLowerCase()}`, () => {
      assert.ok(members.length > 5);
      assert.deepEqual(
        members.filter((member) => !section.includes(`\`${member}\``)),
        [],
      );
    });

    it(`names no member that a ${title.toLowerCase()} has not`, () => {
      const rows = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, member = '']) => member);
      assert.deepEqual(
        rows.filter((member) => !members.includes(member)),
        [],
      );
    });
  }

  it('names the roles of objects, the topics of notes, the outcomes of steps, and the versions of formats', () => {
    for (const word of [
      ...Object.keys(portabilityTopics),
      ...objectRoles,
      ...stepOutcomes,
      manifest.format,
      fingerprintFormat,
      verification.format,
    ])
      assert.ok(page.text.includes(`\`${word}\``), word);
  });

  it('promises no more than the reader does: unknown members pass, unknown formats do not', () => {
    assert.deepEqual(parseManifest(manifestWith({ extra: 1 }), 'manifest.json'), manifest);
    assert.throws(() => parseManifest(manifestWith({ format: 'muster/backup/v2' }), 'manifest.json'), /unknown format/);
  });
});

it('lists every finding on the page about errors', () => {
  const errors = pageAt('docs/errors.md').text;
  for (const code of Object.keys(findingCodes)) assert.ok(errors.includes(`\`${code}\``), code);
});

/** Names of all members, at any depth; what is below the members `elsewhere` is data, or told in another place. */
function membersOf(value: unknown, elsewhere: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => membersOf(item, elsewhere));
  if (value === null || typeof value !== 'object') return [];
  const entries = Object.entries(value as Record<string, unknown>);
  return entries.flatMap(([name, inner]) => [name, ...(elsewhere.includes(name) ? [] : membersOf(inner, elsewhere))]);
}

function parsed(text: string): object {
  return JSON.parse(text) as object;
}

/** The manifest as it would be stored with other members. */
function manifestWith(members: object): string {
  return JSON.stringify({ ...parsed(serializeManifest(manifest)), ...members });
}
