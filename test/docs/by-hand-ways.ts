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
  /** Of what it is a database; PostgreSQL where nothing is said. */
  readonly flavour?: 'mysql' | 'mariadb';
}

/** The ways of databases that are not PostgreSQL's. */
export const otherWays: readonly Way[] = [
  { sealing: 'age', compression: 'zstd', kind: 'full', store: 'bucket', database: 'shop', flavour: 'mariadb' },
  {
    sealing: 'openpgp',
    compression: 'gzip',
    kind: 'full',
    store: 'folder',
    database: `other "name" é`,
    flavour: 'mysql',
  },
];

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
function partsFor({ sealing, compression, kind, store, database, flavour }: Way): readonly string[] {
  const way = [
    store === 'bucket' ? 'In a bucket' : 'In a folder',
    sealingParts[sealing],
    compressionParts[compression],
    'Check the seal',
  ];
  if (kind === 'files') return [...way, 'Files'];
  if (kind === 'command') return way;
  if (flavour !== undefined) {
    const family = ['first the server', 'one schema, under its old name or another', 'name who is missing'];
    const compare = `${flavour === 'mysql' ? 'MySQL' : 'MariaDB'}: compare everything, if there is time`;
    return [...way, ...family.map((part) => `MySQL or MariaDB: ${part}`), compare];
  }
  const name =
    database === 'shop'
      ? 'A database: under its old name, on a new server'
      : 'A database: under another name, beside what is there';
  const roles = 'A database: first the server, and its roles';
  const looking = ['gather statistics', 'compare every row, if there is time'].map((part) => `PostgreSQL: ${part}`);
  return [...way, roles, name, ...looking];
}

/** The steps of one way, in the order of the page. */
export function stepsFor(way: Way): readonly Step[] {
  const parts = partsFor(way);
  const isDatabase = way.kind === 'full' || way.kind === 'schema';
  return steps.filter(({ section, part }) =>
    part === '' ? isDatabase || !section.startsWith('7.') : parts.includes(part),
  );
}

/** The steps that load all schemas of a MySQL or MariaDB, once the way of another backup has opened the files. */
export const allSchemas = steps.filter(
  ({ part }) => part === 'MySQL or MariaDB: all schemas of a backup that has several',
);

/** The steps that bring one table out of a restored copy; those of `damaged` use the variables of `lost`. */
export const tableSteps = {
  lost: steps.filter(({ part }) => part === 'A database: one lost table, out of the copy'),
  damaged: steps.filter(({ part }) => part === 'A database: the old rows of a damaged table, beside it'),
  lostOfMysql: steps.filter(({ part }) => part === 'MySQL or MariaDB: one lost table, out of the copy'),
} as const;
