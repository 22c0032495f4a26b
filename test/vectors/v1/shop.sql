-- The database of every frozen backup of the kinds full and schema: one of each thing that a dump treats in a way of its own.
CREATE ROLE shop_owner NOLOGIN;
CREATE ROLE shop_reader NOLOGIN;
CREATE ROLE "shop app 🛒" LOGIN PASSWORD 'not in any backup' CONNECTION LIMIT 5 IN ROLE shop_reader;
ALTER ROLE shop_reader SET statement_timeout = '30s';
GRANT CREATE ON DATABASE shop TO shop_owner;

CREATE SCHEMA shop AUTHORIZATION shop_owner;
SET ROLE shop_owner;
SET search_path = shop;

CREATE TYPE mood AS ENUM ('🙂', 'so so', '🙁');
CREATE DOMAIN price AS numeric(10, 2) CHECK (value >= 0);
CREATE SEQUENCE invoice_numbers START 1000 INCREMENT 7;

CREATE TABLE customers (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  feels mood,
  tags text[],
  details jsonb,
  photo bytea,
  born date
);
CREATE TABLE "orders 📦" (
  number integer PRIMARY KEY DEFAULT nextval('invoice_numbers'),
  customer_id integer NOT NULL REFERENCES customers ON DELETE CASCADE,
  amount price NOT NULL,
  with_tax numeric GENERATED ALWAYS AS (amount * 1.19) STORED,
  weight double precision,
  placed_at timestamptz NOT NULL
);
CREATE INDEX orders_by_customer ON "orders 📦" (customer_id, placed_at DESC) WHERE amount > 0;
CREATE VIEW big_spenders AS
  SELECT c.id, c.name, sum(o.amount) AS spent
  FROM customers c JOIN "orders 📦" o ON o.customer_id = c.id
  GROUP BY c.id HAVING sum(o.amount) > 40;
CREATE MATERIALIZED VIEW order_days AS
  SELECT (placed_at AT TIME ZONE 'UTC')::date AS day, count(*) AS orders FROM "orders 📦" GROUP BY 1;

CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.placed_at := coalesce(NEW.placed_at, '2026-01-01 00:00:00+00');
  RETURN NEW;
END $$;
CREATE TRIGGER stamp_orders BEFORE INSERT ON "orders 📦" FOR EACH ROW EXECUTE FUNCTION stamp();

INSERT INTO customers (name, feels, tags, details, photo, born) VALUES
  ('Zoë 🐘', '🙂', '{a,"b c",NULL}', '{"vip": true, "since": [2019, 1e3]}', '\x00ff0a5c', '1970-01-01'),
  (E'back\\slash\ttab\nline', 'so so', '{}', 'null', '', 'infinity'),
  ('\N', NULL, NULL, NULL, NULL, '0044-03-15 BC'),
  ('', '🙁', NULL, '{}', NULL, NULL);
INSERT INTO "orders 📦" (customer_id, amount, weight, placed_at)
  SELECT 1 + n % 4, n * 1.25, n / 3.0, CASE WHEN n % 5 > 0 THEN timestamptz '2026-02-28 23:59:59.999999+00' + n * interval '7 hours' END
  FROM generate_series(1, 25) n;
INSERT INTO "orders 📦" (number, customer_id, amount, weight, placed_at)
  VALUES (1, 1, 0, 'NaN', '-infinity'), (2, 2, 99999999.99, '-0', 'infinity');
REFRESH MATERIALIZED VIEW order_days;

SELECT lo_from_bytea(4711, convert_to('a large object 🎁', 'UTF8'));
GRANT SELECT ON LARGE OBJECT 4711 TO shop_reader;
COMMENT ON TABLE customers IS 'who buys: "quotes", ''apostrophes'' and 🐘';
GRANT USAGE ON SCHEMA shop TO shop_reader;
GRANT SELECT ON customers, big_spenders TO shop_reader;
ALTER TABLE "orders 📦" ENABLE ROW LEVEL SECURITY;
CREATE POLICY cheap ON "orders 📦" FOR SELECT TO shop_reader USING (amount < 100);
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO shop_reader;
