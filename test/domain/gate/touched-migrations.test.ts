import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { migrationTools } from '../../../src/domain/gate/migration-tools.ts';
import { migrationRules, touchedMigrations } from '../../../src/domain/gate/touched-migrations.ts';

const toolsOf = (path: string, lines: readonly string[] = []): readonly string[] =>
  touchedMigrations([{ path, kind: 'modified' }], migrationRules(lines)).flatMap(({ tools }) => tools);

/** One file of each tool, as its own documentation names it. */
const examples: Readonly<Record<string, readonly string[]>> = {
  Prisma: [
    'prisma/migrations/20261121041502_add_orders/migration.sql',
    'packages/db/prisma/migrations/migration_lock.toml',
  ],
  Drizzle: ['drizzle/0003_quick_hulk.sql', 'drizzle/meta/_journal.json'],
  Knex: ['migrations/20261121041502_users.js'],
  TypeORM: ['src/migration/1732162502000-AddOrders.ts', 'src/db/1732162502000-AddOrders.ts'],
  Sequelize: ['migrations/20261121041502-create-user.js'],
  MikroORM: ['src/db/Migration20261121041502.ts', 'migrations/.snapshot-shop.json'],
  Rails: ['db/migrate/20261121041502_add_orders.rb', 'db/animals_migrate/1_a.rb', 'db/schema.rb', 'db/structure.sql'],
  Django: ['shop/migrations/0002_order_total.py'],
  Alembic: ['alembic/versions/ae1027a6acf_add_orders.py', 'migrations/versions/1.py'],
  Laravel: ['database/migrations/2026_11_21_041502_create_orders.php', 'database/schema/mysql-schema.sql'],
  Flyway: ['src/main/resources/db/migration/V1_1__orders.sql', 'sql/R__views.sql', 'sql/U2__undo.sql'],
  Liquibase: ['src/main/resources/db/changelog/db.changelog-master.yaml', 'liquibase/shop-changelog.xml'],
  'golang-migrate': ['db/000001_create_users.up.sql', 'db/000001_create_users.down.sql'],
  goose: ['schema/00001_create_users.sql', 'schema/00002_rename_root.go'],
  dbmate: ['db/migrations/20261121041502_orders.sql', 'db/schema.sql'],
  sqlx: ['migrations/20261121041502_orders.sql', 'crates/db/migrations/1_orders.up.sql'],
  Diesel: ['migrations/2026-11-21-041502_orders/up.sql'],
  Atlas: ['migrations/atlas.sum', 'migrations/20261121041502.sql'],
  Ecto: ['priv/repo/migrations/20261121041502_orders.exs'],
  'EF Core': ['src/Shop/Migrations/20261121041502_Orders.Designer.cs', 'src/Shop/ShopContextModelSnapshot.cs'],
  'plain SQL': ['sql/migrate/orders.sql', 'ddl/orders.sql', 'schema.sql'],
};

describe('the files of migration tools', () => {
  it('have an example for every tool', () => {
    assert.deepEqual(Object.keys(examples).sort(), migrationTools.map(({ name }) => name).sort());
  });

  for (const [tool, paths] of Object.entries(examples)) {
    it(`are known of ${tool}`, () => {
      for (const path of paths) assert.ok(toolsOf(path).includes(tool), path);
    });
  }

  it('are known in any case, and with a line break in their names', () => {
    assert.notDeepEqual(toolsOf('DB/Migrate/1_A.RB'), []);
    assert.notDeepEqual(toolsOf('prisma/migrations/a\nb/migration.sql'), []);
  });

  it('are not what other files are called', () => {
    const others = [
      'src/index.ts',
      'README.md',
      'CHANGELOG.md',
      'src/immigration/form.ts',
      'docs/migrations.md',
      'a/versions/1.py',
    ];
    for (const path of [...others, 'package.json', 'src/db/query.sql']) assert.deepEqual(toolsOf(path), [], path);
  });
});

describe('patterns of a user', () => {
  it('decide by the last line that means a path', () => {
    assert.deepEqual(toolsOf('sql/a.txt', ['sql/']), ['own patterns']);
    assert.deepEqual(toolsOf('sql/a.txt', ['sql/', '!sql/*.txt']), []);
    assert.deepEqual(toolsOf('sql/a.txt', ['!sql/*.txt', './sql/**']), ['own patterns']);
    assert.deepEqual(toolsOf('db/migrate/1.rb', ['!**']), []);
  });

  it('know sets and choices, and take every other sign as it is', () => {
    assert.deepEqual(toolsOf('v1,2+(x).txt', ['v1,2+(x).txt']), ['own patterns']);
    assert.deepEqual(toolsOf('b7.txt', ['{a,b}[0-9].t?t']), ['own patterns']);
    assert.deepEqual(toolsOf('b7.txt', ['b[!0-9].txt']), []);
    assert.deepEqual(toolsOf('x/y.txt', ['*.txt']), []);
  });

  it('exclude to the letter only: what takes a guard away means what it says', () => {
    assert.notDeepEqual(toolsOf('Test/migrations/1.sql', ['!test/**']), []);
  });

  it('are refused where they cannot be read', () => {
    const unclosed = ['db/{a,{b,c}}/*', 'db/[a', 'db/{a'];
    const leftovers = [
      '"db/**"',
      'db/**,',
      'db/**"',
      '“db/**',
      '- db/**',
      'db/**, sql/**',
      String.raw`db\*.sql`,
      '!"docs/**"',
    ];
    for (const line of ['!', '[z-a].sql', ...unclosed, ...leftovers])
      assert.throws(() => migrationRules([line]), { code: 'input-invalid' }, line);
  });
});
