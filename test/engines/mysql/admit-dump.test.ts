import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DumpSection } from '../../../src/engines/mysql/dump-sections.ts';
import { products } from '../../../src/engines/mysql/product.ts';
import { admitDump } from '../../../src/engines/mysql/target/admit-dump.ts';

const mysql = { product: products.mysql, version: '9.7.4' };
const admission = admitDump(
  () => ({ source: 'shop', fresh: 'fresh', target: 'shop' }),
  () => true,
  { server: mysql },
);
const run = (kind: DumpSection['kind'], text: string, name = 't'): string =>
  admission.section({ kind, name, schema: '' }, Buffer.from(text)).toString();
const refused = (kind: DumpSection['kind'], text: string): void =>
  assert.throws(() => run(kind, text), { code: 'restore-failed', message: /does not belong into its place/ }, text);

const ownMode = `SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO';\n`;
const trigger = (head: string): string =>
  `DELIMITER ;;\n/*!50003 CREATE*/ /*!50017 DEFINER=\`a\`@\`%\`*/ /*!50003 TRIGGER ${head} FOR EACH ROW SET @a = 'x;;' */;;\nDELIMITER ;\n`;

describe('what of a dump is run on a live server', () => {
  it('is what the dump tools write into the place where it stands', () => {
    for (const [kind, text] of [
      [
        'head',
        `-- MySQL dump\n/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;\n/*!50503 SET NAMES utf8mb4 */;\n`,
      ],
      [
        'table',
        "DROP TABLE IF EXISTS `t`;\nCREATE TABLE `t` (\n  `a` int COMMENT '; DROP TABLE x' -- \n) /*!50100 PARTITION BY KEY (a) */;\n",
      ],
      ['sequence', 'CREATE SEQUENCE `t` start with 1;\nDO SETVAL(`t`, 1, 0);\n'],
      ['triggers', trigger('`told` BEFORE INSERT ON `t`')],
      [
        'routines',
        'DELIMITER ;;\nCREATE DEFINER=`a`@`%` PROCEDURE `p`()\nBEGIN DROP TABLE shop.t; -- ;;\nEND ;;\nDELIMITER ;\n',
      ],
      [
        'routines',
        'DELIMITER ;;\nCREATE DEFINER="a"@"%" FUNCTION "an ""odd"" p"() RETURNS int DETERMINISTIC RETURN 1 ;;\nDELIMITER ;\n',
      ],
      [
        'view',
        '/*!50001 CREATE ALGORITHM=UNDEFINED */\n/*!50013 DEFINER=`a`@`%` SQL SECURITY DEFINER */\n/*!50001 VIEW `t` AS select 1 AS `a`*/;\n',
      ],
    ] as const)
      assert.equal(run(kind, text), kind === 'head' ? ownMode + text : text);
  });

  it('is nothing that reaches beyond the schema or stands elsewhere', () => {
    refused('head', 'DROP DATABASE shop;\n');
    refused('head', 'SET GLOBAL read_only = 1;\n');
    refused('head', 'SET @a = shop.f();\n');
    refused('head', '/*!40014 SET UNIQUE_CHECKS=0 */; USE shop;\n');
    refused('table', 'CREATE TABLE shop.`t` (a int);\n');
    refused('table', 'CREATE TABLE `u` (a int);\n');
    refused('table', 'CREATE TABLE `t` (a int) SELECT shop.f();\n');
    refused('table', "CREATE TABLE `t` (a int COMMENT '\\''); DROP TABLE shop.t; -- ');\n");
    refused('table', 'DROP TABLE IF EXISTS `t`, shop.t;\n');
    refused('sequence', 'DO SETVAL(shop.`t`, 1, 0);\n');
    refused('triggers', trigger('`told` BEFORE INSERT ON `u`'));
    refused('triggers', trigger('told /* TRIGGER x BEFORE INSERT ON t FOR EACH ROW */ BEFORE INSERT ON u'));
    refused('triggers', trigger('told /*! BEFORE INSERT ON u FOR EACH ROW SET @b = 1 */ BEFORE INSERT ON t'));
    refused('triggers', 'DELETE FROM shop.t;\n');
    refused('routines', 'DELIMITER ;;\nCREATE PROCEDURE shop.`p`() SELECT 1;;\nDELIMITER ;\n');
    refused('routines', 'DELIMITER ;;\nCREATE PROCEDURE shop . p() SELECT 1;;\nDELIMITER ;\n');
    refused('routines', 'CALL shop.p();\n');
    refused('routines', 'ALTER DATABASE `shop` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ;\n');
    assert.ok(run('routines', 'ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ;\n'));
    refused(
      'events',
      'DELIMITER ;;\nCREATE EVENT shop.e ON SCHEDULE EVERY 1 DAY ON COMPLETION PRESERVE ENABLE DO SELECT 1;;\n',
    );
    refused(
      'view',
      '/*!50001 CREATE ALGORITHM=UNDEFINED DEFINER=`a`@`%` SQL SECURITY DEFINER VIEW shop.`t` AS select 1 */;\n',
    );
    refused('view-stub', '\\! touch x\n;\n');
  });

  it('is nothing that the server would read in another way than this does', () => {
    const body = (text: string): string => `DELIMITER ;;\n${text};;\nDELIMITER ;\n`;
    refused('head', "SET SQL_MODE='NO_BACKSLASH_ESCAPES';\n");
    refused('head', "SET @a='ANSI_QUOTES';\nSET SQL_MODE=@a;\n");
    refused('head', 'SET NAMES gbk;\n');
    refused('head', '/*!99999 SET @a=@@b */;\nSET @c=\x01@@d;\n');
    refused('table', "SET sql_mode = 'ANSI_QUOTES';\n");
    refused('table', 'CREATE TABLE `t` (a int) --\xa0; DROP TABLE shop.t;\n;\n');
    refused('table', "/*!99999 ' */; DROP TABLE shop.t; -- '\n");
    refused('table', "/*M!100000 ' */; DROP TABLE shop.t; -- '\n");
    refused('table', '/*!99999 CREATE TABLE `t` ( */ DROP TABLE shop.t /*!99999 ) */;\n');
    refused('routines', body('CREATE PROCEDURE `p`() SELECT 1; DROP TABLE shop.t'));
    refused('routines', body('CREATE PROCEDURE `p`() BEGIN END; DROP TABLE shop.t'));
    refused('triggers', trigger('`told` BEFORE INSERT ON `t`').replace("'x;;' */", "'x' */; DROP TABLE shop.t"));
    const mode = (text: string): string => `SET sql_mode = '${text}';\n`;
    const saved = 'SET @saved_sql_mode = @@sql_mode;\n';
    const back = 'SET sql_mode = @saved_sql_mode;\n';
    refused(
      'routines',
      saved + mode('NO_BACKSLASH_ESCAPES') + back + body("CREATE PROCEDURE p() SELECT 'a\\'b'; DROP TABLE shop.t; '"),
    );
    refused('routines', mode('ANSI_QUOTES') + body('CREATE PROCEDURE p() SELECT "a\\"; DROP TABLE shop.t; "'));
    const sound = saved + mode('ANSI_QUOTES') + body('CREATE PROCEDURE "p"() SELECT \'a\\\'b;\' FROM "a\\"') + back;
    assert.equal(run('routines', sound), sound);
  });

  it('is the same to the client, which reads bytes, and to a server that reads letters of another character set', () => {
    const admit = (charset: string, body: string, between = ''): void => {
      const text = `SET character_set_client = ${charset};\n${between}DELIMITER ;;\nCREATE PROCEDURE p() ${body};;\nDELIMITER ;\n`;
      const section = { kind: 'routines', name: 'shop', schema: '' } as const;
      const admitted = admission.section(section, Buffer.from(text, 'latin1'));
      assert.equal(admitted.toString('latin1'), text);
    };
    for (const [charset, body] of [
      ['gbk', "SELECT '\xd6\xd0'"],
      ['gbk', 'SELECT 1 AS `\xd6\xd0`'],
      ['gb18030', "SELECT '\x81\x30\x81\x30'"],
      ['sjis', "SELECT '\x83\x5cx'"],
      ['utf8mb4', "SELECT '\xbf\\'; DROP TABLE shop.t; -- '"],
    ] as const)
      admit(charset, body);
    const saved =
      'SET @a = @@character_set_client;\nSET character_set_client = utf8mb4;\nSET character_set_client = @a;\n';
    for (const [charset, body, between] of [
      ['gbk', "SELECT '\xbf\\'; DROP TABLE shop.t"],
      ['gbk', "SELECT '\xbf\\'; DROP TABLE shop.t; -- '"],
      ['gbk', "SELECT '\xbf\\'; DROP TABLE shop.t; -- '", saved],
      ['sjis', "SELECT '\x83\x5c'"],
      ['big5', 'SELECT 1 AS `\xa5`; DROP TABLE shop.t; -- `'],
      ['gbk', 'BEGIN DECLARE CONTINUE HANDLER FOR c \x81|BEGIN: BEGIN END; END; DROP TABLE shop.t; END'],
    ] as const)
      assert.throws(() => admit(charset, body, between), { code: 'restore-failed' }, body);
  });

  it('is in the rows of a table nothing but rows', () => {
    const passes = (text: string): Buffer => admission.rows({ kind: 'rows', name: 't', schema: '' })(Buffer.from(text));
    for (const rows of [
      "INSERT INTO `t` VALUES (1,'a;\\'b;'),(2,'/* ;');\n",
      "INSERT INTO `t` (`a`) VALUES\n(1),\n('--;');\n",
    ])
      assert.equal(passes(rows).toString(), rows);
    assert.equal(
      passes('LOCK TABLES `t` WRITE;\n/*!40000 ALTER TABLE `t` DISABLE KEYS */;\n').toString(),
      '\n/*!40000 ALTER TABLE `t` DISABLE KEYS */;\n',
    );
    for (const rows of [
      'INSERT INTO shop.`t` VALUES (1);\n',
      'INSERT INTO `u` VALUES (1);\n',
      'INSERT INTO `t` VALUES (1);DROP TABLE shop.t;\n',
      "INSERT INTO `t` VALUES ('\\\\');DROP TABLE shop.t;#');\n",
      "INSERT INTO `t` VALUES (1/*'*/);DROP TABLE shop.t;#');\n",
      'INSERT INTO `t` VALUES\n(1),\nDROP TABLE shop.t;\n',
      'DELETE FROM shop.t;\n',
      'LOCK TABLES `u` WRITE;\n',
    ])
      assert.throws(() => passes(rows), { code: 'restore-failed' }, rows);
  });

  it('keeps events from firing before they are in place, and views in the fresh schema', () => {
    const event = (state: string): string =>
      `DELIMITER ;;\n/*!50106 CREATE*/ /*!50117 DEFINER=\`a\`@\`%\`*/ /*!50106 EVENT \`e\` ON SCHEDULE EVERY '1:1' HOUR_MINUTE ON COMPLETION NOT PRESERVE ${state} COMMENT 'ENABLE' DO SELECT 1 */ ;;\nDELIMITER ;\n`;
    assert.equal(run('events', event('ENABLE')), event('DISABLE'));
    assert.equal(admission.scripts().at(-1)?.text, event('ENABLE'));
    refused('events', event('ENABLE').replace('ON COMPLETION NOT PRESERVE ENABLE ', ''));
    const view = (schema: string): string =>
      `/*!50001 CREATE ALGORITHM=UNDEFINED */\n/*!50013 DEFINER=\`a\`@\`%\` SQL SECURITY DEFINER */\n/*!50001 VIEW \`t\` AS select \`${schema}\`.\`f\`() AS \`a\`*/;\n`;
    assert.equal(run('view', view('shop')), view('fresh'));
    assert.equal(admission.scripts().at(-1)?.text, view('shop').replace('CREATE ', 'CREATE OR REPLACE '));
  });

  it('is a trigger as a person typed it', () => {
    for (const head of [
      'if not exists told before insert on t',
      'told\nafter  update\non t',
      'told -- a note\nbefore insert on t',
      'told /* a note */ before insert # another\non t',
      '"tol""d" BEFORE INSERT ON "t"',
      'erzählt BEFORE INSERT ON t',
    ])
      assert.equal(run('triggers', trigger(head)), trigger(head));
    const underAnsiQuotes = trigger('"told" BEFORE INSERT ON "t"').replace('`a`@`%`', '"a"@"%"');
    assert.equal(run('triggers', underAnsiQuotes), underAnsiQuotes);
    assert.equal(
      run('triggers', trigger('if not exists shop.told before insert on shop . t')),
      trigger('if not exists told before insert on t'),
    );
  });

  it('is a trigger without the schema that it was typed with', () => {
    assert.equal(run('triggers', trigger('shop.told AFTER INSERT ON shop.t')), trigger('told AFTER INSERT ON t'));
    assert.equal(
      run('triggers', trigger('`other`.told AFTER INSERT ON other.`t`')),
      trigger('told AFTER INSERT ON `t`'),
    );
    assert.equal(admission.scripts().at(-2)?.text, trigger('shop.told AFTER INSERT ON shop.t'));
    assert.equal(admission.scripts().at(-1)?.text, trigger('told AFTER INSERT ON `t`'));
  });

  const strays = [
    'USE mysql;',
    ' use `mysql`;',
    '/*!50000 USE mysql */;',
    'SELECT 1; USE mysql;',
    'CREATE DATABASE other;',
    'CREATE DATABASE /*!32312 IF NOT EXISTS*/ other;',
    '/*!40000 DROP DATABASE IF EXISTS other*/;',
    'DROP SCHEMA other;',
    'ALTER DATABASE other READ ONLY = 1;',
    "CREATE USER x IDENTIFIED BY 'y';",
    'GRANT ALL ON *.* TO x;',
    'SET GLOBAL general_log = 1;',
    'SET @@GLOBAL.general_log = 1;',
    'SET PERSIST general_log = 1;',
    'SET PASSWORD = "x";',
    "LOAD DATA INFILE '/etc/passwd' INTO TABLE a;",
    "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE a;",
    "BINLOG 'AAAA';",
    "INSTALL PLUGIN x SONAME 'y';",
    'CALL p();',
    'RENAME TABLE a TO mysql.a;',
    '\\! touch x',
    '\\. /etc/passwd',
    '\\d //',
    'system touch x',
    'source /etc/passwd',
    'delimiter //',
    '/*M!999999\\- enable the sandbox mode */ DROP TABLE t;',
  ];
  for (const stray of strays) {
    it(`is not this, wherever it stands: ${stray}`, () => {
      const body = 'DELIMITER ;;\nCREATE PROCEDURE p() BEGIN END;;\nDELIMITER ;\n';
      for (const text of [`${stray}\n`, `SELECT 1; ${stray}\n`]) {
        for (const kind of ['head', 'table', 'sequence', 'view', 'view-stub', 'events'] as const) refused(kind, text);
        for (const kind of ['triggers', 'routines'] as const) refused(kind, body + text);
      }
    });
  }

  it('is refused in words that are neither a name nor a value', () => {
    const words = (kind: DumpSection['kind'], text: string): string => {
      try {
        return run(kind, text);
      } catch (error) {
        return String(error);
      }
    };
    assert.match(words('table', 'DROP TABLE secret;\n'), /\(table of t: DROP TABLE …\)/);
    assert.match(words('head', '\\! secret\n'), /\(head of t: \\! …\)/);
    assert.match(words('table', "'secret', 'DROP TABLE';\n"), /\(table of t\)/);
    const guard = admission.rows({ kind: 'rows', name: 't', schema: '' });
    for (const [rows, said] of [
      ["INSERT INTO `t` VALUES (1,'secret');DROP TABLE shop.t;\n", /\(rows of t: DROP TABLE …\)/],
      ["INSERT INTO shop.t VALUES ('secret');\n", /\(rows of t: INSERT INTO …\)/],
      ["INSERT INTO `t` VALUES ('a');secret'),('b');\n", /\(rows of t\)/],
    ] as const)
      assert.throws(() => guard(Buffer.from(rows)), said);
  });

  it('goes where its schema goes, where there are several', () => {
    const several = admitDump(
      (schema) => ({ source: schema, fresh: `${schema}2`, target: `${schema}2` }),
      () => true,
      {
        server: mysql,
      },
    );
    const table = (schema: string): string => `CREATE TABLE \`t\` (a int DEFAULT nextval(\`${schema}\`.\`s\`));\n`;
    for (const schema of ['shop', 'other'])
      assert.equal(
        several.section({ kind: 'table', name: 't', schema }, Buffer.from(table(schema))).toString(),
        table(`${schema}2`),
      );
  });
});
