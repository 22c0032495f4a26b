import { definition, isNotOfExtension, isUserSchema, roleName, sorted, type CatalogQuery } from './catalog-query.ts';

/** Functions, procedures and window functions with their whole text. */
export const functions: CatalogQuery = {
  of: 'database',
  sql: () => `
    SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END AS kind, p.oid::regprocedure::text AS name,
      ${definition({ owner: roleName('p.proowner'), definition: 'pg_get_functiondef(p.oid)' })},
      0 AS table_oid
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prokind <> 'a' AND ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_proc', 'p.oid')}
      AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')`,
};

export const aggregates: CatalogQuery = {
  of: 'database',
  sql: () => `
    SELECT 'aggregate' AS kind, p.oid::regprocedure::text AS name,
      ${definition({
        owner: roleName('p.proowner'),
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
    WHERE ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_proc', 'p.oid')}`,
};

export const operators: CatalogQuery = {
  of: 'database',
  sql: () => `
    SELECT 'operator' AS kind, o.oid::regoperator::text AS name,
      ${definition({
        owner: roleName('o.oprowner'),
        function: 'o.oprcode::text',
        commutator: 'CASE WHEN o.oprcom <> 0 THEN o.oprcom::regoperator::text END',
        negator: 'CASE WHEN o.oprnegate <> 0 THEN o.oprnegate::regoperator::text END',
        restrict: `nullif(o.oprrest::text, '-')`,
        join: `nullif(o.oprjoin::text, '-')`,
        flags: `concat_ws(' ', o.oprcanmerge, o.oprcanhash)`,
      })},
      0 AS table_oid
    FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
    WHERE o.oprcode <> 0 AND ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_operator', 'o.oid')}`,
};

/** Operator families with their operators and functions, and the classes in them. */
export const operatorFamilies: CatalogQuery = {
  of: 'database',
  sql: () => `
    SELECT 'operator-family' AS kind, i.identity AS name,
      ${definition({
        owner: roleName('f.opfowner'),
        operators: sorted(
          `ARRAY(SELECT o.amopstrategy || ' ' || o.amopopr::regoperator || ' ' || o.amoppurpose::text FROM pg_amop o WHERE o.amopfamily = f.oid)`,
        ),
        functions:
          sorted(`ARRAY(SELECT concat_ws(' ', o.amprocnum, o.amproc::regprocedure, format_type(o.amproclefttype, NULL),
          format_type(o.amprocrighttype, NULL)) FROM pg_amproc o WHERE o.amprocfamily = f.oid)`),
      })},
      0 AS table_oid
    FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace, pg_identify_object('pg_opfamily'::regclass, f.oid, 0) i
    WHERE ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_opfamily', 'f.oid')}
    UNION ALL
    SELECT 'operator-class', i.identity,
      ${definition({
        owner: roleName('k.opcowner'),
        type: 'format_type(k.opcintype, NULL)',
        storage: 'format_type(nullif(k.opckeytype, 0), NULL)',
        default: 'k.opcdefault',
        family: `(SELECT o.identity FROM pg_identify_object('pg_opfamily'::regclass, k.opcfamily, 0) o)`,
      })},
      0
    FROM pg_opclass k JOIN pg_namespace n ON n.oid = k.opcnamespace, pg_identify_object('pg_opclass'::regclass, k.oid, 0) i
    WHERE ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_opclass', 'k.oid')}`,
};

/** First oid that the server gives to what users make: `FirstNormalObjectId` in `access/transam.h`. */
const firstUserOid = 16384;

/** Objects without a schema that code leans on. */
export const casts: CatalogQuery = {
  of: 'database',
  sql: (_, like) => `
    SELECT 'cast' AS kind, i.identity AS name,
      ${definition({ function: `nullif(k.castfunc::regprocedure::text, '-')`, context: 'k.castcontext', method: 'k.castmethod' })},
      0 AS table_oid
    FROM pg_cast k, pg_identify_object('pg_cast'::regclass, k.oid, 0) i
    WHERE k.oid >= ${firstUserOid} AND ${isNotOfExtension('pg_cast', 'k.oid')}
      ${like >= 140000 ? '' : `AND NOT EXISTS (SELECT FROM pg_type t WHERE t.oid = k.casttarget AND t.typtype = 'm')`}
    UNION ALL
    SELECT 'language', quote_ident(l.lanname),
      ${definition({
        owner: roleName('l.lanowner'),
        trusted: 'l.lanpltrusted',
        functions: `concat_ws(' ', l.lanplcallfoid::regproc, l.laninline::regproc, l.lanvalidator::regproc)`,
      })},
      0
    FROM pg_language l WHERE l.oid >= ${firstUserOid} AND ${isNotOfExtension('pg_language', 'l.oid')}
    UNION ALL
    SELECT 'transform', i.identity, ${definition({ functions: `concat_ws(' ', t.trffromsql::regproc, t.trftosql::regproc)` })}, 0
    FROM pg_transform t, pg_identify_object('pg_transform'::regclass, t.oid, 0) i
    WHERE t.oid >= ${firstUserOid} AND ${isNotOfExtension('pg_transform', 't.oid')}
    UNION ALL
    SELECT 'access-method', quote_ident(a.amname), ${definition({ handler: 'a.amhandler::text', type: 'a.amtype' })}, 0
    FROM pg_am a WHERE a.oid >= ${firstUserOid} AND ${isNotOfExtension('pg_am', 'a.oid')}
    UNION ALL
    SELECT 'conversion', quote_ident(n.nspname) || '.' || quote_ident(v.conname),
      ${definition({
        owner: roleName('v.conowner'),
        from: 'v.conforencoding',
        to: 'v.contoencoding',
        function: 'v.conproc::text',
        default: 'v.condefault',
      })},
      0
    FROM pg_conversion v JOIN pg_namespace n ON n.oid = v.connamespace
    WHERE ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_conversion', 'v.oid')}`,
};
