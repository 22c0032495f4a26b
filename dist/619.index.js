export const id = 619;
export const ids = [619];
export const modules = {

/***/ 27619:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commandEnvironment: () => (/* binding */ commandEnvironment)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30808);



/**
 * The URL, and an option file that the clients of both products look for in the folder that `MYSQL_HOME` names: their own variables know no
 * account, and a password in one is deprecated. What `~/.my.cnf` says is read after it.
 *
 * https://dev.mysql.com/doc/refman/8.4/en/option-files.html, https://mariadb.com/kb/en/configuring-mariadb-with-option-files/; tried with
 * MySQL 9.7 and MariaDB 10.5 to 11.8.
 *
 * @param folder a private one, which is removed by whoever made it
 */
async function commandEnvironment(name, url, folder) {
    const address = (0,_connection_js__WEBPACK_IMPORTED_MODULE_2__/* .addressOf */ .c)(url);
    const home = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'client-'));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'my.cnf'), optionFile(address, url.startsWith('mysql')), { mode: 0o600 });
    const { password } = address;
    return {
        variables: { [name]: url, MYSQL_HOME: home },
        secrets: [url, password, encodeURIComponent(password)],
    };
}
function optionFile(address, isMysql) {
    const { host, port, socket, user, password, database, files, mode } = address;
    const place = socket === ''
        ? { protocol: 'tcp', host: host || '127.0.0.1', port: port || '3306' }
        : { protocol: 'socket', socket };
    const all = Object.entries({ ...place, user, password, ...Object.fromEntries(files) });
    const isVerified = mode === 'verify_ca' || mode === 'verify_identity';
    const lines = [
        '[client]',
        ...all.filter(([, value]) => value !== '').map(([option, value]) => `${option} = ${quoted(value)}`),
        // MariaDB's clients warn of what they do not know, so it stands only where the URL says that they are MySQL's
        ...(isMysql ? [`loose-ssl-mode = ${mode.toUpperCase()}`] : []),
        '[client-mariadb]',
        ...(mode === 'disabled' ? ['skip-ssl'] : [`${isVerified ? '' : 'disable-'}ssl-verify-server-cert`]),
        ...(mode === 'required' || isVerified ? ['ssl'] : []),
        '[mysql]', // other tools take no such option
        ...(database === '' ? [] : [`database = ${quoted(database)}`]),
    ];
    return `${lines.join('\n')}\n`;
}
function quoted(value) {
    return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
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


/***/ })

};
