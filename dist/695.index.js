export const id = 695;
export const ids = [695];
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

/***/ 49303:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ canonicalised)
});

// EXTERNAL MODULE: ./src/engines/postgres/session.ts + 4 modules
var postgres_session = __webpack_require__(10465);
;// CONCATENATED MODULE: ./src/engines/postgres/canonical-statements.ts

/** A name that no object has. */
const probe = 'muster_reparsed';
/**
 * The parts of definitions that hold expressions, by kind and key. Where making the object would read or rewrite the table, it is made on
 * an empty table with the same columns.
 */
const reparsers = {
    constraint: { definition: constraint },
    'domain-constraint': { definition: domainConstraint },
    column: { default: columnDefault },
    table: { partition_key: partitionKey },
    index: { definition: index },
    statistics: { definition: statistics },
    view: { definition: view },
    'materialized-view': { definition: view },
    trigger: { definition: trigger },
    rule: { definition: rule },
    policy: {
        using: (values) => policy(values, `USING (${canonical_statements_text(values, 'using')})`, 'polqual'),
        check: (values) => policy(values, `WITH CHECK (${canonical_statements_text(values, 'check')})`, 'polwithcheck'),
    },
    function: { definition: routine },
    procedure: { definition: routine },
};
function canonical_statements_text(values, key) {
    const value = values[key];
    return typeof value === 'string' ? value : '';
}
function cloneOf(table, rest = '') {
    return `CREATE TEMPORARY TABLE ${probe} (LIKE ${table}) ${rest}`;
}
function constraint(values) {
    const table = canonical_statements_text(values, 'table');
    if (values['type'] === 'c')
        return check(`ALTER TABLE ${table}`, `conrelid = ${(0,postgres_session/* literal */.e)(table)}::regclass`, values);
    return {
        statements: `${cloneOf(table)}; ALTER TABLE pg_temp.${probe} ADD CONSTRAINT ${probe} ${canonical_statements_text(values, 'definition')}`,
        readBack: `SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'pg_temp.${probe}'::regclass AND conname = '${probe}'`,
    };
}
function domainConstraint(values) {
    const domain = canonical_statements_text(values, 'domain');
    return check(`ALTER DOMAIN ${domain}`, `contypid = ${(0,postgres_session/* literal */.e)(domain)}::regtype`, values);
}
function check(alter, owner, values) {
    const definition = canonical_statements_text(values, 'definition');
    const suffix = / NOT VALID$/.exec(definition)?.[0] ?? '';
    const rule = definition.slice(0, definition.length - suffix.length);
    // not validated, so that no row is read; what is not enforced is never validated
    const unchecked = rule.endsWith(' NOT ENFORCED') ? '' : ' NOT VALID';
    return {
        statements: `${alter} ADD CONSTRAINT ${probe} ${rule}${unchecked}`,
        readBack: `SELECT regexp_replace(pg_get_constraintdef(oid), ' NOT VALID$', '') || '${suffix}' ` +
            `FROM pg_constraint WHERE ${owner} AND conname = '${probe}'`,
    };
}
function columnDefault(values) {
    const expression = canonical_statements_text(values, 'default');
    const generated = values['generated'];
    const table = generated === undefined ? canonical_statements_text(values, 'table') : `pg_temp.${probe}`;
    const column = canonical_statements_text(values, 'column');
    const stored = generated === 'v' ? 'VIRTUAL' : 'STORED';
    const statements = generated === undefined
        ? `ALTER TABLE ${table} ALTER COLUMN ${column} SET DEFAULT ${expression}`
        : `${cloneOf(canonical_statements_text(values, 'table'))}; ALTER TABLE ${table} DROP COLUMN ${column}, ` +
            `ADD COLUMN ${column} ${canonical_statements_text(values, 'type')} GENERATED ALWAYS AS (${expression}) ${stored}`;
    return {
        statements,
        readBack: `SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum ` +
            `WHERE d.adrelid = ${(0,postgres_session/* literal */.e)(table)}::regclass AND quote_ident(a.attname) = ${(0,postgres_session/* literal */.e)(column)}`,
    };
}
function partitionKey(values, name) {
    return {
        statements: cloneOf(name, `PARTITION BY ${canonical_statements_text(values, 'partition_key')}`),
        readBack: `SELECT pg_get_partkeydef('pg_temp.${probe}'::regclass)`,
    };
}
function index(values) {
    const unique = values['unique'] === true ? 'UNIQUE ' : '';
    return {
        statements: `${cloneOf(canonical_statements_text(values, 'table'))}; ` +
            `CREATE ${unique}INDEX ${probe}_index ON pg_temp.${probe} USING ${canonical_statements_text(values, 'definition')}`,
        readBack: `SELECT regexp_replace(pg_get_indexdef('pg_temp.${probe}_index'::regclass), '^.*? USING ', '')`,
    };
}
function statistics(values) {
    const name = `${canonical_statements_text(values, 'schema')}.${probe}`;
    return {
        statements: `CREATE STATISTICS ${name}${canonical_statements_text(values, 'definition')}`,
        readBack: `SELECT substr(pg_get_statisticsobjdef(oid), length(${(0,postgres_session/* literal */.e)(`CREATE STATISTICS ${name}`)}) + 1) FROM pg_statistic_ext WHERE stxname = '${probe}'`,
    };
}
function view(values) {
    return {
        statements: `CREATE TEMPORARY VIEW ${probe} AS ${canonical_statements_text(values, 'definition')}`,
        readBack: `SELECT pg_get_viewdef('pg_temp.${probe}'::regclass)`,
    };
}
function trigger(values) {
    const head = `CREATE ${values['constraint'] === true ? 'CONSTRAINT ' : ''}TRIGGER ${probe} `;
    return {
        statements: head + canonical_statements_text(values, 'definition'),
        readBack: `SELECT substr(pg_get_triggerdef(oid), ${head.length + 1}) FROM pg_trigger ` +
            `WHERE tgrelid = ${(0,postgres_session/* literal */.e)(canonical_statements_text(values, 'table'))}::regclass AND tgname = '${probe}'`,
    };
}
function rule(values) {
    const head = `CREATE RULE ${probe} AS`;
    return {
        statements: head + canonical_statements_text(values, 'definition'),
        readBack: `SELECT substr(pg_get_ruledef(oid), ${head.length + 1}) FROM pg_rewrite ` +
            `WHERE ev_class = ${(0,postgres_session/* literal */.e)(canonical_statements_text(values, 'table'))}::regclass AND rulename = '${probe}'`,
    };
}
function policy(values, clause, column) {
    const table = canonical_statements_text(values, 'table');
    return {
        statements: `CREATE POLICY ${probe} ON ${table} ${column === 'polqual' ? '' : 'FOR INSERT '}${clause}`,
        readBack: `SELECT pg_get_expr(${column}, polrelid) FROM pg_policy WHERE polrelid = ${(0,postgres_session/* literal */.e)(table)}::regclass AND polname = '${probe}'`,
    };
}
function routine(values, name) {
    return {
        statements: canonical_statements_text(values, 'definition'),
        readBack: `SELECT pg_get_functiondef(${(0,postgres_session/* literal */.e)(name)}::regprocedure)`,
    };
}

// EXTERNAL MODULE: ./src/engines/postgres/trial.ts
var trial = __webpack_require__(49891);
;// CONCATENATED MODULE: ./src/engines/postgres/canonical.ts



/**
 * The server does not always read its own text back as it wrote it: `CHECK (status IN ('a', 'b'))` on a varchar column is printed with one
 * cast around the array, and after a restore with a cast on each member. Such objects mean the same and must not be called changed; nor may
 * a real change pass. So the copy's server parses the source's text, in a transaction that is rolled back, and writes it anew: where that
 * is the copy's own text, both come from the same words.
 */
/** Statements are sent in batches: one with thousands of definitions is slow to parse, and one each is slow to answer. */
const perStatement = 100;
/**
 * The objects that were found, with `expected` in place of those that differ from it in words alone. The session is left as it was; the
 * tables that are asked about are locked meanwhile.
 */
async function canonicalised(session, expected, found) {
    const wanted = new Map(expected.map((object) => [keyOf(object), object]));
    const doubts = found.flatMap((object) => {
        const doubt = doubtAbout(wanted.get(keyOf(object)), object);
        return doubt === undefined ? [] : [doubt];
    });
    const same = await settled(session, doubts);
    return found.map((object) => same.get(object) ?? object);
}
function keyOf(object) {
    return `${object.kind} ${object.name}`;
}
/** Nothing where the objects are equal, or differ in more than can be put in other words. */
function doubtAbout(expected, object) {
    const reparserOf = reparsers[object.kind];
    if (expected === undefined || reparserOf === undefined || expected.definition === object.definition)
        return undefined;
    const wanted = valuesOf(expected);
    const found = valuesOf(object);
    const keys = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
    const different = keys.filter((key) => JSON.stringify(wanted[key]) !== JSON.stringify(found[key]));
    const parts = different.flatMap((key) => {
        const reparse = reparserOf[key]?.(wanted, object.name);
        return reparse === undefined || typeof wanted[key] !== 'string' ? [] : [{ reparse, found: found[key] }];
    });
    return parts.length === different.length && parts.length > 0 ? { object, expected, parts } : undefined;
}
function valuesOf(object) {
    return JSON.parse(object.definition);
}
async function settled(session, doubts) {
    if (doubts.length === 0)
        return new Map();
    const answers = await reparsed(session, doubts.flatMap(({ parts }) => parts.map(({ reparse }) => reparse)));
    let next = 0;
    const same = doubts.filter(({ parts }) => {
        const own = answers.slice(next, (next += parts.length));
        return parts.every(({ found }, index) => own[index] !== null && own[index] === found);
    });
    return new Map(same.map(({ object, expected }) => [object, expected]));
}
/** The block with the handler is a transaction of its own, which the last statement in it ends; the variable keeps what was read. */
const reparseFunction = `
  CREATE FUNCTION pg_temp.muster_reparse(statements text, read_back text) RETURNS text LANGUAGE plpgsql AS $muster$
  DECLARE answer text;
  BEGIN
    BEGIN
      EXECUTE statements;
      EXECUTE read_back INTO answer;
      RAISE EXCEPTION 'undo';
    EXCEPTION WHEN OTHERS THEN
      RETURN answer;
    END;
  END $muster$`;
/** What the server writes for each text, null where it does not take the text. */
async function reparsed(session, reparses) {
    return await (0,trial/* onTrial */.W)(session, async () => {
        await session.execute('SET LOCAL check_function_bodies = off; SET LOCAL client_min_messages = error');
        await session.execute('CREATE EXTENSION IF NOT EXISTS plpgsql');
        await session.execute(reparseFunction);
        return await answersTo(session, reparses);
    });
}
async function answersTo(session, reparses) {
    const answers = [];
    for (let start = 0; start < reparses.length; start += perStatement) {
        const values = reparses
            .slice(start, start + perStatement)
            .map(({ statements, readBack }, index) => `(${index}, ${(0,postgres_session/* literal */.e)(statements)}, ${(0,postgres_session/* literal */.e)(readBack)})`);
        const rows = await session.rows(`SELECT pg_temp.muster_reparse(v.statements, v.read_back) AS answer ` +
            `FROM (VALUES ${values.join(', ')}) AS v (place, statements, read_back) ORDER BY v.place`);
        answers.push(...rows.map((row) => row['answer'] ?? null));
    }
    return answers;
}


/***/ }),

/***/ 81561:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ay: () => (/* binding */ createStatement),
/* harmony export */   TY: () => (/* binding */ createSimilarDatabase),
/* harmony export */   Z1: () => (/* binding */ shapeDatabase),
/* harmony export */   gu: () => (/* binding */ withoutTriggers)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _copy_statement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38234);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10465);
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



/** For sessions in a copy without its own event triggers: objects are made on trial, in transactions that are rolled back. */
const withoutTriggers = { session_replication_role: 'replica' };
/** The statement that makes an empty database in an encoding and a locale. */
function createStatement(name, settings, locale = localeOf(settings)) {
    const encoding = settings['encoding'] ?? 'UTF8';
    return `CREATE DATABASE ${(0,_copy_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteIdentifier */ .Cm)(name)} TEMPLATE template0 ENCODING ${(0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(encoding)} ${locale}`.trimEnd();
}
/**
 * Makes an empty database in the source's encoding and locale, else in its encoding and a locale that every machine has.
 *
 * @returns in words which locale it has, where it is not the source's
 * @throws Failure `sandbox-unavailable` where the server cannot have the encoding
 */
async function createSimilarDatabase(open, name, settings) {
    const { encoding = 'UTF8' } = settings;
    const candidates = [localeOf(settings), ...(encoding === 'UTF8' ? [`LOCALE 'C.UTF-8'`] : []), `LOCALE 'C'`];
    let refused;
    for (const [index, locale] of candidates.entries()) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_1, await open(), true);
            try {
                await session.execute(createStatement(name, settings, locale));
                const wanted = settings['locale'] ?? settings['lc_collate'] ?? 'another one';
                return index === 0 ? {} : { otherLocale: `${locale.toLowerCase()} instead of ${wanted}` };
            }
            catch (error) {
                refused = error;
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
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('sandbox-unavailable', `the sandbox cannot have a database in the encoding ${encoding}`, {
        cause: refused,
    });
}
/** Makes a fresh database such that a dump loads in it: with the schemas that the dump takes for granted, and without those it has not. */
async function shapeDatabase(session, expected) {
    const schemas = expected.objects.filter(({ kind }) => kind === 'schema').map((schema) => schema.name);
    if (schemas.length > 0) {
        // new databases have both, and a dump does not say that the source has not
        if (!schemas.includes('public'))
            await session.execute('DROP SCHEMA public');
        const hasLanguage = expected.objects.some(({ kind, name }) => kind === 'extension' && name === 'plpgsql');
        if (!hasLanguage)
            await session.execute('DROP EXTENSION IF EXISTS plpgsql');
    }
    else {
        for (const schema of schemasOfTables(expected.objects))
            await session.execute(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    }
}
function localeOf(settings) {
    const { lc_collate: collate, lc_ctype: ctype, locale_provider: provider = 'c', locale, icu_rules: rules } = settings;
    if (collate === undefined || ctype === undefined)
        return '';
    const libc = `LC_COLLATE ${(0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(collate)} LC_CTYPE ${(0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(ctype)}`;
    if (provider === 'i' && locale !== undefined) {
        const ownRules = rules === undefined ? '' : `ICU_RULES ${(0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(rules)} `;
        return `LOCALE_PROVIDER icu ICU_LOCALE ${(0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(locale)} ${ownRules}${libc}`;
    }
    if (provider === 'b' && locale !== undefined)
        return `LOCALE_PROVIDER builtin BUILTIN_LOCALE ${(0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(locale)} ${libc}`;
    return Number(settings['server_version_num'] ?? 0) >= 150000 ? `LOCALE_PROVIDER libc ${libc}` : libc;
}
/** A dump of chosen tables and sequences does not hold their schemas, which their names begin with. */
function schemasOfTables(objects) {
    const chosen = objects.filter(({ kind }) => kind === 'table' || kind === 'sequence');
    return new Set(chosen.flatMap(({ name }) => /^(?:"(?:[^"]|"")+"|[^".]+)(?=\.)/.exec(name)?.[0] ?? []));
}


/***/ }),

/***/ 99926:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ examineForeignKeys),
/* harmony export */   h: () => (/* binding */ orphansOf)
/* harmony export */ });
/* harmony import */ var _catalog_query_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22205);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10465);


/**
 * Foreign keys as they were declared: on a partitioned table one stands for all its partitions. Those that nobody ever validated are left
 * out, since the source does not promise that they hold.
 */
const foreignKeys = (condition) => `
  SELECT quote_ident(k.conname) AS name, k.conrelid::regclass AS table, k.confrelid::regclass AS target,
    CASE k.confmatchtype WHEN 'f' THEN 'full' ELSE 'simple' END AS match,
    CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END AS from_only,
    CASE t.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END AS target_only,
    (SELECT jsonb_agg(jsonb_build_array(quote_ident(a.attname), format('OPERATOR(%I.%s)', n2.nspname, o.oprname), quote_ident(b.attname)) ORDER BY p.place)
      FROM ROWS FROM (unnest(k.conkey), unnest(k.confkey), unnest(k.conpfeqop)) WITH ORDINALITY AS p (own, other, operator, place)
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.own
      JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = p.other
      JOIN pg_operator o ON o.oid = p.operator JOIN pg_namespace n2 ON n2.oid = o.oprnamespace) AS pairs
  ${(0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .userRelations */ .$g)('rp', 'JOIN pg_constraint k ON k.conrelid = c.oid JOIN pg_class t ON t.oid = k.confrelid')}
    AND k.contype = 'f' AND k.conparentid = 0 AND ${condition}`;
/**
 * Rows that refer to rows which do not exist, by one anti-join for each foreign key.
 *
 * @param tables Those that refer or are referred to, quoted and qualified; all where none are given.
 */
async function examineForeignKeys(session, progress, tables) {
    const touched = `(${(0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .isAmong */ .FB)(tables, 'k.conrelid')} OR ${(0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .isAmong */ .FB)(tables, 'k.confrelid')})`;
    const findings = [];
    for (const row of await session.rows(foreignKeys(`k.convalidated AND ${touched}`))) {
        const [name, table, target] = [row['name'] ?? '', row['table'] ?? '', row['target'] ?? ''];
        progress.item(`foreign key ${name}`);
        const orphans = await countOrphans(session, row);
        if (orphans === 0)
            continue;
        findings.push({
            code: 'orphans',
            subject: `${name} on ${table}`,
            detail: `${orphans} ${orphans === 1 ? 'row refers' : 'rows refer'} to rows of ${target} that do not exist`,
        });
    }
    return findings;
}
/** How many rows break a foreign key, valid or not. Names are quoted, that of the table qualified too. */
async function orphansOf(session, table, name) {
    const condition = `k.conrelid = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .e)(table)}::regclass AND quote_ident(k.conname) = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .e)(name)}`;
    const [row] = await session.rows(foreignKeys(condition));
    return row === undefined ? 0 : await countOrphans(session, row);
}
async function countOrphans(session, row) {
    const sql = orphansSql({
        table: `${row['from_only'] ?? ''}${row['table'] ?? ''}`,
        target: `${row['target_only'] ?? ''}${row['target'] ?? ''}`,
        match: row['match'] === 'full' ? 'full' : 'simple',
        pairs: JSON.parse(row['pairs'] ?? '[]'),
    });
    const [answer] = await session.rows(sql);
    return Number(answer?.['orphans']);
}
/** MATCH SIMPLE looks at rows without any null; MATCH FULL at rows with any value, where a null beside a value is itself an error. */
function orphansSql({ table, target, match, pairs }) {
    const own = pairs.map(([column]) => `a.${column}`);
    const looked = own.map((column) => `${column} IS NOT NULL`).join(match === 'full' ? ' OR ' : ' AND ');
    // the operator of the constraint takes the referred column on its left
    const same = pairs.map(([column, operator, other]) => `b.${other} ${operator} a.${column}`).join(' AND ');
    return `SELECT count(*) AS orphans FROM ${table} a WHERE (${looked}) AND NOT EXISTS (SELECT FROM ${target} b WHERE ${same})`;
}


/***/ }),

/***/ 31232:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ examineCopy)
});

// EXTERNAL MODULE: ./src/engines/postgres/examine-foreign-keys.ts
var examine_foreign_keys = __webpack_require__(99926);
// EXTERNAL MODULE: ./src/engines/postgres/catalog-query.ts
var catalog_query = __webpack_require__(22205);
// EXTERNAL MODULE: ./src/engines/postgres/session.ts + 4 modules
var postgres_session = __webpack_require__(10465);
// EXTERNAL MODULE: ./src/engines/postgres/trial.ts
var trial = __webpack_require__(49891);
;// CONCATENATED MODULE: ./src/engines/postgres/examine-indexes.ts



const invalid = (tables) => `
  SELECT i.indexrelid::regclass AS name FROM (
    SELECT i.* ${(0,catalog_query/* userRelations */.$g)('rm', 'JOIN pg_index i ON i.indrelid = c.oid')} AND ${(0,catalog_query/* isAmong */.FB)(tables, 'c.oid')}) i
  WHERE NOT (i.indisvalid AND i.indisready AND i.indislive)`;
const checkable = (tables) => `
  SELECT x.oid::regclass AS name ${(0,catalog_query/* userRelations */.$g)('rm', 'JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam')} AND m.amname = 'btree' AND i.indisvalid AND i.indisready AND ${(0,catalog_query/* isAmong */.FB)(tables, 'c.oid')}`;
/**
 * Indexes that are not valid, and, where the server has the extension amcheck and lets the account create it, B-trees that do not hold
 * each row of their table. Without it nothing is missed that a restore could have done wrong: the server has just built them.
 */
async function examineIndexes(session, progress, tables) {
    const findings = (await session.rows(invalid(tables))).map((row) => finding(row['name'], 'the index is marked invalid'));
    const [amcheck] = await session.rows(`SELECT quote_ident(n.nspname) AS schema FROM pg_available_extensions a LEFT JOIN pg_extension e ON e.extname = a.name
     LEFT JOIN pg_namespace n ON n.oid = e.extnamespace WHERE a.name = 'amcheck' AND current_setting('is_superuser') = 'on'`);
    if (amcheck === undefined) {
        progress.note('the server has no extension amcheck for this account, so indexes are looked at by their marks alone');
        return findings;
    }
    const misfits = await (0,trial/* onTrial */.W)(session, () => checkAll(session, progress, amcheck['schema'] ?? undefined, tables));
    return [...findings, ...misfits];
}
/** @param schema Of amcheck, where the database has it. */
async function checkAll(session, progress, schema, tables) {
    if (schema === undefined)
        await session.execute('CREATE SCHEMA muster_amcheck; CREATE EXTENSION amcheck SCHEMA muster_amcheck');
    await session.execute('CREATE EXTENSION IF NOT EXISTS plpgsql');
    await session.execute(checkFunction(schema ?? 'muster_amcheck'));
    const rows = await session.rows(checkable(tables));
    progress.item(`${rows.length} indexes`);
    const findings = [];
    for (const { name } of rows) {
        const [row] = await session.rows(`SELECT pg_temp.muster_check(${(0,postgres_session/* literal */.e)(name ?? '')}) AS reason`);
        if (row?.['reason'] != null)
            findings.push(finding(name, `the index does not fit its table: ${row['reason']}`));
    }
    return findings;
}
/** Returns the first line of what amcheck says, which names blocks and no values, or null. */
const checkFunction = (schema) => `
  CREATE FUNCTION pg_temp.muster_check(name text) RETURNS text LANGUAGE plpgsql AS $muster$
  BEGIN
    PERFORM ${schema}.bt_index_check(name::regclass, true);
    RETURN NULL;
  EXCEPTION WHEN OTHERS THEN
    RETURN SQLERRM;
  END $muster$`;
function finding(name, detail) {
    return { code: 'index-invalid', subject: name ?? '', detail };
}

// EXTERNAL MODULE: ./src/engines/postgres/objects-sequence-values.ts
var objects_sequence_values = __webpack_require__(85596);
;// CONCATENATED MODULE: ./src/engines/postgres/examine-sequences.ts


/** Sequences with the columns that take values from them: as their owner, or by a default. */
const sequencesInUse = (tables) => `
  SELECT DISTINCT s.name, s.increment, s.cycle, col.attrelid::regclass AS table, quote_ident(col.attname) AS column,
    CASE t.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END AS only
  FROM (SELECT c.oid, c.oid::regclass AS name, q.seqincrement AS increment, q.seqcycle AS cycle
    ${(0,catalog_query/* userRelations */.$g)('S', 'JOIN pg_sequence q ON q.seqrelid = c.oid')}) s
  JOIN (
    SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS number FROM pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
    UNION SELECT d.refobjid, f.adrelid, f.adnum FROM pg_depend d JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid
    WHERE d.refclassid = 'pg_class'::regclass
  ) u ON u.sequence = s.oid
  JOIN pg_attribute col ON col.attrelid = u.relation AND col.attnum = u.number
  JOIN pg_class t ON t.oid = col.attrelid AND t.relkind IN ('r', 'p')
  JOIN pg_type y ON y.oid = col.atttypid AND y.typname IN ('int2', 'int4', 'int8', 'numeric')
  WHERE NOT s.cycle AND ${(0,catalog_query/* isAmong */.FB)(tables, 'col.attrelid')}`;
/**
 * Sequences whose next value is not beyond what their columns hold already: the next insert would meet an existing key. Those that begin
 * anew at their end are left out, since their values are in use by design. Where the source's sequence stands at the same value, the copy is
 * right, and a person is told.
 *
 * @param tables Those that use the sequences, quoted and qualified; all where none are given.
 */
async function examineSequences(session, expected, progress, tables) {
    const values = expected.objects.filter(({ kind }) => kind === 'sequence-value');
    const inSource = new Map(values.map(({ name, definition }) => [name, definition]));
    const findings = [];
    const notes = [];
    for (const row of await session.rows(sequencesInUse(tables))) {
        const [name, table, column] = [row['name'] ?? '', row['table'] ?? '', row['column'] ?? ''];
        progress.item(`sequence ${name}`);
        const up = Number(row['increment']) > 0;
        const [state] = await session.rows(`SELECT trunc(m.extreme)::text AS extreme, (s.last_value + CASE WHEN s.is_called THEN ${row['increment'] ?? '1'}::numeric ELSE 0 END)::text AS next,
         (s.last_value + CASE WHEN s.is_called THEN ${row['increment'] ?? '1'}::numeric ELSE 0 END) ${up ? '<=' : '>='} m.extreme AS behind
       FROM ${name} s, (SELECT ${up ? 'max' : 'min'}(${column})::numeric AS extreme FROM ${row['only'] ?? ''}${table}) m`);
        if (state?.['behind'] !== 't')
            continue;
        const detail = `its next value is ${state['next'] ?? ''}, and ${table}.${column} already holds ${state['extreme'] ?? ''}`;
        const [now] = await (0,objects_sequence_values/* readSequenceValues */.C)(session, [name]);
        if (now?.definition === inSource.get(name))
            notes.push(`sequence ${name} is behind in the source as well: ${detail}`);
        else
            findings.push({ code: 'sequence-behind', subject: name, detail });
    }
    return { findings, notes };
}

// EXTERNAL MODULE: ./src/engines/postgres/create-database.ts
var create_database = __webpack_require__(81561);
;// CONCATENATED MODULE: ./src/engines/postgres/examine.ts
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




/** Rules that a copy must keep whatever the source held: references and indexes; and sequences, where the source kept them. */
async function examineCopy({ open, expected, progress, tables }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, await open(undefined, create_database/* withoutTriggers */.gu), true);
        const references = await (0,examine_foreign_keys/* examineForeignKeys */.C)(session, progress, tables);
        const indexes = await examineIndexes(session, progress, tables);
        const sequences = await examineSequences(session, expected, progress, tables);
        return { findings: [...references, ...indexes, ...sequences.findings], gaps: [], notes: sequences.notes };
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


/***/ }),

/***/ 59356:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ losesCreateOnPublic),
/* harmony export */   o: () => (/* binding */ withGrantsOfSource)
/* harmony export */ });
/** The first version in which not everybody may create in the schema `public` of a new database. */
const ownersOnly = 15;
const everybodyCreates = 'PUBLIC CREATE';
/** What a server makes the schema `public` with from 15 on. */
const usual = {
    kind: 'grants',
    name: 'schema public',
    definition: '{"grants": ["<owner> CREATE", "<owner> USAGE", "PUBLIC USAGE"]}',
};
/**
 * Whether a restore takes a privilege away that everybody had in the source. A `pg_dump` of before 15 does not write down that everybody may
 * create in `public`, which its own version takes for granted, and a newer server does not grant it.
 *
 * @param from major version of the source's server
 * @param to of the server that is restored into
 */
function losesCreateOnPublic(objects, from, to) {
    if (from >= ownersOnly || to < ownersOnly)
        return false;
    if (!objects.some(({ kind, name }) => kind === 'schema' && name === 'public'))
        return false;
    const grants = objects.find(isOfPublic);
    return grants === undefined || grantsOf(grants).includes(everybodyCreates);
}
/**
 * The objects of a copy with the grants on `public` as the source has them, where they differ in nothing but in what `losesCreateOnPublic`
 * says. A source of before 15 in which all is as it was made says nothing about them, and one where that was revoked does.
 */
function withGrantsOfSource(expected, found, from, to) {
    const source = expected.find(isOfPublic);
    if (source === undefined)
        return found.filter((object) => !(isOfPublic(object) && object.definition === usual.definition));
    if (!losesCreateOnPublic(expected, from, to))
        return found;
    const without = grantsOf(source).filter((grant) => grant !== everybodyCreates);
    const isSame = (object) => isOfPublic(object) && JSON.stringify(grantsOf(object)) === JSON.stringify(without);
    return found.map((object) => (isSame(object) ? source : object));
}
function isOfPublic({ kind, name }) {
    return kind === usual.kind && name === usual.name;
}
function grantsOf({ definition }) {
    return JSON.parse(definition).grants;
}


/***/ }),

/***/ 22405:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ inspectCopy)
});

// EXTERNAL MODULE: ./src/engines/postgres/canonical.ts + 1 modules
var canonical = __webpack_require__(49303);
// EXTERNAL MODULE: ./src/engines/edition-of.ts
var edition_of = __webpack_require__(28507);
// EXTERNAL MODULE: ./src/engines/postgres/catalog-edition.ts
var catalog_edition = __webpack_require__(94915);
// EXTERNAL MODULE: ./src/engines/postgres/catalog-settings.ts
var catalog_settings = __webpack_require__(83532);
// EXTERNAL MODULE: ./src/engines/postgres/catalog.ts + 7 modules
var postgres_catalog = __webpack_require__(82508);
// EXTERNAL MODULE: ./src/engines/postgres/grants-of-public.ts
var grants_of_public = __webpack_require__(59356);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/engines/postgres/large-objects.ts
var large_objects = __webpack_require__(88249);
;// CONCATENATED MODULE: ./src/engines/postgres/inspect-large-objects.ts


/** Pages as they lie in the table: a large object may be larger than what the server can hand over as one value. */
const pages = `COPY (
  SELECT m.oid, coalesce(l.pageno, -1), encode(coalesce(l.data, ''), 'hex')
  FROM pg_largeobject_metadata m LEFT JOIN pg_largeobject l ON l.loid = m.oid ORDER BY m.oid, l.pageno) TO STDOUT`;
/** Bytes of a full page: `LOBLKSIZE`, a quarter of a block. */
const pageBytes = 2048;
/** The same for an account that may read large objects and not their table, as all but superusers. A page that is not full is the last. */
const pagesByFunction = `COPY (
  SELECT m.oid, p.page, encode(p.data, 'hex') FROM (SELECT oid FROM pg_largeobject_metadata ORDER BY oid) m CROSS JOIN LATERAL (
    WITH RECURSIVE pages (page, data) AS (
      SELECT 0::bigint, lo_get(m.oid, 0, ${pageBytes})
      UNION ALL SELECT page + 1, lo_get(m.oid, (page + 1) * ${pageBytes}, ${pageBytes}) FROM pages WHERE length(data) = ${pageBytes})
    SELECT page, data FROM pages) p) TO STDOUT`;
/** The large objects of a database as the one object of its fingerprint. */
async function readLargeObjects(session) {
    const all = [];
    let current;
    const close = () => {
        if (current !== undefined)
            all.push({ oid: current.oid, bytes: current.bytes, sha256: current.hash.digest('hex') });
    };
    const [row] = await session.rows(`SELECT has_table_privilege('pg_largeobject', 'SELECT') AS readable`);
    for await (const line of linesOf(session.copyOut(row?.['readable'] === 't' ? pages : pagesByFunction))) {
        const [oid = '', page = '', data = ''] = line.split('\t');
        if (current?.oid !== Number(oid)) {
            close();
            current = { oid: Number(oid), hash: (0,external_node_crypto_.createHash)('sha256'), bytes: 0 };
        }
        addPage(current, Number(page), Buffer.from(data, 'hex'));
    }
    close();
    return (0,large_objects/* largeObjectsFingerprint */._)(all);
}
/** Pages that were never written read as zeros. */
function addPage(reading, page, data) {
    for (let start = page * pageBytes; reading.bytes < start;) {
        const zeros = Buffer.alloc(Math.min(pageBytes, start - reading.bytes));
        reading.hash.update(zeros);
        reading.bytes += zeros.length;
    }
    reading.hash.update(data);
    reading.bytes += data.length;
}
async function* linesOf(chunks) {
    let rest = '';
    for await (const chunk of chunks) {
        const lines = (rest + chunk.toString('latin1')).split('\n');
        rest = lines.pop() ?? '';
        yield* lines;
    }
}

// EXTERNAL MODULE: ./src/engines/postgres/objects-roles.ts
var objects_roles = __webpack_require__(18151);
;// CONCATENATED MODULE: ./src/engines/postgres/inspect-roles.ts

/**
 * The roles of the source that the copy's server has; what else is there is not of the source. A dump does not hold what roles may: where
 * the server has a role with other rights, that is said and speaks not against the copy. Nor does it hold the roles that others are members
 * of, which are never missing.
 *
 * @param found the objects of the copy
 */
async function rolesThere(session, expected, found, progress) {
    const rows = await session.rows('SELECT quote_ident(rolname) AS name FROM pg_roles');
    const there = new Set(rows.map((row) => row['name']));
    const own = new Map(found.filter(objects_roles/* isRole */.tm).map(({ name, definition }) => [name, definition]));
    const other = expected.filter((role) => (0,objects_roles/* isRole */.tm)(role) && isOther(role, own.get(role.name))).map(({ name }) => name);
    if (other.length > 0)
        progress.note(`roles have other rights or memberships than in the source: ${other.join(', ')}`);
    return expected.filter(({ kind, name }) => kind === 'parent-role' || (kind === 'role' && there.has(name)));
}
/** Whether a role means something else in the copy. What it may do elsewhere in the server, or whether it may log in, is no part of that. */
function isOther({ definition }, found) {
    return definition !== '' && found !== undefined && meaning((0,objects_roles/* attributesOf */.Td)(definition)) !== meaning((0,objects_roles/* attributesOf */.Td)(found));
}
function meaning({ superuser, no_inherit, bypass_rls, memberships }) {
    return JSON.stringify([superuser, no_inherit, bypass_rls, memberships]);
}

// EXTERNAL MODULE: ./src/engines/postgres/inspect-tables.ts
var inspect_tables = __webpack_require__(26909);
// EXTERNAL MODULE: ./src/engines/postgres/create-database.ts
var create_database = __webpack_require__(81561);
;// CONCATENATED MODULE: ./src/engines/postgres/inspect.ts
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











/** What the copy holds, read in the way in which `expected` was made. */
async function inspectCopy(inspection) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { open, expected, progress } = inspection;
        const tables = await (0,inspect_tables/* inspectTables */.Gx)(inspection);
        progress.item('objects');
        const session = __addDisposableResource(env_1, await open(undefined, create_database/* withoutTriggers */.gu), true);
        const objects = await inspectObjects(session, expected, progress);
        return { tables, objects, settings: await (0,catalog_settings/* readSettings */.s)(session), gaps: [] };
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
async function inspectObjects(session, expected, progress) {
    const kinds = new Set(expected.objects.map(({ kind }) => kind));
    const version = Number(expected.settings['server_version_num']);
    const like = Number.isNaN(version) ? {} : { like: version };
    const catalog = await (0,postgres_catalog/* readCatalog */.uM)(session, {
        scope: scopeOf(expected.objects),
        edition: (0,edition_of/* editionOf */.y)(expected, catalog_edition/* catalogEdition */.S),
        ...like,
    });
    // a dump of the schema alone says nothing about where sequences stand
    const comparable = catalog.filter((object) => !(0,objects_roles/* isRole */.tm)(object) && (object.kind !== 'sequence-value' || kinds.has(object.kind)));
    const [server] = await session.rows(`SELECT current_setting('server_version_num') AS version`);
    const [from, to] = [majorOf(version), majorOf(Number(server?.['version']))];
    const granted = (0,grants_of_public/* withGrantsOfSource */.o)(expected.objects, comparable, from, to);
    const objects = await (0,canonical/* canonicalised */.S)(session, expected.objects, granted);
    return [
        ...withVersionsOf(expected.objects, objects, progress),
        ...(await rolesThere(session, expected.objects, catalog, progress)),
        ...(kinds.has('large-objects') || kinds.has('schema') ? await readLargeObjects(session) : []),
        ...(kinds.has('table-digest') ? await (0,inspect_tables/* serverDigests */.NJ)(session, expected) : []),
    ];
}
function majorOf(versionNumber) {
    return Math.floor(versionNumber / 10_000);
}
/** A fingerprint of a whole database has its schemas; one of chosen tables has none. */
function scopeOf(objects) {
    if (objects.some(({ kind }) => kind === 'schema'))
        return 'all';
    return { tables: objects.filter(({ kind }) => kind === 'table' || kind === 'sequence').map(({ name }) => name) };
}
/** A dump does not hold versions of extensions: which one the copy gets is up to the sandbox. */
function withVersionsOf(expected, found, progress) {
    const wanted = new Map(expected.filter(({ kind }) => kind === 'extension').map((object) => [object.name, object]));
    return found.map((object) => {
        const source = object.kind === 'extension' ? wanted.get(object.name) : undefined;
        if (source === undefined || source.definition === object.definition)
            return object;
        const [theirs, own] = [extensionOf(source), extensionOf(object)];
        if (theirs.schema !== own.schema)
            return object;
        progress.note(`extension ${object.name} has version ${own.version} in the sandbox and ${theirs.version} in the source`);
        return source;
    });
}
function extensionOf(object) {
    return JSON.parse(object.definition);
}


/***/ }),

/***/ 60069:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ loadDatabase)
/* harmony export */ });
/* unused harmony export assertIndexesComplete */
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
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
 * Loads in parallel, and where that fails once more from the start with one connection. Archives lack some dependencies that only matter in
 * parallel: a trigger that is disabled on one partition is altered before the partitioned table has it (seen with pg_dump 15). And where two
 * connections attach the last indexes of partitions at once, neither sees the other's, and the partitioned index stays invalid (seen on 15).
 * Where it fails for good, nothing is left of the database.
 */
async function loadDatabase(loading) {
    const { open, expected, jobs, progress } = loading;
    const database = await loading.create();
    try {
        await loading.load(database, jobs);
        if (jobs > 1)
            await assertIndexesComplete(open, database.name, expected);
        return database;
    }
    catch (error) {
        const failure = (0,_domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .asFailure */ .h_)(error);
        const again = jobs > 1 && failure.code === 'restore-failed';
        // what is wrong with the dump must not be lost because the rest of it cannot be taken back
        await loading.drop(database).catch((thrown) => {
            throw again ? thrown : failure;
        });
        if (!again)
            throw failure;
        progress.note(`loading in parallel failed, so it is tried with one connection: ${failure.message}`);
    }
    return await loadDatabase({ ...loading, jobs: 1 });
}
/** @throws Failure `restore-failed` where an index over partitions is invalid that was valid in the source */
async function assertIndexesComplete(open, database, expected) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, await open(database), true);
        const invalid = await session.rows(`SELECT i.indexrelid::regclass AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relkind = 'I' AND NOT i.indisvalid`);
        const wrong = expected.objects.find(({ kind, name, definition }) => kind === 'index' &&
            invalid.some((row) => row['name'] === name) &&
            JSON.parse(definition).valid === true);
        if (wrong !== undefined)
            throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('restore-failed', `the index ${wrong.name} over partitions is not complete`);
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


/***/ }),

/***/ 75571:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lt: () => (/* binding */ loadFailure),
/* harmony export */   x3: () => (/* binding */ targetPlace),
/* harmony export */   zM: () => (/* binding */ sandboxPlace)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _process_launcher_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65557);


const sandboxPlace = {
    name: 'the sandbox',
    lacks: 'sandbox-unavailable',
    whenEnded: 'memory and disk space of this machine are the usual reasons; the drill says nothing about the backup',
};
const targetPlace = {
    name: 'the target',
    lacks: 'target-unfit',
    whenEnded: 'see the log of the server; its memory and its disk space are the usual reasons',
};
/** What pg_restore (13 to 18) and the server print. The first that fits counts; `$1` stands for a group, `$place` for the place. */
const rules = [
    {
        pattern: /did not find magic string|input file (?:appears|does not)|unexpected end of file|could not read from input file|found unexpected block ID|unrecognized data block type|invalid (?:dumpId|OID)|could not (?:uncompress|decompress)|unsupported version .* in file header|entry ID .* out of range|corrupt/,
        code: 'archive-damaged',
        reason: 'pg_restore cannot read the dump to its end',
    },
    {
        pattern: /extension "([^"]*)" is not available|could not open extension control file "[^"]*\/([^"/]*)\.control"/,
        code: 'lacks',
        reason: '$place lacks the extension $1$2',
    },
    {
        pattern: /extension "([^"]*)" must be preloaded|(\S+) (?:(?:must|can only) be loaded via|must be in|is not in) "?shared_preload_libraries/,
        code: 'lacks',
        reason: '$1$2 must be loaded when the server of $place starts (shared_preload_libraries)',
    },
    {
        pattern: /can only create extension in database (\S+)/, // pg_cron's words
        code: 'lacks',
        reason: 'the server of $place has pg_cron, which it lets be in the database $1 alone (cron.database_name)',
    },
    {
        pattern: /security label provider "([^"]*)" is not loaded/,
        code: 'lacks',
        reason: 'the server of $place has not loaded the security label provider $1',
        hint: 'load it by shared_preload_libraries in a server of your own',
    },
    {
        pattern: /could not access file "(?:\$libdir\/)?([^"]*)": No such file/,
        code: 'lacks',
        reason: '$place lacks the library $1',
        hint: 'install what brings the library beside the server',
    },
    {
        pattern: /collation "([^"]*)" for encoding "[^"]*" does not exist|could not (?:create locale|open collator for locale) "([^"]*)"|(ICU) is not supported/,
        code: 'lacks',
        reason: '$place lacks the locale $1$2$3',
        hint: 'make the locale on the machine of the server (locale-gen), and pg_import_system_collations there',
    },
    {
        // postgres_fdw, while a materialized view over a foreign table is filled
        pattern: /could not connect to server "([^"]*)"/,
        code: 'lacks',
        reason: '$place does not reach the foreign server $1, from which a materialized view takes its rows',
        hint: 'let it reach that server; by hand, pg_restore --use-list loads the dump without the MATERIALIZED VIEW DATA of that view',
    },
    {
        pattern: /invalid input syntax for type money/,
        code: 'lacks',
        reason: '$place has another lc_monetary than the source, and does not read amounts of type money as the dump has them',
        hint: 'make these columns numeric, or give a server that has the lc_monetary of the source',
    },
    {
        pattern: /could not open (?:dictionary|affix|stop-word|thesaurus|synonym) file "(?:[^"]*\/)?([^"/]*)"/,
        code: 'lacks',
        reason: '$place lacks the text search file $1',
        hint: 'put the file into tsearch_data of the server',
    },
    {
        pattern: /server closed the connection|connection to server was lost|terminating connection|the database system is (?:in recovery|shutting down|starting)/,
        code: 'lacks',
        reason: 'the server of $place ended during the load',
        hint: '$ended',
    },
    {
        pattern: /ERROR: +(permission denied [^\n]*|must be (?:owner|member|superuser|able)[^\n]*)/,
        code: 'lacks',
        reason: 'the account may not load this into $place: $1',
        hint: 'load as a superuser, or give the account what the message names',
    },
    { pattern: /No space left on device/, code: 'lacks', reason: 'the disk of $place is full' },
    {
        pattern: /COPY failed for table "([^"]*)": ERROR: +((?:relation|function|type|operator) .* does not exist)/,
        code: 'restore-failed',
        reason: 'table $1 cannot be loaded: $2',
        hint: 'a function that the table uses finds its objects by search_path only: set one with alter function … set search_path',
    },
];
/** A message that quotes the value that it complains about. */
const quotesData = /^(.*?(?:invalid input [a-z ]+|invalid byte sequence|duplicate key value[^"]*"[^"]*"|malformed [a-z ]+|out of range))/;
/** Why pg_restore ended, as a `Failure`. Messages never hold rows. */
function loadFailure(thrown, place) {
    if (!(thrown instanceof _process_launcher_js__WEBPACK_IMPORTED_MODULE_1__/* .ProcessFailure */ .i)) {
        return thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR ? thrown : new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('restore-failed', (0,_domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(thrown), { cause: thrown });
    }
    // somebody else ended it, such as the system when memory ran out: that says nothing about the backup
    if (thrown.signal !== null || wasTerminated(thrown.stderr))
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(place.lacks, `pg_restore was ended by ${thrown.signal ?? 'a signal from outside'}`, {
            hint: 'memory of this machine is the usual reason',
        });
    for (const { pattern, code, reason, hint } of rules) {
        const match = pattern.exec(thrown.stderr);
        if (match === null)
            continue;
        const text = reason
            .replace('$place', place.name)
            .replace(/\$(\d)/g, (_, group) => match[Number(group)] ?? '');
        const advice = hint?.replace('$ended', place.whenEnded);
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(code === 'lacks' ? place.lacks : code, text, advice === undefined ? {} : { hint: advice });
    }
    // lines that begin with DETAIL and CONTEXT quote rows and are never looked at
    const line = /^pg_restore: error: (.*)$/m.exec(thrown.stderr)?.[1] ?? 'it ended with an error and said nothing';
    const reason = line.replace(/^could not execute query: ERROR: +/, '').replace(/: ERROR: +/, ': ');
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('restore-failed', `pg_restore: ${quotesData.exec(reason)?.[1] ?? reason}`);
}
/**
 * Whether a signal from outside is why pg_restore ended. Where it stops at an error it ends its own workers, and one that has only just
 * begun prints the same line.
 */
function wasTerminated(stderr) {
    return stderr.includes('terminated by user') && !/^pg_restore: error: /m.test(stderr);
}


/***/ }),

/***/ 57420:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ writeArchive),
/* harmony export */   b: () => (/* binding */ loadArchive)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46466);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_stream_promises__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(50596);
/* harmony import */ var _load_failures_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(75571);
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
 * Writes a dump into a folder, readable by its owner alone: pg_restore loads in parallel only from a file.
 *
 * @throws Failure with the code of what the place lacks, where the disk is full.
 */
async function writeArchive(bytes, folder, place, signal) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'data.dump');
    const remove = async () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { force: true });
    try {
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)(node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.from(bytes, { objectMode: false }), (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createWriteStream)(path, { mode: 0o600 }), {
            signal,
        });
    }
    catch (error) {
        await remove();
        signal.throwIfAborted();
        if (error.code !== 'ENOSPC')
            throw error;
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .Failure */ .HR(place.lacks, `no room for the decrypted dump in ${folder}`, {
            hint: 'free disk space for the plain dump and for the restored database',
            cause: error,
        });
    }
    return { path, [Symbol.asyncDispose]: remove };
}
/**
 * Loads an archive into an empty database and stops at the first error. Tablespaces are left out: another server has none such.
 *
 * @throws Failure `restore-failed` with the server's reason, `archive-damaged`, or the code of what the place lacks.
 */
async function loadArchive(request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { launcher, clients, connection, archive, jobs, place, signal } = request;
        const running = __addDisposableResource(env_1, launcher.start({
            file: clients.pgRestore,
            args: [
                '--exit-on-error',
                '--no-password',
                '--no-tablespaces',
                `--jobs=${jobs}`,
                `--dbname=${connection.target}`,
                archive.path,
            ],
            env: { PGAPPNAME: 'muster', ...connection.env },
            prefix: clients.prefix,
        }, signal), true);
        try {
            for await (const _ of running.output())
                ;
        }
        catch (error) {
            signal.throwIfAborted();
            throw (0,_load_failures_js__WEBPACK_IMPORTED_MODULE_6__/* .loadFailure */ .Lt)(error, place);
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


/***/ }),

/***/ 49891:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ onTrial)
/* harmony export */ });
/**
 * Does some work and takes back all that it did in the database: in a transaction of its own or, where the session is within one, in a
 * savepoint. Where the work fails, the session's end takes it back.
 */
async function onTrial(session, work) {
    const within = session.isInTransaction === true;
    await session.execute(within ? 'SAVEPOINT muster_trial' : 'BEGIN');
    const result = await work();
    await session.execute(within ? 'ROLLBACK TO SAVEPOINT muster_trial; RELEASE SAVEPOINT muster_trial' : 'ROLLBACK');
    return result;
}


/***/ })

};
