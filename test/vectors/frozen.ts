import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupKind } from '../../src/domain/kind.ts';

/** The folder of the frozen backups of version 1; its README says what is frozen, and why. */
export const frozenFolder = join(import.meta.dirname, 'v1');

/** A published key in `keys/`. The locked one is an OpenPGP key behind the passphrase. */
export type Key = 'age' | 'age-second' | 'openpgp' | 'openpgp-locked' | 'passphrase';

/** One frozen backup. */
export interface Vector {
  /** Its source, of which it is the only backup; says what it is. */
  readonly source: string;
  readonly kind: BackupKind;
  /** Major version of the PostgreSQL that it is a backup of; absent where it is of another. */
  readonly major?: number;
  /** The MySQL or MariaDB that it is a backup of, such as `mariadb-10.11`. */
  readonly mysql?: string;
  /** Each opens it alone; none where it is not encrypted. */
  readonly keys: readonly Key[];
  readonly compression: 'zstd' | 'gzip' | 'none';
}

/** A backup of the database in `shop.sql`. */
function ofShop(
  kind: 'full' | 'schema',
  major: number,
  how: string,
  rest: Pick<Vector, 'keys' | 'compression'>,
): Vector {
  return { source: `${kind}-${major}-${how}`, kind, major, ...rest };
}

/** A backup of the schema in `shop-mysql.sql`. */
function ofMysql(
  kind: 'full' | 'schema',
  mysql: string,
  how: string,
  rest: Pick<Vector, 'keys' | 'compression'>,
): Vector {
  return { source: `${kind}-${mysql.replace('.', '-')}-${how}`, kind, mysql, ...rest };
}

/** Every frozen backup. */
export const vectors: readonly Vector[] = [
  ofShop('full', 13, 'openpgp-locked-none', { keys: ['openpgp-locked'], compression: 'none' }),
  ofShop('full', 14, 'plain-zstd', { keys: [], compression: 'zstd' }),
  ofShop('full', 15, 'age-zstd', { keys: ['age'], compression: 'zstd' }),
  ofShop('full', 16, 'openpgp-gzip', { keys: ['openpgp'], compression: 'gzip' }),
  ofShop('full', 17, 'passphrase-zstd', { keys: ['passphrase'], compression: 'zstd' }),
  ofShop('full', 18, 'age-two-gzip', { keys: ['age', 'age-second'], compression: 'gzip' }),
  ofShop('schema', 15, 'passphrase-gzip', { keys: ['passphrase'], compression: 'gzip' }),
  ofShop('schema', 16, 'plain-none', { keys: [], compression: 'none' }),
  ofShop('schema', 18, 'plain-zstd', { keys: [], compression: 'zstd' }),
  ofMysql('full', 'mariadb-10.5', 'plain-gzip', { keys: [], compression: 'gzip' }),
  ofMysql('full', 'mariadb-10.11', 'age-zstd', { keys: ['age'], compression: 'zstd' }),
  ofMysql('full', 'mariadb-11.8', 'passphrase-zstd', { keys: ['passphrase'], compression: 'zstd' }),
  ofMysql('full', 'mysql-9.7', 'openpgp-gzip', { keys: ['openpgp'], compression: 'gzip' }),
  ofMysql('schema', 'mariadb-10.11', 'plain-none', { keys: [], compression: 'none' }),
  ofMysql('schema', 'mysql-9.7', 'age-zstd', { keys: ['age'], compression: 'zstd' }),
  { source: 'files-age-zstd', kind: 'files', keys: ['age'], compression: 'zstd' },
  {
    source: 'command-openpgp-or-passphrase-none',
    kind: 'command',
    keys: ['openpgp', 'passphrase'],
    compression: 'none',
  },
];

const fileNames: Readonly<Record<Key, string>> = {
  age: 'age.txt',
  'age-second': 'age-second.txt',
  openpgp: 'openpgp.asc',
  'openpgp-locked': 'openpgp-locked.asc',
  passphrase: 'passphrase.txt',
};

export function keyPath(key: Key): string {
  return join(frozenFolder, 'keys', fileNames[key]);
}

/** The inputs of an action that opens a backup with a key; none where it is not encrypted. */
export function keyInputs(key: Key | undefined): Readonly<Record<string, string>> {
  if (key === undefined) return {};
  const text = readFileSync(keyPath(key), 'utf8');
  if (key === 'passphrase') return { passphrase: text };
  return { identity: text, ...(key === 'openpgp-locked' && { passphrase: frozenPassphrase }) };
}

/** Opens what is sealed by a passphrase, and the locked key. */
export const frozenPassphrase = readFileSync(keyPath('passphrase'), 'utf8');

/** The ways to open a backup: once with each of its keys, or once without any. */
export function waysToOpen({ keys }: Vector): readonly (Key | undefined)[] {
  return keys.length === 0 ? [undefined] : keys;
}

/** Whether there is a database in it. */
export function hasDatabase({ major, mysql }: Vector): boolean {
  return major !== undefined || mysql !== undefined;
}

/** What `npm test` has of MySQL and MariaDB. */
const usualMysql: readonly (string | undefined)[] = ['mariadb-10.11', 'mysql-9.7'];

/**
 * Which backups a command drills. `npm run test:versions` has every version of the databases and drills all that hold one; `npm test` drills
 * the others, and those of the versions that it has.
 *
 * @param here major version of the PostgreSQL that `npm test` has
 */
export function drilledBy(suite: 'usual' | 'versions', here: number): readonly Vector[] {
  if (suite === 'versions') return vectors.filter(hasDatabase);
  return vectors.filter((vector) => !hasDatabase(vector) || vector.major === here || usualMysql.includes(vector.mysql));
}
