-- A database with everything that a dump and a restore can get wrong. For psql in an empty database of a server that may be shared: roles
-- are created where they are missing. Extensions are used where the server offers them.
SET client_min_messages = error;
SET check_function_bodies = off;

DO $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['torture_owner', 'torture_reader', 'torture_writer', 'Torture "rôle" 🐘'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN EXECUTE format('CREATE ROLE %I NOLOGIN', r); END IF;
  END LOOP;
  FOREACH r IN ARRAY ARRAY['btree_gist', 'postgres_fdw', 'pg_trgm', 'citext', 'hstore'] LOOP
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = r) THEN EXECUTE format('CREATE EXTENSION %I', r); END IF;
  END LOOP;
END $$;

CREATE SCHEMA shop AUTHORIZATION torture_owner;
CREATE SCHEMA "Ünï ""q"" 🐘";
COMMENT ON SCHEMA shop IS E'everything for sale\nsecond line, a tab\there, a backslash \\ and a ''quote''';
GRANT USAGE ON SCHEMA shop TO torture_reader, torture_writer WITH GRANT OPTION;
GRANT USAGE ON SCHEMA "Ünï ""q"" 🐘" TO PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- types
CREATE TYPE shop.mood AS ENUM ('sad', 'ok', 'it''s fine', 'h😀ppy');
ALTER TYPE shop.mood ADD VALUE 'meh' BEFORE 'ok';
CREATE TYPE shop.pair AS (x integer, "Y z" text COLLATE "C");
CREATE TYPE shop.dropped_in AS (keep integer, gone text, also numeric(10,2));
ALTER TYPE shop.dropped_in DROP ATTRIBUTE gone;
CREATE TYPE shop.floatrange AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE DOMAIN shop.percent AS numeric(5,2) DEFAULT 0 CONSTRAINT between_0_and_100 CHECK (VALUE >= 0 AND VALUE <= 100);
CREATE DOMAIN shop.code AS varchar(10) NOT NULL CHECK (VALUE IN ('a', 'b', 'c''d'));
CREATE DOMAIN shop.late AS integer;
ALTER DOMAIN shop.late ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
COMMENT ON TYPE shop.mood IS 'how it feels';
COMMENT ON DOMAIN shop.percent IS 'of a hundred';
COMMENT ON CONSTRAINT between_0_and_100 ON DOMAIN shop.percent IS 'bounds';
GRANT USAGE ON TYPE shop.pair TO torture_reader;
REVOKE USAGE ON TYPE shop.floatrange FROM PUBLIC;
CREATE COLLATION shop.posix (locale = 'C');

-- functions
CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $fn$
BEGIN
  -- $$ inside, 'quotes', "double", back\slash, 😀
  NEW.touched := now();
  RETURN NEW;
END $fn$;
CREATE FUNCTION shop."odd ""name"" 🐘"(a integer, b text DEFAULT 'it''s $1', VARIADIC c text[] DEFAULT ARRAY['x'::text])
  RETURNS TABLE ("ö" integer, "select" text) LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 42 ROWS 7
  AS $outer$ SELECT a, $inner$dollar $$ 'quoted' \n$inner$::text || b $outer$;
CREATE FUNCTION shop.add_pct(numeric, shop.percent) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1 * (1 + $2 / 100)';
CREATE FUNCTION shop.same_name(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION shop.same_name(text) RETURNS text LANGUAGE sql IMMUTABLE LEAKPROOF AS 'SELECT $1';
CREATE PROCEDURE shop.noop(INOUT n integer) LANGUAGE plpgsql AS 'BEGIN n := n + 1; END';
CREATE FUNCTION shop.plus(shop.pair, shop.pair) RETURNS shop.pair LANGUAGE sql IMMUTABLE
  AS $$ SELECT ROW($1.x + $2.x, $1."Y z" || $2."Y z")::shop.pair $$;
CREATE OPERATOR shop.*** (FUNCTION = shop.plus, LEFTARG = shop.pair, RIGHTARG = shop.pair, COMMUTATOR = OPERATOR(shop.***));
CREATE AGGREGATE shop.longest(text) (SFUNC = pg_catalog.textcat, STYPE = text, INITCOND = '>''<');
CREATE FUNCTION shop.pair_to_int(shop.pair) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1.x';
CREATE CAST (shop.pair AS integer) WITH FUNCTION shop.pair_to_int(shop.pair);
COMMENT ON FUNCTION shop.same_name(text) IS 'the one for text';
COMMENT ON AGGREGATE shop.longest(text) IS 'an aggregate';
COMMENT ON OPERATOR shop.*** (shop.pair, shop.pair) IS 'adds pairs';
REVOKE EXECUTE ON FUNCTION shop.same_name(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shop.same_name(integer) TO "Torture ""rôle"" 🐘";
ALTER FUNCTION shop.same_name(text) OWNER TO torture_owner;
CREATE FUNCTION shop.pair_less(shop.pair, shop.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.x < $2.x';
CREATE OPERATOR shop.<<< (FUNCTION = shop.pair_less, LEFTARG = shop.pair, RIGHTARG = shop.pair);
CREATE FUNCTION shop.pair_order(shop.pair, shop.pair) RETURNS integer LANGUAGE sql IMMUTABLE
  AS 'SELECT CASE WHEN $1.x < $2.x THEN -1 WHEN $1.x > $2.x THEN 1 ELSE 0 END';
CREATE OPERATOR CLASS shop.pair_ops FOR TYPE shop.pair USING btree AS OPERATOR 1 shop.<<<, FUNCTION 1 shop.pair_order(shop.pair, shop.pair);
CREATE TEXT SEARCH DICTIONARY shop.plain (TEMPLATE = pg_catalog.simple, STOPWORDS = english);
CREATE TEXT SEARCH CONFIGURATION shop.search (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION shop.search ALTER MAPPING FOR asciiword WITH shop.plain, pg_catalog.english_stem;

-- tables of every kind
CREATE TABLE shop.every_type (
  id integer GENERATED ALWAYS AS IDENTITY (START 10 INCREMENT 5) PRIMARY KEY,
  b boolean, i2 smallint, i8 bigint, n numeric, f4 real, f8 double precision, m money,
  c char(5), vc varchar(20), t text COLLATE "C", bytes bytea, d date, ts timestamp, tz timestamptz(3), ti time, tt timetz, iv interval day to second,
  u uuid, ip inet, net cidr, mac macaddr, bits bit(5), vbits bit varying, p point, poly polygon, j json, jb jsonb, tsv tsvector, tsq tsquery,
  r int4range, mr shop.floatrange, a integer[], aa text[][], mood shop.mood, moods shop.mood[], pr shop.pair, prs shop.pair[], pct shop.percent,
  reg regclass, o oid, nm name, ch "char",
  twice bigint GENERATED ALWAYS AS (i8 * 2) STORED,
  touched timestamptz DEFAULT now());
INSERT INTO shop.every_type (b, i2, i8, n, f4, f8, m, c, vc, t, bytes, d, ts, tz, ti, tt, iv, u, ip, net, mac, bits, vbits, p, poly, j, jb, tsv, tsq, r, mr, a, aa,
  mood, moods, pr, prs, pct, reg, o, nm, ch) VALUES
  (true, -32768, 9223372036854775807 / 4, 'NaN', 'Infinity', '-Infinity', '-12.34', 'ab', 'x', E'tab\there\nnewline\\backslash \\N \\.', '\x00ff5c0a', '0044-03-15 BC',
   '4713-01-01 00:00:00 BC', 'infinity', '24:00', '12:00+05:30', '1 day -00:00:00.000001', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '::1/64', '10/8',
   '08:00:2b:01:02:03', B'10101', B'', '(1e-300,NaN)', '((0,0),(1,1),(1,0))', '{"a" : 1, "a":2}', '{"b": [1e400, null, "é"]}', 'a:1A b:2', 'a & !b', 'empty', '[1,NaN]',
   '{}', '{{a,NULL},{"NULL","c,\"d"}}', 'h😀ppy', '{sad,meh}', '(1,"a ""b"" \\c")', ARRAY[ROW(NULL, 'x')]::shop.pair[], 100, 'pg_class', 4294967295, 'näme', 'z'),
  (NULL, NULL, NULL, '1e-500', '-0', '5e-324', NULL, NULL, NULL, '\.', '', '-infinity', NULL, '2024-02-29 23:59:59.9999Z', NULL, NULL, NULL, NULL, NULL, NULL,
   NULL, NULL, NULL, NULL, NULL, 'null', 'null', NULL, NULL, '(,)', NULL, '[-2:0]={1,2,3}', NULL, NULL, NULL, NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL);
INSERT INTO shop.every_type (t, bytes) SELECT repeat(md5(i::text), 3000), decode(repeat(md5(i::text), 2000), 'hex') FROM generate_series(1, 5) i;

CREATE TABLE shop."Order ""x"" 🐘
newline" ("Key %s" text PRIMARY KEY, "select" integer CHECK ("select" <> 13), "a.b" text DEFAULT 'it''s; -- not a comment');
INSERT INTO shop."Order ""x"" 🐘
newline" VALUES ('k1', 1, E'\r\n'), ('k2', NULL, ''), ('k3', 3, NULL);
COMMENT ON COLUMN shop."Order ""x"" 🐘
newline"."a.b" IS 'dots in names';
CREATE TABLE shop.no_columns ();
INSERT INTO shop.no_columns SELECT FROM generate_series(1, 7);
CREATE TABLE shop.no_key (v integer, w text);
INSERT INTO shop.no_key SELECT i, 'row ' || i FROM generate_series(1, 500) i;
DELETE FROM shop.no_key WHERE v % 3 = 0;
UPDATE shop.no_key SET w = w || '!' WHERE v % 5 = 0;
INSERT INTO shop.no_key VALUES (1, 'row 1'), (1, 'row 1');
CREATE TABLE shop.dropped_columns (a integer, gone text, b text NOT NULL DEFAULT 'b', gone2 integer, c integer);
INSERT INTO shop.dropped_columns VALUES (1, 'x', 'y', 2, 3);
ALTER TABLE shop.dropped_columns DROP COLUMN gone, DROP COLUMN gone2;
ALTER TABLE shop.dropped_columns ADD COLUMN late integer DEFAULT 42;
INSERT INTO shop.dropped_columns VALUES (2, 'z', 4, 5);
CREATE UNLOGGED TABLE shop.unlogged (id serial PRIMARY KEY, v text);
INSERT INTO shop.unlogged (v) VALUES ('gone after a crash');
COMMENT ON TABLE shop.unlogged IS 'not in the log';
CREATE TABLE shop.of_type OF shop.pair (x WITH OPTIONS PRIMARY KEY);
CREATE TABLE shop.tuned (a integer, b text, big text, v varchar(9)) WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
ALTER TABLE shop.tuned ALTER a SET STATISTICS 500, ALTER big SET STORAGE EXTERNAL, ALTER b SET (n_distinct = -0.5);
ALTER TABLE shop.tuned OWNER TO torture_owner;

-- inheritance, whose columns change their order in a restore
CREATE TABLE shop.parent (id integer PRIMARY KEY, note text DEFAULT 'parent');
CREATE TABLE shop.other_parent (o integer CHECK (o > 0));
CREATE TABLE shop.child (own text) INHERITS (shop.parent, shop.other_parent);
ALTER TABLE shop.parent ADD COLUMN later integer DEFAULT 7 NOT NULL;
ALTER TABLE shop.child ALTER note SET DEFAULT 'child';
CREATE TABLE shop.grandchild () INHERITS (shop.child);
ALTER TABLE shop.parent ADD CONSTRAINT only_here CHECK (id > 0) NO INHERIT;
ALTER TABLE shop.parent ADD CONSTRAINT for_all CHECK (id < 1000000);
CREATE TABLE shop.merged (own text, id integer, CONSTRAINT for_all CHECK (id < 1000000)) INHERITS (shop.parent);
CREATE TABLE shop.adopted (more text, later integer NOT NULL DEFAULT 8, note text, id integer NOT NULL, CONSTRAINT for_all CHECK (id < 1000000));
ALTER TABLE shop.adopted INHERIT shop.parent;
INSERT INTO shop.adopted VALUES ('more', 1, 'note', 9);
INSERT INTO shop.parent VALUES (1), (2);
INSERT INTO shop.child (id, note, o, own, later) VALUES (1, 'c', 5, 'own', 9), (-3, NULL, 6, NULL, 10);
INSERT INTO shop.grandchild (id, o) VALUES (100, 100);

-- partitions
CREATE TABLE shop.sales (id bigint GENERATED BY DEFAULT AS IDENTITY, region text NOT NULL, day date NOT NULL, amount numeric CHECK (amount >= 0))
  PARTITION BY LIST (region);
CREATE TABLE shop.sales_eu PARTITION OF shop.sales FOR VALUES IN ('eu', 'uk') PARTITION BY RANGE (day);
CREATE TABLE shop.sales_eu_2023 PARTITION OF shop.sales_eu FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE shop.sales_eu_2024 (amount numeric CONSTRAINT sales_amount_check CHECK (amount >= 0), day date NOT NULL, gone integer, id bigint NOT NULL,
  region text NOT NULL);
ALTER TABLE shop.sales_eu_2024 DROP COLUMN gone;
ALTER TABLE shop.sales_eu ATTACH PARTITION shop.sales_eu_2024 FOR VALUES FROM ('2024-01-01') TO (MAXVALUE);
CREATE TABLE shop.sales_us PARTITION OF shop.sales FOR VALUES IN ('us') PARTITION BY HASH (id);
CREATE TABLE shop.sales_us_0 PARTITION OF shop.sales_us FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shop.sales_us_1 PARTITION OF shop.sales_us FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE shop.sales_rest PARTITION OF shop.sales DEFAULT;
ALTER TABLE shop.sales ADD PRIMARY KEY (id, region, day);
CREATE INDEX sales_amount ON shop.sales (amount DESC NULLS LAST) INCLUDE (region) WHERE amount > 10;
CREATE INDEX sales_alone ON ONLY shop.sales (day);
INSERT INTO shop.sales (region, day, amount) SELECT (ARRAY['eu','uk','us','ap',''])[1 + i % 5], date '2023-06-01' + i, i FROM generate_series(1, 400) i;
CREATE TABLE shop.refund (id integer PRIMARY KEY, sale bigint, region text, day date,
  FOREIGN KEY (sale, region, day) REFERENCES shop.sales MATCH FULL ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED);
INSERT INTO shop.refund SELECT row_number() OVER (), id, region, day FROM shop.sales LIMIT 20;
INSERT INTO shop.refund VALUES (1000, NULL, NULL, NULL);
CREATE TABLE shop.part_ref (id integer NOT NULL, parent integer REFERENCES shop.refund) PARTITION BY RANGE (id);
CREATE TABLE shop.part_ref_1 PARTITION OF shop.part_ref FOR VALUES FROM (0) TO (100);
INSERT INTO shop.part_ref VALUES (1, 1), (2, NULL);

-- constraints and indexes, among them those whose text changes when it is parsed again
CREATE TABLE shop.rules_of_all_kinds (
  id integer PRIMARY KEY, status varchar(20) DEFAULT 'new'::varchar CHECK (status IN ('new', 'old', 'it''s')),
  kind varchar(10) CONSTRAINT kind_any CHECK (kind = ANY (ARRAY['a'::varchar, 'b'::varchar]::text[])),
  code char(3) CHECK (code IN ('abc', 'def')), n integer, during tstzrange, parent integer, email text,
  flag boolean DEFAULT ('a'::varchar IN ('a', 'b')), known boolean GENERATED ALWAYS AS (kind IN ('a', 'b')) STORED,
  CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&) WHERE (n > 5),
  CONSTRAINT unique_later UNIQUE (n) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT self_reference FOREIGN KEY (parent) REFERENCES shop.rules_of_all_kinds ON UPDATE SET NULL ON DELETE SET DEFAULT);
ALTER TABLE shop.rules_of_all_kinds ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;
ALTER TABLE shop.rules_of_all_kinds ADD CONSTRAINT not_checked FOREIGN KEY (n) REFERENCES shop.refund NOT VALID;
INSERT INTO shop.rules_of_all_kinds VALUES (1, 'new', 'a', 'abc', 1, '[2024-01-01,2024-02-01)', 1, 'A@x'), (2, 'it''s', 'b', NULL, 2, NULL, NULL, NULL);
CREATE INDEX by_status ON shop.rules_of_all_kinds (lower(email), (status || kind)) WHERE status IN ('new', 'old') AND kind::text = ANY (ARRAY['a'::varchar]::text[]);
CREATE UNIQUE INDEX by_hash ON shop.rules_of_all_kinds (md5(email) text_pattern_ops) WITH (fillfactor = 80);
CREATE INDEX by_hash2 ON shop.rules_of_all_kinds USING hash (code);
ALTER INDEX shop.by_status ALTER COLUMN 2 SET STATISTICS 300;
ALTER TABLE shop.rules_of_all_kinds ALTER status SET NOT NULL;
CREATE UNIQUE INDEX identity_of_rows ON shop.rules_of_all_kinds (id, status);
ALTER TABLE shop.rules_of_all_kinds REPLICA IDENTITY USING INDEX identity_of_rows;
ALTER TABLE shop.rules_of_all_kinds CLUSTER ON rules_of_all_kinds_pkey;
ALTER TABLE shop.no_key REPLICA IDENTITY FULL;
COMMENT ON CONSTRAINT kind_any ON shop.rules_of_all_kinds IS 'one of two';
COMMENT ON INDEX shop.by_status IS 'an index';
CREATE STATISTICS shop.correlated (dependencies, ndistinct) ON n, code FROM shop.rules_of_all_kinds;
CREATE STATISTICS shop.many_values (mcv) ON status, kind FROM shop.rules_of_all_kinds;
ALTER STATISTICS shop.correlated SET STATISTICS 77;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'btree_gist') THEN
    EXECUTE 'CREATE TABLE shop.booking (room integer, during tsrange, EXCLUDE USING gist (room WITH =, during WITH &&))';
    EXECUTE 'INSERT INTO shop.booking VALUES (1, ''[2024-01-01,2024-01-02)''), (2, ''[2024-01-01,2024-01-02)'')';
  END IF;
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'citext') THEN
    EXECUTE 'CREATE TABLE shop.insensitive (a public.citext UNIQUE CHECK (a IN (''x'', ''y'')), b public.citext[])';
    EXECUTE 'INSERT INTO shop.insensitive VALUES (''X'', ''{A}'')';
  END IF;
END $$;

-- sequences
CREATE SEQUENCE shop.unowned AS smallint INCREMENT -3 MINVALUE -100 MAXVALUE 50 START 40 CACHE 5 CYCLE;
SELECT nextval('shop.unowned');
CREATE SEQUENCE shop.never_called START 17;
CREATE SEQUENCE shop.set_back MINVALUE -9223372036854775808;
SELECT setval('shop.set_back', -77, false);
CREATE SEQUENCE shop."Sëq'uence ""q""" OWNED BY shop.no_key.v;
SELECT setval('shop."Sëq''uence ""q"""', 600);
GRANT SELECT, USAGE ON SEQUENCE shop.unowned TO torture_writer;
COMMENT ON SEQUENCE shop.unowned IS 'goes down';

-- views
CREATE VIEW shop.cheap WITH (security_barrier) AS
  SELECT id, status, kind::text AS "k ""q""" FROM shop.rules_of_all_kinds WHERE status IN ('new', 'old') AND kind = ANY (ARRAY['a'::varchar, 'b']::text[]);
CREATE TABLE shop.by_expression (k varchar(5)) PARTITION BY RANGE ((k IN ('a', 'b')));
CREATE VIEW shop.checked AS SELECT * FROM shop.parent WHERE id > 0 WITH LOCAL CHECK OPTION;
ALTER VIEW shop.checked ALTER COLUMN note SET DEFAULT 'from the view';
CREATE RECURSIVE VIEW shop.tree (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM tree WHERE n < 5;
CREATE VIEW shop.windowed AS SELECT region, sum(amount) OVER (PARTITION BY region ORDER BY day ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s,
  count(*) FILTER (WHERE amount > 5) OVER () AS c, (SELECT max(day) FROM shop.sales_eu) AS last FROM shop.sales;
CREATE VIEW shop.joined AS SELECT p.*, c.own, r.sale FROM shop.parent p JOIN shop.child c USING (id) LEFT JOIN shop.refund r ON r.id = p.id;
CREATE MATERIALIZED VIEW shop.totals WITH (fillfactor = 50) AS SELECT region, sum(amount) AS total FROM shop.sales GROUP BY region ORDER BY region;
CREATE UNIQUE INDEX totals_region ON shop.totals (region);
CREATE MATERIALIZED VIEW shop.empty_totals AS SELECT * FROM shop.totals WITH NO DATA;
CREATE MATERIALIZED VIEW shop.totals_of_totals AS SELECT sum(total) AS all_of_it FROM shop.totals;
COMMENT ON VIEW shop.cheap IS 'a view';
COMMENT ON MATERIALIZED VIEW shop.totals IS 'filled';
COMMENT ON COLUMN shop.totals.total IS 'sum';
GRANT SELECT ON shop.cheap TO PUBLIC;

-- triggers and rules
CREATE FUNCTION shop.audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER touch BEFORE UPDATE OF status, n ON shop.rules_of_all_kinds FOR EACH ROW WHEN (OLD.status IN ('new', 'old') AND NEW.kind IS DISTINCT FROM OLD.kind)
  EXECUTE FUNCTION shop.audit('arg ''1''', E'a\\b', '');
CREATE TRIGGER disabled AFTER INSERT ON shop.rules_of_all_kinds REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION shop.audit();
ALTER TABLE shop.rules_of_all_kinds DISABLE TRIGGER disabled;
CREATE TRIGGER always AFTER TRUNCATE ON shop.no_key EXECUTE FUNCTION shop.audit();
ALTER TABLE shop.no_key ENABLE ALWAYS TRIGGER always;
CREATE CONSTRAINT TRIGGER later AFTER INSERT ON shop.no_key DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shop.audit();
ALTER TABLE shop.no_key ENABLE REPLICA TRIGGER later;
CREATE TRIGGER on_partitions AFTER INSERT ON shop.sales FOR EACH ROW EXECUTE FUNCTION shop.audit();
ALTER TABLE shop.sales_us_0 DISABLE TRIGGER on_partitions;
CREATE TRIGGER on_view INSTEAD OF INSERT ON shop.joined FOR EACH ROW EXECUTE FUNCTION shop.audit();
COMMENT ON TRIGGER touch ON shop.rules_of_all_kinds IS 'a trigger';
CREATE RULE no_delete AS ON DELETE TO shop.tuned WHERE OLD.v IN ('x', 'y') DO INSTEAD NOTHING;
CREATE RULE log_insert AS ON INSERT TO shop.tuned DO ALSO (INSERT INTO shop.no_key VALUES (NEW.a, 'it''s'); NOTIFY tuned);
ALTER TABLE shop.tuned DISABLE RULE log_insert;
COMMENT ON RULE no_delete ON shop.tuned IS 'a rule';
CREATE FUNCTION shop.on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER torture_ddl ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION shop.on_ddl();
CREATE EVENT TRIGGER torture_disabled ON sql_drop EXECUTE FUNCTION shop.on_ddl();
ALTER EVENT TRIGGER torture_disabled DISABLE;
COMMENT ON EVENT TRIGGER torture_ddl IS 'an event trigger';

-- row security
INSERT INTO shop.tuned VALUES (1, 'x', repeat('big', 10000)), (2, 'q', NULL);
ALTER TABLE shop.tuned ENABLE ROW LEVEL SECURITY;
ALTER TABLE shop.tuned FORCE ROW LEVEL SECURITY;
CREATE POLICY readers ON shop.tuned FOR SELECT TO torture_reader, "Torture ""rôle"" 🐘" USING (b IN ('x'::varchar, 'y') AND a = ANY (ARRAY[1, 2]));
CREATE POLICY writers ON shop.tuned AS RESTRICTIVE FOR ALL TO PUBLIC USING (true) WITH CHECK (v IN ('a', 'b'));
COMMENT ON POLICY readers ON shop.tuned IS 'a policy';

-- grants and default privileges
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO torture_reader;
GRANT SELECT, INSERT, UPDATE (b), REFERENCES (a) ON shop.tuned TO torture_writer WITH GRANT OPTION;
REVOKE SELECT ON shop.no_key FROM torture_reader;
REVOKE ALL ON shop.dropped_columns FROM CURRENT_USER;
GRANT ALL ON FUNCTION shop.plus(shop.pair, shop.pair) TO torture_writer;
GRANT EXECUTE ON PROCEDURE shop.noop(integer) TO torture_reader;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO torture_reader;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep_for(interval) FROM PUBLIC;
GRANT SELECT ON pg_catalog.pg_statistic TO torture_reader;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
    REVOKE EXECUTE ON FUNCTION public.similarity(text, text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION public.similarity(text, text) TO torture_reader;
    COMMENT ON EXTENSION pg_trgm IS 'another comment';
  END IF;
END $$;
ALTER DEFAULT PRIVILEGES FOR ROLE torture_owner IN SCHEMA shop GRANT SELECT ON TABLES TO torture_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE torture_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT USAGE ON SEQUENCES TO torture_writer;

-- large objects
SELECT lo_from_bytea(700001, decode(repeat('00ff5c', 30000), 'hex')), lo_from_bytea(700002, ''), lo_from_bytea(700003, 'plain \\ text'),
  lo_from_bytea(4200000000, '\x01');
ALTER LARGE OBJECT 700001 OWNER TO torture_owner;
GRANT SELECT ON LARGE OBJECT 700003 TO torture_reader;
COMMENT ON LARGE OBJECT 700003 IS 'a large object';

-- publications and foreign data
CREATE PUBLICATION torture_some FOR TABLE shop.refund, ONLY shop.parent WITH (publish = 'insert, update');
CREATE PUBLICATION torture_all FOR ALL TABLES WITH (publish = 'insert, truncate');
COMMENT ON PUBLICATION torture_some IS 'a publication';
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'postgres_fdw') THEN
    CREATE SERVER elsewhere TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '1', dbname 'it''s');
    CREATE USER MAPPING FOR torture_owner SERVER elsewhere OPTIONS (user 'u', password 'torture-secret');
    CREATE USER MAPPING FOR PUBLIC SERVER elsewhere OPTIONS (user 'p', password 'torture-secret');
    CREATE FOREIGN TABLE shop.far_away (id integer OPTIONS (column_name 'ID') NOT NULL DEFAULT 3, v text CHECK (v <> '')) SERVER elsewhere
      OPTIONS (schema_name 's', table_name 't''t');
    COMMENT ON FOREIGN TABLE shop.far_away IS 'elsewhere';
    GRANT USAGE ON FOREIGN SERVER elsewhere TO torture_reader;
  END IF;
END $$;
CREATE TABLE "Ünï ""q"" 🐘"."Täble" (id bigserial PRIMARY KEY, "sp ace" text, parent bigint REFERENCES "Ünï ""q"" 🐘"."Täble");
INSERT INTO "Ünï ""q"" 🐘"."Täble" ("sp ace", parent) VALUES ('日本語', NULL), (E'\u00e9 e\u0301', 1);
DO $$ BEGIN
  IF current_setting('server_version_num')::integer >= 140000 THEN
    EXECUTE 'ALTER TABLE shop.tuned ALTER b SET COMPRESSION pglz';
    EXECUTE 'CREATE FUNCTION shop.atomic(a text, b varchar) RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT b IN (''x'', ''y'') AND a = ANY (ARRAY[''a''::varchar]::text[]); END';
    EXECUTE 'CREATE STATISTICS shop.of_expressions ON (lower(status)), (kind IN (''x'', ''y'')) FROM shop.rules_of_all_kinds';
    EXECUTE 'CREATE TABLE shop.multi (r int4multirange DEFAULT ''{[1,3)}'')';
    EXECUTE 'INSERT INTO shop.multi VALUES (DEFAULT), (''{}'')';
  END IF;
  IF current_setting('server_version_num')::integer >= 150000 THEN
    EXECUTE 'CREATE UNIQUE INDEX no_two_nulls ON shop.no_key (w) NULLS NOT DISTINCT WHERE v < 0';
    EXECUTE 'CREATE VIEW shop.as_invoker WITH (security_invoker) AS SELECT 1 AS one';
    EXECUTE 'CREATE PUBLICATION torture_filtered FOR TABLE shop.rules_of_all_kinds (id, status) WHERE (id > 5)';
    EXECUTE 'CREATE PUBLICATION torture_schema FOR TABLES IN SCHEMA "Ünï ""q"" 🐘"';
  END IF;
  IF current_setting('server_version_num')::integer >= 160000 THEN
    EXECUTE 'CREATE TABLE shop.documents (j text CHECK (j IS JSON OBJECT WITH UNIQUE KEYS))';
    EXECUTE 'CREATE VIEW shop.built AS SELECT JSON_OBJECT(''a'' VALUE 1, ''b'' VALUE NULL ABSENT ON NULL RETURNING jsonb) AS o';
  END IF;
  IF current_setting('server_version_num')::integer >= 170000 THEN
    EXECUTE 'CREATE TABLE shop.counted (id bigint GENERATED ALWAYS AS IDENTITY (START 3 INCREMENT 4), r integer) PARTITION BY RANGE (r)';
    EXECUTE 'CREATE TABLE shop.counted_low PARTITION OF shop.counted FOR VALUES FROM (0) TO (100)';
    EXECUTE 'CREATE TABLE shop.counted_rest PARTITION OF shop.counted DEFAULT';
    EXECUTE 'INSERT INTO shop.counted (r) SELECT i FROM generate_series(90, 110) i';
    EXECUTE 'GRANT MAINTAIN ON shop.tuned TO torture_writer';
    EXECUTE 'CREATE EVENT TRIGGER torture_login ON login EXECUTE FUNCTION shop.on_ddl()';
    EXECUTE 'CREATE COLLATION shop.built_in (provider = builtin, locale = ''C.UTF-8'')';
    EXECUTE 'CREATE TABLE shop.in_order (t text COLLATE shop.built_in PRIMARY KEY)';
    EXECUTE 'INSERT INTO shop.in_order VALUES (''Z''), (''a''), (''é'')';
    EXECUTE $sql$CREATE VIEW shop.queried AS SELECT JSON_VALUE(jsonb '{"a": [1, 2]}', '$.a[*] ? (@ > $x)' PASSING 1 AS x RETURNING integer DEFAULT 7 ON EMPTY ERROR ON ERROR) AS v, t.*
      FROM JSON_TABLE(jsonb '[{"n": 1}, {"m": "x"}]', '$[*]' COLUMNS ("it's" FOR ORDINALITY, n integer PATH '$.n', m text DEFAULT 'none' ON EMPTY)) AS t$sql$;
  END IF;
  IF current_setting('server_version_num')::integer >= 180000 THEN
    EXECUTE 'CREATE TABLE shop.computed (a integer, b integer GENERATED ALWAYS AS (a * 2) VIRTUAL, c integer GENERATED ALWAYS AS (a * 3) STORED, d integer, e integer GENERATED ALWAYS AS (a + 1) VIRTUAL)';
    EXECUTE 'INSERT INTO shop.computed (a, d) SELECT i, -i FROM generate_series(1, 20) i';
    EXECUTE 'CREATE TABLE shop.not_null (a integer CONSTRAINT "a is ""there""" NOT NULL, b integer CONSTRAINT b_here NOT NULL NO INHERIT, c integer, d integer NOT NULL)';
    EXECUTE 'CREATE TABLE shop.not_null_child (c integer CONSTRAINT own NOT NULL) INHERITS (shop.not_null)';
    EXECUTE 'INSERT INTO shop.not_null VALUES (1, 2, NULL, 4)';
    EXECUTE 'ALTER TABLE ONLY shop.not_null ADD CONSTRAINT c_later NOT NULL c NO INHERIT NOT VALID';
    EXECUTE 'COMMENT ON CONSTRAINT b_here ON shop.not_null IS ''here''';
    EXECUTE 'ALTER TABLE shop.not_null ADD CONSTRAINT hopes CHECK (a > 100) NOT ENFORCED';
    EXECUTE 'CREATE TABLE shop.loose (id integer PRIMARY KEY, parent integer REFERENCES shop.parent NOT ENFORCED)';
    EXECUTE 'INSERT INTO shop.loose VALUES (1, -12345)';
    EXECUTE 'CREATE PUBLICATION torture_generated FOR TABLE shop.computed (a, c) WITH (publish_generated_columns = stored)';
    EXECUTE 'CREATE UNIQUE INDEX computed_sum ON shop.computed ((a + d + c)) INCLUDE (d) WHERE a > 15';
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'btree_gist') THEN
      EXECUTE 'CREATE TABLE shop.rooms (room integer, during daterange, PRIMARY KEY (room, during WITHOUT OVERLAPS))';
      EXECUTE 'CREATE TABLE shop.stays (id integer, room integer, during daterange, FOREIGN KEY (room, PERIOD during) REFERENCES shop.rooms (room, PERIOD during))';
      EXECUTE $sql$INSERT INTO shop.rooms VALUES (1, '[2024-01-01,2024-02-01)'), (1, '[2024-02-01,2024-03-01)')$sql$;
      EXECUTE $sql$INSERT INTO shop.stays VALUES (1, 1, '[2024-01-20,2024-02-10)')$sql$;
    END IF;
  END IF;
  IF EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu') THEN
    EXECUTE 'CREATE COLLATION shop.numbers (provider = icu, locale = ''de-u-kn-true'', deterministic = false)';
    EXECUTE 'CREATE TABLE shop.by_number (name text COLLATE shop.numbers PRIMARY KEY)';
    EXECUTE 'INSERT INTO shop.by_number VALUES (''a 10''), (''a 9''), (''ä 9''), (''Z'')';
    IF current_setting('server_version_num')::integer >= 160000 THEN
      EXECUTE 'CREATE COLLATION shop.ruled (provider = icu, locale = ''en'', rules = ''&V << w <<< W'')';
    END IF;
  END IF;
END $$;
