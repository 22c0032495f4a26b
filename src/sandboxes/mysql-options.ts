import type { SandboxNeed } from '../ports/sandbox.ts';

/** Options of a server of MySQL or MariaDB that listens on its socket only, runs no events, and spares itself what only matters after a crash. */
export const quietOptions: readonly string[] = [
  '--skip-networking',
  '--skip-log-bin',
  '--skip-name-resolve',
  '--event-scheduler=OFF',
  '--local-infile=0',
  '--innodb-doublewrite=OFF',
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-flush-method=nosync',
  '--max-allowed-packet=1G',
  '--performance-schema=OFF',
];

/** What only one of them knows, or what is said in other words. `loose-` stands before what came in the middle of a series. */
export const ownOptions: Readonly<Record<'mysql' | 'mariadb', readonly string[]>> = {
  mysql: [
    '--mysqlx=0',
    '--secure-file-priv=NULL',
    '--auto-generate-certs=OFF',
    '--loose-innodb-redo-log-capacity=512M', // 8.0.30
    '--log-error-verbosity=1',
  ],
  mariadb: ['--skip-slave-start', '--innodb-log-file-size=512M', '--log-warnings=0'],
};

/** Settings without which a dump means something else, or does not load. */
export function settingsOfSource({ settings }: Pick<SandboxNeed, 'settings'>): readonly string[] {
  const names = [
    'character_set_server',
    'collation_server',
    'lower_case_table_names',
    'explicit_defaults_for_timestamp',
  ];
  return names.flatMap((name) => (settings[name] ? [`--${name.replaceAll('_', '-')}=${settings[name]}`] : []));
}
