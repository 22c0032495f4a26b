CREATE TABLE customers (id int auto_increment primary key, name varchar(50) COMMENT 'line1
line2; -- Dumping data', f float, d double, g varchar(90) generated always as (concat(name,'
x')) stored) DEFAULT CHARSET=utf8mb4;
CREATE TABLE orders (id bigint auto_increment primary key, customer int, note text, b blob, j json, bt bit(9), p point, ts timestamp(6) default current_timestamp(6), dd date, e enum('a','b''c'), s set('x','y'), dec1 decimal(30,10), l1 varchar(20) character set latin1, foreign key (customer) references customers(id)) DEFAULT CHARSET=utf8mb4;
INSERT INTO customers (name,f,d) VALUES ('a\nb',1.5,0.1),('it''s;\\',2.5,1e300);
INSERT INTO orders (customer,note,b,j,bt,p,dd,e,s,dec1,l1) VALUES (1,'x),(y',x'00ff','{"a":[1,2,"x),(y"]}',b'101',ST_GeomFromText('POINT(1 2)'),'2020-02-29','b''c','x,y',12345678901234567890.0123456789,'é'),(2,NULL,'',NULL,NULL,NULL,NULL,NULL,'',-0.5,NULL),(2,'\0\Z\t\r\n''"`\\ 😀',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'');
CREATE VIEW v AS SELECT * FROM orders where note <> 'multi
line';
CREATE VIEW v2 AS SELECT count(*) AS n FROM v;
CREATE TABLE `we``ird é` (x int);
CREATE TABLE nokey (a int, b varchar(10));
INSERT INTO nokey VALUES (3,'c'),(1,'a'),(2,'b'),(1,'a');
DELETE FROM nokey WHERE a=2;
CREATE TABLE parts (id int, y int, primary key(id,y)) PARTITION BY RANGE (y) (PARTITION p0 VALUES LESS THAN (2000), PARTITION p1 VALUES LESS THAN MAXVALUE);
INSERT INTO parts VALUES (1,1999),(2,2020);
CREATE TABLE empty_t (id int primary key) COMMENT='empty; /* ''x';
DELIMITER ;;
CREATE TRIGGER t1 BEFORE INSERT ON orders FOR EACH ROW BEGIN
/* it's
DELIMITER ;
*/
INSERT INTO customers (name) VALUES ('INSERT INTO `orders` VALUES (1)');
END;;
CREATE PROCEDURE p() BEGIN
INSERT INTO `orders` VALUES (1);
-- Dumping data for table `x`
END;;
CREATE FUNCTION f() RETURNS int DETERMINISTIC RETURN 1;;
CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1;;
DELIMITER ;
CREATE TABLE `quoted ``name``, "and" 'more'` (`key` int primary key, `select` text, `a),(b` varchar(20)) DEFAULT CHARSET=utf8mb4;
INSERT INTO `quoted ``name``, "and" 'more'` VALUES (1,'VALUES (',') VALUES ('),(2,'\\\'','''');
CREATE TABLE latin (a varchar(20)) DEFAULT CHARSET=latin1;
INSERT INTO latin VALUES ('é'),('ß');
CREATE TABLE wide (a bigint unsigned, b decimal(65,30), c varbinary(20), d time(6), e year, f datetime(3), g tinyint(1), h double, i longtext);
INSERT INTO wide VALUES (18446744073709551615,-12345678901234567890123456789012345.123456789012345678901234567890,x'000102ff','-838:59:59.000000',1901,'9999-12-31 23:59:59.999',1,-2.2250738585072014e-308,repeat('long ',40000)),(0,0,x'','00:00:00.000001',2155,'1000-01-01 00:00:00',0,1.7976931348623157e308,'');
CREATE TABLE self (id int primary key, parent int, CONSTRAINT self_fk FOREIGN KEY (parent) REFERENCES self (id) ON DELETE SET NULL);
INSERT INTO self VALUES (1,NULL),(2,1),(3,2);
CREATE DEFINER=`def`@`%` SQL SECURITY INVOKER VIEW invoked AS SELECT id FROM self;
