import { Failure } from './failure.ts';

/**
 * The id of a backup: the moment of its snapshot by the source's clock, to the second and in UTC, and six letters or digits that keep two
 * backups of the same second apart: `20261121T041502Z-k3f9qa`.
 */
export type BackupId = string & { readonly __backupId: never };

const pattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-([a-z0-9]{6})$/;

/** The id for a snapshot taken at `moment`; `salt` is six lower-case letters or digits. */
export function backupId(moment: Date, salt: string): BackupId {
  return parseBackupId(`${moment.toISOString().replace(/[-:]|\.\d+/g, '')}-${salt}`);
}

/** @throws Failure `input-invalid` where the text is no backup id. */
export function parseBackupId(text: string): BackupId {
  if (!pattern.test(text)) {
    throw new Failure('input-invalid', `not a backup id: ${JSON.stringify(text)}`, {
      hint: 'an id looks like 20261121T041502Z-k3f9qa',
    });
  }
  return text as BackupId;
}

/** Whether a text has the form of a backup id. */
export function isBackupId(text: string): text is BackupId {
  return pattern.test(text);
}

/** The moment that an id carries. */
export function momentOf(id: BackupId): Date {
  const [, year, month, day, hour, minute, second] = pattern.exec(id) ?? [];
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
