export const id = 962;
export const ids = [962];
export const modules = {

/***/ 9962:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  postgresSource: () => (/* binding */ postgresSource)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 1 modules
var failure = __webpack_require__(5380);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/engines/postgres/archive-input.ts

/** An int is a sign byte and four bytes, the least first. */
const intBytes = 5;
const longestText = 1024 ** 3;
function archiveInput(code) {
    return {
        bytes: Buffer.alloc(0),
        at: 0,
        fail(because) {
            throw new failure/* Failure */.HR(code, `the dump is not a whole custom archive: ${because}`);
        },
    };
}
/** Puts further bytes behind those that are at hand. */
function supply(input, chunk) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const rest = input.bytes.subarray(input.at);
    input.bytes = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
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
    return length < 0 ? undefined : (yield* take(input, length)).toString('utf8');
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
    const definition = description === 'SEQUENCE SET' ? yield* readText(input) : yield* skipText(input);
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
    while ((yield* readText(input)) !== undefined)
        ; // dependencies, up to a null
    yield* take(input, 1 + offsetBytes); // where its data is; not filled in on a pipe
    const known = { dumpId, hasData, description, namespace, tag, owner, copyStatement };
    return definition === undefined ? known : { ...known, definition };
}

;// CONCATENATED MODULE: ./src/engines/postgres/copy-statement.ts
const identifier = '(?:"(?:[^"]|"")*"|[^\\s".(),;]+)';
const statement = new RegExp(`^COPY (${identifier}(?:\\.${identifier})*) +(?:\\((${identifier}(?:, ${identifier})*)\\) )?FROM stdin;\\s*$`, 'u');
/** Reads a statement as pg_dump writes it; undefined where it has another form. */
function parseCopyStatement(text) {
    const match = statement.exec(text);
    if (match === null)
        return undefined;
    const [, table = '', columns = ''] = match;
    return { table, path: identifiersOf(table).map(unquote), columns: identifiersOf(columns) };
}
function identifiersOf(text) {
    return text.match(new RegExp(identifier, 'gu')) ?? [];
}
function unquote(name) {
    return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
/** An identifier in quotes, whatever it is made of. */
function quoteIdentifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
}

// EXTERNAL MODULE: ./src/engines/postgres/row-digest.ts
var row_digest = __webpack_require__(4924);
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
    const copy = parseCopyStatement(entry.copyStatement ?? '') ?? input.fail('it has rows without a COPY statement');
    const path = [...(entry.namespace === undefined ? [] : [entry.namespace]), entry.tag];
    if (copy.path.join('\0') === path.join('\0'))
        return { name: copy.table, columns: copy.columns };
    return { name: path.map(quoteIdentifier).join('.'), columns: copy.columns, loadsInto: copy.table };
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

// EXTERNAL MODULE: ./src/engines/postgres/catalog-settings.ts
var catalog_settings = __webpack_require__(3532);
// EXTERNAL MODULE: ./src/engines/postgres/clients.ts + 1 modules
var clients = __webpack_require__(5467);
// EXTERNAL MODULE: ./src/engines/postgres/connection.ts
var postgres_connection = __webpack_require__(7763);
;// CONCATENATED MODULE: ./src/engines/postgres/dump-process.ts
/** How long pg_dump waits for a table that somebody else has locked, before it fails. */
const lockWait = '60s';
/** Starts pg_dump in a snapshot; its output is a custom archive that is not compressed. */
function startDump({ launcher, clients, connection, snapshotId, request }) {
    const { kind, tables, excludeTables, signal } = request;
    const args = [
        '--format=custom',
        '--compress=0',
        '--no-password',
        `--snapshot=${snapshotId}`,
        `--lock-wait-timeout=${lockWait}`,
        ...(kind === 'schema' ? ['--schema-only'] : []),
        ...(tables.length > 0 ? ['--strict-names'] : []),
        ...tables.map((pattern) => `--table=${pattern}`),
        ...excludeTables.map((pattern) => `--exclude-table=${pattern}`),
        `--dbname=${connection.target}`,
    ];
    const { pgDump: file, prefix } = clients;
    const running = launcher.start({ file, args, prefix, env: { PGAPPNAME: 'muster', ...connection.env } }, signal);
    running.stdin.end();
    return running;
}
/** What pg_dump leaves out although it exits with 0, by its warnings. */
function omissionsOf(stderr) {
    return stderr.includes('warning: subscriptions not dumped')
        ? ['subscriptions are not in the dump: only a superuser may read them']
        : [];
}

// EXTERNAL MODULE: ./src/engines/postgres/session.ts + 2 modules
var postgres_session = __webpack_require__(7573);
// EXTERNAL MODULE: ./src/engines/postgres/catalog-query.ts
var catalog_query = __webpack_require__(2205);
// EXTERNAL MODULE: ./src/engines/postgres/catalog.ts + 8 modules
var catalog = __webpack_require__(2196);
// EXTERNAL MODULE: ./src/engines/postgres/large-objects.ts
var large_objects = __webpack_require__(8249);
// EXTERNAL MODULE: ./src/engines/postgres/objects-sequence-values.ts
var objects_sequence_values = __webpack_require__(5596);
;// CONCATENATED MODULE: ./src/engines/postgres/source-snapshot.ts

const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
/** Takes a snapshot that lives as long as the session does. */
async function takeSnapshot(holder) {
    const [about = {}] = await holder.rows(`SELECT current_setting('server_version') AS version, pg_is_in_recovery() AS standby,
       has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') AS controls`);
    const isStandby = about['standby'] === 't';
    const identity = about['controls'] === 't' ? await holder.rows(systemIdentifier) : [];
    const lsn = await holder.rows(`SELECT ${isStandby ? 'pg_last_wal_replay_lsn' : 'pg_current_wal_lsn'}() AS lsn`);
    await holder.execute(begin);
    const [taken = {}] = await holder.rows(`SELECT pg_export_snapshot() AS id,
       to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS moment`);
    const takenAt = new Date(taken['moment'] ?? '');
    if (!taken['id'] || Number.isNaN(takenAt.getTime()))
        throw new failure/* Failure */.HR('dump-failed', 'the server gave no snapshot');
    const systemId = identity[0]?.['id'];
    const position = lsn[0]?.['lsn'];
    return {
        id: taken['id'],
        takenAt,
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

// EXTERNAL MODULE: ./src/engines/postgres/stderr-failures.ts
var stderr_failures = __webpack_require__(2255);
// EXTERNAL MODULE: ./src/engines/postgres/extension-rows.ts
var extension_rows = __webpack_require__(1370);
// EXTERNAL MODULE: ./src/engines/postgres/inspect-tables.ts
var inspect_tables = __webpack_require__(6909);
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
    throw new failure/* Failure */.HR('dump-untrue', `the dump has other rows than the server counted: ${shown.join(', ')}${more}`);
}

;// CONCATENATED MODULE: ./src/engines/postgres/source-findings.ts
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









/** Reads the objects in the holder's session, and at the same time the rows in a second one. */
async function readServer(reading) {
    const names = reading.entries.flatMap(({ description, copyStatement = '', namespace = '', tag }) => {
        if (description !== 'TABLE DATA')
            return [];
        const copy = parseCopyStatement(copyStatement);
        const isItself = copy?.path.join('\0') === `${namespace}\0${tag}`;
        return [isItself ? copy.table : `${quoteIdentifier(namespace)}.${quoteIdentifier(tag)}`];
    });
    const [objects, rows] = await Promise.all([readObjects(reading), readRows(reading, names)]);
    return { ...rows, gaps: [...rows.gaps, ...viewsOf(reading)], objects: [...objects, ...rows.digests] };
}
/** Patterns of tables choose views too, which belong to no table and are not read for chosen tables. */
function viewsOf({ entries, request }) {
    if (request.tables.length === 0)
        return [];
    return entries
        .filter(({ description }) => description === 'VIEW' || description === 'MATERIALIZED VIEW')
        .map(({ namespace = '', tag }) => `the view ${namespace}.${tag} is in the dump and not in the fingerprint`);
}
async function readObjects({ holder, entries, request }) {
    const objects = await (0,catalog/* readCatalog */.uM)(holder, { scope: await scopeOf(holder, entries, request) });
    if (request.kind === 'schema')
        return (0,catalog/* withoutData */.xp)(objects);
    // values of sequences are no part of a snapshot: the archive says which ones a restore brings back
    const values = entries.flatMap(({ definition }) => (0,objects_sequence_values/* sequenceValueOf */.j)(definition ?? '') ?? []);
    return [...objects.filter(({ kind }) => kind !== 'sequence-value'), ...values];
}
async function scopeOf(holder, entries, { tables, excludeTables }) {
    if (tables.length === 0 && excludeTables.length === 0)
        return 'all';
    const dumped = entries
        .filter(({ description }) => description === 'TABLE' || description === 'FOREIGN TABLE')
        .map(({ namespace = '', tag }) => `${quoteIdentifier(namespace)}.${quoteIdentifier(tag)}`);
    if (tables.length > 0)
        return { tables: dumped };
    const all = await holder.rows(`SELECT n.nspname AS namespace, c.relname AS tag FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'f') AND ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_class', 'c.oid')}`);
    const names = all.map(({ namespace, tag }) => `${quoteIdentifier(namespace ?? '')}.${quoteIdentifier(tag ?? '')}`);
    return { except: names.filter((name) => !dumped.includes(name)) };
}
async function readRows(reading, names) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (names.length === 0)
            return { counts: new Map(), gaps: [], digests: [] };
        const worker = __addDisposableResource(env_1, await reading.openWorker(), true);
        await joinSnapshot(worker, reading.snapshotId);
        try {
            await lockTables(worker, names);
        }
        catch (error) {
            if (!(error instanceof failure/* Failure */.HR) || !isLockTrouble(error))
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
        const result_1 = __disposeResources(env_1);
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

;// CONCATENATED MODULE: ./src/engines/postgres/source-notes.ts
/** What a restore needs or does not bring back, one line each, for a person to know before a disaster. */
async function readNotes(session) {
    const [row = {}] = await session.rows(`
    SELECT (SELECT string_agg(extname || ' ' || extversion, ', ' ORDER BY extname) FROM pg_extension WHERE extname <> 'plpgsql') AS extensions,
      (SELECT count(*) FROM pg_class WHERE relkind = 'f') AS foreign_tables,
      (SELECT count(*) FROM pg_event_trigger WHERE evtenabled <> 'D') AS event_triggers`);
    const notes = [];
    const count = (name) => Number(row[name] ?? 0);
    if (row['extensions'])
        notes.push(`a restore needs the extensions ${row['extensions']}`);
    if (count('foreign_tables') > 0) {
        notes.push(`the rows of ${count('foreign_tables')} foreign tables are on other servers and not in the dump`);
    }
    if (count('event_triggers') > 0)
        notes.push(`${count('event_triggers')} event triggers need a superuser to restore`);
    return notes;
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
                    throw new failure/* Failure */.HR('input-invalid', `input "kind" is ${kind}, which is nothing that PostgreSQL has`, {
                        hint: 'write full or schema',
                    });
                }
                const clients = await clientsFor(options, connection, signal);
                const open = (settings) => (0,postgres_session/* openSession */.f)({ ...clients, launcher, connection, signal, settings: { ...readOnly, ...settings } });
                const acquired = source_addDisposableResource(env_1, new AsyncDisposableStack(), true);
                const holder = acquired.use(await open({}));
                const snapshot = await takeSnapshot(holder);
                const running = acquired.use(startDump({ launcher, clients, connection, snapshotId: snapshot.id, request }));
                const settings = await (0,catalog_settings/* readSettings */.s)(holder);
                const notes = await readNotes(holder);
                const openWorker = () => open({ lock_timeout: lockWait });
                return dumpOf({
                    ...{ request, clients, connection, holder, snapshot, running, settings, notes, openWorker },
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
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { launcher } = options;
        const any = await (0,clients/* findAnyPsql */.Y)(options);
        const session = source_addDisposableResource(env_2, await (0,postgres_session/* openSession */.f)({ ...any, launcher, connection, signal, settings: readOnly }), true);
        const [row] = await session.rows(`SELECT current_setting('server_version_num')::int / 10000 AS major`);
        return await (0,clients/* findClients */.g)({ ...options, major: Number(row?.['major']) });
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = source_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
function dumpOf(dump) {
    const { request, clients, connection, running, snapshot, settings, notes } = dump;
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
        position: snapshot.position,
        tools: { pg_dump: clients.version },
        format: 'pg_dump-custom',
        extension: '.dump',
        notes,
        async *bytes() {
            const reader = archiveReader({ contents, item: (name) => request.progress.item(name) });
            try {
                for await (const chunk of running.output()) {
                    reader.write(chunk);
                    yield chunk;
                }
            }
            catch (error) {
                request.signal.throwIfAborted();
                throw (0,stderr_failures/* failureOf */.g5)(error, { action: `pg_dump of ${connection.description}`, fallback: 'dump-failed' });
            }
            archive = reader.finish();
        },
        async fingerprint() {
            if (archive === undefined || server === undefined)
                throw new failure/* Failure */.HR('bug', 'the dump has not been read to its end');
            const found = await server;
            const gaps = [...found.gaps, ...omissionsOf(running.stderr())];
            return fingerprintOf(archive, { ...found, gaps }, settings);
        },
        [Symbol.asyncDispose]: () => dump.held[Symbol.asyncDispose](),
    };
}


/***/ })

};
