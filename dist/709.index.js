export const id = 709;
export const ids = [709];
export const modules = {

/***/ 27709:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  flavours: () => (/* binding */ flavours)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/sandboxes/mysql-options.ts
var mysql_options = __webpack_require__(58426);
// EXTERNAL MODULE: ./src/sandboxes/products.ts
var products = __webpack_require__(31351);
;// CONCATENATED MODULE: ./src/sandboxes/local/mysql-family.ts


/** What private servers of MySQL and of MariaDB have in common. */
const dataFolder = (room) => (0,external_node_path_.join)(room.folder, 'data');
const socket = (room) => (0,external_node_path_.join)(room.folder, 's');
/** Packages put the server into `sbin`, and all else into `bin` beside it. */
function beside({ folder }, program) {
    return (0,external_node_path_.join)(folder, '..', 'bin', program);
}
/** Asks the server for its version over its socket. */
function askVersion(client, room) {
    const args = ['--no-defaults', `--socket=${socket(room)}`, '--user=root', '-BN', '-e', 'SELECT VERSION()'];
    return { file: client, args };
}
/** Options of a server in its room. */
function privateOptions(room) {
    const pool = Math.max(128, Math.floor(Math.min(room.memoryBytes / 2, 1024 * 2 ** 20) / 2 ** 20));
    return [
        `--datadir=${dataFolder(room)}`,
        `--socket=${socket(room)}`,
        `--pid-file=${(0,external_node_path_.join)(room.folder, 'pid')}`,
        `--tmpdir=${room.folder}`,
        `--innodb-buffer-pool-size=${pool}M`,
        ...mysql_options/* quietOptions */.JP,
    ];
}

;// CONCATENATED MODULE: ./src/sandboxes/local/mariadb-server.ts




/**
 * MariaDB as a private server: it listens on its socket only, runs no events, writes no binary log and reads no files for a statement, and
 * spares itself all work that only matters after a crash.
 */
const mariadbServer = {
    product: products/* products */.Z.mariadb.title,
    series: (version) => products/* products */.Z.mariadb.series(version),
    packageName: () => 'mariadb-server',
    folders: () => ['/usr/sbin', '/usr/local/mariadb/bin'],
    programs: ['mariadbd'],
    socketName: 's',
    stopSignal: 'SIGKILL',
    initialise: (installation, room, need) => ({
        file: beside(installation, 'mariadb-install-db'),
        args: [
            '--no-defaults',
            `--basedir=${(0,external_node_path_.join)(installation.folder, '..')}`,
            `--datadir=${dataFolder(room)}`,
            `--tmpdir=${room.folder}`, // a server that starts removes all temporary tables there, also those of others
            '--auth-root-authentication-method=normal', // enough where only one account can reach the socket
            '--skip-test-db',
            '--skip-name-resolve',
            '--innodb-log-file-size=8M',
            ...(0,mysql_options/* settingsOfSource */.GA)(need),
        ],
    }),
    serve: ({ folder }, room, need) => ({
        file: (0,external_node_path_.join)(folder, 'mariadbd'),
        args: [
            '--no-defaults',
            ...privateOptions(room),
            ...mysql_options/* ownOptions */.rG.mariadb,
            `--secure-file-priv=${room.folder}`,
            ...(0,mysql_options/* settingsOfSource */.GA)(need),
        ],
    }),
    askVersion: (installation, room) => Promise.resolve(askVersion(beside(installation, 'mariadb'), room)),
    url: (room) => `mariadb://root@localhost/?socket=${encodeURIComponent(socket(room))}`,
};

;// CONCATENATED MODULE: ./src/sandboxes/local/mysql-server.ts




/**
 * MySQL as a private server: it listens on its socket only, runs no events, writes no binary log and reads no files for a statement, and
 * spares itself all work that only matters after a crash.
 */
const mysqlServer = {
    product: products/* products */.Z.mysql.title,
    series: (version) => products/* products */.Z.mysql.series(version),
    packageName: (series) => `mysql-server of version ${series}`,
    folders: () => ['/usr/sbin', '/usr/local/mysql/bin'],
    programs: ['mysqld'],
    socketName: 's',
    stopSignal: 'SIGKILL',
    initialise: ({ folder }, room, need) => ({
        file: (0,external_node_path_.join)(folder, 'mysqld'),
        args: [
            '--no-defaults',
            '--initialize-insecure', // enough where only one account can reach the socket
            `--datadir=${dataFolder(room)}`,
            `--tmpdir=${room.folder}`, // a server that starts removes all temporary tables there, also those of others
            '--innodb-doublewrite=OFF',
            '--skip-log-bin',
            '--auto-generate-certs=OFF',
            ...(0,mysql_options/* settingsOfSource */.GA)(need),
        ],
    }),
    serve: ({ folder }, room, need) => ({
        file: (0,external_node_path_.join)(folder, 'mysqld'),
        args: ['--no-defaults', ...privateOptions(room), ...mysql_options/* ownOptions */.rG.mysql, ...(0,mysql_options/* settingsOfSource */.GA)(need)],
    }),
    askVersion: (installation, room) => Promise.resolve(askVersion(beside(installation, 'mysql'), room)),
    url: (room) => `mysql://root@localhost/?socket=${encodeURIComponent(socket(room))}`,
};

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./src/sandboxes/local/postgres-server.ts



/**
 * PostgreSQL as a private server: it listens on its socket only and opens no connection by itself (no archiving, no subscriptions, no
 * preloaded libraries, whatever the restored copy asks for), and spares itself all work that only matters after a crash.
 */
const postgresServer = {
    product: products/* products */.Z.postgresql.title,
    series: (version) => products/* products */.Z.postgresql.series(version),
    packageName: (series) => `postgresql-${series}`,
    folders: (series) => [
        `/usr/lib/postgresql/${series}/bin`, // Debian, Ubuntu
        `/usr/pgsql-${series}/bin`, // Red Hat and its kin, from the PostgreSQL project's repository
        `/opt/homebrew/opt/postgresql@${series}/bin`,
        `/usr/local/opt/postgresql@${series}/bin`,
    ],
    programs: ['postgres', 'initdb'],
    socketName: '.s.PGSQL.5432',
    stopSignal: 'SIGQUIT',
    initialise: ({ folder }, room) => ({
        file: (0,external_node_path_.join)(folder, 'initdb'),
        // Every system has the locale C; a restore makes a database of its own, with the locale of the source. Trust is enough where only one
        // account can reach the socket.
        args: ['-D', postgres_server_dataFolder(room), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    }),
    serve: ({ folder }, room) => ({
        file: (0,external_node_path_.join)(folder, 'postgres'),
        args: [
            '-D',
            postgres_server_dataFolder(room),
            '-k',
            room.folder,
            '-p',
            '5432',
            ...settings(room).flatMap((setting) => ['-c', setting]),
        ],
    }),
    async askVersion({ folder }, room) {
        const args = [
            '-XAtq',
            '-h',
            room.folder,
            '-p',
            '5432',
            '-U',
            'postgres',
            '-d',
            'postgres',
            '-c',
            'SHOW server_version',
        ];
        return { file: (await isExecutable((0,external_node_path_.join)(folder, 'psql'))) ? (0,external_node_path_.join)(folder, 'psql') : 'psql', args };
    },
    url: (room) => `postgresql:///postgres?host=${encodeURIComponent(room.folder)}&user=postgres`,
};
const postgres_server_dataFolder = (room) => (0,external_node_path_.join)(room.folder, 'data');
function settings(room) {
    const megabytes = (bytes) => `${Math.max(16, Math.floor(bytes / 2 ** 20))}MB`;
    return [
        'listen_addresses=',
        'shared_preload_libraries=',
        'archive_mode=off',
        'max_logical_replication_workers=0',
        'wal_level=minimal',
        'max_wal_senders=0',
        'autovacuum=off',
        'jit=off',
        'fsync=off',
        'full_page_writes=off',
        'synchronous_commit=off',
        'max_wal_size=4GB',
        'checkpoint_timeout=1d',
        'max_locks_per_transaction=512', // a dump of a schema with thousands of tables locks all of them at once
        'dynamic_shared_memory_type=mmap', // below the data folder: /dev/shm is small in containers, and keeps what a killed server left
        `shared_buffers=${megabytes(Math.min(room.memoryBytes / 2, 512 * 2 ** 20))}`,
        `maintenance_work_mem=${megabytes(Math.min(room.memoryBytes / 4, 512 * 2 ** 20))}`,
        'logging_collector=off',
        'log_destination=stderr',
        'log_line_prefix=',
        'log_error_verbosity=terse', // details of errors hold rows
        'log_min_error_statement=panic', // and so do statements
    ];
}
async function isExecutable(path) {
    return (0,promises_.access)(path, promises_.constants.X_OK).then(() => true, () => false);
}

;// CONCATENATED MODULE: ./src/sandboxes/local/flavours.ts



/** Every product that can run as a private server, by the manifest's name for it. */
const flavours = new Map([
    ['postgresql', postgresServer],
    ['mariadb', mariadbServer],
    ['mysql', mysqlServer],
]);


/***/ }),

/***/ 58426:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GA: () => (/* binding */ settingsOfSource),
/* harmony export */   JP: () => (/* binding */ quietOptions),
/* harmony export */   rG: () => (/* binding */ ownOptions)
/* harmony export */ });
/** Options of a server of MySQL or MariaDB that listens on its socket only, runs no events, and spares itself what only matters after a crash. */
const quietOptions = [
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
const ownOptions = {
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
function settingsOfSource({ settings }) {
    const names = [
        'character_set_server',
        'collation_server',
        'lower_case_table_names',
        'explicit_defaults_for_timestamp',
    ];
    return names.flatMap((name) => (settings[name] ? [`--${name.replaceAll('_', '-')}=${settings[name]}`] : []));
}


/***/ }),

/***/ 31351:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ products),
/* harmony export */   g: () => (/* binding */ isProduct)
/* harmony export */ });
const twoNumbers = (version) => version.split('.').slice(0, 2).join('.');
const oneNumber = (version) => /^\d+/.exec(version)?.[0] ?? version;
/** The products by the manifest's names for them. */
const products = {
    postgresql: { title: 'PostgreSQL', series: oneNumber, image: (series) => `postgres:${series}` },
    mariadb: { title: 'MariaDB', series: twoNumbers, image: (series) => `mariadb:${series}` },
    mysql: {
        title: 'MySQL',
        // 8.0 and 8.4 are long-term series of their own; from 9 on the first number is the series
        series: (version) => (Number(oneNumber(version)) < 9 ? twoNumbers(version) : oneNumber(version)),
        image: (series) => `mysql:${series}`,
    },
};
/** Whether it is the manifest's name for a product. */
function isProduct(name) {
    return Object.hasOwn(products, name);
}


/***/ })

};
