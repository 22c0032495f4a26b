export const id = 71;
export const ids = [71];
export const modules = {

/***/ 71:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restoreVerify: () => (/* binding */ restoreVerify)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./src/domain/duration.ts
var duration = __webpack_require__(4678);
// EXTERNAL MODULE: ./src/domain/failure.ts + 1 modules
var domain_failure = __webpack_require__(5380);
// EXTERNAL MODULE: ./src/engines/registry.ts
var registry = __webpack_require__(5432);
;// CONCATENATED MODULE: ./src/domain/verification/ladder.ts
/** The steps of a drill, in the order in which they are taken, with what each one shows. */
const ladderSteps = {
    objects: 'every object is in the store with its size',
    fingerprint: 'the fingerprint opens with the given key',
    manifest: 'the manifest is the one that was sealed with the backup',
    sandbox: 'a throwaway server of the right version runs',
    restore: 'the dump is fetched, has its digest, opens and loads',
    rows: 'every table has the same rows, byte for byte',
    definitions: 'every object has the same definition and state',
    rules: 'foreign keys hold, indexes are valid, sequences are not behind',
    checks: "the user's own checks hold",
    'smoke-test': "the user's own command succeeds against the copy",
    objectives: 'the targets for time and age are met',
    replicas: 'the other stores hold the same bytes',
};

// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
;// CONCATENATED MODULE: ./src/report/verification-summary.ts



const titles = {
    proven: '✅ proven',
    failed: '❌ failed',
    'could-not-tell': '❔ could not tell',
};
const marks = { passed: '✅', failed: '❌', 'could-not-tell': '❔', 'not-run': '·' };
/** The page for a person: the verdict, why, and how long a restore takes. */
function verificationSummary(report) {
    const { manifest, verdict, failure, findings, gaps, notes, ladder } = report;
    const why = failure === undefined ? [] : [`**${(0,markdown/* plain */.pj)(failure.message)}** (\`${failure.code}\`) — ${(0,markdown/* plain */.pj)(failure.hint)}`];
    const rows = findings.map(({ code, subject, detail }) => [`\`${code}\``, (0,markdown/* plain */.pj)(subject), (0,markdown/* plain */.pj)(detail)]);
    const steps = ladder.map(({ step, outcome, seconds }) => [
        marks[outcome],
        (0,markdown/* plain */.pj)(step in ladderSteps ? ladderSteps[step] : step),
        seconds === null ? '' : (0,duration/* formatDuration */.a)(seconds),
    ]);
    return (0,markdown/* page */.MY)(`## ${titles[verdict]}: ${(0,markdown/* plain */.pj)(manifest.source)}`, ...why, (0,markdown/* table */.tp)(['', ''], facts(report)), rows.length === 0 ? '' : (0,markdown/* table */.tp)(['finding', 'object', 'what is wrong'], rows), gaps.length === 0 ? '' : `Could not be compared:\n\n${(0,markdown/* list */.p_)(gaps.map(markdown/* plain */.pj))}`, notes.length === 0 ? '' : `To know:\n\n${(0,markdown/* list */.p_)(notes.map(markdown/* plain */.pj))}`, (0,markdown/* folded */.TM)('every step', (0,markdown/* table */.tp)(['', 'step', 'took'], steps)));
}
function facts({ manifest, store, measured, targets, compared, sandbox, recordedIn }) {
    return [
        ['backup', `\`${manifest.id}\` from ${(0,markdown/* plain */.pj)(store)}`],
        ...(measured
            ? [
                ['recovery time (RTO)', against(measured.rtoSeconds, targets.rtoSeconds)],
                ['age of the data (RPO)', against(measured.rpoSeconds, targets.rpoSeconds)],
            ]
            : []),
        ...(compared
            ? [['compared', `${compared.tables} tables, ${compared.rows} rows, ${compared.objects} objects`]]
            : []),
        ...(sandbox ? [['restored into', (0,markdown/* plain */.pj)(sandbox.description) + isolationNote(sandbox.isolation)]] : []),
        ['verdict written to', recordedIn.map(markdown/* plain */.pj).join(', ') || 'nowhere'],
    ];
}
function against(seconds, target) {
    if (target === undefined)
        return (0,duration/* formatDuration */.a)(seconds);
    return `${(0,duration/* formatDuration */.a)(seconds)}, target ${(0,duration/* formatDuration */.a)(target)} ${seconds <= target ? '✅' : '❌'}`;
}
function isolationNote(isolation) {
    return isolation === 'none' ? ' — ⚠️ not cut off from the network' : '';
}

// EXTERNAL MODULE: ./src/domain/secret.ts
var secret = __webpack_require__(6130);
;// CONCATENATED MODULE: ./src/sandboxes/registry.ts


/**
 * What the input `sandbox` says.
 *
 * @throws Failure `input-invalid`, without the text, which may hold a password.
 */
function parseSandboxChoice(text) {
    const choice = text.trim();
    if (choice === 'auto' || choice === 'local' || choice === 'docker')
        return choice;
    if (/^postgres(?:ql)?:\/\//.test(choice))
        return { url: new secret/* Secret */.z(choice) };
    throw new domain_failure/* Failure */.HR('input-invalid', 'input "sandbox" is neither auto, local, docker nor a URL', {
        hint: 'write auto, local, docker or a URL such as postgresql://user:password@host:5432/postgres',
    });
}
/** The provider of the choice; its code is loaded only then. */
async function openSandboxes(choice, options) {
    if (choice === 'local')
        return (await __webpack_require__.e(/* import() */ 340).then(__webpack_require__.bind(__webpack_require__, 340))).localSandboxes(options);
    if (choice === 'docker')
        return (await __webpack_require__.e(/* import() */ 411).then(__webpack_require__.bind(__webpack_require__, 2792))).dockerSandboxes(options);
    if (choice === 'auto')
        return automatic(options);
    return (await __webpack_require__.e(/* import() */ 112).then(__webpack_require__.bind(__webpack_require__, 112))).givenSandboxes({ ...options, url: choice.url });
}
/** Decides at each start, since only then it is known which version is needed. */
async function automatic(options) {
    const { localSandboxes, missingPrograms } = await __webpack_require__.e(/* import() */ 340).then(__webpack_require__.bind(__webpack_require__, 340));
    const { dockerSandboxes, hasDocker } = await __webpack_require__.e(/* import() */ 411).then(__webpack_require__.bind(__webpack_require__, 2792));
    const local = localSandboxes(options);
    const docker = dockerSandboxes(options);
    return {
        async start(need, signal) {
            const missing = await missingPrograms(need, options);
            if (missing === undefined)
                return local.start(need, signal);
            if (await hasDocker(options.launcher))
                return docker.start(need, signal);
            throw new domain_failure/* Failure */.HR(missing.code, `${missing.message}, and no docker engine answers`, {
                hint: `${missing.hint}, or start docker`,
            });
        },
        sweep: async () => (await local.sweep()) + (await docker.sweep()),
    };
}

// EXTERNAL MODULE: ./src/domain/backup-selector.ts
var backup_selector = __webpack_require__(768);
// EXTERNAL MODULE: ./src/domain/fingerprint.ts
var fingerprint = __webpack_require__(1796);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(6759);
;// CONCATENATED MODULE: ./src/domain/objectives.ts

/** A finding for each target that was missed. */
function assessObjectives(measured, targets) {
    const findings = [];
    if (targets.rtoSeconds !== undefined && measured.rtoSeconds > targets.rtoSeconds) {
        const detail = `restoring took ${(0,duration/* formatDuration */.a)(measured.rtoSeconds)}, the target is ${(0,duration/* formatDuration */.a)(targets.rtoSeconds)}`;
        findings.push({ code: 'rto-missed', subject: 'recovery time', detail });
    }
    if (targets.rpoSeconds !== undefined && measured.rpoSeconds > targets.rpoSeconds) {
        const detail = `the backup is ${(0,duration/* formatDuration */.a)(measured.rpoSeconds)} old, the target is ${(0,duration/* formatDuration */.a)(targets.rpoSeconds)}`;
        findings.push({ code: 'rpo-missed', subject: 'recovery point', detail });
    }
    return findings;
}

;// CONCATENATED MODULE: ./src/domain/verification/compare.ts
/** Holds the rows of a restored copy against those of the source, table by table. */
function compareTables(expected, copy) {
    const found = new Map(copy.tables.map((table) => [table.name, table]));
    const findings = [];
    const gaps = [];
    for (const table of expected.tables) {
        const restored = found.get(table.name);
        found.delete(table.name);
        findings.push(...(restored === undefined ? [missingTable(table)] : compareTable(table, restored)));
        if (restored !== undefined && !isComparable(table, restored))
            gaps.push(`${table.name}: its rows were digested in a way that this version does not know`);
        if (table.countedRows === undefined)
            gaps.push(`${table.name}: its rows were not counted by the source's server`);
    }
    for (const { name } of found.values()) {
        findings.push({ code: 'table-unexpected', subject: name, detail: 'is in the copy, was not in the source' });
    }
    return { findings, gaps };
}
function missingTable({ name, rows }) {
    return { code: 'table-missing', subject: name, detail: `is not in the copy; the source had it with ${rows} rows` };
}
function compareTable(expected, restored) {
    const subject = expected.name;
    const findings = [];
    if (expected.countedRows !== undefined && expected.countedRows !== expected.rows) {
        const detail = `the server counted ${expected.countedRows} rows, the dump holds ${expected.rows}`;
        findings.push({ code: 'count-differs', subject, detail });
    }
    const detail = `the source had ${expected.rows} rows, the copy has ${restored.rows}`;
    if (restored.rows < expected.rows)
        findings.push({ code: 'rows-missing', subject, detail });
    else if (restored.rows > expected.rows)
        findings.push({ code: 'rows-unexpected', subject, detail });
    else if (isComparable(expected, restored) && restored.digest !== expected.digest) {
        findings.push({ code: 'rows-differ', subject, detail: `the ${expected.rows} rows are not the same bytes` });
    }
    return findings;
}
/** Whether both digests were made by the same algorithm: others differ whatever the rows are. */
function isComparable(one, other) {
    return one.digest.split(':', 1)[0] === other.digest.split(':', 1)[0];
}
/** Holds the objects of a restored copy against those of the source. A fingerprint of nothing proves nothing, and is a gap. */
function compareObjects(expected, copy) {
    const found = new Map(copy.objects.map((object) => [identityOf(object), object]));
    const findings = [];
    for (const object of expected.objects) {
        const identity = identityOf(object);
        const restored = found.get(identity);
        found.delete(identity);
        if (restored === undefined) {
            findings.push({ code: 'object-missing', subject: identity, detail: 'is not in the copy' });
        }
        else if (restored.definition !== object.definition) {
            findings.push({
                code: 'object-differs',
                subject: identity,
                detail: difference(object.definition, restored.definition),
            });
        }
    }
    for (const identity of found.keys()) {
        findings.push({ code: 'object-unexpected', subject: identity, detail: 'is in the copy, was not in the source' });
    }
    const isEmpty = expected.tables.length === 0 && expected.objects.length === 0;
    return { findings, gaps: isEmpty ? [...expected.gaps, 'the fingerprint is of nothing at all'] : expected.gaps };
}
/** An object's name for people, unique in a database: `index public.orders_pkey`. */
function identityOf({ kind, name }) {
    return `${kind} ${name}`;
}
const contextLength = 60;
/** The place where two definitions part, with a little of each. */
function difference(expected, found) {
    let at = 0;
    while (at < expected.length && expected[at] === found[at])
        at += 1;
    const from = Math.max(0, at - 20);
    const excerpt = (text) => {
        const piece = text.slice(from, from + contextLength).replace(/\s+/g, ' ');
        return `${from > 0 ? '…' : ''}${piece}${text.length > from + contextLength ? '…' : ''}`;
    };
    return `the source had "${excerpt(expected)}", the copy has "${excerpt(found)}"`;
}

// EXTERNAL MODULE: ./src/domain/verification/record.ts
var record = __webpack_require__(2817);
// EXTERNAL MODULE: ./src/pipeline/backup-reader.ts
var backup_reader = __webpack_require__(1044);
// EXTERNAL MODULE: ./src/pipeline/catalog-reader.ts + 1 modules
var catalog_reader = __webpack_require__(4388);
;// CONCATENATED MODULE: ./src/domain/verification/verdict.ts
/** The verdict that follows from what was found and from what could not be compared. Any finding fails, whatever else is open. */
function judge(findings, gaps) {
    if (findings.length > 0)
        return 'failed';
    return gaps.length > 0 ? 'could-not-tell' : 'proven';
}

;// CONCATENATED MODULE: ./src/pipeline/ladder.ts



/** Takes the steps of a drill one after the other and keeps what each one showed. */
class Ladder {
    findings = [];
    gaps = [];
    notes = [];
    /** What ended the drill before its last step. */
    failure;
    #taken = new Map();
    #clock;
    #progress;
    constructor(clock, progress) {
        this.#clock = clock;
        this.#progress = progress;
    }
    /** Takes a step. What `work` reports is kept; what it throws ends the drill. */
    async step(name, work) {
        const start = this.#clock.monotonicSeconds();
        let outcome = 'passed';
        this.#progress.stage(name);
        try {
            return await work(({ findings, gaps, notes = [] }) => {
                this.findings.push(...findings);
                this.gaps.push(...gaps);
                this.notes.push(...notes);
                outcome = outcomeOf(judge(findings, gaps), outcome);
            });
        }
        catch (thrown) {
            const failure = (0,domain_failure/* asFailure */.h_)(thrown);
            outcome = outcomeOf(failure.kind === 'integrity' ? 'failed' : 'could-not-tell', outcome);
            throw failure;
        }
        finally {
            this.#taken.set(name, { outcome, seconds: this.#clock.monotonicSeconds() - start });
        }
    }
    /**
     * Takes what ended the drill as evidence: against the backup where its integrity is in doubt, of nothing where the environment failed.
     *
     * @throws the failure itself where it says nothing about the backup: a wrong input, an interrupted run, a bug.
     */
    endedBy(thrown) {
        const failure = (0,domain_failure/* asFailure */.h_)(thrown);
        if (failure.kind === 'user' || failure.kind === 'bug' || failure.code === 'interrupted')
            throw failure;
        this.failure = failure;
    }
    get verdict() {
        if (this.failure?.kind === 'integrity')
            return 'failed';
        return judge(this.findings, this.failure === undefined ? this.gaps : [this.failure.message]);
    }
    get steps() {
        return Object.keys(ladderSteps).map((step) => {
            const { outcome, seconds } = this.#taken.get(step) ?? { outcome: 'not-run', seconds: null };
            return { step, outcome, seconds };
        });
    }
}
function outcomeOf(verdict, before) {
    if (verdict === 'failed' || before === 'failed')
        return 'failed';
    return verdict === 'could-not-tell' ? 'could-not-tell' : before;
}

// EXTERNAL MODULE: ./src/pipeline/measure.ts
var measure = __webpack_require__(4162);
;// CONCATENATED MODULE: ./src/usecases/verify-backup.ts
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
 * Restores a backup into a throwaway server, holds the copy against the fingerprint, and writes the verdict beside the manifest.
 *
 * @throws Failure where there is nothing to judge: no such backup, a wrong identity, an interrupted run. What speaks against the backup
 *   is a verdict, not a throw.
 */
async function verifyBackup(request) {
    const { clock, progress, stores, targets } = request;
    progress.stage('find the backup');
    const { store, entry, manifest } = await locate(request);
    const ladder = new Ladder(clock, progress);
    const drill = {
        store,
        entry,
        manifest,
        ladder,
        startedAt: clock.now(),
        startSeconds: clock.monotonicSeconds(),
    };
    const others = stores.filter((other) => other !== store);
    const recordedIn = [];
    try {
        await prove(drill, request);
    }
    catch (thrown) {
        ladder.endedBy(thrown);
    }
    const { verdict: worth } = ladder;
    await assess(drill, targets);
    const proof = {
        verdict: worth,
        findings: (0,record/* countFindings */.Gt)(ladder.findings, ladder.failure),
        gaps: ladder.gaps.length,
    };
    const replicas = worth === 'proven' && others.length > 0 ? await compareReplicas(others, drill, request) : [];
    recordedIn.push(await verify_backup_record(store, proof, drill, request));
    for (const replica of replicas) {
        const { verdict } = replica;
        const findings = verdict === 'proven' ? proof.findings : [{ code: 'replica-differs', count: 1 }];
        recordedIn.push(await verify_backup_record(replica.store, { ...proof, verdict, findings }, drill, request));
    }
    const { findings, gaps, notes, verdict, steps, failure } = ladder;
    const { measured, sandbox, expected } = drill;
    return {
        manifest,
        store: store.name,
        verdict,
        ...(failure && { failure }),
        findings,
        gaps,
        notes,
        ladder: steps,
        ...(measured && { measured }),
        targets,
        ...(sandbox && { sandbox }),
        ...(expected && { compared: (0,fingerprint/* sizeOf */.$)(expected) }),
        recordedIn,
    };
}
/** The first store that has the backup, and the backup. */
async function locate(request) {
    const { stores, sourceName, kind, selector, clock, signal, progress } = request;
    let reason;
    for (const store of stores) {
        try {
            const { entries } = await (0,catalog_reader/* readCatalog */.uM)(store, { source: sourceName, kind, signal });
            const entry = (0,backup_selector/* findBackup */.S)(entries, selector, { now: clock.now(), chance: clock.random() });
            if (entry.manifest !== undefined)
                return { store, entry, manifest: entry.manifest };
        }
        catch (thrown) {
            if (!(thrown instanceof domain_failure/* Failure */.HR))
                throw thrown;
            reason ??= thrown;
            if (stores.length > 1)
                progress.warn(`${store.name}: ${thrown.message}`);
        }
    }
    throw reason ?? new domain_failure/* Failure */.HR('backup-missing', `no store has a backup of ${sourceName}`);
}
/** From the stored objects to the user's own checks; throws what ends the drill. */
async function prove(drill, request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { ladder, manifest, store } = drill;
        const { restorerFor, sandboxes, keys, progress, signal, clock } = request;
        const reading = { store, manifest, signal, onBytes: (count) => progress.bytes(count) };
        const data = (0,backup_reader/* objectOf */.Xy)(manifest, 'data');
        await ladder.step('objects', () => (0,backup_reader/* assertObjectsPresent */.mQ)(reading));
        const sealed = await ladder.step('fingerprint', () => (0,backup_reader/* readFingerprint */.bi)(reading, keys));
        await ladder.step('manifest', () => (0,backup_reader/* assertManifestSealed */.Uq)(reading, sealed.manifestSha256));
        const expected = sealed.content;
        if (expected === undefined) {
            await ladder.step('restore', async (report) => {
                await (0,measure/* drain */.Ze)((0,backup_reader/* plainBytes */.gq)(data, reading, keys));
                report({
                    findings: [],
                    gaps: ['there is no database in this backup: it was opened to its end, and nothing compared'],
                });
            });
            return;
        }
        drill.expected = expected;
        const restorer = await restorerFor(manifest.engine);
        const need = { server: manifest.server, settings: expected.settings };
        const sandbox = __addDisposableResource(env_1, await ladder.step('sandbox', () => sandboxes.start(need, signal)), true);
        drill.sandbox = { description: sandbox.description, isolation: sandbox.isolation, version: sandbox.version };
        const restored = __addDisposableResource(env_1, await ladder.step('restore', async (report) => {
            const copy = await restorer.restore((0,backup_reader/* plainBytes */.gq)(data, reading, keys), expected, sandbox, progress, signal);
            report({ findings: [], gaps: copy.gaps });
            return copy;
        }), true);
        const snapshotAt = new Date(manifest.snapshotAt);
        drill.measured = {
            rtoSeconds: clock.monotonicSeconds() - drill.startSeconds,
            rpoSeconds: Math.max(0, (drill.startedAt.getTime() - snapshotAt.getTime()) / 1000),
        };
        await compare({ restorer, sandbox, url: restored.url, snapshotAt }, expected, drill, request);
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
/** Holds the copy against the source, against its own rules, against the user's checks. */
async function compare(copy, expected, drill, request) {
    const { restorer, sandbox } = copy;
    const { progress, signal, checks, smokeTest } = request;
    const { ladder } = drill;
    const found = await ladder.step('rows', async (report) => {
        const inspected = await restorer.inspect(expected, sandbox, progress, signal);
        report(compareTables(expected, inspected));
        return inspected;
    });
    await ladder.step('definitions', async (report) => {
        report(await Promise.resolve(compareObjects(expected, found)));
    });
    await ladder.step('rules', async (report) => report(await restorer.examine(expected, sandbox, progress, signal)));
    const runOwn = (name, own) => ladder.step(name, async (report) => {
        for (const check of own)
            report({ findings: await check(copy, signal), gaps: [] });
    });
    if (checks.length > 0)
        await runOwn('checks', checks);
    if (smokeTest)
        await runOwn('smoke-test', [smokeTest]);
}
/** Holds what was measured against the targets. A miss turns the run red; what the backup is worth does not hang on it. */
async function assess({ ladder, measured }, targets) {
    if (measured === undefined || Object.keys(targets).length === 0)
        return;
    const findings = assessObjectives(measured, targets);
    await ladder.step('objectives', async (report) => {
        report(await Promise.resolve({ findings, gaps: [] }));
    });
}
/**
 * Holds the other stores' bytes against the manifest: the same bytes are proven by the same drill. A store that cannot be read is a gap, and
 * takes nothing from what was proven in the first.
 */
async function compareReplicas(others, drill, { progress, signal }) {
    const { entry, manifest, ladder } = drill;
    return await ladder.step('replicas', async (report) => {
        const replicas = [];
        for (const store of others) {
            const reading = { store, manifest, signal, onBytes: (count) => progress.bytes(count) };
            let difference;
            try {
                difference = await (0,backup_reader/* replicaDifference */.iO)(reading, entry.manifestSha256);
            }
            catch (thrown) {
                if (!(thrown instanceof domain_failure/* Failure */.HR) || thrown.kind === 'bug' || signal.aborted)
                    throw thrown;
                report({ findings: [], gaps: [`the backup in ${store.name}: ${thrown.message}`] });
                continue;
            }
            replicas.push({ store, verdict: difference === undefined ? 'proven' : 'failed' });
            if (difference === undefined)
                continue;
            report({ findings: [{ code: 'replica-differs', subject: store.name, detail: difference }], gaps: [] });
        }
        return replicas;
    });
}
/** Writes a verdict beside a manifest, without the names of objects. Returns the name of the store. */
async function verify_backup_record(store, proof, drill, request) {
    const { ladder, manifest, measured, sandbox, startedAt, entry } = drill;
    const { targets, clock, run, signal } = request;
    const verification = {
        format: record/* verificationFormat */.hW,
        backup: manifest.id,
        manifestSha256: entry.manifestSha256,
        ...proof,
        ladder: ladder.steps,
        rtoSeconds: measured?.rtoSeconds ?? null,
        rpoSeconds: measured?.rpoSeconds ?? null,
        targets: { rtoSeconds: targets.rtoSeconds ?? null, rpoSeconds: targets.rpoSeconds ?? null },
        sandbox: { description: sandbox?.description ?? '', version: sandbox?.version ?? '' },
        startedAt: startedAt.toISOString(),
        finishedAt: clock.now().toISOString(),
        run,
    };
    const key = `${(0,object_key/* folderOf */.yS)(manifest)}${(0,record/* verificationName */.HH)(verification)}`;
    await store.putIfAbsent(key, Buffer.from((0,record/* serializeVerification */.Ey)(verification)), signal);
    return store.name;
}

// EXTERNAL MODULE: ./src/actions/report-file.ts
var report_file = __webpack_require__(6248);
// EXTERNAL MODULE: ./src/actions/sealing-input.ts + 3 modules
var sealing_input = __webpack_require__(5309);
// EXTERNAL MODULE: ./src/actions/store-input.ts + 2 modules
var store_input = __webpack_require__(9608);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./src/domain/nearest.ts
var nearest = __webpack_require__(4006);
;// CONCATENATED MODULE: ./src/domain/verification/decimal.ts
/** `12`, `-0.50`, `1.5e-7`: digits on one side of the point are enough. */
const decimal_form = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i;
/** The number that a text is, exactly, or undefined where it is none. Infinity and NaN are none. */
function parseDecimal(text) {
    const match = decimal_form.exec(text.trim());
    if (match === null)
        return undefined;
    const [, sign = '', whole = '', fraction = '', power = '0'] = match;
    if (whole + fraction === '')
        return undefined;
    const size = BigInt(whole + fraction);
    return { digits: sign === '-' ? -size : size, exponent: Number(power) - fraction.length };
}
/** Below zero where `a` is less, above zero where it is more. Exact: numbers of a database have more digits than a JavaScript number. */
function compareDecimals(a, b) {
    const exponent = Math.min(a.exponent, b.exponent);
    const difference = scaled(a, exponent) - scaled(b, exponent);
    if (difference === 0n)
        return 0;
    return difference < 0n ? -1 : 1;
}
function scaled({ digits, exponent }, to) {
    return digits * 10n ** BigInt(exponent - to);
}

;// CONCATENATED MODULE: ./src/domain/verification/moment.ts
const moment_form = /^(\d{4,6})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:\s?(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?))?)?$/i;
/**
 * The moment that a database prints as `2026-11-20 18:34:28.688517+00`, or that is written in ISO 8601; undefined where it is none.
 * Without an offset it is taken for UTC, as is a day, which begins at midnight. Exact to the millisecond.
 */
function parseMoment(text) {
    const match = moment_form.exec(text.trim());
    if (match === null)
        return undefined;
    const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = '', offset = 'Z'] = match;
    const date = new Date(0);
    date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
    const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
    if (!isDay || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60)
        return undefined;
    const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
    date.setUTCHours(Number(hour), Number(minute), Number(second), milliseconds);
    return new Date(date.getTime() - offsetSeconds(offset) * 1000);
}
/** Seconds east of Greenwich that `Z`, `+02`, `-0330` or `+05:30` mean. */
function offsetSeconds(offset) {
    if (/^z$/i.test(offset))
        return 0;
    const [hours = '0', minutes = '0', seconds = '0'] = offset.slice(1).match(/\d\d/g) ?? [];
    const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return offset.startsWith('-') ? -size : size;
}

;// CONCATENATED MODULE: ./src/domain/verification/expectation.ts


const operators = {
    '=': (order) => order === 0,
    '!=': (order) => order !== 0,
    '<': (order) => order < 0,
    '<=': (order) => order <= 0,
    '>': (order) => order > 0,
    '>=': (order) => order >= 0,
};
/**
 * The expectation that a text is, or in words why it is none:
 *
 * - `empty`, `not empty`: whether there is a row; a single value that is null or has no characters counts as none;
 * - `= 5`, `!= 0`, `< 1e6`, `<= 7`, `> 0.5`, `>= 2026-01-31`: the single value as a number or a moment, or for `=` and `!=` as text;
 * - `/^ord-\d+$/`, `/paid/i`: a pattern that the single value fits;
 * - any other text, quoted or not: the single value is this text, or this number.
 */
function parseExpectation(text) {
    const written = text.trim();
    if (written === '')
        return { problem: 'is empty' };
    if (written === 'empty')
        return { kind: 'empty', text: written };
    if (/^not\s+empty$/.test(written))
        return { kind: 'not-empty', text: written };
    const [, source, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(written) ?? [];
    if (source !== undefined)
        return parsePattern(written, source, flags);
    const [, sign = '=', rest = ''] = /^(<=|>=|!=|<>|==|=|<|>)?\s*(.*)$/s.exec(written) ?? [];
    const operator = operatorOf(sign);
    const operand = unquoted(rest);
    if (rest === '')
        return { problem: `has nothing behind ${sign}` };
    if (operator !== '=' &&
        operator !== '!=' &&
        parseDecimal(operand) === undefined &&
        parseMoment(operand) === undefined) {
        return { problem: `compares with what is neither a number nor a moment: ${JSON.stringify(rest)}` };
    }
    return { kind: 'comparison', operator, operand, text: written };
}
/** Why an answer is not as expected, without its text values, which may be personal data; undefined where it is. */
function disappointment(expectation, rows) {
    const values = rows.map((row) => Object.values(row));
    const isEmpty = values.length === 0 || (values.length === 1 && values[0]?.length === 1 && !values[0][0]);
    if (expectation.kind === 'empty')
        return isEmpty ? undefined : `found ${countOf(rows.length, 'row')}`;
    if (expectation.kind === 'not-empty')
        return isEmpty ? 'found nothing' : undefined;
    const single = singleValue(rows);
    if ('problem' in single)
        return single.problem;
    const { value } = single;
    if (expectation.kind === 'pattern')
        return expectation.pattern.test(value) ? undefined : `found ${shown(value)}`;
    return compares(value, expectation.operator, expectation.operand) ? undefined : `found ${shown(value)}`;
}
/** The one value of an answer that has to have one row and one column, and not null in it. */
function singleValue(rows) {
    const [first] = rows;
    if (first === undefined)
        return { problem: 'found no rows' };
    const [value, ...others] = Object.values(first);
    if (rows.length > 1)
        return { problem: `found ${rows.length} rows where one is expected` };
    if (value === undefined || others.length > 0) {
        return { problem: `found ${others.length + 1} columns where one is expected` };
    }
    return value === null ? { problem: 'found null' } : { value };
}
/** A value as a message may have it: numbers, moments and truth values as they are, of other texts the length only. */
function shown(value) {
    const isPlain = parseDecimal(value) !== undefined || parseMoment(value) !== undefined || /^(?:t|f|true|false)$/.test(value);
    return isPlain ? value : `a text of ${countOf(value.length, 'character')}`;
}
function compares(value, operator, operand) {
    const isTrue = operators[operator];
    const [number, other] = [parseDecimal(value), parseDecimal(operand)];
    if (number !== undefined && other !== undefined)
        return isTrue(compareDecimals(number, other));
    const [moment, otherMoment] = [parseMoment(value), parseMoment(operand)];
    if (moment !== undefined && otherMoment !== undefined)
        return isTrue(moment.getTime() - otherMoment.getTime());
    if (operator === '=')
        return same(value, operand);
    return operator === '!=' && !same(value, operand);
}
/** Texts are equal by their characters, and `true` and `false` also by what PostgreSQL (`t`, `f`) prints for them. */
function same(value, operand) {
    return value === operand || (/^(?:true|false)$/.test(operand) && value === operand.charAt(0));
}
function parsePattern(text, source, flags) {
    if (/[^imsu]/.test(flags))
        return { problem: `has a flag other than i, m, s and u behind the pattern: ${flags}` };
    try {
        return { kind: 'pattern', pattern: new RegExp(source, flags), text };
    }
    catch {
        return { problem: 'is not a regular expression' };
    }
}
function operatorOf(sign) {
    if (sign === '<>')
        return '!=';
    return sign === '==' ? '=' : sign;
}
function unquoted(text) {
    return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}
const countOf = (count, what) => `${count} ${what}${count === 1 ? '' : 's'}`;

;// CONCATENATED MODULE: ./src/domain/verification/checks-parser.ts




const keys = ['name', 'sql', 'expect', 'newer-than', 'explain', 'uses-index', 'message'];
/**
 * The user's own checks, as their file has them:
 *
 * ```yaml
 * checks:
 *   - name: orders exist
 *     sql: SELECT count(*) FROM orders
 *     expect: '>= 1000'           # see parseExpectation
 *     message: the orders table lost rows
 *   - name: newest order is fresh
 *     sql: SELECT max(created_at) FROM orders
 *     newer-than: 26h             # before the backup's snapshot, not before now
 *   - name: lookup uses the index
 *     explain: SELECT * FROM orders WHERE email = 'x'
 *     uses-index: orders_email_idx
 * ```
 *
 * @param place says where in the file a value is, for messages.
 * @throws Failure `checks-invalid` that names the place and the check.
 */
function parseChecks(value, place) {
    const reject = (path, problem) => {
        throw new domain_failure/* Failure */.HR('checks-invalid', `${place(path)}: ${problem}`);
    };
    if (!isRecord(value) || !Array.isArray(value['checks']))
        return reject([], 'the file has no list "checks"');
    rejectUnknown(value, ['checks'], [], 'the file', reject);
    const list = value['checks'];
    if (list.length === 0)
        return reject(['checks'], 'the list "checks" is empty');
    const checks = list.map((item, index) => parseCheck(item, index, reject));
    checks.forEach(({ name }, index) => {
        if (checks.findIndex((other) => other.name === name) < index) {
            reject(['checks', index, 'name'], `${labelOf(name, index)} has the name of another check`);
        }
    });
    return checks;
}
function parseCheck(item, index, reject) {
    const path = ['checks', index];
    if (!isRecord(item))
        return reject(path, `check ${index + 1} is not a list of keys and values`);
    const label = labelOf(item['name'], index);
    rejectUnknown(item, keys, path, label, reject);
    const text = (key) => {
        const written = textOf(item[key]);
        if (written !== undefined && written.trim() !== '')
            return written;
        return reject([...path, key], `${label} ${key in item ? `has no text as "${key}"` : `has no "${key}"`}`);
    };
    const named = { name: text('name').trim(), ...('message' in item ? { message: text('message') } : {}) };
    if (!exactlyOne(item, 'sql', 'explain'))
        return reject(path, `${label} needs either "sql" or "explain"`);
    if ('explain' in item) {
        rejectStray(item, ['expect', 'newer-than'], path, `${label} has an "explain", which goes with`, '"uses-index"', reject);
        return { ...named, kind: 'plan', statement: text('explain'), index: text('uses-index') };
    }
    rejectStray(item, ['uses-index'], path, `${label} has a "sql", which goes with`, '"expect" or "newer-than"', reject);
    if (!exactlyOne(item, 'expect', 'newer-than'))
        return reject(path, `${label} needs either "expect" or "newer-than"`);
    const problemWith = (key) => (problem) => reject([...path, key], `"${key}" of ${label} ${problem}`);
    if ('expect' in item) {
        return {
            ...named,
            kind: 'answer',
            sql: text('sql'),
            expectation: expectationOf(text('expect'), problemWith('expect')),
        };
    }
    const newerThanSeconds = secondsOf(text('newer-than'), problemWith('newer-than'));
    return { ...named, kind: 'freshness', sql: text('sql'), newerThanSeconds };
}
function expectationOf(text, reject) {
    const expectation = parseExpectation(text);
    return 'problem' in expectation ? reject(expectation.problem) : expectation;
}
function secondsOf(text, reject) {
    try {
        return (0,duration/* parseDuration */.E)(text, 'newer-than');
    }
    catch {
        return reject(`is not a duration such as 26h or 2d: ${JSON.stringify(text)}`);
    }
}
function rejectUnknown(item, known, path, label, reject) {
    for (const key of Object.keys(item)) {
        if (known.includes(key))
            continue;
        const meant = (0,nearest/* nearest */.p)(key, known);
        const advice = meant === undefined ? `keys are ${known.join(', ')}` : `did you mean "${meant}"?`;
        reject([...path, key], `${label} has an unknown key "${key}": ${advice}`);
    }
}
function rejectStray(item, strays, path, problem, partner, reject) {
    const stray = strays.find((key) => key in item);
    if (stray !== undefined)
        reject([...path, stray], `${problem} ${partner}, not with "${stray}"`);
}
function labelOf(name, index) {
    return typeof name === 'string' && name.trim() !== '' ? `check ${index + 1} (${name.trim()})` : `check ${index + 1}`;
}
/** A scalar as the user wrote it: YAML makes numbers and truth values of `expect: 5` and `expect: true`. */
function textOf(value) {
    if (typeof value === 'string')
        return value;
    const isPlain = typeof value === 'bigint' || typeof value === 'boolean' || Number.isFinite(value);
    return isPlain ? String(value) : undefined;
}
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const exactlyOne = (item, one, other) => one in item !== other in item;

;// CONCATENATED MODULE: ./src/actions/restore-verify/checks-file.ts




/**
 * Reads the user's own checks from a YAML file; `parseChecks` shows its form.
 *
 * @throws Failure `checks-invalid` with the place as `file:line:column`.
 */
async function readChecksFile(path) {
    return checksIn(await checks_file_textOf(path), path);
}
async function checks_file_textOf(path) {
    try {
        return await (0,promises_.readFile)(path, 'utf8');
    }
    catch (cause) {
        throw new domain_failure/* Failure */.HR('checks-invalid', `cannot read the checks file ${path}: ${(0,domain_failure/* messageOf */.bD)(cause)}`, {
            hint: 'give the path of a file that exists, seen from the workspace',
            cause,
        });
    }
}
function checksIn(text, path) {
    const lines = new dist/* LineCounter */.HN();
    // Whole numbers keep all of their digits; a message of its own needs no excerpt of the file, which may hold data.
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines, intAsBigInt: true, prettyErrors: false });
    const at = (offset) => {
        const { line, col } = lines.linePos(offset);
        return `${path}:${line}:${col}`;
    };
    const [mistake] = document.errors;
    if (mistake !== undefined)
        throw new domain_failure/* Failure */.HR('checks-invalid', `${at(mistake.pos[0])}: ${mistake.message}`);
    const place = (way) => {
        // The value itself may be what is missing: then the nearest thing around it is shown.
        for (let length = way.length; length > 0; length -= 1) {
            const node = document.getIn(way.slice(0, length), true);
            if ((0,dist/* isNode */.Ll)(node) && node.range)
                return at(node.range[0]);
        }
        return path;
    };
    return parseChecks(checks_file_valueOf(document, path), place);
}
/** @throws Failure where anchors multiply beyond all measure, which the parser refuses only now. */
function checks_file_valueOf(document, path) {
    try {
        return document.toJS();
    }
    catch (cause) {
        throw new domain_failure/* Failure */.HR('checks-invalid', `${path}: ${(0,domain_failure/* messageOf */.bD)(cause)}`, { cause });
    }
}

// EXTERNAL MODULE: ./src/domain/kind.ts
var kind = __webpack_require__(6040);
// EXTERNAL MODULE: ./src/actions/input-reader.ts
var input_reader = __webpack_require__(9539);
;// CONCATENATED MODULE: ./src/actions/restore-verify/inputs.ts






const inputNames = [
    'source',
    'store',
    'kind',
    'backup',
    ...sealing_input/* openingInputNames */.NH,
    'sandbox',
    'client',
    'checks',
    'smoke-test',
    'rto-target',
    'rpo-target',
];
/** Reads the inputs of `restore-verify`. @throws Failure that names the input that is wrong */
function readInputs(runtime) {
    const reader = (0,input_reader/* inputReader */.c)(runtime, inputNames);
    const rto = reader.text('rto-target');
    const rpo = reader.text('rpo-target');
    return {
        reader,
        sourceName: (0,object_key/* parseSourceName */.mN)(reader.required('source')),
        kind: reader.oneOf('kind', kind/* backupKinds */.A, 'full'),
        selector: (0,backup_selector/* parseSelector */.P)(reader.text('backup', 'latest')),
        targets: {
            ...(rto !== '' && { rtoSeconds: (0,duration/* parseDuration */.E)(rto, 'rto-target') }),
            ...(rpo !== '' && { rpoSeconds: (0,duration/* parseDuration */.E)(rpo, 'rpo-target') }),
        },
    };
}

;// CONCATENATED MODULE: ./src/domain/verification/checks.ts



/**
 * What is wrong with the copy by this check, or undefined where it holds.
 *
 * @param snapshotAt when the backup's snapshot was taken; freshness is measured from it, so that an old backup is judged by its own time.
 */
function judgeCheck(check, evidence, snapshotAt) {
    const problem = problemWith(check, evidence, snapshotAt);
    return problem === undefined ? undefined : checkFailed(check, problem);
}
/** The finding that a check does not hold, for a reason in words. */
function checkFailed(check, problem) {
    const detail = check.message === undefined ? problem : `${check.message}: ${problem}`;
    return { code: 'check-failed', subject: check.name, detail };
}
function problemWith(check, evidence, snapshotAt) {
    if (check.kind === 'plan') {
        return 'plan' in evidence && usesIndex(evidence.plan, check.index)
            ? undefined
            : `the plan does not use the index ${check.index}`;
    }
    const rows = 'rows' in evidence ? evidence.rows : [];
    if (check.kind === 'freshness')
        return staleness(rows, check.newerThanSeconds, snapshotAt);
    const problem = disappointment(check.expectation, rows);
    return problem === undefined ? undefined : `expected ${check.expectation.text}, ${problem}`;
}
function staleness(rows, newerThanSeconds, snapshotAt) {
    const limit = `expected a moment within ${(0,duration/* formatDuration */.a)(newerThanSeconds)} before the snapshot of ${snapshotAt.toISOString()}`;
    const single = singleValue(rows);
    if ('problem' in single)
        return `${limit}, ${single.problem}`;
    const moment = parseMoment(single.value);
    if (moment === undefined)
        return `${limit}, found ${shown(single.value)}, which is no moment`;
    const ageSeconds = (snapshotAt.getTime() - moment.getTime()) / 1000;
    return ageSeconds <= newerThanSeconds
        ? undefined
        : `${limit}, found ${single.value}, ${(0,duration/* formatDuration */.a)(ageSeconds)} before it`;
}
/**
 * Whether a plan reads an index, by the words that the engines put before its name: PostgreSQL `Index Scan using x on t` and
 * `Bitmap Index Scan on x`, MySQL `Index lookup on t using x`.
 */
function usesIndex(plan, index) {
    const name = index.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?:\\busing|\\bIndex Scan on) ["\`]?${name}["\`]?(?=[\\s(]|$)`, 'm').test(plan);
}

;// CONCATENATED MODULE: ./src/actions/restore-verify/own-checks.ts


/** The user's checks as a drill runs them, each by one read-only statement in the copy. A statement that the server refuses is a finding. */
function ownChecks(checks) {
    return checks.map((check) => async (copy, signal) => {
        try {
            const finding = judgeCheck(check, await evidenceFor(check, copy, signal), copy.snapshotAt);
            return finding === undefined ? [] : [finding];
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof domain_failure/* Failure */.HR) || error.kind === 'bug')
                throw error;
            // a server that answers nothing any more says nothing about the check: then this throws
            await copy.restorer.query('SELECT 1', copy.sandbox, signal);
            return [checkFailed(check, error.message)];
        }
    });
}
async function evidenceFor(check, { restorer, sandbox }, signal) {
    if (check.kind === 'plan')
        return { plan: await restorer.explain(check.statement, sandbox, signal) };
    return { rows: await restorer.query(check.sql, sandbox, signal) };
}

// EXTERNAL MODULE: ./src/process/last-line.ts
var last_line = __webpack_require__(6524);
// EXTERNAL MODULE: ./src/process/launcher.ts
var launcher = __webpack_require__(3121);
;// CONCATENATED MODULE: ./src/actions/restore-verify/smoke-test.ts
var smoke_test_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var smoke_test_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




const outputLimitBytes = 64 * 1024;
/**
 * A command of the user's own against the copy, which it finds by `MUSTER_SANDBOX_URL`, and for clients of PostgreSQL by `PGHOST`,
 * `PGPORT`, `PGUSER`, `PGPASSWORD` and `PGDATABASE`. It has to exit with 0 in time.
 */
function smokeTest(test) {
    return async ({ url }, signal) => {
        const limit = new AbortController();
        const { signal: over } = limit;
        const timer = test.clock.sleep(test.timeoutSeconds, over).then(() => limit.abort(new TimeUp()), () => undefined);
        try {
            await run(test, url, AbortSignal.any([signal, over]));
            return [];
        }
        catch (error) {
            signal.throwIfAborted();
            if (error instanceof domain_failure/* Failure */.HR)
                throw error; // it could not even be started
            return [smokeTestFailed(reasonFor(error, over, test.timeoutSeconds))];
        }
        finally {
            limit.abort();
            await timer;
        }
    };
}
class TimeUp extends Error {
}
async function run({ launcher, command, onOutput }, url, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        // Without --norc, bash reads ~/.bashrc when its standard input is a socket, as Node's pipes are.
        const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', command];
        const running = smoke_test_addDisposableResource(env_1, launcher.start({ file: 'bash', args, env: { MUSTER_SANDBOX_URL: url, ...clientNames(url) } }, signal), true);
        running.stdin.end();
        let roomBytes = outputLimitBytes;
        for await (const chunk of running.output()) {
            if (roomBytes > 0)
                onOutput?.(chunk.subarray(0, roomBytes).toString('utf8'));
            roomBytes -= chunk.length;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = smoke_test_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function reasonFor(error, over, timeoutSeconds) {
    if (over.reason instanceof TimeUp)
        return `was still running after ${(0,duration/* formatDuration */.a)(timeoutSeconds)}`;
    if (!(error instanceof launcher/* ProcessFailure */.i))
        return (0,domain_failure/* messageOf */.bD)(error);
    const said = (0,last_line/* lastLine */.f)(error.stderr);
    const end = error.signal === null ? `ended with status ${error.status}` : `was ended by ${error.signal}`;
    return said === '' ? end : `${end}: ${said}`;
}
const smokeTestFailed = (detail) => ({ code: 'smoke-test-failed', subject: 'smoke-test', detail });
/** The variables that libpq reads, see "Environment Variables" in its documentation. */
function clientNames(url) {
    const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(url);
    if (!/^postgres(?:ql)?:$/.test(protocol))
        return {};
    const part = (name, text) => searchParams.get(name) ?? decodeURIComponent(text);
    const names = {
        PGHOST: part('host', hostname),
        PGPORT: part('port', port),
        PGUSER: part('user', username),
        PGPASSWORD: part('password', password),
        PGDATABASE: part('dbname', pathname.slice(1)),
    };
    return Object.fromEntries(Object.entries(names).filter(([, text]) => text !== ''));
}

;// CONCATENATED MODULE: ./src/actions/restore-verify/wire.ts















const smokeTestSeconds = 15 * 60;
/** `restore-verify`: restores a backup into a throwaway server and says whether it is proven. */
async function restoreVerify(context) {
    const { runtime, launcher, clock } = context;
    const { reader, ...inputs } = readInputs(runtime);
    const client = reader.text('client', 'auto');
    const { searchPath, run, signal } = runtime;
    const sandboxes = await openSandboxes(sandboxInput(reader), {
        launcher,
        clock,
        extraFolders: [],
        pathFolders: searchPath.split(external_node_path_.delimiter).filter(Boolean),
        root: (0,external_node_os_.tmpdir)(),
        runId: run.id,
    });
    const swept = await sandboxes.sweep();
    if (swept > 0)
        runtime.info(`removed ${swept} sandboxes that earlier runs left behind`);
    const stores = await (0,store_input/* storesInput */.lM)(reader, 'store', context);
    const verified = await verifyBackup({
        ...context,
        ...inputs,
        stores: stores.map(({ store }) => store),
        keys: (0,sealing_input/* openingInput */.d6)(reader),
        restorerFor: (engine) => (0,registry/* openRestorer */.x)(engine, { launcher, client, searchPath }),
        sandboxes,
        checks: await checksInput(reader, context),
        ...smokeTestInput(reader, context),
        run,
        signal,
    });
    await report(verified, context);
}
function sandboxInput(reader) {
    const text = reader.text('sandbox', 'auto');
    return parseSandboxChoice(text.includes('://') ? (reader.secret('sandbox')?.reveal() ?? text) : text);
}
async function checksInput(reader, { runtime }) {
    const path = reader.text('checks');
    return path === '' ? [] : ownChecks(await readChecksFile((0,external_node_path_.resolve)(runtime.workFolder, path)));
}
function smokeTestInput(reader, { runtime, launcher, clock }) {
    const command = reader.text('smoke-test');
    if (command === '')
        return {};
    const onOutput = (text) => runtime.info(text.trimEnd());
    return { smokeTest: smokeTest({ launcher, clock, command, timeoutSeconds: smokeTestSeconds, onOutput }) };
}
/** Outputs, summary, log. @throws Failure for every verdict but `proven`, so that the step is red */
async function report(verified, { runtime }) {
    const { manifest, verdict, measured, findings, gaps, notes, failure } = verified;
    runtime.output('backup-id', manifest.id);
    runtime.output('verdict', verdict);
    if (measured !== undefined) {
        runtime.output('rto-seconds', measured.rtoSeconds.toFixed(1));
        runtime.output('rpo-seconds', measured.rpoSeconds.toFixed(1));
    }
    runtime.output('report', await (0,report_file/* reportFile */.r)(runtime, `drill-${manifest.id}`, verified));
    await runtime.summary(verificationSummary(verified));
    for (const { code, subject, detail } of findings.slice(0, shownFindings))
        runtime.info(`${code}: ${subject}: ${detail}`);
    for (const gap of gaps)
        runtime.info(`could not be compared: ${gap}`);
    for (const note of notes)
        runtime.info(note);
    if (measured !== undefined) {
        const times = `RTO ${(0,duration/* formatDuration */.a)(measured.rtoSeconds)}, RPO ${(0,duration/* formatDuration */.a)(measured.rpoSeconds)}`;
        runtime.info(`backup ${manifest.id}: ${verdict}, ${times}`);
    }
    if (verdict === 'proven')
        return;
    if (failure !== undefined)
        throw unproven(verified, failure);
    const [first] = findings;
    if (first !== undefined) {
        const more = findings.length > 1 ? ` and ${findings.length - 1} more` : '';
        const what = `${first.subject} ${first.detail} (${first.code})${more}`;
        throw new domain_failure/* Failure */.HR('verification-failed', `backup ${manifest.id} failed: ${what}`);
    }
    throw new domain_failure/* Failure */.HR('could-not-tell', `backup ${manifest.id} is not proven: ${gaps[0] ?? 'nothing was compared'}`);
}
const shownFindings = 20;
/** A failure of the environment leaves open what the backup is worth. */
function unproven({ manifest, verdict }, failure) {
    const code = verdict === 'failed' ? failure.code : 'could-not-tell';
    return new domain_failure/* Failure */.HR(code, `backup ${manifest.id}: ${failure.message}`, { hint: failure.hint, cause: failure });
}


/***/ }),

/***/ 5432:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ openSource),
/* harmony export */   x: () => (/* binding */ openRestorer)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5380);

/** The engines by the schemes of their URLs. Each is loaded when it is first used. */
const sources = {
    postgresql: openPostgres,
    postgres: openPostgres,
};
const restorers = {
    postgres: async (tools) => (await Promise.all(/* import() */[__webpack_require__.e(653), __webpack_require__.e(462)]).then(__webpack_require__.bind(__webpack_require__, 9462))).postgresRestorer(tools),
};
/** The source behind a URL. @throws Failure `input-invalid` for a scheme that no engine has. */
async function openSource(request) {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(request.url.reveal().trim())?.[1]?.toLowerCase() ?? '';
    const open = Object.hasOwn(sources, scheme) ? sources[scheme] : undefined;
    if (open === undefined) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', 'input "url" is no URL of a database that Muster can back up', {
            hint: 'write postgresql://user:password@host:5432/database',
        });
    }
    return await open(request);
}
/** The restorer for backups of an engine, by the name in their manifests. @throws Failure `manifest-invalid` for an unknown one. */
async function openRestorer(engine, tools) {
    const open = Object.hasOwn(restorers, engine) ? restorers[engine] : undefined;
    if (open === undefined) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('manifest-invalid', `no engine can restore a backup made by ${JSON.stringify(engine)}`, {
            hint: 'use the version of Muster that made the backup, or restore it by hand',
        });
    }
    return await open(tools);
}
async function openPostgres(request) {
    return (await Promise.all(/* import() */[__webpack_require__.e(653), __webpack_require__.e(962)]).then(__webpack_require__.bind(__webpack_require__, 9962))).postgresSource(request);
}


/***/ }),

/***/ 6524:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ lastWords),
/* harmony export */   f: () => (/* binding */ lastLine)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5380);
/* harmony import */ var _launcher_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3121);


/** The last line that is not empty, or an empty text. */
function lastLine(text) {
    return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}
/**
 * Why a program failed, in its own last words, or in those of the error. Only for programs whose messages hold no rows and no secrets.
 */
function lastWords(error) {
    const said = error instanceof _launcher_js__WEBPACK_IMPORTED_MODULE_1__/* .ProcessFailure */ .i ? lastLine(error.stderr) : '';
    return said === '' ? (0,_domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) : said;
}


/***/ })

};
