export const id = 31;
export const ids = [31];
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

/***/ 67372:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ areOfDifferentDatabases),
/* harmony export */   y: () => (/* binding */ areRelated)
/* harmony export */ });
/**
 * Whether two backups of one source name are known to be of different databases: of another engine or flavour, of servers that do not
 * replicate from each other, or of databases with different names. What one of the two does not say is no difference. A server that is
 * upgraded into a new one, or replaced by one that replicated without telling, is another one too: nobody can know better from two manifests.
 */
function areOfDifferentDatabases(one, other) {
    const differ = (a, b) => a !== undefined && b !== undefined && a !== b;
    return (one.engine !== other.engine ||
        differ(one.server['flavour'], other.server['flavour']) ||
        differ(one.server['database-mark'], other.server['database-mark']) ||
        areRelated(one.server, other.server) === false);
}
/** Whether it is the same server, or one of those that replicate from each other; undefined where one of the two does not say which it is. */
function areRelated(one, other) {
    if (!one['system-identifier'] || !other['system-identifier'])
        return undefined;
    const family = new Set(familyOf(one));
    return familyOf(other).some((id) => family.has(id));
}
function familyOf(identity) {
    const others = identity['shares-transactions-with'] ?? '';
    return [identity['system-identifier'] ?? '', ...others.split(' ')].filter((id) => id !== '');
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
/* harmony import */ var _domain_origin_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67372);
/* harmony import */ var _grants_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33451);


/**
 * Reads which server it is, in the words of a manifest's `server`: of MySQL `server_uuid`, which lies in the data folder and stays with it. MariaDB
 * has no identity: `server_uid` is made of an address of the network card and the port, so that a server in a new container is
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
    const related = (0,_domain_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .areRelated */ .y)(own, theirs);
    if (related === undefined)
        return 'unknown';
    if (related)
        return 'related';
    const tell = (identity) => identity['shares-transactions-with'] !== undefined;
    return tell(own) && tell(theirs) ? 'other' : 'unknown';
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
        throw denied(rights, scope.isWholeServer ? grantedAtOnce(missing, revoked) : missing);
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
    // what is missing for the whole server is missing for each schema
    const list = byPrivileges(missing, ({ on }) => on).map(([privileges, places]) => {
        const more = places.length > 5 ? ` and ${places.length - 5} more` : '';
        return `${privileges} on ${places.slice(0, 5).join(', ')}${more}`;
    });
    const grants = byPrivileges(missing, ({ grantOn }) => grantOn).flatMap(([privileges, places]) => places.map((on) => `GRANT ${privileges} ON ${on} TO ${account}`));
    const roles = roleStatement === undefined ? '' : `; or, where a role of the account has this, ${roleStatement}`;
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('source-denied', `the account lacks ${list.join(', ')}, without which parts of the dump would be missing in silence`, { hint: grants.join('; ') + roles });
}
/**
 * The same with one grant for the whole server in place of one for each schema, where there are several: it counts beside those that the account
 * has, and for schemas to come. Not for what was taken out of such a grant.
 */
function grantedAtOnce(missing, revoked) {
    const isOfSchema = ({ schema }) => schema !== undefined && !revoked.includes(schema);
    const several = new Set(missing.filter(isOfSchema).map(({ schema }) => schema));
    if (several.size < 2)
        return missing;
    // whoever may read everything sees all routines
    const seesAll = revoked.length === 0 && missing.some((right) => isOfSchema(right) && right.privilege === 'SELECT');
    return missing
        .filter(({ schema, privilege }) => !seesAll || (schema !== undefined && privilege !== 'SHOW CREATE ROUTINE'))
        .map((right) => (isOfSchema(right) ? { ...right, grantOn: '*.*' } : right));
}
/** Each list of privileges, with all places on which it is missing; two schemas may be granted by one pattern. */
function byPrivileges(missing, placeOf) {
    const ofPlaces = [...Map.groupBy(missing, placeOf)].map(([place, rights]) => [place, [...new Set(rights.map(({ privilege }) => privilege))].join(', ')]);
    const grouped = Map.groupBy(ofPlaces, ([, privileges]) => privileges);
    return [...grouped].map(([privileges, places]) => [privileges, places.map(([place]) => place)]);
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
        .map((privilege) => ({ privilege, on, schema, grantOn: grantOn(schema, rights) }));
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
    if ((0,_grants_js__WEBPACK_IMPORTED_MODULE_1__/* .isGranted */ .kR)(grants, own, schema))
        return [];
    return [{ privilege: own, on: `${(0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .Cv)(schema)}.*`, schema, grantOn: grantOn(schema, rights) }];
}


/***/ }),

/***/ 22031:
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
/** The name of a schema that a restore has made is another one at the next. */
const grantIt = "GRANT it on the target's schema and on the two that a restore makes beside it, `<schema>\\_restored\\_%` and `<schema>\\_before\\_%`, and " +
    nothingChanged;
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
        numbers: [1007],
        pattern: /create database '([^']*)'/,
        code: 'target-busy',
        reason: 'schema $1 was made after the restore was planned',
        hint: nothingChanged,
    },
    {
        numbers: [1044],
        pattern: /to database '([^']*)'/,
        code: 'target-unfit',
        reason: 'the account that restores lacks rights on schema $1',
        hint: grantIt,
    },
    {
        numbers: [1142, 1143, 1370],
        pattern: /(\w[\w ]*) command denied to user .* for (?:table|routine|column) (\S+)/,
        code: 'target-unfit',
        reason: 'the account that restores lacks $1 on $2',
        hint: grantIt,
    },
    {
        numbers: [1227],
        pattern: /need \(at least one of\) the (.+?) privilege/,
        code: 'target-unfit',
        reason: 'the account that restores lacks the privilege $1',
        hint: grantIt,
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

// EXTERNAL MODULE: ./src/domain/counted.ts
var counted = __webpack_require__(63714);
// EXTERNAL MODULE: ./src/domain/fingerprint.ts
var fingerprint = __webpack_require__(41796);
// EXTERNAL MODULE: ./src/domain/obstacle.ts
var obstacle = __webpack_require__(18035);
// EXTERNAL MODULE: ./src/process/room.ts
var process_room = __webpack_require__(56842);
// EXTERNAL MODULE: ./src/engines/mysql/place-lacks.ts
var place_lacks = __webpack_require__(91290);
// EXTERNAL MODULE: ./src/engines/mysql/target/assess-tables.ts
var assess_tables = __webpack_require__(4494);
// EXTERNAL MODULE: ./src/engines/mysql/grants.ts
var mysql_grants = __webpack_require__(33451);
// EXTERNAL MODULE: ./src/engines/mysql/target/dump-text.ts
var dump_text = __webpack_require__(82636);
;// CONCATENATED MODULE: ./src/engines/mysql/target/journal.ts

/** Whether the schema was not there before. */
function isOfLost({ before }) {
    return before.charset === '';
}
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
/** Whether a schema holds nothing of any kind, or is not there. */
async function isEmpty(session, schema) {
    const [tables, names] = [await readTables(session, schema), await readNames(session, schema)];
    return tables.length + names.length === 0;
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/marked-schemas.ts
var marked_schemas_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var marked_schemas_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/** Makes both: the one with the mark first, so that nothing is ever left without one. */
async function createMarked(session, access, { charset, collation }) {
    const [row] = await session.rows({ time: `DATE_FORMAT(UTC_TIMESTAMP(), '%Y%m%d%H%i%s')` });
    const names = namesAt(access.schema, row?.['time'] ?? '');
    await session.execute(`CREATE DATABASE ${(0,mysql_session/* identifier */.Cv)(names.former)}`);
    try {
        await writeJournal(session, names.former, { into: access.schema, fresh: names.fresh, state: 'loading' });
        const defaults = charset === '' ? '' : ` CHARACTER SET ${charset} COLLATE ${collation}`;
        await session.execute(`CREATE DATABASE ${(0,mysql_session/* identifier */.Cv)(names.fresh)}${defaults}`);
    }
    catch (error) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const other = marked_schemas_addDisposableResource(env_1, await access.open(), true); // an error ends a session
            await other.execute(`DROP DATABASE ${(0,mysql_session/* identifier */.Cv)(names.former)}`);
            throw error;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = marked_schemas_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
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
/**
 * Finds what a restore into the schema left that was killed before it had written its mark: a schema of such a name that holds nothing, or only
 * the table for the mark.
 */
async function findUnmarked(session, { schema }) {
    const { former } = namesAt(schema, '');
    if (!former.startsWith(schema))
        return []; // cut off, and not of this schema alone
    const rows = await session.rows({ name: 'schema_name' }, 'FROM information_schema.schemata');
    const names = rows
        .map(({ name }) => name ?? '')
        .filter((name) => name.startsWith(former) && /^\d{14}$/.test(name.slice(former.length)));
    const found = [];
    for (const name of names) {
        const tables = await readTables(session, name);
        const isBare = tables.length === 0 || (tables.length === 1 && tables[0] === journalTable);
        if (isBare && (tables.length === 0 || !(await hasEntry(session, name))))
            found.push(name);
    }
    return found;
}
async function hasEntry(session, former) {
    return (await session.rows({ id: 'id' }, `FROM ${(0,mysql_session/* identifier */.Cv)(former)}.${(0,mysql_session/* identifier */.Cv)(journalTable)}`)).length > 0;
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

// EXTERNAL MODULE: ./src/domain/bytes.ts
var domain_bytes = __webpack_require__(27207);
// EXTERNAL MODULE: ./src/engines/mysql/server-identity.ts
var server_identity = __webpack_require__(38034);
// EXTERNAL MODULE: ./src/engines/mysql/target/part-of-backup.ts
var part_of_backup = __webpack_require__(29674);
;// CONCATENATED MODULE: ./src/engines/mysql/target/assess-server.ts




const mebibyte = 1024 * 1024;
/** Statements of a dump have a mebibyte, and a row that is longer is a statement by itself. */
const leastPacketBytes = 2 * mebibyte;
/** No server has more. */
const mostPacketBytes = 1024 * mebibyte;
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
    return [
        ...obstacles,
        ...packetObstacles(facts, expected),
        ...nameObstacles(facts, expected),
        ...collationObstacles(facts, expected),
    ];
}
function packetObstacles({ maxPacketBytes }, expected) {
    const own = new Set(expected.tables.map(({ name }) => name));
    const [[table, bytes] = ['', 0]] = (0,part_of_backup/* longRowsOf */.fu)(expected)
        .filter(([name]) => own.has(name))
        .toSorted(([, a], [, b]) => b - a);
    // a mebibyte for the words around the row
    const needed = Math.min(mostPacketBytes, Math.max(leastPacketBytes, (Math.ceil(bytes / mebibyte) + 1) * mebibyte));
    if (maxPacketBytes >= needed)
        return [];
    const what = table === '' ? 'the statements of a dump' : `${table}, which has a row of ${(0,domain_bytes/* formatBytes */.z)(bytes)} in the dump`;
    return [
        {
            message: `max_allowed_packet of its server is ${(0,domain_bytes/* formatBytes */.z)(maxPacketBytes)}, too little for ${what}`,
            remedy: `SET GLOBAL max_allowed_packet = ${Math.max(64 * mebibyte, needed)};`,
        },
    ];
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

// EXTERNAL MODULE: ./src/engines/mysql/target/pointing-keys.ts
var pointing_keys = __webpack_require__(14331);
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
        const part = (0,part_of_backup/* partFor */.LQ)(need.expected, access.schema);
        const session = assess_addDisposableResource(env_1, await access.open(need.signal), true);
        const facts = await readFacts(session, access);
        const wanted = need.tables.length === 0 ? part.expected : (0,assess_tables/* partOfTables */.ET)(part.expected, (0,assess_tables/* tablesFitting */.Dk)(need.tables, part));
        (0,obstacle/* assertFit */.y)(access.description, serverObstacles(access, facts, { ...need, expected: wanted }));
        const room = await (0,process_room/* readRoom */.Q)({
            ...{ dumpBytes: need.dumpBytes, scratch: need.scratch },
            serverFolder: access.connection.isLocal ? facts.dataFolder : undefined,
        });
        const source = sourceOf(access, facts, { schema: access.schema, source: part.source }, need.server);
        if (need.tables.length > 0) {
            (0,obstacle/* assertFit */.y)(access.description, [...room.obstacles, ...missingSchema(access, facts)]);
            const chosen = await (0,assess_tables/* assessTables */.yz)(session, access, need.tables, part);
            const definers = definerObstacles(access, facts, chosen.expected);
            const rights = rightObstacles(access, facts, chosen.expected);
            const place = await assessPlace(session, access, chosen.expected);
            (0,obstacle/* assertFit */.y)(access.description, [...rights, ...definers.obstacles, ...place.obstacles, ...chosen.obstacles]);
            const { expected, holdsData, steps } = chosen;
            return {
                way: 'tables',
                expected,
                ...source,
                holdsData,
                steps,
                notes: [...chosen.notes, ...definers.notes, ...place.notes, ...room.notes],
            };
        }
        const definers = definerObstacles(access, facts, part.expected);
        const place = await assessPlace(session, access, part.expected);
        (0,obstacle/* assertFit */.y)(access.description, [
            ...rightObstacles(access, facts, part.expected),
            ...definers.obstacles,
            ...place.obstacles,
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
                ...place.notes,
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
/** Storage engines, keys and places that the tables need. What nobody can see would end the load, which leaves the target as it is. */
async function assessPlace(session, { server }, expected) {
    const lacks = await (0,place_lacks/* lacksOf */.Ge)(session, (0,place_lacks/* needsOf */.hN)(expected), server);
    return {
        obstacles: lacks
            .filter(({ isCertain }) => isCertain)
            .map(({ what, remedy }) => ({ message: `its server lacks ${what}`, remedy })),
        notes: lacks
            .filter(({ isCertain }) => !isCertain)
            .map(({ what }) => `${what}: whether its server has them cannot be seen, and without them the load ends`),
    };
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
    const keys = await (0,pointing_keys/* readPointingKeys */.F)(session, access.schema, tables);
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
    const content = `${(0,counted/* counted */.h)(size.tables, 'table')} with ${(0,counted/* counted */.h)(size.rows, 'row')}`;
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
// EXTERNAL MODULE: ./src/engines/mysql/target/foreign-keys.ts
var foreign_keys = __webpack_require__(45735);
;// CONCATENATED MODULE: ./src/engines/mysql/target/align-keys.ts


/**
 * Makes the foreign keys of tables that come back alone refer to the tables of the target: in the fresh schema, where the dump has made them,
 * they refer to tables that are not there.
 */
async function alignKeys(session, fresh, target, tables) {
    const keys = await (0,foreign_keys/* readForeignKeys */.rW)(session, `k.table_schema = ${(0,mysql_session/* literal */.eu)(fresh)} AND k.referenced_table_schema = ${(0,mysql_session/* literal */.eu)(fresh)}
       AND k.referenced_table_name NOT IN (${tables.map(mysql_session/* literal */.eu).join(', ')})`);
    for (const key of keys)
        for (const statement of (0,foreign_keys/* repointing */.U)(key, target))
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
        for (const key of await (0,pointing_keys/* readPointingKeys */.F)(session, access.schema, leaving)) {
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
    const name = lockName('restore', schema);
    const [row] = await session.rows({ taken: `GET_LOCK(${name}, 0)`, holder: `IS_USED_LOCK(${name})` });
    if (row?.['taken'] === '1')
        return;
    throw new domain_failure/* Failure */.HR('target-busy', `another restore into ${schema} is under way (connection ${row?.['holder'] ?? 'unknown'})`, {
        hint: 'wait until it has ended and run again; nothing was changed',
    });
}
/** As a literal of at most 64 characters, which is all that servers take. */
function lockName(what, schema) {
    return (0,mysql_session/* literal */.eu)(`muster ${what} ${(0,external_node_crypto_.createHash)('sha256').update(schema).digest('hex').slice(0, 32)}`);
}
/** Sessions of one exchange that live at the same time are fewer. */
const places = [1, 2, 3, 4, 5, 6, 7, 8];
/** Opens a session for statements that change the target, which `awaitStatements` waits for, whatever becomes of the client. */
async function openCounted(access) {
    const session = await access.open();
    for (const place of places) {
        const [row] = await session.rows({ taken: `GET_LOCK(${lockName(`exchange ${place}`, access.schema)}, 0)` });
        if (row?.['taken'] === '1')
            return session;
    }
    await session[Symbol.asyncDispose]();
    throw stillRunning(access.schema);
}
/**
 * Waits until no statement runs any more that an earlier session has sent: a server goes on with one that waits for a lock, though its client
 * was killed.
 *
 * @throws Failure `target-busy` where they take much longer than a lock is waited for
 */
async function awaitStatements(session, schema) {
    for (const place of places) {
        const name = lockName(`exchange ${place}`, schema);
        const [row] = await session.rows({ taken: `GET_LOCK(${name}, ${3 * lockSeconds})` });
        if (row?.['taken'] !== '1')
            throw stillRunning(schema);
        await session.rows({ released: `RELEASE_LOCK(${name})` });
    }
}
function stillRunning(schema) {
    return new domain_failure/* Failure */.HR('target-busy', `the server still runs statements of an earlier restore into ${schema}`, {
        hint: 'wait until SHOW PROCESSLIST has none of them, or KILL them, and run again',
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

;// CONCATENATED MODULE: ./src/engines/mysql/target/make-triggers.ts
var make_triggers_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var make_triggers_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Makes all triggers of some tables, which have none, under the defaults that the schema has: while tables are locked it gets no others.
 *
 * @param session is in the schema, and keeps everybody from the tables
 */
async function makeTriggers(session, tables, { scripts }) {
    for (const { kind, name, text } of scripts)
        if (kind === 'triggers' && tables.includes(name))
            await session.script(withoutDefaults(text));
}
/**
 * Makes the triggers of each table that lacks one of them.
 *
 * @param onRefused is told of a trigger that the server does not make; without it, that is the end
 */
async function makeMissingTriggers(access, schema, { scripts, names }, onRefused) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = make_triggers_addDisposableResource(env_1, await openCounted(access), true);
        for (const { kind, name: table, text } of scripts) {
            if (kind !== 'triggers')
                continue;
            const rows = await session.rows({ name: 'trigger_name' }, `FROM information_schema.triggers WHERE trigger_schema = ${(0,mysql_session/* literal */.eu)(schema)} AND event_object_table = ${(0,mysql_session/* literal */.eu)(table)}`);
            const there = new Set(rows.map(({ name }) => name));
            const wanted = names.filter((name) => name.table === table);
            if (wanted.every(({ name }) => there.has(name)))
                continue;
            const drops = wanted.map(({ name }) => `DROP TRIGGER IF EXISTS ${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(name)}`);
            const place = { schema, table, drops };
            try {
                await makeIn(access, place, text);
            }
            catch (error) {
                if (onRefused === undefined || (0,domain_failure/* asFailure */.h_)(error).code !== 'restore-failed')
                    throw error;
                for (const { script, statement } of oneByOne(text))
                    await makeIn(access, { ...place, drops: [] }, script).catch((reason) => onRefused(statement, (0,domain_failure/* asFailure */.h_)(reason)));
            }
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = make_triggers_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** In a session of its own, which an error ends. */
async function makeIn(access, { schema, table, drops }, script) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = make_triggers_addDisposableResource(env_2, await openCounted(access), true);
        await session.execute(`USE ${(0,mysql_session/* identifier */.Cv)(schema)}`);
        // a table that is locked keeps its schema from getting other defaults
        const mayLock = script === withoutDefaults(script);
        if (mayLock)
            await session.execute(`LOCK TABLES ${(0,mysql_session/* identifier */.Cv)(table)} WRITE`);
        for (const statement of drops)
            await session.execute(statement);
        await session.script(script);
        await session.execute('UNLOCK TABLES');
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = make_triggers_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** A script of several triggers as one for each of them. */
function oneByOne(text) {
    const statements = (0,dump_statements/* statementsOf */.G)(text);
    const making = statements.filter(({ code }) => /^CREATE\s/i.test(code));
    return making.map((one) => ({
        script: statements
            .filter((other) => other === one || !making.includes(other))
            .map((kept) => kept.text)
            .join(''),
        statement: Buffer.from(one.code, 'latin1').toString('utf8').replace(/\s+/g, ' '),
    }));
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
 *
 * @param onRefused is told of a trigger that the server does not make; without it, that is the end
 */
async function settleObjects(access, { schema, before, after }, onRefused) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = settle_objects_addDisposableResource(env_1, await openCounted(access), true);
        await session.execute(`USE ${(0,mysql_session/* identifier */.Cv)(schema)}`);
        await setDefaults(session, schema, after);
        for (const name of surplus(after, before))
            await session.execute(dropStatement(schema, name));
        for (const { text } of changedScripts(after, before, 'routines'))
            await session.script(text);
        await makeViews(access, schema, changedScripts(after, before, 'view'));
        await makeMissingTriggers(access, schema, after, onRefused);
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
/** Views rest on each other in an order that nobody tells: what fails is tried again as long as others succeed. */
async function makeViews(access, schema, views) {
    let left = views;
    while (left.length > 0) {
        const failed = [];
        let reason;
        for (const view of left) {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const session = settle_objects_addDisposableResource(env_2, await openCounted(access), true); // an error ends a session
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

;// CONCATENATED MODULE: ./src/engines/mysql/target/standing.ts


async function tablesByPlace(session, { leaving, coming }) {
    const [former, fresh] = [await readTables(session, leaving.schema), await readTables(session, coming.schema)];
    return {
        left: leaving.tables.filter((table) => former.includes(table)),
        come: coming.tables.filter((table) => !fresh.includes(table)),
    };
}
/** Looks where they are. One statement exchanges them; only MariaDB before 10.6 can stop in the middle of it, where the server is lost. */
async function readStanding(session, exchange) {
    const { left, come } = await tablesByPlace(session, exchange);
    const moved = left.length + come.length;
    if (moved === exchange.leaving.tables.length + exchange.coming.tables.length)
        return 'after';
    return moved === 0 ? 'before' : 'between';
}
/** Takes back what was exchanged of an exchange that stopped in the middle. */
async function takeHalfBack(session, exchange) {
    const { schema, leaving, coming } = exchange;
    const { left, come } = await tablesByPlace(session, exchange);
    const rename = (table, from, to) => `${(0,mysql_session/* identifier */.Cv)(from)}.${(0,mysql_session/* identifier */.Cv)(table)} TO ${(0,mysql_session/* identifier */.Cv)(to)}.${(0,mysql_session/* identifier */.Cv)(table)}`;
    const pairs = [
        ...come.map((table) => rename(table, schema, coming.schema)),
        ...left.map((table) => rename(table, leaving.schema, schema)),
    ];
    if (pairs.length > 0)
        await session.execute(`RENAME TABLE ${pairs.join(', ')}`);
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
        const session = exchange_addDisposableResource(env_1, await openCounted(access), true);
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
async function completeExchange(access, exchange, onRefused) {
    {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const session = exchange_addDisposableResource(env_2, await openCounted(access), true);
            await (0,pointing_keys/* repointKeys */.s)(session, exchange);
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
    await settleObjects(access, exchange, onRefused);
}
/** Brings back what `performExchange` has changed before the tables were exchanged. May be called again. */
async function abandonExchange(access, exchange, progress) {
    if (isOfLost(exchange))
        return; // its tables are the first that comes into it
    const back = { ...exchange, before: exchange.after, after: exchange.before };
    await settleObjects(access, back, warnOf(progress));
}
/** Undoes an exchange that was performed, in whole or in part. */
async function undoExchange(access, exchange, progress) {
    const back = reversed(exchange);
    try {
        await performExchange(access, back);
    }
    catch (error) {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const session = exchange_addDisposableResource(env_3, await access.open(), true);
            await awaitStatements(session, access.schema);
            if ((await readStanding(session, exchange)) !== 'before')
                throw error;
            await completeExchange(access, back, warnOf(progress));
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
}
/** A table can have triggers that name what it has not any more. They were of no use, and are not to keep it from what it was. */
function warnOf(progress) {
    return (statement, { message }) => progress.warn(`a trigger was broken before, and the server does not make it again (${message}): ${statement}`);
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
    const env_4 = { stack: [], error: void 0, hasError: false };
    try {
        const { schema, leaving, before } = exchange;
        const watcher = exchange_addDisposableResource(env_4, await openCounted(access), true);
        const first = exchange_addDisposableResource(env_4, await openCounted(access), true);
        const second = exchange_addDisposableResource(env_4, await openCounted(access), true);
        const third = exchange_addDisposableResource(env_4, await openCounted(access), true);
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
        const made = makeTriggers(third, staying(exchange), failure === undefined ? exchange.after : before);
        if (failure !== undefined) {
            await made.catch(() => undefined); // what they lack is made when all is taken back
            throw failure;
        }
        await made;
        await third.execute('UNLOCK TABLES');
    }
    catch (e_4) {
        env_4.error = e_4;
        env_4.hasError = true;
    }
    finally {
        const result_4 = exchange_disposeResources(env_4);
        if (result_4)
            await result_4;
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
        ...keys.flatMap((key) => (0,foreign_keys/* repointing */.U)(key, schema)).map((text) => `${text};`),
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
    const exchange = await planExchange(staged);
    const journal = { into: access.schema, fresh: schemas.fresh, exchange };
    await writeJournal(holder, schemas.former, { ...journal, state: 'exchanging' });
    if (plan.way === 'create')
        await makeLost(staged);
    try {
        await performExchange(access, exchange);
    }
    catch (error) {
        await takeBack(staged, exchange, error);
        throw isOfLock(error) ? await busyWith(access, error) : error;
    }
    return await committed(staged, exchange);
}
/** Makes a schema that was lost. @throws Failure `target-busy` where somebody else was faster: it is theirs, and is not touched */
async function makeLost({ access, schemas, holder }) {
    try {
        await holder.execute(`CREATE DATABASE ${(0,mysql_session/* identifier */.Cv)(access.schema)}`);
    }
    catch (error) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const session = put_in_place_addDisposableResource(env_1, await access.open(), true); // an error ends a session
            await writeJournal(session, schemas.former, { into: access.schema, fresh: schemas.fresh, state: 'loading' });
            const isTheirs = error instanceof domain_failure/* Failure */.HR && error.code === 'target-busy';
            if (!isTheirs)
                await dropIfEmpty(session, access.schema); // only the server's answer may have been lost
            throw error;
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
}
async function planExchange(staged) {
    const { access, schemas, admission, holder, staging } = staged;
    const { tables } = staging;
    const leaving = await leavingTables(holder, staged);
    const fresh = await readObjects(holder, access, schemas.fresh, (0,part_of_backup/* defaultsOf */.Gf)(staging.part));
    const now = staged.plan.way === 'create' ? undefined : await readObjects(holder, access, access.schema, await nowIs(staged));
    const after = { ...fresh, scripts: admission.scripts() };
    const before = now ?? { charset: '', collation: '', scripts: [], names: [] };
    return {
        schema: access.schema,
        leaving: { schema: schemas.former, tables: leaving },
        coming: { schema: schemas.fresh, tables: await readTables(holder, schemas.fresh) },
        keys: await (0,pointing_keys/* readPointingKeys */.F)(holder, access.schema, leaving),
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
/** Makes the target what it was. @throws Failure `restore-unsettled` where that cannot be done; `target-busy` where somebody else is at work in it */
async function takeBack(staged, exchange, cause) {
    const { access, schemas, plan, need } = staged;
    let isTheirs = false;
    const standing = await (0,settle/* settle */.G)(async () => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const session = put_in_place_addDisposableResource(env_3, await access.open(), true);
            await awaitStatements(session, access.schema);
            return await readStanding(session, exchange);
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
    }, () => unsettled(staged, cause));
    try {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const session = put_in_place_addDisposableResource(env_2, await access.open(), true);
            if (standing === 'between')
                await takeHalfBack(session, exchange);
            if (standing === 'after')
                await undoExchange(access, exchange, need.progress);
            else
                await abandonExchange(access, exchange, need.progress);
            await writeJournal(session, schemas.former, { into: access.schema, fresh: schemas.fresh, state: 'loading' });
            if (plan.way === 'create')
                isTheirs = !(await dropIfEmpty(session, access.schema));
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
    }
    catch (error) {
        throw unsettled(staged, cause, error);
    }
    if (isTheirs)
        throw madeByOthers(access.schema, cause);
}
function madeByOthers(schema, cause) {
    return new domain_failure/* Failure */.HR('target-busy', `somebody else made something in ${schema} while the restore put it in place (${(0,domain_failure/* messageOf */.bD)(cause)}), and it stays`, { hint: 'run again when nobody else writes there; the plan names what would be replaced', cause });
}
/** Drops a schema that was made for the copy. @returns false where somebody else has made something in it since: then it stays */
async function dropIfEmpty(session, schema) {
    if (!(await isEmpty(session, schema)))
        return false;
    await session.execute(`DROP DATABASE IF EXISTS ${(0,mysql_session/* identifier */.Cv)(schema)}`);
    return true;
}
async function committed(staged, exchange) {
    const { access, schemas, plan, need, holder } = staged;
    let isNeeded = false;
    const journal = { into: access.schema, fresh: schemas.fresh, exchange, state: 'kept' };
    const nothing = { wayBack: [], removal: [], removePrevious: () => Promise.resolve() };
    try {
        await writeJournal(holder, schemas.former, journal);
        await holder.execute(`DROP DATABASE IF EXISTS ${(0,mysql_session/* identifier */.Cv)(schemas.fresh)}`);
        isNeeded = !plan.holdsData && (await hasCome(staged, exchange));
        if (!plan.holdsData && !isNeeded) {
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
        ...(isNeeded && {
            isPreviousNeeded: true,
            notes: [
                `${access.schema} was empty when the restore was planned, and something came meanwhile: it stays in ${schemas.former}`,
            ],
        }),
        async removePrevious() {
            const env_4 = { stack: [], error: void 0, hasError: false };
            try {
                const session = put_in_place_addDisposableResource(env_4, await access.open(), true);
                await session.execute(`DROP DATABASE ${(0,mysql_session/* identifier */.Cv)(schemas.former)}`);
            }
            catch (e_4) {
                env_4.error = e_4;
                env_4.hasError = true;
            }
            finally {
                const result_4 = put_in_place_disposeResources(env_4);
                if (result_4)
                    await result_4;
            }
        },
    };
}
/** Whether what gave way holds anything, though nothing was there when the restore was planned. */
async function hasCome({ holder, schemas, staging }, { leaving, before }) {
    if (staging.tables !== undefined)
        return await (0,assess_tables/* anyHasRows */.uL)(holder, schemas.former, leaving.tables);
    return leaving.tables.length + before.names.length > 0;
}
function unsettled({ access, schemas }, cause, further) {
    const back = further === undefined ? 'and the server does not answer' : `nor taken back (${(0,domain_failure/* messageOf */.bD)(further)})`;
    return new domain_failure/* Failure */.HR('restore-unsettled', `${access.schema} could not be put in place (${(0,domain_failure/* messageOf */.bD)(cause)}), ${back}`, {
        hint: `remove the reason and restore into ${access.schema} again, which first brings this one to its end, or makes what was there before; ` +
            `its journal is in ${(0,mysql_session/* identifier */.Cv)(schemas.former)}: where that has the tables of before, the backup is in place`,
        cause,
    });
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/recover.ts






/**
 * Brings to an end what restores into the same schema left that no longer run. What was loaded is dropped; one that was killed while it put its
 * copy in place is completed where the tables were exchanged, and taken back where they were not. To be called with the lock, under which no
 * other restore lives; only what bears the mark is touched, and what holds nothing.
 *
 * @returns whether the target itself was changed
 */
async function recoverLeftBehind(session, access, progress) {
    let hasChanged = false;
    for (const left of await findLeftBehind(session, access)) {
        const { schemas, journal } = left;
        if (journal.state === 'exchanging') {
            await awaitStatements(session, access.schema);
            await settleExchange(session, access, left, progress);
            hasChanged = true;
        }
        else if (journal.state === 'loading') {
            await dropMarked(session, schemas);
            progress.note(`dropped ${schemas.fresh}, which an earlier restore into ${access.schema} left behind`);
        }
        else {
            await session.execute(`DROP DATABASE IF EXISTS ${(0,mysql_session/* identifier */.Cv)(schemas.fresh)}`);
            progress.note(`${schemas.former} keeps what was there before an earlier restore: DROP DATABASE ${(0,mysql_session/* identifier */.Cv)(schemas.former)}`);
        }
    }
    for (const name of await findUnmarked(session, access)) {
        await session.execute(`DROP DATABASE ${(0,mysql_session/* identifier */.Cv)(name)}`);
        progress.note(`dropped ${name}, which an earlier restore into ${access.schema} left empty`);
    }
    return hasChanged;
}
async function settleExchange(session, access, { schemas, journal }, progress) {
    const { exchange } = journal;
    if (exchange === undefined)
        return;
    const standing = await readStanding(session, exchange);
    if (standing === 'after') {
        await completeExchange(access, exchange);
        const kept = { ...journal, state: 'kept' };
        await writeJournal(session, schemas.former, kept);
        await session.execute(`DROP DATABASE IF EXISTS ${(0,mysql_session/* identifier */.Cv)(schemas.fresh)}`);
        progress.note(`completed an earlier restore into ${access.schema}; ${schemas.former} keeps what was there before it`);
    }
    else {
        if (standing === 'between')
            await takeHalfBack(session, exchange);
        await abandonExchange(access, exchange, progress);
        await dropMarked(session, schemas);
        progress.note(`took back an earlier restore into ${access.schema}, which was killed before it was in place`);
    }
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/watch-load.ts
var watch_load_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var watch_load_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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

const lookEveryMs = 5_000;
const stillSeconds = 10;
/** What servers say that they do while a binary log takes no more: MariaDB's own words, and what both say of any commit. */
const stands = /free space|disk space|\bcommit\b/i;
/**
 * Says so where the server stands still in the middle of a load. A disk that is full ends a statement that writes to a table, but where it is
 * the one of the binary log the servers wait until there is room, for as long as it takes, and everybody's writes with them.
 *
 * @param schema that is loaded into
 * @param signal ends the watch
 */
async function watchLoad(access, schema, progress, signal) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            await (0,promises_.setTimeout)(lookEveryMs, undefined, { signal });
            const session = watch_load_addDisposableResource(env_1, await access.open(signal), true);
            for (;;) {
                const seconds = Math.max(0, ...(await session.show('SHOW PROCESSLIST')).map((row) => standsStill(row, schema)));
                if (seconds >= stillSeconds) {
                    progress.warn(`the target's server has stood still for ${seconds} seconds while it commits what is loaded, as it does where the disk of its binary log ` +
                        'is full: see its log, and free room there; it goes on by itself within a minute then');
                    return;
                }
                await (0,promises_.setTimeout)(lookEveryMs, undefined, { signal });
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = watch_load_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch {
        // the load has ended, or the server lets nobody look: what is wrong with it the load says
    }
}
/** Seconds for which a connection has been at such a statement; 0 for all others. */
function standsStill(row, schema) {
    const [, , , database, command, time, state = ''] = row;
    return database === schema && command === 'Query' && stands.test(state) ? Number(time) : 0;
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
        const wasRecovered = await recoverLeftBehind(holder, access, need.progress);
        await staging.assertUnchanged(holder, wasRecovered);
        const schemas = await createMarked(holder, access, (0,part_of_backup/* defaultsOf */.Gf)(part));
        const admission = (0,admit_dump/* admitDump */.E)(() => ({ source: part.source, fresh: schemas.fresh, target: access.schema }), ({ schema, kind, name }) => schema === part.section && (tables === undefined || isOfTables(kind, name, tables)), { server: access.server });
        held.defer(() => dropUnlessInPlace(access, schemas, need.progress));
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
    const over = new AbortController();
    const watch = watchLoad(access, schemas.fresh, progress, AbortSignal.any([over.signal, signal]));
    try {
        await (0,restorer_load/* loadDump */.n)(bytes, {
            ...{ launcher, clients, connection, scratch, jobs, progress, signal, admission },
            schemaFor: () => schemas.fresh,
            place: targetPlace,
            lacksRoom: { code: 'target-unfit', hint: 'a restore needs room for the decrypted dump on this machine' },
        });
    }
    finally {
        over.abort();
        await watch;
    }
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
async function dropUnlessInPlace(access, schemas, progress) {
    try {
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
    catch (error) {
        const names = [schemas.fresh, schemas.former].map(mysql_session/* identifier */.Cv).join(' and ');
        progress.warn(`${names} could not be removed, which the next restore into ${access.schema} does: ${(0,domain_failure/* messageOf */.bD)(error)}`);
    }
}

;// CONCATENATED MODULE: ./src/engines/mysql/target/load.ts






/** See `Target.load`. */
async function load(access, bytes, plan, need) {
    const part = (0,part_of_backup/* partFor */.LQ)(need.expected, access.schema);
    const tables = need.tables.length === 0 ? undefined : (0,assess_tables/* tablesFitting */.Dk)(need.tables, part);
    return await stage(access, bytes, plan, need, {
        part,
        ...(tables !== undefined && { tables }),
        // a safety backup and the user's own command lie between the plan and the load
        async assertUnchanged(session, wasRecovered) {
            const rows = await session.rows({ name: 'schema_name' }, `FROM information_schema.schemata WHERE schema_name = ${(0,mysql_session/* literal */.eu)(access.schema)}`);
            if (tables !== undefined && rows.length > 0) {
                await assertSamePlan(session, access, plan, { part, need, wasRecovered });
                return;
            }
            if ((plan.way === 'create') === (rows.length === 0)) {
                if (!plan.holdsData && !(await isEmpty(session, access.schema)))
                    throw filledMeanwhile(access.schema);
                return;
            }
            const what = plan.way === 'create' ? 'was made' : 'was dropped';
            throw new domain_failure/* Failure */.HR('target-busy', `schema ${access.schema} ${what} after the restore was planned`, {
                hint: 'run again; nothing was changed',
            });
        },
    });
}
/** No safety backup has what came since the plan was made, where there was nothing to back up then. */
function filledMeanwhile(what) {
    return new domain_failure/* Failure */.HR('target-busy', `${what} held nothing when the restore was planned, and does now`, {
        hint: 'run again, so that what came meanwhile is backed up first; nothing was changed',
    });
}
async function assertSamePlan(session, access, plan, { part, need, wasRecovered, }) {
    const now = await (0,assess_tables/* assessTables */.yz)(session, access, need.tables, part);
    if (now.holdsData && !plan.holdsData)
        throw filledMeanwhile(now.tables.join(', '));
    const isSame = JSON.stringify(now.steps) === JSON.stringify(plan.steps);
    if (now.obstacles.length === 0 && (isSame || wasRecovered))
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
