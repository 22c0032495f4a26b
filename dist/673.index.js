export const id = 673;
export const ids = [673];
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

/***/ 77673:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prune: () => (/* binding */ prune)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var domain_failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/bytes.ts
var domain_bytes = __webpack_require__(27207);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
// EXTERNAL MODULE: ./src/domain/duration.ts
var duration = __webpack_require__(34678);
// EXTERNAL MODULE: ./src/report/columns.ts
var columns = __webpack_require__(11197);
;// CONCATENATED MODULE: ./src/report/prune-plan-text.ts



/** A prune plan for a log: one line for each backup, in columns. */
function prunePlanText(plan) {
    const mode = plan.dryRun ? ' (dry run: nothing is removed)' : '';
    const head = `prune ${plan.source} in ${plan.store}, ${plan.madeAt}${mode}`;
    return [head, ...kindsOf(plan).flatMap(kindLines)].map(columns/* printable */.g$).join('\n') + '\n';
}
/** The kinds that there is something of; all where there is nothing at all. */
function kindsOf({ kinds }) {
    const used = kinds.filter(({ backups, rests, strays }) => backups.length + rests.length + strays.length > 0);
    return used.length === 0 ? kinds : used;
}
/** The age of a backup for people. */
function ageOf({ ageSeconds }) {
    return (0,duration/* formatAge */.nV)(ageSeconds);
}
/** What a kind's plan comes to, e.g. `keep 12, remove 3 (4.1 GiB)`. */
function planSummary({ backups, rests }) {
    const removed = backups.filter(({ decision }) => decision === 'remove');
    const swept = rests.filter(({ decision }) => decision === 'sweep').length;
    const bytes = removed.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
    const freed = removed.length === 0 ? '' : ` (${(0,domain_bytes/* formatBytes */.z)(bytes)})`;
    const sweep = swept === 0 ? '' : `, sweep ${swept} unfinished`;
    return `keep ${backups.length - removed.length}, remove ${removed.length}${freed}${sweep}`;
}
function kindLines(plan) {
    const rows = plan.backups.map((backup) => [
        backup.decision,
        backup.id,
        ageOf(backup),
        (0,domain_bytes/* formatBytes */.z)(backup.sizeBytes),
        backup.standing,
        backup.because.join(', '),
    ]);
    return [
        '',
        `${plan.kind}: ${planSummary(plan)}`,
        ...(plan.halted === null ? [] : [`HALTED: ${plan.halted}`]),
        ...(0,columns/* aligned */.b6)(rows),
        ...(0,columns/* aligned */.b6)(plan.rests.map(({ decision, what, at, since, because }) => [decision, what, at, since, because])),
        ...(plan.strays.length === 0 ? [] : [`left alone: ${plan.strays.length} keys that belong to no backup`]),
    ];
}

;// CONCATENATED MODULE: ./src/report/prune-plan-markdown.ts



/** A step's summary has 1 MiB; so many rows for each kind stay far below it and are more than anybody reads. */
const rowLimit = 200;
/** A prune plan for a step's summary: what it comes to first, then a table with what is removed on top. */
function prunePlanMarkdown(plan) {
    const mark = isHalted(plan) ? '❌ ' : '';
    const title = `## ${mark}Prune ${(0,markdown/* plain */.pj)(plan.source)} in ${(0,markdown/* plain */.pj)(plan.store)}${plan.dryRun ? ' (dry run)' : ''}`;
    return (0,markdown/* page */.MY)(title, ...kindsOf(plan).map(kindSection), (0,markdown/* nextSteps */.Zn)(stepsAfter(plan)));
}
function isHalted({ kinds }) {
    return kinds.some(({ halted }) => halted !== null);
}
function stepsAfter(plan) {
    const { dryRun, kinds } = plan;
    const isOfSomething = kinds.some(({ halted, backups, rests }) => halted === null && [...backups, ...rests].some(({ decision }) => decision === 'remove' || decision === 'sweep'));
    return [
        ...(isHalted(plan)
            ? [
                'Find out why that is so. A new backup that is proven lets the next prune go on; where the source lost data on purpose, raise `max-shrink` for one run.',
            ]
            : []),
        ...(dryRun && isOfSomething ? ['Nothing was removed; without `dry-run`, this is.'] : []),
    ];
}
function kindSection(plan) {
    const sections = [`### ${plan.kind}: ${planSummary(plan)}`];
    if (plan.halted !== null)
        sections.push(`> **Halted, nothing is removed:** ${(0,markdown/* plain */.pj)(plan.halted)}`);
    if (plan.backups.length > 0)
        sections.push(backupTable(plan.backups));
    if (plan.rests.length > 0)
        sections.push(restTable(plan.rests));
    if (plan.strays.length > 0)
        sections.push(`${plan.strays.length} keys belong to no backup and are left alone.`);
    return sections.join('\n\n');
}
/** Removals come first: where the table has to be cut, they are what a person must see. */
function backupTable(backups) {
    const removed = backups.filter(({ decision }) => decision === 'remove');
    const kept = backups.filter(({ decision }) => decision === 'keep');
    const rows = [...removed, ...kept].map((backup) => [
        `\`${backup.id}\``,
        ageOf(backup),
        (0,domain_bytes/* formatBytes */.z)(backup.sizeBytes),
        backup.standing,
        backup.decision === 'remove' ? '**remove**' : 'keep',
        backup.because.map(markdown/* plain */.pj).join(', '),
    ]);
    return table(['backup', 'age', 'size', 'proof', 'decision', 'because'], rows);
}
function restTable(rests) {
    const rows = rests.map(({ what, at, since, decision, because }) => [
        what,
        (0,markdown/* plain */.pj)(at),
        since,
        decision === 'sweep' ? '**sweep**' : 'leave',
        because,
    ]);
    return table(['unfinished', 'where', 'since', 'decision', 'because'], rows);
}
function table(head, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    const cut = rows.length - rowLimit;
    const lines = [line(head), line(head.map(() => '---')), ...rows.slice(0, rowLimit).map(line)];
    return lines.join('\n') + (cut > 0 ? `\n\n${cut} more are in the plan's JSON.` : '');
}

// EXTERNAL MODULE: ./src/domain/retention/plan.ts + 2 modules
var retention_plan = __webpack_require__(55112);
// EXTERNAL MODULE: ./src/domain/retention/policy.ts
var retention_policy = __webpack_require__(80295);
// EXTERNAL MODULE: ./src/domain/retention/standing.ts
var standing = __webpack_require__(56821);
;// CONCATENATED MODULE: ./src/domain/retention/prune-plan.ts

/** The backups of a retention plan as they stand in a prune plan, newest first. */
function plannedBackups(plan, now) {
    const planned = (decision) => {
        return ({ entry, because }) => ({
            id: entry.address.id,
            snapshotAt: entry.snapshotAt.toISOString(),
            ageSeconds: Math.round((now.getTime() - entry.snapshotAt.getTime()) / 1000),
            sizeBytes: entry.sizeBytes,
            standing: (0,standing/* standingOf */.Y)(entry),
            decision,
            because,
        });
    };
    const backups = [...plan.keep.map(planned('keep')), ...plan.remove.map(planned('remove'))];
    return backups.sort((a, b) => a.ageSeconds - b.ageSeconds || (a.id < b.id ? 1 : -1));
}
/** An incomplete folder as it stands in a prune plan. */
function plannedFolder(folder, isAbandoned, isHalted) {
    return { what: 'folder', at: folder.folder, since: folder.modifiedAt.toISOString(), ...fate(isAbandoned, isHalted) };
}
/** An upload that was begun and not finished, as it stands in a prune plan. */
function plannedUpload(upload, isAbandoned, isHalted) {
    return { what: 'upload', at: upload.key, since: upload.startedAt.toISOString(), ...fate(isAbandoned, isHalted) };
}
function fate(isAbandoned, isHalted) {
    if (!isAbandoned)
        return { decision: 'leave', because: 'younger than the grace: a backup may be writing it' };
    if (isHalted)
        return { decision: 'leave', because: 'pruning is halted' };
    return { decision: 'sweep', because: 'not finished, and older than the grace' };
}

;// CONCATENATED MODULE: ./src/domain/retention/sweep.ts
/** How old what has no manifest must be to be swept, in seconds. It has to exceed the longest backup. */
const defaultGraceSeconds = 86_400;
/** Whether something that was written or begun at `moment` is old enough to have been given up. */
function isAbandoned(moment, now, graceSeconds) {
    return moment.getTime() < now.getTime() - graceSeconds * 1000;
}
/**
 * Sorts incomplete folders by the age of their newest object. The age begins, by the stores' ways, at the end of an object's upload or at
 * its beginning (S3, for objects in parts): the grace must exceed the longest backup.
 */
function planSweep(folders, now, graceSeconds) {
    const sweep = folders.filter(({ modifiedAt }) => isAbandoned(modifiedAt, now, graceSeconds));
    return { sweep, leave: folders.filter((folder) => !sweep.includes(folder)) };
}

// EXTERNAL MODULE: ./src/pipeline/catalog-reader.ts
var catalog_reader = __webpack_require__(90597);
// EXTERNAL MODULE: ./src/pipeline/missing-source.ts
var missing_source = __webpack_require__(21990);
// EXTERNAL MODULE: ./src/domain/retention/trust.ts
var trust = __webpack_require__(49815);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(16759);
// EXTERNAL MODULE: ./src/domain/verification/record.ts
var record = __webpack_require__(12817);
;// CONCATENATED MODULE: ./src/pipeline/backup-remover.ts


/**
 * Removes everything in a backup's folder, the manifest first and the data last: whenever this is interrupted, the backup is either whole or
 * no backup any more, and what is left of it is found and swept. Harmless where others remove the same folder.
 */
async function removeFolder(store, { folder, keys }, signal) {
    const rank = (key) => {
        const name = key.slice(folder.length);
        if (name === object_key/* manifestName */.vS)
            return 0;
        return (0,record/* isVerificationName */.pK)(name) ? 1 : 2;
    };
    for (const key of keys.toSorted((a, b) => rank(a) - rank(b)))
        await store.remove(key, signal);
}

;// CONCATENATED MODULE: ./src/pipeline/catalog-pruner.ts





/**
 * Removes a planned backup after a last look: the guardian, the newer backup that lets it go, must still be there and trusted, and the
 * backup itself must be the one that was planned. Where another run has begun to remove it, this finishes the work.
 *
 * @throws Failure `prune-halted` where the store is not as planned; then nothing of this backup was removed.
 */
async function removePlanned(store, entry, guardian, signal) {
    const guard = await (0,catalog_reader/* readBackup */.fe)(store, guardian.address, signal);
    if (guard === undefined || !(0,catalog_reader/* isBackup */.rk)(guard) || !isSame(guard, guardian) || !(0,trust/* isTrusted */.W2)(guard)) {
        throw changed(`${guardian.address.id}, which was to stay in place of ${entry.address.id}, is not as it was`);
    }
    const current = await (0,catalog_reader/* readBackup */.fe)(store, entry.address, signal);
    if (current === undefined)
        return;
    if ((0,catalog_reader/* isBackup */.rk)(current) && !isSame(current, entry))
        throw changed(`the manifest of ${entry.address.id} is not as it was`);
    await removeFolder(store, current, signal);
}
/**
 * Sweeps an incomplete folder after a last look; returns false, and leaves it alone, where a manifest or a newer object has come since.
 * `now` and `graceSeconds` are those of the plan.
 */
async function sweepPlanned(store, folder, { now, graceSeconds }, signal) {
    const current = await (0,catalog_reader/* readBackup */.fe)(store, folder.address, signal);
    if (current === undefined)
        return true;
    if ((0,catalog_reader/* isBackup */.rk)(current) || !isAbandoned(current.modifiedAt, now, graceSeconds))
        return false;
    await removeFolder(store, current, signal);
    return true;
}
function isSame(one, other) {
    return one.manifestSha256 === other.manifestSha256;
}
function changed(what) {
    return new domain_failure/* Failure */.HR('prune-halted', `the store changed while it was pruned: ${what}`, {
        hint: 'find out what changes the store, and prune again; what was removed before this was as planned',
    });
}

;// CONCATENATED MODULE: ./src/usecases/prune-catalog.ts








/**
 * Removes what the policy does not keep from one store, and what was never finished. The plan is announced first and then carried out as
 * announced. A kind whose newest backups look wrong is halted: nothing of it is removed, its plan says why, and the other kinds go on; ask
 * `haltOf` whether to end the run red. An interrupted run leaves every listed backup whole; two runs at once do no harm.
 *
 * @throws Failure `policy-empty`, `backup-missing` where the store has nothing of the source, `prune-halted` where the store changes during the run, or the store's own.
 */
async function pruneCatalog(request) {
    const { store, source, kinds, policy, dryRun, clock, progress } = request;
    for (const kind of kinds)
        (0,retention_policy/* assertKeepsSomething */.J)(policy[kind], kind);
    progress.stage('read the catalog');
    const now = clock.now();
    const works = [];
    for (const kind of kinds)
        works.push(await planKind(request, kind, now));
    if (!works.some(({ plan }) => isOfSomething(plan))) {
        throw await (0,missing_source/* missingSource */.a)([store], { source, kinds }, request.signal);
    }
    const plans = works.map((work) => work.plan);
    const plan = { store: store.name, source, madeAt: now.toISOString(), dryRun, kinds: plans };
    await request.announce(plan);
    let [removed, swept] = [0, 0];
    if (!dryRun) {
        progress.stage('remove');
        for (const work of works.filter(({ retention }) => retention.halted === undefined)) {
            removed += await removeBackups(request, work);
            swept += await sweepRests(request, work, now);
        }
    }
    const kept = works.reduce((count, { retention }) => count + retention.keep.length, 0);
    return { plan, kept, removed, swept };
}
function isOfSomething({ backups, rests, strays }) {
    return backups.length + rests.length + strays.length > 0;
}
/** The failure with which a run ends whose plan was halted, wholly or for one kind; undefined where it was not. */
function haltOf(plan) {
    const halted = plan.kinds.filter((kind) => kind.halted !== null);
    if (halted.length === 0)
        return undefined;
    const kinds = halted.map(({ kind }) => `${plan.source}/${kind}`).join(', ');
    const reasons = halted.map((kind) => kind.halted).join('; ');
    return new domain_failure/* Failure */.HR('prune-halted', `nothing was removed of ${kinds} in ${plan.store}: ${reasons}`, {
        hint: 'take and prove a new backup and prune again; where the source did lose its data on purpose, raise `max-shrink`',
    });
}
async function planKind(request, kind, now) {
    const { store, source, policy, maxShrink, graceSeconds, signal } = request;
    const catalog = await (0,catalog_reader/* readCatalog */.uM)(store, { source, kind, signal });
    const retention = (0,retention_plan/* planRetention */.S)(catalog.entries, policy[kind], now, { maxShrink });
    const rests = planSweep(catalog.incomplete, now, graceSeconds);
    const begun = [];
    for await (const upload of store.abandoned(`${source}/${kind}/`, signal))
        begun.push(upload);
    const uploads = begun.filter(({ startedAt }) => isAbandoned(startedAt, now, graceSeconds));
    const isHalted = retention.halted !== undefined;
    const plan = {
        kind,
        halted: retention.halted ?? null,
        backups: plannedBackups(retention, now),
        rests: [
            ...rests.sweep.map((folder) => plannedFolder(folder, true, isHalted)),
            ...rests.leave.map((folder) => plannedFolder(folder, false, isHalted)),
            ...begun.map((upload) => plannedUpload(upload, uploads.includes(upload), isHalted)),
        ],
        strays: catalog.strays,
    };
    return { plan, retention, rests, uploads };
}
/** Oldest first, so that an interrupted run leaves the newer ones. */
async function removeBackups(request, { retention }) {
    const { store, progress, signal } = request;
    for (const { entry, guardian } of retention.remove.toReversed()) {
        signal.throwIfAborted();
        progress.item(entry.folder);
        await removePlanned(store, entry, guardian, signal);
    }
    return retention.remove.length;
}
async function sweepRests(request, { rests, uploads }, now) {
    const { store, graceSeconds, progress, signal } = request;
    let swept = uploads.length;
    for (const upload of uploads) {
        signal.throwIfAborted();
        progress.item(upload.key);
        await upload.abort();
    }
    for (const folder of rests.sweep) {
        signal.throwIfAborted();
        progress.item(folder.folder);
        if (await sweepPlanned(store, folder, { now, graceSeconds }, signal))
            swept += 1;
        else
            progress.note(`left ${folder.folder}: it was written to since the plan was made`);
    }
    return swept;
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
;// CONCATENATED MODULE: ./src/actions/prune/inputs.ts






const inputNames = [
    'config',
    'source',
    'store',
    'kind',
    ...policy_input/* policyInputNames */.pz,
    'dry-run',
    'max-shrink',
    'grace',
];
/** Reads the inputs of `prune`. @throws Failure that names the input that is wrong */
function readInputs(runtime) {
    const reader = (0,input_reader/* inputReader */.c)(runtime, inputNames);
    const source = (0,object_key/* parseSourceName */.mN)(reader.required('source'));
    const kinds = (0,kinds_input/* kindsInput */.o)(reader);
    return {
        reader,
        source,
        kinds,
        policy: (0,policy_input/* policyInput */.JM)(reader, kinds),
        dryRun: reader.flag('dry-run', false),
        maxShrink: (0,guards/* parseMaxShrink */.HW)(reader.text('max-shrink', '50%')),
        graceSeconds: (0,duration/* parseDuration */.E9)(reader.text('grace', '24h'), 'grace'),
    };
}

;// CONCATENATED MODULE: ./src/actions/prune/wire.ts








/** `prune`: removes from each store what the policy does not keep, and says why for each backup. */
async function prune(context) {
    const { runtime } = context;
    const { reader, ...inputs } = readInputs(runtime);
    const stores = await (0,store_input/* storesInput */.lM)(reader, 'store', context);
    const plans = [];
    const failures = [];
    let [kept, removed] = [0, 0];
    const announce = async (plan) => {
        plans.push(plan);
        runtime.result(prunePlanText(plan));
        await runtime.summary(prunePlanMarkdown(plan));
    };
    for (const { store } of stores) {
        try {
            const outcome = await pruneCatalog({ ...context, ...inputs, store, signal: runtime.signal, announce });
            kept += outcome.kept;
            removed += outcome.removed;
            const halt = haltOf(outcome.plan);
            if (halt !== undefined)
                failures.push(halt);
        }
        catch (thrown) {
            if (!(thrown instanceof domain_failure/* Failure */.HR) || runtime.signal.aborted)
                throw thrown;
            failures.push(thrown); // the other stores are pruned by their own catalogs
        }
    }
    runtime.output('plan', await (0,report_file/* reportFile */.r)(runtime, 'prune-plan', plans));
    runtime.output('kept', String(kept));
    runtime.output('removed', String(removed));
    const failure = (0,joined_failure/* joinedFailure */.a)(failures);
    if (failure !== undefined)
        throw failure;
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


/***/ })

};
