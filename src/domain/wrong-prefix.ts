import { backupKinds } from './kind.ts';
import { addressOf } from './object-key.ts';

/**
 * What to change in the URL of a store whose keys are those of backups, but begin one folder or more too early or too late; undefined where
 * they are not.
 *
 * @param keys those that belong to no backup
 */
export function prefixAdvice(keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const parts = key.split('/');
    const above = parts.findIndex((_, at) => at > 0 && addressOf(parts.slice(at).join('/')) !== undefined);
    if (above > 0)
      return `backups lie below ${parts.slice(0, above).join('/')}/ there: add that to the path of the store URL`;
    const within = ['source', ...backupKinds.map((kind) => `source/${kind}`)];
    if (within.some((folder) => addressOf(`${folder}/${key}`) !== undefined))
      return 'what lies there is of one source: end the path of the store URL before its name';
  }
  return undefined;
}
