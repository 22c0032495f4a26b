export const id = 630;
export const ids = [630];
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


/** What the tools write around a body that was made under another default of its schema. Without a name it means the schema that is loaded into. */
const schemaDefaults = /^ALTER DATABASE `(?:[^`]|``)*` (?=CHARACTER SET \w+ COLLATE \w+ ;{0,2}$)/gm;
/** Cuts a dump into pieces by section. What chooses or creates a schema is taken out: whoever loads a piece says where it goes. */
function dumpSplitter() {
    let found = [];
    const sections = (0,_dump_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .sectionReader */ .h)({
        keepsLines: true,
        lines(section, bytes, areRows) {
            if (section.kind === 'database')
                return;
            if (areRows) {
                found.push({ section, bytes });
                return;
            }
            const text = bytes.toString('latin1');
            const placed = text.replace(schemaDefaults, 'ALTER DATABASE ');
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
/** The whole of the line: behind it might stand a statement. */
const sandboxMark = /^\/\*M?!999999\\- enable the sandbox mode \*\/ ?\r?$/;
/** The first lines of a dump, which set a session up, as every piece needs them: without the mark of MariaDB's tool that old clients refuse. */
function setupOf(head) {
    const lines = head.toString('utf8').split('\n');
    return Buffer.from(lines.filter((line) => !sandboxMark.test(line)).join('\n'));
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
// EXTERNAL MODULE: ./src/ports/chunk.ts
var ports_chunk = __webpack_require__(13269);
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
async function inspectTables({ launcher, clients, connection, expected, created, progress, signal, place, }) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const reader = (0,dump_reader/* dumpReader */.i)({ item: (name) => progress.item(name) });
        const running = __addDisposableResource(env_2, (0,dump_process/* startDump */.d)({
            ...{ launcher, clients, connection, signal },
            scope: { schemas: created.schemas, without: [] },
            kind: expected.tables.length === 0 ? 'schema' : 'full', // a backup of the schema alone says nothing about rows
        }), true);
        try {
            for await (const chunk of running.output()) {
                progress.bytes(chunk.length);
                reader.write(chunk);
                (0,ports_chunk/* giveBack */.F)(chunk);
            }
        }
        catch (error) {
            signal.throwIfAborted();
            throw (0,stderr_failures/* failureOf */.g5)(error, {
                action: 'reading the copy',
                fallback: place === undefined ? (0,stderr_failures/* codeOnCopy */.UH)(error) : 'restore-failed',
                place,
            });
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

/***/ 91290:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ge: () => (/* binding */ lacksOf),
/* harmony export */   Xt: () => (/* binding */ assertHas),
/* harmony export */   hN: () => (/* binding */ needsOf)
/* harmony export */ });
/* harmony import */ var _domain_counted_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63714);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _other_schemas_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60377);
/* harmony import */ var _product_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24869);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(62358);





/** Reads them out of a fingerprint. What stands in comments and defaults is no part of it. */
function needsOf({ objects, settings }) {
    const engines = new Set();
    const tablespaces = new Set();
    const own = JSON.parse(settings['schemas'] ?? '[]');
    const named = objects.filter(({ kind }) => kind === 'table' || kind === 'view');
    const schemas = new Set(named.flatMap(({ definition }) => (0,_other_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .schemasIn */ .Ad)(definition)));
    let [encrypted, placed] = [0, 0];
    for (const { kind, definition } of objects) {
        if (kind !== 'table')
            continue;
        const options = optionsOf(definition);
        for (const { name, value } of options) {
            if (name === 'ENGINE')
                engines.add(value.toUpperCase());
            // those that every server has begin like this
            if (name === 'TABLESPACE' && !value.startsWith('innodb_'))
                tablespaces.add(value);
        }
        const has = (word, given) => options.some(({ name, value }) => name === word && value.toUpperCase() === given);
        if (has('ENCRYPTION', 'Y') || has('ENCRYPTED', 'YES'))
            encrypted += 1;
        if (options.some(({ name }) => name === 'DIRECTORY'))
            placed += 1;
    }
    return {
        ...{ engines: [...engines].sort(), tablespaces: [...tablespaces].sort(), encrypted, placed },
        schemas: [...schemas].filter((name) => !own.includes(name)).sort(),
    };
}
const token = /'(?:[^'\\]|\\.|'')*'|`(?:[^`]|``)*`|[\w$]+|\S/gs;
/** Words of options, which stand bare; MariaDB quotes those that belong to a storage engine alone, as it does with names of columns. */
const option = /^(?:ENGINE|TABLESPACE|ENCRYPTION|DIRECTORY|`?ENCRYPTED`?)$/i;
/** The options of a table and of its partitions, with values out of their quotes. */
function optionsOf(definition) {
    const tokens = definition.match(token) ?? [];
    let depth = 0;
    return tokens.flatMap((word, at) => {
        if (word === '(')
            depth += 1;
        if (word === ')')
            depth -= 1;
        if (!option.test(word))
            return [];
        const isAssigned = tokens[at + 1] === '=';
        if (word.startsWith('`') && (depth > 0 || !isAssigned))
            return []; // a column
        const value = tokens[at + (isAssigned ? 2 : 1)] ?? '';
        const [quote = ''] = value;
        const isQuoted = quote === "'" || quote === '`';
        const plain = isQuoted ? value.slice(1, -1).replaceAll(quote + quote, quote) : value;
        return [{ name: word.replaceAll('`', '').toUpperCase(), value: plain }];
    });
}
/**
 * Which of them a server does not have. A server without a storage engine makes the tables in another one without a word, so that the copy
 * would differ; most others end a load.
 */
async function lacksOf(session, needs, server) {
    return [
        ...(await lackedEngines(session, needs)),
        ...(await lackedTablespaces(session, needs)),
        ...(await lackedKeys(session, needs, server)),
        ...(await lackedFolders(session, needs, server)),
        ...(await lackedSchemas(session, needs)),
    ];
}
/**
 * Requires that a sandbox can have the tables, and lets none be written outside of it.
 *
 * @throws Failure `sandbox-unavailable` that names all that is missing.
 */
async function assertHas(session, needs, server) {
    const lacks = await lacksOf(session, needs, server);
    if (lacks.length === 0)
        return;
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('sandbox-unavailable', `the sandbox lacks ${lacks.map(({ what }) => what).join('; ')}: whether the backup restores cannot be told`, {
        hint: 'give a server that has this, by the input "sandbox" or another image; tables with DATA DIRECTORY and in tablespaces have to be restored by hand; other schemas come into the backup with a URL that names no database',
    });
}
async function lackedEngines(session, { engines }) {
    const rows = await session.rows({ name: 'UPPER(engine)' }, `FROM information_schema.engines WHERE support IN ('YES', 'DEFAULT')`);
    const known = new Set(rows.map(({ name }) => name));
    const unknown = engines.filter((name) => !known.has(name));
    if (unknown.length === 0)
        return [];
    const remedy = `install the storage engines ${unknown.join(', ')} on its server, or restore into one that has them`;
    return [{ what: `the storage engines ${unknown.join(', ')}`, remedy, isCertain: true }];
}
async function lackedTablespaces(session, { tablespaces }) {
    if (tablespaces.length === 0)
        return [];
    // since MySQL 8.0.21; everybody may read it
    const isCertain = await isThere(session, 'information_schema', 'TABLESPACES_EXTENSIONS');
    const rows = isCertain
        ? await session.rows({ name: 'tablespace_name' }, 'FROM information_schema.tablespaces_extensions')
        : [];
    const known = new Set(rows.map(({ name }) => name));
    const unknown = tablespaces.filter((name) => !known.has(name));
    if (unknown.length === 0)
        return [];
    const statements = unknown.map((name) => `CREATE TABLESPACE ${(0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .Cv)(name)} ADD DATAFILE ${(0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .eu)(`${name}.ibd`)};`);
    return [{ what: `the tablespaces ${unknown.join(', ')}`, remedy: statements.join(' '), isCertain }];
}
async function lackedKeys(session, { encrypted }, { product }) {
    if (encrypted === 0)
        return [];
    const [row] = await session.rows({ count: 'COUNT(*)' }, `FROM information_schema.plugins WHERE plugin_status = 'ACTIVE' AND (plugin_type = 'ENCRYPTION' OR plugin_name LIKE 'keyring%')`);
    if (row?.['count'] !== '0')
        return [];
    const maySee = await isThere(session, 'performance_schema', 'keyring_component_status');
    const active = maySee
        ? await session.rows({ one: '1' }, `FROM performance_schema.keyring_component_status WHERE status_value = 'Active'`)
        : [];
    if (active.length > 0)
        return [];
    const remedy = 'give its server a key management plugin or a keyring, or restore into one that has it';
    const isCertain = maySee || product.name === 'mariadb';
    return [{ what: `a key for ${(0,_domain_counted_js__WEBPACK_IMPORTED_MODULE_4__/* .counted */ .h)(encrypted, 'encrypted table')}`, remedy, isCertain }];
}
/** Folders are the server's own affair, but MySQL from 8.0.21 on writes into none that it was not told of. */
async function lackedFolders(session, { placed }, { product, version }) {
    if (placed === 0)
        return [];
    const isStrict = product.name === 'mysql' && (0,_product_js__WEBPACK_IMPORTED_MODULE_2__/* .compareVersions */ .Zy)(version, '8.0.21') >= 0;
    const told = isStrict
        ? await session.rows({ own: `CONCAT_WS('', @@GLOBAL.innodb_directories, @@GLOBAL.innodb_data_home_dir)` })
        : [];
    return [
        {
            what: `the folders in which DATA DIRECTORY puts ${(0,_domain_counted_js__WEBPACK_IMPORTED_MODULE_4__/* .counted */ .h)(placed, 'table')}`,
            remedy: 'name the folders in innodb_directories of its server, and start it anew',
            isCertain: told[0]?.['own'] === '',
        },
    ];
}
async function lackedSchemas(session, { schemas }) {
    if (schemas.length === 0)
        return [];
    const rows = await session.rows({ name: 'schema_name' }, 'FROM information_schema.schemata');
    const unknown = schemas.filter((name) => !rows.some((row) => row['name'] === name));
    if (unknown.length === 0)
        return [];
    return [
        {
            what: `the schemas ${unknown.join(', ')}, which tables or views name`,
            remedy: `restore the schemas ${unknown.join(', ')} first, where they are not there`,
            isCertain: false, // an account sees those only in which it may do something
        },
    ];
}
async function isThere(session, schema, table) {
    const rows = await session.rows({ one: '1' }, `FROM information_schema.tables WHERE table_schema = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .eu)(schema)} AND table_name = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .eu)(table)}`);
    return rows.length > 0;
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
    const waiting = [];
    const waitingRows = [];
    const { admission, awaitsOthers = () => false } = options;
    const onDisk = diskFor(options);
    let rows;
    const loader = sectionLoader(options, head);
    /** Loads what has been gathered of another section. */
    const close = async (next) => {
        if (rows !== undefined && rows.section !== next) {
            const { section, path, file } = rows;
            rows = undefined;
            await onDisk(() => file.close());
            const loadRows = () => loader.load(section, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(path)).finally(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true }));
            if (awaitsOthers(section))
                waitingRows.push(loadRows);
            else
                await lanes.start(loadRows);
        }
        const [first] = early;
        if (first === undefined || first.section === next)
            return;
        if (first.section.kind === 'table' && awaitsOthers(first.section))
            waiting.push(...early.splice(0).map((piece) => ({ ...piece, bytes: Buffer.from(piece.bytes) })));
        else
            await loader.loadTogether(early.splice(0));
    };
    return {
        async take({ section, bytes }) {
            if (section.kind !== 'head' && !admission.wants(section))
                return;
            await close(section);
            if (section.kind === 'head')
                head.push(Buffer.from(bytes));
            else if (section.kind === 'rows') {
                if (rows === undefined)
                    options.progress.item(section.name);
                rows ??= { ...(await onDisk(() => openRows(section, folder))), look: admission.rows(section) };
                const [file, admittedRows] = [rows.file, rows.look(bytes)];
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
            await loader.loadSections(waiting);
            for (const loadRows of waitingRows)
                await lanes.start(loadRows);
            await lanes.done();
            for (const kind of afterRows)
                await loader.loadSections(late.filter(({ section }) => section.kind === kind));
        },
        async settle() {
            await rows?.file.close().catch(() => undefined);
            await lanes.done().catch(() => undefined);
        },
    };
}
/** @param head of the dump, all of which is there before anything else is loaded */
function sectionLoader(options, head) {
    const { admission } = options;
    let setup;
    const load = async (section, source) => {
        setup ??= admission.section({ kind: 'head', name: '', schema: '' }, (0,_dump_splitter_js__WEBPACK_IMPORTED_MODULE_6__/* .setupOf */ .N)(Buffer.concat(head)));
        await loadPiece(options, options.schemaFor(section.schema), setup, source);
    };
    const loadTogether = async (pieces) => {
        const [first] = pieces;
        if (first === undefined)
            return;
        const bytes = Buffer.concat(pieces.map((piece) => piece.bytes));
        await load(first.section, oneByOne([admission.section(first.section, bytes)]));
    };
    const loadSections = async (pieces) => {
        for (const ofOne of Map.groupBy(pieces, ({ section }) => section).values())
            await loadTogether(ofOne);
    };
    return { load, loadTogether, loadSections };
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
async function loadPiece({ launcher, clients, connection, signal, place }, schema, setup, source) {
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
            const fallback = place === undefined ? (0,_stderr_failures_js__WEBPACK_IMPORTED_MODULE_7__/* .codeOnCopy */ .UH)(cause) : 'restore-failed';
            throw (0,_stderr_failures_js__WEBPACK_IMPORTED_MODULE_7__/* .failureOf */ .g5)(cause, { action: `loading into ${connection.description}`, fallback, place });
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


/***/ }),

/***/ 7982:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ admitDump)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/engines/mysql/dump-statements.ts
var dump_statements = __webpack_require__(40261);
// EXTERNAL MODULE: ./src/engines/mysql/readings.ts
var readings = __webpack_require__(38865);
// EXTERNAL MODULE: ./src/engines/mysql/session.ts
var session = __webpack_require__(62358);
;// CONCATENATED MODULE: ./src/engines/mysql/target/beginning-of.ts
/** Words that statements and commands of the client begin with; no value of a row is among them, in whatever shape a dump is. */
const words = new Set(('ALTER ANALYZE AS BEGIN BINLOG CALL CHANGE CHECK COMMIT CREATE DATA DATABASE DEFINER DELETE DELIMITER DISABLE DO DROP ENABLE EVENT EXECUTE EXISTS ' +
    'FLUSH FROM FUNCTION GLOBAL GRANT HANDLER IF IGNORE INDEX INFILE INSERT INSTALL INTO KILL LOAD LOCAL LOCK NAMES NOT OPTIMIZE OR PACKAGE PASSWORD ' +
    'PERSIST PLUGIN PREPARE PROCEDURE PURGE RENAME REPLACE RESET REVOKE ROLE ROLLBACK SCHEMA SELECT SEQUENCE SERVER SESSION SET SHUTDOWN SOURCE ' +
    'SQL_MODE START SYSTEM TABLE TABLES TABLESPACE TEMPORARY TRIGGER TRUNCATE UNINSTALL UNLOCK UPDATE USE USER VALUES VIEW WITH XML').split(' '));
const conditional = /^\s*\/\*M?!\d*/;
const command = /^\\[.!a-zA-Z]/;
/** The words of SQL with which a statement begins, or the command of the client that it is: nothing that could be a value or a name. */
function beginningOf(statement) {
    const text = statement.replace(conditional, '').trim();
    const short = command.exec(text);
    if (short !== null)
        return short[0];
    const found = [];
    for (const [word] of text.matchAll(/\S+/g)) {
        if (!words.has(word.toUpperCase()))
            break;
        found.push(word.toUpperCase());
    }
    return found.join(' ');
}

// EXTERNAL MODULE: ./src/engines/mysql/target/dump-text.ts
var dump_text = __webpack_require__(82636);
;// CONCATENATED MODULE: ./src/engines/mysql/target/one-statement.ts
const types = 'int|integer|tinyint|smallint|mediumint|bigint|decimal|numeric|float|double|precision|bit|date|time|datetime|timestamp|year|char|varchar|binary|varbinary|' +
    'tinyblob|blob|mediumblob|longblob|tinytext|text|mediumtext|longtext|enum|set|json|geometry|point|linestring|polygon|unsigned|signed|zerofill|uuid|inet4|inet6|vector';
const characteristics = 'RETURNS|RETURN|DETERMINISTIC|NOT|CONTAINS|NO|READS|MODIFIES|SQL|DATA|SECURITY|DEFINER|INVOKER|COMMENT|LANGUAGE|AS|IS';
/** What stands in front of the body of a trigger, an event, a routine or a package. */
const heads = [
    new RegExp(`\\bTRIGGER\\s[\\s\\S]*?\\sFOR\\s+EACH\\s+ROW(?:\\s+(?:FOLLOWS|PRECEDES)\\s+(?:[\`"]|[\\w$]+))?\\s+`, 'i'),
    /\bEVENT\s[\s\S]*?\sDO\s+/i,
    new RegExp(`\\b(?:FUNCTION|PROCEDURE)\\s+[^\\s(]+\\s*\\((?:[^()]|\\([^()]*\\))*\\)` +
        `(?:\\s+|\\([^()]*\\)|['"]|(?:CHARACTER\\s+SET|CHARSET|COLLATE)\\s+\\w+|(?:${types}|${characteristics})\\b)*(?=\\b[a-z])`, 'i'),
];
const packageHead = /\bPACKAGE\s+(?:BODY\s+)?[^\s(]+\s[\s\S]*?\b(?:AS|IS)\s+/i;
const blockWords = ['IF', 'CASE', 'LOOP', 'REPEAT', 'WHILE', 'FOR'];
/**
 * Whether what makes a trigger, routine, event or package is one statement to the server, which also takes several with `;` between. A block
 * counts as opened only where no name can stand, and as closed at each `END`: in doubt the statement counts as two.
 *
 * @param bare without comments, and with nothing between quotes
 */
function isOneStatement(bare) {
    if (!bare.includes(';'))
        return true;
    const ofPackage = packageHead.exec(/\b(?:FUNCTION|PROCEDURE|TRIGGER|EVENT|PACKAGE)\b/i.exec(bare)?.[0].toUpperCase() === 'PACKAGE' ? bare : '');
    const head = ofPackage ?? heads.map((form) => form.exec(bare)).find((found) => found !== null);
    if (head === undefined || bare.slice(0, head.index).includes(';') || head[0].includes(';'))
        return false;
    return isOneBlock(bare.slice(head.index + head[0].length), ofPackage === null ? [] : ['PACKAGE']);
}
function isOneBlock(body, open) {
    const tokens = body.toUpperCase().match(/[\w$@\x80-\xff]+|\S/g) ?? [];
    let isStart = true;
    let [first, label] = ['', false];
    for (let at = 0; at < tokens.length; at += 1) {
        const [token = '', previous = '', next = ''] = [tokens[at], tokens[at - 1], tokens[at + 1]];
        const begins = isStart;
        isStart = false;
        if (begins && !label)
            first = token;
        label = false;
        if (token === ';') {
            if (open.length === 0)
                return false;
            isStart = true;
        }
        else if (token === 'END') {
            open.pop();
            if (blockWords.includes(next))
                at += 1;
            // the name of the block may follow
            if (open.length === 0)
                return tokens.length - at <= 2 && tokens[at + 1] !== ';';
        }
        else if (token === 'CASE' && previous !== '.') {
            open.push(begins ? 'CASE' : 'expression');
        }
        else if (token === 'BEGIN' && (begins || isOpened(tokens, at, first))) {
            open.push('BEGIN');
            isStart = true;
        }
        else if (begins && blockWords.includes(token)) {
            open.push(token);
            isStart = token === 'LOOP' || token === 'REPEAT';
        }
        else if ((token === 'THEN' || token === 'ELSE') && open.at(-1) !== 'expression')
            isStart = true;
        else if (token === 'DO' && ['WHILE', 'FOR'].includes(open.at(-1) ?? ''))
            isStart = !begins;
        else if (begins && next === ':' && tokens[at + 2] !== '=') {
            at += 1;
            [isStart, label] = [true, true];
        }
    }
    return false;
}
/** Whether a block begins behind the conditions of a handler, or behind the head of a routine in a package. */
function isOpened(tokens, at, first) {
    const previous = tokens[at - 1] ?? '';
    if (first === 'FUNCTION' || first === 'PROCEDURE')
        return previous === 'AS' || previous === 'IS';
    const statement = tokens.slice(tokens.lastIndexOf(';', at) + 1, at);
    return (first === 'DECLARE' && statement.includes('HANDLER') && previous !== 'FOR' && previous !== ',' && previous !== '.');
}

// EXTERNAL MODULE: ./src/engines/mysql/insert-rows.ts
var insert_rows = __webpack_require__(79275);
;// CONCATENATED MODULE: ./src/engines/mysql/target/row-guard.ts

const quote = 0x27;
const semicolon = 0x3b;
const newline = 0x0a;
const row_guard_open = 0x28;
/**
 * A guard for the rows of one table: each line is a part of an `INSERT` into that table, with no second statement behind it, or one of those
 * that the dump tools put around rows. It looks outside of quotes only, from quote to quote, and costs a tenth of what the server takes.
 *
 * @param isAround whether a line that is none of an `INSERT` may stand there
 */
function rowGuard(name, isAround) {
    const head = Buffer.from(`INSERT INTO \`${name.replaceAll('`', '``')}\` `);
    let inInsert = false;
    const refusedIn = (line) => {
        if (inInsert ? line[0] === row_guard_open : line.subarray(0, head.length).equals(head)) {
            const end = firstSemicolon(line, inInsert ? 0 : head.length);
            inInsert = end < 0;
            return end < 0 || end === line.length - 1 ? undefined : line.toString('latin1', end + 1);
        }
        const text = line.toString('latin1');
        return !inInsert && isAround(text) ? undefined : text;
    };
    return {
        refused(lines) {
            for (let from = 0; from < lines.length;) {
                const found = lines.indexOf(newline, from);
                const end = found < 0 ? lines.length : found;
                const refused = refusedIn(lines.subarray(from, end));
                if (refused !== undefined)
                    return refused;
                from = end + 1;
            }
            return undefined;
        },
    };
}
/** The place of the first semicolon outside of quotes; -1 where there is none. What looks like a comment counts as one. */
function firstSemicolon(line, from) {
    let next = line.indexOf(semicolon, from);
    let comment = line.indexOf('/*', from, 'latin1');
    for (let at = from;;) {
        const string = line.indexOf(quote, at);
        const end = string < 0 ? line.length : string;
        if (comment >= 0 && comment < end)
            return comment;
        if (next >= 0 && next < end)
            return next;
        if (string < 0)
            return -1;
        at = (0,insert_rows/* closingQuote */.m)(line, string) + 1;
        if (next >= 0 && next < at)
            next = line.indexOf(semicolon, at);
        if (comment >= 0 && comment < at)
            comment = line.indexOf('/*', at, 'latin1');
    }
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/admit-dump.ts








const charsetOf = '(?:character_set_client|character_set_results|collation_connection)';
const plainVariable = '(?:time_zone|unique_checks|foreign_key_checks|sql_notes|note_verbosity|autocommit|system_versioning_insert_history)';
const value = "(?:@@?(?:session\\.)?\\w+|\\w+|'[^'\\\\]*')";
const assigned = (...more) => {
    const one = `(?:@\\w+\\s*=\\s*@@(?:session\\.)?\\w+|${[`(?:@@(?:session\\.)?)?${plainVariable}\\s*=\\s*${value}`, ...more].join('|')})`;
    return new RegExp(`^SET\\s+(?:NAMES\\s+utf8(?:mb[34])?|${one}(?:\\s*,\\s*${one})*)$`, 'i');
};
const charset = `${charsetOf}\\s*=\\s*(?:@\\w+|\\w+|'\\w+')`;
/** Settings of a session by section: nothing else may change how the server reads what follows. */
const settings = {
    head: assigned(`sql_mode\\s*=\\s*'NO_AUTO_VALUE_ON_ZERO'`),
    rows: assigned(),
    object: assigned(charset),
    body: assigned(charset, `sql_mode\\s*=\\s*(?:'[A-Z0-9_,]*'|@saved_sql_mode)`),
};
/**
 * Lets through what the dump tools write, section by section, and nothing else: a statement must not reach beyond the schema that it is loaded
 * into, whoever wrote the dump and wherever it is loaded.
 *
 * @param namesOf of a schema by the name that it has in the dump, which is empty where the dump has one only
 * @throws Failure `restore-failed` from its functions, which names the section and the words with which the statement begins
 */
function admitDump(namesOf, wants, { server, eventsStay = false, isOwn = false }) {
    const scripts = [];
    const takeScript = (section, statements) => {
        const texts = statements.map((statement) => statement.text);
        const { kind } = section;
        const names = namesOf(section.schema);
        const inView = (text, schema) => text.replaceAll(latin1(`${(0,session/* identifier */.Cv)(names.source)}.`), latin1(`${(0,session/* identifier */.Cv)(schema)}.`));
        if (kind === 'triggers') {
            const plain = texts.map(dump_text/* withoutTriggerSchema */.QW);
            // where it comes back under its own name it comes back in its own words
            const own = texts.map((text, index) => ((0,dump_text/* isTriggerOf */.iF)(text, latin1(names.target)) ? text : (plain[index] ?? '')));
            scripts.push({ kind, name: section.name, text: own.join('') });
            return (names.fresh === names.target ? own : plain).join('');
        }
        if (kind === 'events') {
            scripts.push({ kind, name: '', text: texts.join('') });
            return eventsStay ? texts.join('') : statements.map((statement) => dormant(section, statement)).join('');
        }
        if (kind === 'view') {
            const making = statements
                .filter(({ code }) => !code.startsWith('DROP '))
                .map(({ text }) => text.replace(/(\bCREATE )(ALGORITHM=)/, '$1OR REPLACE $2'));
            scripts.push({ kind, name: section.name, text: inView(making.join(''), names.target) });
            return inView(texts.join(''), names.fresh);
        }
        if (kind === 'table')
            return withSequences(texts.join(''), names);
        if (kind === 'routines')
            scripts.push({ kind, name: '', text: texts.join('') });
        return texts.join('');
    };
    return {
        wants,
        section(section, bytes) {
            const text = bytes.toString('latin1');
            const statements = (0,dump_statements/* statementsOf */.G)(text, server);
            const refused = statements.find((statement) => !isAdmitted(section, statement, isOwn));
            if (refused !== undefined)
                throw stray(section, refused.bare);
            if (!(0,readings/* areClear */.M)(statements, server))
                throw stray(section);
            return Buffer.from((section.kind === 'head' ? ownMode : '') + takeScript(section, statements), 'latin1');
        },
        rows(section) {
            const isAround = (line) => (0,dump_statements/* statementsOf */.G)(line, server).every((statement) => isAdmitted(section, statement));
            const guard = rowGuard(section.name, isAround);
            return (bytes) => {
                const refused = guard.refused(bytes);
                if (refused !== undefined)
                    throw stray(section, refused);
                return bytes[0] === openParenthesis || bytes.subarray(0, insertWord.length).equals(insertWord)
                    ? bytes
                    : unlocked(bytes);
            };
        },
        scripts: () => scripts,
    };
}
/** Quotes are read as the dump tools write them, whatever the server's own mode is. */
const ownMode = `SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO';\n`;
const openParenthesis = 0x28;
const insertWord = Buffer.from('INSERT ');
/** Nobody else is in a fresh schema, and a table that is locked alone may not use a sequence in its defaults. */
function unlocked(lines) {
    return Buffer.from(lines.toString('latin1').replace(/^(?:UN)?LOCK TABLES.*$/gm, ''), 'latin1');
}
function dormant(section, { code, text }) {
    if (!/^CREATE\s/i.test(code))
        return text;
    const sleeping = (0,dump_text/* asleep */.Z3)(text);
    if (sleeping === undefined)
        throw stray(section, code);
    return sleeping;
}
/** @param statement where one is known */
function stray({ kind, name }, statement = '') {
    const where = name === '' ? kind : `${kind} of ${name}`;
    const words = beginningOf(statement);
    return new failure/* Failure */.HR('restore-failed', `the dump has a statement that does not belong into its place (${where}${words === '' ? '' : `: ${words} …`}), and was not loaded further`, {
        hint: 'nothing of it reached beyond the copy; see who may write to the store, and prove the other backups with restore-verify',
    });
}
/** A default that takes the next number names the schema of its sequence. */
function withSequences(text, { source, fresh }) {
    return text.replaceAll(latin1(`nextval(${(0,session/* identifier */.Cv)(source)}.`), latin1(`nextval(${(0,session/* identifier */.Cv)(fresh)}.`));
}
function settingsOf(kind) {
    if (kind === 'head' || kind === 'rows')
        return settings[kind];
    return ['triggers', 'routines', 'events'].includes(kind) ? settings.body : settings.object;
}
function isAdmitted({ kind, name }, { code, bare, isOdd }, isOwn = false) {
    if (isOdd && !isOwn)
        return false;
    if (code === '' || settingsOf(kind).test(code))
        return true;
    const own = latin1((0,session/* identifier */.Cv)(name)).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const forms = admitted[kind].map((form) => new RegExp(`^${form.replaceAll('{own}', () => own)}`, 'i'));
    if (!forms.some((form) => form.test(code)))
        return false;
    // the rows of a table come in INSERT statements, and nothing is read from elsewhere when it is made
    if (kind === 'table' || kind === 'sequence')
        return !/\bSELECT\b/i.test(bare.replace(/^SELECT SETVAL/i, ''));
    if (!/^CREATE\s/i.test(code) || kind === 'view' || kind === 'view-stub')
        return true;
    return (isOwn || isOneStatement(bare)) && (kind !== 'triggers' || latin1(tableOf(code)) === latin1(name));
}
function tableOf(code) {
    return Buffer.from((0,dump_text/* tableOfTrigger */.kI)(code) ?? '', 'latin1').toString('utf8');
}
/** Around what was made while its schema had other defaults; the schema is the one that it is loaded into. */
const ownDefaults = 'ALTER DATABASE CHARACTER SET \\w+ COLLATE \\w+$';
/** Beginnings of statements by section; `{own}` is the name that the section is of. */
const admitted = {
    head: [],
    tail: [],
    database: [],
    sequence: [
        'DROP SEQUENCE IF EXISTS {own}$',
        'CREATE SEQUENCE {own} ',
        '(?:DO|SELECT) SETVAL\\({own}, -?\\d+, [01]\\)$',
    ],
    table: ['DROP TABLE IF EXISTS {own}$', 'CREATE TABLE {own} \\('],
    rows: ['(?:UN)?LOCK TABLES(?: {own} WRITE)?$', 'ALTER TABLE {own} (?:DIS|EN)ABLE KEYS$', 'COMMIT$'],
    'view-stub': ['DROP (?:TABLE|VIEW) IF EXISTS {own}$', 'CREATE (?:TABLE|VIEW) {own} '],
    view: [
        'DROP (?:TABLE|VIEW) IF EXISTS {own}$',
        `CREATE\\s+ALGORITHM=\\w+\\s+${dump_text/* definerClause */.rb}SQL SECURITY \\w+\\s+VIEW {own} AS\\s`,
    ],
    triggers: [ownDefaults, `CREATE\\s+${dump_text/* definerClause */.rb}TRIGGER\\s`],
    routines: [
        ownDefaults,
        `DROP (?:FUNCTION|PROCEDURE|PACKAGE(?: BODY)?) IF EXISTS ${dump_text/* anyName */.kO}$`,
        `CREATE\\s+(?:OR REPLACE\\s+)?${dump_text/* definerClause */.rb}(?:AGGREGATE )?(?:FUNCTION|PROCEDURE|PACKAGE(?: BODY)?)\\s+${dump_text/* anyName */.kO}(?![\\w$])(?!\\s*\\.)`,
    ],
    events: [ownDefaults, `DROP EVENT IF EXISTS ${dump_text/* anyName */.kO}$`, `CREATE\\s+${dump_text/* definerClause */.rb}EVENT\\s+${dump_text/* anyName */.kO}\\s+ON\\s`],
};
function latin1(text) {
    return Buffer.from(text, 'utf8').toString('latin1');
}


/***/ }),

/***/ 4494:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dk: () => (/* binding */ tablesFitting),
/* harmony export */   ET: () => (/* binding */ partOfTables),
/* harmony export */   uL: () => (/* binding */ anyHasRows),
/* harmony export */   yz: () => (/* binding */ assessTables)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(94006);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(62358);
/* harmony import */ var _source_scope_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41708);
/* harmony import */ var _dump_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82636);
/* harmony import */ var _part_of_backup_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(29674);
/* harmony import */ var _pointing_keys_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14331);







/**
 * The tables that patterns mean, by the names that the backup has; views come back with a whole schema only.
 *
 * @throws Failure `source-missing` for a pattern that fits nothing
 */
function tablesFitting(patterns, { source, expected }) {
    const names = expected.objects
        .filter(({ kind }) => kind === 'table' || kind === 'sequence')
        .map(({ name }) => (0,_dump_text_js__WEBPACK_IMPORTED_MODULE_3__/* .unquoted */ .qZ)(name));
    const found = patterns.flatMap((pattern) => {
        const fits = (0,_source_scope_js__WEBPACK_IMPORTED_MODULE_2__/* .matcherOf */ .Ke)(pattern, source);
        const matches = names.filter((name) => fits({ schema: source, name }));
        if (matches.length > 0)
            return matches;
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('source-missing', `no table of the backup fits ${JSON.stringify(pattern)}${(0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_6__/* .didYouMean */ .a)(pattern, names)}`, {
            hint: 'correct the pattern: * and ? stand for any characters and for one; views come back with the whole schema',
        });
    });
    return [...new Set(found)].sort();
}
async function assessTables(session, access, patterns, part) {
    const { schema } = access;
    const tables = tablesFitting(patterns, part);
    const expected = partOfTables(part.expected, tables);
    const there = await relationsIn(session, schema, tables);
    const pointing = await (0,_pointing_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .readPointingKeys */ .F)(session, schema, [...there.keys()]);
    const triggers = await triggersOf(session, schema, tables);
    const rows = new Map(expected.tables.map((table) => [(0,_dump_text_js__WEBPACK_IMPORTED_MODULE_3__/* .unquoted */ .qZ)(table.name), table.rows]));
    const wanted = new Set(expected.objects.filter(({ kind }) => kind === 'trigger').map(({ name }) => (0,_dump_text_js__WEBPACK_IMPORTED_MODULE_3__/* .unquoted */ .qZ)(name)));
    return {
        tables,
        expected,
        obstacles: [
            ...(await takenTriggers(session, schema, wanted, tables)),
            ...[...there]
                .filter(([, type]) => type === 'VIEW')
                .map(([name]) => ({
                message: `${name} is a view in the target, and a table in the backup`,
                remedy: `DROP VIEW ${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .Cv)(schema)}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .Cv)(name)};`,
            })),
        ],
        holdsData: await anyHasRows(session, schema, [...there].filter(([, type]) => type !== 'VIEW').map(([name]) => name)),
        steps: [
            ...tables.map((name) => {
                const count = rows.get(name);
                const from = count === undefined ? 'from the backup' : `from the backup (${count} ${count === 1 ? 'row' : 'rows'})`;
                return there.has(name)
                    ? `${name}: gives way to a fresh one ${from}`
                    : `${name}: is missing, and is made ${from}`;
            }),
            'all of them at one moment, by one statement; whoever uses them waits until then',
            ...pointing.map(({ schema: own, table, name }) => `foreign key ${name} of ${own}.${table}: made to point to the fresh table`),
            ...[...wanted].map((name) => `trigger ${name}: made anew from the backup`),
        ],
        notes: [
            ...triggers
                .filter((name) => !wanted.has(name))
                .map((name) => `trigger ${name}: not in the backup, and goes with the old table`),
            ...(await viewsOver(session, schema, tables)).map((name) => `view ${name}: reads the fresh table from then on`),
        ],
    };
}
/** The part of a fingerprint that belongs to tables: rows, the tables themselves, their triggers, and whom those name. */
function partOfTables(expected, tables) {
    const isOf = (name) => tables.includes((0,_dump_text_js__WEBPACK_IMPORTED_MODULE_3__/* .unquoted */ .qZ)(name));
    const own = expected.objects.filter((object) => isOwn(object, isOf));
    const objects = [...own, ...(0,_part_of_backup_js__WEBPACK_IMPORTED_MODULE_4__/* .definersOf */ .iA)(own)];
    return { ...expected, tables: expected.tables.filter(({ name }) => isOf(name)), objects };
}
function isOwn({ kind, name, definition }, isOf) {
    if (kind === 'table' || kind === 'sequence' || kind === 'table-digest')
        return isOf(name);
    return kind === 'trigger' && isOf((0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .Cv)((0,_dump_text_js__WEBPACK_IMPORTED_MODULE_3__/* .tableOfTrigger */ .kI)(definition) ?? ''));
}
async function relationsIn(session, schema, tables) {
    const rows = await session.rows({ name: 'table_name', type: 'table_type' }, `FROM information_schema.tables WHERE table_schema = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .eu)(schema)} AND table_name IN (${tables.map(_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .eu).join(', ')})`);
    return new Map(rows.map(({ name, type }) => [name ?? '', type ?? '']));
}
/** Whether any of some tables has a row. */
async function anyHasRows(session, schema, tables) {
    for (const table of tables) {
        const rows = await session.rows({ one: '1' }, `FROM ${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .Cv)(schema)}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .Cv)(table)} LIMIT 1`);
        if (rows.length > 0)
            return true;
    }
    return false;
}
async function triggersOf(session, schema, tables) {
    const rows = await session.rows({ name: 'trigger_name' }, `FROM information_schema.triggers WHERE trigger_schema = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .eu)(schema)} AND event_object_table IN (${tables.map(_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .eu).join(', ')})`);
    return rows.map(({ name }) => name ?? '');
}
/** Names of triggers that come back and that another table has by now. */
async function takenTriggers(session, schema, wanted, tables) {
    const rows = await session.rows({ name: 'trigger_name', table: 'event_object_table' }, `FROM information_schema.triggers WHERE trigger_schema = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .eu)(schema)}`);
    return rows
        .filter(({ name, table }) => wanted.has(name ?? '') && !tables.includes(table ?? ''))
        .map(({ name, table }) => ({
        message: `trigger ${name ?? ''} is one of ${table ?? ''} by now, and of another table in the backup`,
        remedy: `DROP TRIGGER ${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .Cv)(schema)}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .Cv)(name ?? '')};`,
    }));
}
/** Views whose text names one of the tables. */
async function viewsOver(session, schema, tables) {
    const rows = await session.rows({ name: `CONCAT(table_schema, '.', table_name)`, text: 'view_definition' }, `FROM information_schema.views WHERE table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY 1`);
    const names = tables.map((table) => `${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .Cv)(schema)}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .Cv)(table)}`);
    return rows.filter(({ text }) => names.some((name) => (text ?? '').includes(name))).map(({ name }) => name ?? '');
}


/***/ }),

/***/ 82636:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QW: () => (/* binding */ withoutTriggerSchema),
/* harmony export */   Z3: () => (/* binding */ asleep),
/* harmony export */   gS: () => (/* binding */ definersIn),
/* harmony export */   iF: () => (/* binding */ isTriggerOf),
/* harmony export */   kI: () => (/* binding */ tableOfTrigger),
/* harmony export */   kO: () => (/* binding */ anyName),
/* harmony export */   qZ: () => (/* binding */ unquoted),
/* harmony export */   rb: () => (/* binding */ definerClause)
/* harmony export */ });
/** A name as the dump tools and servers write it: quoted, by `"` under ANSI_QUOTES, or plain as a person typed it. */
const name = '(?:`(?:[^`]|``)*`|"(?:[^"]|"")*"|[\\w$\\u0080-\\uffff]+)';
const account = `(?:\`(?:[^\`]|\`\`)*\`|"(?:[^"]|"")*"|'(?:[^']|'')*'|[\\w$.%-]+)`;
/** `DEFINER=…` with the space behind it, where it stands. */
const definerClause = `(?:DEFINER\\s*=\\s*${account}(?:@${account})?\\s+)?`;
const anyName = name;
/** Stands between two words of a statement that is kept as a person typed it. A comment that some versions execute, `/*!…`, does not. */
const gap = String.raw `(?:\s|(?:--(?=\s)|#)[^\n]*\n|/\*(?!M?!)(?:[^*]|\*(?!/))*\*/)`;
const dot = `${gap}*\\.${gap}*`;
const triggerHead = new RegExp(`(\\bTRIGGER (?:IF NOT EXISTS )?)(?:(${name})${dot})?(${name} (?:BEFORE|AFTER) (?:INSERT|UPDATE|DELETE) ON )(?:(${name})${dot})?(${name})(?= FOR EACH ROW)`
    .split(' ')
    .join(`${gap}+`), 'i');
/** The statement of a trigger without the schema in front of its name and its table, which MariaDB keeps as a person typed them. */
function withoutTriggerSchema(text) {
    return text.replace(triggerHead, '$1$3$5');
}
/** Whether a trigger says no schema, or this one. */
function isTriggerOf(text, schema) {
    const [, , own, , ofTable] = triggerHead.exec(text) ?? [];
    return [own, ofTable].every((found) => found === undefined || unquoted(found) === schema);
}
/** The table of a trigger, without quotes. */
function tableOfTrigger(text) {
    const found = triggerHead.exec(text)?.[5];
    return found === undefined ? undefined : unquoted(found);
}
const eventHead = new RegExp(`(\\bEVENT\\s+${name}\\s+ON\\s+SCHEDULE\\s[\\s\\S]*?\\sON\\s+COMPLETION\\s+(?:NOT\\s+)?PRESERVE\\s+)(ENABLE|DISABLE|SLAVESIDE_DISABLED)\\b`, 'i');
/** The statement of an event that does not run, whatever the scheduler does; undefined where it cannot be told. */
function asleep(text) {
    return eventHead.test(text) ? text.replace(eventHead, (_, head) => `${head}DISABLE`) : undefined;
}
/** The accounts that the definition of an object names as its definer, as `user@host`. */
function definersIn(definition) {
    const clause = /\bDEFINER\s*=\s*(`(?:[^`]|``)*`|"(?:[^"]|"")*")@(`(?:[^`]|``)*`|"(?:[^"]|"")*")/.exec(definition);
    return clause === null ? [] : [`${unquoted(clause[1] ?? '')}@${unquoted(clause[2] ?? '')}`];
}
function unquoted(identifier) {
    const [quote = ''] = identifier;
    return quote === '`' || quote === '"' ? identifier.slice(1, -1).replaceAll(quote + quote, quote) : identifier;
}


/***/ }),

/***/ 45735:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ju: () => (/* binding */ renameIndex),
/* harmony export */   U: () => (/* binding */ repointing),
/* harmony export */   rW: () => (/* binding */ readForeignKeys)
/* harmony export */ });
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62358);

/** Foreign keys, whole, that a condition over `k` (`information_schema.key_column_usage`) chooses. */
async function readForeignKeys(session, condition) {
    const rows = await session.rows({
        schema: 'k.table_schema',
        table: 'k.table_name',
        name: 'k.constraint_name',
        column: 'k.column_name',
        target: 'k.referenced_table_name',
        targetColumn: 'k.referenced_column_name',
    }, `FROM information_schema.key_column_usage k WHERE k.referenced_table_name IS NOT NULL AND ${condition}
     ORDER BY k.table_schema, k.table_name, k.constraint_name, k.ordinal_position`);
    const keys = [];
    for (const columns of Map.groupBy(rows, ({ schema, table, name }) => JSON.stringify([schema, table, name])).values()) {
        const [first = {}] = columns;
        const text = (name) => first[name] ?? '';
        const list = (name) => columns.map((row) => row[name] ?? '');
        const [schema, table, name] = [text('schema'), text('table'), text('name')];
        const [[, definition = ''] = []] = await session.show(`SHOW CREATE TABLE ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(schema)}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(table)}`);
        keys.push({
            ...{ schema, table, name, target: text('target'), columns: list('column'), targetColumns: list('targetColumn') },
            rules: rulesIn(definition, name),
            indexes: await indexesOf(session, schema, table),
        });
    }
    return keys;
}
/** What a server prints behind the columns that a foreign key refers to; nothing where that is its usual way. */
function rulesIn(definition, name) {
    const line = definition.split('\n').find((text) => text.startsWith(`  CONSTRAINT ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(name)} FOREIGN KEY `)) ?? '';
    return (/ REFERENCES (?:`(?:[^`]|``)*`\.)?`(?:[^`]|``)*` \((?:`(?:[^`]|``)*`(?:, )?)*\)(.*?),?$/.exec(line)?.[1]?.trim() ??
        '');
}
async function indexesOf(session, schema, table) {
    const rows = await session.rows({ name: 'index_name' }, `FROM information_schema.statistics WHERE table_schema = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(schema)} AND table_name = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(table)} GROUP BY index_name`);
    return rows.map(({ name }) => name ?? '');
}
/** Statements that make a foreign key refer to a schema. */
function repointing(key, into) {
    const { schema, table, name, columns, target, targetColumns, rules } = key;
    const place = `ALTER TABLE ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(schema)}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(table)}`;
    const list = (names) => names.map(_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv).join(', ');
    const definition = `(${list(columns)}) REFERENCES ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(into)}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(target)} (${list(targetColumns)}) ${rules}`;
    return [
        `${place} DROP FOREIGN KEY ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(name)}`,
        `${place} ADD CONSTRAINT ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(name)} FOREIGN KEY ${definition.trim()}`,
    ];
}
/** Gives the index of a foreign key its name again, where the server had made it for the key and makes another one for the new key. */
async function renameIndex(session, { schema, table, indexes }) {
    const now = await indexesOf(session, schema, table);
    const [lost, ...more] = indexes.filter((name) => !now.includes(name));
    const [made, ...others] = now.filter((name) => !indexes.includes(name));
    if (lost === undefined || made === undefined || more.length + others.length > 0)
        return;
    await session.execute(`ALTER TABLE ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(schema)}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(table)} RENAME INDEX ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(made)} TO ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(lost)}`);
}


/***/ }),

/***/ 29674:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gf: () => (/* binding */ defaultsOf),
/* harmony export */   LQ: () => (/* binding */ partFor),
/* harmony export */   fu: () => (/* binding */ longRowsOf),
/* harmony export */   iA: () => (/* binding */ definersOf)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(62358);
/* harmony import */ var _dump_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82636);



/**
 * The schema of a backup that comes into a target: the only one, or of several that with the target's name.
 *
 * @throws Failure `target-unfit` where there are several of other names
 */
function partFor(backup, target) {
    const schemas = JSON.parse(backup.settings['schemas'] ?? '[]');
    const [only] = schemas;
    if (schemas.length === 1 && only !== undefined)
        return { source: only, section: '', expected: backup };
    if (!schemas.includes(target)) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('target-unfit', `the backup holds the schemas ${schemas.join(', ')}, and none is called ${target}`, {
            hint: 'restore one at a time, each into a URL with its name',
        });
    }
    return { source: target, section: target, expected: schemaOf(backup, target) };
}
function schemaOf(backup, schema) {
    const prefix = `${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .Cv)(schema)}.`;
    const own = (named) => named.filter(({ name }) => name.startsWith(prefix)).map((one) => ({ ...one, name: one.name.slice(prefix.length) }));
    const objects = own(backup.objects);
    return {
        tables: own(backup.tables),
        objects: sorted([
            ...objects,
            ...backup.objects.filter(({ kind, name }) => kind === 'schema' && name === (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .Cv)(schema)),
            ...definersOf(objects),
        ]),
        settings: {
            ...backup.settings,
            schemas: JSON.stringify([schema]),
            long_rows: JSON.stringify(Object.fromEntries(own(longRowsOf(backup).map(([name, bytes]) => ({ name, bytes }))).map(({ name, bytes }) => [name, bytes]))),
        },
        gaps: backup.gaps,
    };
}
/** The longest row of each table that has a long one, in bytes of the dump; backups made before it was recorded have none. */
function longRowsOf({ settings }) {
    return Object.entries(JSON.parse(settings['long_rows'] ?? '{}'));
}
/** The accounts that objects name, as a fingerprint has them. */
function definersOf(objects) {
    const names = new Set(objects.flatMap(({ definition }) => (0,_dump_text_js__WEBPACK_IMPORTED_MODULE_2__/* .definersIn */ .gS)(definition)));
    return [...names].map((name) => ({ kind: 'definer', name, definition: '' }));
}
function sorted(objects) {
    const compare = (a, b) => (a < b ? -1 : Number(a > b));
    return objects.toSorted((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name));
}
/** Character set and collation of the schema as the backup has them. */
function defaultsOf({ source, expected }) {
    const { charset = '', collation = '' } = JSON.parse(expected.settings[`schema ${source}`] ?? '{}');
    return { charset, collation };
}


/***/ }),

/***/ 14331:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ readPointingKeys),
/* harmony export */   s: () => (/* binding */ repointKeys)
/* harmony export */ });
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62358);
/* harmony import */ var _foreign_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45735);


/** The foreign keys of tables that stay, in whatever schema, to tables that leave. Servers let them follow a table that is renamed. */
async function readPointingKeys(session, schema, leaving) {
    if (leaving.length === 0)
        return [];
    const list = leaving.map(_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu).join(', ');
    return await (0,_foreign_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .readForeignKeys */ .rW)(session, `k.referenced_table_schema = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(schema)} AND k.referenced_table_name IN (${list})
       AND NOT (k.table_schema = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(schema)} AND k.table_name IN (${list}))`);
}
/**
 * Makes keys point to the target's schema that followed a table out of it. Rows are not checked, which takes no copy of the table: whoever
 * exchanges the tables has looked. May be called again.
 */
async function repointKeys(session, { schema, keys }) {
    for (const key of keys) {
        const [row] = await session.rows({ target: 'referenced_table_schema' }, `FROM information_schema.key_column_usage WHERE table_schema = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(key.schema)} AND table_name = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(key.table)}
         AND constraint_name = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(key.name)} AND referenced_table_name IS NOT NULL`);
        const [drop, add] = (0,_foreign_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .repointing */ .U)(key, schema);
        if (row !== undefined && row['target'] !== schema)
            await session.execute(drop);
        if (row?.['target'] !== schema)
            await session.execute(add);
        await (0,_foreign_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .renameIndex */ .Ju)(session, key);
    }
}


/***/ })

};
