export const id = 210;
export const ids = [210];
export const modules = {

/***/ 67210:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  postgresRestorer: () => (/* binding */ postgresRestorer)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/engines/postgres/clients.ts + 1 modules
var clients = __webpack_require__(25467);
// EXTERNAL MODULE: ./src/engines/postgres/connection.ts
var postgres_connection = __webpack_require__(87763);
// EXTERNAL MODULE: ./src/engines/postgres/examine.ts + 2 modules
var examine = __webpack_require__(31232);
// EXTERNAL MODULE: ./src/engines/postgres/inspect.ts + 2 modules
var inspect = __webpack_require__(22405);
// EXTERNAL MODULE: ./src/engines/postgres/load-failures.ts
var load_failures = __webpack_require__(75571);
// EXTERNAL MODULE: ./src/engines/postgres/restorer-archive.ts
var restorer_archive = __webpack_require__(57420);
// EXTERNAL MODULE: ./src/engines/postgres/load-database.ts
var load_database = __webpack_require__(60069);
// EXTERNAL MODULE: ./src/ports/sandbox.ts
var ports_sandbox = __webpack_require__(97611);
// EXTERNAL MODULE: ./src/engines/postgres/copy-statement.ts
var copy_statement = __webpack_require__(38234);
// EXTERNAL MODULE: ./src/engines/postgres/create-database.ts
var create_database = __webpack_require__(81561);
// EXTERNAL MODULE: ./src/engines/postgres/extension-packages.ts
var extension_packages = __webpack_require__(96270);
// EXTERNAL MODULE: ./src/engines/postgres/objects-roles.ts
var objects_roles = __webpack_require__(18151);
// EXTERNAL MODULE: ./src/engines/postgres/session.ts + 4 modules
var postgres_session = __webpack_require__(10465);
;// CONCATENATED MODULE: ./src/engines/postgres/sandbox-roles.ts


/**
 * Makes the roles that a dump names, and those that they are members of, as far as the server does not have them. Nobody can log in as one
 * of them; nobody may make databases, roles or replicas by them. What they inherit and what policies they pass by are as in the source.
 *
 * A superuser of the source is one in a server that goes away with the sandbox: event triggers and foreign-data wrappers must belong to one,
 * and functions run with the rights of their owners. Whoever chose what is in the dump gains nothing by it, since the dump is loaded by a
 * superuser and may give anything to that one. In a server that stays, no role gets rights beyond those in the database: no superuser is
 * made, and no role becomes a member of one that was there.
 *
 * All or none are made.
 *
 * @returns the names of those that were made, quoted
 */
async function createRoles(session, objects, { isThrowaway, mark }) {
    const existing = await session.rows('SELECT quote_ident(rolname) AS name FROM pg_roles');
    const there = new Set(existing.map((row) => row['name'] ?? ''));
    const wanted = objects
        .filter(objects_roles/* isRole */.tm)
        .map(({ name, definition }) => ({ name, attributes: (0,objects_roles/* attributesOf */.Td)(definition) }))
        // names with pg_ are the server's own, and only another major version could lack one
        .filter(({ name }) => !there.has(name) && !/^"?pg_/.test(name));
    const may = await rightsOf(session);
    await session.execute('BEGIN');
    for (const role of wanted)
        await session.execute(creation(role, { ...may, superusers: isThrowaway && may.superusers }));
    const made = wanted.map(({ name }) => name);
    if (mark !== undefined)
        for (const name of made)
            await session.execute(`COMMENT ON ROLE ${name} IS ${(0,postgres_session/* literal */.e)(mark)}`);
    const parents = new Set(isThrowaway ? [...there, ...made] : made);
    for (const { name, attributes } of wanted) {
        for (const membership of attributes.memberships ?? [])
            if (parents.has(membership.role))
                await session.execute(grant(name, membership));
    }
    await session.execute('COMMIT');
    return made;
}
/** Removes roles that own nothing any more. In one statement, since they may be members of each other. */
async function dropRoles(session, roles) {
    if (roles.length > 0)
        await session.execute(`DROP ROLE ${roles.join(', ')}`);
}
/** Before version 16 only superusers can make a role that passes by row-level security; from then on, whoever does so too. */
async function rightsOf(session) {
    const [row] = await session.rows(`SELECT rolsuper, rolsuper OR rolbypassrls AND current_setting('server_version_num')::int >= 160000 AS bypass
     FROM pg_roles WHERE rolname = current_user`);
    return { superusers: row?.['rolsuper'] === 't', bypass: row?.['bypass'] === 't' };
}
function creation({ name, attributes }, may) {
    const words = [
        'NOLOGIN',
        attributes.no_inherit === true ? 'NOINHERIT' : 'INHERIT',
        ...(attributes.superuser === true && may.superusers ? ['SUPERUSER'] : []),
        ...(attributes.bypass_rls === true && may.bypass ? ['BYPASSRLS'] : []),
    ];
    return `CREATE ROLE ${name} ${words.join(' ')}`;
}
function grant(member, { role, admin = false, inherit, set }) {
    const options = inherit === undefined
        ? admin
            ? ' WITH ADMIN OPTION'
            : ''
        : ` WITH ADMIN ${admin}, INHERIT ${inherit}, SET ${set ?? true}`;
    return `GRANT ${role} TO ${member}${options}`;
}

;// CONCATENATED MODULE: ./src/engines/postgres/restorer-target.ts
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






/**
 * Creates an empty database for a dump, with the roles that the dump names, as accounts that cannot log in. Where it fails, nothing is left.
 *
 * @throws Failure `sandbox-unavailable`
 */
async function createTarget({ open, expected, sandbox }) {
    const roles = await rolesIn(open, expected, sandbox);
    let target;
    try {
        const { mark } = sandbox;
        const name = mark === undefined ? await freeName(open, expected.settings['database'] ?? 'restored') : (0,ports_sandbox/* copyName */.v)(mark);
        target = { name, roles, ...(await (0,create_database/* createSimilarDatabase */.TY)(open, name, expected.settings)) };
        await shapeIn(open, target, expected);
        return target;
    }
    catch (error) {
        await (target === undefined ? dropRolesIn(open, roles) : dropTarget(open, target));
        throw error;
    }
}
/** Removes the database and the roles that were created for it. */
async function dropTarget(open, target) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, await open(), true);
        await session.execute(`DROP DATABASE ${(0,copy_statement/* quoteIdentifier */.Cm)(target.name)}`);
        await dropRoles(session, target.roles);
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
/** To be asked before a dump is fetched. @throws Failure `sandbox-unavailable` that names the packages which the sandbox lacks */
async function assertExtensionsThere(open, expected, major) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_2, await open(), true);
        const available = await session.rows('SELECT quote_ident(name) AS name FROM pg_available_extensions');
        const has = new Set(available.map((row) => row['name']));
        const lacking = expected.objects.filter(({ kind, name }) => kind === 'extension' && !has.has(name));
        if (lacking.length === 0)
            return;
        throw lacksExtensions(lacking.map(({ name }) => name), major);
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
async function rolesIn(open, expected, sandbox) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_3, await open(), true);
        try {
            return await createRoles(session, expected.objects, sandbox);
        }
        catch (error) {
            if (!(error instanceof failure/* Failure */.HR) || error.kind !== 'environment')
                throw error;
            throw new failure/* Failure */.HR('sandbox-unavailable', `the sandbox refuses the roles of the backup: ${error.message}`, {
                hint: 'let the account of `sandbox` make roles (CREATEROLE), or use a sandbox of its own with `sandbox: auto`',
                cause: error,
            });
        }
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = __disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}
async function dropRolesIn(open, roles) {
    const env_4 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_4, await open(), true);
        await dropRoles(session, roles);
    }
    catch (e_4) {
        env_4.error = e_4;
        env_4.hasError = true;
    }
    finally {
        const result_4 = __disposeResources(env_4);
        if (result_4)
            await result_4;
    }
}
async function freeName(open, wanted) {
    const env_5 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_5, await open(), true);
        const taken = await session.rows('SELECT datname FROM pg_database');
        const names = new Set(taken.map((row) => row['datname']));
        let name = wanted;
        for (let suffix = 1; names.has(name); suffix += 1)
            name = `restored_${suffix}`;
        return name;
    }
    catch (e_5) {
        env_5.error = e_5;
        env_5.hasError = true;
    }
    finally {
        const result_5 = __disposeResources(env_5);
        if (result_5)
            await result_5;
    }
}
async function shapeIn(open, target, expected) {
    const env_6 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_6, await open(target.name), true);
        await (0,create_database/* shapeDatabase */.Z1)(session, expected);
    }
    catch (e_6) {
        env_6.error = e_6;
        env_6.hasError = true;
    }
    finally {
        const result_6 = __disposeResources(env_6);
        if (result_6)
            await result_6;
    }
}
function lacksExtensions(lacking, major) {
    const packages = (0,extension_packages/* packagesOf */.D)(lacking.map((name) => name.replaceAll('"', '')), major);
    return new failure/* Failure */.HR('sandbox-unavailable', `the sandbox lacks extensions that the backup needs: ${lacking.join(', ')}`, {
        hint: `install ${packages.join(' ')} beside the sandbox's server, or give a server that has them with \`sandbox\``,
    });
}

// EXTERNAL MODULE: ./src/engines/postgres/target/tables-pattern.ts
var tables_pattern = __webpack_require__(30635);
;// CONCATENATED MODULE: ./src/engines/postgres/restorer.ts
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











/** Restores custom archives of pg_dump. One instance remembers which database of a sandbox it restored into. */
function postgresRestorer(options) {
    const { launcher, jobs = 2 } = options;
    const restored = new WeakMap();
    const clientsFor = async (sandbox) => (0,clients/* findClients */.g)({ ...options, major: Number.parseInt(sandbox.version, 10) });
    const opener = async (sandbox, signal) => {
        const { psql, prefix } = await clientsFor(sandbox);
        return async (database, settings = {}) => {
            const connection = (0,postgres_connection/* connectionFromUrl */.E)(database === undefined ? sandbox.url : urlOf(sandbox, database));
            return (0,postgres_session/* openSession */.f)({ ...inSandbox, launcher, psql, prefix, connection, signal, settings });
        };
    };
    /** Opens sessions on the restored copy. */
    const copyOpener = async (sandbox, signal) => {
        const target = restored.get(sandbox);
        if (target === undefined)
            throw new failure/* Failure */.HR('bug', 'nothing was restored into this sandbox');
        const open = await opener(sandbox, signal);
        return async (_, settings) => open(target.name, settings);
    };
    return {
        engine: 'postgres',
        assertTablesThere: tables_pattern/* tablesFitting */.Dk,
        async restore(bytes, expected, sandbox, progress, signal) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const [open, clients] = [await opener(sandbox, signal), await clientsFor(sandbox)];
                await assertExtensionsThere(open, expected, majorOf(sandbox));
                const archive = restorer_addDisposableResource(env_1, await (0,restorer_archive/* writeArchive */._)(bytes, sandbox.scratch, load_failures/* sandboxPlace */.zM, signal), true);
                const load = async (target, connections) => {
                    const connection = (0,postgres_connection/* connectionFromUrl */.E)(urlOf(sandbox, target.name));
                    await (0,restorer_archive/* loadArchive */.b)({ launcher, clients, connection, archive, jobs: connections, place: load_failures/* sandboxPlace */.zM, signal });
                };
                const target = await (0,load_database/* loadDatabase */.q)({
                    ...{ open, expected, jobs, progress, load },
                    create: () => createTarget({ open, expected, sandbox }),
                    drop: (database) => dropTarget(open, database),
                });
                if (target.otherLocale !== undefined)
                    progress.note(`the copy sorts texts by ${target.otherLocale}`);
                restored.set(sandbox, target);
                return {
                    url: urlOf(sandbox, target.name),
                    gaps: [],
                    async [Symbol.asyncDispose]() {
                        if (!sandbox.isThrowaway)
                            await dropTarget(await opener(sandbox, afterwards()), target);
                    },
                };
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
        async inspect(expected, sandbox, progress, signal) {
            return (0,inspect/* inspectCopy */.C)({ open: await copyOpener(sandbox, signal), expected, progress, workers: jobs });
        },
        async examine(expected, sandbox, progress, signal) {
            return (0,examine/* examineCopy */.z)({ open: await copyOpener(sandbox, signal), expected, progress });
        },
        async query(sql, sandbox, signal) {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const session = restorer_addDisposableResource(env_2, await (await copyOpener(sandbox, signal))(undefined, readOnly), true);
                return await session.rows(sql);
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
        async explain(sql, sandbox, signal) {
            const env_3 = { stack: [], error: void 0, hasError: false };
            try {
                const session = restorer_addDisposableResource(env_3, await (await copyOpener(sandbox, signal))(undefined, readOnly), true);
                return (await session.rows(`EXPLAIN ${sql}`)).map((row) => row['QUERY PLAN'] ?? '').join('\n');
            }
            catch (e_3) {
                env_3.error = e_3;
                env_3.hasError = true;
            }
            finally {
                const result_3 = restorer_disposeResources(env_3);
                if (result_3)
                    await result_3;
            }
        },
    };
}
/** A server that is gone, or an account that may not, says nothing about the backup. */
const inSandbox = {
    fallback: 'could-not-tell',
    refusal: {
        code: 'sandbox-unavailable',
        hint: 'memory and disk space of this machine are the usual reasons, or the account where input "sandbox" names a server',
    },
};
/** The run's own signal may be what ended the drill; what was made is taken back all the same. */
function afterwards() {
    return AbortSignal.timeout(60_000);
}
/** The user's own statements name tables as their applications do. */
const readOnly = { default_transaction_read_only: 'on', search_path: '"$user", public' };
function majorOf(sandbox) {
    return Number.parseInt(sandbox.version, 10);
}
/** The sandbox's URL with another database in it. */
function urlOf(sandbox, database) {
    const path = `/${encodeURIComponent(database)}`;
    return sandbox.url.replace(/^(postgres(?:ql)?:\/\/(?:[^?#]*@)?[^/?#@]*)(?:\/[^?#]*)?/i, (_, server) => server + path);
}


/***/ }),

/***/ 97611:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ copyName)
/* harmony export */ });
/** The name of the database with the copy, where it cannot have that of the source. */
function copyName(mark) {
    return `${mark}_copy`;
}


/***/ })

};
