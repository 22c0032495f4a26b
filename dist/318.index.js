export const id = 318;
export const ids = [318];
export const modules = {

/***/ 10318:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ publishStatus)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var domain_failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/gate/published-status.ts
var published_status = __webpack_require__(77683);
// EXTERNAL MODULE: ./src/domain/manifest.ts + 1 modules
var domain_manifest = __webpack_require__(48660);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./src/platform/github/publish-artifact.ts



/** So many things of one name does one run leave. */
const mostNames = 20;
/**
 * Leaves a text as an artifact of this run. It needs no permission and no token but the one that the runner gives to every step.
 *
 * @returns the name that it got.
 * @throws Failure `status-unpublished`
 */
async function publishArtifact({ nameOf, fileName, text, retentionDays }, tempFolder, environment = process.env) {
    if (!environment['ACTIONS_RUNTIME_TOKEN'] || !environment['ACTIONS_RESULTS_URL']) {
        throw new domain_failure/* Failure */.HR('status-unpublished', 'this run has no place for artifacts, so the status cannot be published', {
            hint: 'only the steps of a workflow on github.com have one; elsewhere leave publish-status out, and give the gate a store',
        });
    }
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(110), __webpack_require__.e(935), __webpack_require__.e(351)]).then(__webpack_require__.bind(__webpack_require__, 77935));
    const client = new DefaultArtifactClient();
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(tempFolder, 'muster-publish-'));
    try {
        const path = (0,external_node_path_.join)(folder, fileName);
        await (0,promises_.writeFile)(path, text);
        for (let number = 1;; number += 1) {
            const name = nameOf(number);
            try {
                await client.uploadArtifact(name, [path], folder, { retentionDays });
                return name;
            }
            catch (cause) {
                // The service refuses a second artifact of a name with 409 Conflict.
                if (number < mostNames && /\b409\b|already exists/i.test((0,domain_failure/* messageOf */.bD)(cause)))
                    continue;
                throw new domain_failure/* Failure */.HR('status-unpublished', `the status cannot be published as ${name}: ${(0,domain_failure/* messageOf */.bD)(cause)}`, {
                    cause,
                });
            }
        }
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}

;// CONCATENATED MODULE: ./src/actions/publish-status.ts





/** Gates ask for backups that are younger by far. */
const retentionDays = 30;
/**
 * Publishes a status for gates without access to the store. The run says what it has to say first:
 * what keeps the status from being published is returned, for the step to end with, and not thrown. Of a backup of chosen tables, which stands
 * behind no migration, nothing is published.
 */
async function publishStatus({ manifest, manifestSha256, verdict }, { runtime, clock }) {
    const { source, kind, id, snapshotAt } = manifest;
    if (manifest.chosenTables) {
        runtime.info(`the status of ${id} is not published: it holds chosen tables, and a gate asks for a whole database`);
        return undefined;
    }
    const text = (0,published_status/* serializeStatus */.RT)({
        format: published_status/* statusFormat */.O4,
        ...{ source, kind, backup: id, snapshotAt },
        manifestSha256: manifestSha256 ?? (0,external_node_crypto_.createHash)('sha256').update((0,domain_manifest/* serializeManifest */.MZ)(manifest)).digest('hex'),
        verdict: verdict ?? null,
        verifiedAt: verdict === undefined ? null : clock.now().toISOString(),
        run: runtime.run.id,
    });
    const nameOf = (number) => (0,published_status/* statusName */.Er)(source, number);
    try {
        const name = await publishArtifact({ nameOf, fileName: 'status.json', text, retentionDays }, runtime.tempFolder);
        runtime.info(`published the status of ${id} as ${name}`);
        return undefined;
    }
    catch (thrown) {
        const failure = (0,domain_failure/* asFailure */.h_)(thrown);
        runtime.warn(failure.message); // also where something worse turns the run red
        return failure;
    }
}


/***/ }),

/***/ 45318:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restoreVerify: () => (/* binding */ restoreVerify)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./src/domain/duration.ts
var duration = __webpack_require__(34678);
// EXTERNAL MODULE: ./src/domain/fingerprint.ts
var fingerprint = __webpack_require__(41796);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var domain_failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/clock-tolerance.ts
var clock_tolerance = __webpack_require__(68512);
;// CONCATENATED MODULE: ./src/domain/objectives.ts


/** A finding for each target that was missed. */
function assessObjectives(measured, targets) {
    const findings = [];
    if (targets.rtoSeconds !== undefined && measured.rtoSeconds > targets.rtoSeconds) {
        const detail = `restoring took ${(0,duration/* formatDuration */.a3)(measured.rtoSeconds)}, the target is ${(0,duration/* formatDuration */.a3)(targets.rtoSeconds)}`;
        findings.push({ code: 'rto-missed', subject: 'recovery time', detail });
    }
    if (targets.rpoSeconds !== undefined && !isRecent(measured.rpoSeconds, targets.rpoSeconds)) {
        const detail = measured.rpoSeconds < 0
            ? `the backup is dated ${ageInWords(measured.rpoSeconds)}, so nobody can say how old it is`
            : `the backup is ${(0,duration/* formatDuration */.a3)(measured.rpoSeconds)} old, the target is ${(0,duration/* formatDuration */.a3)(targets.rpoSeconds)}`;
        findings.push({ code: 'rpo-missed', subject: 'recovery point', detail });
    }
    return findings;
}
/** The age of a snapshot in seconds, 0 where it is dated in the future by no more than clocks differ. */
function recoveryPoint(snapshotAt, now) {
    const seconds = (now.getTime() - snapshotAt.getTime()) / 1000;
    return seconds < -clock_tolerance/* clockToleranceSeconds */.V ? seconds : Math.max(0, seconds);
}
/** Whether a recovery point meets its target. One in the future meets none: it says nothing about the age of the data. */
function isRecent(rpoSeconds, targetSeconds) {
    return rpoSeconds >= 0 && rpoSeconds <= targetSeconds;
}
/** A recovery point for people. */
function ageInWords(rpoSeconds) {
    return rpoSeconds < 0 ? `${(0,duration/* formatAge */.nV)(-rpoSeconds)} in the future` : (0,duration/* formatDuration */.a3)(rpoSeconds);
}

// EXTERNAL MODULE: ./src/domain/secret.ts
var secret = __webpack_require__(96130);
// EXTERNAL MODULE: ./src/engines/registry.ts
var registry = __webpack_require__(45432);
// EXTERNAL MODULE: ./src/domain/verification/ladder.ts
var verification_ladder = __webpack_require__(94460);
// EXTERNAL MODULE: ./src/report/failure-code.ts
var failure_code = __webpack_require__(96216);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
// EXTERNAL MODULE: ./src/report/portability-section.ts
var portability_section = __webpack_require__(97975);
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
    const why = failure === undefined
        ? []
        : [`**${(0,markdown/* plain */.pj)(failure.message)}** (${(0,failure_code/* failureCode */.A)(failure.code)}) — ${(0,markdown/* plain */.pj)(failure.hint)}`];
    const rows = findings.map(({ code, subject, detail }) => [`\`${code}\``, (0,markdown/* plain */.pj)(subject), (0,markdown/* plain */.pj)(detail)]);
    const steps = ladder.map(({ step, outcome, seconds }) => [
        marks[outcome],
        (0,markdown/* plain */.pj)(step in verification_ladder/* ladderSteps */.KY ? verification_ladder/* ladderSteps */.KY[step] : step),
        seconds === null ? 'not run' : (0,duration/* formatDuration */.a3)(seconds),
    ]);
    return (0,markdown/* page */.MY)(`## ${titles[verdict]}: ${(0,markdown/* plain */.pj)(manifest.source)}`, ...why, (0,markdown/* table */.tp)(['', ''], facts(report)), rows.length === 0 ? '' : (0,markdown/* table */.tp)(['finding', 'object', 'what is wrong'], rows), gaps.length === 0 ? '' : `Could not be compared:\n\n${(0,markdown/* list */.p_)(gaps.map(markdown/* plain */.pj))}`, notes.length === 0 ? '' : `To know:\n\n${(0,markdown/* list */.p_)(notes.map(markdown/* plain */.pj))}`, (0,markdown/* nextSteps */.Zn)(stepsAfter(report)), verdict === 'proven' ? (0,portability_section/* foldedPortability */.y)(manifest) : (0,portability_section/* portabilitySection */.h)(manifest), (0,markdown/* folded */.TM)('every step', (0,markdown/* table */.tp)(['', 'step', 'took'], steps)));
}
function facts(report) {
    const { manifest, store, verdict, worth, measured, rehearsed, targets, compared, sandbox, recordedIn } = report;
    return [
        ['backup', `\`${manifest.id}\` from ${(0,markdown/* plain */.pj)(store)}`],
        ...(verdict === worth
            ? []
            : [['the backup itself', `${titles[worth]}: what else went wrong takes nothing from that`]]),
        ...(measured
            ? [
                [
                    'recovery time (RTO)',
                    rehearsed ? ageInWords(measured.rtoSeconds) : against(measured.rtoSeconds, targets.rtoSeconds),
                ],
                ...(rehearsed
                    ? [
                        [
                            `recovery time of ${(0,markdown/* plain */.pj)(rehearsed.tables.join(', '))}`,
                            against(rehearsed.seconds, targets.rtoSeconds),
                        ],
                    ]
                    : []),
                ['age of the data (RPO)', against(measured.rpoSeconds, targets.rpoSeconds)],
            ]
            : []),
        ...(compared ? [['compared', (0,fingerprint/* sizeInWords */._)(compared)]] : []),
        ...(sandbox ? [['restored into', (0,markdown/* plain */.pj)(sandbox.description) + isolationNote(sandbox.isolation)]] : []),
        ['verdict written to', recordedIn.map(markdown/* plain */.pj).join(', ') || 'nowhere'],
    ];
}
function stepsAfter(report) {
    const { worth, failure, measured, rehearsed, targets } = report;
    const rtoSeconds = rehearsed?.seconds ?? measured?.rtoSeconds;
    const isLate = rtoSeconds !== undefined && rtoSeconds > (targets.rtoSeconds ?? Infinity);
    const isOld = measured !== undefined && measured.rpoSeconds > (targets.rpoSeconds ?? Infinity);
    return [
        ...(worth === 'failed' ? [`${mending(report)} \`list\` shows which older ones are proven.`] : []),
        ...(worth === 'could-not-tell' && failure === undefined
            ? ['See to what could not be compared, and drill again: until then this backup counts as proven nowhere.']
            : []),
        ...(isLate
            ? [
                'A restore takes longer than the target: give it a faster machine, nearer to the store, or agree on another `rto-target`.',
            ]
            : []),
        ...(isOld
            ? [
                'The data is older than the target: see why no newer backup was taken, back up more often, or agree on another `rpo-target`.',
            ]
            : []),
    ];
}
/** A new backup helps, unless the dump tool cannot write what is there. */
function mending({ manifest, findings }) {
    const inexact = manifest.portability?.find(({ topic }) => topic === 'inexact-columns');
    if (inexact === undefined || !findings.some(({ subject }) => subject.startsWith('table-digest ')))
        return 'Do not count on this backup: take a new one and prove it.';
    return `Do not count on this backup, nor on a new one before this is mended: ${(0,markdown/* plain */.pj)(inexact.detail)}.`;
}
function against(seconds, target) {
    if (target === undefined)
        return `${ageInWords(seconds)}, no target`;
    return `${ageInWords(seconds)}, target ${(0,duration/* formatDuration */.a3)(target)} ${isRecent(seconds, target) ? '✅' : '❌'}`;
}
function isolationNote(isolation) {
    return isolation === 'none' ? ' — ⚠️ not cut off from the network' : '';
}

// EXTERNAL MODULE: ./src/sandboxes/registry.ts
var sandboxes_registry = __webpack_require__(2472);
// EXTERNAL MODULE: ./src/domain/manifest.ts + 1 modules
var domain_manifest = __webpack_require__(48660);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(16759);
// EXTERNAL MODULE: ./src/domain/verification/record.ts
var record = __webpack_require__(12817);
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
// EXTERNAL MODULE: ./src/pipeline/measure.ts
var measure = __webpack_require__(84162);
;// CONCATENATED MODULE: ./src/pipeline/replica-comparison.ts



/**
 * Holds the other stores' bytes against the manifest: the same bytes are proven by the same drill. A store that cannot be read is a gap, and
 * takes nothing from what was proven in the first.
 */
async function compareReplicas(others, { manifest, readingIn, ladder, progress, signal }) {
    return await ladder.step('replicas', async (report) => {
        const replicas = [];
        progress.expect((0,domain_manifest/* storedSizeOf */.IU)(manifest) * others.length);
        for (const store of others) {
            let difference;
            try {
                difference = await (0,backup_reader/* replicaDifference */.iO)(readingIn(store));
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

// EXTERNAL MODULE: ./src/domain/verification/compare.ts
var compare = __webpack_require__(75393);
;// CONCATENATED MODULE: ./src/pipeline/tables-rehearsal.ts
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
 * Brings tables of a backup back into a copy that already equals the source, in the way in which `restore` brings them back into a live
 * database, and looks whether the whole copy still equals the source.
 *
 * @returns seconds from the first byte fetched until the tables were in place
 * @throws Failure for what ends a restore
 */
async function rehearseTables(rehearsal) {
    const { tables, expected, reading, keys, restorer, sandbox, target, ladder, clock, progress, signal } = rehearsal;
    const { server } = reading.manifest;
    const data = (0,backup_reader/* objectOf */.Xy)(reading.manifest, 'data');
    const start = clock.monotonicSeconds();
    const seconds = await ladder.step('tables', async (report) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { plainSizeBytes: dumpBytes } = data;
            const need = { expected, server, dumpBytes, tables, scratch: sandbox.scratch, progress, signal };
            const plan = await target.assess(need);
            for (const line of plan.steps)
                progress.note(`plan: ${line}`);
            progress.expect(data.sizeBytes);
            const staged = __addDisposableResource(env_1, await target.load((0,backup_reader/* plainBytes */.gq)(data, reading, keys), plan, need), true);
            const found = await staged.inspect();
            report((0,compare/* compareTables */.D)(plan.expected, found));
            report((0,compare/* compareObjects */.G)(plan.expected, found));
            report(await staged.examine());
            const committed = await staged.commit();
            const inPlace = clock.monotonicSeconds();
            await committed.removePrevious();
            return inPlace - start;
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
    });
    await ladder.step('untouched', async (report) => {
        const found = await restorer.inspect(expected, sandbox, progress, signal);
        report((0,compare/* compareTables */.D)(expected, found));
        report((0,compare/* compareObjects */.G)(expected, found));
        report(await restorer.examine(expected, sandbox, progress, signal));
    });
    return seconds;
}

;// CONCATENATED MODULE: ./src/usecases/verify-backup.ts
var verify_backup_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var verify_backup_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
    const { store, entry, manifest } = await (0,backup_finder/* locateBackup */.T)(request);
    const ladder = new pipeline_ladder/* Ladder */.Z(verification_ladder/* ladderStepNames */.Rm, clock, progress);
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
    const { worth = ladder.verdict } = drill;
    await assess(drill, request);
    const proof = {
        verdict: worth,
        findings: (0,record/* countFindings */.Gt)(ladder.findings, ladder.failure),
        gaps: ladder.gaps.length,
    };
    const replicas = worth === 'proven' && others.length > 0
        ? await compareReplicas(others, { ...request, ...drill, readingIn: (other) => readingIn(other, drill, request) })
        : [];
    recordedIn.push(await verify_backup_record(store, proof, drill, request));
    for (const replica of replicas) {
        const { verdict } = replica;
        const findings = verdict === 'proven' ? proof.findings : [{ code: 'replica-differs', count: 1 }];
        recordedIn.push(await verify_backup_record(replica.store, { ...proof, verdict, findings }, drill, request));
    }
    const { findings, gaps, notes, verdict, steps, failure } = ladder;
    const { measured, sandbox, expected, tablesSeconds } = drill;
    return {
        manifest,
        manifestSha256: entry.manifestSha256,
        store: store.name,
        verdict,
        worth,
        ...(failure && { failure }),
        findings,
        gaps,
        notes,
        ladder: steps,
        ...(measured && { measured }),
        ...(tablesSeconds !== undefined && {
            rehearsed: { tables: request.rehearsal?.tables ?? [], seconds: tablesSeconds },
        }),
        targets,
        ...(sandbox && { sandbox }),
        ...(expected && { compared: (0,fingerprint/* sizeOf */.$)(expected) }),
        recordedIn,
    };
}
/** How the backup is read from the store of a drill, or from another one. */
function readingIn(store, { manifest, entry }, { progress, signal }) {
    const { manifestSha256 } = entry;
    return { store, manifest, manifestSha256, signal, onBytes: (count) => progress.bytes(count) };
}
/** From the stored objects to the user's own checks; throws what ends the drill. */
async function prove(drill, request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { ladder, manifest, store } = drill;
        const { restorerFor, sandboxes, keys, rehearsal, progress, signal, clock } = request;
        const reading = readingIn(store, drill, request);
        const data = (0,backup_reader/* objectOf */.Xy)(manifest, 'data');
        const { content: expected } = await (0,backup_opener/* openBackup */.T)(reading, keys, ladder);
        await openCompanions(reading, ladder, keys);
        if (expected === undefined) {
            await ladder.step('restore', async (report) => {
                progress.expect(data.sizeBytes);
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
        if (rehearsal)
            restorer.assertTablesThere(rehearsal.tables, expected);
        const need = { server: manifest.server, settings: expected.settings };
        const sandbox = verify_backup_addDisposableResource(env_1, await ladder.step('sandbox', () => sandboxes.start(need, signal)), true);
        drill.sandbox = { description: sandbox.description, isolation: sandbox.isolation, version: sandbox.version };
        const restored = verify_backup_addDisposableResource(env_1, await ladder.step('restore', async (report) => {
            progress.expect(data.sizeBytes);
            const copy = await restorer.restore((0,backup_reader/* plainBytes */.gq)(data, reading, keys), expected, sandbox, progress, signal);
            report({ findings: [], gaps: copy.gaps });
            return copy;
        }), true);
        const snapshotAt = new Date(manifest.snapshotAt);
        drill.measured = {
            rtoSeconds: clock.monotonicSeconds() - drill.startSeconds,
            rpoSeconds: recoveryPoint(snapshotAt, drill.startedAt),
        };
        await verify_backup_compare({ restorer, sandbox, url: restored.url, snapshotAt }, expected, drill, request);
        if (rehearsal === undefined || ladder.verdict !== 'proven')
            return;
        drill.worth = ladder.verdict;
        const target = await rehearsal.targetFor(restored.url);
        const { tables } = rehearsal;
        drill.tablesSeconds = await rehearseTables({
            ...request,
            tables,
            expected,
            reading,
            restorer,
            sandbox,
            target,
            ladder,
        });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = verify_backup_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Reads what belongs to the backup beside its data to the end: what does not open is no help in a disaster. */
async function openCompanions(reading, ladder, keys) {
    const companions = (0,domain_manifest/* companionsOf */.Lo)(reading.manifest);
    if (companions.length === 0)
        return;
    await ladder.step('globals', async () => {
        for (const object of companions)
            await (0,measure/* drain */.Ze)((0,backup_reader/* plainBytes */.gq)(object, reading, keys));
    });
}
/** Holds the copy against the source, against its own rules, against the user's checks. */
async function verify_backup_compare(copy, expected, drill, request) {
    const { restorer, sandbox } = copy;
    const { progress, signal, checks, smokeTest } = request;
    const { ladder } = drill;
    const loaded = {
        inspect: () => restorer.inspect(expected, sandbox, progress, signal),
        examine: () => restorer.examine(expected, sandbox, progress, signal),
    };
    await (0,copy_comparison/* compareCopy */.t)(expected, loaded, ladder);
    const runOwn = (name, own) => ladder.step(name, async (report) => {
        for (const check of own)
            report({ findings: await check(copy, signal), gaps: [] });
    });
    if (checks.length > 0)
        await runOwn('checks', checks);
    if (smokeTest)
        await runOwn('smoke-test', [smokeTest]);
}
/**
 * Holds what was measured against the targets: of a rehearsed loss of tables, how long these took. A miss turns the run red; what the backup
 * is worth does not hang on it.
 */
async function assess({ ladder, measured, tablesSeconds }, { targets, rehearsal }) {
    if (measured === undefined || Object.keys(targets).length === 0)
        return;
    const rtoSeconds = rehearsal === undefined ? measured.rtoSeconds : tablesSeconds;
    if (rtoSeconds === undefined)
        return;
    const findings = assessObjectives({ ...measured, rtoSeconds }, targets);
    await ladder.step('objectives', async (report) => {
        report(await Promise.resolve({ findings, gaps: [] }));
    });
}
/** Writes a verdict beside a manifest, without the names of objects. Returns the name of the store. */
async function verify_backup_record(store, proof, drill, request) {
    const { ladder, manifest, measured, sandbox, startedAt, entry } = drill;
    const { rehearsal, clock, run, signal } = request;
    const { rpoSeconds, rtoSeconds } = request.targets;
    const verification = {
        format: record/* verificationFormat */.hW,
        backup: manifest.id,
        manifestSha256: entry.manifestSha256,
        ...proof,
        ladder: ladder.steps,
        rtoSeconds: measured?.rtoSeconds ?? null,
        rpoSeconds: measured?.rpoSeconds ?? null,
        // the target of a drill with tables is not one for the whole
        targets: { rtoSeconds: (rehearsal === undefined ? rtoSeconds : undefined) ?? null, rpoSeconds: rpoSeconds ?? null },
        sandbox: { description: sandbox?.description ?? '', version: sandbox?.version ?? '' },
        startedAt: startedAt.toISOString(),
        finishedAt: clock.now().toISOString(),
        run,
    };
    const key = `${(0,object_key/* folderOf */.yS)(manifest)}${(0,record/* verificationName */.HH)(verification)}`;
    await store.putIfAbsent(key, Buffer.from((0,record/* serializeVerification */.Ey)(verification)), signal);
    return store.name;
}

// EXTERNAL MODULE: ./src/actions/connection-input.ts + 1 modules
var connection_input = __webpack_require__(5760);
// EXTERNAL MODULE: ./src/actions/publish-status.ts + 1 modules
var publish_status = __webpack_require__(10318);
// EXTERNAL MODULE: ./src/actions/output-report.ts
var output_report = __webpack_require__(97329);
// EXTERNAL MODULE: ./src/actions/sealing-input.ts
var sealing_input = __webpack_require__(49553);
// EXTERNAL MODULE: ./src/actions/store-input.ts + 1 modules
var store_input = __webpack_require__(82799);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./src/domain/nearest.ts
var nearest = __webpack_require__(94006);
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
        return (0,duration/* parseDuration */.E9)(text, 'newer-than');
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
        throw new domain_failure/* Failure */.HR('checks-invalid', `cannot read the file ${path} of input "checks": ${(0,domain_failure/* messageOf */.bD)(cause)}`, {
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

// EXTERNAL MODULE: ./src/domain/backup-selector.ts
var backup_selector = __webpack_require__(768);
// EXTERNAL MODULE: ./src/domain/kind.ts
var domain_kind = __webpack_require__(76040);
// EXTERNAL MODULE: ./src/actions/input-reader.ts + 1 modules
var input_reader = __webpack_require__(23591);
;// CONCATENATED MODULE: ./src/actions/restore-verify/inputs.ts







const inputNames = [
    'config',
    'source',
    'store',
    'kind',
    'backup',
    ...sealing_input/* openingInputNames */.NH,
    'sandbox',
    'client',
    'checks',
    'smoke-test',
    'lost-tables',
    'rto-target',
    'rpo-target',
    'publish-status',
];
/** Reads the inputs of `restore-verify`. @throws Failure that names the input that is wrong */
function readInputs(runtime) {
    const reader = (0,input_reader/* inputReader */.c)(runtime, inputNames);
    const rto = reader.text('rto-target');
    const rpo = reader.text('rpo-target');
    const kind = reader.oneOf('kind', domain_kind/* backupKinds */.A, 'full');
    const lostTables = reader.lines('lost-tables');
    if (lostTables.length > 0 && kind !== 'full') {
        throw new domain_failure/* Failure */.HR('input-invalid', `input "lost-tables" needs the rows of a full backup, and "kind" is ${kind}`, {
            hint: 'leave out "lost-tables", or drill a backup of kind: full',
        });
    }
    return {
        reader,
        sourceName: (0,object_key/* parseSourceName */.mN)(reader.required('source')),
        kind,
        lostTables,
        selector: (0,backup_selector/* parseSelector */.Pl)(reader.text('backup', 'latest')),
        publishesStatus: reader.flag('publish-status', false),
        targets: {
            ...(rto !== '' && { rtoSeconds: (0,duration/* parseDuration */.E9)(rto, 'rto-target') }),
            ...(rpo !== '' && { rpoSeconds: (0,duration/* parseDuration */.E9)(rpo, 'rpo-target') }),
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
    const limit = `expected a moment within ${(0,duration/* formatDuration */.a3)(newerThanSeconds)} before the snapshot of ${snapshotAt.toISOString()}`;
    const single = singleValue(rows);
    if ('problem' in single)
        return `${limit}, ${single.problem}`;
    const moment = parseMoment(single.value);
    if (moment === undefined)
        return `${limit}, found ${shown(single.value)}, which is no moment`;
    const ageSeconds = (snapshotAt.getTime() - moment.getTime()) / 1000;
    return ageSeconds <= newerThanSeconds
        ? undefined
        : `${limit}, found ${single.value}, ${(0,duration/* formatDuration */.a3)(ageSeconds)} before it`;
}
/**
 * Whether a plan reads an index, by the words that the engines put before its name: PostgreSQL `Index Scan using x on t` and
 * `Bitmap Index Scan on x`, others `Index lookup on t using x`.
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

// EXTERNAL MODULE: ./src/actions/user-command.ts
var user_command = __webpack_require__(35384);
;// CONCATENATED MODULE: ./src/actions/restore-verify/smoke-test.ts



/**
 * A command of the user's own against the copy, which it finds by `MUSTER_SANDBOX_URL`, and which the engine's usual clients reach without an
 * option. It has to exit with 0 in time. One that is not there says nothing about the backup.
 */
function smokeTest(test) {
    return async ({ url, sandbox }, signal) => {
        const { variables: env } = await (0,registry/* commandEnvironmentFor */._p)('MUSTER_SANDBOX_URL', url, sandbox.scratch);
        const end = await (0,user_command/* runUserCommand */.w)({ ...test, env }, signal);
        if (end === undefined)
            return [];
        const { reason: detail, isMissing } = end;
        if (!isMissing)
            return [{ code: 'smoke-test-failed', subject: 'smoke-test', detail }];
        throw new domain_failure/* Failure */.HR('command-failed', `the smoke test could not be carried out: it ${detail}`, {
            hint: 'install on the machine what it calls, or correct the path, which begins at / or at the workspace',
        });
    };
}

;// CONCATENATED MODULE: ./src/actions/restore-verify/wire.ts




















const smokeTestSeconds = 15 * 60;
/** `restore-verify`: restores a backup into a throwaway server and says whether it is proven. */
async function restoreVerify(context) {
    const { runtime, launcher, clock } = context;
    const { reader, lostTables, ...inputs } = readInputs(runtime);
    const client = reader.text('client', 'auto');
    const { searchPath, run, signal } = runtime;
    const sandboxes = await (0,sandboxes_registry/* openSandboxes */.uq)(sandboxInput(reader), {
        launcher,
        clock,
        extraFolders: [],
        pathFolders: searchPath.split(external_node_path_.delimiter).filter(Boolean),
        root: (0,external_node_os_.tmpdir)(),
        runId: run.id,
        environmentFor: registry/* commandEnvironmentFor */._p,
    });
    const swept = await sandboxes.sweep();
    if (swept > 0)
        runtime.info(`removed ${swept} sandboxes that earlier runs left behind`);
    const stores = await (0,store_input/* storesInput */.lM)(reader, 'store', context);
    const targetFor = (url) => (0,registry/* openTarget */.Ap)({ url: new secret/* Secret */.zh(url), launcher, client, searchPath });
    const verified = await verifyBackup({
        ...context,
        ...inputs,
        stores: stores.map(({ store }) => store),
        keys: (0,sealing_input/* openingInput */.d6)(reader),
        restorerFor: (engine) => (0,registry/* openRestorer */.xG)(engine, { launcher, client, searchPath }),
        sandboxes,
        checks: await checksInput(reader, context),
        ...smokeTestInput(reader, context),
        ...(lostTables.length > 0 && { rehearsal: { tables: lostTables, targetFor } }),
        run,
        signal,
    });
    const { manifest, manifestSha256, worth: verdict } = verified;
    const unpublished = inputs.publishesStatus
        ? await (0,publish_status/* publishStatus */.G)({ manifest, manifestSha256, verdict }, context)
        : undefined;
    await report(verified, context);
    if (unpublished !== undefined)
        throw unpublished;
}
function sandboxInput(reader) {
    const text = reader.text('sandbox', 'auto');
    if (!text.includes('://'))
        return (0,sandboxes_registry/* parseSandboxChoice */.y4)(text);
    (0,connection_input/* maskPassword */.yE)(text, reader, 'the password in input "sandbox"'); // the user's own command gets it in the URL of the copy
    return (0,sandboxes_registry/* parseSandboxChoice */.y4)(reader.secret('sandbox')?.reveal() ?? text);
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
    const { manifest, verdict, measured, rehearsed, compared, findings, gaps, notes } = verified;
    const failure = failureOf(verified);
    runtime.output('backup-id', manifest.id);
    runtime.output('verdict', verdict);
    if (measured !== undefined) {
        runtime.output('rto-seconds', (rehearsed ? rehearsed.seconds : measured.rtoSeconds).toFixed(1));
        runtime.output('rpo-seconds', measured.rpoSeconds.toFixed(1));
    }
    await (0,output_report/* outputReport */.w)(runtime, 'report', `drill-${manifest.id}`, verified);
    await runtime.summary(verificationSummary(verified), failure);
    for (const { code, subject, detail } of findings.slice(0, shownFindings))
        runtime.result(`${code}: ${subject}: ${detail}`);
    for (const gap of gaps)
        runtime.result(`could not be compared: ${gap}`);
    for (const note of notes)
        runtime.result(note);
    if (measured !== undefined) {
        const times = `RTO ${(0,duration/* formatDuration */.a3)(measured.rtoSeconds)}, RPO ${ageInWords(measured.rpoSeconds)}`;
        const size = compared === undefined ? '' : ` (compared ${(0,fingerprint/* sizeInWords */._)(compared)})`;
        runtime.result(`backup ${manifest.id}: ${verdict}${size}, ${times}`);
    }
    if (rehearsed !== undefined)
        runtime.result(`${rehearsed.tables.join(', ')}: back in the copy after ${(0,duration/* formatDuration */.a3)(rehearsed.seconds)}`);
    if (failure !== undefined)
        throw failure;
}
/** Why the step is red. */
function failureOf({ manifest, verdict, findings, gaps, failure }) {
    if (verdict === 'proven')
        return undefined;
    if (failure !== undefined)
        return unproven({ manifest, verdict }, failure);
    const [first] = findings;
    if (first !== undefined) {
        const more = findings.length > 1 ? ` and ${findings.length - 1} more` : '';
        const what = `${first.subject} ${first.detail} (${first.code})${more}`;
        return new domain_failure/* Failure */.HR('verification-failed', `backup ${manifest.id} failed: ${what}`);
    }
    return new domain_failure/* Failure */.HR('could-not-tell', `backup ${manifest.id} is not proven: ${gaps[0] ?? 'nothing was compared'}`);
}
const shownFindings = 20;
/** A failure of the environment leaves open what the backup is worth. */
function unproven({ manifest, verdict }, failure) {
    const code = verdict === 'failed' ? failure.code : 'could-not-tell';
    return new domain_failure/* Failure */.HR(code, `backup ${manifest.id}: ${failure.message}`, { hint: failure.hint, cause: failure });
}


/***/ }),

/***/ 77683:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Er: () => (/* binding */ statusName),
/* harmony export */   O4: () => (/* binding */ statusFormat),
/* harmony export */   RT: () => (/* binding */ serializeStatus),
/* harmony export */   i$: () => (/* binding */ parseStatus)
/* harmony export */ });
/* unused harmony export isStatusName */
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24456);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76040);
/* harmony import */ var _record_reader_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92559);




const statusFormat = 'muster/status/v1';
/**
 * The name of the artifact with a source's status. A run that publishes more than one numbers them from the second on; the sign in between
 * is in no source's name.
 */
function statusName(source, number = 1) {
    return `muster-status-${source}${number === 1 ? '' : `~${number}`}`;
}
/** Whether an artifact's name is one of those of a source. */
function isStatusName(name, source) {
    return name === statusName(source) || (name.startsWith(`${statusName(source)}~`) && /~\d+$/.test(name));
}
/** The status as it is published. */
function serializeStatus(status) {
    return `${JSON.stringify(status, null, 2)}\n`;
}
/** Reads a status as it came from an artifact. @throws Failure `status-invalid` that says which part is wrong */
function parseStatus(text, where) {
    const root = (0,_record_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .readRecord */ .a)(text, 'status-invalid', where);
    const format = root.text('format');
    if (format !== statusFormat) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('status-invalid', `${where}: unknown format ${JSON.stringify(format)}`, {
            hint: `this version reads ${statusFormat}; use the same version of Muster in both workflows`,
        });
    }
    const backup = root.text('backup');
    if (!(0,_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .isBackupId */ ["if"])(backup))
        return root.reject('backup', 'is not a backup id');
    const manifestSha256 = root.text('manifestSha256');
    if (!/^[0-9a-f]{64}$/.test(manifestSha256))
        root.reject('manifestSha256', 'is not a SHA-256 digest');
    const hasVerdict = root.has('verdict') && !root.isNull('verdict');
    return {
        format,
        source: root.text('source'),
        kind: root.oneOf('kind', _kind_js__WEBPACK_IMPORTED_MODULE_3__/* .backupKinds */ .A),
        backup,
        snapshotAt: root.moment('snapshotAt'),
        manifestSha256,
        verdict: hasVerdict ? root.oneOf('verdict', ['proven', 'failed', 'could-not-tell']) : null,
        verifiedAt: hasVerdict ? root.moment('verifiedAt') : null,
        run: root.text('run'),
    };
}


/***/ }),

/***/ 97975:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ portabilitySection),
/* harmony export */   y: () => (/* binding */ foldedPortability)
/* harmony export */ });
/* harmony import */ var _domain_counted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63714);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54285);


/** What a person has to know before a restore on another server; empty where nothing is recorded. */
function portabilitySection(manifest) {
    const notes = notesOf(manifest);
    return notes === '' ? '' : `For a restore on another server:\n\n${notes}`;
}
/** The same for a page that is read beside the one of the backup, which says it already. */
function foldedPortability(manifest) {
    const things = (0,_domain_counted_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .h)(manifest.portability?.length ?? 0, 'thing');
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .folded */ .TM)(`for a restore on another server: ${things} to know`, notesOf(manifest));
}
function notesOf({ portability = [] }) {
    if (portability.length === 0)
        return '';
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['about', 'to know'], portability.map(({ topic, detail }) => [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(topic), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(detail)]));
}


/***/ }),

/***/ 2472:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lf: () => (/* binding */ seriesOf),
/* harmony export */   UX: () => (/* binding */ missingServer),
/* harmony export */   uq: () => (/* binding */ openSandboxes),
/* harmony export */   y4: () => (/* binding */ parseSandboxChoice)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94006);
/* harmony import */ var _domain_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96130);



/**
 * What the input `sandbox` says.
 *
 * @throws Failure `input-invalid`, without the text, which may hold a password.
 */
function parseSandboxChoice(text) {
    const choice = text.trim();
    if (choice === 'auto' || choice === 'local' || choice === 'docker')
        return choice;
    if (/^(?:postgres(?:ql)?|mysql|mariadb):\/\//.test(choice))
        return { url: new _domain_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh(choice) };
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', 'input "sandbox" is neither auto, local, docker nor a URL', {
        hint: `write auto, local, docker or a URL such as postgresql://user:password@host:5432/postgres${(0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(choice, ['auto', 'local', 'docker'])}`,
    });
}
/** The provider of the choice; its code is loaded only then. */
async function openSandboxes(choice, options) {
    if (choice === 'local')
        return (await __webpack_require__.e(/* import() */ 65).then(__webpack_require__.bind(__webpack_require__, 11065))).localSandboxes(options);
    if (choice === 'docker')
        return (await __webpack_require__.e(/* import() */ 766).then(__webpack_require__.bind(__webpack_require__, 7766))).dockerSandboxes(options);
    if (choice === 'auto')
        return automatic(options);
    return (await __webpack_require__.e(/* import() */ 784).then(__webpack_require__.bind(__webpack_require__, 85784))).givenSandboxes({ ...options, url: choice.url });
}
/** Why no private server of that flavour and version can be started on this machine; undefined where one can. */
async function missingServer(server, options) {
    return await (await __webpack_require__.e(/* import() */ 65).then(__webpack_require__.bind(__webpack_require__, 11065))).missingPrograms({ server, settings: {} }, options);
}
/** The part of a version that a sandbox shares with its source, such as `17` or `10.11`. @throws Failure `sandbox-unavailable` */
async function seriesOf(flavour, version) {
    const { flavours } = await __webpack_require__.e(/* import() */ 709).then(__webpack_require__.bind(__webpack_require__, 27709));
    const found = flavours.get(flavour);
    if (found !== undefined)
        return found.series(version);
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('sandbox-unavailable', `there is no server for backups of the flavour ${JSON.stringify(flavour)}`, {
        hint: `flavours that have one: ${[...flavours.keys()].join(', ')}`,
    });
}
/** Decides at each start, since only then it is known which version is needed. */
async function automatic(options) {
    const { localSandboxes, missingPrograms } = await __webpack_require__.e(/* import() */ 65).then(__webpack_require__.bind(__webpack_require__, 11065));
    const { dockerSandboxes, hasDocker } = await __webpack_require__.e(/* import() */ 766).then(__webpack_require__.bind(__webpack_require__, 7766));
    const local = localSandboxes(options);
    const docker = dockerSandboxes(options);
    return {
        async start(need, signal) {
            const missing = await missingPrograms(need, options);
            if (missing === undefined)
                return local.start(need, signal);
            if (await hasDocker(options.launcher))
                return docker.start(need, signal);
            throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(missing.code, `${missing.message}, and no docker engine answers`, {
                hint: `${missing.hint}, or start docker`,
            });
        },
        sweep: async () => (await local.sweep()) + (await docker.sweep()),
    };
}


/***/ })

};
