export const id = 417;
export const ids = [417];
export const modules = {

/***/ 8417:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backup: () => (/* binding */ backup)
});

// EXTERNAL MODULE: ./src/codecs/registry.ts + 4 modules
var registry = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/engines/registry.ts
var engines_registry = __webpack_require__(2429);
// EXTERNAL MODULE: ./src/usecases/take-backup.ts
var take_backup = __webpack_require__(289);
// EXTERNAL MODULE: ./src/actions/sealing-input.ts
var sealing_input = __webpack_require__(1618);
// EXTERNAL MODULE: ./src/actions/spool-input.ts
var spool_input = __webpack_require__(4890);
// EXTERNAL MODULE: ./src/actions/store-input.ts + 2 modules
var store_input = __webpack_require__(191);
// EXTERNAL MODULE: ./src/actions/written-backup.ts + 1 modules
var written_backup = __webpack_require__(9156);
// EXTERNAL MODULE: ./src/domain/bytes.ts
var bytes = __webpack_require__(1934);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(6024);
// EXTERNAL MODULE: ./src/actions/connection-input.ts
var connection_input = __webpack_require__(3651);
// EXTERNAL MODULE: ./src/actions/input-reader.ts
var input_reader = __webpack_require__(1058);
;// CONCATENATED MODULE: ./src/actions/backup/inputs.ts





const inputNames = [
    'source',
    ...connection_input/* connectionInputNames */.J_,
    'store',
    ...sealing_input/* sealingInputNames */.WM,
    'kind',
    'tables',
    'exclude-tables',
    'compression',
    'digest',
    'client',
    'min-bytes',
    'spool-budget',
];
/** Reads the inputs of `backup`. @throws Failure that names the input that is wrong */
function readInputs(runtime) {
    const reader = (0,input_reader/* inputReader */.c)(runtime, inputNames);
    return {
        reader,
        sourceName: (0,object_key/* parseSourceName */.mN)(reader.required('source')),
        url: (0,connection_input/* connectionInput */.PU)(reader, runtime),
        kind: reader.oneOf('kind', ['full', 'schema'], 'full'),
        tables: reader.lines('tables'),
        excludeTables: reader.lines('exclude-tables'),
        compression: reader.text('compression', 'zstd'),
        digest: reader.oneOf('digest', ['stream', 'server'], 'stream'),
        client: reader.text('client', 'auto'),
        minBytes: (0,bytes/* parseBytes */.C)(reader.text('min-bytes', '1'), 'min-bytes'),
    };
}

;// CONCATENATED MODULE: ./src/actions/backup/wire.ts
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








/** `backup`: dumps a database into its stores, sealed. */
async function backup(context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { runtime, launcher } = context;
        const { reader, ...inputs } = readInputs(runtime);
        const codec = (0,registry/* parseCompression */.G)(inputs.compression);
        const cipher = await (0,sealing_input/* sealingInput */.Ej)(reader);
        const stores = reader.lines('store').length === 0 ? [await (0,store_input/* stagingStore */.xf)(context)] : await (0,store_input/* storesInput */.lM)(reader, 'store', context);
        const source = await (0,engines_registry/* openSource */.oD)({
            url: inputs.url,
            launcher,
            client: inputs.client,
            searchPath: runtime.searchPath,
        });
        const spool = __addDisposableResource(env_1, await (0,spool_input/* spoolInput */.i)(reader, context), true);
        const taken = await (0,take_backup/* takeBackup */.a)({
            ...context,
            ...inputs,
            source,
            codec,
            cipher,
            stores: stores.map(({ store }) => store),
            spool,
            run: runtime.run,
            signal: runtime.signal,
        });
        await (0,written_backup/* reportWritten */.w)(taken, stores, context);
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


/***/ }),

/***/ 3651:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J_: () => (/* binding */ connectionInputNames),
/* harmony export */   PU: () => (/* binding */ connectionInput),
/* harmony export */   yE: () => (/* binding */ maskPassword)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8650);
/* harmony import */ var _domain_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2217);


/** The inputs that say where a database is. */
const connectionInputNames = ['url', 'host', 'port', 'user', 'password', 'database'];
/** The connection URL, from `url` or from its parts. Its password, in every form in which it could be printed, is masked. */
function connectionInput(inputs, runtime) {
    const given = inputs.secret('url');
    const url = (given ?? fromParts(inputs)).reveal().trim();
    maskPassword(url, runtime);
    if (given !== undefined)
        refuseUnusable(url, inputs);
    return new _domain_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh(url);
}
/** What is wrong with the text of `url` whatever the database: no message holds a piece of it. */
function refuseUnusable(url, inputs) {
    const part = ['host', 'password', 'database'].find((name) => inputs.text(name) !== '');
    if (part !== undefined) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', `inputs "url" and "${part}" exclude each other`, {
            hint: 'give the connection URL, or host, port, user, password and database',
        });
    }
    if (/^(["'`]).*\1$/s.test(url)) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', 'input "url" stands in quotes', { hint: 'store the secret again without them' });
    }
}
function fromParts(inputs) {
    const host = inputs.text('host');
    const database = inputs.text('database');
    if (host === '' || database === '') {
        const empty = host === '' ? 'host' : 'database';
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-missing', `input "url" is empty, and so is "${empty}"`, {
            hint: `give the connection URL, or host, port, user, password and database; ${_domain_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .emptySecretHint */ .Xm}`,
        });
    }
    const port = inputs.text('port', '5432');
    if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', `input "port" is no port: ${JSON.stringify(port)}`, {
            hint: 'write a number from 1 to 65535, such as 5432',
        });
    }
    const user = encodeURIComponent(inputs.text('user', 'postgres'));
    const secret = inputs.secret('password');
    const password = secret === undefined ? '' : (0,_domain_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(secret, 'password').reveal();
    const account = password === '' ? user : `${user}:${encodeURIComponent(password)}`;
    // A folder as host is a unix socket, which a URL carries as a parameter.
    const isSocket = host.startsWith('/');
    const address = isSocket ? '' : `${/^[^[].*:/.test(host) ? `[${host}]` : host}:${port}`;
    const parameters = isSocket ? `?host=${encodeURIComponent(host)}&port=${port}` : '';
    return new _domain_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh(`postgresql://${account}@${address}/${encodeURIComponent(database)}${parameters}`);
}
/** Masks the password of a connection URL, which stands in front of the host or in the parameter of that name. */
function maskPassword(url, runtime) {
    const places = [/^[a-z+]+:\/\/[^:@/]*:(.*)@/is, /[?&]password=([^&#]*)/i];
    for (const place of places) {
        const encoded = place.exec(url)?.[1];
        if (encoded === undefined || encoded === '')
            continue;
        runtime.mask(encoded);
        try {
            runtime.mask(decodeURIComponent(encoded));
        }
        catch {
            // not percent-encoded: the text itself is masked
        }
    }
}


/***/ }),

/***/ 9156:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ reportWritten)
});

// EXTERNAL MODULE: ./src/domain/bytes.ts
var domain_bytes = __webpack_require__(1934);
// EXTERNAL MODULE: ./src/domain/failure.ts + 1 modules
var failure = __webpack_require__(8650);
// EXTERNAL MODULE: ./src/domain/manifest.ts + 1 modules
var domain_manifest = __webpack_require__(3705);
// EXTERNAL MODULE: ./src/domain/duration.ts
var duration = __webpack_require__(7597);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(998);
// EXTERNAL MODULE: ./src/report/portability-section.ts
var portability_section = __webpack_require__(1130);
;// CONCATENATED MODULE: ./src/report/backup-summary.ts





/** The page for a person: is there a backup, where, how large, who can open it. */
function backupSummary({ manifest, stores, size, seconds, notes = [] }) {
    const failed = stores.filter(({ failure }) => failure !== undefined).length;
    const title = failed === 0
        ? `## ✅ ${(0,markdown/* plain */.pj)(manifest.source)} is backed up`
        : `## ❌ ${(0,markdown/* plain */.pj)(manifest.source)}: ${failed} of ${stores.length} stores failed`;
    const storedBytes = (0,domain_manifest/* storedSizeOf */.IU)(manifest);
    const plainBytes = manifest.objects.find(({ role }) => role === 'data')?.plainSizeBytes ?? 0;
    const facts = [
        ['backup', `\`${manifest.id}\``],
        ['what', `${manifest.kind} · ${serverName(manifest)} · snapshot of ${manifest.snapshotAt}`],
        ...(size ? [['content', `${size.tables} tables, ${size.rows} rows, ${size.objects} objects`]] : []),
        ['size', `${(0,domain_bytes/* formatBytes */.z)(storedBytes)} stored, ${(0,domain_bytes/* formatBytes */.z)(plainBytes)} before compression`],
        ['took', `${(0,duration/* formatDuration */.a3)(seconds)} (${(0,domain_bytes/* formatBytes */.z)(plainBytes / Math.max(seconds, 0.001))}/s)`],
        ['can be opened by', recipients(manifest)],
    ];
    const outcomes = stores.map(({ store, failure }) => [
        (0,markdown/* plain */.pj)(store),
        failure === undefined ? '✅ stored' : `❌ ${(0,markdown/* plain */.pj)(failure.message)} — ${(0,markdown/* plain */.pj)(failure.hint)}`,
    ]);
    return (0,markdown/* page */.MY)(title, (0,markdown/* table */.tp)(['', ''], facts), (0,markdown/* table */.tp)(['store', 'outcome'], outcomes), (0,markdown/* list */.p_)(notes.map(markdown/* plain */.pj)), (0,portability_section/* portabilitySection */.h)(manifest));
}
function serverName({ server, engine }) {
    return (0,markdown/* plain */.pj)([server['flavour'] ?? engine, server['version'] ?? ''].join(' ').trim());
}
function recipients({ encryption }) {
    if (encryption.format === 'none')
        return '⚠️ anyone who can read the store: it is not encrypted';
    return `${encryption.recipients.map((recipient) => `\`${(0,markdown/* plain */.pj)(recipient)}\``).join(', ')} (${encryption.format})`;
}

// EXTERNAL MODULE: ./src/actions/report-file.ts
var report_file = __webpack_require__(5795);
;// CONCATENATED MODULE: ./src/actions/written-backup.ts





/** What a run that wrote a backup gives out. @throws the failure of a store that does not have the backup */
async function reportWritten(written, stores, { runtime }) {
    const { manifest } = written;
    const bytes = (0,domain_manifest/* storedSizeOf */.IU)(manifest);
    runtime.output('backup-id', manifest.id);
    runtime.output('bytes', String(bytes));
    runtime.output('store', stores.map(({ url }) => url).join('\n'));
    runtime.output('report', await (0,report_file/* reportFile */.r)(runtime, manifest.id, written));
    await runtime.summary(backupSummary(written));
    runtime.result(`backup ${manifest.id}: ${(0,domain_bytes/* formatBytes */.z)(bytes)} in ${written.stores.map(({ store }) => store).join(', ')}`);
    const failed = written.stores.filter((outcome) => outcome.failure !== undefined);
    const [first] = failed;
    if (first?.failure === undefined)
        return;
    const names = failed.map(({ store }) => store).join(', ');
    throw new failure/* Failure */.HR(first.failure.code, `backup ${manifest.id} is not in ${names}: ${first.failure.message}`, {
        hint: `${first.failure.hint}; the other stores have it`,
        cause: first.failure,
    });
}


/***/ }),

/***/ 9197:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ schemeOf),
/* harmony export */   z: () => (/* binding */ parseConnectionUrl)
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
        user: decode(user),
        password: decode(password),
        authority,
        database: decode(path),
        parameters: new Map(pairs),
    };
}
function pair(text) {
    const at = text.indexOf('=');
    return at < 1 ? ['', ''] : [decode(text.slice(0, at)), decode(text.slice(at + 1))];
}
/** Decodes what is percent-encoded and leaves a `%` that encodes nothing as it is. */
function decode(text) {
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

/***/ 2429:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ap: () => (/* binding */ openTarget),
/* harmony export */   oD: () => (/* binding */ openSource),
/* harmony export */   xG: () => (/* binding */ openRestorer)
/* harmony export */ });
/* harmony import */ var _domain_connection_url_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9197);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8650);
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8215);



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
};
const restorers = {
    postgres: async (tools) => (await Promise.all(/* import() */[__webpack_require__.e(497), __webpack_require__.e(631), __webpack_require__.e(568)]).then(__webpack_require__.bind(__webpack_require__, 4568))).postgresRestorer(tools),
    mysql: async (tools) => (await Promise.all(/* import() */[__webpack_require__.e(421), __webpack_require__.e(28)]).then(__webpack_require__.bind(__webpack_require__, 5028))).mysqlRestorer(tools),
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
    const scheme = (0,_domain_connection_url_js__WEBPACK_IMPORTED_MODULE_1__/* .schemeOf */ .d)(url.reveal());
    const engine = Object.hasOwn(engines, scheme) ? engines[scheme] : undefined;
    if (engine === undefined)
        throw unusable(url.reveal(), Object.keys(engines), what);
    return engine;
}
/** Words that may be shown. Any other one may be a piece of a password. */
const shownSchemes = ['mongodb', 'mongodb+srv', 'redis', 'rediss', 'sqlserver', 'oracle', 'sqlite', 'http', 'https'];
function unusable(url, schemes, what) {
    const scheme = (0,_domain_connection_url_js__WEBPACK_IMPORTED_MODULE_1__/* .schemeOf */ .d)(url);
    const form = `write ${schemes.join('://, ')}://user:password@host/database`;
    if (/^\s*jdbc:/i.test(url)) {
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', 'input "url" is one for JDBC', {
            hint: `leave out "jdbc:" and put user and password in front of the host: ${form}`,
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
async function openPostgres(request) {
    return (await Promise.all(/* import() */[__webpack_require__.e(497), __webpack_require__.e(975)]).then(__webpack_require__.bind(__webpack_require__, 975))).postgresSource(request);
}
async function openPostgresTarget(request) {
    return (await Promise.all(/* import() */[__webpack_require__.e(497), __webpack_require__.e(631), __webpack_require__.e(735)]).then(__webpack_require__.bind(__webpack_require__, 2116))).postgresTarget(request);
}
async function openMysql(request) {
    return (await Promise.all(/* import() */[__webpack_require__.e(421), __webpack_require__.e(986)]).then(__webpack_require__.bind(__webpack_require__, 4986))).mysqlSource(request);
}


/***/ }),

/***/ 1130:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ portabilitySection)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(998);

/** What a person has to know before a restore on another server; empty where nothing is recorded. */
function portabilitySection({ portability = [] }) {
    if (portability.length === 0)
        return '';
    const rows = portability.map(({ topic, detail }) => [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(topic), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(detail)]);
    return `For a restore on another server:\n\n${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['about', 'to know'], rows)}`;
}


/***/ })

};
