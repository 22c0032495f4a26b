export const id = 761;
export const ids = [761];
export const modules = {

/***/ 91624:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ unlessAborted),
/* harmony export */   Z: () => (/* binding */ abortable)
/* harmony export */ });
/**
 * The items of a source that may keep its reader waiting: when the signal is aborted, reading ends at once with the signal's reason, even
 * if the source never answers.
 */
async function* abortable(items, signal) {
    const iterator = items[Symbol.asyncIterator]();
    let isWaiting = false;
    try {
        for (;;) {
            isWaiting = true;
            const next = await unlessAborted(iterator.next(), signal);
            isWaiting = false;
            if (next.done === true)
                return;
            yield next.value;
        }
    }
    finally {
        const returned = iterator.return?.();
        // A source that is still waiting cannot be asked to clean up before its wait is over.
        if (isWaiting)
            returned?.catch(() => undefined);
        else
            await returned;
    }
}
/** What the promise resolves to, or a rejection with the signal's reason if that comes first. */
async function unlessAborted(promise, signal) {
    const { promise: aborted, reject } = Promise.withResolvers();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
        if (signal.aborted) {
            promise.catch(() => undefined);
            signal.throwIfAborted();
        }
        return await Promise.race([promise, aborted]);
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
}


/***/ }),

/***/ 95649:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ checkedPart)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);


/**
 * The bytes of a part, held against its size and CRC-32 as they pass; `key` stands in the message.
 *
 * @throws Failure `store-corrupted` instead of ending where they differ: the buffer on this machine gave back other bytes than went in.
 */
async function* checkedPart(part, key) {
    let crc = 0;
    let sizeBytes = 0;
    for await (const chunk of part.open()) {
        sizeBytes += chunk.byteLength;
        if (sizeBytes > part.sizeBytes)
            break;
        crc = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.crc32)(chunk, crc);
        yield chunk;
    }
    if (sizeBytes !== part.sizeBytes || crc !== part.crc32) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('store-corrupted', `part ${part.index} of ${key} changed on this machine before it was stored`, {
            hint: 'run again; if it happens twice, the disk under the spool damages data',
        });
    }
}


/***/ }),

/***/ 70761:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  directoryStore: () => (/* binding */ directoryStore)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./src/stores/abortable.ts
var abortable = __webpack_require__(91624);
// EXTERNAL MODULE: ./src/stores/checked-part.ts
var checked_part = __webpack_require__(95649);
;// CONCATENATED MODULE: ./src/stores/object-source.ts




/**
 * All bytes of an object in order, for a store that takes one stream. Each part is released when the next byte is asked for, so the
 * consumer must have written a chunk before it asks for another. Ends only when the bytes are those of the source's digest.
 *
 * @throws Failure `store-corrupted`, the source's own failure, or the signal's reason.
 */
async function* objectBytes(key, source, signal) {
    let crc = 0;
    let sizeBytes = 0;
    for await (const part of (0,abortable/* abortable */.Z)(source.parts(), signal)) {
        for await (const chunk of (0,abortable/* abortable */.Z)((0,checked_part/* checkedPart */.N)(part, key), signal)) {
            crc = (0,external_node_zlib_.crc32)(chunk, crc);
            sizeBytes += chunk.byteLength;
            yield chunk;
        }
        part.release();
    }
    const digest = await (0,abortable/* unlessAborted */.W)(source.digest, signal);
    if (sizeBytes !== digest.sizeBytes || crc !== digest.crc32) {
        throw new failure/* Failure */.HR('store-corrupted', `the parts of ${key} are not the whole object`);
    }
}

;// CONCATENATED MODULE: ./src/stores/directory/disk-failure.ts

/** The `errno` name of what the file system threw, e.g. `ENOENT`. */
function errorCode(thrown) {
    return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}
/** What a file system's error means for the store called `name`. A failure of ours stays what it is. */
function diskFailure(thrown, name) {
    if (thrown instanceof failure/* Failure */.HR)
        return thrown;
    const code = errorCode(thrown);
    switch (code) {
        case undefined:
            return thrown;
        case 'ENOSPC':
        case 'EDQUOT':
            return new failure/* Failure */.HR('store-full', `${name} has no room left (${code})`, { cause: thrown });
        case 'EROFS':
            return new failure/* Failure */.HR('store-denied', `${name} is on a file system that is mounted read-only`, {
                cause: thrown,
                hint: 'mount it so that it can be written',
            });
        case 'EACCES':
        case 'EPERM':
            return new failure/* Failure */.HR('store-denied', `${name} refuses access to this account (${code})`, {
                cause: thrown,
                hint: `let the account that runs Muster${accountName()} read and write the folder, with chown or chmod`,
            });
        case 'ENAMETOOLONG':
            return new failure/* Failure */.HR('store-denied', `${name} takes no name as long as this`, { cause: thrown });
        default:
            return new failure/* Failure */.HR('store-unreachable', `${name} failed: ${(0,failure/* messageOf */.bD)(thrown)}`, {
                cause: thrown,
                hint: 'check the disk or the mount under the folder',
            });
    }
}
function accountName() {
    const uid = process.getuid?.();
    return uid === undefined ? '' : ` (uid ${uid})`;
}
/** Awaits work of the file system and throws its errors as failures of the store called `name`. */
async function onDisk(name, work) {
    try {
        return await work;
    }
    catch (thrown) {
        throw diskFailure(thrown, name);
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./src/stores/directory/object-path.ts


const partialName = /^\.partial-[0-9a-f]{12}-(.+)$/;
/**
 * The file for a key below `root`.
 *
 * @throws Failure `store-denied` for a key that would leave the root or be taken for something else.
 */
function objectPath(root, key) {
    const segments = key.split('/');
    const isUnsafe = segments.some((segment) => segment === '' || segment === '.' || segment === '..' || segment.includes('\0') || partialName.test(segment));
    if (isUnsafe) {
        throw new failure/* Failure */.HR('store-denied', `a directory cannot hold an object by the key ${JSON.stringify(key)}`, {
            hint: 'use names between slashes that are neither empty nor "." nor ".."',
        });
    }
    const file = (0,external_node_path_.join)(root, ...segments);
    return { key, file, folder: (0,external_node_path_.dirname)(file) };
}
/** The name under which an object is written before it is whole; `id` is twelve hex digits that nobody else uses. */
function partialPath({ file, folder }, id) {
    return (0,external_node_path_.join)(folder, `.partial-${id}-${file.slice(folder.length + 1)}`);
}
/** The name that the object would have got, or undefined for a file that is no unfinished upload. */
function nameOfPartial(fileName) {
    return partialName.exec(fileName)?.[1];
}

;// CONCATENATED MODULE: ./src/stores/directory/durable-file.ts
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






/**
 * Writes a file that is either there with all its bytes, also after a power cut, or not there at all: under another name first, then
 * synchronized, then renamed or linked, and the folders synchronized.
 *
 * @throws Failure `backup-exists` where there is one and it is not to be replaced.
 */
async function writeDurably(root, place, chunks, onPresent) {
    const partial = partialPath(place, (0,external_node_crypto_.randomBytes)(6).toString('hex'));
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = __addDisposableResource(env_1, await onDisk(root.name, openInNewFolders(place.folder, partial)), true);
            for await (const chunk of chunks)
                await onDisk(root.name, writeAll(file, chunk));
            await onDisk(root.name, file.sync());
            await publish(root, place, partial, onPresent);
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
    }
    catch (thrown) {
        await removeDurably(root, partial).catch(() => undefined); // what stays is listed as abandoned
        throw thrown;
    }
    await onDisk(root.name, syncFolders(place.folder, root.path));
}
/** Removes a file if it is there, and the folders above it that are empty then. */
async function removeDurably(root, file) {
    await onDisk(root.name, (0,promises_.unlink)(file).catch(ignoring('ENOENT', 'ENOTDIR', 'EISDIR')));
    let folder = (0,external_node_path_.dirname)(file);
    try {
        for (; folder.length > root.path.length; folder = (0,external_node_path_.dirname)(folder))
            await (0,promises_.rmdir)(folder);
    }
    catch (thrown) {
        const code = errorCode(thrown);
        if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOENT' && code !== 'ENOTDIR')
            throw thrown;
    }
    await onDisk(root.name, syncFolder(folder).catch(ignoring('ENOENT', 'ENOTDIR')));
}
async function publish(root, place, partial, onPresent) {
    try {
        if (onPresent === 'replace')
            await (0,promises_.rename)(partial, place.file);
        else
            await (0,promises_.link)(partial, place.file); // fails where the name is taken; rename would replace it
    }
    catch (thrown) {
        const code = errorCode(thrown);
        if (code === 'EEXIST') {
            throw new failure/* Failure */.HR('backup-exists', `${root.name} already has ${place.key}`, { cause: thrown });
        }
        if (code === 'ENOENT') {
            throw new failure/* Failure */.HR('store-unreachable', `the upload of ${place.key} to ${root.name} was taken back while it ran`, {
                cause: thrown,
            });
        }
        if (onPresent === 'refuse' && (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS')) {
            throw new failure/* Failure */.HR('store-denied', `the file system of ${root.name} has no hard links`, {
                cause: thrown,
                hint: 'use a folder on another file system: without hard links a manifest cannot be written safely',
            });
        }
        await onDisk(root.name, Promise.reject(thrown));
    }
    // the object is there, whatever becomes of its other name: what stays of that is listed as abandoned
    if (onPresent === 'refuse')
        await (0,promises_.unlink)(partial).catch(() => undefined);
}
/** Opens a new file. A folder that another run removes as empty at the same moment is made again. */
async function openInNewFolders(folder, file) {
    for (let triesLeft = 50;; triesLeft -= 1) {
        try {
            await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
            return await (0,promises_.open)(file, 'wx', 0o600);
        }
        catch (thrown) {
            if (errorCode(thrown) !== 'ENOENT' || triesLeft === 0)
                throw thrown;
        }
    }
}
/** A write may take fewer bytes than it was given without an error. */
async function writeAll(file, chunk) {
    for (let written = 0; written < chunk.byteLength;) {
        const { bytesWritten } = await file.write(chunk, written);
        written += bytesWritten;
    }
}
async function syncFolders(from, upTo) {
    for (let folder = from;; folder = (0,external_node_path_.dirname)(folder)) {
        await syncFolder(folder);
        if (folder.length <= upTo.length)
            return;
    }
}
async function syncFolder(path) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const folder = __addDisposableResource(env_2, await (0,promises_.open)(path, 'r'), true);
        await folder.sync();
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
function ignoring(...codes) {
    return (thrown) => {
        if (!codes.includes(errorCode(thrown) ?? ''))
            throw thrown;
    };
}

;// CONCATENATED MODULE: ./src/stores/key-order.ts
/** Compares two keys by their UTF-8 bytes, as S3 sorts its listings. */
function compareKeys(a, b) {
    // UTF-16 order differs from UTF-8 order only where surrogates meet characters above them.
    return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

;// CONCATENATED MODULE: ./src/stores/directory/walk.ts




/** All files whose key may begin with `prefix`, sorted by key as UTF-8 bytes. Holds one folder's names per level in memory. */
async function* walk(root, prefix, folder = '') {
    // A folder sorts as its name with a slash, since that is how the keys below it go on.
    const entries = (await entriesOf((0,external_node_path_.join)(root, folder)))
        .filter((entry) => entry.isFile() || entry.isDirectory())
        .map((entry) => ({ isFolder: entry.isDirectory(), key: `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}` }))
        .sort((a, b) => compareKeys(a.key, b.key));
    for (const { isFolder, key } of entries) {
        if (!isFolder)
            yield { key, path: (0,external_node_path_.join)(root, key) };
        else if (key.startsWith(prefix) || prefix.startsWith(key))
            yield* walk(root, prefix, key);
    }
}
async function entriesOf(folder) {
    try {
        return await (0,promises_.readdir)(folder, { withFileTypes: true });
    }
    catch (thrown) {
        if (errorCode(thrown) === 'ENOENT')
            return []; // removed since its parent was read
        throw thrown;
    }
}

;// CONCATENATED MODULE: ./src/stores/directory/directory-store.ts
var directory_store_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var directory_store_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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







const chunkBytes = 256 * 1024;
/**
 * A store in an existing folder, `path` being absolute. Objects are files of mode 0600, an unfinished object is a file whose name begins
 * with `.partial-`. A key cannot be both an object and the folder of another one.
 */
function directoryStore(path) {
    const root = { path: path.replace(/(?<=.)\/+$/, ''), name: `file://${path}` };
    const place = async (key, signal) => {
        signal.throwIfAborted();
        await requireRoot(root);
        return objectPath(root.path, key);
    };
    const written = async (where) => {
        const found = await statFile(root, { key: where.key, path: where.file });
        if (found === undefined)
            throw new failure/* Failure */.HR('store-unreachable', `${where.key} vanished from ${root.name}`);
        return found;
    };
    return {
        name: root.name,
        async put(key, source, signal) {
            const where = await place(key, signal);
            await writeDurably(root, where, objectBytes(key, source, signal), 'replace');
            return written(where);
        },
        async putIfAbsent(key, bytes, signal) {
            const where = await place(key, signal);
            await writeDurably(root, where, [bytes], 'refuse');
            return written(where);
        },
        async *get(key, signal) {
            yield* readFile(root, await place(key, signal), signal);
        },
        async stat(key, signal) {
            const where = await place(key, signal);
            return statFile(root, { key, path: where.file });
        },
        async *list(prefix, signal) {
            for await (const file of files(root, prefix, signal)) {
                if (file.partialOf !== undefined || !file.key.startsWith(prefix))
                    continue;
                const found = await statFile(root, file);
                if (found !== undefined)
                    yield found;
            }
        },
        async remove(key, signal) {
            const where = await place(key, signal);
            await removeDurably(root, where.file);
        },
        async *abandoned(prefix, signal) {
            for await (const file of files(root, prefix, signal)) {
                if (file.partialOf?.startsWith(prefix) !== true)
                    continue;
                const upload = await abandonedUpload(root, file.path, file.partialOf);
                if (upload !== undefined)
                    yield upload;
            }
        },
    };
}
async function requireRoot({ path, name }) {
    try {
        if ((await (0,promises_.stat)(path)).isDirectory())
            return;
    }
    catch (thrown) {
        const code = errorCode(thrown);
        if (code !== 'ENOENT' && code !== 'ENOTDIR')
            await onDisk(name, Promise.reject(thrown));
    }
    throw new failure/* Failure */.HR('store-missing', `${name} is no folder on this machine`, {
        hint: 'create the folder, or mount the disk that it is on: Muster does not create it',
    });
}
/** The files below the root that `prefix` may concern; `partialOf` is the key of the object whose unfinished upload a file is. */
async function* files(root, prefix, signal) {
    signal.throwIfAborted();
    await requireRoot(root);
    const found = walk(root.path, prefix);
    for (;;) {
        signal.throwIfAborted();
        const next = await onDisk(root.name, found.next());
        if (next.done === true)
            return;
        const slash = next.value.key.lastIndexOf('/') + 1;
        const name = nameOfPartial(next.value.key.slice(slash));
        yield { ...next.value, partialOf: name === undefined ? undefined : `${next.value.key.slice(0, slash)}${name}` };
    }
}
async function statFile(root, { key, path }) {
    const found = await lstatOrNothing(root, path);
    return found?.isFile() === true ? { key, sizeBytes: found.size, modifiedAt: found.mtime } : undefined;
}
async function abandonedUpload(root, path, key) {
    const found = await lstatOrNothing(root, path);
    if (found === undefined)
        return undefined;
    // Some file systems do not record when a file was made, and say 1970.
    const startedAt = found.birthtimeMs > 0 ? found.birthtime : found.mtime;
    return { key, startedAt, abort: () => removeDurably(root, path) };
}
async function lstatOrNothing(root, path) {
    return await orNothing(root, (0,promises_.lstat)(path));
}
async function openOrNothing(root, path) {
    return await orNothing(root, (0,promises_.open)(path, 'r'));
}
/** What a call to the file system gives, or undefined where there is no such file. */
async function orNothing(root, call) {
    try {
        return await call;
    }
    catch (thrown) {
        const code = errorCode(thrown);
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return undefined;
        return await onDisk(root.name, Promise.reject(thrown));
    }
}
async function* readFile(root, { key, file: path }, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const missing = () => new failure/* Failure */.HR('object-missing', `${root.name} has no object ${key}`);
        if ((await statFile(root, { key, path })) === undefined)
            throw missing();
        // Another run may remove it between the look and the opening.
        const file = directory_store_addDisposableResource(env_1, await openOrNothing(root, path), true);
        if (file === undefined)
            throw missing();
        let leftBytes = (await onDisk(root.name, file.stat())).size;
        while (leftBytes > 0) {
            signal.throwIfAborted();
            const { buffer, bytesRead } = await onDisk(root.name, file.read(Buffer.allocUnsafe(Math.min(chunkBytes, leftBytes))));
            if (bytesRead === 0)
                throw new failure/* Failure */.HR('store-corrupted', `${key} in ${root.name} was cut off while it was read`);
            leftBytes -= bytesRead;
            yield buffer.subarray(0, bytesRead);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = directory_store_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}


/***/ })

};
