import { Failure } from '../domain/failure.ts';
import { backupKinds, type BackupKind, isBackupKind } from '../domain/kind.ts';
import { didYouMean } from '../domain/nearest.ts';
import type { InputReader } from './input-reader.ts';

/** The kinds that the input `kind` names, one a line; all where it is empty. @throws Failure `input-invalid` */
export function kindsInput(reader: InputReader): readonly BackupKind[] {
  const given = reader.lines('kind');
  const wrong = given.find((kind) => !isBackupKind(kind));
  if (wrong !== undefined) {
    throw new Failure('input-invalid', `input "kind" cannot be ${JSON.stringify(wrong)}`, {
      hint: `write one of ${backupKinds.join(', ')}, one a line, or leave it empty for all${didYouMean(wrong, backupKinds)}`,
    });
  }
  return given.length === 0 ? backupKinds : backupKinds.filter((kind) => given.includes(kind));
}
