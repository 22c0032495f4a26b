export const id = 56;
export const ids = [56];
export const modules = {

/***/ 5760:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  PU: () => (/* binding */ connectionInput),
  J_: () => (/* binding */ connectionInputNames),
  yE: () => (/* binding */ maskPassword),
  G5: () => (/* binding */ withoutPassword)
});

// EXTERNAL MODULE: ./src/domain/connection-url.ts
var connection_url = __webpack_require__(17890);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/secret.ts
var domain_secret = __webpack_require__(96130);
;// CONCATENATED MODULE: ./src/engines/connection-parts.ts

/** The words of input `engine`, with what makes a URL of the parts of a connection. */
const engines = {
    postgres: {
        scheme: 'postgresql',
        port: '5432',
        user: 'postgres',
        // libpq takes the folder of the socket, whose name has the port in it
        socket: (path, port) => `host=${encodeURIComponent(path)}&port=${port}`,
    },
    mysql: { scheme: 'mysql', port: '3306', user: 'root', socket: socketFile },
    mariadb: { scheme: 'mariadb', port: '3306', user: 'root', socket: socketFile },
};
const engineNames = Object.keys(engines);
/** The port where none is given. */
function defaultPortOf(engine) {
    return engines[engine].port;
}
/** The connection URL of the parts, with the engine's usual port and account where they are empty. */
function urlFromParts(parts) {
    const { host, password } = parts;
    const { scheme, socket, ...usual } = engines[parts.engine];
    const port = parts.port || usual.port;
    const user = encodeURIComponent(parts.user || usual.user);
    const account = password === '' ? user : `${user}:${encodeURIComponent(password)}`;
    // the path of a unix socket is a parameter of the URL
    const isSocket = host.startsWith('/');
    const address = isSocket ? '' : `${/^[^[].*:/.test(host) ? `[${host}]` : host}:${port}`;
    const parameters = isSocket ? `?${socket(host, port)}` : '';
    return new domain_secret/* Secret */.zh(`${scheme}://${account}@${address}/${encodeURIComponent(parts.database)}${parameters}`);
}
function socketFile(path) {
    return `socket=${encodeURIComponent(path)}`;
}

;// CONCATENATED MODULE: ./src/actions/connection-input.ts




/** The inputs that say where a database is. */
const connectionInputNames = ['url', 'engine', 'host', 'port', 'user', 'password', 'database'];
/** The connection URL, from `url` or from its parts. Its password, in every form in which it could be printed, is masked. */
function connectionInput(inputs) {
    const given = inputs.secret('url');
    const url = (given ?? fromParts(inputs)).reveal().trim();
    maskPassword(url, inputs, given === undefined ? 'input "password"' : 'the password in input "url"');
    if (given !== undefined)
        refuseUnusable(url, inputs);
    return new domain_secret/* Secret */.zh(url);
}
/** What is wrong with the text of `url` whatever the database: no message holds a piece of it. */
function refuseUnusable(url, inputs) {
    const part = ['host', 'password', 'database'].find((name) => inputs.text(name) !== '');
    if (part !== undefined) {
        throw new failure/* Failure */.HR('input-invalid', `inputs "url" and "${part}" exclude each other`, {
            hint: 'give the connection URL, or engine, host, port, user, password and database',
        });
    }
    if (/^["'`“‘”’]/.test(url)) {
        throw new failure/* Failure */.HR('input-invalid', 'input "url" stands in quotes', { hint: domain_secret/* quotesHint */.$V });
    }
    (0,domain_secret/* oneLine */.TN)(new domain_secret/* Secret */.zh(url), 'url');
}
function fromParts(inputs) {
    const host = inputs.text('host');
    const database = inputs.text('database');
    if (host === '' || database === '') {
        const empty = host === '' ? 'host' : 'database';
        throw new failure/* Failure */.HR('input-missing', `input "url" is empty, and so is "${empty}"`, {
            hint: `give the connection URL, or engine, host, port, user, password and database; ${domain_secret/* emptySecretHint */.Xm}`,
        });
    }
    // what is taken for the path of a socket, or an IPv6 address, may have any
    if (!host.startsWith('/') && /[\s@/?#]|^[^:]*:[^:]*$/.test(host)) {
        throw new failure/* Failure */.HR('input-invalid', 'input "host" is no name or address of a host', {
            hint: 'write it alone, without a scheme, a user or a port, such as db.example.com; the port belongs into "port"',
        });
    }
    const engine = inputs.oneOf('engine', engineNames, 'postgres');
    const port = inputs.text('port', defaultPortOf(engine));
    if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
        throw new failure/* Failure */.HR('input-invalid', `input "port" is no port: ${JSON.stringify(port)}`, {
            hint: `write a number from 1 to 65535, such as ${defaultPortOf(engine)}`,
        });
    }
    const secret = inputs.secret('password');
    const password = secret === undefined ? '' : (0,domain_secret/* oneLine */.TN)(secret, 'password').reveal();
    return urlFromParts({ engine, host, port, user: inputs.text('user'), password, database });
}
const passwordPlaces = [/^[a-z+]+:\/\/[^:@/]*:(.*)@/is, /[?&]password=([^&#]*)/i];
/**
 * Masks the password of a connection URL, which stands in front of the host or in the parameter of that name.
 *
 * @param what for people: `the password in input "url"`
 */
function maskPassword(url, inputs, what) {
    const beside = withoutPassword(url);
    for (const given of passwordsIn(url)) {
        const password = (0,connection_url/* percentDecoded */.oF)(given);
        // URLs that are made of one that was given raw have it encoded
        for (const form of new Set([given, password, encodeURIComponent(password)]))
            inputs.hide(form, what, beside);
    }
}
/** What is no secret in a connection URL. */
function withoutPassword(url) {
    return passwordsIn(url).reduce((rest, password) => rest.replace(`:${password}@`, '@').replace(`password=${password}`, ''), url);
}
function passwordsIn(url) {
    return passwordPlaces.flatMap((place) => place.exec(url)?.[1] ?? []).filter((password) => password !== '');
}


/***/ }),

/***/ 35384:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ runUserCommand)
/* harmony export */ });
/* harmony import */ var _domain_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34678);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _process_last_line_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96524);
/* harmony import */ var _process_launcher_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65557);
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




/** Bash's manual, "Exit Status": a command that is no program, and one that is not found. */
const missing = [126, 127];
const outputLimitBytes = 64 * 1024;
/**
 * Runs a command to its end.
 *
 * @returns undefined where it exited with 0 in time
 * @throws Failure `command-failed` where it could not even be started, and the signal's reason
 */
async function runUserCommand(command, signal) {
    const limit = new AbortController();
    const { signal: over } = limit;
    const timer = timeUp(command, limit);
    try {
        await run(command, AbortSignal.any([signal, over]));
        return undefined;
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR)
            throw error;
        return endOf(error, over);
    }
    finally {
        limit.abort();
        await timer;
    }
}
class TimeUp extends Error {
}
async function timeUp({ clock, timeoutSeconds }, limit) {
    if (timeoutSeconds === undefined)
        return;
    await clock.sleep(timeoutSeconds, limit.signal).then(() => limit.abort(new TimeUp(`was still running after ${(0,_domain_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(timeoutSeconds)}`)), () => undefined);
}
async function run({ launcher, command, env, onOutput }, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        // Without --norc, bash reads ~/.bashrc when its standard input is a socket, as Node's pipes are.
        const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', command];
        const running = __addDisposableResource(env_1, launcher.start({ file: 'bash', args, env }, signal), true);
        running.stdin.end();
        let roomBytes = outputLimitBytes;
        for await (const chunk of running.output()) {
            if (roomBytes > 0)
                onOutput?.(chunk.subarray(0, roomBytes).toString('utf8'));
            roomBytes -= chunk.length;
        }
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
}
function endOf(error, over) {
    if (over.reason instanceof TimeUp)
        return { reason: over.reason.message, isMissing: false };
    if (!(error instanceof _process_launcher_js__WEBPACK_IMPORTED_MODULE_3__/* .ProcessFailure */ .i))
        return { reason: (0,_domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error), isMissing: false };
    const said = (0,_process_last_line_js__WEBPACK_IMPORTED_MODULE_2__/* .lastLine */ .f)(error.stderr);
    const end = error.signal === null ? `ended with status ${error.status}` : `was ended by ${error.signal}`;
    return { reason: said === '' ? end : `${end}: ${said}`, isMissing: missing.includes(error.status ?? 0) };
}


/***/ }),

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

/***/ 75393:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ compareTables),
/* harmony export */   G: () => (/* binding */ compareObjects)
/* harmony export */ });
/** Holds the rows of a restored copy against those of the source, table by table. */
function compareTables(expected, copy) {
    const found = new Map(copy.tables.map((table) => [table.name, table]));
    const findings = [];
    const gaps = [];
    for (const table of expected.tables) {
        const restored = found.get(table.name);
        found.delete(table.name);
        findings.push(...(restored === undefined ? [missingTable(table)] : compareTable(table, restored)));
        if (restored !== undefined && !isComparable(table, restored))
            gaps.push(`${table.name}: its rows were digested in a way that this version does not know`);
        if (table.countedRows === undefined)
            gaps.push(`${table.name}: its rows were not counted by the source's server`);
    }
    for (const { name } of found.values()) {
        findings.push({ code: 'table-unexpected', subject: name, detail: 'is in the copy, was not in the source' });
    }
    return { findings, gaps };
}
function missingTable({ name, rows }) {
    return { code: 'table-missing', subject: name, detail: `is not in the copy; the source had it with ${rows} rows` };
}
function compareTable(expected, restored) {
    const subject = expected.name;
    const findings = [];
    if (expected.countedRows !== undefined && expected.countedRows !== expected.rows) {
        const detail = `the server counted ${expected.countedRows} rows, the dump holds ${expected.rows}`;
        findings.push({ code: 'count-differs', subject, detail });
    }
    const detail = `the source had ${expected.rows} rows, the copy has ${restored.rows}`;
    if (restored.rows < expected.rows)
        findings.push({ code: 'rows-missing', subject, detail });
    else if (restored.rows > expected.rows)
        findings.push({ code: 'rows-unexpected', subject, detail });
    else if (isComparable(expected, restored) && restored.digest !== expected.digest) {
        findings.push({ code: 'rows-differ', subject, detail: `the ${expected.rows} rows are not the same bytes` });
    }
    return findings;
}
/** Whether both digests were made by the same algorithm: others differ whatever the rows are. */
function isComparable(one, other) {
    return one.digest.split(':', 1)[0] === other.digest.split(':', 1)[0];
}
/** Holds the objects of a restored copy against those of the source. A fingerprint of nothing proves nothing, and is a gap. */
function compareObjects(expected, copy) {
    const found = new Map(copy.objects.map((object) => [identityOf(object), object]));
    const findings = [];
    for (const object of expected.objects) {
        const identity = identityOf(object);
        const restored = found.get(identity);
        found.delete(identity);
        if (restored === undefined) {
            findings.push({ code: 'object-missing', subject: identity, detail: 'is not in the copy' });
        }
        else if (restored.definition !== object.definition) {
            findings.push({
                code: 'object-differs',
                subject: identity,
                detail: difference(object.definition, restored.definition),
            });
        }
    }
    for (const identity of found.keys()) {
        findings.push({ code: 'object-unexpected', subject: identity, detail: 'is in the copy, was not in the source' });
    }
    const isEmpty = expected.tables.length === 0 && expected.objects.length === 0;
    return { findings, gaps: isEmpty ? [...expected.gaps, 'the fingerprint is of nothing at all'] : expected.gaps };
}
/** An object's name for people, unique in a database: `index public.orders_pkey`. */
function identityOf({ kind, name }) {
    return `${kind} ${name}`;
}
const contextLength = 60;
/** The place where two definitions part, with a little of each. */
function difference(expected, found) {
    let at = 0;
    while (at < expected.length && expected[at] === found[at])
        at += 1;
    const from = Math.max(0, at - 20);
    const excerpt = (text) => {
        const piece = text.slice(from, from + contextLength).replace(/\s+/g, ' ');
        return `${from > 0 ? '…' : ''}${piece}${text.length > from + contextLength ? '…' : ''}`;
    };
    return `the source had "${excerpt(expected)}", the copy has "${excerpt(found)}"`;
}


/***/ }),

/***/ 94460:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KY: () => (/* binding */ ladderSteps),
/* harmony export */   Rm: () => (/* binding */ ladderStepNames),
/* harmony export */   kv: () => (/* binding */ restoreSteps),
/* harmony export */   nv: () => (/* binding */ restoreStepNames)
/* harmony export */ });
/** The steps of a drill, in the order in which they are taken, with what each one shows. */
const ladderSteps = {
    objects: 'every object is in the store with its size',
    fingerprint: 'the fingerprint opens with the given key',
    manifest: 'the manifest is the one that was sealed with the backup',
    globals: "the server's roles and tablespaces, kept beside the dump, open to their end",
    sandbox: 'a throwaway server of the right version runs',
    restore: 'the dump is fetched, has its digest, opens and loads',
    rows: 'every table has the same rows, byte for byte',
    definitions: 'every object has the same definition and state',
    rules: 'foreign keys hold, indexes are valid, sequences are not behind',
    checks: "the user's own checks hold",
    'smoke-test': "the user's own command succeeds against the copy",
    tables: 'chosen tables come back into the copy as `restore` brings them back into a live database',
    untouched: 'with them in place, the whole copy still equals the source',
    objectives: 'the targets for time and age are met',
    replicas: 'the other stores hold the same bytes',
};
const ladderStepNames = Object.keys(ladderSteps);
/** The steps of a restore into a live database, in the order in which they are taken, with what each one shows. */
const restoreSteps = {
    objects: ladderSteps.objects,
    fingerprint: ladderSteps.fingerprint,
    manifest: ladderSteps.manifest,
    plan: 'the target can take the backup',
    before: "the user's command before the restore succeeds",
    'safety-backup': 'what the target holds is backed up',
    load: 'the dump is fetched, has its digest, opens and loads beside what is there',
    rows: ladderSteps.rows,
    definitions: ladderSteps.definitions,
    rules: ladderSteps.rules,
    commit: 'what was loaded is put in place',
    after: "the user's command after the restore succeeds",
    tidy: 'what was there before is removed, since a backup of it exists',
};
const restoreStepNames = Object.keys(restoreSteps);


/***/ }),

/***/ 45432:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ap: () => (/* binding */ openTarget),
/* harmony export */   _p: () => (/* binding */ commandEnvironmentFor),
/* harmony export */   oD: () => (/* binding */ openSource),
/* harmony export */   xG: () => (/* binding */ openRestorer)
/* harmony export */ });
/* harmony import */ var _domain_connection_url_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17890);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94006);



/** The engines by the schemes of their URLs. Each is loaded when it is first used. */
const sources = {
    postgresql: openPostgres,
    postgres: openPostgres,
    mysql: openMysql,
    mariadb: openMysql,
};
const targets = {
    postgresql: openPostgresTarget,
    postgres: openPostgresTarget,
    mysql: openMysqlTarget,
    mariadb: openMysqlTarget,
};
const restorers = {
    postgres: async (tools) => (await Promise.all(/* import() */[__webpack_require__.e(140), __webpack_require__.e(695), __webpack_require__.e(210)]).then(__webpack_require__.bind(__webpack_require__, 67210))).postgresRestorer(tools),
    mysql: async (tools) => (await Promise.all(/* import() */[__webpack_require__.e(244), __webpack_require__.e(630), __webpack_require__.e(106)]).then(__webpack_require__.bind(__webpack_require__, 87106))).mysqlRestorer(tools),
};
const forPostgres = async (name, url) => (await __webpack_require__.e(/* import() */ 317).then(__webpack_require__.bind(__webpack_require__, 2698))).commandEnvironment(name, url);
const forMysql = async (...of) => (await __webpack_require__.e(/* import() */ 619).then(__webpack_require__.bind(__webpack_require__, 27619))).commandEnvironment(...of);
const commandEnvironments = {
    postgresql: forPostgres,
    postgres: forPostgres,
    mysql: forMysql,
    mariadb: forMysql,
};
/** The source behind a URL. @throws Failure `input-invalid` for a scheme that no engine has. */
async function openSource(request) {
    return await byScheme(sources, request, 'back up')(request);
}
/** The live database behind a URL. @throws Failure `input-invalid` for a scheme that no engine has. */
async function openTarget(request) {
    return await byScheme(targets, request, 'restore')(request);
}
function byScheme(engines, { url }, what) {
    const scheme = (0,_domain_connection_url_js__WEBPACK_IMPORTED_MODULE_1__/* .schemeOf */ .dz)(url.reveal());
    const engine = Object.hasOwn(engines, scheme) ? engines[scheme] : undefined;
    if (engine === undefined)
        throw unusable(url.reveal(), Object.keys(engines), what);
    return engine;
}
/** Words that may be shown. Any other one may be a piece of a password. */
const shownSchemes = ['mongodb', 'mongodb+srv', 'redis', 'rediss', 'sqlserver', 'oracle', 'sqlite', 'http', 'https'];
function unusable(url, schemes, what) {
    const scheme = (0,_domain_connection_url_js__WEBPACK_IMPORTED_MODULE_1__/* .schemeOf */ .dz)(url);
    const form = 'write postgresql://user:password@host:5432/database, or the same with mysql:// or mariadb://';
    if (/^\s*jdbc:/i.test(url)) {
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', 'input "url" is one for JDBC', {
            hint: `leave out "jdbc:" and put user and password in front of the host; ${form}`,
        });
    }
    const [engine = '', driver] = scheme.split('+');
    if (driver !== undefined && schemes.includes(engine)) {
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', 'input "url" names the driver of a program', {
            hint: `leave out what stands between "${engine}" and "://"`,
        });
    }
    const isShown = shownSchemes.includes(scheme) || Object.hasOwn(sources, scheme);
    const reason = isShown ? `: ${scheme} is none` : (0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(scheme, schemes);
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', `input "url" is no URL of a database that Muster can ${what}${reason}`, {
        hint: form,
    });
}
/** The restorer for backups of an engine, by the name in their manifests. @throws Failure `manifest-invalid` for an unknown one. */
async function openRestorer(engine, tools) {
    const open = Object.hasOwn(restorers, engine) ? restorers[engine] : undefined;
    if (open === undefined) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('manifest-invalid', `no engine can restore a backup made by ${JSON.stringify(engine)}`, {
            hint: 'use the version of Muster that made the backup, or restore it by hand',
        });
    }
    return await open(tools);
}
/**
 * What lets a command of the user's own reach the database of a URL: the URL itself, under a name of ours, and what the engine's own clients
 * look for.
 *
 * @param folder a private one, where files for them may be written; whoever made it removes them with it
 */
async function commandEnvironmentFor(name, url, folder) {
    const scheme = (0,_domain_connection_url_js__WEBPACK_IMPORTED_MODULE_1__/* .schemeOf */ .dz)(url);
    const open = Object.hasOwn(commandEnvironments, scheme) ? commandEnvironments[scheme] : undefined;
    return open === undefined ? { variables: { [name]: url }, secrets: [url] } : await open(name, url, folder);
}
async function openPostgres(request) {
    return (await Promise.all(/* import() */[__webpack_require__.e(140), __webpack_require__.e(246)]).then(__webpack_require__.bind(__webpack_require__, 93246))).postgresSource(request);
}
async function openPostgresTarget(request) {
    return (await Promise.all(/* import() */[__webpack_require__.e(140), __webpack_require__.e(695), __webpack_require__.e(957)]).then(__webpack_require__.bind(__webpack_require__, 27957))).postgresTarget(request);
}
async function openMysql(request) {
    return (await Promise.all(/* import() */[__webpack_require__.e(244), __webpack_require__.e(837)]).then(__webpack_require__.bind(__webpack_require__, 29837))).mysqlSource(request);
}
async function openMysqlTarget(request) {
    return (await Promise.all(/* import() */[__webpack_require__.e(244), __webpack_require__.e(630), __webpack_require__.e(31)]).then(__webpack_require__.bind(__webpack_require__, 22031))).mysqlTarget(request);
}


/***/ }),

/***/ 30836:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ openBackup)
/* harmony export */ });
/* harmony import */ var _backup_reader_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(81044);

/** Looks whether a backup is whole, opens with the keys, and has the manifest that was sealed with it. @throws what the reader throws */
async function openBackup(reading, keys, ladder) {
    await ladder.step('objects', () => (0,_backup_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .assertObjectsPresent */ .mQ)(reading));
    const sealed = await ladder.step('fingerprint', () => (0,_backup_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .readFingerprint */ .bi)(reading, keys));
    await ladder.step('manifest', () => (0,_backup_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .assertManifestSealed */ .Uq)(reading, sealed.manifestSha256));
    return sealed;
}


/***/ }),

/***/ 79663:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ compareCopy)
/* harmony export */ });
/* harmony import */ var _domain_verification_compare_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75393);

/** Holds a copy against what the source held, row by row and object by object, and against its own rules. */
async function compareCopy(expected, copy, ladder) {
    const found = await ladder.step('rows', async (report) => {
        const inspected = await copy.inspect();
        report((0,_domain_verification_compare_js__WEBPACK_IMPORTED_MODULE_0__/* .compareTables */ .D)(expected, inspected));
        return inspected;
    });
    await ladder.step('definitions', async (report) => {
        report(await Promise.resolve((0,_domain_verification_compare_js__WEBPACK_IMPORTED_MODULE_0__/* .compareObjects */ .G)(expected, found)));
    });
    await ladder.step('rules', async (report) => report(await copy.examine()));
}


/***/ }),

/***/ 80915:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ Ladder)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var domain_failure = __webpack_require__(50596);
;// CONCATENATED MODULE: ./src/domain/verification/verdict.ts
/** The verdict that follows from what was found and from what could not be compared. Any finding fails, whatever else is open. */
function judge(findings, gaps) {
    if (findings.length > 0)
        return 'failed';
    return gaps.length > 0 ? 'could-not-tell' : 'proven';
}

;// CONCATENATED MODULE: ./src/pipeline/ladder.ts


/** Takes the steps of a drill, or of a restore, one after the other and keeps what each one showed. */
class Ladder {
    findings = [];
    gaps = [];
    notes = [];
    /** What ended it before its last step. */
    failure;
    #taken = new Map();
    #names;
    #clock;
    #progress;
    /** @param names every step, in the order in which they are shown */
    constructor(names, clock, progress) {
        this.#names = names;
        this.#clock = clock;
        this.#progress = progress;
    }
    /** Takes a step. What `work` reports is kept; what it throws comes out as a `Failure`. */
    async step(name, work) {
        const start = this.#clock.monotonicSeconds();
        let outcome = 'passed';
        this.#progress.stage(name);
        try {
            return await work(({ findings, gaps, notes = [] }) => {
                this.findings.push(...findings);
                this.gaps.push(...gaps);
                this.notes.push(...notes);
                outcome = outcomeOf(judge(findings, gaps), outcome);
            });
        }
        catch (thrown) {
            const failure = (0,domain_failure/* asFailure */.h_)(thrown);
            outcome = outcomeOf(failure.kind === 'integrity' ? 'failed' : 'could-not-tell', outcome);
            throw failure;
        }
        finally {
            this.#taken.set(name, { outcome, seconds: this.#clock.monotonicSeconds() - start });
        }
    }
    /**
     * Takes what ended the drill as evidence: against the backup where its integrity is in doubt, of nothing where the environment failed.
     *
     * @throws the failure itself where it says nothing about the backup: a wrong input, an interrupted run, a bug.
     */
    endedBy(thrown) {
        const failure = (0,domain_failure/* asFailure */.h_)(thrown);
        if (failure.kind === 'user' || failure.kind === 'bug' || failure.code === 'interrupted')
            throw failure;
        this.failure = failure;
    }
    get verdict() {
        if (this.failure?.kind === 'integrity')
            return 'failed';
        return judge(this.findings, this.failure === undefined ? this.gaps : [this.failure.message]);
    }
    get steps() {
        return this.#names.map((step) => {
            const { outcome, seconds } = this.#taken.get(step) ?? { outcome: 'not-run', seconds: null };
            return { step, outcome, seconds };
        });
    }
}
function outcomeOf(verdict, before) {
    if (verdict === 'failed' || before === 'failed')
        return 'failed';
    return verdict === 'could-not-tell' ? 'could-not-tell' : before;
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


/***/ })

};
