/** Extensions of the server's own sources, which come with its package or with `postgresql-contrib` (PostgreSQL 13 to 18). */
const contrib = new Set(
  (
    'adminpack amcheck autoinc bloom btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance file_fdw fuzzystrmatch ' +
    'hstore insert_username intagg intarray isn lo ltree moddatetime old_snapshot pageinspect pg_buffercache pg_freespacemap ' +
    'pg_logicalinspect pg_prewarm pg_stat_statements pg_surgery pg_trgm pg_visibility pg_walinspect pgcrypto pgrowlocks pgstattuple ' +
    'plpgsql postgres_fdw refint seg sslinfo tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp xml2'
  ).split(' '),
);

/** Where packages are not named after the extension (apt.postgresql.org). `N` stands for the major version. */
const packages: readonly (readonly [extension: RegExp, name: string])[] = [
  [/^(?:postgis.*|address_standardizer.*)$/, 'postgresql-N-postgis-3'],
  [/^vector$/, 'postgresql-N-pgvector'],
  [/^pg_(cron|partman|repack)$/, 'postgresql-N-$1'],
  [/^.*plperlu?$/, 'postgresql-plperl-N'],
  [/^.*plpython3u$/, 'postgresql-plpython3-N'],
  [/^pltclu?$/, 'postgresql-pltcl-N'],
];

/** The Debian package with an extension, such as `postgresql-15-pgvector` for `vector`; undefined for those of the server's own sources. */
export function packageOf(extension: string, major: number): string | undefined {
  if (contrib.has(extension)) return undefined;
  const [pattern, name] = packages.find(([known]) => known.test(extension)) ?? [];
  const text = pattern === undefined ? undefined : extension.replace(pattern, name ?? '');
  return (text ?? `postgresql-N-${extension.toLowerCase().replaceAll('_', '-')}`).replace('-N', `-${major}`);
}

/** What to install so that a server of this major version has all of these extensions. */
export function packagesOf(extensions: readonly string[], major: number): readonly string[] {
  return [...new Set(extensions.map((name) => packageOf(name, major) ?? 'postgresql-contrib'))].sort();
}
