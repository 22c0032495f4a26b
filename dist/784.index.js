export const id = 784;
export const ids = [784];
export const modules = {

/***/ 17890:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Yl: () => (/* binding */ unknownParameter),
/* harmony export */   dz: () => (/* binding */ schemeOf),
/* harmony export */   oF: () => (/* binding */ percentDecoded),
/* harmony export */   zP: () => (/* binding */ parseConnectionUrl)
/* harmony export */ });
/** The word in front of `://`, in lower case; empty where there is none. */
function schemeOf(url) {
    return /^\s*([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase() ?? '';
}
/** Characters that stand for themselves inside a password in the strict form; a raw `@`, `/`, `?` or `#` is taken in the lax one. */
const strict = /^[a-z]+:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^@/?#]*)(?:\/([^/?#@]*))?(?:\?([^#]*))?$/i;
const lax = /^[a-z]+:\/\/([^:@/?#]*):(.*)@([^@/?#]*)(?:\/([^/?#@]*))?(?:\?([^#@]*))?$/is;
const hosts = /^(?:\[[0-9a-f:.%]+\]|[^:,[\]\s]*)(?::\d*)?(?:,(?:\[[0-9a-f:.%]+\]|[^:,[\]\s]*)(?::\d*)?)*$/i;
/**
 * Takes a connection URL apart. A password with characters that should have been percent-encoded is understood where that leaves no doubt.
 *
 * @param schemes the words that may stand in front of `://`.
 * @returns undefined for what is no such URL
 */
function parseConnectionUrl(url, schemes) {
    const text = url.trim();
    if (!schemes.includes(schemeOf(text)))
        return undefined;
    const match = [strict, lax]
        .map((form) => form.exec(text))
        .find((found) => found !== null && hosts.test(found[3] ?? ''));
    if (match === null || match === undefined)
        return undefined;
    const [, user = '', password = '', authority = '', path = '', query = ''] = match;
    const pairs = query.split('&').filter(Boolean).map(pair);
    if (pairs.some(([name]) => name === ''))
        return undefined;
    return {
        user: percentDecoded(user),
        password: percentDecoded(password),
        authority,
        database: percentDecoded(path),
        parameters: new Map(pairs),
    };
}
/** The first parameter of a URL whose name is none of `known`. */
function unknownParameter({ parameters }, known) {
    const name = [...parameters.keys()].find((given) => !known.includes(given));
    if (name === undefined)
        return undefined;
    const isPlain = /^[\w-]+$/.test(name) && ![...parameters].flat().some((text) => text.includes('@'));
    return { name, shown: isPlain ? ` "${name}"` : '' };
}
function pair(text) {
    const at = text.indexOf('=');
    return at < 1 ? ['', ''] : [percentDecoded(text.slice(0, at)), percentDecoded(text.slice(at + 1))];
}
/** Decodes what is percent-encoded and leaves a `%` that encodes nothing as it is. */
function percentDecoded(text) {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
        try {
            return decodeURIComponent(encoded);
        }
        catch {
            return encoded;
        }
    });
}


/***/ }),

/***/ 97611:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ copyName)
/* harmony export */ });
/** The name of the database with the copy, where it cannot have that of the source. */
function copyName(mark) {
    return `${mark}_copy`;
}


/***/ }),

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

/***/ 85784:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  givenSandboxes: () => (/* binding */ givenSandboxes)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/process/owned-folder.ts
var owned_folder = __webpack_require__(58433);
// EXTERNAL MODULE: ./src/sandboxes/products.ts
var products = __webpack_require__(31351);
// EXTERNAL MODULE: ./src/process/last-line.ts
var last_line = __webpack_require__(96524);
// EXTERNAL MODULE: ./src/process/launcher.ts + 1 modules
var launcher = __webpack_require__(65557);
;// CONCATENATED MODULE: ./src/sandboxes/given/mysql-server.ts




/** Speaks to a server of MySQL or MariaDB through the client of either, which gets the password by an option file in a private folder. */
function mysqlServer({ launcher, url, environmentFor }, folder) {
    const urlOf = (database) => withDatabase(url.reveal(), database);
    let optionFile;
    const writtenOptions = async () => {
        const { variables } = await environmentFor('URL', urlOf(''), folder).catch((error) => {
            throw renamed(error);
        });
        return (0,external_node_path_.join)(variables['MYSQL_HOME'] ?? '', 'my.cnf');
    };
    const run = async (sql, signal) => {
        // that file alone: options of the machine's own may name another server
        const args = [`--defaults-file=${await (optionFile ??= writtenOptions())}`, '--connect-timeout=15', '-BN'];
        try {
            for (const file of clients) {
                const said = await ifThere(() => launcher.capture({ file, args }, { input: sql, ...(signal && { signal }) }));
                if (said !== undefined)
                    return said.trim();
            }
        }
        catch (cause) {
            signal?.throwIfAborted();
            throw refusal(cause);
        }
        throw new failure/* Failure */.HR('client-missing', 'neither mariadb nor mysql is there to speak to the given server', {
            hint: 'install mariadb-client or mysql-client',
        });
    };
    return {
        async identity(signal) {
            const said = await run('SELECT VERSION()', signal);
            const product = /mariadb/i.test(said) ? 'mariadb' : 'mysql';
            return { product, version: /^[\d.]+/.exec(said)?.[0] ?? '' };
        },
        async differs({ settings }, signal) {
            const wanted = settings['lower_case_table_names'] ?? '';
            const own = await run('SELECT @@GLOBAL.lower_case_table_names', signal);
            return wanted === '' || wanted === own
                ? undefined
                : `has lower_case_table_names = ${own}, and the source ${wanted}: tables would get other names`;
        },
        create: async (database) => void (await run(`CREATE DATABASE ${quoted(database)}`)),
        async drop({ database, accounts }) {
            const ids = await run(`SELECT id FROM information_schema.processlist WHERE db = '${database}'`);
            for (const id of ids.split('\n').filter(Boolean))
                await run(`KILL ${id}`).catch(() => undefined); // has ended by itself
            const statements = [
                'SET SESSION lock_wait_timeout = 60',
                `DROP DATABASE IF EXISTS ${quoted(database)}`,
                ...accounts.map((account) => `DROP USER IF EXISTS ${account}`),
            ];
            await run(statements.join(';\n'));
        },
        urlOf,
    };
}
const clients = ['mariadb', 'mysql'];
/** Undefined where there is no such program. */
async function ifThere(start) {
    try {
        return await start();
    }
    catch (error) {
        if (error instanceof failure/* Failure */.HR && error.code === 'command-failed')
            return undefined;
        throw error;
    }
}
function withDatabase(url, database) {
    const path = `/${encodeURIComponent(database)}`;
    return url.replace(/^(\w+:\/\/(?:[^?#]*@)?[^/?#@]*)(?:\/[^?#]*)?/, (_, server) => server + path);
}
/** What is wrong with the URL is said of the input that it stands in. */
function renamed(error) {
    if (!(error instanceof failure/* Failure */.HR))
        return error;
    return new failure/* Failure */.HR(error.code, error.message.replace('"url"', '"sandbox"'), { hint: error.hint });
}
/** The messages of these few statements hold names and reasons, never rows. */
function refusal(cause) {
    if (!(cause instanceof launcher/* ProcessFailure */.i))
        return cause;
    return new failure/* Failure */.HR('sandbox-unavailable', `the given server refuses to be a sandbox: ${(0,last_line/* lastWords */.a)(cause)}`, {
        hint: 'check address and password of `sandbox`, and let its account create databases and accounts',
        cause,
    });
}
const quoted = (name) => `\`${name.replaceAll('`', '``')}\``;

// EXTERNAL MODULE: ./src/domain/connection-url.ts
var connection_url = __webpack_require__(17890);
// EXTERNAL MODULE: ./src/ports/sandbox.ts
var sandbox = __webpack_require__(97611);
;// CONCATENATED MODULE: ./src/sandboxes/given/postgres-server.ts





/** Speaks to the server through `psql`, which gets everything of the URL by its environment and nothing as an argument. */
function postgresServer({ launcher, url, psql = 'psql', environmentFor }, folder) {
    const given = parsed(url);
    const environment = async () => {
        const { variables } = await environmentFor('URL', url.reveal(), folder);
        const { URL: _, ...own } = variables;
        return { PGCONNECT_TIMEOUT: '15', ...own };
    };
    const run = async (sql, signal) => {
        const args = ['-XAtqw', '-v', 'ON_ERROR_STOP=1', '-c', sql];
        const command = { file: psql, args, env: await environment() };
        try {
            return (await launcher.capture(command, signal === undefined ? {} : { signal })).trim();
        }
        catch (cause) {
            signal?.throwIfAborted();
            throw postgres_server_refusal(cause);
        }
    };
    return {
        async identity(signal) {
            const version = /^\S+/.exec(await run('SHOW server_version', signal))?.[0] ?? '';
            return { product: 'postgresql', version };
        },
        differs: () => Promise.resolve(undefined),
        create: async (database) => void (await run(`CREATE DATABASE ${postgres_server_quoted(database)} TEMPLATE template0`)),
        async drop({ database }) {
            for (const name of [(0,sandbox/* copyName */.v)(database), database])
                await run(`DROP DATABASE IF EXISTS ${postgres_server_quoted(name)} WITH (FORCE)`);
            const made = await run(`SELECT quote_ident(rolname) FROM pg_roles WHERE shobj_description(oid, 'pg_authid') = '${database}'`);
            for (const role of made.split('\n').filter(Boolean))
                await run(`DROP ROLE IF EXISTS ${role}`);
        },
        urlOf: (database) => urlWith(given, database),
    };
}
function urlWith({ user, password, authority, parameters }, database) {
    const credentials = [user, ...(password === '' ? [] : [password])].map(encodeURIComponent).join(':');
    const kept = [...parameters].filter(([name]) => name !== 'dbname');
    const query = kept.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return `postgresql://${credentials === '' ? '' : `${credentials}@`}${authority}/${encodeURIComponent(database)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}
function parsed(url) {
    const given = (0,connection_url/* parseConnectionUrl */.zP)(url.reveal(), ['postgresql', 'postgres']);
    if (given !== undefined)
        return given;
    // without the text, which may hold a password
    throw new failure/* Failure */.HR('input-invalid', 'input "sandbox" is not the URL of a PostgreSQL server', {
        hint: 'write auto, local, docker or a URL such as postgresql://user:password@host:5432/postgres',
    });
}
/** The messages of these few statements hold names and reasons, never rows. */
function postgres_server_refusal(cause) {
    if (!(cause instanceof launcher/* ProcessFailure */.i))
        return cause;
    return new failure/* Failure */.HR('sandbox-unavailable', `the given server refuses to be a sandbox: ${(0,last_line/* lastWords */.a)(cause)}`, {
        hint: 'check address and password of `sandbox`, and let its account create databases',
        cause,
    });
}
const postgres_server_quoted = (name) => `"${name.replaceAll('"', '""')}"`;

;// CONCATENATED MODULE: ./src/sandboxes/given/given-sandboxes.ts
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






/** A database of its own for each sandbox, in a server that the user gives. Nothing keeps such a copy from reaching other hosts. */
function givenSandboxes(options) {
    const { clock, root, runId } = options;
    const place = { root, prefix: 'muster-given-' };
    return {
        async start(need, signal) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                signal.throwIfAborted();
                const unfinished = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
                const folder = unfinished.use(await (0,owned_folder/* ownedFolder */.E)(place, runId));
                const scratch = await folder.subfolder('scratch');
                assertSpeaksTo(options, need);
                const server = serverOf(options, await folder.subfolder('client'));
                const title = await fittingTitle(server, need, signal);
                const database = `muster_sandbox_${nameFor(clock)}`;
                const traces = { database, accounts: [] };
                await folder.hold(traces);
                unfinished.defer(() => server.drop(traces));
                await server.create(database);
                signal.throwIfAborted();
                const holdAccounts = async (accounts) => {
                    traces.accounts.push(...accounts);
                    await folder.hold(traces);
                };
                return sandboxOf({ server, database, title, scratch, holdAccounts }, unfinished.move());
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
        sweep: () => (0,owned_folder/* sweepFolders */.m)(place, clock.now(), async (holds, path) => {
            if (isTraces(holds))
                await serverOf(options, (0,external_node_path_.join)(path, 'client')).drop(holds);
        }),
    };
}
function serverOf(options, folder) {
    return isPostgres(options) ? postgresServer(options, folder) : mysqlServer(options, folder);
}
function isPostgres({ url }) {
    return url.reveal().startsWith('postgres');
}
function isTraces(holds) {
    return typeof holds === 'object' && holds !== null && 'database' in holds && 'accounts' in holds;
}
/** What the URL says is enough to tell: clients of the other product may not even be there. */
function assertSpeaksTo(options, { server: { flavour = '' } }) {
    if (!(0,products/* isProduct */.g)(flavour) || isPostgres(options) === (flavour === 'postgresql'))
        return;
    const given = isPostgres(options) ? 'PostgreSQL' : 'MySQL or MariaDB';
    throw otherProduct(given, products/* products */.Z[flavour].title);
}
function otherProduct(given, other) {
    return new failure/* Failure */.HR('sandbox-unavailable', `the given server is ${given}, the backup is of ${other}`, {
        hint: 'give a server of the flavour of the backup with `sandbox`',
    });
}
async function fittingTitle(server, need, signal) {
    const { flavour = '', version: wanted = '' } = need.server;
    const { product, version } = await server.identity(signal);
    const { title, series } = products/* products */.Z[product];
    if (flavour !== product) {
        throw otherProduct(title, (0,products/* isProduct */.g)(flavour) ? products/* products */.Z[flavour].title : flavour || 'another product');
    }
    if (series(version) !== series(wanted)) {
        throw new failure/* Failure */.HR('sandbox-unavailable', `the given server is ${title} ${version}, the backup is of ${title} ${series(wanted)}`, { hint: 'give a server of the same major version with `sandbox`' });
    }
    const difference = await server.differs(need, signal);
    if (difference === undefined)
        return { title, version };
    throw new failure/* Failure */.HR('sandbox-unavailable', `the given server ${difference}`, {
        hint: 'give a server with the setting of the source, or use `sandbox: local`',
    });
}
/** Tells people when it was made, and differs between runs that begin in the same second. */
function nameFor(clock) {
    const moment = clock.now().toISOString().replace(/\D/g, '').slice(0, 14);
    const chance = Math.floor(clock.random() * 2 ** 40).toString(36);
    return `${moment}_${chance}`;
}
function sandboxOf({ server, database, title: { title, version }, scratch, holdAccounts }, whole) {
    let ended;
    return {
        url: server.urlOf(database),
        scratch,
        description: `${title} ${version}, database ${database} in the given server`,
        isolation: 'none',
        isThrowaway: false,
        mark: database,
        version,
        holdAccounts,
        [Symbol.asyncDispose]: () => (ended ??= whole.disposeAsync()),
    };
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
