import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Secret } from '../../../src/domain/secret.ts';
import { connectionFromUrl } from '../../../src/engines/postgres/connection.ts';

const keepalives = 'keepalives_idle=60&keepalives_interval=10&keepalives_count=6';
const hard = 'p@ss:w/o?r#d %41 é';

describe('a PostgreSQL connection URL', () => {
  it('gives its password to the environment and never to the arguments', () => {
    const connection = connectionFromUrl(
      new Secret(`postgresql://me:${encodeURIComponent(hard)}@db.example:5433/shop`),
    );
    assert.deepEqual(connection, {
      target: `postgresql://me@db.example:5433/shop?${keepalives}`,
      env: { PGCONNECT_TIMEOUT: '15', PGPASSWORD: hard },
      description: 'db.example:5433/shop',
      database: 'shop',
    });
  });

  it('is understood with characters in the password that should have been encoded', () => {
    for (const password of ['p@ss', 'a:b', 'a/b', 'a#b', 'a?b', '100%', 'a b', '12/x@y']) {
      const { env, target } = connectionFromUrl(`postgres://me:${password}@db.example/shop?sslmode=require`);
      assert.equal(env['PGPASSWORD'], password);
      assert.equal(target, `postgresql://me@db.example/shop?sslmode=require&${keepalives}`);
    }
  });

  it('never takes a part of its parameters for the host', () => {
    const { target } = connectionFromUrl('postgresql://me:secret@db.example/shop?application_name=a@b');
    assert.match(target, /^postgresql:\/\/me@db\.example\/shop\?application_name=a%40b&/);
  });

  it('names sockets, IPv6 addresses and several hosts', () => {
    const cases = [
      ['postgresql:///shop?host=/run/pg', '/run/pg/shop', 'postgresql:///shop?host=%2Frun%2Fpg'],
      ['postgresql://[::1]:5432/shop', '[::1]:5432/shop', 'postgresql://[::1]:5432/shop?'],
      ['postgresql://a:1,b:2/shop', 'a:1,b:2/shop', 'postgresql://a:1,b:2/shop?'],
    ] as const;
    for (const [url, description, target] of cases) {
      const connection = connectionFromUrl(url);
      assert.equal(connection.description, description);
      assert.ok(connection.target.startsWith(target), connection.target);
    }
  });

  it('may give user, password and database as parameters', () => {
    const { target, env } = connectionFromUrl('postgresql://h/?user=me&password=pw&dbname=my%20shop');
    assert.equal(target, `postgresql://me@h/my%20shop?${keepalives}`);
    assert.equal(env['PGPASSWORD'], 'pw');
  });

  it('is refused without a word of itself where it cannot be used', () => {
    const urls = [
      'mysql://u:hunter2@h/d',
      'hunter2',
      'postgresql://u:hunter2@h',
      'postgresql://u:hunter2@h:x/d',
      'postgresql://h/d?sslpassword=hunter2',
      'postgresql://h/d?nonsense=hunter2',
      'postgresql://h/d?oauth_client_secret=hunter2',
      'postgresql://h/d?sslmode=hunter2',
      'postgresql://u:12345?hunter2=x@h/d',
    ];
    for (const url of urls) {
      assert.throws(
        () => connectionFromUrl(url),
        (error: Error & { code: string; hint: string }) => {
          assert.equal(error.code, 'input-invalid');
          return !`${error.message}${error.hint}`.includes('hunter2');
        },
      );
    }
  });
});
