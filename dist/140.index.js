export const id = 140;
export const ids = [140];
export const modules = {

/***/ 94915:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ catalogEdition)
/* harmony export */ });
/**
 * What the definitions in a fingerprint say of an object, in its setting `catalog_edition`. A copy is described in the edition of its source's
 * fingerprint: described in a later one, it would differ from every backup of before by what was not read then.
 *
 * Who makes a definition say more, or say it otherwise, raises this by one, names the edition here, and has the query go by it.
 *
 * - 1: the first; fingerprints do not name it
 * - 2: the names of NOT NULL constraints, which PostgreSQL 18 dumps
 */
const catalogEdition = 2;


/***/ }),

/***/ 22205:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $g: () => (/* binding */ userRelations),
/* harmony export */   FB: () => (/* binding */ isAmong),
/* harmony export */   IP: () => (/* binding */ sorted),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   LX: () => (/* binding */ qualified),
/* harmony export */   S3: () => (/* binding */ roleName),
/* harmony export */   Th: () => (/* binding */ isUserSchema),
/* harmony export */   "do": () => (/* binding */ isPrivilegeOf),
/* harmony export */   mw: () => (/* binding */ definition),
/* harmony export */   qM: () => (/* binding */ isNotOfExtension)
/* harmony export */ });
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10465);

/** Holds for schemas that users make; the system's and temporary ones begin with `pg_`. */
function isUserSchema(name) {
    return `${name} !~ '^pg_' AND ${name} <> 'information_schema'`;
}
/** Holds for an object that no extension brought: `CREATE EXTENSION` brings the others back. */
function isNotOfExtension(catalog, oid) {
    return (`NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} ` +
        `AND e.deptype = 'e')`);
}
/** A definition: one JSON text with sorted keys, without those that are null. Values are SQL expressions. */
function definition(values) {
    const pairs = Object.entries(values).map(([key, value]) => `'${key}', ${value}`);
    return `jsonb_strip_nulls(jsonb_build_object(${pairs.join(', ')}))::text AS definition`;
}
/** The name of a role for an oid, quoted. */
function roleName(oid) {
    return `quote_ident(pg_get_userbyid(${oid}))`;
}
/** A flag that is left out where it is false. */
function flag(condition) {
    return `nullif(${condition}, false)`;
}
/** Holds for a privilege, an alias `x` of what `aclexplode` gives, that a version knows: 17 gave every owner of a table one more. */
function isPrivilegeOf(version) {
    return version >= 170000 ? 'true' : `x.privilege_type <> 'MAINTAIN'`;
}
/** An array of texts in sorted order, or null. */
function sorted(array) {
    return `(SELECT jsonb_agg(o ORDER BY o COLLATE "C") FROM unnest(${array}) o)`;
}
/** Qualified and quoted name of a relation, for an alias of `pg_class` and one of `pg_namespace`. */
function qualified(schema, name) {
    return `quote_ident(${schema}) || '.' || quote_ident(${name})`;
}
/** FROM and WHERE for the relations of users, as `c` in the schema `n`, and what is joined to them. `kinds` are letters of `relkind`. */
function userRelations(kinds, joins = '') {
    return (`FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace ${joins} ` +
        `WHERE strpos('${kinds}', c.relkind::text) > 0 AND c.relpersistence <> 't' AND ${isUserSchema('n.nspname')} ` +
        `AND ${isNotOfExtension('pg_class', 'c.oid')}`);
}
/** Holds for an oid of one of the tables, quoted and qualified, or of a partitioned table that one of them is a part of. */
function isAmong(tables, oid) {
    if (tables === undefined)
        return 'true';
    const names = tables.map((name) => `(${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .e)(name)})`).join(', ');
    return names === ''
        ? 'false'
        : `${oid} IN (SELECT p.relid FROM (VALUES ${names}) AS v (name), pg_partition_ancestors(to_regclass(v.name)) p
         UNION ALL SELECT to_regclass(v.name) FROM (VALUES ${names}) AS v (name))`;
}


/***/ }),

/***/ 83532:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ localeColumns),
/* harmony export */   s: () => (/* binding */ readSettings)
/* harmony export */ });
/* harmony import */ var _catalog_edition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94915);
/* harmony import */ var _database_properties_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50542);


/**
 * What a sandbox has to offer so that the dump loads the same, for the fingerprint's `settings`: `database`, `encoding`, `lc_collate`,
 * `lc_ctype`, `locale_provider` (`c`, `i` or `b` as in `pg_database.datlocprovider`), `locale` and `icu_rules`, and `server_version_num`. And
 * in which edition objects are described: `catalog_edition`. A sandbox has no use for `database_properties`; a restore that makes a lost database
 * anew has.
 */
async function readSettings(session) {
    const [server] = await session.rows(`SELECT current_setting('server_version_num') AS version`);
    const version = Number(server?.['version']);
    const [row = {}] = await session.rows(`SELECT datname AS database, pg_encoding_to_char(encoding) AS encoding, ${localeColumns(Math.floor(version / 10_000))}, ` +
        `current_setting('server_version_num') AS server_version_num FROM pg_database WHERE datname = current_database()`);
    const known = Object.entries(row).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
    const properties = await (0,_database_properties_js__WEBPACK_IMPORTED_MODULE_0__/* .readProperties */ .Qh)(session, '(SELECT oid FROM pg_database WHERE datname = current_database())');
    return {
        ...Object.fromEntries(known),
        catalog_edition: String(_catalog_edition_js__WEBPACK_IMPORTED_MODULE_1__/* .catalogEdition */ .S),
        [_database_properties_js__WEBPACK_IMPORTED_MODULE_0__/* .propertiesSetting */ .OW]: JSON.stringify(properties),
    };
}
/** By what a database sorts texts, as columns of `pg_database`. */
function localeColumns(major) {
    const provider = major >= 15 ? 'datlocprovider' : `'c'`;
    const locale = major >= 17 ? 'datlocale' : major >= 15 ? 'daticulocale' : 'NULL';
    const rules = major >= 16 ? 'daticurules' : 'NULL';
    return (`datcollate AS lc_collate, datctype AS lc_ctype, ${provider} AS locale_provider, ` +
        `${locale} AS locale, ${rules} AS icu_rules`);
}


/***/ }),

/***/ 82508:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bf: () => (/* binding */ ownerOf),
  K2: () => (/* binding */ ownersOf),
  uM: () => (/* binding */ readCatalog),
  yJ: () => (/* binding */ readFunctions),
  R7: () => (/* binding */ rolesOf),
  xp: () => (/* binding */ withoutData)
});

// EXTERNAL MODULE: ./src/engines/postgres/catalog-edition.ts
var catalog_edition = __webpack_require__(94915);
// EXTERNAL MODULE: ./src/engines/postgres/catalog-query.ts
var catalog_query = __webpack_require__(22205);
;// CONCATENATED MODULE: ./src/engines/postgres/objects-behaviour.ts

const relation = (0,catalog_query/* qualified */.LX)('n.nspname', 'c.relname');
const views = {
    of: 'database',
    sql: () => `
    SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'materialized-view' END AS kind, ${relation} AS name,
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('c.relowner'),
        definition: 'pg_get_viewdef(c.oid)',
        options: (0,catalog_query/* sorted */.IP)('c.reloptions'),
        populated: `CASE WHEN c.relkind = 'm' THEN c.relispopulated END`,
        access_method: `(SELECT a.amname FROM pg_am a WHERE a.oid = c.relam)`,
    })},
      c.oid AS table_oid
    ${(0,catalog_query/* userRelations */.$g)('vm')}`,
};
/** Triggers that users made, and what partitions have of them, since a partition can have one disabled. */
const triggers = {
    of: 'table',
    sql: () => {
        const kind = `CASE WHEN t.tgconstraint <> 0 THEN 'CONSTRAINT ' ELSE '' END`;
        return `
    SELECT 'trigger' AS kind, quote_ident(t.tgname) || ' on ' || ${relation} AS name,
      ${(0,catalog_query/* definition */.mw)({
            table: relation,
            constraint: (0,catalog_query/* flag */.Jt)('t.tgconstraint <> 0'),
            definition: `substr(pg_get_triggerdef(t.oid), length('CREATE ' || ${kind} || 'TRIGGER ' || quote_ident(t.tgname) || ' ') + 1)`,
            enabled: 't.tgenabled',
            inherited: (0,catalog_query/* flag */.Jt)('t.tgparentid <> 0'),
        })},
      c.oid AS table_oid
    ${(0,catalog_query/* userRelations */.$g)('rpfv', 'JOIN pg_trigger t ON t.tgrelid = c.oid')}
      AND (NOT t.tgisinternal OR t.tgparentid <> 0 AND t.tgconstraint = 0)`;
    },
};
/** Rules other than those that make a view a view. */
const rules = {
    of: 'table',
    sql: () => `
    SELECT 'rule' AS kind, quote_ident(r.rulename) || ' on ' || ${relation} AS name,
      ${(0,catalog_query/* definition */.mw)({
        table: relation,
        definition: `substr(pg_get_ruledef(r.oid), length('CREATE RULE ' || quote_ident(r.rulename) || ' AS') + 1)`,
        enabled: 'r.ev_enabled',
    })},
      c.oid AS table_oid
    ${(0,catalog_query/* userRelations */.$g)('rpfvm', 'JOIN pg_rewrite r ON r.ev_class = c.oid')} AND r.rulename <> '_RETURN'`,
};
/** Policies of row-level security. */
const policies = {
    of: 'table',
    sql: () => `
    SELECT 'policy' AS kind, quote_ident(p.polname) || ' on ' || ${relation} AS name,
      ${(0,catalog_query/* definition */.mw)({
        table: relation,
        command: 'p.polcmd',
        permissive: 'p.polpermissive',
        roles: (0,catalog_query/* sorted */.IP)(`ARRAY(SELECT CASE r WHEN 0 THEN 'PUBLIC' ELSE ${(0,catalog_query/* roleName */.S3)('r')} END FROM unnest(p.polroles) r)`),
        using: 'pg_get_expr(p.polqual, p.polrelid)',
        check: 'pg_get_expr(p.polwithcheck, p.polrelid)',
    })},
      c.oid AS table_oid
    ${(0,catalog_query/* userRelations */.$g)('rp', 'JOIN pg_policy p ON p.polrelid = c.oid')}`,
};
const eventTriggers = {
    of: 'database',
    sql: () => `
    SELECT 'event-trigger' AS kind, quote_ident(t.evtname) AS name,
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('t.evtowner'),
        event: 't.evtevent',
        tags: (0,catalog_query/* sorted */.IP)('t.evttags'),
        function: 't.evtfoid::regprocedure::text',
        enabled: 't.evtenabled',
    })},
      0 AS table_oid
    FROM pg_event_trigger t
    WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_event_trigger'::regclass AND e.objid = t.oid AND e.deptype = 'e')`,
};

;// CONCATENATED MODULE: ./src/engines/postgres/objects-constraints.ts

const table = (0,catalog_query/* qualified */.LX)('n.nspname', 'c.relname');
/**
 * Constraints of tables. Left out are the foreign keys that the server itself makes for partitions, whose names are its own; constraint
 * triggers, which are triggers; and NOT NULL, which is the column's.
 */
const constraints = {
    of: 'table',
    sql: () => `
    SELECT 'constraint' AS kind, quote_ident(k.conname) || ' on ' || ${table} AS name,
      ${(0,catalog_query/* definition */.mw)({
        table,
        type: 'k.contype',
        definition: 'pg_get_constraintdef(k.oid)',
        validated: 'k.convalidated',
        inherited: (0,catalog_query/* flag */.Jt)('k.coninhcount > 0'),
        local: (0,catalog_query/* flag */.Jt)(`k.conislocal AND k.contype = 'c'`),
    })},
      c.oid AS table_oid
    ${(0,catalog_query/* userRelations */.$g)('rpf', 'JOIN pg_constraint k ON k.conrelid = c.oid')}
      AND (k.contype IN ('c', 'p', 'u', 'x') OR k.contype = 'f' AND k.conparentid = 0)`,
};
const domainConstraints = {
    of: 'database',
    sql: () => `
    SELECT 'domain-constraint' AS kind, quote_ident(k.conname) || ' on ' || format_type(t.oid, NULL) AS name,
      ${(0,catalog_query/* definition */.mw)({
        domain: 'format_type(t.oid, NULL)',
        definition: 'pg_get_constraintdef(k.oid)',
        validated: 'k.convalidated',
    })},
      0 AS table_oid
    FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE k.contype = 'c' AND ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_type', 't.oid')}`,
};
/**
 * Indexes, also those of constraints and of materialized views. pg_dump leaves out indexes that are not valid, other than those of
 * partitioned tables, which are so until every partition has its own.
 */
const indexes = {
    of: 'table',
    sql: () => {
        const kind = `CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END`;
        const only = `CASE WHEN c.relkind = 'p' THEN 'ONLY ' ELSE '' END`;
        const head = `'CREATE ' || ${kind} || 'INDEX ' || quote_ident(x.relname) || ' ON ' || ${only} || ${table} || ' USING '`;
        return `
    SELECT 'index' AS kind, ${(0,catalog_query/* qualified */.LX)('n.nspname', 'x.relname')} AS name,
      ${(0,catalog_query/* definition */.mw)({
            table,
            unique: (0,catalog_query/* flag */.Jt)('i.indisunique'),
            primary: (0,catalog_query/* flag */.Jt)('i.indisprimary'),
            definition: `substr(pg_get_indexdef(i.indexrelid), length(${head}) + 1)`,
            valid: 'i.indisvalid',
            clustered: (0,catalog_query/* flag */.Jt)('i.indisclustered'),
            replica_identity: (0,catalog_query/* flag */.Jt)('i.indisreplident'),
            parent: '(SELECT p.inhparent::regclass::text FROM pg_inherits p WHERE p.inhrelid = i.indexrelid)',
            statistics: `(SELECT jsonb_object_agg(a.attnum, a.attstattarget) FROM pg_attribute a
          WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0)`,
        })},
      c.oid AS table_oid
    ${(0,catalog_query/* userRelations */.$g)('rpm', 'JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid')}
      AND (i.indisvalid OR c.relkind = 'p')`;
    },
};
/** Statistics objects, without what they gathered. */
const statistics = {
    of: 'table',
    sql: () => `
    SELECT 'statistics' AS kind, ${(0,catalog_query/* qualified */.LX)('sn.nspname', 's.stxname')} AS name,
      ${(0,catalog_query/* definition */.mw)({
        schema: 'quote_ident(sn.nspname)',
        owner: (0,catalog_query/* roleName */.S3)('s.stxowner'),
        definition: `substr(pg_get_statisticsobjdef(s.oid), length('CREATE STATISTICS ' || ${(0,catalog_query/* qualified */.LX)('sn.nspname', 's.stxname')}) + 1)`,
        target: 'CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END',
    })},
      c.oid AS table_oid
    ${(0,catalog_query/* userRelations */.$g)('rpfm', 'JOIN pg_statistic_ext s ON s.stxrelid = c.oid JOIN pg_namespace sn ON sn.oid = s.stxnamespace')}`,
};

;// CONCATENATED MODULE: ./src/engines/postgres/objects-functions.ts

/** Functions, procedures and window functions with their whole text. */
const functions = {
    of: 'database',
    sql: () => `
    SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END AS kind, p.oid::regprocedure::text AS name,
      ${(0,catalog_query/* definition */.mw)({ owner: (0,catalog_query/* roleName */.S3)('p.proowner'), definition: 'pg_get_functiondef(p.oid)' })},
      0 AS table_oid
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prokind <> 'a' AND ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_proc', 'p.oid')}
      AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')`,
};
const aggregates = {
    of: 'database',
    sql: () => `
    SELECT 'aggregate' AS kind, p.oid::regprocedure::text AS name,
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('p.proowner'),
        arguments: 'pg_get_function_arguments(p.oid)',
        result: 'pg_get_function_result(p.oid)',
        kind: 'a.aggkind',
        direct_arguments: 'a.aggnumdirectargs',
        functions: `concat_ws(', ', a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn, a.aggdeserialfn, a.aggmtransfn,
          a.aggminvtransfn, a.aggmfinalfn)`,
        state: `concat_ws(', ', format_type(a.aggtranstype, NULL), a.aggtransspace, format_type(nullif(a.aggmtranstype, 0), NULL), a.aggmtransspace)`,
        initial: 'a.agginitval',
        moving_initial: 'a.aggminitval',
        sort_operator: `CASE WHEN a.aggsortop <> 0 THEN a.aggsortop::regoperator::text END`,
        final: `concat_ws(' ', a.aggfinalextra, a.aggfinalmodify, a.aggmfinalextra, a.aggmfinalmodify)`,
        parallel: 'p.proparallel',
    })},
      0 AS table_oid
    FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_proc', 'p.oid')}`,
};
const operators = {
    of: 'database',
    sql: () => `
    SELECT 'operator' AS kind, o.oid::regoperator::text AS name,
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('o.oprowner'),
        function: 'o.oprcode::text',
        commutator: 'CASE WHEN o.oprcom <> 0 THEN o.oprcom::regoperator::text END',
        negator: 'CASE WHEN o.oprnegate <> 0 THEN o.oprnegate::regoperator::text END',
        restrict: `nullif(o.oprrest::text, '-')`,
        join: `nullif(o.oprjoin::text, '-')`,
        flags: `concat_ws(' ', o.oprcanmerge, o.oprcanhash)`,
    })},
      0 AS table_oid
    FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
    WHERE o.oprcode <> 0 AND ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_operator', 'o.oid')}`,
};
/** Operator families with their operators and functions, and the classes in them. */
const operatorFamilies = {
    of: 'database',
    sql: () => `
    SELECT 'operator-family' AS kind, i.identity AS name,
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('f.opfowner'),
        operators: (0,catalog_query/* sorted */.IP)(`ARRAY(SELECT o.amopstrategy || ' ' || o.amopopr::regoperator || ' ' || o.amoppurpose::text FROM pg_amop o WHERE o.amopfamily = f.oid)`),
        functions: (0,catalog_query/* sorted */.IP)(`ARRAY(SELECT concat_ws(' ', o.amprocnum, o.amproc::regprocedure, format_type(o.amproclefttype, NULL),
          format_type(o.amprocrighttype, NULL)) FROM pg_amproc o WHERE o.amprocfamily = f.oid)`),
    })},
      0 AS table_oid
    FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace, pg_identify_object('pg_opfamily'::regclass, f.oid, 0) i
    WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_opfamily', 'f.oid')}
    UNION ALL
    SELECT 'operator-class', i.identity,
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('k.opcowner'),
        type: 'format_type(k.opcintype, NULL)',
        storage: 'format_type(nullif(k.opckeytype, 0), NULL)',
        default: 'k.opcdefault',
        family: `(SELECT o.identity FROM pg_identify_object('pg_opfamily'::regclass, k.opcfamily, 0) o)`,
    })},
      0
    FROM pg_opclass k JOIN pg_namespace n ON n.oid = k.opcnamespace, pg_identify_object('pg_opclass'::regclass, k.oid, 0) i
    WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_opclass', 'k.oid')}`,
};
/** First oid that the server gives to what users make: `FirstNormalObjectId` in `access/transam.h`. */
const firstUserOid = 16384;
/** Objects without a schema that code leans on. */
const casts = {
    of: 'database',
    sql: (_, like) => `
    SELECT 'cast' AS kind, i.identity AS name,
      ${(0,catalog_query/* definition */.mw)({ function: `nullif(k.castfunc::regprocedure::text, '-')`, context: 'k.castcontext', method: 'k.castmethod' })},
      0 AS table_oid
    FROM pg_cast k, pg_identify_object('pg_cast'::regclass, k.oid, 0) i
    WHERE k.oid >= ${firstUserOid} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_cast', 'k.oid')}
      ${like >= 140000 ? '' : `AND NOT EXISTS (SELECT FROM pg_type t WHERE t.oid = k.casttarget AND t.typtype = 'm')`}
    UNION ALL
    SELECT 'language', quote_ident(l.lanname),
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('l.lanowner'),
        trusted: 'l.lanpltrusted',
        functions: `concat_ws(' ', l.lanplcallfoid::regproc, l.laninline::regproc, l.lanvalidator::regproc)`,
    })},
      0
    FROM pg_language l WHERE l.oid >= ${firstUserOid} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_language', 'l.oid')}
    UNION ALL
    SELECT 'transform', i.identity, ${(0,catalog_query/* definition */.mw)({ functions: `concat_ws(' ', t.trffromsql::regproc, t.trftosql::regproc)` })}, 0
    FROM pg_transform t, pg_identify_object('pg_transform'::regclass, t.oid, 0) i
    WHERE t.oid >= ${firstUserOid} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_transform', 't.oid')}
    UNION ALL
    SELECT 'access-method', quote_ident(a.amname), ${(0,catalog_query/* definition */.mw)({ handler: 'a.amhandler::text', type: 'a.amtype' })}, 0
    FROM pg_am a WHERE a.oid >= ${firstUserOid} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_am', 'a.oid')}
    UNION ALL
    SELECT 'conversion', quote_ident(n.nspname) || '.' || quote_ident(v.conname),
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('v.conowner'),
        from: 'v.conforencoding',
        to: 'v.contoencoding',
        function: 'v.conproc::text',
        default: 'v.condefault',
    })},
      0
    FROM pg_conversion v JOIN pg_namespace n ON n.oid = v.connamespace
    WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_conversion', 'v.oid')}`,
};

;// CONCATENATED MODULE: ./src/engines/postgres/objects-notes.ts

/** The table, view or sequence that an object belongs to, 0 where to none; for an alias with `classoid` and `objoid`. */
const owningTable = (o) => `coalesce(CASE ${o}.classoid
    WHEN 'pg_class'::regclass THEN (SELECT coalesce(i.indrelid, d.refobjid, c.oid) FROM pg_class c
      LEFT JOIN pg_index i ON i.indexrelid = c.oid
      LEFT JOIN pg_depend d ON c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid
        AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
      WHERE c.oid = ${o}.objoid)
    WHEN 'pg_constraint'::regclass THEN (SELECT k.conrelid FROM pg_constraint k WHERE k.oid = ${o}.objoid)
    WHEN 'pg_trigger'::regclass THEN (SELECT t.tgrelid FROM pg_trigger t WHERE t.oid = ${o}.objoid)
    WHEN 'pg_rewrite'::regclass THEN (SELECT r.ev_class FROM pg_rewrite r WHERE r.oid = ${o}.objoid)
    WHEN 'pg_policy'::regclass THEN (SELECT p.polrelid FROM pg_policy p WHERE p.oid = ${o}.objoid)
    WHEN 'pg_statistic_ext'::regclass THEN (SELECT s.stxrelid FROM pg_statistic_ext s WHERE s.oid = ${o}.objoid)
  END, 0)`;
const isOfUsers = (i) => `coalesce(${i}.schema, '') !~ '^"?pg_' AND coalesce(${i}.schema, '') <> 'information_schema'`;
/** Comments and security labels, named by what they are on. Those of an extension's members come with the extension. */
const comments = {
    of: 'table',
    sql: () => `
    SELECT o.kind, i.type || ' ' || i.identity AS name, o.text AS definition, ${owningTable('o')} AS table_oid
    FROM (SELECT 'comment' AS kind, classoid, objoid, objsubid, description AS text FROM pg_description
        WHERE objoid >= 16384 OR classoid = 'pg_namespace'::regclass AND objoid = (SELECT oid FROM pg_namespace WHERE nspname = 'public')
          AND description <> 'standard public schema'
      UNION ALL SELECT 'security-label', classoid, objoid, objsubid, provider || ': ' || label FROM pg_seclabel) o,
      pg_identify_object(o.classoid, o.objoid, o.objsubid) i
    WHERE ${isOfUsers('i')} AND i.identity IS NOT NULL
      AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = o.classoid AND e.objid = o.objoid AND e.deptype = 'e')`,
};
/** Everything that can have privileges, with the letter that `acldefault` knows it by. */
const grantable = `
  SELECT 'pg_class'::regclass AS classoid, oid AS objoid, 0 AS objsubid, relowner AS owner, relacl AS acl,
      CASE relkind WHEN 'S' THEN 's' ELSE 'r' END AS letter FROM pg_class WHERE relacl IS NOT NULL AND relpersistence <> 't'
  UNION ALL SELECT 'pg_class'::regclass, a.attrelid, a.attnum, c.relowner, a.attacl, 'c' FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
  UNION ALL SELECT 'pg_namespace'::regclass, oid, 0, nspowner, nspacl, 'n' FROM pg_namespace WHERE nspacl IS NOT NULL
  UNION ALL SELECT 'pg_proc'::regclass, oid, 0, proowner, proacl, 'f' FROM pg_proc WHERE proacl IS NOT NULL
  UNION ALL SELECT 'pg_type'::regclass, oid, 0, typowner, typacl, 'T' FROM pg_type WHERE typacl IS NOT NULL
  UNION ALL SELECT 'pg_language'::regclass, oid, 0, lanowner, lanacl, 'l' FROM pg_language WHERE lanacl IS NOT NULL
  UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid, 0, fdwowner, fdwacl, 'F' FROM pg_foreign_data_wrapper WHERE fdwacl IS NOT NULL
  UNION ALL SELECT 'pg_foreign_server'::regclass, oid, 0, srvowner, srvacl, 'S' FROM pg_foreign_server WHERE srvacl IS NOT NULL
  UNION ALL SELECT 'pg_largeobject'::regclass, oid, 0, lomowner, lomacl, 'L' FROM pg_largeobject_metadata WHERE lomacl IS NOT NULL`;
/** Privileges one by one. The owner is called so, since whoever owns the parts of an extension or of the system differs between servers. */
const exploded = (acl, like) => (0,catalog_query/* sorted */.IP)(`ARRAY(SELECT concat_ws(' ', CASE x.grantee WHEN 0 THEN 'PUBLIC' WHEN g.owner THEN '<owner>' ELSE ${(0,catalog_query/* roleName */.S3)('x.grantee')} END,
    x.privilege_type, CASE WHEN x.is_grantable AND x.grantee <> g.owner THEN 'WITH GRANT OPTION' END,
    CASE WHEN x.grantor <> g.owner THEN 'BY ' || ${(0,catalog_query/* roleName */.S3)('x.grantor')} END) FROM aclexplode(${acl}) x WHERE ${(0,catalog_query/* isPrivilegeOf */["do"])(like)})`);
const isSchemaPublic = `(g.classoid = 'pg_namespace'::regclass AND g.objoid = (SELECT oid FROM pg_namespace WHERE nspname = 'public'))`;
/**
 * Privileges that are not those with which the server makes such an object: a null list means the same as the server's default, and for
 * parts of the system and of extensions the default is what they came with. Includes the system's own objects, since pg_dump does. A copy of
 * a source of before 15 is read as if its schema `public` were not as the server makes it; see `withGrantsOfSource`.
 */
const grants = {
    of: 'table',
    sql: (version, like) => `
    SELECT 'grants' AS kind, i.type || ' ' || i.identity AS name, ${(0,catalog_query/* definition */.mw)({ grants: `coalesce(g.now, '[]')` })}, ${owningTable('g')} AS table_oid
    FROM (SELECT g.*, ${exploded('g.acl', like)} AS now,
        ${exploded(`coalesce(s.initprivs, CASE WHEN g.letter <> 'c' THEN acldefault(g.letter::"char", g.owner) END)`, like)} AS initial
      FROM (${grantable}) g
      LEFT JOIN pg_init_privs s ON s.objoid = g.objoid AND s.classoid = g.classoid AND s.objsubid = g.objsubid) g,
      pg_identify_object(g.classoid, g.objoid, g.objsubid) i
    WHERE (g.now IS DISTINCT FROM g.initial${like < 150000 && version >= 150000 ? ` OR ${isSchemaPublic}` : ''}) AND coalesce(i.schema, i.identity) !~ '^(pg_temp|pg_toast|information_schema$)'`,
};

// EXTERNAL MODULE: ./src/engines/postgres/objects-roles.ts
var objects_roles = __webpack_require__(18151);
;// CONCATENATED MODULE: ./src/engines/postgres/objects-outside.ts

/** Publications and what they publish. */
const publications = {
    of: 'database',
    sql: (version, like) => `
    SELECT 'publication' AS kind, quote_ident(p.pubname) AS name,
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('p.pubowner'),
        all_tables: (0,catalog_query/* flag */.Jt)('p.puballtables'),
        via_root: (0,catalog_query/* flag */.Jt)('p.pubviaroot'),
        publish: `concat_ws(' ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
          CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END)`,
        generated_columns: like >= 180000 ? 'p.pubgencols' : 'NULL',
        schemas: version >= 150000
            ? (0,catalog_query/* sorted */.IP)(`ARRAY(SELECT quote_ident(n.nspname) FROM pg_publication_namespace s JOIN pg_namespace n ON n.oid = s.pnnspid
                WHERE s.pnpubid = p.oid)`)
            : 'NULL',
    })},
      0::oid AS table_oid
    FROM pg_publication p
    UNION ALL
    SELECT 'published-table', r.prrelid::regclass || ' in ' || quote_ident(p.pubname),
      ${(0,catalog_query/* definition */.mw)({
        table: 'r.prrelid::regclass::text',
        ...(version >= 150000
            ? {
                where: 'pg_get_expr(r.prqual, r.prrelid)',
                columns: (0,catalog_query/* sorted */.IP)(`ARRAY(SELECT quote_ident(a.attname) FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs))`),
            }
            : {}),
    })},
      r.prrelid
    FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid`,
};
/** Subscriptions without their connection strings. A dump restores them switched off, so their state is not compared. */
const subscriptions = {
    of: 'database',
    sql: () => `
    SELECT 'subscription' AS kind, quote_ident(s.subname) AS name,
      ${(0,catalog_query/* definition */.mw)({ owner: (0,catalog_query/* roleName */.S3)('s.subowner'), publications: (0,catalog_query/* sorted */.IP)('s.subpublications') })},
      0 AS table_oid
    FROM pg_subscription s WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
};
/**
 * Foreign-data wrappers, servers and the mappings of users. Their options may hold passwords: only the names of the options are read, and
 * of mappings not even these.
 */
const foreignData = {
    of: 'database',
    sql: () => `
    SELECT 'foreign-data-wrapper' AS kind, quote_ident(w.fdwname) AS name,
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('w.fdwowner'),
        functions: `concat_ws(' ', nullif(w.fdwhandler::regproc::text, '-'), nullif(w.fdwvalidator::regproc::text, '-'))`,
        options: (0,catalog_query/* sorted */.IP)('ARRAY(SELECT option_name FROM pg_options_to_table(w.fdwoptions))'),
    })},
      0 AS table_oid
    FROM pg_foreign_data_wrapper w WHERE ${(0,catalog_query/* isNotOfExtension */.qM)('pg_foreign_data_wrapper', 'w.oid')}
    UNION ALL
    SELECT 'foreign-server', quote_ident(s.srvname),
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('s.srvowner'),
        wrapper: '(SELECT quote_ident(w.fdwname) FROM pg_foreign_data_wrapper w WHERE w.oid = s.srvfdw)',
        type: 's.srvtype',
        version: 's.srvversion',
        options: (0,catalog_query/* sorted */.IP)('ARRAY(SELECT option_name FROM pg_options_to_table(s.srvoptions))'),
    })},
      0
    FROM pg_foreign_server s WHERE ${(0,catalog_query/* isNotOfExtension */.qM)('pg_foreign_server', 's.oid')}
    UNION ALL
    SELECT 'user-mapping', quote_ident(m.usename) || ' on ' || quote_ident(m.srvname), '{}', 0 FROM pg_user_mappings m`,
};

// EXTERNAL MODULE: ./src/engines/postgres/objects-sequence-values.ts
var objects_sequence_values = __webpack_require__(85596);
// EXTERNAL MODULE: ./src/engines/postgres/objects-sequences.ts
var objects_sequences = __webpack_require__(47976);
;// CONCATENATED MODULE: ./src/engines/postgres/objects-tables.ts

/**
 * Tables of every kind. Tablespaces are left out: where bytes lie is the server's business, and a sandbox has none. Options of foreign
 * tables may hold anything, so only their names are read.
 */
const tables = {
    of: 'table',
    sql: () => `
    SELECT CASE c.relkind WHEN 'f' THEN 'foreign-table' ELSE 'table' END AS kind, ${(0,catalog_query/* qualified */.LX)('n.nspname', 'c.relname')} AS name,
      ${(0,catalog_query/* definition */.mw)({
        schema: 'quote_ident(n.nspname)',
        owner: (0,catalog_query/* roleName */.S3)('c.relowner'),
        unlogged: (0,catalog_query/* flag */.Jt)(`c.relpersistence = 'u'`),
        access_method: `(SELECT a.amname FROM pg_am a WHERE a.oid = c.relam)`,
        partition_key: `CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END`,
        partition_bound: 'pg_get_expr(c.relpartbound, c.oid)',
        parents: `(SELECT jsonb_agg(i.inhparent::regclass::text ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid)`,
        of_type: `CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END`,
        row_security: (0,catalog_query/* flag */.Jt)('c.relrowsecurity'),
        row_security_forced: (0,catalog_query/* flag */.Jt)('c.relforcerowsecurity'),
        replica_identity: `CASE c.relreplident WHEN 'f' THEN 'full' WHEN 'n' THEN 'nothing' WHEN 'i' THEN 'index' END`,
        options: (0,catalog_query/* sorted */.IP)('c.reloptions'),
        toast_options: (0,catalog_query/* sorted */.IP)('(SELECT t.reloptions FROM pg_class t WHERE t.oid = c.reltoastrelid)'),
        server: `(SELECT quote_ident(s.srvname) FROM pg_foreign_server s WHERE s.oid = f.ftserver)`,
        server_options: (0,catalog_query/* sorted */.IP)(`ARRAY(SELECT option_name FROM pg_options_to_table(f.ftoptions))`),
    })},
      c.oid AS table_oid
    ${(0,catalog_query/* userRelations */.$g)('rpf', 'LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid')}`,
};
/** From 18 on NOT NULL is a constraint that can be left unvalidated, or not be handed down. */
const notNullState = `(SELECT nullif(concat_ws(' ', CASE WHEN NOT k.convalidated THEN 'not valid' END, CASE WHEN k.connoinherit THEN 'no inherit' END), '')
  FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum])`;
/** What is inherited has the name that the server gives it when a dump is loaded. */
const notNullName = `(SELECT quote_ident(k.conname) FROM pg_constraint k
  WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum] AND k.conislocal AND k.coninhcount = 0)`;
/**
 * Without what the server itself keeps there: Debian's 17.12 gives every new column a `pg_attver` with a number that differs in each copy.
 * Its `pg_dump` and `psql` leave out what begins so, by the same test (seen in its queries).
 */
const columnOptions = `ARRAY(SELECT v FROM unnest(a.attoptions) v WHERE v !~ '^pg_attver=')`;
/**
 * Columns, by name: in a restore the columns of inheritance children change their order. Those of views are here only where they have a
 * default, since the view's own text has the rest.
 */
const columns = {
    of: 'table',
    sql: (_, like, edition) => `
    SELECT 'column' AS kind, ${(0,catalog_query/* qualified */.LX)('n.nspname', 'c.relname')} || '.' || quote_ident(a.attname) AS name,
      ${(0,catalog_query/* definition */.mw)({
        table: `CASE WHEN d.oid IS NOT NULL THEN ${(0,catalog_query/* qualified */.LX)('n.nspname', 'c.relname')} END`,
        column: 'CASE WHEN d.oid IS NOT NULL THEN quote_ident(a.attname) END',
        type: 'format_type(a.atttypid, a.atttypmod)',
        not_null: (0,catalog_query/* flag */.Jt)('a.attnotnull'),
        not_null_state: like >= 180000 ? notNullState : 'NULL',
        not_null_name: like >= 180000 && edition >= 2 ? notNullName : 'NULL',
        default: 'pg_get_expr(d.adbin, d.adrelid)',
        generated: `nullif(a.attgenerated, '')`,
        // from 17 on partitions have what the partitioned table has
        identity: like >= 170000
            ? `nullif(a.attidentity, '')`
            : `CASE WHEN NOT c.relispartition THEN nullif(a.attidentity, '') END`,
        collation: 'CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END',
        storage: 'CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END',
        compression: like >= 140000 ? `nullif(a.attcompression, '')` : 'NULL',
        statistics: 'CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END',
        options: (0,catalog_query/* sorted */.IP)(columnOptions),
        server_options: (0,catalog_query/* sorted */.IP)('ARRAY(SELECT option_name FROM pg_options_to_table(a.attfdwoptions))'),
        inherited: (0,catalog_query/* flag */.Jt)('a.attinhcount > 0'),
        local: `CASE WHEN a.attinhcount > 0 AND NOT c.relispartition THEN a.attislocal END`,
    })},
      c.oid AS table_oid
    ${(0,catalog_query/* userRelations */.$g)('rpfvm', `JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       JOIN pg_type t ON t.oid = a.atttypid
       LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum`)}
      AND (c.relkind IN ('r', 'p', 'f') OR d.oid IS NOT NULL OR c.relkind = 'm' AND
        (a.attstorage <> t.typstorage OR a.attstattarget >= 0 OR ${columnOptions} <> '{}'))`,
};

;// CONCATENATED MODULE: ./src/engines/postgres/objects-types.ts

/** Types of their own: not the row types of tables, and not the arrays that come with every type. */
const types = {
    of: 'database',
    sql: (_, like) => `
    SELECT CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END AS kind, format_type(t.oid, NULL) AS name,
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('t.typowner'),
        base: `CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END`,
        not_null: (0,catalog_query/* flag */.Jt)('t.typnotnull'),
        default: `coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault)`,
        collation: 'CASE WHEN t.typcollation <> 0 THEN t.typcollation::regcollation::text END',
        labels: `(SELECT jsonb_agg(l.enumlabel ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = t.oid)`,
        attributes: `(SELECT jsonb_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
            || CASE WHEN a.attcollation <> at.typcollation THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END ORDER BY a.attnum)
          FROM pg_attribute a JOIN pg_type at ON at.oid = a.atttypid WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)`,
        range: `(SELECT jsonb_strip_nulls(jsonb_build_object('subtype', format_type(r.rngsubtype, NULL),
            'collation', CASE WHEN r.rngcollation <> 0 THEN r.rngcollation::regcollation::text END,
            'operator_class', (SELECT o.identity FROM pg_identify_object('pg_opclass'::regclass, r.rngsubopc, 0) o),
            'canonical', nullif(r.rngcanonical::text, '-'), 'difference', nullif(r.rngsubdiff::text, '-')
            ${like >= 140000 ? `, 'multirange', format_type(r.rngmultitypid, NULL)` : ''}))
          FROM pg_range r WHERE r.rngtypid = t.oid)`,
        input: `CASE WHEN t.typtype = 'b' THEN t.typinput::text END`,
        output: `CASE WHEN t.typtype = 'b' THEN t.typoutput::text END`,
        internal: `CASE WHEN t.typtype = 'b' THEN concat_ws(' ', t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcategory) END`,
    })},
      0 AS table_oid
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_type', 't.oid')} AND t.typisdefined
      AND (t.typtype IN ('d', 'e', 'r') OR t.typtype = 'c' AND c.relkind = 'c' OR t.typtype = 'b' AND t.typelem = 0)`,
};
/** Collations. The version of the library that sorts is the machine's and not compared. */
const collations = {
    of: 'database',
    sql: (version, like) => {
        const locale = version >= 170000 ? 'o.colllocale' : version >= 150000 ? 'o.colliculocale' : 'NULL';
        return `
    SELECT 'collation' AS kind, quote_ident(n.nspname) || '.' || quote_ident(o.collname) AS name,
      ${(0,catalog_query/* definition */.mw)({
            owner: (0,catalog_query/* roleName */.S3)('o.collowner'),
            provider: 'o.collprovider',
            deterministic: 'o.collisdeterministic',
            // before 15 the locale of ICU stood in the place of that of the C library
            collate: like >= 150000 ? 'o.collcollate' : `coalesce(o.collcollate, ${locale})`,
            ctype: like >= 150000 ? 'o.collctype' : `coalesce(o.collctype, ${locale})`,
            locale: like >= 150000 ? locale : 'NULL',
            rules: like >= 160000 ? 'o.collicurules' : 'NULL',
        })},
      0 AS table_oid
    FROM pg_collation o JOIN pg_namespace n ON n.oid = o.collnamespace
    WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_collation', 'o.oid')}`;
    },
};
/** Configurations of text search with the dictionaries of each kind of token. */
const searchConfigurations = {
    of: 'database',
    sql: () => `
    SELECT 'text-search-configuration' AS kind, quote_ident(n.nspname) || '.' || quote_ident(g.cfgname) AS name,
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('g.cfgowner'),
        parser: `(SELECT quote_ident(p.prsname) FROM pg_ts_parser p WHERE p.oid = g.cfgparser)`,
        mappings: `(SELECT jsonb_agg((SELECT k.alias FROM ts_token_type(g.cfgparser) k WHERE k.tokid = m.maptokentype)
            || ' ' || m.mapdict::regdictionary ORDER BY m.maptokentype, m.mapseqno) FROM pg_ts_config_map m WHERE m.mapcfg = g.oid)`,
    })},
      0 AS table_oid
    FROM pg_ts_config g JOIN pg_namespace n ON n.oid = g.cfgnamespace
    WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_ts_config', 'g.oid')}
    UNION ALL
    SELECT 'text-search-dictionary', quote_ident(n.nspname) || '.' || quote_ident(d.dictname),
      ${(0,catalog_query/* definition */.mw)({
        owner: (0,catalog_query/* roleName */.S3)('d.dictowner'),
        template: `(SELECT quote_ident(t.tmplname) FROM pg_ts_template t WHERE t.oid = d.dicttemplate)`,
        options: 'd.dictinitoption',
    })},
      0
    FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
    WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_ts_dict', 'd.oid')}`,
};
/**
 * Schemas. The owner of `public` before version 15 is whoever made the cluster, which a dump does not say; from then on it is a role for
 * the purpose.
 */
const schemas = {
    of: 'database',
    sql: (_, like) => `
    SELECT 'schema' AS kind, quote_ident(n.nspname) AS name,
      ${(0,catalog_query/* definition */.mw)({
        owner: like >= 150000
            ? (0,catalog_query/* roleName */.S3)('n.nspowner')
            : `CASE WHEN n.nspname <> 'public' OR n.nspowner <> 10 AND pg_get_userbyid(n.nspowner) <> 'pg_database_owner'
                THEN ${(0,catalog_query/* roleName */.S3)('n.nspowner')} END`,
    })},
      0 AS table_oid
    FROM pg_namespace n WHERE ${(0,catalog_query/* isUserSchema */.Th)('n.nspname')} AND ${(0,catalog_query/* isNotOfExtension */.qM)('pg_namespace', 'n.oid')}`,
};
/** Extensions, without their members. A dump says neither their owner nor what they were configured with other than by tables. */
const extensions = {
    of: 'database',
    sql: () => `
    SELECT 'extension' AS kind, quote_ident(x.extname) AS name,
      ${(0,catalog_query/* definition */.mw)({
        schema: `(SELECT quote_ident(n.nspname) FROM pg_namespace n WHERE n.oid = x.extnamespace)`,
        version: 'x.extversion',
    })},
      0 AS table_oid
    FROM pg_extension x`,
};
/** Privileges that new objects get. */
const defaultPrivileges = {
    of: 'database',
    sql: (_, like) => `
    SELECT 'default-privileges' AS kind,
      ${(0,catalog_query/* roleName */.S3)('d.defaclrole')} || coalesce(' in ' || quote_ident(n.nspname), '') || ' on ' || d.defaclobjtype::text AS name,
      ${(0,catalog_query/* definition */.mw)({
        grants: (0,catalog_query/* sorted */.IP)(`ARRAY(SELECT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE ${(0,catalog_query/* roleName */.S3)('x.grantee')} END || ' ' || x.privilege_type
          || CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END FROM aclexplode(d.defaclacl) x WHERE ${(0,catalog_query/* isPrivilegeOf */["do"])(like)})`),
    })},
      0 AS table_oid
    FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace`,
};

// EXTERNAL MODULE: ./src/engines/postgres/session.ts + 4 modules
var postgres_session = __webpack_require__(10465);
;// CONCATENATED MODULE: ./src/engines/postgres/catalog.ts












const queries = [
    objects_roles/* roles */.Ot,
    schemas,
    extensions,
    types,
    domainConstraints,
    collations,
    tables,
    columns,
    objects_sequences/* sequences */.X,
    constraints,
    indexes,
    statistics,
    views,
    functions,
    aggregates,
    operators,
    operatorFamilies,
    casts,
    searchConfigurations,
    triggers,
    rules,
    policies,
    eventTriggers,
    publications,
    subscriptions,
    foreignData,
    grants,
    defaultPrivileges,
    comments,
];
/**
 * What a database holds beside its rows, as far as pg_dump dumps it: every object once, sorted by kind and name. Two databases have the
 * same list if and only if a dump of the one would bring back the other, but for texts that the server writes in another way after it
 * parsed its own words; see `canonical.ts`.
 *
 * Sequences are not part of snapshots: while others write, their values are another moment's than the rest.
 */
async function readCatalog(session, options) {
    const { scope, sequenceValues = 'read', edition = catalog_edition/* catalogEdition */.S } = options;
    const partial = scope !== 'all' && 'tables' in scope;
    const [server] = await session.rows(`SELECT current_setting('server_version_num') AS version`);
    const version = Number(server?.['version']);
    const like = Math.min(version, options.like ?? version);
    const condition = await tableCondition(session, scope);
    const objects = [];
    for (const query of queries) {
        if (partial && query.of === 'database' && query !== objects_roles/* roles */.Ot)
            continue;
        if (query === functions && options.functions !== undefined) {
            objects.push(...options.functions);
            continue;
        }
        const where = query === objects_roles/* roles */.Ot ? '' : condition;
        objects.push(...(await described(session, query.sql(version, like, edition), where)));
    }
    const named = objects.filter(({ kind }) => kind === 'sequence').map(({ name }) => name);
    if (sequenceValues === 'read')
        objects.push(...(await (0,objects_sequence_values/* readSequenceValues */.C)(session, named)));
    return objects.sort((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name));
}
/**
 * The functions alone, to be read as soon as a snapshot is taken: the server prints them as they are now and not as in the snapshot (its
 * `pg_get_functiondef` looks into caches), pg_dump takes their text from the snapshot, and nothing locks them.
 */
async function readFunctions(session) {
    return await described(session, functions.sql(0, 0, catalog_edition/* catalogEdition */.S), '');
}
async function described(session, sql, where) {
    const rows = await session.rows(`SELECT kind, name, definition FROM (${sql}) AS o${where}`);
    return rows.map((row) => ({
        kind: row['kind'] ?? '',
        name: row['name'] ?? '',
        definition: row['definition'] ?? '',
    }));
}
/** Roles that the objects name, quoted: a sandbox needs them before it can load the dump. */
function rolesOf(objects) {
    return objects.filter(({ kind }) => kind === 'role').map(({ name }) => name);
}
/** Roles that own some of the objects, quoted. */
function ownersOf(objects) {
    return [...new Set(objects.flatMap((object) => ownerOf(object) ?? []))].sort();
}
/** The role that owns the object, quoted. */
function ownerOf({ kind, definition }) {
    if (proseKinds.has(kind) || !definition.startsWith('{'))
        return undefined;
    return JSON.parse(definition).owner;
}
/** Kinds whose definition is the user's own text. */
const proseKinds = new Set(['comment', 'security-label']);
/** The objects as a dump of the schema alone brings them back: sequences at their start, materialized views not filled, no large objects. */
function withoutData(objects) {
    return objects
        .filter(({ kind, name }) => kind !== 'sequence-value' && !name.startsWith('large object '))
        .map((object) => {
        if (object.kind !== 'materialized-view')
            return object;
        return { ...object, definition: object.definition.replace('"populated": true', '"populated": false') };
    });
}
async function tableCondition(session, scope) {
    if (scope === 'all')
        return '';
    const names = 'tables' in scope ? scope.tables : scope.except;
    const values = names.map((name) => `(${(0,postgres_session/* literal */.e)(name)})`).join(', ');
    if (values === '')
        return 'tables' in scope ? ' WHERE false' : '';
    const [row] = await session.rows(`SELECT string_agg(to_regclass(v.name)::oid::text, ',') AS oids FROM (VALUES ${values}) AS v (name)`);
    const oids = row?.['oids'] ?? '0';
    return ` WHERE table_oid ${'tables' in scope ? 'IN' : 'NOT IN'} (${oids})`;
}
function compare(a, b) {
    return a < b ? -1 : Number(a > b);
}


/***/ }),

/***/ 25467:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y: () => (/* binding */ findAnyPsql),
  g: () => (/* binding */ findClients)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/nearest.ts
var nearest = __webpack_require__(94006);
// EXTERNAL MODULE: ./src/process/apt.ts
var apt = __webpack_require__(70606);
;// CONCATENATED MODULE: ./src/engines/postgres/install-clients.ts


/** Registers apt.postgresql.org; comes with the package postgresql-common of Debian and Ubuntu. */
const registerRepository = '/usr/share/postgresql-common/pgdg/apt.postgresql.org.sh';
/**
 * Installs the client tools of one major version, or the distribution's own where none is given. Where the distribution has not the version,
 * apt.postgresql.org is registered first.
 *
 * @throws Failure `client-missing` where apt cannot do it.
 */
async function installClients(launcher, major) {
    const tools = major === undefined ? 'postgresql-client' : `postgresql-client-${major}`;
    const { update, install, run } = await (0,apt/* apt */.w)(launcher);
    try {
        await update();
        await install(tools).catch(async () => {
            await install('postgresql-common');
            await run(registerRepository);
            await install(tools);
        });
    }
    catch (error) {
        throw new failure/* Failure */.HR('client-missing', `cannot install ${tools}: ${(0,apt/* aptReason */.k)(error)}`, {
            hint: `install the package ${tools} before the backup, or use \`client: docker\``,
        });
    }
}

;// CONCATENATED MODULE: ./src/engines/postgres/clients.ts





/**
 * The client tools of exactly this major version: an older pg_dump refuses the server, and a newer one writes what the older pg_restore
 * cannot read.
 *
 * @throws Failure `client-missing` that names the package; `input-invalid` for a `client` that is none of the four.
 */
async function findClients(search) {
    const { launcher, major, client } = search;
    if (client === 'docker')
        return dockerClients(launcher, `postgres:${major}`);
    const tools = `pg_dump, pg_restore, psql and pg_dumpall of PostgreSQL ${major}`;
    return await found(search, major, tools);
}
/** A psql of any version, to ask a server for its version. @throws Failure `client-missing`. */
async function findAnyPsql(search) {
    if (search.client === 'docker')
        return dockerClients(search.launcher, 'postgres:18');
    return await found(search, undefined, 'psql and the other tools of PostgreSQL');
}
/** Looks for tools, and once more after they were installed, where that is what `client` says. */
async function found(search, major, tools) {
    const { launcher, client } = search;
    let look = await lookInto(launcher, foldersOf(search, major), major);
    if (look.clients === undefined && client === 'install') {
        await installClients(launcher, major);
        look = await lookInto(launcher, foldersOf(search, major), major);
    }
    if (look.clients !== undefined)
        return look.clients;
    const others = look.others.length === 0 ? '' : `; what is there: ${look.others.join(', ')}`;
    const folder = client.startsWith('path:') ? 'correct the folder in input "client"; or ' : '';
    throw new failure/* Failure */.HR('client-missing', `${tools} are not ${whereOf(client)}${others}`, {
        hint: `${folder}${remedy(major)}`,
    });
}
const knownMajors = [18, 17, 16, 15, 14, 13];
function foldersOf(search, major) {
    const { client, searchPath, extraFolders = [] } = search;
    if (client.startsWith('path:/'))
        return [client.slice('path:'.length)];
    if (client !== 'auto' && client !== 'install') {
        throw new failure/* Failure */.HR('input-invalid', `input "client" is not a place for client tools: ${JSON.stringify(client)}`, {
            hint: `write auto, path:/folder, docker or install${(0,nearest/* didYouMean */.a)(client, ['auto', 'docker', 'install'])}`,
        });
    }
    const packaged = (major === undefined ? knownMajors : [major]).flatMap((version) => [
        `/usr/lib/postgresql/${version}/bin`, // Debian, Ubuntu and apt.postgresql.org
        `/usr/pgsql-${version}/bin`, // yum.postgresql.org
        `/opt/homebrew/opt/postgresql@${version}/bin`,
        `/usr/local/opt/postgresql@${version}/bin`,
    ]);
    return [...extraFolders, ...packaged, ...searchPath.split(external_node_path_.delimiter).filter(Boolean)];
}
/** Looks for all tools of a major version in one folder; where none is given, for a psql of any. */
async function lookInto(launcher, folders, major) {
    const others = [];
    for (const folder of new Set(folders)) {
        const clients = toolsIn(folder, []);
        const files = major === undefined ? [clients.psql] : [clients.pgDump, clients.pgRestore, clients.psql, clients.pgDumpall];
        if (!(await Promise.all(files.map(isExecutable))).every(Boolean))
            continue;
        // each is asked: Debian's names in /usr/bin are one wrapper that picks a version, and may pick another for each tool
        const versions = await Promise.all(files.map((file) => versionOf(launcher, file, [])));
        const [version] = versions;
        if (version === undefined)
            continue;
        const isOne = versions.every((other) => majorOf(other) === majorOf(version));
        if (isOne && (major === undefined || majorOf(version) === major))
            return { clients: { ...clients, version }, others };
        others.push(`${isOne ? version : `a mixture of ${versions.join(', ')}`} in ${folder}`);
    }
    return { others };
}
/** The image's tools in the machine's network; a unix socket of the machine is not visible to them. */
async function dockerClients(launcher, image) {
    // names without values: docker takes the values from its own environment, and they stay out of the list of processes
    const environment = ['PGPASSWORD', 'PGCONNECT_TIMEOUT', 'PGAPPNAME', 'PGTZ', 'PGOPTIONS', 'TZ'].map((name) => `--env=${name}`);
    const prefix = ['docker', 'run', '--rm', '--interactive', '--network=host', ...environment, image];
    const version = await versionOf(launcher, 'pg_dump', prefix);
    if (version === undefined) {
        throw new failure/* Failure */.HR('client-missing', `docker cannot run pg_dump of the image ${image}`, {
            hint: 'check that docker works on this machine and may pull the image, or use another `client`',
        });
    }
    return { ...toolsIn('', prefix), folder: `image ${image}`, version };
}
function toolsIn(folder, prefix) {
    const at = (name) => (folder === '' ? name : (0,external_node_path_.join)(folder, name));
    return {
        folder,
        version: '',
        pgDump: at('pg_dump'),
        pgRestore: at('pg_restore'),
        psql: at('psql'),
        pgDumpall: at('pg_dumpall'),
        prefix,
    };
}
async function isExecutable(file) {
    return (0,promises_.access)(file, promises_.constants.X_OK).then(() => true, () => false);
}
/** The version that a tool prints, such as `15.18` of `pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`. */
async function versionOf(launcher, file, prefix) {
    try {
        const text = await launcher.capture({ file, args: ['--version'], prefix });
        return /\(PostgreSQL\) (\d+(?:\.\d+)?)/.exec(text)?.[1];
    }
    catch {
        return undefined; // a program that does not run is as good as none
    }
}
function majorOf(version) {
    return Number.parseInt(version ?? '', 10);
}
function whereOf(client) {
    return client.startsWith('path:') ? `in ${client.slice('path:'.length)}` : 'on this machine';
}
/** What to type where `major` is missing, or any where none is given. */
function remedy(major) {
    const steps = major === undefined
        ? ['sudo apt-get install -y postgresql-client']
        : [
            'sudo apt-get install -y postgresql-common',
            `sudo YES=yes ${registerRepository}`,
            `sudo apt-get install -y postgresql-client-${major}`,
        ];
    return `on Debian and Ubuntu: ${steps.join(' && ')}; or write \`client: install\`, and Muster does that`;
}


/***/ }),

/***/ 87763:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ connectionFromUrl),
/* harmony export */   j: () => (/* binding */ inDatabase)
/* harmony export */ });
/* harmony import */ var _domain_connection_url_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17890);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94006);



/** Idle links are cut by cloud networks after some four minutes; libpq takes these from the URL only, not from the environment. */
const keepalives = { keepalives_idle: '60', keepalives_interval: '10', keepalives_count: '6' };
/**
 * The connection that a `postgresql://` URL describes, in the form that libpq reads (`?host=/dir` for sockets, several hosts, IPv6 in
 * brackets). A password with characters that should have been percent-encoded is understood where that leaves no doubt.
 *
 * @throws Failure `input-invalid`; the message never holds a piece of the URL.
 */
function connectionFromUrl(url) {
    const parsed = (0,_domain_connection_url_js__WEBPACK_IMPORTED_MODULE_1__/* .parseConnectionUrl */ .zP)(typeof url === 'string' ? url : url.reveal(), ['postgresql', 'postgres']);
    if (parsed === undefined)
        throw invalid('is not a postgresql:// URL, or has a host, port or database that cannot be one');
    const { authority } = parsed;
    const parameters = new Map(parsed.parameters);
    const unknown = (0,_domain_connection_url_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownParameter */ .Yl)(parsed, usable);
    if (unknown !== undefined)
        throw unusable(unknown);
    const mode = parameters.get('sslmode');
    if (mode !== undefined && !sslModes.includes(mode)) {
        throw invalid(`has an sslmode that is none of ${sslModes.join(', ')}${(0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(mode, sslModes)}`);
    }
    const database = parameters.get('dbname') ?? parsed.database;
    if (database === '')
        throw invalid('names no database');
    const secret = parameters.get('password') ?? parsed.password;
    const login = parameters.get('user') ?? parsed.user;
    for (const taken of ['dbname', 'password', 'user'])
        parameters.delete(taken);
    for (const [name, value] of Object.entries(keepalives))
        if (!parameters.has(name))
            parameters.set(name, value);
    if ([database, secret, login, ...parameters.values()].some((value) => value.includes('\0'))) {
        throw invalid('holds a zero byte');
    }
    const encoded = [...parameters].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    const credentials = login === '' ? '' : `${encodeURIComponent(login)}@`;
    const host = parameters.get('host') ?? authority;
    return {
        target: `postgresql://${credentials}${authority}/${encodeURIComponent(database)}?${encoded.join('&')}`,
        env: { PGCONNECT_TIMEOUT: '15', ...(secret === '' ? {} : { PGPASSWORD: secret }) },
        description: `${host === '' ? 'local' : host}/${database}`,
        database,
    };
}
/** The same server and account, with another database. */
function inDatabase(connection, database) {
    const { target, description, database: former } = connection;
    return {
        ...connection,
        target: target.replace(/^(postgresql:\/\/[^/]*\/)[^?]*/, (_, server) => server + encodeURIComponent(database)),
        description: `${description.slice(0, description.length - former.length)}${database}`,
        database,
    };
}
/** Connection parameters of libpq 18 and before that hold no secret: what stands in the target is seen in the list of processes. */
const usable = ('host hostaddr port dbname user password passfile require_auth channel_binding connect_timeout client_encoding options ' +
    'application_name fallback_application_name keepalives keepalives_idle keepalives_interval keepalives_count tcp_user_timeout ' +
    'replication gssencmode sslmode requiressl sslnegotiation sslcompression sslcert sslkey sslcertmode sslrootcert sslcrl sslcrldir ' +
    'sslsni requirepeer ssl_min_protocol_version ssl_max_protocol_version min_protocol_version max_protocol_version krbsrvname gsslib ' +
    'gssdelegation service servicefile target_session_attrs load_balance_hosts').split(' ');
const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];
function unusable({ name, shown }) {
    const secret = ['sslpassword', 'oauth_client_secret', 'scram_client_key', 'scram_server_key'].find((taken) => taken === name);
    if (secret !== undefined)
        return invalid(`holds ${secret}, which would be seen in the list of processes`);
    return invalid(`has a parameter${shown} that PostgreSQL's tools do not know${(0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(name, usable)}`, 'leave it out where it is for another program; what asks for TLS is sslmode=require or sslmode=verify-full');
}
const form = 'write postgresql://user:password@host:5432/database, with @ : / ? # % and spaces of a password percent-encoded';
function invalid(because, hint = form) {
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', `input "url" ${because}`, { hint });
}


/***/ }),

/***/ 38234:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cm: () => (/* binding */ quoteIdentifier),
/* harmony export */   Cv: () => (/* binding */ identifier),
/* harmony export */   sU: () => (/* binding */ parseCopyStatement)
/* harmony export */ });
/** A name as the server and pg_dump write it, quoted where it has to be; part of a regular expression. */
const identifier = '(?:"(?:[^"]|"")*"|[^\\s".(),;]+)';
const statement = new RegExp(`^COPY (${identifier}(?:\\.${identifier})*) +(?:\\((${identifier}(?:, ${identifier})*)\\) )?FROM stdin;\\s*$`, 'u');
/** Reads a statement as pg_dump writes it; undefined where it has another form. */
function parseCopyStatement(text) {
    const match = statement.exec(text);
    if (match === null)
        return undefined;
    const [, table = '', columns = ''] = match;
    return { table, path: identifiersOf(table).map(unquote), columns: identifiersOf(columns) };
}
function identifiersOf(text) {
    return text.match(new RegExp(identifier, 'gu')) ?? [];
}
function unquote(name) {
    return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
/** An identifier in quotes, whatever it is made of. */
function quoteIdentifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
}


/***/ }),

/***/ 50542:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AG: () => (/* binding */ grantStatement),
/* harmony export */   CV: () => (/* binding */ propertyStatements),
/* harmony export */   Gl: () => (/* binding */ rolesOfProperties),
/* harmony export */   KA: () => (/* binding */ settingStatement),
/* harmony export */   OW: () => (/* binding */ propertiesSetting),
/* harmony export */   Qh: () => (/* binding */ readProperties),
/* harmony export */   Sq: () => (/* binding */ recordedProperties),
/* harmony export */   TP: () => (/* binding */ ownerStatement),
/* harmony export */   zh: () => (/* binding */ settingInWords)
/* harmony export */ });
/* harmony import */ var _copy_statement_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38234);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10465);


/** The properties of the database of an oid, an SQL expression. They are read in the session's snapshot, where it has one. */
async function readProperties(session, oid) {
    const [row = {}] = await session.rows(`SELECT quote_ident(pg_get_userbyid(datdba)) AS owner, datconnlimit AS connections, datistemplate AS template,
       shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE oid = ${oid}`);
    const grants = await session.rows(`SELECT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END AS grantee, x.privilege_type AS privilege,
       x.is_grantable AND x.grantee <> d.datdba AS grantable
     FROM pg_database d CROSS JOIN LATERAL aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x WHERE d.oid = ${oid}
     ORDER BY 1, 2`);
    const settings = await session.rows(`SELECT quote_ident(r.rolname) AS role, split_part(c, '=', 1) AS name, substr(c, strpos(c, '=') + 1) AS value
     FROM pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) c LEFT JOIN pg_roles r ON r.oid = s.setrole
     WHERE s.setdatabase = ${oid} ORDER BY 1 NULLS FIRST, 2`);
    return {
        owner: row['owner'] ?? '',
        connectionLimit: Number(row['connections'] ?? -1),
        isTemplate: row['template'] === 't',
        comment: row['comment'] ?? null,
        grants: grants.map(grantOf),
        settings: settings.map(({ role, name, value }) => ({ role: role ?? null, name: name ?? '', value: value ?? '' })),
    };
}
function grantOf({ grantee, privilege, grantable }) {
    return { grantee: grantee ?? '', privilege: privilege ?? '', isGrantable: grantable === 't' };
}
/** Where a fingerprint's settings hold the properties of the source, as JSON. */
const propertiesSetting = 'database_properties';
/** The properties that a fingerprint has of its source; fingerprints of before do without. */
function recordedProperties({ settings }) {
    const text = settings[propertiesSetting];
    return text === undefined ? undefined : JSON.parse(text);
}
/** Roles that the properties name, quoted. */
function rolesOfProperties({ owner, grants, settings }) {
    const grantees = grants.map(({ grantee }) => grantee).filter((grantee) => grantee !== 'PUBLIC');
    return [...new Set([owner, ...grantees, ...settings.flatMap(({ role }) => role ?? [])])];
}
/** Gives a database, by its quoted name, all of it. */
function propertyStatements(database, properties) {
    const { owner, grants, settings, connectionLimit, isTemplate, comment } = properties;
    return [
        ownerStatement(database, owner),
        `REVOKE ALL ON DATABASE ${database} FROM PUBLIC, ${owner}`,
        ...grants.map((grant) => grantStatement(database, grant)),
        ...settings.map((setting) => settingStatement(database, setting)),
        `ALTER DATABASE ${database} CONNECTION LIMIT ${connectionLimit}`,
        ...(isTemplate ? [`ALTER DATABASE ${database} IS_TEMPLATE true`] : []),
        `COMMENT ON DATABASE ${database} IS ${comment === null ? 'NULL' : (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .e)(comment)}`,
    ];
}
function ownerStatement(database, owner) {
    return `ALTER DATABASE ${database} OWNER TO ${owner}`;
}
/** Whoever granted it: the server puts down the owner, since only the grantor itself can grant in its own name. */
function grantStatement(database, { grantee, privilege, isGrantable }) {
    return `GRANT ${privilege} ON DATABASE ${database} TO ${grantee}${isGrantable ? ' WITH GRANT OPTION' : ''}`;
}
function settingStatement(database, { role, name, value }) {
    return `${settingHead(database, { role, name })} ${valueOf(name, value)}`;
}
/** The statement for people: parameters that applications made up may hold secrets. */
function settingInWords(database, setting) {
    return setting.name.includes('.') ? `${settingHead(database, setting)} …` : settingStatement(database, setting);
}
function settingHead(database, { role, name }) {
    const subject = role === null ? `DATABASE ${database}` : `ROLE ${role} IN DATABASE ${database}`;
    return `ALTER ${subject} SET ${name.split('.').map(_copy_statement_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm).join('.')} TO`;
}
/** Settings whose text is a list with quotes of its own: `GUC_LIST_QUOTE` in the server's sources (13 to 18). */
const listed = new Set([
    'search_path',
    'temp_tablespaces',
    'local_preload_libraries',
    'session_preload_libraries',
    'shared_preload_libraries',
    'unix_socket_directories',
]);
function valueOf(name, value) {
    if (!listed.has(name.toLowerCase()) || value.trim() === '')
        return (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .e)(value);
    const items = value.match(/"(?:[^"]|"")*"|[^\s,"]+/g) ?? [];
    return items.map((item) => (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .e)(item.startsWith('"') ? item.slice(1, -1).replaceAll('""', '"') : item)).join(', ');
}


/***/ }),

/***/ 96270:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ packagesOf),
/* harmony export */   w: () => (/* binding */ packageOf)
/* harmony export */ });
/** Extensions of the server's own sources, which come with its package or with `postgresql-contrib` (PostgreSQL 13 to 18). */
const contrib = new Set(('adminpack amcheck autoinc bloom btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance file_fdw fuzzystrmatch ' +
    'hstore insert_username intagg intarray isn lo ltree moddatetime old_snapshot pageinspect pg_buffercache pg_freespacemap ' +
    'pg_logicalinspect pg_prewarm pg_stat_statements pg_surgery pg_trgm pg_visibility pg_walinspect pgcrypto pgrowlocks pgstattuple ' +
    'plpgsql postgres_fdw refint seg sslinfo tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp xml2').split(' '));
/** Where packages are not named after the extension (apt.postgresql.org). `N` stands for the major version. */
const packages = [
    [/^(?:postgis.*|address_standardizer.*)$/, 'postgresql-N-postgis-3'],
    [/^vector$/, 'postgresql-N-pgvector'],
    [/^pg_(cron|partman|repack)$/, 'postgresql-N-$1'],
    [/^.*plperlu?$/, 'postgresql-plperl-N'],
    [/^.*plpython3u$/, 'postgresql-plpython3-N'],
    [/^pltclu?$/, 'postgresql-pltcl-N'],
];
/** The Debian package with an extension, such as `postgresql-15-pgvector` for `vector`; undefined for those of the server's own sources. */
function packageOf(extension, major) {
    if (contrib.has(extension))
        return undefined;
    const [pattern, name] = packages.find(([known]) => known.test(extension)) ?? [];
    const text = pattern === undefined ? undefined : extension.replace(pattern, name ?? '');
    return (text ?? `postgresql-N-${extension.toLowerCase().replaceAll('_', '-')}`).replace('-N', `-${major}`);
}
/** What to install so that a server of this major version has all of these extensions. */
function packagesOf(extensions, major) {
    return [...new Set(extensions.map((name) => packageOf(name, major) ?? 'postgresql-contrib'))].sort();
}


/***/ }),

/***/ 41370:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ conditionsOfRows)
/* harmony export */ });
/**
 * What a dump holds of tables that belong to extensions, by their quoted and qualified names: a text such as `WHERE NOT built_in`. Extensions
 * mark tables whose rows are the user's own, such as the reference systems of PostGIS (`pg_extension_config_dump`); pg_dump puts the
 * condition behind the table's name, and `CREATE EXTENSION` brings the other rows back.
 */
async function conditionsOfRows(session) {
    const rows = await session.rows(`SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name, x.condition
     FROM pg_extension e CROSS JOIN LATERAL unnest(e.extconfig, e.extcondition) AS x (relation, condition)
     JOIN pg_class c ON c.oid = x.relation JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND x.condition <> ''`);
    return new Map(rows.map(({ name, condition }) => [name ?? '', condition ?? '']));
}


/***/ }),

/***/ 26909:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gx: () => (/* binding */ inspectTables),
/* harmony export */   NJ: () => (/* binding */ serverDigests),
/* harmony export */   ky: () => (/* binding */ serverDigestSql)
/* harmony export */ });
/* harmony import */ var _catalog_query_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22205);
/* harmony import */ var _extension_rows_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41370);
/* harmony import */ var _row_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94924);
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




const perStatement = 1000;
/**
 * The tables of the copy: those of `expected` with their rows digested in the order in which they lie, which a restore keeps, and those
 * that `expected` does not know by name and count alone, unless they are to be ignored.
 */
async function inspectTables(inspection) {
    const { open, expected, progress, workers, strangers } = inspection;
    const queue = [];
    const unknown = [];
    const conditions = new Map();
    {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_1, await open(), true);
            for (const [name, condition] of await (0,_extension_rows_js__WEBPACK_IMPORTED_MODULE_3__/* .conditionsOfRows */ .$)(session))
                conditions.set(name, condition);
            const found = await findTables(session, expected.tables);
            for (const table of expected.tables) {
                const there = found.get(table.name);
                // a column that is missing is another finding; what can be read of the table is compared all the same
                if (there !== undefined)
                    queue.push({ ...table, columns: table.columns.filter((name) => there.has(name)) });
            }
            if (strangers === undefined)
                unknown.push(...(await unknownTables(session, expected)));
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
    const encoding = encodingOfDump(expected);
    const read = [];
    const work = async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_2, await open(), true);
            const nextDigest = (0,_row_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .rowDigests */ .s)();
            for (let table = queue.shift(); table !== undefined; table = queue.shift()) {
                progress.item(table.name);
                const source = copySource(table, conditions.get(table.name));
                read.push(await digestTable(session, table, { source, encoding, digest: nextDigest(), progress }));
            }
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
    };
    await Promise.all(Array.from({ length: Math.max(1, Math.min(workers, queue.length)) }, work));
    return [...read, ...unknown].sort((a, b) => (a.name < b.name ? -1 : 1));
}
/** The encoding of the rows in the dump: that of the database, unless pg_dump was told another one. */
function encodingOfDump({ settings }) {
    return settings['dump_encoding'] ?? settings['encoding'] ?? 'UTF8';
}
/** What is copied of a table; as pg_dump has it where the rows are an extension's table's. */
function copySource({ name, columns }, condition) {
    if (condition !== undefined)
        return `(SELECT ${columns.join(', ')} FROM ONLY ${name} ${condition})`;
    return columns.length === 0 ? name : `${name} (${columns.join(', ')})`;
}
async function digestTable(session, { name, columns }, { source, encoding, digest, progress }) {
    for await (const chunk of session.copyOut(`COPY ${source} TO STDOUT (ENCODING ${(0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(encoding)})`)) {
        progress.bytes(chunk.length);
        digest.add(chunk, 0, chunk.length);
    }
    const totals = digest.totals('');
    return { name, columns, rows: totals?.rows ?? 0, digest: `sha256:${totals?.sha256 ?? ''}` };
}
/** Which of the tables are in the copy, with the quoted names of their columns. */
async function findTables(session, tables) {
    const found = new Map();
    for (let start = 0; start < tables.length; start += perStatement) {
        const values = tables.slice(start, start + perStatement).map(({ name }) => `(${(0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(name)})`);
        const rows = await session.rows(`SELECT v.name, (SELECT jsonb_agg(jsonb_build_array(quote_ident(a.attname), '"' || replace(a.attname, '"', '""') || '"'))
         FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
       FROM (VALUES ${values.join(', ')}) AS v (name) JOIN pg_class c ON c.oid = to_regclass(v.name) AND c.relkind = 'r'`);
        for (const row of rows) {
            found.set(row['name'] ?? '', new Set(JSON.parse(row['columns'] ?? '[]').flat()));
        }
    }
    return found;
}
/** Tables with rows of their own that neither the rows nor the objects of `expected` know. */
async function unknownTables(session, expected) {
    const objects = expected.objects.filter(({ kind }) => kind === 'table');
    const known = new Set([...expected.tables, ...objects].map(({ name }) => name));
    const rows = await session.rows(`SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND ${(0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .isUserSchema */ .Th)('n.nspname')} AND ${(0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .isNotOfExtension */ .qM)('pg_class', 'c.oid')}`);
    const unknown = [];
    for (const row of rows) {
        const name = row['name'] ?? '';
        if (known.has(name))
            continue;
        const [count] = await session.rows(`SELECT count(*) AS rows FROM ONLY ${name}`);
        unknown.push({ name, columns: [], rows: Number(count?.['rows']), digest: 'none:' });
    }
    return unknown;
}
/**
 * The sum of the rows' hashes that the server computes, for each table that `expected` has it of: columns sorted by name, so that their
 * order does not count.
 */
async function serverDigests(session, expected) {
    const wanted = expected.objects.filter(({ kind }) => kind === 'table-digest').map(({ name }) => ({ name }));
    const found = await findTables(session, wanted.map(({ name }) => ({ name, columns: [], rows: 0, digest: '' })));
    const digests = [];
    for (const name of found.keys()) {
        const [row] = await session.rows(await serverDigestSql(session, name));
        digests.push({ kind: 'table-digest', name, definition: row?.['digest'] ?? '' });
    }
    return digests;
}
/** The query whose column `digest` is the server's digest of the rows of one table, quoted and qualified. */
async function serverDigestSql(session, table) {
    const columns = await session.rows(`SELECT quote_ident(attname) AS name FROM pg_attribute WHERE attrelid = ${(0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(table)}::regclass AND attnum > 0 AND NOT attisdropped
     ORDER BY attname COLLATE "C"`);
    const row = `ROW(${columns.map(({ name }) => name).join(', ')})::text COLLATE "C"`;
    return `SELECT coalesce(sum(hashtextextended(${row}, 0)), 0)::text AS digest FROM ONLY ${table}`;
}


/***/ }),

/***/ 88249:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ largeObjectsFingerprint)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/**
 * All large objects of a database as one object of the fingerprint: how many, how long, and one SHA-256 over a line `oid bytes sha256` for
 * each of them in the order of their oids. None where there are none.
 */
function largeObjectsFingerprint(objects) {
    if (objects.length === 0)
        return [];
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let bytes = 0;
    for (const object of objects.toSorted((a, b) => a.oid - b.oid)) {
        bytes += object.bytes;
        hash.update(`${object.oid} ${object.bytes} ${object.sha256}\n`);
    }
    const definition = `${objects.length} objects, ${bytes} bytes, sha256:${hash.digest('hex')}`;
    return [{ kind: 'large-objects', name: 'all', definition }];
}


/***/ }),

/***/ 18151:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ot: () => (/* binding */ roles),
/* harmony export */   Td: () => (/* binding */ attributesOf),
/* harmony export */   tm: () => (/* binding */ isRole)
/* harmony export */ });
/* harmony import */ var _catalog_query_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22205);

/** What a role's definition says; nothing for fingerprints that have no more than its name. */
function attributesOf(text) {
    return text === '' ? {} : JSON.parse(text);
}
/** Whether an object of a fingerprint is a role. */
function isRole({ kind }) {
    return kind === 'role' || kind === 'parent-role';
}
/** Grants of one membership by several roles count as one. */
const memberships = (version) => `
  (SELECT jsonb_agg(m.membership ORDER BY m.membership ->> 'role') FROM (
    SELECT jsonb_build_object('role', ${(0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .roleName */ .S3)('m.roleid')}, 'admin', ${(0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)('bool_or(m.admin_option)')}
      ${version >= 160000 ? `, 'inherit', bool_or(m.inherit_option), 'set', bool_or(m.set_option)` : ''}) AS membership
    FROM pg_auth_members m WHERE m.member = r.oid GROUP BY m.roleid) m)`;
const settings = `
  (SELECT jsonb_agg(s.setting ORDER BY s.setting COLLATE "C") FROM (
    SELECT CASE WHEN d.setdatabase <> 0 THEN 'in the database: ' ELSE '' END
      || CASE WHEN strpos(split_part(c, '=', 1), '.') > 0 THEN split_part(c, '=', 1) ELSE c END AS setting
    FROM pg_db_role_setting d CROSS JOIN LATERAL unnest(d.setconfig) AS c
    WHERE d.setrole = r.oid AND (d.setdatabase = 0 OR d.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()))) s)`;
/**
 * Roles that objects of the database name, which are their owners and who was granted something; and, as `parent-role`, those that they are
 * members of, at any remove: what a policy or a grant means depends on them.
 */
const roles = {
    of: 'database',
    sql: (version) => `
    WITH RECURSIVE named AS (
      SELECT r.oid FROM pg_roles r WHERE r.oid = 10 OR EXISTS (SELECT FROM pg_shdepend d
        JOIN pg_database b ON b.oid = d.dbid AND b.datname = current_database() WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid)
    ), held AS (SELECT oid FROM named UNION SELECT m.roleid FROM held h JOIN pg_auth_members m ON m.member = h.oid)
    SELECT CASE WHEN EXISTS (SELECT FROM named n WHERE n.oid = r.oid) THEN 'role' ELSE 'parent-role' END AS kind, quote_ident(r.rolname) AS name,
      ${(0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .definition */ .mw)({
        superuser: (0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)('r.rolsuper'),
        no_inherit: (0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)('NOT r.rolinherit'),
        create_role: (0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)('r.rolcreaterole'),
        create_db: (0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)('r.rolcreatedb'),
        login: (0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)('r.rolcanlogin'),
        replication: (0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)('r.rolreplication'),
        bypass_rls: (0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)('r.rolbypassrls'),
        connection_limit: 'nullif(r.rolconnlimit, -1)',
        valid_until: `nullif(r.rolvaliduntil, 'infinity')`,
        settings,
        memberships: memberships(version),
    })}, 0 AS table_oid
    FROM pg_roles r JOIN held h ON h.oid = r.oid`,
};


/***/ }),

/***/ 85596:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ readSequenceValues),
/* harmony export */   j: () => (/* binding */ sequenceValueOf)
/* harmony export */ });
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10465);

/** Parts of one statement, so that thousands of sequences take a handful of statements. */
const perStatement = 500;
/** Where sequences stand now, each as an object of the kind `sequence-value`. Names are quoted and qualified. */
async function readSequenceValues(session, names) {
    const values = [];
    for (let start = 0; start < names.length; start += perStatement) {
        const parts = names
            .slice(start, start + perStatement)
            .map((name) => `SELECT ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .e)(name)} AS name, last_value, is_called FROM ${name}`);
        for (const row of await session.rows(parts.join(' UNION ALL '))) {
            values.push(value(row['name'] ?? '', row['last_value'] ?? '', row['is_called'] === 't'));
        }
    }
    return values;
}
/**
 * The object for a `SEQUENCE SET` entry of an archive, from its definition `SELECT pg_catalog.setval('public.s', 43, true);`. What the dump
 * holds is what the copy must have: sequences are no part of a snapshot, so a value that was read beside the dump may be another one.
 */
function sequenceValueOf(entry) {
    const match = /^SELECT pg_catalog\.setval\((E?)'((?:[^']|'')*)', (-?\d+), (true|false)\);\s*$/.exec(entry);
    if (match === null)
        return undefined;
    const [, escaped = '', quoted = '', last = '', called] = match;
    const name = quoted.replaceAll("''", "'");
    return value(escaped === '' ? name : name.replaceAll('\\\\', '\\'), last, called === 'true');
}
function value(name, last, called) {
    return { kind: 'sequence-value', name, definition: `${last}, ${called ? 'called' : 'not called'}` };
}


/***/ }),

/***/ 47976:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ sequences)
/* harmony export */ });
/* harmony import */ var _catalog_query_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22205);

/**
 * Sequences with how they count and which column they belong to; one that belongs to none counts as a table of its own, as patterns of tables
 * choose it. Where they stand is apart, in `objects-sequence-values.ts`.
 */
const sequences = {
    of: 'table',
    sql: () => `
    SELECT 'sequence' AS kind, ${(0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .qualified */ .LX)('n.nspname', 'c.relname')} AS name,
      ${(0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .definition */ .mw)({
        owner: (0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .roleName */ .S3)('c.relowner'),
        unlogged: (0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)(`c.relpersistence = 'u'`),
        type: 'format_type(s.seqtypid, NULL)',
        start: 's.seqstart',
        increment: 's.seqincrement',
        minimum: 's.seqmin',
        maximum: 's.seqmax',
        cache: 's.seqcache',
        cycle: (0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)('s.seqcycle'),
        owned_by: `d.refobjid::regclass || '.' || (SELECT quote_ident(a.attname) FROM pg_attribute a
          WHERE a.attrelid = d.refobjid AND a.attnum = d.refobjsubid)`,
        identity: (0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)(`d.deptype = 'i'`),
    })},
      coalesce(d.refobjid, c.oid) AS table_oid
    ${(0,_catalog_query_js__WEBPACK_IMPORTED_MODULE_0__/* .userRelations */ .$g)('S', `JOIN pg_sequence s ON s.seqrelid = c.oid
       LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
         AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')`)}`,
};


/***/ }),

/***/ 94924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ rowDigests)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

const gatherBytes = 1024 * 1024;
const longestTrailer = 16;
/**
 * A maker of digests, one after the other. Rows are small, so they are gathered before they are hashed; the last bytes are held back, since
 * they may be the trailer of an archive's block, which is not a row.
 */
function rowDigests() {
    const memory = new ArrayBuffer(gatherBytes);
    const gathered = Buffer.from(memory);
    const words = new Uint32Array(memory);
    return () => rowDigest(gathered, words);
}
function rowDigest(gathered, words) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let fill = 0;
    let rows = 0;
    let bytes = 0;
    const pass = (length) => {
        rows += newlinesIn(gathered, words, length);
        bytes += length;
        hash.update(gathered.subarray(0, length));
    };
    return {
        add(source, from, to) {
            let at = from;
            while (at < to) {
                if (fill === gatherBytes) {
                    pass(fill - longestTrailer);
                    gathered.copyWithin(0, fill - longestTrailer, fill);
                    fill = longestTrailer;
                }
                const step = Math.min(to - at, gatherBytes - fill);
                source.copy(gathered, fill, at, at + step);
                at += step;
                fill += step;
            }
        },
        totals(trailer) {
            const length = fill - trailer.length;
            if (length < 0 || gathered.toString('latin1', length, fill) !== trailer)
                return undefined;
            if (length > 0 && gathered[length - 1] !== newline)
                return undefined;
            pass(length);
            return { rows, bytes, sha256: hash.digest('hex') };
        },
    };
}
const newline = 0x0a;
const lowBits = 0x7f7f7f7f;
/** Counts newlines four bytes at a time: a byte that is one becomes zero, and only a zero byte keeps its top bit clear below. */
function newlinesIn(bytes, words, length) {
    let count = 0;
    const whole = length >>> 2;
    for (let index = 0; index < whole; index += 1) {
        const word = (words[index] ?? 0) ^ 0x0a0a0a0a;
        let zeros = ~(((word & lowBits) + lowBits) | word | lowBits);
        while (zeros !== 0) {
            count += 1;
            zeros &= zeros - 1;
        }
    }
    for (let index = whole << 2; index < length; index += 1)
        if (bytes[index] === newline)
            count += 1;
    return count;
}


/***/ }),

/***/ 10465:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ literal),
  f: () => (/* binding */ openSession)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
;// CONCATENATED MODULE: ./src/engines/postgres/csv.ts
/**
 * The rows of CSV as `psql --csv` prints it, header first, each value as text. A field that is exactly `nullMark` and not quoted is null.
 */
function parseCsv(text, nullMark) {
    const [header = [], ...lines] = records(text, nullMark);
    return lines.map((line) => Object.fromEntries(header.map((name, index) => [name ?? '', line[index] ?? null])));
}
function records(text, nullMark) {
    const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
    const all = [];
    let record = [];
    while (field.lastIndex < text.length) {
        const match = field.exec(text);
        if (match === null)
            throw new SyntaxError('not the CSV that psql prints');
        const [, quoted, plain = '', end] = match;
        record.push(quoted === undefined ? (plain === nullMark ? null : plain) : quoted.replaceAll('""', '"'));
        if (end === ',')
            continue;
        all.push(record);
        record = [];
    }
    return all;
}

;// CONCATENATED MODULE: ./src/engines/postgres/marked-output.ts
/** `more` gives the next bytes of the output, and throws at its end. The mark's first byte is rare in the data: that saves copies. */
function markedOutput(mark, more) {
    const first = mark[0] ?? 0;
    let rest = Buffer.alloc(0);
    /** How many of the bytes at hand are surely no part of a mark. */
    const clear = () => {
        const begun = rest.indexOf(first, Math.max(0, rest.length - mark.length + 1));
        return begun < 0 ? rest.length : begun;
    };
    return {
        async *answer() {
            for (;;) {
                const end = rest.indexOf(mark);
                const length = end < 0 ? clear() : end;
                const ready = rest.subarray(0, length);
                rest = rest.subarray(end < 0 ? length : end + mark.length);
                if (ready.length > 0)
                    yield ready;
                if (end >= 0)
                    return;
                const chunk = await more();
                rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
            }
        },
    };
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
;// CONCATENATED MODULE: ./src/engines/postgres/script-feed.ts

/** Writes to a program as fast as it reads. Returns early where it has ended: whoever reads its output learns why. */
async function feed(running, bytes) {
    const { stdin } = running;
    for await (const chunk of bytes) {
        if (!stdin.write(chunk))
            await Promise.race([(0,external_node_events_.once)(stdin, 'drain'), running.done]).catch(() => undefined);
        if (!stdin.writable)
            return;
    }
}

// EXTERNAL MODULE: ./src/engines/postgres/copy-statement.ts
var copy_statement = __webpack_require__(38234);
;// CONCATENATED MODULE: ./src/engines/postgres/script-input.ts
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
 * A script of pg_restore as input for psql that holds no command of psql: statements go through `\gexec`, which sends them to the server as
 * they are, and only rows stand by themselves. In a plain script, the names and texts of a forged archive can be commands that psql runs on
 * this machine; `\restrict` keeps them from it in the newest versions only (CVE-2025-8714, CVE-2026-18408).
 *
 * What is cut in a wrong place is a syntax error to the server and never a command.
 *
 * @param send The line by which psql sends statements.
 * @throws Failure `archive-damaged` where rows hold what no dump has.
 */
async function* psqlInput(script, send) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const source = __addDisposableResource(env_1, lineSource(script), true);
        const text = statementText(send);
        for (let line = await source.line(); line !== undefined; line = await source.line()) {
            const copy = text.isBeforeData() ? await copyFrom(line, source) : undefined;
            if (copy !== undefined || text.isFullBefore(line))
                yield* text.take();
            text.add(copy?.text ?? line);
            if (copy?.hasRows === true || encodingLine.test(line))
                yield* text.take();
            if (copy?.hasRows === true)
                yield* rows(source);
        }
        yield* text.take();
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
/** Names can hold ends of lines, so a statement can have several lines. */
const longestCopyBytes = 1024 ** 2;
/** The statement that a line begins, as far as it goes; undefined where it is another one. */
async function copyFrom(line, source) {
    if (!line.startsWith('COPY '))
        return undefined;
    let text = line;
    while (text.length < longestCopyBytes) {
        if (text.endsWith('FROM stdin;') && (0,copy_statement/* parseCopyStatement */.sU)(text) !== undefined)
            return { text, hasRows: true };
        const next = await source.line();
        if (next === undefined)
            break;
        text += `\n${next}`;
    }
    return { text, hasRows: false };
}
/** What follows is written in another encoding, so the server has to know before it sees it. */
const encodingLine = /^SET client_encoding = '\w+';$/;
const dataHeader = /^-- (?:TOC entry .*)?Data for Name: .*; Type: TABLE DATA; /;
const header = /^-- Name: .*; Type: .*; Schema: /;
const largeObjectWrite = 'SELECT pg_catalog.lowrite(';
/** Scripts are sent in pieces of about this size: the server takes a piece apart as a whole. */
const pieceBytes = 1024 ** 2;
function statementText(send) {
    let lines = [];
    let bytes = 0;
    let token;
    const last = (back) => lines[lines.length - back] ?? '';
    return {
        add(line) {
            const [, un, restricted] = /^\\(un)?restrict (\w+)$/.exec(line) ?? [];
            // only the pair that pg_restore puts around it all
            if (restricted !== undefined && (un === undefined ? token === undefined : token === restricted)) {
                token = restricted;
                return;
            }
            lines.push(line);
            bytes += line.length + 1;
        },
        isBeforeData: () => last(1) === '' && last(2) === '--' && dataHeader.test(last(3)),
        isFullBefore: (line) => bytes > pieceBytes && (line.startsWith(largeObjectWrite) || (last(1) === '--' && header.test(line))),
        *take() {
            const sent = lines.join('\n');
            lines = [];
            bytes = 0;
            if (sent.trim() !== '')
                yield Buffer.from(send(sent), 'latin1');
        },
    };
}
const endOfRows = Buffer.from('\n\\.\n');
/** psql ends the rows here as well, and pg_dump never writes it. */
const otherEnd = Buffer.from('\n\\.\r');
/** The rows of a table up to the line that ends them. */
async function* rows(source) {
    // as if a line had ended just before, so that the first one can be the end
    let held = Buffer.from('\n');
    let skip = 1;
    for (;;) {
        const end = held.indexOf(endOfRows);
        const length = end < 0 ? Math.max(0, held.length - endOfRows.length) : end + endOfRows.length;
        const ready = held.subarray(0, length);
        if (ready.includes(0) || (end < 0 ? held : ready).includes(otherEnd))
            throw forged();
        if (length > skip)
            yield ready.subarray(skip);
        if (length > 0)
            skip = Math.max(0, skip - length);
        held = held.subarray(length);
        if (end >= 0) {
            source.giveBack(held);
            return;
        }
        const chunk = await source.chunk();
        if (chunk === undefined)
            throw forged();
        held = Buffer.concat([held, chunk]);
    }
}
function forged() {
    return new failure/* Failure */.HR('archive-damaged', 'the rows of a table in the dump are not as pg_dump writes them');
}
function lineSource(script) {
    const chunks = script[Symbol.asyncIterator]();
    let rest = Buffer.alloc(0);
    const more = async () => {
        const next = await chunks.next();
        return next.done === true ? undefined : Buffer.from(next.value);
    };
    return {
        async line() {
            let from = 0;
            for (;;) {
                const end = rest.indexOf(0x0a, from);
                if (end >= 0) {
                    const line = rest.toString('latin1', 0, end);
                    rest = rest.subarray(end + 1);
                    return line;
                }
                from = rest.length;
                const chunk = await more();
                if (chunk !== undefined)
                    rest = Buffer.concat([rest, chunk]);
                else if (rest.length === 0)
                    return undefined;
                else
                    rest = Buffer.concat([rest, Buffer.from('\n')]);
            }
        },
        async chunk() {
            if (rest.length === 0)
                return await more();
            const chunk = rest;
            rest = Buffer.alloc(0);
            return chunk;
        },
        giveBack(bytes) {
            rest = bytes;
        },
        async [Symbol.asyncDispose]() {
            await chunks.return?.();
        },
    };
}

// EXTERNAL MODULE: ./src/engines/postgres/stderr-failures.ts
var stderr_failures = __webpack_require__(12255);
;// CONCATENATED MODULE: ./src/engines/postgres/session.ts
var session_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var session_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Settings on which the text of a value depends, and limits that a long read must not meet. They beat what is set for the role and the
 * database. A version that does not know one of them goes without.
 */
const pinnedSettings = {
    client_encoding: 'UTF8',
    search_path: '',
    TimeZone: 'UTC',
    DateStyle: 'ISO, YMD',
    IntervalStyle: 'postgres',
    extra_float_digits: '3',
    bytea_output: 'hex',
    xmloption: 'content',
    lc_monetary: 'C',
    quote_all_identifiers: 'off',
    // an error instead of rows that are left out in silence
    row_security: 'off',
    // a COPY that starts in the middle of a table would give its rows in another order
    synchronize_seqscans: 'off',
    jit: 'off',
    statement_timeout: '0',
    lock_timeout: '0',
    idle_in_transaction_session_timeout: '0',
    idle_session_timeout: '0',
    transaction_timeout: '0',
};
/**
 * Connects, and returns when the server has taken the settings.
 *
 * @throws Failure `source-unreachable`, `source-denied` or `source-missing`.
 */
async function openSession(options) {
    const { launcher, psql, prefix, connection, signal } = options;
    const running = launcher.start({
        file: psql,
        args: [
            '--no-psqlrc',
            '--quiet',
            '--csv',
            '--no-password',
            '--set=ON_ERROR_STOP=1',
            `--dbname=${connection.target}`,
        ],
        env: { PGAPPNAME: 'muster', ...connection.env },
        ...(prefix === undefined ? {} : { prefix }),
    }, signal);
    const settings = options.isBare === true ? 'SELECT 1' : settingStatement({ ...pinnedSettings, ...options.settings });
    const session = sessionOn(running, conversation(running, options), settings);
    try {
        await session.execute(settings);
    }
    catch (error) {
        await session[Symbol.asyncDispose]();
        throw error;
    }
    return session;
}
function conversation(running, { connection: { description }, signal, fallback = 'dump-failed', refusal }) {
    const nonce = (0,external_node_crypto_.randomBytes)(18).toString('base64url');
    const mark = `\u0001${nonce}`;
    const printMark = `\\echo '${mark}'\n`;
    const output = running.output()[Symbol.asyncIterator]();
    const marked = markedOutput(Buffer.from(`${mark}\n`), async () => {
        try {
            const next = await output.next();
            if (next.done !== true)
                return next.value;
        }
        catch (error) {
            signal?.throwIfAborted();
            throw (0,stderr_failures/* failureOf */.g5)(error, { action: `psql on ${description}`, fallback, ...(refusal && { refusal }) });
        }
        throw new failure/* Failure */.HR(fallback, `the session on ${description} has ended`);
    });
    // DETAIL and CONTEXT of an error quote rows
    running.stdin.write(`\\set VERBOSITY terse\n\\set SHOW_CONTEXT never\n\\pset null '${nonce}'\n`);
    return {
        nonce,
        async *answer(sql) {
            let whole = false;
            try {
                running.stdin.write(`${sending(sql)}${printMark}`);
                yield* marked.answer();
                whole = true;
            }
            finally {
                if (!whole)
                    await running[Symbol.asyncDispose]();
            }
        },
        async run(script) {
            const write = async () => {
                await feed(running, psqlInput(script, sending));
                running.stdin.write(printMark);
            };
            const done = async () => {
                for await (const _ of marked.answer())
                    ;
            };
            try {
                await Promise.all([write(), done()]);
            }
            catch (error) {
                // not by the end of its input: psql takes that for the end of the rows, and they would count as whole
                await running[Symbol.asyncDispose]();
                throw error;
            }
        },
    };
}
function sessionOn(running, psql, settings) {
    const collect = async (sql) => {
        const chunks = [];
        for await (const chunk of psql.answer(sql))
            chunks.push(chunk);
        return Buffer.concat(chunks).toString('utf8');
    };
    const turns = queue();
    return {
        async rows(sql) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const _turn = session_addDisposableResource(env_1, await turns.next(), false);
                return parseCsv(await collect(sql), psql.nonce);
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                session_disposeResources(env_1);
            }
        },
        async execute(sql) {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const _turn = session_addDisposableResource(env_2, await turns.next(), false);
                await collect(sql);
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                session_disposeResources(env_2);
            }
        },
        async *copyOut(sql) {
            const env_3 = { stack: [], error: void 0, hasError: false };
            try {
                const _turn = session_addDisposableResource(env_3, await turns.next(), false);
                yield* psql.answer(sql);
            }
            catch (e_3) {
                env_3.error = e_3;
                env_3.hasError = true;
            }
            finally {
                session_disposeResources(env_3);
            }
        },
        async script(bytes) {
            const env_4 = { stack: [], error: void 0, hasError: false };
            try {
                const _turn = session_addDisposableResource(env_4, await turns.next(), false);
                await psql.run(bytes);
                await collect(settings);
            }
            catch (e_4) {
                env_4.error = e_4;
                env_4.hasError = true;
            }
            finally {
                session_disposeResources(env_4);
            }
        },
        async [Symbol.asyncDispose]() {
            running.stdin.end();
            await running[Symbol.asyncDispose]();
        },
    };
}
/** `\gexec` sends the text as it is: psql looks for no commands and variables in it, and no quote can stay open. */
function sending(sql) {
    return `SELECT ${literal(sql)} \\gexec\n`;
}
/** Gives out turns one after the other; disposing of a turn begins the next. */
function queue() {
    let last = Promise.resolve();
    return {
        async next() {
            const before = last;
            const { promise, resolve } = Promise.withResolvers();
            last = promise;
            await before;
            return { [Symbol.dispose]: () => resolve(undefined) };
        },
    };
}
/** A text as a literal that means the same whatever `standard_conforming_strings` says. */
function literal(text) {
    if (text.includes('\0'))
        throw new failure/* Failure */.HR('input-invalid', 'a statement holds a zero byte');
    return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
function settingStatement(settings) {
    const values = Object.entries(settings).map(([name, value]) => {
        // bytes that are no UTF-8 come as they are from a database without an encoding, and as an error otherwise
        const inUtf8 = `CASE pg_catalog.getdatabaseencoding() WHEN 'SQL_ASCII' THEN 'SQL_ASCII' ELSE ${literal(value)} END`;
        return `(${literal(name.toLowerCase())}, ${name === 'client_encoding' ? inUtf8 : literal(value)})`;
    });
    return (`SELECT pg_catalog.set_config(s.name, v.value, false) FROM (VALUES ${values.join(', ')}) AS v (name, value) ` +
        `JOIN pg_catalog.pg_settings AS s ON pg_catalog.lower(s.name) OPERATOR(pg_catalog.=) v.name ` +
        // what the account may not change is left as it is
        `WHERE s.context OPERATOR(pg_catalog.<>) 'superuser' OR pg_catalog.current_setting('is_superuser') OPERATOR(pg_catalog.=) 'on'`);
}


/***/ }),

/***/ 12255:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   zJ: () => (/* binding */ lockTrouble)
/* harmony export */ });
/* unused harmony export failureFromStderr */
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96130);
/* harmony import */ var _process_launcher_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65557);



/** Why a table could not be locked although the session is sound. */
const lockTrouble = {
    timeout: 'a table stayed locked by somebody else for too long',
    full: 'the lock table of the server is full',
};
const hostHint = 'correct host and port in input "url" (or in "host" and "port"), or let this machine through to it';
/** What libpq, the server, psql, pg_dump and pg_restore print (versions 13 to 18), and what it means. The first that fits counts. */
const rules = [
    {
        pattern: /aborting because of server version mismatch/,
        code: 'client-missing',
        reason: "the client tools are older than the server, or not of the server's major version",
    },
    {
        pattern: /could not translate host name "([^"]*)"/,
        code: 'source-unreachable',
        reason: 'no address is known for host $1',
        hint: 'correct the host in input "url" (or in "host"), or see that this machine uses the name server that knows it',
    },
    {
        pattern: /Connection refused/,
        code: 'source-unreachable',
        reason: 'the connection was refused: no server listens there, or a firewall is in the way',
        hint: hostHint,
    },
    {
        pattern: /invalid port number|invalid integer value "[^"]*" for connection option "port"/,
        code: 'source-unreachable',
        reason: 'the port is no number from 1 to 65535',
        hint: 'correct the port in input "url" (or in "port")',
    },
    {
        pattern: /timeout expired|Connection timed out|No route to host|Network is unreachable/,
        code: 'source-unreachable',
        reason: 'the server did not answer in time',
        hint: hostHint,
    },
    {
        pattern: /received invalid response to (?:SSL|GSSAPI) negotiation|expected authentication request from server/,
        code: 'source-unreachable',
        reason: 'what listens there is no PostgreSQL server',
        hint: 'correct the port in input "url" (or in "port")',
    },
    {
        pattern: /server does not support SSL|no encryption|SSL off/,
        code: 'source-unreachable',
        reason: 'client and server do not agree on TLS',
        hint: 'set sslmode in input "url" to what the server asks for, such as ?sslmode=require or ?sslmode=disable',
    },
    {
        pattern: /root certificate file "([^"]*)" does not exist/,
        code: 'source-unreachable',
        reason: 'to check the certificate of the server, the one of its authority is needed, and there is no file $1',
        hint: 'name the file with ?sslmode=verify-full&sslrootcert=/path/ca.pem in input "url"; with tools of PostgreSQL 16 and later, sslrootcert=system stands for those that the machine trusts',
    },
    {
        pattern: /server certificate for "([^"]*)"[^"]* does not match host name "([^"]*)"/,
        code: 'source-unreachable',
        reason: 'the certificate of the server is for $1, and not for host $2',
        hint: 'write the name that the certificate has as the host in input "url" (or in "host")',
    },
    {
        pattern: /SSL error|certificate|sslmode|root\.crt/i,
        code: 'source-unreachable',
        reason: 'the TLS connection failed, or the certificate of the server was not accepted',
        hint: 'check sslmode and sslrootcert in input "url"',
    },
    {
        pattern: /connection to server on socket "([^"]*)" failed: No such file or directory/,
        code: 'source-unreachable',
        reason: 'no server listens at $1',
        hint: 'correct the folder of the socket in input "url" (or in "host"), and the port',
    },
    {
        pattern: /too many (?:connections|clients)|remaining connection slots/,
        code: 'source-unreachable',
        reason: 'the server takes no more connections',
        hint: 'raise the connection limit of the server, the database or the account; a backup needs three',
    },
    {
        pattern: /the database system is (starting up|shutting down|in recovery mode|not yet accepting connections)/,
        code: 'source-unreachable',
        reason: 'the server is $1',
    },
    {
        pattern: /password authentication failed for user "([^"]*)"/,
        code: 'source-denied',
        reason: 'the server refused the password of user $1, or has no such user',
        hint: 'correct user and password in input "url" (or in "user" and "password"), with @ : / ? # % and spaces percent-encoded in the URL',
    },
    {
        pattern: /no password supplied/,
        code: 'source-denied',
        reason: 'the server asks for a password and none is given',
        hint: `give it in input "url" (or in "password"); ${_domain_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .emptySecretHint */ .Xm}`,
    },
    {
        pattern: /no pg_hba\.conf entry for host/,
        code: 'source-denied',
        reason: 'the server does not let in this account from this host',
        hint: 'add a line for account, database and address to pg_hba.conf on the server, or connect as the managed service asks, mostly with ?sslmode=require',
    },
    {
        pattern: /role "(.*)" is not permitted to log in/,
        code: 'source-denied',
        reason: 'role $1 is not permitted to log in',
        hint: 'run as a superuser: ALTER ROLE $"1 LOGIN; or correct the user in input "url" (or in "user")',
    },
    {
        pattern: /role "(.*)" does not exist/,
        code: 'source-denied',
        reason: 'role $1 does not exist',
        hint: 'correct the user in input "url" (or in "user")',
    },
    {
        pattern: /FATAL: .*authentication failed/,
        code: 'source-denied',
        reason: 'the server refused the account',
        hint: 'correct user and password in input "url" (or in "user" and "password")',
    },
    {
        pattern: /database "(.*)" does not exist/,
        code: 'source-missing',
        reason: 'database $1 does not exist',
        hint: 'correct the database in input "url" (or in "database")',
    },
    {
        pattern: /no matching tables were found(?: for pattern "(.*)")?/,
        code: 'source-missing',
        reason: 'no table matches the pattern $1 of input "tables"',
        hint: 'write patterns as pg_dump takes them, such as public.orders or "public.order*", with capital letters in double quotes',
    },
    {
        pattern: /permission denied for large object (\d+)/,
        code: 'source-denied',
        reason: 'the account may not read large object $1',
        hint: 'grant select on each large object to the account (pg_read_all_data does not cover them), or make it a member of their owner',
    },
    {
        pattern: /permission denied for database "(.*)"/,
        code: 'source-denied',
        reason: 'the account may not connect to database $1',
        hint: 'run as its owner: GRANT CONNECT ON DATABASE $"1 TO …, with the user of input "url" (or of "user")',
    },
    {
        pattern: /permission denied for (table|sequence|schema|view|materialized view|foreign table|large object|function) (.+?)\s*$/m,
        code: 'source-denied',
        reason: 'the account may not read $1 $2',
        hint: 'grant pg_read_all_data to the account (PostgreSQL 14 and later), or usage on schemas and select on tables and sequences',
    },
    {
        pattern: /query would be affected by row-level security policy for table "([^"]*)"/,
        code: 'source-denied',
        reason: 'row-level security hides rows of table $1 from the account',
        hint: 'give the account BYPASSRLS: alter role … bypassrls',
    },
    {
        pattern: /canceling statement due to lock timeout/,
        reason: lockTrouble.timeout,
        hint: 'run the backup when no schema change or VACUUM FULL runs',
    },
    {
        pattern: /canceling statement due to conflict with recovery/,
        reason: 'the standby had to remove row versions that the dump still needed',
        hint: 'raise max_standby_streaming_delay, set hot_standby_feedback = on, or dump from the primary',
    },
    {
        pattern: /invalid snapshot identifier|could not import the requested snapshot/,
        reason: 'the snapshot was gone before the dump could use it',
        hint: 'connect to the server itself and not through a transaction pooler',
    },
    { pattern: /No space left on device/, reason: 'a disk is full' },
    {
        pattern: /out of shared memory/,
        reason: lockTrouble.full,
        hint: 'raise max_locks_per_transaction on the server',
    },
    // pg_dump and pg_restore take SIGTERM and SIGINT themselves, and end with status 1
    { pattern: /terminated by user/, reason: 'was ended by a signal from outside' },
    {
        pattern: /terminating connection due to administrator command/,
        reason: 'the connection was ended by an administrator of the server',
    },
    {
        pattern: /server closed the connection|connection to server was lost|could not receive data|lost synchronization|SSL SYSCALL/,
        reason: 'the connection to the server was lost',
    },
];
/** What the same texts mean, and others, where a session writes. */
const rulesOfRestores = [
    {
        pattern: /database "([^"]*)" is being accessed by other users/,
        code: 'target-busy',
        reason: 'connections to database $1 could not be ended in time',
    },
    {
        pattern: /canceling statement due to lock timeout/,
        code: 'target-busy',
        reason: lockTrouble.timeout,
    },
    {
        pattern: /ERROR: +((?:permission denied|must be (?:owner|member|superuser|able)).*)/,
        code: 'target-unfit',
        reason: 'the account may not do this: $1',
        hint: 'restore as a superuser, or grant the account what the message names',
    },
    {
        pattern: /No space left on device/,
        code: 'target-unfit',
        reason: 'the disk of the server is full',
        hint: 'free disk space on the server; nothing was changed',
    },
    {
        pattern: /out of shared memory/,
        code: 'target-unfit',
        reason: lockTrouble.full,
        hint: 'raise max_locks_per_transaction on the server, which one transaction over all objects needs',
    },
    {
        pattern: /terminating connection|server closed the connection|connection to server was lost|could not receive data|SSL SYSCALL/,
        code: 'source-unreachable',
        reason: 'the connection to the server was lost',
        hint: 'see the log of the server',
    },
];
/**
 * A tool's standard error as a `Failure`. Of what the table does not know the first error line is kept, without quoted values where they
 * may be data; DETAIL, CONTEXT and STATEMENT lines are never passed on, since they quote rows.
 */
function failureFromStderr(stderr, context) {
    for (const rule of context.fallback === 'restore-failed' ? [...rulesOfRestores, ...rules] : rules) {
        const match = rule.pattern.exec(stderr);
        if (match === null)
            continue;
        const isRefusal = rule.code?.startsWith('source-') === true;
        const { code = context.fallback, hint } = (isRefusal ? context.refusal : undefined) ?? rule;
        const details = hint === undefined ? {} : { hint: filled(hint, match) };
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(code, `${context.action}: ${filled(rule.reason, match)}`, details);
    }
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(context.fallback, `${context.action}: ${firstError(stderr)}`);
}
/** A text with `$1` and so on replaced by the groups of a match; `$"1` is quoted as an identifier. */
function filled(text, match) {
    return text.replace(/\$("?)(\d)/g, (_, quote, group) => {
        const value = match[Number(group)] ?? '';
        return quote === '' || /^[a-z_][a-z0-9_]*$/.test(value) ? value : `"${value.replaceAll('"', '""')}"`;
    });
}
/** What a program was ended by, as a `Failure`: a `Failure` stays itself. */
function failureOf(thrown, context) {
    if (thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return thrown;
    if (!(thrown instanceof _process_launcher_js__WEBPACK_IMPORTED_MODULE_2__/* .ProcessFailure */ .i)) {
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(context.fallback, `${context.action}: ${(0,_domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(thrown)}`, { cause: thrown });
    }
    // the process failure is not kept as a cause: its standard error may hold rows
    if (thrown.signal !== null)
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(context.fallback, `${context.action}: was ended by ${thrown.signal}`);
    return failureFromStderr(thrown.stderr, context);
}
/** Messages that quote the value that they complain about. */
const quotesData = /(invalid input value for enum [^:]+|invalid input [a-z ]+|invalid byte sequence[^:]*|duplicate key[^"]*"[^"]*"|malformed [a-z ]+|out of range)/;
function firstError(stderr) {
    const line = /^.*\b(?:ERROR|FATAL|PANIC|error|fatal): .*$/m.exec(stderr)?.[0] ?? '';
    const text = line.replace(/^.*?(?:ERROR|FATAL|PANIC): +/, '').replace(/^\S+: (?:error|fatal): /, '');
    const data = quotesData.exec(text)?.[1];
    return data ?? (text === '' ? 'ended with an error and said nothing' : text);
}


/***/ }),

/***/ 43396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BU: () => (/* binding */ partOf),
/* harmony export */   Fg: () => (/* binding */ definitionOf),
/* harmony export */   K2: () => (/* binding */ ownersOf),
/* harmony export */   b6: () => (/* binding */ textOf)
/* harmony export */ });
/* harmony import */ var _copy_statement_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38234);

const relation = `${_copy_statement_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv}\\.${_copy_statement_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv}`;
const ofTable = new RegExp(`^table (${relation})$`, 'u');
const ofColumn = new RegExp(`^table column (${relation})\\.${_copy_statement_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv}$`, 'u');
const onTable = new RegExp(`^(?:table constraint|trigger|policy|rule) ${_copy_statement_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv} on (${relation})$`, 'u');
const ofOther = new RegExp(`^(index|sequence|statistics object) (${relation})$`, 'u');
const fromTable = new RegExp(` FROM (${relation})$`, 'u');
const column = new RegExp(`^(${relation})\\.${_copy_statement_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv}$`, 'u');
/** What a definition says, by its keys; a text that is no JSON has none. */
function definitionOf(object) {
    return object.definition.startsWith('{') ? JSON.parse(object.definition) : {};
}
/** A text of a definition; empty where there is none. */
function textOf(object, key) {
    const value = definitionOf(object)[key];
    return typeof value === 'string' ? value : '';
}
/**
 * The objects that belong to a table, by the table's name: the table itself, and what goes when it goes. Views are nobody's, and neither is
 * it a table's business who publishes it.
 */
function ownersOf(objects) {
    const owners = new Map();
    const named = new Map();
    const own = (object, table, type) => {
        if (table === undefined || table === '')
            return;
        owners.set(object, table);
        if (type !== undefined)
            named.set(`${type} ${object.name}`, table);
    };
    for (const object of objects) {
        const { kind, name } = object;
        if (kind === 'table' || kind === 'table-digest')
            own(object, name);
        else if (kind === 'column')
            own(object, column.exec(name)?.[1]);
        else if (kind === 'index')
            own(object, textOf(object, 'table'), 'index');
        else if (kind === 'statistics')
            own(object, fromTable.exec(textOf(object, 'definition'))?.[1], 'statistics object');
        else if (kind === 'sequence')
            own(object, column.exec(textOf(object, 'owned_by'))?.[1], 'sequence');
        else if (ofTableByDefinition.has(kind))
            own(object, textOf(object, 'table'));
    }
    for (const object of objects) {
        const { kind, name } = object;
        if (kind === 'sequence-value')
            own(object, named.get(`sequence ${name}`));
        if (!isNote.has(kind))
            continue;
        const other = ofOther.exec(name);
        const table = [ofTable, ofColumn, onTable].map((form) => form.exec(name)?.[1]).find((found) => found !== undefined);
        own(object, other === null ? table : named.get(`${other[1] ?? ''} ${other[2] ?? ''}`));
    }
    return owners;
}
const ofTableByDefinition = new Set(['constraint', 'trigger', 'rule', 'policy']);
const isNote = new Set(['comment', 'security-label', 'grants']);
/**
 * The part of a fingerprint that belongs to some tables: rows, and objects without where sequences stand, since those of a live table never
 * go back. Of the gaps, those that say something about rows.
 */
function partOf(expected, tables) {
    const owners = ownersOf(expected.objects);
    return {
        tables: expected.tables.filter(({ name }) => tables.has(name)),
        objects: expected.objects.filter((object) => {
            const owner = owners.get(object);
            return owner !== undefined && tables.has(owner) && object.kind !== 'sequence-value';
        }),
        settings: expected.settings,
        gaps: expected.gaps.filter((gap) => /^the rows (?:of|were) /.test(gap) && mentions(gap, expected, tables)),
    };
}
/** Whether a gap is about all tables, or about one of these. */
function mentions(gap, { objects }, tables) {
    const named = objects.filter(({ kind, name }) => kind === 'table' && gap.startsWith(`the rows of ${name} `));
    return named.length === 0 || named.some(({ name }) => tables.has(name));
}


/***/ }),

/***/ 30635:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bi: () => (/* binding */ expressionsOf),
/* harmony export */   Dk: () => (/* binding */ tablesFitting),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   XM: () => (/* binding */ pathOf)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94006);
/* harmony import */ var _copy_statement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38234);
/* harmony import */ var _tables_part_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43396);




/**
 * The tables of a backup that patterns choose, with their partitions, in the order of their names. Patterns are those of pg_dump: letters
 * outside double quotes are folded to lower case, `*` and `?` stand for any letters and for one, and a dot parts schema and name. A pattern
 * without a schema means the tables of `public` and, where it has none, those of one other schema.
 *
 * @throws Failure `source-missing` for a pattern that fits no table; `input-invalid` for one that cannot be read or fits several schemas.
 */
function tablesFitting(patterns, expected) {
    const objects = expected.objects.filter(({ kind }) => kind === 'table');
    const tables = objects.map(({ name }) => ({ name, path: pathOf(name) }));
    const chosen = new Set(patterns.flatMap((pattern) => fitting(pattern, tables)));
    let size;
    do {
        size = chosen.size;
        for (const object of objects)
            if (isPartitionOf(object, chosen))
                chosen.add(object.name);
    } while (chosen.size > size);
    return [...chosen].sort();
}
function isPartitionOf(object, tables) {
    const { parents, partition_bound: bound } = (0,_tables_part_js__WEBPACK_IMPORTED_MODULE_2__/* .definitionOf */ .Fg)(object);
    return bound !== undefined && Array.isArray(parents) && parents.some((parent) => tables.has(String(parent)));
}
function fitting(pattern, tables) {
    const parts = expressionsOf(pattern);
    const [name, schema] = parts.toReversed();
    const fits = tables.filter(({ path: [ofSchema = '', own = ''] }) => name?.test(own) === true && (schema?.test(ofSchema) ?? true));
    const found = schema === undefined ? inOneSchema(pattern, fits) : fits;
    if (found.length > 0)
        return found.map(({ name: fit }) => fit);
    const names = tables.map((table) => table.name);
    const known = pattern.includes('.') ? names : [...names, ...tables.map(({ path }) => path[1] ?? '')];
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('source-missing', `no table of the backup fits "${pattern}"${(0,_domain_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .a)(pattern, known)}`, {
        hint: 'name tables as pg_dump does: orders, shop.orders, shop.*, "Order" in double quotes where it has capitals',
    });
}
function inOneSchema(pattern, fits) {
    const ofPublic = fits.filter(({ path }) => path[0] === 'public');
    const schemas = new Set(fits.map(({ path }) => path[0]));
    if (ofPublic.length > 0 || schemas.size < 2)
        return ofPublic.length > 0 ? ofPublic : fits;
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', `"${pattern}" fits tables of several schemas`, {
        hint: `write it with its schema: ${fits.map(({ name }) => name).join(' or ')}`,
    });
}
/** The parts of a pattern between its dots, as expressions; `processSQLNamePattern` in PostgreSQL's `string_utils.c` has the rules. @throws Failure `input-invalid` */
function expressionsOf(pattern) {
    const parts = [''];
    let isQuoted = false;
    for (let at = 0; at < pattern.length; at += 1) {
        const letter = pattern[at] ?? '';
        const last = parts.length - 1;
        const add = (text) => void (parts[last] = (parts[last] ?? '') + text);
        if (letter === '"' && isQuoted && pattern[at + 1] === '"') {
            add('"');
            at += 1;
        }
        else if (letter === '"')
            isQuoted = !isQuoted;
        else if (isQuoted || letter === '$')
            add(letter.replace(/[|*+?()[\]{}.^$\\]/, '\\$&'));
        else if (letter === '.')
            parts.push('');
        else
            add(letter === '*' ? '.*' : letter === '?' ? '.' : /[A-Z]/.test(letter) ? letter.toLowerCase() : letter);
    }
    if (isQuoted || parts.length > 2 || parts.includes(''))
        throw unreadable(pattern);
    try {
        return parts.map((part) => new RegExp(`^(?:${part})$`, 'su'));
    }
    catch (cause) {
        throw unreadable(pattern, cause);
    }
}
function unreadable(pattern, cause) {
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-invalid', `a pattern of tables cannot be read: "${pattern}"`, {
        hint: 'write table or schema.table, each with * and ?, and names with capitals, dots or spaces in double quotes',
        cause,
    });
}
/** Schema and name of a quoted and qualified name, without quotes. */
function pathOf(name) {
    return (0,_copy_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .parseCopyStatement */ .sU)(`COPY ${name}  FROM stdin;`)?.path ?? [name];
}
/** A quoted name without its quotes. */
function nameOf(name) {
    return pathOf(name)[0] ?? name;
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
