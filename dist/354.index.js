export const id = 354;
export const ids = [354];
export const modules = {

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
// EXTERNAL MODULE: ./src/domain/wrong-prefix.ts
var wrong_prefix = __webpack_require__(5286);
;// CONCATENATED MODULE: ./src/report/catalog-words.ts



/** What a catalog is about: `Backups of shop in s3://…`. */
function titleOf({ source, kinds, store }) {
    const which = (source === null ? '' : ` of ${source}`) + (kinds === null ? '' : ` of kind ${kinds.join(', ')}`);
    return `Backups${which} in ${store}`;
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
/** How many keys belong to no backup, with an example, and what that may mean; empty for none. */
function straysLine({ strays, shelves }) {
    const [first] = strays.first;
    if (first === undefined)
        return '';
    const advice = shelves.length === 0 ? (0,wrong_prefix/* prefixAdvice */.Z)(strays.first) : undefined;
    const what = `${count(strays.count, 'key')} ${strays.count === 1 ? 'belongs' : 'belong'} to no backup, such as ${first}`;
    return advice === undefined ? what : `${what}; ${advice}`;
}
function proofOf({ standing, proof }) {
    const restsOnDrill = standing === 'proven' || standing === 'failed' || standing === 'could-not-tell';
    if (proof === null || !restsOnDrill)
        return standing;
    const age = (0,duration/* formatAge */.nV)(proof.ageSeconds);
    return proof.ageSeconds < 0 ? `${standing}, dated ${age}` : `${standing} ${age} ago`;
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
    for (const section of catalogs.flatMap((catalog) => sectionsOf(catalog, catalogs))) {
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
function sectionsOf(catalog, all) {
    const { shelves } = catalog;
    return [
        `## ${(0,markdown/* plain */.pj)(titleOf(catalog))}`,
        ...(shelves.length === 0 ? ['There are none.'] : shelves.map((shelf) => shelfSection(catalog, shelf))),
        (0,markdown/* folded */.TM)('Who can open them', (0,markdown/* list */.p_)(recipientLines(catalog).map(markdown/* plain */.pj))),
        (0,markdown/* plain */.pj)(straysLine(catalog)),
        (0,markdown/* nextSteps */.Zn)(shelves.flatMap((shelf) => stepsAfter(shelf, provenElsewhere(shelf, catalog, all)))),
    ];
}
/** The other stores of the list in which the newest of a shelf is proven. */
function provenElsewhere({ source, kind, backups: [newest] }, catalog, all) {
    const isProven = (shelf) => shelf.source === source &&
        shelf.kind === kind &&
        shelf.backups.some(({ id, standing }) => id === newest?.id && standing === 'proven');
    return all.filter((other) => other !== catalog && other.shelves.some(isProven)).map(({ store }) => store);
}
/** The newest of those shown is the one that a restore would ask for. */
function stepsAfter({ source, kind, backups: [newest, ...older] }, [elsewhere]) {
    const what = `${(0,markdown/* plain */.pj)(source)} ${kind}`;
    const lastProven = older.find(({ standing }) => standing === 'proven');
    switch (newest?.standing) {
        case 'failed':
        case 'damaged':
        case 'unreadable':
            // what failed here may have passed there before: the same bytes, and an older drill
            if (elsewhere !== undefined && newest.standing !== 'failed')
                return [`${what}: do not count on \`${newest.id}\` in this store; its copy in ${(0,markdown/* plain */.pj)(elsewhere)} is proven.`];
            return [
                `${what}: take a new backup and prove it; do not count on \`${newest.id}\`.` +
                    (lastProven === undefined ? '' : ` The newest here that is proven is \`${lastProven.id}\`.`) +
                    (elsewhere === undefined ? '' : ` Its copy in ${(0,markdown/* plain */.pj)(elsewhere)} is proven: verify that once more.`),
            ];
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
// EXTERNAL MODULE: ./src/domain/kind.ts
var kind = __webpack_require__(76040);
// EXTERNAL MODULE: ./src/domain/retention/standing.ts
var standing = __webpack_require__(56821);
;// CONCATENATED MODULE: ./src/domain/listed-catalog.ts

/** A backup as a list shows it; `decided` is what a policy makes of it. */
function listedBackup(entry, now, { alsoIn, decided }) {
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
        plan: decided ?? null,
    };
}
/** A folder without a manifest as a list shows it. */
function listedRest({ folder, sizeBytes, modifiedAt }, now) {
    return { folder, sizeBytes, modifiedAt: modifiedAt.toISOString(), ageSeconds: secondsBetween(modifiedAt, now) };
}
/** What a retention plan decides about each backup. */
function listedDecisions({ keep, remove }) {
    const as = (decision) => ({ entry, because }) => [entry, { decision, because }];
    return new Map([...keep.map(as('keep')), ...remove.map(as('remove'))]);
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
/** Messages about a file begin with its key: the list says of which backup it is, so that its name in the folder is enough. */
function problemsOf({ unreadable, faults, disregarded, folder }) {
    return [
        ...(unreadable === undefined ? [] : [unreadable.startsWith('is ') ? `its manifest ${unreadable}` : unreadable]),
        ...faults,
        ...disregarded.map(({ key, because }) => `${key} does not count: ${because.replace(`${key}: `, '')}`),
    ].map((problem) => problem.replace(folder, ''));
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










/** Shelves of a store that are read at the same time; they share what may be read at once. */
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
    const concurrency = Math.floor(catalog_reader/* backupsAtOnce */.Qf / Math.min(shelvesAtOnce, Math.max(1, shelves.length)));
    return {
        store: store.name,
        listedAt: work.now.toISOString(),
        source: work.source ?? null,
        kinds: kind/* backupKinds */.A.every((kind) => work.kinds.includes(kind)) ? null : work.kinds,
        comparedWith: work.others,
        shelves: await (0,map_bounded/* mapBounded */.y)(shelves, shelvesAtOnce, (shelf) => readShelf(store, shelf, { ...work, concurrency })),
        strays: { count: strays.length, first: strays.slice(0, namedStrays) },
    };
}
async function readShelf(store, { source, kind, folders }, work) {
    const { policy, maxShrink, now, signal, concurrency, progress } = work;
    const backups = folders.filter(isCommitted);
    const shown = shownOf(backups, work);
    const needed = policy === undefined ? shown : backups;
    const unfinished = folders.filter((folder) => !isCommitted(folder));
    const { entries, incomplete } = await (0,catalog_reader/* readFolders */.iz)(store, [...needed, ...unfinished], {
        now,
        signal,
        concurrency,
        progress,
    });
    const plan = policy && (0,retention_plan/* planRetention */.S)(entries, policy[kind], now, { maxShrink });
    const decisions = plan && listedDecisions(plan);
    const asked = new Set(shown.map(({ folder }) => folder));
    const listed = entries.filter(({ folder }) => asked.has(folder));
    return {
        source,
        kind,
        total: backups.length,
        backups: listed.map((entry) => listedBackup(entry, now, { alsoIn: othersWith(entry, work), decided: decisions?.get(entry) })),
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
// EXTERNAL MODULE: ./src/actions/output-report.ts
var output_report = __webpack_require__(97329);
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
    if (catalogs.length > 0)
        runtime.result(catalogs.map(catalogTable).join('\n'));
    await (0,output_report/* outputReport */.w)(runtime, 'backups', 'list', catalogs);
    await runtime.summary(catalogSummary(catalogs));
    const failure = (0,joined_failure/* joinedFailure */.a)(failures);
    if (failure !== undefined)
        throw failure;
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
