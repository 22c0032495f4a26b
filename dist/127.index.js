export const id = 127;
export const ids = [127];
export const modules = {

/***/ 23591:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ inputReader)
});

// UNUSED EXPORTS: secretInputs

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/nearest.ts
var nearest = __webpack_require__(94006);
// EXTERNAL MODULE: ./src/domain/secret.ts
var secret = __webpack_require__(96130);
;// CONCATENATED MODULE: ./src/actions/masking.ts
/** Shorter ones stand in numbers, dates and words of every log. */
const leastCharacters = 4;
/** What containers and examples have for a password, and what our messages and those of servers speak of. */
const everyday = [
    'password',
    'postgres',
    'postgresql',
    'mysql',
    'mariadb',
    'root',
    'admin',
    'backup',
    'muster',
    'test',
];
/**
 * Whether a secret can be hidden by putting `***` wherever its text stands. One that is short, or a word that stands there for other reasons,
 * would be shown by that: where the database `shop` is written as `***`, everybody reads what the password is, and nobody reads the log.
 *
 * @param beside texts that are no secrets and may be in the output, such as the names of the source and of the database
 */
function isHideable(secret, beside) {
    const text = secret.trim().toLowerCase();
    if (text.length < leastCharacters || everyday.includes(text))
        return false;
    return !beside.some((other) => wordsOf(other).includes(text));
}
/** Masks a secret, or says once for each `what` that masking would show it. @param open gives the inputs that are no secrets */
function hiderOn(runtime, open) {
    const said = new Set();
    return (secret, what, beside = '') => {
        if (isHideable(secret, [...open(), beside])) {
            runtime.mask(secret);
        }
        else if (!said.has(what)) {
            said.add(what);
            runtime.warn(`${what} is too short or too common a word to be hidden: *** in its place would show what it is wherever else it stands; choose a longer one`);
        }
    };
}
/** A name as a whole, and the words in it. */
function wordsOf(text) {
    const lower = text.toLowerCase();
    return [...lower.split(/[\s,/:@?&=]+/), ...lower.split(/[^\p{L}\p{N}]+/u)];
}

;// CONCATENATED MODULE: ./src/actions/input-reader.ts




/** Inputs that are secrets, or have one in them: those whose description in action.yml says "a secret". */
const secretInputs = ['url', 'sandbox', 'password', 'passphrase', 'identity', 'github-token'];
/**
 * @param known every input that the action has.
 * @param configurable those of them that the configuration file may give in this run.
 * @throws Failure `input-unknown` where another one is given.
 */
function inputReader(runtime, known, configurable = known) {
    for (const name of runtime.givenInputs()) {
        if (!known.includes(name))
            throw unknownInput(name, known);
    }
    runtime.expect?.(configurable);
    const text = (name, otherwise = '') => runtime.input(name).trim() || otherwise;
    const secrets = new Set(secretInputs);
    const open = () => known.filter((name) => !secrets.has(name)).map((name) => text(name));
    const hide = hiderOn(runtime, open);
    return {
        text,
        required(name) {
            const value = text(name);
            if (value === '')
                throw new failure/* Failure */.HR('input-missing', `input "${name}" is empty`);
            return value;
        },
        oneOf(name, choices, otherwise) {
            const value = text(name, otherwise);
            const choice = choices.find((candidate) => candidate === value);
            if (choice !== undefined)
                return choice;
            throw new failure/* Failure */.HR('input-invalid', `input "${name}" cannot be ${JSON.stringify(value)}`, {
                hint: `write one of ${choices.join(', ')}${(0,nearest/* didYouMean */.a)(value, choices)}`,
            });
        },
        flag(name, otherwise) {
            const value = text(name, String(otherwise)).toLowerCase();
            if (value === 'true' || value === 'false')
                return value === 'true';
            throw new failure/* Failure */.HR('input-invalid', `input "${name}" is neither true nor false: ${JSON.stringify(value)}`, {
                hint: 'write true or false',
            });
        },
        lines: (name) => runtime
            .input(name)
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== '' && !line.startsWith('#')),
        secret(name) {
            const value = runtime.input(name);
            if (value.trim() === '')
                return undefined;
            secrets.add(name);
            hide(value, `input "${name}"`);
            // whoever reads it may trim it; a short line of a key is none that anybody would know it by
            const forms = new Set([value, ...value.split('\n')].map((form) => form.trim()));
            for (const form of forms)
                if (isHideable(form, open()))
                    runtime.mask(form);
            return new secret/* Secret */.zh(value);
        },
        hide,
    };
}
function unknownInput(name, known) {
    const guess = (0,nearest/* didYouMean */.a)(name, known);
    const hint = guess === '' ? `; there are ${known.join(', ')}` : guess;
    return new failure/* Failure */.HR('input-unknown', `there is no input "${name}"`, { hint: `remove it, or correct its name${hint}` });
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

/***/ 97127:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sources: () => (/* binding */ sources)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/kind.ts
var kind = __webpack_require__(76040);
// EXTERNAL MODULE: ./src/domain/nearest.ts
var nearest = __webpack_require__(94006);
// EXTERNAL MODULE: ./src/domain/configuration/configuration.ts
var configuration_configuration = __webpack_require__(40295);
// EXTERNAL MODULE: ./src/domain/configuration/form.ts
var configuration_form = __webpack_require__(67739);
// EXTERNAL MODULE: ./src/domain/configuration/settings-for.ts
var settings_for = __webpack_require__(5434);
;// CONCATENATED MODULE: ./src/domain/configuration/source-entries.ts






/** Inputs that may be secret, with an action that takes each from the file. */
const secrets = {
    backup: ['url', 'password', 'passphrase'],
    'restore-verify': ['passphrase', 'identity', 'sandbox'],
};
/**
 * The sources of a file, in its order, once for each of their kinds.
 *
 * @throws Failure `source-unknown` for a source or an environment that the file does not have, and where nothing is left: a job with an empty
 *   matrix would do nothing, and look as if all were well.
 */
function sourceEntries(configuration, wanted, file) {
    const { sources, environments } = configuration;
    assertKnown('source', wanted.sources, [...sources.keys()], file);
    assertKnown('environment', wanted.environments, [...environments.keys()], file);
    const isIn = (list, one) => list.length === 0 || list.includes(one);
    const entries = [...sources.values()]
        .filter(({ name, environment = '' }) => isIn(wanted.sources, name) && isIn(wanted.environments, environment))
        .flatMap((source) => entriesOf(configuration, source, file))
        .filter(({ kind }) => isIn(wanted.kinds, kind));
    if (entries.length > 0)
        return entries;
    throw new failure/* Failure */.HR('source-unknown', `${file} has no source of what is asked for`, {
        hint: 'ask for more in the inputs "source", "environment" and "kind"; without them, every source is listed',
    });
}
function entriesOf(configuration, source, file) {
    const textsFor = (action, given) => (0,settings_for/* settingsFor */.z)(configuration, { action, source: source.name, given, file }).texts;
    const variables = {};
    for (const [action, names] of Object.entries(secrets)) {
        const texts = textsFor(action, ['kind']);
        for (const name of names) {
            const text = texts.get(name) ?? '';
            for (const [all, variable = ''] of text.matchAll(configuration_form/* referencePattern */.I1))
                if (all === text)
                    variables[name] = variable;
        }
    }
    const kinds = (textsFor('prune', []).get('kind') ?? '').split('\n').filter(kind/* isBackupKind */.J);
    const usual = (0,configuration_configuration/* usualKind */.d)((0,configuration_configuration/* levelsOf */.p)(configuration, source));
    return (kinds.length > 0 ? kinds : [usual]).map((kind) => ({
        ...{ source: source.name, kind, environment: source.environment ?? '', variables },
    }));
}
function assertKnown(what, asked, known, file) {
    const unknown = asked.find((name) => !known.includes(name));
    if (unknown === undefined)
        return;
    const guess = (0,nearest/* didYouMean */.a)(unknown, known) || (known.length > 0 ? `; it has ${known.join(', ')}` : '');
    throw new failure/* Failure */.HR('source-unknown', `${file} has no ${what} ${JSON.stringify(unknown)}${guess}`, {
        hint: 'correct the name, or write it into the file',
    });
}

// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
// EXTERNAL MODULE: ./src/actions/config-file.ts + 1 modules
var config_file = __webpack_require__(41022);
// EXTERNAL MODULE: ./src/actions/input-reader.ts + 1 modules
var input_reader = __webpack_require__(23591);
// EXTERNAL MODULE: ./src/actions/kinds-input.ts
var kinds_input = __webpack_require__(733);
;// CONCATENATED MODULE: ./src/actions/sources/inputs.ts


const inputNames = ['config', 'source', 'environment', 'kind'];
/** Reads the inputs of `sources`. @throws Failure that names the input that is wrong */
function readInputs(runtime) {
    const reader = (0,input_reader/* inputReader */.c)(runtime, inputNames);
    return {
        config: reader.text('config'),
        wanted: { sources: reader.lines('source'), environments: reader.lines('environment'), kinds: (0,kinds_input/* kindsInput */.o)(reader) },
    };
}

;// CONCATENATED MODULE: ./src/actions/sources/wire.ts





/** `sources`: lists what a configuration file has, for a job matrix. Connects to nothing. */
async function sources({ runtime }) {
    const { config, wanted } = readInputs(runtime);
    const { workFolder } = runtime;
    const file = await (0,config_file/* configFile */.Z)({ config, workFolder, variable: (name) => runtime.variable(name) });
    if (file === undefined) {
        throw new failure/* Failure */.HR('input-missing', 'there is no configuration file', {
            hint: 'name it by the input "config"; in a workflow, check the repository out first (actions/checkout)',
        });
    }
    const entries = sourceEntries(file.configuration, wanted, file.path);
    runtime.result(entries.map(({ source, kind, environment }) => `${source} ${kind} ${environment}`.trim()).join('\n'));
    await runtime.summary((0,markdown/* page */.MY)(`## ${entries.length} of ${(0,markdown/* plain */.pj)(file.path)}`, (0,markdown/* table */.tp)(['source', 'kind', 'environment'], entries.map(({ source, kind, environment }) => [source, kind, environment].map(markdown/* plain */.pj)))));
    runtime.output('matrix', JSON.stringify({ include: entries }));
    runtime.output('sources', [...new Set(entries.map(({ source }) => source))].join('\n'));
}


/***/ })

};
