export const id = 93;
export const ids = [93];
export const modules = {

/***/ 2093:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backup: () => (/* binding */ backup)
});

// EXTERNAL MODULE: ./src/codecs/registry.ts + 4 modules
var registry = __webpack_require__(3499);
// EXTERNAL MODULE: ./src/engines/registry.ts
var engines_registry = __webpack_require__(5432);
// EXTERNAL MODULE: ./src/usecases/take-backup.ts + 1 modules
var take_backup = __webpack_require__(8912);
// EXTERNAL MODULE: ./src/actions/sealing-input.ts + 3 modules
var sealing_input = __webpack_require__(5309);
// EXTERNAL MODULE: ./src/actions/spool-input.ts
var spool_input = __webpack_require__(1801);
// EXTERNAL MODULE: ./src/actions/store-input.ts + 2 modules
var store_input = __webpack_require__(9608);
// EXTERNAL MODULE: ./src/actions/written-backup.ts + 1 modules
var written_backup = __webpack_require__(136);
// EXTERNAL MODULE: ./src/domain/bytes.ts
var bytes = __webpack_require__(7207);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(6759);
// EXTERNAL MODULE: ./src/domain/failure.ts + 1 modules
var failure = __webpack_require__(5380);
// EXTERNAL MODULE: ./src/domain/secret.ts
var secret = __webpack_require__(6130);
;// CONCATENATED MODULE: ./src/actions/connection-input.ts


/** The inputs that say where a database is. */
const connectionInputNames = ['url', 'host', 'port', 'user', 'password', 'database'];
/** The connection URL, from `url` or from its parts. Its password, in every form in which it could be printed, is masked. */
function connectionInput(inputs, runtime) {
    const url = (inputs.secret('url') ?? fromParts(inputs)).reveal().trim();
    maskPassword(url, runtime);
    return new secret/* Secret */.z(url);
}
function fromParts(inputs) {
    const host = inputs.text('host');
    const database = inputs.text('database');
    if (host === '' || database === '') {
        throw new failure/* Failure */.HR('input-missing', 'input "url" is empty, and so is "host" or "database"', {
            hint: 'give the connection URL as a secret, or host, port, user, password and database; pull requests from forks have no secrets',
        });
    }
    const user = encodeURIComponent(inputs.text('user', 'postgres'));
    const password = inputs.secret('password')?.reveal() ?? '';
    const account = password === '' ? user : `${user}:${encodeURIComponent(password)}`;
    // A folder as host is a unix socket, which a URL carries as a parameter.
    const isSocket = host.startsWith('/');
    const address = isSocket ? '' : `${/^[^[].*:/.test(host) ? `[${host}]` : host}:${inputs.text('port', '5432')}`;
    const parameters = isSocket ? `?host=${encodeURIComponent(host)}&port=${inputs.text('port', '5432')}` : '';
    return new secret/* Secret */.z(`postgresql://${account}@${address}/${encodeURIComponent(database)}${parameters}`);
}
/** A password stands in front of the host, or in the parameter of that name. */
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

// EXTERNAL MODULE: ./src/actions/input-reader.ts
var input_reader = __webpack_require__(9539);
;// CONCATENATED MODULE: ./src/actions/backup/inputs.ts





const inputNames = [
    'source',
    ...connectionInputNames,
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
        url: connectionInput(reader, runtime),
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
        const source = await (0,engines_registry/* openSource */.o)({
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

/***/ 5432:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ openSource),
/* harmony export */   x: () => (/* binding */ openRestorer)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5380);

/** The engines by the schemes of their URLs. Each is loaded when it is first used. */
const sources = {
    postgresql: openPostgres,
    postgres: openPostgres,
};
const restorers = {
    postgres: async (tools) => (await Promise.all(/* import() */[__webpack_require__.e(653), __webpack_require__.e(462)]).then(__webpack_require__.bind(__webpack_require__, 9462))).postgresRestorer(tools),
};
/** The source behind a URL. @throws Failure `input-invalid` for a scheme that no engine has. */
async function openSource(request) {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(request.url.reveal().trim())?.[1]?.toLowerCase() ?? '';
    const open = Object.hasOwn(sources, scheme) ? sources[scheme] : undefined;
    if (open === undefined) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', 'input "url" is no URL of a database that Muster can back up', {
            hint: 'write postgresql://user:password@host:5432/database',
        });
    }
    return await open(request);
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
    return (await Promise.all(/* import() */[__webpack_require__.e(653), __webpack_require__.e(962)]).then(__webpack_require__.bind(__webpack_require__, 9962))).postgresSource(request);
}


/***/ })

};
