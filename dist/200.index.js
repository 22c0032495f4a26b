export const id = 200;
export const ids = [200];
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

/***/ 97329:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ outputReport)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _pipeline_salt_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(91292);


/** Gives out a result as a file of JSON, under a name of its own. @param output whose value is the file's path */
async function outputReport(runtime, output, name, content) {
    const text = `${JSON.stringify(content, failuresAsText, 2)}\n`;
    await runtime.outputFile(output, `muster-${name}-${(0,_pipeline_salt_js__WEBPACK_IMPORTED_MODULE_1__/* .salt */ .p)()}.json`, text);
}
function failuresAsText(_, value) {
    if (!(value instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR))
        return value;
    return { code: value.code, message: value.message, hint: value.hint };
}


/***/ }),

/***/ 82799:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  YC: () => (/* binding */ firstStoreInput),
  lM: () => (/* binding */ storesInput),
  u3: () => (/* binding */ writtenStoresInput)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/secret.ts
var secret = __webpack_require__(96130);
// EXTERNAL MODULE: ./src/stores/store-url.ts
var store_url = __webpack_require__(56379);
;// CONCATENATED MODULE: ./src/stores/registry.ts


/**
 * The store that a URL names. Loads only the adapter that it needs, and does not talk to the store yet.
 *
 * @throws Failure `input-invalid`
 */
async function openStore(text, options) {
    const url = (0,store_url/* parseStoreUrl */.qJ)(text, options.label ?? 'store');
    switch (url.scheme) {
        case 'file': {
            const { directoryStore } = await __webpack_require__.e(/* import() */ 761).then(__webpack_require__.bind(__webpack_require__, 70761));
            return directoryStore(url.path);
        }
        case 's3': {
            const { s3Store } = await Promise.all(/* import() */[__webpack_require__.e(956), __webpack_require__.e(711), __webpack_require__.e(584)]).then(__webpack_require__.bind(__webpack_require__, 51584));
            const { clock, namesEndpoint = false } = options;
            return s3Store({ ...url, clock, namesEndpoint, credentials: await s3Credentials(url, options) });
        }
    }
}
/** Those of the role that the URL names, or those that were given. */
async function s3Credentials({ role, region }, options) {
    if (role === undefined)
        return options.s3Credentials;
    const { webIdentity, clock, label = 'store' } = options;
    if (webIdentity === undefined || region === undefined) {
        throw new failure/* Failure */.HR('input-invalid', `input "${label}" has a role, and nothing here can take one on`);
    }
    const { roleCredentials } = await __webpack_require__.e(/* import() */ 634).then(__webpack_require__.bind(__webpack_require__, 50634));
    return roleCredentials({ role, region, webIdentity, clock });
}

;// CONCATENATED MODULE: ./src/actions/store-input.ts








/**
 * The stores of an input, one URL a line. Each place is one store, however often it is named, and no two have the same name.
 *
 * @throws Failure `input-missing` where there is none
 */
async function storesInput(inputs, name, context) {
    const { runtime, clock } = context;
    const webIdentity = {
        token: (audience) => runtime.identityToken(audience),
        runId: runtime.run.id,
        signal: runtime.signal,
    };
    const places = new Map();
    for (const url of new Set(inputs.lines(name))) {
        const parsed = (0,store_url/* parseStoreUrl */.qJ)(url, name);
        const place = (0,store_url/* placeOf */.$t)(parsed);
        if (places.has(place))
            runtime.warn(`input "${name}" names ${(0,store_url/* nameOf */.Vb)(parsed)} twice: it is one store, with one copy`);
        else
            places.set(place, { url, name: (0,store_url/* nameOf */.Vb)(parsed) });
    }
    const urls = [...places.values()];
    const isShared = (own) => urls.filter((other) => other.name === own).length > 1;
    if (urls.length === 0) {
        throw new failure/* Failure */.HR('input-missing', `input "${name}" is empty`, {
            hint: `write store URLs, one a line, such as s3://bucket/prefix?region=eu-central-1 or file:///srv/backups; ${secret/* emptySecretHint */.Xm}`,
        });
    }
    return await Promise.all(urls.map(async ({ url, name: own }) => ({
        url,
        store: await openStore(url, { clock, label: name, webIdentity, namesEndpoint: isShared(own) }),
    })));
}
/** The word for the staging store. Only in words, since a store that is empty by mistake would lose the backup with the runner. */
const staging = 'staging';
/** The stores of input `store` to write a new backup to, which may be the staging store. @throws Failure `input-missing` */
async function writtenStoresInput(inputs, context) {
    const lines = inputs.lines('store');
    if (lines.length > 1 && lines.includes(staging)) {
        throw new failure/* Failure */.HR('input-invalid', `input "store" has ${staging} beside other stores`, {
            hint: 'write it alone; encrypt-and-upload then takes the backup to several stores',
        });
    }
    return lines[0] === staging ? [await stagingStore(context)] : await storesInput(inputs, 'store', context);
}
/** The store to read from: the one of the input, or the staging store where that is named by its word or the input is empty. */
async function firstStoreInput(inputs, name, context) {
    const text = inputs.text(name);
    if (['', staging].includes(text)) {
        if (!(0,external_node_fs_.existsSync)(stagingFolder(context))) {
            const says = text === '' ? 'is empty, and' : 'says staging, but';
            throw new failure/* Failure */.HR('input-missing', `input "${name}" ${says} no backup was staged on this machine`, {
                hint: `give the URL of the store that has the backup, or run backup with store: staging before, in the same job; ${secret/* emptySecretHint */.Xm}`,
            });
        }
        return await stagingStore(context);
    }
    const [first, ...more] = await storesInput(inputs, name, context);
    if (first !== undefined && more.length === 0)
        return first;
    throw new failure/* Failure */.HR('input-invalid', `input "${name}" has more than one store`, { hint: 'write one store URL' });
}
function stagingFolder({ runtime }) {
    return (0,external_node_path_.join)(runtime.tempFolder, 'muster-staging');
}
/** The store in the runner's temp folder that holds a backup until another step takes it away. */
async function stagingStore({ runtime, clock }) {
    const folder = stagingFolder({ runtime });
    await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    const url = (0,external_node_url_.pathToFileURL)(folder).href;
    return { url, store: await openStore(url, { clock }) };
}


/***/ }),

/***/ 24456:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Et: () => (/* binding */ momentOf),
/* harmony export */   WH: () => (/* binding */ backupId),
/* harmony export */   "if": () => (/* binding */ isBackupId)
/* harmony export */ });
/* unused harmony export parseBackupId */
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);

const pattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-([a-z0-9]{6})$/;
/** The id for a snapshot taken at `moment`; `salt` is six lower-case letters or digits. */
function backupId(moment, salt) {
    return parseBackupId(`${moment.toISOString().replace(/[-:]|\.\d+/g, '')}-${salt}`);
}
/** @throws Failure `input-invalid` where the text is no backup id. */
function parseBackupId(text) {
    if (!pattern.test(text)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', `not a backup id: ${JSON.stringify(text)}`, {
            hint: 'an id looks like 20261121T041502Z-k3f9qa',
        });
    }
    return text;
}
/** Whether a text has the form of a backup id. */
function isBackupId(text) {
    return pattern.test(text);
}
/** The moment that an id carries. */
function momentOf(id) {
    const [, year, month, day, hour, minute, second] = pattern.exec(id) ?? [];
    return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}


/***/ }),

/***/ 68512:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ clockToleranceSeconds),
/* harmony export */   Y: () => (/* binding */ isAhead)
/* harmony export */ });
/** Clocks of a source, of a runner and of a store may differ by this much before something counts as dated in the future. */
const clockToleranceSeconds = 3600;
/** Whether a moment is later than now by more than clocks differ. */
function isAhead(moment, now) {
    return moment.getTime() > now.getTime() + clockToleranceSeconds * 1000;
}


/***/ }),

/***/ 48660:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Lo: () => (/* binding */ companionsOf),
  dt: () => (/* binding */ manifestFormat),
  Ng: () => (/* binding */ parseManifest),
  _M: () => (/* binding */ sealedPart),
  MZ: () => (/* binding */ serializeManifest),
  IU: () => (/* binding */ storedSizeOf)
});

// UNUSED EXPORTS: canonicalJson, objectRoles

// EXTERNAL MODULE: ./src/domain/backup-id.ts
var backup_id = __webpack_require__(24456);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/kind.ts
var kind = __webpack_require__(76040);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(16759);
;// CONCATENATED MODULE: ./src/domain/portability.ts
/** What a note about portability can be about. A topic, once released, stays. */
const portabilityTopics = {
    roles: 'roles that the dump names',
    tablespaces: 'tablespaces that the dump names',
    extensions: 'extensions, with their versions and packages',
    libraries: 'libraries that the server preloads',
    locale: 'encoding and locale of the database, and the version of its collation',
    collations: 'other collations in use, and their versions',
    'collation-versions': 'collations of another version than the one that the source was sorted by: said as a warning',
    'security-labels': 'security labels and their providers',
    'event-triggers': 'event triggers',
    publications: 'publications',
    subscriptions: 'subscriptions',
    'replication-slots': 'logical replication slots',
    'foreign-servers': 'foreign servers, and tables whose rows are elsewhere',
    'unlogged-tables': 'unlogged tables',
    'money-columns': 'columns of type money',
    'row-security': 'tables with row-level security',
    'large-objects': 'large objects and their owners',
    'c-functions': 'functions in libraries of the server',
    'access-methods': 'ways to store tables that do not come with the server',
    database: 'settings and privileges of the database itself',
    parameters: 'privileges on parameters of the server',
    'prepared-transactions': 'transactions that are prepared and not committed',
    definers: 'accounts in whose name views, triggers, routines and events run',
    'inexact-columns': 'columns of which the dump tool loses digits',
    'table-encryption': 'tables whose files the server encrypts',
    'data-directories': 'tables that lie in folders of their own',
    'storage-engines': 'tables whose storage engine has no transactions, or may be missing elsewhere',
    'other-schemas': 'tables and views that name something of a schema which the backup does not have',
    'generated-columns': 'generated columns',
    gtid: 'global transaction ids',
    'chosen-tables': 'what a dump of chosen tables leaves out',
};
/** Reads a stored note. */
function readPortabilityNote(note) {
    return { topic: note.text('topic'), detail: note.text('detail') };
}

// EXTERNAL MODULE: ./src/domain/record-reader.ts
var record_reader = __webpack_require__(92559);
;// CONCATENATED MODULE: ./src/domain/manifest.ts






const manifestFormat = 'muster/backup/v1';
/** What an object of a backup is for. */
const objectRoles = ['data', 'fingerprint', 'globals'];
/** The objects of a backup beside its data and its fingerprint. */
function companionsOf({ objects }) {
    return objects.filter(({ role }) => role !== 'data' && role !== 'fingerprint');
}
/** Bytes that a backup takes in one store, its manifest not counted. */
function storedSizeOf({ objects }) {
    return objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
/** The manifest as it is stored. */
function serializeManifest(manifest) {
    return `${JSON.stringify(manifest, null, 2)}\n`;
}
/**
 * The part of a stored manifest that is sealed inside its fingerprint object: all of it but the fingerprint's own entry, as one text that is
 * the same for the same content, whatever the order of members and the white space.
 */
function sealedPart(manifestText) {
    const manifest = JSON.parse(manifestText);
    const own = manifest.objects.findIndex(({ role }) => role === 'fingerprint');
    return canonicalJson({ ...manifest, objects: manifest.objects.filter((_, index) => index !== own) });
}
/**
 * Reads a manifest as it came from a store.
 *
 * @throws Failure `manifest-invalid` that says which part is wrong.
 */
function parseManifest(text, where) {
    const root = (0,record_reader/* readRecord */.a)(text, 'manifest-invalid', where);
    const format = root.text('format');
    if (format !== manifestFormat) {
        throw new failure/* Failure */.HR('manifest-invalid', `${where}: unknown format ${JSON.stringify(format)}; a newer Muster may have written it`, {
            hint: `take a Muster that knows it; this one reads ${manifestFormat}`,
        });
    }
    const id = root.text('id');
    if (!(0,backup_id/* isBackupId */["if"])(id))
        return root.reject('id', 'is not a backup id');
    const encryption = root.record('encryption');
    return {
        format,
        id,
        source: root.text('source'),
        kind: root.oneOf('kind', kind/* backupKinds */.A),
        engine: root.text('engine'),
        snapshotAt: root.moment('snapshotAt'),
        startedAt: root.moment('startedAt'),
        finishedAt: root.moment('finishedAt'),
        objects: root.list('objects').map(readObject),
        encryption: {
            format: encryption.oneOf('format', ['age', 'openpgp', 'none']),
            recipients: encryption.texts('recipients'),
        },
        server: root.record('server').strings(),
        ...(root.has('chosenTables') ? { chosenTables: root.isTrue('chosenTables') } : {}),
        position: root.record('position').strings(),
        tools: root.record('tools').strings(),
        run: root.record('run').strings(),
        ...(root.has('portability') ? { portability: root.list('portability').map(readPortabilityNote) } : {}),
    };
}
function readObject(object) {
    const name = object.text('name');
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name))
        object.reject('name', 'is not a file name');
    if (name.startsWith(object_key/* manifestName */.vS))
        object.reject('name', 'is that of the manifest itself');
    const sha256 = object.text('sha256');
    if (!/^[0-9a-f]{64}$/.test(sha256))
        object.reject('sha256', 'is not a SHA-256 digest');
    return {
        role: object.oneOf('role', objectRoles),
        name,
        sizeBytes: object.count('sizeBytes'),
        sha256,
        plainSizeBytes: object.count('plainSizeBytes'),
        formats: object.texts('formats'),
    };
}
/** JSON with sorted keys and no white space. */
function canonicalJson(value) {
    if (Array.isArray(value))
        return `[${value.map(canonicalJson).join(',')}]`;
    if (value === null || typeof value !== 'object')
        return JSON.stringify(value);
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}


/***/ }),

/***/ 16759:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MT: () => (/* binding */ prefixOf),
/* harmony export */   ci: () => (/* binding */ addressOf),
/* harmony export */   mN: () => (/* binding */ parseSourceName),
/* harmony export */   vS: () => (/* binding */ manifestName),
/* harmony export */   yS: () => (/* binding */ folderOf)
/* harmony export */ });
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24456);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76040);



/** The name of the commit record in a backup's folder. */
const manifestName = 'manifest.json';
/**
 * The folder of a backup, relative to the store: `<source>/<kind>/<yyyy>/<mm>/<dd>T<hhmmss>Z-<salt>/`. Folders sort by time, so that a listing
 * needs no index.
 */
function folderOf({ source, kind, id }) {
    return `${source}/${kind}/${id.slice(0, 4)}/${id.slice(4, 6)}/${id.slice(6)}/`;
}
/** What the keys of a source's backups begin with, of one kind or of all; with no source, what all keys begin with. */
function prefixOf(source, kind) {
    if (source === undefined)
        return '';
    return kind === undefined ? `${source}/` : `${source}/${kind}/`;
}
/** The address that a key lies under and the rest of the key, or undefined for keys that belong to no backup. */
function addressOf(key) {
    const match = /^([^/]+)\/([^/]+)\/(\d{4})\/(\d\d)\/([^/]+)\/(.+)$/.exec(key);
    if (match === null)
        return undefined;
    const [, source = '', kind = '', year = '', month = '', day = '', name = ''] = match;
    const id = `${year}${month}${day}`;
    return (0,_kind_js__WEBPACK_IMPORTED_MODULE_2__/* .isBackupKind */ .J)(kind) && (0,_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .isBackupId */ ["if"])(id) ? { address: { source, kind, id }, name } : undefined;
}
/**
 * A source's name, checked: it is a folder in every store.
 *
 * @throws Failure `input-invalid`.
 */
function parseSourceName(text) {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('input-invalid', `input "source" is not a usable name: ${JSON.stringify(text)}`, {
            hint: 'use 1 to 100 letters, digits, dots, dashes or underscores, such as shop-prod',
        });
    }
    return text;
}


/***/ }),

/***/ 92559:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ readRecord)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);

/**
 * A reader of the JSON object in `text`; `where` stands in its messages.
 *
 * @throws Failure with `code` where the text is no JSON object; so do the members when they are read.
 */
function readRecord(text, code, where) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(code, `${where}: is not JSON`, { cause });
    }
    return readerOf(value, code, where, '');
}
function readerOf(value, code, where, path) {
    const fail = (at, because) => {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(code, `${where}: ${at === '' ? 'the whole' : `"${at}"`} ${because}`);
    };
    if (value === null || typeof value !== 'object' || Array.isArray(value))
        return fail(path, 'is not an object');
    const record = value;
    const at = (member) => (path === '' ? member : `${path}.${member}`);
    const checked = (member, is, what) => {
        const found = Object.hasOwn(record, member) ? record[member] : undefined;
        return is(found) ? found : fail(at(member), `is not ${what}`);
    };
    const reader = {
        text: (member) => checked(member, isText, 'a text'),
        count: (member) => checked(member, isCount, 'a whole number'),
        numberOrNull: (member) => checked(member, isNumberOrNull, 'a number'),
        isTrue: (member) => checked(member, (found) => found === true, 'true'),
        moment: (member) => checked(member, isMoment, 'a moment in ISO 8601'),
        oneOf: (member, choices) => checked(member, (found) => choices.includes(found), `one of ${choices.join(', ')}`),
        texts: (member) => checked(member, isTexts, 'a list of texts'),
        record: (member) => readerOf(record[member], code, where, at(member)),
        list: (member) => checked(member, isList, 'a list').map((item, index) => readerOf(item, code, where, `${at(member)}[${index}]`)),
        strings: () => Object.fromEntries(Object.keys(record).map((member) => [member, reader.text(member)])),
        has: (member) => Object.hasOwn(record, member) && record[member] !== undefined,
        isNull: (member) => Object.hasOwn(record, member) && record[member] === null,
        reject: (member, because) => fail(at(member), because),
    };
    return reader;
}
const isText = (value) => typeof value === 'string';
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const isNumberOrNull = (value) => value === null || Number.isFinite(value);
/** `Date.parse` alone takes nearly any text with a number in it. */
const momentForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;
const isMoment = (value) => isText(value) && momentForm.test(value) && !Number.isNaN(Date.parse(value));
const isList = (value) => Array.isArray(value);
const isTexts = (value) => isList(value) && value.every(isText);


/***/ }),

/***/ 84162:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KD: () => (/* binding */ checked),
/* harmony export */   Oo: () => (/* binding */ once),
/* harmony export */   Pm: () => (/* binding */ gathered),
/* harmony export */   Ze: () => (/* binding */ drain),
/* harmony export */   fg: () => (/* binding */ sha256Hex),
/* harmony export */   hS: () => (/* binding */ counted)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);


/** Passes a stream on and calls `onBytes` with the size of each chunk. */
async function* counted(source, onBytes) {
    for await (const chunk of source) {
        onBytes(chunk.byteLength);
        yield chunk;
    }
}
/**
 * Passes an object's bytes on and, at their end, holds them against what its manifest says.
 *
 * @throws Failure `object-damaged` instead of ending where size or SHA-256 differ.
 */
async function* checked(source, expected) {
    const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let sizeBytes = 0;
    for await (const chunk of source) {
        sha256.update(chunk);
        sizeBytes += chunk.byteLength;
        yield chunk;
    }
    if (sizeBytes !== expected.sizeBytes) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('object-damaged', `${expected.name} has ${sizeBytes} bytes, its manifest says ${expected.sizeBytes}`);
    }
    if (sha256.digest('hex') !== expected.sha256) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('object-damaged', `${expected.name} has other bytes than its manifest says (SHA-256 differs)`);
    }
}
/** SHA-256 of a text as UTF-8 or of bytes, in lower-case hex. */
function sha256Hex(content) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(content).digest('hex');
}
/** All of a stream in one piece, for small objects. @throws what `tooLarge` makes beyond `limitBytes` */
async function gathered(source, limitBytes, tooLarge) {
    const chunks = [];
    let sizeBytes = 0;
    for await (const chunk of source) {
        sizeBytes += chunk.byteLength;
        if (sizeBytes > limitBytes)
            throw tooLarge();
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
/** A stream of one chunk. */
async function* once(bytes) {
    yield await Promise.resolve(bytes);
}
/** Reads a stream to its end and forgets it. */
async function drain(source) {
    for await (const _ of source)
        ;
}


/***/ }),

/***/ 91292:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ salt)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** Six unpredictable letters and digits that keep two backups of the same second apart. */
function salt() {
    return Array.from({ length: 6 }, () => alphabet[(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomInt)(alphabet.length)]).join('');
}


/***/ }),

/***/ 56379:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   qJ: () => (/* binding */ parseStoreUrl)
/* harmony export */ });
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73136);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_url__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94006);



/** Where a store is, without how it is asked: two URLs of one place are one store, and hold one copy. */
function placeOf(url) {
    return url.scheme === 'file' ? nameOf(url) : [nameOf(url), url.endpoint ?? ''].join(' ');
}
/** A store's URL for people, without its parameters; of stores that differ in their endpoint alone, it is the same. */
function nameOf(url) {
    if (url.scheme === 'file')
        return `file://${url.path}`;
    return `s3://${url.bucket}${url.prefix === '' ? '' : `/${url.prefix}`}`;
}
const schemes = ['s3', 'file'];
const s3Parameters = ['endpoint', 'region', 'path-style', 'role'];
const forms = 'use s3://bucket/prefix, s3://bucket/prefix?endpoint=https://host&region=name&path-style=true, or file:///absolute/path';
/**
 * Reads a store's URL, as users write it in the input called `label`.
 *
 * @throws Failure `input-invalid` that says what is wrong; its message holds neither credentials nor the URL.
 */
function parseStoreUrl(text, label) {
    const url = URL.parse(text.trim());
    if (url === null) {
        const path = text.trim();
        const hint = path.startsWith('/') && !path.includes('@') ? `write file://${path} for a folder` : forms;
        return reject(label, 'is not a URL', hint);
    }
    if (url.username !== '' || url.password !== '') {
        reject(label, 'has credentials in it', 'take them out: give them by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
    }
    if (url.hash !== '')
        reject(label, 'has a part behind "#"', 'write # as %23 where it belongs to the path');
    const scheme = url.protocol.slice(0, -1);
    if (scheme === 's3')
        return readS3Url(url, label);
    if (scheme === 'file')
        return readFileUrl(url, label);
    return reject(label, `has an unknown scheme "${scheme}"${(0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(scheme, schemes)}`, forms);
}
function readFileUrl(url, label) {
    if (url.host !== '')
        reject(label, 'names a host', 'write three slashes: file:///absolute/path');
    if (url.search !== '')
        reject(label, 'has parameters, and a folder takes none', 'write ? as %3F where it belongs to the path');
    if (/^\/*$/.test(url.pathname))
        reject(label, 'is the root of the file system', 'name a folder: file:///absolute/path');
    try {
        return { scheme: 'file', path: (0,node_url__WEBPACK_IMPORTED_MODULE_0__.fileURLToPath)(url).replace(/\/+$/, '') };
    }
    catch (cause) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('input-invalid', `input "${label}" has a path that cannot be used`, { hint: forms, cause });
    }
}
function readS3Url(url, label) {
    for (const name of new Set(url.searchParams.keys()))
        requireParameter(name, url.searchParams.getAll(name).length, label);
    const bucket = url.host;
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/.test(bucket)) {
        reject(label, 'names no usable bucket', `a bucket has 3 to 63 letters, digits, dots or dashes; ${forms}`);
    }
    return {
        scheme: 's3',
        bucket,
        prefix: readPrefix(url, label),
        endpoint: readEndpoint(url.searchParams.get('endpoint'), label),
        region: readRegion(url.searchParams.get('region'), label),
        pathStyle: readPathStyle(url.searchParams.get('path-style'), label),
        role: readRole(url.searchParams, label),
    };
}
function requireParameter(name, count, label) {
    if (!s3Parameters.includes(name)) {
        reject(label, `has an unknown parameter ${JSON.stringify(name)}${(0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(name, s3Parameters)}`, forms);
    }
    if (count > 1)
        reject(label, `has the parameter "${name}" more than once`, forms);
}
function readPrefix(url, label) {
    let prefix;
    try {
        prefix = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '');
    }
    catch (cause) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('input-invalid', `input "${label}" has a "%" that begins no character`, {
            hint: 'write % as %25',
            cause,
        });
    }
    if (prefix.includes('//'))
        reject(label, 'has an empty folder in its prefix', forms);
    return prefix;
}
function readEndpoint(text, label) {
    if (text === null)
        return undefined;
    const endpoint = URL.parse(text);
    if (endpoint === null || !['http:', 'https:'].includes(endpoint.protocol)) {
        return reject(label, 'has an endpoint that is not an http or https URL', forms);
    }
    if (endpoint.username !== '' || endpoint.password !== '') {
        reject(label, 'has credentials in its endpoint', 'give them by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
    }
    if (endpoint.search !== '' || endpoint.hash !== '')
        reject(label, 'has an endpoint with parameters', forms);
    return endpoint.href.replace(/\/$/, '');
}
function readRegion(text, label) {
    if (text === null)
        return undefined;
    return /^[a-z0-9-]+$/i.test(text) ? text : reject(label, 'has a region that is no name', forms);
}
function readPathStyle(text, label) {
    if (text === null)
        return undefined;
    if (text !== 'true' && text !== 'false')
        reject(label, 'has a path-style that is neither true nor false', forms);
    return text === 'true';
}
/** As IAM writes it (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html). */
function readRole(parameters, label) {
    const role = parameters.get('role');
    if (role === null)
        return undefined;
    if (!/^arn:aws(?:-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/.test(role)) {
        const plus = role.includes(' ') ? ', and + as %2B' : '';
        reject(label, 'has a role that is not the ARN of one', `write role=arn:aws:iam::123456789012:role/name${plus}`);
    }
    if (!parameters.has('region'))
        reject(label, 'has a role and no region', 'add "region=name", the region of the bucket');
    return role;
}
function reject(label, because, hint) {
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('input-invalid', `input "${label}" ${because}`, { hint });
}


/***/ })

};
