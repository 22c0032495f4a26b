import { column, listed, type PortabilityQuestion } from './portability-question.ts';

const provider = (letter: string): string =>
  `CASE ${letter} WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE ${letter}::text END`;

/** Encoding and locale of the database, and the version of its collation, which servers record from 15 on. */
export const locale: PortabilityQuestion = {
  topic: 'locale',
  sql: (version) => `
    SELECT pg_encoding_to_char(encoding) AS encoding, datcollate AS collate, datctype AS ctype,
      ${version >= 150000 ? provider('datlocprovider') : `'libc'`} AS provider,
      ${version >= 170000 ? 'datlocale' : version >= 150000 ? 'daticulocale' : 'NULL'} AS locale,
      ${version >= 150000 ? 'datcollversion' : 'NULL'} AS recorded
    FROM pg_database WHERE datname = current_database()`,
  say([row = {}]) {
    const { encoding, collate, ctype, recorded } = row;
    const name = row['locale'] ?? (collate === ctype ? collate : `${collate ?? ''} (${ctype ?? ''} for letters)`);
    const version = recorded == null ? '' : `, version ${recorded}`;
    return [
      `the database has the encoding ${encoding ?? ''} and the locale ${name ?? ''} of ${row['provider'] ?? ''}${version}; the dump does not create it, so create it like that before a restore`,
    ];
  },
};

/** Collations that users made or use; those of the C locale are everywhere the same. */
const inUse = `c.collprovider <> 'd' AND c.collname NOT IN ('C', 'POSIX', 'ucs_basic') AND (c.oid >= 16384 OR EXISTS (SELECT FROM pg_depend d
  WHERE d.refclassid = 'pg_collation'::regclass AND d.refobjid = c.oid AND d.classid <> 'pg_collation'::regclass))`;

export const collations: PortabilityQuestion = {
  topic: 'collations',
  sql: () => `
    SELECT quote_ident(c.collname) || ' (' || concat_ws(' ', ${provider('c.collprovider')}, c.collversion) || ')' AS name
    FROM pg_collation c WHERE ${inUse} ORDER BY c.collname COLLATE "C", c.oid`,
  say(rows) {
    if (rows.length === 0) return [];
    return [
      `collations in use: ${listed(column(rows, 'name'))}; a server to restore into needs them, and one of another version may sort in another way: look at ranges of partitions and at constraints that compare texts`,
    ];
  },
};

/** A library that sorts in another way than the one by which indexes were built makes them find too little, and unique ones miss doubles. */
export const collationVersions: PortabilityQuestion = {
  topic: 'collation-versions',
  sql: (version) => `
    ${
      version >= 150000
        ? `SELECT 'the database' AS name, d.datcollversion AS recorded, pg_database_collation_actual_version(d.oid) AS actual
           FROM pg_database d WHERE d.datname = current_database() AND d.datcollversion <> pg_database_collation_actual_version(d.oid)
           UNION ALL`
        : ''
    }
    SELECT quote_ident(c.collname) AS name, c.collversion AS recorded, pg_collation_actual_version(c.oid) AS actual
    FROM pg_collation c WHERE c.collversion <> pg_collation_actual_version(c.oid) AND ${inUse}`,
  say(rows) {
    if (rows.length === 0) return [];
    const changes = rows.map(
      ({ name, recorded, actual }) => `${name ?? ''} (${recorded ?? ''} recorded, ${actual ?? ''} on the server)`,
    );
    return [
      `the collation has changed since indexes were built, so the source's indexes on texts may be corrupt: ${listed(changes)}; reindex, then alter database or alter collation … refresh version; a restore builds its indexes anew`,
    ];
  },
};
