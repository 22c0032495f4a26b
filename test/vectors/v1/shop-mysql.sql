-- The schema of every frozen backup of MySQL and MariaDB: one of each thing that their dump tools treat in a way of its own.
CREATE TABLE customers (
  id int AUTO_INCREMENT PRIMARY KEY,
  name varchar(80) NOT NULL COMMENT 'it''s "the" name; -- \\ 😀',
  details json,
  photo blob,
  born date,
  size float,
  shouted varchar(80) GENERATED ALWAYS AS (UPPER(name)) STORED,
  KEY by_name (name(10))
) DEFAULT CHARSET = utf8mb4 COMMENT = 'who buys';
CREATE TABLE `orders ☺` (
  number bigint unsigned PRIMARY KEY,
  customer_id int NOT NULL,
  amount decimal(10, 2) NOT NULL CHECK (amount >= 0),
  placed_at timestamp(6) NULL,
  flags bit(9),
  state enum('new', 'it''s paid') CHARACTER SET latin1,
  spot point,
  CONSTRAINT `order's customer` FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
) DEFAULT CHARSET = utf8mb4;
CREATE TABLE days (day date, n int) PARTITION BY RANGE (TO_DAYS(day)) (PARTITION old VALUES LESS THAN (TO_DAYS('2026-01-01')), PARTITION now VALUES LESS THAN MAXVALUE);
CREATE TABLE old_text (t varchar(40), b varbinary(40)) DEFAULT CHARSET = latin1;
CREATE TABLE nothing_yet (id int PRIMARY KEY);
SET time_zone = '+00:00', sql_mode = '';
INSERT INTO customers (id, name, details, photo, born, size) VALUES
  (1, 'Zoë 🐘', '{"vip": true, "since": [2019, 1e3]}', x'00ff0a5c27', '1970-01-01', 0.5),
  (2, 'back\\slash\ttab\nline', 'null', '', '0000-00-00', -2),
  (3, ''' "; ),(', NULL, NULL, NULL, NULL),
  (7, '', '{}', 'plain', '9999-12-31', 0);
INSERT INTO `orders ☺` VALUES
  (1, 1, 0, '2026-03-29 00:59:59.999999', b'1', 'new', ST_GeomFromText('POINT(1.5 -2)')),
  (18446744073709551615, 2, 99999999.99, '2026-10-25 00:30:00', b'100000000', 'it''s paid', NULL),
  (3, 7, 1.25, NULL, NULL, NULL, NULL);
INSERT INTO days VALUES ('2025-12-31', 1), ('2026-01-01', 2), (NULL, 3);
INSERT INTO old_text VALUES ('äöü€', x'00275c'), ('', '');
SET sql_mode = DEFAULT;
CREATE VIEW a_report AS SELECT c.name, SUM(o.amount) AS spent FROM customers c JOIN `orders ☺` o ON o.customer_id = c.id GROUP BY c.name;
CREATE DEFINER = keeper@`%` SQL SECURITY INVOKER VIEW b_report AS SELECT name AS `it's "named"` FROM a_report WHERE name <> 'x; -- y';
DELIMITER ;;
CREATE TRIGGER stamps BEFORE INSERT ON `orders ☺` FOR EACH ROW BEGIN
  IF NEW.amount > 10 THEN SET NEW.state = 'new'; END IF; -- it's new
END;;
CREATE FUNCTION doubled(n int) RETURNS int DETERMINISTIC COMMENT 'it''s; twice' RETURN n * 2;;
CREATE PROCEDURE counts_down(n int) BEGIN IF n > 0 THEN CALL counts_down(n - 1); END IF; END;;
CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 03:00:00' DISABLE DO DELETE FROM nothing_yet WHERE id < 0;;
DELIMITER ;
