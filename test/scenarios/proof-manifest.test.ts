import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import {
  assertProven,
  backupFolder,
  copyOf,
  objectPath,
  startProofWorld,
  verificationsIn,
  type FolderStore,
  type ProofWorld,
} from './proof-scene.ts';
import { createShop } from './proof-shop.ts';

type Members = Record<string, unknown>;

/** The way to a member: `['objects', 0, 'sha256']`. */
type Path = readonly (string | number)[];

/** Members without which a backup is another one or none: what an edit of these gives is looked at in tests of their own. */
const identifying = ['format', 'id', 'source', 'kind'];

/** The ways to all that is not a record or a list itself. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...path, name]));
}

/** A value like the given one, of the same form, so that it is read without complaint. */
function another(value: unknown, name: string): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string') return 'x';
  if (name === 'sha256') return `${value.startsWith('0') ? '1' : '0'}${value.slice(1)}`;
  if (/^\d{4}-.*Z$/.test(value)) return new Date(Date.parse(value) + 1000).toISOString();
  return `${value}x`;
}

/** The value with one member replaced. */
function edited(root: unknown, [step, ...rest]: Path, name = ''): unknown {
  if (step === undefined) return another(root, name);
  const copy = structuredClone(root) as Members;
  copy[step] = edited(copy[step] ?? null, rest, String(step));
  return copy;
}

describe('a manifest that was edited', () => {
  let world: ProofWorld;
  let original: FolderStore;
  let manifest: Members;
  before(async () => {
    world = await startProofWorld();
    await createShop(world.postgres);
    original = await world.newFolder();
    await world.backUp('shop', original.url);
    const text = await readFile(await objectPath(await backupFolder(original), 'manifest'), 'utf8');
    manifest = JSON.parse(text) as Members;
  });
  after(() => world[Symbol.asyncDispose]());

  async function drilled(text: string): Promise<{ run: Awaited<ReturnType<ProofWorld['verify']>>; folder: string }> {
    const store = await copyOf(world, original);
    const folder = await backupFolder(store);
    await writeFile(await objectPath(folder, 'manifest'), text);
    return { run: await world.verify(store.url, { sandbox: world.postgres.url() }), folder };
  }

  it('is the one that was sealed where only its white space and the order of members changed', async () => {
    const turned = Object.fromEntries(Object.entries(manifest).reverse());
    assertProven((await drilled(JSON.stringify(turned))).run);
  });

  it('is not proven where any member that means something has another value', async () => {
    const paths = leavesOf(manifest).filter(([first]) => !identifying.includes(String(first)));
    assert.ok(paths.length > 15, 'the manifest has lost its members');
    const outcomes: string[] = [];
    for (const path of paths) {
      const { run, folder } = await drilled(JSON.stringify(edited(manifest, path)));
      const [record] = await verificationsIn(folder);
      outcomes.push(`${path.join('.')}: ${run.outputs['failure'] ?? 'nothing'}, recorded ${record?.verdict ?? 'not'}`);
    }
    const isFound = /: (manifest-edited|object-missing|object-damaged), recorded failed$/;
    const isNoManifest = /(role|encryption\.format): manifest-invalid, recorded not$/;
    // What an object went through is said by its name as well; of the fingerprint's own, a label that names no codec changes nothing.
    const own = (manifest['objects'] as Members[]).findIndex(({ role }) => role === 'fingerprint');
    const isLabel = new RegExp(`objects\\.${own}\\.formats\\.[02]: nothing, recorded proven$`);
    const others = outcomes.filter((line) => ![isFound, isNoManifest, isLabel].some((known) => known.test(line)));
    assert.deepEqual(others, []);
  });

  it('fails where a member was added, at any depth', async () => {
    const objects = manifest['objects'] as Members[];
    const additions: Members[] = [
      { ...manifest, comment: 'hello' },
      { ...manifest, position: { ...(manifest['position'] as Members), more: 'x' } },
      { ...manifest, run: { ...(manifest['run'] as Members), actor: 'somebody' } },
      { ...manifest, objects: objects.map((object) => ({ ...object, more: 'x' })) },
      { ...manifest, objects: [...objects, ...objects.filter(({ role }) => role === 'data')] },
      { ...manifest, objects: [...objects, ...objects.filter(({ role }) => role === 'fingerprint')] },
    ];
    const outcomes: unknown[] = [];
    for (const added of additions) {
      const { run } = await drilled(JSON.stringify(added));
      outcomes.push([run.outputs['verdict'], run.outputs['failure']]);
    }
    assert.deepEqual(
      outcomes,
      additions.map(() => ['failed', 'manifest-edited']),
    );
  });

  it('is none where it says that it is another backup, source or kind, or of another version', async () => {
    for (const member of identifying) {
      const { run, folder } = await drilled(JSON.stringify(edited(manifest, [member])));
      assert.equal(run.outputs['failure'], 'manifest-invalid', `${member}\n${run.log}`);
      assert.equal(run.status, 1);
      assert.deepEqual(await verificationsIn(folder), []);
    }
  });
});
