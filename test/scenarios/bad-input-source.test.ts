import { createServer, type AddressInfo } from 'node:net';
import { after, before } from 'node:test';
import { testPassword } from '../real/postgres-server.ts';
import { refuses, type BadInput, type Place, type World } from './bad-input.ts';

const silent = createServer();
before(() => new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve)));
after(() => silent.close());

/** The URL of an account on a database, over TCP. */
function as(account: string, database: string, password = 'r') {
  return ({ postgres }: Place) => ({
    url: `postgresql://${account}:${encodeURIComponent(password)}@127.0.0.1:${postgres.port}/${encodeURIComponent(database)}`,
  });
}

const roles = `CREATE ROLE reader LOGIN PASSWORD 'r' IN ROLE pg_read_all_data; CREATE ROLE poor LOGIN PASSWORD 'r'; CREATE ROLE app;
  CREATE ROLE "o'hara ""x""" LOGIN PASSWORD 'r'; CREATE ROLE sleeper NOLOGIN PASSWORD 'r'; CREATE ROLE outside LOGIN PASSWORD 'r'; CREATE ROLE single LOGIN PASSWORD 'r' CONNECTION LIMIT 0`;
const databases: Readonly<Record<string, string>> = {
  tables: `CREATE TABLE open (a int); CREATE TABLE "Sala ries" (a int); GRANT SELECT ON open TO poor`,
  schemas: `CREATE SCHEMA internal; CREATE TABLE internal.wages (a int); GRANT SELECT ON internal.wages TO poor`,
  counters: `CREATE TABLE open (a int); CREATE SEQUENCE ticket; GRANT SELECT ON open TO poor`,
  columns: `CREATE TABLE half (a int, b int); GRANT SELECT (a) ON half TO poor`,
  hidden: `CREATE TABLE tenants (a int); ALTER TABLE tenants ENABLE ROW LEVEL SECURITY`,
  blobs: `SELECT lo_from_bytea(4711, 'x'); SELECT lo_from_bytea(4712, 'x'); SELECT lo_from_bytea(4713, 'x'); ALTER LARGE OBJECT 4711 OWNER TO app; ALTER LARGE OBJECT 4712 OWNER TO app; ALTER LARGE OBJECT 4713 OWNER TO reader`,
  closed: 'REVOKE CONNECT ON DATABASE closed FROM public',
};

async function prepare({ postgres }: World): Promise<void> {
  await postgres.psql(roles);
  for (const [name, sql] of Object.entries(databases)) {
    await postgres.createDatabase(name);
    await postgres.psql(sql, name);
  }
}

const rows: readonly Omit<BadInput, 'to'>[] = [
  {
    bad: 'a port where nobody listens',
    inputs: { url: 'postgresql://u:hidden-word@127.0.0.1:1/small' },
    code: 'source-unreachable',
    says: ['127.0.0.1:1', /refused/, '"url"'],
    hides: ['hidden-word'],
  },
  {
    bad: 'a host that has no address',
    inputs: { url: 'postgresql://u:hidden-word@db.invalid/small' },
    code: 'source-unreachable',
    says: ['db.invalid', '"url"'],
    hides: ['hidden-word'],
  },
  {
    bad: 'a host by parts that has no address',
    inputs: { url: '', host: 'db.invalid', database: 'small' },
    code: 'source-unreachable',
    says: ['db.invalid', '"host"'],
  },
  {
    bad: 'a server that takes a connection and says nothing',
    inputs: () => ({ url: `postgresql://u@127.0.0.1:${(silent.address() as AddressInfo).port}/small` }),
    code: 'source-unreachable',
    says: [/did not answer in time/],
  },
  {
    bad: 'a server that speaks something else',
    inputs: ({ s3 }) => ({ url: `postgresql://u@${new URL(s3.endpoint).host}/small` }),
    code: 'source-unreachable',
    says: ['127.0.0.1'],
  },
  {
    bad: 'a socket that is not there',
    inputs: { url: 'postgresql://u@/small?host=/nowhere' },
    code: 'source-unreachable',
    says: ['/nowhere', '"url"'],
  },
  {
    bad: 'TLS that the server does not have',
    inputs: (place) => ({ url: `${place.postgres.url('small')}?sslmode=require` }),
    code: 'source-unreachable',
    says: [/TLS/, 'sslmode'],
  },
  {
    bad: 'a wrong password',
    inputs: as('muster', 'small', 'hidden-word'),
    code: 'source-denied',
    says: [/password/, 'user muster', '"url"'],
    hides: ['hidden-word'],
  },
  {
    bad: 'a wrong password by parts',
    inputs: ({ postgres }) => ({
      url: '',
      host: '127.0.0.1',
      port: `${postgres.port}`,
      user: 'muster',
      password: 'hidden-word',
      database: 'small',
    }),
    code: 'source-denied',
    says: [/password/, 'user muster', '"password"'],
    hides: ['hidden-word'],
  },
  {
    bad: 'an account that is not there',
    inputs: as('nobody', 'small'),
    code: 'source-denied',
    says: ['nobody', '"url"'],
  },
  {
    bad: 'an account that may not log in',
    inputs: as('sleeper', 'small'),
    code: 'source-denied',
    says: ['sleeper', /ALTER ROLE sleeper LOGIN/i],
  },
  {
    bad: 'an account that may not connect',
    inputs: as('poor', 'closed'),
    code: 'source-denied',
    says: ['closed', 'GRANT CONNECT ON DATABASE closed'],
  },
  {
    bad: 'an account without connections left',
    inputs: as('single', 'small'),
    code: 'source-unreachable',
    says: ['no more connections'],
  },
  {
    bad: 'a database that is not there',
    inputs: as('reader', 'smal'),
    code: 'source-missing',
    says: ['smal', /did you mean "small"/],
  },
  {
    bad: 'no database',
    inputs: ({ postgres }) => ({ url: `postgresql://reader:r@127.0.0.1:${postgres.port}` }),
    code: 'input-invalid',
    says: ['"url"', /names no database/],
  },
  {
    bad: 'an account without rights on one table',
    inputs: as('poor', 'tables'),
    code: 'source-denied',
    says: ['"Sala ries"', 'GRANT SELECT ON public."Sala ries" TO poor'],
  },
  {
    bad: 'an account without rights on some columns',
    inputs: as('poor', 'columns'),
    code: 'source-denied',
    says: ['half', 'GRANT SELECT ON public.half TO poor'],
  },
  {
    bad: 'an account without rights on a schema',
    inputs: as('poor', 'schemas'),
    code: 'source-denied',
    says: ['internal', 'GRANT USAGE ON SCHEMA internal TO poor'],
  },
  {
    bad: 'an account without rights on a sequence',
    inputs: as('poor', 'counters'),
    code: 'source-denied',
    says: ['ticket', 'GRANT SELECT ON public.ticket TO poor'],
  },
  {
    bad: 'an account with quotes in its name and without rights',
    inputs: as(`o'hara "x"`, 'tables'),
    code: 'source-denied',
    says: [`TO "o'hara ""x"""`],
  },
  {
    bad: 'row-level security in the way',
    inputs: as('reader', 'hidden'),
    code: 'source-denied',
    says: ['tenants', 'ALTER ROLE reader BYPASSRLS'],
  },
  {
    bad: 'large objects that cannot be read',
    inputs: as('reader', 'blobs'),
    code: 'source-denied',
    says: [/2 large objects/, 'GRANT app TO reader'],
  },
  {
    bad: 'no URL but a word',
    inputs: { url: 'hidden-word' },
    code: 'input-invalid',
    says: ['"url"', 'postgresql://'],
    hides: ['hidden-word'],
  },
  {
    bad: 'a URL of another database',
    inputs: { url: 'mongodb://u:hidden-word@db/small' },
    code: 'input-invalid',
    says: ['"url"', 'postgresql://'],
    hides: ['hidden-word'],
  },
  {
    bad: 'a URL in quotes',
    inputs: { url: '"postgresql://u:hidden-word@db/small"' },
    code: 'input-invalid',
    says: ['"url"', /quot/],
    hides: ['hidden-word'],
  },
  {
    bad: 'a misspelt parameter of the URL',
    inputs: { url: 'postgresql://u:hidden-word@db/small?sslmod=require' },
    code: 'input-invalid',
    says: ['"url"', /did you mean "sslmode"/],
    hides: ['hidden-word'],
  },
  {
    bad: 'a parameter of another program in the URL',
    inputs: { url: 'postgresql://u:hidden-word@db/small?schema=public' },
    code: 'input-invalid',
    says: ['"url"', '"schema"', /leave it out/],
    hides: ['hidden-word'],
  },
  {
    bad: 'a word for TLS of another program',
    inputs: { url: 'postgresql://u:hidden-word@db/small?sslmode=no-verify' },
    code: 'input-invalid',
    says: ['"url"', /none of disable, .*verify-full/],
    hides: ['hidden-word'],
  },
  {
    bad: 'the URL of the driver of a program',
    inputs: { url: 'postgresql+psycopg2://u:hidden-word@db/small' },
    code: 'input-invalid',
    says: ['"url"', /leave out what stands between "postgresql" and ":\/\/"/],
    hides: ['hidden-word'],
  },
  {
    bad: 'two URLs, one a line',
    inputs: ({ postgres }) => ({ url: `${postgres.url('small')}\n${postgres.url('postgres')}` }),
    code: 'input-invalid',
    says: ['"url"', 'line break'],
  },
  {
    bad: 'a port that is none',
    inputs: { url: 'postgresql://u:hidden-word@db:54x/small' },
    code: 'input-invalid',
    says: ['"url"'],
    hides: ['hidden-word'],
  },
  {
    bad: 'a port that is none, by parts',
    inputs: { url: '', host: 'db', port: '54x', database: 'small' },
    code: 'input-invalid',
    says: ['"port"'],
  },
  {
    bad: 'a host with its port, by parts',
    inputs: { url: '', host: 'db.invalid:5432', database: 'small' },
    code: 'input-invalid',
    says: ['"host"', /the port belongs into "port"/],
  },
  {
    bad: 'a password that ends with a line break',
    inputs: ({ postgres }) => ({
      url: '',
      host: '127.0.0.1',
      port: `${postgres.port}`,
      user: 'muster',
      password: `${testPassword}\n`,
      database: 'small',
    }),
    code: 'input-invalid',
    says: ['"password"', 'line break', 'printf'],
  },
  {
    bad: 'a URL and parts that say something else',
    inputs: { host: 'db2.invalid' },
    code: 'input-invalid',
    says: ['"url"', '"host"'],
  },
];

refuses(
  'a source that cannot be read',
  rows.map((row) => ({ ...row, to: 'backup' })),
  { prepare },
);
