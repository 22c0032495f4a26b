/** What a backup holds: a whole database, its schema, files or a command's output. */
export const backupKinds = ['full', 'schema', 'files', 'command'] as const;

export type BackupKind = (typeof backupKinds)[number];

export function isBackupKind(text: string): text is BackupKind {
  return (backupKinds as readonly string[]).includes(text);
}
