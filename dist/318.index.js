export const id = 318;
export const ids = [318];
export const modules = {

/***/ 2637:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EZ: () => (/* binding */ isMeant),
/* harmony export */   Pl: () => (/* binding */ parseSelector),
/* harmony export */   e: () => (/* binding */ namedInstead),
/* harmony export */   hV: () => (/* binding */ noSuchBackup),
/* harmony export */   kW: () => (/* binding */ candidatesOf)
/* harmony export */ });
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2801);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7597);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8650);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8215);




/**
 * The selector that a text means: `latest`, `latest-proven`, an id, or `random:30d` for any backup of the last 30 days.
 *
 * @throws Failure `input-invalid`.
 */
function parseSelector(text) {
    if (text === 'latest' || text === 'latest-proven')
        return { by: text };
    if (/^random:./.test(text))
        return { by: 'random', withinSeconds: (0,_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDuration */ .E9)(text.slice(7), 'backup') };
    if ((0,_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .isBackupId */ ["if"])(text))
        return { by: 'id', id: text };
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('input-invalid', `input "backup" names no backup: ${JSON.stringify(text)}`, {
        hint: `write latest, latest-proven, random:30d or an id such as 20261121T041502Z-k3f9qa${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .a)(text, ['latest', 'latest-proven'])}`,
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
            const oldest = now.getTime() - selector.withinSeconds * 1000;
            const young = ids.filter((id) => (0,_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .momentOf */ .Et)(id).getTime() >= oldest);
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

/***/ 50:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ catalogEntry),
/* harmony export */   l: () => (/* binding */ newestFirst)
/* harmony export */ });
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2801);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8650);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3705);
/* harmony import */ var _object_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6024);
/* harmony import */ var _verification_record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9244);





/** Makes the entry of a backup from what a store holds of it. Does not throw: what is wrong with the backup stands in the entry. */
function catalogEntry(files) {
    const folder = (0,_object_key_js__WEBPACK_IMPORTED_MODULE_3__/* .folderOf */ .yS)(files.address);
    const { manifest, unreadable } = readManifest(files, folder);
    const { verifications, disregarded } = readVerifications(files);
    const objects = manifest?.objects ?? [];
    return {
        address: files.address,
        folder,
        manifest,
        unreadable,
        manifestSha256: files.manifest.sha256,
        snapshotAt: manifest === undefined ? (0,_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .momentOf */ .Et)(files.address.id) : new Date(manifest.snapshotAt),
        verifications,
        disregarded,
        lastVerdict: verifications[0]?.verdict,
        proven: manifest !== undefined && isProven(verifications, disregarded, folder),
        faults: manifest === undefined ? [] : faultsOf(manifest, folder, files.objects),
        sizeBytes: sum(objects.map((object) => object.sizeBytes)),
        plainSizeBytes: sum(objects.map((object) => object.plainSizeBytes)),
        keys: files.objects.map((object) => object.key),
    };
}
/**
 * Whether a backup counts as proven: the newest verification that came to a decision says `proven`. A later `failed` takes the proof back;
 * a later `could-not-tell` found no difference and leaves it standing. A later verification that cannot be read may say `failed`, so it
 * takes the proof back as well.
 */
function isProven(verifications, disregarded, folder) {
    const decision = verifications.find(({ verdict }) => verdict !== 'could-not-tell');
    if (decision?.verdict !== 'proven')
        return false;
    const decidedAt = folder + (0,_verification_record_js__WEBPACK_IMPORTED_MODULE_4__/* .verificationName */ .HH)(decision);
    return !disregarded.some(({ key, readable }) => !readable && key > decidedAt);
}
/** Entries newest first; two of the same moment are ordered by id. */
function newestFirst(entries) {
    return entries.toSorted((a, b) => {
        const later = b.snapshotAt.getTime() - a.snapshotAt.getTime();
        return later === 0 ? (a.folder < b.folder ? 1 : -1) : later;
    });
}
function readManifest({ address, manifest: { text } }, folder) {
    if (text === undefined)
        return { manifest: undefined, unreadable: 'is too large to be a manifest' };
    try {
        const manifest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(text, folder + _object_key_js__WEBPACK_IMPORTED_MODULE_3__/* .manifestName */ .vS);
        const belongs = manifest.id === address.id && manifest.source === address.source && manifest.kind === address.kind;
        if (!belongs)
            return { manifest: undefined, unreadable: 'is the manifest of another backup' };
        return { manifest, unreadable: undefined };
    }
    catch (thrown) {
        if (!(thrown instanceof _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR))
            throw thrown;
        return { manifest: undefined, unreadable: thrown.message };
    }
}
function readVerifications({ address, manifest, verifications }) {
    const counting = [];
    const disregarded = [];
    for (const { key, text } of verifications) {
        const read = readVerification(key, text);
        if (typeof read === 'string')
            disregarded.push({ key, because: read, readable: false });
        else if (read.backup === address.id && read.manifestSha256 === manifest.sha256)
            counting.push(read);
        else
            disregarded.push({ key, because: 'was made against another manifest', readable: true });
    }
    counting.sort((a, b) => Date.parse(b.finishedAt) - Date.parse(a.finishedAt));
    return { verifications: counting, disregarded };
}
function readVerification(key, text) {
    if (text === undefined)
        return 'is too large to be a verification';
    try {
        return (0,_verification_record_js__WEBPACK_IMPORTED_MODULE_4__/* .parseVerification */ .Vz)(text, key);
    }
    catch (thrown) {
        if (thrown instanceof _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR)
            return thrown.message;
        throw thrown;
    }
}
function faultsOf(manifest, folder, listed) {
    const sizes = new Map(listed.map(({ key, sizeBytes }) => [key, sizeBytes]));
    return manifest.objects.flatMap(({ name, sizeBytes }) => {
        const found = sizes.get(folder + name);
        if (found === sizeBytes)
            return [];
        return found === undefined ? `${name} is missing` : `${name} has ${found} bytes instead of ${sizeBytes}`;
    });
}
function sum(numbers) {
    return numbers.reduce((total, number) => total + number, 0);
}


/***/ }),

/***/ 9244:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ey: () => (/* binding */ serializeVerification),
/* harmony export */   Gt: () => (/* binding */ countFindings),
/* harmony export */   HH: () => (/* binding */ verificationName),
/* harmony export */   Vz: () => (/* binding */ parseVerification),
/* harmony export */   hW: () => (/* binding */ verificationFormat),
/* harmony export */   pK: () => (/* binding */ isVerificationName)
/* harmony export */ });
/* unused harmony export stepOutcomes */
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2801);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8650);
/* harmony import */ var _record_reader_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8486);



const verificationFormat = 'muster/verification/v1';
/** How a step of a drill ended. */
const stepOutcomes = ['passed', 'failed', 'could-not-tell', 'not-run'];
/** Findings, and the failure that ended the drill, counted by code, in alphabetical order. */
function countFindings(findings, failure) {
    const counts = new Map();
    for (const { code } of failure === undefined ? findings : [...findings, failure])
        counts.set(code, (counts.get(code) ?? 0) + 1);
    return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => (a.code < b.code ? -1 : 1));
}
/**
 * The name of a verification in its backup's folder: `verifications/<yyyymmddThhmmssmmmZ>-<run>.json`, to the
 * millisecond, since one run may drill a backup more than once. Names sort by the end of the drill.
 */
function verificationName({ finishedAt, run }) {
    const moment = new Date(finishedAt).toISOString().replace(/[-:.]/g, '');
    const runName = run.id.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 100);
    return `verifications/${moment}-${runName}.json`;
}
/** Whether a name in a backup's folder is that of a verification. */
function isVerificationName(name) {
    return /^verifications\/[^/]+\.json$/.test(name);
}
/** The verification as it is stored. */
function serializeVerification(verification) {
    return `${JSON.stringify(verification, null, 2)}\n`;
}
/**
 * Reads a verification as it came from a store; members that a later version may add are passed over.
 *
 * @throws Failure `verification-invalid` that says which part is wrong.
 */
function parseVerification(text, where) {
    const root = (0,_record_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .readRecord */ .a)(text, 'verification-invalid', where);
    const format = root.text('format');
    if (format !== verificationFormat) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('verification-invalid', `${where}: unknown format ${JSON.stringify(format)}`, {
            hint: `this version reads ${verificationFormat}; a newer Muster may have written it`,
        });
    }
    const backup = root.text('backup');
    if (!(0,_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .isBackupId */ ["if"])(backup))
        return root.reject('backup', 'is not a backup id');
    const targets = root.record('targets');
    const sandbox = root.record('sandbox');
    return {
        format,
        backup,
        manifestSha256: root.text('manifestSha256'),
        verdict: root.oneOf('verdict', ['proven', 'failed', 'could-not-tell']),
        findings: root.list('findings').map((finding) => ({ code: finding.text('code'), count: finding.count('count') })),
        gaps: root.count('gaps'),
        ladder: root.list('ladder').map(readStep),
        rtoSeconds: root.numberOrNull('rtoSeconds'),
        rpoSeconds: root.numberOrNull('rpoSeconds'),
        targets: { rtoSeconds: targets.numberOrNull('rtoSeconds'), rpoSeconds: targets.numberOrNull('rpoSeconds') },
        sandbox: { description: sandbox.text('description'), version: sandbox.text('version') },
        startedAt: root.moment('startedAt'),
        finishedAt: root.moment('finishedAt'),
        run: readRun(root.record('run')),
    };
}
function readStep(step) {
    return {
        step: step.text('step'),
        outcome: step.oneOf('outcome', stepOutcomes),
        seconds: step.numberOrNull('seconds'),
    };
}
function readRun(run) {
    const optional = ['repository', 'workflow', 'actor', 'commit', 'url'].filter((member) => run.has(member));
    return { id: run.text('id'), ...Object.fromEntries(optional.map((member) => [member, run.text(member)])) };
}


/***/ }),

/***/ 9126:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ locateBackup),
/* harmony export */   V: () => (/* binding */ selectBackup)
/* harmony export */ });
/* harmony import */ var _domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2637);
/* harmony import */ var _domain_backup_id_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2801);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8650);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6024);
/* harmony import */ var _catalog_listing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7037);
/* harmony import */ var _catalog_reader_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(486);
/* harmony import */ var _missing_source_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7149);







/** The first store that has the backup, and the backup. @throws Failure of the first store where none has it */
async function locateBackup(search) {
    const { stores, sourceName, kind, signal, progress } = search;
    let reason;
    for (const store of stores) {
        try {
            const entry = await selectBackup(store, search);
            if (entry?.manifest !== undefined)
                return { store, entry, manifest: entry.manifest };
        }
        catch (thrown) {
            if (!(thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR))
                throw thrown;
            reason ??= thrown;
            if (stores.length > 1)
                progress.warn(`${store.name}: ${thrown.message}`);
        }
    }
    throw reason ?? (await (0,_missing_source_js__WEBPACK_IMPORTED_MODULE_6__/* .missingSource */ .a)(stores, { source: sourceName, kinds: [kind] }, signal));
}
/**
 * The backup of one store that is meant; undefined where it has none of the source and kind. A store of thousands is listed by its keys, and
 * no more is read than what decides: of an id its folder alone, of the latest its records, of the latest that is proven those that are newer.
 *
 * @throws Failure `backup-missing` where none is meant, `manifest-invalid`.
 */
async function selectBackup(store, search) {
    const { sourceName: source, kind, selector, clock, signal } = search;
    if (selector.by === 'id') {
        const found = await (0,_catalog_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .readBackup */ .fe)(store, { source, kind, id: selector.id }, signal);
        if (found !== undefined && (0,_catalog_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .isBackup */ .rk)(found) && (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .isMeant */ .EZ)(found, selector))
            return found;
    }
    const { folders } = await (0,_catalog_listing_js__WEBPACK_IMPORTED_MODULE_4__/* .listFolders */ .u)(store, (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_3__/* .prefixOf */ .MT)(source, kind), signal);
    const backups = new Map(folders.flatMap((folder) => (folder.hasManifest ? [[folder.address.id, folder]] : [])).reverse());
    if (backups.size === 0)
        return undefined;
    const ids = [...backups.keys()]; // keys sort by time
    const among = (some) => some.flatMap((id) => backups.get(id) ?? []);
    const candidates = (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .candidatesOf */ .kW)(ids, selector, { now: clock.now(), chance: clock.random() });
    for (const batch of batches(among(candidates), selector.by === 'latest-proven' ? readAtOnce : 1)) {
        const { entries } = await (0,_catalog_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .readFolders */ .iz)(store, batch, { signal });
        const entry = entries.find((one) => (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .isMeant */ .EZ)(one, selector));
        if (entry !== undefined)
            return entry;
    }
    const named = (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .namedInstead */ .e)(ids, selector);
    const { entries } = await (0,_catalog_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .readFolders */ .iz)(store, among(named), { signal });
    const inOrder = named.flatMap((id) => entries.find(({ address }) => address.id === id) ?? []);
    throw (0,_domain_backup_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .noSuchBackup */ .hV)(selector, inOrder, backups.size);
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

/***/ 6933:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uq: () => (/* binding */ assertManifestSealed),
/* harmony export */   Xy: () => (/* binding */ objectOf),
/* harmony export */   Zk: () => (/* binding */ storedBytes),
/* harmony export */   bi: () => (/* binding */ readFingerprint),
/* harmony export */   gq: () => (/* binding */ plainBytes),
/* harmony export */   iO: () => (/* binding */ replicaDifference),
/* harmony export */   mQ: () => (/* binding */ assertObjectsPresent),
/* harmony export */   uM: () => (/* binding */ packedBytes)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8650);
/* harmony import */ var _domain_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3705);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6024);
/* harmony import */ var _domain_sealed_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5684);
/* harmony import */ var _measure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8567);





const fingerprintLimitBytes = 512 * 1024 ** 2;
const manifestLimitBytes = 4 * 1024 ** 2;
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
    const text = await (0,_measure_js__WEBPACK_IMPORTED_MODULE_4__/* .gathered */ .Pm)(plainBytes(object, reading, keys), fingerprintLimitBytes);
    // The one entry of the manifest that cannot be sealed in the fingerprint is its own.
    if (text.length !== object.plainSizeBytes) {
        const { id } = reading.manifest;
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('manifest-edited', `the manifest of ${id} has another size for ${object.name} than it opens to`);
    }
    return (0,_domain_sealed_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__/* .parseFingerprint */ .sr)(Buffer.from(text).toString('utf8'), object.name);
}
/** @throws Failure `manifest-edited` unless the stored manifest is the one whose digest was sealed with the backup */
async function assertManifestSealed({ store, manifest, signal }, sealedSha256) {
    const bytes = await (0,_measure_js__WEBPACK_IMPORTED_MODULE_4__/* .gathered */ .Pm)(store.get(`${(0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .folderOf */ .yS)(manifest)}${_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .manifestName */ .vS}`, signal), manifestLimitBytes);
    if ((0,_measure_js__WEBPACK_IMPORTED_MODULE_4__/* .sha256Hex */ .fg)((0,_domain_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .sealedPart */ ._M)(Buffer.from(bytes).toString('utf8'))) === sealedSha256)
        return;
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('manifest-edited', `the manifest of ${manifest.id} is not the one that was sealed with the backup`);
}
/** How the backup in another store differs from its manifest, or undefined where all of its bytes are the same. */
async function replicaDifference(reading, manifestSha256) {
    const { store, manifest, signal } = reading;
    try {
        const bytes = await (0,_measure_js__WEBPACK_IMPORTED_MODULE_4__/* .gathered */ .Pm)(store.get(`${(0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .folderOf */ .yS)(manifest)}${_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .manifestName */ .vS}`, signal), manifestLimitBytes);
        if ((0,_measure_js__WEBPACK_IMPORTED_MODULE_4__/* .sha256Hex */ .fg)(bytes) !== manifestSha256)
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

/***/ 7037:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ listFolders)
/* harmony export */ });
/* harmony import */ var _domain_backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2801);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6024);


/** Lists the backups below a prefix by their keys alone, which is one request for a thousand keys. Reads no object. */
async function listFolders(store, prefix, signal) {
    const folders = new Map();
    const strays = [];
    for await (const object of store.list(prefix, signal)) {
        const parsed = (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_1__/* .addressOf */ .ci)(object.key);
        if (parsed === undefined || !isMoment(parsed.address.id)) {
            strays.push(object.key);
            continue;
        }
        const { address, name } = parsed;
        const folder = (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_1__/* .folderOf */ .yS)(address);
        const listed = folders.get(folder) ?? { address, folder, objects: [], hasManifest: false };
        listed.objects.push(object);
        if (name === _domain_object_key_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestName */ .vS)
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

/***/ 486:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fe: () => (/* binding */ readBackup),
/* harmony export */   iz: () => (/* binding */ readFolders),
/* harmony export */   rk: () => (/* binding */ isBackup),
/* harmony export */   uM: () => (/* binding */ readCatalog)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _domain_catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8650);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6024);
/* harmony import */ var _domain_verification_record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9244);
/* harmony import */ var _catalog_listing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7037);
/* harmony import */ var _map_bounded_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1457);







/** Manifests and verifications have a few kilobytes; anything above this is not one, and is not read into memory. */
const recordLimitBytes = 4 * 1024 * 1024;
/**
 * Reads the backups of a source from their manifests: one listing, then each backup's records. What is wrong with one backup stands in its
 * entry; only the store's own failures are thrown. A backup whose manifest is removed while this reads counts as incomplete.
 */
async function readCatalog(store, scope) {
    const { source, kind, signal } = scope;
    const { folders, strays } = await (0,_catalog_listing_js__WEBPACK_IMPORTED_MODULE_5__/* .listFolders */ .u)(store, (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_3__/* .prefixOf */ .MT)(source, kind), signal);
    return { ...(await readFolders(store, folders, scope)), strays };
}
/**
 * Reads the records of listed folders, several folders at the same time; those without a manifest cost no request. The store's own failures
 * are thrown, everything else stands in the entries.
 */
async function readFolders(store, folders, { signal, concurrency = 16 }) {
    const read = await (0,_map_bounded_js__WEBPACK_IMPORTED_MODULE_6__/* .mapBounded */ .y)(folders, concurrency, (folder) => readFolder(store, folder, signal));
    return {
        entries: (0,_domain_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .newestFirst */ .l)(read.filter(isBackup)),
        incomplete: read.filter((found) => !isBackup(found)),
    };
}
/** Reads one backup anew: its entry, or what is left of it, or undefined where nothing is. */
async function readBackup(store, address, signal) {
    const { folders } = await (0,_catalog_listing_js__WEBPACK_IMPORTED_MODULE_5__/* .listFolders */ .u)(store, (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_3__/* .folderOf */ .yS)(address), signal);
    return folders[0] === undefined ? undefined : await readFolder(store, folders[0], signal);
}
/** Whether what was found in a folder is a backup, that is: has a manifest. */
function isBackup(found) {
    return 'manifestSha256' in found;
}
async function readFolder(store, { address, objects }, signal) {
    const folder = (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_3__/* .folderOf */ .yS)(address);
    const listed = objects.find(({ key }) => key === folder + _domain_object_key_js__WEBPACK_IMPORTED_MODULE_3__/* .manifestName */ .vS);
    const manifest = listed && (await readRecordObject(store, listed, signal));
    if (manifest === undefined)
        return incompleteFolder(address, objects);
    const verifications = [];
    for (const object of objects) {
        if (!(0,_domain_verification_record_js__WEBPACK_IMPORTED_MODULE_4__/* .isVerificationName */ .pK)(object.key.slice(folder.length)))
            continue;
        const read = await readRecordObject(store, object, signal);
        if (read !== undefined)
            verifications.push({ key: object.key, text: read.text });
    }
    return (0,_domain_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .catalogEntry */ .W)({ address, objects, manifest, verifications });
}
function incompleteFolder(address, objects) {
    return {
        address,
        folder: (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_3__/* .folderOf */ .yS)(address),
        keys: objects.map(({ key }) => key),
        sizeBytes: objects.reduce((total, { sizeBytes }) => total + sizeBytes, 0),
        modifiedAt: new Date(Math.max(...objects.map(({ modifiedAt }) => modifiedAt.getTime()))),
    };
}
/** The text of a record and the digest of its bytes; undefined where it went away since it was listed. */
async function readRecordObject(store, { key, sizeBytes }, signal) {
    if (sizeBytes > recordLimitBytes)
        return { text: undefined, sha256: '' };
    try {
        const chunks = [];
        for await (const chunk of store.get(key, signal))
            chunks.push(chunk);
        const bytes = Buffer.concat(chunks);
        return { text: bytes.toString('utf8'), sha256: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex') };
    }
    catch (thrown) {
        if (thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR && thrown.code === 'object-missing')
            return undefined;
        throw thrown;
    }
}


/***/ }),

/***/ 1457:
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

/***/ 7149:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ missingSource)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8650);
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8215);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6024);
/* harmony import */ var _catalog_listing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7037);




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


/***/ })

};
