import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isGranted, parseGrants, writingPrivileges } from '../../../src/engines/mysql/grants.ts';

describe('the grants of an account', () => {
  const grants = parseGrants([
    "GRANT USAGE ON *.* TO `backup`@`%` IDENTIFIED BY PASSWORD '*XX'",
    'GRANT SELECT, SHOW VIEW, LOCK TABLES ON `shop\\_prod`.* TO `backup`@`%`',
    'GRANT TRIGGER ON `sh%`.* TO `backup`@`%` WITH GRANT OPTION',
    'GRANT SELECT (`id`), INSERT ON `shop`.`or``ders` TO `backup`@`%`',
    'GRANT EXECUTE ON PROCEDURE `shop`.`p` TO `backup`@`%`',
    'GRANT `reader`@`%` TO `backup`@`%`',
  ]);

  it('hold on the schema that they name, with its wildcards', () => {
    assert.ok(isGranted(grants, 'SELECT', 'shop_prod'));
    assert.ok(!isGranted(grants, 'SELECT', 'shopXprod'), 'an escaped _ is no wildcard');
    assert.ok(isGranted(grants, 'TRIGGER', 'shop'));
    assert.ok(!isGranted(grants, 'TRIGGER', 'other'));
    assert.ok(!isGranted(grants, 'EVENT', 'shop_prod'));
  });

  it('on one table are none on the schema, and on columns none on the table', () => {
    assert.ok(isGranted(grants, 'INSERT', 'shop', 'or`ders'));
    assert.ok(!isGranted(grants, 'INSERT', 'shop'));
    assert.ok(!isGranted(grants, 'SELECT', 'shop', 'or`ders'));
  });

  it('of all privileges are of each, but for what was revoked again', () => {
    const all = parseGrants([
      'GRANT ALL PRIVILEGES ON *.* TO `root`@`%`',
      'REVOKE SELECT ON `secret`.* FROM `root`@`%`',
    ]);
    assert.ok(isGranted(all, 'EVENT', 'shop'));
    assert.ok(isGranted(all, 'SELECT', 'shop'));
    assert.ok(!isGranted(all, 'SELECT', 'secret'));
  });

  it('are those of the narrowest pattern that fits, and each grantee has its own', () => {
    const wide = 'GRANT TRIGGER ON `sh%`.* TO `backup`@`%`';
    const narrow = parseGrants([wide, 'GRANT EVENT ON `shop`.* TO `backup`@`%`', 'GRANT SELECT ON `s%`.* TO PUBLIC']);
    assert.ok(!isGranted(narrow, 'TRIGGER', 'shop'));
    assert.ok(isGranted(narrow, 'EVENT', 'shop'));
    assert.ok(isGranted(narrow, 'TRIGGER', 'ship'));
    assert.ok(isGranted(narrow, 'SELECT', 'shop'));
    assert.ok(!isGranted(parseGrants([wide, 'GRANT SELECT ON `s%`.* TO `backup`@`%`']), 'SELECT', 'shop'));
    assert.ok(!isGranted(parseGrants([wide], { isLiteral: true }), 'TRIGGER', 'shop'));
  });

  it('are told apart by whether they can change data', () => {
    assert.deepEqual(writingPrivileges(grants), ['GRANT OPTION', 'INSERT']);
    const more = ['GRANT CREATE TEMPORARY TABLES, CREATE USER, BINLOG ADMIN, UPDATE (`id`, `x`) ON *.* TO `b`@`%`'];
    assert.deepEqual(writingPrivileges(parseGrants(more)), ['CREATE USER', 'BINLOG ADMIN', 'UPDATE (COLUMNS)']);
    assert.deepEqual(writingPrivileges(parseGrants(['GRANT BACKUP_ADMIN,ROLE_ADMIN ON *.* TO `b`@`%`'])), [
      'ROLE_ADMIN',
    ]);
    assert.deepEqual(writingPrivileges(parseGrants(['GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON *.* TO `b`@`%`'])), []);
  });
});
