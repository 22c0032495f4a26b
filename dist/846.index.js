export const id = 846;
export const ids = [846];
export const modules = {

/***/ 49553:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ hasSealing),
/* harmony export */   Ej: () => (/* binding */ sealingInput),
/* harmony export */   NH: () => (/* binding */ openingInputNames),
/* harmony export */   WM: () => (/* binding */ sealingInputNames),
/* harmony export */   d6: () => (/* binding */ openingInput)
/* harmony export */ });
/* harmony import */ var _ciphers_registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55203);
/* harmony import */ var _codecs_registry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83499);


/** Inputs that say who can open what is written. */
const sealingInputNames = ['recipients', 'passphrase', 'encryption'];
/** Inputs with which what was written is opened. */
const openingInputNames = ['identity', 'passphrase'];
/** Whether any input says who can open what is written. */
function hasSealing(inputs) {
    return (['recipients', 'encryption'].some((name) => inputs.text(name) !== '') || inputs.secret('passphrase') !== undefined);
}
/** The cipher that the inputs ask for. @throws Failure `input-missing` where they ask for none, not even in words */
async function sealingInput(inputs) {
    return await (0,_ciphers_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .openCipher */ .AC)({
        recipients: inputs.text('recipients'),
        passphrase: inputs.secret('passphrase'),
        encryption: inputs.text('encryption'),
    });
}
/** The keys with which backups are opened; what is missing is said only when a backup asks for it. */
function openingInput(inputs) {
    const identity = inputs.secret('identity');
    const passphrase = inputs.secret('passphrase');
    return {
        codecNamed: _codecs_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .codecNamed */ .g,
        openerFor: ({ format }) => (0,_ciphers_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .openOpener */ .i3)({ format, ...(identity && { identity }), ...(passphrase && { passphrase }) }),
    };
}


/***/ }),

/***/ 55203:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  AC: () => (/* binding */ openCipher),
  gK: () => (/* binding */ openCounterpart),
  i3: () => (/* binding */ openOpener)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
;// CONCATENATED MODULE: ./src/domain/recipient.ts

const useAgeKey = 'make an age key with `age-keygen`; its recipient begins with age1, its identity with AGE-SECRET-KEY-1';
const ageHalves = {
    public: 'the line of the key file that begins with "# public key: ", or what `age-keygen -y` prints',
    private: 'the line of the key file that begins with AGE-SECRET-KEY-1',
};
const pgpHalves = {
    public: 'what `gpg --armor --export` prints',
    private: 'what `gpg --armor --export-secret-keys` prints',
};
const ageIdentity = {
    begins: /^AGE-SECRET-KEY-(?:PQ-)?1/i,
    is: 'private',
    format: 'age',
    what: 'an age identity',
    otherHalf: ageHalves.public,
};
const recipient_forms = [
    ageIdentity,
    { begins: /^AGE-PLUGIN-/i, is: 'unusable', what: 'an identity of an age plugin', hint: useAgeKey },
    { begins: /^age1pq1/i, is: 'public', format: 'age', what: 'an age recipient', otherHalf: ageHalves.private },
    { begins: /^age1[a-z0-9+._-]*1/i, is: 'unusable', what: 'a recipient of an age plugin', hint: useAgeKey },
    { begins: /^age1/i, is: 'public', format: 'age', what: 'an age recipient', otherHalf: ageHalves.private },
    {
        begins: /^-----BEGIN PGP PUBLIC KEY/,
        is: 'public',
        format: 'openpgp',
        what: 'an OpenPGP public key',
        otherHalf: pgpHalves.private,
    },
    {
        begins: /^-----BEGIN PGP PRIVATE KEY/,
        is: 'private',
        format: 'openpgp',
        what: 'an OpenPGP private key',
        otherHalf: pgpHalves.public,
    },
    {
        begins: /^-----BEGIN PGP/,
        is: 'unusable',
        what: 'an OpenPGP message, not a key',
        hint: 'export the key with `gpg --armor --export`',
    },
    {
        begins: /^(?:-----BEGIN AGE|age-encryption\.org\/)/, // with --armor, and without
        is: 'unusable',
        what: 'an encrypted age file',
        hint: 'decrypt the identity first, with `age --decrypt`, and give what that prints',
    },
    {
        begins: /^-----BEGIN [A-Z ]*PRIVATE KEY-----/,
        is: 'unusable',
        what: 'a private key of SSH or TLS',
        hint: useAgeKey,
    },
    { begins: /^(?:ssh-|ecdsa-|sk-)/, is: 'unusable', what: 'an SSH key', hint: useAgeKey },
    {
        begins: /^(?:[0-9A-F]{4} ?){2,10}$|^0x[0-9A-F]+$|^\S+@\S+$/i,
        is: 'unusable',
        what: 'the name of a key, not the key',
        hint: 'there is no keyring to look it up in: give the block that `gpg --armor --export` prints',
    },
];
const crowded = {
    begins: /^/,
    is: 'unusable',
    what: 'more than an age key',
    hint: 'write one key a line and nothing else on it: no quotes, commas or words',
};
const unknownForm = { begins: /^/, is: 'unusable', what: 'no key that Muster knows' };
/**
 * The public keys in the input `recipients`: age recipients, one per line, or armored OpenPGP blocks. Blank lines and lines that begin with
 * `#` are skipped. The keys' own checksums are not looked at here.
 *
 * @throws Failure `recipient-invalid`, which names a line and never shows it.
 */
function parseRecipients(text) {
    return parseKeys(text, { input: 'recipients', side: 'public', code: 'recipient-invalid' });
}
/**
 * The private keys in the input `identity`, in the forms that `age-keygen` and `gpg --armor --export-secret-keys` write.
 *
 * @throws Failure `identity-invalid`, which names a line and never shows it.
 */
function parseIdentities(text) {
    return parseKeys(text, { input: 'identity', side: 'private', code: 'identity-invalid' });
}
function parseKeys(text, wanted) {
    const entries = entriesOf(text, wanted);
    const formats = new Set(entries.map((entry) => formatOf(entry, wanted)));
    const [format] = formats;
    if (format === undefined) {
        const details = agePart.test(text)
            ? { hint: 'give the key on a line of its own: what begins with # is a comment up to the end of its line' }
            : {};
        throw new failure/* Failure */.HR(wanted.code, `input "${wanted.input}" holds no key, only comments`, details);
    }
    if (formats.size > 1) {
        throw new failure/* Failure */.HR(wanted.code, `input "${wanted.input}" mixes age and OpenPGP keys`, {
            hint: 'give keys of one kind: a backup is sealed in one format',
        });
    }
    return { format, keys: entries.map((entry) => entry.text) };
}
/** An age key wherever it stands in a text. */
const agePart = /(?:^|[^a-z0-9])age1[a-z0-9]{20}|AGE-SECRET-KEY-/i;
function formatOf(entry, { input, side, code }) {
    const { line } = entry;
    const form = formOf(entry, side);
    if (form.is === side && form.format !== undefined)
        return form.format;
    const where = `line ${line} of input "${input}" is ${form.what}`;
    const { otherHalf = 'the other half of the key' } = form;
    if (form.is === 'private') {
        throw new failure/* Failure */.HR(code, `${where}, the private half`, {
            hint: `give the public half, ${otherHalf}; the private half must never be on a machine that backs up: replace this key`,
        });
    }
    if (form.is === 'public')
        throw new failure/* Failure */.HR(code, `${where}, the public half`, { hint: `give ${otherHalf}` });
    throw new failure/* Failure */.HR(code, where, form.hint === undefined ? {} : { hint: form.hint });
}
function formOf({ text }, side) {
    const form = recipient_forms.find(({ begins }) => begins.test(text)) ?? unknownForm;
    if (text.startsWith('-----BEGIN ') || (form.is === 'unusable' && form !== unknownForm))
        return form;
    // in whatever it was pasted along with, and never to be shown as a recipient that is not whole
    if (side === 'public' && /AGE-SECRET-KEY-/i.test(text))
        return ageIdentity;
    return agePart.test(text) && /[^a-z0-9-]/i.test(text) ? crowded : form;
}
function entriesOf(text, { input, code }) {
    const entries = [];
    let block;
    for (const [index, raw] of text.split('\n').entries()) {
        const line = raw.trim();
        if (block !== undefined)
            block.lines.push(line);
        else if (line.startsWith('-----BEGIN '))
            block = { lines: [line], line: index + 1 };
        else if (line !== '' && !line.startsWith('#'))
            entries.push({ text: line, line: index + 1 });
        if (block !== undefined && line === block.lines[0]?.replace('BEGIN', 'END')) {
            entries.push({ text: `${block.lines.join('\n')}\n`, line: block.line });
            block = undefined;
        }
    }
    if (block !== undefined) {
        throw new failure/* Failure */.HR(code, `the block that begins at line ${block.line} of input "${input}" has no end`, {
            hint: 'give the whole block, from its BEGIN line to its END line, with its line breaks',
        });
    }
    return entries;
}

// EXTERNAL MODULE: ./src/domain/secret.ts
var secret = __webpack_require__(96130);
;// CONCATENATED MODULE: ./src/ciphers/plain.ts
/** No encryption, for those who ask for it in words: bytes pass as they are. */
function plainCipher() {
    return { encryption: { format: 'none', recipients: [] }, extension: '', seal: (plain) => plain };
}
/** Opens what was not sealed. It cannot see damage: the manifest's digests do. */
function plainOpener() {
    return { open: (sealed) => sealed };
}

;// CONCATENATED MODULE: ./src/ciphers/registry.ts




/**
 * The cipher that a writer's inputs ask for: age or OpenPGP by the form of the recipients, OpenPGP for a passphrase, none only in words.
 *
 * @throws Failure `input-missing` where nothing is given, `input-invalid` where inputs contradict each other, `recipient-invalid`.
 */
async function openCipher(inputs) {
    const recipients = inputs.recipients?.trim() === '' ? undefined : inputs.recipients;
    const passphrase = usablePassphrase(inputs.passphrase);
    if (isPlainAsked(inputs.encryption)) {
        if (recipients === undefined && passphrase === undefined)
            return plainCipher();
        const other = recipients === undefined ? 'passphrase' : 'recipients';
        throw new failure/* Failure */.HR('input-invalid', `input "encryption" is none, but "${other}" is given`, {
            hint: `remove one of the two: with "${other}" the backup is encrypted`,
        });
    }
    if (recipients === undefined) {
        if (passphrase === undefined)
            throw nobodyCanOpen();
        return openPgp([], passphrase);
    }
    const { format, keys } = parseRecipients(recipients);
    if (format === 'openpgp')
        return openPgp(keys, passphrase);
    if (passphrase !== undefined) {
        throw new failure/* Failure */.HR('input-invalid', 'inputs "passphrase" and "recipients" exclude each other where the recipients are age keys', {
            hint: 'remove the input "passphrase", or give OpenPGP keys in "recipients"',
        });
    }
    return (await Promise.all(/* import() */[__webpack_require__.e(539), __webpack_require__.e(807)]).then(__webpack_require__.bind(__webpack_require__, 59807))).ageCipher(keys);
}
/**
 * The opener for backups of a format.
 *
 * @throws Failure `input-missing` where what the format needs is not given, `identity-mismatch` where the identity is for the other format,
 *   `identity-invalid`, `input-invalid`.
 */
async function openOpener(inputs) {
    if (inputs.format === 'none')
        return plainOpener();
    const passphrase = usablePassphrase(inputs.passphrase);
    const text = inputs.identity?.reveal() ?? '';
    const identities = text.trim() === '' ? undefined : parseIdentities(text);
    const keys = identities?.format === inputs.format ? identities.keys : [];
    const canUsePassphrase = inputs.format === 'openpgp' && passphrase !== undefined;
    if (keys.length === 0 && !canUsePassphrase)
        throw nothingToOpenWith(inputs.format, identities?.format);
    if (inputs.format === 'age')
        return (await Promise.all(/* import() */[__webpack_require__.e(539), __webpack_require__.e(807)]).then(__webpack_require__.bind(__webpack_require__, 59807))).ageOpener(keys);
    return (await Promise.all(/* import() */[__webpack_require__.e(74), __webpack_require__.e(413)]).then(__webpack_require__.bind(__webpack_require__, 31413))).openPgpOpener({ armoredKeys: keys, passphrase });
}
/**
 * The cipher for those who hold an identity or a passphrase: it seals for the public half, which no manifest is asked for, since whoever may
 * write to a store could name himself in one.
 *
 * @throws Failure `input-missing` where neither is given, `identity-invalid`, `recipient-invalid` for a key that expired.
 */
async function openCounterpart({ identity, passphrase }) {
    const text = identity?.reveal() ?? '';
    if (text.trim() === '')
        return await openCipher({ passphrase });
    const { format, keys } = parseIdentities(text);
    if (format === 'age') {
        const { ageCipher, ageRecipientsOf } = await Promise.all(/* import() */[__webpack_require__.e(539), __webpack_require__.e(807)]).then(__webpack_require__.bind(__webpack_require__, 59807));
        return ageCipher(await ageRecipientsOf(keys));
    }
    const { publicHalvesOf } = await Promise.all(/* import() */[__webpack_require__.e(74), __webpack_require__.e(534)]).then(__webpack_require__.bind(__webpack_require__, 99534));
    return await openPgp(await publicHalvesOf(keys), undefined);
}
async function openPgp(armoredKeys, passphrase) {
    return (await Promise.all(/* import() */[__webpack_require__.e(74), __webpack_require__.e(413)]).then(__webpack_require__.bind(__webpack_require__, 31413))).openPgpCipher({ armoredKeys, passphrase });
}
function isPlainAsked(encryption = '') {
    if (encryption.trim() === '')
        return false;
    if (encryption.trim() === 'none')
        return true;
    throw new failure/* Failure */.HR('input-invalid', `input "encryption" is unknown: ${JSON.stringify(encryption)}`, {
        hint: 'write none, or leave it out: how a backup is encrypted follows from "recipients" and "passphrase"',
    });
}
function usablePassphrase(passphrase) {
    const text = passphrase?.reveal().trim() ?? '';
    // a recipient is public: whoever knows it could open what is sealed with it as a passphrase
    if (/^age1[a-z0-9]{58}$/i.test(text))
        throw misplaced('an age recipient', 'recipients');
    if (/^AGE-SECRET-KEY-/i.test(text))
        throw misplaced('an age identity', 'identity');
    return passphrase === undefined || passphrase.reveal() === '' ? undefined : (0,secret/* oneLine */.TN)(passphrase, 'passphrase');
}
function misplaced(what, input) {
    return new failure/* Failure */.HR('input-invalid', `input "passphrase" is ${what}`, { hint: `give it in input "${input}"` });
}
function nobodyCanOpen() {
    return new failure/* Failure */.HR('input-missing', 'inputs "recipients" and "passphrase" are empty, so nobody could open the backup', {
        hint: `give age or OpenPGP public keys, or a passphrase, or write \`encryption: none\`; ${secret/* emptySecretHint */.Xm}`,
    });
}
function nothingToOpenWith(format, given) {
    const names = { age: 'age', openpgp: 'OpenPGP' };
    if (given === 'age' || given === 'openpgp') {
        return new failure/* Failure */.HR('identity-mismatch', `input "identity" holds a key for ${names[given]}, and the backup is sealed with ${names[format]}`);
    }
    const needed = format === 'age' ? 'input "identity" is empty' : 'inputs "identity" and "passphrase" are empty';
    return new failure/* Failure */.HR('input-missing', `${needed}, and the backup is sealed with ${names[format]}`);
}


/***/ }),

/***/ 83499:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ codecNamed),
  G: () => (/* binding */ parseCompression)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/nearest.ts
var nearest = __webpack_require__(94006);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./src/pipeline/blocks.ts
var blocks = __webpack_require__(16286);
// EXTERNAL MODULE: ./src/ports/chunk.ts
var chunk = __webpack_require__(13269);
;// CONCATENATED MODULE: ./src/codecs/zlib-stage.ts



/** Bytes that go to zlib at once, and size of its output buffers: each is a trip to the thread pool and back. */
const zlibBlockBytes = 1024 * 1024;
/**
 * What a zlib stream makes of `plain`. While one block is being compressed in the thread pool, the next is gathered; there is never more than
 * that one in memory. Fails with the source's own error.
 */
async function* compressThrough(stream, plain) {
    yield* drive(stream, plain);
}
/** What a zlib stream unpacks from `packed`; `format` names it in messages. See `Codec.decompress` for what it throws. */
async function* decompressThrough(stream, packed, format) {
    const source = { fedBytes: 0, failed: false };
    async function* counted() {
        try {
            for await (const chunk of packed) {
                source.fedBytes += chunk.length;
                yield chunk;
            }
        }
        catch (error) {
            source.failed = true;
            throw error;
        }
    }
    try {
        yield* drive(stream, counted());
    }
    catch (cause) {
        if (source.failed)
            throw cause;
        throw new failure/* Failure */.HR('archive-damaged', `the ${format} data cannot be decompressed: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
    // zlib says nothing about bytes behind the end of the format: it leaves them unread
    if (stream.bytesWritten < source.fedBytes) {
        throw new failure/* Failure */.HR('archive-damaged', `the ${format} data has something behind its end`);
    }
}
async function* drive(stream, source) {
    const writer = blockWriter(stream);
    const feeding = feed(writer, source).catch((error) => {
        stream.destroy(error instanceof Error ? error : new Error((0,failure/* messageOf */.bD)(error), { cause: error }));
    });
    try {
        for await (const chunk of stream)
            yield chunk;
        if (writer.ended)
            await feeding;
    }
    finally {
        writer.stop();
        stream.destroy();
    }
}
async function feed(writer, source) {
    let writing = Promise.resolve();
    for await (const block of (0,blocks/* blocks */.B)(source, zlibBlockBytes)) {
        await writing;
        writing = writer.write(block).then(() => (0,chunk/* giveBack */.F)(block));
        writing.catch(() => undefined); // it is looked at with the next block
    }
    await writing;
    writer.end();
}
function blockWriter(stream) {
    const stopped = new Error('nobody reads the output any more');
    let state = 'open';
    let giveUp = () => undefined;
    // a stream that has ended its output still fails for what comes behind it, when nobody reads it any more
    stream.on('error', () => undefined);
    return {
        get ended() {
            return state === 'ended';
        },
        write: (block) => new Promise((resolve, reject) => {
            giveUp = reject;
            if (state === 'stopped')
                reject(stopped);
            else
                stream.write(block, (error) => (error ? reject(error) : resolve()));
        }),
        end() {
            state = 'ended';
            stream.end();
        },
        stop() {
            state = 'stopped';
            giveUp(stopped);
        },
    };
}

;// CONCATENATED MODULE: ./src/codecs/gzip.ts


/** gzip (RFC 1952), for those who must open backups where there is no zstd: a quarter of its speed, and larger. */
function gzip(level = external_node_zlib_.constants.Z_DEFAULT_COMPRESSION) {
    return {
        name: 'gzip',
        extension: '.gz',
        compress: (plain) => compressThrough((0,external_node_zlib_.createGzip)({ level, chunkSize: zlibBlockBytes }), plain),
        decompress: (packed) => decompressThrough((0,external_node_zlib_.createGunzip)({ chunkSize: zlibBlockBytes }), packed, 'gzip'),
    };
}

;// CONCATENATED MODULE: ./src/codecs/none.ts
/** No compression: bytes pass as they are. It cannot see damage; encryption and the manifest's digests do. */
function none() {
    return { name: 'none', extension: '', compress: (plain) => plain, decompress: (packed) => packed };
}

;// CONCATENATED MODULE: ./src/codecs/zstd.ts


/** The fastest: on rows as small as zstd's own default of 3, for half of its time. See docs/adr/0009-zstd-level-1.md. */
const defaultZstdLevel = 1;
/**
 * Zstandard, as one frame with a checksum: Node's decompressor (seen on 24.21) reads the first frame of an object and leaves the others.
 * `ZSTD_c_nbWorkers` is not set: with it, Node's streams end before their output is complete.
 */
function zstd(level = defaultZstdLevel) {
    return {
        name: 'zstd',
        extension: '.zst',
        compress: (plain) => compressThrough((0,external_node_zlib_.createZstdCompress)({
            chunkSize: zlibBlockBytes,
            params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: level, [external_node_zlib_.constants.ZSTD_c_checksumFlag]: 1 },
        }), plain),
        decompress: (packed) => decompressThrough((0,external_node_zlib_.createZstdDecompress)({ chunkSize: zlibBlockBytes }), packed, 'zstd'),
    };
}

;// CONCATENATED MODULE: ./src/codecs/registry.ts





const codecs = [
    { name: 'zstd', topLevel: 19, make: zstd },
    { name: 'gzip', topLevel: 9, make: gzip },
    { name: 'none', topLevel: 0, make: none },
];
/**
 * The codec that the input `compression` asks for: `zstd`, `zstd:1` … `zstd:19`, `gzip`, `gzip:1` … `gzip:9` or `none`.
 *
 * @throws Failure `input-invalid`.
 */
function parseCompression(text) {
    const [, name, level] = /^([a-z]+)(?::([1-9]\d?))?$/.exec(text.trim()) ?? [];
    const entry = codecs.find((codec) => codec.name === name);
    if (entry === undefined || Number(level ?? 0) > entry.topLevel) {
        const guess = (0,nearest/* didYouMean */.a)(text.trim(), codecs.map((codec) => codec.name));
        throw new failure/* Failure */.HR('input-invalid', `input "compression" is unknown: ${JSON.stringify(text)}`, {
            hint: `write zstd, zstd:1 to zstd:19, gzip, gzip:1 to gzip:9 or none${entry === undefined ? guess : ''}`,
        });
    }
    return entry.make(level === undefined ? undefined : Number(level));
}
/** The codec by the name that a manifest's formats have, or undefined where the format is no compression. */
function codecNamed(name) {
    return codecs.find((codec) => codec.name === name)?.make();
}


/***/ }),

/***/ 63714:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ counted)
/* harmony export */ });
/** `1 table`, `2 tables`. */
function counted(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}


/***/ }),

/***/ 41796:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ sizeOf),
/* harmony export */   _: () => (/* binding */ sizeInWords)
/* harmony export */ });
/* harmony import */ var _counted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63714);

/** For people: `1 table, 2 rows, 3 objects`. */
function sizeInWords({ tables, rows, objects }) {
    return `${(0,_counted_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .h)(tables, 'table')}, ${(0,_counted_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .h)(rows, 'row')}, ${(0,_counted_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .h)(objects, 'object')}`;
}
function sizeOf({ tables, objects }) {
    return { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0), objects: objects.length };
}


/***/ }),

/***/ 61891:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G6: () => (/* binding */ fingerprintFormat),
/* harmony export */   TW: () => (/* binding */ serializeFingerprint),
/* harmony export */   sr: () => (/* binding */ parseFingerprint)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _record_reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92559);


const fingerprintFormat = 'muster/fingerprint/v1';
/** The fingerprint object's plain text. */
function serializeFingerprint(fingerprint) {
    return JSON.stringify(fingerprint);
}
/** @throws Failure `fingerprint-invalid` that says which part is wrong. */
function parseFingerprint(text, where) {
    const root = (0,_record_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .readRecord */ .a)(text, 'fingerprint-invalid', where);
    const format = root.text('format');
    if (format !== fingerprintFormat) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('fingerprint-invalid', `${where}: unknown format ${JSON.stringify(format)}`);
    }
    const manifestSha256 = root.text('manifestSha256');
    if (!root.has('content'))
        return { format, manifestSha256 };
    const content = root.record('content');
    return {
        format,
        manifestSha256,
        content: {
            tables: content.list('tables').map(readTable),
            objects: content.list('objects').map(readObject),
            settings: content.record('settings').strings(),
            gaps: content.texts('gaps'),
        },
    };
}
function readTable(table) {
    return {
        name: table.text('name'),
        columns: table.texts('columns'),
        rows: table.count('rows'),
        ...(table.has('countedRows') ? { countedRows: table.count('countedRows') } : {}),
        digest: table.text('digest'),
    };
}
function readObject(object) {
    return { kind: object.text('kind'), name: object.text('name'), definition: object.text('definition') };
}


/***/ }),

/***/ 16286:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ blocks)
/* harmony export */ });
/* harmony import */ var _ports_chunk_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13269);

/**
 * The same bytes in blocks of exactly `sizeBytes`, the last of which may be shorter and none of which is empty. Blocks are lent; a chunk that
 * is a block already is passed on as it is, and all others are given back. Memory: one block, and those that the reader has.
 */
async function* blocks(source, sizeBytes) {
    const pool = (0,_ports_chunk_js__WEBPACK_IMPORTED_MODULE_0__/* .blockPool */ .k)(sizeBytes, (memory) => new Uint8Array(memory));
    let block;
    let used = 0;
    for await (const chunk of source) {
        if (used === 0 && chunk.length === sizeBytes) {
            yield chunk;
            continue;
        }
        for (let rest = chunk; rest.length > 0;) {
            block ??= pool.take();
            const taken = rest.subarray(0, sizeBytes - used);
            block.set(taken, used);
            used += taken.length;
            rest = rest.subarray(taken.length);
            if (used < sizeBytes)
                continue;
            yield block;
            [block, used] = [undefined, 0];
        }
        (0,_ports_chunk_js__WEBPACK_IMPORTED_MODULE_0__/* .giveBack */ .F)(chunk);
    }
    if (block !== undefined)
        yield block.subarray(0, used);
}


/***/ })

};
