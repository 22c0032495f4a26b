export const id = 673;
export const ids = [673];
export const modules = {

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
// EXTERNAL MODULE: ./src/domain/counted.ts
var counted = __webpack_require__(63714);
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
        ...(plan.strays.length === 0
            ? []
            : [`left alone, since no backup has them: ${(0,counted/* counted */.h)(plan.strays.length, 'key')}`]),
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
async function removePlanned(store, entry, guardian, { now, signal }) {
    const guard = await (0,catalog_reader/* readBackup */.fe)(store, guardian.address, { now, signal });
    if (guard === undefined || !(0,catalog_reader/* isBackup */.rk)(guard) || !isSame(guard, guardian) || !(0,trust/* isTrusted */.W2)(guard)) {
        throw changed(`${guardian.address.id}, which was to stay in place of ${entry.address.id}, is not as it was`);
    }
    const current = await (0,catalog_reader/* readBackup */.fe)(store, entry.address, { now, signal });
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
    const current = await (0,catalog_reader/* readBackup */.fe)(store, folder.address, { now, signal });
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
            removed += await removeBackups(request, work, now);
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
    const { store, source, policy, maxShrink, graceSeconds, progress, signal } = request;
    const catalog = await (0,catalog_reader/* readCatalog */.uM)(store, { source, kind, now, progress, signal });
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
async function removeBackups(request, { retention }, now) {
    const { store, progress, signal } = request;
    for (const { entry, guardian } of retention.remove.toReversed()) {
        signal.throwIfAborted();
        progress.item(entry.folder);
        await removePlanned(store, entry, guardian, { now, signal });
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
    await (0,output_report/* outputReport */.w)(runtime, 'plan', 'prune-plan', plans);
    runtime.output('kept', String(kept));
    runtime.output('removed', String(removed));
    const failure = (0,joined_failure/* joinedFailure */.a)(failures, plans.length > 0);
    if (failure !== undefined)
        throw failure;
}


/***/ }),

/***/ 63714:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ counted)
/* harmony export */ });
/** `1 table`, `2 tables`. */
function counted(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}


/***/ })

};
