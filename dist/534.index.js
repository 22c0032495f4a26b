export const id = 534;
export const ids = [534];
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


/***/ })

};
