export const id = 698;
export const ids = [698];
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

/***/ 81044:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uq: () => (/* binding */ assertManifestSealed),
/* harmony export */   Xy: () => (/* binding */ objectOf),
/* harmony export */   Zk: () => (/* binding */ storedBytes),
/* harmony export */   bi: () => (/* binding */ readFingerprint),
/* harmony export */   fW: () => (/* binding */ storedManifest),
/* harmony export */   gq: () => (/* binding */ plainBytes),
/* harmony export */   iO: () => (/* binding */ replicaDifference),
/* harmony export */   mQ: () => (/* binding */ assertObjectsPresent),
/* harmony export */   uM: () => (/* binding */ packedBytes)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48660);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16759);
/* harmony import */ var _domain_sealed_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61891);
/* harmony import */ var _measure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84162);
/* harmony import */ var _record_object_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(52461);






const fingerprintLimitBytes = 512 * 1024 ** 2;
/** The object of a role. @throws Failure `manifest-invalid` where the manifest has none */
function objectOf(manifest, role) {
    const object = manifest.objects.find((candidate) => candidate.role === role);
    if (object !== undefined)
        return object;
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('manifest-invalid', `the manifest of ${manifest.id} has no ${role} object`);
}
/** An object's bytes as they lie in the store, held against the manifest. @throws Failure `object-missing`, `object-damaged` */
function storedBytes(object, reading) {
    const { store, manifest, signal, onBytes = () => undefined } = reading;
    return (0,_measure_js__WEBPACK_IMPORTED_MODULE_4__/* .checked */ .KD)((0,_measure_js__WEBPACK_IMPORTED_MODULE_4__/* .counted */ .hS)(store.get(`${(0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .folderOf */ .yS)(manifest)}${object.name}`, signal), onBytes), object);
}
/**
 * An object's bytes decrypted, still compressed. Not to be trusted before they end.
 *
 * @throws Failure `identity-mismatch` only where the object is as it was written: a damaged header fits no key either.
 */
async function* packedBytes(object, reading, keys) {
    const { encryption } = reading.manifest;
    const stored = storedBytes(object, reading);
    if (encryption.format === 'none') {
        yield* stored;
        return;
    }
    try {
        const opener = await keys.openerFor(encryption);
        yield* opener.open(stored);
    }
    catch (thrown) {
        if (!(thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR))
            throw thrown;
        const { code, message, hint } = thrown;
        if (code !== 'identity-mismatch' && code !== 'input-missing')
            throw thrown;
        if (code === 'identity-mismatch')
            await (0,_measure_js__WEBPACK_IMPORTED_MODULE_4__/* .drain */ .Ze)(storedBytes(object, reading));
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(code, `${message}; ${whoCanOpen(reading.manifest)}`, { hint, cause: thrown });
    }
}
const namedRecipients = 5;
/** The recipients of a backup, as public as its manifest. */
function whoCanOpen({ id, encryption: { recipients } }) {
    const names = recipients.slice(0, namedRecipients).map((name) => (name === 'passphrase' ? 'a passphrase' : name));
    const more = recipients.length > names.length ? ` and ${recipients.length - names.length} more` : '';
    return `backup ${id} is sealed for ${names.join(', ')}${more}`;
}
/** An object's plain bytes: fetched, held against the manifest, decrypted, decompressed. Not to be trusted before they end. */
function plainBytes(object, reading, keys) {
    const codec = object.formats.map((name) => keys.codecNamed(name)).find((found) => found !== undefined);
    const packed = packedBytes(object, reading, keys);
    return codec === undefined ? packed : codec.decompress(packed);
}
/** @throws Failure `object-missing` or `object-damaged` unless every object of the backup is there with its size */
async function assertObjectsPresent({ store, manifest, signal }) {
    for (const { name, sizeBytes } of manifest.objects) {
        const found = await store.stat(`${(0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .folderOf */ .yS)(manifest)}${name}`, signal);
        if (found === undefined)
            throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('object-missing', `${name} of backup ${manifest.id} is not in ${store.name}`);
        if (found.sizeBytes !== sizeBytes) {
            const detail = `${name} of backup ${manifest.id} has ${found.sizeBytes} bytes, its manifest says ${sizeBytes}`;
            throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('object-damaged', detail);
        }
    }
}
/**
 * The opened fingerprint.
 *
 * @throws Failure `fingerprint-invalid`, `manifest-edited` where the manifest has another plain size, or what fetching and opening throw
 */
async function readFingerprint(reading, keys) {
    const object = objectOf(reading.manifest, 'fingerprint');
    const tooLarge = () => new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('fingerprint-invalid', `${object.name}: is too large to be a fingerprint`);
    const text = await (0,_measure_js__WEBPACK_IMPORTED_MODULE_4__/* .gathered */ .Pm)(plainBytes(object, reading, keys), fingerprintLimitBytes, tooLarge);
    // The one entry of the manifest that cannot be sealed in the fingerprint is its own.
    if (text.length !== object.plainSizeBytes) {
        const { id } = reading.manifest;
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('manifest-edited', `the manifest of ${id} has another size for ${object.name} than it opens to`);
    }
    return (0,_domain_sealed_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__/* .parseFingerprint */ .sr)(Buffer.from(text).toString('utf8'), object.name);
}
/** The manifest's bytes, once more. @throws Failure `manifest-edited` where they are not those that `manifest` was read from */
async function storedManifest(reading) {
    const { store, manifest, manifestSha256, signal } = reading;
    const stored = await (0,_record_object_js__WEBPACK_IMPORTED_MODULE_5__/* .manifestObject */ .b)(store, manifest, signal);
    if (stored.sha256 === manifestSha256)
        return stored;
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('manifest-edited', `the manifest of ${manifest.id} in ${store.name} was changed during this run`);
}
/** @throws Failure `manifest-edited` unless the manifest that was read is the one whose digest was sealed with the backup */
async function assertManifestSealed(reading, sealedSha256) {
    const { text } = await storedManifest(reading);
    if ((0,_measure_js__WEBPACK_IMPORTED_MODULE_4__/* .sha256Hex */ .fg)((0,_domain_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .sealedPart */ ._M)(text)) === sealedSha256)
        return;
    const { id } = reading.manifest;
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('manifest-edited', `the manifest of ${id} is not the one that was sealed with the backup`);
}
/** How the backup in another store differs from what `reading` says of it, or undefined where all of its bytes are the same. */
async function replicaDifference(reading) {
    const { store, manifest, manifestSha256, signal } = reading;
    try {
        const { sha256 } = await (0,_record_object_js__WEBPACK_IMPORTED_MODULE_5__/* .manifestObject */ .b)(store, manifest, signal);
        if (sha256 !== manifestSha256)
            return 'has another manifest for this backup';
        for (const object of manifest.objects)
            await (0,_measure_js__WEBPACK_IMPORTED_MODULE_4__/* .drain */ .Ze)(storedBytes(object, reading));
        return undefined;
    }
    catch (thrown) {
        if (thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR && thrown.kind === 'integrity')
            return thrown.message;
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


/***/ })

};
