export const id = 412;
export const ids = [412];
export const modules = {

/***/ 56031:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  commandLine: () => (/* binding */ commandLine)
});

// EXTERNAL MODULE: ./src/actions/run-action.ts + 2 modules
var run_action = __webpack_require__(19020);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var domain_failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/nearest.ts
var nearest = __webpack_require__(94006);
;// CONCATENATED MODULE: ./src/platform/terminal.ts
const usualColumns = 100;
const [red, yellow, plain] = ['\u001b[31m', '\u001b[33m', '\u001b[0m'];
/** The terminal cuts a line that is too long, whatever the width of its characters (DECAWM). */
const [cutLines, wrapLines] = ['\u001b[?7l', '\u001b[?7h'];
const [lineStart, clearToEnd] = ['\r', '\u001b[K'];
/** The terminal of this process. A reader that goes away, such as `head`, ends nothing. */
function systemTerminal() {
    const { stdout, stderr } = process;
    for (const stream of [stdout, stderr])
        stream.on('error', () => undefined);
    return terminalOn({ stdout, stderr }, process.env);
}
/** A terminal on given streams. */
function terminalOn({ stdout, stderr }, environment) {
    const masks = new Set();
    let shown = '';
    let lost;
    /** The first error is the cause; those after it only say that the stream has ended. */
    const keepLost = (error) => void (lost ??= error ?? undefined);
    const isScreen = stderr.isTTY === true && environment['TERM'] !== 'dumb';
    const hasColors = stderr.isTTY === true && stderr.hasColors?.() === true; // knows of NO_COLOR
    const painted = (text, color) => (hasColors ? `${color}${text}${plain}` : text);
    const masked = (text) => [...masks].sort((a, b) => b.length - a.length).reduce((rest, mask) => rest.replaceAll(mask, '***'), text);
    const draw = () => {
        if (shown === '')
            return;
        stderr.write(`${lineStart}${cutLines}${shown}${clearToEnd}${wrapLines}`);
    };
    /** Writes above the line that is shown. */
    const above = (write) => {
        if (shown !== '')
            stderr.write(`${lineStart}${clearToEnd}`);
        write();
        draw();
    };
    const say = (text, mark = '') => above(() => void stderr.write(`${mark}${printable(masked(text)).trimEnd()}\n`));
    return {
        environment,
        isScreen,
        columns: Math.min(stdout.columns ?? stderr.columns ?? usualColumns, usualColumns), // `| less` shows it on the same screen
        mask: (text) => void (text.trim() !== '' && masks.add(text)),
        masked,
        print: (text) => above(() => void stdout.write(`${printable(masked(text)).trimEnd()}\n`, keepLost)),
        printJson: (value) => above(() => {
            const hide = (_, inner) => (typeof inner === 'string' ? masked(inner) : inner);
            stdout.write(`${JSON.stringify(value, hide, 2)}\n`, keepLost);
        }),
        say,
        warn: (line) => say(line, painted('warning: ', yellow)),
        fail: (line) => say(line, painted('muster: ', red)),
        show(line) {
            if (!isScreen)
                return;
            const wasShown = shown !== '';
            shown = printable(masked(line)).replaceAll('\n', ' ');
            if (shown === '' && wasShown)
                stderr.write(`${lineStart}${clearToEnd}`);
            draw();
        },
        async lostOutput() {
            await new Promise((resolve) => stdout.write('', () => resolve()));
            return lost?.code === 'EPIPE' ? undefined : lost;
        },
    };
}
/** Names and messages come from databases, stores and tools: no control sequence of theirs reaches the screen. */
function printable(text) {
    return text.replace(/[^\P{Cc}\n\t]+/gu, ' ');
}

// EXTERNAL MODULE: ./src/platform/version.ts
var version = __webpack_require__(95895);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./src/cli/action-metadata.ts


/** Reads an action.yml; what it does not say is empty. */
function readActionMetadata(path) {
    const said = (0,dist/* parse */.qg)((0,external_node_fs_.readFileSync)(path, 'utf8'));
    return { inputs: {}, outputs: {}, runs: {}, branding: {}, ...said };
}
/**
 * The value of an input that is not given, as its description states it: "`24h` by default". Inputs that the configuration file can give have
 * no `default` in action.yml, since a runner hands that over as if the user had given it.
 */
function defaultOf({ default: value, description = '' }) {
    return value ?? /`([^`]+)`(?: \([^)]*\))? by default/.exec(description)?.[1] ?? '';
}
/** Whether an input has to be given somewhere: a description says "Required", where the configuration file can give it as well. */
function isNeeded({ required = false, description = '' }) {
    return required || /\bRequired\b/.test(description);
}

;// CONCATENATED MODULE: ./src/cli/action-options.ts

/** The options of an action, in the order of its action.yml. */
function optionsOf({ inputs }) {
    return Object.entries(inputs).map(([name, input]) => ({
        name,
        description: (input.description ?? '').trim(),
        isRequired: isNeeded(input),
        otherwise: input.default ?? '',
        isFlag: ['true', 'false'].includes(defaultOf(input)),
        secrecy: secrecyOf(input),
    }));
}
/** The environment variable that an input can come from, e.g. `MUSTER_KEEP_LAST`. */
function variableOf(name) {
    return `MUSTER_${name.toUpperCase().replaceAll('-', '_')}`;
}
/** The option, without the dashes, that names a file in which a secret input is. */
function fileOptionOf(name) {
    return `${name}-file`;
}
/** Whether others would learn a secret from a value that stands on the command line. */
function exposesSecret({ secrecy }, value) {
    if (secrecy === 'none' || value.trim() === '')
        return false;
    return secrecy === 'whole' || /:\/\/[^:@/]*:.+@/s.test(value) || /password=./i.test(value);
}
/** A description in action.yml says "a secret" of an input that holds one, and "URL" where only a part of it is secret. */
function secrecyOf({ description = '' }) {
    if (!/\ba secret\b/.test(description))
        return 'none';
    return /\bURL\b/.test(description) ? 'in-url' : 'whole';
}

;// CONCATENATED MODULE: ./src/cli/parse-arguments.ts



/** What the command line knows besides the inputs of actions. */
const ownOptions = {
    json: {
        takesValue: false,
        meaning: 'Print one JSON object on standard output: action, status, outputs, failure and report.',
    },
    quiet: { takesValue: false, meaning: 'Say only warnings and failures on standard error.' },
    summary: { takesValue: true, meaning: 'Write the summary, a page for people, as Markdown to this file.' },
    report: { takesValue: true, meaning: 'Write the report, with every detail, as JSON to this file.' },
    help: { takesValue: false, meaning: 'Print this.' },
};
/**
 * Reads `--input value`, `--input=value` and flags. An input that is given more than once has one line for each.
 *
 * @throws Failure that names the option that is wrong and never a value, which may be secret
 */
function parseArguments(args, options) {
    const own = new Map();
    const files = new Map();
    const inputs = new Map();
    for (const { name, value } of written(args, options)) {
        const option = options.find((one) => one.name === name);
        if (option !== undefined) {
            const given = value ?? 'true';
            if (exposesSecret(option, given))
                throw exposed(option);
            inputs.set(name, inputs.has(name) ? `${inputs.get(name) ?? ''}\n${given}` : given);
            continue;
        }
        const target = name in ownOptions ? own : files;
        if (target.has(name))
            throw new domain_failure/* Failure */.HR('input-invalid', `"--${name}" is given more than once`, { hint: 'give it once' });
        target.set(name, value ?? '');
    }
    if (own.has('summary') && own.get('summary') === own.get('report'))
        throw new domain_failure/* Failure */.HR('input-invalid', '"--summary" and "--report" name the same file', { hint: 'give each its own' });
    const secretFiles = options.flatMap(({ name }) => {
        const path = files.get(fileOptionOf(name));
        return path === undefined ? [] : [[name, path]];
    });
    return {
        inputs,
        secretFiles: new Map(secretFiles),
        json: own.has('json'),
        quiet: own.has('quiet'),
        summary: own.get('summary'),
        report: own.get('report'),
    };
}
function written(args, options) {
    const found = [];
    for (let at = 0; at < args.length; at += 1) {
        const [, name = '', equals] = /^--([A-Za-z0-9_-]+)(=|$)/.exec(args[at] ?? '') ?? [];
        if (name === '')
            throw notAnOption(at);
        const form = formOf(name, options);
        const inline = equals === '=' ? (args[at] ?? '').slice(name.length + '--='.length) : undefined;
        const next = args[at + 1];
        const follows = inline === undefined && form !== 'bare' && next !== undefined && !next.startsWith('--');
        if (follows)
            at += 1;
        const value = inline ?? (follows ? next : undefined);
        if (form === 'value' && value === undefined)
            throw valueMissing(name);
        if (form === 'bare' && value !== undefined) {
            throw new domain_failure/* Failure */.HR('input-invalid', `"--${name}" takes no value`, { hint: `write --${name} alone` });
        }
        found.push({ name, value });
    }
    return found;
}
/** `bare` stands alone, `flag` may, `value` may not. @throws Failure `input-unknown` */
function formOf(name, options) {
    if (Object.hasOwn(ownOptions, name))
        return ownOptions[name].takesValue ? 'value' : 'bare';
    const option = options.find((one) => one.name === name);
    if (option !== undefined)
        return option.isFlag ? 'flag' : 'value';
    const files = options.filter(({ secrecy }) => secrecy !== 'none').map((one) => fileOptionOf(one.name));
    if (files.includes(name))
        return 'value';
    const known = [...options.map((one) => one.name), ...files, ...Object.keys(ownOptions)];
    throw new domain_failure/* Failure */.HR('input-unknown', `there is no option "--${name}"`, {
        hint: `correct its name, which --help lists, or remove it${(0,nearest/* didYouMean */.a)(name, known).replace(/"(.+)"/, '"--$1"')}`,
    });
}
function notAnOption(at) {
    return new domain_failure/* Failure */.HR('input-unknown', `argument ${at + 1} behind the action is no option and belongs to none`, {
        hint: 'write --input value, with the value in quotes where it has spaces; --help lists the inputs',
    });
}
function valueMissing(name) {
    return new domain_failure/* Failure */.HR('input-missing', `"--${name}" has no value`, {
        hint: `write --${name} value, or --${name}=value where the value begins with dashes`,
    });
}
function exposed({ name, secrecy }) {
    const what = secrecy === 'in-url' ? `the password in "--${name}"` : `"--${name}"`;
    return new domain_failure/* Failure */.HR('secret-exposed', `${what} can be read by everyone on this machine while it stands on the command line`, {
        hint: `put it in ${variableOf(name)}, or in a file and give --${fileOptionOf(name)}; if a secret stood there, change it, since it was seen`,
    });
}

;// CONCATENATED MODULE: ./src/cli/help.ts


/** As docs/command-line.md has them, which a test runs. */
const firstSteps = [
    'export MUSTER_SOURCE=shop-prod',
    'export MUSTER_STORE=file:///srv/backups',
    'export MUSTER_URL_FILE=/etc/muster/url',
    'muster backup --recipients "$(age-keygen -y shop-identity.txt)"',
    'muster list',
    'muster restore-verify --identity-file shop-identity.txt --rto-target 30m',
];
/** What there is. @param columns how many characters fit on a line */
function overview(actions, columns) {
    const width = Math.max(...[...actions.keys()].map((name) => name.length)) + 2;
    return [
        'Usage: muster <action> --input value …',
        '       muster help <action>',
        '       muster --version',
        '',
        'Actions:',
        ...[...actions].map(([name, { description = '' }]) => wrapped(description, columns, width + 2).replace(/^ +/, `  ${name}`.padEnd(width + 2))),
        '',
        'Example:',
        ...firstSteps.map((line) => `  ${line}`),
        '',
        wrapped('Exit status: 0 done or proven, 1 failed, 2 bad input (nothing was touched), 3 could not tell.', columns, 0),
    ].join('\n');
}
/** What an action does, takes and gives. */
function actionHelp(name, metadata, columns) {
    const options = optionsOf(metadata);
    const required = options.filter(({ isRequired }) => isRequired).map((option) => `--${option.name} value`);
    return [
        wrapped(metadata.description ?? '', columns, 0),
        '',
        `Usage: ${['muster', name, ...required, '…'].join(' ')}`,
        '',
        'Inputs:',
        ...options.flatMap((option) => [signature(option), wrapped(meaning(option), columns, 6)]),
        '',
        wrapped('An input that takes several lines is given once for each. An input can also come from the environment: ' +
            `"--${options[0]?.name ?? 'input'}" from ${variableOf(options[0]?.name ?? 'input')}. The command line counts first.`, columns, 0),
        '',
        'Options:',
        ...Object.entries(ownOptions).flatMap(([option, { takesValue, meaning: text }]) => [
            `  --${option}${takesValue ? ' file' : ''}`,
            wrapped(text, columns, 6),
        ]),
        '',
        'Outputs:',
        ...Object.entries(metadata.outputs).flatMap(([output, { description = '' }]) => [
            `  ${output}`,
            wrapped(description, columns, 6),
        ]),
    ].join('\n');
}
function signature({ name, isFlag, secrecy }) {
    if (secrecy === 'whole')
        return `  --${fileOptionOf(name)} file, or ${variableOf(name)}`;
    if (secrecy === 'in-url')
        return `  --${name} value, --${fileOptionOf(name)} file, or ${variableOf(name)}`;
    return isFlag ? `  --${name} [value]` : `  --${name} value`;
}
function meaning({ description, secrecy }) {
    return secrecy === 'in-url' ? `${description} With a password, never on the command line itself.` : description;
}
/** Descriptions in action.yml have links for the pages that are made of them, relative to a folder: here they are their texts. */
function wrapped(description, columns, indent) {
    const text = description.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1');
    const room = Math.max(columns - indent, 30);
    const lines = [];
    for (const word of text.split(/\s+/)) {
        const line = lines.at(-1);
        if (line === undefined || line.length + 1 + word.length > room)
            lines.push(word);
        else
            lines[lines.length - 1] = `${line} ${word}`;
    }
    return lines.map((line) => ' '.repeat(indent) + line).join('\n');
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./src/cli/known-actions.ts



/** Every action of our own code in the folder `actions` of the package, with what its action.yml says; those made of others are GitHub's alone. */
function knownActions(packageFolder) {
    const folder = (0,external_node_path_.join)(packageFolder, 'actions');
    const names = (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return new Map(names
        .map(({ name }) => name)
        .sort()
        .map((name) => [name, readActionMetadata((0,external_node_path_.join)(folder, name, 'action.yml'))])
        .filter(([, { runs }]) => runs['using'] !== 'composite'));
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./src/actions/configured-inputs.ts
var configured_inputs = __webpack_require__(44073);
// EXTERNAL MODULE: ./src/platform/log-progress.ts
var log_progress = __webpack_require__(57185);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./src/platform/private-folder.ts




/**
 * The folder for temporary files of this account, made where it is missing. It stays after a run, so that the next one finds what a killed
 * one left behind. The system's own folder is shared, and others could put files in our way. That one is not made: it may be on a disk that
 * is not mounted, and large files would fill another one.
 *
 * @throws Failure `input-invalid` where it cannot be made, or is not ours alone
 */
async function privateTempFolder() {
    const path = (0,external_node_path_.resolve)((0,external_node_os_.tmpdir)(), `muster-${process.getuid?.() ?? 'user'}`);
    const hint = 'let TMPDIR name a folder that exists and that you may write to';
    try {
        await (0,promises_.mkdir)(path, { mode: 0o700 });
    }
    catch (cause) {
        const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
        if (!isThere)
            throw new domain_failure/* Failure */.HR('input-invalid', `the folder for temporary files cannot be made: ${(0,domain_failure/* messageOf */.bD)(cause)}`, {
                hint,
                cause,
            });
    }
    const found = await (0,promises_.lstat)(path);
    const isOurs = found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid) && (found.mode & 0o077) === 0;
    if (isOurs)
        return path;
    throw new domain_failure/* Failure */.HR('input-invalid', `the folder for temporary files, ${path}, can be changed or read by others`, {
        hint: `find out who made it, then remove it; or ${hint}`,
    });
}

// EXTERNAL MODULE: ./src/platform/system-clock.ts
var system_clock = __webpack_require__(55037);
// EXTERNAL MODULE: ./src/platform/stage-meter.ts
var stage_meter = __webpack_require__(25513);
;// CONCATENATED MODULE: ./src/platform/terminal-progress.ts


const redrawMs = 100;
/**
 * Progress on a screen: one line for the stage that goes on, drawn anew in its place, and one that stays for each that is over. Where there
 * is no screen, the lines of a log.
 */
function terminalProgress(terminal, clock) {
    if (!terminal.isScreen) {
        return (0,log_progress/* logProgress */.s)((line) => terminal.say(line), (line) => terminal.warn(line), clock);
    }
    const meter = (0,stage_meter/* stageMeter */.u)(clock);
    const timer = setInterval(() => {
        if (meter.name !== '')
            terminal.show(meter.line());
    }, redrawMs);
    timer.unref();
    const endStage = () => {
        terminal.show('');
        if (meter.name !== '')
            terminal.say(meter.line());
    };
    return {
        stage(name) {
            meter.item('');
            endStage();
            meter.stage(name);
            terminal.show(meter.line());
        },
        expect: (bytes) => meter.expect(bytes),
        bytes: (count) => meter.bytes(count),
        item: (name) => meter.item(name),
        note: (line) => terminal.say(line),
        warn: (line) => terminal.warn(line),
        [Symbol.dispose]() {
            clearInterval(timer);
            endStage();
            meter.stage('');
        },
    };
}

// EXTERNAL MODULE: ./src/platform/environment.ts
var platform_environment = __webpack_require__(15494);
// EXTERNAL MODULE: ./src/platform/output-file.ts
var output_file = __webpack_require__(90045);
// EXTERNAL MODULE: ./src/platform/run-identity.ts
var run_identity = __webpack_require__(58177);
// EXTERNAL MODULE: ./src/platform/stop-signal.ts
var stop_signal = __webpack_require__(34928);
;// CONCATENATED MODULE: ./src/platform/work-folder.ts

/**
 * The folder in which the command runs.
 *
 * @throws Failure `input-invalid` where somebody removed it meanwhile
 */
function workFolder() {
    try {
        return process.cwd();
    }
    catch (cause) {
        throw new domain_failure/* Failure */.HR('input-invalid', 'the folder in which the command runs is not there any more', {
            hint: 'change into a folder that exists',
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./src/platform/terminal-runtime.ts








/** Takes inputs from whoever started the process, and gives results to its standard output. */
function terminalRuntime(options) {
    const { terminal, inputs, isQuiet, printsResults, summaryFile } = options;
    const { environment } = terminal;
    const outputs = new Map();
    const info = (line) => {
        if (!isQuiet)
            terminal.say(line);
    };
    return {
        outputs,
        input: (name) => inputs.get(name) ?? '',
        givenInputs: () => [...inputs].filter(([, value]) => value !== '').map(([name]) => name),
        variable: (name) => environment[name] ?? '',
        output: (name, value) => void outputs.set(name, value),
        outputFile: async (name, file, text) => void outputs.set(name, await (0,output_file/* outputFile */.i)(options.tempFolder, file, text)),
        mask: (text) => terminal.mask(text),
        summary: async (markdown) => {
            if (summaryFile === undefined)
                return;
            await (0,promises_.appendFile)(summaryFile, `${terminal.masked(markdown)}\n`).catch((cause) => {
                throw (0,output_file/* unwritten */.p)('the summary', cause);
            });
        },
        result: (text) => (printsResults ? terminal.print(text) : info(text)),
        info,
        warn: (line) => terminal.warn(line),
        error: (line) => {
            options.beforeFailure();
            terminal.fail(line);
        },
        inItsWords: options.inItsWords,
        tempFolder: options.tempFolder,
        workFolder: workFolder(),
        searchPath: environment['PATH'] ?? '',
        programEnvironment: (0,platform_environment/* programEnvironment */.y)(environment, (0,external_node_os_.tmpdir)()),
        run: (0,run_identity/* runIdentity */.y)(environment),
        identityToken: () => Promise.reject(new domain_failure/* Failure */.HR('store-denied', 'there is no identity token outside of a GitHub job, so no role can be taken on', {
            hint: 'take the role out of the store URL, and give credentials by AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
        })),
        signal: interruption(terminal),
    };
}
/** Ctrl-C, `kill`, and a terminal that is closed. */
function interruption(terminal) {
    const signal = (0,stop_signal/* stopSignal */.Z)(['SIGINT', 'SIGTERM', 'SIGHUP']);
    signal.addEventListener('abort', () => {
        terminal.say('stopping, and taking back what is unfinished; asked once more, it ends at once and leaves that behind');
    });
    return signal;
}

// EXTERNAL MODULE: ./src/domain/secret.ts
var secret = __webpack_require__(96130);
;// CONCATENATED MODULE: ./src/cli/command-line-hint.ts


/**
 * The hint of a failure in the words of a command line: `confirm: shop` is `--confirm shop`, and a secret is one of an option and a variable
 * rather than of a repository.
 *
 * @param options of the action that failed
 */
function commandLineHint({ message, hint }, options) {
    const asOptions = options.reduce((text, { name }) => text.replaceAll(new RegExp(`(?<![\\w-])${name}: (?=\\S)`, 'g'), `--${name} `), hint);
    const secrets = options.filter(({ secrecy }) => secrecy !== 'none').map(({ name }) => name);
    return asOptions
        .replace(secret/* emptySecretHint */.Xm, () => whereFrom(secretsIn(emptyIn(message) ?? hint, secrets), emptyOption(message, options)))
        .replace(secret/* lineBreakHint */.Bp, () => ['take it out of', ...secretsIn(message, secrets).map(placesOf)].join(' '))
        .replace(secret/* quotesHint */.$V, () => `take them out of the option, ${secretsIn(message, secrets).map(placesOf).join()}`);
}
/** The part of a message that names the inputs that are empty. */
function emptyIn(message) {
    return /inputs? "[a-z-]+"(?: and "[a-z-]+")* (?:is|are) empty/.exec(message)?.[0];
}
function secretsIn(text, secrets) {
    return secrets.filter((name) => text.includes(`"${name}"`));
}
/** The one input that is empty, and is no secret. */
function emptyOption(message, options) {
    const name = /input "([a-z-]+)" is empty/.exec(message)?.[1];
    return options.some((option) => option.name === name) ? name : undefined;
}
/** Credentials of a store come by no input. */
function whereFrom(names, option) {
    if (names.length === 0 && option !== undefined)
        return `it comes from --${option} or ${variableOf(option)}`;
    if (names.length === 0)
        return 'look whether the environment variable that it comes from is set';
    return names.map((name) => `"${name}" comes from ${placesOf(name)}`).join(', ');
}
function placesOf(name) {
    return `${variableOf(name)} or the file of --${fileOptionOf(name)}`;
}

;// CONCATENATED MODULE: ./src/cli/environment-inputs.ts



/** What Muster itself sets for the commands that it starts, which may call it again. */
const ownVariables = ['MUSTER_SANDBOX_URL', 'MUSTER_TARGET_URL'];
/**
 * Reads `MUSTER_<INPUT>` and `MUSTER_<INPUT>_FILE`. One environment serves several actions, so that variables for the inputs of another
 * action are left alone, and so is what resembles none.
 *
 * @param options of the action that runs. @param known options of all actions.
 * @throws Failure `input-unknown` for a variable whose name is nearly that of an input
 */
function environmentInputs(environment, options, known) {
    rejectMisspelt(environment, [...known.flatMap(variablesOf), ...ownVariables]);
    const read = (variable, from) => new Map(from.flatMap(({ name }) => {
        const value = environment[variable(name)] ?? '';
        return value === '' ? [] : [[name, value]];
    }));
    return {
        inputs: read(variableOf, options),
        secretFiles: read((name) => variableOf(fileOptionOf(name)), options.filter(isSecret)),
    };
}
function rejectMisspelt(environment, known) {
    const prefix = variableOf('');
    for (const variable of Object.keys(environment)) {
        if (!variable.startsWith(prefix) || known.includes(variable))
            continue;
        const bare = variable.slice(prefix.length);
        const guess = (0,nearest/* nearest */.p)(bare, known.map((one) => one.slice(prefix.length)));
        if (guess === undefined)
            continue;
        throw new domain_failure/* Failure */.HR('input-unknown', `the environment has ${variable}, which is no input`, {
            hint: `remove it, or correct its name, did you mean ${prefix}${guess}?`,
        });
    }
}
function variablesOf(option) {
    const names = isSecret(option) ? [option.name, fileOptionOf(option.name)] : [option.name];
    return names.map(variableOf);
}
function isSecret({ secrecy }) {
    return secrecy !== 'none';
}

;// CONCATENATED MODULE: ./src/cli/given-inputs.ts



/** The inputs that are given and not empty. @throws Failure where one is given in two ways at once, or in a file that cannot be read */
async function givenInputs({ options, args, environment }) {
    const values = new Map();
    for (const { name } of options) {
        const [option, variable] = [`--${fileOptionOf(name)}`, variableOf(fileOptionOf(name))];
        const value = (await oneOf(args, name, [`--${name}`, option])) ??
            (await oneOf(environment, name, [variableOf(name), variable])) ??
            '';
        if (value.trim() !== '')
            values.set(name, value);
    }
    return values;
}
/** The value of every input: as it was given, as the configuration file says, or as action.yml does. @throws Failure where one is missing */
function completeInputs(options, given, configured) {
    return new Map(options.map(({ name, description, otherwise, isRequired }) => {
        const value = given.get(name) ?? configured.get(name) ?? otherwise;
        if (!isRequired || value.trim() !== '')
            return [name, value];
        const places = /\bconfiguration file\b/.test(description)
            ? `give it, set ${variableOf(name)}, or write it into muster.yml`
            : `give it, or set ${variableOf(name)}`;
        throw new domain_failure/* Failure */.HR('input-missing', `"--${name}" is missing`, { hint: `${places}; --help says what it is` });
    }));
}
/** @param labels what the user calls the value and the file */
async function oneOf({ inputs, secretFiles }, name, [value, file]) {
    const path = secretFiles.get(name);
    if (path === undefined)
        return inputs.get(name);
    if (!inputs.has(name))
        return await secretIn(path, file);
    throw new domain_failure/* Failure */.HR('input-invalid', `${value} and ${file} exclude each other`, { hint: 'give one of them' });
}
/** The text of a file without the line break at its end, which editors add. */
async function secretIn(path, label) {
    try {
        return (await (0,promises_.readFile)(path, 'utf8')).replace(/\r?\n$/, '');
    }
    catch (cause) {
        throw new domain_failure/* Failure */.HR('input-invalid', `the file of ${label} cannot be read: ${(0,domain_failure/* messageOf */.bD)(cause)}`, {
            hint: 'give the path of a file that this account may read',
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./src/cli/run-result.ts


/** The outputs whose value is the path of a file with the report, as their description in action.yml says. */
function reportOutputs({ outputs }) {
    return Object.entries(outputs)
        .filter(([, { description = '' }]) => /\bPath of .*\bJSON\b/.test(description))
        .map(([name]) => name);
}
/**
 * Takes the report out of the folder for temporary files, where nobody would remove it.
 *
 * @param reportFile where it is to go; nowhere otherwise.
 * @returns the report, and the outputs without its path, or with its new one.
 * @throws Failure `result-unwritten`
 */
async function takeReport(given, metadata, reportFile) {
    const outputs = new Map(given);
    outputs.delete('failure'); // it is said elsewhere
    let report = null;
    for (const name of reportOutputs(metadata)) {
        const path = outputs.get(name);
        if (path === undefined)
            continue;
        const text = await (0,promises_.readFile)(path, 'utf8');
        await (0,promises_.rm)(path);
        report = JSON.parse(text);
        if (reportFile === undefined)
            outputs.delete(name);
        else {
            await (0,promises_.writeFile)(reportFile, text).catch((cause) => {
                throw new domain_failure/* Failure */.HR('result-unwritten', `the report cannot be written: ${(0,domain_failure/* messageOf */.bD)(cause)}`, { cause });
            });
            outputs.set(name, reportFile);
        }
    }
    return { outputs, report };
}
/** The result for programs. */
function jsonResult({ action, outcome, outputs, report }) {
    const { status, failure } = outcome;
    return {
        action,
        status,
        outputs: Object.fromEntries(outputs),
        failure: failure === undefined ? null : { code: failure.code, message: failure.message, hint: failure.hint },
        report,
    };
}
/** The outputs for people, in two columns. */
function textResult(outputs) {
    const width = Math.max(...[...outputs.keys()].map((name) => name.length)) + 2;
    const lines = [...outputs].flatMap(([name, value]) => value.split('\n').map((line, index) => (index === 0 ? name : '').padEnd(width) + line));
    return lines.join('\n');
}

;// CONCATENATED MODULE: ./src/cli/run-command.ts
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
















/** Runs an action and prints what it gives. @throws Failure where its inputs cannot be read; nothing was touched then */
async function runCommand({ action, args, actions, terminal, load }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const metadata = actions.get(action) ?? { inputs: {}, outputs: {} };
        const options = optionsOf(metadata);
        const parsed = parseArguments(args, options);
        const environment = environmentInputs(terminal.environment, options, [...actions.values()].flatMap(optionsOf));
        const given = await givenInputs({ options, args: parsed, environment });
        const configured = await (0,configured_inputs/* configuredInputs */.Q)({
            action,
            input: (name) => given.get(name) ?? '',
            given: [...given.keys()],
            workFolder: workFolder(),
            variable: (name) => terminal.environment[name] ?? '',
            info: (line) => void (parsed.quiet || terminal.say(line)),
        });
        const inputs = completeInputs(options, given, configured(options.map(({ name }) => name)));
        const tempFolder = await privateTempFolder();
        await emptyFile(parsed.summary, 'summary');
        await emptyFile(parsed.report, 'report');
        const progress = __addDisposableResource(env_1, progressOn(terminal, parsed.quiet), false);
        const runtime = terminalRuntime({
            terminal,
            inputs,
            tempFolder,
            isQuiet: parsed.quiet,
            printsResults: !parsed.json,
            inItsWords: (failure) => commandLineHint(failure, options),
            beforeFailure: () => progress[Symbol.dispose](),
            ...(parsed.summary !== undefined && { summaryFile: parsed.summary }),
        });
        const outcome = await (0,run_action/* runAction */.C)(action, load, runtime, progress);
        progress[Symbol.dispose]();
        const { outputs, report } = await takeReport(runtime.outputs, metadata, parsed.report);
        if (parsed.json)
            terminal.printJson(jsonResult({ action, outcome, outputs, report }));
        else if (outputs.size > 0)
            terminal.print(textResult(outputs));
        return outcome.status;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
function progressOn(terminal, isQuiet) {
    if (!isQuiet)
        return terminalProgress(terminal, system_clock/* systemClock */.m);
    return (0,log_progress/* logProgress */.s)(() => undefined, (line) => terminal.warn(line), system_clock/* systemClock */.m);
}
/** What cannot be written is known before anything is touched, and what an earlier run wrote does not stay. */
async function emptyFile(path, option) {
    if (path === undefined)
        return;
    try {
        await (0,promises_.writeFile)(path, '');
    }
    catch (cause) {
        throw new domain_failure/* Failure */.HR('input-invalid', `the file of "--${option}" cannot be written: ${(0,domain_failure/* messageOf */.bD)(cause)}`, {
            hint: 'give the path of a file in a folder that exists and that this account may write to',
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./src/cli/command-line.ts









/** `muster <action> --input value`: the same actions without GitHub. @returns the exit status */
async function commandLine(line) {
    const terminal = systemTerminal();
    const status = await answered(line, terminal);
    const lost = await terminal.lostOutput();
    if (lost === undefined)
        return status;
    const failure = new domain_failure/* Failure */.HR('result-unwritten', `standard output cannot be written: ${(0,domain_failure/* messageOf */.bD)(lost)}`);
    return Math.max(status, said(failure, terminal).status);
}
async function answered({ packageFolder, args, load }, terminal) {
    const [action = '', ...rest] = args;
    try {
        const actions = knownActions(packageFolder);
        if (args.length === 0 && terminal.isScreen)
            terminal.say(overview(actions, terminal.columns));
        const answer = answerTo(args, actions, terminal.columns);
        if (answer !== undefined) {
            terminal.print(answer);
            return 0;
        }
        return await runCommand({ action, args: rest, actions, terminal, load: () => load(action) });
    }
    catch (thrown) {
        const outcome = said((0,domain_failure/* asFailure */.h_)(thrown), terminal);
        const result = { action: isName(action) ? action : '', outcome, outputs: new Map(), report: null };
        if (args.includes('--json'))
            terminal.printJson(jsonResult(result));
        return outcome.status;
    }
}
function said(failure, terminal) {
    return (0,run_action/* reportFailure */.x)(failure, {
        output: () => undefined,
        info: (line) => terminal.say(line),
        error: (line) => terminal.fail(line),
    });
}
const helpWords = ['help', '--help', '-h'];
const versionWords = ['version', '--version'];
/** What is answered without running anything; undefined where there is something to run. @throws Failure `action-unknown` */
function answerTo(args, actions, columns) {
    const [first = '', next] = args;
    const second = next?.startsWith('-') === true ? undefined : next;
    if (versionWords.includes(first))
        return `muster ${version/* version */.r}`;
    const isHelp = helpWords.includes(first);
    if (isHelp && second === undefined)
        return overview(actions, columns);
    const action = isHelp && second !== undefined ? second : first;
    const metadata = actions.get(action);
    if (metadata === undefined)
        throw unknownAction(action, [...actions.keys(), 'help', 'version']);
    return isHelp || args.some((word) => word === '--help' || word === '-h')
        ? actionHelp(action, metadata, columns)
        : undefined;
}
/** Anything else may be a secret in the wrong place. */
function isName(word) {
    return /^[A-Za-z][A-Za-z0-9_-]*$/.test(word);
}
function unknownAction(word, known) {
    const message = isName(word) ? `there is no action "${word}"` : 'the first word has to be the name of an action';
    return new domain_failure/* Failure */.HR('action-unknown', message, {
        hint: `"muster --help" lists them${isName(word) ? (0,nearest/* didYouMean */.a)(word, known) : ''}`,
    });
}


/***/ })

};
