import { closeSync, openSync, readdirSync, readlinkSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../real/action-run.ts';
import { descendantsOf } from '../real/process-tree.ts';
import { assertDone, until, type Scene } from './scene.ts';

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

export type DiskSearch = Omit<Search, 'look'>;

export interface SearchedBackup {
  readonly url: string;
  /** A text in the rows. */
  readonly marker: string;
  /** Begins a plain dump, whatever is in it. */
  readonly mark: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Takes a backup to a folder and a bucket that is slow at first, and looks at every file meanwhile. */
export async function searchedBackup(scene: Scene, { url, marker, mark, inputs }: SearchedBackup): Promise<DiskSearch> {
  const search = searchFor([marker, mark]);
  // Between the look at its name and its opening, a number may come to stand for a program that knows the archive's first letters.
  const searchOpen = searchFor([marker]);
  const slow = { kind: 'status', status: 503, code: 'SlowDown' } as const;
  scene.proxy.inject({ query: /partNumber/, fault: slow, times: 8 });
  let root = 0;
  const lookAround = (): void => {
    const pids = root === 0 ? [] : [root, ...descendantsOf(root).map(({ pid }) => pid)]; // below 0 is the whole machine
    for (const pid of pids) openFiles(pid).forEach(searchOpen.look);
    for (const folder of [scene.job.tempFolder, scene.job.workFolder, scene.sandboxes])
      filesBelow(folder).forEach(search.look);
  };
  const store = `${scene.folder.url}\n${scene.bucketUrl}`;
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
