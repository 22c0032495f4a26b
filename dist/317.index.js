export const id = 317;
export const ids = [317];
export const modules = {

/***/ 2698:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commandEnvironment: () => (/* binding */ commandEnvironment)
/* harmony export */ });
/* harmony import */ var _domain_connection_url_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17890);

/** The variables that libpq reads in place of connection parameters; see "Environment Variables" in its documentation. */
const variables = {
    host: 'PGHOST',
    hostaddr: 'PGHOSTADDR',
    port: 'PGPORT',
    dbname: 'PGDATABASE',
    user: 'PGUSER',
    password: 'PGPASSWORD',
    passfile: 'PGPASSFILE',
    require_auth: 'PGREQUIREAUTH',
    channel_binding: 'PGCHANNELBINDING',
    service: 'PGSERVICE',
    servicefile: 'PGSERVICEFILE',
    options: 'PGOPTIONS',
    application_name: 'PGAPPNAME',
    sslmode: 'PGSSLMODE',
    requiressl: 'PGREQUIRESSL',
    sslnegotiation: 'PGSSLNEGOTIATION',
    sslcompression: 'PGSSLCOMPRESSION',
    sslcert: 'PGSSLCERT',
    sslkey: 'PGSSLKEY',
    sslcertmode: 'PGSSLCERTMODE',
    sslrootcert: 'PGSSLROOTCERT',
    sslcrl: 'PGSSLCRL',
    sslcrldir: 'PGSSLCRLDIR',
    sslsni: 'PGSSLSNI',
    requirepeer: 'PGREQUIREPEER',
    ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
    ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
    min_protocol_version: 'PGMINPROTOCOLVERSION',
    max_protocol_version: 'PGMAXPROTOCOLVERSION',
    gssencmode: 'PGGSSENCMODE',
    krbsrvname: 'PGKRBSRVNAME',
    gsslib: 'PGGSSLIB',
    gssdelegation: 'PGGSSDELEGATION',
    connect_timeout: 'PGCONNECT_TIMEOUT',
    client_encoding: 'PGCLIENTENCODING',
    target_session_attrs: 'PGTARGETSESSIONATTRS',
    load_balance_hosts: 'PGLOADBALANCEHOSTS',
};
/** The URL, with everything percent-encoded, and the variables that libpq reads. */
function commandEnvironment(name, url) {
    const parsed = (0,_domain_connection_url_js__WEBPACK_IMPORTED_MODULE_0__/* .parseConnectionUrl */ .zP)(url, ['postgresql', 'postgres']);
    if (parsed === undefined)
        return { variables: { [name]: url }, secrets: [url] };
    const { user, password, authority, database, parameters } = parsed;
    const { hosts, ports } = addressesOf(authority);
    const given = new Map([...Object.entries({ host: hosts, port: ports, user, password, dbname: database })]);
    for (const [parameter, value] of parameters)
        given.set(parameter, value);
    const named = [...given].flatMap(([parameter, value]) => {
        const variable = Object.hasOwn(variables, parameter) ? variables[parameter] : undefined;
        return variable === undefined || value === '' ? [] : [[variable, value]];
    });
    const own = { [name]: urlOf(parsed), ...Object.fromEntries(named) };
    const secret = own['PGPASSWORD'];
    return { variables: own, secrets: secret === undefined ? [] : [own[name] ?? '', secret, encodeURIComponent(secret)] };
}
/** Several hosts stand with commas between, each with a port of its own or none; libpq's variables list them apart. */
function addressesOf(authority) {
    const addresses = authority.split(',').map((address) => /^(?:\[(.*)\]|([^:]*))(?::(\d*))?$/.exec(address) ?? []);
    const hosts = addresses.map(([, bracketed, plain]) => bracketed ?? plain ?? '').join(',');
    const ports = addresses.map(([, , , port]) => port ?? '');
    return { hosts, ports: ports.some((port) => port !== '') ? ports.join(',') : '' };
}
function urlOf({ user, password, authority, database, parameters }) {
    const encoded = encodeURIComponent;
    const account = password === '' ? encoded(user) : `${encoded(user)}:${encoded(password)}`;
    const query = [...parameters].map(([parameter, value]) => `${parameter}=${encoded(value)}`).join('&');
    const end = query === '' ? '' : `?${query}`;
    return `postgresql://${account === '' ? '' : `${account}@`}${authority}/${encoded(database)}${end}`;
}


/***/ })

};
