import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identify, stateOf, type ProcessIdentity } from './identity.ts';

/** What `owner.json` in an owned folder says. */
interface Ownership {
  readonly runId: string;
  /** Undefined where the system cannot tell; such a folder is never swept. */
  readonly owner?: ProcessIdentity;
  /** What else has to end when the owner is gone, in the words of whoever made the folder. */
  readonly holds?: unknown;
}

/** A folder that belongs to this process, so that later runs can tell whether it is still in use, and remove it where it is not. */
export interface OwnedFolder extends AsyncDisposable {
  readonly path: string;
  /** Makes a folder in it that only we can enter, and returns its path. */
  subfolder(name: string): Promise<string>;
  /** Writes down what has to end before the folder may be removed. */
  hold(holds: unknown): Promise<void>;
}

/** Where owned folders of one sort are. */
export interface FolderPlace {
  readonly root: string;
  /** Begins the name of every folder of the sort. */
  readonly prefix: string;
}

/** A folder without a readable owner is just being made, unless it is older than this. */
const unownedGraceSeconds = 3600;
const ownerFile = 'owner.json';

/**
 * Makes an owned folder. Others can pass through it but not look into it, and cannot change it: what a foreign account may write goes in a
 * subfolder that is given to that account.
 */
export async function ownedFolder({ root, prefix }: FolderPlace, runId: string): Promise<OwnedFolder> {
  const path = await mkdtemp(join(await realpath(root), prefix));
  const owner = await identify(process.pid);
  const folder: OwnedFolder = {
    path,
    async subfolder(name) {
      await mkdir(join(path, name), { mode: 0o700 });
      return join(path, name);
    },
    async hold(holds) {
      const draft = join(path, `${ownerFile}.new`);
      await writeFile(draft, JSON.stringify({ runId, owner, holds }), { mode: 0o600 });
      await rename(draft, join(path, ownerFile));
    },
    [Symbol.asyncDispose]: () => remove(path),
  };
  await chmod(path, 0o711);
  await folder.hold(undefined);
  return folder;
}

/**
 * Removes the folders whose owner no longer lives. Leaves those of other users, and those whose owner cannot be judged from here.
 *
 * @param end ends what the folder holds; called with it, or undefined, and the folder's path before the folder is removed.
 * @returns how many were removed.
 */
export async function sweepFolders(
  { root, prefix }: FolderPlace,
  now: Date,
  end: (holds: unknown, path: string) => Promise<void>,
): Promise<number> {
  const home = await realpath(root);
  let removed = 0;
  for (const name of (await readdir(home)).filter((entry) => entry.startsWith(prefix))) {
    const path = join(home, name);
    const ownership = await ownershipOf(path);
    if (!(await isAbandoned(path, ownership, now))) continue;
    await end(ownership?.holds, path);
    await remove(path);
    removed += 1;
  }
  return removed;
}

async function isAbandoned(path: string, ownership: Ownership | undefined, now: Date): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  // A folder that another user named like one of ours must not make us end or remove anything.
  if (found === undefined || !found.isDirectory() || found.uid !== process.getuid?.()) return false;
  if (ownership === undefined) return now.getTime() - found.mtimeMs > unownedGraceSeconds * 1000;
  return ownership.owner !== undefined && (await stateOf(ownership.owner)) === 'gone';
}

async function ownershipOf(path: string): Promise<Ownership | undefined> {
  try {
    return JSON.parse(await readFile(join(path, ownerFile), 'utf8')) as Ownership;
  } catch {
    return undefined;
  }
}

/** A server may be writing its last file into the folder, so removal is tried more than once. */
async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
