export const id = 914;
export const ids = [914];
export const modules = {

/***/ 4914:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prune: () => (/* binding */ prune)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 1 modules
var failure = __webpack_require__(5380);
// EXTERNAL MODULE: ./src/domain/bytes.ts
var domain_bytes = __webpack_require__(7207);
// EXTERNAL MODULE: ./src/domain/duration.ts
var duration = __webpack_require__(4678);
;// CONCATENATED MODULE: ./src/report/prune-plan-text.ts


/** A prune plan for a log: one line for each backup, in columns. */
function prunePlanText(plan) {
    const mode = plan.dryRun ? ' (dry run: nothing is removed)' : '';
    const head = `prune ${plan.source} in ${plan.store}, ${plan.madeAt}${mode}`;
    return [head, ...plan.kinds.flatMap(kindLines)].map(printable).join('\n') + '\n';
}
/** The age of a backup for people. */
function ageOf({ ageSeconds }) {
    return ageSeconds < 0 ? `in ${(0,duration/* formatDuration */.a)(-ageSeconds)}` : (0,duration/* formatDuration */.a)(ageSeconds);
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
/** Keys and messages come from the store: one line stays one line, and no control sequence reaches the log. */
function printable(line) {
    return line.replace(/\p{Cc}+/gu, ' ').trimEnd();
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
        ...aligned(rows),
        ...aligned(plan.rests.map(({ decision, what, at, since, because }) => [decision, what, at, since, because])),
        ...(plan.strays.length === 0 ? [] : [`left alone: ${plan.strays.length} keys that belong to no backup`]),
    ];
}
function aligned(rows) {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`);
}

;// CONCATENATED MODULE: ./src/report/prune-plan-markdown.ts


/** A step's summary has 1 MiB; so many rows for each kind stay far below it and are more than anybody reads. */
const rowLimit = 200;
/** A prune plan for a step's summary: what it comes to first, then a table with what is removed on top. */
function prunePlanMarkdown(plan) {
    const title = `## Prune ${escaped(plan.source)} in ${escaped(plan.store)}${plan.dryRun ? ' (dry run)' : ''}`;
    return [title, ...plan.kinds.map(kindSection)].join('\n\n') + '\n';
}
function kindSection(plan) {
    const sections = [`### ${plan.kind}: ${planSummary(plan)}`];
    if (plan.halted !== null)
        sections.push(`> **Halted, nothing is removed:** ${escaped(plan.halted)}`);
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
        backup.because.map(escaped).join(', '),
    ]);
    return table(['backup', 'age', 'size', 'proof', 'decision', 'because'], rows);
}
function restTable(rests) {
    const rows = rests.map(({ what, at, since, decision, because }) => [
        what,
        escaped(at),
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
/** Keys and messages come from the store: they must not become markup. */
function escaped(text) {
    return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#~&!]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// EXTERNAL MODULE: ./src/domain/catalog.ts
var catalog = __webpack_require__(5215);
;// CONCATENATED MODULE: ./src/domain/retention/guards.ts


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
        throw new failure/* Failure */.HR('input-invalid', `input "max-shrink" is not a share: ${JSON.stringify(text)}`, {
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
    return shrinkage(newest, previous, maxShrink);
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
    const sizes = `${(0,domain_bytes/* formatBytes */.z)(newest.plainSizeBytes)} where ${(0,domain_bytes/* formatBytes */.z)(usual)} is usual`;
    return `the newest backup ${newest.address.id} has shrunk to ${sizes}`;
}
function median(numbers) {
    const sorted = numbers.toSorted((a, b) => a - b);
    const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
    return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

// EXTERNAL MODULE: ./src/domain/backup-id.ts
var backup_id = __webpack_require__(4456);
// EXTERNAL MODULE: ./src/domain/kind.ts
var domain_kind = __webpack_require__(6040);
;// CONCATENATED MODULE: ./src/domain/retention/policy.ts




/**
 * Reads a policy from the inputs `keep-last`, `keep-within`, `keep-hourly` … `keep-yearly` and `keep-forever`. `14` holds for every kind;
 * `14, schema=30` says another number for one kind. `keep-forever` is `true`, `false`, or ids and kinds. `get` gives the text of an
 * input, empty where it is not given.
 *
 * @throws Failure `input-invalid` that names the input, or `policy-empty` where one of `kinds` would keep nothing.
 */
function parsePolicy(get, kinds = domain_kind/* backupKinds */.A) {
    const counts = (input) => perKind(get(input), input, parseCount);
    const last = counts('keep-last');
    const within = perKind(get('keep-within'), 'keep-within', duration/* parseDuration */.E);
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
    const policy = Object.fromEntries(domain_kind/* backupKinds */.A.map((kind) => [kind, policyOf(kind)]));
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
    throw new failure/* Failure */.HR('policy-empty', `the policy keeps no backup of kind ${kind}`);
}
function perKind(text, input, parse) {
    const amounts = new Map();
    for (const term of termsOf(text)) {
        const [, kind = '', amount = ''] = /^(?:(.*?)\s*=\s*)?(.*)$/.exec(term) ?? [];
        if (kind !== '' && !(0,domain_kind/* isBackupKind */.J)(kind))
            throw unusable(input, term, `kinds are ${domain_kind/* backupKinds */.A.join(', ')}`);
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
    const ids = terms.filter(backup_id/* isBackupId */["if"]);
    const wrong = terms.find((term) => !(0,backup_id/* isBackupId */["if"])(term) && !(0,domain_kind/* isBackupKind */.J)(term));
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
    return new failure/* Failure */.HR('input-invalid', `input "${input}" cannot be used: ${JSON.stringify(text)}`, { hint });
}

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

;// CONCATENATED MODULE: ./src/domain/retention/trust.ts
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
            keep(entry, `within ${(0,duration/* formatDuration */.a)(policy.keepWithin)}`);
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
    return span.find(isTrusted) ?? span.find((entry) => !isKnownBad(entry)) ?? span[0];
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
 * is trusted (see `isTrusted`). Backups that cannot be judged, since their manifest cannot be read or they are dated in the future, are
 * kept; they take no slot of the policy and let no other backup go. The order of `entries` does not matter.
 *
 * @throws Failure `policy-empty` where the policy keeps nothing.
 */
function planRetention(entries, policy, now, options = { maxShrink: defaultMaxShrink }) {
    const sorted = (0,catalog/* newestFirst */.l)(entries);
    const kind = kindOf(sorted);
    if (kind === undefined)
        return { keep: [], remove: [], halted: undefined, guardian: undefined };
    assertKeepsSomething(policy, kind);
    const latest = now.getTime() + clockToleranceSeconds * 1000;
    const future = sorted.filter((entry) => entry.snapshotAt.getTime() > latest);
    const present = sorted.slice(future.length);
    const judged = present.filter((entry) => entry.manifest !== undefined);
    const halted = reasonToHalt(present, options.maxShrink);
    const guardianAt = present.findIndex(isTrusted);
    const rules = reasonsToKeep(judged, policy, now);
    const decide = (entry, index) => {
        if (entry.manifest === undefined)
            return { entry, because: ['manifest unreadable: kept for a person to look at'] };
        const because = [...(rules.get(entry) ?? []), ...guard(index, guardianAt, kind)];
        return { entry, because: because.length === 0 && halted !== undefined ? ['pruning is halted'] : because };
    };
    const decisions = [
        ...future.map((entry) => ({ entry, because: ['dated in the future'] })),
        ...present.map((entry, index) => decide(entry, index)),
    ];
    return { ...split(decisions, present[guardianAt]), halted, guardian: present[guardianAt] };
}
/** Why the backup at `index`, counted from the newest, stays whatever the policy says; empty where it may go. */
function guard(index, guardianAt, kind) {
    if (index === guardianAt)
        return [`newest ${wordForTrust(kind)}`];
    return guardianAt === -1 || index < guardianAt ? [`nothing newer is ${wordForTrust(kind)}`] : [];
}
function split(decisions, guardian) {
    const keep = decisions.filter(({ because }) => because.length > 0);
    const unwanted = decisions.filter(({ because }) => because.length === 0);
    if (guardian === undefined)
        return { keep, remove: [] };
    const { id, kind } = guardian.address;
    const because = [`no rule keeps it, and ${id} is newer and ${wordForTrust(kind)}`];
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

;// CONCATENATED MODULE: ./src/domain/retention/prune-plan.ts

/** The backups of a retention plan as they stand in a prune plan, newest first. */
function plannedBackups(plan, now) {
    const planned = (decision) => {
        return ({ entry, because }) => ({
            id: entry.address.id,
            snapshotAt: entry.snapshotAt.toISOString(),
            ageSeconds: Math.round((now.getTime() - entry.snapshotAt.getTime()) / 1000),
            sizeBytes: entry.sizeBytes,
            standing: standingOf(entry),
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
function standingOf(entry) {
    if (entry.manifest === undefined)
        return 'unreadable';
    if (entry.faults.length > 0)
        return 'damaged';
    if (entry.proven)
        return 'proven';
    if (entry.lastVerdict === undefined && !canBeProven(entry.address.kind))
        return 'not-provable';
    const decision = entry.verifications.find(({ verdict }) => verdict !== 'could-not-tell');
    if (decision?.verdict === 'failed')
        return 'failed';
    return entry.lastVerdict === 'could-not-tell' ? 'could-not-tell' : 'unverified';
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

// EXTERNAL MODULE: ./src/pipeline/catalog-reader.ts + 1 modules
var catalog_reader = __webpack_require__(4388);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(6759);
// EXTERNAL MODULE: ./src/domain/verification/record.ts
var record = __webpack_require__(2817);
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
    if (guard === undefined || !(0,catalog_reader/* isBackup */.rk)(guard) || !isSame(guard, guardian) || !isTrusted(guard)) {
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
    return new failure/* Failure */.HR('prune-halted', `the store changed while it was pruned: ${what}`, {
        hint: 'find out what changes the store, and prune again; what was removed before this was as planned',
    });
}

;// CONCATENATED MODULE: ./src/usecases/prune-catalog.ts







/**
 * Removes what the policy does not keep from one store, and what was never finished. The plan is announced first and then carried out as
 * announced. A kind whose newest backups look wrong is halted: nothing of it is removed, its plan says why, and the other kinds go on; ask
 * `haltOf` whether to end the run red. An interrupted run leaves every listed backup whole; two runs at once do no harm.
 *
 * @throws Failure `policy-empty`, `prune-halted` where the store changes during the run, or the store's own.
 */
async function pruneCatalog(request) {
    const { store, source, kinds, policy, dryRun, clock, progress } = request;
    for (const kind of kinds)
        assertKeepsSomething(policy[kind], kind);
    progress.stage('read the catalog');
    const now = clock.now();
    const works = [];
    for (const kind of kinds)
        works.push(await planKind(request, kind, now));
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
/** The failure with which a run ends whose plan was halted, wholly or for one kind; undefined where it was not. */
function haltOf(plan) {
    const halted = plan.kinds.filter((kind) => kind.halted !== null);
    if (halted.length === 0)
        return undefined;
    const kinds = halted.map(({ kind }) => `${plan.source}/${kind}`).join(', ');
    const reasons = halted.map((kind) => kind.halted).join('; ');
    return new failure/* Failure */.HR('prune-halted', `nothing was removed of ${kinds} in ${plan.store}: ${reasons}`, {
        hint: 'take and prove a new backup and prune again; where the source did lose its data on purpose, raise `max-shrink`',
    });
}
async function planKind(request, kind, now) {
    const { store, source, policy, maxShrink, graceSeconds, signal } = request;
    const catalog = await (0,catalog_reader/* readCatalog */.uM)(store, { source, kind, signal });
    const retention = planRetention(catalog.entries, policy[kind], now, { maxShrink });
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
    const { guardian } = retention;
    if (guardian === undefined)
        return 0;
    for (const { entry } of retention.remove.toReversed()) {
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

// EXTERNAL MODULE: ./src/actions/report-file.ts
var report_file = __webpack_require__(6248);
// EXTERNAL MODULE: ./src/actions/store-input.ts + 2 modules
var store_input = __webpack_require__(9608);
// EXTERNAL MODULE: ./src/actions/input-reader.ts
var input_reader = __webpack_require__(9539);
;// CONCATENATED MODULE: ./src/actions/prune/inputs.ts







const inputNames = [
    'source',
    'store',
    'kind',
    'keep-last',
    'keep-within',
    'keep-hourly',
    'keep-daily',
    'keep-weekly',
    'keep-monthly',
    'keep-yearly',
    'keep-forever',
    'dry-run',
    'max-shrink',
    'grace',
];
/** Reads the inputs of `prune`. @throws Failure that names the input that is wrong */
function readInputs(runtime) {
    const reader = (0,input_reader/* inputReader */.c)(runtime, inputNames);
    const source = (0,object_key/* parseSourceName */.mN)(reader.required('source'));
    const kinds = readKinds(reader);
    return {
        reader,
        source,
        kinds,
        policy: parsePolicy((name) => reader.text(name), kinds),
        dryRun: reader.flag('dry-run', false),
        maxShrink: parseMaxShrink(reader.text('max-shrink', '50%')),
        graceSeconds: (0,duration/* parseDuration */.E)(reader.text('grace', '24h'), 'grace'),
    };
}
function readKinds(reader) {
    const given = reader.lines('kind');
    const wrong = given.find((kind) => !(0,domain_kind/* isBackupKind */.J)(kind));
    if (wrong !== undefined) {
        throw new failure/* Failure */.HR('input-invalid', `input "kind" cannot be ${JSON.stringify(wrong)}`, {
            hint: `write one of ${domain_kind/* backupKinds */.A.join(', ')}, one a line, or leave it empty for all`,
        });
    }
    return given.length === 0 ? domain_kind/* backupKinds */.A : given.filter(domain_kind/* isBackupKind */.J);
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
        for (const line of prunePlanText(plan).split('\n'))
            runtime.info(line);
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
            if (!(thrown instanceof failure/* Failure */.HR) || runtime.signal.aborted)
                throw thrown;
            failures.push(thrown); // the other stores are pruned by their own catalogs
        }
    }
    runtime.output('plan', await (0,report_file/* reportFile */.r)(runtime, 'prune-plan', plans));
    runtime.output('kept', String(kept));
    runtime.output('removed', String(removed));
    const [first] = failures;
    if (first === undefined)
        return;
    if (failures.length === 1)
        throw first;
    const message = failures.map((failure) => failure.message).join('; ');
    throw new failure/* Failure */.HR(first.code, message, { hint: first.hint, cause: first });
}


/***/ }),

/***/ 5215:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ catalogEntry),
/* harmony export */   l: () => (/* binding */ newestFirst)
/* harmony export */ });
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4456);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5380);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2359);
/* harmony import */ var _object_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6759);
/* harmony import */ var _verification_record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2817);





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
function readVerifications({ address, manifest, verifications }) {
    const counting = [];
    const disregarded = [];
    for (const { key, text } of verifications) {
        const read = readVerification(key, text);
        if (typeof read === 'string')
            disregarded.push({ key, because: read, readable: false });
        else if (read.backup === address.id && read.manifestSha256 === manifest.sha256)
            counting.push(read);
        else
            disregarded.push({ key, because: 'was made against another manifest', readable: true });
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

/***/ 2817:
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
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4456);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5380);
/* harmony import */ var _record_reader_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2559);



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
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('verification-invalid', `${where}: unknown format ${JSON.stringify(format)}`, {
            hint: `this version reads ${verificationFormat}; a newer Muster may have written it`,
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

/***/ 4388:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rk: () => (/* binding */ isBackup),
  fe: () => (/* binding */ readBackup),
  uM: () => (/* binding */ readCatalog)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/domain/backup-id.ts
var backup_id = __webpack_require__(4456);
// EXTERNAL MODULE: ./src/domain/catalog.ts
var catalog = __webpack_require__(5215);
// EXTERNAL MODULE: ./src/domain/failure.ts + 1 modules
var failure = __webpack_require__(5380);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(6759);
// EXTERNAL MODULE: ./src/domain/verification/record.ts
var record = __webpack_require__(2817);
;// CONCATENATED MODULE: ./src/pipeline/map-bounded.ts
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

;// CONCATENATED MODULE: ./src/pipeline/catalog-reader.ts







/** Manifests and verifications have a few kilobytes; anything above this is not one, and is not read into memory. */
const recordLimitBytes = 4 * 1024 * 1024;
/**
 * Reads the backups of a source from their manifests: one listing, then each backup's records. What is wrong with one backup stands in its
 * entry; only the store's own failures are thrown. A backup whose manifest is removed while this reads counts as incomplete.
 */
async function readCatalog(store, scope) {
    const { source, kind, signal, concurrency = 16 } = scope;
    const { folders, strays } = await listFolders(store, kind === undefined ? `${source}/` : `${source}/${kind}/`, signal);
    const read = await mapBounded(folders, concurrency, (folder) => readFolder(store, folder, signal));
    return {
        entries: (0,catalog/* newestFirst */.l)(read.filter(isBackup)),
        incomplete: read.filter((found) => !isBackup(found)),
        strays,
    };
}
/** Reads one backup anew: its entry, or what is left of it, or undefined where nothing is. */
async function readBackup(store, address, signal) {
    const { folders } = await listFolders(store, (0,object_key/* folderOf */.yS)(address), signal);
    return folders[0] === undefined ? undefined : await readFolder(store, folders[0], signal);
}
/** Whether what was found in a folder is a backup, that is: has a manifest. */
function isBackup(found) {
    return 'manifestSha256' in found;
}
async function listFolders(store, prefix, signal) {
    const folders = new Map();
    const strays = [];
    for await (const object of store.list(prefix, signal)) {
        const address = (0,object_key/* addressOf */.ci)(object.key)?.address;
        if (address === undefined || !isMoment(address.id)) {
            strays.push(object.key);
            continue;
        }
        const folder = (0,object_key/* folderOf */.yS)(address);
        const listed = folders.get(folder) ?? { address, objects: [] };
        listed.objects.push(object);
        folders.set(folder, listed);
    }
    return { folders: [...folders.values()], strays };
}
/** The form of an id allows a 13th month. */
function isMoment(id) {
    return !Number.isNaN((0,backup_id/* momentOf */.Et)(id).getTime());
}
async function readFolder(store, { address, objects }, signal) {
    const folder = (0,object_key/* folderOf */.yS)(address);
    const listed = objects.find(({ key }) => key === folder + object_key/* manifestName */.vS);
    const manifest = listed && (await readRecordObject(store, listed, signal));
    if (manifest === undefined)
        return incompleteFolder(address, objects);
    const verifications = [];
    for (const object of objects) {
        if (!(0,record/* isVerificationName */.pK)(object.key.slice(folder.length)))
            continue;
        const read = await readRecordObject(store, object, signal);
        if (read !== undefined)
            verifications.push({ key: object.key, text: read.text });
    }
    return (0,catalog/* catalogEntry */.W)({ address, objects, manifest, verifications });
}
function incompleteFolder(address, objects) {
    return {
        address,
        folder: (0,object_key/* folderOf */.yS)(address),
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
        return { text: bytes.toString('utf8'), sha256: (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex') };
    }
    catch (thrown) {
        if (thrown instanceof failure/* Failure */.HR && thrown.code === 'object-missing')
            return undefined;
        throw thrown;
    }
}


/***/ })

};
