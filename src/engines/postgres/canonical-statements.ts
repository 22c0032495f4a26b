import { literal } from './session.ts';

/** How the server is asked to write a text anew: statements that make an object from the text, and the query that reads it back. */
export interface Reparse {
  readonly statements: string;
  readonly readBack: string;
}

/** The values of a definition; those that are used here are texts. */
export type Values = Readonly<Record<string, unknown>>;

/** A name that no object has. */
const probe = 'muster_reparsed';

type Reparser = (values: Values, name: string) => Reparse;

/**
 * The parts of definitions that hold expressions, by kind and key. Where making the object would read or rewrite the table, it is made on
 * an empty table with the same columns.
 */
export const reparsers: Readonly<Record<string, Readonly<Record<string, Reparser>>>> = {
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
    using: (values) => policy(values, `USING (${text(values, 'using')})`, 'polqual'),
    check: (values) => policy(values, `WITH CHECK (${text(values, 'check')})`, 'polwithcheck'),
  },
  function: { definition: routine },
  procedure: { definition: routine },
};

function text(values: Values, key: string): string {
  const value = values[key];
  return typeof value === 'string' ? value : '';
}

function cloneOf(table: string, rest = ''): string {
  return `CREATE TEMPORARY TABLE ${probe} (LIKE ${table}) ${rest}`;
}

function constraint(values: Values): Reparse {
  const table = text(values, 'table');
  if (values['type'] === 'c') return check(`ALTER TABLE ${table}`, `conrelid = ${literal(table)}::regclass`, values);
  return {
    statements: `${cloneOf(table)}; ALTER TABLE pg_temp.${probe} ADD CONSTRAINT ${probe} ${text(values, 'definition')}`,
    readBack: `SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'pg_temp.${probe}'::regclass AND conname = '${probe}'`,
  };
}

function domainConstraint(values: Values): Reparse {
  const domain = text(values, 'domain');
  return check(`ALTER DOMAIN ${domain}`, `contypid = ${literal(domain)}::regtype`, values);
}

function check(alter: string, owner: string, values: Values): Reparse {
  const definition = text(values, 'definition');
  const suffix = / NOT VALID$/.exec(definition)?.[0] ?? '';
  const rule = definition.slice(0, definition.length - suffix.length);
  // not validated, so that no row is read; what is not enforced is never validated
  const unchecked = rule.endsWith(' NOT ENFORCED') ? '' : ' NOT VALID';
  return {
    statements: `${alter} ADD CONSTRAINT ${probe} ${rule}${unchecked}`,
    readBack:
      `SELECT regexp_replace(pg_get_constraintdef(oid), ' NOT VALID$', '') || '${suffix}' ` +
      `FROM pg_constraint WHERE ${owner} AND conname = '${probe}'`,
  };
}

function columnDefault(values: Values): Reparse {
  const expression = text(values, 'default');
  const generated = values['generated'];
  const table = generated === undefined ? text(values, 'table') : `pg_temp.${probe}`;
  const column = text(values, 'column');
  const stored = generated === 'v' ? 'VIRTUAL' : 'STORED';
  const statements =
    generated === undefined
      ? `ALTER TABLE ${table} ALTER COLUMN ${column} SET DEFAULT ${expression}`
      : `${cloneOf(text(values, 'table'))}; ALTER TABLE ${table} DROP COLUMN ${column}, ` +
        `ADD COLUMN ${column} ${text(values, 'type')} GENERATED ALWAYS AS (${expression}) ${stored}`;
  return {
    statements,
    readBack:
      `SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum ` +
      `WHERE d.adrelid = ${literal(table)}::regclass AND quote_ident(a.attname) = ${literal(column)}`,
  };
}

function partitionKey(values: Values, name: string): Reparse {
  return {
    statements: cloneOf(name, `PARTITION BY ${text(values, 'partition_key')}`),
    readBack: `SELECT pg_get_partkeydef('pg_temp.${probe}'::regclass)`,
  };
}

function index(values: Values): Reparse {
  const unique = values['unique'] === true ? 'UNIQUE ' : '';
  return {
    statements:
      `${cloneOf(text(values, 'table'))}; ` +
      `CREATE ${unique}INDEX ${probe}_index ON pg_temp.${probe} USING ${text(values, 'definition')}`,
    readBack: `SELECT regexp_replace(pg_get_indexdef('pg_temp.${probe}_index'::regclass), '^.*? USING ', '')`,
  };
}

function statistics(values: Values): Reparse {
  const name = `${text(values, 'schema')}.${probe}`;
  return {
    statements: `CREATE STATISTICS ${name}${text(values, 'definition')}`,
    readBack: `SELECT substr(pg_get_statisticsobjdef(oid), length(${literal(`CREATE STATISTICS ${name}`)}) + 1) FROM pg_statistic_ext WHERE stxname = '${probe}'`,
  };
}

function view(values: Values): Reparse {
  return {
    statements: `CREATE TEMPORARY VIEW ${probe} AS ${text(values, 'definition')}`,
    readBack: `SELECT pg_get_viewdef('pg_temp.${probe}'::regclass)`,
  };
}

function trigger(values: Values): Reparse {
  const head = `CREATE ${values['constraint'] === true ? 'CONSTRAINT ' : ''}TRIGGER ${probe} `;
  return {
    statements: head + text(values, 'definition'),
    readBack:
      `SELECT substr(pg_get_triggerdef(oid), ${head.length + 1}) FROM pg_trigger ` +
      `WHERE tgrelid = ${literal(text(values, 'table'))}::regclass AND tgname = '${probe}'`,
  };
}

function rule(values: Values): Reparse {
  const head = `CREATE RULE ${probe} AS`;
  return {
    statements: head + text(values, 'definition'),
    readBack:
      `SELECT substr(pg_get_ruledef(oid), ${head.length + 1}) FROM pg_rewrite ` +
      `WHERE ev_class = ${literal(text(values, 'table'))}::regclass AND rulename = '${probe}'`,
  };
}

function policy(values: Values, clause: string, column: string): Reparse {
  const table = text(values, 'table');
  return {
    statements: `CREATE POLICY ${probe} ON ${table} ${column === 'polqual' ? '' : 'FOR INSERT '}${clause}`,
    readBack: `SELECT pg_get_expr(${column}, polrelid) FROM pg_policy WHERE polrelid = ${literal(table)}::regclass AND polname = '${probe}'`,
  };
}

function routine(values: Values, name: string): Reparse {
  return {
    statements: text(values, 'definition'),
    readBack: `SELECT pg_get_functiondef(${literal(name)}::regprocedure)`,
  };
}
