import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planRetention } from '../../../src/domain/retention/plan.ts';
import { entryAt } from '../../fakes/backup-fixture.ts';
import { kindPolicyOf } from '../../fakes/policy-fixture.ts';

type Said = Readonly<Record<string, string>>;

/** `A2 proven`: which of the databases, of which day of November 2026, and its drill. */
function planOf(databases: Readonly<Record<string, Said>>, rows: readonly string[]): Readonly<Record<string, string>> {
  const names = new Map<string, string>();
  const entries = rows.map((row) => {
    const [, name = '', day = '', verdict] = /^(\w)(\d+)(?: (\w+))?$/.exec(row) ?? [];
    const drills = verdict === undefined ? [] : [verdict as 'proven'];
    const entry = entryAt(`2026-11-${day.padStart(2, '0')}T02:00:00Z`, { drills, server: databases[name] ?? {} });
    names.set(entry.address.id, `${name}${day}`);
    return entry;
  });
  const plan = planRetention(entries, kindPolicyOf({ 'keep-last': '1' }), new Date('2026-11-21T03:00Z'));
  const named = (reasons: readonly string[]): string =>
    reasons.join(', ').replace(/\d{8}T\d{6}Z-\w+/g, (id) => names.get(id) ?? id);
  return Object.fromEntries([
    ...plan.keep.map(({ entry, because }) => [names.get(entry.address.id), named(because)]),
    ...plan.remove.map(({ entry, guardian }) => [
      names.get(entry.address.id),
      `goes by ${named([guardian.address.id])}`,
    ]),
  ]) as Record<string, string>;
}

describe('the backups of two databases under one name', () => {
  const pairs: readonly [what: string, one: Said, other: Said][] = [
    ['of two servers', { 'system-identifier': '711' }, { 'system-identifier': '722' }],
    ['of one server', { 'database-mark': 'aaaaaaaa' }, { 'database-mark': 'bbbbbbbb' }],
    ['of two flavours', { flavour: 'mysql' }, { flavour: 'mariadb' }],
    [
      'of two servers that do not replicate from each other',
      { 'system-identifier': '711', 'shares-transactions-with': '700 701' },
      { 'system-identifier': '722', 'shares-transactions-with': '' },
    ],
  ];
  for (const [what, A, B] of pairs) {
    it(`${what} are guarded each by its own proof`, () => {
      assert.deepEqual(planOf({ A, B }, ['A20 proven', 'B19 proven', 'A18', 'B17', 'A16 proven']), {
        A20: 'latest-1, newest proven',
        B19: 'newest proven of its database: A20 is of another database or server',
        A18: 'goes by A20',
        B17: 'goes by B19',
        A16: 'goes by A20',
      });
    });
  }

  const [A, B] = [{ 'system-identifier': '711' }, { 'system-identifier': '722' }];

  it('stay where no newer one of their own is proven', () => {
    const why = 'nothing newer of its database is proven: A20 is of another database or server';
    assert.deepEqual(planOf({ A, B }, ['A20 proven', 'B19', 'B18']), {
      A20: 'latest-1, newest proven',
      B19: why,
      B18: why,
    });
  });

  it('are one where a server replicates from the other, and where nobody says which server it is', () => {
    const replica = { 'system-identifier': '733', 'shares-transactions-with': '700 711' };
    for (const other of [replica, {}, { version: '16.1' }])
      assert.equal(planOf({ A, B: other }, ['A20 proven', 'B19 proven'])['B19'], 'goes by A20');
  });

  it('are not let go by a backup that goes itself, though it may be of both', () => {
    assert.deepEqual(planOf({ A, B, U: {} }, ['A20 proven', 'U19 proven', 'B18']), {
      A20: 'latest-1, newest proven',
      U19: 'goes by A20',
      B18: 'nothing newer of its database is proven: A20 is of another database or server',
    });
  });
});
