export const id = 28;
export const ids = [28];
export const modules = {

/***/ 5028:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mysqlRestorer: () => (/* binding */ mysqlRestorer)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 1 modules
var failure = __webpack_require__(8650);
// EXTERNAL MODULE: ./src/engines/mysql/clients.ts
var mysql_clients = __webpack_require__(7977);
// EXTERNAL MODULE: ./src/engines/mysql/connection.ts
var mysql_connection = __webpack_require__(7005);
// EXTERNAL MODULE: ./src/engines/mysql/product.ts
var product = __webpack_require__(3242);
// EXTERNAL MODULE: ./src/engines/mysql/session.ts
var mysql_session = __webpack_require__(2281);
;// CONCATENATED MODULE: ./src/engines/mysql/copy-tools.ts
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





/** @throws Failure `client-missing`. */
async function copyTools(sandbox, search, signal) {
    const { launcher } = search;
    const connection = (0,mysql_connection/* connectionFromUrl */.E)(sandbox.url);
    const server = (0,product/* productVersionOf */.rB)(await versionOf(search, connection, signal));
    if (server === undefined)
        throw new failure/* Failure */.HR('sandbox-unavailable', 'the sandbox does not say which version it is');
    const clients = await (0,mysql_clients/* findClients */.g)(search, server);
    const open = () => (0,mysql_session/* openSession */.fA)({ launcher, clients, connection, signal, fallback: 'restore-failed' });
    return { launcher, clients, connection, signal, open };
}
async function versionOf(search, connection, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const clients = await (0,mysql_clients/* findAnyClients */.M)(search);
        const session = __addDisposableResource(env_1, await (0,mysql_session/* openSession */.fA)({ ...search, clients, connection, signal, fallback: 'sandbox-unavailable' }), true);
        const [row] = await session.rows({ version: 'VERSION()' });
        return row?.['version'] ?? '';
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

;// CONCATENATED MODULE: ./src/engines/mysql/examine.ts

/**
 * Rows that refer to rows which do not exist, by one anti-join for each foreign key: dumps are loaded with the checks switched off, so no
 * server has looked.
 */
async function examineCopy(session, schemas, progress) {
    const findings = [];
    for (const key of await foreignKeysIn(session, schemas)) {
        progress.item(`foreign key ${key.name}`);
        const [answer] = await session.rows({ orphans: 'COUNT(*)' }, orphansOf(key));
        const orphans = Number(answer?.['orphans']);
        if (orphans === 0)
            continue;
        findings.push({
            code: 'orphans',
            subject: `${key.name} on ${key.table}`,
            detail: `${orphans} ${orphans === 1 ? 'row refers' : 'rows refer'} to rows of ${key.target} that do not exist`,
        });
    }
    return { findings, gaps: [] };
}
async function foreignKeysIn(session, schemas) {
    const rows = await session.rows({
        schema: 'constraint_schema',
        name: 'constraint_name',
        table: 'table_name',
        column: 'column_name',
        targetSchema: 'referenced_table_schema',
        target: 'referenced_table_name',
        targetColumn: 'referenced_column_name',
    }, `FROM information_schema.key_column_usage WHERE constraint_schema IN (${schemas.map(mysql_session/* literal */.eu).join(', ')})
       AND referenced_table_name IS NOT NULL ORDER BY constraint_schema, table_name, constraint_name, ordinal_position`);
    const keys = Map.groupBy(rows, ({ schema, table, name }) => JSON.stringify([schema, table, name]));
    return [...keys.values()].map((columns) => {
        const [first = {}] = columns;
        const text = (name) => first[name] ?? '';
        return {
            name: text('name'),
            table: `${(0,mysql_session/* identifier */.Cv)(text('schema'))}.${(0,mysql_session/* identifier */.Cv)(text('table'))}`,
            target: `${(0,mysql_session/* identifier */.Cv)(text('targetSchema'))}.${(0,mysql_session/* identifier */.Cv)(text('target'))}`,
            pairs: columns.map(({ column, targetColumn }) => [(0,mysql_session/* identifier */.Cv)(column ?? ''), (0,mysql_session/* identifier */.Cv)(targetColumn ?? '')]),
        };
    });
}
/** Both products have MATCH SIMPLE only: rows with a null in the key refer to nothing. */
function orphansOf({ table, target, pairs }) {
    const looked = pairs.map(([column]) => `a.${column} IS NOT NULL`).join(' AND ');
    const same = pairs.map(([column, other]) => `b.${other} = a.${column}`).join(' AND ');
    return `FROM ${table} a WHERE ${looked} AND NOT EXISTS (SELECT 1 FROM ${target} b WHERE ${same})`;
}

// EXTERNAL MODULE: ./src/engines/mysql/catalog.ts
var catalog = __webpack_require__(7114);
// EXTERNAL MODULE: ./src/engines/mysql/dump-process.ts
var dump_process = __webpack_require__(1971);
// EXTERNAL MODULE: ./src/engines/mysql/dump-reader.ts + 2 modules
var dump_reader = __webpack_require__(8889);
// EXTERNAL MODULE: ./src/engines/mysql/row-sums.ts
var row_sums = __webpack_require__(7250);
// EXTERNAL MODULE: ./src/engines/mysql/source-findings.ts
var source_findings = __webpack_require__(5415);
// EXTERNAL MODULE: ./src/engines/mysql/stderr-failures.ts
var stderr_failures = __webpack_require__(6121);
;// CONCATENATED MODULE: ./src/engines/mysql/inspect.ts
var inspect_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var inspect_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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






/** What the copy holds, read in the way in which `expected` was made: by a dump with the same tool and the same options. */
async function inspectCopy(inspection) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { expected, created, progress } = inspection;
        const scope = { schemas: created.schemas, without: [] };
        const tables = await inspectTables(inspection);
        progress.item('objects');
        const session = inspect_addDisposableResource(env_1, await inspection.open(), true);
        const isWhole = expected.objects.some(({ kind }) => kind === 'schema');
        const objects = await (0,catalog/* readCatalog */.u)(session, scope);
        const digests = [];
        for (const table of tables) {
            const wanted = expected.objects.some(({ kind, name }) => kind === 'table-digest' && name === (0,source_findings/* nameOf */.Vb)(table, scope));
            if (!wanted)
                continue;
            digests.push({ kind: 'table-digest', name: (0,source_findings/* nameOf */.Vb)(table, scope), definition: await (0,row_sums/* digestRows */.i)(session, table) });
        }
        return {
            tables: tables.map((table) => ({
                name: (0,source_findings/* nameOf */.Vb)(table, scope),
                columns: [],
                rows: table.rows,
                digest: `sha256-rows:${table.sha256}`,
            })),
            objects: [...objects.filter(({ kind }) => isWhole || kind !== 'schema'), ...digests],
            settings: await (0,catalog/* readSettings */.s)(session, scope),
            gaps: [],
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = inspect_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function inspectTables({ launcher, clients, connection, expected, created, progress, signal, }) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const reader = (0,dump_reader/* dumpReader */.i)({ item: (name) => progress.item(name) });
        const running = inspect_addDisposableResource(env_2, (0,dump_process/* startDump */.d)({
            ...{ launcher, clients, connection, signal },
            scope: { schemas: created.schemas, without: [] },
            kind: expected.tables.length === 0 ? 'schema' : 'full', // a backup of the schema alone says nothing about rows
        }), true);
        try {
            for await (const chunk of running.output()) {
                progress.bytes(chunk.length);
                reader.write(chunk);
            }
        }
        catch (error) {
            signal.throwIfAborted();
            throw (0,stderr_failures/* failureOf */.g)(error, { action: 'reading the copy', fallback: 'restore-failed' });
        }
        const { tables } = reader.finish();
        return tables.map((table) => ({ ...table, schema: created.schemaFor(table.schema) }));
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = inspect_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}

;// CONCATENATED MODULE: ./src/engines/mysql/own-query.ts


/**
 * The rows of one read-only statement of the user's own, whose columns nobody knows before. The client prints them as XML, which is the only
 * one of its formats that tells null from a text.
 */
async function ownQuery(sql, { launcher, clients, connection, signal }, schema) {
    const args = [
        ...connection.options(clients.product, clients.version),
        '--batch',
        '--xml',
        '--binary-mode',
        `--database=${schema}`,
    ];
    const command = { file: clients.client, prefix: clients.prefix, env: connection.env, args };
    try {
        const input = `SET SESSION TRANSACTION READ ONLY;\nSET time_zone = '+00:00';\nSTART TRANSACTION;\n${sql}\n;\n`;
        return rowsOf(await launcher.capture(command, { signal, input }));
    }
    catch (thrown) {
        signal.throwIfAborted();
        throw (0,stderr_failures/* failureOf */.g)(thrown, { action: 'the statement', fallback: 'restore-failed' });
    }
}
/** The rows of the last result in the client's XML. */
function rowsOf(xml) {
    const results = [...xml.matchAll(/<resultset [^>]*>([\s\S]*?)<\/resultset>/g)];
    const last = results.at(-1)?.[1] ?? '';
    return [...last.matchAll(/<row>([\s\S]*?)<\/row>/g)].map(([, row = '']) => {
        const fields = row.matchAll(/<field name="([^"]*)"(?: xsi:nil="true" \/>|>([\s\S]*?)<\/field>)/g);
        return Object.fromEntries([...fields].map(([, name = '', value]) => [decoded(name), value === undefined ? null : decoded(value)]));
    });
}
function decoded(text) {
    const meanings = { amp: '&', lt: '<', gt: '>', quot: '"' };
    return text.replace(/&(amp|lt|gt|quot);/g, (_, name) => {
        const meaning = meanings[name];
        if (meaning === undefined)
            throw new failure/* Failure */.HR('bug', `the client printed an entity that nobody knows: ${name}`);
        return meaning;
    });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: ./src/engines/mysql/dump-sections.ts + 1 modules
var dump_sections = __webpack_require__(3827);
;// CONCATENATED MODULE: ./src/engines/mysql/dump-splitter.ts


/** Statements with which a dump would leave the schema that it is loaded into. */
const wanders = /^\s*(?:USE\s|(?:CREATE|DROP|ALTER)\s+(?:DATABASE|SCHEMA)\s)/im;
/**
 * Cuts a dump into pieces by section. What chooses or creates a schema is taken out: whoever loads a piece says where it goes.
 *
 * @throws Failure `restore-failed` from `write` where a statement would leave its schema.
 */
function dumpSplitter() {
    let found = [];
    const sections = (0,dump_sections/* sectionReader */.h)({
        lines(section, bytes, areRows) {
            if (section.kind === 'database')
                return;
            // bodies cannot hold such a statement: servers refuse USE in them, and the others would be the source's own
            if (!areRows &&
                section.kind !== 'routines' &&
                section.kind !== 'events' &&
                wanders.test(bytes.toString('latin1')))
                throw new failure/* Failure */.HR('restore-failed', 'the dump has a statement that leaves its schema, and was not loaded further');
            found.push({ section, bytes });
        },
    });
    const taken = () => {
        const pieces = found;
        found = [];
        return pieces;
    };
    return {
        write(chunk) {
            sections.write(chunk);
            return taken();
        },
        finish() {
            try {
                sections.finish();
            }
            catch (cause) {
                throw new failure/* Failure */.HR('archive-damaged', 'the stored dump does not end with the line that the dump tool writes last', {
                    cause,
                });
            }
            return taken();
        },
    };
}
/** The first lines of a dump, which set a session up, as every piece needs them: without the mark of MariaDB's tool that old clients refuse. */
function setupOf(head) {
    const lines = head.toString('utf8').split('\n');
    return Buffer.from(lines.filter((line) => !/^\/\*M?!999999/.test(line)).join('\n'));
}

;// CONCATENATED MODULE: ./src/engines/mysql/restorer-load.ts
var restorer_load_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var restorer_load_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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








/** What is loaded when the rows are there, in this order: a trigger must not fire for them, and a view may use a routine. */
const afterRows = ['triggers', 'routines', 'view', 'events'];
/**
 * Loads a dump as it comes: tables at once, the rows of each table as soon as they are on the disk, several at the same time, and the rest
 * when all rows are there.
 *
 * @throws Failure `restore-failed` with the server's reason, `archive-damaged` where the dump is not whole.
 */
async function loadDump(bytes, options) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(options.scratch, 'dump-'));
    try {
        await loadFrom(bytes, folder, options);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function loadFrom(bytes, folder, options) {
    const splitter = dumpSplitter();
    const loader = pieceLoader(folder, options);
    try {
        for await (const chunk of bytes) {
            options.progress.bytes(chunk.length);
            for (const piece of splitter.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)))
                await loader.take(piece);
        }
        for (const piece of splitter.finish())
            await loader.take(piece);
        await loader.finish();
    }
    finally {
        await loader.settle();
    }
}
function pieceLoader(folder, options) {
    const head = [];
    const late = [];
    const lanes = boundedTasks(options.jobs);
    const early = [];
    let rows;
    const load = async (section, source) => loadPiece(options, section.schema, setupOf(Buffer.concat(head)), source);
    const loadTogether = async (pieces) => {
        const [first] = pieces;
        if (first !== undefined)
            await load(first.section, oneByOne(pieces.map(({ bytes }) => bytes)));
    };
    /** Loads what has been gathered of another section. */
    const close = async (next) => {
        if (rows !== undefined && rows.section !== next) {
            const { section, path, file } = rows;
            rows = undefined;
            await onDisk(() => file.close());
            await lanes.start(() => load(section, (0,external_node_fs_.createReadStream)(path)).finally(() => (0,promises_.rm)(path, { force: true })));
        }
        if (early[0] !== undefined && early[0].section !== next)
            await loadTogether(early.splice(0));
    };
    return {
        async take({ section, bytes }) {
            await close(section);
            if (section.kind === 'head')
                head.push(Buffer.from(bytes));
            else if (section.kind === 'rows') {
                if (rows === undefined)
                    options.progress.item(section.name);
                const { file } = (rows ??= await openRows(section, folder));
                await onDisk(() => file.writeFile(bytes));
            }
            else if (afterRows.includes(section.kind))
                late.push({ section, bytes: Buffer.from(bytes) });
            else if (section.kind !== 'tail')
                early.push({ section, bytes });
        },
        async finish() {
            await close();
            await lanes.done();
            for (const kind of afterRows) {
                const sections = Map.groupBy(late.filter(({ section }) => section.kind === kind), ({ section }) => section);
                for (const pieces of sections.values())
                    await loadTogether(pieces);
            }
        },
        async settle() {
            await rows?.file.close().catch(() => undefined);
            await lanes.done().catch(() => undefined);
        },
    };
}
async function openRows(section, folder) {
    const path = (0,external_node_path_.join)(folder, `${(0,external_node_crypto_.randomUUID)()}.sql`);
    return { section, path, file: await onDisk(() => (0,promises_.open)(path, 'w', 0o600)) };
}
async function onDisk(work) {
    try {
        return await work();
    }
    catch (cause) {
        throw new failure/* Failure */.HR('sandbox-unavailable', `cannot write the dump to disk: ${(0,failure/* messageOf */.bD)(cause)}`, {
            hint: 'a drill needs room for the decrypted dump beside the restored copy',
            cause,
        });
    }
}
function boundedTasks(limit) {
    const running = new Set();
    const failures = [];
    const assertNone = () => {
        if (failures[0] !== undefined)
            throw failures[0];
    };
    return {
        async start(task) {
            while (running.size >= limit)
                await Promise.race(running);
            assertNone();
            const one = task()
                .catch((thrown) => void failures.push((0,failure/* asFailure */.h_)(thrown)))
                .finally(() => running.delete(one));
            running.add(one);
        },
        async done() {
            await Promise.all(running);
            assertNone();
        },
    };
}
/** Runs one piece through the client, in a session that is set up as the dump asks for. */
async function loadPiece({ launcher, clients, connection, schemaFor, signal }, schema, setup, source) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const running = restorer_load_addDisposableResource(env_1, launcher.start({
            file: clients.client,
            prefix: clients.prefix,
            env: connection.env,
            args: [
                ...connection.options(clients.product, clients.version),
                '--batch',
                '--binary-mode', // nothing in a dump is taken for a command of the client
                '--max-allowed-packet=1G',
                `--database=${schemaFor(schema)}`,
            ],
        }, signal), true);
        const drained = drain(running.output());
        drained.catch(() => undefined);
        try {
            await written(running.stdin, setup);
            for await (const chunk of source)
                await written(running.stdin, chunk);
            running.stdin.end();
            await drained;
        }
        catch (thrown) {
            signal.throwIfAborted();
            running.stdin.destroy();
            // the program's own end says more than the pipe that broke with it
            const cause = await drained.then(() => thrown, (error) => error);
            throw (0,stderr_failures/* failureOf */.g)(cause, { action: `loading into ${connection.description}`, fallback: 'restore-failed' });
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = restorer_load_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function drain(output) {
    for await (const _chunk of output)
        ;
}
async function* oneByOne(pieces) {
    for (const piece of pieces)
        yield await Promise.resolve(piece);
}
async function written(stream, bytes) {
    if (stream.destroyed || stream.writableEnded)
        throw new Error('the receiver has gone');
    if (stream.write(bytes))
        return;
    const over = new AbortController();
    const { signal } = over;
    try {
        await Promise.race([(0,external_node_events_.once)(stream, 'drain', { signal }), (0,external_node_events_.once)(stream, 'close', { signal })]);
    }
    finally {
        over.abort();
    }
}

;// CONCATENATED MODULE: ./src/engines/mysql/restorer-schemas.ts
var restorer_schemas_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var restorer_schemas_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Creates the schemas of a dump with their own defaults, which a dump of one schema does not carry, and the accounts that its views, triggers,
 * routines and events name as definers, locked.
 */
async function createSchemas({ open }, expected) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = restorer_schemas_addDisposableResource(env_1, await open(), true);
        const schemas = JSON.parse(expected.settings['schemas'] ?? '[]');
        for (const schema of schemas) {
            const { charset, collation } = JSON.parse(expected.settings[`schema ${schema}`] ?? '{}');
            const defaults = charset === undefined ? '' : ` CHARACTER SET ${charset} COLLATE ${collation ?? 'DEFAULT'}`;
            await session.execute(`CREATE DATABASE ${(0,mysql_session/* identifier */.Cv)(schema)}${defaults}`);
        }
        const definers = expected.objects.filter(({ kind }) => kind === 'definer').map(({ name }) => accountOf(name));
        const accounts = [];
        for (const definer of definers) {
            const [there] = await session.rows({ user: 'user' }, `FROM mysql.user WHERE CONCAT(user, '@', host) = ${(0,mysql_session/* literal */.eu)(definer.name)}`);
            if (there !== undefined)
                continue;
            await session.execute(`CREATE USER ${definer.quoted} ACCOUNT LOCK`);
            accounts.push(definer.quoted);
        }
        return { schemas, accounts, schemaFor: (name) => (name === '' ? (schemas[0] ?? '') : name) };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = restorer_schemas_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Takes back what was made, on a server that outlives the drill. */
async function dropSchemas({ open }, { schemas, accounts }) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = restorer_schemas_addDisposableResource(env_2, await open(), true);
        for (const schema of schemas)
            await session.execute(`DROP DATABASE IF EXISTS ${(0,mysql_session/* identifier */.Cv)(schema)}`);
        for (const account of accounts)
            await session.execute(`DROP USER IF EXISTS ${account}`);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = restorer_schemas_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** `user@host`, where the name of the user may hold an @ and the host may not. */
function accountOf(name) {
    const at = name.lastIndexOf('@');
    const [user, host] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
    return { name, quoted: `${(0,mysql_session/* literal */.eu)(user)}@${(0,mysql_session/* literal */.eu)(host)}` };
}

;// CONCATENATED MODULE: ./src/engines/mysql/restorer.ts
var restorer_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var restorer_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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







/** Restores dumps of mysqldump and mariadb-dump. One instance remembers what it made in a sandbox. */
function mysqlRestorer({ jobs = 2, ...search }) {
    const restored = new WeakMap();
    const toolsFor = (sandbox, signal) => copyTools(sandbox, search, signal);
    const createdIn = (sandbox) => {
        const created = restored.get(sandbox);
        if (created === undefined)
            throw new failure/* Failure */.HR('bug', 'nothing was restored into this sandbox');
        return created;
    };
    const firstSchema = (sandbox) => createdIn(sandbox).schemas[0] ?? '';
    return {
        engine: 'mysql',
        async restore(bytes, expected, sandbox, progress, signal) {
            const tools = await toolsFor(sandbox, signal);
            const created = await createSchemas(tools, expected);
            restored.set(sandbox, created);
            const { scratch } = sandbox;
            await loadDump(bytes, { ...tools, schemaFor: created.schemaFor, scratch, jobs, progress });
            return {
                url: urlOf(sandbox, firstSchema(sandbox)),
                gaps: [],
                async [Symbol.asyncDispose]() {
                    if (!sandbox.isThrowaway)
                        await dropSchemas(await toolsFor(sandbox, afterwards()), created);
                },
            };
        },
        async inspect(expected, sandbox, progress, signal) {
            return inspectCopy({ ...(await toolsFor(sandbox, signal)), expected, created: createdIn(sandbox), progress });
        },
        async examine(_expected, sandbox, progress, signal) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const session = restorer_addDisposableResource(env_1, await (await toolsFor(sandbox, signal)).open(), true);
                return await examineCopy(session, createdIn(sandbox).schemas, progress);
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = restorer_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        },
        async query(sql, sandbox, signal) {
            return ownQuery(sql, await toolsFor(sandbox, signal), firstSchema(sandbox));
        },
        async explain(sql, sandbox, signal) {
            const rows = await ownQuery(`EXPLAIN ${sql}`, await toolsFor(sandbox, signal), firstSchema(sandbox));
            return rows.map((row) => Object.values(row).join(' ')).join('\n');
        },
    };
}
/** The run's own signal may be what ended the drill; what was made is taken back all the same. */
function afterwards() {
    return AbortSignal.timeout(60_000);
}
/** The sandbox's URL with a schema in it. */
function urlOf(sandbox, schema) {
    const path = `/${encodeURIComponent(schema)}`;
    return sandbox.url.replace(/^(\w+:\/\/(?:[^?#]*@)?[^/?#@]*)(?:\/[^?#]*)?/, (_, server) => server + path);
}


/***/ })

};
