export const id = 462;
export const ids = [462];
export const modules = {

/***/ 9462:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  postgresRestorer: () => (/* binding */ postgresRestorer)
});

// EXTERNAL MODULE: ./src/domain/failure.ts + 1 modules
var domain_failure = __webpack_require__(5380);
// EXTERNAL MODULE: ./src/engines/postgres/clients.ts + 1 modules
var clients = __webpack_require__(5467);
// EXTERNAL MODULE: ./src/engines/postgres/connection.ts
var postgres_connection = __webpack_require__(7763);
// EXTERNAL MODULE: ./src/engines/postgres/catalog-query.ts
var catalog_query = __webpack_require__(2205);
;// CONCATENATED MODULE: ./src/engines/postgres/examine-foreign-keys.ts

/**
 * Foreign keys as they were declared: on a partitioned table one stands for all its partitions. Those that nobody ever validated are left
 * out, since the source does not promise that they hold.
 */
const foreignKeys = `
  SELECT quote_ident(k.conname) AS name, k.conrelid::regclass AS table, k.confrelid::regclass AS target,
    CASE k.confmatchtype WHEN 'f' THEN 'full' ELSE 'simple' END AS match,
    CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END AS from_only,
    CASE t.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END AS target_only,
    (SELECT jsonb_agg(jsonb_build_array(quote_ident(a.attname), format('OPERATOR(%I.%s)', n2.nspname, o.oprname), quote_ident(b.attname)) ORDER BY p.place)
      FROM ROWS FROM (unnest(k.conkey), unnest(k.confkey), unnest(k.conpfeqop)) WITH ORDINALITY AS p (own, other, operator, place)
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.own
      JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = p.other
      JOIN pg_operator o ON o.oid = p.operator JOIN pg_namespace n2 ON n2.oid = o.oprnamespace) AS pairs
  ${(0,catalog_query/* userRelations */.$g)('rp', 'JOIN pg_constraint k ON k.conrelid = c.oid JOIN pg_class t ON t.oid = k.confrelid')}
    AND k.contype = 'f' AND k.conparentid = 0 AND k.convalidated`;
/** Rows that refer to rows which do not exist, by one anti-join for each foreign key. */
async function examineForeignKeys(session, progress) {
    const findings = [];
    for (const row of await session.rows(foreignKeys)) {
        const key = {
            name: row['name'] ?? '',
            table: `${row['from_only'] ?? ''}${row['table'] ?? ''}`,
            target: `${row['target_only'] ?? ''}${row['target'] ?? ''}`,
            match: row['match'] === 'full' ? 'full' : 'simple',
            pairs: JSON.parse(row['pairs'] ?? '[]'),
        };
        progress.item(`foreign key ${key.name}`);
        const [answer] = await session.rows(orphansOf(key));
        const orphans = Number(answer?.['orphans']);
        if (orphans === 0)
            continue;
        findings.push({
            code: 'orphans',
            subject: `${key.name} on ${row['table'] ?? ''}`,
            detail: `${orphans} ${orphans === 1 ? 'row refers' : 'rows refer'} to rows of ${row['target'] ?? ''} that do not exist`,
        });
    }
    return findings;
}
/** MATCH SIMPLE looks at rows without any null; MATCH FULL at rows with any value, where a null beside a value is itself an error. */
function orphansOf({ table, target, match, pairs }) {
    const own = pairs.map(([column]) => `a.${column}`);
    const looked = own.map((column) => `${column} IS NOT NULL`).join(match === 'full' ? ' OR ' : ' AND ');
    // the operator of the constraint takes the referred column on its left
    const same = pairs.map(([column, operator, other]) => `b.${other} ${operator} a.${column}`).join(' AND ');
    return `SELECT count(*) AS orphans FROM ${table} a WHERE (${looked}) AND NOT EXISTS (SELECT FROM ${target} b WHERE ${same})`;
}

// EXTERNAL MODULE: ./src/engines/postgres/session.ts + 2 modules
var postgres_session = __webpack_require__(7573);
;// CONCATENATED MODULE: ./src/engines/postgres/examine-indexes.ts


const invalid = `
  SELECT i.indexrelid::regclass AS name FROM (
    SELECT i.* ${(0,catalog_query/* userRelations */.$g)('rm', 'JOIN pg_index i ON i.indrelid = c.oid')}) i
  WHERE NOT (i.indisvalid AND i.indisready AND i.indislive)`;
const checkable = `
  SELECT x.oid::regclass AS name ${(0,catalog_query/* userRelations */.$g)('rm', 'JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam')} AND m.amname = 'btree' AND i.indisvalid AND i.indisready`;
/**
 * Indexes that are not valid, and, where the sandbox has the extension amcheck and lets the account create it, B-trees that do not hold
 * each row of their table. Without it nothing is missed that a restore could have done wrong: the sandbox's own server has just built them.
 */
async function examineIndexes(session, progress) {
    const findings = (await session.rows(invalid)).map((row) => finding(row['name'], 'the index is marked invalid'));
    const [amcheck] = await session.rows(`SELECT name FROM pg_available_extensions WHERE name = 'amcheck' AND current_setting('is_superuser') = 'on'`);
    if (amcheck === undefined) {
        progress.note('the sandbox has no extension amcheck for this account, so indexes are looked at by their marks alone');
        return findings;
    }
    await session.execute('BEGIN'); // the extension goes with the transaction
    await session.execute(`CREATE SCHEMA muster_amcheck; CREATE EXTENSION amcheck SCHEMA muster_amcheck; CREATE EXTENSION IF NOT EXISTS plpgsql`);
    await session.execute(checkFunction);
    const rows = await session.rows(checkable);
    progress.item(`${rows.length} indexes`);
    for (const { name } of rows) {
        const [row] = await session.rows(`SELECT pg_temp.muster_check(${(0,postgres_session/* literal */.e)(name ?? '')}) AS reason`);
        if (row?.['reason'] != null)
            findings.push(finding(name, `the index does not fit its table: ${row['reason']}`));
    }
    await session.execute('ROLLBACK');
    return findings;
}
/** Returns the first line of what amcheck says, which names blocks and no values, or null. */
const checkFunction = `
  CREATE FUNCTION pg_temp.muster_check(name text) RETURNS text LANGUAGE plpgsql AS $muster$
  BEGIN
    PERFORM muster_amcheck.bt_index_check(name::regclass, true);
    RETURN NULL;
  EXCEPTION WHEN OTHERS THEN
    RETURN SQLERRM;
  END $muster$`;
function finding(name, detail) {
    return { code: 'index-invalid', subject: name ?? '', detail };
}

// EXTERNAL MODULE: ./src/engines/postgres/objects-sequence-values.ts
var objects_sequence_values = __webpack_require__(5596);
;// CONCATENATED MODULE: ./src/engines/postgres/examine-sequences.ts


/** Sequences with the columns that take values from them: as their owner, or by a default. */
const sequencesInUse = `
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
  WHERE NOT s.cycle`;
/**
 * Sequences whose next value is not beyond what their columns hold already: the next insert would meet an existing key. Those that begin
 * anew at their end are left out, since their values are in use by design. Where the source's sequence stands at the same value, the copy is
 * right, and a person is told.
 */
async function examineSequences(session, expected, progress) {
    const values = expected.objects.filter(({ kind }) => kind === 'sequence-value');
    const inSource = new Map(values.map(({ name, definition }) => [name, definition]));
    const findings = [];
    const notes = [];
    for (const row of await session.rows(sequencesInUse)) {
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
async function examineCopy(open, expected, progress) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, await open(), true);
        const references = await examineForeignKeys(session, progress);
        const indexes = await examineIndexes(session, progress);
        const sequences = await examineSequences(session, expected, progress);
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
    const answers = [];
    await session.execute('BEGIN; SET LOCAL check_function_bodies = off; SET LOCAL client_min_messages = error');
    await session.execute('CREATE EXTENSION IF NOT EXISTS plpgsql');
    await session.execute(reparseFunction);
    for (let start = 0; start < reparses.length; start += perStatement) {
        const values = reparses
            .slice(start, start + perStatement)
            .map(({ statements, readBack }, index) => `(${index}, ${(0,postgres_session/* literal */.e)(statements)}, ${(0,postgres_session/* literal */.e)(readBack)})`);
        const rows = await session.rows(`SELECT pg_temp.muster_reparse(v.statements, v.read_back) AS answer ` +
            `FROM (VALUES ${values.join(', ')}) AS v (place, statements, read_back) ORDER BY v.place`);
        answers.push(...rows.map((row) => row['answer'] ?? null));
    }
    await session.execute('ROLLBACK');
    return answers;
}

// EXTERNAL MODULE: ./src/engines/postgres/catalog-settings.ts
var catalog_settings = __webpack_require__(3532);
// EXTERNAL MODULE: ./src/engines/postgres/catalog.ts + 8 modules
var postgres_catalog = __webpack_require__(2196);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/engines/postgres/large-objects.ts
var large_objects = __webpack_require__(8249);
;// CONCATENATED MODULE: ./src/engines/postgres/inspect-large-objects.ts


/** Pages as they lie in the table: a large object may be larger than what the server can hand over as one value. */
const pages = `COPY (
  SELECT m.oid, coalesce(l.pageno, -1), encode(coalesce(l.data, ''), 'hex')
  FROM pg_largeobject_metadata m LEFT JOIN pg_largeobject l ON l.loid = m.oid ORDER BY m.oid, l.pageno) TO STDOUT`;
/** Bytes of a full page: `LOBLKSIZE`, a quarter of a block. */
const pageBytes = 2048;
/** The large objects of a database as the one object of its fingerprint. */
async function readLargeObjects(session) {
    const all = [];
    let current;
    const close = () => {
        if (current !== undefined)
            all.push({ oid: current.oid, bytes: current.bytes, sha256: current.hash.digest('hex') });
    };
    for await (const line of linesOf(session.copyOut(pages))) {
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

// EXTERNAL MODULE: ./src/engines/postgres/inspect-tables.ts
var inspect_tables = __webpack_require__(6909);
;// CONCATENATED MODULE: ./src/engines/postgres/inspect.ts
var inspect_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var inspect_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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





/** Without the copy's own event triggers: objects are made on trial, in transactions that are rolled back. */
const withoutTriggers = { session_replication_role: 'replica' };
/** What the copy holds, read in the way in which `expected` was made. */
async function inspectCopy({ open, expected, progress, workers }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const tables = await (0,inspect_tables/* inspectTables */.Gx)({ open, expected, progress, workers });
        progress.item('objects');
        const session = inspect_addDisposableResource(env_1, await open(undefined, withoutTriggers), true);
        const objects = await inspectObjects(session, expected, progress);
        return { tables, objects, settings: await (0,catalog_settings/* readSettings */.s)(session), gaps: [] };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = inspect_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function inspectObjects(session, expected, progress) {
    const kinds = new Set(expected.objects.map(({ kind }) => kind));
    const catalog = await (0,postgres_catalog/* readCatalog */.uM)(session, { scope: scopeOf(expected.objects) });
    // a dump of the schema alone says nothing about where sequences stand
    const comparable = catalog.filter(({ kind }) => kind !== 'role' && (kind !== 'sequence-value' || kinds.has(kind)));
    const objects = await canonicalised(session, expected.objects, comparable);
    return [
        ...withVersionsOf(expected.objects, objects, progress),
        ...(await rolesThere(session, expected.objects)),
        ...(kinds.has('large-objects') || kinds.has('schema') ? await readLargeObjects(session) : []),
        ...(kinds.has('table-digest') ? await (0,inspect_tables/* serverDigests */.NJ)(session, expected) : []),
    ];
}
/** A fingerprint of a whole database has its schemas; one of chosen tables has none. */
function scopeOf(objects) {
    if (objects.some(({ kind }) => kind === 'schema'))
        return 'all';
    return { tables: objects.filter(({ kind }) => kind === 'table').map(({ name }) => name) };
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
/** The sandbox has roles of its own, and the copy's extensions another owner: only those of the source are looked for. */
async function rolesThere(session, expected) {
    const rows = await session.rows('SELECT quote_ident(rolname) AS name FROM pg_roles');
    const there = new Set(rows.map((row) => row['name']));
    return expected.filter(({ kind, name }) => kind === 'role' && there.has(name));
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./src/process/launcher.ts
var launcher = __webpack_require__(3121);
;// CONCATENATED MODULE: ./src/engines/postgres/restorer-archive.ts
var restorer_archive_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var restorer_archive_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * @throws Failure `sandbox-unavailable` where the disk is full.
 */
async function writeArchive(bytes, folder, progress, signal) {
    const path = (0,external_node_path_.join)(folder, 'data.dump');
    const remove = async () => (0,promises_.rm)(path, { force: true });
    try {
        const measured = async function* () {
            for await (const chunk of bytes) {
                progress.bytes(chunk.length);
                yield chunk;
            }
        };
        await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(measured(), { objectMode: false }), (0,external_node_fs_.createWriteStream)(path, { mode: 0o600 }), {
            signal,
        });
    }
    catch (error) {
        await remove();
        signal.throwIfAborted();
        if (error.code !== 'ENOSPC')
            throw error;
        throw new domain_failure/* Failure */.HR('sandbox-unavailable', `no room for the decrypted dump in ${folder}`, {
            hint: 'free disk space for the plain dump and for the restored database',
            cause: error,
        });
    }
    return { path, [Symbol.asyncDispose]: remove };
}
/**
 * Loads an archive into an empty database and stops at the first error. Tablespaces are left out: a sandbox has none.
 *
 * @throws Failure `restore-failed` with the server's reason, `archive-damaged`, or `sandbox-unavailable`.
 */
async function loadArchive(request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { launcher, clients, connection, archive, jobs, signal } = request;
        const running = restorer_archive_addDisposableResource(env_1, launcher.start({
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
            throw loadFailure(error);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = restorer_archive_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** What pg_restore (13 to 18) and the server print. The first that fits counts; `$1` stands for a group. */
const rules = [
    {
        pattern: /did not find magic string|input file (?:appears|does not)|unexpected end of file|could not read from input file|found unexpected block ID|unrecognized data block type|invalid (?:dumpId|OID)|could not (?:uncompress|decompress)|unsupported version .* in file header|entry ID .* out of range|corrupt/,
        code: 'archive-damaged',
        reason: 'pg_restore cannot read the dump to its end',
    },
    {
        pattern: /extension "([^"]*)" is not available|could not open extension control file "[^"]*\/([^"/]*)\.control"/,
        code: 'sandbox-unavailable',
        reason: 'the sandbox lacks the extension $1$2',
    },
    {
        pattern: /(\S+) (?:must|can only) be loaded via "?shared_preload_libraries/,
        code: 'sandbox-unavailable',
        reason: '$1 must be loaded when the sandbox starts (shared_preload_libraries)',
    },
    {
        pattern: /server closed the connection|connection to server was lost|terminating connection|the database system is (?:in recovery|shutting down|starting)/,
        code: 'sandbox-unavailable',
        reason: 'the server of the sandbox ended during the load',
        hint: 'memory and disk space of this machine are the usual reasons; the drill says nothing about the backup',
    },
    { pattern: /No space left on device/, code: 'sandbox-unavailable', reason: 'the disk of the sandbox is full' },
    {
        pattern: /COPY failed for table "([^"]*)": ERROR: +((?:relation|function|type|operator) .* does not exist)/,
        code: 'restore-failed',
        reason: 'table $1 cannot be loaded: $2',
        hint: 'a function that the table uses finds its objects by search_path only: set one with alter function … set search_path',
    },
];
/** A message that quotes the value that it complains about. */
const quotesData = /^(.*?(?:invalid input [a-z ]+|invalid byte sequence|duplicate key value[^"]*"[^"]*"|malformed [a-z ]+|out of range))/;
function loadFailure(thrown) {
    if (!(thrown instanceof launcher/* ProcessFailure */.i)) {
        return thrown instanceof domain_failure/* Failure */.HR ? thrown : new domain_failure/* Failure */.HR('restore-failed', (0,domain_failure/* messageOf */.bD)(thrown), { cause: thrown });
    }
    // somebody else ended it, such as the system when memory ran out: that says nothing about the backup
    if (thrown.signal !== null || thrown.stderr.includes('terminated by user'))
        return new domain_failure/* Failure */.HR('sandbox-unavailable', `pg_restore was ended by ${thrown.signal ?? 'a signal from outside'}`, {
            hint: 'memory of this machine is the usual reason',
        });
    for (const { pattern, code, reason, hint } of rules) {
        const match = pattern.exec(thrown.stderr);
        if (match === null)
            continue;
        const text = reason.replace(/\$(\d)/g, (_, group) => match[Number(group)] ?? '');
        return new domain_failure/* Failure */.HR(code, text, hint === undefined ? {} : { hint });
    }
    // lines that begin with DETAIL and CONTEXT quote rows and are never looked at
    const line = /^pg_restore: error: (.*)$/m.exec(thrown.stderr)?.[1] ?? 'it ended with an error and said nothing';
    const reason = line.replace(/^could not execute query: ERROR: +/, '').replace(/: ERROR: +/, ': ');
    return new domain_failure/* Failure */.HR('restore-failed', `pg_restore: ${quotesData.exec(reason)?.[1] ?? reason}`);
}

;// CONCATENATED MODULE: ./src/engines/postgres/restorer-target.ts
var restorer_target_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var restorer_target_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Creates an empty database for a dump, with the roles that the dump names, as accounts that cannot log in.
 *
 * @throws Failure `sandbox-unavailable` where the sandbox lacks an extension.
 */
async function createTarget(open, expected, major) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { name, roles } = await prepareServer(open, expected, major);
        const target = { ...(await createDatabase(open, name, expected.settings)), roles };
        const session = restorer_target_addDisposableResource(env_1, await open(name), true);
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
        return target;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = restorer_target_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** @throws Failure `restore-failed` where an index over partitions is invalid that was valid in the source */
async function assertIndexesComplete(open, target, expected) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = restorer_target_addDisposableResource(env_2, await open(target.name), true);
        const invalid = await session.rows(`SELECT i.indexrelid::regclass AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relkind = 'I' AND NOT i.indisvalid`);
        const wrong = expected.objects.find(({ kind, name, definition }) => kind === 'index' &&
            invalid.some((row) => row['name'] === name) &&
            JSON.parse(definition).valid === true);
        if (wrong !== undefined)
            throw new domain_failure/* Failure */.HR('restore-failed', `the index ${wrong.name} over partitions is not complete`);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = restorer_target_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** Removes the database and the roles that were created for it. */
async function dropTarget(open, target) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const session = restorer_target_addDisposableResource(env_3, await open(), true);
        await session.execute(`DROP DATABASE ${quoted(target.name)}`);
        for (const role of target.roles)
            await session.execute(`DROP ROLE ${role}`);
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = restorer_target_disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}
async function prepareServer(open, expected, major) {
    const env_4 = { stack: [], error: void 0, hasError: false };
    try {
        const session = restorer_target_addDisposableResource(env_4, await open(), true);
        const available = await session.rows('SELECT quote_ident(name) AS name FROM pg_available_extensions');
        const has = new Set(available.map((row) => row['name']));
        const lacking = expected.objects.filter(({ kind, name }) => kind === 'extension' && !has.has(name));
        if (lacking.length > 0)
            throw lacksExtensions(lacking, major);
        const existing = await session.rows('SELECT quote_ident(rolname) AS name FROM pg_roles');
        const there = new Set(existing.map((row) => row['name']));
        // names with pg_ are the server's own, and only another major version could lack one
        const missing = (0,postgres_catalog/* rolesOf */.R7)(expected.objects).filter((role) => !there.has(role) && !/^"?pg_/.test(role));
        for (const role of missing)
            await session.execute(`CREATE ROLE ${role} NOLOGIN`);
        const wanted = expected.settings['database'] ?? 'restored';
        const taken = await session.rows(`SELECT datname FROM pg_database`);
        const names = new Set(taken.map((row) => row['datname']));
        let name = wanted;
        for (let suffix = 1; names.has(name); suffix += 1)
            name = `restored_${suffix}`;
        return { name, roles: missing };
    }
    catch (e_4) {
        env_4.error = e_4;
        env_4.hasError = true;
    }
    finally {
        const result_4 = restorer_target_disposeResources(env_4);
        if (result_4)
            await result_4;
    }
}
/** Where packages are not named after the extension (apt.postgresql.org). */
const packageNames = {
    postgis: 'postgis-3',
    postgis_topology: 'postgis-3',
    postgis_raster: 'postgis-3',
    vector: 'pgvector',
    pg_cron: 'cron',
    pg_partman: 'partman',
    pg_repack: 'repack',
    pgrouting: 'pgrouting',
};
function lacksExtensions(lacking, major) {
    const packages = lacking.map(({ name }) => {
        const plain = name.replaceAll('"', '');
        return `postgresql-${major}-${packageNames[plain] ?? plain.replaceAll('_', '-')}`;
    });
    const names = lacking.map(({ name }) => name).join(', ');
    return new domain_failure/* Failure */.HR('sandbox-unavailable', `the sandbox lacks extensions that the backup needs: ${names}`, {
        hint: `install ${[...new Set(packages)].join(' ')} beside the sandbox's server, or give a server that has them with \`sandbox\``,
    });
}
/** In the source's encoding and locale, else in its encoding and a locale that every machine has. */
async function createDatabase(open, name, settings) {
    const encoding = settings['encoding'] ?? 'UTF8';
    const create = `CREATE DATABASE ${quoted(name)} TEMPLATE template0 ENCODING ${(0,postgres_session/* literal */.e)(encoding)}`;
    const candidates = [localeOf(settings), ...(encoding === 'UTF8' ? [`LOCALE 'C.UTF-8'`] : []), `LOCALE 'C'`];
    let refused;
    for (const [index, locale] of candidates.entries()) {
        const env_5 = { stack: [], error: void 0, hasError: false };
        try {
            const session = restorer_target_addDisposableResource(env_5, await open(), true);
            try {
                await session.execute(`${create} ${locale}`);
                const wanted = settings['locale'] ?? settings['lc_collate'] ?? 'another one';
                return index === 0 ? { name } : { name, otherLocale: `${locale.toLowerCase()} instead of ${wanted}` };
            }
            catch (error) {
                refused = error;
            }
        }
        catch (e_5) {
            env_5.error = e_5;
            env_5.hasError = true;
        }
        finally {
            const result_5 = restorer_target_disposeResources(env_5);
            if (result_5)
                await result_5;
        }
    }
    throw new domain_failure/* Failure */.HR('sandbox-unavailable', `the sandbox cannot have a database in the encoding ${encoding}`, {
        cause: refused,
    });
}
function localeOf(settings) {
    const { lc_collate: collate, lc_ctype: ctype, locale_provider: provider = 'c', locale } = settings;
    if (collate === undefined || ctype === undefined)
        return '';
    const libc = `LC_COLLATE ${(0,postgres_session/* literal */.e)(collate)} LC_CTYPE ${(0,postgres_session/* literal */.e)(ctype)}`;
    if (provider === 'i' && locale !== undefined)
        return `LOCALE_PROVIDER icu ICU_LOCALE ${(0,postgres_session/* literal */.e)(locale)} ${libc}`;
    if (provider === 'b' && locale !== undefined)
        return `LOCALE_PROVIDER builtin BUILTIN_LOCALE ${(0,postgres_session/* literal */.e)(locale)} ${libc}`;
    return Number(settings['server_version_num'] ?? 0) >= 150000 ? `LOCALE_PROVIDER libc ${libc}` : libc;
}
/** A dump of chosen tables does not hold their schemas. */
function schemasOfTables(objects) {
    const tables = objects.filter(({ kind }) => kind === 'table');
    const schemas = tables.map(({ definition }) => JSON.parse(definition).schema);
    return new Set(schemas.filter((schema) => schema !== undefined));
}
function quoted(name) {
    return `"${name.replaceAll('"', '""')}"`;
}

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
            const url = database === undefined ? sandbox.url : urlOf(sandbox, database);
            return (0,postgres_session/* openSession */.f)({ launcher, psql, prefix, connection: (0,postgres_connection/* connectionFromUrl */.E)(url), signal, settings });
        };
    };
    /** Opens sessions on the restored copy. */
    const copyOpener = async (sandbox, signal) => {
        const target = restored.get(sandbox);
        if (target === undefined)
            throw new domain_failure/* Failure */.HR('bug', 'nothing was restored into this sandbox');
        const open = await opener(sandbox, signal);
        return async (_, settings) => open(target.name, settings);
    };
    return {
        engine: 'postgres',
        async restore(bytes, expected, sandbox, progress, signal) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const open = await opener(sandbox, signal);
                const clients = await clientsFor(sandbox);
                const archive = restorer_addDisposableResource(env_1, await writeArchive(bytes, sandbox.scratch, progress, signal), true);
                const load = async (target, connections) => {
                    const connection = (0,postgres_connection/* connectionFromUrl */.E)(urlOf(sandbox, target.name));
                    await loadArchive({ launcher, clients, connection, archive, jobs: connections, signal });
                };
                const target = await loadInto(open, load, { expected, jobs, progress, major: majorOf(sandbox) });
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
            return inspectCopy({ open: await copyOpener(sandbox, signal), expected, progress, workers: jobs });
        },
        async examine(expected, sandbox, progress, signal) {
            return examineCopy(await copyOpener(sandbox, signal), expected, progress);
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
                const lines = await session.rows(`EXPLAIN ${sql}`);
                return lines.map((row) => row['QUERY PLAN'] ?? '').join('\n');
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
/** The run's own signal may be what ended the drill; what was made is taken back all the same. */
function afterwards() {
    return AbortSignal.timeout(60_000);
}
/** The user's own statements name tables as their applications do. */
const readOnly = { default_transaction_read_only: 'on', search_path: '"$user", public' };
/**
 * Loads in parallel, and where that fails once more from the start with one connection. Archives lack some dependencies that only matter in
 * parallel: a trigger that is disabled on one partition is altered before the partitioned table has it (seen with pg_dump 15). And where two
 * connections attach the last indexes of partitions at once, neither sees the other's, and the partitioned index stays invalid (seen on 15).
 */
async function loadInto(open, load, { expected, jobs, progress, major }) {
    const target = await createTarget(open, expected, major);
    try {
        await load(target, jobs);
        if (jobs > 1)
            await assertIndexesComplete(open, target, expected);
        return target;
    }
    catch (error) {
        const failure = (0,domain_failure/* asFailure */.h_)(error);
        const again = jobs > 1 && failure.code === 'restore-failed';
        // what is wrong with the dump must not be lost because the rest of it cannot be taken back
        await dropTarget(open, target).catch((thrown) => {
            throw again ? thrown : failure;
        });
        if (!again)
            throw failure;
        progress.note(`loading in parallel failed, so it is tried with one connection: ${failure.message}`);
    }
    return await loadInto(open, load, { expected, jobs: 1, progress, major });
}
function majorOf(sandbox) {
    return Number.parseInt(sandbox.version, 10);
}
/** The sandbox's URL with another database in it. */
function urlOf(sandbox, database) {
    const path = `/${encodeURIComponent(database)}`;
    return sandbox.url.replace(/^(postgres(?:ql)?:\/\/(?:[^?#]*@)?[^/?#@]*)(?:\/[^?#]*)?/i, (_, server) => server + path);
}


/***/ })

};
