/** The two families of servers that speak this protocol. Backups never cross between them. */
export type ProductName = 'mysql' | 'mariadb';

/** What is particular to one of them. Facts: tried on MariaDB 10.5, 10.11, 11.8 and MySQL 9.7; for MySQL 8.0 and 8.4 by their documentation. */
export interface Product {
  readonly name: ProductName;
  /** For people. */
  readonly title: string;
  /** Names of the client and the dump tool, the usual one first. */
  readonly client: readonly [string, ...string[]];
  readonly dump: readonly [string, ...string[]];
  /** The part of a version in which client tools and server have to agree, such as `10.11`, `8.4` or `9`. */
  series(version: string): string;
  /** The image that has the tools of a series. */
  image(series: string): string;
  /** The package with the client tools. */
  readonly clientPackage: string;
  /** For people: the distributions that have the package themselves. */
  readonly packagedBy: string;
  /** What to type first so that the package is that of a series, for those that a distribution may not have. */
  repository(series: string): string;
}

export const products: Readonly<Record<ProductName, Product>> = {
  mysql: {
    name: 'mysql',
    title: 'MySQL',
    client: ['mysql'],
    dump: ['mysqldump'],
    // 8.0 and 8.4 are long-term series of their own; from 9 on the first number is the series
    series: (version) => {
      const [major = '', minor = ''] = version.split('.');
      return Number(major) < 9 ? `${major}.${minor}` : major;
    },
    image: (series) => `mysql:${series}`,
    clientPackage: 'mysql-client',
    packagedBy: 'on Ubuntu (on Debian, first install mysql-apt-config from https://dev.mysql.com/downloads/repo/apt/)',
    // https://dev.mysql.com/doc/refman/8.4/en/linux-installation-apt-repo.html; Ubuntu 22.04 and 24.04 have 8.0 themselves
    repository: (series) =>
      series === '8.0'
        ? ''
        : `install mysql-apt-config from https://dev.mysql.com/downloads/repo/apt/ and choose ${series}, then `,
  },
  mariadb: {
    name: 'mariadb',
    title: 'MariaDB',
    client: ['mariadb', 'mysql'],
    dump: ['mariadb-dump', 'mysqldump'],
    series: (version) => version.split('.').slice(0, 2).join('.'),
    image: (series) => `mariadb:${series}`,
    clientPackage: 'mariadb-client',
    packagedBy: 'on Debian and Ubuntu',
    // https://mariadb.com/docs/server/server-management/install-and-upgrade-mariadb/installing-mariadb/binary-packages/mariadb-package-repository-setup-and-usage
    repository: (series) =>
      `curl -LsSf https://r.mariadb.com/downloads/mariadb_repo_setup | sudo bash -s -- --mariadb-server-version=mariadb-${series} && `,
  },
};

/** A server's or a tool's own word on what it is. */
export interface ProductVersion {
  readonly product: Product;
  /** Such as `10.11.19`. */
  readonly version: string;
}

/**
 * Reads what `SELECT VERSION()` gives (`10.11.19-MariaDB-0+deb12u1`, `9.7.4`), or what a tool prints for `--version`: `mysqldump  Ver 9.7.4 for
 * Linux`, `mariadb-dump  Ver 10.19 Distrib 10.11.19-MariaDB`, `mariadb-dump from 11.8.6-MariaDB, client 10.19`.
 */
export function productVersionOf(text: string): ProductVersion | undefined {
  const mariadb = /(\d+\.\d+\.\d+)-MariaDB/i.exec(text)?.[1];
  if (mariadb !== undefined) return { product: products.mariadb, version: mariadb };
  const mysql = /(?:^|Ver )(\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1];
  return mysql === undefined ? undefined : { product: products.mysql, version: mysql };
}

/** Compares versions number by number: negative where the first is older. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [a, b].map((version) => version.split('.').map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (one?.[index] ?? 0) - (other?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
