import type { Manifest } from './manifest.ts';

/** What a manifest says of the database that its backup was taken of, in names and numbers that are no secret. */
export type Origin = Pick<Manifest, 'engine' | 'server'>;

/** What a manifest's `server` may have in it to tell servers apart. */
export interface ServerIdentity {
  /** Stays with a server wherever its files go. */
  readonly 'system-identifier'?: string;
  /**
   * Identifiers of the servers whose transactions it has too, with spaces between: those that it replicates from, and the groups that it is
   * in. Absent where the account may not know.
   */
  readonly 'shares-transactions-with'?: string;
}

/**
 * Whether two backups of one source name are known to be of different databases: of another engine or flavour, of servers that do not
 * replicate from each other, or of databases with different names. What one of the two does not say is no difference. A server that is
 * upgraded into a new one, or replaced by one that replicated without telling, is another one too: nobody can know better from two manifests.
 */
export function areOfDifferentDatabases(one: Origin, other: Origin): boolean {
  const differ = (a: string | undefined, b: string | undefined): boolean =>
    a !== undefined && b !== undefined && a !== b;
  return (
    one.engine !== other.engine ||
    differ(one.server['flavour'], other.server['flavour']) ||
    differ(one.server['database-mark'], other.server['database-mark']) ||
    areRelated(one.server, other.server) === false
  );
}

/** Whether it is the same server, or one of those that replicate from each other; undefined where one of the two does not say which it is. */
export function areRelated(one: ServerIdentity, other: ServerIdentity): boolean | undefined {
  if (!one['system-identifier'] || !other['system-identifier']) return undefined;
  const family = new Set(familyOf(one));
  return familyOf(other).some((id) => family.has(id));
}

function familyOf(identity: ServerIdentity): readonly string[] {
  const others = identity['shares-transactions-with'] ?? '';
  return [identity['system-identifier'] ?? '', ...others.split(' ')].filter((id) => id !== '');
}
