export const id = 807;
export const ids = [807];
export const modules = {

/***/ 59807:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ageCipher: () => (/* binding */ ageCipher),
  ageOpener: () => (/* binding */ ageOpener),
  ageRecipientsOf: () => (/* binding */ ageRecipientsOf)
});

// EXTERNAL MODULE: ./node_modules/age-encryption/dist/index.js + 51 modules
var dist = __webpack_require__(81539);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
;// CONCATENATED MODULE: ./src/ciphers/age/header.ts


const firstLine = Buffer.from('age-encryption.org/v1\n');
/** What stands behind the header when nothing is sealed: the payload's nonce and the tag of its one empty chunk. */
const emptyPayloadBytes = 16 + 16;
/** A header has a few hundred bytes for each recipient, two thousand for a post-quantum one. */
const headerLimitBytes = 256 * 1024;
/** A new file key, wrapped for all recipients in the header. */
async function makeHeader(recipients) {
    const encrypter = new dist/* Encrypter */.T7();
    for (const recipient of recipients)
        encrypter.addRecipient(recipient);
    // The library keeps the file key to itself but shows it to recipients, so one that adds nothing to the header stands among them.
    let fileKey;
    const witness = {
        wrapFileKey(key) {
            fileKey = Uint8Array.from(key);
            return [];
        },
    };
    encrypter.addRecipient(witness);
    const empty = await encrypter.encrypt(new Uint8Array());
    if (fileKey === undefined)
        throw new failure/* Failure */.HR('bug', 'the age library made a header without a file key');
    return { header: empty.subarray(0, empty.length - emptyPayloadBytes), fileKey };
}
/**
 * The file key in a header.
 *
 * @throws Failure `identity-mismatch` where no identity fits, `archive-damaged` where the header is not one or was changed.
 */
async function openHeader(header, identities) {
    const decrypter = new dist/* Decrypter */.Hz();
    for (const identity of identities)
        decrypter.addIdentity(identity);
    // identities are asked in turn until one fits: this one is asked when none does
    const asked = { last: false };
    const last = {
        unwrapFileKey() {
            asked.last = true;
            return null;
        },
    };
    decrypter.addIdentity(last);
    try {
        return await decrypter.decryptHeader(header);
    }
    catch (cause) {
        if (asked.last) {
            const given = await Promise.all(identities.map((identity) => (0,dist/* identityToRecipient */.RE)(identity)));
            const message = `input "identity" holds the key of ${given.join(', ')}, which does not open this backup`;
            throw new failure/* Failure */.HR('identity-mismatch', message, { cause });
        }
        throw new failure/* Failure */.HR('archive-damaged', `the age header is damaged: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
}
/**
 * Where the header in `bytes` ends, or undefined where more bytes are needed to tell.
 *
 * @throws Failure `archive-damaged` where this is not the beginning of an age file.
 */
function headerEnd(bytes) {
    const seen = Math.min(bytes.length, firstLine.length);
    if (!bytes.subarray(0, seen).equals(firstLine.subarray(0, seen))) {
        throw new failure/* Failure */.HR('archive-damaged', 'this is not an age file: its first line is another');
    }
    const lastLine = bytes.indexOf('\n---');
    const end = lastLine === -1 ? -1 : bytes.indexOf('\n', lastLine + 1);
    if (end === -1 && bytes.length > headerLimitBytes) {
        throw new failure/* Failure */.HR('archive-damaged', `the age header has no end within ${headerLimitBytes} bytes`);
    }
    return end === -1 ? undefined : end + 1;
}

;// CONCATENATED MODULE: ./src/ciphers/age/prefix-reader.ts
/** A reader of `source`; disposing of it closes the source. */
function prefixReader(source) {
    const chunks = source[Symbol.asyncIterator]();
    let held = Buffer.alloc(0);
    return {
        async take(lengthOf) {
            for (;;) {
                const length = lengthOf(held);
                if (length !== undefined) {
                    const taken = held.subarray(0, length);
                    held = held.subarray(length);
                    return taken;
                }
                const next = await chunks.next();
                if (next.done === true)
                    return undefined;
                held = Buffer.concat([held, next.value]);
            }
        },
        async *rest() {
            if (held.length > 0)
                yield held;
            for (;;) {
                const next = await chunks.next();
                if (next.done === true)
                    return;
                yield next.value;
            }
        },
        async [Symbol.asyncDispose]() {
            await chunks.return?.();
        },
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/pipeline/blocks.ts
var blocks = __webpack_require__(16286);
// EXTERNAL MODULE: ./src/ports/chunk.ts
var chunk = __webpack_require__(13269);
;// CONCATENATED MODULE: ./src/ciphers/age/payload.ts




// The payload of an age file (https://c2sp.org/age, "Payload"): a nonce of 16 bytes, then chunks of 64 KiB, each sealed with
// ChaCha20-Poly1305 under a key of the file and the nonce; a chunk's own nonce is its number and a flag that the last one has set.
const algorithm = 'chacha20-poly1305';
const tagBytes = 16;
const chunkBytes = 64 * 1024;
const sealedChunkBytes = chunkBytes + tagBytes;
const chunksPerBlock = 16;
/** Length of what stands before the chunks. */
const payloadNonceBytes = 16;
/** The sealed payload, its nonce included. Memory: two blocks of 1 MiB. */
async function* sealPayload(fileKey, plain) {
    const nonce = (0,external_node_crypto_.randomBytes)(payloadNonceBytes);
    const key = payloadKey(fileKey, nonce);
    yield nonce;
    let index = 0;
    for await (const { block, isLast } of withLastMarked((0,blocks/* blocks */.B)(plain, chunksPerBlock * chunkBytes))) {
        const chunks = split(block, chunkBytes);
        for (const [at, chunk] of chunks.entries())
            yield* sealChunk(key, index + at, isLast && at === chunks.length - 1, chunk);
        index += chunks.length;
        (0,chunk/* giveBack */.F)(block);
    }
}
/**
 * The plain bytes of sealed chunks; every chunk that comes out is authentic.
 *
 * @throws Failure `archive-damaged` at the first chunk that is not, and where the last chunk is missing.
 */
async function* openPayload(fileKey, nonce, sealed) {
    const key = payloadKey(fileKey, nonce);
    let index = 0;
    for await (const { block, isLast } of withLastMarked((0,blocks/* blocks */.B)(sealed, chunksPerBlock * sealedChunkBytes))) {
        const chunks = split(block, sealedChunkBytes);
        for (const [at, chunk] of chunks.entries()) {
            yield* openInPlace(key, index, isLast && at === chunks.length - 1, chunk);
            index += 1;
        }
        (0,chunk/* giveBack */.F)(block);
    }
}
/** Opens a chunk where it stands. One that is authentic but for another place still comes out, as the format's test vectors have it. */
function* openInPlace(key, index, isLast, sealed) {
    const plain = openChunk(key, index, isLast, sealed);
    const isFull = sealed.length === sealedChunkBytes; // any other can only be the last
    const misplaced = plain === undefined && isFull ? openChunk(key, index, !isLast, sealed) : undefined;
    const released = plain ?? misplaced;
    if (released === undefined)
        throw new failure/* Failure */.HR('archive-damaged', `the age payload is changed or cut off at chunk ${index}`);
    if (released.length === 0 && index > 0) {
        throw new failure/* Failure */.HR('archive-damaged', 'the age payload ends with an empty chunk');
    }
    if (released.length > 0)
        yield released;
    if (misplaced !== undefined) {
        throw new failure/* Failure */.HR('archive-damaged', `the age payload ${isLast ? 'is cut off' : 'has something behind its end'}`);
    }
}
function payloadKey(fileKey, nonce) {
    return new Uint8Array((0,external_node_crypto_.hkdfSync)('sha256', fileKey, nonce, 'payload', 32));
}
/** Eleven bytes of the chunk's number, big-endian, and one for the flag. */
function chunkNonce(index, isLast) {
    const nonce = Buffer.alloc(12);
    nonce.writeBigUInt64BE(BigInt(index), 3);
    nonce[11] = isLast ? 1 : 0;
    return nonce;
}
function sealChunk(key, index, isLast, plain) {
    const cipher = (0,external_node_crypto_.createCipheriv)(algorithm, key, chunkNonce(index, isLast), { authTagLength: tagBytes });
    const sealed = cipher.update(plain);
    cipher.final();
    return [sealed, cipher.getAuthTag()];
}
function openChunk(key, index, isLast, sealed) {
    if (sealed.length < tagBytes)
        return undefined;
    const decipher = (0,external_node_crypto_.createDecipheriv)(algorithm, key, chunkNonce(index, isLast), { authTagLength: tagBytes });
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const plain = decipher.update(sealed.subarray(0, -tagBytes));
    try {
        decipher.final();
    }
    catch {
        return undefined;
    }
    return plain;
}
/** Pieces of `sizeBytes`, the last of which may be shorter; one empty piece for an empty block. */
function split(block, sizeBytes) {
    const pieces = [];
    for (let at = 0; at === 0 || at < block.length; at += sizeBytes)
        pieces.push(block.subarray(at, at + sizeBytes));
    return pieces;
}
/** Tells the last block from the others; an empty block where there is none. */
async function* withLastMarked(source) {
    let held;
    for await (const block of source) {
        if (held !== undefined)
            yield { block: held, isLast: false };
        held = block;
    }
    yield { block: held ?? new Uint8Array(), isLast: true };
}

;// CONCATENATED MODULE: ./src/ciphers/age/age.ts
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





const postQuantum = /^age1pq1/i;
/**
 * Seals in the age format (https://c2sp.org/age) for native recipients. The library does keys and headers; the payload, where the time goes,
 * is done with Node's own ChaCha20-Poly1305, which is nine times as fast.
 *
 * @throws Failure `recipient-invalid` that names the recipient.
 */
function ageCipher(recipients) {
    for (const [index, recipient] of recipients.entries())
        checkRecipient(recipient, index + 1);
    if (new Set(recipients.map((recipient) => postQuantum.test(recipient))).size > 1) {
        throw new failure/* Failure */.HR('recipient-invalid', 'input "recipients" mixes post-quantum and other age keys', {
            hint: 'the backup would be no safer than its weakest recipient: give recipients of one kind',
        });
    }
    return {
        encryption: { format: 'age', recipients },
        extension: '.age',
        async *seal(plain) {
            const { header, fileKey } = await makeHeader(recipients);
            yield header;
            yield* sealPayload(fileKey, plain);
        },
    };
}
/**
 * Opens age files with any of the identities.
 *
 * @throws Failure `identity-invalid` that names which of them, by number.
 */
function ageOpener(identities) {
    for (const [index, identity] of identities.entries())
        checkIdentity(identity, index + 1);
    return {
        async *open(sealed) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const reader = __addDisposableResource(env_1, prefixReader(sealed), true);
                const header = await reader.take(headerEnd);
                if (header === undefined)
                    throw new failure/* Failure */.HR('archive-damaged', 'the age file ends within its header');
                const fileKey = await openHeader(header, identities);
                const nonce = await reader.take((bytes) => (bytes.length < payloadNonceBytes ? undefined : payloadNonceBytes));
                if (nonce === undefined)
                    throw new failure/* Failure */.HR('archive-damaged', 'the age file ends behind its header');
                yield* openPayload(fileKey, nonce, reader.rest());
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = __disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        },
    };
}
/** The public halves of identities. @throws Failure `identity-invalid` that names which of them, by number */
async function ageRecipientsOf(identities) {
    for (const [index, identity] of identities.entries())
        checkIdentity(identity, index + 1);
    return await Promise.all(identities.map((identity) => (0,dist/* identityToRecipient */.RE)(identity)));
}
function checkRecipient(recipient, number) {
    try {
        new dist/* Encrypter */.T7().addRecipient(recipient);
    }
    catch (cause) {
        throw new failure/* Failure */.HR('recipient-invalid', `key ${number} of input "recipients" is not a whole age recipient: ${JSON.stringify(recipient)}`, {
            cause,
            hint: 'copy it again from the line that `age-keygen` prints: it is age1 and 58 more characters',
        });
    }
}
function checkIdentity(identity, number) {
    try {
        new dist/* Decrypter */.Hz().addIdentity(identity);
    }
    catch {
        // no cause: the library's message could show the identity
        throw new failure/* Failure */.HR('identity-invalid', `key ${number} of input "identity" is not a whole age identity`, {
            hint: 'copy it again from the file that `age-keygen` wrote: one line that begins with AGE-SECRET-KEY-1',
        });
    }
}


/***/ })

};
