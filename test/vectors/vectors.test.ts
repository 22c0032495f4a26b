import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { mysqlVersions } from '../../scripts/parts/mysql-versions.ts';
import { postgresqlMajors } from '../../scripts/parts/postgresql-versions.ts';
import { findTestFiles } from '../../scripts/steps/run-tests.ts';
import type { ListedCatalog } from '../../src/domain/listed-catalog.ts';
import { backupKinds } from '../../src/domain/kind.ts';
import { parseManifest, type Manifest } from '../../src/domain/manifest.ts';
import { ageKey, gnuPgHome } from '../ciphers/throwaway-keys.ts';
import { assertRefused, backupFolder } from '../scenarios/proof-scene.ts';
import { drilledBy, frozenFolder, keyInputs, vectors, waysToOpen, type Vector } from './frozen.ts';
import { describeDrills, majorHere } from './frozen-drills.ts';
import { startFrozenWorld, type FrozenWorld } from './frozen-world.ts';

type Inputs = Readonly<Record<string, string>>;

const sha256 = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

/** Digests by path, as `sha256sum` lists them. */
async function digestsIn(list: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await readFile(join(frozenFolder, list), 'utf8')).trimEnd().split('\n');
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

async function manifestOf({ source }: Vector): Promise<Manifest> {
  const path = join(await backupFolder({ path: join(frozenFolder, 'store', source), url: '' }), 'manifest.json');
  return parseManifest(await readFile(path, 'utf8'), path);
}

describe('the frozen backups', () => {
  let world: FrozenWorld;
  before(async () => {
    world = await startFrozenWorld();
  });
  after(() => world[Symbol.asyncDispose]());

  it('are byte for byte what was frozen, and so are their keys and their database', async () => {
    const entries = await readdir(frozenFolder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    const found = new Map<string, string>();
    for (const path of paths) found.set(path.slice(frozenFolder.length + 1), await sha256(path));
    for (const list of ['README.md', 'SHA256SUMS', 'SHA256SUMS.opened']) assert.ok(found.delete(list), list);
    const frozen = await digestsIn('SHA256SUMS');
    assert.deepEqual([...found].sort(), [...frozen].sort());
    assert.ok(frozen.size > 40);
  });

  it('are those of the table, which has every cipher, codec and kind', async () => {
    assert.deepEqual((await readdir(join(frozenFolder, 'store'))).sort(), vectors.map(({ source }) => source).sort());
    for (const vector of vectors) {
      const { kind, server, encryption, objects } = await manifestOf(vector);
      assert.equal(kind, vector.kind);
      const { flavour = '', version = '' } = server;
      const of = vector.mysql ?? (vector.major === undefined ? '' : `postgresql-${vector.major}`);
      assert.ok(of === '' ? flavour === '' : `${flavour}-${version}.`.startsWith(`${of}.`), `${flavour} ${version}`);
      assert.equal(encryption.recipients.length, vector.keys.length);
      const done = [vector.compression, encryption.format].filter((name) => name !== 'none');
      for (const { formats } of objects) assert.deepEqual(formats.slice(1), done);
    }
    const manifests = await Promise.all(vectors.map(manifestOf));
    const has = (values: readonly unknown[]): readonly unknown[] => [...new Set(values)].sort();
    assert.deepEqual(has(manifests.map(({ kind }) => kind)), [...backupKinds].sort());
    assert.deepEqual(has(manifests.map(({ encryption }) => encryption.format)), ['age', 'none', 'openpgp']);
    assert.deepEqual(has(vectors.map(({ compression }) => compression)), ['gzip', 'none', 'zstd']);
    const keys = ['age', 'age-second', 'openpgp', 'openpgp-locked', 'passphrase', undefined];
    assert.deepEqual(has(vectors.flatMap(waysToOpen)), keys);
  });

  it('are each drilled by one of the two commands, and on every machine one of each kind by npm test', () => {
    const byVersions = drilledBy('versions', majorHere());
    for (const here of [...postgresqlMajors, majorHere()]) {
      const usual = drilledBy('usual', here);
      assert.deepEqual(new Set([...usual, ...byVersions]), new Set(vectors));
      if (postgresqlMajors.includes(here))
        assert.ok(usual.some(({ kind, major }) => kind === 'full' && major === here));
    }
    for (const { major, mysql } of byVersions)
      assert.ok(
        postgresqlMajors.includes(major ?? 0) || mysqlVersions.includes(mysql ?? ''),
        `nobody sets up ${mysql ?? major}`,
      );
    assert.deepEqual(findTestFiles('usual', ['test/vectors/']), ['test/vectors/vectors.test.ts']);
    assert.deepEqual(findTestFiles('versions', ['vectors']), ['test/versions/vectors.test.ts']);
  });

  it('are listed, each with who opens it and without a problem', async () => {
    const { url } = await world.newCopy();
    const run = await world.job.run('list', { inputs: { store: url } });
    assert.equal(run.status, 0, run.log);
    const [catalog] = JSON.parse(await readFile(run.outputs['backups'] ?? '', 'utf8')) as readonly ListedCatalog[];
    const shown = (catalog?.shelves ?? []).flatMap(({ source, kind, backups }) =>
      backups.map(({ id, standing, encryption, problems }) => ({ source, kind, id, standing, encryption, problems })),
    );
    const manifests = await Promise.all(vectors.map(manifestOf));
    const expected = manifests.map(({ source, kind, id, encryption, engine }) => {
      const standing = engine === 'postgres' || engine === 'mysql' ? 'unverified' : 'not-provable';
      return { source, kind, id, standing, encryption, problems: [] };
    });
    const bySource = (a: { source: string }, b: { source: string }): number => a.source.localeCompare(b.source);
    assert.deepEqual(shown.sort(bySource), expected.sort(bySource));
    for (const { id } of manifests) assert.ok(run.log.includes(id) && run.summary.includes(id));
  });

  for (const vector of vectors) {
    for (const key of waysToOpen(vector)) {
      it(`opens by hand to the bytes that went into it: ${vector.source} with ${key ?? 'no key'}`, async () => {
        const folder = await world.openByHand(vector, key);
        const opened = [...(await digestsIn('SHA256SUMS.opened'))].filter(([path]) =>
          path.startsWith(`${vector.source}/`),
        );
        assert.equal(opened.length, (await manifestOf(vector)).objects.length);
        for (const [path, digest] of opened)
          assert.equal(await sha256(join(folder, path.slice(vector.source.length + 1))), digest, path);
      });
    }
  }

  describe('with a wrong key', () => {
    const age = { identity: ageKey().identity };
    const wrongPassphrase = { passphrase: 'correct "horse" $battery' };
    let openpgp: Inputs;
    before(() => {
      using home = gnuPgHome();
      openpgp = { identity: home.privateKey(home.makeKey('a stranger <stranger@example.org>')) };
    });

    for (const vector of vectors.filter(({ keys }) => keys.length > 0)) {
      it(`are refused, and nothing is recorded: ${vector.source}`, async () => {
        const store = await world.newCopy();
        const isAge = vector.keys.includes('age');
        const locked = { ...keyInputs('openpgp-locked'), ...wrongPassphrase };
        for (const inputs of isAge ? [age, openpgp] : [openpgp, wrongPassphrase, locked, age])
          assertRefused(await world.drill(vector, store, inputs), 'identity-mismatch');
        assertRefused(await world.drill(vector, store, {}), 'input-missing');
        assert.deepEqual(await world.recordsOf(vector, store), []);
      });
    }
  });
});

describeDrills('usual');
