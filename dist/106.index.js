export const id = 106;
export const ids = [106];
export const modules = {

/***/ 87106:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mysqlRestorer: () => (/* binding */ mysqlRestorer)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/engines/mysql/clients.ts + 1 modules
var mysql_clients = __webpack_require__(80472);
// EXTERNAL MODULE: ./src/engines/mysql/connection.ts
var mysql_connection = __webpack_require__(30808);
// EXTERNAL MODULE: ./src/engines/mysql/product.ts
var product = __webpack_require__(24869);
// EXTERNAL MODULE: ./src/engines/mysql/session.ts
var mysql_session = __webpack_require__(62358);
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
    const server = (0,product/* productVersionOf */.rB)(await versionOf(sandbox, search, signal));
    if (server === undefined)
        throw new failure/* Failure */.HR('sandbox-unavailable', 'the sandbox does not say which version it is');
    const clients = await (0,mysql_clients/* findClients */.g)(search, server);
    const open = () => (0,mysql_session/* openSession */.fA)({ launcher, clients, connection, signal, fallback: 'restore-failed' });
    return { launcher, clients, server, connection, signal, open };
}
async function versionOf({ url }, search, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const connection = (0,mysql_connection/* connectionFromUrl */.E)(url);
        const clients = await (0,mysql_clients/* findAnyClients */.M)(search, url);
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

// EXTERNAL MODULE: ./src/engines/mysql/examine.ts
var examine = __webpack_require__(81425);
// EXTERNAL MODULE: ./src/engines/mysql/inspect.ts + 1 modules
var inspect = __webpack_require__(32507);
// EXTERNAL MODULE: ./src/engines/mysql/other-schemas.ts
var other_schemas = __webpack_require__(60377);
// EXTERNAL MODULE: ./src/engines/mysql/stderr-failures.ts
var stderr_failures = __webpack_require__(12154);
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
        throw (0,stderr_failures/* failureOf */.g5)(thrown, { action: 'the statement', fallback: 'restore-failed' });
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

// EXTERNAL MODULE: ./src/engines/mysql/place-lacks.ts
var place_lacks = __webpack_require__(91290);
// EXTERNAL MODULE: ./src/engines/mysql/restorer-load.ts
var restorer_load = __webpack_require__(45081);
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
 * routines and events name as definers, locked. In a server that outlives the sandbox, the one schema is the sandbox's own database.
 *
 * @throws Failure `sandbox-unavailable` where such a server cannot hold the copy.
 */
async function createSchemas({ open, connection }, expected, sandbox) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = restorer_schemas_addDisposableResource(env_1, await open(), true);
        const schemas = JSON.parse(expected.settings['schemas'] ?? '[]');
        const own = sandbox.isThrowaway ? undefined : connection.database;
        if (own !== undefined)
            await assertFits(session, expected, schemas);
        for (const schema of schemas) {
            const { charset, collation } = JSON.parse(expected.settings[`schema ${schema}`] ?? '{}');
            const defaults = charset === undefined ? '' : ` CHARACTER SET ${charset} COLLATE ${collation ?? 'DEFAULT'}`;
            if (own === undefined)
                await session.execute(`CREATE DATABASE ${(0,mysql_session/* identifier */.Cv)(schema)}${defaults}`);
            else if (defaults !== '')
                await session.execute(`ALTER DATABASE ${(0,mysql_session/* identifier */.Cv)(own)}${defaults}`);
        }
        const definers = expected.objects.filter(({ kind }) => kind === 'definer').map(({ name }) => accountOf(name));
        const accounts = [];
        for (const definer of definers) {
            const [there] = await session.rows({ user: 'user' }, `FROM mysql.user WHERE CONCAT(user, '@', host) = ${(0,mysql_session/* literal */.eu)(definer.name)}`);
            if (there === undefined)
                accounts.push(definer.quoted);
        }
        await sandbox.holdAccounts?.(accounts);
        for (const account of accounts)
            await session.execute(`CREATE USER ${account} ACCOUNT LOCK`);
        const [first = ''] = schemas;
        return {
            schemas: own === undefined ? schemas : [own],
            accounts,
            schemaFor: (name) => own ?? (name === '' ? first : name),
            sourceOf: (name) => (name === own ? first : name),
        };
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
/**
 * What a server with other schemas beside the copy must not be given: events that it would run, and names that reach out of the copy, since
 * the schema has another name there.
 */
async function assertFits(session, expected, schemas) {
    const [schema = ''] = schemas;
    const refuse = (because, hint) => {
        throw new failure/* Failure */.HR('sandbox-unavailable', `the given server cannot hold the copy: ${because}`, { hint });
    };
    const elsewhere = 'use `sandbox: local` or `sandbox: docker`, where the schemas keep their names';
    if (schemas.length > 1)
        refuse(`the backup has ${schemas.length} schemas, which need names of their own`, elsewhere);
    const name = schema.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const qualified = new RegExp(`(?:\`${name}\`|(?<![\\w$\`])${name})\\s*\\.\\s*[\\w$\`]`, 'i');
    const naming = expected.objects.find(({ definition }) => qualified.test(definition));
    if (naming !== undefined)
        refuse(`${naming.kind} ${naming.name} names its schema, or something of the same name, and the copy is called otherwise there`, elsewhere);
    if (!expected.objects.some(({ kind }) => kind === 'event'))
        return;
    const [row] = await session.rows({ scheduler: '@@GLOBAL.event_scheduler' });
    if (row?.['scheduler'] === 'ON' || row?.['scheduler'] === '1')
        refuse('it would run the events of the copy', 'SET GLOBAL event_scheduler = OFF there, or use `sandbox: local`');
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

// EXTERNAL MODULE: ./src/engines/mysql/target/admit-dump.ts + 3 modules
var admit_dump = __webpack_require__(7982);
// EXTERNAL MODULE: ./src/engines/mysql/target/assess-tables.ts
var assess_tables = __webpack_require__(4494);
// EXTERNAL MODULE: ./src/engines/mysql/target/part-of-backup.ts
var part_of_backup = __webpack_require__(29674);
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
        assertTablesThere(patterns, expected) {
            const [first = ''] = JSON.parse(expected.settings['schemas'] ?? '[]');
            (0,assess_tables/* tablesFitting */.Dk)(patterns, (0,part_of_backup/* partFor */.LQ)(expected, first));
        },
        async restore(bytes, expected, sandbox, progress, signal) {
            const tools = await toolsFor(sandbox, signal);
            {
                const env_1 = { stack: [], error: void 0, hasError: false };
                try {
                    const session = restorer_addDisposableResource(env_1, await tools.open(), true);
                    await (0,place_lacks/* assertHas */.Xt)(session, (0,place_lacks/* needsOf */.hN)(expected), tools.server);
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
            }
            const created = await createSchemas(tools, expected, sandbox);
            restored.set(sandbox, created);
            const { scratch } = sandbox;
            const admission = admissionInto(created, tools);
            await (0,restorer_load/* loadDump */.n)(bytes, {
                ...{ ...tools, schemaFor: created.schemaFor, scratch, jobs, progress, admission },
                awaitsOthers: (0,other_schemas/* awaitsSequence */.bK)(expected),
            });
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
            return (0,inspect/* inspectCopy */.C)({ ...(await toolsFor(sandbox, signal)), expected, created: createdIn(sandbox), progress });
        },
        async examine(_expected, sandbox, progress, signal) {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const session = restorer_addDisposableResource(env_2, await (await toolsFor(sandbox, signal)).open(), true);
                return await (0,examine/* examineCopy */.z)(session, createdIn(sandbox).schemas, progress);
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                const result_2 = restorer_disposeResources(env_2);
                if (result_2)
                    await result_2;
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
/** Nothing of a dump may reach beyond the copy. Its events are run by nobody there. */
function admissionInto({ schemaFor, sourceOf }, { server }) {
    const namesOf = (schema) => {
        const own = schemaFor(schema);
        return { source: sourceOf(own), fresh: own, target: own };
    };
    return (0,admit_dump/* admitDump */.E)(namesOf, () => true, { server, eventsStay: true });
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
