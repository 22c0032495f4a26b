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
// EXTERNAL MODULE: ./src/actions/output-report.ts
var output_report = __webpack_require__(97329);
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
    await (0,output_report/* outputReport */.w)(runtime, 'report', 'setup', { flavour, series, origin });
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

/***/ 768:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EZ: () => (/* binding */ isMeant),
/* harmony export */   Pl: () => (/* binding */ parseSelector),
/* harmony export */   e: () => (/* binding */ namedInstead),
/* harmony export */   hV: () => (/* binding */ noSuchBackup),
/* harmony export */   kW: () => (/* binding */ candidatesOf)
/* harmony export */ });
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24456);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34678);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50596);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94006);
/* harmony import */ var _clock_tolerance_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(68512);





/**
 * The selector that a text means: `latest`, `latest-proven`, an id, `random:30d` for any backup of the last 30 days, or `pull-request:123` for
 * the one that a migration gate recorded.
 *
 * @throws Failure `input-invalid`.
 */
function parseSelector(text) {
    if (text === 'latest' || text === 'latest-proven')
        return { by: text };
    if (/^random:./.test(text))
        return { by: 'random', withinSeconds: (0,_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDuration */ .E9)(text.slice(7), 'backup') };
    const pullRequest = /^pull-request:([1-9]\d{0,8})$/.exec(text)?.[1];
    if (pullRequest !== undefined)
        return { by: 'pull-request', number: Number(pullRequest) };
    if ((0,_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .isBackupId */ ["if"])(text))
        return { by: 'id', id: text };
    const isNearlyId = /^\d{8}T\d{6}Z/i.test(text);
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('input-invalid', `input "backup" names no backup: ${JSON.stringify(text)}`, {
        hint: isNearlyId
            ? 'write the whole id as `list` shows it, with six small letters or digits at its end, such as 20261121T041502Z-k3f9qa'
            : `write latest, latest-proven, random:30d, pull-request:123 or an id such as 20261121T041502Z-k3f9qa${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .a)(text, ['latest', 'latest-proven'])}`,
    });
}
/**
 * The backups that a selector may mean, the likeliest first, by their ids alone. `now` and `chance`, a number from 0 up to 1, are for `random`.
 *
 * @param ids newest first
 */
function candidatesOf(ids, selector, { now, chance }) {
    switch (selector.by) {
        case 'latest':
        case 'latest-proven':
            return ids;
        case 'id':
            return ids.filter((id) => id === selector.id);
        case 'random': {
            const ageOf = (id) => (now.getTime() - (0,_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .momentOf */ .Et)(id).getTime()) / 1000;
            const young = ids.filter((id) => ageOf(id) <= selector.withinSeconds && ageOf(id) >= -_clock_tolerance_js__WEBPACK_IMPORTED_MODULE_4__/* .clockToleranceSeconds */ .V);
            return young.slice(Math.floor(chance * young.length)).slice(0, 1);
        }
    }
}
/**
 * Whether a selector means a candidate, now that it is read.
 *
 * @throws Failure `manifest-invalid` where its manifest cannot be read: it is never passed over in favour of an older one.
 */
function isMeant({ address, proven, unreadable }, { by }) {
    if (by === 'latest-proven')
        return proven;
    if (unreadable === undefined)
        return true;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('manifest-invalid', `the manifest of ${address.id} cannot be used: ${unreadable}`);
}
/** The few backups that are named where a selector means none: the nearest to the id, or else the newest. */
function namedInstead(ids, selector) {
    return (selector.by === 'id' ? nearest(ids, selector.id) : ids).slice(0, 5);
}
/** The Failure `backup-missing` that says what there is: some of the backups, and how many in all. */
function noSuchBackup(selector, named, total) {
    const { what, hint } = reasonOf(selector);
    const ids = named.map((entry) => entry.address.id + (entry.proven ? ' (proven)' : ''));
    if (ids.length === 0)
        return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('backup-missing', what);
    const more = total > ids.length ? ` and ${total - ids.length} more` : '';
    const there = ids.length === 1 ? 'there is' : 'there are';
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('backup-missing', `${what}; ${there} ${ids.join(', ')}${more}`, hint === undefined ? {} : { hint });
}
function reasonOf(selector) {
    const hint = 'write one of these ids, or latest, in input "backup"';
    switch (selector.by) {
        case 'latest':
            return { what: 'there is no backup' };
        case 'latest-proven': {
            const proving = 'prove one with restore-verify, or write an id or latest in input "backup"';
            return { what: 'no backup is proven', hint: proving };
        }
        case 'id':
            return { what: `there is no backup ${selector.id}`, hint };
        case 'random':
            return { what: `no backup is younger than ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(selector.withinSeconds)}`, hint };
    }
}
/** Ids carry their moment first, so the longest common beginning means the nearest in time. */
function nearest(ids, id) {
    const common = (other) => {
        let length = 0;
        while (length < id.length && other[length] === id[length])
            length += 1;
        return length;
    };
    return ids.toSorted((a, b) => common(b) - common(a));
}


/***/ }),

/***/ 63487:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ locateBackup),
/* harmony export */   V: () => (/* binding */ selectBackup)
/* harmony export */ });
/* harmony import */ var _domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(768);
/* harmony import */ var _domain_backup_id_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24456);
/* harmony import */ var _domain_clock_tolerance_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(68512);
/* harmony import */ var _domain_duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34678);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50596);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16759);
/* harmony import */ var _catalog_listing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6828);
/* harmony import */ var _catalog_reader_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(90597);
/* harmony import */ var _gate_records_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(92280);
/* harmony import */ var _missing_source_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(21990);










/**
 * The first store that has the backup, and the backup. Where the latest is meant and another store has a later one, that is said.
 *
 * @throws Failure of the first store where none has it, and at once where its latest is dated in the future, or where what a gate wrote into
 *   it cannot be relied on: another store may have an older way back.
 */
async function locateBackup(search) {
    const { stores, sourceName, kind, signal, progress } = search;
    let reason;
    for (const store of stores) {
        try {
            const entry = await selectBackup(store, search);
            if (entry?.manifest === undefined)
                continue;
            if (search.selector.by === 'latest')
                await warnOfLater({ store, entry }, search);
            return { store, entry, manifest: entry.manifest };
        }
        catch (thrown) {
            if (!(thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR) || endsSearch.includes(thrown.code))
                throw thrown;
            reason ??= thrown;
            if (stores.length > 1)
                progress.warn(`${store.name}: ${thrown.message}`);
        }
    }
    throw reason ?? (await (0,_missing_source_js__WEBPACK_IMPORTED_MODULE_8__/* .missingSource */ .a)(stores, { source: sourceName, kinds: [kind] }, signal));
}
const endsSearch = ['backup-ahead', 'gate-record-invalid'];
/** The first store's latest is taken, also where a run reached only another one last night. By the keys alone, so that it costs a listing. */
async function warnOfLater({ store, entry }, { stores, sourceName, kind, clock, progress, signal }) {
    const foundAt = (0,_domain_backup_id_js__WEBPACK_IMPORTED_MODULE_1__/* .momentOf */ .Et)(entry.address.id);
    for (const other of stores.filter((one) => one !== store)) {
        try {
            const { folders } = await (0,_catalog_listing_js__WEBPACK_IMPORTED_MODULE_5__/* .listFolders */ .u)(other, (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_4__/* .prefixOf */ .MT)(sourceName, kind), signal);
            const later = folders.findLast(({ address, hasManifest }) => hasManifest && !(0,_domain_clock_tolerance_js__WEBPACK_IMPORTED_MODULE_9__/* .isAhead */ .Y)((0,_domain_backup_id_js__WEBPACK_IMPORTED_MODULE_1__/* .momentOf */ .Et)(address.id), clock.now()));
            if (later === undefined || (0,_domain_backup_id_js__WEBPACK_IMPORTED_MODULE_1__/* .momentOf */ .Et)(later.address.id) <= foundAt)
                continue;
            const { id } = later.address;
            progress.warn(`the latest backup in ${store.name}, ${entry.address.id}, is taken, but ${other.name} has a later one, ${id}: write that id in input "backup" if you mean it`);
        }
        catch (thrown) {
            if (!(thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR) || signal.aborted)
                throw thrown;
            progress.note(`whether ${other.name} has a later backup is not known: ${thrown.message}`);
        }
    }
}
/**
 * The backup of one store that is meant; undefined where it has none of the source and kind. A store of thousands is listed by its keys, and
 * no more is read than what decides: of an id its folder alone, of the latest its records, of the latest that is proven those that are newer.
 *
 * @throws Failure `backup-missing` where none is meant, `manifest-invalid`, `backup-ahead` where the latest is dated in the future,
 *   `gate-record-invalid`.
 */
async function selectBackup(store, search) {
    const { selector } = search;
    if (selector.by !== 'pull-request')
        return await selectFromCatalog(store, selector, search);
    const { backup, manifestSha256 } = await (0,_gate_records_js__WEBPACK_IMPORTED_MODULE_7__/* .gatedBackup */ .E)(store, selector.number, search);
    const entry = await selectFromCatalog(store, { by: 'id', id: backup }, search);
    if (entry === undefined || entry.manifestSha256 === manifestSha256)
        return entry;
    const message = `the manifest of ${backup} in ${store.name} is not the one that the gate saw for pull request ${selector.number}`;
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('gate-record-invalid', message);
}
async function selectFromCatalog(store, selector, { sourceName: source, kind, clock, signal }) {
    const now = clock.now();
    if (selector.by === 'id') {
        const found = await (0,_catalog_reader_js__WEBPACK_IMPORTED_MODULE_6__/* .readBackup */ .fe)(store, { source, kind, id: selector.id }, { now, signal });
        if (found !== undefined && (0,_catalog_reader_js__WEBPACK_IMPORTED_MODULE_6__/* .isBackup */ .rk)(found) && (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .isMeant */ .EZ)(found, selector))
            return found;
    }
    const { folders } = await (0,_catalog_listing_js__WEBPACK_IMPORTED_MODULE_5__/* .listFolders */ .u)(store, (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_4__/* .prefixOf */ .MT)(source, kind), signal);
    const backups = new Map(folders.flatMap((folder) => (folder.hasManifest ? [[folder.address.id, folder]] : [])).reverse());
    if (backups.size === 0)
        return undefined;
    const ids = [...backups.keys()]; // keys sort by time
    const among = (some) => some.flatMap((id) => backups.get(id) ?? []);
    const candidates = (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .candidatesOf */ .kW)(ids, selector, { now, chance: clock.random() });
    for (const batch of batches(among(candidates), selector.by === 'latest-proven' ? readAtOnce : 1)) {
        const { entries } = await (0,_catalog_reader_js__WEBPACK_IMPORTED_MODULE_6__/* .readFolders */ .iz)(store, batch, { now, signal });
        const entry = entries.find((one) => (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .isMeant */ .EZ)(one, selector));
        if (entry === undefined)
            continue;
        if (selector.by.startsWith('latest') && (0,_domain_clock_tolerance_js__WEBPACK_IMPORTED_MODULE_9__/* .isAhead */ .Y)((0,_domain_backup_id_js__WEBPACK_IMPORTED_MODULE_1__/* .momentOf */ .Et)(entry.address.id), now))
            throw datedAhead(entry, ids, now);
        return entry;
    }
    const named = (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .namedInstead */ .e)(ids, selector);
    const { entries } = await (0,_catalog_reader_js__WEBPACK_IMPORTED_MODULE_6__/* .readFolders */ .iz)(store, among(named), { now, signal });
    const inOrder = named.flatMap((id) => entries.find(({ address }) => address.id === id) ?? []);
    throw (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .noSuchBackup */ .hV)(selector, inOrder, backups.size);
}
/** It would be the latest, and hide every one that is newer, until its date has passed. By its id it can always be had. */
function datedAhead({ address: { id } }, ids, now) {
    const seconds = ((0,_domain_backup_id_js__WEBPACK_IMPORTED_MODULE_1__/* .momentOf */ .Et)(id).getTime() - now.getTime()) / 1000;
    const before = ids.find((one) => !(0,_domain_clock_tolerance_js__WEBPACK_IMPORTED_MODULE_9__/* .isAhead */ .Y)((0,_domain_backup_id_js__WEBPACK_IMPORTED_MODULE_1__/* .momentOf */ .Et)(one), now));
    const which = before === undefined ? id : `${id}, or ${before} for the newest that is not,`;
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('backup-ahead', `the latest backup, ${id}, is dated ${(0,_domain_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .formatAge */ .nV)(seconds)} in the future, so it may hide newer ones`, {
        hint: `write ${which} in input "backup"; set the clock of its source right, and move its folder out of the store`,
    });
}
const readAtOnce = 16;
/** Which of two backups of the same second is the newer one, only their manifests say: they stay together. */
function* batches(folders, size) {
    const momentAt = (at) => folders[at] && (0,_domain_backup_id_js__WEBPACK_IMPORTED_MODULE_1__/* .momentOf */ .Et)(folders[at].address.id).getTime();
    for (let start = 0, end = 0; start < folders.length; start = end) {
        end = Math.min(start + size, folders.length);
        while (momentAt(end) !== undefined && momentAt(end) === momentAt(end - 1))
            end += 1;
        yield folders.slice(start, end);
    }
}


/***/ }),

/***/ 92280:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ gatedBackup),
/* harmony export */   I: () => (/* binding */ writeGateRecord)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93945);
/* harmony import */ var _record_object_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52461);



/** Writes down which backup stood behind a pull request. @returns why it was not, where the credentials may not write */
async function writeGateRecord(store, record, signal) {
    try {
        await store.putIfAbsent((0,_domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__/* .gateKey */ .l)(record), Buffer.from((0,_domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__/* .serializeGateRecord */ .ru)(record)), signal);
        return undefined;
    }
    catch (thrown) {
        if (thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR && thrown.code === 'store-denied')
            return thrown.message;
        throw thrown;
    }
}
/**
 * The newest record of a pull request about a backup of that kind. One that cannot be read and is newer may name a later backup, so it is never
 * passed over.
 *
 * @throws Failure `gate-record-invalid` for such a one, `backup-missing` where there is none, or nobody can know whose
 */
async function gatedBackup(store, number, search) {
    const { sourceName, kind, run, progress } = search;
    const found = await recordsOf(store, number, search);
    const isOwn = (record) => !(record instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR) && (run?.repository ?? record.repository) === record.repository;
    const at = found.findIndex((record) => isOwn(record) && record.kind === kind);
    const unreadable = found.find((record, index) => record instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR && (at === -1 || index < at));
    if (unreadable instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        throw mayBeLater(number, unreadable);
    const own = found.filter(isOwn);
    const repositories = [...new Set(own.map(({ repository }) => repository))];
    if (repositories.length > 1) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('backup-missing', `pull request ${number} may be one of ${repositories.join(', ')}`, {
            hint: 'run in a workflow of the one that is meant, or write the id of the backup',
        });
    }
    const newest = own.find((record) => record.kind === kind);
    if (newest === undefined)
        throw noneRecorded(`${sourceName} for pull request ${number} in ${store.name}`, kind, own);
    for (const record of found) {
        if (record instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
            progress.warn(`passed over, since a later record of pull request ${number} can be read: ${record.message}`);
    }
    return newest;
}
/** The records of a pull request, newest first; why it cannot be used in place of one that cannot. */
async function recordsOf(store, number, { sourceName, signal }) {
    const keys = [];
    for await (const { key } of store.list((0,_domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__/* .gateFolder */ .Ag)(sourceName, number), signal))
        if ((0,_domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__/* .isGateKey */ .pY)(key))
            keys.push(key);
    const found = [];
    for (const key of keys.toReversed()) {
        try {
            const { text } = await (0,_record_object_js__WEBPACK_IMPORTED_MODULE_2__/* .recordObject */ .N)(store, key, { code: 'gate-record-invalid', signal });
            found.push((0,_domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__/* .parseGateRecord */ .md)(text, key, { source: sourceName, pullRequest: number }));
        }
        catch (thrown) {
            if (!(thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR) || thrown.code !== 'gate-record-invalid')
                throw thrown;
            found.push(thrown);
        }
    }
    return found;
}
function mayBeLater(number, cause) {
    const message = `a record of pull request ${number}, which may name a later backup than others, cannot be used: ${cause.message}`;
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('gate-record-invalid', message, { cause });
}
function noneRecorded(what, kind, others) {
    const kinds = [...new Set(others.map((record) => record.kind))];
    if (kinds.length > 0) {
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('backup-missing', `no migration gate has recorded a backup of kind ${kind} of ${what}`, {
            hint: `write in input "kind" what it has recorded: ${kinds.join(', ')}`,
        });
    }
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('backup-missing', `no migration gate has recorded a backup of ${what}`, {
        hint: 'write latest-proven or an id in input "backup"; list shows them',
    });
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
