export const id = 246;
export const ids = [246];
export const modules = {

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

/***/ 93246:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  postgresSource: () => (/* binding */ postgresSource)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var domain_failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/process/launcher.ts + 1 modules
var launcher = __webpack_require__(65557);
// EXTERNAL MODULE: ./src/engines/postgres/archive-reader.ts + 3 modules
var archive_reader = __webpack_require__(53979);
// EXTERNAL MODULE: ./src/engines/postgres/catalog-settings.ts
var catalog_settings = __webpack_require__(83532);
// EXTERNAL MODULE: ./src/engines/postgres/clients.ts + 1 modules
var clients = __webpack_require__(25467);
// EXTERNAL MODULE: ./src/engines/postgres/connection.ts
var postgres_connection = __webpack_require__(87763);
// EXTERNAL MODULE: ./src/engines/postgres/catalog.ts + 7 modules
var catalog = __webpack_require__(82508);
;// CONCATENATED MODULE: ./src/engines/postgres/dump-process.ts
/** How long pg_dump waits for a table that somebody else has locked, before it fails. */
const lockWait = '60s';
/** Starts pg_dump in a snapshot; its output is a custom archive that is not compressed. */
function startDump({ launcher, clients, connection, snapshot, request }) {
    const { kind, tables, excludeTables, signal } = request;
    const args = [
        '--format=custom',
        '--compress=0',
        '--no-password',
        `--snapshot=${snapshot.id}`,
        `--encoding=${snapshot.encoding}`,
        `--lock-wait-timeout=${lockWait}`,
        ...(kind === 'schema' ? ['--schema-only'] : []),
        ...(tables.length > 0 ? ['--strict-names'] : []),
        ...tables.map((pattern) => `--table=${pattern}`),
        ...excludeTables.map((pattern) => `--exclude-table=${pattern}`),
        `--dbname=${connection.target}`,
    ];
    const { pgDump: file, prefix } = clients;
    const env = { PGAPPNAME: 'muster', ...connection.env, ...settingsOf(snapshot) };
    const running = launcher.start({ file, args, prefix, isBulky: true, env }, signal);
    running.stdin.end();
    return running;
}
/**
 * What pg_dump does not set by itself, so that server, database and account would decide how it writes values, and another server would
 * write them otherwise. Options of the start are for servers that need them only, since poolers refuse them.
 */
function settingsOf({ byteaOutput }) {
    return { PGTZ: 'UTC', ...(byteaOutput === 'hex' ? {} : { PGOPTIONS: '-c bytea_output=hex' }) };
}

// EXTERNAL MODULE: ./src/engines/postgres/first-contact.ts
var first_contact = __webpack_require__(95436);
// EXTERNAL MODULE: ./src/engines/postgres/stderr-failures.ts
var stderr_failures = __webpack_require__(12255);
;// CONCATENATED MODULE: ./src/engines/postgres/globals.ts
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


/** The file of a backup that has the server's roles, their memberships and settings, and its tablespaces; no passwords. */
const globalsFile = 'globals.sql';
/**
 * What of the server belongs to a backup of one of its databases, as SQL for psql. Without the passwords every account may read it. It is no
 * part of a snapshot: to have every role that a dump names, read it after the snapshot was taken.
 *
 * @throws Failure `source-denied` where a server hides its roles, `dump-failed`, `dump-incomplete`.
 */
async function readGlobals({ launcher, clients, connection, encoding, signal, }) {
    const args = [
        '--globals-only',
        '--no-role-passwords',
        '--no-password',
        // roles that were made in databases of other encodings have names that the server can give as they are, and not converted
        `--encoding=${encoding === 'UTF8' ? encoding : 'SQL_ASCII'}`,
        `--dbname=${connection.target}`,
        // pg_dumpall takes no database from a connection string, and one that it is given for a connection string where there is a = in it
        `--database=dbname=${conninfoValue(connection.database)}`,
    ];
    const { pgDumpall: file, prefix } = clients;
    const action = `pg_dumpall of ${connection.description}`;
    const chunks = [];
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const env = { PGAPPNAME: 'muster', ...connection.env };
            const running = __addDisposableResource(env_1, launcher.start({ file, args, prefix, env }, signal), true);
            running.stdin.end();
            for await (const chunk of running.output())
                chunks.push(chunk);
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
    catch (error) {
        signal.throwIfAborted();
        throw (0,stderr_failures/* failureOf */.g5)(error, { action, fallback: 'dump-failed' });
    }
    const bytes = Buffer.concat(chunks);
    if (!bytes.includes(lastWords))
        throw new domain_failure/* Failure */.HR('dump-incomplete', `${action}: its output has no end`);
    return { role: 'globals', name: globalsFile, format: 'pg_dumpall-globals', bytes };
}
/** What `pg_dumpall` (13 to 18) writes last. */
const lastWords = '\n-- PostgreSQL database cluster dump complete\n';
/** A value in a connection string of keywords and values. */
function conninfoValue(text) {
    return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

;// CONCATENATED MODULE: ./src/engines/postgres/portability-question.ts
const namedAtMost = 20;
/** Names for people: the first twenty, and how many more there are. The manifest stays small whatever a server holds. */
function listed(names) {
    const more = names.length - namedAtMost;
    const shown = names.slice(0, namedAtMost).join(', ');
    return more > 0 ? `${shown} and ${more} more` : shown;
}
/** One column of an answer, without nulls. */
function column(rows, name) {
    return rows.flatMap((row) => row[name] ?? []);
}
/** A number of the first row of an answer; 0 where there is none. */
function numberIn(rows, name) {
    return Number(rows[0]?.[name] ?? 0);
}

;// CONCATENATED MODULE: ./src/engines/postgres/portability-collations.ts

const provider = (letter) => `CASE ${letter} WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE ${letter}::text END`;
/** Encoding and locale of the database, and the version of its collation, which servers record from 15 on. */
const locale = {
    topic: 'locale',
    sql: (version) => `
    SELECT pg_encoding_to_char(encoding) AS encoding, datcollate AS collate, datctype AS ctype,
      ${version >= 150000 ? provider('datlocprovider') : `'libc'`} AS provider,
      ${version >= 170000 ? 'datlocale' : version >= 150000 ? 'daticulocale' : 'NULL'} AS locale,
      ${version >= 150000 ? 'datcollversion' : 'NULL'} AS recorded
    FROM pg_database WHERE datname = current_database()`,
    say([row = {}]) {
        const { encoding, collate, ctype, recorded } = row;
        const name = row['locale'] ?? (collate === ctype ? collate : `${collate ?? ''} (${ctype ?? ''} for letters)`);
        const version = recorded == null ? '' : `, version ${recorded}`;
        return [
            `the database has the encoding ${encoding ?? ''} and the locale ${name ?? ''} of ${row['provider'] ?? ''}${version}; the dump does not create it, so create it like that before a restore`,
        ];
    },
};
/** Collations that users made or use; those of the C locale are everywhere the same. */
const inUse = `c.collprovider <> 'd' AND c.collname NOT IN ('C', 'POSIX', 'ucs_basic') AND (c.oid >= 16384 OR EXISTS (SELECT FROM pg_depend d
  WHERE d.refclassid = 'pg_collation'::regclass AND d.refobjid = c.oid AND d.classid <> 'pg_collation'::regclass))`;
const collations = {
    topic: 'collations',
    sql: () => `
    SELECT quote_ident(c.collname) || ' (' || concat_ws(' ', ${provider('c.collprovider')}, c.collversion) || ')' AS name
    FROM pg_collation c WHERE ${inUse} ORDER BY c.collname COLLATE "C", c.oid`,
    say(rows) {
        if (rows.length === 0)
            return [];
        return [
            `collations in use: ${listed(column(rows, 'name'))}; a server to restore into needs them, and one of another version may sort in another way: look at ranges of partitions and at constraints that compare texts`,
        ];
    },
};
/** A library that sorts in another way than the one by which indexes were built makes them find too little, and unique ones miss doubles. */
const collationVersions = {
    topic: 'collation-versions',
    sql: (version) => `
    ${version >= 150000
        ? `SELECT 'the database' AS name, d.datcollversion AS recorded, pg_database_collation_actual_version(d.oid) AS actual
           FROM pg_database d WHERE d.datname = current_database() AND d.datcollversion <> pg_database_collation_actual_version(d.oid)
           UNION ALL`
        : ''}
    SELECT quote_ident(c.collname) AS name, c.collversion AS recorded, pg_collation_actual_version(c.oid) AS actual
    FROM pg_collation c WHERE c.collversion <> pg_collation_actual_version(c.oid) AND ${inUse}`,
    say(rows) {
        if (rows.length === 0)
            return [];
        const changes = rows.map(({ name, recorded, actual }) => `${name ?? ''} (${recorded ?? ''} recorded, ${actual ?? ''} on the server)`);
        return [
            `the collation has changed since indexes were built, so the source's indexes on texts may be corrupt: ${listed(changes)}; reindex, then alter database or alter collation … refresh version; a restore builds its indexes anew`,
        ];
    },
};

// EXTERNAL MODULE: ./src/domain/counted.ts
var counted = __webpack_require__(63714);
// EXTERNAL MODULE: ./src/engines/postgres/catalog-query.ts
var catalog_query = __webpack_require__(22205);
// EXTERNAL MODULE: ./src/engines/postgres/extension-packages.ts
var extension_packages = __webpack_require__(96270);
;// CONCATENATED MODULE: ./src/engines/postgres/portability-content.ts




/** Versions are not in a dump: a restore takes the one that the server's packages have. */
const extensions = {
    topic: 'extensions',
    sql: () => `
    SELECT e.extname AS name, quote_ident(e.extname) || ' ' || e.extversion AS version, v.superuser AND NOT v.trusted AS superuser
    FROM pg_extension e LEFT JOIN pg_available_extension_versions v ON v.name = e.extname AND v.version = e.extversion
    WHERE e.extname <> 'plpgsql' ORDER BY e.extname COLLATE "C"`,
    say(rows, version) {
        if (rows.length === 0)
            return [];
        const found = column(rows, 'name').map((name) => (0,extension_packages/* packageOf */.w)(name, Math.floor(version / 10000)));
        const packages = [...new Set(found.filter((name) => name !== undefined))].sort();
        const privileged = column(rows.filter((row) => row['superuser'] === 't'), 'name');
        const said = [
            `a restore needs the extensions ${listed(column(rows, 'version'))}; it takes the versions that the server's packages have, which the dump does not name`,
        ];
        if (packages.length > 0) {
            said.push(`install ${listed(packages)} beside a server to restore into: not everything comes with PostgreSQL`);
        }
        if (privileged.length > 0)
            said.push(`only a superuser can create the extensions ${listed(privileged)}`);
        return said;
    },
};
/** Foreign tables come back; what is in them does not. */
const foreignServers = {
    topic: 'foreign-servers',
    sql: () => `
    SELECT quote_ident(s.srvname) AS name, (SELECT count(*) FROM pg_foreign_table) AS tables, (SELECT count(*) FROM pg_user_mappings) AS mappings
    FROM pg_foreign_server s ORDER BY s.srvname COLLATE "C"`,
    say(rows) {
        if (rows.length === 0)
            return [];
        const names = listed(column(rows, 'name'));
        const [tables, mappings] = [numberIn(rows, 'tables'), numberIn(rows, 'mappings')];
        return [
            `the rows of ${(0,counted/* counted */.h)(tables, 'foreign table')} on the servers ${names} are not in the dump; back up what these servers hold by itself`,
            `the servers ${names} and ${(0,counted/* counted */.h)(mappings, 'user mapping')} come back with the addresses and passwords that they have: change them before a copy is used, or it writes to the same servers`,
        ];
    },
};
/** Tables of kinds that not every server has, or that do not outlive a crash. */
const tableKinds = [
    {
        topic: 'unlogged-tables',
        sql: () => `SELECT count(*) AS tables, pg_is_in_recovery() AS standby ${(0,catalog_query/* userRelations */.$g)('rm')} AND c.relpersistence = 'u'`,
        say(rows) {
            const tables = numberIn(rows, 'tables');
            if (tables === 0)
                return [];
            if (rows[0]?.['standby'] === 't')
                return [`${(0,counted/* counted */.h)(tables, 'unlogged table')}: a standby has none of their rows, so they are not in the dump`];
            return [
                `${(0,counted/* counted */.h)(tables, 'unlogged table')}: their rows are in the dump, but a crash of the server empties them and standbys have none; set logged what must last`,
            ];
        },
    },
    {
        topic: 'access-methods',
        sql: () => `
      SELECT DISTINCT quote_ident(m.amname) AS name FROM pg_am m JOIN pg_class c ON c.relam = m.oid WHERE m.amtype = 't' AND m.amname <> 'heap'`,
        say(rows) {
            if (rows.length === 0)
                return [];
            return [
                `tables are stored by ${listed(column(rows, 'name'))}, which a server to restore into must have; pg_restore 15 and newer can do without (--no-table-access-method)`,
            ];
        },
    },
];
/**
 * The text of such a value has the signs of `lc_monetary`, in a dump too, and is read by those of the server that loads it:
 * https://www.postgresql.org/docs/current/datatype-money.html
 */
const moneyColumns = {
    topic: 'money-columns',
    sql: () => `
    SELECT count(*) AS columns, (SELECT reset_val FROM pg_settings WHERE name = 'lc_monetary') AS locale
    ${(0,catalog_query/* userRelations */.$g)('rpm', 'JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped')}
    AND a.atttypid IN ('money'::regtype, 'money[]'::regtype)`,
    say(rows) {
        const columns = numberIn(rows, 'columns');
        if (columns === 0)
            return [];
        return [
            `${(0,counted/* counted */.h)(columns, 'column')} of type money: the dump has their values in the signs of lc_monetary ${rows[0]?.['locale'] ?? ''}, and a server with another one, as sandboxes have, may refuse or misread them; make them numeric`,
        ];
    },
};
/** A dump fails where row-level security hides rows from its account, so what is dumped is whole. */
const rowSecurity = {
    topic: 'row-security',
    sql: () => `
    SELECT count(*) AS tables, count(*) FILTER (WHERE c.relforcerowsecurity) AS forced,
      (SELECT r.rolsuper OR r.rolbypassrls FROM pg_roles r WHERE r.rolname = current_user) AS bypass
    ${(0,catalog_query/* userRelations */.$g)('rp')} AND c.relrowsecurity`,
    say(rows) {
        const [tables, forced] = [numberIn(rows, 'tables'), numberIn(rows, 'forced')];
        if (tables === 0)
            return [];
        const said = [
            `${(0,counted/* counted */.h)(tables, 'table')} with row-level security, ${forced} of them forced on the owner: every role that a policy names must exist, and an account that restores rows alone needs BYPASSRLS`,
        ];
        if (rows[0]?.['bypass'] !== 't') {
            said.push('the account of the backup has no BYPASSRLS: as soon as a policy hides rows from it, backups fail; alter role … bypassrls');
        }
        return said;
    },
};
/** pg_dump writes who owns each large object, and only a superuser or a member of that role can give it away. */
const largeObjects = {
    topic: 'large-objects',
    sql: () => `
    SELECT ${(0,catalog_query/* roleName */.S3)('l.lomowner')} AS name, count(*) AS objects, sum(count(*)) OVER () AS total
    FROM pg_largeobject_metadata l GROUP BY l.lomowner ORDER BY 1`,
    say(rows) {
        if (rows.length === 0)
            return [];
        return [
            `${(0,counted/* counted */.h)(numberIn(rows, 'total'), 'large object')} of ${listed(column(rows, 'name'))}: restore as a superuser or a member of these roles; tables name them by number, so never load them into a database that has others`,
        ];
    },
};

;// CONCATENATED MODULE: ./src/engines/postgres/portability-replication.ts


/** What goes to other servers and comes from them. */
const logicalReplication = [
    {
        topic: 'publications',
        sql: () => 'SELECT quote_ident(p.pubname) AS name FROM pg_publication p ORDER BY p.pubname COLLATE "C"',
        say(rows) {
            if (rows.length === 0)
                return [];
            return [
                `the publications ${listed(column(rows, 'name'))} come back without subscribers: set wal_level = logical, and let each subscriber copy its tables anew`,
            ];
        },
    },
    {
        topic: 'subscriptions',
        // the columns that everyone may read
        sql: () => `
      SELECT quote_ident(s.subname) AS name FROM pg_subscription s
      WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY s.subname COLLATE "C"`,
        say(rows) {
            if (rows.length === 0)
                return [];
            return [
                `the subscriptions ${listed(column(rows, 'name'))} come back switched off and without a slot: give them one at the publisher and enable them (alter subscription … enable); only a superuser's dump has them (pg_dump 17 and before)`,
            ];
        },
    },
    {
        topic: 'replication-slots',
        sql: () => 'SELECT count(*) AS slots FROM pg_replication_slots WHERE database = current_database() AND NOT temporary',
        say(rows) {
            const slots = numberIn(rows, 'slots');
            if (slots === 0)
                return [];
            return [
                `${(0,counted/* counted */.h)(slots, 'logical replication slot')} of this database: no dump has them; whoever reads from one begins anew after a restore`,
            ];
        },
    },
];

// EXTERNAL MODULE: ./src/engines/postgres/catalog-edition.ts
var catalog_edition = __webpack_require__(94915);
// EXTERNAL MODULE: ./src/engines/postgres/objects-roles.ts
var objects_roles = __webpack_require__(18151);
;// CONCATENATED MODULE: ./src/engines/postgres/portability-server.ts





/** The roles that a dump names; the server's own, such as `pg_read_all_data`, are on every server of the version. */
const roles = {
    topic: 'roles',
    sql: (version) => `
    SELECT o.name, r.rolsuper AS superuser FROM (${objects_roles/* roles */.Ot.sql(version, version, catalog_edition/* catalogEdition */.S)}) o JOIN pg_roles r ON quote_ident(r.rolname) = o.name
    WHERE o.kind = 'role' AND r.rolname !~ '^pg_' ORDER BY o.name COLLATE "C"`,
    say(rows) {
        if (rows.length === 0)
            return [];
        const superusers = column(rows.filter((row) => row['superuser'] === 't'), 'name');
        const names = listed(column(rows, 'name'));
        const said = `the dump names the roles ${names}: create them before a restore, from ${globalsFile}, which has no passwords, or restore with --no-owner --no-privileges`;
        return [superusers.length === 0 ? said : `${said}; superusers are ${listed(superusers)}`];
    },
};
/** Tablespaces of tables, indexes and materialized views, and the one that the database itself lies in. */
const tablespaces = {
    topic: 'tablespaces',
    sql: () => `
    SELECT quote_ident(t.spcname) AS name FROM pg_tablespace t
    WHERE t.spcname NOT IN ('pg_default', 'pg_global') AND (EXISTS (SELECT FROM pg_class c WHERE c.reltablespace = t.oid)
      OR EXISTS (SELECT FROM pg_database d WHERE d.datname = current_database() AND d.dattablespace = t.oid))
    ORDER BY t.spcname COLLATE "C"`,
    say(rows) {
        if (rows.length === 0)
            return [];
        return [
            `data lies in the tablespaces ${listed(column(rows, 'name'))}: create them before a restore (${globalsFile} has their places), or restore with --no-tablespaces; a drill restores without them`,
        ];
    },
};
/** Accounts without `pg_read_all_settings` do not see the setting, and nothing is said. */
const libraries = {
    topic: 'libraries',
    sql: () => `SELECT setting AS names FROM pg_settings WHERE name = 'shared_preload_libraries' AND setting <> ''`,
    say(rows) {
        const [names] = column(rows, 'names');
        if (names === undefined)
            return [];
        return [
            `the server preloads ${names}: extensions that need it do not work, or cannot be created, on a server without it in shared_preload_libraries`,
        ];
    },
};
const thisDatabase = '(SELECT oid FROM pg_database WHERE datname = current_database())';
/** `pg_dump` writes these with `--create` only, and `pg_dumpall --globals-only` not at all. */
const databaseItself = [
    {
        topic: 'database',
        sql: () => `
      SELECT DISTINCT split_part(c, '=', 1) AS name FROM pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) AS c
      WHERE s.setdatabase = ${thisDatabase} ORDER BY 1`,
        say(rows) {
            if (rows.length === 0)
                return [];
            return [
                `the database itself has settings (${listed(column(rows, 'name'))}), which come back only with pg_restore --create; make them again after another restore (alter database … set, alter role … in database … set)`,
            ];
        },
    },
    {
        topic: 'database',
        sql: () => `
      SELECT count(*) AS kinds FROM pg_database WHERE datname = current_database() AND (datacl IS NOT NULL OR datconnlimit <> -1)`,
        say: (rows) => numberIn(rows, 'kinds') === 0
            ? []
            : [
                'the database itself has privileges or a connection limit, which come back only with pg_restore --create: grant … on database, and alter database … connection limit after another restore',
            ],
    },
    {
        topic: 'prepared-transactions',
        sql: () => 'SELECT count(*) AS transactions FROM pg_prepared_xacts WHERE database = current_database()',
        say(rows) {
            const transactions = numberIn(rows, 'transactions');
            if (transactions === 0)
                return [];
            return [
                `${(0,counted/* counted */.h)(transactions, 'prepared transaction')}: what they wrote is not in the dump; commit or roll them back`,
            ];
        },
    },
];
/** Privileges on parameters of the server exist from version 15 on; `pg_dumpall` writes them. */
const parameters = {
    topic: 'parameters',
    sql: (version) => version >= 150000
        ? 'SELECT parname AS name FROM pg_parameter_acl ORDER BY 1'
        : 'SELECT NULL::text AS name WHERE false',
    say(rows) {
        if (rows.length === 0)
            return [];
        return [
            `privileges on the parameters ${listed(column(rows, 'name'))} of the server are in ${globalsFile} and not in the dump`,
        ];
    },
};

;// CONCATENATED MODULE: ./src/engines/postgres/portability-superuser.ts



/** What only a superuser can bring back, or what has to be loaded into the server before. */
const superuserNeeds = [
    {
        topic: 'security-labels',
        sql: () => `
      SELECT quote_ident(l.provider) AS name, sum(count(*)) OVER () AS labels FROM pg_seclabel l GROUP BY l.provider ORDER BY 1`,
        say(rows) {
            if (rows.length === 0)
                return [];
            const labels = (0,counted/* counted */.h)(numberIn(rows, 'labels'), 'security label');
            return [
                `${labels} of the providers ${listed(column(rows, 'name'))}: a server to restore into must have them loaded (shared_preload_libraries), or restore with --no-security-labels`,
            ];
        },
    },
    {
        topic: 'event-triggers',
        sql: () => `
      SELECT count(*) AS triggers, count(*) FILTER (WHERE t.evtenabled = 'D') AS disabled FROM pg_event_trigger t
      WHERE ${(0,catalog_query/* isNotOfExtension */.qM)('pg_event_trigger', 't.oid')}`,
        say(rows) {
            const triggers = numberIn(rows, 'triggers');
            if (triggers === 0)
                return [];
            const disabled = numberIn(rows, 'disabled');
            return [
                `${(0,counted/* counted */.h)(triggers, 'event trigger')}${disabled > 0 ? `, ${disabled} of them disabled` : ''}: only a superuser can restore them, and their owners must be superusers; a managed server may refuse them`,
            ];
        },
    },
    {
        topic: 'c-functions',
        sql: () => `
      SELECT count(*) AS functions FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
      WHERE l.lanname = 'c' AND ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_proc', 'p.oid')}`,
        say(rows) {
            const functions = numberIn(rows, 'functions');
            if (functions === 0)
                return [];
            return [
                `${(0,counted/* counted */.h)(functions, 'function')} in libraries that no extension brings: put the same libraries on a server to restore into, and restore as a superuser`,
            ];
        },
    },
];

;// CONCATENATED MODULE: ./src/engines/postgres/portability.ts





const questions = [
    roles,
    tablespaces,
    extensions,
    libraries,
    locale,
    collations,
    collationVersions,
    ...superuserNeeds,
    ...logicalReplication,
    foreignServers,
    ...tableKinds,
    moneyColumns,
    rowSecurity,
    largeObjects,
    ...databaseItself,
    parameters,
];
/** What a restore on another server needs or does not bring back, in the session's snapshot. */
async function readPortability(session, { tables }) {
    const [server] = await session.rows(`SELECT current_setting('server_version_num') AS version`);
    const version = Number(server?.['version']);
    const notes = tables.length > 0 ? [chosenTables] : [];
    for (const question of questions) {
        const { topic } = question;
        const rows = await session.rows(question.sql(version));
        for (const line of question.say(rows, version))
            notes.push({ topic, detail: line.replace(/\s*[\r\n]\s*/g, ' ') });
    }
    return notes;
}
const chosenTables = {
    topic: 'chosen-tables',
    detail: 'the dump holds chosen tables only: schemas, types, functions and extensions that they use are not in it, and must be there before a restore; the other notes are about the whole database',
};

// EXTERNAL MODULE: ./src/engines/postgres/session.ts + 4 modules
var postgres_session = __webpack_require__(10465);
// EXTERNAL MODULE: ./src/engines/postgres/copy-statement.ts
var copy_statement = __webpack_require__(38234);
;// CONCATENATED MODULE: ./src/engines/postgres/chosen-needs.ts



const relations = new Set(['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE']);
/**
 * What the relations of a dump need that it does not hold, such as `type public.mood, function public.f()`: pg_dump takes nothing but
 * relations by patterns of tables. Schemas are left out, and what every server has; for what came with an extension, the extension is named.
 *
 * @returns undefined where they need nothing
 */
async function needsOfChosen(session, entries) {
    const chosen = entries
        .filter(({ description }) => relations.has(description))
        .map(({ namespace = '', tag }) => `(${(0,postgres_session/* literal */.e)(`${(0,copy_statement/* quoteIdentifier */.Cm)(namespace)}.${(0,copy_statement/* quoteIdentifier */.Cm)(tag)}`)})`);
    if (chosen.length === 0)
        return undefined;
    const rows = await session.rows(needs(chosen.join(', ')));
    return rows.length === 0 ? undefined : listed(rows.flatMap(({ need }) => need ?? []));
}
/** By the server's own record of what depends on what; what it calls normal or automatic has to be there first. */
function needs(chosen) {
    return `
    WITH relation AS (SELECT to_regclass(v.name)::oid AS oid FROM (VALUES ${chosen}) AS v (name)),
    part AS (
      SELECT 'pg_class'::regclass AS classid, oid FROM relation
      UNION SELECT 'pg_class'::regclass, indexrelid FROM pg_index WHERE indrelid IN (SELECT oid FROM relation)
      UNION SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typrelid IN (SELECT oid FROM relation)
      UNION SELECT 'pg_attrdef'::regclass, oid FROM pg_attrdef WHERE adrelid IN (SELECT oid FROM relation)
      UNION SELECT 'pg_constraint'::regclass, oid FROM pg_constraint WHERE conrelid IN (SELECT oid FROM relation)
      UNION SELECT 'pg_trigger'::regclass, oid FROM pg_trigger WHERE tgrelid IN (SELECT oid FROM relation) AND NOT tgisinternal
      UNION SELECT 'pg_rewrite'::regclass, oid FROM pg_rewrite WHERE ev_class IN (SELECT oid FROM relation)
      UNION SELECT 'pg_policy'::regclass, oid FROM pg_policy WHERE polrelid IN (SELECT oid FROM relation)
      UNION SELECT 'pg_statistic_ext'::regclass, oid FROM pg_statistic_ext WHERE stxrelid IN (SELECT oid FROM relation)),
    need AS (
      SELECT DISTINCT d.refclassid AS classid, d.refobjid AS oid FROM pg_depend d JOIN part p ON p.classid = d.classid AND p.oid = d.objid
      WHERE d.deptype IN ('n', 'a') AND d.refclassid <> 'pg_namespace'::regclass AND d.refobjid >= 16384
        AND NOT EXISTS (SELECT FROM part o WHERE o.classid = d.refclassid AND o.oid = d.refobjid)
        -- without the table that it belongs to, a sequence is dumped as one of its own
        AND NOT (d.deptype = 'a' AND d.classid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_sequence s WHERE s.seqrelid = d.objid)))
    SELECT DISTINCT coalesce('extension ' || quote_ident(x.extname), i.type || ' ' || i.identity) AS need
    FROM need n CROSS JOIN pg_identify_object(n.classid, n.oid, 0) i
    LEFT JOIN pg_depend e ON e.classid = n.classid AND e.objid = n.oid AND e.deptype = 'e'
    LEFT JOIN pg_extension x ON x.oid = e.refobjid
    WHERE i.identity IS NOT NULL ORDER BY need`;
}

// EXTERNAL MODULE: ./src/engines/postgres/large-objects.ts
var large_objects = __webpack_require__(88249);
// EXTERNAL MODULE: ./src/engines/postgres/objects-sequence-values.ts
var objects_sequence_values = __webpack_require__(85596);
// EXTERNAL MODULE: ./src/engines/postgres/objects-sequences.ts
var objects_sequences = __webpack_require__(47976);
;// CONCATENATED MODULE: ./src/engines/postgres/source-snapshot.ts

const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
/** Takes a snapshot that lives as long as the session does. */
async function takeSnapshot(holder) {
    const [about = {}] = await holder.rows(`SELECT current_setting('server_version') AS version, pg_is_in_recovery() AS standby, getdatabaseencoding() AS encoding,
       (SELECT reset_val FROM pg_settings WHERE name = 'bytea_output') AS bytea_output,
       has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') AS controls`);
    const isStandby = about['standby'] === 't';
    const identity = about['controls'] === 't' ? await holder.rows(systemIdentifier) : [];
    const lsn = await holder.rows(`SELECT ${isStandby ? 'pg_last_wal_replay_lsn' : 'pg_current_wal_lsn'}() AS lsn`);
    await holder.execute(begin);
    const [taken = {}] = await holder.rows(`SELECT pg_export_snapshot() AS id,
       to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS moment`);
    const takenAt = new Date(taken['moment'] ?? '');
    if (!taken['id'] || Number.isNaN(takenAt.getTime()))
        throw new domain_failure/* Failure */.HR('dump-failed', 'the server gave no snapshot');
    const systemId = identity[0]?.['id'];
    const position = lsn[0]?.['lsn'];
    return {
        id: taken['id'],
        takenAt,
        encoding: about['encoding'] ?? 'UTF8',
        byteaOutput: about['bytea_output'] ?? 'hex',
        server: {
            flavour: 'postgresql',
            version: (about['version'] ?? '').split(' ')[0] ?? '',
            ...(systemId ? { 'system-identifier': systemId } : {}),
        },
        position: position ? { [isStandby ? 'replay-lsn' : 'lsn']: position } : {},
    };
}
/** Makes a session see what the snapshot's holder sees. */
async function joinSnapshot(session, id) {
    // in one message: a statement in between would give the transaction a snapshot of its own
    await session.execute(`${begin}; SET TRANSACTION SNAPSHOT '${id}'`);
}
const systemIdentifier = 'SELECT system_identifier AS id FROM pg_control_system()';

// EXTERNAL MODULE: ./src/domain/nearest.ts
var nearest = __webpack_require__(94006);
// EXTERNAL MODULE: ./src/engines/postgres/target/tables-pattern.ts
var tables_pattern = __webpack_require__(30635);
;// CONCATENATED MODULE: ./src/engines/postgres/table-patterns.ts



/**
 * Requires that patterns are one a line, since pg_dump takes a comma for a letter of a name.
 *
 * @throws Failure `input-invalid`
 */
function assertOneEach({ tables, excludeTables }) {
    for (const [input, patterns] of [
        ['tables', tables],
        ['exclude-tables', excludeTables],
    ]) {
        const crowded = patterns.find((pattern) => pattern.replace(/"[^"]*"|\{\d+,\d*\}|\[[^\]]*\]/g, '').includes(','));
        if (crowded === undefined)
            continue;
        throw new domain_failure/* Failure */.HR('input-invalid', `input "${input}" has several patterns on a line: ${JSON.stringify(crowded)}`, {
            hint: 'write one pattern a line, and a name that has a comma in it in double quotes',
        });
    }
}
const table_patterns_relations = ['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE'];
/**
 * Requires that patterns of what to dump left something to dump, and that each name of what to leave out did leave out something: pg_dump passes over one that
 * fits nothing, and what was to stay out of the backup is in it.
 *
 * @throws Failure `source-missing`
 */
async function assertPatternsFit(holder, entries, { tables, excludeTables }) {
    if (tables.length === 0 && excludeTables.length === 0)
        return;
    const dumped = entries.filter(({ description }) => table_patterns_relations.includes(description));
    if (dumped.length === 0 && tables.length > 0) {
        throw new domain_failure/* Failure */.HR('source-missing', 'inputs "tables" and "exclude-tables" leave no table to dump', {
            hint: 'leave out less with "exclude-tables", or choose more with "tables"',
        });
    }
    const isDumped = new Set(dumped.map(({ namespace = '', tag }) => `${namespace}\0${tag}`));
    const all = await holder.rows(`SELECT n.nspname AS namespace, c.relname AS tag FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'f', 'S', 'v', 'm')`);
    const left = all.filter(({ namespace, tag }) => !isDumped.has(`${namespace ?? ''}\0${tag ?? ''}`));
    // one with letters left open may be for tables that come later
    const idle = excludeTables.find((pattern) => !isOpen(pattern) && !left.some(fits(pattern)));
    if (idle === undefined)
        return;
    const names = dumped.flatMap(({ namespace = '', tag }) => [tag, `${namespace}.${tag}`]);
    throw new domain_failure/* Failure */.HR('source-missing', `pattern ${JSON.stringify(idle)} of input "exclude-tables" leaves out nothing${(0,nearest/* didYouMean */.a)(idle, names)}`, {
        hint: 'write one pattern a line as pg_dump takes them, with the schema, such as app.audit or app.log_*; remove it where the table is gone',
    });
}
function isOpen(pattern) {
    return /[*?+|[({]/.test(pattern.replace(/"[^"]*"/g, ''));
}
function fits(pattern) {
    let expressions;
    try {
        expressions = (0,tables_pattern/* expressionsOf */.Bi)(pattern);
    }
    catch {
        return () => true; // pg_dump knows forms that are not told here, such as one with the database in front
    }
    const [name, schema] = expressions.toReversed();
    return ({ namespace, tag }) => name?.test(tag ?? '') === true && (schema?.test(namespace ?? '') ?? true);
}

// EXTERNAL MODULE: ./src/engines/postgres/extension-rows.ts
var extension_rows = __webpack_require__(41370);
// EXTERNAL MODULE: ./src/engines/postgres/inspect-tables.ts
var inspect_tables = __webpack_require__(26909);
;// CONCATENATED MODULE: ./src/engines/postgres/source-rows.ts



/** Parts of one statement, so that thousands of tables take a handful of statements. */
const perStatement = 100;
/**
 * Keeps the tables as they are until the session's transaction ends. A TRUNCATE or a rewriting ALTER TABLE empties a table for older
 * snapshots too, so counting must not come after one.
 *
 * @param names Quoted and qualified.
 */
async function lockTables(session, names) {
    for (let start = 0; start < names.length; start += perStatement) {
        const batch = names.slice(start, start + perStatement).map((name) => `ONLY ${name}`);
        await session.execute(`LOCK TABLE ${batch.join(', ')} IN ACCESS SHARE MODE`);
    }
}
/** How many rows each of the tables has for the session, by name: of those that an extension brought, the rows that are dumped. */
async function countRows(session, names) {
    const counts = new Map();
    const conditions = await (0,extension_rows/* conditionsOfRows */.$)(session);
    for (let start = 0; start < names.length; start += perStatement) {
        const batch = names.slice(start, start + perStatement);
        const parts = batch.map((name, index) => `(SELECT ${index} AS place, count(*) AS rows FROM ONLY ${name} ${conditions.get(name) ?? ''})`);
        for (const row of await session.rows(parts.join(' UNION ALL '))) {
            counts.set(batch[Number(row['place'])] ?? '', Number(row['rows']));
        }
    }
    return counts;
}
/** The digests that the server computes, as objects of the kind `table-digest`. */
async function digestRows(session, names) {
    const digests = [];
    for (const name of names) {
        const [row] = await session.rows(await (0,inspect_tables/* serverDigestSql */.ky)(session, name));
        digests.push({ kind: 'table-digest', name, definition: row?.['digest'] ?? '' });
    }
    return digests;
}
/**
 * @throws Failure `dump-untrue` that names the tables whose rows in the dump are not as many as the server counted, or that were counted and
 *   have no rows in the dump, not even none.
 */
function compareCounts(tables, counts) {
    const dumped = new Map(tables.map(({ name, rows }) => [name, rows]));
    const untrue = [...counts].filter(([name, counted]) => dumped.get(name) !== counted);
    if (untrue.length === 0)
        return;
    const shown = untrue
        .slice(0, 5)
        .map(([name, counted]) => `${name} (${dumped.get(name) ?? 'no block'} in the dump, ${counted} counted)`);
    const more = untrue.length > shown.length ? ` and ${untrue.length - shown.length} more` : '';
    throw new domain_failure/* Failure */.HR('dump-untrue', `the dump has other rows than the server counted: ${shown.join(', ')}${more}`);
}

;// CONCATENATED MODULE: ./src/engines/postgres/source-findings.ts
var source_findings_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var source_findings_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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














/** Reads the objects in the holder's session, and at the same time the rows in a second one. */
async function readServer(reading) {
    const names = reading.entries.flatMap(({ description, copyStatement = '', namespace = '', tag }) => {
        if (description !== 'TABLE DATA')
            return [];
        const copy = (0,copy_statement/* parseCopyStatement */.sU)(copyStatement);
        const isItself = copy?.path.join('\0') === `${namespace}\0${tag}`;
        return [isItself ? copy.table : `${(0,copy_statement/* quoteIdentifier */.Cm)(namespace)}.${(0,copy_statement/* quoteIdentifier */.Cm)(tag)}`];
    });
    await assertPatternsFit(reading.holder, reading.entries, reading.request);
    await warnOfNeeds(reading);
    const [objects, rows] = await Promise.all([readObjects(reading), readRows(reading, names)]);
    const hasSubscriptions = await areSubscriptionsDumped(reading.holder);
    const omissions = hasSubscriptions ? [] : ['subscriptions are not in the dump: only a superuser may read them'];
    const dumped = objects.filter(({ kind, name }) => hasSubscriptions || !isOfSubscription(kind, name));
    const gaps = [...rows.gaps, ...viewsOf(reading), ...omissions, ...(await emptiedOf(reading))];
    return { ...rows, gaps, objects: [...dumped, ...rows.digests] };
}
/** pg_dump leaves them out with no more than a warning, by this rule (versions 13 to 18). */
async function areSubscriptionsDumped(holder) {
    const [row] = await holder.rows(`SELECT count(*) AS number FROM pg_subscription
     WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND current_setting('is_superuser') = 'off'`);
    return row?.['number'] === '0';
}
/** Whether it is a subscription, or a comment or label on one. */
function isOfSubscription(kind, name) {
    return (kind === 'subscription' || ((kind === 'comment' || kind === 'security-label') && name.startsWith('subscription ')));
}
/** Tables whose rows pg_dump leaves out on a standby without a word. */
async function emptiedOf({ holder, entries, request }) {
    if (request.kind === 'schema')
        return [];
    const unlogged = await holder.rows(`SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name, n.nspname AS namespace, c.relname AS tag
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND c.relpersistence = 'u' AND pg_is_in_recovery()`);
    const dumped = new Set(dumpedNames(entries, ['TABLE']));
    const empty = unlogged.filter(({ namespace, tag }) => dumped.has(`${(0,copy_statement/* quoteIdentifier */.Cm)(namespace ?? '')}.${(0,copy_statement/* quoteIdentifier */.Cm)(tag ?? '')}`));
    return empty.map(({ name }) => `the rows of ${name ?? ''} are not in the dump: it is unlogged, and a standby has none; dump from the primary, or leave it out with "exclude-tables"`);
}
/** A drill makes the schemas of chosen tables, and cannot make what else they need. */
async function warnOfNeeds({ holder, entries, request }) {
    if (request.tables.length === 0)
        return;
    const needs = await needsOfChosen(holder, entries);
    if (needs === undefined)
        return;
    request.progress.warn(`what input "tables" chose needs ${needs}, which the dump does not hold: it loads only where they are, and a drill of it fails; ` +
        'choose them as well where they are tables or sequences, or leave out the other tables with "exclude-tables" instead');
}
/** Patterns of tables choose views too, which belong to no table and are not read for chosen tables. */
function viewsOf({ entries, request }) {
    if (request.tables.length === 0)
        return [];
    return entries
        .filter(({ description }) => description === 'VIEW' || description === 'MATERIALIZED VIEW')
        .map(({ namespace = '', tag }) => `the view ${namespace}.${tag} is in the dump and not in the fingerprint`);
}
async function readObjects({ holder, functions, entries, request, }) {
    const scope = await scopeOf(holder, entries, request);
    const read = await (0,catalog/* readCatalog */.uM)(holder, { scope, functions });
    const objects = scope === 'all' ? read : [...read, ...(await orphanedSequences(holder, entries, read))];
    if (request.kind === 'schema')
        return (0,catalog/* withoutData */.xp)(objects);
    // values of sequences are no part of a snapshot: the archive says which ones a restore brings back
    const values = entries.flatMap(({ definition }) => (0,objects_sequence_values/* sequenceValueOf */.j)(definition ?? '') ?? []);
    return [...objects.filter(({ kind }) => kind !== 'sequence-value'), ...values];
}
/** pg_dump dumps a sequence whose table is left out, as one that belongs to no table. */
async function orphanedSequences(holder, entries, read) {
    const dumped = dumpedNames(entries, ['SEQUENCE']);
    if (dumped.length === 0)
        return [];
    const known = new Set(read.filter(({ kind }) => kind === 'sequence').map(({ name }) => name));
    const rows = await holder.rows(`SELECT kind, name, (definition::jsonb - 'owned_by')::text AS definition FROM (${objects_sequences/* sequences */.X.sql(0, 0, catalog_edition/* catalogEdition */.S)}) AS o
     WHERE to_regclass(name) IN (SELECT to_regclass(v.name) FROM (VALUES ${dumped.map((name) => `(${(0,postgres_session/* literal */.e)(name)})`).join(', ')}) AS v (name))`);
    return rows
        .map(({ kind, name, definition }) => ({ kind: kind ?? '', name: name ?? '', definition: definition ?? '' }))
        .filter(({ name }) => !known.has(name));
}
/** Quoted and qualified names of what the dump defines of some kinds. */
function dumpedNames(entries, kinds) {
    return entries
        .filter(({ description }) => kinds.includes(description))
        .map(({ namespace = '', tag }) => `${(0,copy_statement/* quoteIdentifier */.Cm)(namespace)}.${(0,copy_statement/* quoteIdentifier */.Cm)(tag)}`);
}
async function scopeOf(holder, entries, { tables, excludeTables }) {
    if (tables.length === 0 && excludeTables.length === 0)
        return 'all';
    const chosen = ['TABLE', 'FOREIGN TABLE', 'SEQUENCE'];
    if (tables.length > 0)
        return { tables: dumpedNames(entries, chosen) };
    const all = await holder.rows(`SELECT n.nspname AS namespace, c.relname AS tag FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'f', 'S', 'v', 'm') AND ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_class', 'c.oid')}`);
    const names = all.map(({ namespace, tag }) => `${(0,copy_statement/* quoteIdentifier */.Cm)(namespace ?? '')}.${(0,copy_statement/* quoteIdentifier */.Cm)(tag ?? '')}`);
    const there = new Set(dumpedNames(entries, [...chosen, 'VIEW', 'MATERIALIZED VIEW']));
    return { except: names.filter((name) => !there.has(name)) };
}
async function readRows(reading, names) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (names.length === 0)
            return { counts: new Map(), gaps: [], digests: [] };
        const worker = source_findings_addDisposableResource(env_1, await reading.openWorker(), true);
        await joinSnapshot(worker, reading.snapshotId);
        try {
            await lockTables(worker, names);
        }
        catch (error) {
            if (!(error instanceof domain_failure/* Failure */.HR) || !isLockTrouble(error))
                throw error;
            const gap = `the rows were not counted by the server: ${error.message}`;
            reading.request.progress.warn(gap);
            return { gaps: [gap], digests: [] };
        }
        const counts = await countRows(worker, names);
        const digests = reading.request.digest === 'server' ? await digestRows(worker, names) : [];
        return { counts, gaps: [], digests };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = source_findings_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The dump may have got the locks that the counting session did not. */
function isLockTrouble({ message }) {
    return Object.values(stderr_failures/* lockTrouble */.zJ).some((reason) => message.includes(reason));
}
/**
 * The fingerprint of a dump: its rows, which have to be as many as the server counted, and the server's objects.
 *
 * @throws Failure `dump-untrue`.
 */
function fingerprintOf(archive, server, settings) {
    const { counts = new Map() } = server;
    compareCounts(archive.tables, counts);
    const rerouted = archive.tables.filter(({ loadsInto }) => loadsInto !== undefined);
    return {
        tables: archive.tables
            .filter(({ loadsInto }) => loadsInto === undefined)
            .map(({ name, columns, rows, sha256 }) => {
            const countedRows = counts.get(name);
            return {
                name,
                columns,
                rows,
                digest: `sha256:${sha256}`,
                ...(countedRows === undefined ? {} : { countedRows }),
            };
        }),
        objects: [...server.objects, ...(0,large_objects/* largeObjectsFingerprint */._)(archive.largeObjects)],
        settings,
        gaps: [
            ...server.gaps,
            ...rerouted.map(({ name, loadsInto = '' }) => `the rows of ${name} load into ${loadsInto} and may move between partitions`),
        ],
    };
}

;// CONCATENATED MODULE: ./src/engines/postgres/source-missing.ts
var source_missing_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var source_missing_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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



const shown = 10;
/**
 * What ended the first connection. Where the database does not exist, it says which ones the server has, as far as the account can reach
 * the database `postgres` to ask.
 */
async function missingDatabase(thrown, connection, open) {
    if (!(thrown instanceof domain_failure/* Failure */.HR) || thrown.code !== 'source-missing')
        return thrown;
    const names = await databasesOf(connection, open).catch(() => []);
    if (names.length === 0)
        return thrown;
    const more = names.length > shown ? ` and ${names.length - shown} more` : '';
    const there = `the server has ${names.slice(0, shown).join(', ')}${more}${(0,nearest/* didYouMean */.a)(connection.database, names)}`;
    return new domain_failure/* Failure */.HR('source-missing', thrown.message, { hint: `${thrown.hint}; ${there}`, cause: thrown });
}
async function databasesOf(connection, open) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = source_missing_addDisposableResource(env_1, await open((0,postgres_connection/* inDatabase */.j)(connection, 'postgres')), true);
        const rows = await session.rows('SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname');
        return rows.flatMap(({ datname }) => datname ?? []);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = source_missing_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./src/engines/postgres/source-rights.ts


const source_rights_shown = 5;
/**
 * What the account may not read of a database that a dump of it needs: schemas, tables, sequences, rows behind row-level security, large
 * objects. pg_dump would tell the first of them, and some of them only after hours.
 *
 * @returns a Failure `source-denied` that names them with the statements that mend it, or undefined where nothing is lacking
 */
async function lackingRights(session, { rows, largeObjects, only }) {
    const found = await session.rows(`SELECT * FROM (${unreadable(rows)}) AS u ORDER BY kind, name`);
    const relevant = only === undefined ? found : found.filter(({ plain }) => only.includes(plain ?? ''));
    const blobs = largeObjects ? await unreadableLargeObjects(session) : [];
    const lacks = [...lacksOf(relevant), ...blobs.flatMap(lackOfLargeObjects)];
    if (lacks.length === 0)
        return undefined;
    const account = (relevant[0] ?? blobs[0])?.['account'] ?? '';
    const what = source_rights_listed(lacks.map((lack) => lack.what), ', ');
    const remedies = source_rights_listed(lacks.flatMap((lack) => lack.remedies), '; ');
    return new domain_failure/* Failure */.HR('source-denied', `account ${account} may not read ${what}`, {
        hint: `run as a superuser or the owner: ${remedies}`,
    });
}
function source_rights_listed(items, separator) {
    const more = items.length > source_rights_shown ? ` … and ${items.length - source_rights_shown} more` : '';
    return items.slice(0, source_rights_shown).join(separator) + more;
}
/** Foreign tables are not locked, views are not read. A schema counts where something in it is read. */
function unreadable(rows) {
    const relations = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN (${rows ? `'r', 'p', 'S'` : `'r', 'p'`}) AND c.relpersistence <> 't' AND ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')}
    AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_class', 'c.oid')}`;
    const account = 'quote_ident(current_user) AS account';
    const name = `quote_ident(n.nspname) || '.' || quote_ident(c.relname)`;
    return `
    SELECT DISTINCT 1 AS kind, quote_ident(n.nspname) AS name, n.nspname::text AS plain, ${account}
    FROM ${relations} AND NOT has_schema_privilege(n.oid, 'USAGE')
    UNION ALL SELECT CASE c.relkind WHEN 'S' THEN 3 ELSE 2 END, ${name}, c.relname, ${account}
    FROM ${relations} AND NOT CASE c.relkind
      WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT') ELSE has_table_privilege(c.oid, 'SELECT') END
    UNION ALL SELECT 4, ${name}, c.relname, ${account} FROM ${relations} AND c.relkind = 'r' AND ${rows} AND row_security_active(c.oid)`;
}
function lacksOf(rows) {
    const account = rows[0]?.['account'] ?? '';
    const ofKind = (kind) => rows.flatMap((row) => (row['kind'] === kind && row['name'] ? [row['name']] : []));
    const [schemas, tables, sequences, secured] = [ofKind('1'), ofKind('2'), ofKind('3'), ofKind('4')];
    return [
        ...schemas.map((name) => ({
            what: `schema ${name}`,
            remedies: [`GRANT USAGE ON SCHEMA ${name} TO ${account}`],
        })),
        ...tables.map((name) => ({ what: `table ${name}`, remedies: [`GRANT SELECT ON ${name} TO ${account}`] })),
        ...sequences.map((name) => ({ what: `sequence ${name}`, remedies: [`GRANT SELECT ON ${name} TO ${account}`] })),
        ...secured.map((name, index) => ({
            what: `the rows of table ${name} that row-level security hides`,
            remedies: index === 0 ? [`ALTER ROLE ${account} BYPASSRLS`] : [],
        })),
    ];
}
/** One row for each owner. Before PostgreSQL 18 no function tells, so the lists of rights are read. */
async function unreadableLargeObjects(session) {
    const [about] = await session.rows(`SELECT current_setting('server_version_num') AS version, current_setting('lo_compat_privileges') AS compat`);
    if (about?.['compat'] === 'on')
        return [];
    const mayRead = Number(about?.['version']) >= 180_000
        ? `has_largeobject_privilege(m.oid, 'SELECT')`
        : `(pg_has_role(m.lomowner, 'USAGE') OR EXISTS (SELECT FROM aclexplode(m.lomacl) a WHERE a.privilege_type = 'SELECT'
          AND (a.grantee = 0 OR pg_has_role(a.grantee, 'USAGE'))))`;
    return await session.rows(`SELECT count(*) AS number, quote_ident(r.rolname) AS owner, r.rolsuper AS super, quote_ident(current_user) AS account,
       string_agg(m.oid::text, ', ' ORDER BY m.oid) FILTER (WHERE m.place <= ${source_rights_shown}) AS oids
     FROM (SELECT m.oid, m.lomowner, row_number() OVER (PARTITION BY m.lomowner ORDER BY m.oid) AS place
       FROM pg_largeobject_metadata m WHERE NOT ${mayRead}) m JOIN pg_roles r ON r.oid = m.lomowner
     GROUP BY r.rolname, r.rolsuper ORDER BY r.rolname`);
}
/** Membership in a superuser would be far too much: then each object is granted. */
function lackOfLargeObjects({ number, owner, super: isSuper, account, oids }) {
    const count = Number(number);
    const what = `${count} large object${count === 1 ? '' : 's'} of ${owner ?? ''} (${oids ?? ''}${count > source_rights_shown ? ' …' : ''})`;
    if (isSuper !== 't')
        return { what, remedies: [`GRANT ${owner ?? ''} TO ${account ?? ''}`] };
    if (count <= source_rights_shown)
        return { what, remedies: [`GRANT SELECT ON LARGE OBJECT ${oids ?? ''} TO ${account ?? ''}`] };
    const grant = `GRANT SELECT ON LARGE OBJECT %s TO ${(account ?? '').replaceAll("'", "''").replaceAll('%', '%%')}`;
    return { what, remedies: [`SELECT format('${grant}', oid) FROM pg_largeobject_metadata \\gexec (in psql)`] };
}
/** The name of what a tool was not allowed to read, by its words, or undefined where they do not tell. */
function refusedName(stderr) {
    const denied = /permission denied for (?:table|sequence|schema) (.+?)\s*$/m.exec(stderr);
    const secured = /row-level security policy for table "(.+)"/.exec(stderr);
    return denied?.[1] ?? secured?.[1];
}

;// CONCATENATED MODULE: ./src/engines/postgres/source.ts
var source_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var source_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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


















const readOnly = { default_transaction_read_only: 'on' };
/**
 * A PostgreSQL database. One session exports a snapshot and holds it; pg_dump, the reading of the catalog and the counting of rows all see
 * that snapshot, so that they agree whatever is written meanwhile.
 *
 * @throws Failure `input-invalid` for a URL that cannot be used.
 */
function postgresSource(options) {
    const { launcher } = options;
    const connection = (0,postgres_connection/* connectionFromUrl */.E)(options.url);
    return {
        engine: 'postgres',
        async dump(request) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const { kind, signal } = request;
                if (kind !== 'full' && kind !== 'schema') {
                    throw new domain_failure/* Failure */.HR('input-invalid', `input "kind" is ${kind}, which is nothing that PostgreSQL has`, {
                        hint: 'write full or schema',
                    });
                }
                assertOneEach(request);
                const clients = await clientsFor(options, connection, signal);
                const open = (settings) => (0,postgres_session/* openSession */.f)({ ...clients, launcher, connection, signal, settings: { ...readOnly, ...settings } });
                const acquired = source_addDisposableResource(env_1, new AsyncDisposableStack(), true);
                const holder = acquired.use(await open({}));
                const snapshot = await takeSnapshot(holder);
                const functions = await (0,catalog/* readFunctions */.yJ)(holder);
                await assertReadable(holder, request);
                const running = acquired.use(startDump({ launcher, clients, connection, snapshot, request }));
                const settings = await (0,catalog_settings/* readSettings */.s)(holder);
                const globals = readGlobals({ launcher, clients, connection, encoding: snapshot.encoding, signal });
                globals.catch(() => undefined); // whatever fails first tells
                const portability = await readPortability(holder, request);
                for (const { topic, detail } of portability)
                    if (topic === 'collation-versions')
                        request.progress.warn(detail);
                const openWorker = () => open({ lock_timeout: lockWait });
                return dumpOf({
                    ...{
                        request,
                        clients,
                        connection,
                        holder,
                        snapshot,
                        running,
                        settings,
                        portability,
                        functions,
                        globals: await globals,
                        openWorker,
                    },
                    held: acquired.move(),
                });
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = source_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        },
    };
}
/** The tools in the server's major version, which any psql can ask for. */
async function clientsFor(options, connection, signal) {
    const { launcher } = options;
    const any = await (0,clients/* findAnyPsql */.Y)(options);
    const open = (to) => (0,postgres_session/* openSession */.f)({ ...any, launcher, connection: to, signal, isBare: true });
    const major = await (0,first_contact/* majorOfServer */.k)(() => open(connection)).catch(async (thrown) => {
        throw await missingDatabase(thrown, connection, open);
    });
    return await (0,clients/* findClients */.g)({ ...options, major });
}
/**
 * Looks, before anything is dumped, whether the account may read all of it. Patterns choose tables in pg_dump's own way, so with them
 * pg_dump has to say it.
 */
async function assertReadable(holder, { kind, tables, excludeTables }) {
    if (tables.length > 0)
        return;
    const rows = kind === 'full';
    const only = excludeTables.length > 0 ? { only: [] } : {};
    const lacking = await lackingRights(holder, { rows, largeObjects: rows, ...only });
    if (lacking !== undefined)
        throw lacking;
}
function dumpOf(dump) {
    const { request, clients, running, snapshot, settings, portability, globals } = dump;
    let archive;
    let server;
    // from the table of contents on, pg_dump has locked its tables, and what it dumps is known
    const contents = (entries) => {
        server = readServer({ ...dump, snapshotId: snapshot.id, entries });
        server.catch(() => undefined); // `fingerprint` tells
    };
    return {
        snapshotAt: snapshot.takenAt,
        server: snapshot.server,
        database: settings['database'],
        position: snapshot.position,
        tools: { pg_dump: clients.version },
        format: 'pg_dump-custom',
        extension: '.dump',
        portability,
        companions: [globals],
        async *bytes() {
            const reader = (0,archive_reader/* archiveReader */.A)({ contents, item: (name) => request.progress.item(name) });
            try {
                for await (const chunk of running.output(() => server !== undefined)) {
                    reader.write(chunk);
                    yield chunk;
                }
            }
            catch (error) {
                request.signal.throwIfAborted();
                throw await dumpFailure(error, dump);
            }
            archive = reader.finish();
        },
        async fingerprint() {
            if (archive === undefined || server === undefined)
                throw new domain_failure/* Failure */.HR('bug', 'the dump has not been read to its end');
            const found = await server;
            return fingerprintOf(archive, found, settings);
        },
        [Symbol.asyncDispose]: () => dump.held[Symbol.asyncDispose](),
    };
}
/** What ended pg_dump; where it was for want of rights, with the statements that mend it. */
async function dumpFailure(thrown, { connection, holder, request }) {
    const failure = (0,stderr_failures/* failureOf */.g5)(thrown, { action: `pg_dump of ${connection.description}`, fallback: 'dump-failed' });
    const name = thrown instanceof launcher/* ProcessFailure */.i ? refusedName(thrown.stderr) : undefined;
    if (name === undefined)
        return thrown instanceof launcher/* ProcessFailure */.i ? hurried(failure) : failure;
    const needed = { rows: request.kind === 'full', largeObjects: false, only: [name] };
    return (await lackingRights(holder, needed).catch(() => undefined)) ?? failure;
}
/** pg_dump locks its tables some time after the snapshot. */
function hurried(failure) {
    if (!/: relation ".*" does not exist$/.test(failure.message))
        return failure;
    return new domain_failure/* Failure */.HR(failure.code, `${failure.message} any more`, {
        hint: 'it was dropped or renamed while the dump began: run the backup again, and not beside migrations',
    });
}


/***/ })

};
