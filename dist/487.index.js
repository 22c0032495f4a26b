export const id = 487;
export const ids = [487];
export const modules = {

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
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94006);
/* harmony import */ var _retention_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55112);





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
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('input-invalid', `input "backup" names no backup: ${JSON.stringify(text)}`, {
        hint: `write latest, latest-proven, random:30d, pull-request:123 or an id such as 20261121T041502Z-k3f9qa${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_4__/* .didYouMean */ .a)(text, ['latest', 'latest-proven'])}`,
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
            const young = ids.filter((id) => ageOf(id) <= selector.withinSeconds && ageOf(id) >= -_retention_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .clockToleranceSeconds */ .V);
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

/***/ 93945:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ag: () => (/* binding */ gateFolder),
/* harmony export */   l: () => (/* binding */ gateKey),
/* harmony export */   md: () => (/* binding */ parseGateRecord),
/* harmony export */   pY: () => (/* binding */ isGateKey),
/* harmony export */   ru: () => (/* binding */ serializeGateRecord),
/* harmony export */   v9: () => (/* binding */ gateFormat)
/* harmony export */ });
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24456);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76040);
/* harmony import */ var _record_reader_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92559);




const gateFormat = 'muster/gate/v1';
/** Where the records of a pull request lie in a store: beside the kinds of a source, where no backup can be. Ends with `/`. */
function gateFolder(source, pullRequest) {
    return `${source}/gates/pull-request-${pullRequest}/`;
}
/** Whether a key is that of a gate's record. They belong to no backup, and nothing that reads, prunes or sweeps backups minds them. */
function isGateKey(key) {
    return /^[^/]+\/gates\/pull-request-\d+\/[^/]+\.json$/.test(key);
}
/** The key of a record. Keys sort by time. */
function gateKey({ source, pullRequest, judgedAt, run }) {
    const moment = new Date(judgedAt).toISOString().replace(/[-:.]/g, '');
    return `${gateFolder(source, pullRequest)}${moment}-${run.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 100)}.json`;
}
/** The record as it is stored. */
function serializeGateRecord(record) {
    return `${JSON.stringify(record, null, 2)}\n`;
}
/**
 * Reads a record as it came from a store.
 *
 * @throws Failure `gate-record-invalid` that says which part is wrong, or that it is about another pull request than its folder.
 */
function parseGateRecord(text, where, of) {
    const root = (0,_record_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .readRecord */ .a)(text, 'gate-record-invalid', where);
    const format = root.text('format');
    if (format !== gateFormat)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('gate-record-invalid', `${where}: unknown format ${JSON.stringify(format)}`);
    const backup = root.text('backup');
    if (!(0,_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .isBackupId */ ["if"])(backup))
        return root.reject('backup', 'is not a backup id');
    const manifestSha256 = root.text('manifestSha256');
    if (!/^[0-9a-f]{64}$/.test(manifestSha256))
        root.reject('manifestSha256', 'is not a SHA-256 digest');
    const about = { source: root.text('source'), pullRequest: root.count('pullRequest') };
    if (about.source !== of.source)
        root.reject('source', `is not ${of.source}`);
    if (about.pullRequest !== of.pullRequest)
        root.reject('pullRequest', `is not ${of.pullRequest}`);
    return {
        format,
        ...about,
        repository: root.text('repository'),
        commit: root.text('commit'),
        kind: root.oneOf('kind', _kind_js__WEBPACK_IMPORTED_MODULE_3__/* .backupKinds */ .A),
        backup,
        manifestSha256,
        judgedAt: root.moment('judgedAt'),
        run: root.text('run'),
    };
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
/* harmony import */ var _domain_duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34678);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50596);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16759);
/* harmony import */ var _domain_retention_plan_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(55112);
/* harmony import */ var _catalog_listing_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6828);
/* harmony import */ var _catalog_reader_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(90597);
/* harmony import */ var _gate_records_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(92280);
/* harmony import */ var _missing_source_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(21990);










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
    throw reason ?? (await (0,_missing_source_js__WEBPACK_IMPORTED_MODULE_9__/* .missingSource */ .a)(stores, { source: sourceName, kinds: [kind] }, signal));
}
const endsSearch = ['backup-ahead', 'gate-record-invalid'];
/** The first store's latest is taken, also where a run reached only another one last night. By the keys alone, so that it costs a listing. */
async function warnOfLater({ store, entry }, { stores, sourceName, kind, clock, progress, signal }) {
    const foundAt = (0,_domain_backup_id_js__WEBPACK_IMPORTED_MODULE_1__/* .momentOf */ .Et)(entry.address.id);
    for (const other of stores.filter((one) => one !== store)) {
        try {
            const { folders } = await (0,_catalog_listing_js__WEBPACK_IMPORTED_MODULE_6__/* .listFolders */ .u)(other, (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_4__/* .prefixOf */ .MT)(sourceName, kind), signal);
            const later = folders.findLast(({ address, hasManifest }) => hasManifest && !isAhead(address.id, clock));
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
/** Whether a backup is dated later than now by more than clocks differ. */
function isAhead(id, clock) {
    return (0,_domain_backup_id_js__WEBPACK_IMPORTED_MODULE_1__/* .momentOf */ .Et)(id).getTime() > clock.now().getTime() + _domain_retention_plan_js__WEBPACK_IMPORTED_MODULE_5__/* .clockToleranceSeconds */ .V * 1000;
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
    const { backup, manifestSha256 } = await (0,_gate_records_js__WEBPACK_IMPORTED_MODULE_8__/* .gatedBackup */ .E)(store, selector.number, search);
    const entry = await selectFromCatalog(store, { by: 'id', id: backup }, search);
    if (entry === undefined || entry.manifestSha256 === manifestSha256)
        return entry;
    const message = `the manifest of ${backup} in ${store.name} is not the one that the gate saw for pull request ${selector.number}`;
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('gate-record-invalid', message);
}
async function selectFromCatalog(store, selector, { sourceName: source, kind, clock, signal }) {
    if (selector.by === 'id') {
        const found = await (0,_catalog_reader_js__WEBPACK_IMPORTED_MODULE_7__/* .readBackup */ .fe)(store, { source, kind, id: selector.id }, signal);
        if (found !== undefined && (0,_catalog_reader_js__WEBPACK_IMPORTED_MODULE_7__/* .isBackup */ .rk)(found) && (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .isMeant */ .EZ)(found, selector))
            return found;
    }
    const { folders } = await (0,_catalog_listing_js__WEBPACK_IMPORTED_MODULE_6__/* .listFolders */ .u)(store, (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_4__/* .prefixOf */ .MT)(source, kind), signal);
    const backups = new Map(folders.flatMap((folder) => (folder.hasManifest ? [[folder.address.id, folder]] : [])).reverse());
    if (backups.size === 0)
        return undefined;
    const ids = [...backups.keys()]; // keys sort by time
    const among = (some) => some.flatMap((id) => backups.get(id) ?? []);
    const candidates = (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .candidatesOf */ .kW)(ids, selector, { now: clock.now(), chance: clock.random() });
    for (const batch of batches(among(candidates), selector.by === 'latest-proven' ? readAtOnce : 1)) {
        const { entries } = await (0,_catalog_reader_js__WEBPACK_IMPORTED_MODULE_7__/* .readFolders */ .iz)(store, batch, { signal });
        const entry = entries.find((one) => (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .isMeant */ .EZ)(one, selector));
        if (entry === undefined)
            continue;
        if (selector.by.startsWith('latest') && isAhead(entry.address.id, clock))
            throw datedAhead(entry, ids, clock);
        return entry;
    }
    const named = (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .namedInstead */ .e)(ids, selector);
    const { entries } = await (0,_catalog_reader_js__WEBPACK_IMPORTED_MODULE_7__/* .readFolders */ .iz)(store, among(named), { signal });
    const inOrder = named.flatMap((id) => entries.find(({ address }) => address.id === id) ?? []);
    throw (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .noSuchBackup */ .hV)(selector, inOrder, backups.size);
}
/** It would be the latest, and hide every one that is newer, until its date has passed. By its id it can always be had. */
function datedAhead({ address: { id } }, ids, clock) {
    const seconds = ((0,_domain_backup_id_js__WEBPACK_IMPORTED_MODULE_1__/* .momentOf */ .Et)(id).getTime() - clock.now().getTime()) / 1000;
    const before = ids.find((one) => !isAhead(one, clock));
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

/***/ 6828:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ listFolders)
/* harmony export */ });
/* harmony import */ var _domain_backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24456);
/* harmony import */ var _domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93945);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16759);



/** Lists the backups below a prefix by their keys alone, which is one request for a thousand keys. Reads no object, and passes over what gates wrote. */
async function listFolders(store, prefix, signal) {
    const folders = new Map();
    const strays = [];
    for await (const object of store.list(prefix, signal)) {
        if ((0,_domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__/* .isGateKey */ .pY)(object.key))
            continue;
        const parsed = (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .addressOf */ .ci)(object.key);
        if (parsed === undefined || !isMoment(parsed.address.id)) {
            strays.push(object.key);
            continue;
        }
        const { address, name } = parsed;
        const folder = (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .folderOf */ .yS)(address);
        const listed = folders.get(folder) ?? { address, folder, objects: [], hasManifest: false };
        listed.objects.push(object);
        if (name === _domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .manifestName */ .vS)
            listed.hasManifest = true;
        folders.set(folder, listed);
    }
    return { folders: [...folders.values()], strays };
}
/** The form of an id allows a 13th month. */
function isMoment(id) {
    return !Number.isNaN((0,_domain_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .momentOf */ .Et)(id).getTime());
}


/***/ }),

/***/ 90597:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fe: () => (/* binding */ readBackup),
/* harmony export */   iz: () => (/* binding */ readFolders),
/* harmony export */   rk: () => (/* binding */ isBackup),
/* harmony export */   uM: () => (/* binding */ readCatalog)
/* harmony export */ });
/* harmony import */ var _domain_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65215);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16759);
/* harmony import */ var _domain_verification_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12817);
/* harmony import */ var _catalog_listing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6828);
/* harmony import */ var _map_bounded_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(12104);
/* harmony import */ var _record_object_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(52461);







/**
 * Reads the backups of a source from their manifests: one listing, then each backup's records. What is wrong with one backup stands in its
 * entry; only the store's own failures are thrown. A backup whose manifest is removed while this reads counts as incomplete.
 */
async function readCatalog(store, scope) {
    const { source, kind, signal } = scope;
    const { folders, strays } = await (0,_catalog_listing_js__WEBPACK_IMPORTED_MODULE_4__/* .listFolders */ .u)(store, (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .prefixOf */ .MT)(source, kind), signal);
    return { ...(await readFolders(store, folders, scope)), strays };
}
/**
 * Reads the records of listed folders, several folders at the same time; those without a manifest cost no request. The store's own failures
 * are thrown, everything else stands in the entries.
 */
async function readFolders(store, folders, { signal, concurrency = 16 }) {
    const read = await (0,_map_bounded_js__WEBPACK_IMPORTED_MODULE_6__/* .mapBounded */ .y)(folders, concurrency, (folder) => readFolder(store, folder, signal));
    return {
        entries: (0,_domain_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .newestFirst */ .l)(read.filter(isBackup)),
        incomplete: read.filter((found) => !isBackup(found)),
    };
}
/** Reads one backup anew: its entry, or what is left of it, or undefined where nothing is. */
async function readBackup(store, address, signal) {
    const { folders } = await (0,_catalog_listing_js__WEBPACK_IMPORTED_MODULE_4__/* .listFolders */ .u)(store, (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .folderOf */ .yS)(address), signal);
    return folders[0] === undefined ? undefined : await readFolder(store, folders[0], signal);
}
/** Whether what was found in a folder is a backup, that is: has a manifest. */
function isBackup(found) {
    return 'manifestSha256' in found;
}
async function readFolder(store, { address, objects }, signal) {
    const folder = (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .folderOf */ .yS)(address);
    const listed = objects.find(({ key }) => key === folder + _domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .manifestName */ .vS);
    const manifest = listed && (await readListed(store, listed, signal));
    if (manifest === undefined)
        return incompleteFolder(address, objects);
    const verifications = [];
    for (const object of objects) {
        if (!(0,_domain_verification_record_js__WEBPACK_IMPORTED_MODULE_3__/* .isVerificationName */ .pK)(object.key.slice(folder.length)))
            continue;
        const read = await readListed(store, object, signal);
        if (read !== undefined)
            verifications.push({ key: object.key, text: read.text });
    }
    return (0,_domain_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .catalogEntry */ .W)({ address, objects, manifest, verifications });
}
function incompleteFolder(address, objects) {
    return {
        address,
        folder: (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .folderOf */ .yS)(address),
        keys: objects.map(({ key }) => key),
        sizeBytes: objects.reduce((total, { sizeBytes }) => total + sizeBytes, 0),
        modifiedAt: new Date(Math.max(...objects.map(({ modifiedAt }) => modifiedAt.getTime()))),
    };
}
/** The text of a record and the digest of its bytes; undefined where it went away since it was listed. */
async function readListed(store, { key }, signal) {
    try {
        return await (0,_record_object_js__WEBPACK_IMPORTED_MODULE_5__/* .recordObject */ .N)(store, key, { code: 'manifest-invalid', signal });
    }
    catch (thrown) {
        if (!(thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR))
            throw thrown;
        if (thrown.code === 'manifest-invalid')
            return { text: undefined, sha256: '' };
        if (thrown.code === 'object-missing')
            return undefined;
        throw thrown;
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

/***/ 12104:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ mapBounded)
/* harmony export */ });
/**
 * The results of `work` for each item, in the items' order, with at most `limit` of them under way at the same time. After the first
 * failure no further item is begun; it is thrown once those under way have ended.
 */
async function mapBounded(items, limit, work) {
    const results = [];
    const queue = items.entries();
    let failed = false;
    const worker = async () => {
        for (const [index, item] of queue) {
            if (failed)
                return;
            try {
                results[index] = await work(item);
            }
            catch (thrown) {
                failed = true;
                throw thrown;
            }
        }
    };
    const workers = Array.from({ length: Math.min(Math.max(1, limit), items.length) }, worker);
    const ended = await Promise.allSettled(workers);
    const rejected = ended.find((outcome) => outcome.status === 'rejected');
    if (rejected !== undefined)
        throw rejected.reason;
    return results;
}


/***/ }),

/***/ 21990:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ missingSource)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94006);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16759);
/* harmony import */ var _catalog_listing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6828);




const namedSources = 10;
/**
 * The Failure `backup-missing` for a source of which no store has a backup: it says which kinds the source has, or which sources there are
 * and which of them was most likely meant. Lists the stores by their keys.
 *
 * @throws Failure of a store that cannot be listed.
 */
async function missingSource(stores, { source, kinds }, signal) {
    const listings = await Promise.all(stores.map((store) => (0,_catalog_listing_js__WEBPACK_IMPORTED_MODULE_2__/* .listFolders */ .u)(store, (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_1__/* .prefixOf */ .MT)(), signal)));
    const found = listings.flatMap(({ folders }) => folders).filter(({ hasManifest }) => hasManifest);
    const where = stores.map(({ name }) => name).join(', ');
    const otherKinds = found.flatMap(({ address }) => (address.source === source ? [address.kind] : []));
    if (otherKinds.length > 0) {
        const message = `source "${source}" has no backup of kind ${kinds.join(', ')} in ${where}`;
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('backup-missing', message, {
            hint: `write a kind that it has in input "kind": ${[...new Set(otherKinds)].join(', ')}`,
        });
    }
    const sources = [...new Set(found.map(({ address }) => address.source))].sort();
    const message = `there is no backup of source "${source}" in ${where}`;
    if (sources.length === 0) {
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('backup-missing', `${message}, nor of any other`, {
            hint: 'check the store URL, its prefix above all; a backup exists only once its manifest is written',
        });
    }
    const more = sources.length > namedSources ? ` and ${sources.length - namedSources} more` : '';
    const hint = `correct input "source"; there is ${sources.slice(0, namedSources).join(', ')}${more}${(0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .a)(source, sources)}`;
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('backup-missing', message, { hint });
}


/***/ }),

/***/ 52461:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ recordObject),
/* harmony export */   b: () => (/* binding */ manifestObject)
/* harmony export */ });
/* harmony import */ var _domain_bytes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27207);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16759);
/* harmony import */ var _measure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84162);




/** Manifests, verifications and what gates write down have a few kilobytes; anything above this is none of them, and is not held in memory. */
const recordLimitBytes = 4 * 1024 ** 2;
/** A small record, whole. @throws Failure with `code` where it is too large to be one, `object-missing`, and the store's own */
async function recordObject(store, key, { code, signal }) {
    const tooLarge = () => new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(code, `${key} in ${store.name} has more than ${(0,_domain_bytes_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(recordLimitBytes)}: too large to be a record`);
    const bytes = Buffer.from(await (0,_measure_js__WEBPACK_IMPORTED_MODULE_3__/* .gathered */ .Pm)(store.get(key, signal), recordLimitBytes, tooLarge));
    return { bytes, text: bytes.toString('utf8'), sha256: (0,_measure_js__WEBPACK_IMPORTED_MODULE_3__/* .sha256Hex */ .fg)(bytes) };
}
/** The manifest of a backup. @throws Failure `manifest-invalid` where it is too large to be one, `object-missing`, and the store's own */
async function manifestObject(store, backup, signal) {
    return await recordObject(store, `${(0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .folderOf */ .yS)(backup)}${_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .manifestName */ .vS}`, { code: 'manifest-invalid', signal });
}


/***/ })

};
