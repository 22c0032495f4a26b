import type { ObjectFingerprint } from '../../domain/fingerprint.ts';
import type { BackupKind } from '../../domain/kind.ts';
import type { Session } from './session.ts';
import type { SourceScope } from './source-scope.ts';

/** What the schemas hold beside their rows. */
export async function readCatalog(
  session: Session,
  scope: SourceScope,
  kind: BackupKind,
): Promise<readonly ObjectFingerprint[]> {
  void [session, scope, kind];
  return await Promise.resolve([]);
}

/** What a sandbox has to offer. */
export async function readSettings(session: Session, scope: SourceScope): Promise<Readonly<Record<string, string>>> {
  void [session, scope];
  return await Promise.resolve({});
}
