import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOneStatement } from '../../../src/engines/mysql/target/one-statement.ts';

const procedure = 'CREATE DEFINER=`@` PROCEDURE `()';
const whole = [
  `${procedure} SELECT 1`,
  `${procedure} BEGIN SELECT 1; END`,
  `${procedure}\n    NO SQL\n    DETERMINISTIC\n    COMMENT '\nBEGIN DECLARE \` int DEFAULT 0; SET n = \`; END`,
  'CREATE PROCEDURE p(a int, b decimal(9,2)) outer_one: BEGIN again: LOOP LEAVE again; END LOOP again; END outer_one',
  'CREATE FUNCTION `(a varchar(9) CHARSET latin1) RETURNS varchar(9) CHARSET latin1 COLLATE latin1_bin DETERMINISTIC BEGIN RETURN CASE a WHEN 1 THEN 2 ELSE 3 END; END',
  "CREATE TRIGGER ` BEFORE INSERT ON ` FOR EACH ROW FOLLOWS ` BEGIN DECLARE CONTINUE HANDLER FOR NOT FOUND, SQLSTATE ' BEGIN END; SET @a = 1; END",
  'CREATE TRIGGER ` BEFORE INSERT ON ` FOR EACH ROW IF NEW.a THEN SET NEW.a = IF(1, 2, 3); ELSE BEGIN END; END IF',
  'CREATE EVENT ` ON SCHEDULE EVERY 1 DAY DO BEGIN WHILE 1 DO BEGIN SELECT 1; END; END WHILE; REPEAT SELECT 1; UNTIL 1 END REPEAT; CASE a WHEN 1 THEN BEGIN END; END CASE; END',
  'CREATE DEFINER="@" PACKAGE " AS FUNCTION one RETURN int; PROCEDURE two(n int); END',
  'CREATE DEFINER="@" PACKAGE BODY " AS FUNCTION one RETURN int AS BEGIN RETURN 1; END; PROCEDURE two(n int) AS BEGIN SELECT \'; END; END',
];
const two = [
  `${procedure} SELECT 1; DROP TABLE t`,
  `${procedure} BEGIN END; DROP TABLE t`,
  `${procedure} BEGIN END; BEGIN DROP TABLE t; END`,
  `${procedure} BEGIN SELECT 1 AS begin; END; DROP TABLE t; END`,
  `${procedure} BEGIN SELECT begin FROM t; END; DROP TABLE t; END`,
  `${procedure} BEGIN SELECT CASE WHEN 1 THEN begin END; END; DROP TABLE t; END`,
  `${procedure} BEGIN DO CASE WHEN 1 THEN begin END; END; DROP TABLE t; END`,
  `${procedure} BEGIN SELECT t.case FROM t; END; DROP TABLE t; END`,
  `${procedure} BEGIN SELECT CASE WHEN 1 THEN 1.END; END; DROP TABLE t; END`,
  `${procedure} BEGIN DECLARE CONTINUE HANDLER FOR begin BEGIN END; END; DROP TABLE t; END`,
  `${procedure} BEGIN SELECT IF(1, 2, 3), REPEAT(', 3); END; DROP TABLE t; END`,
  `${procedure} SELECT ' begin; DROP TABLE t; END`,
  `${procedure} SELECT (1) begin; DROP TABLE t; END`,
  'CREATE PROCEDURE p(begin int) SELECT 1; DROP TABLE t; END',
  'CREATE TRIGGER ` BEFORE INSERT ON ` FOR EACH ROW FOLLOWS begin SET @a = 1; DROP TABLE t; END',
  'CREATE EVENT ` ON SCHEDULE EVERY 1 DAY DO SELECT 1; DROP TABLE t',
  'CREATE PACKAGE ` AS PROCEDURE p; END; DROP TABLE t; END',
];

describe('what makes an object', () => {
  for (const text of whole) it(`is one statement: ${text}`, () => assert.ok(isOneStatement(text)));
  for (const text of two) it(`is not one: ${text}`, () => assert.ok(!isOneStatement(text)));
});
