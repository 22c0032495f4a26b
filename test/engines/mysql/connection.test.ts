import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asFailure } from '../../../src/domain/failure.ts';
import { connectionFromUrl } from '../../../src/engines/mysql/connection.ts';
import { productVersionOf, products } from '../../../src/engines/mysql/product.ts';

const { mysql, mariadb } = products;

describe('a MySQL or MariaDB connection URL', () => {
  it('gives its password to the environment and never to the arguments', () => {
    const password = "p@ss:w/o?r#d %41'é";
    const connection = connectionFromUrl(`mysql://backup:${encodeURIComponent(password)}@db.example:3307/shop`);
    assert.deepEqual(connection.env, { MYSQL_PWD: password });
    const options = connection.options(mysql, '8.4.0');
    assert.equal(options[0], '--no-defaults', 'the tools take it as the first option only');
    for (const option of ['--host=db.example', '--port=3307', '--user=backup', '--ssl-mode=PREFERRED'])
      assert.ok(options.includes(option), option);
    assert.ok(!options.join(' ').includes('p@ss'));
    assert.equal(connection.description, 'db.example/shop');
  });

  it('says what is asked of TLS in the words of each product', () => {
    const url = 'mariadb://u@h/d?ssl-mode=verify_identity&ssl-ca=/ca.pem';
    assert.ok(connectionFromUrl(url).options(mysql, '9.7.4').includes('--ssl-mode=VERIFY_IDENTITY'));
    assert.ok(connectionFromUrl(url).options(mariadb, '10.11.1').includes('--ssl-verify-server-cert'));
    const plain = connectionFromUrl('mariadb://u@h/d');
    assert.ok(plain.options(mariadb, '11.8.6').includes('--disable-ssl-verify-server-cert'));
    assert.ok(!plain.options(mariadb, '10.11.1').some((option) => option.includes('ssl')));
  });

  it('names sockets and IPv6 addresses, and may name no schema', () => {
    const socket = connectionFromUrl('mysql://root@localhost/?socket=/run/my%20sql/s');
    assert.ok(socket.options(mysql, '9.7.4').includes('--socket=/run/my sql/s'));
    assert.equal(socket.database, '');
    assert.ok(connectionFromUrl('mysql://u@[::1]:3306/d').options(mysql, '9.7.4').includes('--host=::1'));
  });

  it('is refused without a word of itself where it cannot be used', () => {
    for (const url of [
      'postgres://u:secret@h/d',
      'mysql://u:secret@h,i/d',
      'mysql://u:secret@h/d?sslmode=x',
      'secret',
    ]) {
      assert.throws(
        () => connectionFromUrl(url),
        (thrown) => {
          const { code, message } = asFailure(thrown);
          return code === 'input-invalid' && !message.includes('secret');
        },
        url,
      );
    }
  });
});

describe('a version', () => {
  it('is read as servers and tools print it', () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['10.11.19-MariaDB-0+deb12u1-log', 'mariadb', '10.11'],
      ['mariadb-dump  Ver 10.19 Distrib 10.5.23-MariaDB, for debian-linux-gnu (x86_64)', 'mariadb', '10.5'],
      ['mariadb-dump from 11.8.6-MariaDB, client 10.19 for debian-linux-gnu (x86_64)', 'mariadb', '11.8'],
      ['mysqldump  Ver 9.7.4-2 for Linux on x86_64 ((Debian))', 'mysql', '9'],
      ['8.0.41-0ubuntu0.24.04.1', 'mysql', '8.0'],
      ['8.4.3', 'mysql', '8.4'],
      ['8.0.mysql_aurora.3.05', 'mysql', '8.0'],
    ];
    for (const [text, name, series] of cases) {
      const found = productVersionOf(text);
      assert.equal(found?.product.name, name, text);
      assert.equal(found.product.series(found.version), series, text);
    }
    assert.equal(productVersionOf('psql (PostgreSQL) 15.18'), undefined);
  });
});
