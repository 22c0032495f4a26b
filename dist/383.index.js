export const id = 383;
export const ids = [383];
export const modules = {

/***/ 37917:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ joinedFailure)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);

/**
 * One failure for a run in which stores failed: the first one's code and hint, and what each one says; undefined for none.
 *
 * @param isPartial whether something was done in other stores
 */
function joinedFailure(failures, isPartial = false) {
    const [first] = failures;
    if (first === undefined || (failures.length === 1 && !isPartial))
        return first;
    const message = failures.map((failure) => failure.message).join('; ');
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(first.code, message, { hint: first.hint, cause: first, isPartial });
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

/***/ 67372:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ areOfDifferentDatabases),
/* harmony export */   y: () => (/* binding */ areRelated)
/* harmony export */ });
/**
 * Whether two backups of one source name are known to be of different databases: of another engine or flavour, of servers that do not
 * replicate from each other, or of databases with different names. What one of the two does not say is no difference. A server that is
 * upgraded into a new one, or replaced by one that replicated without telling, is another one too: nobody can know better from two manifests.
 */
function areOfDifferentDatabases(one, other) {
    const differ = (a, b) => a !== undefined && b !== undefined && a !== b;
    return (one.engine !== other.engine ||
        differ(one.server['flavour'], other.server['flavour']) ||
        differ(one.server['database-mark'], other.server['database-mark']) ||
        areRelated(one.server, other.server) === false);
}
/** Whether it is the same server, or one of those that replicate from each other; undefined where one of the two does not say which it is. */
function areRelated(one, other) {
    if (!one['system-identifier'] || !other['system-identifier'])
        return undefined;
    const family = new Set(familyOf(one));
    return familyOf(other).some((id) => family.has(id));
}
function familyOf(identity) {
    const others = identity['shares-transactions-with'] ?? '';
    return [identity['system-identifier'] ?? '', ...others.split(' ')].filter((id) => id !== '');
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
  S: () => (/* binding */ planRetention)
});

// EXTERNAL MODULE: ./src/domain/catalog.ts
var catalog = __webpack_require__(65215);
// EXTERNAL MODULE: ./src/domain/clock-tolerance.ts
var clock_tolerance = __webpack_require__(68512);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/origin.ts
var origin = __webpack_require__(67372);
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








/**
 * Decides which backups of one source and kind to keep. Age alone removes nothing: a backup goes only if no rule keeps it and a newer one of the
 * same database is trusted (see `isTrusted`), newer by the clock of the source and by that of the runner. Where one name was given to two
 * databases, or a server was replaced by another one, the newest trusted backup of each stays: what was restored from one brings the other not
 * back. Backups that cannot be judged, since their manifest cannot be read or they are dated in the future, are kept; they take no slot of the
 * policy and let no other backup go. Backups of chosen tables have slots of their own, and let none of the whole go. The order of `entries` does
 * not matter.
 *
 * @throws Failure `policy-empty` where the policy keeps nothing.
 */
function planRetention(entries, policy, now, options = { maxShrink: guards/* defaultMaxShrink */.di }) {
    const sorted = (0,catalog/* newestFirst */.l)(entries);
    const kind = kindOf(sorted);
    if (kind === undefined)
        return { keep: [], remove: [], halted: undefined };
    (0,retention_policy/* assertKeepsSomething */.J)(policy, kind);
    const future = sorted.filter(({ snapshotAt }) => (0,clock_tolerance/* isAhead */.Y)(snapshotAt, now));
    const present = sorted.slice(future.length);
    const judged = present.filter((entry) => entry.manifest !== undefined);
    const halted = (0,guards/* reasonToHalt */.Tw)(present, options.maxShrink);
    const mayGuard = guardsAmong(present);
    const rules = new Map([true, false].flatMap((whole) => [
        ...reasonsToKeep(judged.filter((entry) => (0,trust/* isWhole */.wP)(entry) === whole), policy, now),
    ]));
    const keep = future.map((entry) => ({ entry, because: ['dated in the future'] }));
    const remove = [];
    const guardians = [];
    for (const entry of present) {
        const guarding = guard(entry, guardians, mayGuard(entry));
        const because = [...(rules.get(entry) ?? []), ...(guarding.is === 'kept' ? guarding.because : [])];
        if (because.length === 0 && halted !== undefined)
            because.push('pruning is halted');
        if (guarding.is === 'let-go' && because.length === 0) {
            remove.push({ entry, guardian: guarding.by, because: [letGo(guarding.by)] });
            continue;
        }
        keep.push({ entry, because });
        if (mayGuard(entry))
            guardians.push(entry); // one that goes itself lets none go
    }
    return { keep, remove, halted };
}
/** Who may let others go. A backup of chosen tables stands for no backup of the whole, so it is asked only where there is no other. */
function guardsAmong(present) {
    const hasWhole = present.some(trust/* isWhole */.wP);
    return (entry) => (0,trust/* isTrusted */.W2)(entry) && ((0,trust/* isWhole */.wP)(entry) || !hasWhole);
}
/** Why a backup stays whatever the policy says, or which of the `guardians` that are newer lets it go. */
function guard(entry, guardians, isGuardian) {
    if (entry.manifest === undefined)
        return { is: 'kept', because: ['manifest unreadable: kept for a person to look at'] };
    const by = guardians.find((guardian) => !isOfAnother(entry, guardian));
    if (by === undefined)
        return { is: 'kept', because: [unguarded(entry, guardians[0], isGuardian)] };
    if (isLate(entry, by))
        return { is: 'kept', because: [`dated before ${by.address.id}, but made after it`] };
    return { is: 'let-go', by };
}
function unguarded({ address }, stranger, isGuardian) {
    const word = (0,trust/* wordForTrust */.i1)(address.kind);
    if (stranger === undefined)
        return isGuardian ? `newest ${word}` : `nothing newer is ${word}`;
    const what = isGuardian ? `newest ${word} of its database` : `nothing newer of its database is ${word}`;
    return `${what}: ${stranger.address.id} is of another database or server`;
}
function isOfAnother({ manifest: one }, { manifest: other }) {
    return one !== undefined && other !== undefined && (0,origin/* areOfDifferentDatabases */.l)(one, other);
}
/**
 * Snapshots are dated by the clock of their source. Where that was set back, the newest backups look like the oldest ones: what the runner
 * made after the guardian is none that the guardian stands for.
 */
function isLate({ manifest: one }, { manifest: guardian }) {
    if (one === undefined || guardian === undefined)
        return false;
    return Date.parse(one.startedAt) > Date.parse(guardian.startedAt);
}
function letGo({ address: { id, kind } }) {
    return `no rule keeps it, and ${id} is newer and ${(0,trust/* wordForTrust */.i1)(kind)}`;
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
    const within = perKind(get('keep-within'), 'keep-within', parseWithin);
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
/** Other programs write months as `6m`: whoever meant them would be left with the backups of six minutes. */
function parseWithin(text, input) {
    if (/\d\s*[sm]/i.test(text))
        throw unusable(input, text, 'write hours, days or weeks, such as 12h or 30d; six months are 180d');
    return (0,_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDuration */ .E9)(text, input);
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

/***/ 11197:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b6: () => (/* binding */ aligned),
/* harmony export */   g$: () => (/* binding */ printable),
/* harmony export */   yd: () => (/* binding */ cutTo)
/* harmony export */ });
/** Rows of text as lines, indented by two, each column as wide as its widest cell. The rows have the same number of cells. */
function aligned(rows) {
    const widths = (rows[0] ?? []).map((_, column) => rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0));
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
