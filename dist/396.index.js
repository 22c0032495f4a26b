export const id = 396;
export const ids = [396];
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

/***/ 33451:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ts: () => (/* binding */ parseGrants),
/* harmony export */   W3: () => (/* binding */ isGrantedEverywhere),
/* harmony export */   h_: () => (/* binding */ decidingGrants),
/* harmony export */   kR: () => (/* binding */ isGranted),
/* harmony export */   v8: () => (/* binding */ writingPrivileges)
/* harmony export */ });
const form = /^(GRANT|REVOKE) (.+?) ON (?:TABLE )?(`(?:[^`]|``)*`|\*)\.(`(?:[^`]|``)*`|\*) (?:TO|FROM) (\S.*)$/s;
/** Reads the lines of `SHOW GRANTS`. What is granted on single routines, and roles themselves, say nothing about tables and are left out. */
function parseGrants(lines, { isLiteral } = { isLiteral: false }) {
    return lines.flatMap((line) => {
        const [, verb, list = '', schema = '', table = '', rest = ''] = form.exec(line) ?? [];
        if (verb === undefined)
            return [];
        const privileges = list
            .replace(/ ?\([^)]*\)/g, ' (columns)') // a grant on some columns is none on the table
            .split(',')
            .map((privilege) => privilege.trim().toUpperCase());
        if (rest.endsWith(' WITH GRANT OPTION'))
            privileges.push('GRANT OPTION');
        const grantee = /^(?:`(?:[^`]|``)*`(?:@`(?:[^`]|``)*`)?|\S+)/.exec(rest)?.[0] ?? rest;
        const name = isLiteral ? plain(schema).replace(/[\\%_]/g, '\\$&') : plain(schema);
        return [
            { privileges, schema: schema === '*' ? '*' : name, table: plain(table), grantee, isRevoked: verb === 'REVOKE' },
        ];
    });
}
/** Whether the grants include a privilege on a schema, or on one table of it where that is enough. */
function isGranted(grants, privilege, schema, table = '*') {
    if (isGrantedEverywhere(grants, privilege, schema))
        return true;
    return [...Map.groupBy(grants, ({ grantee }) => grantee).values()].some((own) => includesOn(decidingGrants(own, schema), privilege) || hasOnTable(own, privilege, schema, table));
}
/** Whether the privilege is granted at `*.*`, and not taken away again for the schema. */
function isGrantedEverywhere(grants, privilege, schema) {
    const having = grants.filter((grant) => has(grant, privilege));
    return (having.some((grant) => grant.schema === '*' && !grant.isRevoked) &&
        !having.some((grant) => grant.isRevoked && schemaPattern(grant.schema).test(schema)));
}
/**
 * Of one account's grants on schemas, those that count for a schema. Servers do not add them up: they take the name itself, else the pattern
 * whose first wildcard comes latest, and nothing of the others. Tried on MariaDB 10.5 to 11.8 and MySQL 9.7.
 */
function decidingGrants(grants, schema) {
    const fitting = grants.filter((grant) => !grant.isRevoked && grant.schema !== '*' && grant.table === '*' && schemaPattern(grant.schema).test(schema));
    const narrowest = Math.max(...fitting.map((grant) => plainStart(grant.schema)));
    return fitting.filter((grant) => plainStart(grant.schema) === narrowest);
}
/** Privileges with which the account could change data or settings, as `SHOW GRANTS` calls them. */
function writingPrivileges(grants) {
    const found = grants
        .filter(({ isRevoked }) => !isRevoked)
        .flatMap(({ privileges }) => privileges.filter((name) => writing.test(name) && !harmless.has(name)));
    return [...new Set(found)];
}
const writing = /^(?:ALL(?: PRIVILEGES)?|INSERT|UPDATE|DELETE|DROP|ALTER|CREATE|FILE|SUPER|SHUTDOWN|GRANT OPTION|SYSTEM_\w+|(?:CREATE|ALTER|DROP|DELETE) .+|.+[_ ]ADMIN)(?: \(COLUMNS\))?$/;
const harmless = new Set(['CREATE TEMPORARY TABLES', 'BACKUP_ADMIN']);
function has({ privileges }, privilege) {
    return privileges.some((name) => name === privilege || name === 'ALL PRIVILEGES' || name === 'ALL');
}
/** Where patterns are equally narrow, nobody knows which of them the server takes: each must have it. */
function includesOn(deciding, privilege) {
    const byPattern = [...Map.groupBy(deciding, ({ schema }) => schema).values()];
    return byPattern.length > 0 && byPattern.every((same) => same.some((grant) => has(grant, privilege)));
}
function hasOnTable(grants, privilege, schema, table) {
    if (table === '*')
        return false;
    return grants.some((grant) => grant.table === table && schemaPattern(grant.schema).test(schema) && has(grant, privilege));
}
function plain(name) {
    return name === '*' ? name : name.slice(1, -1).replaceAll('``', '`');
}
const characters = /\\.|[\s\S]/g;
/** How many characters stand before the first wildcard; endless where there is none. */
function plainStart(pattern) {
    const first = (pattern.match(characters) ?? []).findIndex((part) => part === '%' || part === '_');
    return first < 0 ? Infinity : first;
}
function schemaPattern(pattern) {
    const parts = pattern.match(characters) ?? [];
    const expression = parts.map((part) => {
        if (part === '%')
            return '.*';
        if (part === '_')
            return '.';
        return (part.length > 1 ? part.slice(1) : part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    });
    return new RegExp(`^${expression.join('')}$`, 's');
}


/***/ }),

/***/ 38034:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ relationOf),
/* harmony export */   x: () => (/* binding */ readIdentity)
/* harmony export */ });
/* harmony import */ var _grants_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33451);

/**
 * Reads them. MariaDB has none: `server_uid` is made of an address of the network card and the port, so that a server in a new container is
 * another one, and two in containers of two machines may be the same. https://mariadb.com/kb/en/server-system-variables/#server_uid
 */
async function readIdentity(session, { server: { product }, grants }) {
    if (product.name !== 'mysql')
        return {};
    const columns = { own: '@@GLOBAL.server_uuid', mode: '@@GLOBAL.gtid_mode', executed: '@@GLOBAL.gtid_executed' };
    const [row = {}] = await session.rows(columns);
    const own = row['own'] ?? '';
    const view = ['performance_schema', 'replication_connection_status'];
    const maySee = (0,_grants_js__WEBPACK_IMPORTED_MODULE_0__/* .isGranted */ .kR)(grants, 'SELECT', ...view);
    const sources = maySee ? await session.rows({ uuid: 'source_uuid' }, `FROM ${view.join('.')}`) : [];
    const origins = (row['executed'] ?? '').match(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g) ?? [];
    const others = new Set([...origins, ...sources.map(({ uuid }) => uuid ?? '')]);
    others.delete('');
    others.delete(own);
    return {
        'system-identifier': own,
        // a replica without transaction ids tells only those who may look
        ...((maySee || row['mode'] === 'ON') && { 'shares-transactions-with': [...others].sort().join(' ') }),
    };
}
/**
 * How far a server is known to be another than the source's. `related`: the same one, or one of those that replicate from each other, where a
 * schema of the same name is the same data. `unknown` where one of the two did not tell.
 */
function relationOf(own, theirs) {
    const [ours, source] = [own, theirs].map((identity) => ({
        id: identity['system-identifier'] ?? '',
        others: identity['shares-transactions-with']?.split(' ').filter((id) => id !== ''),
    }));
    if (!ours?.id || !source?.id)
        return 'unknown';
    const family = new Set([ours.id, ...(ours.others ?? [])]);
    if ([source.id, ...(source.others ?? [])].some((id) => family.has(id)))
        return 'related';
    return ours.others === undefined || source.others === undefined ? 'unknown' : 'other';
}


/***/ }),

/***/ 27329:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $b: () => (/* binding */ assertSeesSchemas),
/* harmony export */   Cx: () => (/* binding */ readRights),
/* harmony export */   e0: () => (/* binding */ warnOfWriting),
/* harmony export */   y5: () => (/* binding */ assertSeesAll)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _grants_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33451);
/* harmony import */ var _product_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24869);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(62358);
/* harmony import */ var _since_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54236);
/* harmony import */ var _source_scope_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41708);






/** Reads what the account may do, in a session as the dump tool will have one: with the roles that are switched on at each login. */
async function readRights(session, server) {
    const isMysql = server.product.name === 'mysql';
    const literally = isMysql ? '@@GLOBAL.partial_revokes' : '0';
    const [row] = await session.rows({ account: 'CURRENT_USER()', role: 'CURRENT_ROLE()', literally });
    const account = /^(.*)@([^@]*)$/s
        .exec(row?.['account'] ?? '')
        ?.slice(1)
        .map(_session_js__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .eu)
        .join('@') ?? '';
    const role = row?.['role'] ?? 'NONE';
    const isLiteral = row?.['literally'] === '1';
    // MySQL takes the roles that are named, MariaDB the one that is switched on
    const statement = isMysql && role !== 'NONE' ? `SHOW GRANTS FOR CURRENT_USER() USING ${role}` : 'SHOW GRANTS';
    const lines = (await session.show(statement)).map(([line = '']) => line);
    const idle = role === 'NONE' ? roleIn(lines) : undefined;
    const target = isMysql ? `ALL TO ${account}` : `${idle ?? ''} FOR ${account}`;
    return {
        server,
        account,
        grants: (0,_grants_js__WEBPACK_IMPORTED_MODULE_1__/* .parseGrants */ .Ts)(lines, { isLiteral }),
        isLiteral,
        ...(idle !== undefined && { roleStatement: `SET DEFAULT ROLE ${target}` }),
    };
}
/** The first role that the lines of `SHOW GRANTS` name. */
function roleIn(lines) {
    return lines.map((line) => /^GRANT (`(?:[^`]|``)*`)(?:@`[^`]*`)?(?:,.*)? TO /.exec(line)?.[1]).find(Boolean);
}
/**
 * Requires that the account sees every schema that the server has.
 *
 * @throws Failure `source-denied` with the statement that grants what is missing.
 */
function assertSeesSchemas(rights) {
    const { grants } = rights;
    const sees = ['SHOW DATABASES', 'SELECT'].some((privilege) => (0,_grants_js__WEBPACK_IMPORTED_MODULE_1__/* .isGrantedEverywhere */ .W3)(grants, privilege, ''));
    if (!sees)
        throw denied(rights, [{ privilege: 'SHOW DATABASES', on: '*.*', grantOn: '*.*' }]);
}
/**
 * Requires that the account sees everything that will be dumped. The dump tools leave out what it does not see, print no word about it and
 * exit with 0: triggers, routines, whole tables. The server's own lists leave it out too, so that only the grants tell.
 *
 * @throws Failure `source-denied` that names what is missing, with the statements that grant it.
 */
function assertSeesAll(rights, scope) {
    const revoked = scope.isWholeServer ? revokedSchemas(rights.grants) : [];
    const schemas = [...new Set([...scope.schemas, ...revoked])];
    const missing = schemas.flatMap((schema) => scope.tables === undefined || scope.hasPatterns
        ? missingIn(schema, rights, scope)
        : missingOnTables(schema, rights, scope));
    if (missing.length > 0)
        throw denied(rights, missing);
}
/** Says with which privileges the account could change the server that it only has to read. */
function warnOfWriting({ grants }, progress) {
    const found = (0,_grants_js__WEBPACK_IMPORTED_MODULE_1__/* .writingPrivileges */ .v8)(grants);
    if (found.length === 0)
        return;
    const more = found.length > 8 ? ` and ${found.length - 8} more` : '';
    progress.warn(`the account may change data (${found.slice(0, 8).join(', ')}${more}); a backup only has to read`);
}
function denied({ account, roleStatement }, missing) {
    // what is missing for the whole server is missing for each schema, and two schemas may be granted by one pattern
    const list = [...new Set(missing.map(({ privilege, on }) => `${privilege} on ${on}`))].join(', ');
    const grants = [...Map.groupBy(missing, ({ grantOn }) => grantOn)].map(([on, rights]) => `GRANT ${[...new Set(rights.map(({ privilege }) => privilege))].join(', ')} ON ${on} TO ${account}`);
    const roles = roleStatement === undefined ? '' : `; or, where a role of the account has this, ${roleStatement}`;
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('source-denied', `the account lacks ${list}, without which parts of the dump would be missing in silence`, { hint: grants.join('; ') + roles });
}
/** Schemas that a partial revoke takes out of a grant at `*.*`: where it takes everything, the account does not even see their names. */
function revokedSchemas(grants) {
    const names = grants.filter(({ isRevoked }) => isRevoked).map(({ schema }) => schema.replace(/\\(.)/gs, '$1'));
    return names.filter((name) => !_source_scope_js__WEBPACK_IMPORTED_MODULE_5__/* .ownSchemas */ .LX.includes(name));
}
function missingIn(schema, rights, { tables }) {
    const on = `${(0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .Cv)(schema)}.*`;
    const privileges = tables === undefined ? ['SELECT', 'SHOW VIEW', 'TRIGGER', 'EVENT'] : ['SELECT', 'SHOW VIEW', 'TRIGGER'];
    const missing = privileges
        .filter((privilege) => !(0,_grants_js__WEBPACK_IMPORTED_MODULE_1__/* .isGranted */ .kR)(rights.grants, privilege, schema))
        .map((privilege) => ({ privilege, on, grantOn: grantOn(schema, rights) }));
    return tables === undefined ? [...missing, ...missingForRoutines(schema, rights)] : missing;
}
/** Where exact names choose tables, what is granted on each of them is enough. */
function missingOnTables(schema, { grants }, scope) {
    const isBase = (table) => scope.baseTables.some(({ name }) => name === table);
    return (scope.tables ?? []).flatMap((table) => {
        const on = `${(0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .Cv)(schema)}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .Cv)(table)}`;
        return ['SELECT', isBase(table) ? 'TRIGGER' : 'SHOW VIEW']
            .filter((privilege) => !(0,_grants_js__WEBPACK_IMPORTED_MODULE_1__/* .isGranted */ .kR)(grants, privilege, schema, table))
            .map((privilege) => ({ privilege, on, grantOn: on }));
    });
}
/** The pattern through which the account has its rights on the schema: a grant on the name itself would take them all away. */
function grantOn(schema, { grants, isLiteral }) {
    const own = grants.filter(({ grantee }) => grantee.includes('@'));
    const name = isLiteral ? schema : ((0,_grants_js__WEBPACK_IMPORTED_MODULE_1__/* .decidingGrants */ .h_)(own, schema)[0]?.schema ?? schema.replace(/[\\%_]/g, '\\$&'));
    return `${(0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .Cv)(name)}.*`;
}
/** Bodies of routines are shown to those who may read the table that they are in, or who have a privilege of their own for it. */
function missingForRoutines(schema, rights) {
    const { grants, server } = rights;
    const missing = (privilege, on, where = on) => [
        { privilege, on, grantOn: where },
    ];
    if (server.product.name === 'mysql') {
        const sees = ['SHOW_ROUTINE', 'SELECT'].some((privilege) => (0,_grants_js__WEBPACK_IMPORTED_MODULE_1__/* .isGrantedEverywhere */ .W3)(grants, privilege, schema));
        const own = (0,_product_js__WEBPACK_IMPORTED_MODULE_2__/* .compareVersions */ .Zy)(server.version, _since_js__WEBPACK_IMPORTED_MODULE_4__/* .since */ .X.showRoutine) < 0 ? 'SELECT' : 'SHOW_ROUTINE';
        return sees ? [] : missing(own, '*.*');
    }
    if ((0,_grants_js__WEBPACK_IMPORTED_MODULE_1__/* .isGranted */ .kR)(grants, 'SELECT', 'mysql', 'proc'))
        return [];
    if ((0,_product_js__WEBPACK_IMPORTED_MODULE_2__/* .compareVersions */ .Zy)(server.version, _since_js__WEBPACK_IMPORTED_MODULE_4__/* .since */ .X.showCreateRoutine) < 0)
        return missing('SELECT', '`mysql`.`proc`');
    const own = 'SHOW CREATE ROUTINE';
    return (0,_grants_js__WEBPACK_IMPORTED_MODULE_1__/* .isGranted */ .kR)(grants, own, schema) ? [] : missing(own, `${(0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .Cv)(schema)}.*`, grantOn(schema, rights));
}


/***/ }),

/***/ 41708:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ke: () => (/* binding */ matcherOf),
/* harmony export */   LX: () => (/* binding */ ownSchemas),
/* harmony export */   Od: () => (/* binding */ scopeOf)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94006);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(62358);



/** Schemas that belong to the server and not to its users. */
const ownSchemas = ['mysql', 'information_schema', 'performance_schema', 'sys'];
/**
 * The schemas and tables that a request means: the schema of the URL, or all that are not the server's own. Patterns have `*` and `?`, and a
 * schema in front where the URL names none.
 *
 * @throws Failure `source-missing` for a schema that does not exist and for patterns that fit nothing.
 */
async function scopeOf(session, { database }, { tables, excludeTables }) {
    const schemas = database === '' ? await allSchemas(session) : [database];
    const found = await relationsIn(session, schemas);
    const fitting = (pattern) => {
        const fits = matcherOf(pattern, database);
        const matches = found.filter(fits);
        if (matches.length > 0)
            return matches;
        const names = found.map(({ schema, name }) => (database === '' ? `${schema}.${name}` : name));
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('source-missing', `no table fits ${JSON.stringify(pattern)}${(0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(pattern, names)}`);
    };
    const without = excludeTables.flatMap(fitting);
    const chosen = tables.length === 0 ? found : [...new Set(tables.flatMap(fitting))];
    if (tables.length > 0 && schemas.length > 1) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', 'input "tables" needs a URL with a schema', {
            hint: 'write mysql://user:password@host:3306/schema',
        });
    }
    const dumped = chosen.filter((relation) => !without.includes(relation));
    return {
        schemas,
        ...(tables.length > 0 && { tables: dumped.map(({ name }) => name) }),
        without,
        baseTables: dumped.filter(({ isBase }) => isBase),
        isWholeServer: database === '',
        hasPatterns: tables.some((pattern) => /[*?]/.test(pattern)),
    };
}
async function allSchemas(session) {
    const rows = await session.rows({ name: 'schema_name' }, `FROM information_schema.schemata WHERE schema_name NOT IN (${ownSchemas.map(_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .eu).join(', ')}) ORDER BY schema_name`);
    if (rows.length === 0)
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('source-missing', 'the account can see no schema but those of the server itself');
    return rows.map(({ name }) => name ?? '');
}
async function relationsIn(session, schemas) {
    const rows = await session.rows({ schema: 'table_schema', name: 'table_name', type: 'table_type' }, `FROM information_schema.tables WHERE table_schema IN (${schemas.map(_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .eu).join(', ')})
       AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW') ORDER BY table_schema, table_name`);
    return rows.map(({ schema, name, type }) => ({ schema: schema ?? '', name: name ?? '', isBase: type !== 'VIEW' }));
}
/** Whether a table fits a pattern with `*` and `?`, and a schema in front or not. */
function matcherOf(pattern, database) {
    const plain = pattern.replaceAll('`', '');
    const asExpression = (text) => new RegExp(`^${text
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`, 's');
    const dot = plain.indexOf('.');
    const [schema, name] = dot < 0 ? [database || '*', plain] : [plain.slice(0, dot), plain.slice(dot + 1)];
    const [inSchema, named] = [asExpression(schema), asExpression(name)];
    return (table) => inSchema.test(table.schema) && named.test(table.name);
}


/***/ }),

/***/ 49396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mysqlTarget: () => (/* binding */ mysqlTarget)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var domain_failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/engines/mysql/connection.ts
var mysql_connection = __webpack_require__(30808);
// EXTERNAL MODULE: ./src/engines/mysql/clients.ts + 1 modules
var mysql_clients = __webpack_require__(80472);
// EXTERNAL MODULE: ./src/engines/mysql/product.ts
var product = __webpack_require__(24869);
// EXTERNAL MODULE: ./src/engines/mysql/session.ts
var mysql_session = __webpack_require__(62358);
;// CONCATENATED MODULE: ./src/engines/mysql/target/target-failures.ts
const nothingChanged = 'run again; nothing was changed';
/** What a server says of itself, and not of the dump, while a restore works on it: in words of the target, with what to do there. */
const rules = [
    {
        pattern: /ERROR (?:1114|1021)\b|ERROR 1030\b.*error 28\b|No space left on device|[Ee]rrcode: 28\b/,
        code: 'target-unfit',
        reason: "the disk of the target's server is full",
        hint: `free room there: what is replaced stays beside what is loaded until all of it is proven; ${nothingChanged}`,
    },
    {
        numbers: [2002, 2003, 2006, 2013, 2055, 1927, 1053, 1152],
        code: 'target-unfit',
        reason: "the connection to the target's server was lost",
        hint: 'see the log of that server: memory, disk space and net_read_timeout are the usual reasons; run again when it is up',
    },
    {
        numbers: [1153],
        code: 'target-unfit',
        reason: "a row is larger than max_allowed_packet of the target's server",
        hint: `SET GLOBAL max_allowed_packet = 1073741824; there, and ${nothingChanged}`,
    },
    {
        numbers: [1044],
        pattern: /to database '([^']*)'/,
        code: 'target-unfit',
        reason: 'the account that restores lacks rights on schema $1',
        hint: `GRANT ALL ON \`$1\`.* to the account that restores, and ${nothingChanged}`,
    },
    {
        numbers: [1142, 1143, 1370],
        pattern: /(\w[\w ]*) command denied to user .* for (?:table|routine|column) (\S+)/,
        code: 'target-unfit',
        reason: 'the account that restores lacks $1 on $2',
        hint: `GRANT $1 ON it to the account that restores, and ${nothingChanged}`,
    },
    {
        numbers: [1227],
        pattern: /need \(at least one of\) the (.+?) privilege/,
        code: 'target-unfit',
        reason: 'the account that restores lacks the privilege $1',
        hint: `GRANT one that the message names ON *.* to the account that restores, and ${nothingChanged}`,
    },
    {
        numbers: [1419],
        code: 'target-unfit',
        reason: "the target's server has a binary log, and lets only accounts with SUPER make triggers and functions",
        hint: `SET GLOBAL log_bin_trust_function_creators = 1; there, and ${nothingChanged}`,
    },
    {
        numbers: [1290, 1836],
        pattern: /read.only/i,
        code: 'target-unfit',
        reason: "the target's server takes no writes",
        hint: 'give the URL of the primary server',
    },
];
/** A live server that is restored into. */
const targetPlace = { rules, ended: 'target-unfit' };

;// CONCATENATED MODULE: ./src/engines/mysql/target/access.ts
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





/** Nobody waits longer than this for what somebody else has locked, and whoever comes after has to wait as long. */
const lockSeconds = 10;
/** @throws Failure `source-…` where the server does not let the account in, or `client-missing`. */
async function openAccess(options, named, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { launcher, jobs = 2 } = options;
        const connection = { ...named, database: '' };
        const any = await (0,mysql_clients/* findAnyClients */.M)(options, options.url);
        const session = __addDisposableResource(env_1, await (0,mysql_session/* openSession */.fA)({ launcher, clients: any, connection, signal, fallback: 'restore-failed' }), true);
        const [row] = await session.rows({ version: 'VERSION()' });
        const server = (0,product/* productVersionOf */.rB)(row?.['version'] ?? '');
        if (server === undefined)
            throw new domain_failure/* Failure */.HR('client-missing', 'the server does not say which version it is');
        const clients = await (0,mysql_clients/* findClients */.g)(options, server);
        return {
            ...{ launcher, clients, server, connection, jobs },
            description: named.description,
            schema: named.database,
            async open(during) {
                const opened = await (0,mysql_session/* openSession */.fA)({
                    ...{ launcher, clients, connection, fallback: 'restore-failed', place: targetPlace },
                    ...(during !== undefined && { signal: during }),
                });
                await opened.execute(`SET SESSION lock_wait_timeout = ${lockSeconds}, SESSION foreign_key_checks = 0`);
                return opened;
            },
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

// EXTERNAL MODULE: ./src/domain/fingerprint.ts
var fingerprint = __webpack_require__(41796);
// EXTERNAL MODULE: ./src/domain/obstacle.ts
var obstacle = __webpack_require__(18035);
// EXTERNAL MODULE: ./src/process/room.ts
var process_room = __webpack_require__(56842);
// EXTERNAL MODULE: ./src/domain/nearest.ts
var nearest = __webpack_require__(94006);
// EXTERNAL MODULE: ./src/engines/mysql/source-scope.ts
var source_scope = __webpack_require__(41708);
// EXTERNAL MODULE: ./src/engines/mysql/target/dump-text.ts
var dump_text = __webpack_require__(82636);
;// CONCATENATED MODULE: ./src/engines/mysql/target/part-of-backup.ts



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
        throw new domain_failure/* Failure */.HR('target-unfit', `the backup holds the schemas ${schemas.join(', ')}, and none is called ${target}`, {
            hint: 'restore one at a time, each into a URL with its name',
        });
    }
    return { source: target, section: target, expected: schemaOf(backup, target) };
}
function schemaOf(backup, schema) {
    const prefix = `${(0,mysql_session/* identifier */.Cv)(schema)}.`;
    const own = (named) => named.filter(({ name }) => name.startsWith(prefix)).map((one) => ({ ...one, name: one.name.slice(prefix.length) }));
    const objects = own(backup.objects);
    return {
        tables: own(backup.tables),
        objects: sorted([
            ...objects,
            ...backup.objects.filter(({ kind, name }) => kind === 'schema' && name === (0,mysql_session/* identifier */.Cv)(schema)),
            ...definersOf(objects),
        ]),
        settings: { ...backup.settings, schemas: JSON.stringify([schema]) },
        gaps: backup.gaps,
    };
}
/** The accounts that objects name, as a fingerprint has them. */
function definersOf(objects) {
    const names = new Set(objects.flatMap(({ definition }) => (0,dump_text/* definersIn */.gS)(definition)));
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

;// CONCATENATED MODULE: ./src/engines/mysql/target/foreign-keys.ts

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
        const [[, definition = ''] = []] = await session.show(`SHOW CREATE TABLE ${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(table)}`);
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
    const line = definition.split('\n').find((text) => text.startsWith(`  CONSTRAINT ${(0,mysql_session/* identifier */.Cv)(name)} FOREIGN KEY `)) ?? '';
    return (/ REFERENCES (?:`(?:[^`]|``)*`\.)?`(?:[^`]|``)*` \((?:`(?:[^`]|``)*`(?:, )?)*\)(.*?),?$/.exec(line)?.[1]?.trim() ??
        '');
}
async function indexesOf(session, schema, table) {
    const rows = await session.rows({ name: 'index_name' }, `FROM information_schema.statistics WHERE table_schema = ${(0,mysql_session/* literal */.eu)(schema)} AND table_name = ${(0,mysql_session/* literal */.eu)(table)} GROUP BY index_name`);
    return rows.map(({ name }) => name ?? '');
}
/** Statements that make a foreign key refer to a schema. */
function repointing(key, into) {
    const { schema, table, name, columns, target, targetColumns, rules } = key;
    const place = `ALTER TABLE ${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(table)}`;
    const list = (names) => names.map(mysql_session/* identifier */.Cv).join(', ');
    const definition = `(${list(columns)}) REFERENCES ${(0,mysql_session/* identifier */.Cv)(into)}.${(0,mysql_session/* identifier */.Cv)(target)} (${list(targetColumns)}) ${rules}`;
    return [
        `${place} DROP FOREIGN KEY ${(0,mysql_session/* identifier */.Cv)(name)}`,
        `${place} ADD CONSTRAINT ${(0,mysql_session/* identifier */.Cv)(name)} FOREIGN KEY ${definition.trim()}`,
    ];
}
/** Gives the index of a foreign key its name again, where the server had made it for the key and makes another one for the new key. */
async function renameIndex(session, { schema, table, indexes }) {
    const now = await indexesOf(session, schema, table);
    const [lost, ...more] = indexes.filter((name) => !now.includes(name));
    const [made, ...others] = now.filter((name) => !indexes.includes(name));
    if (lost === undefined || made === undefined || more.length + others.length > 0)
        return;
    await session.execute(`ALTER TABLE ${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(table)} RENAME INDEX ${(0,mysql_session/* identifier */.Cv)(made)} TO ${(0,mysql_session/* identifier */.Cv)(lost)}`);
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/pointing-keys.ts


/** The foreign keys of tables that stay, in whatever schema, to tables that leave. Servers let them follow a table that is renamed. */
async function readPointingKeys(session, schema, leaving) {
    if (leaving.length === 0)
        return [];
    const list = leaving.map(mysql_session/* literal */.eu).join(', ');
    return await readForeignKeys(session, `k.referenced_table_schema = ${(0,mysql_session/* literal */.eu)(schema)} AND k.referenced_table_name IN (${list})
       AND NOT (k.table_schema = ${(0,mysql_session/* literal */.eu)(schema)} AND k.table_name IN (${list}))`);
}
/**
 * Makes keys point to the target's schema that followed a table out of it. Rows are not checked, which takes no copy of the table: whoever
 * exchanges the tables has looked. May be called again.
 */
async function repointKeys(session, { schema, keys }) {
    for (const key of keys) {
        const [row] = await session.rows({ target: 'referenced_table_schema' }, `FROM information_schema.key_column_usage WHERE table_schema = ${(0,mysql_session/* literal */.eu)(key.schema)} AND table_name = ${(0,mysql_session/* literal */.eu)(key.table)}
         AND constraint_name = ${(0,mysql_session/* literal */.eu)(key.name)} AND referenced_table_name IS NOT NULL`);
        const [drop, add] = repointing(key, schema);
        if (row !== undefined && row['target'] !== schema)
            await session.execute(drop);
        if (row?.['target'] !== schema)
            await session.execute(add);
        await renameIndex(session, key);
    }
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/assess-tables.ts







/**
 * The tables that patterns mean, by the names that the backup has; views come back with a whole schema only.
 *
 * @throws Failure `target-unfit` for a pattern that fits nothing
 */
function tablesFitting(patterns, { source, expected }) {
    const names = expected.objects
        .filter(({ kind }) => kind === 'table' || kind === 'sequence')
        .map(({ name }) => (0,dump_text/* unquoted */.qZ)(name));
    const found = patterns.flatMap((pattern) => {
        const fits = (0,source_scope/* matcherOf */.Ke)(pattern, source);
        const matches = names.filter((name) => fits({ schema: source, name }));
        if (matches.length > 0)
            return matches;
        throw new domain_failure/* Failure */.HR('target-unfit', `no table of the backup fits ${JSON.stringify(pattern)}${(0,nearest/* didYouMean */.a)(pattern, names)}`, {
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
    const pointing = await readPointingKeys(session, schema, [...there.keys()]);
    const triggers = await triggersOf(session, schema, tables);
    const rows = new Map(expected.tables.map((table) => [(0,dump_text/* unquoted */.qZ)(table.name), table.rows]));
    const wanted = new Set(expected.objects.filter(({ kind }) => kind === 'trigger').map(({ name }) => (0,dump_text/* unquoted */.qZ)(name)));
    return {
        tables,
        expected,
        obstacles: [
            ...(await takenTriggers(session, schema, wanted, tables)),
            ...[...there]
                .filter(([, type]) => type === 'VIEW')
                .map(([name]) => ({
                message: `${name} is a view in the target, and a table in the backup`,
                remedy: `DROP VIEW ${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(name)};`,
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
    const isOf = (name) => tables.includes((0,dump_text/* unquoted */.qZ)(name));
    const own = expected.objects.filter((object) => isOwn(object, isOf));
    const objects = [...own, ...definersOf(own)];
    return { ...expected, tables: expected.tables.filter(({ name }) => isOf(name)), objects };
}
function isOwn({ kind, name, definition }, isOf) {
    if (kind === 'table' || kind === 'sequence' || kind === 'table-digest')
        return isOf(name);
    return kind === 'trigger' && isOf((0,mysql_session/* identifier */.Cv)((0,dump_text/* tableOfTrigger */.kI)(definition) ?? ''));
}
async function relationsIn(session, schema, tables) {
    const rows = await session.rows({ name: 'table_name', type: 'table_type' }, `FROM information_schema.tables WHERE table_schema = ${(0,mysql_session/* literal */.eu)(schema)} AND table_name IN (${tables.map(mysql_session/* literal */.eu).join(', ')})`);
    return new Map(rows.map(({ name, type }) => [name ?? '', type ?? '']));
}
async function anyHasRows(session, schema, tables) {
    for (const table of tables) {
        const rows = await session.rows({ one: '1' }, `FROM ${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(table)} LIMIT 1`);
        if (rows.length > 0)
            return true;
    }
    return false;
}
async function triggersOf(session, schema, tables) {
    const rows = await session.rows({ name: 'trigger_name' }, `FROM information_schema.triggers WHERE trigger_schema = ${(0,mysql_session/* literal */.eu)(schema)} AND event_object_table IN (${tables.map(mysql_session/* literal */.eu).join(', ')})`);
    return rows.map(({ name }) => name ?? '');
}
/** Names of triggers that come back and that another table has by now. */
async function takenTriggers(session, schema, wanted, tables) {
    const rows = await session.rows({ name: 'trigger_name', table: 'event_object_table' }, `FROM information_schema.triggers WHERE trigger_schema = ${(0,mysql_session/* literal */.eu)(schema)}`);
    return rows
        .filter(({ name, table }) => wanted.has(name ?? '') && !tables.includes(table ?? ''))
        .map(({ name, table }) => ({
        message: `trigger ${name ?? ''} is one of ${table ?? ''} by now, and of another table in the backup`,
        remedy: `DROP TRIGGER ${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(name ?? '')};`,
    }));
}
/** Views whose text names one of the tables. */
async function viewsOver(session, schema, tables) {
    const rows = await session.rows({ name: `CONCAT(table_schema, '.', table_name)`, text: 'view_definition' }, `FROM information_schema.views WHERE table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY 1`);
    const names = tables.map((table) => `${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(table)}`);
    return rows.filter(({ text }) => names.some((name) => (text ?? '').includes(name))).map(({ name }) => name ?? '');
}

// EXTERNAL MODULE: ./src/engines/mysql/grants.ts
var mysql_grants = __webpack_require__(33451);
;// CONCATENATED MODULE: ./src/engines/mysql/target/journal.ts

/** The exchange that undoes another. */
function reversed({ leaving, coming, before, after, ...rest }) {
    return { ...rest, leaving: coming, coming: leaving, before: after, after: before };
}
/** Also the mark by which such a schema is known. */
const journalTable = 'muster_restore_journal';
async function writeJournal(session, former, journal) {
    const table = `${(0,mysql_session/* identifier */.Cv)(former)}.${(0,mysql_session/* identifier */.Cv)(journalTable)}`;
    await session.execute(`CREATE TABLE IF NOT EXISTS ${table} (id int NOT NULL PRIMARY KEY, entry longtext NOT NULL) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4`);
    await session.execute(`REPLACE INTO ${table} VALUES (1, ${(0,mysql_session/* literal */.eu)(JSON.stringify(journal))})`);
}
/** Undefined where the table is none of ours. */
async function readJournal(session, former) {
    const [row] = await session.rows({ entry: 'entry' }, `FROM ${(0,mysql_session/* identifier */.Cv)(former)}.${(0,mysql_session/* identifier */.Cv)(journalTable)}`);
    try {
        return JSON.parse(row?.['entry'] ?? '');
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./src/engines/mysql/dump-splitter.ts
var dump_splitter = __webpack_require__(66800);
// EXTERNAL MODULE: ./src/engines/mysql/dump-process.ts
var dump_process = __webpack_require__(74482);
// EXTERNAL MODULE: ./src/engines/mysql/stderr-failures.ts
var stderr_failures = __webpack_require__(12154);
// EXTERNAL MODULE: ./src/engines/mysql/target/admit-dump.ts + 3 modules
var admit_dump = __webpack_require__(7982);
;// CONCATENATED MODULE: ./src/engines/mysql/target/schema-objects.ts
var schema_objects_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var schema_objects_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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






/** What a schema has beside its tables, in the words of the dump tool. @param schema of the target's server */
async function readObjects(session, access, schema, defaults) {
    const { charset, collation } = defaults;
    const broken = await brokenViews(session, schema);
    const names = await readNames(session, schema);
    return {
        ...{ charset, collation, scripts: await readScripts(access, schema, broken) },
        names: names.filter(({ kind, name }) => kind !== 'VIEW' || !broken.includes(name)),
    };
}
/** Views that refer to what does not exist: nobody can dump them or make them again, so they are left alone. */
async function brokenViews(session, schema) {
    const rows = await session.rows({ name: 'table_name' }, `FROM information_schema.views WHERE table_schema = ${(0,mysql_session/* literal */.eu)(schema)}`);
    const broken = [];
    for (const { name } of rows) {
        const lines = await session.show(`CHECK TABLE ${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(name ?? '')}`);
        if (lines.some(([, , type = '']) => type.toLowerCase() === 'error'))
            broken.push(name ?? '');
    }
    return broken;
}
/** The scripts of views, triggers, routines and events that the dump tool writes for a schema. */
async function readScripts(access, schema, broken) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { launcher, clients, connection } = access;
        const admission = (0,admit_dump/* admitDump */.E)(() => ({ source: schema, fresh: schema, target: schema }), () => true, {
            server: access.server,
            isOwn: true,
        });
        const splitter = (0,dump_splitter/* dumpSplitter */.w)();
        const pieces = [];
        const running = schema_objects_addDisposableResource(env_1, (0,dump_process/* startDump */.d)({
            ...{ launcher, clients, connection },
            scope: { schemas: [schema], without: broken.map((name) => ({ schema, name })) },
            kind: 'schema',
        }), true);
        try {
            for await (const chunk of running.output())
                pieces.push(...splitter.write(Buffer.from(chunk)));
        }
        catch (error) {
            throw (0,stderr_failures/* failureOf */.g5)(error, {
                action: `reading what ${schema} holds`,
                fallback: 'restore-failed',
                place: targetPlace,
            });
        }
        pieces.push(...splitter.finish());
        const sections = Map.groupBy(pieces, ({ section }) => section);
        for (const [section, parts] of sections) {
            if (!['triggers', 'view', 'routines', 'events'].includes(section.kind))
                continue;
            admission.section(section, Buffer.concat(parts.map(({ bytes }) => bytes)));
        }
        return admission.scripts();
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = schema_objects_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
const lists = [
    { kind: `'VIEW'`, name: 'table_name', from: 'views', schema: 'table_schema' },
    { kind: `'TRIGGER'`, name: 'trigger_name', from: 'triggers', schema: 'trigger_schema', table: 'event_object_table' },
    { kind: 'routine_type', name: 'routine_name', from: 'routines', schema: 'routine_schema' },
    { kind: `'EVENT'`, name: 'event_name', from: 'events', schema: 'event_schema' },
];
async function readNames(session, schema) {
    const names = [];
    for (const { kind, name, from, schema: column, table = 'NULL' } of lists) {
        const rows = await session.rows({ kind, name, table }, `FROM information_schema.${from} WHERE ${column} = ${(0,mysql_session/* literal */.eu)(schema)} ORDER BY 1`);
        for (const row of rows) {
            const of = row['table'] ?? undefined;
            names.push({
                kind: row['kind'],
                name: row['name'] ?? '',
                ...(of !== undefined && { table: of }),
            });
        }
    }
    return names;
}
/** Names of the tables and sequences of a schema. */
async function readTables(session, schema) {
    const rows = await session.rows({ name: 'table_name' }, `FROM information_schema.tables WHERE table_schema = ${(0,mysql_session/* literal */.eu)(schema)}
       AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE') ORDER BY table_name`);
    return rows.map(({ name }) => name ?? '');
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/marked-schemas.ts




/** Makes both: the one with the mark first, so that nothing is ever left without one. */
async function createMarked(session, access, { charset, collation }) {
    const [row] = await session.rows({ time: `DATE_FORMAT(UTC_TIMESTAMP(), '%Y%m%d%H%i%s')` });
    const names = namesAt(access.schema, row?.['time'] ?? '');
    await session.execute(`CREATE DATABASE ${(0,mysql_session/* identifier */.Cv)(names.former)}`);
    await writeJournal(session, names.former, { into: access.schema, fresh: names.fresh, state: 'loading' });
    const defaults = charset === '' ? '' : ` CHARACTER SET ${charset} COLLATE ${collation}`;
    await session.execute(`CREATE DATABASE ${(0,mysql_session/* identifier */.Cv)(names.fresh)}${defaults}`);
    return names;
}
/** Names have at most 64 characters, and lower case is the same everywhere. */
const longestName = 64;
const longestSuffix = '_restored_20260131235959'.length;
function namesAt(schema, time) {
    const head = Array.from(schema)
        .slice(0, longestName - longestSuffix)
        .join('');
    return { fresh: `${head}_restored_${time}`, former: `${head}_before_${time}` };
}
/** Patterns of grants that cover the two schemas of any restore into a schema. */
function markedPatterns(schema) {
    const { fresh, former } = namesAt(schema, '');
    return [fresh, former].map((name) => `${name.replace(/[\\%_]/g, '\\$&')}%`);
}
/**
 * Drops both schemas of a restore that is not in place.
 *
 * @throws Failure `bug` where the one that keeps what was there before keeps anything
 */
async function dropMarked(session, { fresh, former }) {
    const kept = (await readTables(session, former)).filter((table) => table !== journalTable);
    if (kept.length > 0)
        throw new domain_failure/* Failure */.HR('bug', `${former} holds tables of before, and was to be dropped`);
    await session.execute(`DROP DATABASE IF EXISTS ${(0,mysql_session/* identifier */.Cv)(fresh)}`);
    await session.execute(`DROP DATABASE IF EXISTS ${(0,mysql_session/* identifier */.Cv)(former)}`);
}
/** Finds by their marks what restores into the schema have left; to be called with the lock, under which no other one lives. */
async function findLeftBehind(session, access) {
    const rows = await session.rows({ name: 'table_schema' }, `FROM information_schema.tables WHERE table_name = ${(0,mysql_session/* literal */.eu)(journalTable)} ORDER BY table_schema`);
    const found = [];
    for (const { name } of rows) {
        const former = name ?? '';
        const journal = await readJournal(session, former);
        if (journal?.into !== access.schema)
            continue;
        found.push({ schemas: { former, fresh: journal.fresh }, journal });
    }
    return found;
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/assess-rights.ts




const always = ['SELECT', 'INSERT', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'INDEX', 'REFERENCES', 'LOCK TABLES'];
/** Privileges that a kind of object needs beside. */
const byKind = {
    view: ['CREATE VIEW', 'SHOW VIEW'],
    trigger: ['TRIGGER'],
    procedure: ['CREATE ROUTINE', 'ALTER ROUTINE'],
    function: ['CREATE ROUTINE', 'ALTER ROUTINE', 'EXECUTE'],
    event: ['EVENT'],
};
/** Privileges that the account lacks on the target's schema and on the two that are made beside it. */
function rightObstacles(access, facts, expected) {
    const { rights } = facts;
    const kinds = new Set(expected.objects.map(({ kind }) => kind));
    // what is in place may have objects of any kind, which are kept
    const held = facts.schema?.holdsAnything === true ? Object.keys(byKind) : [...kinds];
    const needed = [...new Set([...always, ...held.flatMap((kind) => byKind[kind] ?? [])])];
    const [fresh = '', former = ''] = markedPatterns(access.schema);
    const places = [
        { schema: access.schema, pattern: access.schema.replace(/[\\%_]/g, '\\$&'), title: access.schema },
        { schema: sample(fresh), pattern: fresh, title: plain(fresh) },
        { schema: sample(former), pattern: former, title: plain(former) },
    ];
    const lacking = places.flatMap(({ schema, pattern, title }) => {
        const missing = needed.filter((privilege) => !(0,mysql_grants/* isGranted */.kR)(rights.grants, privilege, schema));
        if (missing.length === 0)
            return [];
        const list = missing.join(', ');
        return [
            {
                message: `the account ${rights.account} lacks ${list} on ${title}`,
                remedy: `GRANT ${list} ON ${(0,mysql_session/* identifier */.Cv)(pattern)}.* TO ${rights.account};`,
            },
        ];
    });
    return [...lacking, ...functionObstacles(facts, kinds)];
}
/** A name that a pattern of ours stands for. */
function sample(pattern) {
    return `${plain(pattern).slice(0, -1)}20260131235959`;
}
function plain(pattern) {
    return pattern.replace(/\\(.)/g, '$1');
}
function functionObstacles(facts, kinds) {
    const { rights, distrustsFunctions } = facts;
    const has = ['trigger', 'function'].filter((kind) => kinds.has(kind));
    if (!distrustsFunctions || has.length === 0 || hasAnywhere(rights, ['SUPER']))
        return [];
    return [
        {
            message: `its server has a binary log, and lets only accounts with SUPER make ${has.map((kind) => `${kind}s`).join(' and ')}`,
            remedy: 'SET GLOBAL log_bin_trust_function_creators = 1;',
        },
    ];
}
function hasAnywhere({ grants }, privileges) {
    return privileges.some((privilege) => (0,mysql_grants/* isGrantedEverywhere */.W3)(grants, privilege, ''));
}
const otherDefiner = {
    mysql: ['SET_ANY_DEFINER', 'SET_USER_ID', 'SUPER'],
    mariadb: ['SET USER', 'SUPER'],
};
/** Accounts in whose name objects run that the server has not, or that the account may not name. */
function definerObstacles({ server }, { rights, accounts, systemAccounts }, { objects }) {
    const definers = [...new Set(objects.flatMap(({ definition }) => (0,dump_text/* definersIn */.gS)(definition)))].sort();
    const quoted = (name) => {
        const at = name.lastIndexOf('@');
        return `${(0,mysql_session/* literal */.eu)(name.slice(0, at))}@${(0,mysql_session/* literal */.eu)(name.slice(at + 1))}`;
    };
    const obstacles = [];
    const others = definers.filter((name) => quoted(name) !== rights.account);
    if (others.length > 0 && !hasAnywhere(rights, otherDefiner[server.product.name])) {
        // 8.0 has another word for it
        const privilege = server.product.name === 'mariadb'
            ? 'SET USER'
            : server.version.startsWith('8.0')
                ? 'SET_USER_ID'
                : 'SET_ANY_DEFINER';
        obstacles.push({
            message: `views, triggers, routines or events run in the name of ${others.join(', ')}, and the account ${rights.account} may not make such`,
            remedy: `GRANT ${privilege} ON *.* TO ${rights.account};`,
        });
    }
    const privileged = others.filter((name) => systemAccounts.has(name));
    if (privileged.length > 0 && !hasAnywhere(rights, ['SYSTEM_USER'])) {
        obstacles.push({
            message: `views, triggers, routines or events run in the name of ${privileged.join(', ')}, which only accounts with SYSTEM_USER may name`,
            remedy: `GRANT SYSTEM_USER ON *.* TO ${rights.account};`,
        });
    }
    const missing = accounts === undefined ? [] : definers.filter((name) => !accounts.has(name));
    if (missing.length > 0) {
        obstacles.push({
            message: `its server lacks accounts in whose name views, triggers, routines or events run: ${missing.join(', ')}`,
            remedy: missing.map((name) => `CREATE USER ${quoted(name)} ACCOUNT LOCK;`).join(' '),
        });
    }
    const unseen = `the account may not see whether the accounts ${definers.join(', ')} exist, in whose name views, triggers, routines or events run`;
    return { obstacles, notes: accounts === undefined && others.length > 0 ? [unseen] : [] };
}

// EXTERNAL MODULE: ./src/engines/mysql/server-identity.ts
var server_identity = __webpack_require__(38034);
;// CONCATENATED MODULE: ./src/engines/mysql/target/assess-server.ts


/** Statements of a dump have a mebibyte, and a row that is longer is a statement by itself. */
const leastPacketBytes = 2 * 1024 * 1024;
/** What is wrong with the server itself. */
function serverObstacles({ server }, facts, { expected, server: source }) {
    const obstacles = [];
    const { title } = server.product;
    const flavour = source['flavour'] ?? server.product.name;
    const version = source['version'] ?? '';
    if (flavour !== server.product.name) {
        const other = Object.values(product/* products */.ZE).find(({ name }) => name === flavour)?.title ?? flavour;
        obstacles.push({
            message: `the backup was made by ${other}, and its server is ${title}, which reads dumps of the other in another way`,
            remedy: `restore into a server of ${other}`,
        });
    }
    else if (version !== '' && (0,product/* compareVersions */.Zy)(seriesOf(server.version), seriesOf(version)) < 0) {
        obstacles.push({
            message: `its server is ${title} ${server.version}, older than the source's version ${version}`,
            remedy: `restore into a server of version ${seriesOf(version)} or later`,
        });
    }
    if (facts.isReadOnly) {
        obstacles.push({
            message: 'its server is read only, as replicas are',
            remedy: 'give the URL of the primary server',
        });
    }
    if (facts.maxPacketBytes < leastPacketBytes) {
        obstacles.push({
            message: `max_allowed_packet of its server is ${facts.maxPacketBytes}, too little for the statements of a dump`,
            remedy: 'SET GLOBAL max_allowed_packet = 67108864;',
        });
    }
    return [...obstacles, ...nameObstacles(facts, expected), ...collationObstacles(facts, expected)];
}
function seriesOf(version) {
    return version.split('.').slice(0, 2).join('.');
}
/** Servers that fold the case of names, and servers that do not, mean different tables by the same statement. */
function nameObstacles(facts, expected) {
    const theirs = expected.settings['lower_case_table_names'] ?? facts.lowerCaseTableNames;
    const own = facts.lowerCaseTableNames;
    const isCased = expected.objects.some(({ kind, name }) => (kind === 'table' || kind === 'view') && name !== name.toLowerCase());
    if (theirs === own || !isCased)
        return [];
    return [
        {
            message: `lower_case_table_names of its server is ${own}, that of the source was ${theirs}, and names of tables have capital letters`,
            remedy: `restore into a server with lower_case_table_names = ${theirs}`,
        },
    ];
}
function collationObstacles({ collations }, { objects }) {
    const named = objects
        .filter(({ kind }) => kind === 'table')
        .flatMap(({ definition }) => [...definition.matchAll(/ COLLATE[ =](\w+)/g)].map(([, name = '']) => name));
    const unknown = [...new Set(named)].filter((name) => !collations.has(name));
    if (unknown.length === 0)
        return [];
    return [
        {
            message: `its server does not know the collations ${unknown.join(', ')}`,
            remedy: 'restore into a server of the version of the source',
        },
    ];
}
/**
 * Whether the target may be the very schema that the backup was taken of: the same name on the same server, or on one that replicates from it
 * or that it replicates from. Where nobody can know which server it is, the name decides; `sourceDoubt` says why.
 */
function sourceOf({ server: { product } }, facts, names, server) {
    const relation = (0,server_identity/* relationOf */.K)(facts.identity, server);
    if (names.source !== names.schema || relation === 'other')
        return { isSource: false };
    if (relation === 'related')
        return { isSource: true };
    const reason = product.name === 'mariadb'
        ? 'MariaDB has no identity that stays with a server'
        : `the backup or the account does not tell which server it is, or what it replicates from (which SELECT on performance_schema.* shows)`;
    return { isSource: true, sourceDoubt: `its name is the same, and ${reason}` };
}

// EXTERNAL MODULE: ./src/engines/mysql/source-rights.ts
var source_rights = __webpack_require__(27329);
;// CONCATENATED MODULE: ./src/engines/mysql/target/facts.ts
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



/** Reads them. Only what is missing of rights is no failure here. */
async function readFacts(session, access) {
    const isMysql = access.server.product.name === 'mysql';
    const [row = {}] = await session.rows({
        readOnly: isMysql ? '@@GLOBAL.read_only OR @@GLOBAL.super_read_only' : '@@GLOBAL.read_only',
        lower: '@@GLOBAL.lower_case_table_names',
        packet: '@@GLOBAL.max_allowed_packet',
        distrusts: '@@GLOBAL.log_bin AND NOT @@GLOBAL.log_bin_trust_function_creators',
        folder: '@@GLOBAL.datadir',
    });
    const isMarked = /^(?!0|OFF|NO_LOCK$)/;
    const schema = await readSchema(session, access.schema);
    const rights = await (0,source_rights/* readRights */.Cx)(session, access.server);
    return {
        rights,
        isReadOnly: isMarked.test(row['readOnly'] ?? '0'),
        lowerCaseTableNames: row['lower'] ?? '',
        maxPacketBytes: Number(row['packet']),
        distrustsFunctions: row['distrusts'] === '1',
        identity: await (0,server_identity/* readIdentity */.x)(session, rights),
        dataFolder: row['folder'] ?? '',
        collations: await readCollations(session),
        accounts: await readAccounts(access, 'FROM mysql.user'),
        systemAccounts: (isMysql ? await readAccounts(access, systemUsers) : undefined) ?? new Set(),
        ...(schema !== undefined && { schema }),
    };
}
async function readSchema(session, name) {
    const within = `= ${(0,mysql_session/* literal */.eu)(name)}`;
    const [row] = await session.rows({
        charset: 'default_character_set_name',
        collation: 'default_collation_name',
        held: `EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema ${within})
        OR EXISTS (SELECT 1 FROM information_schema.routines WHERE routine_schema ${within})
        OR EXISTS (SELECT 1 FROM information_schema.events WHERE event_schema ${within})`,
    }, `FROM information_schema.schemata WHERE schema_name ${within}`);
    if (row === undefined)
        return undefined;
    return { charset: row['charset'] ?? '', collation: row['collation'] ?? '', holdsAnything: row['held'] === '1' };
}
async function readCollations(session) {
    const columns = await session.rows({ name: 'column_name' }, `FROM information_schema.columns WHERE table_schema = 'information_schema'
       AND table_name = 'COLLATION_CHARACTER_SET_APPLICABILITY' AND column_name LIKE '%COLLATION_NAME'`);
    const names = new Set();
    for (const { name } of columns) {
        const rows = await session.rows({ name: name ?? '' }, 'FROM information_schema.collation_character_set_applicability');
        for (const row of rows)
            names.add(row['name'] ?? '');
    }
    return names;
}
const systemUsers = `FROM mysql.global_grants WHERE priv = 'SYSTEM_USER'`;
/** In a session of its own, which a refusal ends. */
async function readAccounts(access, from) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = facts_addDisposableResource(env_1, await access.open(), true);
        try {
            const rows = await session.rows({ name: `CONCAT(user, '@', host)` }, from);
            return new Set(rows.map(({ name }) => name ?? ''));
        }
        catch {
            return undefined;
        }
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

;// CONCATENATED MODULE: ./src/engines/mysql/target/assess.ts
var assess_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var assess_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Looks at everything that can be known before, and says what will be done.
 *
 * @throws Failure `target-unfit` that names all that is in the way.
 */
async function assess(access, need) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const part = partFor(need.expected, access.schema);
        const session = assess_addDisposableResource(env_1, await access.open(need.signal), true);
        const facts = await readFacts(session, access);
        (0,obstacle/* assertFit */.y)(access.description, serverObstacles(access, facts, { ...need, expected: part.expected }));
        const room = await (0,process_room/* readRoom */.Q)({
            ...{ dumpBytes: need.dumpBytes, scratch: need.scratch },
            serverFolder: access.connection.isLocal ? facts.dataFolder : undefined,
        });
        const source = sourceOf(access, facts, { schema: access.schema, source: part.source }, need.server);
        if (need.tables.length > 0) {
            (0,obstacle/* assertFit */.y)(access.description, [...room.obstacles, ...missingSchema(access, facts)]);
            const chosen = await assessTables(session, access, need.tables, part);
            const definers = definerObstacles(access, facts, chosen.expected);
            const rights = rightObstacles(access, facts, chosen.expected);
            (0,obstacle/* assertFit */.y)(access.description, [...rights, ...definers.obstacles, ...chosen.obstacles]);
            const { expected, holdsData, steps } = chosen;
            return {
                way: 'tables',
                expected,
                ...source,
                holdsData,
                steps,
                notes: [...chosen.notes, ...definers.notes, ...room.notes],
            };
        }
        const definers = definerObstacles(access, facts, part.expected);
        (0,obstacle/* assertFit */.y)(access.description, [
            ...rightObstacles(access, facts, part.expected),
            ...definers.obstacles,
            ...room.obstacles,
            ...(await lostKeys(session, access, part.expected)),
        ]);
        const way = facts.schema === undefined ? 'create' : 'swap';
        return {
            way,
            expected: part.expected,
            ...source,
            holdsData: facts.schema?.holdsAnything === true,
            steps: stepsOf(access, way, part.expected),
            notes: [
                ...definers.notes,
                ...room.notes,
                ...notesOf(access, part, facts),
                ...(await brokenOnes(session, access, part.expected)),
            ],
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = assess_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function missingSchema({ schema }, facts) {
    if (facts.schema !== undefined)
        return [];
    return [{ message: `schema ${schema} does not exist`, remedy: 'restore the whole schema, without `tables`' }];
}
/** Foreign keys of other schemas to tables that the backup does not have. */
async function lostKeys(session, access, expected) {
    const tables = await readTables(session, access.schema);
    const known = new Set(expected.objects.filter(({ kind }) => kind === 'table').map(({ name }) => name));
    const keys = await readPointingKeys(session, access.schema, tables);
    const lost = keys.filter(({ target }) => !known.has((0,mysql_session/* identifier */.Cv)(target)));
    return lost.map(({ schema, table, name, target }) => ({
        message: `${schema}.${table} has a foreign key to ${target}, which the backup does not have`,
        remedy: `ALTER TABLE ${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(table)} DROP FOREIGN KEY ${(0,mysql_session/* identifier */.Cv)(name)};`,
    }));
}
async function brokenOnes(session, { schema }, expected) {
    const known = new Set(expected.objects.filter(({ kind }) => kind === 'view').map(({ name }) => name));
    const broken = (await brokenViews(session, schema)).filter((name) => !known.has((0,mysql_session/* identifier */.Cv)(name)));
    return broken.map((name) => `view ${name}: refers to what does not exist and is not in the backup, and stays as it is`);
}
function stepsOf({ schema }, way, expected) {
    const size = (0,fingerprint/* sizeOf */.$)(expected);
    const content = `${size.tables} tables with ${size.rows} rows`;
    if (way === 'create')
        return [`load ${content} into a fresh schema`, `make ${schema}, and rename the tables into it`];
    return [
        `load ${content} into a fresh schema beside ${schema}`,
        `rename all tables of ${schema} away and the fresh ones in, by one statement; whoever uses them waits until then`,
        `make the triggers of ${schema} anew, and its views, routines and events where they differ`,
    ];
}
function notesOf({ schema }, { source, expected }, facts) {
    const notes = [];
    if (!expected.objects.some(({ kind }) => kind === 'schema'))
        notes.push(`the backup holds chosen tables only, and ${schema} will hold nothing else`);
    const bodies = expected.objects.filter(({ kind, definition }) => kind !== 'view' && definition.includes(`${(0,mysql_session/* identifier */.Cv)(source)}.`));
    if (source !== schema && bodies.length > 0) {
        const names = bodies.map(({ kind, name }) => `${kind} ${name}`).join(', ');
        notes.push(`${names}: name the schema ${source} in their text, and go on to mean that one`);
    }
    if (expected.objects.some(({ kind }) => kind === 'event'))
        notes.push('events run as they did in the source once the backup is in place, and not before');
    if (expected.objects.some(({ kind }) => kind === 'procedure' || kind === 'function'))
        notes.push('privileges on single routines go where a routine is made anew: grant them again');
    if (facts.schema === undefined)
        notes.push(`privileges on ${schema} and its tables are those that the server has for these names`);
    return notes;
}

// EXTERNAL MODULE: ./src/engines/mysql/restorer-load.ts
var restorer_load = __webpack_require__(45081);
;// CONCATENATED MODULE: ./src/engines/mysql/target/align-keys.ts


/**
 * Makes the foreign keys of tables that come back alone refer to the tables of the target: in the fresh schema, where the dump has made them,
 * they refer to tables that are not there.
 */
async function alignKeys(session, fresh, target, tables) {
    const keys = await readForeignKeys(session, `k.table_schema = ${(0,mysql_session/* literal */.eu)(fresh)} AND k.referenced_table_schema = ${(0,mysql_session/* literal */.eu)(fresh)}
       AND k.referenced_table_name NOT IN (${tables.map(mysql_session/* literal */.eu).join(', ')})`);
    for (const key of keys)
        for (const statement of repointing(key, target))
            await session.execute(statement);
}
/** The definition of a table whose foreign keys were made to refer to another schema, as it was before; its keys in order of their names. */
function unaligned(definition, target) {
    const key = /^ {2}CONSTRAINT `(?:[^`]|``)*` FOREIGN KEY .*$/;
    const lines = definition.split('\n').map((line) => line.replace(/,$/, ''));
    const keys = lines
        .filter((line) => key.test(line))
        .map((line) => line.replace(`REFERENCES ${(0,mysql_session/* identifier */.Cv)(target)}.`, 'REFERENCES '));
    return [...lines.filter((line) => !key.test(line)), ...keys.sort()].join('\n');
}

// EXTERNAL MODULE: ./src/engines/mysql/examine.ts
var examine = __webpack_require__(81425);
;// CONCATENATED MODULE: ./src/engines/mysql/target/staged.ts

/** Tables of the target that give way. */
async function leavingTables(session, { access, staging }) {
    const there = await readTables(session, access.schema);
    return there.filter((table) => staging.tables === undefined || staging.tables.includes(table));
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/examine-fresh.ts
var examine_fresh_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var examine_fresh_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/** Whether the foreign keys of the copy hold, and those that will point to it: of tables that stay as they are. */
async function examineFresh(staged) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { access, schemas, need } = staged;
        const session = examine_fresh_addDisposableResource(env_1, await access.open(need.signal), true);
        const own = await (0,examine/* examineCopy */.z)(session, [schemas.fresh], need.progress);
        const leaving = await leavingTables(session, staged);
        const findings = [...own.findings];
        for (const key of await readPointingKeys(session, access.schema, leaving)) {
            need.progress.item(`foreign key ${key.name}`);
            const looked = key.columns.map((column) => `a.${(0,mysql_session/* identifier */.Cv)(column)} IS NOT NULL`).join(' AND ');
            const same = key.columns
                .map((column, index) => `b.${(0,mysql_session/* identifier */.Cv)(key.targetColumns[index] ?? '')} = a.${(0,mysql_session/* identifier */.Cv)(column)}`)
                .join(' AND ');
            const table = `${(0,mysql_session/* identifier */.Cv)(key.schema)}.${(0,mysql_session/* identifier */.Cv)(key.table)}`;
            const [row] = await session.rows({ orphans: 'COUNT(*)' }, `FROM ${table} a WHERE ${looked} AND NOT EXISTS (SELECT 1 FROM ${(0,mysql_session/* identifier */.Cv)(schemas.fresh)}.${(0,mysql_session/* identifier */.Cv)(key.target)} b WHERE ${same})`);
            const orphans = Number(row?.['orphans']);
            if (orphans === 0)
                continue;
            const detail = `${orphans} ${orphans === 1 ? 'row of the target refers' : 'rows of the target refer'} to rows that ${(0,mysql_session/* identifier */.Cv)(key.target)} of the backup does not have`;
            findings.push({ code: 'orphans', subject: `${key.name} on ${table}`, detail });
        }
        return { ...own, findings };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = examine_fresh_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

// EXTERNAL MODULE: ./src/engines/mysql/inspect.ts + 1 modules
var inspect = __webpack_require__(32507);
;// CONCATENATED MODULE: ./src/engines/mysql/target/inspect-fresh.ts





/**
 * What a fresh schema holds, as its source would say it: by the source's name, with its events awake. What is written in other words because
 * of the schema's other name, or because nothing may run in it yet, is given back as `expected` has it.
 */
async function inspectFresh(access, { fresh, source, target }, expected, { progress, signal }) {
    const { launcher, clients, server, connection } = access;
    const found = await (0,inspect/* inspectCopy */.C)({
        ...{ launcher, clients, server, connection, signal, expected, progress, place: targetPlace },
        open: () => access.open(signal),
        created: { schemas: [fresh], accounts: [], schemaFor: () => fresh, sourceOf: () => source },
    });
    const wanted = new Map(expected.objects.map((object) => [`${object.kind} ${object.name}`, object]));
    const renamed = (text) => text.replaceAll(`${(0,mysql_session/* identifier */.Cv)(fresh)}.`, `${(0,mysql_session/* identifier */.Cv)(source)}.`);
    const asExpected = (object) => {
        const own = object.kind === 'schema' ? { ...object, name: (0,mysql_session/* identifier */.Cv)(source) } : object;
        const other = wanted.get(`${own.kind} ${own.name}`);
        if (other === undefined || !isSame(own.kind, other.definition, renamed(own.definition), target))
            return own;
        return { ...own, definition: other.definition };
    };
    return { ...found, objects: found.objects.map(asExpected) };
}
function isSame(kind, expected, found, target) {
    if (kind === 'table')
        return unaligned(expected, target) === unaligned(found, target);
    if (kind === 'event')
        return ((0,dump_text/* asleep */.Z3)(expected) ?? expected) === found;
    if (kind === 'trigger')
        return (0,dump_text/* withoutTriggerSchema */.QW)(expected) === (0,dump_text/* withoutTriggerSchema */.QW)(found);
    return expected === found;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./src/engines/mysql/target/lock.ts



/**
 * Keeps other restores into the same schema away for as long as the session lives: a lock by name, which the server gives up when the session
 * ends, however it ends.
 *
 * @throws Failure `target-busy` where another restore has it.
 */
async function takeLock(session, schema) {
    const digest = (0,external_node_crypto_.createHash)('sha256').update(schema).digest('hex').slice(0, 32);
    const name = (0,mysql_session/* literal */.eu)(`muster restore ${digest}`); // at most 64 characters
    const [row] = await session.rows({ taken: `GET_LOCK(${name}, 0)`, holder: `IS_USED_LOCK(${name})` });
    if (row?.['taken'] === '1')
        return;
    throw new domain_failure/* Failure */.HR('target-busy', `another restore into ${schema} is under way (connection ${row?.['holder'] ?? 'unknown'})`, {
        hint: 'wait until it has ended and run again; nothing was changed',
    });
}

// EXTERNAL MODULE: ./src/process/settle.ts
var settle = __webpack_require__(61318);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./src/engines/mysql/target/sequence-defaults.ts

/** Makes defaults that take the next number of a sequence name the schema that both have come into. May be called again. */
async function repairDefaults(session, { schema, coming }) {
    const elsewhere = `nextval(${(0,mysql_session/* identifier */.Cv)(coming.schema)}.`;
    const rows = await session.rows({ table: 'table_name', column: 'column_name', value: 'column_default' }, `FROM information_schema.columns WHERE table_schema = ${(0,mysql_session/* literal */.eu)(schema)} AND LOCATE(${(0,mysql_session/* literal */.eu)(elsewhere)}, column_default) > 0`);
    for (const row of rows) {
        const [table = '', column = '', value = ''] = ['table', 'column', 'value'].map((name) => row[name] ?? '');
        const own = value.replaceAll(elsewhere, `nextval(${(0,mysql_session/* identifier */.Cv)(schema)}.`);
        await session.execute(`ALTER TABLE ${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(table)} ALTER COLUMN ${(0,mysql_session/* identifier */.Cv)(column)} SET DEFAULT (${own})`);
    }
}

// EXTERNAL MODULE: ./src/engines/mysql/dump-statements.ts
var dump_statements = __webpack_require__(40261);
;// CONCATENATED MODULE: ./src/engines/mysql/target/trigger-defaults.ts



const defaults = /^ALTER DATABASE (CHARACTER SET \w+ COLLATE \w+)$/;
/** A script without what sets the defaults of its schema. */
function withoutDefaults(script) {
    const statements = (0,dump_statements/* statementsOf */.G)(script);
    if (!statements.some(({ code }) => defaults.test(code)))
        return script;
    // what stands in front of it is kept: a change of the delimiter is a statement of its own
    return statements
        .filter(({ code }) => !defaults.test(code))
        .map(({ text }) => text)
        .join('');
}
/**
 * Gives a schema the defaults under which the triggers of some tables were made, before the tables are locked: from then on it gets no others.
 *
 * @throws Failure `target-unfit` where they were made under several
 */
async function takeTriggerDefaults(session, schema, tables, state) {
    const [first, ...others] = triggerDefaults(tables, state);
    if (others.length > 0) {
        throw new domain_failure/* Failure */.HR('target-unfit', `triggers of ${schema} were made under different character sets of their schema, and all of them have to be made at one moment`, { hint: 'restore into a schema that does not exist yet, and take the tables from there' });
    }
    if (first !== undefined && first !== '')
        await session.execute(`ALTER DATABASE ${(0,mysql_session/* identifier */.Cv)(schema)} ${first}`);
}
/** The defaults under which the triggers of some tables were made, each once; empty for a schema of which nothing is known. */
function triggerDefaults(tables, { scripts, charset, collation }) {
    const found = new Set();
    const own = charset === '' ? '' : `CHARACTER SET ${charset} COLLATE ${collation}`;
    for (const { kind, name, text } of scripts) {
        if (kind !== 'triggers' || !tables.includes(name))
            continue;
        let current = own;
        for (const { code } of (0,dump_statements/* statementsOf */.G)(text)) {
            current = defaults.exec(code)?.[1] ?? current;
            if (/^CREATE\s/i.test(code))
                found.add(current);
        }
    }
    return [...found];
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/settle-objects.ts
var settle_objects_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var settle_objects_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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


/** The scripts of one state that the other does not have in the same words. Triggers go with their tables, and are always made again. */
function changedScripts(state, other, kind) {
    const known = new Set(other.scripts.map((script) => JSON.stringify(script)));
    return state.scripts.filter((script) => script.kind === kind && (kind === 'triggers' || !known.has(JSON.stringify(script))));
}
function dropStatement(schema, { kind, name }) {
    return `DROP ${kind} IF EXISTS ${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(name)}`;
}
/** What the other state has and this one has not. */
function surplus(state, other) {
    const wanted = new Set(state.names.map(({ kind, name }) => `${kind} ${name}`));
    return other.names.filter(({ kind, name }) => !wanted.has(`${kind} ${name}`));
}
/**
 * Gives a schema, once the tables are those of `after`, everything else that it has in that state. What is the same in both is not touched.
 * May be called again, whatever part of it was done.
 */
async function settleObjects(access, { schema, before, after }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = settle_objects_addDisposableResource(env_1, await access.open(), true);
        await session.execute(`USE ${(0,mysql_session/* identifier */.Cv)(schema)}`);
        await setDefaults(session, schema, after);
        for (const name of surplus(after, before))
            await session.execute(dropStatement(schema, name));
        for (const { text } of changedScripts(after, before, 'routines'))
            await session.script(text);
        await makeViews(access, schema, changedScripts(after, before, 'view'));
        await makeMissingTriggers(session, schema, after);
        for (const { text } of changedScripts(after, before, 'events'))
            await session.script(text);
        await setDefaults(session, schema, after); // scripts go back to what the source has
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = settle_objects_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Gives a schema the defaults of a state, where it has others. */
async function setDefaults(session, schema, { charset, collation }) {
    if (charset === '')
        return;
    const [now] = await session.rows({ collation: 'default_collation_name' }, `FROM information_schema.schemata WHERE schema_name = ${(0,mysql_session/* literal */.eu)(schema)}`);
    if (now?.['collation'] === collation)
        return;
    await session.execute(`ALTER DATABASE ${(0,mysql_session/* identifier */.Cv)(schema)} CHARACTER SET ${charset} COLLATE ${collation}`);
}
/**
 * Makes all triggers of some tables, which have none, under the defaults that the schema has: while tables are locked it gets no others.
 *
 * @param session is in the schema, and keeps everybody from the tables
 */
async function makeTriggers(session, tables, { scripts }) {
    for (const { kind, name, text } of scripts)
        if (kind === 'triggers' && tables.includes(name))
            await session.script(withoutDefaults(text));
}
async function makeMissingTriggers(session, schema, state) {
    const tables = state.scripts.filter(({ kind }) => kind === 'triggers').map(({ name }) => name);
    for (const table of tables) {
        const rows = await session.rows({ name: 'trigger_name' }, `FROM information_schema.triggers WHERE trigger_schema = ${(0,mysql_session/* literal */.eu)(schema)} AND event_object_table = ${(0,mysql_session/* literal */.eu)(table)}`);
        const there = new Set(rows.map(({ name }) => name));
        const wanted = state.names.filter((name) => name.table === table);
        if (wanted.every(({ name }) => there.has(name)))
            continue;
        const texts = state.scripts.filter(({ kind, name }) => kind === 'triggers' && name === table);
        // a table that is locked keeps its schema from getting other defaults
        const mayLock = texts.every(({ text }) => text === withoutDefaults(text));
        if (mayLock)
            await session.execute(`LOCK TABLES ${(0,mysql_session/* identifier */.Cv)(table)} WRITE`);
        for (const name of wanted)
            await session.execute(dropStatement(schema, name));
        for (const { text } of texts)
            await session.script(text);
        await session.execute('UNLOCK TABLES');
    }
}
/** Views rest on each other in an order that nobody tells: what fails is tried again as long as others succeed. */
async function makeViews(access, schema, views) {
    let left = views;
    while (left.length > 0) {
        const failed = [];
        let reason;
        for (const view of left) {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const session = settle_objects_addDisposableResource(env_2, await access.open(), true); // an error ends a session
                await session.execute(`USE ${(0,mysql_session/* identifier */.Cv)(schema)}`);
                await session.script(view.text).catch((error) => {
                    reason = error;
                    failed.push(view);
                });
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                const result_2 = settle_objects_disposeResources(env_2);
                if (result_2)
                    await result_2;
            }
        }
        if (failed.length === left.length)
            throw reason;
        left = failed;
    }
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/exchange.ts
var exchange_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var exchange_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Exchanges the tables of a schema, all at one moment, and then everything else of it that differs.
 *
 * One `RENAME TABLE` is atomic, but no table with triggers goes into another schema. So where there are triggers, three sessions take turns:
 * the first locks the tables and drops the triggers, the second waits behind it to rename, and the third waits behind that one to make the
 * triggers. Nobody else comes in between, and nobody ever writes to a table that lacks its triggers.
 */
async function performExchange(access, exchange) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = exchange_addDisposableResource(env_1, await access.open(), true);
        const { schema, coming, before } = exchange;
        await dropTriggersIn(session, coming.schema);
        for (const name of before.names)
            if (name.kind === 'VIEW' && coming.tables.includes(name.name))
                await session.execute(dropStatement(schema, name));
        const hasTriggers = [exchange.before, exchange.after].some(({ names }) => names.some(({ kind }) => kind === 'TRIGGER'));
        if (hasTriggers && exchange.leaving.tables.length > 0)
            await renameBetweenTriggers(access, exchange);
        else
            await renameIn(session, exchange);
        await completeExchange(access, exchange);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = exchange_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** What follows when the tables are exchanged. May be called again, whatever part of it was done. */
async function completeExchange(access, exchange) {
    {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const session = exchange_addDisposableResource(env_2, await access.open(), true);
            await repointKeys(session, exchange);
            await repairDefaults(session, exchange);
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = exchange_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    }
    await settleObjects(access, exchange);
}
/** Brings back what `performExchange` has changed before the tables were exchanged. */
async function abandonExchange(access, exchange) {
    await settleObjects(access, { ...exchange, before: exchange.after, after: exchange.before });
}
/** Undoes an exchange that was performed, in whole or in part. */
async function undoExchange(access, exchange) {
    await performExchange(access, reversed(exchange));
}
/** Whether the tables are exchanged; they are all at one moment. */
async function hasHappened(session, { leaving, coming }) {
    const [wanted] = leaving.tables;
    const [gone] = coming.tables;
    if (wanted !== undefined)
        return await hasTable(session, leaving.schema, wanted);
    return gone === undefined || !(await hasTable(session, coming.schema, gone));
}
async function hasTable(session, schema, table) {
    const rows = await session.rows({ name: 'table_name' }, `FROM information_schema.tables WHERE table_schema = ${(0,mysql_session/* literal */.eu)(schema)} AND table_name = ${(0,mysql_session/* literal */.eu)(table)}`);
    return rows.length > 0;
}
async function dropTriggersIn(session, schema) {
    const rows = await session.rows({ name: 'trigger_name' }, `FROM information_schema.triggers WHERE trigger_schema = ${(0,mysql_session/* literal */.eu)(schema)}`);
    for (const { name } of rows)
        await session.execute(dropStatement(schema, { kind: 'TRIGGER', name: name ?? '' }));
}
/** The one statement that exchanges all tables; undefined where there are none. */
function renaming({ schema, leaving, coming }) {
    const rename = (table, from, to) => `${(0,mysql_session/* identifier */.Cv)(from)}.${(0,mysql_session/* identifier */.Cv)(table)} TO ${(0,mysql_session/* identifier */.Cv)(to)}.${(0,mysql_session/* identifier */.Cv)(table)}`;
    const pairs = [
        ...leaving.tables.map((table) => rename(table, schema, leaving.schema)),
        ...coming.tables.map((table) => rename(table, coming.schema, schema)),
    ];
    return pairs.length === 0 ? undefined : `RENAME TABLE ${pairs.join(', ')}`;
}
async function renameIn(session, exchange) {
    const statement = renaming(exchange);
    if (statement !== undefined)
        await session.execute(statement);
}
async function renameBetweenTriggers(access, exchange) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const { schema, leaving, before } = exchange;
        const watcher = exchange_addDisposableResource(env_3, await access.open(), true);
        const first = exchange_addDisposableResource(env_3, await access.open(), true);
        const second = exchange_addDisposableResource(env_3, await access.open(), true);
        const third = exchange_addDisposableResource(env_3, await access.open(), true);
        await takeTriggerDefaults(watcher, schema, staying(exchange), exchange.after);
        await third.execute(`USE ${(0,mysql_session/* identifier */.Cv)(schema)}`);
        const [renamer, locker] = [await idOf(second), await idOf(third)]; // while they wait they do not answer
        const locking = `LOCK TABLES ${leaving.tables.map((table) => `${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(table)} WRITE`).join(', ')}`;
        const again = `LOCK TABLES ${staying(exchange)
            .map((table) => `${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(table)} WRITE`)
            .join(', ')}`;
        await first.execute(locking);
        for (const name of before.names)
            if (name.kind === 'TRIGGER')
                await first.execute(dropStatement(schema, name));
        const renamed = waiting(renameIn(second, exchange));
        await renamed.standsInLine(watcher, renamer);
        const lockedAgain = staying(exchange).length === 0 ? undefined : waiting(third.execute(again));
        await lockedAgain?.standsInLine(watcher, locker);
        await first.execute('UNLOCK TABLES');
        await lockedAgain?.done;
        // locks are taken in the order of names: the third may have come before the second where it has fewer tables to wait for
        while (lockedAgain !== undefined && !renamed.hasEnded()) {
            if (await isWaiting(watcher, renamer)) {
                await third.execute('UNLOCK TABLES');
                await third.execute(again);
            }
            await (0,promises_.setTimeout)(10);
        }
        const failure = await renamed.failure;
        await makeTriggers(third, staying(exchange), failure === undefined ? exchange.after : before);
        await third.execute('UNLOCK TABLES');
        if (failure !== undefined)
            throw failure;
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = exchange_disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}
/** Tables that have a name before and after. */
function staying({ leaving, coming }) {
    return leaving.tables.filter((table) => coming.tables.includes(table));
}
function waiting(done) {
    let hasEnded = false;
    const failure = done.then(() => undefined, domain_failure/* asFailure */.h_).finally(() => (hasEnded = true));
    return {
        done,
        failure,
        hasEnded: () => hasEnded,
        async standsInLine(watcher, connection) {
            while (!hasEnded && !(await isWaiting(watcher, connection)))
                await (0,promises_.setTimeout)(10);
        },
    };
}
async function isWaiting(watcher, connection) {
    const rows = await watcher.rows({ state: 'state' }, `FROM information_schema.processlist WHERE id = ${connection} AND state LIKE '%lock%'`);
    return rows.length > 0;
}
async function idOf(session) {
    const [row] = await session.rows({ id: 'CONNECTION_ID()' });
    return row?.['id'] ?? '0';
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/holders.ts
var holders_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var holders_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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



/** Whether a failure is one of a lock that was not to be had in time. */
function isOfLock(error) {
    return error instanceof domain_failure/* Failure */.HR && error.message.includes('locked by somebody else');
}
/** @returns `target-busy` that names those who may hold the tables: open transactions, and whoever has been working in the schema */
async function busyWith(access, cause) {
    const names = await holdersOf(access);
    const whose = names.length === 0 ? '' : `: ${names.join(', ')}`;
    return new domain_failure/* Failure */.HR('target-busy', `tables of ${access.schema} stayed in use for ${lockSeconds} seconds${whose}`, {
        hint: 'end what the message names (KILL with the number of the connection), or stop the applications in `before`, and run again',
        cause,
    });
}
async function holdersOf(access) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = holders_addDisposableResource(env_1, await access.open(), true);
        try {
            const rows = await session.rows({
                id: 'p.id',
                user: 'p.user',
                host: 'p.host',
                seconds: 'GREATEST(COALESCE(TIMESTAMPDIFF(SECOND, t.trx_started, NOW()), 0), p.time)',
            }, `FROM information_schema.processlist p LEFT JOIN information_schema.innodb_trx t ON t.trx_mysql_thread_id = p.id
       WHERE p.id <> CONNECTION_ID() AND p.user NOT IN ('system user', 'event_scheduler')
         AND (t.trx_id IS NOT NULL OR (p.db = ${(0,mysql_session/* literal */.eu)(access.schema)} AND p.command <> 'Sleep')) ORDER BY 1 LIMIT 10`);
            return rows.map((row) => {
                const [id, user, host, seconds] = ['id', 'user', 'host', 'seconds'].map((name) => row[name] ?? '?');
                return `connection ${id ?? ''} of ${user ?? ''} from ${host ?? ''} since ${seconds ?? ''} s`;
            });
        }
        catch {
            return []; // the account may not see others
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = holders_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/way-back.ts





/** Statements for the client that undo an exchange which is in place, in order. */
function wayBackOf(exchange) {
    const back = reversed(exchange);
    const { schema, leaving, before, after, keys } = back;
    const statement = renaming(back);
    const scripts = ['routines', 'view', 'triggers', 'events'].flatMap((kind) => changedScripts(after, before, kind).map(({ text }) => Buffer.from(text, 'latin1').toString('utf8').trim()));
    const collides = ({ kind, name }) => kind === 'TRIGGER' || (kind === 'VIEW' && back.coming.tables.includes(name));
    const early = before.names.filter(collides);
    return [
        'SET foreign_key_checks = 0;',
        `CREATE DATABASE IF NOT EXISTS ${(0,mysql_session/* identifier */.Cv)(leaving.schema)};`,
        ...early.map((name) => `${dropStatement(schema, name)};`),
        ...(statement === undefined ? [] : [`${statement};`]),
        ...keys.flatMap((key) => repointing(key, schema)).map((text) => `${text};`),
        ...surplus(after, before)
            .filter((name) => !early.includes(name))
            .map((name) => `${dropStatement(schema, name)};`),
        ...(scripts.length === 0 ? [] : [`USE ${(0,mysql_session/* identifier */.Cv)(schema)};`, ...scripts]),
        ...(after.charset === before.charset && after.collation === before.collation
            ? []
            : [`ALTER DATABASE ${(0,mysql_session/* identifier */.Cv)(schema)} CHARACTER SET ${after.charset} COLLATE ${after.collation};`]),
    ];
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/put-in-place.ts
var put_in_place_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var put_in_place_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Exchanges the target's content and the copy. From the first statement that touches the target to the last, the journal in the server knows
 * how to go on and how to go back; here the one or the other is done before anything is said.
 *
 * @throws Failure `target-busy` and others: the target is as it was; `restore-unsettled`.
 */
async function putInPlace(staged) {
    const { access, schemas, holder, plan } = staged;
    const isMade = plan.way === 'create';
    const exchange = await planExchange(staged);
    const journal = { into: access.schema, fresh: schemas.fresh, exchange };
    await writeJournal(holder, schemas.former, { ...journal, state: 'exchanging' });
    if (isMade)
        await holder.execute(`CREATE DATABASE IF NOT EXISTS ${(0,mysql_session/* identifier */.Cv)(access.schema)}`);
    try {
        await performExchange(access, exchange);
    }
    catch (error) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            await takeBack(staged, exchange, error);
            const session = put_in_place_addDisposableResource(env_1, await access.open(), true);
            await writeJournal(session, schemas.former, { into: access.schema, fresh: schemas.fresh, state: 'loading' });
            if (isMade)
                await session.execute(`DROP DATABASE IF EXISTS ${(0,mysql_session/* identifier */.Cv)(access.schema)}`);
            throw isOfLock(error) ? await busyWith(access, error) : error;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = put_in_place_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    return await committed(staged, exchange);
}
async function planExchange(staged) {
    const { access, schemas, admission, holder, staging } = staged;
    const { tables } = staging;
    const leaving = await leavingTables(holder, staged);
    const fresh = await readObjects(holder, access, schemas.fresh, defaultsOf(staging.part));
    const now = staged.plan.way === 'create' ? undefined : await readObjects(holder, access, access.schema, await nowIs(staged));
    const after = { ...fresh, scripts: admission.scripts() };
    const before = now ?? { charset: '', collation: '', scripts: [], names: [] };
    return {
        schema: access.schema,
        leaving: { schema: schemas.former, tables: leaving },
        coming: { schema: schemas.fresh, tables: await readTables(holder, schemas.fresh) },
        keys: await readPointingKeys(holder, access.schema, leaving),
        before: tables === undefined ? before : ofTables(before, tables),
        after: tables === undefined
            ? after
            : ofTables({ ...after, charset: before.charset, collation: before.collation }, tables),
    };
}
/** What belongs to chosen tables, or is a chosen view. */
function ofTables(objects, tables) {
    return {
        ...objects,
        scripts: objects.scripts.filter(({ kind, name }) => kind !== 'routines' && kind !== 'events' && tables.includes(name)),
        names: objects.names.filter(({ kind, name, table }) => tables.includes(table ?? (kind === 'VIEW' ? name : ''))),
    };
}
async function nowIs({ access, holder }) {
    const [row] = await holder.rows({ charset: 'default_character_set_name', collation: 'default_collation_name' }, `FROM information_schema.schemata WHERE schema_name = ${(0,mysql_session/* literal */.eu)(access.schema)}`);
    return { charset: row?.['charset'] ?? '', collation: row?.['collation'] ?? '' };
}
/** Makes the target what it was. @throws Failure `restore-unsettled` where that cannot be done */
async function takeBack(staged, exchange, cause) {
    const { access } = staged;
    const doubt = () => unsettled(staged, cause);
    const happened = await (0,settle/* settle */.G)(async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const session = put_in_place_addDisposableResource(env_2, await access.open(), true);
            return await hasHappened(session, exchange);
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = put_in_place_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    }, doubt);
    try {
        await (happened ? undoExchange(access, exchange) : abandonExchange(access, exchange));
    }
    catch {
        throw doubt();
    }
}
async function committed({ access, schemas, plan, need, holder }, exchange) {
    const journal = { into: access.schema, fresh: schemas.fresh, exchange, state: 'kept' };
    const nothing = { wayBack: [], removal: [], removePrevious: () => Promise.resolve() };
    try {
        await writeJournal(holder, schemas.former, journal);
        await holder.execute(`DROP DATABASE IF EXISTS ${(0,mysql_session/* identifier */.Cv)(schemas.fresh)}`);
        if (!plan.holdsData) {
            await holder.execute(`DROP DATABASE IF EXISTS ${(0,mysql_session/* identifier */.Cv)(schemas.former)}`);
            return nothing;
        }
    }
    catch (error) {
        // it is in place whatever becomes of what is left
        need.progress.warn(`${schemas.fresh} could not be removed: ${(0,domain_failure/* messageOf */.bD)(error)}`);
    }
    const removal = `DROP DATABASE ${(0,mysql_session/* identifier */.Cv)(schemas.former)};`;
    return {
        wayBack: wayBackOf(exchange),
        removal: [removal],
        async removePrevious() {
            const env_3 = { stack: [], error: void 0, hasError: false };
            try {
                const session = put_in_place_addDisposableResource(env_3, await access.open(), true);
                await session.execute(`DROP DATABASE ${(0,mysql_session/* identifier */.Cv)(schemas.former)}`);
            }
            catch (e_3) {
                env_3.error = e_3;
                env_3.hasError = true;
            }
            finally {
                const result_3 = put_in_place_disposeResources(env_3);
                if (result_3)
                    await result_3;
            }
        },
    };
}
function unsettled({ access, schemas }, cause) {
    return new domain_failure/* Failure */.HR('restore-unsettled', `the server was lost while ${access.schema} was put in place: ${(0,domain_failure/* messageOf */.bD)(cause)}`, {
        hint: `look with SHOW TABLES FROM ${(0,mysql_session/* identifier */.Cv)(schemas.former)}: where that has the tables of before, the backup is in place; ` +
            `the next restore into ${access.schema} brings it to its end, and the journal in that schema has all that was there`,
        cause,
    });
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/recover.ts




/**
 * Brings to an end what restores into the same schema left that no longer run. What was loaded is dropped; one that was killed while it put its
 * copy in place is completed where the tables were exchanged, and taken back where they were not. To be called with the lock, under which no
 * other restore lives; only what bears the mark is touched.
 */
async function recoverLeftBehind(session, access, progress) {
    for (const left of await findLeftBehind(session, access)) {
        const { schemas, journal } = left;
        if (journal.state === 'exchanging')
            await settleExchange(session, access, left, progress);
        else if (journal.state === 'loading') {
            await dropMarked(session, schemas);
            progress.note(`dropped ${schemas.fresh}, which an earlier restore into ${access.schema} left behind`);
        }
        else {
            await session.execute(`DROP DATABASE IF EXISTS ${(0,mysql_session/* identifier */.Cv)(schemas.fresh)}`);
            progress.note(`${schemas.former} keeps what was there before an earlier restore: DROP DATABASE ${(0,mysql_session/* identifier */.Cv)(schemas.former)}`);
        }
    }
}
async function settleExchange(session, access, { schemas, journal }, progress) {
    const { exchange } = journal;
    if (exchange === undefined)
        return;
    if (await hasHappened(session, exchange)) {
        await completeExchange(access, exchange);
        const kept = { ...journal, state: 'kept' };
        await writeJournal(session, schemas.former, kept);
        await session.execute(`DROP DATABASE IF EXISTS ${(0,mysql_session/* identifier */.Cv)(schemas.fresh)}`);
        progress.note(`completed an earlier restore into ${access.schema}; ${schemas.former} keeps what was there before it`);
    }
    else {
        await abandonExchange(access, exchange);
        await dropMarked(session, schemas);
        progress.note(`took back an earlier restore into ${access.schema}, which was killed before it was in place`);
    }
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/stage.ts
var stage_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var stage_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Loads the backup into a fresh schema beside the target, which takes nobody's place until `commit`.
 *
 * @throws Failure `target-busy` where another restore is under way; `restore-failed` with the server's reason; `archive-damaged`.
 */
async function stage(access, bytes, plan, need, staging) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { part, tables } = staging;
        const held = stage_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        // not ended by the run's signal: what has been put in place must not be left in doubt
        const holder = held.use(await access.open());
        await takeLock(holder, access.schema);
        await recoverLeftBehind(holder, access, need.progress);
        await staging.assertUnchanged(holder);
        const schemas = await createMarked(holder, access, defaultsOf(part));
        const admission = (0,admit_dump/* admitDump */.E)(() => ({ source: part.source, fresh: schemas.fresh, target: access.schema }), ({ schema, kind, name }) => schema === part.section && (tables === undefined || isOfTables(kind, name, tables)), { server: access.server });
        held.defer(() => dropUnlessInPlace(access, schemas));
        await loadInto(access, bytes, { schemas, admission, need });
        if (tables !== undefined)
            await alignKeys(holder, schemas.fresh, access.schema, tables);
        return stagedBeside({ access, plan, need, staging, schemas, admission, holder, held: held.move() });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = stage_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function isOfTables(kind, name, tables) {
    return kind !== 'routines' && kind !== 'events' && tables.includes(name);
}
async function loadInto(access, bytes, { schemas, admission, need: { scratch, progress, signal } }) {
    const { launcher, clients, connection, jobs } = access;
    await (0,restorer_load/* loadDump */.n)(bytes, {
        ...{ launcher, clients, connection, scratch, jobs, progress, signal, admission },
        schemaFor: () => schemas.fresh,
        place: targetPlace,
        lacksRoom: { code: 'target-unfit', hint: 'a restore needs room for the decrypted dump on this machine' },
    });
}
function stagedBeside(staged) {
    const { access, plan, need, staging, schemas, held } = staged;
    const { progress, signal } = need;
    const copy = { fresh: schemas.fresh, source: staging.part.source, target: access.schema };
    return {
        inspect: () => inspectFresh(access, copy, plan.expected, need),
        examine: () => examineFresh(staged),
        async commit() {
            await refreshStatistics(staged);
            signal.throwIfAborted();
            const committed = await putInPlace(staged);
            progress.item('');
            return committed;
        },
        [Symbol.asyncDispose]: () => held.disposeAsync(),
    };
}
/** Statistics are no data: without them the restore is whole, and slow until the server has made them itself. */
async function refreshStatistics({ access, schemas, need: { progress, signal } }) {
    progress.item('statistics');
    try {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const session = stage_addDisposableResource(env_2, await access.open(signal), true);
            const tables = await readTables(session, schemas.fresh);
            for (const table of tables)
                await session.show(`ANALYZE NO_WRITE_TO_BINLOG TABLE ${(0,mysql_session/* identifier */.Cv)(schemas.fresh)}.${(0,mysql_session/* identifier */.Cv)(table)}`);
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = stage_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    }
    catch (error) {
        signal.throwIfAborted();
        progress.warn(`the statistics could not be refreshed, run ANALYZE TABLE: ${(0,domain_failure/* messageOf */.bD)(error)}`);
    }
}
/** Takes back what was loaded. What is in place, or may be, is not in a state in which it is dropped. */
async function dropUnlessInPlace(access, schemas) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const session = stage_addDisposableResource(env_3, await access.open(), true);
        if ((await readTables(session, schemas.former)).length === 0)
            return;
        const journal = await readJournal(session, schemas.former);
        if (journal?.state === 'loading')
            await dropMarked(session, schemas);
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = stage_disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/load.ts





/** See `Target.load`. */
async function load(access, bytes, plan, need) {
    const part = partFor(need.expected, access.schema);
    const tables = need.tables.length === 0 ? undefined : tablesFitting(need.tables, part);
    return await stage(access, bytes, plan, need, {
        part,
        ...(tables !== undefined && { tables }),
        // a safety backup and the user's own command lie between the plan and the load
        async assertUnchanged(session) {
            const rows = await session.rows({ name: 'schema_name' }, `FROM information_schema.schemata WHERE schema_name = ${(0,mysql_session/* literal */.eu)(access.schema)}`);
            if (tables !== undefined && rows.length > 0) {
                await assertSamePlan(session, access, plan, { part, need });
                return;
            }
            if ((plan.way === 'create') === (rows.length === 0))
                return;
            const what = plan.way === 'create' ? 'was made' : 'was dropped';
            throw new domain_failure/* Failure */.HR('target-busy', `schema ${access.schema} ${what} after the restore was planned`, {
                hint: 'run again; nothing was changed',
            });
        },
    });
}
async function assertSamePlan(session, access, plan, { part, need }) {
    const now = await assessTables(session, access, need.tables, part);
    if (now.obstacles.length === 0 && JSON.stringify(now.steps) === JSON.stringify(plan.steps))
        return;
    throw new domain_failure/* Failure */.HR('target-busy', 'the tables became others since the plan was made', {
        hint: 'run again when nobody changes the tables; nothing was changed',
    });
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/mysql-target.ts





/**
 * A live schema of a MySQL or MariaDB server that a backup is brought back into. Restores into the same schema keep each other away.
 *
 * @throws Failure `input-invalid` for a URL that cannot be used, or that names no schema.
 */
function mysqlTarget(options) {
    const connection = (0,mysql_connection/* connectionFromUrl */.E)(options.url);
    if (connection.database === '') {
        throw new domain_failure/* Failure */.HR('input-invalid', 'input "url" names no schema to restore into', {
            hint: 'write mysql://user:password@host:3306/schema; a backup of several schemas is restored one schema at a time, by its name',
        });
    }
    const access = (need) => openAccess(options, connection, need.signal);
    return {
        engine: 'mysql',
        database: connection.database,
        description: connection.description,
        async assess(need) {
            return await assess(await access(need), need);
        },
        async load(bytes, plan, need) {
            return await load(await access(need), bytes, plan, need);
        },
    };
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
 * @throws the failure where no answer was had in about a minute.
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
