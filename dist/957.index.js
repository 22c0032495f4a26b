export const id = 957;
export const ids = [957];
export const modules = {

/***/ 18035:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ assertFit)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);

/** @throws Failure `target-unfit` that names all of them, so that nobody has to run again for the next one. */
function assertFit(description, obstacles) {
    if (obstacles.length === 0)
        return;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('target-unfit', `${description} cannot take the backup: ${obstacles.map(({ message }) => message).join('; ')}`, 
    // a statement brings its own semicolon
    { hint: [...new Set(obstacles.map(({ remedy }) => remedy))].join('; ').replaceAll(';; ', '; ') });
}


/***/ }),

/***/ 53979:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ archiveReader)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
;// CONCATENATED MODULE: ./src/engines/postgres/archive-encoding.ts
/** PostgreSQL's encodings by the names that the WHATWG's encoding standard has for them; those of which it knows none are not here. */
const labels = {
    LATIN2: 'iso-8859-2',
    LATIN3: 'iso-8859-3',
    LATIN4: 'iso-8859-4',
    LATIN5: 'iso-8859-9',
    LATIN6: 'iso-8859-10',
    LATIN7: 'iso-8859-13',
    LATIN8: 'iso-8859-14',
    LATIN9: 'iso-8859-15',
    LATIN10: 'iso-8859-16',
    ISO_8859_5: 'iso-8859-5',
    ISO_8859_6: 'iso-8859-6',
    ISO_8859_7: 'iso-8859-7',
    ISO_8859_8: 'iso-8859-8',
    WIN866: 'ibm866',
    WIN874: 'windows-874',
    KOI8R: 'koi8-r',
    KOI8U: 'koi8-u',
    EUC_JP: 'euc-jp',
    EUC_JIS_2004: 'euc-jp',
    EUC_KR: 'euc-kr',
    EUC_CN: 'gbk',
};
/** Reads the texts of an archive, by the statement of its entry `ENCODING`: `SET client_encoding = 'LATIN1';`. UTF-8 for all that is unknown. */
function decoderOf(statement) {
    const encoding = /^SET client_encoding = '(\w+)';/.exec(statement)?.[1] ?? '';
    if (encoding === 'LATIN1')
        return (bytes) => bytes.toString('latin1');
    const label = labels[encoding] ?? /^WIN(125\d)$/.exec(encoding)?.[1]?.replace(/^/, 'windows-');
    if (label === undefined)
        return utf8;
    return decoderFor(label) ?? utf8;
}
/** Undefined for what this build of Node does not know. */
function decoderFor(label) {
    try {
        const decoder = new TextDecoder(label);
        return (bytes) => decoder.decode(bytes);
    }
    catch {
        return undefined;
    }
}
function utf8(bytes) {
    return bytes.toString('utf8');
}

;// CONCATENATED MODULE: ./src/engines/postgres/archive-input.ts


/** An int is a sign byte and four bytes, the least first. */
const intBytes = 5;
const longestText = 1024 ** 3;
function archiveInput(code) {
    return {
        bytes: Buffer.alloc(0),
        at: 0,
        decode: utf8,
        fail(because) {
            throw new failure/* Failure */.HR(code, `the dump is not a whole custom archive: ${because}`);
        },
    };
}
/** Puts further bytes behind those that are at hand. They have to stay as they are until `keepRest` or the next. */
function supply(input, chunk) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const rest = input.bytes.subarray(input.at);
    input.bytes = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    input.at = 0;
}
/** Makes what was not read yet independent of the memory it came in. */
function keepRest(input) {
    input.bytes = Buffer.from(input.bytes.subarray(input.at));
    input.at = 0;
}
/** The int at the place; there must be enough bytes. */
function intAt(bytes, at) {
    const value = bytes.readUInt32LE(at + 1);
    return bytes[at] === 0 ? value : -value;
}
function* take(input, length) {
    while (input.bytes.length - input.at < length)
        yield;
    input.at += length;
    return input.bytes.subarray(input.at - length, input.at);
}
function* readByte(input) {
    return (yield* take(input, 1))[0] ?? 0;
}
function* readInt(input) {
    return intAt(yield* take(input, intBytes), 0);
}
/** A text, or undefined for null. */
function* readText(input) {
    const length = yield* readInt(input);
    if (length > longestText)
        input.fail('it has a text of impossible length');
    return length < 0 ? undefined : input.decode(yield* take(input, length));
}
/** Passes over a text without holding it: a definition can be large. */
function* skipText(input) {
    let left = yield* readInt(input);
    while (left > 0) {
        const step = Math.min(left, input.bytes.length - input.at);
        input.at += step;
        left -= step;
        if (left > 0)
            yield;
    }
}

;// CONCATENATED MODULE: ./src/engines/postgres/archive-toc.ts



const oldestMinor = 12;
const newestMinor = 16;
const offsetBytes = 8;
/**
 * The header as `WriteHead` in PostgreSQL's `pg_backup_archiver.c` writes it (formats 1.12 to 1.16, PostgreSQL 9.6 to 18).
 *
 * @throws Failure `dump-failed` for a version or a compression that is not supported.
 */
function* readHeader(input) {
    const magic = (yield* take(input, 5)).toString('latin1');
    if (magic !== 'PGDMP')
        input.fail('it does not begin with PGDMP');
    const [major = 0, minor = 0, , intSize, offsetSize, format] = Buffer.from(yield* take(input, 6));
    if (major !== 1 || minor < oldestMinor || minor > newestMinor) {
        throw new failure/* Failure */.HR('dump-failed', `the dump is an archive of version ${major}.${minor}, which is not supported`, {
            hint: `use client tools of PostgreSQL 13 to 18`,
        });
    }
    if (intSize !== 4 || offsetSize !== offsetBytes || format !== 1)
        input.fail('its header is not that of a custom archive');
    const compression = minor >= 15 ? yield* readByte(input) : yield* readInt(input);
    if (compression !== 0) {
        throw new failure/* Failure */.HR('dump-failed', 'the dump is compressed by pg_dump itself, so its rows cannot be read', {
            hint: 'make it with pg_dump --compress=0; Muster compresses by itself',
        });
    }
    for (let timeField = 0; timeField < 7; timeField += 1)
        yield* readInt(input);
    yield* skipText(input); // database
    const serverVersion = (yield* readText(input)) ?? '';
    const dumpVersion = (yield* readText(input)) ?? '';
    return { minor, serverVersion, dumpVersion };
}
/** The table of contents as `WriteToc` writes it. */
function* readEntries(input, header) {
    const count = yield* readInt(input);
    if (count < 0)
        input.fail('its table of contents has an impossible length');
    const entries = [];
    while (entries.length < count)
        entries.push(yield* readEntry(input, header.minor));
    return entries;
}
function* readEntry(input, minor) {
    const dumpId = yield* readInt(input);
    const hasData = (yield* readInt(input)) !== 0;
    yield* skipText(input); // oid of its catalog
    yield* skipText(input); // its oid
    const tag = (yield* readText(input)) ?? '';
    const description = (yield* readText(input)) ?? '';
    yield* readInt(input); // section
    // the first entry, in plain letters
    const isRead = description === 'ENCODING' || description === 'SEQUENCE SET';
    const definition = isRead ? yield* readText(input) : yield* skipText(input);
    if (description === 'ENCODING')
        input.decode = decoderOf(definition ?? '');
    yield* skipText(input); // drop statement
    const copyStatement = yield* readText(input);
    const namespace = yield* readText(input);
    yield* skipText(input); // tablespace
    if (minor >= 14)
        yield* skipText(input); // table access method
    if (minor >= 16)
        yield* readInt(input); // relkind
    const owner = yield* readText(input);
    yield* skipText(input); // whether it has oids: for ever "false"
    const dependencies = []; // up to a null
    for (let text = yield* readText(input); text !== undefined; text = yield* readText(input))
        dependencies.push(Number(text));
    yield* take(input, 1 + offsetBytes); // where its data is; not filled in on a pipe
    const known = { dumpId, hasData, description, namespace, tag, owner, copyStatement, dependencies };
    return description === 'SEQUENCE SET' && definition !== undefined ? { ...known, definition } : known;
}

// EXTERNAL MODULE: ./src/engines/postgres/copy-statement.ts
var copy_statement = __webpack_require__(38234);
// EXTERNAL MODULE: ./src/engines/postgres/row-digest.ts
var row_digest = __webpack_require__(94924);
;// CONCATENATED MODULE: ./src/engines/postgres/archive-reader.ts





/**
 * Reads a custom archive of pg_dump (`-Fc -Z0`) as it passes, to its last byte, in constant memory but for the table of contents.
 *
 * The format has no end mark. An archive is whole where each entry that has data had its block, the last block is closed and nothing is left
 * over; all else raises a failure with `code`, in `write` or in `finish`. See `pg_backup_custom.c`.
 */
function archiveReader(listener = {}, code = 'dump-incomplete') {
    const input = archiveInput(code);
    const found = { tables: [], largeObjects: [] };
    let header;
    let entries;
    const awaited = new Map();
    function* archive() {
        const digest = (0,row_digest/* rowDigests */.s)();
        header = yield* readHeader(input);
        entries = yield* readEntries(input, header);
        for (const entry of entries)
            if (entry.hasData)
                awaited.set(entry.dumpId, entry);
        listener.contents?.(entries);
        while (awaited.size > 0) {
            const type = yield* readByte(input);
            const entry = awaited.get(yield* readInt(input)) ?? input.fail('it has data of something that it does not list');
            if (type === tableBlock && entry.description === 'TABLE DATA') {
                const table = tableOf(input, entry);
                listener.item?.(table.name);
                found.tables.push({ ...table, ...(yield* readTable(input, digest(), table.name)) });
            }
            else if (type === largeObjectsBlock && entry.description === 'BLOBS') {
                listener.item?.('large objects');
                yield* readLargeObjects(input, found.largeObjects);
            }
            else {
                input.fail(`it has a block of unknown type ${type}`);
            }
            awaited.delete(entry.dumpId);
        }
    }
    const reading = archive();
    let ended = reading.next().done === true;
    return {
        write(chunk) {
            supply(input, chunk);
            ended ||= reading.next().done === true;
            if (ended && input.at < input.bytes.length)
                input.fail('something stands behind its end');
            keepRest(input);
        },
        finish() {
            if (header === undefined || entries === undefined)
                return input.fail('it ends before its table of contents does');
            if (!ended)
                input.fail(missing(awaited.size));
            return { ...header, entries, ...found };
        },
    };
}
const tableBlock = 1;
const largeObjectsBlock = 3;
/** Closes the rows of a table in an archive. */
const trailer = '\\.\n\n\n';
function missing(blocks) {
    return `it ends before the data of ${blocks} ${blocks === 1 ? 'entry' : 'entries'} does`;
}
function tableOf(input, entry) {
    const copy = (0,copy_statement/* parseCopyStatement */.sU)(entry.copyStatement ?? '') ?? input.fail('it has rows without a COPY statement');
    const path = [...(entry.namespace === undefined ? [] : [entry.namespace]), entry.tag];
    if (copy.path.join('\0') === path.join('\0'))
        return { name: copy.table, columns: copy.columns };
    return { name: path.map(copy_statement/* quoteIdentifier */.Cm).join('.'), columns: copy.columns, loadsInto: copy.table };
}
function* readTable(input, rows, name) {
    yield* readChunks(input, rows);
    return rows.totals(trailer) ?? input.fail(`the rows of ${name} are not closed`);
}
function* readLargeObjects(input, found) {
    for (let oid = yield* readInt(input); oid !== 0; oid = yield* readInt(input)) {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let bytes = 0;
        yield* readChunks(input, {
            add(source, from, to) {
                hash.update(source.subarray(from, to));
                bytes += to - from;
            },
        });
        found.push({ oid: oid >>> 0, bytes, sha256: hash.digest('hex') });
    }
}
function* readChunks(input, sink) {
    const chunk = { left: 0 };
    while (!moveChunks(input, chunk, sink))
        yield;
}
/**
 * Gives the chunks at hand to the sink; true when the empty chunk that closes them was met. A plain function, because a chunk is one row and
 * a generator's step for each would cost more than its digest.
 */
function moveChunks(input, chunk, sink) {
    const { bytes } = input;
    let { at } = input;
    for (;;) {
        if (chunk.left === 0) {
            if (bytes.length - at < intBytes)
                break;
            chunk.left = intAt(bytes, at);
            at += intBytes;
            if (chunk.left === 0) {
                input.at = at;
                return true;
            }
            if (chunk.left < 0)
                input.fail('it has a chunk of negative length');
        }
        if (at === bytes.length)
            break;
        const step = Math.min(chunk.left, bytes.length - at);
        sink.add(bytes, at, at + step);
        at += step;
        chunk.left -= step;
    }
    input.at = at;
    return false;
}


/***/ }),

/***/ 95436:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ majorOfServer)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
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

/** What is idle in a pool is handed out again at once, and what is busy changes often; each round looks for both. */
const rounds = 3;
/**
 * Asks a server for its major version, before anything is set in a session of it.
 *
 * A pooler that shares connections by transaction (PgBouncer's `pool_mode = transaction`, Supabase's port 6543, Neon's `-pooler` hosts) hands
 * a connection on as the one before left it. What this program and pg_dump set, such as an empty `search_path`, would then count for the
 * application, which finds its tables no more, and not for the dump (seen with PgBouncer 1.18).
 *
 * @param open Opens sessions in which nothing is set.
 * @throws Failure `source-unreachable` where there is such a pooler in between.
 */
async function majorOfServer(open) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, await open(), true);
        const other = __addDisposableResource(env_1, await open(), true);
        if (await everShared(session, other)) {
            // Amazon RDS Proxy keeps a connection for a session once that has set something, and for no other then
            for (const one of [session, other])
                await one.rows(`SELECT pg_catalog.set_config('application_name', 'muster', false) AS name`);
            if (await everShared(session, other))
                throw shared();
        }
        const [row] = await session.rows(`SELECT pg_catalog.current_setting('server_version_num')::int / 10000 AS major`);
        return Number(row?.['major']);
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
async function everShared(session, other) {
    for (let round = 0; round < rounds; round += 1)
        if ((await areShared(session, other)) || (await areShared(other, session)))
            return true;
    return false;
}
/** Whether two sessions meet in one process of the server, or one of them changes its process while the other is in a transaction. */
async function areShared(idle, busy) {
    const before = await processOf(idle);
    await busy.execute('BEGIN');
    const held = await processOf(busy);
    // looked at first: a pool of a single connection would let the idle one wait for the end of the other's transaction
    const isShared = held === before || (await processOf(idle)) !== before;
    await busy.execute('COMMIT');
    return isShared;
}
async function processOf(session) {
    const [row] = await session.rows('SELECT pg_catalog.pg_backend_pid() AS pid');
    return row?.['pid'] ?? '';
}
function shared() {
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('source-unreachable', 'a pooler stands before the server and shares its connections by transaction: no dump can be made or loaded through it, and what is set for one would disturb the application', {
        hint: 'connect to the server itself or to a pooler by session: on Neon the host without -pooler, on Supabase port 5432 instead of 6543, with PgBouncer a database with pool_mode=session',
    });
}


/***/ }),

/***/ 27957:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  postgresTarget: () => (/* binding */ postgresTarget)
});

// EXTERNAL MODULE: ./src/engines/postgres/connection.ts
var postgres_connection = __webpack_require__(87763);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/engines/postgres/clients.ts + 1 modules
var postgres_clients = __webpack_require__(25467);
// EXTERNAL MODULE: ./src/engines/postgres/first-contact.ts
var first_contact = __webpack_require__(95436);
// EXTERNAL MODULE: ./src/engines/postgres/session.ts + 4 modules
var postgres_session = __webpack_require__(10465);
;// CONCATENATED MODULE: ./src/engines/postgres/target/access.ts





/**
 * Finds a database beside the target to work from, and the tools that fit the server.
 *
 * @throws Failure `source-…` where the server does not let the account in, `client-missing`, or `target-unfit`.
 */
async function openAccess(options, connection, signal) {
    const { launcher, jobs = 2 } = options;
    const any = await (0,postgres_clients/* findAnyPsql */.Y)(options);
    const { home, major } = await findHome({ launcher, clients: any, connection, signal });
    const clients = await (0,postgres_clients/* findClients */.g)({ ...options, major });
    return {
        ...{ launcher, clients, connection, jobs, home },
        opener: (during) => access_opener({ launcher, clients, connection, signal: during }, home),
    };
}
const settingsOfRestores = {
    // a database or an account can be set to read only, which is no protection against its own restore
    default_transaction_read_only: 'off',
    // nobody waits for ever for what somebody else has locked
    lock_timeout: '10s',
};
function access_opener({ launcher, clients, connection, signal }, home) {
    return (database = home, settings = {}) => (0,postgres_session/* openSession */.f)({
        ...{ launcher, psql: clients.psql, prefix: clients.prefix, connection: (0,postgres_connection/* inDatabase */.j)(connection, database) },
        settings: { ...settingsOfRestores, ...settings },
        fallback: 'restore-failed',
        ...(signal === undefined ? {} : { signal }),
    });
}
async function findHome(opening) {
    const { database } = opening.connection;
    const beside = ['postgres', 'template1'].filter((name) => name !== database);
    for (const home of beside) {
        const major = await majorFrom(opening, home).catch((error) => {
            if (!isClosed(error))
                throw error;
        });
        if (major !== undefined)
            return { home, major };
    }
    try {
        return { home: database, major: await majorFrom(opening, database) };
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.HR) || error.code !== 'source-missing')
            throw error;
        throw new failure/* Failure */.HR('target-unfit', `database ${database} does not exist, and the account may not make it`, {
            hint: `let the account connect to database postgres or template1 to make it, or run CREATE DATABASE as another`,
        });
    }
}
/** Whether another database may still let the account in. */
function isClosed(error) {
    return error instanceof failure/* Failure */.HR && (error.code === 'source-missing' || error.code === 'source-denied');
}
async function majorFrom({ clients: { psql, prefix }, ...opening }, database) {
    const connection = (0,postgres_connection/* inDatabase */.j)(opening.connection, database);
    const { launcher, signal } = opening;
    const options = { launcher, psql, prefix, connection, fallback: 'restore-failed', isBare: true };
    return await (0,first_contact/* majorOfServer */.k)(() => (0,postgres_session/* openSession */.f)({ ...options, ...(signal === undefined ? {} : { signal }) }));
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/assess-server.ts
/** What is wrong with the server itself. */
function serverObstacles(facts, backup) {
    const obstacles = facts.database?.closed === undefined ? [] : [facts.database.closed];
    if (facts.isStandby) {
        obstacles.push({
            message: 'its server is a standby, which takes no changes',
            remedy: 'give the URL of the primary server',
        });
    }
    const source = sourceMajor(backup);
    if (source !== undefined && facts.major < source) {
        obstacles.push({
            message: `its server is PostgreSQL ${facts.version}, older than the source's version ${source}`,
            remedy: `restore into a server of version ${source} or later`,
        });
    }
    return obstacles;
}
/** The major version of the source's server; undefined where the backup does not say. */
function sourceMajor({ expected, server }) {
    const major = Number.parseInt(server['version'] ?? '', 10);
    if (!Number.isNaN(major))
        return major;
    const number = Number(expected.settings['server_version_num'] ?? Number.NaN);
    return Number.isNaN(number) ? undefined : Math.floor(number / 10_000);
}
/**
 * Whether the target may be the very database that the backup was taken of: the same name on the same server. Where nobody can know which server
 * it is, the name decides; `sourceDoubt` says why. A copy of a server's files has the identity of the original.
 */
function sourceOf({ systemIdentifier: own }, database, { expected, server }) {
    const theirs = server['system-identifier'];
    if ((expected.settings['database'] ?? database) !== database)
        return { isSource: false };
    if (theirs !== undefined && own !== undefined)
        return { isSource: theirs === own };
    const who = theirs === undefined
        ? 'the backup does not tell which server it is of'
        : 'the account may not see which server it is';
    return {
        isSource: true,
        sourceDoubt: `its name is the same, and ${who} (which EXECUTE on pg_control_system() shows)`,
    };
}

// EXTERNAL MODULE: ./src/engines/postgres/catalog-settings.ts
var catalog_settings = __webpack_require__(83532);
;// CONCATENATED MODULE: ./src/engines/postgres/target/locale.ts
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


/** Whether the server can have a database in the source's locale: it would sort and compare texts in another way otherwise. */
async function localeObstacles(open, settings) {
    const { lc_collate: collate, lc_ctype: ctype, locale_provider: provider = 'c', locale } = settings;
    if (collate === undefined || ctype === undefined)
        return [];
    const missing = [];
    for (const name of new Set([collate, ctype]))
        if (!(await hasLocale(open, name)))
            missing.push(name);
    if (provider === 'i' && !(await hasIcu(open)))
        missing.push(`${locale ?? ''} of ICU`);
    return missing.map((name) => ({
        message: `its server has no locale ${name}, which the source's database has`,
        remedy: `install the locale on the server's machine (locale-gen ${name}) and restart the server`,
    }));
}
/** By what a database of these settings sorts texts; undefined where they do not say. */
function sortingInWords(settings) {
    const { lc_collate: collate, locale_provider: provider, locale, icu_rules: rules } = settings;
    if (provider === 'i' && locale != null)
        return `${locale} of ICU${rules == null ? '' : ` with the rules ${rules}`}`;
    return provider === 'b' && locale != null ? `${locale} of PostgreSQL itself` : (collate ?? undefined);
}
/** The server looks a locale up before it takes it for a setting, by the same function as for a database. */
async function hasLocale(open, name) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (name === 'C' || name === 'POSIX')
            return true;
        const session = __addDisposableResource(env_1, await open(), true);
        try {
            await session.execute(`SELECT set_config('lc_time', ${(0,postgres_session/* literal */.e)(name)}, true)`);
            return true;
        }
        catch (error) {
            if (error instanceof failure/* Failure */.HR && error.message.includes('lc_time'))
                return false;
            throw error;
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
async function hasIcu(open) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_2, await open(), true);
        const [row] = await session.rows(`SELECT EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i') AS icu`);
        return row?.['icu'] === 't';
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

;// CONCATENATED MODULE: ./src/engines/postgres/target/facts.ts
var facts_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var facts_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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


/** Roles that managed services give their customers. */
const managedRoles = `'rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin', 'neon_superuser', 'alloydbsuperuser'`;
/** Reads what is there. Changes nothing. */
async function readFacts(open, database) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = facts_addDisposableResource(env_1, await open(), true);
        const [row = {}] = await session.rows(`SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('server_version') AS version,
       pg_is_in_recovery() AS standby, quote_ident(r.rolname) AS account, r.rolsuper AS superuser, r.rolcreatedb AS databases,
       r.rolcreaterole AS roles, r.rolbypassrls AS bypass,
       has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') AS controls,
       EXISTS (SELECT FROM pg_roles m WHERE m.rolname IN (${managedRoles}) AND pg_has_role(m.oid, 'USAGE')) AS managed
     FROM pg_roles r WHERE r.rolname = current_user`);
        const major = Number(row['major']);
        const is = (name) => row[name] === 't';
        const identifier = is('controls') ? await identifierOf(session) : undefined;
        // up to 15 whoever is a member may also make a role the owner of something
        const may = major >= 16 ? `'SET'` : `'MEMBER'`;
        const roles = await session.rows(`SELECT quote_ident(rolname) AS name, pg_has_role(oid, ${may}) AND pg_has_role(oid, 'USAGE') AS plays FROM pg_roles`);
        const found = await databaseFacts(session, database, major);
        return {
            major,
            version: row['version']?.split(' ')[0] ?? '',
            ...(identifier === undefined ? {} : { systemIdentifier: identifier }),
            isStandby: is('standby'),
            account: row['account'] ?? '',
            isSuperuser: is('superuser'),
            isManaged: is('managed'),
            createsDatabases: is('superuser') || is('databases'),
            createsRoles: is('superuser') || is('roles'),
            bypassesRowSecurity: is('superuser') || is('bypass'),
            roles: namesOf(roles),
            playsRoles: namesOf(roles.filter(({ plays }) => plays === 't')),
            ...(found === undefined ? {} : { database: found }),
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = facts_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function identifierOf(session) {
    const [row] = await session.rows('SELECT system_identifier AS id FROM pg_control_system()');
    return row?.['id'] ?? undefined;
}
async function databaseFacts(session, database, major) {
    const rows = await session.rows(`SELECT d.datname, d.oid, quote_ident(pg_get_userbyid(d.datdba)) AS owner, pg_encoding_to_char(d.encoding) AS encoding,
       ${(0,catalog_settings/* localeColumns */.m)(major)}, d.datistemplate AS template, d.datallowconn AS open, d.datconnlimit = -2 AS broken, quote_ident(d.datname) AS name, quote_ident(nullif(t.spcname, 'pg_default')) AS tablespace
     FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace`);
    const row = rows.find(({ datname }) => datname === database);
    if (row === undefined)
        return undefined;
    const tablespace = row['tablespace'];
    const closed = closedBy(row);
    return {
        oid: row['oid'] ?? '',
        owner: row['owner'] ?? '',
        encoding: row['encoding'] ?? '',
        sorting: sortingInWords(row) ?? '',
        isTemplate: row['template'] === 't',
        ...(tablespace == null ? {} : { tablespace }),
        ...(closed && { closed }),
    };
}
function closedBy({ name, open, broken }) {
    const database = name ?? '';
    if (broken === 't')
        return { message: 'a DROP DATABASE of it stopped midway, and it is lost', remedy: `DROP DATABASE ${database};` };
    if (open === 't')
        return undefined;
    return {
        message: 'it takes no connections, not even ours',
        remedy: `ALTER DATABASE ${database} ALLOW_CONNECTIONS true; keep others away by REVOKE CONNECT, or stop them`,
    };
}
function namesOf(rows) {
    return new Set(rows.map(({ name }) => name ?? ''));
}

// EXTERNAL MODULE: ./src/domain/obstacle.ts
var obstacle = __webpack_require__(18035);
;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-live.ts

/** The oids of relations by their quoted and qualified names, as an SQL array; those that do not exist are left out. */
function oidsOf(names) {
    const values = [...names].map((name) => `(${(0,postgres_session/* literal */.e)(name)})`).join(', ');
    if (values === '')
        return `'{}'::oid[]`;
    return `ARRAY(SELECT to_regclass(v.name)::oid FROM (VALUES ${values}) AS v (name) WHERE to_regclass(v.name) IS NOT NULL)`;
}
/** The relations of these names, and all partitions of those that are partitioned. */
async function readLiveTables(session, names) {
    const rows = await session.rows(`SELECT c.oid::regclass::text AS name, c.relkind AS kind, pg_has_role(c.relowner, 'USAGE') AS owned,
       has_table_privilege(c.oid, 'SELECT') AND (c.relkind NOT IN ('r', 'p') OR has_table_privilege(c.oid, 'TRUNCATE') AND has_table_privilege(c.oid, 'INSERT')) AS usable,
       c.relrowsecurity AND c.relforcerowsecurity AS forced
     FROM pg_class c WHERE c.oid IN (
       SELECT o FROM unnest(${oidsOf(names)}) o UNION SELECT p.relid FROM unnest(${oidsOf(names)}) o, pg_partition_tree(o) p)
     ORDER BY 1`);
    const tables = [];
    for (const row of rows) {
        const name = textIn(row, 'name');
        const isUsable = row['usable'] === 't';
        const hasRows = row['kind'] === 'r' && isUsable && (await holdsRows(session, name));
        const [isOwned, isForced] = [row['owned'] === 't', row['forced'] === 't'];
        tables.push({ name, kind: textIn(row, 'kind'), isOwned, isUsable, isForced, hasRows });
    }
    return tables;
}
/** Policies could hide rows from the account: what is not seen counts as held. */
async function holdsRows(session, name) {
    const [policed] = await session.rows(`SELECT row_security_active(${(0,postgres_session/* literal */.e)(name)}::regclass) AS hidden`);
    if (policed?.['hidden'] === 't')
        return true;
    const [row] = await session.rows(`SELECT EXISTS (SELECT FROM ONLY ${name}) AS rows`);
    return row?.['rows'] === 't';
}
/** The foreign keys of and to tables, each by its declaration, in the order of their names. */
async function readForeignKeys(session, tables) {
    const oids = oidsOf(tables);
    const rows = await session.rows(`WITH RECURSIVE touched AS (
       SELECT k.oid, k.conparentid FROM pg_constraint k WHERE k.contype = 'f' AND (k.conrelid = ANY (${oids}) OR k.confrelid = ANY (${oids}))
       UNION SELECT p.oid, p.conparentid FROM touched t JOIN pg_constraint p ON p.oid = t.conparentid)
     SELECT quote_ident(k.conname) AS name, k.conrelid::regclass AS table, k.confrelid::regclass AS target,
       pg_get_constraintdef(k.oid) AS definition, obj_description(k.oid, 'pg_constraint') AS comment
     FROM touched t JOIN pg_constraint k ON k.oid = t.oid WHERE k.conparentid = 0 ORDER BY 2, 1`);
    return rows.map((row) => ({
        name: textIn(row, 'name'),
        table: textIn(row, 'table'),
        target: textIn(row, 'target'),
        definition: textIn(row, 'definition'),
        comment: row['comment'] ?? undefined,
    }));
}
/**
 * All that a DROP … CASCADE of tables would take along, but for what belongs to them and for foreign keys: by `pg_depend`, where a rule
 * that makes a view stands for the view.
 */
async function readDependents(session, tables) {
    const rows = await session.rows(`WITH RECURSIVE roots AS (SELECT DISTINCT p.relid AS oid FROM unnest(${oidsOf(tables)}) o,
         LATERAL (SELECT o AS relid UNION SELECT t.relid FROM pg_partition_tree(o) t) p),
     lost (classid, objid, objsubid) AS (
       SELECT 'pg_class'::regclass::oid, oid, 0 FROM roots
       UNION
       SELECT CASE WHEN r.oid IS NULL THEN d.classid ELSE 'pg_class'::regclass END, coalesce(r.ev_class, d.objid),
         CASE WHEN r.oid IS NULL THEN d.objsubid ELSE 0 END
       FROM lost l JOIN pg_depend d ON d.refclassid = l.classid AND d.refobjid = l.objid AND (l.objsubid = 0 OR l.objsubid = d.refobjsubid)
       LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid AND r.rulename = '_RETURN'),
     relations AS (SELECT c.oid, c.relkind FROM pg_class c WHERE EXISTS (
       SELECT FROM lost l WHERE l.classid = 'pg_class'::regclass AND l.objid = c.oid AND l.objsubid = 0))
     SELECT DISTINCT i.type, i.identity AS name
     FROM lost l CROSS JOIN LATERAL pg_identify_object(l.classid, l.objid, l.objsubid) i
     LEFT JOIN pg_class c ON l.classid = 'pg_class'::regclass AND c.oid = l.objid
     LEFT JOIN pg_constraint k ON l.classid = 'pg_constraint'::regclass AND k.oid = l.objid
     LEFT JOIN pg_type y ON l.classid = 'pg_type'::regclass AND y.oid = l.objid
     LEFT JOIN LATERAL (SELECT coalesce(k.conrelid,
       CASE l.classid WHEN 'pg_attrdef'::regclass THEN (SELECT adrelid FROM pg_attrdef WHERE oid = l.objid)
         WHEN 'pg_rewrite'::regclass THEN (SELECT ev_class FROM pg_rewrite WHERE oid = l.objid)
         WHEN 'pg_policy'::regclass THEN (SELECT polrelid FROM pg_policy WHERE oid = l.objid)
         WHEN 'pg_trigger'::regclass THEN (SELECT tgrelid FROM pg_trigger WHERE oid = l.objid)
         WHEN 'pg_statistic_ext'::regclass THEN (SELECT stxrelid FROM pg_statistic_ext WHERE oid = l.objid)
         WHEN 'pg_publication_rel'::regclass THEN (SELECT prrelid FROM pg_publication_rel WHERE oid = l.objid) END) AS relation) o ON true
     WHERE CASE
       WHEN c.oid IS NOT NULL THEN c.oid NOT IN (SELECT oid FROM roots) AND
         (l.objsubid = 0 AND c.relkind IN ('r', 'p', 'f', 'v', 'm') OR l.objsubid > 0 AND c.relkind IN ('r', 'p', 'f', 'c')
           AND c.oid NOT IN (SELECT oid FROM relations))
       WHEN y.oid IS NOT NULL THEN y.typtype = 'd'
       WHEN l.classid = 'pg_class'::regclass OR k.contype = 'f' THEN false
       WHEN l.classid = 'pg_trigger'::regclass AND EXISTS (SELECT FROM pg_trigger WHERE oid = l.objid AND tgisinternal) THEN false
       WHEN o.relation IS NOT NULL THEN o.relation NOT IN (SELECT oid FROM relations)
       ELSE true END
     ORDER BY 1, 2`);
    return rows.map((row) => ({ type: textIn(row, 'type'), name: textIn(row, 'name') }));
}
/** A value that is never null. */
function textIn(row, key) {
    return row[key] ?? '';
}

// EXTERNAL MODULE: ./src/engines/postgres/copy-statement.ts
var copy_statement = __webpack_require__(38234);
// EXTERNAL MODULE: ./src/engines/postgres/target/tables-part.ts
var tables_part = __webpack_require__(43396);
;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-needs.ts





const nothingChanged = 'nothing was changed';
/**
 * @throws Failure `target-unfit` where the account may not do what has to be done, or the live database lacks what replaced tables need.
 *   `source-missing` where the backup has no rows of a table.
 */
async function assertPossible(session, survey, facts, expected) {
    assertRows(survey, expected);
    assertKinds(survey);
    assertOwned(survey, facts);
    await assertKeysOwned(session, survey, facts);
    assertDependents(survey, expected);
    await assertPlaces(session, survey, facts, expected);
}
/** A table without rows in the backup would come back empty. */
function assertRows({ ways }, expected) {
    const withRows = new Set(expected.tables.map(({ name }) => name));
    for (const object of expected.objects) {
        if (object.kind !== 'table' || !ways.has(object.name) || withRows.has(object.name))
            continue;
        if ((0,tables_part/* textOf */.b6)(object, 'partition_key') !== '')
            continue;
        if (expected.gaps.some((gap) => gap.startsWith(`the rows of ${object.name} load into `)))
            continue;
        throw new failure/* Failure */.HR('source-missing', `the backup has no rows of table ${object.name}`, {
            hint: 'choose a backup of the kind full that includes the rows of this table',
        });
    }
}
function assertKinds({ live }) {
    const names = {
        ...{ v: 'a view', m: 'a materialized view', S: 'a sequence', i: 'an index', I: 'an index' },
        c: 'a type',
    };
    const other = live.find(({ kind }) => kind !== 'r' && kind !== 'p');
    if (other === undefined)
        return;
    if (other.kind === 'f')
        throw unfit(`${other.name} is a foreign table, whose rows no dump has`, 'detach or drop it first');
    const what = names[other.kind] ?? 'something else';
    throw unfit(`${other.name} is ${what} in the target and a table in the backup`, 'rename or drop it first');
}
function assertOwned({ live }, { account, bypassesRowSecurity }) {
    for (const { name, isOwned, isUsable, isForced } of live) {
        if (!isOwned)
            throw notOwner(account, name);
        if (!isUsable)
            throw unfit(`the account ${account} may not empty and fill ${name}`, `grant select, insert, truncate on ${name} to ${account}`);
        if (isForced && !bypassesRowSecurity) {
            const hint = `alter table ${name} no force row level security, or give the account BYPASSRLS`;
            throw unfit(`row-level security holds for the account ${account} on ${name}, though it owns it`, hint);
        }
    }
}
function notOwner(account, table) {
    return unfit(`the account ${account} does not own ${table}`, `restore with an account that owns the table, or grant the owner's role to ${account}`);
}
/** Whoever makes a foreign key has to own the table and to be allowed to refer to the other. */
async function assertKeysOwned(session, survey, { account }) {
    for (const { name, table, target } of [...survey.foreignKeys, ...survey.wantedKeys]) {
        const [row] = await session.rows(`SELECT (SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass(${(0,postgres_session/* literal */.e)(table)})) AS owned,
         has_table_privilege(to_regclass(${(0,postgres_session/* literal */.e)(target)}), 'REFERENCES') AS may, to_regclass(${(0,postgres_session/* literal */.e)(target)}) IS NOT NULL AS there`);
        if (row?.['owned'] === 'f')
            throw notOwner(account, `${table}, whose foreign key ${name} has to be made again`);
        const isMade = survey.replaced.includes(target);
        if (row?.['there'] !== 't' && !isMade)
            throw unfit(`the foreign key ${name} of ${table} refers to ${target}, which the target lacks`, `choose ${target} too`);
        if (row?.['may'] === 'f' && !isMade)
            throw unfit(`the account ${account} may not refer to ${target}`, `grant references on ${target} to ${account}`);
    }
}
/** What would be lost with a dropped table has to be in the backup. */
function assertDependents({ dependents, ways, replaced, live }, expected) {
    const known = new Set(expected.objects.map(({ kind, name }) => `${kind.replace('-', ' ')} ${name}`));
    const dropped = replaced.filter((name) => live.some((table) => table.name === name)).join(', ');
    for (const { type, name } of dependents) {
        if (type === 'table' && ways.has(name))
            continue;
        if (known.has(`${type} ${name}`) && canComeBack.has(type))
            continue;
        const what = known.has(`${type} ${name}`)
            ? 'would be lost with it'
            : 'would be lost with it, and is not in the backup';
        const hint = type === 'table'
            ? `choose ${name} too; ${nothingChanged}`
            : `keep its definition, drop it, restore, and make it again; ${nothingChanged}`;
        throw unfit(`${dropped} has to be replaced, but the ${type} ${name} ${what}`, hint);
    }
}
/** What a dump brings back by itself once its table is there. */
const canComeBack = new Set([
    'view',
    'materialized view',
    'function',
    'procedure',
    'rule',
    'policy',
]);
/** What replaced tables of a backup need in the database: each with the table that needs it. */
function neededBy({ replaced, ways }, objects) {
    const all = {
        ...{ schemas: new Set(), types: new Map(), functions: new Map(), relations: new Map(), roles: new Map() },
        owners: new Set(),
    };
    const owners = (0,tables_part/* ownersOf */.K2)(objects);
    const own = new Set(objects.filter((object) => owners.has(object)).map(({ name }) => name));
    for (const object of objects) {
        const table = owners.get(object) ?? '';
        if (!replaced.includes(table))
            continue;
        const definition = (0,tables_part/* definitionOf */.Fg)(object);
        const add = (where, name) => {
            if (typeof name === 'string' && name !== '' && !where.has(name))
                where.set(name, table);
        };
        add(all.roles, definition['owner']);
        if (object.kind === 'table') {
            all.schemas.add((0,tables_part/* textOf */.b6)(object, 'schema'));
            all.owners.add((0,tables_part/* textOf */.b6)(object, 'owner'));
            for (const parent of definition['parents'] ?? [])
                if (!replaced.includes(parent))
                    add(all.relations, parent);
        }
        if (object.kind === 'column') {
            const type = (0,tables_part/* textOf */.b6)(object, 'type');
            if (!ways.has(type.replace(/(?:\[\])+$/, '')))
                add(all.types, type);
            for (const [, sequence = ''] of (0,tables_part/* textOf */.b6)(object, 'default').matchAll(/nextval\('((?:[^']|'')*)'::regclass\)/g))
                if (!own.has(sequence.replaceAll("''", "'")))
                    add(all.relations, sequence.replaceAll("''", "'"));
        }
        if (object.kind === 'trigger')
            add(all.functions, triggerFunction.exec((0,tables_part/* textOf */.b6)(object, 'definition'))?.[1]);
        if (object.kind === 'policy')
            for (const role of definition['roles'] ?? [])
                add(all.roles, role);
        if (object.kind === 'grants')
            for (const grant of definition['grants'] ?? [])
                add(all.roles, grantee.exec(grant)?.[1]);
    }
    for (const nobody of ['PUBLIC', '<owner>'])
        all.roles.delete(nobody);
    return all;
}
const triggerFunction = new RegExp(`EXECUTE FUNCTION (${copy_statement/* identifier */.Cv}(?:\\.${copy_statement/* identifier */.Cv})?)\\([^()]*\\)$`, 'u');
const grantee = new RegExp(`^(${copy_statement/* identifier */.Cv}) `, 'u');
async function assertPlaces(session, survey, facts, expected) {
    if (survey.replaced.length === 0)
        return;
    const needed = neededBy(survey, expected.objects);
    const schemas = await session.rows(`SELECT quote_ident(nspname) AS name, has_schema_privilege(oid, 'CREATE') AS may FROM pg_namespace`);
    for (const schema of needed.schemas) {
        const there = schemas.find((row) => row['name'] === schema);
        if (there === undefined)
            throw unfit(`the target lacks the schema ${schema}`, `create schema ${schema}`);
        if (there['may'] !== 't')
            throw unfit(`the account may not make tables in the schema ${schema}`, `grant create on schema ${schema} to the account`);
    }
    await assertThere(session, 'type', 'to_regtype(v.name)', needed.types);
    await assertThere(session, 'function', `to_regproc(v.name)`, needed.functions);
    await assertThere(session, 'relation', 'to_regclass(v.name)', needed.relations);
    assertRoles(facts, needed);
}
async function assertThere(session, what, lookup, needed) {
    if (needed.size === 0)
        return;
    const values = [...needed.keys()].map((name) => `(${(0,postgres_session/* literal */.e)(name)})`).join(', ');
    const rows = await session.rows(`SELECT v.name FROM (VALUES ${values}) AS v (name) WHERE (${lookup}) IS NULL ORDER BY 1`);
    const lacking = rows.map((row) => textIn(row, 'name'));
    const [first] = lacking;
    if (first === undefined)
        return;
    throw unfit(`${needed.get(first) ?? ''} of the backup needs the ${what} ${lacking.join(', ')}, which the target lacks`, `make it there first, or choose more tables; a restore of the whole database brings it along`);
}
function assertRoles({ account, roles, playsRoles }, needed) {
    for (const [role, table] of needed.roles)
        if (!roles.has(role))
            throw unfit(`${table} of the backup needs the role ${role}, which the target lacks`, `create role ${role} nologin`);
    for (const owner of needed.owners)
        if (!playsRoles.has(owner))
            throw unfit(`the account ${account} may not make tables of the role ${owner}`, `grant ${owner} to ${account}`);
}
/** A `target-unfit`, whose hint says that nothing was changed. */
function unfit(message, remedy) {
    const hint = remedy.includes(nothingChanged) ? remedy : `${remedy}; ${nothingChanged}`;
    return new failure/* Failure */.HR('target-unfit', message, { hint });
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-names.ts




/**
 * A table that was renamed keeps the names of its indexes and sequences, and the foreign keys to it: one that is made anew under the old name
 * cannot have them then.
 *
 * @throws Failure `target-unfit` that names them, and the table that has them.
 */
async function assertNamesFree(session, survey, expected) {
    const { replaced, vanishing, wantedKeys, foreignKeys } = survey;
    if (replaced.length === 0)
        return;
    const owners = (0,tables_part/* ownersOf */.K2)(expected.objects);
    const named = (kind) => expected.objects.flatMap((object) => object.kind === kind && replaced.includes(owners.get(object) ?? '') ? [object.name] : []);
    const going = oidsOf([...replaced, ...vanishing]);
    const relations = oidsOf([...named('index'), ...named('sequence')]);
    const statistics = named('statistics').map(postgres_session/* literal */.e).join(', ') || 'NULL';
    const fresh = wantedKeys.filter((key) => !foreignKeys.some(({ name, table }) => name === key.name && table === key.table));
    const keys = fresh.map(({ name, table }) => `(${(0,postgres_session/* literal */.e)(table)}, ${(0,postgres_session/* literal */.e)(name)})`).join(', ') || '(NULL, NULL)';
    const rows = await session.rows(`SELECT what, holder::regclass AS holder FROM (
       SELECT CASE c.relkind WHEN 'S' THEN 'sequence ' ELSE 'index ' END || c.oid::regclass || CASE WHEN coalesce(i.indrelid, d.refobjid) IS NULL THEN '' ELSE ' of' END AS what, coalesce(i.indrelid, d.refobjid) AS holder
       FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
       LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass
         AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i') AND c.relkind = 'S'
       WHERE c.oid = ANY (${relations})
       UNION SELECT format('statistics %I.%I of', n.nspname, s.stxname), s.stxrelid FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
       WHERE format('%I.%I', n.nspname, s.stxname) IN (${statistics})
       UNION SELECT format('foreign key %I of %s to', k.conname, k.conrelid::regclass), k.confrelid FROM pg_constraint k
       JOIN (VALUES ${keys}) v (relation, name) ON to_regclass(v.relation) = k.conrelid AND quote_ident(k.conname) = v.name AND k.conrelid <> ALL (${going})
     ) taken WHERE holder IS NULL OR holder <> ALL (${going}) ORDER BY 1`);
    if (rows.length === 0)
        return;
    const taken = rows.map((row) => `${textIn(row, 'what')}${row['holder'] == null ? '' : ` ${textIn(row, 'holder')}`}`);
    const holder = rows.map((row) => row['holder']).find((name) => name != null);
    throw unfit(`${replaced.join(', ')} of the backup cannot be made anew while names that go with it are taken: ${taken.join(', ')}`, holder == null
        ? 'rename these'
        : `where ${holder} is the table itself under another name, give it its own name again, and its rows go into the safety backup; else rename these`);
}

// EXTERNAL MODULE: ./src/engines/postgres/target/tables-pattern.ts
var tables_pattern = __webpack_require__(30635);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/engines/postgres/catalog.ts + 7 modules
var postgres_catalog = __webpack_require__(82508);
;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-shape.ts

/** pg_dump 13 makes a partition and has it join its table in one go: it can only come back together with the table. */
const joinsApartFrom = 140_000;
/** Decides for each table of a backup, given the objects of the live tables of these names. */
function waysOf(tables, backup, live) {
    const wanted = shapesOf(backup.objects);
    const found = shapesOf(live);
    const ways = new Map();
    for (const name of tables) {
        const shape = found.get(name);
        const because = shape === undefined ? 'is missing' : difference(wanted.get(name) ?? emptyShape(), shape);
        ways.set(name, because === undefined ? { way: 'refill' } : { way: 'replace', isThere: shape !== undefined, because });
    }
    if (Number(backup.settings['server_version_num'] ?? joinsApartFrom) < joinsApartFrom)
        replaceRoots(ways, wanted);
    replaceHeirs(ways, found);
    return ways;
}
function emptyShape() {
    return { place: new Map(), columns: new Map(), parents: [] };
}
function shapesOf(objects) {
    const shapes = new Map();
    for (const object of objects) {
        if (object.kind !== 'table')
            continue;
        const { parents, partition_key: key, partition_bound: bound, of_type: type } = (0,tables_part/* definitionOf */.Fg)(object);
        const names = Array.isArray(parents) ? parents.map(String) : [];
        const place = { 'partition key': key, bound, parent: bound === undefined ? undefined : names.join(), type };
        const known = Object.entries(place).filter((entry) => typeof entry[1] === 'string');
        shapes.set(object.name, { place: new Map(known), columns: new Map(), parents: names });
    }
    for (const object of objects) {
        if (object.kind !== 'column')
            continue;
        const table = [...prefixesOf(object.name)].find((name) => shapes.has(name));
        const { type, generated } = (0,tables_part/* definitionOf */.Fg)(object);
        const own = shapes.get(table ?? '');
        own?.columns.set(object.name.slice((table ?? '').length + 1), `${String(type)}${generated === undefined ? '' : ', generated'}`);
    }
    return shapes;
}
/** Everything before a dot of a name. */
function* prefixesOf(name) {
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1))
        yield name.slice(0, dot);
}
/** In what the live table differs from the backup's, so that its rows could not be replaced; undefined where in nothing. */
function difference(backup, live) {
    for (const [column, type] of backup.columns) {
        const other = live.columns.get(column);
        if (other === undefined)
            return `lacks the column ${column}`;
        if (other !== type)
            return `has the column ${column} as ${other} and not as ${type}`;
    }
    for (const column of live.columns.keys())
        if (!backup.columns.has(column))
            return `has a column ${column} that the backup has not`;
    for (const key of new Set([...backup.place.keys(), ...live.place.keys()]))
        if (backup.place.get(key) !== live.place.get(key))
            return `has another ${key}`;
    return undefined;
}
/** A table is replaced where one of its partitions is. */
function replaceRoots(ways, backup) {
    const replaced = [...ways].flatMap(([name, { way }]) => (way === 'replace' ? [name] : []));
    for (let name = replaced.pop(); name !== undefined; name = replaced.pop()) {
        const { place, parents } = backup.get(name) ?? emptyShape();
        for (const parent of place.has('bound') ? parents : []) {
            if (ways.get(parent)?.way !== 'refill')
                continue;
            ways.set(parent, { way: 'replace', isThere: true, because: `has to have its partition ${name} again` });
            replaced.push(parent);
        }
    }
}
/** What is dropped takes its partitions and its heirs along. */
function replaceHeirs(ways, live) {
    let changed = true;
    while (changed) {
        changed = false;
        for (const [name, { way }] of ways) {
            const dropped = live.get(name)?.parents.find((parent) => ways.get(parent)?.way === 'replace');
            if (way === 'replace' || dropped === undefined)
                continue;
            ways.set(name, { way: 'replace', isThere: true, because: `is part of ${dropped}, which is replaced` });
            changed = true;
        }
    }
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-survey.ts






/** Reads what the plan for chosen tables rests on. @param tables Quoted and qualified, with their partitions. */
async function surveyTables(session, tables, expected) {
    const live = await readLiveTables(session, tables);
    const scope = { tables: live.map(({ name }) => name) };
    const catalog = await (0,postgres_catalog/* readCatalog */.uM)(session, { scope, sequenceValues: 'leave' });
    const objects = catalog.filter(({ kind }) => kind !== 'role');
    const ways = waysOf(tables, expected, objects);
    const named = (way) => tables.filter((name) => ways.get(name)?.way === way);
    const [refilled, replaced] = [named('refill'), named('replace')];
    const foreignKeys = await readForeignKeys(session, scope.tables);
    const later = laterPartitions(objects, tables, new Set(refilled));
    const vanishing = scope.tables.filter((name) => !tables.includes(name) && !later.includes(name));
    const there = replaced.filter((name) => scope.tables.includes(name));
    const views = await readDependents(session, refilled);
    const gone = replaced.filter((name) => !scope.tables.includes(name));
    return {
        ...{ ways, refilled, replaced, later, vanishing, live, objects, foreignKeys },
        wantedKeys: [
            ...foreignKeys.filter(({ table }) => !replaced.includes(table) && !vanishing.includes(table)),
            ...(await lostKeys(session, expected.objects, { tables, replaced, gone, foreignKeys })),
        ],
        dependents: await readDependents(session, there),
        lostViews: await lostViews(session, expected.objects, gone),
        stale: views.filter(({ type }) => type === 'materialized view').map(({ name }) => name),
        published: await readPublished(session, there, gone),
    };
}
async function readPublished(session, there, gone) {
    const publications = await session.rows('SELECT pubname AS publication FROM pg_publication ORDER BY 1');
    const rows = await session.rows(`SELECT p.pubname AS publication, n.nspname AS schema, c.relname AS table FROM pg_publication_rel r
     JOIN pg_publication p ON p.oid = r.prpubid JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = ANY (${oidsOf(there)}) ORDER BY 1, 2, 3`);
    const had = rows.map((row) => {
        return { publication: textIn(row, 'publication'), schema: textIn(row, 'schema'), table: textIn(row, 'table') };
    });
    const lost = gone.flatMap((name) => {
        const [schema = '', table = ''] = (0,tables_pattern/* pathOf */.XM)(name);
        return publications.map((row) => ({ publication: textIn(row, 'publication'), schema, table }));
    });
    return [...had, ...lost];
}
/** Live tables that are no chosen ones, but parts of a table that is refilled. */
function laterPartitions(objects, tables, refilled) {
    const known = new Set(tables);
    const later = new Set();
    let size;
    do {
        size = later.size;
        for (const object of objects) {
            const { parents } = (0,tables_part/* definitionOf */.Fg)(object);
            if (object.kind !== 'table' || known.has(object.name) || !Array.isArray(parents))
                continue;
            if (parents.some((parent) => refilled.has(String(parent)) || later.has(String(parent))))
                later.add(object.name);
        }
    } while (later.size > size);
    return [...later].sort();
}
/** The table that a foreign key of a fingerprint refers to. */
function targetOf(definition) {
    const columns = `\\(${copy_statement/* identifier */.Cv}(?:, ${copy_statement/* identifier */.Cv})*\\)`;
    const key = new RegExp(`^FOREIGN KEY ${columns} REFERENCES (${copy_statement/* identifier */.Cv}\\.${copy_statement/* identifier */.Cv})\\(`, 'u');
    return key.exec(definition)?.[1] ?? '';
}
/** Foreign keys of the backup that the live database has not, or loses: of replaced tables, and to those that are missing. */
async function lostKeys(session, backup, { tables, replaced, gone, foreignKeys }) {
    const comments = new Map(backup.filter(({ kind }) => kind === 'comment').map((o) => [o.name, o.definition]));
    const keys = backup.flatMap((object) => {
        if (object.kind !== 'constraint' || (0,tables_part/* textOf */.b6)(object, 'type') !== 'f')
            return [];
        const [table, definition] = [(0,tables_part/* textOf */.b6)(object, 'table'), (0,tables_part/* textOf */.b6)(object, 'definition')];
        const name = object.name.slice(0, -` on ${table}`.length);
        const comment = comments.get(`table constraint ${object.name}`);
        return [{ name, table, target: targetOf(definition), definition, comment }];
    });
    const there = new Set((await readLiveTables(session, keys.map(({ table }) => table))).map(({ name }) => name));
    return keys.filter(({ name, table, target }) => {
        if (replaced.includes(table))
            return true;
        const isKnown = foreignKeys.some((key) => key.name === name && key.table === table);
        return gone.includes(target) && there.has(table) && !tables.includes(table) && !isKnown;
    });
}
/** Views of the backup over tables that are missing, or over such views. The server's text of a view has every name in full. */
async function lostViews(session, backup, gone) {
    if (gone.length === 0)
        return [];
    const views = backup.filter(({ kind }) => kind === 'view' || kind === 'materialized-view');
    const there = new Set((await readLiveTables(session, views.map(({ name }) => name))).map(({ name }) => name));
    const missing = views.filter(({ name }) => !there.has(name));
    const lost = new Map();
    let size;
    do {
        size = lost.size;
        for (const view of missing) {
            const text = (0,tables_part/* textOf */.b6)(view, 'definition');
            const isOver = [...gone, ...lost.keys()].some((name) => hasName(text, name));
            if (isOver)
                lost.set(view.name, { type: view.kind.replace('-', ' '), name: view.name });
        }
    } while (lost.size > size);
    return [...lost.values()];
}
function hasName(text, name) {
    const escaped = name.replace(/[|*+?()[\]{}.^$\\]/g, '\\$&');
    return new RegExp(`(?<![\\w$".])${escaped}(?![\\w$"])`, 'u').test(text);
}
/** The chosen tables, and what is emptied or goes with them. */
function touchedBy({ ways, later, vanishing }) {
    return new Set([...ways.keys(), ...later, ...vanishing]);
}
/** Live objects of the tables that are refilled: they stay as they are. */
function stayingObjects({ objects, refilled, later }) {
    const owners = (0,tables_part/* ownersOf */.K2)(objects);
    const staying = new Set([...refilled, ...later]);
    return objects.filter((object) => staying.has(owners.get(object) ?? ''));
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-plan.ts




/** The plan for chosen tables; whether the target is the source, only the whole of it can tell. */
function planOf(survey, backup) {
    return {
        way: 'tables',
        expected: expectedOf(survey, backup),
        holdsData: survey.live.some(({ hasRows }) => hasRows),
        steps: stepsOf(survey, backup),
        notes: notesOf(survey, backup),
    };
}
const noRows = `sha256:${(0,external_node_crypto_.createHash)('sha256').digest('hex')}`;
/**
 * What the tables have to be afterwards: the backup's rows in all of them; the live objects of those that stay, and the backup's of those
 * that are replaced.
 */
function expectedOf(survey, backup) {
    const part = (0,tables_part/* partOf */.BU)(backup, new Set(survey.ways.keys()));
    const made = (0,tables_part/* partOf */.BU)(backup, new Set(survey.replaced)).objects;
    const digests = part.objects.filter(({ kind }) => kind === 'table-digest');
    const staying = stayingObjects(survey);
    const empty = survey.later
        .filter((name) => survey.live.some((table) => table.name === name && table.kind === 'r'))
        .map((name) => ({ name, columns: [], rows: 0, countedRows: 0, digest: noRows }));
    return {
        ...part,
        tables: [...part.tables, ...empty],
        objects: [...made.filter(({ kind }) => kind !== 'table-digest'), ...staying, ...digests],
    };
}
function stepsOf(survey, backup) {
    const rows = new Map(backup.tables.map((table) => [table.name, table.rows]));
    const of = (name) => {
        const count = rows.get(name);
        return count === undefined ? 'its partitions' : `${count} ${count === 1 ? 'row' : 'rows'}`;
    };
    const tables = [...survey.ways].map(([name, way]) => {
        if (way.way === 'refill')
            return `${name}: its rows give way to those of the backup (${of(name)}), and the table stays`;
        if (!way.isThere)
            return `${name}: is missing, and is made anew from the backup (${of(name)})`;
        return `${name}: ${way.because}, so it is dropped and made anew from the backup (${of(name)})`;
    });
    const keyNames = new Set(survey.wantedKeys.map(({ name, table }) => `${name} of ${table}`));
    const lostKeys = survey.foreignKeys.filter(({ name, table }) => !keyNames.has(`${name} of ${table}`));
    return [
        ...tables,
        ...survey.later.map((name) => `${name}: is not in the backup and part of a table that is, so it is emptied`),
        ...survey.vanishing.map((name) => `${name}: is not in the backup and part of a table that is dropped, so it goes`),
        ...triggersThatRest(survey).map((name) => `trigger ${name}: does not fire meanwhile`),
        ...survey.wantedKeys.map(({ name, table, definition }) => {
            const checked = / NOT (?:VALID|ENFORCED)$/.test(definition) ? 'not checked, as it was' : 'which checks all rows';
            return `foreign key ${name} of ${table}: made again, ${checked}`;
        }),
        ...lostKeys.map(({ name, table }) => `foreign key ${name} of ${table}: is not in the backup, and goes`),
        ...survey.dependents
            .filter(({ type }) => type !== 'table')
            .map(({ type, name }) => `${type} ${name}: dropped with its table and made anew from the backup`),
        ...survey.lostViews.map(({ type, name }) => `${type} ${name}: is missing too, and is made anew from the backup`),
    ];
}
function triggersThatRest(survey) {
    return stayingObjects(survey)
        .filter((object) => object.kind === 'trigger' && (0,tables_part/* textOf */.b6)(object, 'enabled') !== 'D')
        .map(({ name }) => name);
}
function notesOf(survey, backup) {
    return [
        ...differencesOf(survey, backup),
        ...unpublished(survey, backup).map((name) => `${name}: the target lacks the publication, so it is left out`),
        ...neighbours(survey),
        ...survey.stale.map((name) => `materialized view ${name} keeps its old rows: refresh materialized view ${name}`),
        'transactions of the isolation level repeatable read that began before the end of the restore, such as those of pg_dump, may find the tables empty',
    ];
}
/** Who has a foreign key in common with the tables is locked as they are. */
function neighbours({ ways, later, vanishing, foreignKeys, wantedKeys }) {
    const own = new Set([...ways.keys(), ...later, ...vanishing]);
    const names = new Set([...foreignKeys, ...wantedKeys].flatMap(({ table, target }) => [table, target]));
    const others = [...names].filter((name) => !own.has(name)).sort();
    if (others.length === 0)
        return [];
    return [`${others.join(', ')}: locked as well until the end, for readers too, because of the foreign keys`];
}
/** In what the tables do not become what they were, beside their rows. */
function differencesOf(survey, backup) {
    const mine = new Map(survey.objects.map((object) => [`${object.kind} ${object.name}`, object]));
    const owners = (0,tables_part/* ownersOf */.K2)(backup.objects);
    const notes = [];
    for (const object of backup.objects) {
        const table = owners.get(object) ?? '';
        if (!survey.ways.has(table) || object.kind === 'sequence-value' || object.kind === 'table-digest')
            continue;
        const label = `${object.kind.replace('-', ' ')} ${object.name}`;
        const own = mine.get(`${object.kind} ${object.name}`);
        mine.delete(`${object.kind} ${object.name}`);
        if (!survey.refilled.includes(table) || own?.definition === object.definition)
            continue;
        if (own === undefined)
            notes.push(`${label}: in the backup, not in the target, and not brought back`);
        else
            notes.push(`${label}: other than in the backup, and stays as it is`);
    }
    const ownOwners = (0,tables_part/* ownersOf */.K2)(survey.objects);
    for (const object of mine.values()) {
        const table = ownOwners.get(object) ?? '';
        if (!survey.ways.has(table))
            continue;
        const fate = survey.replaced.includes(table) ? 'goes with the old table' : 'stays';
        notes.push(`${object.kind.replace('-', ' ')} ${object.name}: not in the backup, and ${fate}`);
    }
    return notes;
}
/** Tables that are missing, and that publications had which are missing too. */
function unpublished({ ways, published }, backup) {
    const possible = new Set(published.map(({ publication }) => publication));
    return backup.objects.flatMap((object) => {
        const [table, prefix] = [(0,tables_part/* textOf */.b6)(object, 'table'), `${(0,tables_part/* textOf */.b6)(object, 'table')} in `];
        const way = ways.get(table);
        if (object.kind !== 'published-table' || way?.way !== 'replace' || way.isThere)
            return [];
        return possible.has((0,tables_pattern/* nameOf */.Vb)(object.name.slice(prefix.length))) ? [] : [`published table ${object.name}`];
    });
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-assess.ts
var tables_assess_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var tables_assess_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Decides how the chosen tables come back. Changes nothing, and locks nothing for longer than reading the catalogs takes.
 *
 * @throws Failure `source-missing` or `input-invalid` for a pattern that fits nothing or cannot be read; `target-unfit` that names what is in
 *   the way and what to do.
 */
async function assessTables(access, need) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { database, description } = access.connection;
        const open = access.opener(need.signal);
        const facts = await readFacts(open, database);
        if (facts.database === undefined) {
            throw new failure/* Failure */.HR('target-unfit', `there is no database ${database} that tables could come back into`, {
                hint: 'restore the whole database, or correct its name',
            });
        }
        (0,obstacle/* assertFit */.y)(description, serverObstacles(facts, need));
        const session = tables_assess_addDisposableResource(env_1, await open(database), true);
        const { plan } = await assessIn(session, facts, need);
        return { ...plan, ...sourceOf(facts, database, need) };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = tables_assess_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The same in a session that may be within a transaction. */
async function assessIn(session, facts, need) {
    const survey = await surveyTables(session, (0,tables_pattern/* tablesFitting */.Dk)(need.tables, need.expected), need.expected);
    await assertPossible(session, survey, facts, need.expected);
    await assertNamesFree(session, survey, need.expected);
    return { survey, plan: planOf(survey, need.expected) };
}

;// CONCATENATED MODULE: ./src/engines/postgres/shared-session.ts


/**
 * Hands out one session that is within a transaction to what would open sessions of its own: it then sees what nobody else sees yet.
 * Disposing of what was handed out leaves the session and its transaction open, and takes back the settings that came with it and all that
 * was done under them.
 */
function sharing(session) {
    const shared = { ...session, isInTransaction: true, [Symbol.asyncDispose]: () => Promise.resolve() };
    return async (database, settings = {}) => {
        if (database !== undefined)
            throw new failure/* Failure */.HR('bug', 'a shared session cannot change its database');
        const values = Object.entries(settings).map(([name, value]) => `(${(0,postgres_session/* literal */.e)(name)}, ${(0,postgres_session/* literal */.e)(value)})`);
        if (values.length === 0)
            return shared;
        await shared.execute('SAVEPOINT muster_settings');
        // what the account may not change is left as it is
        await shared.execute(`SELECT set_config(s.name, v.value, true) FROM (VALUES ${values.join(', ')}) AS v (name, value) JOIN pg_settings s USING (name)
       WHERE s.context <> 'superuser' OR current_setting('is_superuser') = 'on'`);
        return {
            ...shared,
            [Symbol.asyncDispose]: () => shared.execute('ROLLBACK TO SAVEPOINT muster_settings; RELEASE SAVEPOINT muster_settings'),
        };
    };
}

// EXTERNAL MODULE: ./src/process/settle.ts
var settle = __webpack_require__(61318);
;// CONCATENATED MODULE: ./src/engines/postgres/target/commit-guard.ts
var commit_guard_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var commit_guard_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Keeps a transaction from being committed by anything but `commitGuarded`. A script can hold a COMMIT of its own: pg_restore puts one
 * after large objects, and whoever forged an archive wherever he likes. Half a restore would be in place then; so a trigger at the end of the
 * transaction raises an error instead.
 */
async function guardCommit(session) {
    await session.execute(`
    CREATE TEMPORARY TABLE muster_guard (place integer) ON COMMIT DROP;
    CREATE FUNCTION pg_temp.muster_guard() RETURNS trigger LANGUAGE plpgsql AS $muster$
    BEGIN
      IF pg_catalog.current_setting('muster.commit', true) IS DISTINCT FROM 'yes' THEN
        RAISE EXCEPTION 'the dump ends the transaction that loads it';
      END IF;
      RETURN NULL;
    END $muster$;
    CREATE CONSTRAINT TRIGGER muster_guard AFTER INSERT ON pg_temp.muster_guard DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION pg_temp.muster_guard();
    INSERT INTO pg_temp.muster_guard VALUES (1)`);
}
/**
 * Ends the guarded transaction. Where the connection is lost at that moment, the server knows what became of it.
 *
 * @param what What is put in place, for people.
 * @throws Failure `restore-unsettled` where the server cannot be asked any more.
 */
async function commitGuarded(guarded, what) {
    const { access, session, transaction } = guarded;
    const { database } = access.connection;
    try {
        await session.execute(`SELECT set_config('muster.commit', 'yes', true); COMMIT`);
    }
    catch (error) {
        const isInPlace = await (0,settle/* settle */.G)(async () => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const asking = commit_guard_addDisposableResource(env_1, await access.opener()(database), true);
                const [row] = await asking.rows(`SELECT pg_xact_status('${transaction}') AS status`);
                return row?.['status'] === 'in progress' ? undefined : row?.['status'] === 'committed';
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = commit_guard_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        }, () => new failure/* Failure */.HR('restore-unsettled', `the server was lost while ${what} was put in place`, {
            hint: `look with SELECT pg_xact_status('${transaction}') in ${database}: the backup is in place where it is committed`,
            cause: error,
        }));
        if (!isInPlace)
            throw error;
    }
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/lock.ts


/**
 * Keeps other restores into the same database away for as long as the session lives: an advisory lock, which the server gives up when the
 * session ends, however it ends. It holds for restores that work from the same home database.
 *
 * @throws Failure `target-busy` where another restore has it.
 */
async function takeLock(session, database) {
    const key = `hashtextextended(${(0,postgres_session/* literal */.e)(`muster restore ${database}`)}, 0)`;
    const [row] = await session.rows(`SELECT pg_try_advisory_lock(${key}) AS taken`);
    if (row?.['taken'] === 't')
        return;
    const [holder] = await session.rows(`SELECT a.pid, coalesce(a.usename, 'unknown') AS user, to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
     FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND (l.classid::bigint << 32 | l.objid::bigint) = ${key}`);
    const whose = holder === undefined
        ? ''
        : ` by ${holder['user'] ?? ''} since ${holder['since'] ?? ''} (pid ${holder['pid'] ?? ''})`;
    throw new failure/* Failure */.HR('target-busy', `another restore into ${database} is under way${whose}`, {
        hint: 'wait until it has ended and run again; nothing was changed',
    });
}

// EXTERNAL MODULE: ./src/engines/postgres/catalog-query.ts
var catalog_query = __webpack_require__(22205);
;// CONCATENATED MODULE: ./src/engines/postgres/target/survey.ts
var survey_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var survey_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/** What of other transactions and servers hangs on a database, so that it can be neither renamed nor cleared. */
async function readHolds(session, database) {
    const is = `OPERATOR(pg_catalog.=) ${(0,postgres_session/* literal */.e)(database)}`;
    const prepared = await session.rows(`SELECT gid AS name FROM pg_prepared_xacts WHERE database ${is}`);
    const slots = await session.rows(`SELECT slot_name AS name FROM pg_replication_slots WHERE database ${is}`);
    const subscriptions = await session.rows(`SELECT s.subname AS name FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname ${is}`);
    return [
        ...survey_obstacle('prepared transactions', prepared, (name) => `COMMIT PREPARED ${plain(name)};`),
        ...survey_obstacle('logical replication slots', slots, (name) => `SELECT pg_drop_replication_slot(${plain(name)});`),
        ...survey_obstacle('subscriptions', subscriptions, (name) => `DROP SUBSCRIPTION ${(0,copy_statement/* quoteIdentifier */.Cm)(name)};`),
    ];
}
function survey_obstacle(what, rows, remedy) {
    if (rows.length === 0)
        return [];
    const names = rows.map(({ name }) => name ?? '');
    return [{ message: `it has ${what}: ${names.join(', ')}`, remedy: names.map(remedy).join(' ') }];
}
function plain(text) {
    return `'${text.replaceAll("'", "''")}'`;
}
/** Relations, routines, types and schemas of users, and large objects: an empty table is somebody's work as well. */
const anything = `
  SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_class', 'c.oid')})
    OR EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_proc', 'p.oid')})
    OR EXISTS (SELECT FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_type', 't.oid')})
    OR EXISTS (SELECT FROM pg_namespace n
      WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND n.nspname <> 'public' AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_namespace', 'n.oid')})
    OR EXISTS (SELECT FROM pg_largeobject_metadata) AS held`;
/**
 * To be asked again before a database is touched that held nothing when the plan was made: no safety backup has what came since.
 *
 * @throws Failure `target-busy`
 */
async function assertStillEmpty(open, database) {
    if (!(await holdsAnything(open, database)))
        return;
    throw filledMeanwhile(`database ${database}`);
}
/** @param what What was empty, for people. */
function filledMeanwhile(what) {
    return new failure/* Failure */.HR('target-busy', `${what} held nothing when the restore was planned, and does now`, {
        hint: 'run again, so that what came meanwhile is backed up first; nothing was changed',
    });
}
/** Whether a database holds anything that its users made. One that cannot be looked into is taken to. */
async function holdsAnything(open, database) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const session = survey_addDisposableResource(env_1, await open(database), true);
            const [row] = await session.rows(anything);
            return row?.['held'] === 't';
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = survey_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        if (error instanceof failure/* Failure */.HR && (error.code === 'source-denied' || error.code === 'source-missing'))
            return true;
        throw error;
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/engines/postgres/archive-reader.ts + 3 modules
var archive_reader = __webpack_require__(53979);
// EXTERNAL MODULE: ./src/engines/postgres/load-failures.ts
var load_failures = __webpack_require__(75571);
// EXTERNAL MODULE: ./src/engines/postgres/restorer-archive.ts
var restorer_archive = __webpack_require__(57420);
;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-archive.ts
var tables_archive_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var tables_archive_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Writes the dump into the scratch folder, and reads it to its end on the way: the live tables are not touched before.
 *
 * @throws Failure `archive-damaged`; `target-unfit` where the disk is full.
 */
async function takeArchive(bytes, tables, need) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const reader = (0,archive_reader/* archiveReader */.A)({ item: (name) => need.progress.item(name) }, 'archive-damaged');
        const read = async function* () {
            for await (const chunk of bytes) {
                reader.write(chunk);
                yield chunk;
            }
        };
        const stack = tables_archive_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const archive = stack.use(await (0,restorer_archive/* writeArchive */._)(read(), need.scratch, load_failures/* targetPlace */.x3, need.signal));
        const contents = reader.finish();
        tables_archive_assertRows(contents, tables, need.expected);
        const held = stack.move();
        return { path: archive.path, contents, [Symbol.asyncDispose]: () => held.disposeAsync() };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = tables_archive_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function tables_archive_assertRows({ tables }, chosen, expected) {
    const found = new Map(tables.map(({ name, rows, sha256 }) => [name, `${rows} sha256:${sha256}`]));
    for (const { name, rows, digest } of expected.tables) {
        if (!chosen.includes(name) || found.get(name) === `${rows} ${digest}`)
            continue;
        throw new failure/* Failure */.HR('archive-damaged', `the dump holds other rows of ${name} than its fingerprint says`);
    }
}
/** The entries of an archive as the script that pg_restore makes of them, in this order. */
async function* scriptOf({ launcher, clients }, archive, entries, { scratch, signal }) {
    const list = (0,external_node_path_.join)(scratch, 'tables.list');
    try {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            await (0,promises_.writeFile)(list, entries.map(({ dumpId }) => `${dumpId};\n`).join(''), { mode: 0o600 });
            const args = ['--no-tablespaces', `--use-list=${list}`, '--file=-', archive.path];
            const running = tables_archive_addDisposableResource(env_2, launcher.start({ file: clients.pgRestore, args, prefix: clients.prefix }, signal), true);
            running.stdin.end();
            yield* running.output();
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = tables_archive_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,load_failures/* loadFailure */.Lt)(error, load_failures/* targetPlace */.x3);
    }
    finally {
        await (0,promises_.rm)(list, { force: true });
    }
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-entries.ts







/** Entries that are about one relation or routine of their own, which has to be asked for. */
const standAlone = {
    TABLE: 'table',
    'FOREIGN TABLE': 'never',
    'TABLE DATA': 'rows',
    SEQUENCE: 'sequence',
    'SEQUENCE SET': 'sequence',
    'SEQUENCE OWNED BY': 'sequence',
    VIEW: 'view',
    'MATERIALIZED VIEW': 'view',
    FUNCTION: 'routine',
    PROCEDURE: 'routine',
    TYPE: 'type',
    DOMAIN: 'type',
    // made from their own text, after all rows are there
    'FK CONSTRAINT': 'never',
};
/**
 * The entries of an archive that bring the chosen tables back: the rows of all; of those that are replaced the tables, with everything in
 * the archive that depends on them, but for other tables, views that are not lost, and foreign keys.
 *
 * @param session On the live database, once the replaced tables are dropped.
 * @throws Failure `archive-damaged` where a table is not in the archive; `target-unfit` where something needs a relation that is not there.
 */
async function entriesFor(entries, survey, expected, session) {
    const owners = (0,tables_part/* ownersOf */.K2)(expected.objects);
    const sequences = expected.objects.filter((object) => object.kind === 'sequence' && survey.replaced.includes(owners.get(object) ?? ''));
    const wanted = {
        table: keysOf(survey.replaced),
        rows: keysOf(survey.ways.keys()),
        sequence: keysOf(sequences.map(({ name }) => name)),
        view: keysOf([...survey.dependents, ...survey.lostViews].map(({ name }) => name)),
    };
    const routines = await routinesOf(session);
    const types = await typesOf(session);
    const published = new Set(survey.published.map((of) => `${of.schema}\0${of.publication} ${of.table}`));
    const chosen = new Set();
    for (const entry of entries) {
        const kind = standAlone[entry.description];
        const depends = entry.dependencies.some((id) => chosen.has(id));
        const key = `${entry.namespace ?? ''}\0${entry.tag}`;
        const isChosen = kind === undefined
            ? depends && (entry.description !== 'PUBLICATION TABLE' || published.has(key))
            : kind === 'routine'
                ? depends && !routines.has(`${entry.namespace ?? ''}.${entry.tag}`)
                : kind === 'type'
                    ? depends && !types.has(key)
                    : kind !== 'never' && wanted[kind].has(key) && (kind !== 'view' || depends);
        if (isChosen)
            chosen.add(entry.dumpId);
    }
    assertFound(entries, chosen, wanted);
    await assertBasis(session, entries, chosen);
    return inOrder(entries.filter(({ dumpId }) => chosen.has(dumpId)));
}
/**
 * The archive's order, but for a partition that joins a table which stays: that has its indexes already, and would give the partition
 * its own before the archive does. So it joins with the indexes of the archive, which are then taken over.
 */
function inOrder(entries) {
    const made = new Set(entries.map(({ dumpId }) => dumpId));
    const joins = entries.filter(({ description, dependencies }) => description === 'TABLE ATTACH' && !dependencies.every((id) => made.has(id)));
    const attached = joins.length === 0 ? [] : entries.filter(({ description }) => description === 'INDEX ATTACH');
    const others = entries.filter((entry) => !joins.includes(entry) && !attached.includes(entry));
    const afterIndexes = others.findLastIndex(({ description }) => /^(?:INDEX|CONSTRAINT|TABLE DATA)$/.test(description)) + 1;
    return others.toSpliced(afterIndexes, 0, ...joins, ...attached);
}
function keysOf(names) {
    return new Set([...names].map((name) => (0,tables_pattern/* pathOf */.XM)(name).join('\0')));
}
/** Signatures as an archive tags them, without quotes. */
async function routinesOf(session) {
    const rows = await session.rows(`SELECT replace(p.oid::regprocedure::text, '"', '') AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`);
    return new Set(rows.map((row) => textIn(row, 'name')));
}
async function typesOf(session) {
    const rows = await session.rows(`SELECT n.nspname AS schema, y.typname AS name FROM pg_type y JOIN pg_namespace n ON n.oid = y.typnamespace WHERE n.nspname !~ '^pg_'`);
    return new Set(rows.map((row) => `${textIn(row, 'schema')}\0${textIn(row, 'name')}`));
}
function assertFound(entries, chosen, { table }) {
    const found = new Set(entries
        .filter(({ dumpId, description }) => description === 'TABLE' && chosen.has(dumpId))
        .map(({ namespace = '', tag }) => `${namespace}\0${tag}`));
    const missing = [...table].find((key) => !found.has(key));
    if (missing !== undefined)
        throw new failure/* Failure */.HR('archive-damaged', `the dump does not hold the table ${missing.replace('\0', '.')}`);
}
const relations = new Set(['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE']);
/** A view that comes back may rest on more than the chosen tables. */
async function assertBasis(session, entries, chosen) {
    const needs = entries.filter(({ dumpId }) => chosen.has(dumpId));
    const needed = new Set(needs.flatMap(({ dependencies }) => dependencies).filter((id) => !chosen.has(id)));
    for (const { dumpId, description, namespace = '', tag } of entries) {
        if (!needed.has(dumpId) || !relations.has(description))
            continue;
        const name = `${(0,copy_statement/* quoteIdentifier */.Cm)(namespace)}.${(0,copy_statement/* quoteIdentifier */.Cm)(tag)}`;
        const [row] = await session.rows(`SELECT to_regclass(${(0,postgres_session/* literal */.e)(name)}) IS NULL AS missing`);
        if (row?.['missing'] !== 't')
            continue;
        const first = needs.find(({ dependencies }) => dependencies.includes(dumpId));
        const what = `${first?.description.toLowerCase() ?? ''} ${first?.namespace ?? ''}.${first?.tag ?? ''}`;
        throw unfit(`the ${what} needs ${namespace}.${tag}, which the target lacks`, `choose ${namespace}.${tag} too`);
    }
}

// EXTERNAL MODULE: ./src/engines/postgres/canonical.ts + 1 modules
var canonical = __webpack_require__(49303);
;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-guard.ts




/**
 * Remembers all objects that do not belong to the tables.
 *
 * @param session Within the transaction.
 * @param tables The chosen ones, and what is emptied or goes with them.
 */
async function guardAround(session, tables, scope) {
    const read = async () => {
        const objects = await (0,postgres_catalog/* readCatalog */.uM)(session, { scope, sequenceValues: 'leave' });
        const owners = (0,tables_part/* ownersOf */.K2)(objects);
        return objects.filter((object) => object.kind !== 'role' && !tables.has(owners.get(object) ?? ''));
    };
    const before = await read();
    return {
        async check() {
            const after = await (0,canonical/* canonicalised */.S)(session, before, await read());
            const found = new Map(after.map((object) => [`${object.kind} ${object.name}`, object.definition]));
            const lost = before.flatMap(({ kind, name, definition }) => {
                const now = found.get(`${kind} ${name}`);
                if (now === definition)
                    return [];
                return [`${kind.replace('-', ' ')} ${name} would be ${now === undefined ? 'lost' : 'another one'}`];
            });
            if (lost.length === 0)
                return;
            const more = lost.length > shown ? ` and ${lost.length - shown} more` : '';
            throw unfit(`the backup does not bring back all that depends on the tables: ${lost.slice(0, shown).join(', ')}${more}`, 'keep the definition, drop it, restore, and make it again');
        },
    };
}
const shown = 5;

;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-grants.ts



const tables_grants_relations = new Set(['TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE']);
const routines = new Set(['FUNCTION', 'PROCEDURE']);
/**
 * Takes back what default privileges gave to objects that were just made: a dump says in what an object differs from the server's own
 * default, and takes for granted that no other default was in force.
 *
 * @param made The entries that made them.
 */
async function resetGrants(session, made) {
    const names = made
        .filter(({ description }) => tables_grants_relations.has(description))
        .map(({ namespace = '', tag }) => `${(0,copy_statement/* quoteIdentifier */.Cm)(namespace)}.${(0,copy_statement/* quoteIdentifier */.Cm)(tag)}`);
    const signatures = made
        .filter(({ description }) => routines.has(description))
        .map(({ namespace = '', tag }) => `(${(0,postgres_session/* literal */.e)(`${namespace}.${tag}`)})`);
    const rows = await session.rows(`SELECT DISTINCT format('REVOKE ALL ON %s %s FROM %s', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.oid::regclass, ${tables_grants_grantee}) AS statement
     FROM pg_class c, aclexplode(c.relacl) x WHERE c.oid = ANY (${oidsOf(names)}) AND x.grantee <> c.relowner
     UNION SELECT format('GRANT ALL ON %s %s TO %I', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.oid::regclass, pg_get_userbyid(c.relowner))
     FROM pg_class c WHERE c.oid = ANY (${oidsOf(names)}) AND c.relacl IS NOT NULL
     ${signatures.length === 0 ? '' : ofRoutines(signatures.join(', '))}`);
    for (const row of rows)
        await session.execute(textIn(row, 'statement'));
}
const tables_grants_grantee = `CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END`;
/** Everybody may run a routine, unless it is said otherwise. @param signatures As an archive tags them, without quotes. */
function ofRoutines(signatures) {
    const made = `replace(p.oid::regprocedure::text, '"', '') IN (SELECT v.name FROM (VALUES ${signatures}) AS v (name)) AND p.proacl IS NOT NULL`;
    return `UNION SELECT format('REVOKE ALL ON ROUTINE %s FROM %s', p.oid::regprocedure, ${tables_grants_grantee})
     FROM pg_proc p, aclexplode(p.proacl) x WHERE ${made} AND x.grantee NOT IN (0, p.proowner)
     UNION SELECT format('GRANT ALL ON ROUTINE %s TO PUBLIC, %I', p.oid::regprocedure, pg_get_userbyid(p.proowner)) FROM pg_proc p WHERE ${made}`;
}

// EXTERNAL MODULE: ./src/engines/postgres/examine-foreign-keys.ts
var examine_foreign_keys = __webpack_require__(99926);
;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-keys.ts



/** Takes foreign keys away, so that tables can be emptied, and loaded in any order. */
async function dropKeys(session, keys) {
    for (const { name, table } of keys)
        await session.execute(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
}
/**
 * Makes foreign keys again; those that were valid check all rows.
 *
 * @throws Failure `target-unfit` that names a foreign key that does not hold, and how many rows break it.
 */
async function makeKeys(session, keys) {
    for (const key of keys) {
        const { name, table, definition, comment } = key;
        const statement = `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`;
        await session.execute(tried(statement));
        const [state] = await session.rows(`SELECT current_setting('muster.violated', true) AS violated`);
        if (state?.['violated'] === 'yes')
            throw await violation(session, key);
        if (comment !== undefined)
            await session.execute(`COMMENT ON CONSTRAINT ${name} ON ${table} IS ${(0,postgres_session/* literal */.e)(comment)}`);
    }
}
/** Remembers a violation instead of ending the session, so that the rows can be counted. */
function tried(statement) {
    return `DO ${(0,postgres_session/* literal */.e)(`BEGIN EXECUTE ${(0,postgres_session/* literal */.e)(statement)};
    EXCEPTION WHEN foreign_key_violation THEN PERFORM pg_catalog.set_config('muster.violated', 'yes', true); END`)}`;
}
async function violation(session, key) {
    const { name, table, target } = key;
    const orphans = await countOrphans(session, key);
    const rows = orphans === undefined ? 'rows refer' : orphans === 1 ? '1 row refers' : `${orphans} rows refer`;
    return unfit(`foreign key ${name} of ${table} would not hold: ${rows} to rows of ${target} that do not exist`, `choose ${table} and ${target} together, or remove these rows first`);
}
/** Undefined where the server cannot have the foreign key without checking it: on partitioned tables. */
async function countOrphans(session, { name, table, definition }) {
    const [kind] = await session.rows(`SELECT relkind FROM pg_class WHERE oid = ${(0,postgres_session/* literal */.e)(table)}::regclass`);
    if (kind?.['relkind'] === 'p')
        return undefined;
    await session.execute(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition} NOT VALID`);
    return await (0,examine_foreign_keys/* orphansOf */.h)(session, table, name);
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-lock.ts
var tables_lock_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var tables_lock_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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



/** How long the restore waits for those who use the tables; whoever comes after it waits behind it. */
const lockWait = '30s';
/**
 * Locks all tables that a restore changes, against readers too, until the transaction ends.
 *
 * @throws Failure `target-busy` that names who uses them.
 */
async function lockTables(access, session, { live, foreignKeys, wantedKeys }) {
    const there = live.map(({ name }) => name);
    const around = [...foreignKeys, ...wantedKeys].flatMap(({ table, target }) => [table, target]);
    const rows = await session.rows(`SELECT CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END || c.oid::regclass AS name FROM pg_class c WHERE c.oid = ANY (${oidsOf([...there, ...around])}) ORDER BY c.oid::regclass::text`);
    const names = rows.map((row) => textIn(row, 'name'));
    if (names.length === 0)
        return;
    try {
        await session.execute(`DO ${(0,postgres_session/* literal */.e)(lockAll(names))}`);
        await session.execute(`SET LOCAL lock_timeout = '${lockWait}'`);
    }
    catch (error) {
        const isBusy = error instanceof failure/* Failure */.HR && (error.code === 'target-busy' || error.message.includes('deadlock'));
        if (!isBusy)
            throw error;
        const howLong = error.code === 'target-busy' ? `for ${lockWait}` : 'until there was a deadlock';
        throw await inUse(access, names.map((name) => name.replace(/^ONLY /, '')), howLong);
    }
}
/**
 * Applications lock tables in an order of their own: a row of an order locks the orders, and then, by its foreign key, the customers. Whoever
 * waits for one table while it holds another would end in a deadlock with some of them, and the server ends one of the two. So this waits
 * for one table alone; for the others only half as long as the server waits before it looks for deadlocks, and then it lets all go and
 * waits for the one that it did not get.
 */
function lockAll(names) {
    return `
    DECLARE
      tables text[] := ARRAY[${names.map(postgres_session/* literal */.e).join(', ')}];
      wanted text := tables[1];
      patience interval := current_setting('deadlock_timeout')::interval / 2;
      deadline timestamptz := clock_timestamp() + interval '${lockWait}';
      until timestamptz;
    BEGIN
      LOOP
        until := deadline;
        BEGIN
          FOREACH wanted IN ARRAY wanted || tables LOOP
            PERFORM set_config('lock_timeout', greatest(1, ceil(1000 * extract(epoch FROM until - clock_timestamp())))::text, true);
            EXECUTE 'LOCK TABLE ' || wanted || ' IN ACCESS EXCLUSIVE MODE';
            until := least(until, clock_timestamp() + patience);
          END LOOP;
          RETURN;
        EXCEPTION WHEN lock_not_available THEN
          IF clock_timestamp() >= deadline THEN RAISE; END IF;
        END;
      END LOOP;
    END`;
}
/** Who holds the tables, in a session of its own: the one that waited has ended. */
async function inUse(access, names, howLong) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = tables_lock_addDisposableResource(env_1, await access.opener(AbortSignal.timeout(lookMs))(access.connection.database), true);
        const rows = await session.rows(`SELECT DISTINCT l.relation::regclass AS name, CASE WHEN a.pid IS NULL THEN 'the prepared transaction ' || x.gid
       ELSE format('process %s (%s, %s)', a.pid, a.usename, a.application_name) END AS holder
     FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
     LEFT JOIN pg_stat_activity a ON a.pid = l.pid LEFT JOIN LATERAL (
       SELECT p.gid FROM pg_prepared_xacts p JOIN pg_locks t ON t.transactionid = p.transaction WHERE t.virtualtransaction = l.virtualtransaction
     ) x ON a.pid IS NULL
     WHERE l.relation = ANY (${oidsOf(names)}) AND l.granted AND coalesce(a.pid::text, x.gid) IS NOT NULL ORDER BY 1, 2 LIMIT 5`);
        const holders = rows.map((row) => `${textIn(row, 'name')} by ${textIn(row, 'holder')}`);
        const who = holders.length === 0 ? names.join(', ') : holders.join(', ');
        return new failure/* Failure */.HR('target-busy', `tables stayed in use ${howLong}: ${who}`, {
            hint: 'end these, or run again when they are over; nothing was changed',
        });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = tables_lock_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
const lookMs = 15_000;

;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-misfit.ts



/** What a server says of rows that a table does not take, without the rows. */
const misfits = [
    /new row for relation "[^"]*" violates check constraint "[^"]*"/,
    /null value in column "[^"]*" of relation "[^"]*" violates not-null constraint/,
    /(?:duplicate|conflicting) key value violates (?:unique|exclusion) constraint "[^"]*"/,
    /value for domain \S+ violates check constraint "[^"]*"/,
    /invalid input value for enum [^:]+/,
    /new row for relation "[^"]*" violates partition constraint/,
];
const rulers = new Set(['constraint', 'index', 'column']);
/** Why rows of a sound backup did not load into a table that stays, where that got stricter after the backup; else the error as it is. */
function misfitOr(error, survey, { objects }) {
    if (!(error instanceof failure/* Failure */.HR) || error.code !== 'restore-failed')
        return error;
    const reason = misfits.map((misfit) => misfit.exec(error.message)?.[0]).find((found) => found !== undefined);
    if (reason === undefined)
        return error;
    const inBackup = new Map(objects.map((object) => [`${object.kind} ${object.name}`, object.definition]));
    const younger = stayingObjects(survey).filter(({ kind, name, definition }) => rulers.has(kind) && inBackup.get(`${kind} ${name}`) !== definition);
    const isOfType = / for (?:domain|enum) /.test(reason);
    if (reason.includes(' partition ')) {
        if (survey.later.length === 0)
            return error;
        return unfit(`the backup is sound, but partitions that are younger take its rows from others: ${survey.later.join(', ')} (${reason})`, 'detach these, restore, move the rows that belong there, and attach them again');
    }
    if (younger.length === 0 && !isOfType)
        return error;
    return unfit(`the backup is sound, but its rows do not fit what the target asks for by now: ${reason}`, 'take that rule away, restore, correct the rows, and set it again');
}

// EXTERNAL MODULE: ./src/engines/postgres/objects-sequence-values.ts
var objects_sequence_values = __webpack_require__(85596);
;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-sequences.ts



/** Remembers where the sequences of tables stand. */
async function rememberSequences(session, tables, backup) {
    const before = await standings(session, await ownedBy(session, tables));
    const values = backup.filter(({ kind }) => kind === 'sequence-value');
    const inBackup = new Map(values.map(({ name, definition }) => [name, standingOf(definition)]));
    return {
        async advance() {
            const owned = await ownedBy(session, tables);
            const now = await standings(session, owned);
            for (const { name, isUpward } of owned) {
                const current = now.get(name);
                const known = [current, before.get(name), inBackup.get(name)].filter((standing) => standing !== undefined);
                const furthest = known.reduce((a, b) => (isFurther(b, a, isUpward) ? b : a));
                if (current !== undefined && isFurther(furthest, current, isUpward))
                    await set(session, name, furthest);
            }
        },
    };
}
/** RESTART gives the sequence a fresh file that goes with the transaction; `setval` alone would outlive it. */
async function set(session, name, { value, isCalled }) {
    await session.execute(`ALTER SEQUENCE ${name} RESTART`);
    await session.execute(`SELECT setval(${(0,postgres_session/* literal */.e)(name)}, ${value}, ${isCalled})`);
}
function isFurther(a, b, isUpward) {
    if (a.value === b.value)
        return a.isCalled && !b.isCalled;
    return isUpward ? a.value > b.value : a.value < b.value;
}
function standingOf(definition) {
    const [value = '0', state] = definition.split(', ');
    return { value: BigInt(value), isCalled: state === 'called' };
}
async function standings(session, sequences) {
    const values = await (0,objects_sequence_values/* readSequenceValues */.C)(session, sequences.map(({ name }) => name));
    return new Map(values.map(({ name, definition }) => [name, standingOf(definition)]));
}
/** Sequences from which columns of the tables take values, as their owners or by a default. Those that begin anew at their end have no direction, and stay where they are. */
async function ownedBy(session, tables) {
    const rows = await session.rows(`SELECT DISTINCT s.seqrelid::regclass AS name, s.seqincrement > 0 AS upward FROM pg_sequence s
     JOIN pg_class c ON c.oid = s.seqrelid AND pg_has_role(c.relowner, 'USAGE')
     JOIN (SELECT d.objid AS sequence, d.refobjid AS relation FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
         AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
       UNION SELECT d.refobjid, f.adrelid FROM pg_attrdef f JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid
         WHERE d.refclassid = 'pg_class'::regclass) u ON u.sequence = s.seqrelid
     WHERE u.relation = ANY (${oidsOf(tables)}) AND NOT s.seqcycle ORDER BY 1`);
    return rows.map((row) => ({ name: textIn(row, 'name'), isUpward: row['upward'] === 't' }));
}

// EXTERNAL MODULE: ./src/engines/postgres/examine.ts + 2 modules
var examine = __webpack_require__(31232);
// EXTERNAL MODULE: ./src/engines/postgres/inspect.ts + 2 modules
var inspect = __webpack_require__(22405);
// EXTERNAL MODULE: ./src/engines/postgres/database-properties.ts
var database_properties = __webpack_require__(50542);
// EXTERNAL MODULE: ./src/engines/postgres/load-database.ts
var load_database = __webpack_require__(60069);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./src/engines/postgres/target/connections.ts



/** Who is connected, for an alias of `pg_stat_activity`. */
const who = `a.pid, coalesce(a.usename, a.backend_type) AS user, nullif(a.application_name, '') AS application,
  coalesce(host(a.client_addr), CASE WHEN a.client_port = -1 THEN 'a local socket' END) AS address`;
/** The server's own rule for `pg_terminate_backend`. */
const mayEnd = `(current_setting('is_superuser') = 'on' OR EXISTS (SELECT FROM pg_roles r WHERE r.oid = a.usesysid AND NOT r.rolsuper
  AND (pg_has_role(r.oid, 'USAGE') OR pg_has_role('pg_signal_backend', 'USAGE'))))`;
/** All on these databases. Those without a user are the server's own, such as autovacuum, and go by themselves. */
function onDatabases(names) {
    return `a.datname IN (${names.map(postgres_session/* literal */.e).join(', ')}) AND a.pid <> pg_backend_pid() AND a.usesysid IS NOT NULL`;
}
const pauseMs = 100;
/** Those that a backend waits for. */
function blocking(pid) {
    return `a.pid = ANY (pg_blocking_pids(${pid})) AND a.pid <> pg_backend_pid()`;
}
/** @throws Failure `target-busy` that names the connections which the account may not end, so that nothing is begun in vain */
async function assertEndable(session, inTheWay) {
    let rows = [];
    // one that only looks in, as monitors do, is soon gone
    for (let tries = 0; tries < 20; tries += 1) {
        rows = await session.rows(`SELECT ${who} FROM pg_stat_activity a WHERE ${inTheWay} AND NOT ${mayEnd}`);
        if (rows.length === 0)
            return;
        await (0,external_node_timers_promises_.setTimeout)(pauseMs);
    }
    throw new failure/* Failure */.HR('target-busy', `the account may not end connections in the way: ${named(rows)}`, {
        hint: 'close them, or GRANT pg_signal_backend to the account (a superuser has to end those of superusers); nothing was changed',
    });
}
function named(rows) {
    const words = rows.map((row) => `${row['user'] ?? 'unknown'} (${row['application'] ?? 'no name'}, ${row['address'] ?? 'no address seen'})`);
    return [...new Set(words)].join(', ');
}
/**
 * Does what others may be in the way of.
 *
 * @throws what the work throws; a `target-busy` names the connections that were in the way at last
 */
async function amidOthers({ session, inTheWay, end }, work) {
    const over = new AbortController();
    let last = [];
    const watch = async () => {
        const ended = end === undefined ? '' : `, CASE WHEN (${end}) AND ${mayEnd} THEN pg_terminate_backend(a.pid) END AS ended`;
        while (!over.signal.aborted) {
            const rows = await session.rows(`SELECT ${who}${ended} FROM pg_stat_activity a WHERE ${inTheWay}`);
            if (rows.length > 0)
                last = rows;
            await (0,external_node_timers_promises_.setTimeout)(pauseMs, undefined, { signal: over.signal }).catch(() => undefined);
        }
    };
    const watching = watch().catch(() => undefined); // whether the work was done says whether it was enough
    try {
        return await work();
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.HR) || error.code !== 'target-busy' || last.length === 0)
            throw error;
        throw new failure/* Failure */.HR(error.code, `${error.message}: ${named(last)}`, { cause: error });
    }
    finally {
        over.abort();
        await watching;
    }
}
/** The number by which the server knows a session. */
async function pidOf(session) {
    const [row] = await session.rows('SELECT pg_backend_pid() AS pid');
    return row?.['pid'] ?? '0';
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/create-rights.ts



/**
 * Whoever becomes the owner of an object has to be allowed to create in its schema, unless a superuser says so, also where the owner in the
 * source lost that right, or gets it from the dump's last statements only. So it is lent for the time of the load, in the schemas that are
 * there before and are the account's.
 *
 * @returns to be handed to `takeBack` after the load
 */
async function lendCreate(session, { isSuperuser, account }, { objects }) {
    if (isSuperuser)
        return [];
    const rows = await session.rows(`SELECT quote_ident(nspname) AS name FROM pg_namespace WHERE ${(0,catalog_query/* isUserSchema */.Th)('nspname')} AND pg_has_role(nspowner, 'USAGE')`);
    const own = new Set(rows.map(({ name }) => name));
    const lent = tenantsOf(objects).filter(({ role, schema }) => role !== account && own.has(schema));
    for (const { role, schema } of lent)
        await session.execute(`GRANT CREATE ON SCHEMA ${schema} TO ${role}`);
    return lent;
}
/** Takes back what the source has not granted. */
async function takeBack(session, lent, { objects }) {
    for (const { role, schema } of lent.filter((tenant) => !mayCreate(objects, tenant))) {
        const [row] = await session.rows(`SELECT quote_ident(pg_get_userbyid(nspowner)) AS owner FROM pg_namespace WHERE quote_ident(nspname) = ${(0,postgres_session/* literal */.e)(schema)}`);
        // as the owner: else the server may take any role that can grant it for whoever did, and takes nothing back
        await session.execute(`SET ROLE ${row?.['owner'] ?? ''}; REVOKE CREATE ON SCHEMA ${schema} FROM ${role}; RESET ROLE`);
    }
}
/** Owners that cannot be lent the right, since the dump itself makes the schema, and makes it another's. */
async function schemaObstacles(session, { isSuperuser, account }, { objects }) {
    if (isSuperuser)
        return [];
    const owners = ownersOfSchemas(objects);
    const strangers = [];
    for (const { role, schema } of tenantsOf(objects)) {
        const owner = owners.get(schema);
        if (owner === undefined || schema === 'public' || role === account)
            continue;
        const rows = await session.rows(`SELECT pg_has_role(r.oid, o.oid, 'USAGE') AS joined FROM pg_roles r, pg_roles o
       WHERE quote_ident(r.rolname) = ${(0,postgres_session/* literal */.e)(role)} AND quote_ident(o.rolname) = ${(0,postgres_session/* literal */.e)(owner)}`);
        if (rows[0]?.['joined'] !== 't')
            strangers.push(`${role} in ${schema} of ${owner}`);
    }
    if (strangers.length === 0)
        return [];
    return [
        {
            message: `only a superuser may restore objects into a schema that neither belongs to their owner nor to a role that the owner is a member of: ${strangers.join(', ')}`,
            remedy: 'restore as a superuser',
        },
    ];
}
/** Owners that may not create in the target's own `public`, where that stays and is not the account's. */
async function publicObstacles(session, { isSuperuser, account }, { objects }) {
    if (isSuperuser)
        return [];
    const roles = tenantsOf(objects).flatMap(({ role, schema }) => (schema === 'public' && role !== account ? role : []));
    const denied = [];
    for (const role of roles) {
        const rows = await session.rows(`SELECT true AS denied FROM pg_namespace n WHERE n.nspname = 'public' AND NOT pg_has_role(n.nspowner, 'USAGE') AND NOT coalesce(
         (SELECT has_schema_privilege(r.oid, n.oid, 'CREATE') FROM pg_roles r WHERE quote_ident(r.rolname) = ${(0,postgres_session/* literal */.e)(role)}),
         has_schema_privilege('public', n.oid, 'CREATE'))`);
        if (rows.length > 0)
            denied.push(role);
    }
    if (denied.length === 0)
        return [];
    return [
        {
            message: `roles that own objects of the backup in the schema public may not create there, and the account ${account} may not let them: ${denied.join(', ')}`,
            remedy: denied.map((role) => `GRANT CREATE ON SCHEMA public TO ${role};`).join(' '),
        },
    ];
}
/** Owners of objects in a schema that is not their own. */
function tenantsOf(objects) {
    const owners = ownersOfSchemas(objects);
    const tenants = objects.flatMap((object) => {
        const schema = /^(?:"(?:[^"]|"")+"|[^".]+)(?=\.)/.exec(object.name)?.[0];
        const role = (0,postgres_catalog/* ownerOf */.bf)(object);
        return schema === undefined || role === undefined || owners.get(schema) === role ? [] : { role, schema };
    });
    return [...new Map(tenants.map((tenant) => [`${tenant.role} ${tenant.schema}`, tenant])).values()];
}
function ownersOfSchemas(objects) {
    return new Map(objects.flatMap((object) => (object.kind === 'schema' ? [[object.name, (0,postgres_catalog/* ownerOf */.bf)(object) ?? '']] : [])));
}
function mayCreate(objects, { role, schema }) {
    const list = objects.find(({ kind, name }) => kind === 'grants' && name === `schema ${schema}`);
    if (list === undefined)
        return false;
    const { grants } = JSON.parse(list.definition);
    return grants.some((grant) => grant === `${role} CREATE` || grant === `${role} CREATE WITH GRANT OPTION`);
}

// EXTERNAL MODULE: ./src/engines/postgres/create-database.ts
var create_database = __webpack_require__(81561);
;// CONCATENATED MODULE: ./src/engines/postgres/target/assess-roles.ts


/** Roles that the backup names and the server has not, quoted. Names with `pg_` are the server's own. */
function missingRoles({ roles }, { objects }) {
    return (0,postgres_catalog/* rolesOf */.R7)(objects).filter((role) => !roles.has(role) && !isBuiltIn(role));
}
/** Roles that own something in the backup and that the account has to be a member of, quoted; none for a superuser. */
function ownersToPlay(facts, { objects }) {
    if (facts.isSuperuser)
        return [];
    return (0,postgres_catalog/* ownersOf */.K2)(objects).filter((role) => role !== facts.account && !isBuiltIn(role));
}
/** Roles that the account can neither make nor act for. */
function roleObstacles(facts, expected) {
    const obstacles = [];
    const missing = missingRoles(facts, expected);
    if (missing.length > 0 && !facts.createsRoles) {
        obstacles.push({
            message: `its server lacks roles that the backup names, and the account may not create them: ${missing.join(', ')}`,
            remedy: missing.map((role) => `CREATE ROLE ${role} NOLOGIN;`).join(' '),
        });
    }
    const foreign = ownersToPlay(facts, expected).filter((role) => facts.roles.has(role) && !facts.playsRoles.has(role));
    if (foreign.length > 0) {
        obstacles.push({
            message: `the account ${facts.account} is not a member of roles that own objects of the backup: ${foreign.join(', ')}`,
            remedy: foreign.map((role) => `GRANT ${role} TO ${facts.account};`).join(' '),
        });
    }
    return obstacles;
}
/** The roles that the server lacks. Those that only a lost database's own properties name are made where the account may. */
function rolesToMake(facts, expected) {
    const missing = missingRoles(facts, expected);
    const owners = ownersToPlay(facts, expected);
    const properties = facts.database === undefined && facts.createsRoles ? (0,database_properties/* recordedProperties */.Sq)(expected) : undefined;
    const further = properties === undefined ? [] : (0,database_properties/* rolesOfProperties */.Gl)(properties);
    const roles = [...new Set([...missing, ...further.filter((role) => !facts.roles.has(role) && !isBuiltIn(role))])];
    const toPlay = new Set([...owners, ...(properties === undefined || facts.isSuperuser ? [] : [properties.owner])]);
    return { roles, memberships: roles.filter((role) => toPlay.has(role)) };
}
/** Makes them, as accounts that cannot log in. */
function createRoles({ account }, { roles, memberships }) {
    return [
        ...roles.map((role) => `CREATE ROLE ${role} NOLOGIN`),
        ...memberships.map((role) => `GRANT ${role} TO ${account}`),
    ];
}
function isBuiltIn(role) {
    return /^"?pg_/.test(role);
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/fresh-database.ts
var fresh_database_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var fresh_database_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Makes an empty database in which the dump loads, in the source's encoding and locale, and nobody but its owner may enter. It bears a mark,
 * so that it is known for what it is where the run does not live to take it away. Where it cannot be made, nothing is left of it.
 */
async function createFresh(wanted) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { database, expected, facts, open, openAfter } = wanted;
        const session = fresh_database_addDisposableResource(env_1, await open(), true);
        const name = `${shortened(database)}${suffix('restored', await timeOf(session))}`;
        const toMake = rolesToMake(facts, expected);
        const { roles } = toMake;
        try {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                for (const statement of createRoles(facts, toMake))
                    await session.execute(statement);
                await session.execute(createStatementFor(name, wanted));
                const quoted = (0,copy_statement/* quoteIdentifier */.Cm)(name);
                await session.execute(`COMMENT ON DATABASE ${quoted} IS ${(0,postgres_session/* literal */.e)(markOf(database))}; REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC`);
                const [row] = await session.rows(`SELECT oid FROM pg_database WHERE datname = ${(0,postgres_session/* literal */.e)(name)}`);
                const inside = fresh_database_addDisposableResource(env_2, await open(name), true);
                await (0,create_database/* shapeDatabase */.Z1)(inside, expected);
                return { name, oid: row?.['oid'] ?? '', roles, lent: await lendCreate(inside, facts, expected) };
            }
            catch (e_1) {
                env_2.error = e_1;
                env_2.hasError = true;
            }
            finally {
                const result_1 = fresh_database_disposeResources(env_2);
                if (result_1)
                    await result_1;
            }
        }
        catch (error) {
            // what went wrong must not be lost because the rest cannot be taken back
            await dropFresh(openAfter, { name, roles }).catch(() => undefined);
            throw error;
        }
    }
    catch (e_2) {
        env_1.error = e_2;
        env_1.hasError = true;
    }
    finally {
        const result_2 = fresh_database_disposeResources(env_1);
        if (result_2)
            await result_2;
    }
}
function createStatementFor(name, { expected, facts }) {
    // how a locale is written is up to this server's version, not to the source's
    const settings = { ...expected.settings, server_version_num: String(facts.major * 10_000) };
    const { owner, tablespace } = facts.database ?? {};
    const clauses = [
        (0,create_database/* createStatement */.Ay)(name, settings),
        ...(owner === undefined ? [] : [`OWNER ${owner}`]),
        ...(tablespace === undefined ? [] : [`TABLESPACE ${tablespace}`]),
    ];
    return clauses.join(' ');
}
/** Takes a fresh database back, with its connections and the roles that were made for it. One that got another name is not found. */
async function dropFresh(open, { name, roles }) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const session = fresh_database_addDisposableResource(env_3, await open(), true);
        await session.execute(`DROP DATABASE IF EXISTS ${(0,copy_statement/* quoteIdentifier */.Cm)(name)} WITH (FORCE)`);
        for (const role of roles)
            await session.execute(`DROP ROLE IF EXISTS ${role}`);
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = fresh_database_disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}
/** The name that a database gets whose place is taken. */
async function formerName(session, database) {
    return `${shortened(database)}${suffix('before', await timeOf(session))}`;
}
/**
 * Drops what restores into the same database left behind that were killed. To be called with the lock, under which no other restore lives;
 * only what bears the mark is touched.
 */
async function sweepFresh(open, database, progress) {
    const env_4 = { stack: [], error: void 0, hasError: false };
    try {
        const session = fresh_database_addDisposableResource(env_4, await open(), true);
        const rows = await session.rows(`SELECT datname AS name, shobj_description(oid, 'pg_database') AS mark FROM pg_database`);
        for (const { name, mark } of rows) {
            if (name == null || name === database)
                continue;
            if (!isMarkFor(database, mark ?? '')) {
                if (mark == null && isNameOf('restored', database, name))
                    progress.note(`${name} looks like what a killed restore left behind; it bears no mark of one, and stays`);
                if (isNameOf('before', database, name))
                    progress.note(`${name} is what an earlier restore into ${database} kept; it takes room until somebody drops it`);
                continue;
            }
            try {
                const env_5 = { stack: [], error: void 0, hasError: false };
                try {
                    const dropping = fresh_database_addDisposableResource(env_5, await open(), true);
                    await dropping.execute(`DROP DATABASE ${(0,copy_statement/* quoteIdentifier */.Cm)(name)} WITH (FORCE)`);
                    progress.note(`dropped ${name}, which an earlier restore into ${database} left behind`);
                }
                catch (e_4) {
                    env_5.error = e_4;
                    env_5.hasError = true;
                }
                finally {
                    const result_4 = fresh_database_disposeResources(env_5);
                    if (result_4)
                        await result_4;
                }
            }
            catch (error) {
                progress.note(`${name} was left behind by an earlier restore into ${database} and stays: ${(0,failure/* messageOf */.bD)(error)}`);
            }
        }
    }
    catch (e_5) {
        env_4.error = e_5;
        env_4.hasError = true;
    }
    finally {
        const result_5 = fresh_database_disposeResources(env_4);
        if (result_5)
            await result_5;
    }
}
/** A run that is killed between making a database and marking it leaves it so; one that is killed after the swap leaves the former one. */
function isNameOf(what, database, name) {
    const head = `${shortened(database)}_${what}_`;
    return name.startsWith(head) && /^\d{8}T\d{6}Z$/.test(name.slice(head.length));
}
const markHead = 'muster restore ';
function markOf(database) {
    return `${markHead}${JSON.stringify({ into: database, run: (0,external_node_crypto_.randomUUID)() })}`;
}
function isMarkFor(database, comment) {
    if (!comment.startsWith(markHead))
        return false;
    try {
        return JSON.parse(comment.slice(markHead.length)).into === database;
    }
    catch {
        return false;
    }
}
/** `20260131T235959Z`, by the server's clock. */
async function timeOf(session) {
    const [row] = await session.rows(`SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"') AS time`);
    return row?.['time'] ?? '';
}
function suffix(what, time) {
    return `_${what}_${time}`;
}
/** Names have at most 63 bytes; the server would cut the end off, which tells names apart. */
const longestNameBytes = 63;
const longestSuffixBytes = '_restored_20260131T235959Z'.length;
function shortened(name) {
    const characters = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment);
    while (Buffer.byteLength(characters.join('')) > longestNameBytes - longestSuffixBytes)
        characters.pop();
    return characters.join('');
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/load-settings.ts
var load_settings_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var load_settings_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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


/** What of an account's or a server's settings would be in the way of pg_restore, which sets others by itself. */
const wanted = {
    default_transaction_read_only: 'off',
    default_transaction_isolation: 'read committed',
    // a connection that waits for the others to load what it needs must not be ended
    idle_session_timeout: '0',
    // everything lies where the database does
    default_tablespace: '',
};
/**
 * Sets what differs for the account in a database that it loads: that beats what the account or the server has.
 *
 * An account that acts as another role has to do without: it may not change its own settings.
 *
 * @returns takes it back; the database's own properties come later
 */
async function settleForLoad(open, database) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = load_settings_addDisposableResource(env_1, await open(), true);
        const values = Object.entries(wanted).map(([name, value]) => `(${(0,postgres_session/* literal */.e)(name)}, ${(0,postgres_session/* literal */.e)(value)})`);
        const rows = await session.rows(`SELECT v.name, v.value FROM (VALUES ${values.join(', ')}) v (name, value)
     JOIN pg_settings s ON s.name = v.name WHERE s.reset_val <> v.value AND session_user = current_user ORDER BY 1`);
        const head = `ALTER ROLE SESSION_USER IN DATABASE ${(0,copy_statement/* quoteIdentifier */.Cm)(database)}`;
        for (const { name, value } of rows)
            await session.execute(`${head} SET ${name ?? ''} TO ${(0,postgres_session/* literal */.e)(value ?? '')}`);
        return async (after) => {
            for (const { name } of rows)
                await after.execute(`${head} RESET ${name ?? ''}`);
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = load_settings_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/properties.ts


/** Those of a database's settings that the account may not give to another database. Roles that the server lacks are taken to be made. */
async function deniedSettings(session, settings, { isSuperuser, createsRoles, major }) {
    if (isSuperuser || settings.length === 0)
        return [];
    // from 15 on a parameter can be granted
    const granted = major >= 15 ? `has_parameter_privilege(w.name, 'SET')` : 'false';
    const masters = major >= 16 ? `pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION')` : 'true';
    const wanted = settings.map(({ role, name }, at) => `(${at}, ${role === null ? 'NULL' : (0,postgres_session/* literal */.e)(role)}, ${(0,postgres_session/* literal */.e)(name)})`);
    const rows = await session.rows(`SELECT w.at FROM (VALUES ${wanted.join(', ')}) w (at, role, name)
     LEFT JOIN pg_settings p ON lower(p.name) = lower(w.name) LEFT JOIN pg_roles r ON quote_ident(r.rolname) = w.role
     WHERE ((p.context IN ('superuser', 'superuser-backend') OR p.name IS NULL AND strpos(w.name, '.') > 0) AND NOT ${granted})
       OR (r.rolname <> current_user AND (r.rolsuper OR NOT ${String(createsRoles)} OR NOT ${masters}))`);
    const denied = new Set(rows.map(({ at }) => Number(at)));
    return settings.filter((_, at) => denied.has(at));
}
/**
 * What the account can give of the properties that a fingerprint has to a database that it makes; undefined where it has none.
 *
 * @param database quoted
 * @param made roles that are made for the restore, quoted
 */
async function legacyOf(session, database, expected, facts, made) {
    const recorded = (0,database_properties/* recordedProperties */.Sq)(expected);
    if (recorded === undefined)
        return undefined;
    const { owner, grants, settings } = recorded;
    const lacking = new Set((0,database_properties/* rolesOfProperties */.Gl)(recorded).filter((role) => !facts.roles.has(role) && !made.includes(role)));
    const mayOwn = !lacking.has(owner) && (facts.isSuperuser || facts.playsRoles.has(owner) || made.includes(owner));
    const denied = new Set(await deniedSettings(session, settings, facts));
    const [lostGrants, keptGrants] = split(grants, ({ grantee }) => lacking.has(grantee));
    const [lostSettings, keptSettings] = split(settings, (setting) => denied.has(setting) || lacking.has(setting.role ?? ''));
    const own = { grantee: facts.account, privilege: 'ALL', isGrantable: false };
    return {
        properties: {
            ...recorded,
            owner: mayOwn ? owner : facts.account,
            grants: mayOwn ? keptGrants : [...keptGrants, own],
            settings: keptSettings,
        },
        leftOut: [
            ...Array.from(lacking, (role) => `CREATE ROLE ${role} NOLOGIN`),
            ...(mayOwn ? [] : [(0,database_properties/* ownerStatement */.TP)(database, owner)]),
            ...lostGrants.map((grant) => (0,database_properties/* grantStatement */.AG)(database, grant)),
            ...lostSettings.map((setting) => (0,database_properties/* settingInWords */.zh)(database, setting)),
        ],
    };
}
function split(items, isFirst) {
    return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

// EXTERNAL MODULE: ./src/engines/postgres/trial.ts
var trial = __webpack_require__(49891);
;// CONCATENATED MODULE: ./src/engines/postgres/target/refused-settings.ts
var refused_settings_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var refused_settings_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Settings of another server's database that this server does not take, each with its reason: its version may not know them, or not know
 * their values. Changes nothing.
 *
 * @param database quoted
 */
async function refusedSettings(open, database, settings) {
    const refused = new Map();
    for (const setting of settings) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            // the first error ends a session
            const session = refused_settings_addDisposableResource(env_1, await open(), true);
            try {
                await (0,trial/* onTrial */.W)(session, () => session.execute((0,database_properties/* settingStatement */.KA)(database, setting)));
            }
            catch (error) {
                refused.set(setting, (0,failure/* messageOf */.bD)(error));
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = refused_settings_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    return refused;
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/remove-former.ts
var remove_former_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var remove_former_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/** Statements that drop the database whose place was taken. It is a template as long as it was one. */
function removalOf(former, { isTemplate }) {
    const name = (0,copy_statement/* quoteIdentifier */.Cm)(former);
    return [...(isTemplate ? [`ALTER DATABASE ${name} IS_TEMPLATE false;`] : []), `DROP DATABASE ${name} WITH (FORCE);`];
}
/**
 * Drops it. Where the connection is lost meanwhile, the server goes on by itself, and knows what became of it.
 *
 * @throws what the server said, where the database is still there
 */
async function removeFormer(open, former, removal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = remove_former_addDisposableResource(env_1, await open(), true);
        const pid = await pidOf(session);
        try {
            for (const statement of removal)
                await session.execute(statement);
        }
        catch (error) {
            const isGone = await (0,settle/* settle */.G)(async () => {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const asking = remove_former_addDisposableResource(env_2, await open(), true);
                    const [row] = await asking.rows(`SELECT EXISTS (SELECT FROM pg_database WHERE datname = ${(0,postgres_session/* literal */.e)(former)}) AS there,
             EXISTS (SELECT FROM pg_stat_activity WHERE pid = ${pid} AND application_name = 'muster') AS working`);
                    return row?.['working'] === 't' ? undefined : row?.['there'] === 'f';
                }
                catch (e_2) {
                    env_2.error = e_2;
                    env_2.hasError = true;
                }
                finally {
                    const result_2 = remove_former_disposeResources(env_2);
                    if (result_2)
                        await result_2;
                }
            }, () => error);
            if (!isGone)
                throw error;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = remove_former_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/swap.ts
var swap_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var swap_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Gives the target's name to the fresh database, in one transaction: there is no moment without a database of that name, and whoever is
 * killed leaves it as it was. `RENAME` keeps new connections waiting from the start, and waits up to five seconds for the others to go.
 *
 * @throws Failure `target-busy` where they do not go; `restore-unsettled` where the server was lost at that moment.
 */
async function swap(swapping) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { holder, open, database, fresh } = swapping;
        const connected = onDatabases([database, fresh.name]);
        const ender = swap_addDisposableResource(env_1, await open(), true);
        await assertEndable(ender, connected);
        const pid = await pidOf(holder);
        // others can hold the name without a connection: whoever comments on the database, or makes another after it
        const inTheWay = `(${connected}) OR (${blocking(pid)})`;
        try {
            await amidOthers({ session: ender, inTheWay, end: connected }, () => holder.execute(statements(swapping).join('; ')));
        }
        catch (error) {
            const isInPlace = await (0,settle/* settle */.G)(async () => {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const session = swap_addDisposableResource(env_2, await open(), true);
                    const [row] = await session.rows(`SELECT (SELECT datname FROM pg_database WHERE oid = ${fresh.oid}) AS name,
             EXISTS (SELECT FROM pg_stat_activity WHERE pid = ${pid} AND application_name = 'muster') AS working`);
                    return row?.['working'] === 't' ? undefined : row?.['name'] === database;
                }
                catch (e_2) {
                    env_2.error = e_2;
                    env_2.hasError = true;
                }
                finally {
                    const result_2 = swap_disposeResources(env_2);
                    if (result_2)
                        await result_2;
                }
            }, () => new failure/* Failure */.HR('restore-unsettled', `the server was lost while ${database} was put in place`, {
                hint: `look with SELECT datname FROM pg_database: the backup is in place unless there is a ${fresh.name}`,
                cause: error,
            }));
            if (!isInPlace)
                throw error;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = swap_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function statements({ database, fresh, former, properties }) {
    const name = (0,copy_statement/* quoteIdentifier */.Cm)(database);
    const rename = (from, to) => `ALTER DATABASE ${from} RENAME TO ${to}`;
    return [
        'BEGIN',
        // before the names, from which on others wait
        ...properties,
        ...(former === undefined ? [] : [rename(name, (0,copy_statement/* quoteIdentifier */.Cm)(former))]),
        rename((0,copy_statement/* quoteIdentifier */.Cm)(fresh.name), name),
        'COMMIT',
    ];
}
/** Statements that bring back what was there before: all of them or none, so that there is always a database of the name. */
function wayBackOf(database, fresh, former) {
    const name = (0,copy_statement/* quoteIdentifier */.Cm)(database);
    return [
        'BEGIN;',
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (${(0,postgres_session/* literal */.e)(database)}, ${(0,postgres_session/* literal */.e)(former)}) AND pid <> pg_backend_pid();`,
        `ALTER DATABASE ${name} RENAME TO ${(0,copy_statement/* quoteIdentifier */.Cm)(fresh)};`,
        `ALTER DATABASE ${(0,copy_statement/* quoteIdentifier */.Cm)(former)} RENAME TO ${name};`,
        'COMMIT;',
    ];
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/stage-beside.ts
var stage_beside_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var stage_beside_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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





















/** Loads a whole database beside what is there. */
async function stageBeside(access, bytes, plan, need) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { database } = access.connection;
        const open = access.opener(need.signal);
        const held = stage_beside_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        // not ended by the run's signal: what has been put in place must not be left in doubt
        const holder = held.use(await access.opener()());
        await takeLock(holder, database);
        await sweepFresh(open, database, need.progress);
        const facts = await readFacts(open, database);
        assertUnchanged(plan, facts, database);
        if (facts.database !== undefined) {
            if (!plan.holdsData)
                await assertStillEmpty(open, database);
            // it would be found out at the swap, when the load has been in vain
            await assertEndable(holder, onDatabases([database]));
            (0,obstacle/* assertFit */.y)(access.connection.description, await readHolds(holder, database));
        }
        const fresh = await loadFresh(access, bytes, facts, need);
        return stagedBeside({ access, plan, need, facts, holder, fresh, held: held.move() });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = stage_beside_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** A safety backup and the user's own command lie between the plan and the load. */
function assertUnchanged({ way }, facts, database) {
    if ((way === 'create') === (facts.database === undefined))
        return;
    const what = way === 'create' ? 'was made' : 'was dropped';
    throw new failure/* Failure */.HR('target-busy', `database ${database} ${what} after the restore was planned`, {
        hint: 'run again; nothing was changed',
    });
}
async function loadFresh(access, bytes, facts, { expected, scratch, progress, signal }) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { launcher, clients, connection, jobs } = access;
        const open = access.opener(signal);
        const archive = stage_beside_addDisposableResource(env_2, await (0,restorer_archive/* writeArchive */._)(bytes, scratch, load_failures/* targetPlace */.x3, signal), true);
        return await (0,load_database/* loadDatabase */.q)({
            ...{ open, expected, jobs, progress },
            create: () => createFresh({ database: connection.database, expected, facts, open, openAfter: access.opener() }),
            drop: (fresh) => dropFresh(access.opener(), fresh),
            load: async ({ name, lent }, connections) => {
                const env_3 = { stack: [], error: void 0, hasError: false };
                try {
                    const unset = await settleForLoad(open, name);
                    await (0,restorer_archive/* loadArchive */.b)({
                        ...{ launcher, clients, archive, jobs: connections, place: load_failures/* targetPlace */.x3, signal },
                        connection: (0,postgres_connection/* inDatabase */.j)(connection, name),
                    });
                    const session = stage_beside_addDisposableResource(env_3, await open(name), true);
                    await unset(session);
                    await takeBack(session, lent, expected);
                }
                catch (e_3) {
                    env_3.error = e_3;
                    env_3.hasError = true;
                }
                finally {
                    const result_3 = stage_beside_disposeResources(env_3);
                    if (result_3)
                        await result_3;
                }
            },
        });
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = stage_beside_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
function stagedBeside(staging) {
    const { access, need, fresh, held } = staging;
    const { expected, progress, signal } = need;
    const openFresh = (_, settings) => access.opener(signal)(fresh.name, settings);
    let isInPlace = false;
    return {
        inspect: () => (0,inspect/* inspectCopy */.C)({ open: openFresh, expected, progress, workers: access.jobs }),
        examine: () => (0,examine/* examineCopy */.z)({ open: openFresh, expected, progress }),
        async commit() {
            await refreshStatistics(openFresh, need);
            signal.throwIfAborted();
            const committed = await putInPlace(staging);
            isInPlace = true;
            return committed;
        },
        async [Symbol.asyncDispose]() {
            const env_4 = { stack: [], error: void 0, hasError: false };
            try {
                const _ = stage_beside_addDisposableResource(env_4, held, true);
                if (!isInPlace)
                    await dropFresh(access.opener(), fresh);
            }
            catch (e_4) {
                env_4.error = e_4;
                env_4.hasError = true;
            }
            finally {
                const result_4 = stage_beside_disposeResources(env_4);
                if (result_4)
                    await result_4;
            }
        },
    };
}
/** Of these tables, or of all. Statistics are no data: without them the restore is whole, and slow until the server has made them itself. */
async function refreshStatistics(open, { progress, signal }, tables = []) {
    progress.item('statistics');
    try {
        const env_5 = { stack: [], error: void 0, hasError: false };
        try {
            const session = stage_beside_addDisposableResource(env_5, await open(), true);
            await session.execute(`ANALYZE ${tables.join(', ')}`);
        }
        catch (e_5) {
            env_5.error = e_5;
            env_5.hasError = true;
        }
        finally {
            const result_5 = stage_beside_disposeResources(env_5);
            if (result_5)
                await result_5;
        }
    }
    catch (error) {
        signal.throwIfAborted();
        progress.warn(`the statistics could not be refreshed, run ANALYZE: ${(0,failure/* messageOf */.bD)(error)}`);
    }
}
async function putInPlace({ access, plan, need, facts: before, holder, fresh }) {
    const { database } = access.connection;
    const open = access.opener();
    const facts = await readFacts(open, database);
    if (facts.database?.oid !== before.database?.oid) {
        throw new failure/* Failure */.HR('target-busy', `another database took the name ${database} while the backup was loaded`, {
            hint: 'run again; nothing was changed',
        });
    }
    if (facts.database !== undefined)
        (0,obstacle/* assertFit */.y)(access.connection.description, await readHolds(holder, database));
    const quoted = (0,copy_statement/* quoteIdentifier */.Cm)(fresh.name);
    if (facts.database === undefined) {
        const legacy = await legacyOf(holder, (0,copy_statement/* quoteIdentifier */.Cm)(database), need.expected, facts, fresh.roles);
        const { properties, notes } = legacy === undefined ? asNew(quoted) : await inherited(open, { database, quoted }, legacy.properties);
        await swap({ holder, open, database, fresh, properties });
        return { wayBack: [], removal: [], notes, removePrevious: () => Promise.resolve() };
    }
    const properties = (0,database_properties/* propertyStatements */.CV)(quoted, await (0,database_properties/* readProperties */.Qh)(holder, facts.database.oid));
    const former = await formerName(holder, database);
    await swap({ holder, open, database, fresh, former, properties });
    const removal = removalOf(former, facts.database);
    // nobody can write to it any more
    const isNeeded = !plan.holdsData && (await holdsAnything(open, former).catch(() => true));
    return {
        wayBack: wayBackOf(database, fresh.name, former),
        removal,
        ...(isNeeded && {
            isPreviousNeeded: true,
            notes: [
                `${database} was empty when the restore was planned, and something came meanwhile: it stays in ${former}`,
            ],
        }),
        removePrevious: () => removeFormer(open, former, removal),
    };
}
/** What a database has that was just made. */
function asNew(quoted) {
    return {
        properties: [`GRANT CONNECT, TEMPORARY ON DATABASE ${quoted} TO PUBLIC`, `COMMENT ON DATABASE ${quoted} IS NULL`],
        notes: [],
    };
}
async function inherited(open, { database, quoted }, properties) {
    const refused = await refusedSettings(open, quoted, properties.settings);
    const settings = properties.settings.filter((setting) => !refused.has(setting));
    return {
        properties: (0,database_properties/* propertyStatements */.CV)(quoted, { ...properties, settings }),
        notes: Array.from(refused, ([{ name }, reason]) => `the setting ${name} of ${database} was left out: ${reason}`),
    };
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-staged.ts





/** Tables that are loaded in a transaction, which waits for its end. */
function stagedTables(loaded, held) {
    const { access, session, run, survey, plan, need } = loaded;
    const { progress, signal } = need;
    const tables = [...survey.ways.keys()];
    const open = sharing(session);
    return {
        inspect: () => (0,inspect/* inspectCopy */.C)({ open, expected: plan.expected, progress, workers: 1, strangers: 'ignore' }),
        examine: () => (0,examine/* examineCopy */.z)({ open, expected: need.expected, progress, tables }),
        async commit() {
            signal.throwIfAborted();
            run.letGo();
            await commitGuarded(loaded, tables.join(', '));
            const target = access.opener();
            await refreshStatistics(() => target(access.connection.database), { progress, signal: never }, tables);
            return { wayBack: [], removal: [], removePrevious: () => Promise.resolve() };
        },
        [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
    };
}
const never = new AbortController().signal;

;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-triggers.ts


/** Puts the triggers of tables to rest: nothing of a load is news to an audit table. */
async function restTriggers(session, tables) {
    const before = await readTriggers(session, tables);
    await setAll(session, tables, before.map((trigger) => ({ ...trigger, enabled: 'D' })));
    return { wake: () => setAll(session, tables, before) };
}
/** Parents come before their partitions, which take over what happens to the parents; the rest is said to each. */
async function setAll(session, tables, wanted) {
    for (const only of ['', 'ONLY ']) {
        for (const trigger of await differing(session, tables, wanted)) {
            if (only === '' && trigger.isInherited)
                continue;
            await session.execute(`ALTER TABLE ${only}${trigger.table} ${words[trigger.enabled] ?? 'ENABLE'} TRIGGER ${trigger.name}`);
        }
    }
    const [left] = await differing(session, tables, wanted);
    if (left !== undefined)
        throw new failure/* Failure */.HR('restore-failed', `trigger ${left.name} on ${left.table} cannot be switched`);
}
const words = {
    D: 'DISABLE',
    R: 'ENABLE REPLICA',
    A: 'ENABLE ALWAYS',
    O: 'ENABLE',
};
/** Those that are not in the wanted state, as they are wanted. */
async function differing(session, tables, wanted) {
    const now = new Map((await readTriggers(session, tables)).map((trigger) => [keyOf(trigger), trigger.enabled]));
    return wanted.filter((trigger) => now.get(keyOf(trigger)) !== trigger.enabled);
}
function keyOf({ name, table }) {
    return `${name} on ${table}`;
}
async function readTriggers(session, tables) {
    const rows = await session.rows(`SELECT quote_ident(t.tgname) AS name, t.tgrelid::regclass AS table, t.tgenabled AS enabled, t.tgparentid <> 0 AS inherited
     FROM pg_trigger t WHERE t.tgrelid = ANY (${oidsOf(tables)}) AND (NOT t.tgisinternal OR t.tgparentid <> 0 AND t.tgconstraint = 0)
     ORDER BY (SELECT count(*) FROM pg_partition_ancestors(t.tgrelid)), 2, 1`);
    return rows.map((row) => ({
        name: textIn(row, 'name'),
        table: textIn(row, 'table'),
        enabled: textIn(row, 'enabled'),
        isInherited: row['inherited'] === 't',
    }));
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/until-let-go.ts
/** A signal for what must not end at a certain moment although the run is asked to stop. */
function untilLetGo(followed) {
    const own = new AbortController();
    const follow = () => own.abort(followed.reason);
    if (followed.aborted)
        follow();
    followed.addEventListener('abort', follow, { once: true });
    return { signal: own.signal, letGo: () => followed.removeEventListener('abort', follow) };
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/tables-load.ts
var tables_load_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var tables_load_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Brings the chosen tables back within one transaction, which stays open: until `commit` everybody else waits for them, and the end of the
 * session takes all of it back.
 *
 * @throws Failure `target-busy` where the tables stay in use, became others since the plan was made, or another restore is under way;
 *   `target-unfit` where foreign keys would not hold or something would be lost; `restore-failed` with the server's reason; `archive-damaged`.
 */
async function loadTables(access, bytes, plan, need) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { database } = access.connection;
        const stack = tables_load_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        await takeLock(stack.use(await access.opener()()), database);
        const archive = tables_load_addDisposableResource(env_1, await takeArchive(bytes, (0,tables_pattern/* tablesFitting */.Dk)(need.tables, need.expected), need), true);
        const run = untilLetGo(need.signal);
        const held = stack.use(await access.opener(run.signal)(database));
        await held.execute('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
        const session = await sharing(held)();
        const survey = await surveyLocked(access, session, plan, need);
        await guardCommit(session);
        await rebuild({ access, session, survey, archive, need });
        const [row] = await session.rows('SELECT pg_current_xact_id() AS id');
        const transaction = row?.['id'] ?? '';
        return stagedTables({ access, session, transaction, run, survey, plan, need }, stack.move());
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = tables_load_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Locks the tables, and sees that the plan still holds. */
async function surveyLocked(access, session, plan, need) {
    const facts = await readFacts(access.opener(need.signal), access.connection.database);
    await lockTables(access, session, (await assessIn(session, facts, need)).survey);
    const now = await assessIn(session, facts, need);
    if (now.plan.holdsData && !plan.holdsData)
        throw filledMeanwhile(now.survey.live.find(({ hasRows }) => hasRows)?.name ?? '');
    const agreed = JSON.stringify([plan.steps, plan.expected.objects]);
    if (JSON.stringify([now.plan.steps, now.plan.expected.objects]) === agreed)
        return now.survey;
    throw new failure/* Failure */.HR('target-busy', 'the tables became others since the plan was made', {
        hint: 'run again when nobody changes the tables; nothing was changed',
    });
}
async function rebuild({ access, session, survey, archive, need }) {
    const { refilled, replaced, later, live, foreignKeys, wantedKeys } = survey;
    const touched = touchedBy(survey);
    const around = [...foreignKeys, ...wantedKeys].flatMap(({ table, target }) => [table, target]);
    const scope = replaced.length > 0 ? 'all' : { tables: [...new Set(around)] };
    const guard = await guardAround(session, touched, scope);
    const sequences = await rememberSequences(session, [...touched], need.expected.objects);
    const triggers = await restTriggers(session, [...refilled, ...later]);
    await dropKeys(session, foreignKeys);
    const there = live.map(({ name }) => name);
    const dropped = replaced.filter((name) => there.includes(name));
    if (dropped.length > 0)
        await session.execute(`DROP TABLE IF EXISTS ${dropped.join(', ')} CASCADE`);
    const emptied = live.filter(({ name, kind }) => kind === 'r' && (refilled.includes(name) || later.includes(name)));
    if (emptied.length > 0)
        await session.execute(`TRUNCATE TABLE ${emptied.map(({ name }) => `ONLY ${name}`).join(', ')}`);
    const entries = await entriesFor(archive.contents.entries, survey, need.expected, session);
    const [grants, made] = [entries.filter(isGrant), entries.filter((entry) => !isGrant(entry))];
    try {
        await session.script(scriptOf(access, archive, made, need));
    }
    catch (error) {
        throw misfitOr(error, survey, need.expected);
    }
    await resetGrants(session, made);
    if (grants.length > 0)
        await session.script(scriptOf(access, archive, grants, need));
    await triggers.wake();
    await sequences.advance();
    await makeKeys(session, wantedKeys);
    // what is deferred to the end of the transaction must not fail there; no script comes any more that could end it
    await session.execute(`SELECT set_config('muster.commit', 'yes', true)`);
    await session.execute('SET CONSTRAINTS ALL IMMEDIATE');
    await guard.check();
}
function isGrant({ description }) {
    return description === 'ACL';
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/chosen-tables.ts


/** Chosen tables of a backup, in one transaction. */
const chosenTables = { assess: assessTables, load: loadTables };

// EXTERNAL MODULE: ./src/engines/postgres/extension-packages.ts
var extension_packages = __webpack_require__(96270);
;// CONCATENATED MODULE: ./src/engines/postgres/target/assess-content.ts

/** What the server has of the extensions of the backup. */
async function readExtensions(session, expected) {
    const rows = await session.rows(`SELECT quote_ident(a.name) AS name, v.superuser AND NOT v.trusted AS guarded FROM pg_available_extensions a
     JOIN pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version`);
    const available = new Map(rows.map(({ name, guarded }) => [name ?? '', guarded === 't']));
    const wanted = expected.objects.filter(({ kind }) => kind === 'extension').map(({ name }) => name);
    return {
        lacking: wanted.filter((name) => !available.has(name)),
        guarded: wanted.filter((name) => available.get(name) === true),
    };
}
/** Extensions that the server has not. */
function extensionObstacles({ lacking }, major) {
    if (lacking.length === 0)
        return [];
    const plain = lacking.map((name) => name.replaceAll('"', ''));
    return [
        {
            message: `its server lacks extensions that the backup needs: ${lacking.join(', ')}`,
            remedy: `install ${(0,extension_packages/* packagesOf */.D)(plain, major).join(' ')} beside the server`,
        },
    ];
}
const asSuperuser = () => 'restore as a superuser';
const isPowerful = ({ isSuperuser, isManaged }) => isSuperuser || isManaged;
/** What the server keeps for some accounts, whoever owns the database. */
const demands = [
    {
        what: 'event triggers',
        isMet: isPowerful,
        remedy: asSuperuser,
        of: ({ kind }) => kind === 'event-trigger',
    },
    {
        what: 'foreign-data wrappers',
        isMet: isPowerful,
        remedy: asSuperuser,
        of: ({ kind }) => kind === 'foreign-data-wrapper',
    },
    {
        what: 'publications of all tables or of schemas',
        isMet: isPowerful,
        remedy: asSuperuser,
        of: ({ kind }, { all_tables: all, schemas }) => kind === 'publication' && (all === true || Array.isArray(schemas)),
    },
    {
        what: 'subscriptions',
        isMet: (facts) => isPowerful(facts) || facts.playsRoles.has('pg_create_subscription'),
        remedy: ({ major, account }) => (major >= 16 ? `GRANT pg_create_subscription TO ${account};` : asSuperuser()),
        of: ({ kind }) => kind === 'subscription',
    },
    {
        what: 'tables whose row-level security holds for their owner too, so that their rows cannot be read back,',
        isMet: ({ bypassesRowSecurity }) => bypassesRowSecurity,
        remedy: ({ account }) => `ALTER ROLE ${account} BYPASSRLS;`,
        of: ({ kind }, { row_security: active, row_security_forced: forced }) => kind === 'table' && active === true && forced === true,
    },
];
/** Objects that the account may not bring back. */
function contentObstacles(facts, { objects }) {
    const unmet = demands.filter(({ isMet }) => !isMet(facts));
    return unmet.flatMap(({ what, remedy, of }) => {
        const names = objects.filter((object) => of(object, valuesOf(object))).map(({ name }) => name);
        if (names.length === 0)
            return [];
        return [
            { message: `the account ${facts.account} may not restore ${what}: ${names.join(', ')}`, remedy: remedy(facts) },
        ];
    });
}
function valuesOf({ kind, definition }) {
    return kind === 'table' || kind === 'publication' ? JSON.parse(definition) : {};
}

// EXTERNAL MODULE: ./src/process/room.ts
var room = __webpack_require__(56842);
;// CONCATENATED MODULE: ./src/engines/postgres/target/assess-room.ts

/** Looks at the disks of this machine, and at the server's where that is the same machine and lets it be seen. */
async function roomFor(session, connection, { dumpBytes, scratch }) {
    const serverFolder = isLocal(connection) ? await dataFolder(session) : undefined;
    return await (0,room/* readRoom */.Q)({ dumpBytes, scratch, serverFolder });
}
function isLocal({ target }) {
    const [, authority = '', query = ''] = /^postgresql:\/\/(?:[^/]*@)?([^/]*)\/[^?]*\?(.*)$/.exec(target) ?? [];
    const host = new URLSearchParams(query).get('host') ?? authority;
    return /^(?:$|:|\/|localhost(?::|$)|127\.|\[?::1)/.test(host);
}
async function dataFolder(session) {
    const [row] = await session.rows(`SELECT setting FROM pg_settings WHERE name = 'data_directory'`);
    return row?.['setting'] ?? undefined;
}

// EXTERNAL MODULE: ./src/domain/counted.ts
var counted = __webpack_require__(63714);
// EXTERNAL MODULE: ./src/domain/fingerprint.ts
var fingerprint = __webpack_require__(41796);
// EXTERNAL MODULE: ./src/engines/postgres/grants-of-public.ts
var grants_of_public = __webpack_require__(59356);
;// CONCATENATED MODULE: ./src/engines/postgres/target/steps.ts






/** The plan in words. */
function steps_stepsOf(decision) {
    const { way, facts, need, database, roles, memberships, legacy, notes } = decision;
    const size = (0,fingerprint/* sizeOf */.$)(need.expected);
    const content = `${(0,counted/* counted */.h)(size.tables, 'table')} with ${(0,counted/* counted */.h)(size.rows, 'row')}`;
    const ways = {
        create: [
            `load ${content} into a fresh database`,
            ...(legacy === undefined ? [] : [`give it what the source's database had: ${legacyInWords(legacy)}`]),
            `give it the name ${database}`,
        ],
        swap: [
            `load ${content} into a fresh database beside ${database}`,
            `close the connections to ${database} and rename it, and give its name, owner, privileges and settings to the fresh one`,
        ],
        transaction: [
            `in one transaction, drop everything in ${database} and load ${content}; connections that hold locks on it are closed`,
            `commit: whoever uses ${database} waits until then`,
        ],
        tables: [],
    };
    const made = roles.length === 0 ? [] : [`create the roles ${roles.join(', ')} as accounts that cannot log in`];
    const joined = memberships.length === 0 ? [] : [`make ${facts.account} a member of ${memberships.join(', ')}`];
    return { steps: [...made, ...joined, ...ways[way]], notes: [...notes, ...notesOn(need.expected, decision)] };
}
function legacyInWords({ properties: { owner, settings, connectionLimit, comment } }) {
    const names = [...new Set(settings.map(({ role, name }) => (role === null ? name : `${name} of ${role}`)))];
    return [
        `the owner ${owner}`,
        'its privileges',
        ...(names.length === 0 ? [] : [`the settings ${names.join(', ')}`]),
        ...(connectionLimit === -1 ? [] : [`a limit of ${connectionLimit} connections`]),
        ...(comment === null ? [] : ['its comment']),
    ].join(', ');
}
function notesOn(expected, { way, facts, need, database, legacy }) {
    const notes = [];
    const has = (kind) => expected.objects.some((object) => object.kind === kind);
    const present = facts.database;
    if (!has('schema'))
        notes.push(`the backup holds chosen tables only, and ${database} will hold nothing else`);
    const sorting = sortingInWords(expected.settings);
    if (present !== undefined && sorting !== undefined && sorting !== present.sorting) {
        const after = way === 'transaction' ? 'goes on to sort' : 'will sort';
        const locale = way === 'transaction' ? present.sorting : sorting;
        notes.push(`${database} ${after} texts by ${locale}; the source has ${sorting}, the target ${present.sorting}`);
    }
    notes.push('tablespaces of the backup are ignored: everything lies where the database does');
    if (legacy !== undefined && legacy.leftOut.length > 0) {
        const hidden = legacy.leftOut.some((statement) => statement.endsWith('…')) ? ' (pg_restore --create shows …)' : '';
        notes.push(`the account ${facts.account} may not bring back all that ${database} had; let an administrator run ` +
            `${legacy.leftOut.map((statement) => `${statement};`).join(' ')}${hidden}`);
    }
    if (way === 'create' && legacy === undefined) {
        notes.push(`${database} will belong to ${facts.account}, without the privileges, settings and comment that it had itself, which backups of an older Muster lack: give it its owner with ` +
            `ALTER DATABASE ${(0,copy_statement/* quoteIdentifier */.Cm)(database)} OWNER TO …; pg_restore --create shows the rest (docs/restore-by-hand.md)`);
    }
    if ((0,grants_of_public/* losesCreateOnPublic */.N)(expected.objects, sourceMajor(need) ?? facts.major, facts.major)) {
        notes.push('everybody may create in the schema public of the source, and from PostgreSQL 15 on only whoever owns it: where applications need it, ' +
            `run GRANT CREATE ON SCHEMA public TO PUBLIC; in ${database} after the restore`);
    }
    if (has('subscription'))
        notes.push('subscriptions come back disabled, and without their slots on the publisher');
    if (expected.objects.some(({ kind, name }) => kind === 'extension' && name === 'pg_cron')) {
        notes.push('jobs of pg_cron run in one database of a server only (cron.database_name)');
    }
    return notes;
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/clear-database.ts


async function readPresentExtensions(session, { isSuperuser, isManaged }) {
    const rows = await session.rows(`SELECT quote_ident(x.extname) AS name, quote_ident(n.nspname) AS schema, pg_has_role(x.extowner, 'USAGE') AS owned,
       EXISTS (SELECT FROM pg_available_extension_versions v WHERE v.name = x.extname AND v.superuser AND NOT v.trusted) AS guarded
     FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace`);
    return rows.map(({ name, schema, owned, guarded }) => ({
        name: name ?? '',
        schema: schema ?? '',
        isReplaceable: name !== 'plpgsql' && (isSuperuser || (owned === 't' && (guarded !== 't' || isManaged))),
    }));
}
/** Extensions that stay where they are. A dump does not bring `plpgsql` back. */
function keptExtensions(present) {
    return present.filter(({ isReplaceable }) => !isReplaceable);
}
/**
 * Drops everything in a database that a dump brings back, and gives back to the schema `public` what it has in a fresh one. What belongs to
 * the database itself stays: its owner, its privileges and its settings.
 *
 * @param session Within the transaction that loads the dump afterwards.
 */
async function clearDatabase(session, facts, expected) {
    const present = await readPresentExtensions(session, facts);
    const kept = keptExtensions(present);
    const replaced = present.filter(({ isReplaceable }) => isReplaceable);
    const staying = new Set(['public', ...kept.map(({ schema }) => schema)]);
    await session.execute('SET LOCAL client_min_messages = error');
    await dropAll(session, outside);
    for (const { name } of replaced)
        await session.execute(`DROP EXTENSION IF EXISTS ${name} CASCADE`);
    await dropAll(session, schemasExcept(staying));
    await dropAll(session, inside);
    await session.execute('SELECT lo_unlink(oid) FROM pg_largeobject_metadata');
    await resetDefaultPrivileges(session);
    await resetPublic(session, facts, expected);
    return kept;
}
/** What belongs to no schema. Wrappers take their servers and mappings along. */
const outside = [
    'pg_event_trigger',
    'pg_publication',
    'pg_foreign_data_wrapper',
    'pg_cast',
    'pg_language',
    'pg_transform',
]
    .concat(['pg_am'])
    .map((catalog) => `SELECT '${catalog}'::regclass::oid AS classid, oid AS objid FROM ${catalog} o WHERE ${isUsers(catalog)}`)
    .concat(`SELECT 'pg_foreign_server'::regclass, oid FROM pg_foreign_server o WHERE ${isUsers('pg_foreign_server')}`)
    .join(' UNION ALL ');
/** Holds for what users made by itself: neither the system (`FirstNormalObjectId`) nor extensions nor other objects brought it. */
function isUsers(catalog) {
    return `o.oid >= 16384 AND ${(0,catalog_query/* isNotOfExtension */.qM)(catalog, 'o.oid')} AND NOT EXISTS (SELECT FROM pg_depend i
    WHERE i.classid = '${catalog}'::regclass AND i.objid = o.oid AND i.objsubid = 0 AND i.deptype = 'i')`;
}
function schemasExcept(staying) {
    const names = [...staying].map(postgres_session/* literal */.e).join(', ');
    return `SELECT 'pg_namespace'::regclass::oid AS classid, oid AS objid FROM pg_namespace o
    WHERE ${(0,catalog_query/* isUserSchema */.Th)('nspname')} AND quote_ident(nspname) NOT IN (${names}) AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_namespace', 'o.oid')}`;
}
/** What is in the schemas that stay. Parts go with what they belong to. */
const inside = [
    ['pg_class', 'relnamespace', `AND o.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')`],
    ['pg_proc', 'pronamespace', ''],
    ['pg_type', 'typnamespace', `AND (o.typtype IN ('d', 'e', 'r', 'c') OR o.typtype = 'b' AND o.typelem = 0)`],
    ['pg_operator', 'oprnamespace', ''],
    ['pg_opclass', 'opcnamespace', ''],
    ['pg_opfamily', 'opfnamespace', ''],
    ['pg_collation', 'collnamespace', ''],
    ['pg_conversion', 'connamespace', ''],
    ['pg_ts_config', 'cfgnamespace', ''],
    ['pg_ts_dict', 'dictnamespace', ''],
    ['pg_ts_parser', 'prsnamespace', ''],
    ['pg_ts_template', 'tmplnamespace', ''],
    ['pg_statistic_ext', 'stxnamespace', ''],
]
    .map(([catalog, schema, condition]) => `SELECT '${catalog}'::regclass::oid AS classid, o.oid AS objid FROM ${catalog} o JOIN pg_namespace n ON n.oid = o.${schema}
       WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${isUsers(catalog)} ${condition}`)
    .join(' UNION ALL ');
/** How `pg_identify_object` calls what `DROP` calls otherwise. */
const dropWords = `CASE i.type WHEN 'statistics object' THEN 'STATISTICS' ELSE upper(i.type) END`;
/** Drops objects with what depends on them, in the server, by the names that it gives them; what is gone by then is left out. */
async function dropAll(session, objects) {
    const block = `
    DECLARE
      victim record;
      statement text;
    BEGIN
      FOR victim IN ${objects} LOOP
        SELECT format('DROP %s IF EXISTS %s CASCADE', ${dropWords}, i.identity) INTO statement
          FROM pg_catalog.pg_identify_object(victim.classid, victim.objid, 0) i WHERE i.identity IS NOT NULL;
        IF FOUND THEN
          EXECUTE statement;
        END IF;
      END LOOP;
    END`;
    await session.execute(`DO ${(0,postgres_session/* literal */.e)(block)}`);
}
const objectWords = {
    r: 'TABLES',
    S: 'SEQUENCES',
    f: 'FUNCTIONS',
    T: 'TYPES',
    n: 'SCHEMAS',
    L: 'LARGE OBJECTS',
};
/** Each list is made to be the server's own again, at which the server forgets it. */
async function resetDefaultPrivileges(session) {
    const rows = await session.rows(`SELECT quote_ident(pg_get_userbyid(d.defaclrole)) AS role, quote_ident(n.nspname) AS schema, d.defaclobjtype AS letter,
       (SELECT string_agg(DISTINCT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END, ', ')
        FROM aclexplode(d.defaclacl) x) AS grantees
     FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace`);
    for (const { role, schema, letter, grantees } of rows) {
        const on = objectWords[letter ?? ''] ?? '';
        const head = `ALTER DEFAULT PRIVILEGES FOR ROLE ${role ?? ''}${schema == null ? '' : ` IN SCHEMA ${schema}`}`;
        if (grantees != null)
            await session.execute(`${head} REVOKE ALL ON ${on} FROM ${grantees} CASCADE`);
        if (schema != null)
            continue;
        await session.execute(`${head} GRANT ALL ON ${on} TO ${role ?? ''}`);
        if (letter === 'f')
            await session.execute(`${head} GRANT EXECUTE ON FUNCTIONS TO PUBLIC`);
        if (letter === 'T')
            await session.execute(`${head} GRANT USAGE ON TYPES TO PUBLIC`);
    }
}
/** A dump says of `public` only in what it differs from that of a fresh database. */
async function resetPublic(session, facts, { objects }) {
    const schemas = objects.filter(({ kind }) => kind === 'schema').map(({ name }) => name);
    if (schemas.length > 0 && !schemas.includes('public')) {
        await session.execute('DROP SCHEMA IF EXISTS public');
        return;
    }
    await session.execute('CREATE SCHEMA IF NOT EXISTS public');
    const [row = {}] = await session.rows(`SELECT quote_ident(pg_get_userbyid(n.nspowner)) AS owner, pg_has_role(n.nspowner, 'USAGE') AS owned,
       (SELECT string_agg(DISTINCT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END, ', ')
        FROM aclexplode(n.nspacl) x WHERE x.grantee <> n.nspowner) AS grantees
     FROM pg_namespace n WHERE n.nspname = 'public'`);
    if (row['owned'] !== 't')
        return;
    const rights = facts.major >= 15 ? 'USAGE' : 'ALL';
    const owner = facts.major >= 15 ? 'pg_database_owner' : (row['owner'] ?? '');
    if (row['grantees'] != null)
        await session.execute(`REVOKE ALL ON SCHEMA public FROM ${row['grantees']} CASCADE`);
    if (row['owner'] !== owner)
        await session.execute(`ALTER SCHEMA public OWNER TO ${owner}`);
    await session.execute(`GRANT ALL ON SCHEMA public TO ${owner}; GRANT ${rights} ON SCHEMA public TO PUBLIC;
     COMMENT ON SCHEMA public IS 'standard public schema'`);
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/assess-clearing.ts



/** Why the target cannot be cleared and loaded in one transaction, seen from within. */
async function clearingObstacles(session, { access, need, facts, extensions }, { encoding }) {
    const { database } = access.connection;
    const obstacles = [];
    const wanted = need.expected.settings['encoding'] ?? encoding;
    if (wanted !== encoding) {
        obstacles.push({
            message: `${database} has the encoding ${encoding}, the source has ${wanted}`,
            remedy: `restore into a database with the encoding ${wanted}`,
        });
    }
    if (!facts.isSuperuser) {
        const objects = await (0,postgres_catalog/* readCatalog */.uM)(session, { scope: 'all', sequenceValues: 'leave' });
        const others = (0,postgres_catalog/* ownersOf */.K2)(objects).filter((role) => !facts.playsRoles.has(role) && !/^"?pg_/.test(role));
        if (others.length > 0) {
            obstacles.push({
                message: `objects in ${database} belong to roles of which the account ${facts.account} is not a member: ${others.join(', ')}`,
                remedy: others.map((role) => `GRANT ${role} TO ${facts.account};`).join(' '),
            });
        }
        obstacles.push(...(await publicObstacles(session, facts, need.expected)));
    }
    const present = await readPresentExtensions(session, facts);
    const kept = keptExtensions(present);
    const needed = new Set(need.expected.objects.filter(({ kind }) => kind === 'extension').map(({ name }) => name));
    const surplus = kept.filter(({ name }) => !needed.has(name) && name !== 'plpgsql');
    if (surplus.length > 0) {
        obstacles.push({
            message: `the account ${facts.account} may not drop extensions that the backup has not: ${surplus.map(({ name }) => name).join(', ')}`,
            remedy: surplus.map(({ name }) => `DROP EXTENSION ${name} CASCADE;`).join(' '),
        });
    }
    const there = new Set(present.map(({ name }) => name));
    const guarded = facts.isSuperuser || facts.isManaged ? [] : extensions.guarded.filter((name) => !there.has(name));
    if (guarded.length > 0) {
        obstacles.push({
            message: `only a superuser may create the extensions ${guarded.join(', ')}`,
            remedy: guarded.map((name) => `CREATE EXTENSION ${name};`).join(' '),
        });
    }
    return obstacles;
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/choose-way.ts
var choose_way_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var choose_way_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Looks at everything that can be known before, and decides on the gentlest way: beside what is there, so that both are there until the
 * last moment, or else in one transaction.
 *
 * @throws Failure `target-unfit` that names all that is in the way.
 */
async function chooseWay(access, need) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { expected, signal } = need;
        const { connection, home } = access;
        const open = access.opener(signal);
        const facts = await readFacts(open, connection.database);
        (0,obstacle/* assertFit */.y)(connection.description, serverObstacles(facts, need));
        const session = choose_way_addDisposableResource(env_1, await open(), true);
        const extensions = await readExtensions(session, expected);
        const assessment = { access, need, facts, extensions };
        const room = await roomFor(session, connection, need);
        const holds = facts.database === undefined ? [] : await readHolds(session, connection.database);
        const notBeside = await reasonsAgainstBeside(assessment);
        const { way, obstacles } = await decide(assessment, notBeside);
        (0,obstacle/* assertFit */.y)(connection.description, [
            ...extensionObstacles(extensions, facts.major),
            ...roleObstacles(facts, expected),
            ...contentObstacles(facts, expected),
            ...(await schemaObstacles(session, facts, expected)),
            ...room.obstacles,
            ...holds,
            ...obstacles,
        ]);
        const made = rolesToMake(facts, expected);
        const name = (0,copy_statement/* quoteIdentifier */.Cm)(connection.database);
        const legacy = way === 'create' ? await legacyOf(session, name, expected, facts, made.roles) : undefined;
        const holdsData = facts.database !== undefined && (await holdsAnything(open, connection.database));
        return {
            plan: {
                way,
                expected,
                ...sourceOf(facts, connection.database, need),
                holdsData,
                ...steps_stepsOf({
                    ...{ way, facts, need, database: connection.database, home },
                    ...made,
                    ...(legacy && { legacy }),
                    notes: [...room.notes, ...(way === 'transaction' ? notBeside.map(({ message }) => message) : [])],
                }),
            },
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = choose_way_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function decide(assessment, notBeside) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { database } = assessment.facts;
        if (database === undefined)
            return { way: 'create', obstacles: notBeside };
        if (notBeside.length === 0)
            return { way: 'swap', obstacles: [] };
        const { access, need } = assessment;
        const session = choose_way_addDisposableResource(env_2, await access.opener(need.signal)(access.connection.database), true);
        const watcher = choose_way_addDisposableResource(env_2, await access.opener(need.signal)(), true);
        const inTheWay = blocking(await pidOf(session));
        const obstacles = await amidOthers({ session: watcher, inTheWay }, () => clearingObstacles(session, assessment, database));
        // where neither way is open, the gentler one is the one to make way for
        return { way: 'transaction', obstacles: obstacles.length === 0 ? [] : [...notBeside, ...obstacles] };
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = choose_way_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** Why no fresh database can be made and take the target's name. */
async function reasonsAgainstBeside({ access, need, facts, extensions }) {
    const { database: name } = access.connection;
    const obstacles = [];
    if (!facts.createsDatabases) {
        obstacles.push({
            message: `the account ${facts.account} may not create databases`,
            remedy: `ALTER ROLE ${facts.account} CREATEDB;`,
        });
    }
    if (access.home === name) {
        obstacles.push({
            message: `the account ${facts.account} may enter no database beside ${name}`,
            remedy: `GRANT CONNECT ON DATABASE postgres TO ${facts.account};`,
        });
    }
    if (extensions.guarded.length > 0 && !facts.isSuperuser && !facts.isManaged) {
        const guarded = extensions.guarded.join(', ');
        obstacles.push({
            message: `only a superuser may create the extensions ${guarded} in a fresh database`,
            remedy: 'restore as a superuser',
        });
    }
    obstacles.push(...(await localeObstacles(access.opener(need.signal), need.expected.settings)));
    if (facts.database !== undefined)
        obstacles.push(...(await reasonsAgainstSwap(access, need, facts, facts.database)));
    return obstacles;
}
async function reasonsAgainstSwap(access, need, facts, { oid, owner }) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const { database: name } = access.connection;
        if (!facts.isSuperuser && !facts.playsRoles.has(owner)) {
            return [
                {
                    message: `${name} belongs to ${owner}, and the account ${facts.account} is not a member of that role`,
                    remedy: `GRANT ${owner} TO ${facts.account};`,
                },
            ];
        }
        const session = choose_way_addDisposableResource(env_3, await access.opener(need.signal)(), true);
        const { settings } = await (0,database_properties/* readProperties */.Qh)(session, oid);
        return (await deniedSettings(session, settings, facts)).map((setting) => ({
            message: `the account ${facts.account} may not give the setting ${setting.name} of ${name} to a fresh database`,
            remedy: 'restore as a superuser',
        }));
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = choose_way_disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/restore-script.ts
var restore_script_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var restore_script_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * An archive as a script without a COMMIT, for a transaction that is open.
 *
 * @throws Failure `archive-damaged` where it cannot be read to its end.
 */
async function* restore_script_scriptOf(request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { archive, kept } = request;
        const list = `${archive.path}.list`;
        const listed = restore_script_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        listed.defer(() => (0,promises_.rm)(list, { force: true }));
        await (0,promises_.writeFile)(list, contentsWithout(await pgRestore(request, ['--list']), kept), { mode: 0o600 });
        // in one transaction, or it would put a COMMIT behind the large objects
        const args = ['--file=-', '--single-transaction', '--no-tablespaces', `--use-list=${list}`];
        yield* withoutEnd(run(request, args));
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = restore_script_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function pgRestore(request, args) {
    const chunks = [];
    for await (const chunk of run(request, args))
        chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
}
async function* run({ launcher, clients, archive, signal }, args) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { pgRestore: file, prefix } = clients;
        const running = restore_script_addDisposableResource(env_2, launcher.start({ file, args: [...args, archive.path], prefix }, signal), true);
        try {
            yield* running.output();
        }
        catch (error) {
            signal.throwIfAborted();
            throw (0,load_failures/* loadFailure */.Lt)(error, load_failures/* targetPlace */.x3);
        }
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = restore_script_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** Takes what is there already out of a table of contents: `2; 3079 16385 EXTENSION - hstore`. */
function contentsWithout(contents, kept) {
    const extensions = kept.map(({ name }) => restore_script_plain(name));
    const schemas = kept.map(({ schema }) => restore_script_plain(schema)).filter((name) => name !== 'public');
    const starts = [
        ...extensions.flatMap((name) => [`EXTENSION - ${name} `, `COMMENT - EXTENSION ${name} `]),
        ...schemas.map((name) => `SCHEMA - ${name} `),
    ];
    return contents
        .split('\n')
        .map((line) => (starts.some((start) => line.replace(/^\d+; \d+ \d+ /, '').startsWith(start)) ? `;${line}` : line))
        .join('\n');
}
function restore_script_plain(name) {
    return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
/** Longer than what pg_restore puts behind the last statement. */
const endBytes = 1_024;
const end = /\nCOMMIT;\s+--\n-- PostgreSQL database dump complete\n--\s+(\\unrestrict \w+\s+)?$/;
/** Leaves the COMMIT out that ends the script. */
async function* withoutEnd(script) {
    let held = Buffer.alloc(0);
    for await (const chunk of script) {
        held = Buffer.concat([held, chunk]);
        if (held.length <= endBytes)
            continue;
        yield held.subarray(0, held.length - endBytes);
        held = held.subarray(held.length - endBytes);
    }
    yield Buffer.from(held.toString('latin1').replace(end, (_, unrestrict = '') => `\n${unrestrict}`), 'latin1');
}

;// CONCATENATED MODULE: ./src/engines/postgres/target/stage-in-transaction.ts
var stage_in_transaction_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var stage_in_transaction_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
















/** Clears the target and loads a whole database, in a transaction that stays open. */
async function stageInTransaction(access, bytes, plan, need) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { database } = access.connection;
        const held = stage_in_transaction_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const holder = held.use(await access.opener()());
        await takeLock(holder, database);
        const archive = stage_in_transaction_addDisposableResource(env_1, await (0,restorer_archive/* writeArchive */._)(bytes, need.scratch, load_failures/* targetPlace */.x3, need.signal), true);
        const run = untilLetGo(need.signal);
        const session = held.use(await access.opener(run.signal)(database));
        if (!plan.holdsData)
            await assertStillEmpty(access.opener(need.signal), database);
        const facts = await readFacts(access.opener(need.signal), database);
        await session.execute('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
        const [row] = await session.rows('SELECT pg_current_xact_id() AS id');
        await guardCommit(session);
        for (const statement of createRoles(facts, rolesToMake(facts, need.expected)))
            await session.execute(statement);
        const ender = stage_in_transaction_addDisposableResource(env_1, await access.opener()(), true);
        const inTheWay = blocking(await pidOf(session));
        await amidOthers({ session: ender, inTheWay, end: inTheWay }, async () => {
            const kept = await clearDatabase(session, facts, need.expected);
            const lent = await lendCreate(session, facts, need.expected);
            await session.script(restore_script_scriptOf({ ...access, archive, kept, signal: need.signal }));
            await takeBack(session, lent, need.expected);
        });
        const work = { access, need, session, transaction: row?.['id'] ?? '', letGo: () => run.letGo() };
        return staged(work, held.move());
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = stage_in_transaction_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function staged(work, held) {
    const { access, need, session } = work;
    const { expected, progress } = need;
    const open = sharing(session);
    return {
        inspect: () => (0,inspect/* inspectCopy */.C)({ open, expected, progress, workers: 1 }),
        examine: () => (0,examine/* examineCopy */.z)({ open, expected, progress }),
        async commit() {
            need.signal.throwIfAborted();
            work.letGo();
            await commitGuarded(work, access.connection.database);
            const openTarget = access.opener();
            await refreshStatistics(() => openTarget(access.connection.database), { ...need, signal: stage_in_transaction_never });
            return { wayBack: [], removal: [], removePrevious: () => Promise.resolve() };
        },
        [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
    };
}
const stage_in_transaction_never = new AbortController().signal;

;// CONCATENATED MODULE: ./src/engines/postgres/target/whole-database.ts



/** The whole database, beside what is there or in one transaction. */
const wholeDatabase = {
    assess: async (access, need) => (await chooseWay(access, need)).plan,
    load: (access, bytes, plan, need) => plan.way === 'transaction' ? stageInTransaction(access, bytes, plan, need) : stageBeside(access, bytes, plan, need),
};

;// CONCATENATED MODULE: ./src/engines/postgres/target/postgres-target.ts




/**
 * A live PostgreSQL database that a backup is brought back into. Restores into the same database keep each other away.
 *
 * @throws Failure `input-invalid` for a URL that cannot be used.
 */
function postgresTarget(options) {
    const connection = (0,postgres_connection/* connectionFromUrl */.E)(options.url);
    const access = (need) => openAccess(options, connection, need.signal);
    return {
        engine: 'postgres',
        database: connection.database,
        description: connection.description,
        async assess(need) {
            return await partFor(need).assess(await access(need), need);
        },
        async load(bytes, plan, need) {
            return await partFor(need).load(await access(need), bytes, plan, need);
        },
    };
}
function partFor({ tables }) {
    return tables.length > 0 ? chosenTables : wholeDatabase;
}


/***/ }),

/***/ 56842:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ readRoom)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _domain_bytes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27207);


/** Looks at the disks of this machine, and at the server's where that can be seen. */
async function readRoom({ dumpBytes, scratch, serverFolder }) {
    const own = await diskOf(scratch);
    const servers = serverFolder === undefined ? undefined : await diskOf(serverFolder);
    const size = (0,_domain_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z)(dumpBytes);
    const obstacles = [];
    const shares = own !== undefined && own.device === servers?.device;
    if (own !== undefined && own.freeBytes < dumpBytes * (shares ? 2 : 1)) {
        const both = shares ? ' and as much for the database' : '';
        obstacles.push(lacking(`${scratch} has ${(0,_domain_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z)(own.freeBytes)} free, the plain dump needs ${size}${both}`));
    }
    else if (servers !== undefined && servers.freeBytes < dumpBytes) {
        const free = (0,_domain_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z)(servers.freeBytes);
        obstacles.push(lacking(`the server's disk has ${free} free, the database needs at least the dump's ${size}`));
    }
    const unseen = `the server's disk cannot be seen from here: it needs room for at least the dump's ${size}`;
    return { obstacles, notes: servers === undefined ? [unseen] : [] };
}
function lacking(message) {
    return { message, remedy: 'free disk space; nothing was changed' };
}
async function diskOf(path) {
    try {
        const [{ dev: device }, { bavail, bsize }] = await Promise.all([(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.statfs)(path)]);
        return { device, freeBytes: bavail * bsize };
    }
    catch {
        return undefined; // another machine's path, or not for our eyes
    }
}


/***/ }),

/***/ 61318:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ settle)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);

const tries = 60;
const pauseMs = 1_000;
/**
 * Asks until there is an answer: whoever lost the connection while something was put in place does not know whether it is.
 *
 * @param ask Undefined while the server is not done; throws while it cannot be asked.
 * @throws what `unsettled` gives where no answer was had in about a minute.
 */
async function settle(ask, unsettled) {
    for (let left = tries; left > 0; left -= 1) {
        const answer = await ask().catch(() => undefined);
        if (answer !== undefined)
            return answer;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pauseMs);
    }
    throw unsettled();
}


/***/ })

};
