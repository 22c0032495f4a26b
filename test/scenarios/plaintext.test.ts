import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, readlinkSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gnuPgHome } from '../ciphers/throwaway-keys.ts';
import { projectFolder } from '../real/action-run.ts';
import { descendantsOf } from '../real/process-tree.ts';
import { assertDone, startScene, startWorld, until, type Scene, type World } from './scene.ts';

const database = 'marked';
const overlapBytes = 128;

/** Looks for texts in files, from where it last stopped in each of them. */
interface Search {
  readonly found: ReadonlySet<string>;
  /** Bytes that it has read. */
  readonly readBytes: number;
  readonly look: (path: string) => void;
}

function searchFor(texts: readonly string[]): Search {
  const found = new Set<string>();
  const seenBytes = new Map<string, number>();
  const search = {
    found,
    readBytes: 0,
    look: (path: string): void => {
      try {
        const { ino, size, birthtimeMs } = statSync(path);
        const file = `${ino} ${birthtimeMs}`; // numbers of removed files are used again
        const from = Math.max(0, (seenBytes.get(file) ?? 0) - overlapBytes);
        if (size <= from + overlapBytes && from > 0) return;
        const handle = openSync(path, 'r');
        const bytes = Buffer.alloc(size - from);
        const count = readSync(handle, bytes, 0, bytes.length, from);
        closeSync(handle);
        seenBytes.set(file, from + count);
        search.readBytes += count;
        for (const text of texts) if (bytes.subarray(0, count).includes(text)) found.add(text);
      } catch {
        // gone since it was listed
      }
    },
  };
  return search;
}

/** Folders of programs: Muster's own code names what is looked for. */
const programs = new RegExp(`^(?:/(?:proc|dev|sys|usr|etc)|${join(projectFolder, '(?:dist|node_modules)')})/`);

/** Regular files that a process has open, removed ones too, by a path that can be opened. */
function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder)
      .map((name) => join(folder, name))
      .filter((path) => !programs.test(readlinkSync(path)) && statSync(path).isFile());
  } catch {
    return [];
  }
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return []; // a folder went while it was read
  }
}

describe('what lies on the disk while a backup runs', () => {
  const marker = `marker-${randomBytes(12).toString('hex')}`;
  let world: World;
  before(async () => {
    world = await startWorld();
    await world.postgres.createDatabase(database);
    const rows = `SELECT n, repeat('${marker} ', 20) AS text FROM generate_series(1, 40000) n`;
    await world.postgres.psql(`CREATE TABLE notes AS ${rows}`, database);
  });
  after(() => world[Symbol.asyncDispose]());

  /** Takes a backup to a folder and a bucket that is slow at first, and looks at every file meanwhile. */
  async function searched(scene: Scene, inputs: Readonly<Record<string, string>>): Promise<Omit<Search, 'look'>> {
    const search = searchFor([marker, 'PGDMP']);
    // Between the look at its name and its opening, a number may come to stand for a program that knows the archive's first letters.
    const searchOpen = searchFor([marker]);
    const slow = { kind: 'status', status: 503, code: 'SlowDown' } as const;
    scene.proxy.inject({ query: /partNumber/, fault: slow, times: 8 });
    let root = 0;
    const lookAround = (): void => {
      for (const pid of [root, ...descendantsOf(root).map(({ pid }) => pid)]) openFiles(pid).forEach(searchOpen.look);
      for (const folder of [scene.job.tempFolder, scene.job.workFolder, scene.sandboxes])
        filesBelow(folder).forEach(search.look);
    };
    const store = `${scene.folder.url}\n${scene.bucketUrl}`;
    const url = world.postgres.url(database);
    let done = false;
    const running = scene
      .act('backup', { inputs: { source: 'shop', store, url, ...inputs }, onStart: (pid) => void (root = pid) })
      .finally(() => (done = true));
    await until(() => {
      lookAround();
      return done;
    });
    assertDone(await running);
    lookAround();
    return { found: search.found.union(searchOpen.found), readBytes: search.readBytes };
  }

  it('is found by the search where nothing is encrypted', async () => {
    await using scene = await startScene(world);
    const { found } = await searched(scene, { encryption: 'none', compression: 'none' });
    assert.deepEqual([...found].sort(), ['PGDMP', marker]);
  });

  it('is never plain where it is encrypted with age', async () => {
    await using scene = await startScene(world);
    const search = await searched(scene, { recipients: world.age.recipient, compression: 'none' });
    assert.ok(search.readBytes > 30_000_000, 'the search saw too little');
    assert.deepEqual([...search.found], []);
  });

  it('is never plain where it is encrypted with OpenPGP', async () => {
    await using scene = await startScene(world);
    using home = gnuPgHome();
    const recipients = home.publicKey(home.makeKey('shop'));
    const search = await searched(scene, { recipients, compression: 'none' });
    assert.ok(search.readBytes > 30_000_000, 'the search saw too little');
    assert.deepEqual([...search.found], []);
  });

  it('is never plain where it is encrypted with a passphrase and compressed', async () => {
    await using scene = await startScene(world);
    const search = await searched(scene, { passphrase: 'open sesame' });
    assert.ok(search.readBytes > 0, 'the search saw nothing');
    assert.deepEqual([...search.found], []);
  });
});
