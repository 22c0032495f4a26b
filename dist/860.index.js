export const id = 860;
export const ids = [860];
export const modules = {

/***/ 33860:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backup: () => (/* binding */ backup)
});

// EXTERNAL MODULE: ./src/codecs/registry.ts + 4 modules
var registry = __webpack_require__(83499);
// EXTERNAL MODULE: ./src/engines/registry.ts
var engines_registry = __webpack_require__(45432);
// EXTERNAL MODULE: ./src/usecases/take-backup.ts
var take_backup = __webpack_require__(44972);
// EXTERNAL MODULE: ./src/actions/publish-status.ts + 1 modules
var publish_status = __webpack_require__(10318);
// EXTERNAL MODULE: ./src/actions/sealing-input.ts
var sealing_input = __webpack_require__(49553);
// EXTERNAL MODULE: ./src/actions/spool-input.ts
var spool_input = __webpack_require__(61801);
// EXTERNAL MODULE: ./src/actions/store-input.ts + 1 modules
var store_input = __webpack_require__(82799);
// EXTERNAL MODULE: ./src/actions/written-backup.ts + 1 modules
var written_backup = __webpack_require__(30136);
// EXTERNAL MODULE: ./src/domain/bytes.ts
var bytes = __webpack_require__(27207);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(16759);
// EXTERNAL MODULE: ./src/actions/connection-input.ts + 1 modules
var connection_input = __webpack_require__(5760);
// EXTERNAL MODULE: ./src/actions/input-reader.ts + 1 modules
var input_reader = __webpack_require__(23591);
;// CONCATENATED MODULE: ./src/actions/backup/inputs.ts





const inputNames = [
    'config',
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
    'publish-status',
];
/** Reads the inputs of `backup`. @throws Failure that names the input that is wrong */
function readInputs(runtime) {
    const reader = (0,input_reader/* inputReader */.c)(runtime, inputNames);
    return {
        reader,
        sourceName: (0,object_key/* parseSourceName */.mN)(reader.required('source')),
        url: (0,connection_input/* connectionInput */.PU)(reader),
        kind: reader.oneOf('kind', ['full', 'schema'], 'full'),
        tables: reader.lines('tables'),
        excludeTables: reader.lines('exclude-tables'),
        compression: reader.text('compression', 'zstd'),
        digest: reader.oneOf('digest', ['stream', 'server'], 'stream'),
        client: reader.text('client', 'auto'),
        minBytes: (0,bytes/* parseBytes */.C)(reader.text('min-bytes', '1'), 'min-bytes'),
        publishesStatus: reader.flag('publish-status', false),
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
        const stores = await (0,store_input/* writtenStoresInput */.u3)(reader, context);
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
        const unpublished = inputs.publishesStatus ? await (0,publish_status/* publishStatus */.G)(taken, context) : undefined;
        await (0,written_backup/* reportWritten */.w)(taken, stores, context);
        if (unpublished !== undefined)
            throw unpublished;
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

/***/ 10318:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ publishStatus)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var domain_failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/gate/published-status.ts
var published_status = __webpack_require__(77683);
// EXTERNAL MODULE: ./src/domain/manifest.ts + 1 modules
var domain_manifest = __webpack_require__(48660);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./src/platform/github/publish-artifact.ts



/** So many things of one name does one run leave. */
const mostNames = 20;
/**
 * Leaves a text as an artifact of this run. It needs no permission and no token but the one that the runner gives to every step.
 *
 * @returns the name that it got.
 * @throws Failure `status-unpublished`
 */
async function publishArtifact({ nameOf, fileName, text, retentionDays }, tempFolder, environment = process.env) {
    if (!environment['ACTIONS_RUNTIME_TOKEN'] || !environment['ACTIONS_RESULTS_URL']) {
        throw new domain_failure/* Failure */.HR('status-unpublished', 'this run has no place for artifacts, so the status cannot be published', {
            hint: 'only the steps of a workflow on github.com have one; elsewhere leave publish-status out, and give the gate a store',
        });
    }
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(110), __webpack_require__.e(935), __webpack_require__.e(351)]).then(__webpack_require__.bind(__webpack_require__, 77935));
    const client = new DefaultArtifactClient();
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(tempFolder, 'muster-publish-'));
    try {
        const path = (0,external_node_path_.join)(folder, fileName);
        await (0,promises_.writeFile)(path, text);
        for (let number = 1;; number += 1) {
            const name = nameOf(number);
            try {
                await client.uploadArtifact(name, [path], folder, { retentionDays });
                return name;
            }
            catch (cause) {
                // The service refuses a second artifact of a name with 409 Conflict.
                if (number < mostNames && /\b409\b|already exists/i.test((0,domain_failure/* messageOf */.bD)(cause)))
                    continue;
                throw new domain_failure/* Failure */.HR('status-unpublished', `the status cannot be published as ${name}: ${(0,domain_failure/* messageOf */.bD)(cause)}`, {
                    cause,
                });
            }
        }
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}

;// CONCATENATED MODULE: ./src/actions/publish-status.ts





/** Gates ask for backups that are younger by far. */
const retentionDays = 30;
/**
 * Publishes a status for gates without access to the store. The run says what it has to say first:
 * what keeps the status from being published is returned, for the step to end with, and not thrown. Of a backup of chosen tables, which stands
 * behind no migration, nothing is published.
 */
async function publishStatus({ manifest, manifestSha256, verdict }, { runtime, clock }) {
    const { source, kind, id, snapshotAt } = manifest;
    if (manifest.chosenTables) {
        runtime.info(`the status of ${id} is not published: it holds chosen tables, and a gate asks for a whole database`);
        return undefined;
    }
    const text = (0,published_status/* serializeStatus */.RT)({
        format: published_status/* statusFormat */.O4,
        ...{ source, kind, backup: id, snapshotAt },
        manifestSha256: manifestSha256 ?? (0,external_node_crypto_.createHash)('sha256').update((0,domain_manifest/* serializeManifest */.MZ)(manifest)).digest('hex'),
        verdict: verdict ?? null,
        verifiedAt: verdict === undefined ? null : clock.now().toISOString(),
        run: runtime.run.id,
    });
    const nameOf = (number) => (0,published_status/* statusName */.Er)(source, number);
    try {
        const name = await publishArtifact({ nameOf, fileName: 'status.json', text, retentionDays }, runtime.tempFolder);
        runtime.info(`published the status of ${id} as ${name}`);
        return undefined;
    }
    catch (thrown) {
        const failure = (0,domain_failure/* asFailure */.h_)(thrown);
        runtime.warn(failure.message); // also where something worse turns the run red
        return failure;
    }
}


/***/ }),

/***/ 30136:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ reportWritten)
});

// EXTERNAL MODULE: ./src/domain/bytes.ts
var domain_bytes = __webpack_require__(27207);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/manifest.ts + 1 modules
var domain_manifest = __webpack_require__(48660);
// EXTERNAL MODULE: ./src/domain/duration.ts
var duration = __webpack_require__(34678);
// EXTERNAL MODULE: ./src/domain/fingerprint.ts
var fingerprint = __webpack_require__(41796);
// EXTERNAL MODULE: ./src/domain/retention/trust.ts
var trust = __webpack_require__(49815);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
// EXTERNAL MODULE: ./src/report/portability-section.ts
var portability_section = __webpack_require__(97975);
;// CONCATENATED MODULE: ./src/report/backup-summary.ts







/** The page for a person: is there a backup, where, how large, who can open it. */
function backupSummary(written) {
    const { manifest, stores, size, seconds, notes = [] } = written;
    const failed = stores.filter(({ failure }) => failure !== undefined).length;
    const title = failed === 0
        ? `## ✅ ${(0,markdown/* plain */.pj)(manifest.source)} is backed up`
        : `## ❌ ${(0,markdown/* plain */.pj)(manifest.source)}: ${failed} of ${stores.length} stores failed`;
    const storedBytes = (0,domain_manifest/* storedSizeOf */.IU)(manifest);
    const plainBytes = manifest.objects.find(({ role }) => role === 'data')?.plainSizeBytes ?? 0;
    const facts = [
        ['backup', `\`${manifest.id}\``],
        ['what', [...new Set([manifest.kind, serverName(manifest)]), `snapshot of ${manifest.snapshotAt}`].join(' · ')],
        ...(size ? [['content', (0,fingerprint/* sizeInWords */._)(size)]] : []),
        ['size', `${(0,domain_bytes/* formatBytes */.z)(storedBytes)} stored, ${(0,domain_bytes/* formatBytes */.z)(plainBytes)} before compression`],
        ['took', `${(0,duration/* formatDuration */.a3)(seconds)} (${(0,domain_bytes/* formatBytes */.z)(plainBytes / Math.max(seconds, 0.001))}/s)`],
        ['can be opened by', recipients(manifest)],
    ];
    const outcomes = stores.map(({ store, failure }) => [
        (0,markdown/* plain */.pj)(store),
        failure === undefined ? '✅ stored' : `❌ ${(0,markdown/* plain */.pj)(failure.message)} — ${(0,markdown/* plain */.pj)(failure.hint)}`,
    ]);
    return (0,markdown/* page */.MY)(title, (0,markdown/* table */.tp)(['', ''], facts), (0,markdown/* table */.tp)(['store', 'outcome'], outcomes), (0,markdown/* list */.p_)(notes.map(markdown/* plain */.pj)), (0,markdown/* nextSteps */.Zn)(stepsAfter(written)), (0,portability_section/* portabilitySection */.h)(manifest));
}
function stepsAfter({ manifest, stores, keepsProof = false }) {
    const isLacking = stores.some(({ failure }) => failure !== undefined);
    return [
        ...(isLacking
            ? [`Bring it to the stores that lack it, with \`encrypt-and-upload\` and \`backup: ${manifest.id}\`.`]
            : []),
        ...(keepsProof || !(0,trust/* canBeProven */._g)(manifest.kind)
            ? []
            : [`Prove it, unless this run goes on to do so: \`restore-verify\` with \`backup: ${manifest.id}\`.`]),
    ];
}
/** Of files and of a command, this is the kind. */
function serverName({ server, engine }) {
    return (0,markdown/* plain */.pj)([server['flavour'] ?? engine, server['version'] ?? ''].join(' ').trim());
}
function recipients({ encryption }) {
    if (encryption.format === 'none')
        return '⚠️ anyone who can read the store: it is not encrypted';
    return `${encryption.recipients.map((recipient) => `\`${(0,markdown/* plain */.pj)(recipient)}\``).join(', ')} (${encryption.format})`;
}

// EXTERNAL MODULE: ./src/actions/output-report.ts
var output_report = __webpack_require__(97329);
;// CONCATENATED MODULE: ./src/actions/written-backup.ts





/** What a run that wrote a backup gives out. @throws the failure of a store that does not have the backup */
async function reportWritten(written, stores, { runtime }) {
    const { manifest } = written;
    const bytes = (0,domain_manifest/* storedSizeOf */.IU)(manifest);
    runtime.output('backup-id', manifest.id);
    runtime.output('bytes', String(bytes));
    runtime.output('store', stores.map(({ url }) => url).join('\n'));
    await (0,output_report/* outputReport */.w)(runtime, 'report', manifest.id, written);
    const failure = failureOf(written);
    await runtime.summary(backupSummary(written), failure);
    runtime.result(`backup ${manifest.id}: ${(0,domain_bytes/* formatBytes */.z)(bytes)} in ${written.stores.map(({ store }) => store).join(', ')}`);
    if (failure !== undefined)
        throw failure;
}
function failureOf({ manifest, stores }) {
    const failed = stores.filter((outcome) => outcome.failure !== undefined);
    const [first] = failed;
    if (first?.failure === undefined)
        return undefined;
    const names = failed.map(({ store }) => store).join(', ');
    return new failure/* Failure */.HR(first.failure.code, `backup ${manifest.id} is not in ${names}: ${first.failure.message}`, {
        hint: `${first.failure.hint}; the other stores have it`,
        cause: first.failure,
        isPartial: true,
    });
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

/***/ 77683:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Er: () => (/* binding */ statusName),
/* harmony export */   O4: () => (/* binding */ statusFormat),
/* harmony export */   RT: () => (/* binding */ serializeStatus),
/* harmony export */   i$: () => (/* binding */ parseStatus)
/* harmony export */ });
/* unused harmony export isStatusName */
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24456);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76040);
/* harmony import */ var _record_reader_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92559);




const statusFormat = 'muster/status/v1';
/**
 * The name of the artifact with a source's status. A run that publishes more than one numbers them from the second on; the sign in between
 * is in no source's name.
 */
function statusName(source, number = 1) {
    return `muster-status-${source}${number === 1 ? '' : `~${number}`}`;
}
/** Whether an artifact's name is one of those of a source. */
function isStatusName(name, source) {
    return name === statusName(source) || (name.startsWith(`${statusName(source)}~`) && /~\d+$/.test(name));
}
/** The status as it is published. */
function serializeStatus(status) {
    return `${JSON.stringify(status, null, 2)}\n`;
}
/** Reads a status as it came from an artifact. @throws Failure `status-invalid` that says which part is wrong */
function parseStatus(text, where) {
    const root = (0,_record_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .readRecord */ .a)(text, 'status-invalid', where);
    const format = root.text('format');
    if (format !== statusFormat) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('status-invalid', `${where}: unknown format ${JSON.stringify(format)}`, {
            hint: `this version reads ${statusFormat}; use the same version of Muster in both workflows`,
        });
    }
    const backup = root.text('backup');
    if (!(0,_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .isBackupId */ ["if"])(backup))
        return root.reject('backup', 'is not a backup id');
    const manifestSha256 = root.text('manifestSha256');
    if (!/^[0-9a-f]{64}$/.test(manifestSha256))
        root.reject('manifestSha256', 'is not a SHA-256 digest');
    const hasVerdict = root.has('verdict') && !root.isNull('verdict');
    return {
        format,
        source: root.text('source'),
        kind: root.oneOf('kind', _kind_js__WEBPACK_IMPORTED_MODULE_3__/* .backupKinds */ .A),
        backup,
        snapshotAt: root.moment('snapshotAt'),
        manifestSha256,
        verdict: hasVerdict ? root.oneOf('verdict', ['proven', 'failed', 'could-not-tell']) : null,
        verifiedAt: hasVerdict ? root.moment('verifiedAt') : null,
        run: root.text('run'),
    };
}


/***/ }),

/***/ 49815:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W2: () => (/* binding */ isTrusted),
/* harmony export */   _g: () => (/* binding */ canBeProven),
/* harmony export */   i1: () => (/* binding */ wordForTrust),
/* harmony export */   rI: () => (/* binding */ isKnownBad),
/* harmony export */   wP: () => (/* binding */ isWhole)
/* harmony export */ });
/** Whether a drill can prove backups of this kind. Files and the output of commands have no server to be restored into. */
function canBeProven(kind) {
    return kind === 'full' || kind === 'schema';
}
/**
 * Whether a backup is good enough to let older ones go: whole in the store and proven by a drill. Where a kind cannot be proven, whole
 * must do: every object that the manifest names is there in its size, and nothing bad is known.
 */
function isTrusted(entry) {
    if (entry.manifest === undefined || entry.faults.length > 0)
        return false;
    return canBeProven(entry.address.kind) ? entry.proven : !isKnownBad(entry);
}
/** Whether something is known to be wrong with a backup: it failed its last decisive drill, or objects are missing. */
function isKnownBad(entry) {
    const decision = entry.verifications.find(({ verdict }) => verdict !== 'could-not-tell');
    return entry.faults.length > 0 || decision?.verdict === 'failed';
}
/** The word for what makes a backup of this kind trusted. */
function wordForTrust(kind) {
    return canBeProven(kind) ? 'proven' : 'whole';
}
/** Whether a backup holds all that there was; one whose manifest cannot be read is taken for it. */
function isWhole({ manifest }) {
    return manifest?.chosenTables !== true;
}


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

/***/ 97975:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ portabilitySection),
/* harmony export */   y: () => (/* binding */ foldedPortability)
/* harmony export */ });
/* harmony import */ var _domain_counted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63714);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54285);


/** What a person has to know before a restore on another server; empty where nothing is recorded. */
function portabilitySection(manifest) {
    const notes = notesOf(manifest);
    return notes === '' ? '' : `For a restore on another server:\n\n${notes}`;
}
/** The same for a page that is read beside the one of the backup, which says it already. */
function foldedPortability(manifest) {
    const things = (0,_domain_counted_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .h)(manifest.portability?.length ?? 0, 'thing');
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .folded */ .TM)(`for a restore on another server: ${things} to know`, notesOf(manifest));
}
function notesOf({ portability = [] }) {
    if (portability.length === 0)
        return '';
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['about', 'to know'], portability.map(({ topic, detail }) => [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(topic), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(detail)]));
}


/***/ })

};
