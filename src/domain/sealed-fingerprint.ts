import { Failure } from './failure.ts';
import type { Fingerprint, ObjectFingerprint, TableFingerprint } from './fingerprint.ts';
import { readRecord, type RecordReader } from './record-reader.ts';

export const fingerprintFormat = 'muster/fingerprint/v1';

/** The fingerprint object of a backup: what the source held, bound to the manifest that it was written for. */
export interface SealedFingerprint {
  readonly format: typeof fingerprintFormat;
  /** SHA-256 of the manifest's sealed part, see `sealedPart`. */
  readonly manifestSha256: string;
  /** Absent for backups that have no database in them. */
  readonly content?: Fingerprint;
}

/** The fingerprint object's plain text. */
export function serializeFingerprint(fingerprint: SealedFingerprint): string {
  return JSON.stringify(fingerprint);
}

/** @throws Failure `fingerprint-invalid` that says which part is wrong. */
export function parseFingerprint(text: string, where: string): SealedFingerprint {
  const root = readRecord(text, 'fingerprint-invalid', where);
  const format = root.text('format');
  if (format !== fingerprintFormat) {
    throw new Failure('fingerprint-invalid', `${where}: unknown format ${JSON.stringify(format)}`);
  }
  const manifestSha256 = root.text('manifestSha256');
  if (!root.has('content')) return { format, manifestSha256 };
  const content = root.record('content');
  return {
    format,
    manifestSha256,
    content: {
      tables: content.list('tables').map(readTable),
      objects: content.list('objects').map(readObject),
      settings: content.record('settings').strings(),
      gaps: content.texts('gaps'),
    },
  };
}

function readTable(table: RecordReader): TableFingerprint {
  return {
    name: table.text('name'),
    columns: table.texts('columns'),
    rows: table.count('rows'),
    ...(table.has('countedRows') ? { countedRows: table.count('countedRows') } : {}),
    digest: table.text('digest'),
  };
}

function readObject(object: RecordReader): ObjectFingerprint {
  return { kind: object.text('kind'), name: object.text('name'), definition: object.text('definition') };
}
