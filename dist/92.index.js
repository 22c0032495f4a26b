export const id = 92;
export const ids = [92];
export const modules = {

/***/ 82092:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  migrationGate: () => (/* binding */ migrationGate)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var domain_failure = __webpack_require__(50596);
;// CONCATENATED MODULE: ./src/domain/gate/change.ts
/** A change for people: `pull request 123`. */
function nameOfChange(change) {
    if (change.by === 'pull-request')
        return `pull request ${change.number}`;
    if (change.by === 'merge-group')
        return change.number === undefined ? 'a merge group' : `the merge group of pull request ${change.number}`;
    if (change.by === 'push')
        return `the push of ${change.headSha.slice(0, 7)}`;
    return `this run (${change.event})`;
}
/** The pull request that a change belongs to, if to one. */
function pullRequestOf(change) {
    return change.by === 'pull-request' || change.by === 'merge-group' ? change.number : undefined;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./src/domain/record-reader.ts
var record_reader = __webpack_require__(92559);
;// CONCATENATED MODULE: ./src/platform/github/change-of-event.ts



/**
 * What this run is about, by the event that the runner wrote down
 * (https://docs.github.com/en/webhooks/webhook-events-and-payloads). Outside of a workflow it is about nothing.
 *
 * @throws Failure `change-unknown` where the event is not as documented.
 */
async function changeOfEvent(environment = process.env) {
    const event = environment['GITHUB_EVENT_NAME'];
    const path = environment['GITHUB_EVENT_PATH'];
    if (event === undefined || event === '')
        return { by: 'nothing', event: 'no event' };
    if (path === undefined)
        throw new domain_failure/* Failure */.HR('change-unknown', `GITHUB_EVENT_PATH is not set for the event ${event}`);
    const text = await (0,promises_.readFile)(path, 'utf8').catch((cause) => {
        throw new domain_failure/* Failure */.HR('change-unknown', `the event ${event} cannot be read: ${(0,domain_failure/* messageOf */.bD)(cause)}`, {
            hint: 'run the gate in a job on GitHub, whose runner writes the event into the file of GITHUB_EVENT_PATH',
            cause,
        });
    });
    const root = (0,record_reader/* readRecord */.a)(text, 'change-unknown', `the event ${event}`);
    if (root.has('pull_request'))
        return pullRequest(root.record('pull_request'), event, environment);
    if (event === 'merge_group')
        return mergeGroup(root.record('merge_group'));
    if (event === 'push')
        return push(root);
    return { by: 'nothing', event };
}
function pullRequest(pull, event, environment) {
    const [head, base] = [pull.record('head'), pull.record('base')];
    return {
        by: 'pull-request',
        number: pull.count('number'),
        baseSha: base.text('sha'),
        headSha: head.text('sha'),
        isOutside: outside(head, base, event, environment),
    };
}
/**
 * Runs for forks and for Dependabot have no secrets; those for the event `pull_request_target` have them
 * (https://docs.github.com/en/actions/reference/security/secure-use and
 * https://docs.github.com/en/code-security/dependabot/working-with-dependabot/automating-dependabot-with-github-actions).
 */
function outside(head, base, event, environment) {
    if (event === 'pull_request_target')
        return false;
    const isFork = head.isNull('repo') || head.record('repo').count('id') !== base.record('repo').count('id');
    if (isFork)
        return 'a fork';
    return environment['GITHUB_ACTOR'] === 'dependabot[bot]' ? 'Dependabot' : false;
}
/** The queue's branches are called `gh-readonly-queue/<base>/pr-<number>-<sha>`. */
function mergeGroup(group) {
    const number = /\/pr-(\d+)-[0-9a-f]+$/.exec(group.text('head_ref'))?.[1];
    return {
        by: 'merge-group',
        baseSha: group.text('base_sha'),
        headSha: group.text('head_sha'),
        number: number === undefined ? undefined : Number(number),
    };
}
/** A new branch has nothing before it, and a branch that went has nothing after it: zeros. */
function push(root) {
    const [baseSha, headSha] = [root.text('before'), root.text('after')];
    if (/^0+$/.test(baseSha) || /^0+$/.test(headSha))
        return { by: 'nothing', event: 'push of a new branch' };
    return { by: 'push', baseSha, headSha };
}

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/github.js
var github = __webpack_require__(61351);
;// CONCATENATED MODULE: ./src/platform/github/api-call.ts

const tries = 3;
/** Longer than this nobody waits for a limit to pass. */
const longestWaitSeconds = 60;
/**
 * Asks GitHub's API, and again where it is busy, limits its answers, or does not answer: three times in all.
 *
 * @throws Failure `github-denied` or `github-unreachable`. What the statuses mean:
 *   https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api and, for limits and when to try again,
 *   https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
async function askApi({ what, permission }, { clock, signal }, ask) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await ask();
        }
        catch (thrown) {
            signal.throwIfAborted();
            const answer = answerOf(thrown);
            const waitSeconds = secondsToWait(answer, attempt, clock);
            if (attempt === tries || waitSeconds === undefined || waitSeconds > longestWaitSeconds)
                throw failureOf(answer, { what, permission }, thrown);
            await clock.sleep(waitSeconds, signal);
        }
    }
}
/** Octokit throws an error with a status, and with the response where there was one; its own is 500 where there was none. */
function answerOf(thrown) {
    const error = thrown;
    const status = error.response !== undefined && typeof error.status === 'number' ? error.status : undefined;
    const said = error.response?.data?.message;
    return {
        status,
        headers: error.response?.headers ?? {},
        message: typeof said === 'string' ? said.slice(0, 200) : (0,domain_failure/* messageOf */.bD)(thrown),
    };
}
/** Undefined where asking again is of no use. */
function secondsToWait({ status, headers }, attempt, clock) {
    if (status === undefined || status >= 500)
        return attempt;
    if (!isLimit(status, headers))
        return undefined;
    const [after, reset] = [Number(headers['retry-after']), Number(headers['x-ratelimit-reset'])];
    if (after > 0)
        return after;
    return reset > 0 ? Math.max(1, reset - clock.now().getTime() / 1000) : longestWaitSeconds;
}
function isLimit(status, headers) {
    return (status === 429 ||
        (status === 403 && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0')));
}
function failureOf({ status, headers, message }, { what, permission }, cause) {
    if (status === undefined) {
        return new domain_failure/* Failure */.HR('github-unreachable', `GitHub gives no usable answer about ${what}: ${message}`, { cause });
    }
    const says = `GitHub answers ${status} about ${what}: ${message}`;
    if (isLimit(status, headers)) {
        return new domain_failure/* Failure */.HR('github-unreachable', says, { hint: 'run the job again once the limit has passed', cause });
    }
    if (status === 401 || status === 403 || status === 404) {
        return new domain_failure/* Failure */.HR('github-denied', says, {
            hint: `add "${permission}" to the permissions of the job, and leave github-token as it is by default`,
            cause,
        });
    }
    return new domain_failure/* Failure */.HR('github-unreachable', says, { cause });
}

;// CONCATENATED MODULE: ./src/platform/github/api.ts



/** The API at `GITHUB_API_URL`, which on a GitHub Enterprise Server is `https://<host>/api/v3`. */
function githubApi({ token, clock, environment }) {
    const [owner = '', repo = ''] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
    const baseUrl = environment['GITHUB_API_URL'] ?? 'https://api.github.com';
    return {
        ...{ owner, repo },
        octokit: (0,github/* getOctokit */.Q)(token?.reveal() ?? 'none', { baseUrl, log: silent }),
        here: (signal) => ({ owner, repo, request: { signal } }),
        async ask(what, permission, signal, question) {
            if (token === undefined) {
                throw new domain_failure/* Failure */.HR('input-missing', `input "github-token" is empty, and GitHub has to be asked about ${what}`, {
                    hint: 'leave it as it is by default',
                });
            }
            if (repo === '')
                throw new domain_failure/* Failure */.HR('github-unreachable', 'GITHUB_REPOSITORY does not say which repository this is');
            return await askApi({ what, permission }, { clock, signal }, question);
        },
    };
}
const nothing = () => undefined;
/** Octokit writes requests and deprecations to the console; what matters is in its errors. */
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

;// CONCATENATED MODULE: ./src/platform/github/changed-file.ts
/** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files: also `modified`, `changed` and `unchanged`. */
const kinds = {
    added: 'added',
    copied: 'added',
    removed: 'deleted',
    renamed: 'renamed',
};
/** One file of a list that GitHub gives out. */
function changedFile(file) {
    if (typeof file.filename !== 'string')
        throw new Error('a changed file has no name');
    const { filename: path, previous_filename: previousPath } = file;
    return { path, kind: kinds[file.status] ?? 'modified', ...(previousPath !== undefined && { previousPath }) };
}

;// CONCATENATED MODULE: ./src/platform/github/commits.ts

/** The compare API gives out so many files, and none beyond: https://docs.github.com/en/rest/commits/commits#compare-two-commits */
const comparedFilesLimit = 300;
/** What a gate asks about the repository, its branches and commits. */
function commits({ octokit, owner, repo, here, ask, }) {
    const { rest } = octokit;
    return {
        repository: (signal) => ask(`the repository ${owner}/${repo}`, 'contents: read', signal, async () => {
            const { data } = await rest.repos.get(here(signal));
            return { id: data.id, defaultBranch: data.default_branch };
        }),
        comparedFiles: (base, head, signal) => ask(`the difference of ${head.slice(0, 7)}`, 'contents: read', signal, async () => {
            const basehead = `${base}...${head}`;
            const { data } = await rest.repos.compareCommitsWithBasehead({ ...here(signal), basehead, per_page: 1 });
            const { files } = data;
            return files === undefined || files.length >= comparedFilesLimit ? undefined : files.map(changedFile);
        }),
        isOnBranch: (sha, branch, signal) => ask(`the branch ${branch}`, 'contents: read', signal, async () => {
            const { data } = await rest.repos.getBranch({ ...here(signal), branch });
            if (data.commit.sha === sha)
                return true;
            const basehead = `${sha}...${data.commit.sha}`;
            const compared = await rest.repos.compareCommitsWithBasehead({ ...here(signal), basehead, per_page: 1 });
            return compared.data.status === 'ahead'; // the branch has this commit, and more
        }),
    };
}

;// CONCATENATED MODULE: ./src/platform/github/pull-requests.ts

/** What a gate asks about pull requests: https://docs.github.com/en/rest/pulls/pulls, and comments: https://docs.github.com/en/rest/issues/comments */
function pullRequests({ octokit, here, ask, }) {
    const { rest } = octokit;
    return {
        pullRequest: (number, signal) => ask(`pull request ${number}`, 'pull-requests: read', signal, async () => {
            const { data } = await rest.pulls.get({ ...here(signal), pull_number: number });
            return { headSha: data.head.sha, changedFiles: data.changed_files, isOpen: data.state === 'open' };
        }),
        pullRequestFiles: (number, signal) => ask(`the files of pull request ${number}`, 'pull-requests: read', signal, async () => {
            const parameters = { ...here(signal), pull_number: number, per_page: 100 };
            return (await octokit.paginate(rest.pulls.listFiles, parameters)).map(changedFile);
        }),
        comment: (number, { marker, text, makes }, signal) => ask(`the comments of pull request ${number}`, 'pull-requests: write', signal, async () => {
            const parameters = { ...here(signal), issue_number: number, per_page: 100 };
            const comments = await octokit.paginate(rest.issues.listComments, parameters);
            // Anybody may write a comment that begins like ours; only a bot's is ours.
            const ours = comments.find(({ body, user }) => user?.type === 'Bot' && body?.startsWith(marker) === true);
            if (ours === undefined && makes)
                await rest.issues.createComment({ ...here(signal), issue_number: number, body: text });
            if (ours !== undefined && ours.body !== text)
                await rest.issues.updateComment({ ...here(signal), comment_id: ours.id, body: text });
        }),
    };
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./src/platform/github/artifact-text.ts


/** The text of the only file in an artifact of any run. Throws whatever the toolkit throws, or an Error where there is not just one file. */
async function artifactText({ id, runId = 0 }, { token, owner, repo, tempFolder }) {
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(110), __webpack_require__.e(935)]).then(__webpack_require__.bind(__webpack_require__, 77935));
    const path = await (0,promises_.mkdtemp)((0,external_node_path_.join)(tempFolder, 'muster-status-'));
    try {
        const findBy = { token, workflowRunId: runId, repositoryOwner: owner, repositoryName: repo };
        await new DefaultArtifactClient().downloadArtifact(id, { path, findBy });
        const [name, ...more] = await (0,promises_.readdir)(path);
        if (name === undefined || more.length > 0)
            throw new Error(`the artifact has ${more.length} files too many`);
        return await (0,promises_.readFile)((0,external_node_path_.join)(path, name), 'utf8');
    }
    finally {
        await (0,promises_.rm)(path, { recursive: true, force: true });
    }
}

;// CONCATENATED MODULE: ./src/platform/github/runs.ts

/**
 * What a gate asks about runs of workflows and what they left behind: https://docs.github.com/en/rest/actions/workflow-runs and
 * https://docs.github.com/en/rest/actions/artifacts
 */
function runs({ octokit, owner, repo, here, ask }, { token, tempFolder }) {
    const { rest } = octokit;
    return {
        artifactsNamed: (name, signal) => ask(`the artifacts ${name}`, 'actions: read', signal, async () => {
            const parameters = { ...here(signal), name, per_page: 100 };
            return (await octokit.paginate(rest.actions.listArtifactsForRepo, parameters)).map(artifact);
        }),
        artifactText: (found, signal) => ask(`the artifact ${found.name} of run ${found.runId}`, 'actions: read', signal, () => artifactText(found, { token, owner, repo, tempFolder })),
        run: (runId, signal) => ask(`the run ${runId}`, 'actions: read', signal, async () => {
            const { data } = await rest.actions.getWorkflowRun({ ...here(signal), run_id: runId });
            const fork = data.head_repository; // null where the fork is gone
            return {
                id: data.id,
                event: data.event,
                headBranch: data.head_branch,
                headSha: data.head_sha,
                repositoryId: data.repository.id,
                headRepositoryId: fork?.id ?? null,
                path: data.path,
                url: data.html_url,
            };
        }),
    };
}
function artifact(found) {
    return {
        id: found.id,
        name: found.name,
        sizeBytes: found.size_in_bytes,
        createdAt: new Date(found.created_at ?? 0),
        isExpired: found.expired,
        runId: found.workflow_run?.id,
        headBranch: found.workflow_run?.head_branch ?? undefined,
    };
}

;// CONCATENATED MODULE: ./src/platform/github/github-host.ts




/** GitHub, or a GitHub Enterprise Server, by its REST API. */
function githubHost({ token, clock, tempFolder, environment = process.env }) {
    const api = githubApi({ token, clock, environment });
    return {
        name: `${api.owner}/${api.repo}`,
        ...pullRequests(api),
        ...commits(api),
        ...runs(api, { token: token?.reveal() ?? '', tempFolder }),
    };
}

;// CONCATENATED MODULE: ./src/platform/git-history.ts

/** The clone in a folder, by `git` on `PATH`. Nothing that a commit holds can make git start another program. */
function gitHistory(folder, launcher) {
    const git = async (args, signal) => {
        // the checkout may belong to another account than the one that runs this step
        const options = ['-C', folder, '--no-replace-objects', '-c', `safe.directory=${folder}`];
        return await launcher.capture({ file: 'git', args: [...options, ...args] }, { signal });
    };
    return {
        async changedFiles(base, head, signal) {
            if (![base, head].every((sha) => /^[0-9a-f]{40,64}$/.test(sha)))
                return undefined;
            const common = await git(['merge-base', base, head], signal).catch(() => {
                signal.throwIfAborted();
                return undefined; // no git, no clone, or not enough of the history
            });
            if (common === undefined)
                return undefined;
            try {
                return parse(await git(['diff-tree', '-r', '-z', '-M', '--name-status', common.trim(), head], signal));
            }
            catch (cause) {
                signal.throwIfAborted();
                throw new domain_failure/* Failure */.HR('change-unknown', `git cannot tell ${base.slice(0, 7)} from ${head.slice(0, 7)}: ${(0,domain_failure/* messageOf */.bD)(cause)}`, {
                    cause,
                });
            }
        },
    };
}
/** `M`, path; `A`, path; `R086`, old path, new path: each ended by a NUL (https://git-scm.com/docs/git-diff-tree, "Raw output format"). */
function parse(text) {
    const fields = text.split('\0');
    const files = [];
    for (let at = 0; (fields[at] ?? '') !== '';) {
        const [status = '', first = '', second = ''] = fields.slice(at, at + 3);
        if (/^[RC]/.test(status)) {
            const isRename = status.startsWith('R');
            files.push({ path: second, kind: isRename ? 'renamed' : 'added', ...(isRename && { previousPath: first }) });
            at += 3;
        }
        else {
            files.push({ path: first, kind: status === 'A' ? 'added' : status === 'D' ? 'deleted' : 'modified' });
            at += 2;
        }
    }
    return files;
}

// EXTERNAL MODULE: ./src/report/failure-code.ts
var failure_code = __webpack_require__(96216);
// EXTERNAL MODULE: ./src/domain/duration.ts
var duration = __webpack_require__(34678);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
;// CONCATENATED MODULE: ./src/report/gate-summary.ts




/** So many migrations are named. */
const shownMigrations = 20;
/** The page for a person, and the comment on a pull request: whether the change may go in, why, and what would let it in. */
function gateSummary(report) {
    const { touched, notes } = report;
    const rows = touched
        .slice(0, shownMigrations)
        .map(({ file, tools }) => [pathOf(file), file.kind, (0,markdown/* plain */.pj)(tools.join(', '))]);
    const more = touched.length > shownMigrations ? `… and ${touched.length - shownMigrations} more` : '';
    return (0,markdown/* page */.MY)(`## ${titleOf(report)}`, ...reasonsOf(report), rows.length === 0 ? '' : (0,markdown/* table */.tp)(['migration', 'change', 'looks like'], rows), more, (0,markdown/* list */.p_)(notes.map(markdown/* plain */.pj)));
}
/** The same in one line, for the log. */
function gateLine(report) {
    const name = nameOfChange(report.change);
    if (report.decision === 'no-migration')
        return `${name} touches no migration in ${count(report.files ?? 0, 'file')}`;
    if (report.decision === 'proven') {
        const { candidate, judgedAt } = report;
        const age = (0,duration/* formatAge */.nV)((judgedAt.getTime() - candidate.snapshotAt.getTime()) / 1000);
        return `${name}: ${asked(report)}; backup ${candidate.backup} of ${report.source} is proven and ${age} old (${candidate.where})`;
    }
    return `${name}: ${asked(report)}, and no fresh proven backup of ${report.source} stands behind it`;
}
function titleOf({ decision, source }) {
    const name = (0,markdown/* plain */.pj)(source);
    switch (decision) {
        case 'no-migration':
            return `✅ ${name}: no migration`;
        case 'proven':
            return `✅ ${name}: a proven backup stands behind this`;
        case 'needs-backup':
            return `⏳ ${name}: a backup has to be taken and proven first`;
        case 'refused':
            return `❌ ${name}: no proven backup stands behind this`;
    }
}
function reasonsOf(report) {
    if (report.decision === 'no-migration' || report.decision === 'proven') {
        const way = report.decision === 'no-migration' ? [] : [goingBack(report.candidate.backup)];
        return [`${(0,markdown/* plain */.pj)(gateLine(report))}.`, ...way];
    }
    const { failure, maxAgeSeconds } = report;
    return [
        `${(0,markdown/* plain */.pj)(nameOfChange(report.change))}: ${(0,markdown/* plain */.pj)(asked(report))}. That asks for a proven backup that is younger than ${(0,duration/* formatDuration */.a3)(maxAgeSeconds)}.`,
        `**${(0,markdown/* plain */.pj)(failure.message)}** (${(0,failure_code/* failureCode */.A)(failure.code)})`,
        report.decision === 'needs-backup'
            ? 'The workflow takes a backup now and proves it, and then looks again. In one of your own, do so with `backup` and `restore-verify`.'
            : `To make this green: ${(0,markdown/* sentence */.em)(failure.hint)}`,
    ];
}
function goingBack(backup) {
    return `To go back, restore \`${backup}\`.`;
}
function asked({ touched, files }) {
    if (files === undefined)
        return 'there is no change to look at, so a proof is asked for in any case';
    return `${count(touched.length, 'migration')} among ${count(files, 'changed file')}`;
}
function pathOf({ path, previousPath }) {
    return previousPath === undefined ? (0,markdown/* plain */.pj)(path) : `${(0,markdown/* plain */.pj)(path)} (was ${(0,markdown/* plain */.pj)(previousPath)})`;
}
function count(number, thing) {
    return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

// EXTERNAL MODULE: ./src/domain/gate/gate-record.ts
var gate_record = __webpack_require__(93945);
// EXTERNAL MODULE: ./src/domain/origin.ts
var origin = __webpack_require__(67372);
;// CONCATENATED MODULE: ./src/domain/gate/ruling.ts



/**
 * The newest backup that is proven and young enough decides; where there is none, the newest one says why. Where the young ones are of more than
 * one database, nobody knows which of them the change is for: each needs a proof of its own. Undefined for no backup at all.
 */
function rule(candidates, rules, now) {
    const { maxAgeSeconds, toleranceSeconds } = rules;
    const sorted = candidates.toSorted((a, b) => b.snapshotAt.getTime() - a.snapshotAt.getTime());
    const ageOf = ({ snapshotAt }) => (now.getTime() - snapshotAt.getTime()) / 1000;
    const dated = sorted.filter((candidate) => ageOf(candidate) >= -toleranceSeconds);
    const young = dated.filter((candidate) => ageOf(candidate) <= maxAgeSeconds);
    const proven = young.filter(({ standing }) => standing === 'proven');
    const [candidate] = proven;
    if (candidate !== undefined) {
        const unguarded = young.find((one) => proven.every((other) => areStrangers(one, other)));
        if (unguarded !== undefined)
            return { is: 'refused', failure: ofAnother(unguarded, candidate, rules) };
        return { is: 'proven', candidate, stranger: proven.find((other) => areStrangers(candidate, other)) };
    }
    const [newest] = sorted;
    if (newest === undefined)
        return undefined;
    if (!dated.includes(newest))
        return { is: 'refused', failure: ahead(newest, -ageOf(newest)) };
    const shown = young.find(({ standing }) => standing !== 'chosen-tables') ?? young[0];
    return {
        is: 'refused',
        failure: shown === undefined ? stale(dated, rules, ageOf) : unproven(shown, rules, ageOf(shown)),
    };
}
function areStrangers({ origin: one }, { origin: other }) {
    return one !== undefined && other !== undefined && (0,origin/* areOfDifferentDatabases */.l)(one, other);
}
function ofAnother(unguarded, { backup }, { source }) {
    const [, what] = words[unguarded.standing];
    const message = `backup ${unguarded.backup} of ${source} in ${unguarded.where} ${what}, and the proven one, ${backup}, is of another database or server`;
    return new domain_failure/* Failure */.HR('backup-unproven', message, {
        hint: `prove ${unguarded.backup}, or a later one of its database, with restore-verify, then run this job again; give two databases two source names`,
    });
}
function ahead({ backup, where }, seconds) {
    return new domain_failure/* Failure */.HR('backup-ahead', `backup ${backup} in ${where} is dated ${(0,duration/* formatAge */.nV)(seconds)} in the future`);
}
function stale(dated, { source, maxAgeSeconds }, ageOf) {
    const limit = (0,duration/* formatDuration */.a3)(maxAgeSeconds);
    const proven = dated.find(({ standing }) => standing === 'proven');
    const shown = proven ?? dated[0];
    const which = proven === undefined ? 'newest backup' : 'newest proven backup';
    const what = shown === undefined ? '' : `, ${shown.backup}, is ${(0,duration/* formatAge */.nV)(ageOf(shown))} old, and ${limit} is allowed`;
    return new domain_failure/* Failure */.HR('backup-stale', `the ${which} of ${source}${what}`, {
        hint: `take a backup of ${source} and prove it with restore-verify, then run this job again; or raise max-age`,
    });
}
const words = {
    proven: ['bug', 'is proven'],
    failed: ['verification-failed', 'failed its drill'],
    'could-not-tell': ['could-not-tell', 'is not proven: its drill could not tell'],
    unverified: ['backup-unproven', 'was not drilled yet'],
    'not-provable': ['backup-unproven', 'is of a kind that no drill can prove'],
    'chosen-tables': ['backup-unproven', 'holds chosen tables only, so it brings back no database'],
    damaged: ['object-damaged', 'is damaged: objects are missing, or have another size'],
    unreadable: ['manifest-invalid', 'has a manifest that cannot be used'],
};
function unproven({ backup, standing, where }, { source }, ageSeconds) {
    const [code, what] = words[standing];
    const hint = hintFor(standing, source);
    return new domain_failure/* Failure */.HR(code, `the newest backup of ${source}, ${backup}, ${(0,duration/* formatAge */.nV)(ageSeconds)} old in ${where}, ${what}`, {
        hint,
    });
}
function hintFor(standing, source) {
    const again = 'then run this job again';
    if (standing === 'unverified' || standing === 'could-not-tell')
        return `prove it with restore-verify, ${again}`;
    if (standing === 'chosen-tables')
        return `back up ${source} without input "tables" and prove it, ${again}`;
    return `find out why in the drill's report; take a new backup of ${source} and prove it, ${again}`;
}

;// CONCATENATED MODULE: ./src/domain/gate/changed-file.ts
/** Every path that a changed file has or had: a migration that is moved away is touched as well. */
function pathsOf({ path, previousPath }) {
    return previousPath === undefined ? [path] : [path, previousPath];
}

;// CONCATENATED MODULE: ./src/domain/gate/migration-tools.ts
/**
 * Where migrations lie by the defaults of their tools. It errs towards calling a file a migration: a mistake that way asks for a fresh proof
 * too often, the other way lets a change of the database through without one.
 */
const migrationTools = [
    {
        name: 'Prisma',
        patterns: ['**/prisma/**/migrations/**', '**/migrations/*/migration.sql', '**/migrations/migration_lock.toml'],
        facts: 'https://www.prisma.io/docs/orm/prisma-migrate/understanding-prisma-migrate/migration-histories',
    },
    {
        name: 'Drizzle',
        patterns: ['**/drizzle/**/*.sql', '**/meta/_journal.json', '**/drizzle/**/snapshot.json'],
        facts: 'https://orm.drizzle.team/docs/drizzle-kit-generate',
    },
    {
        name: 'Knex',
        patterns: ['**/migrations/**/*.{js,cjs,mjs,ts,cts,mts,coffee,ls}'],
        facts: 'https://knexjs.org/guide/migrations.html',
    },
    {
        name: 'TypeORM',
        patterns: ['**/{migration,migrations}/**/*.{js,cjs,mjs,ts,cts,mts}', `**/${'[0-9]'.repeat(13)}-*.{js,ts}`],
        facts: 'https://typeorm.io/docs/migrations/creating',
    },
    {
        name: 'Sequelize',
        patterns: ['**/migrations/**/*.{js,cjs,mjs,ts,cts,mts}'],
        facts: 'https://sequelize.org/docs/v6/other-topics/migrations/',
    },
    {
        name: 'MikroORM',
        patterns: ['**/Migration[0-9]*.{js,cjs,mjs,ts,cts,mts}', '**/migrations/.snapshot-*.json'],
        facts: 'https://mikro-orm.io/docs/migrations',
    },
    {
        name: 'Rails',
        patterns: ['**/db/{migrate,*_migrate}/**/*.rb', '**/db/{schema,*_schema}.rb', '**/db/{structure,*_structure}.sql'],
        facts: 'https://guides.rubyonrails.org/active_record_multiple_databases.html',
    },
    {
        name: 'Django',
        patterns: ['**/migrations/**/*.py'],
        facts: 'https://docs.djangoproject.com/en/stable/topics/migrations/#migration-files',
    },
    {
        name: 'Alembic',
        patterns: ['**/{alembic,migrations}/**/versions/**/*.py', '**/alembic/**/*.py'],
        facts: 'https://alembic.sqlalchemy.org/en/latest/tutorial.html#the-migration-environment',
    },
    {
        name: 'Laravel',
        patterns: ['**/database/{migrations,schema}/**', '**/migrations/**/*.php'],
        facts: 'https://laravel.com/docs/migrations#squashing-migrations',
    },
    {
        name: 'Flyway',
        patterns: ['**/db/migration/**', '**/{V,U,B}[0-9]*__*.*', '**/R__*.*'],
        facts: 'https://documentation.red-gate.com/fd/versioned-migrations-273973333.html',
    },
    {
        name: 'Liquibase',
        patterns: [
            '**/db/changelog/**',
            '**/*changelog*.{xml,yaml,yml,json,sql}',
            '**/{changelog,changelogs}/**/*.{xml,sql}',
        ],
        facts: 'https://docs.liquibase.com/concepts/changelogs/home.html',
    },
    {
        name: 'golang-migrate',
        patterns: ['**/[0-9]*_*.{up,down}.*'],
        facts: 'https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md',
    },
    {
        name: 'goose',
        patterns: [
            '**/[0-9][0-9][0-9]*_*.sql',
            '**/{migration,migrations}/**/*_*.go',
            '**/[0-9][0-9][0-9][0-9][0-9]*_*.go',
        ],
        facts: 'https://pressly.github.io/goose/documentation/annotations/',
    },
    {
        name: 'dbmate',
        patterns: ['**/db/migrations/**/*.sql', '**/db/schema.sql'],
        facts: 'https://github.com/amacneil/dbmate#creating-migrations',
    },
    {
        name: 'sqlx',
        patterns: ['**/migrations/**/*.sql', '**/[0-9]*_*.sql'],
        facts: 'https://github.com/launchbadge/sqlx/blob/main/sqlx-cli/README.md',
    },
    {
        name: 'Diesel',
        patterns: ['**/migrations/*/{up,down}.sql', '**/migrations/*/metadata.toml'],
        facts: 'https://diesel.rs/guides/getting-started',
    },
    {
        name: 'Atlas',
        patterns: ['**/atlas.sum', '**/migrations/**/*.{sql,hcl}'],
        facts: 'https://atlasgo.io/concepts/migration-directory-integrity',
    },
    {
        name: 'Ecto',
        patterns: ['**/priv/*/migrations/**/*.exs', '**/migrations/**/*.exs', '**/priv/*/structure.sql'],
        facts: 'https://hexdocs.pm/ecto_sql/Ecto.Migration.html',
    },
    {
        name: 'EF Core',
        patterns: ['**/Migrations/**/*.{cs,vb,fs}', '**/*ModelSnapshot.{cs,vb,fs}'],
        facts: 'https://learn.microsoft.com/en-us/ef/core/managing-schemas/migrations/',
    },
    {
        name: 'plain SQL',
        patterns: ['**/{migration,migrations,migrate,ddl}/**/*.{sql,psql,ddl}', '**/{schema,structure}.sql'],
        facts: 'no convention: these names are the ones that are common',
    },
];

;// CONCATENATED MODULE: ./src/domain/gate/path-pattern.ts

/**
 * What a pattern means: `*` and `?` stand for anything but `/`, `**` for any number of folders, `[0-9]` for one character of a set, and
 * `{a,b}` for one of several. A pattern that ends with `/` means everything below that folder.
 *
 * @throws Failure `input-invalid` that names `label`.
 */
function parsePathPattern(text, label, { anyCase }) {
    try {
        const source = expressionOf(text.endsWith('/') ? `${text}**` : text);
        // a name may hold a line break: `s` lets none slip through
        const expression = new RegExp(`^${source}$`, anyCase ? 'isu' : 'su');
        return (path) => expression.test(path);
    }
    catch (cause) {
        throw new domain_failure/* Failure */.HR('input-invalid', `input "${label}" has a pattern that cannot be read: ${JSON.stringify(text)}`, {
            hint: 'write paths with *, ?, **, [0-9] and {a,b}, one a line, such as db/schema/**/*.sql',
            cause,
        });
    }
}
/** `**` with its slash, choices, sets, and single characters. */
function expressionOf(text) {
    const tokens = text.match(/\*\*\/|\*\*|\{[^{}]*\}|\[[^\]/]+\]|[\s\S]/gu) ?? [];
    // taken for a letter, it would mean no file at all: choices in choices are not understood
    if (tokens.some((token) => token === '{' || token === '['))
        throw new SyntaxError('a bracket that nothing closes');
    return tokens.map(tokenOf).join('');
}
function tokenOf(token) {
    if (token === '**/')
        return '(?:[^/]+/)*';
    if (token === '**')
        return '.*';
    if (token === '*')
        return '[^/]*';
    if (token === '?')
        return '[^/]';
    if (token.length > 1 && token.startsWith('{'))
        return `(?:${token.slice(1, -1).split(',').map(expressionOf).join('|')})`;
    if (token.length > 1 && token.startsWith('['))
        return setOf(token.slice(1, -1));
    return token.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
function setOf(content) {
    const isNegated = content.startsWith('!');
    const members = (isNegated ? content.slice(1) : content).replace(/[\\^[]/g, '\\$&');
    return `[${isNegated ? '^/' : ''}${members}]`;
}

;// CONCATENATED MODULE: ./src/domain/gate/touched-migrations.ts




/**
 * The built-in patterns and a user's own. Of the user's lines, the last one that means a path decides; one that begins with `!` excludes.
 * Where none means it, the built-in ones do. So `!**` as the first line leaves only what the user writes below it.
 *
 * @throws Failure `input-invalid` for a line that cannot be read.
 */
function migrationRules(lines) {
    return {
        builtIn: migrationTools.flatMap(({ name, patterns }) => patterns.map((pattern) => ({ name, matches: parsePathPattern(pattern, 'patterns', { anyCase: true }) }))),
        own: lines.map(ownRule),
    };
}
function ownRule(line) {
    const excludes = line.startsWith('!');
    const pattern = (excludes ? line.slice(1) : line).replace(/^\.?\//, '');
    if (pattern === '') {
        throw new domain_failure/* Failure */.HR('input-invalid', `input "patterns" has a line without a pattern: ${JSON.stringify(line)}`, {
            hint: 'write a path with *, ? and ** behind the sign, such as !docs/**',
        });
    }
    // A guard that means no file lets every change in.
    if (/^["'`“‘]|["'`”’]$|^- |,(?:\s|$)|\\/.test(pattern)) {
        throw new domain_failure/* Failure */.HR('input-invalid', `input "patterns" has a line that is no pattern: ${JSON.stringify(line)}`, {
            hint: 'write one pattern a line with / between folders, and no quotes, dashes or commas around it',
        });
    }
    // What excludes a file takes away a guard, so it means what it says to the letter.
    return { excludes, matches: parsePathPattern(pattern, 'patterns', { anyCase: !excludes }) };
}
/** The files of a change that are, or were before the change, migrations. Deleting or renaming one counts as well. */
function touchedMigrations(files, rules) {
    return files.flatMap((file) => {
        const tools = new Set(pathsOf(file).flatMap((path) => toolsOf(path, rules)));
        return tools.size === 0 ? [] : [{ file, tools: [...tools] }];
    });
}
function toolsOf(path, { builtIn, own }) {
    const decisive = own.findLast(({ matches }) => matches(path));
    if (decisive !== undefined)
        return decisive.excludes ? [] : ['own patterns'];
    return builtIn.filter(({ matches }) => matches(path)).map(({ name }) => name);
}

// EXTERNAL MODULE: ./src/domain/clock-tolerance.ts
var clock_tolerance = __webpack_require__(68512);
;// CONCATENATED MODULE: ./src/pipeline/changed-files.ts

/**
 * Every file that a change touches: of a pull request by its host, of commits by the history on this machine or else by the host. Undefined
 * where the run is about no change.
 *
 * @throws Failure `change-unknown` where there may be files that nobody names.
 */
async function changedFiles(change, sources) {
    if (change.by === 'nothing')
        return undefined;
    if (change.by === 'pull-request')
        return await pullRequestFiles(change, sources);
    const { baseSha, headSha } = change;
    const { host, history, signal } = sources;
    const files = (await history.changedFiles(baseSha, headSha, signal)) ?? (await host.comparedFiles(baseSha, headSha, signal));
    if (files !== undefined)
        return files;
    throw new domain_failure/* Failure */.HR('change-unknown', `${headSha.slice(0, 7)} changes more files than GitHub names, which is 300`);
}
/** GitHub lists 3000 files of a pull request at the most (https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files). */
async function pullRequestFiles({ number, baseSha, headSha }, { host, history, signal }) {
    const listed = await host.pullRequestFiles(number, signal);
    // Asked after the files: where it still has the commit of this run, so had they.
    const pull = await host.pullRequest(number, signal);
    if (pull.headSha !== headSha) {
        throw new domain_failure/* Failure */.HR('change-unknown', `pull request ${number} has new commits since this run was started`, {
            hint: 'look at the run for the newest commit; this one says nothing about it',
        });
    }
    if (listed.length >= pull.changedFiles)
        return listed;
    const files = await history.changedFiles(baseSha, headSha, signal);
    if (files !== undefined)
        return files;
    const counts = `${listed.length} of the ${pull.changedFiles} files`;
    throw new domain_failure/* Failure */.HR('change-unknown', `GitHub names only ${counts} that pull request ${number} changes`);
}

// EXTERNAL MODULE: ./src/pipeline/gate-records.ts
var gate_records = __webpack_require__(92280);
// EXTERNAL MODULE: ./src/pipeline/missing-source.ts
var missing_source = __webpack_require__(21990);
// EXTERNAL MODULE: ./src/domain/gate/published-status.ts
var published_status = __webpack_require__(77683);
;// CONCATENATED MODULE: ./src/domain/gate/trusted-run.ts
/**
 * Events whose runs take their workflow file, and the code that they check out by default, from the branch that they run for. A pull request's
 * run takes both from the pull request, also where its branch is called like the default branch, or lies in a fork.
 */
const trustedEvents = [
    'schedule',
    'workflow_dispatch',
    'repository_dispatch',
    'push',
    'workflow_run',
];
/**
 * Why what a run published does not count, or undefined where it may. The last word is the commit's: the caller has to see that `headSha` lies
 * on the default branch, since a tag may be called like it.
 */
function reasonToDistrust(run, { repositoryId, defaultBranch, workflows }) {
    if (run.repositoryId !== repositoryId)
        return 'it ran in another repository';
    if (run.headRepositoryId !== repositoryId)
        return 'it ran for a fork';
    if (!trustedEvents.includes(run.event))
        return `it ran for the event ${run.event}`;
    if (run.headBranch !== defaultBranch)
        return `it ran for the branch ${run.headBranch ?? 'of none'}, not for ${defaultBranch}`;
    const path = run.path.replace(/@.*$/, '');
    if (workflows.length > 0 && !workflows.includes(path))
        return `its workflow ${path} is not in input "status-workflows"`;
    return undefined;
}

;// CONCATENATED MODULE: ./src/pipeline/published-candidates.ts



/** A status has half a kilobyte. */
const sizeLimitBytes = 64 * 1024;
/**
 * What the runs of the default branch published about the backups of a source, read from the newest to the oldest for as long as it can
 * change the ruling. As in a catalog, the newest drill that came to a decision counts for each backup and manifest.
 *
 * @throws Failure `status-missing` where no run that counts published anything, `status-invalid` where one cannot be read before a proof
 *   is found: it may say that the backup failed.
 */
async function publishedCandidates(search) {
    const { host, source, kind, workflows, from, isEnough, signal } = search;
    const { id: repositoryId, defaultBranch } = await host.repository(signal);
    const trusted = trustedRuns(search, { repositoryId, defaultBranch, workflows });
    const found = new Map();
    let read = 0;
    for (const artifact of await namedArtifacts(host, source, signal)) {
        if (read > 0 && artifact.createdAt < from)
            break;
        const run = await trusted.runOf(artifact);
        if (run === undefined)
            continue;
        if (artifact.createdAt < from && artifact.isExpired)
            break;
        const status = await readStatus(artifact, run, search);
        read += 1;
        if (status.kind !== kind)
            continue;
        const key = `${status.backup} ${status.manifestSha256}`;
        const candidate = merged(found.get(key), status, run);
        found.set(key, candidate);
        if (candidate.standing === 'proven' && isEnough(candidate))
            break;
    }
    if (found.size > 0)
        return [...found.values()];
    throw nothingPublished(search, trusted.passedOver(), read);
}
/** All artifacts with a source's status, the newest first. A run numbers them from the second on. */
async function namedArtifacts(host, source, signal) {
    const all = [];
    for (let number = 1;; number += 1) {
        const named = await host.artifactsNamed((0,published_status/* statusName */.Er)(source, number), signal);
        if (named.length === 0)
            break;
        all.push(...named);
    }
    return all.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || b.id - a.id);
}
function trustedRuns({ host, progress, signal }, trust) {
    const { defaultBranch } = trust;
    const known = new Map();
    const reasons = [];
    const look = async (runId) => {
        const run = await host.run(runId, signal);
        const reason = reasonToDistrust(run, trust);
        if (reason !== undefined)
            return { reason };
        if (await host.isOnBranch(run.headSha, defaultBranch, signal))
            return { run };
        return { reason: `its commit ${run.headSha.slice(0, 7)} is not on ${defaultBranch}` };
    };
    const lookFor = async ({ runId, headBranch }) => {
        if (runId === undefined)
            return { reason: 'GitHub does not say which run made it' };
        // Anybody who may open a pull request can leave many of these: they cost no request.
        if (headBranch !== undefined && headBranch !== defaultBranch)
            return { reason: `it ran for the branch ${headBranch}, not for ${defaultBranch}` };
        const looking = known.get(runId) ?? look(runId);
        known.set(runId, looking);
        return await looking;
    };
    return {
        passedOver: () => reasons,
        async runOf(artifact) {
            const looked = await lookFor(artifact);
            if ('run' in looked)
                return looked.run;
            reasons.push(looked.reason);
            progress.note(`passed over the status of run ${artifact.runId ?? 'unknown'}: ${looked.reason}`);
            return undefined;
        },
    };
}
async function readStatus(artifact, run, { host, source, signal }) {
    const where = `the status of run ${run.id}`;
    if (artifact.isExpired)
        throw new domain_failure/* Failure */.HR('status-invalid', `${where} has expired`);
    if (artifact.sizeBytes > sizeLimitBytes)
        throw new domain_failure/* Failure */.HR('status-invalid', `${where} is too large to be one`);
    const status = (0,published_status/* parseStatus */.i$)(await host.artifactText(artifact, signal), where);
    if (status.source === source)
        return status;
    throw new domain_failure/* Failure */.HR('status-invalid', `${where} is that of source ${JSON.stringify(status.source)}`);
}
/** What is known of a backup with one more, older status. */
function merged(known, status, run) {
    const { verdict, verifiedAt } = status;
    const isDecided = known?.standing === 'proven' || known?.standing === 'failed';
    if (known !== undefined && (isDecided || verdict === null || verdict === known.standing))
        return known;
    return {
        backup: status.backup,
        snapshotAt: new Date(status.snapshotAt),
        manifestSha256: status.manifestSha256,
        standing: verdict ?? 'unverified',
        verifiedAt: verifiedAt === null ? undefined : new Date(verifiedAt),
        where: `run ${run.id}`,
    };
}
function nothingPublished({ source, kind }, passedOver, read) {
    if (read > 0) {
        return new domain_failure/* Failure */.HR('status-missing', `no run has published a status of kind ${kind} for source "${source}"`, {
            hint: `back up and drill ${source} with "kind: ${kind}" and publish-status: true, or correct input "kind"`,
        });
    }
    const others = passedOver[0] === undefined
        ? ''
        : `; ${passedOver.length} passed over, the newest of them because ${passedOver[0]}`;
    return new domain_failure/* Failure */.HR('status-missing', `no run of the default branch has published a status for source "${source}"${others}`);
}

// EXTERNAL MODULE: ./src/domain/backup-id.ts
var backup_id = __webpack_require__(24456);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(16759);
// EXTERNAL MODULE: ./src/domain/retention/standing.ts
var standing = __webpack_require__(56821);
// EXTERNAL MODULE: ./src/domain/retention/trust.ts
var trust = __webpack_require__(49815);
// EXTERNAL MODULE: ./src/pipeline/catalog-listing.ts
var catalog_listing = __webpack_require__(6828);
// EXTERNAL MODULE: ./src/pipeline/catalog-reader.ts
var catalog_reader = __webpack_require__(90597);
;// CONCATENATED MODULE: ./src/pipeline/stored-candidates.ts






/** So many older backups are read where none is young enough, to say which one was the last that is proven. */
const olderCount = 10;
/** The newest backups of a source as they stand in a store's catalog. The store's own failures are thrown. */
async function storedCandidates({ store, source, kind, from, now, signal, }) {
    const { folders } = await (0,catalog_listing/* listFolders */.u)(store, (0,object_key/* prefixOf */.MT)(source, kind), signal);
    const backups = folders.filter(({ hasManifest }) => hasManifest); // keys are sorted by time
    const young = backups.filter(({ address }) => (0,backup_id/* momentOf */.Et)(address.id) >= from);
    const { entries } = await (0,catalog_reader/* readFolders */.iz)(store, young.length > 0 ? young : backups.slice(-olderCount), { now, signal });
    return entries.map((entry) => candidateOf(entry, store.name));
}
function candidateOf(entry, where) {
    const { address, snapshotAt, manifestSha256, manifest } = entry;
    const evidence = (0,standing/* evidenceOf */.X)(entry);
    // The id is part of the key, the moment part of the manifest: the older of the two counts.
    const idMoment = (0,backup_id/* momentOf */.Et)(address.id);
    return {
        backup: address.id,
        snapshotAt: snapshotAt < idMoment ? snapshotAt : idMoment,
        manifestSha256,
        standing: (0,trust/* isWhole */.wP)(entry) ? (0,standing/* standingOf */.Y)(entry) : 'chosen-tables',
        verifiedAt: evidence === undefined ? undefined : new Date(evidence.finishedAt),
        where,
        origin: manifest && { engine: manifest.engine, server: manifest.server },
    };
}

;// CONCATENATED MODULE: ./src/usecases/judge-migration.ts











/**
 * Whether a change may be let in: it touches no migration, or a young and proven backup of the database stands behind it. A run that is
 * about no change asks for the backup in any case.
 *
 * @throws Failure for whatever keeps it from finding out. That no backup stands behind the change is a ruling, not a throw.
 */
async function judgeMigration(request) {
    const { change, rules, source, kind, maxAgeSeconds, clock, progress } = request;
    progress.stage('look at the change');
    const files = await changedFiles(change, request);
    const touched = touchedMigrations(files ?? [], rules);
    const about = { change, source, kind, maxAgeSeconds, files: files?.length, touched, proofFrom: request.proofFrom.is };
    if (files !== undefined && touched.length === 0)
        return { ...about, decision: 'no-migration', notes: [] };
    progress.stage('look for a proven backup');
    const now = clock.now();
    const ruling = await find(request, now);
    if (ruling.is === 'proven') {
        const late = await reasonNotToRemember(request);
        const notes = [
            ...(await record(request, ruling.candidate, { now, late })),
            ...strangers(source, ruling.candidate, ruling.stranger),
        ];
        const isLate = late !== undefined;
        return { ...about, decision: 'proven', candidate: ruling.candidate, judgedAt: now, isLate, notes };
    }
    const asksForBackup = request.backsUpOnStale && request.proofFrom.is === 'store';
    return { ...about, decision: asksForBackup ? 'needs-backup' : 'refused', failure: ruling.failure, notes: [] };
}
async function find(request, now) {
    const { source, kind, maxAgeSeconds, proofFrom, signal } = request;
    const rules = { source, maxAgeSeconds, toleranceSeconds: clock_tolerance/* clockToleranceSeconds */.V };
    const from = new Date(now.getTime() - maxAgeSeconds * 1000);
    if (proofFrom.is === 'status') {
        const isEnough = (candidate) => rule([candidate], rules, now)?.is === 'proven';
        const published = await publishedCandidates({ ...request, workflows: proofFrom.workflows, from, isEnough });
        return (rule(published, rules, now) ?? { is: 'refused', failure: new domain_failure/* Failure */.HR('status-missing', 'nothing was published') });
    }
    const found = [];
    for (const store of proofFrom.stores)
        found.push(...(await storedCandidates({ store, source, kind, from, now, signal })));
    const ruling = rule(found, rules, now);
    return ruling ?? { is: 'refused', failure: await (0,missing_source/* missingSource */.a)(proofFrom.stores, { source, kinds: [kind] }, signal) };
}
/**
 * Why the ruling must not take the place of an earlier one: a run that is repeated after the merge finds a backup that has the migration in
 * it, which is no way back.
 */
async function reasonNotToRemember({ change, host, signal }) {
    const number = pullRequestOf(change);
    if (number === undefined)
        return undefined;
    try {
        const { isOpen } = await host.pullRequest(number, signal);
        return isOpen ? undefined : `pull request ${number} is not open any more`;
    }
    catch (thrown) {
        if (!(thrown instanceof domain_failure/* Failure */.HR) || signal.aborted)
            throw thrown;
        return `whether pull request ${number} is still open is not known: ${thrown.message}`;
    }
}
/** A rollback would bring back one of the two, and nobody knows whether it is the one that the change is for. */
function strangers(source, { backup }, stranger) {
    if (stranger === undefined)
        return [];
    return [
        `${backup} and ${stranger.backup}, both proven, are of different databases or servers: unless ${source} has moved, give each a source name of its own`,
    ];
}
/** Writes down for a rollback which backup it was. @returns what a person should know about that */
async function record(request, candidate, { now, late }) {
    const { change, proofFrom, host, source, kind, run, signal } = request;
    const pullRequest = pullRequestOf(change);
    if (pullRequest === undefined || change.by === 'nothing' || proofFrom.is === 'status')
        return [];
    const store = proofFrom.stores.find(({ name }) => name === candidate.where);
    if (store === undefined)
        return [];
    if (late !== undefined)
        return [`${store.name} remembers for a rollback what it did before, since ${late}`];
    const { backup, manifestSha256 } = candidate;
    const about = { source, kind, backup, manifestSha256, judgedAt: now.toISOString(), run: run.id };
    const { name: repository } = host;
    const gate = { format: gate_record/* gateFormat */.v9, repository, pullRequest, commit: change.headSha, ...about };
    const denied = await (0,gate_records/* writeGateRecord */.I)(store, gate, signal);
    return denied === undefined
        ? [`backup "pull-request:${pullRequest}" means this one from now on in ${store.name}`]
        : [
            `${store.name} does not remember this backup for pull request ${pullRequest}, since it may not be written: ${denied}`,
        ];
}

// EXTERNAL MODULE: ./src/actions/output-report.ts
var output_report = __webpack_require__(97329);
// EXTERNAL MODULE: ./src/actions/store-input.ts + 1 modules
var store_input = __webpack_require__(82799);
// EXTERNAL MODULE: ./src/actions/input-reader.ts + 1 modules
var input_reader = __webpack_require__(23591);
;// CONCATENATED MODULE: ./src/actions/migration-gate/inputs.ts





const inputNames = [
    'config',
    'source',
    'store',
    'kind',
    'max-age',
    'patterns',
    'on-stale',
    'proof-from',
    'status-workflows',
    'comment',
    'github-token',
];
/**
 * Reads the inputs of `migration-gate`.
 *
 * @param isOutside whether the run has no secrets: then no store is taken from the configuration file, which would need them.
 * @throws Failure that names the input that is wrong
 */
function readInputs(runtime, isOutside = false) {
    const configurable = isOutside ? inputNames.filter((name) => name !== 'store') : inputNames;
    const reader = (0,input_reader/* inputReader */.c)(runtime, inputNames, configurable);
    return {
        reader,
        source: (0,object_key/* parseSourceName */.mN)(reader.required('source')),
        kind: reader.oneOf('kind', ['full', 'schema'], 'full'),
        maxAgeSeconds: parseMaxAge(reader.text('max-age', '25h')),
        rules: migrationRules(reader.lines('patterns')),
        backsUpOnStale: reader.oneOf('on-stale', ['fail', 'backup'], 'fail') === 'backup',
        proofFrom: reader.oneOf('proof-from', ['auto', 'store', 'status'], 'auto'),
        workflows: reader.lines('status-workflows').map(parseWorkflow),
        comments: reader.flag('comment', true),
    };
}
function parseMaxAge(text) {
    const seconds = (0,duration/* parseDuration */.E9)(text, 'max-age');
    if (seconds > 0)
        return seconds;
    throw new domain_failure/* Failure */.HR('input-invalid', 'input "max-age" is zero, and no backup is that young', {
        hint: 'write how old the data that a rollback brings back may be, such as 25h',
    });
}
/** A name as in a run's `path`: relative to the root of the repository. */
function parseWorkflow(line) {
    const path = line.includes('/') ? line.replace(/^\.?\//, '') : `.github/workflows/${line}`;
    if (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path))
        return path;
    throw new domain_failure/* Failure */.HR('input-invalid', `input "status-workflows" names no workflow: ${JSON.stringify(line)}`, {
        hint: 'write the names of workflow files, one a line, such as nightly.yml',
    });
}

;// CONCATENATED MODULE: ./src/actions/migration-gate/wire.ts












/** `migration-gate`: lets a change in where it touches no migration, or a fresh and proven backup stands behind it. */
async function migrationGate(context) {
    const { runtime, launcher } = context;
    const change = await changeOfEvent();
    const inputs = readInputs(runtime, isOutside(change));
    const host = hostInput(inputs, context);
    let judged;
    try {
        judged = await judgeMigration({
            ...context,
            ...inputs,
            change,
            host,
            history: gitHistory(runtime.workFolder, launcher),
            backsUpOnStale: inputs.backsUpOnStale && !isOutside(change),
            proofFrom: await proofFromInput(inputs, change, context),
            run: runtime.run,
            signal: runtime.signal,
        });
    }
    catch (thrown) {
        const failure = (0,domain_failure/* asFailure */.h_)(thrown);
        runtime.output('decision', 'refused');
        await runtime.summary(undecided(inputs.source, failure, change), failure);
        throw failure;
    }
    await report(judged, context);
    if (inputs.comments)
        await comment(judged, host, context);
    if ('failure' in judged)
        throw judged.failure;
}
/** Without secrets, a store cannot be opened; what runs of the default branch published can be read by everybody. */
async function proofFromInput({ proofFrom, workflows, reader }, change, context) {
    const hasStore = reader.lines('store').length > 0;
    if (proofFrom === 'status' || (proofFrom === 'auto' && (!hasStore || isOutside(change)))) {
        if (hasStore && proofFrom === 'auto')
            context.runtime.info(`${nameOfChange(change)} is from outside and has no secrets: looking at the published status`);
        return { is: 'status', workflows };
    }
    const stores = await (0,store_input/* storesInput */.lM)(reader, 'store', context);
    return { is: 'store', stores: stores.map(({ store }) => store) };
}
function isOutside(change) {
    return change.by === 'pull-request' && change.isOutside !== false;
}
/** The command line reads defaults from action.yml, where the token is an expression for the runner: it has none. */
function hostInput({ reader }, { clock, runtime }) {
    const isGiven = !reader.text('github-token').startsWith('${{');
    return githubHost({
        token: isGiven ? reader.secret('github-token') : undefined,
        clock,
        tempFolder: runtime.tempFolder,
    });
}
async function report(judged, { runtime }) {
    runtime.output('decision', judged.decision);
    runtime.output('migrations', String(judged.touched.length));
    if (judged.decision === 'proven')
        runtime.output('backup-id', judged.candidate.backup);
    await (0,output_report/* outputReport */.w)(runtime, 'report', `gate-${judged.source}`, judged);
    await runtime.summary(gateSummary(judged), 'failure' in judged ? judged.failure : undefined);
    runtime.result(gateLine(judged));
    for (const note of judged.notes)
        runtime.info(note);
}
/** A comment is a courtesy: forks, and jobs without the permission, cannot leave one, and the summary says the same. */
async function comment(judged, host, { runtime }) {
    if (judged.change.by !== 'pull-request' || (judged.decision === 'proven' && judged.isLate))
        return;
    const number = pullRequestOf(judged.change) ?? 0;
    const marker = `<!-- muster migration gate: ${judged.source} -->`;
    const text = `${marker}\n${gateSummary(judged)}`;
    try {
        await host.comment(number, { marker, text, makes: judged.decision !== 'no-migration' }, runtime.signal);
    }
    catch (thrown) {
        runtime.signal.throwIfAborted();
        runtime.info(`no comment on pull request ${number}: ${(0,domain_failure/* asFailure */.h_)(thrown).message}`);
    }
}
function undecided(source, failure, change) {
    return (0,markdown/* page */.MY)(`## ❌ ${(0,markdown/* plain */.pj)(source)}: the gate cannot decide`, `${(0,markdown/* plain */.pj)(nameOfChange(change))}: **${(0,markdown/* plain */.pj)(failure.message)}** (${(0,failure_code/* failureCode */.A)(failure.code)})`, `To make this green: ${(0,markdown/* sentence */.em)(failure.hint)}`);
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

/***/ 92280:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ gatedBackup),
/* harmony export */   I: () => (/* binding */ writeGateRecord)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93945);
/* harmony import */ var _record_object_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52461);



/** Writes down which backup stood behind a pull request. @returns why it was not, where the credentials may not write */
async function writeGateRecord(store, record, signal) {
    try {
        await store.putIfAbsent((0,_domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__/* .gateKey */ .l)(record), Buffer.from((0,_domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__/* .serializeGateRecord */ .ru)(record)), signal);
        return undefined;
    }
    catch (thrown) {
        if (thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR && thrown.code === 'store-denied')
            return thrown.message;
        throw thrown;
    }
}
/**
 * The newest record of a pull request about a backup of that kind. One that cannot be read and is newer may name a later backup, so it is never
 * passed over.
 *
 * @throws Failure `gate-record-invalid` for such a one, `backup-missing` where there is none, or nobody can know whose
 */
async function gatedBackup(store, number, search) {
    const { sourceName, kind, run, progress } = search;
    const found = await recordsOf(store, number, search);
    const isOwn = (record) => !(record instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR) && (run?.repository ?? record.repository) === record.repository;
    const at = found.findIndex((record) => isOwn(record) && record.kind === kind);
    const unreadable = found.find((record, index) => record instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR && (at === -1 || index < at));
    if (unreadable instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        throw mayBeLater(number, unreadable);
    const own = found.filter(isOwn);
    const repositories = [...new Set(own.map(({ repository }) => repository))];
    if (repositories.length > 1) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('backup-missing', `pull request ${number} may be one of ${repositories.join(', ')}`, {
            hint: 'run in a workflow of the one that is meant, or write the id of the backup',
        });
    }
    const newest = own.find((record) => record.kind === kind);
    if (newest === undefined)
        throw noneRecorded(`${sourceName} for pull request ${number} in ${store.name}`, kind, own);
    for (const record of found) {
        if (record instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
            progress.warn(`passed over, since a later record of pull request ${number} can be read: ${record.message}`);
    }
    return newest;
}
/** The records of a pull request, newest first; why it cannot be used in place of one that cannot. */
async function recordsOf(store, number, { sourceName, signal }) {
    const keys = [];
    for await (const { key } of store.list((0,_domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__/* .gateFolder */ .Ag)(sourceName, number), signal))
        if ((0,_domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__/* .isGateKey */ .pY)(key))
            keys.push(key);
    const found = [];
    for (const key of keys.toReversed()) {
        try {
            const { text } = await (0,_record_object_js__WEBPACK_IMPORTED_MODULE_2__/* .recordObject */ .N)(store, key, { code: 'gate-record-invalid', signal });
            found.push((0,_domain_gate_gate_record_js__WEBPACK_IMPORTED_MODULE_1__/* .parseGateRecord */ .md)(text, key, { source: sourceName, pullRequest: number }));
        }
        catch (thrown) {
            if (!(thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR) || thrown.code !== 'gate-record-invalid')
                throw thrown;
            found.push(thrown);
        }
    }
    return found;
}
function mayBeLater(number, cause) {
    const message = `a record of pull request ${number}, which may name a later backup than others, cannot be used: ${cause.message}`;
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('gate-record-invalid', message, { cause });
}
function noneRecorded(what, kind, others) {
    const kinds = [...new Set(others.map((record) => record.kind))];
    if (kinds.length > 0) {
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('backup-missing', `no migration gate has recorded a backup of kind ${kind} of ${what}`, {
            hint: `write in input "kind" what it has recorded: ${kinds.join(', ')}`,
        });
    }
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('backup-missing', `no migration gate has recorded a backup of ${what}`, {
        hint: 'write latest-proven or an id in input "backup"; list shows them',
    });
}


/***/ })

};
