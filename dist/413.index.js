export const id = 413;
export const ids = [413,534];
export const modules = {

/***/ 99534:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tk: () => (/* binding */ readIdentityKeys),
/* harmony export */   ax: () => (/* binding */ fingerprintOf),
/* harmony export */   publicHalvesOf: () => (/* binding */ publicHalvesOf),
/* harmony export */   uy: () => (/* binding */ readRecipientKeys)
/* harmony export */ });
/* harmony import */ var openpgp__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13074);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);
/* harmony import */ var _domain_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96130);



/**
 * The public keys in armored blocks, each of which can be encrypted to now.
 *
 * @throws Failure `recipient-invalid` that names the key and what is wrong with it: private, revoked, expired, or made for signing only.
 */
async function readRecipientKeys(armoredKeys) {
    const keys = [];
    for (const armored of armoredKeys) {
        const read = await (0,openpgp__WEBPACK_IMPORTED_MODULE_0__/* .readKeys */ .x4)({ armoredKeys: armored }).catch((cause) => {
            const message = `an OpenPGP public key in input "recipients" cannot be read: ${(0,_domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause)}`;
            throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('recipient-invalid', message, {
                cause,
                hint: 'export it again with `gpg --armor --export`, and give the whole block with its line breaks',
            });
        });
        for (const key of read) {
            await checkUsable(key);
            keys.push(key.toPublic());
        }
    }
    return keys;
}
async function checkUsable(key) {
    const name = `OpenPGP key ${fingerprintOf(key)} in input "recipients"`;
    if (key.isPrivate()) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('recipient-invalid', `${name} is a private key`, {
            hint: 'give the public half, what `gpg --armor --export` prints',
        });
    }
    if (await key.isRevoked()) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('recipient-invalid', `${name} is revoked`, { hint: 'give the key that took its place' });
    }
    const expiry = await key.getExpirationTime();
    try {
        await key.getEncryptionKey();
    }
    catch (cause) {
        const reason = expiry instanceof Date ? ` (its date of expiry is ${expiry.toISOString().slice(0, 10)})` : '';
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('recipient-invalid', `${name} cannot be encrypted to${reason}: ${(0,_domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause)}`, {
            cause,
            hint: 'renew the key or add an encryption subkey, and export it again with `gpg --armor --export`',
        });
    }
}
/**
 * The private keys in armored blocks, unlocked.
 *
 * @throws Failure `identity-invalid` where a block cannot be read, `input-missing` where a key is locked and there is no passphrase,
 *   `identity-mismatch` where the passphrase does not unlock it.
 */
async function readIdentityKeys(armoredKeys, passphrase) {
    const keys = [];
    for (const key of await readLocked(armoredKeys))
        keys.push(await unlocked(key, passphrase));
    return keys;
}
/** The public halves of private keys in armored blocks, armored; none has to be unlocked. @throws Failure `identity-invalid` */
async function publicHalvesOf(armoredKeys) {
    return (await readLocked(armoredKeys)).map((key) => key.toPublic().armor());
}
async function readLocked(armoredKeys) {
    const blocks = armoredKeys.map(async (armored) => {
        try {
            return await (0,openpgp__WEBPACK_IMPORTED_MODULE_0__/* .readPrivateKeys */ .Ck)({ armoredKeys: armored });
        }
        catch {
            // no cause: the library's message could show a part of the key
            throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('identity-invalid', 'an OpenPGP private key in input "identity" cannot be read', {
                hint: 'export it again with `gpg --armor --export-secret-keys`, and give the whole block with its line breaks',
            });
        }
    });
    return (await Promise.all(blocks)).flat();
}
async function unlocked(key, passphrase) {
    if (key.isDecrypted())
        return key;
    const name = `OpenPGP private key ${fingerprintOf(key)} in input "identity"`;
    if (passphrase === undefined) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('input-missing', `${name} is locked, and input "passphrase" is empty`, {
            hint: `give the passphrase of the key; ${_domain_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .emptySecretHint */ .Xm}`,
        });
    }
    try {
        return await (0,openpgp__WEBPACK_IMPORTED_MODULE_0__/* .decryptKey */ .Vw)({ privateKey: key, passphrase: passphrase.reveal() });
    }
    catch (cause) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('identity-mismatch', `input "passphrase" does not unlock the ${name}`, {
            cause,
            hint: "give the passphrase of the key, not the backup's",
        });
    }
}
/** The fingerprint of a key as `gpg` prints it. */
function fingerprintOf(key) {
    return key.getFingerprint().toUpperCase();
}


/***/ }),

/***/ 31413:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openPgpCipher: () => (/* binding */ openPgpCipher),
  openPgpOpener: () => (/* binding */ openPgpOpener)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/openpgp/dist/node/openpgp.mjs
var openpgp = __webpack_require__(13074);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/pipeline/blocks.ts
var blocks = __webpack_require__(16286);
;// CONCATENATED MODULE: ./src/ciphers/openpgp/framing.ts

// The outer packets of an encrypted OpenPGP message (RFC 9580, section 4.2): packets that hold the session key for somebody, then one packet
// with the data and nothing behind it. The library passes over packets behind the data that mean nothing, such as markers: here they are bytes
// that somebody added.
const dataTags = new Set([18, 20]); // SEIPD, and GnuPG's OCB packet
const otherTags = new Set([1, 3, 10, 21]); // session keys; marker and padding, which mean nothing
/** More than the prefix of any data packet. */
const keptBytes = 64;
/** A follower at the beginning of a message. */
function framing() {
    let header = [];
    let tag;
    let left = 0;
    let partial = false;
    const beginning = [];
    const keep = (bytes) => {
        if (tag !== undefined && dataTags.has(tag))
            beginning.push(...bytes.subarray(0, keptBytes - beginning.length));
    };
    const readHeaderByte = (byte) => {
        const begins = header.length === 0 && !partial;
        if (begins && tag !== undefined && dataTags.has(tag))
            throw damaged('has something behind its end');
        header.push(byte);
        const [first = 0] = header;
        if (begins)
            tag = tagOf(first);
        const length = partial ? newLength(header) : (first & 0x40) === 0 ? oldLength(header) : newLength(header.slice(1));
        if (length === undefined)
            return;
        header = [];
        left = length.sizeBytes;
        partial = length.partial;
    };
    return {
        accept(bytes) {
            for (let at = 0; at < bytes.length;) {
                if (left > 0) {
                    const piece = bytes.subarray(at, at + left);
                    keep(piece);
                    left -= piece.length;
                    at += piece.length;
                }
                else {
                    readHeaderByte(bytes[at] ?? 0);
                    at += 1;
                }
            }
        },
        end() {
            const complete = header.length === 0 && !partial && (left === 0 || left === Infinity);
            if (!complete || tag === undefined || !dataTags.has(tag))
                throw damaged('is cut off');
        },
        get dataBeginning() {
            return Uint8Array.from(beginning);
        },
    };
}
function damaged(how) {
    return new failure/* Failure */.HR('archive-damaged', `the OpenPGP message ${how}`);
}
function tagOf(first) {
    const tag = (first & 0x40) === 0 ? (first >> 2) & 0x0f : first & 0x3f;
    if ((first & 0x80) === 0 || !(dataTags.has(tag) || otherTags.has(tag))) {
        throw damaged('does not have the form of an encrypted message');
    }
    return tag;
}
/** The length in an old packet header, given with its first byte; undefined while bytes are missing. */
function oldLength([first = 0, ...bytes]) {
    const kind = first & 3;
    if (kind === 3)
        return { sizeBytes: Infinity, partial: false };
    return bytes.length < 1 << kind ? undefined : { sizeBytes: bigEndian(bytes), partial: false };
}
/** The length in a new packet header, given without its first byte; undefined while bytes are missing. */
function newLength(bytes) {
    const [first, second] = bytes;
    if (first === undefined)
        return undefined;
    if (first < 192)
        return { sizeBytes: first, partial: false };
    if (first >= 224 && first < 255)
        return { sizeBytes: 2 ** (first & 31), partial: true };
    if (first < 224) {
        return second === undefined ? undefined : { sizeBytes: (first - 192) * 256 + second + 192, partial: false };
    }
    return bytes.length < 5 ? undefined : { sizeBytes: bigEndian(bytes.slice(1)), partial: false };
}
function bigEndian(bytes) {
    return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

// EXTERNAL MODULE: ./src/ciphers/openpgp/keys.ts
var openpgp_keys = __webpack_require__(99534);
// EXTERNAL MODULE: external "node:stream/web"
var web_ = __webpack_require__(37830);
;// CONCATENATED MODULE: ./src/ciphers/openpgp/observed-stream.ts

/** Observes `source`, which is read only as far as the stream is. */
function observedStream(source) {
    const chunks = source[Symbol.asyncIterator]();
    let outcome = 'open';
    const rethrow = () => {
        if (typeof outcome === 'object')
            throw outcome.thrown;
    };
    const next = async () => {
        if (outcome !== 'open')
            return undefined;
        try {
            const result = await chunks.next();
            if (result.done !== true)
                return result.value;
            outcome = 'ended';
        }
        catch (thrown) {
            outcome = { thrown };
            throw thrown;
        }
        return undefined;
    };
    const stream = new web_.ReadableStream({
        async pull(controller) {
            const chunk = await next();
            if (chunk === undefined)
                controller.close();
            else
                controller.enqueue(chunk);
        },
    }, { highWaterMark: 0 });
    return {
        stream,
        rethrow,
        async finish() {
            while ((await next()) !== undefined)
                ;
            rethrow();
        },
        async close() {
            if (outcome === 'open')
                await chunks.return?.();
        },
    };
}

;// CONCATENATED MODULE: ./src/ciphers/openpgp/session-keys.ts




/**
 * The session keys that the keyring finds in a message and that its data does not rule out.
 *
 * @param dataBeginning The first bytes of the body of the data packet.
 * @throws Failure `identity-mismatch` where there are none.
 */
async function findSessionKeys(message, { keys, passphrase }, dataBeginning) {
    const found = [];
    if (keys.length > 0)
        found.push(...(await attempt({ message, decryptionKeys: [...keys] })));
    if (passphrase !== undefined)
        found.push(...(await attempt({ message, passwords: passphrase.reveal() })));
    const fitting = found.filter((key) => key.algorithm === null || fits(key, dataBeginning));
    if (fitting.length === 0) {
        const given = [
            ...(keys.length > 0 ? [`input "identity" with the OpenPGP key ${keys.map(openpgp_keys/* fingerprintOf */.ax).join(', ')}`] : []),
            ...(passphrase === undefined ? [] : ['input "passphrase"']),
        ];
        throw new failure/* Failure */.HR('identity-mismatch', `${given.join(' and ')} does not open this backup`);
    }
    return fitting;
}
async function attempt(options) {
    try {
        return await (0,openpgp/* decryptSessionKeys */.Qs)(options);
    }
    catch {
        return []; // the library's reasons are many; what counts is that nothing was found
    }
}
/**
 * Whether a session key can be the right one. The data of a SEIPD packet of version 1 begins with a block of random bytes whose last two are
 * repeated (RFC 9580, 5.13.1): a passphrase gives a key without saying whether it is right, and this tells it, 65 535 times of 65 536.
 */
function fits(key, dataBeginning) {
    const cipher = /^aes(128|192|256)$/.exec(key.algorithm ?? '');
    const [version] = dataBeginning;
    if (cipher === null || version !== 1 || dataBeginning.length < 19)
        return true;
    if (key.data.length !== Number(cipher[1]) / 8)
        return false;
    const decipher = (0,external_node_crypto_.createDecipheriv)(`aes-${cipher[1]}-cfb`, key.data, Buffer.alloc(16));
    const prefix = decipher.update(dataBeginning.subarray(1, 19));
    return prefix[14] === prefix[16] && prefix[15] === prefix[17];
}

;// CONCATENATED MODULE: ./src/ciphers/openpgp/openpgp.ts








const blockBytes = 256 * 1024;
/** What GnuPG 2.2 reads: AES-256 in CFB with a modification detection code, not the newer AEAD modes. Dumps are compressed before. */
const sealing = {
    aeadProtect: false,
    preferredCompressionAlgorithm: openpgp/* enums */.vP.compression.uncompressed,
    s2kType: openpgp/* enums */.vP.s2k.iterated,
};
/** Plain bytes leave before the code at the message's end was checked: the port says that they must not be trusted until then. */
const opening = { allowUnauthenticatedStream: true };
/**
 * Seals as OpenPGP messages for public keys, a passphrase, or both.
 *
 * @throws Failure `recipient-invalid` for a key that cannot be encrypted to.
 */
async function openPgpCipher({ armoredKeys, passphrase }) {
    const keys = await (0,openpgp_keys/* readRecipientKeys */.uy)(armoredKeys);
    const recipients = [...keys.map(openpgp_keys/* fingerprintOf */.ax), ...(passphrase === undefined ? [] : ['passphrase'])];
    return {
        encryption: { format: 'openpgp', recipients },
        extension: '.gpg',
        seal: (plain) => seal(plain, keys, passphrase),
    };
}
async function* seal(plain, keys, passphrase) {
    const source = observedStream((0,blocks/* blocks */.B)(plain, blockBytes));
    try {
        const sealed = (await (0,openpgp/* encrypt */.w)({
            message: await (0,openpgp/* createMessage */.oH)({ binary: source.stream }),
            encryptionKeys: [...keys],
            ...(passphrase === undefined ? {} : { passwords: passphrase.reveal() }),
            sessionKey: { data: (0,external_node_crypto_.randomBytes)(32), algorithm: 'aes256' }, // whatever the keys prefer
            format: 'binary',
            config: sealing,
        })); // the library's own type for it needs a package that it does not install
        for await (const chunk of sealed) {
            source.rethrow();
            yield chunk;
        }
        await source.finish();
    }
    catch (error) {
        source.rethrow();
        throw error;
    }
    finally {
        await source.close();
    }
}
/**
 * Opens OpenPGP messages with private keys, a passphrase, or both; the passphrase also unlocks the keys.
 *
 * @throws Failure `identity-invalid`, `input-missing` or `identity-mismatch` for a private key that cannot be used.
 */
async function openPgpOpener({ armoredKeys, passphrase }) {
    const keyring = { keys: await (0,openpgp_keys/* readIdentityKeys */.Tk)(armoredKeys, passphrase), passphrase };
    return { open: (sealed) => openpgp_open(sealed, keyring) };
}
async function* openpgp_open(sealed, keyring) {
    const frame = framing();
    // whole blocks: the first one holds everything that is needed to find the session key
    const source = observedStream(followed((0,blocks/* blocks */.B)(sealed, blockBytes), frame));
    try {
        const message = await (0,openpgp/* readMessage */._8)({ binaryMessage: source.stream, config: opening });
        const sessionKeys = await findSessionKeys(message, keyring, frame.dataBeginning);
        const opened = (await (0,openpgp/* decrypt */.Yc)({ message, sessionKeys, format: 'binary', config: opening }));
        for await (const chunk of opened.data)
            yield chunk;
        await source.finish();
    }
    catch (cause) {
        source.rethrow();
        if (cause instanceof failure/* Failure */.HR)
            throw cause;
        throw new failure/* Failure */.HR('archive-damaged', `the OpenPGP message cannot be opened: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
    finally {
        await source.close();
    }
}
async function* followed(sealed, frame) {
    for await (const block of sealed) {
        frame.accept(block);
        yield block;
    }
    frame.end();
}


/***/ })

};
