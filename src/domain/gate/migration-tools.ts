/** A tool that changes databases by files in a repository, and where it keeps them. */
export interface MigrationTool {
  readonly name: string;
  /** In the language of `parsePathPattern`, any case. */
  readonly patterns: readonly string[];
  /** Where its makers say so. */
  readonly facts: string;
}

/**
 * Where migrations lie by the defaults of their tools. It errs towards calling a file a migration: a mistake that way asks for a fresh proof
 * too often, the other way lets a change of the database through without one.
 */
export const migrationTools: readonly MigrationTool[] = [
  {
    name: 'Prisma',
    patterns: ['**/prisma/**/migrations/**', '**/migrations/*/migration.sql', '**/migrations/migration_lock.toml'],
    facts: 'https://www.prisma.io/docs/orm/prisma-migrate/understanding-prisma-migrate/migration-histories',
  },
  {
    name: 'Drizzle',
    patterns: ['**/drizzle/**/*.sql', '**/meta/_journal.json', '**/drizzle/**/snapshot.json'],
    facts: 'https://orm.drizzle.team/docs/drizzle-kit-generate',
  },
  {
    name: 'Knex',
    patterns: ['**/migrations/**/*.{js,cjs,mjs,ts,cts,mts,coffee,ls}'],
    facts: 'https://knexjs.org/guide/migrations.html',
  },
  {
    name: 'TypeORM',
    patterns: ['**/{migration,migrations}/**/*.{js,cjs,mjs,ts,cts,mts}', `**/${'[0-9]'.repeat(13)}-*.{js,ts}`],
    facts: 'https://typeorm.io/docs/migrations/creating',
  },
  {
    name: 'Sequelize',
    patterns: ['**/migrations/**/*.{js,cjs,mjs,ts,cts,mts}'],
    facts: 'https://sequelize.org/docs/v6/other-topics/migrations/',
  },
  {
    name: 'MikroORM',
    patterns: ['**/Migration[0-9]*.{js,cjs,mjs,ts,cts,mts}', '**/migrations/.snapshot-*.json'],
    facts: 'https://mikro-orm.io/docs/migrations',
  },
  {
    name: 'Rails',
    patterns: ['**/db/{migrate,*_migrate}/**/*.rb', '**/db/{schema,*_schema}.rb', '**/db/{structure,*_structure}.sql'],
    facts: 'https://guides.rubyonrails.org/active_record_multiple_databases.html',
  },
  {
    name: 'Django',
    patterns: ['**/migrations/**/*.py'],
    facts: 'https://docs.djangoproject.com/en/stable/topics/migrations/#migration-files',
  },
  {
    name: 'Alembic',
    patterns: ['**/{alembic,migrations}/**/versions/**/*.py', '**/alembic/**/*.py'],
    facts: 'https://alembic.sqlalchemy.org/en/latest/tutorial.html#the-migration-environment',
  },
  {
    name: 'Laravel',
    patterns: ['**/database/{migrations,schema}/**', '**/migrations/**/*.php'],
    facts: 'https://laravel.com/docs/migrations#squashing-migrations',
  },
  {
    name: 'Flyway',
    patterns: ['**/db/migration/**', '**/{V,U,B}[0-9]*__*.*', '**/R__*.*'],
    facts: 'https://documentation.red-gate.com/fd/versioned-migrations-273973333.html',
  },
  {
    name: 'Liquibase',
    patterns: [
      '**/db/changelog/**',
      '**/*changelog*.{xml,yaml,yml,json,sql}',
      '**/{changelog,changelogs}/**/*.{xml,sql}',
    ],
    facts: 'https://docs.liquibase.com/concepts/changelogs/home.html',
  },
  {
    name: 'golang-migrate',
    patterns: ['**/[0-9]*_*.{up,down}.*'],
    facts: 'https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md',
  },
  {
    name: 'goose',
    patterns: [
      '**/[0-9][0-9][0-9]*_*.sql',
      '**/{migration,migrations}/**/*_*.go',
      '**/[0-9][0-9][0-9][0-9][0-9]*_*.go',
    ],
    facts: 'https://pressly.github.io/goose/documentation/annotations/',
  },
  {
    name: 'dbmate',
    patterns: ['**/db/migrations/**/*.sql', '**/db/schema.sql'],
    facts: 'https://github.com/amacneil/dbmate#creating-migrations',
  },
  {
    name: 'sqlx',
    patterns: ['**/migrations/**/*.sql', '**/[0-9]*_*.sql'],
    facts: 'https://github.com/launchbadge/sqlx/blob/main/sqlx-cli/README.md',
  },
  {
    name: 'Diesel',
    patterns: ['**/migrations/*/{up,down}.sql', '**/migrations/*/metadata.toml'],
    facts: 'https://diesel.rs/guides/getting-started',
  },
  {
    name: 'Atlas',
    patterns: ['**/atlas.sum', '**/migrations/**/*.{sql,hcl}'],
    facts: 'https://atlasgo.io/concepts/migration-directory-integrity',
  },
  {
    name: 'Ecto',
    patterns: ['**/priv/*/migrations/**/*.exs', '**/migrations/**/*.exs', '**/priv/*/structure.sql'],
    facts: 'https://hexdocs.pm/ecto_sql/Ecto.Migration.html',
  },
  {
    name: 'EF Core',
    patterns: ['**/Migrations/**/*.{cs,vb,fs}', '**/*ModelSnapshot.{cs,vb,fs}'],
    facts: 'https://learn.microsoft.com/en-us/ef/core/managing-schemas/migrations/',
  },
  {
    name: 'plain SQL',
    patterns: ['**/{migration,migrations,migrate,ddl}/**/*.{sql,psql,ddl}', '**/{schema,structure}.sql'],
    facts: 'no convention: these names are the ones that are common',
  },
];
