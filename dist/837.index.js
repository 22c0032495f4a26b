export const id = 837;
export const ids = [837];
export const modules = {

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

/***/ 29837:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mysqlSource: () => (/* binding */ mysqlSource)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/engines/mysql/clients.ts + 1 modules
var clients = __webpack_require__(80472);
// EXTERNAL MODULE: ./src/engines/mysql/connection.ts
var mysql_connection = __webpack_require__(30808);
// EXTERNAL MODULE: ./src/engines/mysql/session.ts
var mysql_session = __webpack_require__(62358);
;// CONCATENATED MODULE: ./src/engines/mysql/endless-events.ts


/**
 * Both dump tools look for a delimiter that is in no event, and never end where `;;` is in one: seen with MariaDB 10.11 and MySQL 9.7.
 *
 * @throws Failure `dump-failed` that names the first of them
 */
async function assertEventsEnd(session, product, { schemas, tables }) {
    if (tables !== undefined)
        return; // no events are dumped
    const text = `CONCAT_WS(' ', definer, event_name, event_definition, event_comment)`;
    const [event] = await session.rows({ schema: 'event_schema', name: 'event_name' }, `FROM information_schema.events WHERE event_schema IN (${schemas.map(mysql_session/* literal */.eu).join(', ')}) AND LOCATE(';;', ${text}) > 0
       ORDER BY event_schema, event_name LIMIT 1`);
    if (event === undefined)
        return;
    const name = `${(0,mysql_session/* identifier */.Cv)(event['schema'] ?? '')}.${(0,mysql_session/* identifier */.Cv)(event['name'] ?? '')}`;
    throw new failure/* Failure */.HR('dump-failed', `the event ${name} has ";;" in it, at which ${product.dump[0]} hangs for ever`, {
        hint: 'with ALTER EVENT, write it so that no two semicolons stand side by side',
    });
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./src/engines/mysql/dump-process.ts
var dump_process = __webpack_require__(74482);
// EXTERNAL MODULE: ./src/engines/mysql/dump-reader.ts + 1 modules
var dump_reader = __webpack_require__(99930);
// EXTERNAL MODULE: ./src/engines/mysql/stderr-failures.ts
var stderr_failures = __webpack_require__(12154);
;// CONCATENATED MODULE: ./src/engines/mysql/dump-output.ts


const positionLine = /^-- CHANGE MASTER TO MASTER_LOG_FILE='([^']*)', MASTER_LOG_POS=(\d+);$/m;
/** Reads the output of a dump tool that runs. */
function readDump(running, { clients, connection, request: { progress, signal } }) {
    let hasBegun = false;
    let hasEnded = false;
    let head = '';
    const reader = (0,dump_reader/* dumpReader */.i)({
        head: (lines) => (head += lines.toString('utf8')),
        begun: () => (hasBegun = true),
        item: (name) => progress.item(name),
    });
    const output = running.output(() => hasBegun)[Symbol.asyncIterator]();
    const next = async () => {
        try {
            const result = await output.next();
            if (result.done === true)
                return undefined;
            reader.write(result.value);
            return result.value;
        }
        catch (error) {
            signal.throwIfAborted();
            throw (0,stderr_failures/* failureOf */.g5)(error, {
                action: `${clients.product.dump[0]} of ${connection.description}`,
                fallback: 'dump-failed',
            });
        }
    };
    const ahead = [];
    return {
        async begun() {
            while (!hasBegun && !hasEnded) {
                const chunk = await next();
                if (chunk === undefined)
                    hasEnded = true;
                else
                    ahead.push(chunk);
            }
        },
        position() {
            const [, file, offset] = positionLine.exec(head) ?? [];
            return file === undefined ? undefined : `${file}:${offset}`;
        },
        async *chunks() {
            yield* ahead.splice(0);
            if (hasEnded)
                return;
            for (let chunk = await next(); chunk !== undefined; chunk = await next())
                yield chunk;
        },
        finish: () => reader.finish(),
    };
}

;// CONCATENATED MODULE: ./src/engines/mysql/snapshot.ts
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


/** Longer waits for the lock would make everybody wait who comes after. */
const lockSeconds = 5;
/**
 * Takes a snapshot in a session of its own, while nobody can write: the dump tool, started next, gets the same one. Locks last until
 * `release`, some 0.1 s.
 */
async function takeSnapshot(options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const acquired = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const reader = acquired.use(await options.open());
        const { alignment, locker } = options.mayLock ? await lockOut(options) : { alignment: 'none' };
        if (locker !== undefined)
            acquired.use(locker);
        // read before the snapshot, and true for it while nobody writes
        const isStill = alignment === 'global-lock' || alignment === 'table-locks';
        const coordinates = isStill ? await coordinatesOf(reader, options.product) : {};
        await reader.execute('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
        await reader.execute('START TRANSACTION WITH CONSISTENT SNAPSHOT');
        const [now] = await reader.rows({ at: `DATE_FORMAT(UTC_TIMESTAMP(3), '%Y-%m-%dT%H:%i:%s.%f')` });
        const takenAt = new Date(`${(now?.['at'] ?? '').slice(0, 23)}Z`);
        if (Number.isNaN(takenAt.getTime()))
            throw new failure/* Failure */.HR('dump-failed', 'the server did not say what time it is');
        const own = options.product.name === 'mariadb' ? await snapshotPosition(reader) : undefined;
        const held = acquired.move();
        const unlock = async () => {
            if (locker === undefined)
                return false;
            const wasLocked = await locker.execute('UNLOCK TABLES').then(() => true, () => false);
            await locker[Symbol.asyncDispose]();
            return wasLocked;
        };
        let unlocked;
        return {
            alignment: alignment === 'none' && own !== undefined ? 'binlog-position' : alignment,
            takenAt,
            position: { ...coordinates, ...(own !== undefined && { binlog: own }) },
            reader,
            release: () => (unlocked ??= unlock()),
            [Symbol.asyncDispose]: () => held.disposeAsync(),
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
/** Keeps everybody from writing, by the best way that the account has. */
async function lockOut({ open, tables, progress, }) {
    const names = tables.map(({ schema, name }) => `${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(name)} READ`);
    const ways = [
        ['global-lock', 'FLUSH TABLES WITH READ LOCK'],
        ...(names.length === 0 ? [] : [['table-locks', `LOCK TABLES ${names.join(', ')}`]]),
    ];
    let refusal;
    for (const [alignment, statement] of ways) {
        const locker = await open();
        try {
            await locker.execute(`SET SESSION lock_wait_timeout = ${lockSeconds}`);
            await locker.execute(statement);
            return { alignment, locker };
        }
        catch (thrown) {
            await locker[Symbol.asyncDispose]();
            if (!(thrown instanceof failure/* Failure */.HR) || thrown.code === 'source-unreachable')
                throw thrown;
            refusal = thrown;
        }
    }
    if (refusal instanceof failure/* Failure */.HR)
        progress.note(`no lock for the snapshot: ${refusal.message}`);
    return { alignment: 'none' };
}
/** File and position of the binary log, and the set of transactions, where there is a log and the account may look. */
async function coordinatesOf(session, product) {
    const gtid = product.name === 'mysql' ? '@@GLOBAL.gtid_executed' : '@@GLOBAL.gtid_binlog_pos';
    const [row] = await session.rows({ gtid, log: '@@GLOBAL.log_bin' });
    const set = (row?.['gtid'] ?? '').replaceAll('\n', '');
    return set === '' ? {} : { gtid: set };
}
/** What MariaDB says of the snapshot itself: `binlog.000005:34290`. */
async function snapshotPosition(session) {
    const rows = await session.show(`SHOW STATUS LIKE 'binlog_snapshot_%'`);
    const values = new Map(rows.map(([name = '', value = '']) => [name, value]));
    const file = values.get('Binlog_snapshot_file') ?? '';
    return file === '' ? undefined : `${file}:${values.get('Binlog_snapshot_position') ?? ''}`;
}

;// CONCATENATED MODULE: ./src/engines/mysql/begin-dump.ts
var begin_dump_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var begin_dump_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/** Tools take a few hundredths of a second to their snapshot; nobody is kept from writing for longer than this, whatever holds one up. */
const lockMilliseconds = 5_000;
/** How often two snapshots are taken without a lock, until nobody has written between them. */
const tries = 5;
/**
 * Starts the dump tool with a session whose snapshot is the same, and reads ahead until the tool has its own, so that whoever was kept from
 * writing may go on. Where it fails, and where the run is stopped, the lock is let go before anything else.
 */
async function beginDump(start) {
    for (let left = tries;; left -= 1) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const acquired = begin_dump_addDisposableResource(env_1, new AsyncDisposableStack(), true);
            const snapshot = acquired.use(await snapshotFor(start, left === tries));
            const running = acquired.use((0,dump_process/* startDump */.d)({
                ...start,
                kind: start.request.kind,
                signal: start.request.signal,
                namesPosition: snapshot.alignment === 'binlog-position',
            }));
            const output = readDump(running, start);
            const alignment = await alignmentOf(snapshot, output);
            if (alignment === 'none' && snapshot.alignment === 'binlog-position' && left > 1)
                continue;
            const held = acquired.move();
            return { snapshot, alignment, output, [Symbol.asyncDispose]: () => held.disposeAsync() };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = begin_dump_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
}
function snapshotFor({ clients, open, scope, request }, mayLock) {
    const { progress } = request;
    return takeSnapshot({ product: clients.product, open, tables: scope.baseTables, progress, mayLock });
}
/** How the two snapshots turned out to be aligned when the tool has its own. Nobody is kept from writing afterwards. */
async function alignmentOf(snapshot, output) {
    const begun = output.begun();
    let wasHeld;
    try {
        const hasBegun = await within(lockMilliseconds, begun);
        wasHeld = (await snapshot.release()) && hasBegun;
    }
    catch (thrown) {
        await snapshot.release();
        throw thrown;
    }
    await begun;
    if (snapshot.alignment !== 'binlog-position')
        return wasHeld ? snapshot.alignment : 'none';
    return output.position() === snapshot.position['binlog'] ? 'binlog-position' : 'none';
}
/** Whether something came to its end in time. */
async function within(milliseconds, work) {
    const over = new AbortController();
    const ended = work.then(() => true);
    try {
        const late = (0,promises_.setTimeout)(milliseconds, false, { signal: over.signal });
        late.catch(() => undefined);
        return await Promise.race([ended, late]);
    }
    finally {
        over.abort();
    }
}

// EXTERNAL MODULE: ./src/engines/mysql/dump-statements.ts
var dump_statements = __webpack_require__(40261);
// EXTERNAL MODULE: ./src/engines/mysql/product.ts
var mysql_product = __webpack_require__(24869);
// EXTERNAL MODULE: ./src/engines/mysql/since.ts
var since = __webpack_require__(54236);
;// CONCATENATED MODULE: ./src/engines/mysql/open-bodies.ts





/** Whether a tool writes on in the last line of a body: seen with MariaDB 10.5 and MySQL 9.7, and not with MariaDB 10.11 and 11.8. */
function writesOn({ product, version }) {
    return product.name === 'mysql' || (0,mysql_product/* compareVersions */.Zy)(version, since/* since */.X.endedBodies) < 0;
}
/**
 * Whether a statement with a body ends within a comment that reaches to the end of its line.
 *
 * @param sqlMode under which it was made, which says what is quoted in it
 */
function isOpen(statement, sqlMode) {
    const statements = (0,dump_statements/* statementsOf */.G)(`SET sql_mode = '${sqlMode}';\nDELIMITER ;;\n${statement} behind`);
    return statements.at(-1)?.bare.endsWith('behind') !== true;
}
/** What has a body, with the expression for its kind, the table that it belongs to, and the column of `SHOW CREATE` that has its statement. */
const holders = [
    {
        list: 'trigger',
        kind: `'TRIGGER'`,
        table: 'event_object_table',
        body: 'action_statement',
        having: 'TRUE',
        column: 2,
    },
    { list: 'event', kind: `'EVENT'`, table: `''`, body: 'event_definition', having: 'TRUE', column: 3 },
    // bodies in other languages have other comments
    {
        ...{ list: 'routine', kind: 'routine_type', table: `''`, body: 'routine_definition' },
        ...{ having: `routine_body = 'SQL'`, column: 2 },
    },
];
/**
 * Such a tool writes the end of the statement into the comment in which a body ends, and nobody can load the dump.
 *
 * @throws Failure `dump-failed` that names all that end so
 */
async function assertBodiesEnd(session, clients, { schemas, tables, without }) {
    if (!writesOn(clients))
        return;
    const open = [];
    for (const { list, kind, table, body, having, column } of holders) {
        if (tables !== undefined && list !== 'trigger')
            continue; // those are of the schema
        const rows = await session.rows({ kind, table, schema: `${list}_schema`, name: `${list}_name` }, `FROM information_schema.${list}s WHERE ${list}_schema IN (${schemas.map(mysql_session/* literal */.eu).join(', ')}) AND ${having}
         AND SUBSTRING_INDEX(${body}, '\\n', -1) REGEXP '#|--' ORDER BY ${list}_schema, ${list}_name`);
        for (const row of rows) {
            const [schema, owner, what] = [row['schema'] ?? '', row['table'] ?? '', row['kind'] ?? ''];
            if (tables?.includes(owner) === false || without.some((one) => one.schema === schema && one.name === owner))
                continue;
            const name = `${(0,mysql_session/* identifier */.Cv)(schema)}.${(0,mysql_session/* identifier */.Cv)(row['name'] ?? '')}`;
            // the lists of MySQL have no quotes doubled: only this is the text that a dump has
            const [shown = []] = await session.show(`SHOW CREATE ${what} ${name}`);
            if (isOpen(shown[column] ?? '', shown[1] ?? ''))
                open.push(`${what.toLowerCase()} ${name}`);
        }
    }
    if (open.length === 0)
        return;
    throw new failure/* Failure */.HR('dump-failed', `${open.join(', ')}: end with a comment into which ${clients.product.dump[0]} writes the end of the statement, so that nobody could load the dump`, { hint: 'make them anew with that comment left out, or written as /* … */' });
}

// EXTERNAL MODULE: ./src/engines/mysql/letters.ts
var letters = __webpack_require__(17803);
// EXTERNAL MODULE: ./src/engines/mysql/readings.ts
var readings = __webpack_require__(38865);
;// CONCATENATED MODULE: ./src/engines/mysql/odd-letters.ts





/** What has a body. `head` is what MySQL's tool writes in front of it; `table` what it belongs to; `column` of `SHOW CREATE` has the statement. */
const odd_letters_holders = [
    { list: 'trigger', kind: `'TRIGGER'`, table: 'event_object_table', head: 'event_object_table', column: 2 },
    { list: 'event', kind: `'EVENT'`, table: `''`, head: 'event_comment', column: 3 },
    {
        ...{ list: 'routine', kind: 'routine_type', table: `''`, column: 2 },
        head: `routine_comment, dtd_identifier, (SELECT GROUP_CONCAT(parameter_name, dtd_identifier) FROM information_schema.parameters p
      WHERE p.specific_schema = routine_schema AND p.specific_name = o.specific_name)`,
    },
];
/**
 * Requires that the dump tools get every letter right: what they get wrong loads as something else, or not at all. Tried on MariaDB 10.5 to
 * 11.8 and MySQL 9.7.
 *
 * @throws Failure `dump-failed` that names what they would get wrong, and what to do
 */
async function assertLettersLast(session, product, scope) {
    const tool = product.dump[0];
    const refuse = (names, because, hint) => {
        if (names.length === 0)
            return;
        const shown = names.slice(0, 5).map((name) => name.replaceAll('\n', '\\n').replaceAll('\r', '\\r'));
        const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
        throw new failure/* Failure */.HR('dump-failed', `${shown.join(', ')}${more}: ${because}`, { hint });
    };
    refuse(await namesWith(session, scope, `REGEXP '[\n\r]'`, ['schemata', 'tables']), `there is a line break in the name, at which nobody can cut what ${tool} writes`, 'give it another name, with RENAME TABLE where it is a table');
    const [row] = await session.rows({ given: `@${mysql_session/* ownCharset */.BQ}` });
    const given = row?.['given'] ?? '';
    if (!given.startsWith('utf8'))
        refuse(await namesWith(session, scope, `REGEXP '[^ -~]'`, ['schemata', 'tables', 'columns', 'routines', 'events']), `the server makes all clients speak ${given}, in which ${tool} cannot ask for the name`, 'leave SET NAMES out of init_connect, and skip-character-set-client-handshake out of the options of the server; or give it a plain name');
    const bodies = await bodiesIn(session, scope);
    const remedy = 'make them anew in a session that began with SET NAMES utf8mb4';
    if (product.name === 'mysql')
        refuse(bodies.filter(({ head }) => !isAscii(head)).map(({ shown }) => shown), `${tool} writes their names and comments in utf8mb4 and says that they are in the character set in which they were made, so that they would come back with other letters`, remedy);
    const unclear = [];
    for (const body of bodies.filter(({ charset }) => letters/* ambiguousCharsets */.Iw.includes(charset)))
        if (!(await isClear(session, body)))
            unclear.push(body.shown);
    refuse(unclear, `they have letters that end in a byte which clients take for a sign of its own, such as a backslash, so that the dump would not load`, remedy);
}
const isAscii = (text) => /^[\0-\x7f]*$/.test(text);
/** Lists of the server, each with its columns for the schema, the name, and the table that it belongs to. */
const lists = {
    schemata: ['schema_name', 'schema_name', `''`],
    tables: ['table_schema', 'table_name', 'table_name'],
    columns: ['table_schema', 'column_name', 'table_name'],
    routines: ['routine_schema', 'routine_name', `''`],
    events: ['event_schema', 'event_name', `''`],
};
/** Names of what is dumped that fit a condition, quoted. */
async function namesWith(session, { schemas, ...scope }, condition, wanted) {
    const within = `IN (${schemas.map(mysql_session/* literal */.eu).join(', ')})`;
    const queries = wanted.map((list) => {
        const [schema, name, table] = lists[list];
        return `SELECT ${schema} AS \`schema\`, ${name} AS name, ${table} AS owner FROM information_schema.${list} WHERE ${schema} ${within} AND ${name} ${condition}`;
    });
    const rows = await session.rows({ schema: '`schema`', name: 'name', owner: 'owner' }, `FROM (${queries.join(' UNION ')}) AS n ORDER BY name`);
    const dumped = rows.filter(({ schema, owner }) => (owner === '' ? true : isDumped(scope, schema ?? '', owner ?? '')));
    return [...new Set(dumped.map(({ name }) => (0,mysql_session/* identifier */.Cv)(name ?? '')))];
}
/** What was made by clients that did not speak utf8. */
async function bodiesIn(session, { schemas, ...scope }) {
    const found = [];
    for (const { list, kind, table, head, column } of odd_letters_holders) {
        if (scope.tables !== undefined && list !== 'trigger')
            continue; // those are of the schema
        const rows = await session.rows({
            ...{ kind, table, schema: `${list}_schema`, name: `${list}_name`, charset: 'character_set_client' },
            head: `CONCAT_WS(' ', ${list}_name, definer, ${head})`,
        }, `FROM information_schema.${list}s AS o WHERE ${list}_schema IN (${schemas.map(mysql_session/* literal */.eu).join(', ')})
         AND character_set_client NOT LIKE 'utf8%' ORDER BY ${list}_schema, ${list}_name`);
        for (const row of rows) {
            if (list === 'trigger' && !isDumped(scope, row['schema'] ?? '', row['table'] ?? ''))
                continue;
            const name = `${(0,mysql_session/* identifier */.Cv)(row['schema'] ?? '')}.${(0,mysql_session/* identifier */.Cv)(row['name'] ?? '')}`;
            const what = row['kind'] ?? '';
            found.push({
                ...{ column, statement: `SHOW CREATE ${what} ${name}`, shown: `${what.toLowerCase()} ${name}` },
                ...{ head: row['head'] ?? '', charset: row['charset'] ?? '' },
            });
        }
    }
    return found;
}
/** Whether the client reads the statement as the server does, under the mode that it was made in. */
async function isClear(session, { statement, column, charset }) {
    const [shown = []] = await session.show(statement);
    const text = (0,letters/* inBytes */.Hf)(shown[column] ?? '', charset);
    const setUp = `SET character_set_client = ${charset};\nSET sql_mode = '${shown[1] ?? ''}';\nDELIMITER ;;\n`;
    return (0,readings/* areClear */.M)((0,dump_statements/* statementsOf */.G)(`${setUp}${text};;`));
}
function isDumped({ tables, without }, schema, name) {
    return tables?.includes(name) !== false && !without.some((one) => one.schema === schema && one.name === name);
}

// EXTERNAL MODULE: ./src/engines/mysql/server-identity.ts
var server_identity = __webpack_require__(38034);
// EXTERNAL MODULE: ./src/engines/mysql/source-findings.ts
var source_findings = __webpack_require__(11844);
// EXTERNAL MODULE: ./src/domain/counted.ts
var counted = __webpack_require__(63714);
// EXTERNAL MODULE: ./src/engines/mysql/other-schemas.ts
var other_schemas = __webpack_require__(60377);
;// CONCATENATED MODULE: ./src/engines/mysql/portability.ts



const questions = [
    {
        topic: 'definers',
        rows: `SELECT definer AS value FROM information_schema.views WHERE table_schema IN {schemas}
      UNION SELECT definer FROM information_schema.triggers WHERE trigger_schema IN {schemas}
      UNION SELECT definer FROM information_schema.routines WHERE routine_schema IN {schemas}
      UNION SELECT definer FROM information_schema.events WHERE event_schema IN {schemas}`,
        say: (values) => `views, triggers, routines or events run in the name of ${values.join(', ')}: create these accounts before they are used, which fails without them`,
    },
    {
        topic: 'inexact-columns',
        rows: `SELECT CONCAT(table_schema, table_name, column_name) AS value FROM information_schema.columns
      WHERE table_schema IN {schemas} AND data_type = 'float'`,
        say: ({ length }) => `${(0,counted/* counted */.h)(length, 'column')} of type FLOAT, of which the dump tool writes six digits: values with more come back changed, and the drill fails; make it DOUBLE or DECIMAL`,
    },
    {
        topic: 'storage-engines',
        rows: `SELECT engine AS value FROM information_schema.tables
      WHERE table_schema IN {schemas} AND table_type = 'BASE TABLE' AND engine <> 'InnoDB'`,
        say: (values) => `${(0,counted/* counted */.h)(values.length, 'table')} of ${[...new Set(values)].join(', ')} and not of InnoDB, which no snapshot holds: the rows may be of another moment than the rest, and the server does not count them, so that no drill proves them; convert with ALTER TABLE … ENGINE=InnoDB`,
    },
    {
        topic: 'table-encryption',
        rows: `SELECT CONCAT(table_schema, table_name) AS value FROM information_schema.tables
      WHERE table_schema IN {schemas} AND REPLACE(create_options, '\`', '') REGEXP 'ENCRYPTION=.Y|ENCRYPTED=.?YES'`,
        say: ({ length }) => `${(0,counted/* counted */.h)(length, 'table')} encrypted on the source's disk and plain in the dump, which loads only where the server has a key of its own: a drill without one says could-not-tell`,
    },
    {
        topic: 'data-directories',
        rows: `SELECT CONCAT(table_schema, table_name) AS value FROM information_schema.tables
      WHERE table_schema IN {schemas} AND create_options REGEXP '(DATA|INDEX) DIRECTORY'`,
        say: ({ length }) => `${(0,counted/* counted */.h)(length, 'table')} outside of the data folder by DATA DIRECTORY, which loads only where that folder is: a drill says could-not-tell, since a sandbox writes nowhere else`,
    },
    {
        topic: 'generated-columns',
        rows: `SELECT CONCAT(table_schema, table_name, column_name) AS value FROM information_schema.columns
      WHERE table_schema IN {schemas} AND generation_expression <> ''`,
        say: ({ length }, { title }) => `${(0,counted/* counted */.h)(length, 'generated column')}: the dump loads only into ${title}`,
    },
    {
        topic: 'collations',
        rows: `SELECT DISTINCT collation_name AS value FROM information_schema.columns
      WHERE table_schema IN {schemas} AND collation_name REGEXP 'uca1400|0900'`,
        say: (values, { title }) => `the collations ${values.join(', ')} are ${title}'s own: the dump loads only where they are known`,
    },
];
/** What a restore on another server needs or does not bring back. Tables and columns are counted and not named. */
async function readPortability(session, product, scope) {
    const { schemas } = scope;
    const list = `(${schemas.map(mysql_session/* literal */.eu).join(', ')})`;
    const notes = [];
    for (const { topic, rows, say } of questions) {
        const found = await session.rows({ value: 'value' }, `FROM (${rows.replaceAll('{schemas}', list)}) AS q ORDER BY 1`);
        const values = found.map(({ value }) => value ?? '');
        if (values.length > 0)
            notes.push({ topic, detail: say(values, product) });
    }
    const reach = await (0,other_schemas/* readReach */.eo)(session, scope);
    if (reach.objects > 0) {
        const who = reach.objects === 1 ? '1 table or view names' : `${reach.objects} tables or views name`;
        notes.push({
            topic: 'other-schemas',
            detail: `${who} something of ${(0,counted/* counted */.h)(reach.schemas, 'schema')} that this backup does not have, without which they do not load: a drill says could-not-tell; with no database in the URL, one backup has them all`,
        });
    }
    const gtid = product.name === 'mysql' ? '@@GLOBAL.gtid_mode' : `IF(@@GLOBAL.log_bin, 'ON', 'OFF')`;
    const [row] = await session.rows({ gtid });
    if (row?.['gtid'] === 'ON')
        notes.push({
            topic: 'gtid',
            detail: 'the server has transaction ids: they are in the manifest and not in the dump, which leaves those of the server that loads it alone',
        });
    return notes;
}

// EXTERNAL MODULE: ./src/engines/mysql/source-rights.ts
var source_rights = __webpack_require__(27329);
// EXTERNAL MODULE: ./src/engines/mysql/source-scope.ts
var source_scope = __webpack_require__(41708);
;// CONCATENATED MODULE: ./src/engines/mysql/source.ts
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














/**
 * A MySQL or MariaDB server, or one schema of it. The dump tool takes its snapshot while nobody can write, and so does the session that
 * counts, so that they agree whatever is written afterwards.
 *
 * @throws Failure `input-invalid` for a URL that cannot be used.
 */
function mysqlSource(options) {
    const { launcher } = options;
    const connection = (0,mysql_connection/* connectionFromUrl */.E)(options.url);
    return {
        engine: 'mysql',
        async dump(request) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const { kind, signal, progress } = request;
                if (kind !== 'full' && kind !== 'schema') {
                    throw new failure/* Failure */.HR('input-invalid', `input "kind" is ${kind}, which is nothing that MySQL and MariaDB have`, {
                        hint: 'write full or schema',
                    });
                }
                const { clients, server } = await clientsFor(options, connection, signal);
                const open = () => (0,mysql_session/* openSession */.fA)({ launcher, clients, connection, signal });
                const acquired = source_addDisposableResource(env_1, new AsyncDisposableStack(), true);
                const about = acquired.use(await open());
                const rights = await (0,source_rights/* readRights */.Cx)(about, server);
                if (connection.database === '')
                    (0,source_rights/* assertSeesSchemas */.$b)(rights);
                const scope = await (0,source_scope/* scopeOf */.Od)(about, connection, request);
                (0,source_rights/* assertSeesAll */.y5)(rights, scope);
                await assertEventsEnd(about, server.product, scope);
                await assertBodiesEnd(about, clients, scope);
                await assertLettersLast(about, server.product, scope);
                (0,source_rights/* warnOfWriting */.e0)(rights, progress);
                const identity = await (0,server_identity/* readIdentity */.x)(about, rights);
                const portability = await readPortability(about, server.product, scope);
                const begun = acquired.use(await beginDump({ launcher, clients, connection, scope, request, open }));
                const assertSawAll = async () => {
                    const env_2 = { stack: [], error: void 0, hasError: false };
                    try {
                        const session = source_addDisposableResource(env_2, await open(), true);
                        (0,source_rights/* assertSeesAll */.y5)(await (0,source_rights/* readRights */.Cx)(session, server), scope);
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
                };
                const held = acquired.move();
                return dumpOf({
                    ...{ request, clients, version: server.version, identity, scope, portability, about, begun, assertSawAll },
                    held: { [Symbol.asyncDispose]: () => held.disposeAsync() },
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
/** The tools in the server's product and series, which any client can ask for. */
async function clientsFor(options, connection, signal) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const any = await (0,clients/* findAnyClients */.M)(options, options.url);
        const session = source_addDisposableResource(env_3, await (0,mysql_session/* openSession */.fA)({ ...options, clients: any, connection, signal }), true);
        const [row] = await session.rows({ version: 'VERSION()' });
        const server = (0,mysql_product/* productVersionOf */.rB)(row?.['version'] ?? '');
        if (server === undefined)
            throw new failure/* Failure */.HR('client-missing', 'the server does not say which version it is');
        return { clients: await (0,clients/* findClients */.g)(options, server), server };
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = source_disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}
function dumpOf(dump) {
    const { clients, begun, version } = dump;
    const { snapshot, alignment, output } = begun;
    const named = output.position();
    let contents;
    const server = (0,source_findings/* readServer */.Wb)(dump);
    server.catch(() => undefined); // `fingerprint` tells
    return {
        snapshotAt: snapshot.takenAt,
        server: { flavour: clients.product.name, version, ...dump.identity },
        database: dump.scope.isWholeServer ? undefined : dump.scope.schemas[0],
        position: { ...snapshot.position, ...(named !== undefined && { binlog: named }), alignment },
        tools: { [clients.product.dump[0]]: clients.version },
        format: 'sql',
        extension: '.sql',
        portability: dump.portability,
        companions: [],
        async *bytes() {
            yield* output.chunks();
            contents = output.finish();
        },
        async fingerprint() {
            if (contents === undefined)
                throw new failure/* Failure */.HR('bug', 'the dump has not been read to its end');
            const fingerprint = (0,source_findings/* fingerprintOf */.ax)(contents, await server, dump.scope);
            // what was hidden in between is in no list of the server either
            await dump.assertSawAll();
            return fingerprint;
        },
        [Symbol.asyncDispose]: () => dump.held[Symbol.asyncDispose](),
    };
}


/***/ })

};
