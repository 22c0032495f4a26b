import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commandEnvironment } from '../../../src/engines/postgres/command-environment.ts';

describe('the environment of a user’s own command', () => {
  const cases: readonly [what: string, url: string, variables: Readonly<Record<string, string>>][] = [
    [
      'a password with signs that a URL uses itself',
      'postgresql://app:p@ss/w#x@db.example:6543/shop',
      {
        DB_URL: 'postgresql://app:p%40ss%2Fw%23x@db.example:6543/shop',
        PGHOST: 'db.example',
        PGPORT: '6543',
        PGUSER: 'app',
        PGPASSWORD: 'p@ss/w#x',
        PGDATABASE: 'shop',
      },
    ],
    [
      'a unix socket, and a name with signs of its own',
      'postgres://app@/the%20%22shop%22?host=%2Frun%2Fpg&port=5433',
      {
        DB_URL: 'postgresql://app@/the%20%22shop%22?host=%2Frun%2Fpg&port=5433',
        PGHOST: '/run/pg',
        PGPORT: '5433',
        PGUSER: 'app',
        PGDATABASE: 'the "shop"',
      },
    ],
    [
      'how the connection is secured and routed',
      'postgresql://app@ep-1.example/shop?sslmode=verify-full&options=endpoint%3Dep-1&keepalives_idle=5',
      {
        DB_URL: 'postgresql://app@ep-1.example/shop?sslmode=verify-full&options=endpoint%3Dep-1&keepalives_idle=5',
        PGHOST: 'ep-1.example',
        PGUSER: 'app',
        PGDATABASE: 'shop',
        PGSSLMODE: 'verify-full',
        PGOPTIONS: 'endpoint=ep-1',
      },
    ],
    [
      'several hosts, one of them an address of IPv6',
      'postgresql://[2001:db8::1]:5433,db-b/shop',
      {
        DB_URL: 'postgresql://[2001:db8::1]:5433,db-b/shop',
        PGHOST: '2001:db8::1,db-b',
        PGPORT: '5433,',
        PGDATABASE: 'shop',
      },
    ],
  ];
  for (const [what, url, variables] of cases) {
    it(`has ${what}`, () => assert.deepEqual(commandEnvironment('DB_URL', url).variables, variables));
  }

  it('has secrets where there is a password, and none where there is not', () => {
    const secretsOf = (url: string): readonly string[] => commandEnvironment('DB_URL', url).secrets;
    assert.deepEqual(secretsOf('postgresql://a:p%23@h/d'), ['postgresql://a:p%23@h/d', 'p#', 'p%23']);
    assert.deepEqual(secretsOf('postgresql://a@h/d'), []);
  });
});
