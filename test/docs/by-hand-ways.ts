import type { BackupKind } from '../../src/domain/kind.ts';
import { pageAt } from './markdown.ts';
import { stepsOf, type Step } from './page-steps.ts';

/** How a backup is sealed, and what a person then has to open it. */
export type Sealing = 'age' | 'age, protected' | 'openpgp' | 'passphrase' | 'none';

/** One way through the page. */
export interface Way {
  readonly sealing: Sealing;
  readonly compression: 'zstd' | 'gzip' | 'none';
  readonly kind: BackupKind;
  readonly store: 'bucket' | 'folder';
  /** The name of the restored database. */
  readonly database: string;
}

/** All blocks of commands of the page about restoring by hand. */
export const steps = stepsOf(pageAt('docs/restore-by-hand.md'));

const sealingParts: Readonly<Record<Sealing, string>> = {
  age: '`age`',
  'age, protected': '`age`',
  openpgp: '`openpgp`, with a private key',
  passphrase: '`openpgp`, with a passphrase',
  none: '`none`',
};
const compressionParts = { zstd: 'Names end in `.zst`', gzip: 'Names end in `.gz`', none: '' } as const;

/** The parts of the page that are for one way through it; every other part that has a heading of its own is not. */
function partsFor({ sealing, compression, kind, store, database }: Way): readonly string[] {
  const way = [
    store === 'bucket' ? 'In a bucket' : 'In a folder',
    sealingParts[sealing],
    compressionParts[compression],
  ];
  if (kind === 'files') return [...way, 'Files'];
  if (kind === 'command') return way;
  const name =
    database === 'shop'
      ? 'A database: under its old name, on a new server'
      : 'A database: under another name, beside what is there';
  const roles = 'A database: first the server, and its roles';
  return [...way, roles, name, 'Compare every row, if there is time'];
}

/** The steps of one way, in the order of the page. */
export function stepsFor(way: Way): readonly Step[] {
  const parts = partsFor(way);
  const isDatabase = way.kind === 'full' || way.kind === 'schema';
  return steps.filter(({ section, part }) =>
    part === '' ? isDatabase || !section.startsWith('7.') : parts.includes(part),
  );
}
