--
-- PostgreSQL database cluster dump
--

\restrict y0w3hn9lTOz5XWdh6o3xLr1X4lQS7G1sfB6H23aeKsbB6tkxZrfz59O82bbXdWP

SET default_transaction_read_only = off;

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

--
-- Roles
--

CREATE ROLE muster;
ALTER ROLE muster WITH SUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE postgres;
ALTER ROLE postgres WITH SUPERUSER INHERIT CREATEROLE CREATEDB LOGIN REPLICATION BYPASSRLS;
CREATE ROLE "shop app 🛒";
ALTER ROLE "shop app 🛒" WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 5;
CREATE ROLE shop_owner;
ALTER ROLE shop_owner WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE shop_reader;
ALTER ROLE shop_reader WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;

--
-- User Configurations
--

--
-- User Config "shop_reader"
--

ALTER ROLE shop_reader SET statement_timeout TO '30s';


--
-- Role memberships
--

GRANT shop_reader TO "shop app 🛒" WITH INHERIT TRUE GRANTED BY postgres;






\unrestrict y0w3hn9lTOz5XWdh6o3xLr1X4lQS7G1sfB6H23aeKsbB6tkxZrfz59O82bbXdWP

--
-- PostgreSQL database cluster dump complete
--

