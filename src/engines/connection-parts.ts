import { Secret } from '../domain/secret.ts';

/** The words of input `engine`, with what makes a URL of the parts of a connection. */
const engines = {
  postgres: {
    scheme: 'postgresql',
    port: '5432',
    user: 'postgres',
    // libpq takes the folder of the socket, whose name has the port in it
    socket: (path: string, port: string): string => `host=${encodeURIComponent(path)}&port=${port}`,
  },
  mysql: { scheme: 'mysql', port: '3306', user: 'root', socket: socketFile },
  mariadb: { scheme: 'mariadb', port: '3306', user: 'root', socket: socketFile },
} as const;

export type EngineName = keyof typeof engines;
export const engineNames = Object.keys(engines) as readonly EngineName[];

/** Where a database is, in parts; those that may be left out are empty. */
export interface ConnectionParts {
  readonly engine: EngineName;
  /** A name, an address, or the path of a unix socket: its folder for PostgreSQL, its file for MySQL and MariaDB. */
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The port where none is given. */
export function defaultPortOf(engine: EngineName): string {
  return engines[engine].port;
}

/** The connection URL of the parts, with the engine's usual port and account where they are empty. */
export function urlFromParts(parts: ConnectionParts): Secret {
  const { host, password } = parts;
  const { scheme, socket, ...usual } = engines[parts.engine];
  const port = parts.port || usual.port;
  const user = encodeURIComponent(parts.user || usual.user);
  const account = password === '' ? user : `${user}:${encodeURIComponent(password)}`;
  // the path of a unix socket is a parameter of the URL
  const isSocket = host.startsWith('/');
  const address = isSocket ? '' : `${/^[^[].*:/.test(host) ? `[${host}]` : host}:${port}`;
  const parameters = isSocket ? `?${socket(host, port)}` : '';
  return new Secret(`${scheme}://${account}@${address}/${encodeURIComponent(parts.database)}${parameters}`);
}

function socketFile(path: string): string {
  return `socket=${encodeURIComponent(path)}`;
}
