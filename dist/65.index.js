export const id = 65;
export const ids = [65,709];
export const modules = {

/***/ 72203:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ stateOf),
/* harmony export */   l: () => (/* binding */ identify)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);

/** The identity of a process that lives, or undefined where there is none by that number or the system has no `/proc`. */
async function identify(pid) {
    try {
        const [stat, boot, namespace] = await Promise.all([
            (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${pid}/stat`, 'utf8'),
            (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)('/proc/sys/kernel/random/boot_id', 'utf8'),
            (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)('/proc/self/ns/pid'),
        ]);
        // The second field is the program's name in parentheses, which may hold spaces and parentheses itself.
        const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const startedAt = fields[18];
        if (state === 'Z' || state === 'X' || startedAt === undefined)
            return undefined;
        return { pid, startedAt, boot: boot.trim(), namespace };
    }
    catch {
        return undefined;
    }
}
/**
 * Whether the process still lives. A process of an earlier boot is `gone`; `unknown` where it was seen from another process number
 * namespace of this machine, such as a neighbouring container's, or where there is no `/proc`.
 */
async function stateOf(identity) {
    const here = await identify(process.pid);
    if (here === undefined)
        return 'unknown';
    if (here.boot !== identity.boot)
        return 'gone';
    if (here.namespace !== identity.namespace)
        return 'unknown';
    const found = await identify(identity.pid);
    return found?.startedAt === identity.startedAt ? 'lives' : 'gone';
}


/***/ }),

/***/ 96524:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ lastWords),
/* harmony export */   f: () => (/* binding */ lastLine)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _launcher_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65557);


/** The last line that is not empty, or an empty text. */
function lastLine(text) {
    return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}
/** The line that says why a program failed: of a full disk, or the last one about an error. What comes behind it is about tidying up. */
function tellingLine(text) {
    const lines = text.split('\n').map((line) => line.trim());
    const isOf = (pattern) => lines.findLast((line) => pattern.test(line));
    return isOf(/No space left on device/) ?? isOf(/\b(?:error|fatal|panic): /i) ?? lastLine(text);
}
/**
 * Why a program failed, in its own words, or in those of the error. Only for programs whose messages hold no rows and no secrets.
 */
function lastWords(error) {
    const said = error instanceof _launcher_js__WEBPACK_IMPORTED_MODULE_1__/* .ProcessFailure */ .i ? tellingLine(error.stderr) : '';
    return said === '' ? (0,_domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) : said;
}


/***/ }),

/***/ 58433:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ ownedFolder),
/* harmony export */   m: () => (/* binding */ sweepFolders)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72203);



/** A folder without a readable owner is just being made, unless it is older than this. */
const unownedGraceSeconds = 3600;
const ownerFile = 'owner.json';
/**
 * Makes an owned folder. Others can pass through it but not look into it, and cannot change it: what a foreign account may write goes in a
 * subfolder that is given to that account.
 */
async function ownedFolder({ root, prefix }, runId) {
    const path = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(root), prefix));
    const owner = await (0,_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .identify */ .l)(process.pid);
    const folder = {
        path,
        async subfolder(name) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, name), { mode: 0o700 });
            return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, name);
        },
        async hold(holds) {
            const draft = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, `${ownerFile}.new`);
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(draft, JSON.stringify({ runId, owner, holds }), { mode: 0o600 });
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(draft, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, ownerFile));
        },
        [Symbol.asyncDispose]: () => remove(path),
    };
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(path, 0o711);
    await folder.hold(undefined);
    return folder;
}
/**
 * Removes the folders whose owner no longer lives. Leaves those of other users, and those whose owner cannot be judged from here.
 *
 * @param end ends what the folder holds; called with it, or undefined, and the folder's path before the folder is removed.
 * @returns how many were removed.
 */
async function sweepFolders({ root, prefix }, now, end) {
    const home = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(root);
    let removed = 0;
    for (const name of (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(home)).filter((entry) => entry.startsWith(prefix))) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, name);
        const ownership = await ownershipOf(path);
        if (!(await isAbandoned(path, ownership, now)))
            continue;
        await end(ownership?.holds, path);
        await remove(path);
        removed += 1;
    }
    return removed;
}
async function isAbandoned(path, ownership, now) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(() => undefined);
    // A folder that another user named like one of ours must not make us end or remove anything.
    if (found === undefined || !found.isDirectory() || found.uid !== process.getuid?.())
        return false;
    if (ownership === undefined)
        return now.getTime() - found.mtimeMs > unownedGraceSeconds * 1000;
    return ownership.owner !== undefined && (await (0,_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .stateOf */ .L)(ownership.owner)) === 'gone';
}
async function ownershipOf(path) {
    try {
        return JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, ownerFile), 'utf8'));
    }
    catch {
        return undefined;
    }
}
/** A server may be writing its last file into the folder, so removal is tried more than once. */
async function remove(path) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}


/***/ }),

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

/***/ 11065:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  localSandboxes: () => (/* binding */ localSandboxes),
  missingPrograms: () => (/* binding */ missingPrograms)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/process/identity.ts
var identity = __webpack_require__(72203);
// EXTERNAL MODULE: ./src/process/owned-folder.ts
var owned_folder = __webpack_require__(58433);
;// CONCATENATED MODULE: ./src/sandboxes/local/confinement.ts

/** `nobody` on every Linux. */
const namedUid = 65534;
/** From this many account numbers, which Debian policy 9.2.2 leaves free, every sandbox takes one that no other process runs under. */
const privateUids = { first: 64_000, count: 1_000 };
const bareEnvironment = ['env', '-i', 'LC_ALL=C', 'TZ=UTC', 'PATH=/usr/local/bin:/usr/bin:/bin'];
/** The kernel ends the program when the process that started it ends, however that ends. */
const diesWithUs = ['setpriv', '--pdeathsig', 'KILL', '--'];
const namespaces = ['--net', '--pid', '--ipc', '--fork', '--'];
/**
 * Finds the strongest confinement that this machine allows: an unprivileged account, no network but a loopback of its own, and a process
 * namespace in which nothing outlives the server. Root uses an account of its own for each sandbox; others stay who they are.
 *
 * @param chance from 0 up to 1, for the choice of the account.
 * @throws Failure `sandbox-unavailable` where root cannot put its rights down.
 */
async function confinement(launcher, asRoot, chance) {
    const uid = asRoot ? privateUids.first + Math.floor(chance * privateUids.count) : undefined;
    for (const { isolation, walls, withoutRights } of asRoot ? waysOfRoot : waysOfOthers()) {
        const under = (account, command) => ({
            ...command,
            cwd: '/', // the account may not enter the folder that we are in
            prefix: [...walls, ...withoutRights(account), ...bareEnvironment],
        });
        const confined = (command) => under(uid, command);
        if (!(await runs(launcher, confined({ file: 'true', args: [] }))))
            continue;
        const accounts = uid === undefined ? undefined : { preparer: namedUid, server: uid };
        return { isolation, accounts, confined, prepared: (command) => under(accounts?.preparer, command) };
    }
    throw new failure/* Failure */.HR('sandbox-unavailable', 'cannot start a server without the rights of root on this machine', {
        hint: 'install setpriv (package util-linux), or run as another user than root',
    });
}
const waysOfRoot = [
    { isolation: 'network-namespace', walls: [...diesWithUs, 'unshare', ...namespaces], withoutRights: setpriv },
    { isolation: 'none', walls: [], withoutRights: setpriv },
];
/**
 * A user namespace where unprivileged accounts may make one, which Ubuntu forbids since 23.10 by AppArmor; else the namespaces of root by
 * `sudo`, behind which we are ourselves again. The parent-death signal does not pass through `sudo`: there, the sweep ends what a killed
 * run left.
 */
function waysOfOthers() {
    const [uid, gid] = [process.getuid?.(), process.getgid?.()];
    const inUserNamespace = [...diesWithUs, 'unshare', '--user', '--map-current-user', ...namespaces];
    return [
        { isolation: 'network-namespace', walls: inUserNamespace, withoutRights: setpriv },
        {
            isolation: 'network-namespace',
            walls: ['sudo', '-n', '--', 'unshare', ...namespaces],
            withoutRights: () => setpriv(uid, gid),
        },
        { isolation: 'none', walls: [], withoutRights: setpriv },
        { isolation: 'none', walls: [], withoutRights: () => [] }, // where there is no setpriv, as on macOS
    ];
}
/** Changing the account clears the parent-death signal (prctl(2)), so it is set here again. */
function setpriv(uid, gid = uid) {
    const account = uid === undefined ? [] : [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
    return ['setpriv', ...account, '--no-new-privs', '--inh-caps=-all', '--pdeathsig', 'KILL', '--'];
}
async function runs(launcher, command) {
    return launcher.capture(command).then(() => true, () => false);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./src/sandboxes/local/end-server.ts


const patienceSeconds = 10;
/** Kills the server that an abandoned folder names, with its process group, if it is that very process and works in that folder. */
async function endServer(server, folder, clock) {
    if (server === undefined || (await (0,identity/* stateOf */.L)(server)) !== 'lives')
        return;
    const commandLine = await (0,promises_.readFile)(`/proc/${server.pid}/cmdline`, 'utf8').catch(() => '');
    if (!commandLine.includes(`${folder}/`))
        return;
    try {
        process.kill(-server.pid, 'SIGKILL');
    }
    catch {
        return; // gone since we looked
    }
    const deadline = clock.monotonicSeconds() + patienceSeconds;
    while ((await (0,identity/* stateOf */.L)(server)) === 'lives' && clock.monotonicSeconds() < deadline)
        await clock.sleep(0.02);
}

;// CONCATENATED MODULE: ./src/sandboxes/local/find-installation.ts


/** The first installation of a series of the flavour, or undefined. A folder counts by what its server says of itself, not by its name. */
async function findInstallation(flavour, series, { extraFolders, pathFolders }, launcher) {
    for (const folder of [...extraFolders, ...flavour.folders(series), ...pathFolders]) {
        if (!(await hasAll(folder, flavour.programs)))
            continue;
        const version = await versionIn(folder, flavour.programs[0], launcher);
        if (version !== undefined && flavour.series(version) === series)
            return { folder, version };
    }
    return undefined;
}
async function versionIn(folder, program, launcher) {
    try {
        const said = await launcher.capture({ file: (0,external_node_path_.join)(folder, program), args: ['--version'], cwd: '/' });
        // some print the path by which they were started in front, which may hold numbers too
        return /(?:\bVer |\) )(\d+(?:\.\d+)*)/.exec(said)?.[1];
    }
    catch {
        return undefined; // a program that does not even start is not installed
    }
}
async function hasAll(folder, programs) {
    try {
        await Promise.all(programs.map((program) => (0,promises_.access)((0,external_node_path_.join)(folder, program), promises_.constants.X_OK)));
        return true;
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: ./src/sandboxes/local/flavours.ts + 4 modules
var flavours = __webpack_require__(27709);
// EXTERNAL MODULE: ./src/process/last-line.ts
var last_line = __webpack_require__(96524);
;// CONCATENATED MODULE: ./src/sandboxes/local/prepare-data.ts



/**
 * Makes the data folder of an empty server, under the account that has a name, and hands it to the server's account.
 *
 * @throws Failure `sandbox-unavailable` with what the tool said.
 */
async function prepareData(plan, signal) {
    const { flavour, installation, room, need, walls, launcher } = plan;
    const { accounts } = walls;
    if (accounts !== undefined)
        await (0,promises_.lchown)(room.folder, accounts.preparer, accounts.preparer);
    try {
        await launcher.capture(walls.prepared(flavour.initialise(installation, room, need)), { signal });
    }
    catch (cause) {
        signal.throwIfAborted();
        // The server is still empty, so what its tool says holds no rows.
        throw new failure/* Failure */.HR('sandbox-unavailable', `cannot prepare an empty ${flavour.product} server: ${(0,last_line/* lastWords */.a)(cause)}`, {
            hint: 'disk space, and whether every account may pass through the folder for sandboxes, are the usual reasons',
            cause,
        });
    }
    if (accounts === undefined)
        return;
    const ownership = `${accounts.server}:${accounts.server}`;
    await launcher.capture({ file: 'chown', args: ['-R', ownership, room.folder] }, { signal });
}

// EXTERNAL MODULE: ./src/process/launcher.ts + 1 modules
var launcher = __webpack_require__(65557);
;// CONCATENATED MODULE: ./src/sandboxes/local/start-server.ts



const pollSeconds = 0.02;
/** Starts the server of a prepared data folder. */
function startServer(plan) {
    const { flavour, installation, room, need, walls, launcher } = plan;
    const running = launcher.start(walls.confined(flavour.serve(installation, room, need)));
    running.stdin.end();
    const log = { ended: false };
    void drain(running).finally(() => (log.ended = true));
    return {
        pid: running.pid,
        ready: (signal) => firstAnswer(plan, running, log, signal),
        async [Symbol.asyncDispose]() {
            if (!log.ended)
                signalGroup(running.pid, flavour.stopSignal);
            await running[Symbol.asyncDispose]();
        },
    };
}
async function firstAnswer({ flavour, installation, room, launcher, clock, startSeconds = 60 }, running, log, signal) {
    const question = await flavour.askVersion(installation, room);
    const deadline = clock.monotonicSeconds() + startSeconds;
    for (;;) {
        signal.throwIfAborted();
        const answer = await launcher.capture({ ...question, cwd: '/' }, { signal }).catch(refusalOf);
        if (typeof answer === 'string')
            return /^\S+/.exec(answer)?.[0] ?? '';
        if (log.ended)
            throw unavailable(flavour, 'ended while it was starting', running.stderr());
        if (clock.monotonicSeconds() > deadline) {
            const last = running.stderr() === '' ? answer.stderr : running.stderr();
            throw unavailable(flavour, `did not answer within ${startSeconds} s`, last);
        }
        await clock.sleep(pollSeconds, signal);
    }
}
/** That the client could not connect yet is expected; anything else, such as a missing client, is not. */
function refusalOf(thrown) {
    if (thrown instanceof launcher/* ProcessFailure */.i)
        return thrown;
    throw thrown;
}
function unavailable(flavour, what, log) {
    return new failure/* Failure */.HR('sandbox-unavailable', `the private ${flavour.product} server ${what}: ${(0,last_line/* lastLine */.f)(log)}`, {
        hint: 'see the end of its log in the message; memory, disk space and the rights of its folder are the usual reasons',
    });
}
/** Reads what the server prints on standard output, so that it never waits for a reader. Its end is not of interest here. */
async function drain(running) {
    try {
        for await (const _chunk of running.output())
            ;
    }
    catch {
        // seen by whoever waits for the first answer
    }
}
function signalGroup(pid, name) {
    try {
        process.kill(-pid, name);
    }
    catch {
        // already gone
    }
}

;// CONCATENATED MODULE: ./src/sandboxes/local/local-sandboxes.ts
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});











/** Private servers from the programs that are installed on this machine. */
function localSandboxes(options) {
    const { launcher, clock, root, runId } = options;
    const place = { root, prefix: 'muster-local-' };
    return {
        async start(need, signal) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const flavour = flavourFor(need);
                const installation = await installationFor(flavour, need, options);
                signal.throwIfAborted();
                const unfinished = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
                const folder = unfinished.use(await (0,owned_folder/* ownedFolder */.E)(place, runId));
                const room = roomIn(await folder.subfolder('server'), flavour, options);
                const scratch = await folder.subfolder('scratch');
                const walls = await confinement(launcher, process.getuid?.() === 0, clock.random());
                const plan = { ...options, flavour, installation, room, need, walls };
                await prepareData(plan, signal);
                const server = unfinished.use(startServer(plan));
                await folder.hold(await (0,identity/* identify */.l)(server.pid));
                const version = await server.ready(signal);
                return sandboxOf(plan, scratch, version, unfinished.move());
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = __disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        },
        sweep: () => (0,owned_folder/* sweepFolders */.m)(place, clock.now(), (holds, path) => endServer(holds, path, clock)),
    };
}
/** Why this machine's programs cannot serve as such a sandbox, or undefined where they can. */
async function missingPrograms(need, options) {
    try {
        await installationFor(flavourFor(need), need, options);
        return undefined;
    }
    catch (error) {
        if (error instanceof failure/* Failure */.HR)
            return error;
        throw error;
    }
}
function flavourFor(need) {
    const name = need.server['flavour'] ?? '';
    const flavour = flavours.flavours.get(name);
    if (flavour !== undefined)
        return flavour;
    throw new failure/* Failure */.HR('sandbox-unavailable', `no private server can be started for the flavour ${JSON.stringify(name)}`, {
        hint: `flavours that can: ${[...flavours.flavours.keys()].join(', ')}`,
    });
}
async function installationFor(flavour, need, options) {
    const series = flavour.series(need.server['version'] ?? '');
    const found = await findInstallation(flavour, series, options, options.launcher);
    if (found !== undefined)
        return found;
    throw new failure/* Failure */.HR('sandbox-unavailable', `the server programs of ${flavour.product} ${series} are not on this machine`, {
        hint: `install the package ${flavour.packageName(series)}, or give a server with \`sandbox\``,
    });
}
function roomIn(folder, flavour, options) {
    if (Buffer.byteLength((0,external_node_path_.join)(folder, flavour.socketName)) > 107) {
        throw new failure/* Failure */.HR('sandbox-unavailable', `the path of the folder for sandboxes is too long: ${options.root}`, {
            hint: 'a socket path may have 107 bytes: use a folder such as /tmp',
        });
    }
    return { folder, memoryBytes: options.memoryBytes ?? (0,external_node_os_.totalmem)() / 4 };
}
function sandboxOf({ flavour, installation, room, walls }, scratch, version, whole) {
    let ended;
    return {
        url: flavour.url(room),
        scratch,
        description: `${flavour.product} ${version}, private server from ${installation.folder}`,
        isolation: walls.isolation,
        isThrowaway: true,
        version,
        [Symbol.asyncDispose]: () => (ended ??= whole.disposeAsync()),
    };
}


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
