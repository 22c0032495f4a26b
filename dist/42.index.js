export const id = 42;
export const ids = [42];
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

/***/ 26248:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ reportFile)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50596);
/* harmony import */ var _pipeline_salt_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91292);




/** Writes a result as JSON into the runner's temp folder, under a name of its own. @returns its path, for an output */
async function reportFile(runtime, name, content) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(runtime.tempFolder, `muster-${name}-${(0,_pipeline_salt_js__WEBPACK_IMPORTED_MODULE_3__/* .salt */ .p)()}.json`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, `${JSON.stringify(content, failuresAsText, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return path;
}
function failuresAsText(_, value) {
    if (!(value instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR))
        return value;
    return { code: value.code, message: value.message, hint: value.hint };
}


/***/ }),

/***/ 82799:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  YC: () => (/* binding */ firstStoreInput),
  xf: () => (/* binding */ stagingStore),
  lM: () => (/* binding */ storesInput)
});

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
/** The store to read from: the one of the input, or the staging store where it is empty. */
async function firstStoreInput(inputs, name, context) {
    if (inputs.text(name) === '')
        return await stagingStore(context);
    const [first, ...more] = await storesInput(inputs, name, context);
    if (first !== undefined && more.length === 0)
        return first;
    throw new failure/* Failure */.HR('input-invalid', `input "${name}" has more than one store`, { hint: 'write one store URL' });
}
/** The store in the runner's temp folder that holds a backup until another step takes it away. */
async function stagingStore({ runtime, clock }) {
    const folder = (0,external_node_path_.join)(runtime.tempFolder, 'muster-staging');
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

/***/ 65215:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ catalogEntry),
/* harmony export */   l: () => (/* binding */ newestFirst)
/* harmony export */ });
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24456);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48660);
/* harmony import */ var _object_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16759);
/* harmony import */ var _verification_record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12817);





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
        throw new failure/* Failure */.HR('manifest-invalid', `${where}: unknown format ${JSON.stringify(format)}`, {
            hint: `this version reads ${manifestFormat}; a newer Muster may have written it`,
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







/** Clocks of a source and of a runner may differ by this much before a backup counts as dated in the future. */
const clockToleranceSeconds = 3600;
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
    const latest = now.getTime() + clockToleranceSeconds * 1000;
    const future = sorted.filter((entry) => entry.snapshotAt.getTime() > latest);
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

/***/ 12817:
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
/* harmony import */ var _backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24456);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _record_reader_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92559);



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
    try {
        return { scheme: 'file', path: (0,node_url__WEBPACK_IMPORTED_MODULE_0__.fileURLToPath)(url).replace(/(?<=.)\/+$/, '') };
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
