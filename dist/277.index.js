export const id = 277;
export const ids = [277];
export const modules = {

/***/ 52277:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restore: () => (/* binding */ restore)
});

// EXTERNAL MODULE: ./src/domain/duration.ts
var duration = __webpack_require__(34678);
// EXTERNAL MODULE: ./src/domain/fingerprint.ts
var fingerprint = __webpack_require__(41796);
// EXTERNAL MODULE: ./src/engines/registry.ts
var registry = __webpack_require__(45432);
// EXTERNAL MODULE: ./src/process/owned-folder.ts
var owned_folder = __webpack_require__(58433);
// EXTERNAL MODULE: ./src/domain/restore-outcome.ts
var restore_outcome = __webpack_require__(98575);
// EXTERNAL MODULE: ./src/domain/verification/ladder.ts
var verification_ladder = __webpack_require__(94460);
// EXTERNAL MODULE: ./src/report/failure-code.ts
var failure_code = __webpack_require__(96216);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
;// CONCATENATED MODULE: ./src/report/restore-summary.ts






const ways = {
    create: 'a new database',
    swap: 'loaded beside what was there, then put in its place',
    transaction: 'all objects replaced in one transaction',
    tables: 'chosen tables replaced, all at one moment',
};
const verdicts = {
    proven: '✅ proven: every row and every object is what the source held',
    failed: '❌ failed: it is not what the source held',
    'could-not-tell': '❔ could not tell: not everything could be compared',
};
const marks = { passed: '✅', failed: '❌', 'could-not-tell': '❔', 'not-run': '·' };
/** Only where something is compared can a step have no answer; the others are done or not. */
const comparingSteps = ['rows', 'definitions', 'rules'];
/** The page for a person: what state the database is in, what it is worth, and how to go back. */
function restoreSummary(report) {
    const { failure, findings, gaps, ladder, plan } = report;
    const why = failure === undefined
        ? []
        : [`**${(0,markdown/* plain */.pj)(failure.message)}** (${(0,failure_code/* failureCode */.A)(failure.code)}) — ${(0,markdown/* plain */.pj)(failure.hint)}`];
    const rows = findings.map(({ code: finding, subject, detail }) => [`\`${finding}\``, (0,markdown/* plain */.pj)(subject), (0,markdown/* plain */.pj)(detail)]);
    const notes = [...plan.notes, ...report.notes];
    return (0,markdown/* page */.MY)(`## ${titleOf(report)}`, ...why, (0,markdown/* table */.tp)(['', ''], facts(report)), rows.length === 0 ? '' : (0,markdown/* table */.tp)(['finding', 'object', 'what is wrong'], rows), gaps.length === 0 ? '' : `Could not be compared:\n\n${(0,markdown/* list */.p_)(gaps.map(markdown/* plain */.pj))}`, ...goingBack(report), notes.length === 0 ? '' : `To know:\n\n${(0,markdown/* list */.p_)(notes.map(markdown/* plain */.pj))}`, (0,markdown/* folded */.TM)('what the plan was', (0,markdown/* list */.p_)(plan.steps.map(markdown/* plain */.pj))), (0,markdown/* folded */.TM)('every step', (0,markdown/* table */.tp)(['', 'step', 'took'], ladder.map(stepRow))));
}
function titleOf({ state, failure, target, manifest, plan }) {
    const database = (0,markdown/* plain */.pj)(target.database);
    if (state === 'unsettled')
        return `❌ ${database}: nobody can say yet whether the restored copy is in place`;
    if (state === 'as-it-was') {
        return plan.way === 'create' ? `❌ ${database} was not made` : `❌ ${database} is as it was: nothing was restored`;
    }
    const what = `${database} is restored from ${(0,markdown/* plain */.pj)(manifest.source)}`;
    return failure === undefined ? `✅ ${what}` : `❌ ${what}, and something is wrong`;
}
function facts({ manifest, store, target, plan, verdict, compared, safetyBackup, restoreSeconds, }) {
    return [
        ['backup', `\`${manifest.id}\` from ${(0,markdown/* plain */.pj)(store)}, ${manifest.kind}, snapshot of ${manifest.snapshotAt}`],
        ['into', (0,markdown/* plain */.pj)(target.description)],
        ['how', ways[plan.way]],
        ...(verdict ? [['verdict', verdicts[verdict]]] : []),
        ...(compared ? [['compared', (0,fingerprint/* sizeInWords */._)(compared)]] : []),
        [
            'safety backup',
            safetyBackup
                ? `\`${safetyBackup.id}\` of source \`${safetyBackup.source}\` in ${(0,markdown/* plain */.pj)(safetyBackup.store)}`
                : none(plan),
        ],
        ...(restoreSeconds === undefined ? [] : [['in place after', (0,duration/* formatDuration */.a3)(restoreSeconds)]]),
    ];
}
function none({ holdsData }) {
    return holdsData ? 'none' : 'none: nothing was there that could be lost';
}
/** How to go back, and what is left to do. */
function goingBack({ state, target, plan, previous, safetyBackup }) {
    if (state === 'as-it-was')
        return [];
    const sections = [];
    if (previous !== undefined && previous.wayBack.length > 0) {
        sections.push(`### To go back\n\nWhat was there before is still on the server. Run on another database of it, these statements bring it back:`);
        sections.push((0,markdown/* code */.aY)('sql', previous.wayBack));
    }
    else if (safetyBackup !== undefined) {
        const inputs = (0,restore_outcome/* inputsBack */.v_)({ database: target.database, safetyBackup, tables: plan.tables });
        const single = inputs.filter(([name]) => name !== 'tables').map(([name, value]) => `${name}: ${quoted(value)}`);
        const tables = plan.tables.length === 0 ? [] : ['tables: |', ...plan.tables.map((pattern) => `  ${pattern}`)];
        sections.push(`### To go back\n\nRestore the safety backup into the same database, with these inputs:`);
        sections.push((0,markdown/* code */.aY)('yaml', [...single, ...tables]));
    }
    if (previous !== undefined && previous.removal.length > 0) {
        sections.push('### To finish\n\nWhat was there before takes room until these statements remove it. Run them once the restored data has served for as long as you may want to go back:');
        sections.push((0,markdown/* code */.aY)('sql', previous.removal));
    }
    if (safetyBackup !== undefined) {
        sections.push(`The safety backup stays until somebody prunes its source, \`${safetyBackup.source}\`.`);
    }
    return sections;
}
/** A text that YAML reads as itself. */
function quoted(text) {
    return /^[A-Za-z][\w.-]*$/.test(text) && text !== 'true' ? text : JSON.stringify(text);
}
function stepRow({ step, outcome, seconds }) {
    const shown = step in verification_ladder/* restoreSteps */.kv ? verification_ladder/* restoreSteps */.kv[step] : step;
    const mark = outcome === 'could-not-tell' && !comparingSteps.includes(step) ? marks.failed : marks[outcome];
    return [mark, (0,markdown/* plain */.pj)(shown), seconds === null ? 'not run' : (0,duration/* formatDuration */.a3)(seconds)];
}

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var domain_failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/pipeline/backup-finder.ts
var backup_finder = __webpack_require__(63487);
// EXTERNAL MODULE: ./src/pipeline/backup-opener.ts
var backup_opener = __webpack_require__(30836);
// EXTERNAL MODULE: ./src/pipeline/backup-reader.ts
var backup_reader = __webpack_require__(81044);
// EXTERNAL MODULE: ./src/pipeline/copy-comparison.ts
var copy_comparison = __webpack_require__(79663);
// EXTERNAL MODULE: ./src/pipeline/ladder.ts + 1 modules
var pipeline_ladder = __webpack_require__(80915);
;// CONCATENATED MODULE: ./src/usecases/restore-backup.ts
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});









/**
 * Brings a backup back into a live database: everything that can be known is looked at first, then what is there is backed up, then the
 * backup is loaded where nobody sees it, compared with what the source held, and only then put in place.
 *
 * @returns how it ended; its `failure` says in which state the target is
 * @throws Failure for all that is known before the user's first command runs: nothing was touched then
 */
async function restoreBackup(request) {
    const { target, clock, progress } = request;
    assertConfirmed(request);
    const startSeconds = clock.monotonicSeconds();
    progress.stage('find the backup');
    const found = await (0,backup_finder/* locateBackup */.T)(request);
    const ladder = new pipeline_ladder/* Ladder */.Z(verification_ladder/* restoreStepNames */.nv, clock, progress);
    const need = await needOf(found, ladder, request);
    const plan = await ladder.step('plan', () => target.assess(need));
    // a database that is gone has nothing that could be replaced
    if (plan.isSource && plan.way !== 'create' && !request.replaceSource)
        throw isTheSource(target, plan);
    assertWhole(found, plan, request);
    for (const line of plan.steps)
        progress.note(`plan: ${line}`);
    for (const line of plan.notes)
        progress.note(line);
    const protect = plan.holdsData ? await request.safeguard?.() : undefined;
    const restore = { found, plan, need, ladder, startSeconds, state: 'as-it-was', hasBegun: false };
    try {
        await carryOut(restore, protect, request);
        return reportOf(restore, target);
    }
    catch (thrown) {
        const failure = request.signal.aborted ? interruption(request.signal, thrown) : (0,domain_failure/* asFailure */.h_)(thrown);
        if (failure.code === 'restore-unsettled')
            restore.state = 'unsettled';
        if (restore.hasBegun && failure.code !== 'interrupted')
            restore.verdict ??= failure.kind === 'integrity' ? 'failed' : 'could-not-tell';
        return reportOf(restore, target, withState(failure, restore, target));
    }
}
/** @throws Failure `confirm-mismatch` unless a person wrote the name of the database that is to be replaced */
function assertConfirmed({ confirm, target: { database } }) {
    if (confirm === database)
        return;
    const given = confirm === '' ? 'is empty' : `is ${JSON.stringify(confirm)}`;
    throw new domain_failure/* Failure */.HR('confirm-mismatch', `input "confirm" ${given}, the target database is ${JSON.stringify(database)}`, {
        hint: `give confirm: ${database} if that is the database that the backup shall replace; nothing was touched`,
    });
}
/** @throws Failure `target-unfit` where the target would be left with the tables of a backup that holds no others */
function assertWhole({ manifest }, plan, { tables, target }) {
    if (manifest.chosenTables !== true || tables.length > 0 || !plan.holdsData)
        return;
    throw new domain_failure/* Failure */.HR('target-unfit', `backup ${manifest.id} holds chosen tables, and would take the place of all that ${target.database} has`, { hint: 'name its tables in input "tables" to bring back these alone, or choose a backup of the whole' });
}
/** What the target has to take, from a backup that was seen to be whole and to open. */
async function needOf({ store, manifest, entry: { manifestSha256 } }, ladder, { keys, target, tables, scratch, progress, signal }) {
    if (manifest.engine !== target.engine)
        throw otherEngine(manifest.id, manifest.engine, target.engine);
    const { content: expected } = await (0,backup_opener/* openBackup */.T)({ store, manifest, manifestSha256, signal }, keys, ladder);
    if (expected === undefined)
        throw otherEngine(manifest.id, manifest.engine, target.engine);
    const { plainSizeBytes: dumpBytes } = (0,backup_reader/* objectOf */.Xy)(manifest, 'data');
    return { expected, server: manifest.server, dumpBytes, tables, scratch, progress, signal };
}
/** From the user's first command to the last; throws what stops it. */
async function carryOut(restore, protect, request) {
    const { ladder, found, plan } = restore;
    const { before, after, signal, progress } = request;
    if (before)
        await ladder.step('before', () => runHook('before', before, signal));
    if (protect) {
        const taken = await ladder.step('safety-backup', () => protect(found.store).catch(withoutSafety));
        restore.safetyBackup = taken;
        progress.note(`what ${request.target.database} holds is backed up: ${taken.id} of source ${taken.source}`);
    }
    const committed = await putInPlace(restore, request);
    if (after)
        await ladder.step('after', () => runHook('after', after, signal));
    if (restore.verdict !== 'proven')
        throw unproven(restore);
    const { previous, safetyBackup } = restore;
    const isExpendable = safetyBackup !== undefined || !(plan.holdsData || committed.isPreviousNeeded === true);
    if (previous === undefined || !isExpendable)
        return;
    signal.throwIfAborted();
    // a removal that stops midway leaves nothing to go back to
    restore.previous = { ...previous, wayBack: [] };
    await ladder.step('tidy', () => committed.removePrevious());
    delete restore.previous;
}
/** Loads, proves, and puts in place what is proven. */
async function putInPlace(restore, request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { ladder, found, plan, need } = restore;
        const { target, keys, progress, signal, clock, acceptUnproven } = request;
        const { manifest, entry, store } = found;
        const onBytes = (count) => progress.bytes(count);
        const reading = { store, manifest, manifestSha256: entry.manifestSha256, signal, onBytes };
        const data = (0,backup_reader/* objectOf */.Xy)(manifest, 'data');
        restore.hasBegun = true;
        const staged = __addDisposableResource(env_1, await ladder.step('load', () => {
            progress.expect(data.sizeBytes);
            return target.load((0,backup_reader/* plainBytes */.gq)(data, reading, keys), plan, need);
        }), true);
        await (0,copy_comparison/* compareCopy */.t)(plan.expected, staged, ladder);
        restore.verdict = ladder.verdict;
        restore.compared = (0,fingerprint/* sizeOf */.$)(plan.expected);
        if (restore.verdict !== 'proven' && !acceptUnproven)
            throw unproven(restore);
        signal.throwIfAborted();
        const committed = await ladder.step('commit', () => staged.commit());
        restore.state = 'restored';
        restore.restoreSeconds = clock.monotonicSeconds() - restore.startSeconds;
        const { wayBack, removal, notes = [] } = committed;
        for (const line of notes)
            progress.warn(line);
        restore.remarks = notes;
        if (wayBack.length > 0 || removal.length > 0)
            restore.previous = { wayBack, removal };
        return committed;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function runHook(name, hook, signal) {
    signal.throwIfAborted();
    const reason = await hook(signal);
    if (reason !== undefined)
        throw new domain_failure/* Failure */.HR('hook-failed', `the command in "${name}" ${reason}`);
}
/** @throws Failure with the other way in its hint */
function withoutSafety(thrown) {
    const { code, message, hint } = (0,domain_failure/* asFailure */.h_)(thrown);
    throw new domain_failure/* Failure */.HR(code, `the safety backup of the target failed: ${message}`, {
        hint: `${hint}; or do without one, by safety-backup: false`,
        cause: thrown,
    });
}
function unproven({ ladder, found, state }) {
    const { findings, gaps } = ladder;
    const [first] = findings;
    const id = found.manifest.id;
    const hint = state === 'restored'
        ? 'see the report; it was put in place because of accept-unproven: true'
        : 'see the report; restore another backup, or put it in place all the same by accept-unproven: true';
    if (first === undefined) {
        const gap = gaps[0] ?? 'nothing was compared';
        return new domain_failure/* Failure */.HR('could-not-tell', `what was loaded from backup ${id} is not proven: ${gap}`, { hint });
    }
    const more = findings.length > 1 ? ` and ${findings.length - 1} more` : '';
    const what = `${first.subject} ${first.detail} (${first.code})${more}`;
    return new domain_failure/* Failure */.HR('verification-failed', `what was loaded from backup ${id} is not what the source held: ${what}`, {
        hint,
    });
}
function isTheSource({ description }, { sourceDoubt }) {
    const [is, because] = sourceDoubt === undefined ? ['is', ''] : ['may be', `: ${sourceDoubt}`];
    return new domain_failure/* Failure */.HR('target-is-source', `${description} ${is} the very database that the backup was taken of${because}`);
}
function otherEngine(id, engine, wanted) {
    return new domain_failure/* Failure */.HR('input-invalid', `backup ${id} was made by the engine ${engine}, the target is of ${wanted}`, {
        hint: 'give a target of the same engine; docs/restore-by-hand.md says how to open any backup with stock tools',
    });
}
function interruption(signal, cause) {
    const reason = signal.reason;
    return new domain_failure/* Failure */.HR('interrupted', reason instanceof Error ? reason.message : 'the run was asked to stop', { cause });
}
/** The failure with what a person has to know first: the state of the database, and how to go back. */
function withState(failure, restore, { database }) {
    const { state, plan } = restore;
    const { tables } = restore.need;
    const wayBack = (0,restore_outcome/* wayBackInWords */.hi)({ ...restore, database, heldData: plan.holdsData, tables });
    const untouched = plan.way === 'create' ? `nothing was put into ${database}` : `${database} is as it was`;
    const words = {
        'as-it-was': [untouched, failure.hint],
        restored: [`the backup is in place in ${database}`, `${failure.hint}; ${wayBack}`],
        unsettled: [`it is not known whether the backup is in place in ${database}`, `${failure.hint}; ${wayBack}`],
    };
    const [message, hint] = words[state];
    return new domain_failure/* Failure */.HR(failure.code, `${failure.message}; ${message}`, { hint, cause: failure });
}
/** What neither the safety backup nor the restored database has. */
function windowOf({ state, safetyBackup, previous }, { database }) {
    if (state === 'as-it-was' || safetyBackup === undefined || previous !== undefined)
        return [];
    return [`what was written to ${database} after ${safetyBackup.snapshotAt} is not in the safety backup`];
}
function reportOf(restore, target, failure) {
    const { found, plan, ladder, state, verdict, compared, safetyBackup, previous, restoreSeconds } = restore;
    return {
        manifest: found.manifest,
        store: found.store.name,
        target: { database: target.database, description: target.description },
        plan: {
            way: plan.way,
            holdsData: plan.holdsData,
            tables: restore.need.tables,
            steps: plan.steps,
            notes: plan.notes,
        },
        state,
        ...(verdict && { verdict }),
        ...(failure && { failure }),
        findings: ladder.findings,
        gaps: ladder.gaps,
        notes: [...ladder.notes, ...(restore.remarks ?? []), ...windowOf(restore, target)],
        ladder: ladder.steps,
        ...(compared && { compared }),
        ...(safetyBackup && { safetyBackup }),
        ...(previous && { previous }),
        ...(restoreSeconds !== undefined && { restoreSeconds }),
    };
}

// EXTERNAL MODULE: ./src/actions/connection-input.ts + 1 modules
var connection_input = __webpack_require__(5760);
// EXTERNAL MODULE: ./src/actions/output-report.ts
var output_report = __webpack_require__(97329);
// EXTERNAL MODULE: ./src/actions/sealing-input.ts
var sealing_input = __webpack_require__(49553);
// EXTERNAL MODULE: ./src/actions/store-input.ts + 1 modules
var store_input = __webpack_require__(82799);
// EXTERNAL MODULE: ./src/actions/user-command.ts
var user_command = __webpack_require__(35384);
// EXTERNAL MODULE: ./src/domain/backup-selector.ts
var backup_selector = __webpack_require__(768);
// EXTERNAL MODULE: ./src/domain/bytes.ts
var bytes = __webpack_require__(27207);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(16759);
// EXTERNAL MODULE: ./src/actions/input-reader.ts + 1 modules
var input_reader = __webpack_require__(23591);
;// CONCATENATED MODULE: ./src/actions/restore/inputs.ts







const inputNames = [
    'config',
    'source',
    ...connection_input/* connectionInputNames */.J_,
    'confirm',
    'store',
    'kind',
    'backup',
    ...sealing_input/* openingInputNames */.NH,
    'tables',
    'replace-source',
    'safety-backup',
    'recipients',
    'encryption',
    'compression',
    'spool-budget',
    'before',
    'after',
    'accept-unproven',
    'client',
];
/** Reads the inputs of `restore`. @throws Failure that names the input that is wrong */
function readInputs(runtime) {
    const reader = (0,input_reader/* inputReader */.c)(runtime, inputNames);
    const budget = reader.text('spool-budget');
    if (budget !== '')
        (0,bytes/* parseBytes */.C)(budget, 'spool-budget'); // it is used late, and must not be found wrong late
    return {
        reader,
        sourceName: (0,object_key/* parseSourceName */.mN)(reader.required('source')),
        url: (0,connection_input/* connectionInput */.PU)(reader),
        confirm: reader.text('confirm'),
        kind: databaseKind(reader),
        selector: (0,backup_selector/* parseSelector */.Pl)(reader.text('backup', 'latest')),
        tables: reader.lines('tables'),
        replaceSource: reader.flag('replace-source', false),
        safetyBackup: reader.flag('safety-backup', true),
        compression: reader.text('compression', 'zstd'),
        beforeCommand: reader.text('before'),
        afterCommand: reader.text('after'),
        acceptUnproven: reader.flag('accept-unproven', false),
        client: reader.text('client', 'auto'),
    };
}
function databaseKind(reader) {
    const kind = reader.text('kind');
    if (kind === 'files' || kind === 'command') {
        throw new domain_failure/* Failure */.HR('input-invalid', `input "kind" is ${kind}, and a backup of that kind is not for a database`, {
            hint: 'open it by hand: docs/restore-by-hand.md has the commands, with stock tools alone',
        });
    }
    return reader.oneOf('kind', ['full', 'schema'], 'full');
}

// EXTERNAL MODULE: ./src/ciphers/registry.ts + 2 modules
var ciphers_registry = __webpack_require__(55203);
// EXTERNAL MODULE: ./src/codecs/registry.ts + 4 modules
var codecs_registry = __webpack_require__(83499);
// EXTERNAL MODULE: ./src/usecases/take-backup.ts
var take_backup = __webpack_require__(44972);
// EXTERNAL MODULE: ./src/actions/spool-input.ts
var spool_input = __webpack_require__(61801);
;// CONCATENATED MODULE: ./src/actions/restore/safety-backup.ts
var safety_backup_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var safety_backup_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});







/** Backs up the whole target, under a source name of its own. @throws Failure for a compression that is none, at once */
function safeguard(inputs, database, context) {
    const { runtime } = context;
    const { reader, compression, sourceName } = inputs;
    const codec = (0,codecs_registry/* parseCompression */.G)(compression);
    return async () => {
        const cipher = await safetyCipher(reader);
        const source = await (0,registry/* openSource */.oD)(database);
        return async (store) => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const spool = safety_backup_addDisposableResource(env_1, await (0,spool_input/* spoolInput */.i)(reader, context), true);
                const { manifest } = await (0,take_backup/* takeBackup */.a)({
                    ...context,
                    sourceName: (0,restore_outcome/* safetySourceName */.ZK)(sourceName),
                    ...{ source, kind: 'full', tables: [], excludeTables: [], digest: 'stream', minBytes: 1, codec, cipher, spool },
                    stores: [store],
                    run: runtime.run,
                    signal: runtime.signal,
                });
                return { source: manifest.source, id: manifest.id, store: store.name, snapshotAt: manifest.snapshotAt };
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = safety_backup_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        };
    };
}
/** Seals for `recipients`, or else for whoever can open the backup that is restored. */
async function safetyCipher(reader) {
    const [recipients, encryption] = [reader.text('recipients'), reader.text('encryption')];
    if (recipients !== '' || encryption !== '')
        return await (0,ciphers_registry/* openCipher */.AC)({ recipients, encryption });
    const [identity, passphrase] = [reader.secret('identity'), reader.secret('passphrase')];
    if (identity !== undefined || passphrase !== undefined)
        return await (0,ciphers_registry/* openCounterpart */.gK)({ identity, passphrase });
    throw new domain_failure/* Failure */.HR('input-missing', 'nothing says who can open the safety backup of the target', {
        hint: 'give recipients (age or OpenPGP public keys), or write encryption: none; safety-backup: false does without it',
    });
}

;// CONCATENATED MODULE: ./src/actions/restore/wire.ts
var wire_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var wire_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});













/** `restore`: brings a backup back into a live database. */
async function restore(context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { runtime, launcher } = context;
        const { searchPath, signal } = runtime;
        const inputs = readInputs(runtime);
        const { reader, url, client, safetyBackup } = inputs;
        const database = { url, launcher, client, searchPath };
        const target = await (0,registry/* openTarget */.Ap)(database);
        const stores = await (0,store_input/* storesInput */.lM)(reader, 'store', context);
        const scratch = wire_addDisposableResource(env_1, await scratchRoom(context), true);
        const report = await restoreBackup({
            ...context,
            ...inputs,
            ...(await hooksOf(inputs, scratch.folder, context)),
            target,
            stores: stores.map(({ store }) => store),
            keys: (0,sealing_input/* openingInput */.d6)(reader),
            ...(safetyBackup && { safeguard: safeguard(inputs, database, context) }),
            scratch: scratch.folder,
            signal,
        });
        await tell(report, context);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = wire_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** A private folder for the decrypted dump. What earlier runs left behind that no longer live is removed first. */
async function scratchRoom({ runtime, clock }) {
    const place = { root: runtime.tempFolder, prefix: 'muster-restore-' };
    await (0,owned_folder/* sweepFolders */.m)(place, clock.now(), () => Promise.resolve());
    const owned = await (0,owned_folder/* ownedFolder */.E)(place, runtime.run.id);
    return { folder: await owned.subfolder('plain'), [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose]() };
}
/** The user's own commands. What their environment has in it is masked, in the form in which they could print it. */
async function hooksOf(inputs, folder, { runtime, launcher, clock }) {
    const { variables: env, secrets } = await (0,registry/* commandEnvironmentFor */._p)('MUSTER_TARGET_URL', inputs.url.reveal(), folder);
    for (const secret of secrets)
        inputs.reader.hide(secret, 'the password in input "url"', (0,connection_input/* withoutPassword */.G5)(inputs.url.reveal()));
    const onOutput = (text) => runtime.info(text.trimEnd());
    const hookFor = (command) => {
        return async (signal) => (await (0,user_command/* runUserCommand */.w)({ launcher, clock, command, env, onOutput }, signal))?.reason;
    };
    return {
        ...(inputs.beforeCommand !== '' && { before: hookFor(inputs.beforeCommand) }),
        ...(inputs.afterCommand !== '' && { after: hookFor(inputs.afterCommand) }),
    };
}
/** Outputs, summary, log. @throws the report's failure, so that the step is red */
async function tell(report, { runtime }) {
    const { manifest, target, state, verdict, safetyBackup, restoreSeconds, findings, gaps, failure } = report;
    runtime.output('backup-id', manifest.id);
    runtime.output('target', target.database);
    runtime.output('state', state);
    if (verdict !== undefined)
        runtime.output('verdict', verdict);
    if (safetyBackup !== undefined)
        runtime.output('safety-backup-id', safetyBackup.id);
    if (restoreSeconds !== undefined)
        runtime.output('restore-seconds', restoreSeconds.toFixed(1));
    await (0,output_report/* outputReport */.w)(runtime, 'report', `restore-${manifest.id}`, report);
    await runtime.summary(restoreSummary(report), failure);
    for (const { code, subject, detail } of findings.slice(0, shownFindings))
        runtime.result(`${code}: ${subject}: ${detail}`);
    for (const gap of gaps)
        runtime.result(`could not be compared: ${gap}`);
    for (const note of report.notes)
        runtime.result(note);
    for (const line of report.previous?.wayBack ?? [])
        runtime.result(`to go back: ${line}`);
    for (const line of report.previous?.removal ?? [])
        runtime.result(`to remove what was there before: ${line}`);
    if (failure !== undefined)
        throw failure;
    runtime.result(`backup ${manifest.id} is in place in ${target.database}, ${lastWords(report)}`);
}
const shownFindings = 20;
function lastWords({ verdict, restoreSeconds = 0, safetyBackup, compared }) {
    const safety = safetyBackup === undefined ? 'no safety backup' : `safety backup ${safetyBackup.id}`;
    const size = compared === undefined ? '' : ` (compared ${(0,fingerprint/* sizeInWords */._)(compared)})`;
    return `${verdict ?? ''}${size} after ${(0,duration/* formatDuration */.a3)(restoreSeconds)}, ${safety}`;
}


/***/ })

};
