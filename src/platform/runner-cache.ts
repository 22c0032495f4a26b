import type { FileCache } from '../ports/file-cache.ts';

/** The cache of GitHub's Actions. It saves time and no more, so none of its failures is one of the run; the toolkit says them in the log. */
export const runnerCache: FileCache = {
  async restore(paths, keyPrefix) {
    const { isFeatureAvailable, restoreCache } = await import('@actions/cache');
    if (!isFeatureAvailable()) return false;
    // the toolkit takes the newest of those that begin with a restore key
    const hit = await restoreCache([...paths], `${keyPrefix}.`, [keyPrefix]).catch(() => undefined);
    return hit !== undefined;
  },
  async save(paths, key) {
    const { isFeatureAvailable, saveCache } = await import('@actions/cache');
    if (isFeatureAvailable()) await saveCache([...paths], key).catch(() => undefined);
  },
};
