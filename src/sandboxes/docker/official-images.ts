import { Failure } from '../../domain/failure.ts';
import type { SandboxNeed } from '../../ports/sandbox.ts';
import { ownOptions, quietOptions, settingsOfSource } from '../mysql-options.ts';
import { isProduct, products, type ProductName } from '../products.ts';

/** What is particular to the official image of a product in one series. */
export interface OfficialImage {
  /** Such as `postgres:17`. */
  readonly name: string;
  /** The product's name for people. */
  readonly title: string;
  /** Where the server in the container puts its socket. */
  readonly socketFolder: string;
  /** What lets the image set itself up without a password, each as `NAME=value`. */
  readonly environment: readonly string[];
  /** What stands behind the image's name: options of the server. */
  settings(need: SandboxNeed): readonly string[];
  /**
   * Prints `1 <version>` when the final server answers. The image first runs a temporary server to set itself up, which answers on the same
   * socket (docker-entrypoint.sh of the official images); only the final one is process 1 of the container.
   */
  readonly question: { readonly account: string; readonly program: readonly string[] };
  /** URL of the server, by the folder on this machine that is the socket's. */
  url(socket: string): string;
}

const postgresSettings = [
  'listen_addresses=',
  'shared_preload_libraries=',
  'archive_mode=off',
  'max_logical_replication_workers=0',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'max_wal_size=4GB',
  'checkpoint_timeout=1d',
  'max_locks_per_transaction=512',
  'dynamic_shared_memory_type=mmap', // the /dev/shm of a container has 64 MB
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
];

/** The first line of `postmaster.pid` is the server's process. */
const postgresQuestion = `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) || ' ' || current_setting('server_version')`;

type ImageDetails = Omit<OfficialImage, 'name' | 'title'>;

const postgres: ImageDetails = {
  socketFolder: '/var/run/postgresql',
  environment: ['POSTGRES_HOST_AUTH_METHOD=trust'],
  settings: () => postgresSettings.flatMap((setting) => ['-c', setting]),
  question: { account: 'postgres', program: ['psql', '-XAtqc', postgresQuestion] },
  url: (socket) => `postgresql:///postgres?host=${encodeURIComponent(socket)}&user=postgres`,
};

function mysqlFamily(product: 'mysql' | 'mariadb', environment: readonly string[]): ImageDetails {
  const client = `${product} --no-defaults --user=root --socket=/sandbox/s -BN`;
  return {
    socketFolder: '/sandbox',
    environment,
    settings: (need) => [
      '--socket=/sandbox/s',
      ...quietOptions,
      ...ownOptions[product],
      ...(product === 'mariadb' ? ['--secure-file-priv=/sandbox'] : []),
      ...settingsOfSource(need),
    ],
    question: {
      account: 'root',
      // before the server, process 1 is the script that sets the image up
      program: [
        'sh',
        '-c',
        `case $(cat /proc/1/comm) in mysqld|mariadbd) ${client} -e "SELECT CONCAT('1 ', VERSION())" ;; *) exit 1 ;; esac`,
      ],
    },
    url: (socket) => `${product}://root@localhost/?socket=${encodeURIComponent(`${socket}/s`)}`,
  };
}

const details: Readonly<Record<ProductName, ImageDetails>> = {
  postgresql: postgres,
  mysql: mysqlFamily('mysql', ['MYSQL_ALLOW_EMPTY_PASSWORD=yes', 'MYSQL_INITDB_SKIP_TZINFO=yes']),
  mariadb: mysqlFamily('mariadb', ['MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=yes', 'MARIADB_INITDB_SKIP_TZINFO=yes']),
};

/** Every folder in which a container may have its socket. */
export const socketFolders: readonly string[] = [...new Set(Object.values(details).map((one) => one.socketFolder))];

/** The image that runs a server of the backup's product and series. @throws Failure `sandbox-unavailable` where none is known */
export function imageFor({ server: { flavour = '', version = '' } }: SandboxNeed): OfficialImage {
  if (isProduct(flavour) && /^\d/.test(version)) {
    const { title, image, series } = products[flavour];
    return { ...details[flavour], name: image(series(version)), title };
  }
  throw new Failure('sandbox-unavailable', `no image is known for the flavour ${JSON.stringify(flavour)}`);
}
