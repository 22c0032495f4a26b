export const id = 766;
export const ids = [766];
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

/***/ 7766:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  dockerSandboxes: () => (/* binding */ dockerSandboxes),
  hasDocker: () => (/* binding */ hasDocker)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/process/owned-folder.ts
var owned_folder = __webpack_require__(58433);
// EXTERNAL MODULE: ./src/process/last-line.ts
var last_line = __webpack_require__(96524);
// EXTERNAL MODULE: ./src/process/launcher.ts + 1 modules
var process_launcher = __webpack_require__(65557);
// EXTERNAL MODULE: ./src/sandboxes/mysql-options.ts
var mysql_options = __webpack_require__(58426);
// EXTERNAL MODULE: ./src/sandboxes/products.ts
var products = __webpack_require__(31351);
;// CONCATENATED MODULE: ./src/sandboxes/docker/official-images.ts



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
const postgres = {
    socketFolder: '/var/run/postgresql',
    environment: ['POSTGRES_HOST_AUTH_METHOD=trust'],
    settings: () => postgresSettings.flatMap((setting) => ['-c', setting]),
    question: { account: 'postgres', program: ['psql', '-XAtqc', postgresQuestion] },
    url: (socket) => `postgresql:///postgres?host=${encodeURIComponent(socket)}&user=postgres`,
};
function mysqlFamily(product, environment) {
    const client = `${product} --no-defaults --user=root --socket=/sandbox/s -BN`;
    return {
        socketFolder: '/sandbox',
        environment,
        settings: (need) => [
            '--socket=/sandbox/s',
            ...mysql_options/* quietOptions */.JP,
            ...mysql_options/* ownOptions */.rG[product],
            ...(product === 'mariadb' ? ['--secure-file-priv=/sandbox'] : []),
            ...(0,mysql_options/* settingsOfSource */.GA)(need),
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
const details = {
    postgresql: postgres,
    mysql: mysqlFamily('mysql', ['MYSQL_ALLOW_EMPTY_PASSWORD=yes', 'MYSQL_INITDB_SKIP_TZINFO=yes']),
    mariadb: mysqlFamily('mariadb', ['MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=yes', 'MARIADB_INITDB_SKIP_TZINFO=yes']),
};
/** Every folder in which a container may have its socket. */
const socketFolders = [...new Set(Object.values(details).map((one) => one.socketFolder))];
/** The image that runs a server of the backup's product and series. @throws Failure `sandbox-unavailable` where none is known */
function imageFor({ server: { flavour = '', version = '' } }) {
    if ((0,products/* isProduct */.g)(flavour) && /^\d/.test(version)) {
        const { title, image, series } = products/* products */.Z[flavour];
        return { ...details[flavour], name: image(series(version)), title };
    }
    throw new failure/* Failure */.HR('sandbox-unavailable', `no image is known for the flavour ${JSON.stringify(flavour)}`);
}

;// CONCATENATED MODULE: ./src/sandboxes/docker/container.ts




/** A container of the official image, not yet started. */
function containerOf(plan) {
    const { launcher, clock, name, image, startSeconds = 300 } = plan;
    const { account, program } = image.question;
    return {
        async start(signal) {
            const deadline = clock.monotonicSeconds() + startSeconds;
            await ranWell(launcher, runCommand(plan), image.name, signal);
            for (;;) {
                signal.throwIfAborted();
                const args = ['exec', '--user', account, name, ...program];
                const answer = await launcher.capture({ file: 'docker', args }, { signal }).catch(() => '');
                signal.throwIfAborted();
                const version = /^1 (\S+)/.exec(answer)?.[1];
                if (version !== undefined)
                    return version;
                if (clock.monotonicSeconds() > deadline)
                    throw unavailable(image.name, `did not answer within ${startSeconds} s`);
                await clock.sleep(0.1, signal);
            }
        },
        [Symbol.asyncDispose]: () => removeContainer(launcher, name),
    };
}
/** Removes a container, whatever its state. No failure where there is none. */
async function removeContainer(launcher, name) {
    const docker = (...args) => launcher.capture({ file: 'docker', args });
    // Images give the folder of the socket to their own account, and one makes it sticky; we could not empty it without being root.
    await docker('exec', '--user', 'root', name, 'chmod', '0777', ...socketFolders).catch(() => undefined);
    try {
        await docker('rm', '--force', '--volumes', name);
    }
    catch (error) {
        if (!(error instanceof process_launcher/* ProcessFailure */.i && error.stderr.includes('No such container')))
            throw error;
    }
}
function runCommand({ image, need, name, socket, runId }) {
    const args = [
        ...['run', '--detach', '--rm', '--name', name, '--label', `muster.run=${runId}`],
        ...['--network', 'none', '--security-opt', 'no-new-privileges'],
        ...['--volume', `${socket}:${image.socketFolder}`, ...image.environment.flatMap((pair) => ['--env', pair])],
        ...[image.name, ...image.settings(need)],
    ];
    return { file: 'docker', args };
}
async function ranWell(launcher, command, image, signal) {
    try {
        await launcher.capture(command, { signal });
    }
    catch (cause) {
        signal.throwIfAborted();
        throw unavailable(image, `could not be started: ${dockerSays(cause)}`, cause);
    }
}
/** Docker's reason stands before its advice to read the help. */
function dockerSays(cause) {
    const lines = cause instanceof process_launcher/* ProcessFailure */.i ? cause.stderr.split('\n') : [];
    return lines.findLast((line) => line.startsWith('docker: ')) ?? (0,last_line/* lastWords */.a)(cause);
}
function unavailable(image, what, cause) {
    return new failure/* Failure */.HR('sandbox-unavailable', `a container of ${image} ${what}`, {
        hint: 'check that the docker engine can get the image and sees the folder for sandboxes',
        cause,
    });
}

;// CONCATENATED MODULE: ./src/sandboxes/docker/docker-sandboxes.ts
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





/** Private servers from the official images, in containers without a network. */
function dockerSandboxes(options) {
    const { launcher, clock, root, runId } = options;
    const place = { root, prefix: 'muster-docker-' };
    return {
        async start(need, signal) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const image = imageFor(need);
                if (!(await hasDocker(launcher)))
                    throw new failure/* Failure */.HR('sandbox-unavailable', `no docker engine answers, so ${image.name} cannot be started`);
                const unfinished = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
                const folder = unfinished.use(await (0,owned_folder/* ownedFolder */.E)(place, runId));
                // the engine mounts the socket's folder by its own rights; who may pass through to the socket is a superuser of the copy
                await (0,promises_.chmod)(folder.path, 0o700);
                const scratch = await folder.subfolder('scratch');
                const socket = await folder.subfolder('socket');
                await (0,promises_.chmod)(socket, 0o777); // the server's account in the container is none of ours
                const name = folder.path.slice(folder.path.lastIndexOf('/') + 1);
                await folder.hold(name);
                const container = unfinished.use(containerOf({ ...options, image, need, name, socket }));
                const version = await container.start(signal);
                return sandboxOf({ image, socket, scratch, version }, unfinished.move());
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
        sweep: () => (0,owned_folder/* sweepFolders */.m)(place, clock.now(), async (name) => {
            if (typeof name === 'string')
                await removeContainer(launcher, name);
        }),
    };
}
/** Whether a docker engine answers. */
async function hasDocker(launcher) {
    return launcher.capture({ file: 'docker', args: ['info', '--format', '{{.ServerVersion}}'] }).then(() => true, () => false);
}
function sandboxOf({ image, socket, scratch, version }, whole) {
    let ended;
    return {
        url: image.url(socket),
        scratch,
        description: `${image.title} ${version}, container of ${image.name}`,
        isolation: 'container',
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
