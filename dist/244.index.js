export const id = 244;
export const ids = [244];
export const modules = {

/***/ 93206:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ catalogEdition)
/* harmony export */ });
/**
 * What the definitions in a fingerprint say of an object, in its setting `catalog_edition`. A copy is described in the edition of its source's
 * fingerprint: described in a later one, it would differ from every backup of before by what was not read then.
 *
 * Who makes a definition say more, or say it otherwise, raises this by one, names the edition here, and has `readCatalog` go by it.
 *
 * - 1: the first
 */
const catalogEdition = 1;


/***/ }),

/***/ 52417:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ readSettings),
/* harmony export */   u: () => (/* binding */ readCatalog)
/* harmony export */ });
/* harmony import */ var _catalog_edition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93206);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62358);


const queries = [
    {
        kind: 'table',
        name: 'table_name',
        table: 'table_name',
        from: `FROM information_schema.tables WHERE table_schema = {schema} AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')`,
        show: { what: 'TABLE', columns: [1] },
    },
    {
        kind: 'sequence',
        name: 'table_name',
        table: 'table_name',
        from: `FROM information_schema.tables WHERE table_schema = {schema} AND table_type = 'SEQUENCE'`,
        show: { what: 'SEQUENCE', columns: [1] },
    },
    {
        kind: 'view',
        name: 'table_name',
        table: 'table_name',
        from: `FROM information_schema.views WHERE table_schema = {schema}`,
        show: { what: 'VIEW', columns: [1, 2, 3] },
    },
    {
        kind: 'trigger',
        name: 'trigger_name',
        table: 'event_object_table',
        from: `FROM information_schema.triggers WHERE trigger_schema = {schema}`,
        show: { what: 'TRIGGER', columns: [1, 2, 3, 4] },
    },
    ...['PROCEDURE', 'FUNCTION', 'PACKAGE', 'PACKAGE BODY'].map((what) => ({
        kind: what.toLowerCase().replace(' ', '-'),
        name: 'routine_name',
        from: `FROM information_schema.routines WHERE routine_schema = {schema} AND routine_type = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(what)}`,
        show: { what, columns: [1, 2, 3, 4] },
    })),
    {
        kind: 'event',
        name: 'event_name',
        from: `FROM information_schema.events WHERE event_schema = {schema}`,
        show: { what: 'EVENT', columns: [1, 2, 3, 4, 5] },
    },
];
/**
 * What the schemas hold beside their rows, each object as the server shows it: that text has everything in it that a dump brings back, and
 * servers of one version write it alike. Where the next number of a column stands is left out, since others may be writing.
 */
async function readCatalog(session, { schemas, tables, without }) {
    const objects = [];
    const definers = new Set();
    for (const schema of schemas) {
        await session.execute(`USE ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(schema)}`); // names in it are shown without the schema then
        const qualifier = schemas.length === 1 ? '' : `${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(schema)}.`;
        const isDumped = (table) => (tables === undefined || tables.includes(table)) &&
            !without.some((other) => other.schema === schema && other.name === table);
        if (tables === undefined)
            objects.push(await schemaObject(session, schema));
        for (const name of await definersIn(session, schema, isDumped, tables === undefined))
            definers.add(name);
        for (const query of queries) {
            if (tables !== undefined && query.table === undefined)
                continue;
            const rows = await session.rows({ name: query.name, table: query.table ?? `''` }, query.from.replace('{schema}', (0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(schema)));
            for (const { name, table } of rows) {
                if (query.table !== undefined && !isDumped(table ?? ''))
                    continue;
                const definition = await definitionOf(session, query, `${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(schema)}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(name ?? '')}`);
                objects.push({ kind: query.kind, name: qualifier + (0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(name ?? ''), definition });
            }
        }
    }
    for (const name of definers)
        objects.push({ kind: 'definer', name, definition: '' });
    return objects.sort((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name));
}
/** The accounts in whose name views, triggers, routines and events run: without them a restored copy has them, but cannot use them. */
async function definersIn(session, schema, isDumped, isWhole) {
    const within = `= ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(schema)}`;
    const ofTables = `SELECT definer, table_name AS relation FROM information_schema.views WHERE table_schema ${within}
    UNION SELECT definer, event_object_table FROM information_schema.triggers WHERE trigger_schema ${within}`;
    const ofSchema = `SELECT definer, '' AS relation FROM information_schema.routines WHERE routine_schema ${within}
    UNION SELECT definer, '' FROM information_schema.events WHERE event_schema ${within}`;
    const rows = await session.rows({ definer: 'definer', relation: 'relation' }, `FROM (${ofTables}) AS d`);
    const found = rows.filter(({ relation }) => isDumped(relation ?? '')).map(({ definer }) => definer ?? '');
    if (!isWhole)
        return found;
    const more = await session.rows({ definer: 'definer' }, `FROM (${ofSchema}) AS d`);
    return [...found, ...more.map(({ definer }) => definer ?? '')];
}
async function definitionOf(session, { show }, name) {
    const [row = []] = await session.show(`SHOW CREATE ${show.what} ${name}`);
    const text = show.columns.map((index) => row[index] ?? '').join('\n');
    return text.replace(/ AUTO_INCREMENT=\d+/, '');
}
async function schemaObject(session, schema) {
    const [row] = await session.rows({ charset: 'default_character_set_name', collation: 'default_collation_name' }, `FROM information_schema.schemata WHERE schema_name = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(schema)}`);
    return { kind: 'schema', name: (0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(schema), definition: JSON.stringify(row ?? {}) };
}
/** What a sandbox has to offer so that the dump loads the same: variables, and the schemas with their defaults. */
async function readSettings(session, { schemas }) {
    const names = [
        'character_set_server',
        'collation_server',
        'lower_case_table_names',
        'sql_mode',
        'explicit_defaults_for_timestamp',
        'innodb_page_size',
        'default_storage_engine',
    ];
    const [row = {}] = await session.rows(Object.fromEntries(names.map((name) => [name, `@@GLOBAL.${name}`])));
    const settings = {
        schemas: JSON.stringify(schemas),
        catalog_edition: String(_catalog_edition_js__WEBPACK_IMPORTED_MODULE_1__/* .catalogEdition */ .S),
    };
    for (const name of names)
        settings[name] = row[name] ?? '';
    for (const schema of schemas)
        settings[`schema ${schema}`] = (await schemaObject(session, schema)).definition;
    return settings;
}
function compare(a, b) {
    return a < b ? -1 : Number(a > b);
}


/***/ }),

/***/ 80472:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ findAnyClients),
  g: () => (/* binding */ findClients)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/domain/connection-url.ts
var connection_url = __webpack_require__(17890);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/nearest.ts
var nearest = __webpack_require__(94006);
// EXTERNAL MODULE: ./src/process/apt.ts
var apt = __webpack_require__(70606);
;// CONCATENATED MODULE: ./src/engines/mysql/install-clients.ts


/**
 * Installs the client tools of a product that the distribution has, which is one series of it: Ubuntu 22.04 and 24.04 have MySQL 8.0, Debian
 * has MariaDB alone.
 *
 * @throws Failure `client-missing` where apt cannot do it.
 */
async function installClients(launcher, product) {
    const { update, install } = await (0,apt/* apt */.w)(launcher);
    try {
        await update();
        await install(product.clientPackage);
    }
    catch (error) {
        throw new failure/* Failure */.HR('client-missing', `cannot install ${product.clientPackage}: ${(0,apt/* aptReason */.k)(error)}`, {
            hint: 'install the tools before the backup, or use `client: docker`',
        });
    }
}
/** What to type where the tools of a series are missing, or those of any where none is given. */
function remedyFor(product, series) {
    const first = series === undefined ? '' : product.repository(series);
    const where = first === '' ? product.packagedBy : 'on Debian and Ubuntu';
    const steps = `${where}: ${first}sudo apt-get install -y ${product.clientPackage}`;
    if (series === undefined)
        return `${steps}; or write \`client: install\`, and Muster does that`;
    return `${steps}; or use \`client: docker\`, which takes the tools of the image ${product.image(series)}`;
}

// EXTERNAL MODULE: ./src/engines/mysql/product.ts
var mysql_product = __webpack_require__(24869);
;// CONCATENATED MODULE: ./src/engines/mysql/clients.ts







/**
 * The client tools of a server's own product and series: the tools of the other product write dumps that the server cannot load (generated
 * columns, coordinates), and older ones do not know what newer servers have.
 *
 * @throws Failure `client-missing` that names the package.
 */
async function findClients(search, server) {
    const { product, version } = server;
    const series = product.series(version);
    if (search.client === 'docker')
        return dockerClients(search.launcher, product, series);
    const isFitting = (one) => one.product === product && product.series(one.version) === series;
    let found = await allIn(search);
    if (search.client === 'install' && !found.some(isFitting)) {
        await installClients(search.launcher, product);
        found = await allIn(search);
    }
    const fitting = found.find(isFitting);
    if (fitting !== undefined)
        return fitting;
    const others = found.map((one) => `${one.product.title} ${one.version}`);
    const seen = others.length === 0 ? '' : `; what is there is of ${[...new Set(others)].join(', ')}`;
    const tools = `${product.dump[0]} and ${product.client[0]} of ${product.title} ${series}`;
    throw new failure/* Failure */.HR('client-missing', `${tools} are not ${placeOf(search)}${seen}`, {
        hint: correctFolder(search) + remedyFor(product, series),
    });
}
/**
 * Tools of any version, to ask a server what it is: where there are some, those of the product that its URL names, since newer tools of the one
 * cannot log in to the other. @throws Failure `client-missing`.
 */
async function findAnyClients(search, url = '') {
    if (search.client === 'docker')
        return dockerClients(search.launcher, mysql_product/* products */.ZE.mariadb, '11.8');
    const scheme = (0,connection_url/* schemeOf */.dz)(typeof url === 'string' ? url : url.reveal());
    const named = scheme === 'mysql' ? mysql_product/* products */.ZE.mysql : mysql_product/* products */.ZE.mariadb;
    let found = await allIn(search);
    if (search.client === 'install' && found.length === 0) {
        await installClients(search.launcher, named);
        found = await allIn(search);
    }
    const first = found.find(({ product }) => product.name === scheme) ?? found[0];
    if (first !== undefined)
        return first;
    throw new failure/* Failure */.HR('client-missing', `the client tools of MySQL or MariaDB are not ${placeOf(search)}`, {
        hint: correctFolder(search) + remedyFor(named),
    });
}
function placeOf({ client }) {
    return client.startsWith('path:') ? `in ${client.slice('path:'.length)}` : 'on this machine';
}
/** What to do first, where the input names a folder. */
function correctFolder({ client }) {
    return client.startsWith('path:') ? 'correct the folder in input "client"; or ' : '';
}
async function allIn(search) {
    const found = [];
    for (const folder of foldersOf(search)) {
        for (const product of Object.values(mysql_product/* products */.ZE)) {
            const clients = await toolsIn(folder, product, search.launcher);
            if (clients !== undefined)
                found.push(clients);
        }
    }
    return found;
}
/** Where packages and archives put them, beside the folders of `PATH`. */
const packagedFolders = [
    '/usr/bin', // Debian, Ubuntu, Red Hat
    '/usr/local/mysql/bin', // the archives of both, by their manuals
    '/usr/local/mariadb/bin',
    '/opt/homebrew/opt/mysql-client/bin',
    '/opt/homebrew/opt/mariadb/bin',
];
function foldersOf({ client, searchPath, extraFolders = [] }) {
    if (client.startsWith('path:/'))
        return [client.slice('path:'.length)];
    if (client !== 'auto' && client !== 'install') {
        throw new failure/* Failure */.HR('input-invalid', `input "client" is not a place for these client tools: ${JSON.stringify(client)}`, {
            hint: `write auto, path:/folder, docker or install${(0,nearest/* didYouMean */.a)(client, ['auto', 'docker', 'install'])}`,
        });
    }
    return [...new Set([...extraFolders, ...searchPath.split(external_node_path_.delimiter).filter(Boolean), ...packagedFolders])];
}
/** The pair of client and dump tool in a folder that are of the product, in one version. */
async function toolsIn(folder, product, launcher) {
    const client = await firstOf(folder, product.client);
    const dump = await firstOf(folder, product.dump);
    if (client === undefined || dump === undefined)
        return undefined;
    const [one, other] = await Promise.all([client, dump].map((file) => versionOf(launcher, file, [])));
    if (one?.product !== product || other?.product !== product || one.version !== other.version)
        return undefined;
    return { product, version: one.version, folder, client, dump, prefix: [] };
}
async function firstOf(folder, names) {
    for (const name of names) {
        const file = (0,external_node_path_.join)(folder, name);
        const isThere = await (0,promises_.access)(file, promises_.constants.X_OK).then(() => true, () => false);
        if (isThere)
            return file;
    }
    return undefined;
}
/** The image's tools in the machine's network; a unix socket of the machine is not visible to them. */
async function dockerClients(launcher, product, series) {
    const image = product.image(series);
    // a name without a value: docker takes the value from its own environment, and it stays out of the list of processes
    const prefix = ['docker', 'run', '--rm', '--interactive', '--network=host', '--env=MYSQL_PWD', '--env=TZ', image];
    const [client, dump] = [product.client[0], product.dump[0]];
    const found = await versionOf(launcher, dump, prefix);
    if (found === undefined) {
        throw new failure/* Failure */.HR('client-missing', `docker cannot run ${dump} of the image ${image}`, {
            hint: 'check that docker works on this machine and may pull the image, or use another `client`',
        });
    }
    return { product, version: found.version, folder: `image ${image}`, client, dump, prefix };
}
async function versionOf(launcher, file, prefix) {
    try {
        return (0,mysql_product/* productVersionOf */.rB)(await launcher.capture({ file, args: ['--no-defaults', '--version'], prefix }));
    }
    catch {
        return undefined; // a program that does not run is as good as none
    }
}


/***/ }),

/***/ 30808:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ connectionFromUrl),
/* harmony export */   c: () => (/* binding */ addressOf)
/* harmony export */ });
/* harmony import */ var _domain_connection_url_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17890);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94006);
/* harmony import */ var _product_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24869);
/* harmony import */ var _since_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54236);





const parameterNames = ['socket', 'ssl-mode', 'ssl-ca', 'ssl-cert', 'ssl-key'];
const sslModes = ['disabled', 'preferred', 'required', 'verify_ca', 'verify_identity'];
/**
 * Reads a `mysql://` or `mariadb://` URL: `?socket=/file` for sockets, `ssl-mode` in MySQL's words (`disabled`, `preferred`, `required`,
 * `verify_ca`, `verify_identity`) for both products, `ssl-ca`, `ssl-cert`, `ssl-key` as paths of files.
 *
 * @throws Failure `input-invalid`; the message never holds a piece of the URL.
 */
function addressOf(url) {
    const parsed = (0,_domain_connection_url_js__WEBPACK_IMPORTED_MODULE_3__/* .parseConnectionUrl */ .zP)(typeof url === 'string' ? url : url.reveal(), ['mysql', 'mariadb']);
    if (parsed === undefined)
        throw invalid('is not a mysql:// or mariadb:// URL, or has a host, port or database that cannot be one');
    const { user, password, authority, database, parameters } = parsed;
    const unknown = (0,_domain_connection_url_js__WEBPACK_IMPORTED_MODULE_3__/* .unknownParameter */ .Yl)(parsed, parameterNames);
    if (unknown !== undefined) {
        throw invalid(`has a parameter${unknown.shown} that the client tools do not know${(0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_4__/* .didYouMean */ .a)(unknown.name, parameterNames)}`, 'leave it out where it is for another program; what asks for TLS is ssl-mode=required or ssl-mode=verify_identity');
    }
    if (authority.includes(','))
        throw invalid('names more than one host');
    if ([user, password, database, ...parameters.values()].some((value) => /[\0\n]/.test(value)))
        throw invalid('holds a zero byte or a line break');
    const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority) ?? [];
    const files = ['ssl-ca', 'ssl-cert', 'ssl-key'].flatMap((name) => {
        const path = parameters.get(name);
        return path === undefined ? [] : [[name, path]];
    });
    return {
        ...{ user, password, database, files, port },
        host: host.replace(/^\[|\]$/g, ''),
        socket: parameters.get('socket') ?? '',
        mode: sslModeOf(parameters.get('ssl-mode'), parameters.has('ssl-ca')),
    };
}
/** The connection that a URL describes. @throws Failure as `addressOf` does */
function connectionFromUrl(url) {
    const { host, port, socket, user, password, database, files, mode } = addressOf(url);
    const place = socket === ''
        ? ['--protocol=tcp', `--host=${host || '127.0.0.1'}`, `--port=${port || '3306'}`]
        : ['--protocol=socket', `--socket=${socket}`];
    return {
        options: (product, version) => [
            '--no-defaults',
            ...place,
            ...(user === '' ? [] : [`--user=${user}`]),
            '--default-character-set=utf8mb4',
            ...files.map(([option, path]) => `--${option}=${path}`),
            ...(product.name === 'mysql' ? [`--ssl-mode=${mode.toUpperCase()}`] : mariadbTls(mode, version)),
        ],
        env: password === '' ? {} : { MYSQL_PWD: password },
        description: `${socket === '' ? host || '127.0.0.1' : 'local'}${database === '' ? '' : `/${database}`}`,
        database,
        isLocal: socket !== '' || /^(?:$|localhost$|127\.|\[?::1)/.test(host),
        requiresTls: mode !== 'disabled' && mode !== 'preferred',
    };
}
function sslModeOf(text, hasAuthority) {
    if (text === undefined)
        return hasAuthority ? 'verify_ca' : 'preferred';
    const wanted = text.toLowerCase().replaceAll('-', '_');
    const mode = sslModes.find((known) => known === wanted);
    if (mode === undefined)
        throw invalid(`has an ssl-mode that is none of ${sslModes.join(', ')}`);
    return mode;
}
/** MariaDB's clients know no modes. From 11.4 on they verify by themselves, and refuse a server without TLS. */
function mariadbTls(mode, version) {
    const verifiesByItself = (0,_product_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, _since_js__WEBPACK_IMPORTED_MODULE_2__/* .since */ .X.verifiedTls) >= 0;
    switch (mode) {
        case 'disabled':
            return ['--skip-ssl'];
        case 'preferred':
            return verifiesByItself ? ['--disable-ssl-verify-server-cert'] : [];
        case 'required':
            return ['--ssl', '--disable-ssl-verify-server-cert'];
        case 'verify_ca':
        case 'verify_identity':
            return ['--ssl', '--ssl-verify-server-cert'];
    }
}
const form = 'write mysql://user:password@host:3306/database, with @ : / ? # % and spaces of a password percent-encoded';
function invalid(because, hint = form) {
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', `input "url" ${because}`, { hint });
}


/***/ }),

/***/ 74482:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ startDump)
/* harmony export */ });
/* harmony import */ var _row_history_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55779);

/** Starts the dump tool, whose output is SQL. The same options give the same lines for the same rows. */
function startDump(options) {
    const { launcher, clients, connection, signal } = options;
    const { dump: file, prefix, product, version } = clients;
    const args = [...connection.options(product, version), ...dumpOptions(options), ...places(options.scope)];
    const running = launcher.start({ file, args, prefix, isBulky: true, env: connection.env }, signal);
    running.stdin.end();
    return running;
}
function dumpOptions({ clients: { product, version }, scope, kind, namesPosition = false, }) {
    const whole = scope.tables === undefined;
    return [
        '--single-transaction',
        '--quick',
        '--hex-blob',
        '--max-allowed-packet=1G',
        '--net-buffer-length=1M',
        '--triggers',
        ...(whole ? ['--routines', '--events'] : ['--skip-routines', '--skip-events']),
        ...(kind === 'schema' ? ['--no-data'] : []),
        '--no-tablespaces',
        '--skip-dump-date',
        ...(product.name === 'mysql' ? ['--set-gtid-purged=OFF', '--column-statistics=0'] : []),
        // under LOCK TABLES, a table whose default is the next value of a sequence takes no rows
        ...(product.name === 'mariadb' ? ['--skip-add-locks'] : []),
        ...((0,_row_history_js__WEBPACK_IMPORTED_MODULE_0__/* .dumpsHistory */ .Y)({ product, version }) ? ['--dump-history'] : []),
        ...(namesPosition ? ['--master-data=2'] : []),
        ...scope.without.map(({ schema, name }) => `--ignore-table=${schema}.${name}`),
    ];
}
function places({ schemas, tables }) {
    const [only] = schemas;
    if (schemas.length === 1 && only !== undefined)
        return ['--', only, ...(tables ?? [])];
    return ['--databases', '--', ...schemas];
}


/***/ }),

/***/ 99930:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ dumpReader)
});

// EXTERNAL MODULE: ./src/engines/mysql/dump-sections.ts + 1 modules
var dump_sections = __webpack_require__(9123);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/engines/mysql/insert-rows.ts
var insert_rows = __webpack_require__(79275);
;// CONCATENATED MODULE: ./src/engines/mysql/row-digest.ts


const gatherBytes = 1024 * 1024;
const newline = 0x0a;
/**
 * SHA-256 over the rows in their order, each in a line of its own without what the tool puts around it: how many rows a statement has, and
 * how its lines are broken, is the tool's version's, and no part of the rows. Rows are small, so they are gathered before they are hashed.
 */
function rowDigests() {
    const gathered = Buffer.allocUnsafe(gatherBytes);
    return () => {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let fill = 0;
        let rows = 0;
        let longestRowBytes = 0;
        const pass = () => {
            hash.update(gathered.subarray(0, fill));
            fill = 0;
        };
        return {
            add(lines) {
                (0,insert_rows/* eachRow */.M)(lines, (from, to) => {
                    rows += 1;
                    longestRowBytes = Math.max(longestRowBytes, to - from);
                    if (fill + to - from + 1 > gatherBytes)
                        pass();
                    if (to - from >= gatherBytes)
                        hash.update(lines.subarray(from, to)).update('\n');
                    else {
                        fill += lines.copy(gathered, fill, from, to);
                        gathered[fill] = newline;
                        fill += 1;
                    }
                });
            },
            totals() {
                pass();
                return { rows, sha256: hash.digest('hex'), longestRowBytes };
            },
        };
    };
}

;// CONCATENATED MODULE: ./src/engines/mysql/dump-reader.ts


/** What begins a statement that creates an object, in the sections where it stands. */
const creations = [
    ['tables', 'table', /^CREATE TABLE /],
    ['sequences', 'sequence', /^CREATE SEQUENCE /],
    ['views', 'view', /^\/\*!50001 VIEW /],
    // a trigger is kept as a person typed it
    ['triggers', 'triggers', /^\/\*!50003 CREATE\*\/ .*\bTRIGGER\b/is],
    ['routines', 'routines', /^CREATE (?:DEFINER=\S+ )?(?:AGGREGATE )?(?:FUNCTION|PROCEDURE|PACKAGE) /],
    ['events', 'events', /^\/\*!50106 CREATE\*\/ .*EVENT /s],
];
/** Reads a dump as it passes, to its last byte, in constant memory but for a digest for each table. */
function dumpReader(listener = {}) {
    const tables = [];
    const objects = { tables: 0, sequences: 0, views: 0, triggers: 0, routines: 0, events: 0 };
    const nextDigest = rowDigests();
    let current;
    let hasBegun = false;
    const close = () => {
        if (current === undefined)
            return;
        const { section, digest } = current;
        tables.push({ schema: section.schema, name: section.name, ...digest.totals() });
        current = undefined;
    };
    const sections = (0,dump_sections/* sectionReader */.h)({
        lines(section, bytes, areRows) {
            if (section.kind === 'head')
                listener.head?.(bytes);
            else if (!hasBegun) {
                hasBegun = true;
                listener.begun?.();
            }
            if (current !== undefined && current.section !== section)
                close();
            if (section.kind === 'rows' && current === undefined) {
                current = { section, digest: nextDigest() };
                listener.item?.(section.name);
            }
            if (areRows)
                current?.digest.add(bytes);
            else
                countCreations(section, bytes, objects);
        },
    });
    return {
        write: (chunk) => sections.write(chunk),
        finish() {
            sections.finish();
            close();
            return { tables, objects };
        },
    };
}
function countCreations(section, bytes, objects) {
    const wanted = creations.find(([, kind]) => kind === section.kind);
    // in a dump of the schema alone, nothing tells where a table's triggers begin but themselves
    if (wanted === undefined)
        return;
    const [name, , pattern] = wanted;
    for (const line of bytes.toString('utf8').split('\n'))
        if (pattern.test(line))
            objects[name] += 1;
}


/***/ }),

/***/ 9123:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ sectionReader)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
;// CONCATENATED MODULE: ./src/engines/mysql/quote-scanner.ts
/** A scanner for what the dump tools write outside of rows. */
function quoteScanner() {
    let open = '';
    let escapes = true;
    const openedAt = (text, at) => {
        const character = text[at] ?? '';
        if (character === "'" || character === '"' || character === '`')
            return character;
        // `/*!50003 … */` is a statement in the clothes of a comment
        return text.startsWith('/*', at) && !/^\/\*M?!/.test(text.slice(at, at + 4)) ? '*/' : '';
    };
    const scan = (text) => {
        for (let at = 0; at < text.length; at += 1) {
            if (open === '') {
                if (text[at] === '#' || /^--(?:\s|$)/.test(text.slice(at, at + 3)))
                    return;
                open = openedAt(text, at);
                if (open === '*/')
                    at += 1;
            }
            else if (text[at] === '\\' && escapes && (open === "'" || open === '"'))
                at += 1;
            else if (text.startsWith(open, at)) {
                at += open.length - 1;
                open = '';
            }
        }
    };
    return {
        line(text) {
            // it stands in front of each body that was written under it
            const mode = open === '' ? /^\/\*!50003 SET sql_mode\s+= '([A-Z0-9_,]*)'/.exec(text)?.[1] : undefined;
            if (mode !== undefined)
                escapes = !mode.split(',').includes('NO_BACKSLASH_ESCAPES');
            scan(text);
        },
        isInside: () => open !== '',
    };
}

;// CONCATENATED MODULE: ./src/engines/mysql/dump-sections.ts


const newline = 0x0a;
const insertWord = Buffer.from('INSERT ');
const markers = [
    [/^-- Current Database: `(.*)`$/s, 'database'],
    [/^-- Table structure for table `(.*)`$/s, 'table'],
    [/^-- Dumping data for table `(.*)`$/s, 'rows'],
    [/^-- Sequence structure for `(.*)`$/s, 'sequence'],
    [/^-- Temporary (?:table|view) structure for view `(.*)`$/s, 'view-stub'],
    [/^-- Final view structure for view `(.*)`$/s, 'view'],
    [/^-- Dumping events for database '(.*)'$/s, 'events'],
    [/^-- Dumping routines for database '(.*)'$/s, 'routines'],
];
/**
 * Cuts the output of mysqldump or mariadb-dump into its sections as it passes. The tools write each row, or each statement of rows, in one
 * line: line breaks in values are escaped. Bodies of triggers, routines and events stand between `DELIMITER ;;` and `DELIMITER ;` and may
 * hold anything: inside of them, and inside of quotes, no line is taken for a marker.
 */
function sectionReader(visitor) {
    const lines = lineReader();
    const begun = begunLine();
    const take = (buffer) => {
        let run = { section: lines.section(), from: 0, areRows: false };
        const flush = (to) => {
            if (to > run.from)
                visitor.lines(run.section, buffer.subarray(run.from, to), run.areRows);
        };
        for (let from = 0; from < buffer.length;) {
            const end = buffer.indexOf(newline, from);
            const next = end < 0 ? buffer.length : end + 1;
            const areRows = lines.read(buffer, from, next);
            if (lines.section() !== run.section || areRows !== run.areRows) {
                flush(from);
                run = { section: lines.section(), from, areRows };
            }
            from = next;
        }
        flush(buffer.length);
    };
    return {
        write(chunk) {
            const first = begun.isEmpty() ? 0 : chunk.indexOf(newline) + 1;
            const last = chunk.lastIndexOf(newline) + 1;
            if (first > 0) {
                begun.add(chunk.subarray(0, first));
                take(begun.take(visitor.keepsLines === true));
            }
            if (last > first)
                take(chunk.subarray(first, last));
            if (last < chunk.length)
                begun.add(chunk.subarray(last));
        },
        finish() {
            if (!begun.isEmpty())
                take(begun.take(true));
            if (lines.isComplete())
                return;
            throw new failure/* Failure */.HR('dump-incomplete', 'the dump does not end with the line that the dump tool writes last');
        },
    };
}
function begunLine() {
    let memory = Buffer.alloc(0);
    let length = 0;
    return {
        isEmpty: () => length === 0,
        add(bytes) {
            if (length + bytes.length > memory.length) {
                const grown = Buffer.allocUnsafe(2 * (length + bytes.length));
                memory.copy(grown, 0, 0, length);
                memory = grown;
            }
            length += bytes.copy(memory, length);
        },
        take(forGood) {
            const line = memory.subarray(0, length);
            length = 0;
            return forGood ? Buffer.from(line) : line;
        },
    };
}
function lineReader() {
    const quotes = quoteScanner();
    let section = { kind: 'head', name: '', schema: '' };
    let inInsert = false;
    let inBody = false;
    let lastLine = '';
    const readText = (text) => {
        if (text !== '')
            lastLine = text;
        const isFree = !quotes.isInside();
        quotes.line(text);
        if (!isFree)
            return;
        if (text.startsWith('DELIMITER '))
            inBody = text !== 'DELIMITER ;';
        else if (!inBody)
            section = sectionAfter(section, text);
    };
    return {
        read(bytes, from, to) {
            if (inInsert ||
                (section.kind === 'rows' &&
                    bytes.compare(insertWord, 0, insertWord.length, from, Math.min(to, from + insertWord.length)) === 0)) {
                inInsert = !endsStatement(bytes, from, to);
                return true;
            }
            readText(bytes.toString('utf8', from, to).replace(/\r?\n$/, ''));
            return false;
        },
        section: () => section,
        isComplete: () => lastLine.startsWith('-- Dump completed') && section.kind === 'tail' && !inInsert && !inBody && !quotes.isInside(),
    };
}
/** The first line of triggers; the defaults under which the first was made, where they are others now. */
const beginsTriggers = /^(?:\/\*!50003 SET @saved_cs_client|ALTER DATABASE `)/;
/** The section that a line outside of bodies belongs to. */
function sectionAfter(current, text) {
    if (text.startsWith('-- ')) {
        for (const [pattern, kind] of markers) {
            const name = pattern.exec(text)?.[1];
            if (name === undefined)
                continue;
            const plain = name.replaceAll('``', '`');
            return { kind, name: plain, schema: kind === 'database' ? plain : current.schema };
        }
        return current;
    }
    if (text.startsWith('/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE'))
        return { kind: 'tail', name: '', schema: '' };
    // triggers have no marker: they follow the rows, and in a dump of the schema alone the table
    const mayEnd = current.kind === 'rows' || current.kind === 'table';
    return mayEnd && beginsTriggers.test(text) ? { ...current, kind: 'triggers' } : current;
}
function endsStatement(bytes, from, to) {
    // the line break is its last byte, but for the last line of a dump that was cut off
    return to - from >= 2 && bytes[to - 2] === 0x3b /* ; */ && bytes[to - 1] === newline;
}


/***/ }),

/***/ 40261:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ statementsOf)
/* harmony export */ });
const usual = { escapes: true, isAnsi: false };
const ansiModes = ['ANSI_QUOTES', 'ANSI', 'ORACLE', 'MSSQL', 'POSTGRESQL', 'DB2', 'MAXDB'];
/**
 * Cuts what the dump tools write outside of rows into its statements, as the clients do: at the delimiter, outside of quotes and comments.
 *
 * @param text each byte as one character, so that nothing is lost whatever its character set is
 * @param server that runs it, and passes over the conditional comments of later versions; one that passes over none where it is not said
 */
function statementsOf(text, server) {
    const statements = [];
    let delimiter = ';';
    let [quoting, saved] = [usual, usual];
    let [start, at] = [0, 0];
    let [code, bare, isOdd] = ['', '', false];
    const add = (piece, isQuoted = false) => {
        code += piece;
        bare += isQuoted ? piece.slice(0, 1) : piece;
    };
    const close = (end) => {
        const plain = code.trim();
        isOdd ||= /[^\t\n\r -~\x80-\xff]|\\(?!N\b)/.test(bare); // `\N` is a null, all others are commands of the client
        statements.push({ text: text.slice(start, end), code: plain, bare: bare.trim(), isOdd });
        if (/^SET @saved_sql_mode\s*= @@sql_mode$/i.test(plain))
            saved = quoting;
        else
            quoting = quotingAfter(plain) ?? (/^SET sql_mode\s*= @saved_sql_mode$/i.test(plain) ? saved : quoting);
        [code, bare, isOdd, start] = ['', '', false, end];
    };
    while (at < text.length) {
        const isFresh = code.trim() === '' && (at === 0 || text[at - 1] === '\n');
        const command = isFresh ? /^DELIMITER (\S+)\s*?(?:\n|$)/.exec(text.slice(at, at + 80)) : null;
        if (command !== null) {
            delimiter = command[1] ?? ';';
            at += command[0].length;
            close(at);
        }
        else if (text.startsWith(delimiter, at)) {
            at += delimiter.length;
            close(at);
        }
        else if (text[at] === '#' || /^--(?:[ \t\r\n]|$)/.test(text.slice(at, at + 3))) {
            const end = text.indexOf('\n', at);
            at = end < 0 ? text.length : end;
        }
        else if (/^\/\*M?!/.test(text.slice(at, at + 4))) {
            const [mark, forMariadb = '', version = ''] = conditional.exec(text.slice(at, at + 12)) ?? ['/*!'];
            isOdd ||= !/^(?:|\d{5,6})$/.test(version) || (version !== '' && !/\s/.test(text[at + mark.length] ?? ''));
            if (isRun(server, forMariadb !== '', version))
                at += mark.length;
            else {
                const end = text.indexOf('*/', at + mark.length);
                isOdd ||= end < 0 || /['"`;]|\/\*/.test(text.slice(at + mark.length, end));
                at = end < 0 ? text.length : end + 2;
            }
            add(' ');
        }
        else if (text.startsWith('/*', at)) {
            const end = text.indexOf('*/', at + 2);
            at = end < 0 ? text.length : end + 2;
            add(' ');
        }
        else if (text.startsWith('*/', at)) {
            at += 2;
            add(' ');
        }
        else if (`'"\``.includes(text[at] ?? '')) {
            const end = endOfQuote(text, at, quoting);
            add(text.slice(at, end), true);
            at = end;
        }
        else {
            add(text[at] ?? '');
            at += 1;
        }
    }
    if (start < text.length)
        close(text.length);
    return statements;
}
/** What a statement says of quotes, where it sets the mode. */
function quotingAfter(code) {
    const modes = /^SET sql_mode\s*= '([A-Z0-9_,]*)'$/i.exec(code)?.[1]?.toUpperCase().split(',');
    if (modes === undefined)
        return undefined;
    const isAnsi = modes.some((mode) => ansiModes.includes(mode));
    return { escapes: !modes.includes('NO_BACKSLASH_ESCAPES'), isAnsi };
}
const conditional = /^\/\*(M?)!(\d*)/;
/** Whether a server runs what stands in a conditional comment. MariaDB passes over those of MySQL 5.7 to 9 whatever its own number is. */
function isRun(server, forMariadb, version) {
    if (server === undefined)
        return true;
    const isMariadb = server.product.name === 'mariadb';
    if (forMariadb && !isMariadb)
        return false;
    const [major = 0, minor = 0, patch = 0] = server.version.split('.').map(Number);
    const wanted = Number(version);
    if (isMariadb && !forMariadb && wanted >= 50_700 && wanted < 100_000)
        return false;
    return wanted <= major * 10_000 + minor * 100 + patch;
}
/** The place behind the quote that ends what is quoted from `from` on. */
function endOfQuote(text, from, { escapes, isAnsi }) {
    const quote = text[from] ?? '';
    const isName = quote === '`' || (quote === '"' && isAnsi);
    for (let at = from + 1; at < text.length; at += 1) {
        if (text[at] === '\\' && escapes && !isName)
            at += 1;
        else if (text[at] === quote)
            return at + 1;
    }
    return text.length;
}


/***/ }),

/***/ 79275:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ eachRow),
/* harmony export */   m: () => (/* binding */ closingQuote)
/* harmony export */ });
const quote = 0x27;
const backslash = 0x5c;
const newline = 0x0a;
const open = 0x28;
const close = 0x29;
const comma = 0x2c;
const values = Buffer.from(' VALUES (');
/**
 * Finds the rows in whole `INSERT` lines: `visit` gets the place of each from its opening to behind its closing parenthesis. MySQL's tool
 * writes all rows of a statement in one line with `),(` between; MariaDB's writes each row in a line of its own below, closed by `,` or `;`.
 */
function eachRow(lines, visit) {
    for (let from = 0; from < lines.length;) {
        const found = lines.indexOf(newline, from);
        const end = found < 0 ? lines.length : found;
        if (lines[from] === open)
            visit(from, end - 1);
        else
            rowsInLine(lines, from, end - 1, visit);
        from = end + 1;
    }
}
/** The rows of a line that has them all; `to` is the place of its semicolon. */
function rowsInLine(line, from, to, visit) {
    const found = line.indexOf(values, from);
    if (found < 0 || found >= to)
        return; // MariaDB's first line
    let row = found + values.length - 1;
    for (let at = row; at < to; at += 1) {
        const byte = line[at];
        if (byte === quote)
            at = closingQuote(line, at);
        else if (byte === close && line[at + 1] === comma && line[at + 2] === open) {
            visit(row, at + 1);
            row = at + 2;
        }
    }
    visit(row, to);
}
/** The place of the quote that ends a string. A quote inside it is escaped by a backslash, as the tool's pinned `sql_mode` makes it. */
function closingQuote(line, start) {
    for (let at = line.indexOf(quote, start + 1); at >= 0; at = line.indexOf(quote, at + 1)) {
        let escapes = 0;
        while (line[at - 1 - escapes] === backslash && at - 1 - escapes > start)
            escapes += 1;
        if (escapes % 2 === 0)
            return at;
    }
    return line.length;
}


/***/ }),

/***/ 17803:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hf: () => (/* binding */ inBytes),
/* harmony export */   Iw: () => (/* binding */ ambiguousCharsets),
/* harmony export */   On: () => (/* binding */ asLetters)
/* harmony export */ });
/**
 * Character sets in which the second byte of a letter may be one that means something by itself, a backslash above all. Their letters:
 * https://dev.mysql.com/doc/refman/8.4/en/charset-asian-sets.html
 */
const letters = {
    gbk: /[\x81-\xfe][\x40-\x7e\x80-\xfe]/g,
    gb18030: /[\x81-\xfe](?:[\x40-\x7e\x80-\xfe]|[0-9][\x81-\xfe][0-9])/g,
    big5: /[\xa1-\xf9][\x40-\x7e\xa1-\xfe]/g,
    sjis: /[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]/g,
    cp932: /[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]/g,
};
/** As they are called elsewhere. */
const labels = { ...{ sjis: 'shift_jis', cp932: 'shift_jis' } };
const ambiguousCharsets = Object.keys(letters);
/** The text as a server reads it that knows its character set, each byte as one character: no second byte of a letter means anything. */
function asLetters(text, charset) {
    const letter = letters[charset];
    return letter === undefined ? text : text.replace(letter, (found) => (found[0] ?? '').padEnd(found.length, '\x80'));
}
/**
 * A text in the bytes of a character set, each as one character, as far as they decide how it is read: letters whose second byte means
 * nothing by itself are left as they are.
 */
function inBytes(text, charset) {
    const found = secondBytes(charset);
    return text.replace(/[^\0-\x7f]/gu, (letter) => found.get(letter) ?? letter);
}
function secondBytes(charset) {
    const decoder = new TextDecoder(labels[charset] ?? charset);
    const found = new Map();
    for (let first = 0x81; first <= 0xfe; first += 1)
        for (let second = 0x40; second <= 0x7e; second += 1) {
            const text = decoder.decode(Uint8Array.of(first, second));
            if (!text.includes('\ufffd'))
                found.set(text, String.fromCharCode(first, second));
        }
    return found;
}


/***/ }),

/***/ 60377:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ad: () => (/* binding */ schemasIn),
/* harmony export */   bK: () => (/* binding */ awaitsSequence),
/* harmony export */   eo: () => (/* binding */ readReach)
/* harmony export */ });
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62358);
/* harmony import */ var _source_scope_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41708);


const quoted = '`(?:[^`]|``)*`';
const literals = new RegExp(`${quoted}|'(?:[^'\\\\]|\\\\.|'')*'`, 'gs');
/** Where the name of a schema stands: in a foreign key, in front of a sequence, a table, a function or a column of a view. */
const places = [
    new RegExp(`\\bREFERENCES (${quoted})\\.${quoted}`, 'gi'),
    new RegExp(`\\b(?:nextval|lastval|setval)\\((${quoted})\\.${quoted}`, 'gi'),
    new RegExp(`\\b(?:from|join)[\\s(]+(${quoted})\\.${quoted}`, 'gi'),
    new RegExp(`(${quoted})\\.${quoted}\\(`, 'g'),
    new RegExp(`(?<!\\.)(${quoted})\\.${quoted}\\.${quoted}`, 'g'),
];
/** The schemas that the definition of a table or view names, as servers write it; what stands in comments and defaults is no part of it. */
function schemasIn(definition) {
    const text = definition.replace(literals, (token) => (token.startsWith('`') ? token : `''`));
    const found = places.flatMap((place) => [...text.matchAll(place)].map(([, name = '']) => name));
    return [...new Set(found.map((name) => name.slice(1, -1).replaceAll('``', '`')))].sort();
}
/** Whether a table of a backup with several schemas takes its defaults from a sequence of another one, which a dump may have later on. */
function awaitsSequence({ objects }) {
    const waiting = new Set();
    for (const { kind, name, definition } of objects) {
        const [own = ''] = new RegExp(`^${quoted}(?=\\.)`, 's').exec(name) ?? [];
        const isTaken = schemasIn(definition).some((schema) => (0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(schema) !== own);
        if (kind === 'table' && own !== '' && isTaken && /\bnextval\(/i.test(definition))
            waiting.add(name);
    }
    return ({ schema, name }) => waiting.has(`${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(schema)}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(name)}`);
}
/** Tables and views that name something of a schema which is not dumped, and how many such schemas there are. */
async function readReach(session, { schemas, tables, without }) {
    const within = `IN (${schemas.map(_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu).join(', ')})`;
    const rows = await session.rows({ schema: '`schema`', name: 'name', definition: 'definition' }, `FROM (SELECT table_schema AS \`schema\`, table_name AS name, view_definition AS definition FROM information_schema.views WHERE table_schema ${within}
       UNION ALL SELECT table_schema, table_name, column_default FROM information_schema.columns WHERE table_schema ${within} AND column_default LIKE 'nextval(%'
       UNION ALL SELECT table_schema, table_name, CONCAT('REFERENCES \`', REPLACE(referenced_table_schema, '\`', '\`\`'), '\`.\`t\`') FROM information_schema.key_column_usage
         WHERE table_schema ${within} AND referenced_table_schema IS NOT NULL) AS d`);
    const reached = new Set();
    const objects = new Set();
    for (const { schema, name, definition } of rows) {
        const isLeftOut = without.some((one) => one.schema === schema && one.name === name);
        if (isLeftOut || tables?.includes(name ?? '') === false)
            continue;
        const others = schemasIn(definition ?? '').filter((other) => ![...schemas, ..._source_scope_js__WEBPACK_IMPORTED_MODULE_1__/* .ownSchemas */ .LX].includes(other));
        if (others.length === 0)
            continue;
        for (const other of others)
            reached.add(other);
        objects.add(`${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(schema ?? '')}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(name ?? '')}`);
    }
    return { objects: objects.size, schemas: reached.size };
}


/***/ }),

/***/ 24869:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZE: () => (/* binding */ products),
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   rB: () => (/* binding */ productVersionOf)
/* harmony export */ });
const products = {
    mysql: {
        name: 'mysql',
        title: 'MySQL',
        client: ['mysql'],
        dump: ['mysqldump'],
        // 8.0 and 8.4 are long-term series of their own; from 9 on the first number is the series
        series: (version) => {
            const [major = '', minor = ''] = version.split('.');
            return Number(major) < 9 ? `${major}.${minor}` : major;
        },
        image: (series) => `mysql:${series}`,
        clientPackage: 'mysql-client',
        packagedBy: 'on Ubuntu (on Debian, first install mysql-apt-config from https://dev.mysql.com/downloads/repo/apt/)',
        // https://dev.mysql.com/doc/refman/8.4/en/linux-installation-apt-repo.html; Ubuntu 22.04 and 24.04 have 8.0 themselves
        repository: (series) => series === '8.0'
            ? ''
            : `install mysql-apt-config from https://dev.mysql.com/downloads/repo/apt/ and choose ${series}, then `,
    },
    mariadb: {
        name: 'mariadb',
        title: 'MariaDB',
        client: ['mariadb', 'mysql'],
        dump: ['mariadb-dump', 'mysqldump'],
        series: (version) => version.split('.').slice(0, 2).join('.'),
        image: (series) => `mariadb:${series}`,
        clientPackage: 'mariadb-client',
        packagedBy: 'on Debian and Ubuntu',
        // https://mariadb.com/docs/server/server-management/install-and-upgrade-mariadb/installing-mariadb/binary-packages/mariadb-package-repository-setup-and-usage
        repository: (series) => `curl -LsSf https://r.mariadb.com/downloads/mariadb_repo_setup | sudo bash -s -- --mariadb-server-version=mariadb-${series} && `,
    },
};
/**
 * Reads what `SELECT VERSION()` gives (`10.11.19-MariaDB-0+deb12u1`, `9.7.4`), or what a tool prints for `--version`: `mysqldump  Ver 9.7.4 for
 * Linux`, `mariadb-dump  Ver 10.19 Distrib 10.11.19-MariaDB`, `mariadb-dump from 11.8.6-MariaDB, client 10.19`.
 */
function productVersionOf(text) {
    const mariadb = /(\d+\.\d+\.\d+)-MariaDB/i.exec(text)?.[1];
    if (mariadb !== undefined)
        return { product: products.mariadb, version: mariadb };
    const mysql = /(?:^|Ver )(\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1];
    return mysql === undefined ? undefined : { product: products.mysql, version: mysql };
}
/** Compares versions number by number: negative where the first is older. */
function compareVersions(a, b) {
    const [one, other] = [a, b].map((version) => version.split('.').map(Number));
    for (let index = 0; index < 3; index += 1) {
        const difference = (one?.[index] ?? 0) - (other?.[index] ?? 0);
        if (difference !== 0)
            return difference;
    }
    return 0;
}


/***/ }),

/***/ 38865:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ areClear)
/* harmony export */ });
/* harmony import */ var _dump_statements_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40261);
/* harmony import */ var _letters_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17803);


/**
 * Whether statements are the same to the client, which reads bytes, and to the server, which reads a body in the character set that it was
 * made in: with `ソ` of sjis in front of its closing quote, say, they are not, since its second byte is a backslash.
 */
function areClear(statements, server) {
    const possible = charsetsOf(statements);
    const charsets = new Set(possible.flat());
    const shapes = (texts) => 
    // what stands behind tells whether the last quote was closed
    JSON.stringify((0,_dump_statements_js__WEBPACK_IMPORTED_MODULE_0__/* .statementsOf */ .G)(`${texts.join('')} x`, server).map(({ text, bare }) => [text.length, bare]));
    const asBytes = charsets.size === 0 ? '' : shapes(statements.map(({ text }) => text));
    return [...charsets].every((charset) => shapes(statements.map(({ text }, at) => (possible[at]?.includes(charset) ? (0,_letters_js__WEBPACK_IMPORTED_MODULE_1__/* .asLetters */ .On)(text, charset) : text))) ===
        asBytes);
}
/** The ambiguous character sets that may hold for each of the statements. */
function charsetsOf(statements) {
    const named = [];
    let current = [];
    return statements.map(({ code }) => {
        const held = current;
        if (code.startsWith('SET ')) {
            const words = _letters_js__WEBPACK_IMPORTED_MODULE_1__/* .ambiguousCharsets */ .Iw.filter((charset) => new RegExp(`\\b${charset}(?:_|\\b)`, 'i').test(code));
            named.push(...words);
            // a variable may hold any that there was
            const isSure = /\bcharacter_set_client\s*=/i.test(code) && !/=\s*@/.test(code);
            if (isSure)
                current = words;
            else if (words.length > 0 || /\bcharacter_set_client\b/i.test(code))
                current = named;
        }
        return [...held];
    });
}


/***/ }),

/***/ 55779:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ dumpsHistory),
/* harmony export */   b: () => (/* binding */ fromTable)
/* harmony export */ });
/* harmony import */ var _product_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24869);
/* harmony import */ var _since_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54236);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62358);



/** Whether the dump tool can write the rows of the past of system-versioned tables, and is told to. */
function dumpsHistory({ product, version }) {
    return product.name === 'mariadb' && (0,_product_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(version, _since_js__WEBPACK_IMPORTED_MODULE_1__/* .since */ .X.dumpHistory) >= 0;
}
/** `FROM` with a table, so that it gives the rows that are in a dump: with those of the past, where the tool writes them. */
async function fromTable(session, { schema, name }) {
    const [row] = await session.rows({ type: 'table_type', version: 'VERSION()' }, `FROM information_schema.tables WHERE table_schema = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .eu)(schema)} AND table_name = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .eu)(name)}`);
    const server = (0,_product_js__WEBPACK_IMPORTED_MODULE_0__/* .productVersionOf */ .rB)(row?.['version'] ?? '');
    const hasPast = row?.['type'] === 'SYSTEM VERSIONED' && server !== undefined && dumpsHistory(server);
    return `FROM ${(0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .Cv)(schema)}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .Cv)(name)}${hasPast ? ' FOR SYSTEM_TIME ALL' : ''}`;
}


/***/ }),

/***/ 11227:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ hasInexactColumns),
/* harmony export */   i: () => (/* binding */ digestRows)
/* harmony export */ });
/* harmony import */ var _row_history_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55779);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(62358);


/** Whether the dump tools lose digits of a table: they write six of a FLOAT. */
async function hasInexactColumns(session, table) {
    return (await columnsOf(session, table)).some(({ type }) => type === 'float');
}
/**
 * A digest of all rows by the server, whatever their order: the sum of a CRC over the CRCs of the columns. CRCs of CRCs tell null from the
 * empty text, and never grow beyond `max_allowed_packet`. Equal on MariaDB 10.5 to 11.8 and MySQL 9.7 for the same rows.
 */
async function digestRows(session, table) {
    const parts = (await columnsOf(session, table)).map(({ name, type }) => `COALESCE(CRC32(${exact((0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .Cv)(name), type)}), 'N')`);
    const sum = `COALESCE(SUM(CRC32(CONCAT_WS(',', ${parts.join(', ')}))), 0)`;
    const [row] = await session.rows({ sum }, await (0,_row_history_js__WEBPACK_IMPORTED_MODULE_0__/* .fromTable */ .b)(session, table));
    return `crc:${row?.['sum'] ?? ''}`;
}
/** A column as a text that tells all of its values apart. */
function exact(column, type) {
    if (type === 'float' || type === 'double')
        return `CAST(${column} AS DOUBLE)`; // as FLOAT it would have six digits here too
    if (type === 'bit')
        return `${column} + 0`;
    if (/char|text|enum|set|json/.test(type))
        return `CONVERT(${column} USING utf8mb4)`;
    if (/geometry|point|linestring|polygon/.test(type))
        return `ST_AsWKB(${column})`;
    return column;
}
async function columnsOf(session, { schema, name }) {
    const rows = await session.rows({ name: 'column_name', type: 'LOWER(data_type)' }, `FROM information_schema.columns WHERE table_schema = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .eu)(schema)} AND table_name = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .eu)(name)}
       ORDER BY ordinal_position`);
    return rows.map((row) => ({ name: row['name'] ?? '', type: row['type'] ?? '' }));
}


/***/ }),

/***/ 62358:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BQ: () => (/* binding */ ownCharset),
/* harmony export */   Cv: () => (/* binding */ identifier),
/* harmony export */   eu: () => (/* binding */ literal),
/* harmony export */   fA: () => (/* binding */ openSession)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46193);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_string_decoder__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50596);
/* harmony import */ var _stderr_failures_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12154);




/** Settings on which the text of a value depends, and limits that a long read must not meet. */
const pinned = [
    `sql_mode = ''`, // in particular no NO_BACKSLASH_ESCAPES and no ANSI_QUOTES, which change what a literal is
    `time_zone = '+00:00'`,
    `net_write_timeout = 86400`,
    `net_read_timeout = 86400`,
    `wait_timeout = 86400`,
    `group_concat_max_len = 1073741824`,
    `sql_quote_show_create = 1`,
];
/**
 * Settings of one product. They stand in comments that only its servers carry out, from that version on: the first client to ask a server
 * what it is may be the other product's.
 */
const pinnedByProduct = [
    '/*M!100100 , SESSION max_statement_time = 0 */',
    '/*!80003 , SESSION max_execution_time = 0, SESSION information_schema_stats_expiry = 0 */',
    '/*!80018 , SESSION show_create_table_skip_secondary_engine = 1 */',
];
/** Variable of a session with the character set that the server gives clients which ask for utf8mb4. */
const ownCharset = 'muster_charset';
/**
 * Connects, and returns when the server has taken the settings.
 *
 * @throws Failure `source-unreachable`, `source-denied` or `source-missing`.
 */
async function openSession(options) {
    const { launcher, clients, connection, signal } = options;
    const { product, version } = clients;
    const running = launcher.start({
        file: clients.client,
        args: [
            ...connection.options(product, version),
            '--batch',
            '--unbuffered',
            '--skip-column-names',
            '--binary-mode', // no command of the client but `delimiter` is taken from the input
            '--comments', // those in a body are part of it, and a client drops them by default
            '--max-allowed-packet=1G',
            ...(connection.database === '' ? [] : [`--database=${connection.database}`]),
        ],
        env: connection.env,
        prefix: clients.prefix,
    }, signal);
    const session = sessionOn(running, options);
    try {
        const settings = pinned.map((setting) => `SESSION ${setting}`);
        // a server may make all clients speak what it likes, in `init_connect` or by `skip-character-set-client-handshake`
        const names = `@${ownCharset} = @@character_set_client, NAMES utf8mb4`;
        await session.execute(`SET ${names}, ${settings.join(', ')} ${pinnedByProduct.join(' ')}`);
        if (connection.requiresTls)
            await assertEncrypted(session, connection);
    }
    catch (error) {
        await session[Symbol.asyncDispose]();
        throw error;
    }
    return session;
}
async function assertEncrypted(session, { description }) {
    const [[, cipher = ''] = []] = await session.show(`SHOW SESSION STATUS LIKE 'Ssl_cipher'`);
    if (cipher !== '')
        return;
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('source-unreachable', `${description}: the URL asks for TLS, and the server has none`, {
        hint: 'switch TLS on in the server, or check ssl-mode in the connection URL',
    });
}
function sessionOn(running, options) {
    const mark = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(18).toString('base64url');
    const nextLine = linesOf(running, options);
    const ask = async (statement) => {
        if (statement.includes('\0'))
            throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('bug', 'a statement holds a zero byte');
        running.stdin.write(typeof statement === 'string' ? `${statement};\n` : statement);
        running.stdin.write(`SELECT '${mark}';\n`);
        const lines = [];
        for (;;) {
            const line = await nextLine();
            if (line === mark)
                return lines;
            lines.push(line);
        }
    };
    let last = Promise.resolve();
    const inTurn = async (statement) => {
        const turn = last.then(() => ask(statement));
        last = turn.catch(() => undefined);
        return turn;
    };
    return {
        async rows(columns, from = '') {
            const names = Object.keys(columns);
            // JSON has no raw line breaks and tells null from the text NULL, which the client's own output does not
            const values = Object.values(columns).map((value) => `CONVERT((${value}) USING utf8mb4)`);
            const lines = await inTurn(`SELECT JSON_ARRAY(${values.join(', ')}) ${from}`);
            return lines.map((line) => {
                const row = JSON.parse(unescaped(line));
                return Object.fromEntries(names.map((name, index) => [name, row[index] ?? null]));
            });
        },
        async show(statement) {
            const lines = await inTurn(statement);
            return lines.map((line) => line.split('\t').map(unescaped));
        },
        async execute(statement) {
            await inTurn(statement);
        },
        async script(text) {
            await inTurn(Buffer.from(`${text}\n`, 'latin1'));
        },
        async [Symbol.asyncDispose]() {
            running.stdin.end();
            await running[Symbol.asyncDispose]();
        },
    };
}
/** The lines that a client prints, one at a call. */
function linesOf(running, { connection, clients, signal, fallback = 'dump-failed', place }) {
    const output = running.output()[Symbol.asyncIterator]();
    const decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_1__.StringDecoder('utf8');
    const said = [];
    let rest = '';
    return async () => {
        for (;;) {
            const line = said.shift();
            if (line !== undefined)
                return line;
            const next = await output.next().catch((error) => {
                signal?.throwIfAborted();
                throw (0,_stderr_failures_js__WEBPACK_IMPORTED_MODULE_3__/* .failureOf */ .g5)(error, { action: `${clients.product.title} on ${connection.description}`, fallback, place });
            });
            if (next.done === true)
                throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(place?.ended ?? fallback, `the session on ${connection.description} has ended`);
            const lines = (rest + decoder.write(next.value)).split('\n');
            rest = lines.pop() ?? '';
            said.push(...lines);
        }
    };
}
/** A value as the client's batch mode writes it, see `safe_put_field` of its source. */
function unescaped(text) {
    const meanings = { n: '\n', t: '\t', '0': '\0', '\\': '\\' };
    return text.replace(/\\([nt0\\])/g, (_, letter) => meanings[letter] ?? letter);
}
/** A text as a literal, for sessions with the pinned `sql_mode`. */
function literal(text) {
    return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
/** A name as an identifier. */
function identifier(name) {
    return `\`${name.replaceAll('`', '``')}\``;
}


/***/ }),

/***/ 54236:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ since)
/* harmony export */ });
/**
 * From which version on the products have what is used where it is there. Both lines of MySQL that are not tried here, 8.0 and 8.4, go by their
 * release notes: https://dev.mysql.com/doc/relnotes/mysql/8.0/en/, and those of MariaDB by https://mariadb.com/kb/en/release-notes/ and trials.
 */
const since = {
    /** The privilege SHOW_ROUTINE of MySQL; before it, bodies of routines are for those who may SELECT everywhere. */
    showRoutine: '8.0.20',
    /** The privilege SHOW CREATE ROUTINE of MariaDB; before it, what shows them is SELECT on `mysql.proc`. */
    showCreateRoutine: '11.3',
    /** Rows of the past of system-versioned tables, by mariadb-dump. */
    dumpHistory: '10.11',
    /** mariadb-dump writes a line break behind the body of a trigger, routine or event, so that a comment in its last line ends there. */
    endedBodies: '10.11',
    /** Clients of MariaDB verify certificates by themselves, and refuse a server without TLS. */
    verifiedTls: '11.4',
};


/***/ }),

/***/ 11844:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   Wb: () => (/* binding */ readServer),
/* harmony export */   ax: () => (/* binding */ fingerprintOf)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52417);
/* harmony import */ var _row_history_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55779);
/* harmony import */ var _row_sums_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11227);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62358);





const uncounted = 'the server did not count the rows: the account has neither RELOAD nor LOCK TABLES, so no session was sure to see what the dump tool saw, and how many rows there were rests on the dump alone';
/** Reads the objects in one session, and at the same time the rows in the session that holds the snapshot. */
async function readServer(reading) {
    const { about, scope } = reading;
    const [objects, rows] = await Promise.all([(0,_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .readCatalog */ .u)(about, scope), readRows(reading)]);
    return { ...rows, objects: [...objects, ...rows.digests], settings: await (0,_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .readSettings */ .s)(about, scope) };
}
async function readRows({ begun: { snapshot, alignment }, scope, request }) {
    const counts = new Map();
    const digests = [];
    if (request.kind === 'schema')
        return { counts, digests, gaps: [] };
    if (alignment === 'none')
        return { counts, digests, gaps: [uncounted] };
    const { reader } = snapshot;
    const outside = await tablesOutsideSnapshots(reader, scope);
    for (const table of scope.baseTables) {
        const name = nameOf(table, scope);
        if (outside.has(name))
            continue;
        await reader.execute('SAVEPOINT before_table');
        const [row] = await reader.rows({ rows: 'COUNT(*)' }, await (0,_row_history_js__WEBPACK_IMPORTED_MODULE_2__/* .fromTable */ .b)(reader, table));
        counts.set(name, Number(row?.['rows']));
        if (request.digest === 'server' || (await (0,_row_sums_js__WEBPACK_IMPORTED_MODULE_3__/* .hasInexactColumns */ .c)(reader, table)))
            digests.push({ kind: 'table-digest', name, definition: await (0,_row_sums_js__WEBPACK_IMPORTED_MODULE_3__/* .digestRows */ .i)(reader, table) });
        // lets the table go, so that nobody who alters it has to wait for the end of the dump, and keeps the snapshot
        await reader.execute('ROLLBACK TO SAVEPOINT before_table');
    }
    return { counts, digests, gaps: [] };
}
/**
 * Tables of engines without transactions: no snapshot holds them, so that what is counted and what is dumped may be of different moments. A
 * drill says of each that its rows were not counted.
 */
async function tablesOutsideSnapshots(session, scope) {
    const rows = await session.rows({ schema: 't.table_schema', name: 't.table_name' }, `FROM information_schema.tables t JOIN information_schema.engines e ON e.engine = t.engine
      WHERE t.table_schema IN (${scope.schemas.map(_session_js__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .eu).join(', ')}) AND COALESCE(e.transactions, 'NO') <> 'YES'`);
    return new Set(rows.map(({ schema, name }) => nameOf({ schema: schema ?? '', name: name ?? '' }, scope)));
}
/** A table's name in a fingerprint: with its schema where the dump has several. */
function nameOf({ schema, name }, { schemas }) {
    return schemas.length === 1 ? (0,_session_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .Cv)(name) : `${(0,_session_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .Cv)(schema)}.${(0,_session_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .Cv)(name)}`;
}
/**
 * The fingerprint of a dump: its rows, which have to be as many as the server counted, and the server's objects, of which each has to be in
 * the dump. The tools leave out in silence what the account may not see.
 *
 * @throws Failure `dump-untrue`, `dump-incomplete`.
 */
function fingerprintOf(contents, server, scope) {
    assertComplete(contents.objects, server.objects);
    const schema = scope.schemas[0] ?? '';
    const tables = contents.tables.map((table) => {
        const name = nameOf({ schema: table.schema || schema, name: table.name }, scope);
        const countedRows = server.counts.get(name);
        return {
            name,
            columns: [],
            rows: table.rows,
            digest: `sha256-rows:${table.sha256}`,
            ...(countedRows !== undefined && { countedRows }),
        };
    });
    const untrue = tables.filter(({ rows, countedRows }) => countedRows !== undefined && countedRows !== rows);
    const lost = [...server.counts.keys()].filter((name) => !tables.some((table) => table.name === name));
    if (untrue.length + lost.length > 0) {
        const shown = [
            ...untrue.map(({ name, rows, countedRows }) => `${name} (${rows} in the dump, ${countedRows} counted)`),
            ...lost.map((name) => `${name} (not in the dump)`),
        ];
        const more = shown.length > 5 ? ` and ${shown.length - 5} more` : '';
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('dump-untrue', `the dump has other rows than the server counted: ${shown.slice(0, 5).join(', ')}${more}`);
    }
    const settings = { ...server.settings, ...longRowsOf(contents, scope) };
    return { tables, objects: server.objects, settings, gaps: server.gaps };
}
/** Tables with a row that no server takes by its own settings, so that whoever is to take it can be asked before. */
function longRowsOf({ tables }, scope) {
    const long = tables.filter(({ longestRowBytes }) => longestRowBytes > usualRowBytes);
    if (long.length === 0)
        return {};
    const schema = scope.schemas[0] ?? '';
    const entries = long.map((table) => [
        nameOf({ schema: table.schema || schema, name: table.name }, scope),
        table.longestRowBytes,
    ]);
    return { long_rows: JSON.stringify(Object.fromEntries(entries)) };
}
/** A statement of a dump has as much, and a row that is longer is a statement by itself. */
const usualRowBytes = 1024 * 1024;
const kindsOf = {
    tables: ['table'],
    sequences: ['sequence'],
    views: ['view'],
    triggers: ['trigger'],
    routines: ['procedure', 'function', 'package', 'package-body'],
    events: ['event'],
};
function assertComplete(dumped, objects) {
    for (const [name, kinds] of Object.entries(kindsOf)) {
        const there = objects.filter(({ kind }) => kinds.includes(kind)).length;
        const inDump = dumped[name];
        if (inDump === there)
            continue;
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('dump-incomplete', `the dump has ${inDump} ${name}, and the server ${there}`, {
            hint: 'grant the account what the dump tool needs to see all of them, or run again if somebody changed the schema meanwhile',
        });
    }
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
 * @throws Failure `source-missing` for a schema that does not exist, for patterns of what to dump that fit nothing, and for such names of what
 *   to leave out
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
    // one with letters left open may be for tables that come later
    const without = excludeTables.flatMap((pattern) => /[*?]/.test(pattern) ? found.filter(matcherOf(pattern, database)) : fitting(pattern));
    const chosen = tables.length === 0 ? found : [...new Set(tables.flatMap(fitting))];
    if (tables.length > 0 && schemas.length > 1) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', 'input "tables" needs a URL with a schema', {
            hint: 'write mysql://user:password@host:3306/schema',
        });
    }
    const dumped = chosen.filter((relation) => !without.includes(relation));
    // no name of a table would mean all of them to the dump tool
    if (dumped.length === 0 && tables.length > 0) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('source-missing', 'inputs "tables" and "exclude-tables" leave no table to dump', {
            hint: 'leave out less with "exclude-tables", or choose more with "tables"',
        });
    }
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

/***/ 12154:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UH: () => (/* binding */ codeOnCopy),
/* harmony export */   g5: () => (/* binding */ failureOf)
/* harmony export */ });
/* unused harmony export failureFromStderr */
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _process_launcher_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65557);


/** What the clients and dump tools of both products print, and what it means. The first that fits counts. */
const rules = [
    {
        numbers: [2005],
        pattern: /Unknown (?:MySQL |MariaDB )?server host '([^']*)'/,
        code: 'source-unreachable',
        reason: 'no address is known for host $1',
    },
    {
        numbers: [2002, 2003],
        code: 'source-unreachable',
        reason: 'nothing answers there',
    },
    { numbers: [1040, 1203, 1226], code: 'source-unreachable', reason: 'the server takes no more connections' },
    {
        // the tools of one product often come without what accounts of the other log in by; the number is that of a wrong password
        pattern: /[Pp]lugin '?(\w+)'? (?:could not|cannot) be loaded/,
        code: 'client-missing',
        reason: 'the client tools on this machine lack $1, by which the account logs in',
        hint: "install the tools of the server's own product, mysql-client or mariadb-client, or give their folder with `client: path:/folder`",
    },
    { numbers: [1130], code: 'source-denied', reason: 'the server lets this host not in' },
    {
        numbers: [1045, 1698],
        code: 'source-denied',
        reason: 'the server refused the user or the password',
    },
    {
        numbers: [1044],
        pattern: /to database '([^']*)'/,
        code: 'source-denied',
        reason: 'the account has no rights on database $1',
        hint: 'as an administrator, GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON `$1`.* to the account, and run again: what else it needs is named then',
    },
    {
        numbers: [1049],
        pattern: /Unknown database '([^']*)'/,
        code: 'source-missing',
        reason: 'database $1 does not exist',
    },
    {
        numbers: [1142, 1143, 1370],
        pattern: /(\w[\w ]*) command denied to user .* for (?:table|routine|column) (\S+)/,
        code: 'source-denied',
        reason: 'the account lacks $1 on $2',
        hint: 'grant what the message names to the account that backs up',
    },
    {
        numbers: [1227],
        pattern: /need \(at least one of\) the (.+?) privilege/,
        code: 'source-denied',
        reason: 'the account lacks the privilege $1',
        hint: 'grant what the message names to the account that backs up',
    },
    {
        numbers: [2026],
        code: 'source-unreachable',
        reason: 'the TLS connection failed, or the certificate of the server was not accepted',
        hint: 'check ssl-mode and ssl-ca in the connection URL',
    },
    {
        numbers: [2061],
        code: 'source-denied',
        reason: 'the server takes the password of this account over TLS only',
        hint: 'switch TLS on in the server, or check ssl-mode in the connection URL',
    },
    {
        numbers: [1412],
        reason: 'the definition of a table was changed while it was dumped',
        hint: 'run the backup when no schema change runs',
    },
    {
        pattern: /Error in field count for table/,
        reason: 'the definition of a table was changed while it was dumped',
        hint: 'run the backup when no schema change runs',
    },
    { numbers: [1205], reason: 'a table stayed locked by somebody else for too long' },
    { numbers: [3024, 1969, 1317], reason: 'the server cancelled the statement' },
    {
        numbers: [1146],
        pattern: /Table '([^']*)' doesn't exist/,
        code: 'source-missing',
        reason: 'table $1 does not exist',
    },
    {
        numbers: [1356],
        pattern: /View '([^']*)' references invalid/,
        reason: 'view $1 refers to what does not exist any more, or to what its definer may not see',
        hint: 'drop or mend the view, or exclude it',
    },
    { numbers: [1449], pattern: /definer \('([^']*)'(?:@'([^']*)')?\)/, reason: 'the definer $1@$2 does not exist' },
    { numbers: [1114, 1021, 1030], pattern: /full|No space|error 28/i, reason: 'a disk is full' },
    { pattern: /No space left on device|[Ee]rrcode: 28/, reason: 'a disk is full' },
    { numbers: [2006, 2013, 2055, 1927, 1053, 1152], reason: 'the connection to the server was lost' },
    { numbers: [1153], reason: 'a row is larger than max_allowed_packet of the server' },
    { pattern: /Couldn't find table: "([^"]*)"/, code: 'source-missing', reason: 'table $1 does not exist' },
];
/** A tool's standard error as a `Failure`. The clients of MariaDB print whole statements with their rows: only what is known is passed on. */
function failureFromStderr(stderr, context) {
    const line = errorLine(stderr);
    const number = Number(/(?:ERROR|Error:?|error:?) (\d{4})\b/.exec(line)?.[1] ?? /\((\d{4})\)/.exec(line)?.[1] ?? 0);
    for (const rule of [...(context.place?.rules ?? []), ...rules]) {
        if (rule.numbers !== undefined && !rule.numbers.includes(number))
            continue;
        const match = rule.pattern?.exec(rule.numbers === undefined ? stderr : line);
        if (rule.pattern !== undefined && !match)
            continue;
        const filled = (text) => text.replace(/\$(\d)/g, (_, group) => match?.[Number(group)] ?? '');
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(codeFor(rule, context), `${context.action}: ${filled(rule.reason)}`, {
            ...(rule.hint === undefined ? {} : { hint: filled(rule.hint) }),
        });
    }
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(context.fallback, `${context.action}: ${wordsOf(line)}`);
}
/** What is said of a source is none of what happens to its copy. */
function codeFor({ code }, { fallback, place }) {
    const isOfCopy = place === undefined && fallback !== 'dump-failed';
    return code === undefined || (isOfCopy && code.startsWith('source-')) ? fallback : code;
}
/** What a program was ended by, as a `Failure`: a `Failure` stays itself. */
function failureOf(thrown, context) {
    if (thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return thrown;
    if (!(thrown instanceof _process_launcher_js__WEBPACK_IMPORTED_MODULE_1__/* .ProcessFailure */ .i)) {
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(context.fallback, `${context.action}: ${(0,_domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(thrown)}`, { cause: thrown });
    }
    // the process failure is not kept as a cause: its standard error may hold rows
    if (thrown.signal !== null) {
        const code = context.place?.ended ?? context.fallback;
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(code, `${context.action}: was ended by ${thrown.signal}`);
    }
    return failureFromStderr(thrown.stderr, context);
}
/** Numbers of errors, and words, of a server that has gone, or has no room for what it is sent: whatever was loaded, it says nothing about the dump. */
const ofPlace = /(?:ERROR|Error:?|error:?) (?:2002|2003|2006|2013|2055|1053|1114|1021|1152|1153|1927)\b|No space left|[Ee]rrcode: 28|\(28\)/;
/** The code of a failure of a tool that works on a copy: the sandbox's where it was ended, or lost its server, or a disk is full. */
function codeOnCopy(thrown) {
    const isOfPlace = thrown instanceof _process_launcher_js__WEBPACK_IMPORTED_MODULE_1__/* .ProcessFailure */ .i && (thrown.signal !== null || ofPlace.test(thrown.stderr));
    return isOfPlace ? 'sandbox-unavailable' : 'restore-failed';
}
function errorLine(stderr) {
    return /^.*(?:\b(?:ERROR|[Ee]rror|unknown (?:option|variable))\b.*|\(\d{4}\))$/m.exec(stderr)?.[0] ?? '';
}
/** The message without what it quotes, which may be a value of a row or a piece of a statement. */
function wordsOf(line) {
    const text = line
        .replace(/^.*?(?:ERROR|Error:?|error:?) /, '')
        .replace(/near '.*$/, 'near the place that it names')
        .replace(/'(?:[^'\\]|\\.)*'/g, "'…'");
    return text === '' ? 'ended with an error and said nothing' : text;
}


/***/ }),

/***/ 70606:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ aptReason),
/* harmony export */   w: () => (/* binding */ apt)
/* harmony export */ });
/* harmony import */ var _launcher_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65557);

/** @throws where there is no `id` */
async function apt(launcher) {
    const prefix = (await launcher.capture({ file: 'id', args: ['-u'] })).trim() === '0' ? [] : ['sudo', '-n'];
    const run = async (file, ...args) => {
        const words = ['DEBIAN_FRONTEND=noninteractive', 'YES=yes', file, ...args];
        await launcher.capture({ file: 'env', args: words, prefix });
    };
    return {
        run,
        update: () => run('apt-get', 'update', '-q'),
        install: (name) => run('apt-get', 'install', '-y', '--no-install-recommends', name),
    };
}
/** Why it could not be done, in its own words. */
function aptReason(thrown) {
    if (!(thrown instanceof _launcher_js__WEBPACK_IMPORTED_MODULE_0__/* .ProcessFailure */ .i))
        return 'apt-get or sudo is not here';
    const { stderr } = thrown;
    return /^E: (.*)$/m.exec(stderr)?.[1] ?? /^(sudo: .*)$/m.exec(stderr)?.[1] ?? 'apt-get ended with an error';
}


/***/ })

};
