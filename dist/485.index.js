export const id = 485;
export const ids = [485];
export const modules = {

/***/ 76485:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  setupClient: () => (/* binding */ setupClient)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/pipeline/backup-finder.ts
var backup_finder = __webpack_require__(63487);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/process/launcher.ts + 1 modules
var launcher = __webpack_require__(65557);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./src/sandboxes/package-archive.ts





/**
 * Reads what `apt-get install --print-uris` prints with `Acquire::ForceHash=SHA256` (it is MD5 otherwise), a line for each file that it would
 * fetch: `'http://…' name.deb 1234 SHA256:…`.
 */
function packageFilesIn(output) {
    return [...output.matchAll(/^'[^']+' (\S+\.deb) (\d+) SHA256:([0-9a-f]{64})$/gm)].map(([, name = '', size = '', sha256 = '']) => ({ name, sizeBytes: Number(size), sha256 }));
}
/**
 * What of the wanted files a folder lacks, and what it had that is not what the index says. That is removed, and so is every other package:
 * apt itself looks at names and sizes only.
 */
async function checkArchive(folder, wanted) {
    const known = new Set(wanted.map(({ name }) => name));
    for (const name of await (0,promises_.readdir)(folder)) {
        if (name.endsWith('.deb') && !known.has(name))
            await (0,promises_.rm)((0,external_node_path_.join)(folder, name), { force: true });
    }
    const missing = [];
    const damaged = [];
    for (const file of wanted) {
        const path = (0,external_node_path_.join)(folder, file.name);
        const size = await (0,promises_.stat)(path).then((found) => found.size, () => undefined);
        if (size === undefined)
            missing.push(file.name);
        else if (size !== file.sizeBytes || (await digestOf(path)) !== file.sha256) {
            damaged.push(file.name);
            await (0,promises_.rm)(path, { force: true });
        }
    }
    return { missing, damaged };
}
async function digestOf(path) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(path), hash);
    return hash.digest('hex');
}

;// CONCATENATED MODULE: ./src/sandboxes/install-server.ts






const install_server_packages = {
    postgresql: (series) => [`postgresql-${series}`, `postgresql-client-${series}`],
    mariadb: () => ['mariadb-server', 'mariadb-client'],
    mysql: () => ['mysql-server', 'mysql-client'],
};
/** Comes with the package postgresql-common of Debian and Ubuntu, and registers apt.postgresql.org. */
const registerPostgresql = '/usr/share/postgresql-common/pgdg/apt.postgresql.org.sh';
/**
 * Installs a server and its client tools with apt, from files of the cache as far as they are what apt's index says.
 *
 * @throws Failure `client-missing` where apt has not that series, or cannot install it.
 */
async function installServer(request) {
    const { server, folder, cache, runId } = request;
    const names = install_server_packages[server.flavour]?.(server.series) ?? [];
    const apt = await aptFor(request);
    await (0,promises_.rm)(folder, { recursive: true, force: true });
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, 'partial'), { recursive: true });
    try {
        await apt('apt-get', 'update', '-q');
        const wanted = await wantedFiles(apt, server, folder, names);
        const lines = wanted.map(({ name, sha256 }) => `${name} ${sha256}`).sort();
        const key = `muster-packages-${(0,external_node_crypto_.createHash)('sha256').update(lines.join('\n')).digest('hex').slice(0, 32)}-`;
        const paths = [(0,external_node_path_.join)(folder, '*.deb')];
        const isHit = (await cache?.restore(paths, key)) ?? false;
        const { missing, damaged } = await checkArchive(folder, wanted);
        await apt('apt-get', 'install', '-y', '--no-install-recommends', ...keptIn(folder), ...names);
        if (missing.length === 0 && damaged.length === 0)
            return 'cache';
        // an entry is never changed: a new one, of which the newest counts, takes the place of one that is wrong
        if ((await checkArchive(folder, wanted)).missing.length === 0)
            await cache?.save(paths, `${key}${runId}`);
        return isHit ? 'damaged-cache' : 'downloaded';
    }
    catch (thrown) {
        throw thrown instanceof failure/* Failure */.HR ? thrown : notInstalled(names, thrown);
    }
    finally {
        await apt('rm', '-rf', folder).catch(() => undefined);
    }
}
/** As root, or through a sudo that asks for no password. */
async function aptFor({ launcher }) {
    const prefix = (await launcher.capture({ file: 'id', args: ['-u'] })).trim() === '0' ? [] : ['sudo', '-n'];
    return (file, ...args) => launcher.capture({ file: 'env', args: ['DEBIAN_FRONTEND=noninteractive', 'YES=yes', file, ...args], prefix });
}
function keptIn(folder) {
    return ['-o', `Dir::Cache::archives=${folder}`, '-o', 'APT::Keep-Downloaded-Packages=true'];
}
/** The files that apt would fetch for this series; where it has not the series, apt.postgresql.org may. */
async function wantedFiles(apt, server, folder, names) {
    const listing = ['-y', '--print-uris', '-o', 'Acquire::ForceHash=SHA256', '--no-install-recommends'];
    const listed = async () => packageFilesIn(await apt('apt-get', 'install', ...listing, ...keptIn(folder), ...names));
    const files = await listed().catch(async (thrown) => {
        if (server.flavour !== 'postgresql')
            throw thrown;
        await apt('apt-get', 'install', '-y', '--no-install-recommends', 'postgresql-common');
        await apt(registerPostgresql);
        return await listed();
    });
    // names such as `mariadb-server_1%3a10.11.6-0+deb12u1_amd64.deb`
    const offered = files.flatMap(({ name }) => /^(?:mariadb|mysql)-server_(?:\d+%3a)?([\d.]+)/.exec(name)?.[1] ?? []);
    if (server.flavour !== 'postgresql' && !offered.some((version) => `${version}.`.startsWith(`${server.series}.`))) {
        const other = offered[0] === undefined ? '' : `, but ${offered[0]}`;
        throw new failure/* Failure */.HR('client-missing', `apt offers no ${names[0] ?? ''} ${server.series}${other}`, {
            hint: `register packages of the series ${server.series} with apt before this step, or drill with \`sandbox: docker\``,
        });
    }
    return files;
}
function notInstalled(names, cause) {
    const stderr = cause instanceof launcher/* ProcessFailure */.i ? cause.stderr : '';
    const reason = /^E: (.*)$/m.exec(stderr)?.[1] ?? /^(sudo: .*)$/m.exec(stderr)?.[1] ?? 'apt-get does not work here';
    return new failure/* Failure */.HR('client-missing', `cannot install ${names.join(' and ')}: ${reason}`, {
        hint: 'install them before this step, or drill with `sandbox: docker`',
        cause,
    });
}

// EXTERNAL MODULE: ./src/sandboxes/registry.ts
var registry = __webpack_require__(2472);
// EXTERNAL MODULE: ./src/stores/with/read-only.ts
var read_only = __webpack_require__(46422);
// EXTERNAL MODULE: ./src/actions/report-file.ts
var report_file = __webpack_require__(26248);
// EXTERNAL MODULE: ./src/actions/store-input.ts + 1 modules
var store_input = __webpack_require__(82799);
// EXTERNAL MODULE: ./src/domain/backup-selector.ts
var backup_selector = __webpack_require__(768);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(16759);
// EXTERNAL MODULE: ./src/actions/input-reader.ts + 1 modules
var input_reader = __webpack_require__(23591);
;// CONCATENATED MODULE: ./src/actions/setup-client/inputs.ts




const inputNames = ['config', 'server', 'source', 'store', 'kind', 'backup', 'cache'];
/** Reads the inputs of `setup-client`. @throws Failure that names the input that is wrong */
function readInputs(runtime) {
    const reader = (0,input_reader/* inputReader */.c)(runtime, inputNames);
    const server = reader.text('server');
    return {
        reader,
        usesCache: reader.flag('cache', true),
        wanted: server === ''
            ? {
                sourceName: (0,object_key/* parseSourceName */.mN)(reader.required('source')),
                kind: reader.oneOf('kind', ['full', 'schema'], 'full'),
                selector: (0,backup_selector/* parseSelector */.Pl)(reader.text('backup', 'latest')),
            }
            : parseServer(server),
    };
}
function parseServer(text) {
    const [, flavour, series] = /^(postgresql|mariadb|mysql)[ -](\d{1,2}(?:\.\d{1,2})?)$/.exec(text) ?? [];
    if (flavour !== undefined && series !== undefined)
        return { flavour, series };
    throw new failure/* Failure */.HR('input-invalid', `input "server" is no server that Muster can install: ${JSON.stringify(text)}`, {
        hint: 'write postgresql 17, mariadb 11.8 or mysql 8.4, or leave it out and give source and store',
    });
}

;// CONCATENATED MODULE: ./src/actions/setup-client/wire.ts









/** `setup-client`: sees to it that the server of a backup and its client tools are installed on this machine. */
async function setupClient(context) {
    const { runtime, launcher, clock } = context;
    const inputs = readInputs(runtime);
    const { flavour, series } = await wantedServer(inputs, context);
    const name = `${flavour} ${series}`;
    const { searchPath, run } = runtime;
    const options = {
        ...{ launcher, clock, extraFolders: [], root: (0,external_node_os_.tmpdir)(), runId: run.id },
        pathFolders: searchPath.split(external_node_path_.delimiter).filter(Boolean),
    };
    const isMissing = () => (0,registry/* missingServer */.UX)({ flavour, version: series }, options);
    runtime.output('server', name);
    let origin = 'here-already';
    if ((await isMissing()) !== undefined) {
        const folder = (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.cache', 'muster', 'packages');
        const cache = inputs.usesCache ? runtime.cache : undefined;
        origin = await installServer({ launcher, server: { flavour, series }, folder, cache, runId: run.id });
        const stillMissing = await isMissing();
        if (stillMissing !== undefined)
            throw stillMissing;
        runtime.output('from-cache', String(origin === 'cache'));
    }
    runtime.output('report', await (0,report_file/* reportFile */.r)(runtime, 'setup', { flavour, series, origin }));
    if (origin === 'damaged-cache')
        runtime.warn('the cache held packages that are not what apt says; they were replaced');
    runtime.result(`${name} ${words[origin]}`);
}
const words = {
    'here-already': 'is here already',
    cache: 'is installed, from the cache',
    downloaded: 'is installed, freshly downloaded',
    'damaged-cache': 'is installed, freshly downloaded where the cache was wrong',
};
async function wantedServer({ wanted, reader }, context) {
    if ('flavour' in wanted)
        return wanted;
    const stores = (await (0,store_input/* storesInput */.lM)(reader, 'store', context)).map(({ store }) => (0,read_only/* readOnly */.T)(store));
    const { manifest } = await (0,backup_finder/* locateBackup */.T)({ ...context, ...wanted, stores, signal: context.runtime.signal });
    context.runtime.output('backup-id', manifest.id);
    const { flavour = '', version = '' } = manifest.server;
    return { flavour, series: await (0,registry/* seriesOf */.Lf)(flavour, version) };
}


/***/ }),

/***/ 2472:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lf: () => (/* binding */ seriesOf),
/* harmony export */   UX: () => (/* binding */ missingServer),
/* harmony export */   uq: () => (/* binding */ openSandboxes),
/* harmony export */   y4: () => (/* binding */ parseSandboxChoice)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94006);
/* harmony import */ var _domain_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96130);



/**
 * What the input `sandbox` says.
 *
 * @throws Failure `input-invalid`, without the text, which may hold a password.
 */
function parseSandboxChoice(text) {
    const choice = text.trim();
    if (choice === 'auto' || choice === 'local' || choice === 'docker')
        return choice;
    if (/^(?:postgres(?:ql)?|mysql|mariadb):\/\//.test(choice))
        return { url: new _domain_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh(choice) };
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', 'input "sandbox" is neither auto, local, docker nor a URL', {
        hint: `write auto, local, docker or a URL such as postgresql://user:password@host:5432/postgres${(0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(choice, ['auto', 'local', 'docker'])}`,
    });
}
/** The provider of the choice; its code is loaded only then. */
async function openSandboxes(choice, options) {
    if (choice === 'local')
        return (await __webpack_require__.e(/* import() */ 65).then(__webpack_require__.bind(__webpack_require__, 11065))).localSandboxes(options);
    if (choice === 'docker')
        return (await __webpack_require__.e(/* import() */ 766).then(__webpack_require__.bind(__webpack_require__, 7766))).dockerSandboxes(options);
    if (choice === 'auto')
        return automatic(options);
    return (await __webpack_require__.e(/* import() */ 784).then(__webpack_require__.bind(__webpack_require__, 85784))).givenSandboxes({ ...options, url: choice.url });
}
/** Why no private server of that flavour and version can be started on this machine; undefined where one can. */
async function missingServer(server, options) {
    return await (await __webpack_require__.e(/* import() */ 65).then(__webpack_require__.bind(__webpack_require__, 11065))).missingPrograms({ server, settings: {} }, options);
}
/** The part of a version that a sandbox shares with its source, such as `17` or `10.11`. @throws Failure `sandbox-unavailable` */
async function seriesOf(flavour, version) {
    const { flavours } = await __webpack_require__.e(/* import() */ 709).then(__webpack_require__.bind(__webpack_require__, 27709));
    const found = flavours.get(flavour);
    if (found !== undefined)
        return found.series(version);
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('sandbox-unavailable', `there is no server for backups of the flavour ${JSON.stringify(flavour)}`, {
        hint: `flavours that have one: ${[...flavours.keys()].join(', ')}`,
    });
}
/** Decides at each start, since only then it is known which version is needed. */
async function automatic(options) {
    const { localSandboxes, missingPrograms } = await __webpack_require__.e(/* import() */ 65).then(__webpack_require__.bind(__webpack_require__, 11065));
    const { dockerSandboxes, hasDocker } = await __webpack_require__.e(/* import() */ 766).then(__webpack_require__.bind(__webpack_require__, 7766));
    const local = localSandboxes(options);
    const docker = dockerSandboxes(options);
    return {
        async start(need, signal) {
            const missing = await missingPrograms(need, options);
            if (missing === undefined)
                return local.start(need, signal);
            if (await hasDocker(options.launcher))
                return docker.start(need, signal);
            throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(missing.code, `${missing.message}, and no docker engine answers`, {
                hint: `${missing.hint}, or start docker`,
            });
        },
        sweep: async () => (await local.sweep()) + (await docker.sweep()),
    };
}


/***/ }),

/***/ 46422:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readOnly)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);

/** The store for someone who only reads: whatever would change it throws a Failure `bug` and touches nothing. */
function readOnly(store) {
    const refuse = (verb, key) => Promise.reject(new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('bug', `a reader tried to ${verb} ${key} in ${store.name}`));
    return {
        name: store.name,
        get: (key, signal) => store.get(key, signal),
        stat: (key, signal) => store.stat(key, signal),
        list: (prefix, signal) => store.list(prefix, signal),
        put: (key) => refuse('write', key),
        putIfAbsent: (key) => refuse('write', key),
        remove: (key) => refuse('remove', key),
        async *abandoned(prefix, signal) {
            for await (const upload of store.abandoned(prefix, signal)) {
                yield { ...upload, abort: () => refuse('abort the upload of', upload.key) };
            }
        },
    };
}


/***/ })

};
