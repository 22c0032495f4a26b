export const id = 52;
export const ids = [52];
export const modules = {

/***/ 61801:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ spoolInput)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _domain_bytes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27207);
/* harmony import */ var _process_owned_folder_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58433);



const defaultBudgetBytes = 4 * 1024 ** 3;
/**
 * A private folder for the spool, with a budget of 4 GiB, or half of what the disk has free if that is less, unless `spool-budget` says
 * another. What earlier runs left behind that no longer live is removed first.
 */
async function spoolInput(inputs, { runtime, clock }) {
    const place = { root: runtime.tempFolder, prefix: 'muster-spool-' };
    await (0,_process_owned_folder_js__WEBPACK_IMPORTED_MODULE_2__/* .sweepFolders */ .m)(place, clock.now(), () => Promise.resolve());
    const given = inputs.text('spool-budget');
    const budgetBytes = given === '' ? await affordableBytes(runtime.tempFolder) : (0,_domain_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .parseBytes */ .C)(given, 'spool-budget');
    const owned = await (0,_process_owned_folder_js__WEBPACK_IMPORTED_MODULE_2__/* .ownedFolder */ .E)(place, runtime.run.id);
    return {
        folder: await owned.subfolder('parts'),
        budgetBytes,
        [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose](),
    };
}
async function affordableBytes(folder) {
    const { bavail, bsize } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.statfs)(folder);
    return Math.min(defaultBudgetBytes, Math.floor((bavail * bsize) / 2));
}


/***/ }),

/***/ 10784:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u: () => (/* binding */ BackupWriter)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var domain_failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(16759);
// EXTERNAL MODULE: ./src/pipeline/measure.ts
var measure = __webpack_require__(84162);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./src/pipeline/part-size.ts
const mebibyte = 1024 ** 2;
const firstBytes = 8 * mebibyte;
const largestBytes = 5 * 1024 * mebibyte;
/**
 * Bytes of the part with that index. Parts double every 500, from 8 MiB to 5 GiB, so that 10 000 of them (the limit of S3) hold 28 TiB; a
 * small `budgetBytes` caps them, so that at least four fit into it.
 */
function partSizeBytes(index, budgetBytes) {
    const grown = firstBytes * 2 ** Math.min(Math.floor(index / 500), 10);
    return Math.max(firstBytes, Math.min(grown, largestBytes, Math.floor(budgetBytes / 4)));
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./src/pipeline/spooled-part.ts




const gatherBytes = 1024 ** 2;
const readBytes = 256 * 1024;
async function partWriter(folder, index) {
    const path = (0,external_node_path_.join)(folder, `part-${index}`);
    const file = await (0,promises_.open)(path, 'wx', 0o600);
    let isOpen = true;
    let pending = [];
    let pendingBytes = 0;
    let sizeBytes = 0;
    let crc = 0;
    const flush = async () => {
        const chunks = pending;
        const wanted = pendingBytes;
        pending = [];
        pendingBytes = 0;
        if (wanted === 0)
            return;
        const { bytesWritten } = await file.writev(chunks);
        // A full disk may take a part of a write without an error; the rest then meets it.
        if (bytesWritten < wanted)
            await file.appendFile(Buffer.concat(chunks).subarray(bytesWritten));
    };
    const close = async () => {
        if (!isOpen)
            return;
        isOpen = false;
        await file.close();
    };
    return {
        index,
        sizeBytes: () => sizeBytes,
        async write(chunk) {
            crc = (0,external_node_zlib_.crc32)(chunk, crc);
            sizeBytes += chunk.byteLength;
            pending.push(chunk);
            pendingBytes += chunk.byteLength;
            if (pendingBytes >= gatherBytes)
                await flush();
        },
        async finish() {
            await flush();
            await close();
            return { index, sizeBytes, crc32: crc, path };
        },
        async discard() {
            if (!isOpen)
                return;
            await close();
            await (0,promises_.rm)(path, { force: true });
        },
    };
}
/** The part as a store takes it. */
function handOut(part, isLast, release) {
    return {
        index: part.index,
        sizeBytes: part.sizeBytes,
        crc32: part.crc32,
        isLast,
        open: () => (0,external_node_fs_.createReadStream)(part.path, { highWaterMark: readBytes }),
        release,
    };
}

;// CONCATENATED MODULE: ./src/pipeline/turnstile.ts
function turnstile() {
    let waiters = [];
    return {
        wait: () => new Promise((resolve) => waiters.push(resolve)),
        turn() {
            const released = waiters;
            waiters = [];
            for (const release of released)
                release();
        },
    };
}

;// CONCATENATED MODULE: ./src/pipeline/spool.ts








const smallestBudgetBytes = partSizeBytes(0, 0);
/**
 * An elastic buffer of sealed parts on the local disk: it lets the dump run ahead of a slow store, and a part be sent again. Only when the
 * budget is full does the writer wait. Holds one object; disposing of it removes everything.
 */
class Spool {
    readers;
    digest;
    #folder;
    #budgetBytes;
    #onFull;
    #changed = turnstile();
    #parts = [];
    #settle;
    #usedBytes = 0;
    #state = { is: 'filling' };
    constructor(folder, options) {
        this.#folder = folder;
        this.#budgetBytes = Math.max(options.budgetBytes, smallestBudgetBytes);
        this.#onFull = options.onFull ?? (() => undefined);
        const { promise, resolve, reject } = Promise.withResolvers();
        promise.catch(() => undefined); // a reader that has closed does not ask for it
        this.digest = promise;
        this.#settle = { resolve, reject };
        this.readers = Array.from({ length: options.readers }, () => new SpoolReader(this));
    }
    static async open(options) {
        return new Spool(await (0,promises_.mkdtemp)((0,external_node_path_.join)(options.folder, 'spool-')), options);
    }
    /**
     * Writes all of `sealed`; the readers fail with whatever it throws.
     *
     * @throws Failure `spool-full` where the disk has no room; the last reader's reason where no reader is left.
     */
    async fill(sealed) {
        const sha256 = (0,external_node_crypto_.createHash)('sha256');
        let sizeBytes = 0;
        let crc = 0;
        let writer;
        try {
            writer = await partWriter(this.#folder, 0);
            for await (const chunk of sealed) {
                sha256.update(chunk);
                crc = (0,external_node_zlib_.crc32)(chunk, crc);
                sizeBytes += chunk.byteLength;
                writer = await this.#append(writer, chunk);
            }
            const last = await writer.finish();
            const digest = { sizeBytes, sha256: sha256.digest('hex'), crc32: crc };
            // In one go: a reader that sees the last part has to see that it is the last.
            this.#add(last);
            this.#state = { is: 'whole' };
            this.#settle.resolve(digest);
            return digest;
        }
        catch (thrown) {
            const reason = fullDisk(thrown) ?? thrown;
            this.#break(reason); // before anything else that may fail: readers wait for it
            await writer?.discard().catch(() => undefined); // the folder goes with the spool
            throw reason;
        }
        finally {
            this.#changed.turn();
        }
    }
    /** Whether the source failed, and with it every reader. */
    get isBroken() {
        return this.#state.is === 'broken';
    }
    /** Parts for one reader, in order, as they become whole. */
    async *partsFor(reader) {
        for (let next = 0;; next += 1) {
            while (next >= this.#parts.length && this.#state.is === 'filling')
                await this.#changed.wait();
            if (this.#state.is === 'broken')
                throw this.#state.reason;
            const held = this.#parts[next];
            if (held === undefined)
                return;
            const isLast = this.#state.is === 'whole' && next === this.#parts.length - 1;
            yield handOut(held.part, isLast, () => this.#release(held, reader));
        }
    }
    /** Takes a reader out: what it has not released is released. */
    leave(reader) {
        for (const held of this.#parts)
            this.#release(held, reader);
        this.#changed.turn();
    }
    async [Symbol.asyncDispose]() {
        if (this.#state.is === 'filling')
            this.#break(new domain_failure/* Failure */.HR('interrupted', 'the spool was closed'));
        this.#changed.turn();
        await (0,promises_.rm)(this.#folder, { recursive: true, force: true });
    }
    /** Adds a chunk to the part being written, or to the next where that one is full. Returns the writer to go on with. */
    async #append(current, chunk) {
        let writer = current;
        for (let rest = chunk; rest.byteLength > 0;) {
            const limitBytes = partSizeBytes(writer.index, this.#budgetBytes);
            // A full part is handed out only when more follows, since its reader has to know whether it is the last.
            if (writer.sizeBytes() >= limitBytes) {
                this.#add(await writer.finish());
                this.#changed.turn();
                writer = await partWriter(this.#folder, writer.index + 1);
                continue;
            }
            const piece = rest.subarray(0, limitBytes - writer.sizeBytes());
            await this.#room(piece.byteLength);
            await writer.write(piece);
            this.#usedBytes += piece.byteLength;
            rest = rest.subarray(piece.byteLength);
        }
        return writer;
    }
    #add(part) {
        this.#parts.push({ part, holders: new Set(this.#present()) });
    }
    /** Waits until so many more bytes fit. */
    async #room(sizeBytes) {
        const isFull = () => this.#usedBytes > 0 && this.#usedBytes + sizeBytes > this.#budgetBytes;
        if (isFull())
            this.#onFull();
        while (isFull() && this.#present().length > 0)
            await this.#changed.wait();
        if (this.#present().length === 0)
            throw this.readers.at(-1)?.leftBecause ?? new domain_failure/* Failure */.HR('bug', 'a spool without readers');
    }
    #present() {
        return this.readers.filter((reader) => !reader.hasLeft);
    }
    #release(held, reader) {
        if (!held.holders.delete(reader) || held.holders.size > 0)
            return;
        const freed = () => {
            this.#usedBytes -= held.part.sizeBytes;
            this.#changed.turn();
        };
        void (0,promises_.rm)(held.part.path, { force: true }).then(freed, freed); // what cannot be removed goes with the folder
    }
    #break(reason) {
        this.#state = { is: 'broken', reason };
        this.#settle.reject(reason);
    }
}
/** One store's view of the spool. */
class SpoolReader {
    #spool;
    hasLeft = false;
    leftBecause;
    constructor(spool) {
        this.#spool = spool;
    }
    get digest() {
        return this.#spool.digest;
    }
    parts() {
        return this.#spool.partsFor(this);
    }
    /** The store is done with it, well or, with a reason, not. Idempotent. */
    leave(because) {
        if (this.hasLeft)
            return;
        this.hasLeft = true;
        this.leftBecause = because;
        this.#spool.leave(this);
    }
}
function fullDisk(thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code !== 'ENOSPC' && code !== 'EDQUOT')
        return undefined;
    return new domain_failure/* Failure */.HR('spool-full', 'the disk under the spool is full', { cause: thrown });
}

;// CONCATENATED MODULE: ./src/pipeline/backup-writer.ts
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




const discardTimeoutMs = 30_000;
/**
 * Writes one backup to several stores at once: objects first, the manifest last. A store that fails is left out from there on and the
 * others finish; when the last one fails, or the source does, the writing fails.
 */
class BackupWriter {
    #options;
    #folder;
    #failures = new Map();
    #names = [];
    #written = [];
    constructor(options) {
        this.#options = options;
        this.#folder = (0,object_key/* folderOf */.yS)(options.address);
    }
    /** Writes one object to every store that has not failed. @throws Failure of the source, or where no store is left */
    async write(object, { codec, cipher }) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { progress, spool: spoolOptions } = this.#options;
            const name = `${object.name}${codec?.extension ?? ''}${cipher?.extension ?? ''}`;
            this.#names.push(name);
            let plainSizeBytes = 0;
            const plain = (0,measure/* counted */.hS)(object.plain, (count) => {
                plainSizeBytes += count;
                progress.bytes(count);
            });
            const targets = this.#living();
            const spool = __addDisposableResource(env_1, await Spool.open({
                ...spoolOptions,
                readers: targets.length,
                onFull: () => progress.note('the spool is full: the source has to wait for the stores'),
            }), true);
            const broken = new AbortController();
            const signal = AbortSignal.any([this.#options.signal, broken.signal]);
            const uploads = targets.map((store, index) => this.#upload(store, name, { spool, index, signal }));
            try {
                const packed = codec?.compress(plain) ?? plain;
                const digest = await spool.fill(cipher?.seal(packed) ?? packed);
                await Promise.all(uploads);
                this.#throwIfAllFailed();
                const formats = [...object.formats, codec?.name ?? 'none', cipher?.encryption.format ?? 'none'];
                const written = {
                    role: object.role,
                    name,
                    sizeBytes: digest.sizeBytes,
                    sha256: digest.sha256,
                    plainSizeBytes: object.plainSizeBytes ?? plainSizeBytes,
                    formats: formats.filter((format) => format !== 'none'),
                };
                this.#written.push(written);
                return written;
            }
            catch (thrown) {
                broken.abort(thrown); // a store that does not answer must not hold up the failure
                await Promise.all(uploads);
                this.#throwIfAllFailed();
                throw thrown;
            }
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
    /** Writes the manifest, as text, to every store that has all objects. @throws Failure where no store has it in the end */
    async commit(manifest) {
        const { stores, signal } = this.#options;
        const bytes = Buffer.from(manifest);
        for (const store of this.#living()) {
            try {
                await this.#assertStillThere(store);
                await putManifest(store, `${this.#folder}${object_key/* manifestName */.vS}`, bytes, signal);
            }
            catch (thrown) {
                this.#failures.set(store, (0,domain_failure/* asFailure */.h_)(thrown));
            }
        }
        this.#throwIfAllFailed();
        return stores.map((store) => {
            const failure = this.#failures.get(store);
            return { store: store.name, ...(failure && { failure }) };
        });
    }
    /** Removes what was written, as far as the stores allow, from stores in which there is no manifest. */
    async discard() {
        const patience = AbortSignal.timeout(discardTimeoutMs); // the run's own signal may be what ended the writing
        const discardIn = async (store) => {
            if ((await store.stat(`${this.#folder}${object_key/* manifestName */.vS}`, patience)) !== undefined)
                return; // a whole backup
            for (const name of this.#names)
                await store.remove(`${this.#folder}${name}`, patience);
        };
        await Promise.allSettled(this.#options.stores.map(discardIn)); // what stays has no manifest and is swept later
    }
    async #upload(store, name, { spool, index, signal }) {
        const reader = spool.readers[index];
        if (reader === undefined)
            throw new domain_failure/* Failure */.HR('bug', 'a store has no reader');
        try {
            await store.put(`${this.#folder}${name}`, reader, signal);
            reader.leave();
        }
        catch (thrown) {
            const failure = (0,domain_failure/* asFailure */.h_)(thrown);
            if (!spool.isBroken)
                this.#failures.set(store, failure); // otherwise it failed because the source did
            reader.leave(failure);
        }
    }
    /** Objects lie in a store without a manifest for as long as a backup takes, and count as given up to whoever sweeps with less patience. */
    async #assertStillThere(store) {
        const sizes = await this.#listed(store);
        const gone = sizes && this.#written.find(({ name, sizeBytes }) => sizes.get(this.#folder + name) !== sizeBytes);
        if (gone === undefined)
            return;
        throw new domain_failure/* Failure */.HR('object-missing', `${gone.name} went away from ${store.name} before the backup was complete`, {
            hint: 'see what removes objects there: the `grace` of prune must exceed the longest backup; then run again',
        });
    }
    /** Sizes by key; undefined for an account that may write and not list. */
    async #listed(store) {
        const sizes = new Map();
        try {
            for await (const { key, sizeBytes } of store.list(this.#folder, this.#options.signal))
                sizes.set(key, sizeBytes);
            return sizes;
        }
        catch (thrown) {
            if (thrown instanceof domain_failure/* Failure */.HR && thrown.code === 'store-denied')
                return undefined;
            throw thrown;
        }
    }
    #living() {
        return this.#options.stores.filter((store) => !this.#failures.has(store));
    }
    #throwIfAllFailed() {
        const [first] = this.#failures.values();
        if (first === undefined || this.#living().length > 0)
            return;
        if (this.#failures.size === 1)
            throw first;
        const reasons = [...this.#failures].map(([store, failure]) => `${store.name}: ${failure.message}`);
        throw new domain_failure/* Failure */.HR(first.code, `every store failed: ${reasons.join('; ')}`, { hint: first.hint, cause: first });
    }
}
/** Writes a manifest once. Where there is one already, it has to be this very one: an answer of the store may have been lost. */
async function putManifest(store, key, bytes, signal) {
    try {
        await store.putIfAbsent(key, bytes, signal);
    }
    catch (thrown) {
        if (!(thrown instanceof domain_failure/* Failure */.HR) || thrown.code !== 'backup-exists')
            throw thrown;
        const present = await (0,measure/* gathered */.Pm)(store.get(key, signal), bytes.byteLength, () => thrown);
        if (!Buffer.from(present).equals(bytes))
            throw thrown;
    }
}


/***/ }),

/***/ 72203:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ stateOf),
/* harmony export */   l: () => (/* binding */ identify)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);

/** The identity of a process that lives, or undefined where there is none by that number or the system has no `/proc`. */
async function identify(pid) {
    try {
        const [stat, boot, namespace] = await Promise.all([
            (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${pid}/stat`, 'utf8'),
            (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)('/proc/sys/kernel/random/boot_id', 'utf8'),
            (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)('/proc/self/ns/pid'),
        ]);
        // The second field is the program's name in parentheses, which may hold spaces and parentheses itself.
        const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const startedAt = fields[18];
        if (state === 'Z' || state === 'X' || startedAt === undefined)
            return undefined;
        return { pid, startedAt, boot: boot.trim(), namespace };
    }
    catch {
        return undefined;
    }
}
/**
 * Whether the process still lives. A process of an earlier boot is `gone`; `unknown` where it was seen from another process number
 * namespace of this machine, such as a neighbouring container's, or where there is no `/proc`.
 */
async function stateOf(identity) {
    const here = await identify(process.pid);
    if (here === undefined)
        return 'unknown';
    if (here.boot !== identity.boot)
        return 'gone';
    if (here.namespace !== identity.namespace)
        return 'unknown';
    const found = await identify(identity.pid);
    return found?.startedAt === identity.startedAt ? 'lives' : 'gone';
}


/***/ }),

/***/ 58433:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ ownedFolder),
/* harmony export */   m: () => (/* binding */ sweepFolders)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72203);



/** A folder without a readable owner is just being made, unless it is older than this. */
const unownedGraceSeconds = 3600;
const ownerFile = 'owner.json';
/**
 * Makes an owned folder. Others can pass through it but not look into it, and cannot change it: what a foreign account may write goes in a
 * subfolder that is given to that account.
 */
async function ownedFolder({ root, prefix }, runId) {
    const path = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(root), prefix));
    const owner = await (0,_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .identify */ .l)(process.pid);
    const folder = {
        path,
        async subfolder(name) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, name), { mode: 0o700 });
            return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, name);
        },
        async hold(holds) {
            const draft = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, `${ownerFile}.new`);
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(draft, JSON.stringify({ runId, owner, holds }), { mode: 0o600 });
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(draft, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, ownerFile));
        },
        [Symbol.asyncDispose]: () => remove(path),
    };
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(path, 0o711);
    await folder.hold(undefined);
    return folder;
}
/**
 * Removes the folders whose owner no longer lives. Leaves those of other users, and those whose owner cannot be judged from here.
 *
 * @param end ends what the folder holds; called with it, or undefined, and the folder's path before the folder is removed.
 * @returns how many were removed.
 */
async function sweepFolders({ root, prefix }, now, end) {
    const home = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(root);
    let removed = 0;
    for (const name of (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(home)).filter((entry) => entry.startsWith(prefix))) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, name);
        const ownership = await ownershipOf(path);
        if (!(await isAbandoned(path, ownership, now)))
            continue;
        await end(ownership?.holds, path);
        await remove(path);
        removed += 1;
    }
    return removed;
}
async function isAbandoned(path, ownership, now) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(() => undefined);
    // A folder that another user named like one of ours must not make us end or remove anything.
    if (found === undefined || !found.isDirectory() || found.uid !== process.getuid?.())
        return false;
    if (ownership === undefined)
        return now.getTime() - found.mtimeMs > unownedGraceSeconds * 1000;
    return ownership.owner !== undefined && (await (0,_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .stateOf */ .L)(ownership.owner)) === 'gone';
}
async function ownershipOf(path) {
    try {
        return JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, ownerFile), 'utf8'));
    }
    catch {
        return undefined;
    }
}
/** A server may be writing its last file into the folder, so removal is tried more than once. */
async function remove(path) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}


/***/ }),

/***/ 44972:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ takeBackup)
/* harmony export */ });
/* harmony import */ var _domain_backup_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24456);
/* harmony import */ var _domain_bytes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27207);
/* harmony import */ var _domain_duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34678);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50596);
/* harmony import */ var _domain_fingerprint_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(41796);
/* harmony import */ var _domain_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48660);
/* harmony import */ var _domain_clock_tolerance_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(68512);
/* harmony import */ var _domain_sealed_fingerprint_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(61891);
/* harmony import */ var _pipeline_backup_writer_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(10784);
/* harmony import */ var _pipeline_measure_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(84162);
/* harmony import */ var _pipeline_salt_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(91292);
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
 * Dumps a source into its stores: one pass, constant memory, nothing but sealed bytes on the disk. The backup exists, in a store, from the
 * moment that its manifest does; if anything fails before, what was written is taken back.
 */
async function takeBackup(request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { source, clock, progress, sourceName, kind } = request;
        const startedAt = clock.now();
        const start = clock.monotonicSeconds();
        progress.stage('dump');
        const dump = __addDisposableResource(env_1, await source.dump(request), true);
        warnOfClocks(dump.snapshotAt, request);
        const id = (0,_domain_backup_id_js__WEBPACK_IMPORTED_MODULE_0__/* .backupId */ .WH)(dump.snapshotAt, (0,_pipeline_salt_js__WEBPACK_IMPORTED_MODULE_8__/* .salt */ .p)());
        const writer = new _pipeline_backup_writer_js__WEBPACK_IMPORTED_MODULE_6__/* .BackupWriter */ .u({ ...request, address: { source: sourceName, kind, id } });
        try {
            const { data, fingerprint } = await writeData(writer, dump, request);
            const companions = await writeCompanions(writer, dump, request);
            const draft = {
                format: _domain_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .manifestFormat */ .dt,
                id,
                source: sourceName,
                kind,
                engine: source.engine,
                snapshotAt: dump.snapshotAt.toISOString(),
                startedAt: startedAt.toISOString(),
                finishedAt: clock.now().toISOString(),
                objects: [data, ...companions],
                encryption: request.cipher.encryption,
                server: { ...dump.server, ...databaseMark(sourceName, dump) },
                ...(request.tables.length > 0 && { chosenTables: true }),
                position: dump.position,
                tools: { ...dump.tools, muster: request.version },
                run: request.run,
                portability: dump.portability,
            };
            progress.stage('fingerprint');
            const sealed = await writeFingerprint(writer, draft, fingerprint, request);
            const manifest = { ...draft, objects: [...draft.objects, sealed] };
            progress.stage('manifest');
            const outcomes = await writer.commit((0,_domain_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .serializeManifest */ .MZ)(manifest));
            return {
                manifest,
                stores: outcomes,
                ...(fingerprint && { size: (0,_domain_fingerprint_js__WEBPACK_IMPORTED_MODULE_9__/* .sizeOf */ .$)(fingerprint) }),
                seconds: clock.monotonicSeconds() - start,
            };
        }
        catch (thrown) {
            await writer.discard();
            throw thrown;
        }
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
/**
 * Tells two databases of one server apart without naming them: a manifest can be read without a key. Who guesses the name can see that the guess
 * fits.
 */
function databaseMark(sourceName, { database }) {
    return database === undefined ? {} : { 'database-mark': (0,_pipeline_measure_js__WEBPACK_IMPORTED_MODULE_7__/* .sha256Hex */ .fg)(`${sourceName}/${database}`).slice(0, 8) };
}
/** Backups are put in order by the clocks of their sources: with a wrong one, the newest is not the `latest`. */
function warnOfClocks(snapshotAt, { clock, progress }) {
    const seconds = (clock.now().getTime() - snapshotAt.getTime()) / 1000;
    if (Math.abs(seconds) <= _domain_clock_tolerance_js__WEBPACK_IMPORTED_MODULE_10__/* .clockToleranceSeconds */ .V)
        return;
    const which = seconds > 0 ? 'behind' : 'ahead of';
    progress.warn(`the clock of the source is ${(0,_domain_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .formatAge */ .nV)(Math.abs(seconds))} ${which} that of this machine: set it right, or this backup is not found in its place`);
}
async function writeData(writer, dump, { codec, cipher, minBytes }) {
    const data = await writer.write({ role: 'data', name: `data${dump.extension}`, formats: [dump.format], plain: dump.bytes() }, { codec, cipher });
    if (data.plainSizeBytes < minBytes) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('dump-too-small', `the dump has ${(0,_domain_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z)(data.plainSizeBytes)}, less than ${(0,_domain_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z)(minBytes)}`);
    }
    return { data, fingerprint: await dump.fingerprint() };
}
/** Writes what belongs to the backup beside its data, before the fingerprint: the manifest that it seals names them. */
async function writeCompanions(writer, { companions }, { codec, cipher }) {
    const written = [];
    for (const { role, name, format, bytes } of companions)
        written.push(await writer.write({ role, name, formats: [format], plain: (0,_pipeline_measure_js__WEBPACK_IMPORTED_MODULE_7__/* .once */ .Oo)(bytes) }, { codec, cipher }));
    return written;
}
/** Seals what the source held together with the digest of the manifest, so that a manifest edited later is noticed. */
async function writeFingerprint(writer, draft, content, { codec, cipher }) {
    const text = (0,_domain_sealed_fingerprint_js__WEBPACK_IMPORTED_MODULE_5__/* .serializeFingerprint */ .TW)({
        format: _domain_sealed_fingerprint_js__WEBPACK_IMPORTED_MODULE_5__/* .fingerprintFormat */ .G6,
        manifestSha256: (0,_pipeline_measure_js__WEBPACK_IMPORTED_MODULE_7__/* .sha256Hex */ .fg)((0,_domain_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .sealedPart */ ._M)((0,_domain_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .serializeManifest */ .MZ)(draft))),
        ...(content === undefined ? {} : { content }),
    });
    return await writer.write({ role: 'fingerprint', name: 'fingerprint.json', formats: ['json'], plain: (0,_pipeline_measure_js__WEBPACK_IMPORTED_MODULE_7__/* .once */ .Oo)(Buffer.from(text)) }, { codec, cipher });
}


/***/ })

};
