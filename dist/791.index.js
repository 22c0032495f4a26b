export const id = 791;
export const ids = [791];
export const modules = {

/***/ 28507:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ editionOf)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);

/**
 * The edition in which a fingerprint describes its objects, from its setting `catalog_edition`; 1 where it names none.
 *
 * @param known the newest edition of its engine that this code knows
 * @throws Failure `could-not-tell` where it is one of a newer Muster, which reads what this one does not know.
 */
function editionOf({ settings }, known) {
    const edition = Number(settings['catalog_edition'] ?? 1);
    if (edition <= known)
        return edition;
    const found = `the fingerprint describes objects in edition ${settings['catalog_edition']}, and this Muster knows up to ${known}`;
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('could-not-tell', found, {
        hint: 'use a Muster that is not older than the one that made the backup',
    });
}


/***/ }),

/***/ 66800:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ setupOf),
/* harmony export */   w: () => (/* binding */ dumpSplitter)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _dump_sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9123);


/**
 * Statements with which a dump would leave the schema that it is loaded into, or change the server: at the beginning of a line, behind another
 * statement, or in a conditional comment. The dump tools write none of them.
 */
const strays = new RegExp(String.raw `(?:^|;|/\*M?!\d*)\s*(?:USE|(?:CREATE|DROP|ALTER)\s+(?:DATABASE|SCHEMA|USER|ROLE|SERVER|TABLESPACE)|GRANT|REVOKE|BINLOG|LOAD\s+(?:DATA|XML)|` +
    String.raw `SET\s+(?:@@)?(?:GLOBAL|PERSIST|PASSWORD)|INSTALL|UNINSTALL|SHUTDOWN|CALL|HANDLER|RENAME)\b`, 'im');
/** What the tools write around a body that was made under another default of its schema. Without a name it means the schema that is loaded into. */
const schemaDefaults = /^ALTER DATABASE `(?:[^`]|``)*` (?=CHARACTER SET \w+ COLLATE \w+ ;{0,2}$)/gm;
/**
 * Cuts a dump into pieces by section. What chooses or creates a schema is taken out: whoever loads a piece says where it goes.
 *
 * @throws Failure `restore-failed` from `write` where a statement would leave its schema.
 */
function dumpSplitter() {
    let found = [];
    const outside = textOutsideBodies();
    const sections = (0,_dump_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .sectionReader */ .h)({
        lines(section, bytes, areRows) {
            if (section.kind === 'database')
                return;
            if (areRows) {
                found.push({ section, bytes });
                return;
            }
            const text = bytes.toString('latin1');
            const placed = text.replace(schemaDefaults, 'ALTER DATABASE ');
            // a body may hold anything that the source's own server runs
            if (strays.test(outside(placed).replaceAll(/^ALTER DATABASE CHARACTER SET /gm, '')))
                throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('restore-failed', 'the dump has a statement that leaves its schema, and was not loaded further');
            found.push({ section, bytes: placed === text ? bytes : Buffer.from(placed, 'latin1') });
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
                throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('archive-damaged', 'the stored dump does not end with the line that the dump tool writes last', {
                    cause,
                });
            }
            return taken();
        },
    };
}
const quoted = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`/gs;
/**
 * Takes whole lines in their order and gives what stands outside of quotes and of bodies, which the tools put between `DELIMITER ;;` and
 * `DELIMITER ;`. Quoted things are left empty.
 */
function textOutsideBodies() {
    let inBody = false;
    return (lines) => lines
        .split('\n')
        .filter((line) => {
        if (line.startsWith('DELIMITER '))
            inBody = line !== 'DELIMITER ;';
        return !inBody && !line.startsWith('-- ');
    })
        .join('\n')
        .replaceAll(quoted, "''");
}
/** The first lines of a dump, which set a session up, as every piece needs them: without the mark of MariaDB's tool that old clients refuse. */
function setupOf(head) {
    const lines = head.toString('utf8').split('\n');
    return Buffer.from(lines.filter((line) => !/^\/\*M?!999999/.test(line)).join('\n'));
}


/***/ }),

/***/ 81425:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ examineCopy)
/* harmony export */ });
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62358);

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
    }, `FROM information_schema.key_column_usage WHERE constraint_schema IN (${schemas.map(_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu).join(', ')})
       AND referenced_table_name IS NOT NULL ORDER BY constraint_schema, table_name, constraint_name, ordinal_position`);
    const keys = Map.groupBy(rows, ({ schema, table, name }) => JSON.stringify([schema, table, name]));
    return [...keys.values()].map((columns) => {
        const [first = {}] = columns;
        const text = (name) => first[name] ?? '';
        return {
            name: text('name'),
            table: `${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(text('schema'))}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(text('table'))}`,
            target: `${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(text('targetSchema'))}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(text('target'))}`,
            pairs: columns.map(({ column, targetColumn }) => [(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(column ?? ''), (0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(targetColumn ?? '')]),
        };
    });
}
/** Both products have MATCH SIMPLE only: rows with a null in the key refer to nothing. */
function orphansOf({ table, target, pairs }) {
    const looked = pairs.map(([column]) => `a.${column} IS NOT NULL`).join(' AND ');
    const same = pairs.map(([column, other]) => `b.${other} = a.${column}`).join(' AND ');
    return `FROM ${table} a WHERE ${looked} AND NOT EXISTS (SELECT 1 FROM ${target} b WHERE ${same})`;
}


/***/ }),

/***/ 32507:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ inspectCopy)
});

// EXTERNAL MODULE: ./src/engines/edition-of.ts
var edition_of = __webpack_require__(28507);
// EXTERNAL MODULE: ./src/engines/mysql/catalog-edition.ts
var catalog_edition = __webpack_require__(93206);
// EXTERNAL MODULE: ./src/engines/mysql/catalog.ts
var catalog = __webpack_require__(52417);
// EXTERNAL MODULE: ./src/engines/mysql/dump-process.ts
var dump_process = __webpack_require__(74482);
// EXTERNAL MODULE: ./src/engines/mysql/dump-reader.ts + 1 modules
var dump_reader = __webpack_require__(99930);
// EXTERNAL MODULE: ./src/engines/mysql/row-sums.ts
var row_sums = __webpack_require__(11227);
// EXTERNAL MODULE: ./src/engines/mysql/session.ts
var mysql_session = __webpack_require__(62358);
;// CONCATENATED MODULE: ./src/engines/mysql/same-views.ts

/**
 * MariaDB shows the columns of a view with the schema in front where the view's definer may not read the table. Definers have no rights in a
 * copy, and may have had them in the source, so that a view may differ from the source's in its own schema's name alone: such a view is given
 * back as it was expected. Seen on MariaDB 10.11 and 11.8.
 */
function withViewsAsExpected(objects, expected, { schemas, sourceOf }) {
    const views = new Map(expected.filter(({ kind }) => kind === 'view').map((view) => [view.name, view]));
    return objects.map((object) => {
        const wanted = object.kind === 'view' ? views.get(object.name) : undefined;
        const schema = schemas.length === 1 ? schemas[0] : schemas.find((one) => object.name.startsWith(`${(0,mysql_session/* identifier */.Cv)(one)}.`));
        if (wanted === undefined || schema === undefined)
            return object;
        const isSame = unqualified(object, schema) === unqualified(wanted, sourceOf(schema));
        return isSame ? wanted : object;
    });
}
function unqualified({ definition }, schema) {
    return definition.replaceAll(`${(0,mysql_session/* identifier */.Cv)(schema)}.`, '');
}

// EXTERNAL MODULE: ./src/engines/mysql/source-findings.ts
var source_findings = __webpack_require__(11844);
// EXTERNAL MODULE: ./src/engines/mysql/stderr-failures.ts
var stderr_failures = __webpack_require__(12154);
;// CONCATENATED MODULE: ./src/engines/mysql/inspect.ts
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










/** What the copy holds, read in the way in which `expected` was made: by a dump with the same tool and the same options. */
async function inspectCopy(inspection) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { expected, created, progress } = inspection;
        (0,edition_of/* editionOf */.y)(expected, catalog_edition/* catalogEdition */.S); // there is one so far: what a later one describes cannot be compared
        const scope = { schemas: created.schemas, without: [] };
        const tables = await inspectTables(inspection);
        progress.item('objects');
        const session = __addDisposableResource(env_1, await inspection.open(), true);
        const sourceNames = new Map(created.schemas.map((name) => [(0,mysql_session/* identifier */.Cv)(name), (0,mysql_session/* identifier */.Cv)(created.sourceOf(name))]));
        const isWhole = expected.objects.some(({ kind }) => kind === 'schema');
        const found = (await (0,catalog/* readCatalog */.u)(session, scope)).map((object) => object.kind === 'schema' ? { ...object, name: sourceNames.get(object.name) ?? object.name } : object);
        const objects = withViewsAsExpected(found, expected.objects, created);
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
            objects: [...objects.filter(({ kind }) => isWhole || kind !== 'schema').map(inWordsOf(expected)), ...digests],
            settings: await (0,catalog/* readSettings */.s)(session, scope),
            gaps: [],
        };
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
 * Gives tables the words of the source where they mean the same: MySQL prints the character set of a column once it was written out, and it
 * is written out where its collation is not the usual one. The name of a collation begins with its character set.
 */
function inWordsOf(expected) {
    const plain = (definition) => definition.replace(/ CHARACTER SET (\w+)(?= COLLATE \1(?:_\w+)?\b)/g, '');
    const tables = new Map(expected.objects.filter(({ kind }) => kind === 'table').map((object) => [object.name, object]));
    return (object) => {
        const wanted = object.kind === 'table' ? tables.get(object.name) : undefined;
        return wanted !== undefined && plain(wanted.definition) === plain(object.definition) ? wanted : object;
    };
}
async function inspectTables({ launcher, clients, connection, expected, created, progress, signal, }) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const reader = (0,dump_reader/* dumpReader */.i)({ item: (name) => progress.item(name) });
        const running = __addDisposableResource(env_2, (0,dump_process/* startDump */.d)({
            ...{ launcher, clients, connection, signal },
            scope: { schemas: created.schemas, without: [] },
            kind: expected.tables.length === 0 ? 'schema' : 'full', // a backup of the schema alone says nothing about rows
        }), true);
        try {
            for await (const chunk of running.output(() => true)) {
                progress.bytes(chunk.length);
                reader.write(chunk);
            }
        }
        catch (error) {
            signal.throwIfAborted();
            throw (0,stderr_failures/* failureOf */.g5)(error, { action: 'reading the copy', fallback: (0,stderr_failures/* codeOnCopy */.UH)(error) });
        }
        const { tables } = reader.finish();
        return tables.map((table) => ({ ...table, schema: created.schemaFor(table.schema) }));
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


/***/ }),

/***/ 45081:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ loadDump)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(50596);
/* harmony import */ var _dump_splitter_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(66800);
/* harmony import */ var _stderr_failures_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(12154);
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








const sandboxLacksRoom = {
    code: 'sandbox-unavailable',
    hint: 'a drill needs room for the decrypted dump beside the restored copy',
};
/** What is loaded when the rows are there, in this order: a trigger must not fire for them, and a view may use a routine. */
const afterRows = ['triggers', 'routines', 'view', 'events'];
/**
 * Loads a dump as it comes: tables at once, the rows of each table as soon as they are on the disk, several at the same time, and the rest
 * when all rows are there.
 *
 * @throws Failure `restore-failed` with the server's reason, `archive-damaged` where the dump is not whole.
 */
async function loadDump(bytes, options) {
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(options.scratch, 'dump-'));
    try {
        await loadFrom(bytes, folder, options);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(folder, { recursive: true, force: true });
    }
}
async function loadFrom(bytes, folder, options) {
    const splitter = (0,_dump_splitter_js__WEBPACK_IMPORTED_MODULE_6__/* .dumpSplitter */ .w)();
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
    const { admission } = options;
    const onDisk = diskFor(options);
    let rows;
    let setup;
    const admitted = (section, bytes) => admission?.section(section, bytes) ?? bytes;
    const load = async (section, source) => {
        setup ??= admitted({ kind: 'head', name: '', schema: '' }, (0,_dump_splitter_js__WEBPACK_IMPORTED_MODULE_6__/* .setupOf */ .N)(Buffer.concat(head)));
        await loadPiece(options, options.schemaFor(section.schema), setup, source);
    };
    const loadTogether = async (pieces) => {
        const [first] = pieces;
        if (first === undefined)
            return;
        await load(first.section, oneByOne([admitted(first.section, Buffer.concat(pieces.map(({ bytes }) => bytes)))]));
    };
    /** Loads what has been gathered of another section. */
    const close = async (next) => {
        if (rows !== undefined && rows.section !== next) {
            const { section, path, file } = rows;
            rows = undefined;
            await onDisk(() => file.close());
            await lanes.start(() => load(section, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(path)).finally(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true })));
        }
        if (early[0] !== undefined && early[0].section !== next)
            await loadTogether(early.splice(0));
    };
    return {
        async take({ section, bytes }) {
            if (section.kind !== 'head' && admission?.wants(section) === false)
                return;
            await close(section);
            if (section.kind === 'head')
                head.push(Buffer.from(bytes));
            else if (section.kind === 'rows') {
                if (rows === undefined)
                    options.progress.item(section.name);
                rows ??= { ...(await onDisk(() => openRows(section, folder))), look: admission?.rows(section) };
                const { file, look } = rows;
                const admittedRows = look?.(bytes) ?? bytes;
                await onDisk(() => file.writeFile(admittedRows));
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
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, `${(0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.randomUUID)()}.sql`);
    return { section, path, file: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, 'w', 0o600) };
}
function diskFor({ lacksRoom = sandboxLacksRoom }) {
    return async (work) => {
        try {
            return await work();
        }
        catch (cause) {
            const { code, hint } = lacksRoom;
            throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .Failure */ .HR(code, `cannot write the dump to disk: ${(0,_domain_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .messageOf */ .bD)(cause)}`, { hint, cause });
        }
    };
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
                .catch((thrown) => void failures.push((0,_domain_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .asFailure */ .h_)(thrown)))
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
async function loadPiece({ launcher, clients, connection, signal }, schema, setup, source) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const running = __addDisposableResource(env_1, launcher.start({
            file: clients.client,
            prefix: clients.prefix,
            env: connection.env,
            args: [
                ...connection.options(clients.product, clients.version),
                '--batch',
                '--binary-mode', // nothing in a dump is taken for a command of the client
                '--comments', // those in a body are part of it, and a client drops them by default
                '--max-allowed-packet=1G',
                `--database=${schema}`,
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
            throw (0,_stderr_failures_js__WEBPACK_IMPORTED_MODULE_7__/* .failureOf */ .g5)(cause, { action: `loading into ${connection.description}`, fallback: (0,_stderr_failures_js__WEBPACK_IMPORTED_MODULE_7__/* .codeOnCopy */ .UH)(cause) });
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
        await Promise.race([(0,node_events__WEBPACK_IMPORTED_MODULE_4__.once)(stream, 'drain', { signal }), (0,node_events__WEBPACK_IMPORTED_MODULE_4__.once)(stream, 'close', { signal })]);
    }
    finally {
        over.abort();
    }
}


/***/ })

};
