export const id = 354;
export const ids = [354];
export const modules = {

/***/ 37917:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ joinedFailure)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);

/** One failure for a run in which several stores failed: the first one's code and hint, and what each one says; undefined for none. */
function joinedFailure(failures) {
    const [first] = failures;
    if (failures.length <= 1 || first === undefined)
        return first;
    const message = failures.map((failure) => failure.message).join('; ');
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(first.code, message, { hint: first.hint, cause: first });
}


/***/ }),

/***/ 733:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ kindsInput)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76040);
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94006);



/** The kinds that the input `kind` names, one a line; all where it is empty. @throws Failure `input-invalid` */
function kindsInput(reader) {
    const given = reader.lines('kind');
    const wrong = given.find((kind) => !(0,_domain_kind_js__WEBPACK_IMPORTED_MODULE_1__/* .isBackupKind */ .J)(kind));
    if (wrong !== undefined) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', `input "kind" cannot be ${JSON.stringify(wrong)}`, {
            hint: `write one of ${_domain_kind_js__WEBPACK_IMPORTED_MODULE_1__/* .backupKinds */ .A.join(', ')}, one a line, or leave it empty for all${(0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(wrong, _domain_kind_js__WEBPACK_IMPORTED_MODULE_1__/* .backupKinds */ .A)}`,
        });
    }
    return given.length === 0 ? _domain_kind_js__WEBPACK_IMPORTED_MODULE_1__/* .backupKinds */ .A : _domain_kind_js__WEBPACK_IMPORTED_MODULE_1__/* .backupKinds */ .A.filter((kind) => given.includes(kind));
}


/***/ }),

/***/ 19354:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  list: () => (/* binding */ list)
});

// EXTERNAL MODULE: ./src/domain/bytes.ts
var bytes = __webpack_require__(27207);
// EXTERNAL MODULE: ./src/domain/duration.ts
var duration = __webpack_require__(34678);
;// CONCATENATED MODULE: ./src/report/catalog-words.ts


/** What a catalog is about: `Backups of shop in s3://…`. */
function titleOf({ source, store }) {
    return source === null ? `Backups in ${store}` : `Backups of ${source} in ${store}`;
}
/** The heads of the columns that a shelf has, in both reports. */
function columnsOf({ comparedWith }, { plan }) {
    const copies = comparedWith.length === 0 ? [] : ['copies'];
    return ['backup', 'age', 'size', 'proof', 'opened by', ...copies, ...(plan === null ? [] : ['policy'])];
}
/** One backup in the columns of `columnsOf`. */
function cellsOf(backup, catalog, shelf) {
    const { id, ageSeconds, sizeBytes, alsoIn } = backup;
    const cells = {
        backup: id,
        age: (0,duration/* formatAge */.nV)(ageSeconds),
        size: sizeBytes === null ? '?' : (0,bytes/* formatBytes */.z)(sizeBytes),
        proof: proofOf(backup),
        'opened by': openedBy(backup),
        copies: `${alsoIn.length + 1} of ${catalog.comparedWith.length + 1}`,
        policy: decisionOf(backup),
    };
    return columnsOf(catalog, shelf).map((column) => cells[column] ?? '');
}
/** What a shelf comes to, e.g. `shop full: 37 backups (5 shown), 1 incomplete; the policy would keep 12 and remove 25`. */
function headOf({ source, kind, total, backups, incomplete, plan }) {
    const shown = backups.length === total ? '' : ` (${backups.length} shown)`;
    const rest = incomplete.length === 0 ? '' : `, ${incomplete.length} incomplete`;
    const decided = plan === null ? '' : `; the policy would keep ${plan.keep} and remove ${plan.remove}`;
    return `${source} ${kind}: ${count(total, 'backup')}${shown}${rest}${decided}`;
}
/** An unfinished backup in a sentence. */
function restLine({ folder, sizeBytes, ageSeconds }) {
    return `incomplete: ${folder} (${(0,bytes/* formatBytes */.z)(sizeBytes)}, last written to ${(0,duration/* formatAge */.nV)(ageSeconds)} ago)`;
}
/** What a person should look at in the backups that are shown, a line for each. */
function problemLines({ backups }) {
    return backups.flatMap(({ id, problems }) => problems.map((problem) => `${id}: ${problem}`));
}
/** Each recipient of the backups that are shown, in full, with the number of backups that it opens. */
function recipientLines({ shelves }) {
    const opened = shelves.flatMap(({ backups }) => backups.flatMap(({ encryption }) => encryption?.recipients ?? []));
    return [...Map.groupBy(opened, (recipient) => recipient)].map(([recipient, all]) => `${recipient} opens ${count(all.length, 'backup')}`);
}
/** How many keys belong to no backup, with an example; empty for none. */
function straysLine({ strays }) {
    const [first] = strays.first;
    if (first === undefined)
        return '';
    return `${count(strays.count, 'key')} ${strays.count === 1 ? 'belongs' : 'belong'} to no backup, such as ${first}`;
}
function proofOf({ standing, proof }) {
    const restsOnDrill = standing === 'proven' || standing === 'failed' || standing === 'could-not-tell';
    return proof !== null && restsOnDrill ? `${standing} ${(0,duration/* formatAge */.nV)(proof.ageSeconds)} ago` : standing;
}
function openedBy({ encryption }) {
    if (encryption === null)
        return '?';
    const [first = '', ...more] = encryption.recipients;
    if (encryption.format === 'none')
        return 'not encrypted';
    return shortened(first) + (more.length === 0 ? '' : ` +${more.length}`);
}
/** Beginning and end of a key's public text: enough to tell it from the others. */
function shortened(recipient) {
    return recipient.length <= 16 ? recipient : `${recipient.slice(0, 9)}…${recipient.slice(-6)}`;
}
function decisionOf({ plan }) {
    return plan === null ? '' : `${plan.decision}: ${plan.because.join(', ')}`;
}
function count(number, thing) {
    return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
;// CONCATENATED MODULE: ./src/report/catalog-summary.ts


/** A step's summary has 1 MiB, and is not shown at all beyond it. */
const limitCharacters = 500_000;
/** So many problems and unfinished backups of a source and kind are named. */
const namedLines = 50;
/** The page for a person: the backups of each store, by source and kind. */
function catalogSummary(catalogs) {
    const sections = [];
    let characters = 0;
    let left = 0;
    for (const section of catalogs.flatMap(sectionsOf)) {
        characters += section.length;
        if (characters > limitCharacters)
            left += 1;
        else
            sections.push(section);
    }
    const rest = left === 0
        ? ''
        : `${left} more parts do not fit on this page; they are in the file that the output \`backups\` names.`;
    return (0,markdown/* page */.MY)(...sections, rest);
}
function sectionsOf(catalog) {
    const { shelves } = catalog;
    return [
        `## ${(0,markdown/* plain */.pj)(titleOf(catalog))}`,
        ...(shelves.length === 0 ? ['There are none.'] : shelves.map((shelf) => shelfSection(catalog, shelf))),
        (0,markdown/* folded */.TM)('Who can open them', (0,markdown/* list */.p_)(recipientLines(catalog).map(markdown/* plain */.pj))),
        (0,markdown/* plain */.pj)(straysLine(catalog)),
        (0,markdown/* nextSteps */.Zn)(shelves.flatMap(stepsAfter)),
    ];
}
/** The newest of those shown is the one that a restore would ask for. */
function stepsAfter({ source, kind, backups: [newest] }) {
    const what = `${(0,markdown/* plain */.pj)(source)} ${kind}`;
    switch (newest?.standing) {
        case 'failed':
        case 'damaged':
        case 'unreadable':
            return [`${what}: take a new backup and prove it; nobody can count on \`${newest.id}\`.`];
        case 'could-not-tell':
        case 'unverified':
            return [`${what}: prove \`${newest.id}\` with \`restore-verify\`.`];
        case 'proven':
        case 'not-provable':
        case undefined:
            return [];
    }
}
function shelfSection(catalog, shelf) {
    const { backups, incomplete, plan } = shelf;
    const halted = plan?.halted ?? null;
    const columns = columnsOf(catalog, shelf);
    const rows = backups.map((backup) => cellsOf(backup, catalog, shelf).map(markdown/* plain */.pj));
    const notes = [...problemLines(shelf), ...incomplete.map(restLine)];
    const unnamed = notes.length > namedLines ? [`and ${notes.length - namedLines} more`] : [];
    return (0,markdown/* page */.MY)(`### ${(0,markdown/* plain */.pj)(headOf(shelf))}`, halted === null ? '' : `**Pruning would be halted:** ${(0,markdown/* plain */.pj)(halted)}`, rows.length === 0 ? '' : (0,markdown/* table */.tp)(columns, rows), (0,markdown/* list */.p_)([...notes.slice(0, namedLines), ...unnamed].map(markdown/* plain */.pj))).trimEnd();
}

// EXTERNAL MODULE: ./src/report/columns.ts
var columns = __webpack_require__(11197);
;// CONCATENATED MODULE: ./src/report/catalog-table.ts


/** A row is cut here, so that it stays a row on most terminals; nothing else is. */
const widthCharacters = 120;
/** So many unfinished backups of a source and kind are named. */
const namedRests = 20;
/** What was listed of a store, for a log or a terminal: a line for each backup, in columns. */
function catalogTable(catalog) {
    const { listedAt, shelves } = catalog;
    const openers = recipientLines(catalog);
    const lines = [
        `${titleOf(catalog)}, ${listedAt}`,
        ...(shelves.length === 0 ? ['', 'There are none.'] : shelves.flatMap((shelf) => shelfLines(catalog, shelf))),
        ...(openers.length === 0 ? [] : ['', 'Of those shown,', ...openers.map((line) => `  ${line}`)]),
        straysLine(catalog),
    ];
    return `${lines.map(columns/* printable */.g$).join('\n').trimEnd()}\n`;
}
function shelfLines(catalog, shelf) {
    const { backups, incomplete, plan } = shelf;
    const rows = backups.map((backup) => cellsOf(backup, catalog, shelf).map(columns/* printable */.g$));
    const unnamed = incomplete.length - namedRests;
    const halted = plan?.halted ?? null;
    return [
        '',
        headOf(shelf),
        ...(halted === null ? [] : [`  pruning would be HALTED: ${halted}`]),
        ...(rows.length === 0 ? [] : (0,columns/* aligned */.b6)([columnsOf(catalog, shelf), ...rows])).map((row) => (0,columns/* cutTo */.yd)(widthCharacters, row)),
        ...problemLines(shelf).map((line) => `  ! ${line}`),
        ...incomplete.slice(0, namedRests).map((rest) => `  ${restLine(rest)}`),
        ...(unnamed > 0 ? [`  and ${unnamed} more incomplete`] : []),
    ];
}

// EXTERNAL MODULE: ./src/stores/with/read-only.ts
var read_only = __webpack_require__(46422);
// EXTERNAL MODULE: ./src/domain/backup-id.ts
var backup_id = __webpack_require__(24456);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/retention/standing.ts
var standing = __webpack_require__(56821);
;// CONCATENATED MODULE: ./src/domain/listed-catalog.ts

/** A backup as a list shows it; `plan` is what a policy makes of it and its like. */
function listedBackup(entry, now, { alsoIn, plan }) {
    const { address, manifest, snapshotAt } = entry;
    return {
        id: address.id,
        snapshotAt: snapshotAt.toISOString(),
        ageSeconds: secondsBetween(snapshotAt, now),
        sizeBytes: manifest === undefined ? null : entry.sizeBytes,
        plainSizeBytes: manifest === undefined ? null : entry.plainSizeBytes,
        standing: (0,standing/* standingOf */.Y)(entry),
        proof: listed_catalog_proofOf(entry, now),
        encryption: manifest?.encryption ?? null,
        server: manifest?.server ?? {},
        run: manifest?.run ?? null,
        problems: problemsOf(entry),
        alsoIn,
        plan: plan === undefined ? null : decisionOn(entry, plan),
    };
}
/** A folder without a manifest as a list shows it. */
function listedRest({ folder, sizeBytes, modifiedAt }, now) {
    return { folder, sizeBytes, modifiedAt: modifiedAt.toISOString(), ageSeconds: secondsBetween(modifiedAt, now) };
}
/** What a retention plan comes to. */
function shelfPlan({ keep, remove, halted }) {
    return { keep: keep.length, remove: remove.length, halted: halted ?? null };
}
function listed_catalog_proofOf(entry, now) {
    const evidence = (0,standing/* evidenceOf */.X)(entry);
    if (evidence === undefined)
        return null;
    const { verdict, finishedAt, rtoSeconds, run } = evidence;
    return { verdict, finishedAt, ageSeconds: secondsBetween(new Date(finishedAt), now), rtoSeconds, run };
}
function decisionOn(entry, { keep, remove }) {
    const isIts = (decision) => decision.entry === entry;
    const kept = keep.find(isIts);
    if (kept !== undefined)
        return { decision: 'keep', because: kept.because };
    const removed = remove.find(isIts);
    return removed === undefined ? null : { decision: 'remove', because: removed.because };
}
function problemsOf({ unreadable, faults, disregarded, folder }) {
    return [
        ...(unreadable === undefined ? [] : [unreadable.startsWith('is ') ? `its manifest ${unreadable}` : unreadable]),
        ...faults,
        ...disregarded.map(({ key, because }) => `${key.slice(folder.length)} does not count: ${because}`),
    ];
}
function secondsBetween(then, now) {
    return Math.round((now.getTime() - then.getTime()) / 1000);
}

// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(16759);
// EXTERNAL MODULE: ./src/domain/retention/plan.ts + 2 modules
var retention_plan = __webpack_require__(55112);
// EXTERNAL MODULE: ./src/pipeline/catalog-listing.ts
var catalog_listing = __webpack_require__(6828);
// EXTERNAL MODULE: ./src/pipeline/catalog-reader.ts
var catalog_reader = __webpack_require__(90597);
// EXTERNAL MODULE: ./src/pipeline/map-bounded.ts
var map_bounded = __webpack_require__(12104);
// EXTERNAL MODULE: ./src/pipeline/missing-source.ts
var missing_source = __webpack_require__(21990);
;// CONCATENATED MODULE: ./src/usecases/list-catalog.ts









/** Shelves of a store that are read at the same time, each with sixteen backups: below the fifty connections of an S3 client. */
const shelvesAtOnce = 3;
/** So many of the keys that belong to no backup are named. */
const namedStrays = 10;
/**
 * Lists the backups of stores. Each store is listed by its keys; then the records are read of those backups that are shown, or of all of
 * them where a policy judges them, which it does as in `pruneCatalog`. A store that cannot be read is left out and stands among the failures.
 */
async function listCatalog(request) {
    const { stores, source, kinds, clock, progress, signal } = request;
    const failures = [];
    const attempt = async (work) => {
        try {
            return await work();
        }
        catch (thrown) {
            if (!(thrown instanceof failure/* Failure */.HR) || signal.aborted)
                throw thrown;
            failures.push(thrown); // the other stores are listed by their own keys
            return undefined;
        }
    };
    progress.stage('list the stores');
    const now = clock.now();
    const attempts = stores.map((store) => attempt(() => listStore(store, request)));
    const listed = (await Promise.all(attempts)).filter((found) => found !== undefined);
    const holders = holdersOf(listed);
    progress.stage('read the manifests');
    const catalogs = [];
    for (const found of listed) {
        const others = listed.filter((other) => other !== found).map(({ store }) => store.name);
        const catalog = await attempt(() => catalogOf(found, { ...request, now, holders, others }));
        if (catalog !== undefined)
            catalogs.push(catalog);
    }
    if (source !== undefined && failures.length === 0 && holders.size === 0)
        failures.push(await (0,missing_source/* missingSource */.a)(stores, { source, kinds }, signal));
    return { catalogs, failures };
}
async function listStore(store, { source, kinds, signal }) {
    const prefix = (0,object_key/* prefixOf */.MT)(source, kinds.length === 1 ? kinds[0] : undefined);
    const { folders, strays } = await (0,catalog_listing/* listFolders */.u)(store, prefix, signal);
    const bySource = Map.groupBy(folders, ({ address }) => address.source);
    const shelves = [...bySource].flatMap(([name, own]) => kinds.map((kind) => ({ source: name, kind, folders: own.filter(({ address }) => address.kind === kind) })));
    return { store, strays, shelves: shelves.filter((shelf) => shelf.folders.length > 0) };
}
function holdersOf(listed) {
    const holders = new Map();
    for (const { store, shelves } of listed) {
        for (const { folder } of shelves.flatMap(({ folders }) => folders.filter(isCommitted)))
            holders.set(folder, [...(holders.get(folder) ?? []), store.name]);
    }
    return holders;
}
async function catalogOf({ store, shelves, strays }, work) {
    return {
        store: store.name,
        listedAt: work.now.toISOString(),
        source: work.source ?? null,
        comparedWith: work.others,
        shelves: await (0,map_bounded/* mapBounded */.y)(shelves, shelvesAtOnce, (shelf) => readShelf(store, shelf, work)),
        strays: { count: strays.length, first: strays.slice(0, namedStrays) },
    };
}
async function readShelf(store, { source, kind, folders }, work) {
    const { policy, maxShrink, now, signal } = work;
    const backups = folders.filter(isCommitted);
    const shown = shownOf(backups, work);
    const needed = policy === undefined ? shown : backups;
    const unfinished = folders.filter((folder) => !isCommitted(folder));
    const { entries, incomplete } = await (0,catalog_reader/* readFolders */.iz)(store, [...needed, ...unfinished], { signal });
    const plan = policy && (0,retention_plan/* planRetention */.S)(entries, policy[kind], now, { maxShrink });
    const asked = new Set(shown.map(({ folder }) => folder));
    const listed = entries.filter(({ folder }) => asked.has(folder));
    return {
        source,
        kind,
        total: backups.length,
        backups: listed.map((entry) => listedBackup(entry, now, { alsoIn: othersWith(entry, work), plan })),
        incomplete: incomplete.map((folder) => listedRest(folder, now)),
        plan: plan === undefined ? null : shelfPlan(plan),
    };
}
/** The newest of those that are young enough, by the moment in their ids. */
function shownOf(backups, { now, limit, sinceSeconds }) {
    const youngFrom = now.getTime() - sinceSeconds * 1000;
    const young = backups.filter(({ address }) => (0,backup_id/* momentOf */.Et)(address.id).getTime() >= youngFrom);
    return limit === Infinity ? young : young.slice(-limit); // keys are sorted by time
}
function othersWith({ folder }, { holders, others }) {
    return (holders.get(folder) ?? []).filter((name) => others.includes(name));
}
function isCommitted({ hasManifest }) {
    return hasManifest;
}

// EXTERNAL MODULE: ./src/actions/joined-failure.ts
var joined_failure = __webpack_require__(37917);
// EXTERNAL MODULE: ./src/actions/report-file.ts
var report_file = __webpack_require__(26248);
// EXTERNAL MODULE: ./src/actions/store-input.ts + 1 modules
var store_input = __webpack_require__(82799);
// EXTERNAL MODULE: ./src/domain/retention/guards.ts
var guards = __webpack_require__(56535);
// EXTERNAL MODULE: ./src/actions/input-reader.ts + 1 modules
var input_reader = __webpack_require__(23591);
// EXTERNAL MODULE: ./src/actions/kinds-input.ts
var kinds_input = __webpack_require__(733);
// EXTERNAL MODULE: ./src/actions/policy-input.ts
var policy_input = __webpack_require__(11440);
;// CONCATENATED MODULE: ./src/actions/list/inputs.ts







const inputNames = [
    'config',
    'source',
    'store',
    'kind',
    'limit',
    'since',
    ...policy_input/* policyInputNames */.pz,
    'max-shrink',
];
/** Reads the inputs of `list`. @throws Failure that names the input that is wrong */
function readInputs(runtime) {
    const reader = (0,input_reader/* inputReader */.c)(runtime, inputNames);
    const source = reader.text('source');
    const since = reader.text('since');
    const kinds = (0,kinds_input/* kindsInput */.o)(reader);
    return {
        reader,
        kinds,
        source: source === '' ? undefined : (0,object_key/* parseSourceName */.mN)(source),
        limit: parseLimit(reader.text('limit', '50')),
        sinceSeconds: since === '' ? Infinity : (0,duration/* parseDuration */.E9)(since, 'since'),
        policy: (0,policy_input/* hasPolicy */.hS)(reader) ? (0,policy_input/* policyInput */.JM)(reader, kinds) : undefined,
        maxShrink: (0,guards/* parseMaxShrink */.HW)(reader.text('max-shrink', '50%')),
    };
}
function parseLimit(text) {
    if (text === 'all')
        return Infinity;
    if (/^[1-9]\d{0,5}$/.test(text))
        return Number(text);
    throw new failure/* Failure */.HR('input-invalid', `input "limit" cannot be ${JSON.stringify(text)}`, {
        hint: 'write a number from 1 on, or all',
    });
}

;// CONCATENATED MODULE: ./src/actions/list/wire.ts








/** `list`: shows the backups of stores, what is known about each, and what a policy would do with it. Changes nothing. */
async function list(context) {
    const { runtime } = context;
    const { reader, ...inputs } = readInputs(runtime);
    const stores = await (0,store_input/* storesInput */.lM)(reader, 'store', context);
    const { catalogs, failures } = await listCatalog({
        ...context,
        ...inputs,
        stores: stores.map(({ store }) => (0,read_only/* readOnly */.T)(store)),
        signal: runtime.signal,
    });
    runtime.result(catalogs.map(catalogTable).join('\n'));
    runtime.output('backups', await (0,report_file/* reportFile */.r)(runtime, 'list', catalogs));
    await runtime.summary(catalogSummary(catalogs));
    const failure = (0,joined_failure/* joinedFailure */.a)(failures);
    if (failure !== undefined)
        throw failure;
}


/***/ }),

/***/ 11440:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JM: () => (/* binding */ policyInput),
/* harmony export */   hS: () => (/* binding */ hasPolicy),
/* harmony export */   pz: () => (/* binding */ policyInputNames)
/* harmony export */ });
/* harmony import */ var _domain_retention_policy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80295);

/** The inputs that say which backups to keep. */
const policyInputNames = [
    'keep-last',
    'keep-within',
    'keep-hourly',
    'keep-daily',
    'keep-weekly',
    'keep-monthly',
    'keep-yearly',
    'keep-forever',
];
/** The policy of the inputs `keep-…`. @throws Failure `input-invalid`, or `policy-empty` where it keeps nothing of one of `kinds` */
function policyInput(reader, kinds) {
    return (0,_domain_retention_policy_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePolicy */ .O)((name) => reader.text(name), kinds);
}
/** Whether any of the inputs `keep-…` says something. */
function hasPolicy(reader) {
    return policyInputNames.some((name) => !['', 'false'].includes(reader.text(name)));
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

/***/ 56821:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ evidenceOf),
/* harmony export */   Y: () => (/* binding */ standingOf)
/* harmony export */ });
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(49815);

/** In one word, what is known about a backup. */
function standingOf(entry) {
    if (entry.manifest === undefined)
        return 'unreadable';
    if (entry.faults.length > 0)
        return 'damaged';
    if (entry.proven)
        return 'proven';
    if (entry.lastVerdict === undefined && !(0,_trust_js__WEBPACK_IMPORTED_MODULE_0__/* .canBeProven */ ._g)(entry.address.kind))
        return 'not-provable';
    if (evidenceOf(entry)?.verdict === 'failed')
        return 'failed';
    return entry.lastVerdict === 'could-not-tell' ? 'could-not-tell' : 'unverified';
}
/** The verification that a standing rests on: the newest that came to a decision, or the newest where none did. */
function evidenceOf({ verifications }) {
    return verifications.find(({ verdict }) => verdict !== 'could-not-tell') ?? verifications[0];
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


/***/ }),

/***/ 11197:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b6: () => (/* binding */ aligned),
/* harmony export */   g$: () => (/* binding */ printable),
/* harmony export */   yd: () => (/* binding */ cutTo)
/* harmony export */ });
/** Rows of text as lines, indented by two, each column as wide as its widest cell. The rows have the same number of cells. */
function aligned(rows) {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
/** Keys and messages come from the store: one line stays one line, and no control sequence reaches the log. */
function printable(line) {
    return line.replace(/\p{Cc}+/gu, ' ').trimEnd();
}
/** A line of at most so many characters; what is cut off shows as `…`. */
function cutTo(width, line) {
    return line.length <= width ? line : `${line.slice(0, width - 1).trimEnd()}…`;
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
