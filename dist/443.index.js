export const id = 443;
export const ids = [443];
export const modules = {

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
/** Reads a record as it came from a store. @throws Failure `status-invalid` that says which part is wrong */
function parseGateRecord(text, where) {
    const root = (0,_record_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .readRecord */ .a)(text, 'status-invalid', where);
    const format = root.text('format');
    if (format !== gateFormat)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('status-invalid', `${where}: unknown format ${JSON.stringify(format)}`);
    const backup = root.text('backup');
    if (!(0,_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .isBackupId */ ["if"])(backup))
        return root.reject('backup', 'is not a backup id');
    return {
        format,
        repository: root.text('repository'),
        pullRequest: root.count('pullRequest'),
        commit: root.text('commit'),
        source: root.text('source'),
        kind: root.oneOf('kind', _kind_js__WEBPACK_IMPORTED_MODULE_3__/* .backupKinds */ .A),
        backup,
        manifestSha256: root.text('manifestSha256'),
        judgedAt: root.moment('judgedAt'),
        run: root.text('run'),
    };
}


/***/ }),

/***/ 56535:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HW: () => (/* binding */ parseMaxShrink),
/* harmony export */   Tw: () => (/* binding */ reasonToHalt),
/* harmony export */   di: () => (/* binding */ defaultMaxShrink)
/* harmony export */ });
/* harmony import */ var _bytes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27207);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49815);



/** By how much the newest backup may be smaller than those before it: a fraction from 0 to 1. */
const defaultMaxShrink = 0.5;
/** So many backups before the newest say what size is usual: enough for a median, few enough to follow a source that grows. */
const usualCount = 10;
/**
 * The fraction that a text such as `50%` means.
 *
 * @throws Failure `input-invalid`.
 */
function parseMaxShrink(text) {
    const percent = /^(\d{1,3})\s*%$/.exec(text.trim())?.[1];
    if (percent === undefined || Number(percent) > 100) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('input-invalid', `input "max-shrink" is not a share: ${JSON.stringify(text)}`, {
            hint: 'write a percentage from 0% to 100%, such as 50%',
        });
    }
    return Number(percent) / 100;
}
/**
 * Why nothing may be removed now, or undefined. `entries` are of one source and kind, newest first, and not dated in the future. Pruning
 * stops where the newest backup cannot be read, has lost objects, failed its drill or has shrunk, and where the last drill of any backup
 * failed: in each of these cases an older backup may be the one that is needed.
 */
function reasonToHalt(entries, maxShrink) {
    const [newest, ...previous] = entries;
    if (newest === undefined)
        return undefined;
    const { id } = newest.address;
    if (newest.unreadable !== undefined)
        return `the manifest of the newest backup ${id} cannot be used: ${newest.unreadable}`;
    if (newest.faults.length > 0)
        return `the newest backup ${id} is not whole: ${newest.faults.join(', ')}`;
    if (lastDecision([newest])?.verdict === 'failed')
        return `the newest backup ${id} failed its drill`;
    const last = lastDecision(entries);
    if (last?.verdict === 'failed')
        return `the last drill failed, that of ${last.backup}`;
    return shrinkage(newest, previous.filter((entry) => (0,_trust_js__WEBPACK_IMPORTED_MODULE_2__/* .isWhole */ .wP)(entry) === (0,_trust_js__WEBPACK_IMPORTED_MODULE_2__/* .isWhole */ .wP)(newest)), maxShrink);
}
function lastDecision(entries) {
    return entries
        .flatMap((entry) => entry.verifications.find(({ verdict }) => verdict !== 'could-not-tell') ?? [])
        .reduce((last, next) => (last === undefined || isLater(next, last) ? next : last), undefined);
}
function isLater(one, other) {
    const seconds = Date.parse(one.finishedAt) - Date.parse(other.finishedAt);
    // at the same moment the bad news counts
    return seconds > 0 || (seconds === 0 && one.verdict === 'failed');
}
/** Sizes are compared before compression and encryption, so that another compression is no alarm. */
function shrinkage(newest, previous, maxShrink) {
    const readable = previous.filter((entry) => entry.manifest !== undefined);
    const proven = readable.filter((entry) => entry.proven);
    const usual = median((proven.length > 0 ? proven : readable).slice(0, usualCount).map((entry) => entry.plainSizeBytes));
    if (usual === undefined || newest.plainSizeBytes >= usual * (1 - maxShrink))
        return undefined;
    const sizes = `${(0,_bytes_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(newest.plainSizeBytes)} where ${(0,_bytes_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(usual)} is usual`;
    return `the newest backup ${newest.address.id} has shrunk to ${sizes}`;
}
function median(numbers) {
    const sorted = numbers.toSorted((a, b) => a - b);
    const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
    return low === undefined || high === undefined ? undefined : (low + high) / 2;
}


/***/ }),

/***/ 55112:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  V: () => (/* binding */ clockToleranceSeconds),
  S: () => (/* binding */ planRetention)
});

// EXTERNAL MODULE: ./src/domain/catalog.ts
var catalog = __webpack_require__(65215);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/retention/guards.ts
var guards = __webpack_require__(56535);
// EXTERNAL MODULE: ./src/domain/retention/policy.ts
var retention_policy = __webpack_require__(80295);
// EXTERNAL MODULE: ./src/domain/duration.ts
var duration = __webpack_require__(34678);
;// CONCATENATED MODULE: ./src/domain/retention/calendar.ts
/** The spans of the calendar in which a policy keeps one backup each. */
const calendarUnits = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'];
const daySeconds = 86_400;
/** A text that is the same for two moments if and only if they lie in the same hour, day, ISO week, month or year; UTC. */
function spanOf(moment, unit) {
    const iso = moment.toISOString();
    switch (unit) {
        case 'hourly':
            return iso.slice(0, -11);
        case 'daily':
            return iso.slice(0, -14);
        case 'weekly':
            return mondayOf(moment).toISOString().slice(0, -14);
        case 'monthly':
            return iso.slice(0, -17);
        case 'yearly':
            return iso.slice(0, -20);
    }
}
/** ISO weeks begin on Monday; the Monday names the week without the corner cases of week numbers. */
function mondayOf(moment) {
    const daysSinceMonday = (moment.getUTCDay() + 6) % 7;
    return new Date(moment.getTime() - daysSinceMonday * daySeconds * 1000);
}

// EXTERNAL MODULE: ./src/domain/retention/trust.ts
var trust = __webpack_require__(49815);
;// CONCATENATED MODULE: ./src/domain/retention/rules.ts



/**
 * The reasons for which a policy keeps each of some backups, in the order of `forever`, `latest-1`, `within 30 d`, `hourly-1` … `yearly-1`.
 * `entries` are newest first. Backups that no rule keeps have an empty list.
 */
function reasonsToKeep(entries, policy, now) {
    const reasons = new Map(entries.map((entry) => [entry, []]));
    const keep = (entry, because) => void reasons.get(entry)?.push(because);
    for (const entry of entries)
        if (isForEver(entry, policy))
            keep(entry, 'forever');
    entries.slice(0, policy.keepLast).forEach((entry, index) => keep(entry, `latest-${index + 1}`));
    const oldest = Math.min(now.getTime(), newestMoment(entries)) - policy.keepWithin * 1000;
    for (const entry of entries) {
        if (policy.keepWithin > 0 && entry.snapshotAt.getTime() >= oldest) {
            keep(entry, `within ${(0,duration/* formatDuration */.a3)(policy.keepWithin)}`);
        }
    }
    for (const unit of calendarUnits) {
        const kept = onePerSpan(entries, unit).slice(0, countFor(policy, unit));
        kept.forEach((entry, index) => keep(entry, `${unit}-${index + 1}`));
    }
    return reasons;
}
/**
 * `keepWithin` counts back from the newest backup, which is now where backups are made: when they stop being made, or the clock of this
 * machine jumps ahead, the passing of time by itself removes nothing.
 */
function newestMoment(entries) {
    return entries[0]?.snapshotAt.getTime() ?? Infinity;
}
function isForEver(entry, { keepForever }) {
    return typeof keepForever === 'boolean' ? keepForever : keepForever.includes(entry.address.id);
}
/** For each hour, day … that has backups, newest first, the one that stands for it. */
function onePerSpan(entries, unit) {
    const spans = Map.groupBy(entries, (entry) => spanOf(entry.snapshotAt, unit));
    return [...spans.values()].flatMap((span) => representative(span) ?? []);
}
/** The newest that is trusted; else the newest of which nothing bad is known; else the newest. */
function representative(span) {
    return span.find(trust/* isTrusted */.W2) ?? span.find((entry) => !(0,trust/* isKnownBad */.rI)(entry)) ?? span[0];
}
function countFor(policy, unit) {
    switch (unit) {
        case 'hourly':
            return policy.keepHourly;
        case 'daily':
            return policy.keepDaily;
        case 'weekly':
            return policy.keepWeekly;
        case 'monthly':
            return policy.keepMonthly;
        case 'yearly':
            return policy.keepYearly;
    }
}

;// CONCATENATED MODULE: ./src/domain/retention/plan.ts






/** Clocks of a source and of a runner may differ by this much before a backup counts as dated in the future. */
const clockToleranceSeconds = 3600;
/**
 * Decides which backups of one source and kind to keep. Age alone removes nothing: a backup goes only if no rule keeps it and a newer one
 * is trusted (see `isTrusted`), newer by the clock of the source and by that of the runner. Backups that cannot be judged, since their manifest cannot be read or they are dated in the future, are
 * kept; they take no slot of the policy and let no other backup go. Backups of chosen tables have slots of their own, and let none of the whole
 * go. The order of `entries` does not matter.
 *
 * @throws Failure `policy-empty` where the policy keeps nothing.
 */
function planRetention(entries, policy, now, options = { maxShrink: guards/* defaultMaxShrink */.di }) {
    const sorted = (0,catalog/* newestFirst */.l)(entries);
    const kind = kindOf(sorted);
    if (kind === undefined)
        return { keep: [], remove: [], halted: undefined, guardian: undefined };
    (0,retention_policy/* assertKeepsSomething */.J)(policy, kind);
    const latest = now.getTime() + clockToleranceSeconds * 1000;
    const future = sorted.filter((entry) => entry.snapshotAt.getTime() > latest);
    const present = sorted.slice(future.length);
    const judged = present.filter((entry) => entry.manifest !== undefined);
    const halted = (0,guards/* reasonToHalt */.Tw)(present, options.maxShrink);
    const guardianAt = guardianIn(present);
    const guardian = present[guardianAt];
    const rules = new Map([true, false].flatMap((whole) => [
        ...reasonsToKeep(judged.filter((entry) => (0,trust/* isWhole */.wP)(entry) === whole), policy, now),
    ]));
    const decide = (entry, index) => {
        if (entry.manifest === undefined)
            return { entry, because: ['manifest unreadable: kept for a person to look at'] };
        const because = [
            ...(rules.get(entry) ?? []),
            ...guard(index, guardianAt, kind),
            ...(index > guardianAt ? late(entry, guardian) : []),
        ];
        return { entry, because: because.length === 0 && halted !== undefined ? ['pruning is halted'] : because };
    };
    const decisions = [
        ...future.map((entry) => ({ entry, because: ['dated in the future'] })),
        ...present.map((entry, index) => decide(entry, index)),
    ];
    return { ...split(decisions, guardian), halted, guardian };
}
/** Where the newest trusted backup is. One of chosen tables stands for no backup of the whole, so it is asked only where there is no other. */
function guardianIn(present) {
    const hasWhole = present.some(trust/* isWhole */.wP);
    return present.findIndex((entry) => (0,trust/* isTrusted */.W2)(entry) && ((0,trust/* isWhole */.wP)(entry) || !hasWhole));
}
/** Why the backup at `index`, counted from the newest, stays whatever the policy says; empty where it may go. */
function guard(index, guardianAt, kind) {
    if (index === guardianAt)
        return [`newest ${(0,trust/* wordForTrust */.i1)(kind)}`];
    return guardianAt === -1 || index < guardianAt ? [`nothing newer is ${(0,trust/* wordForTrust */.i1)(kind)}`] : [];
}
/**
 * Snapshots are dated by the clock of their source. Where that was set back, the newest backups look like the oldest ones: what the runner
 * made after the guardian is none that the guardian stands for.
 */
function late({ manifest }, guardian) {
    if (manifest === undefined || guardian?.manifest === undefined)
        return [];
    if (Date.parse(manifest.startedAt) <= Date.parse(guardian.manifest.startedAt))
        return [];
    return [`dated before ${guardian.address.id}, but made after it`];
}
function split(decisions, guardian) {
    const keep = decisions.filter(({ because }) => because.length > 0);
    const unwanted = decisions.filter(({ because }) => because.length === 0);
    if (guardian === undefined)
        return { keep, remove: [] };
    const { id, kind } = guardian.address;
    const because = [`no rule keeps it, and ${id} is newer and ${(0,trust/* wordForTrust */.i1)(kind)}`];
    return { keep, remove: unwanted.map(({ entry }) => ({ entry, because })) };
}
/** A mixed list would let a backup of one database go because another one's is proven. */
function kindOf(entries) {
    const first = entries[0]?.address;
    if (entries.some(({ address }) => address.kind !== first?.kind || address.source !== first.source)) {
        throw new failure/* Failure */.HR('bug', 'a retention plan was asked for backups of several sources or kinds');
    }
    return first?.kind;
}


/***/ }),

/***/ 80295:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ assertKeepsSomething),
/* harmony export */   O: () => (/* binding */ parsePolicy)
/* harmony export */ });
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24456);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34678);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50596);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76040);




/**
 * Reads a policy from the inputs `keep-last`, `keep-within`, `keep-hourly` … `keep-yearly` and `keep-forever`. `14` holds for every kind;
 * `14, schema=30` says another number for one kind. `keep-forever` is `true`, `false`, or ids and kinds. `get` gives the text of an
 * input, empty where it is not given.
 *
 * @throws Failure `input-invalid` that names the input, or `policy-empty` where one of `kinds` would keep nothing.
 */
function parsePolicy(get, kinds = _kind_js__WEBPACK_IMPORTED_MODULE_3__/* .backupKinds */ .A) {
    const counts = (input) => perKind(get(input), input, parseCount);
    const last = counts('keep-last');
    const within = perKind(get('keep-within'), 'keep-within', _duration_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDuration */ .E9);
    const [hourly, daily, weekly] = [counts('keep-hourly'), counts('keep-daily'), counts('keep-weekly')];
    const [monthly, yearly] = [counts('keep-monthly'), counts('keep-yearly')];
    const forever = parseForever(get('keep-forever'));
    const policyOf = (kind) => ({
        keepLast: last(kind),
        keepWithin: within(kind),
        keepHourly: hourly(kind),
        keepDaily: daily(kind),
        keepWeekly: weekly(kind),
        keepMonthly: monthly(kind),
        keepYearly: yearly(kind),
        keepForever: forever(kind),
    });
    const policy = Object.fromEntries(_kind_js__WEBPACK_IMPORTED_MODULE_3__/* .backupKinds */ .A.map((kind) => [kind, policyOf(kind)]));
    for (const kind of kinds)
        assertKeepsSomething(policy[kind], kind);
    return policy;
}
/**
 * Checks that a policy has a rule that goes on keeping backups. Ids alone are none: they name backups of the past.
 *
 * @throws Failure `policy-empty`.
 */
function assertKeepsSomething(policy, kind) {
    const { keepForever, ...rules } = policy;
    if (keepForever === true || Object.values(rules).some((amount) => amount > 0))
        return;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('policy-empty', `the policy keeps no backup of kind ${kind}`);
}
function perKind(text, input, parse) {
    const amounts = new Map();
    for (const term of termsOf(text)) {
        const [, kind = '', amount = ''] = /^(?:(.*?)\s*=\s*)?(.*)$/.exec(term) ?? [];
        if (kind !== '' && !(0,_kind_js__WEBPACK_IMPORTED_MODULE_3__/* .isBackupKind */ .J)(kind))
            throw unusable(input, term, `kinds are ${_kind_js__WEBPACK_IMPORTED_MODULE_3__/* .backupKinds */ .A.join(', ')}`);
        if (amounts.has(kind))
            throw unusable(input, text, 'say one value for all kinds and one for each other kind');
        amounts.set(kind, parse(amount, input));
    }
    return (kind) => amounts.get(kind) ?? amounts.get('') ?? 0;
}
function parseCount(text, input) {
    if (!/^\d{1,6}$/.test(text))
        throw unusable(input, text, 'write a number, such as 14, or 14, schema=30');
    return Number(text);
}
function parseForever(text) {
    const terms = termsOf(text);
    if (terms.length === 0 || text.trim() === 'false')
        return () => false;
    if (text.trim() === 'true')
        return () => true;
    const ids = terms.filter(_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .isBackupId */ ["if"]);
    const wrong = terms.find((term) => !(0,_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .isBackupId */ ["if"])(term) && !(0,_kind_js__WEBPACK_IMPORTED_MODULE_3__/* .isBackupKind */ .J)(term));
    if (wrong !== undefined)
        throw unusable('keep-forever', wrong, 'write true, false, or ids and kinds of backups');
    return (kind) => terms.includes(kind) || (ids.length > 0 && ids);
}
function termsOf(text) {
    return text
        .split(/[,\n]/)
        .map((term) => term.trim())
        .filter((term) => term !== '');
}
function unusable(input, text, hint) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('input-invalid', `input "${input}" cannot be used: ${JSON.stringify(text)}`, { hint });
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

/***/ 49815:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W2: () => (/* binding */ isTrusted),
/* harmony export */   _g: () => (/* binding */ canBeProven),
/* harmony export */   i1: () => (/* binding */ wordForTrust),
/* harmony export */   rI: () => (/* binding */ isKnownBad),
/* harmony export */   wP: () => (/* binding */ isWhole)
/* harmony export */ });
/** Whether a drill can prove backups of this kind. Files and the output of commands have no server to be restored into. */
function canBeProven(kind) {
    return kind === 'full' || kind === 'schema';
}
/**
 * Whether a backup is good enough to let older ones go: whole in the store and proven by a drill. Where a kind cannot be proven, whole
 * must do: every object that the manifest names is there in its size, and nothing bad is known.
 */
function isTrusted(entry) {
    if (entry.manifest === undefined || entry.faults.length > 0)
        return false;
    return canBeProven(entry.address.kind) ? entry.proven : !isKnownBad(entry);
}
/** Whether something is known to be wrong with a backup: it failed its last decisive drill, or objects are missing. */
function isKnownBad(entry) {
    const decision = entry.verifications.find(({ verdict }) => verdict !== 'could-not-tell');
    return entry.faults.length > 0 || decision?.verdict === 'failed';
}
/** The word for what makes a backup of this kind trusted. */
function wordForTrust(kind) {
    return canBeProven(kind) ? 'proven' : 'whole';
}
/** Whether a backup holds all that there was; one whose manifest cannot be read is taken for it. */
function isWhole({ manifest }) {
    return manifest?.chosenTables !== true;
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
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _domain_catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65215);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50596);
/* harmony import */ var _domain_object_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16759);
/* harmony import */ var _domain_verification_record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12817);
/* harmony import */ var _catalog_listing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6828);
/* harmony import */ var _map_bounded_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(12104);







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


/***/ })

};
