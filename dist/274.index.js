export const id = 274;
export const ids = [274];
export const modules = {

/***/ 65215:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ catalogEntry),
/* harmony export */   l: () => (/* binding */ newestFirst)
/* harmony export */ });
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24456);
/* harmony import */ var _clock_tolerance_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68512);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48660);
/* harmony import */ var _object_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16759);
/* harmony import */ var _verification_record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12817);






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
function readVerifications({ address, manifest, verifications, now }) {
    const counting = [];
    const disregarded = [];
    for (const { key, text } of verifications) {
        const read = readVerification(key, text);
        if (typeof read === 'string')
            disregarded.push({ key, because: read, readable: false });
        else if (read.backup !== address.id || read.manifestSha256 !== manifest.sha256)
            disregarded.push({ key, because: 'was made against another manifest', readable: true });
        else if (read.verdict !== 'failed' && (0,_clock_tolerance_js__WEBPACK_IMPORTED_MODULE_5__/* .isAhead */ .Y)(new Date(read.finishedAt), now))
            disregarded.push({ key, because: `is dated in the future, ${read.finishedAt}`, readable: true });
        else
            counting.push(read);
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

/***/ 12817:
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
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24456);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _record_reader_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92559);



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
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('verification-invalid', `${where}: unknown format ${JSON.stringify(format)}; a newer Muster may have written it`, {
            hint: `take a Muster that knows it; this one reads ${verificationFormat}`,
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

/***/ 5286:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ prefixAdvice)
/* harmony export */ });
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76040);
/* harmony import */ var _object_key_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16759);


/**
 * What to change in the URL of a store whose keys are those of backups, but begin one folder or more too early or too late; undefined where
 * they are not.
 *
 * @param keys those that belong to no backup
 */
function prefixAdvice(keys) {
    for (const key of keys) {
        const parts = key.split('/');
        const above = parts.findIndex((_, at) => at > 0 && (0,_object_key_js__WEBPACK_IMPORTED_MODULE_0__/* .addressOf */ .ci)(parts.slice(at).join('/')) !== undefined);
        if (above > 0)
            return `backups lie below ${parts.slice(0, above).join('/')}/ there: add that to the path of the store URL`;
        const within = ['source', ..._kind_js__WEBPACK_IMPORTED_MODULE_1__/* .backupKinds */ .A.map((kind) => `source/${kind}`)];
        if (within.some((folder) => (0,_object_key_js__WEBPACK_IMPORTED_MODULE_0__/* .addressOf */ .ci)(`${folder}/${key}`) !== undefined))
            return 'what lies there is of one source: end the path of the store URL before its name';
    }
    return undefined;
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
/* harmony export */   Qf: () => (/* binding */ backupsAtOnce),
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







/** So many requests keep a distant store busy, and an S3 client has fifty connections. */
const backupsAtOnce = 48;
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
async function readFolders(store, folders, { now, signal, concurrency = backupsAtOnce, progress }) {
    let done = 0;
    const read = await (0,_map_bounded_js__WEBPACK_IMPORTED_MODULE_6__/* .mapBounded */ .y)(folders, concurrency, async (folder) => {
        const found = await readFolder(store, folder, { now, signal });
        const { source, kind } = folder.address;
        progress?.item(`${source} ${kind}: ${(done += 1)} of ${folders.length}`);
        return found;
    });
    return {
        entries: (0,_domain_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .newestFirst */ .l)(read.filter(isBackup)),
        incomplete: read.filter((found) => !isBackup(found)),
    };
}
/** Reads one backup anew: its entry, or what is left of it, or undefined where nothing is. */
async function readBackup(store, address, { now, signal }) {
    const { folders } = await (0,_catalog_listing_js__WEBPACK_IMPORTED_MODULE_4__/* .listFolders */ .u)(store, (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_2__/* .folderOf */ .yS)(address), signal);
    return folders[0] === undefined ? undefined : await readFolder(store, folders[0], { now, signal });
}
/** Whether what was found in a folder is a backup, that is: has a manifest. */
function isBackup(found) {
    return 'manifestSha256' in found;
}
async function readFolder(store, { address, objects }, { now, signal }) {
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
    return (0,_domain_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .catalogEntry */ .W)({ address, objects, manifest, verifications, now });
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
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94006);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16759);
/* harmony import */ var _domain_wrong_prefix_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5286);
/* harmony import */ var _catalog_listing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6828);





const namedSources = 10;
/**
 * The Failure `backup-missing` for a source of which no store has a backup: it says which kinds the source has, or which sources there are
 * and which of them was most likely meant. Lists the stores by their keys.
 *
 * @throws Failure of a store that cannot be listed.
 */
async function missingSource(stores, { source, kinds }, signal) {
    const listings = await Promise.all(stores.map((store) => (0,_catalog_listing_js__WEBPACK_IMPORTED_MODULE_3__/* .listFolders */ .u)(store, (0,_domain_object_key_js__WEBPACK_IMPORTED_MODULE_1__/* .prefixOf */ .MT)(), signal)));
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
        const advice = (0,_domain_wrong_prefix_js__WEBPACK_IMPORTED_MODULE_2__/* .prefixAdvice */ .Z)(listings.flatMap(({ strays }) => strays));
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('backup-missing', `${message}, nor of any other`, {
            hint: advice ?? 'check the store URL, its prefix above all; a backup exists only once its manifest is written',
        });
    }
    const more = sources.length > namedSources ? ` and ${sources.length - namedSources} more` : '';
    const hint = `correct input "source"; there is ${sources.slice(0, namedSources).join(', ')}${more}${(0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_4__/* .didYouMean */ .a)(source, sources)}`;
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
