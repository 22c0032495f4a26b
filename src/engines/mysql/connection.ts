import { parseConnectionUrl, unknownParameter } from '../../domain/connection-url.ts';
import { Failure } from '../../domain/failure.ts';
import { didYouMean } from '../../domain/nearest.ts';
import type { Secret } from '../../domain/secret.ts';
import { compareVersions, type Product } from './product.ts';
import { since } from './since.ts';

/** How the client tools reach a server. */
export interface Connection {
  /** Options for a tool of one of the products, without the password and the database; `--no-defaults` stands first, as it has to. */
  options(product: Product, version: string): readonly string[];
  /** The password, which must not be seen in a list of processes. */
  readonly env: Readonly<Record<string, string>>;
  /** Host and database for people, without the password. */
  readonly description: string;
  /** Empty where the URL names none: then all of the server's own databases are meant. */
  readonly database: string;
  /** Whether the server is on this machine. */
  readonly isLocal: boolean;
  /** Whether it must be encrypted, which MariaDB's clients before 11.4 ask for and then do without. */
  readonly requiresTls: boolean;
}

const parameterNames = ['socket', 'ssl-mode', 'ssl-ca', 'ssl-cert', 'ssl-key'] as const;
const sslModes = ['disabled', 'preferred', 'required', 'verify_ca', 'verify_identity'] as const;
type SslMode = (typeof sslModes)[number];

/** What a URL says of a server. What it does not say is empty. */
export interface ServerAddress {
  readonly host: string;
  readonly port: string;
  /** Path of a unix socket. */
  readonly socket: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Options with the paths of files: `ssl-ca`, `ssl-cert`, `ssl-key`. */
  readonly files: readonly (readonly [option: string, path: string])[];
  readonly mode: SslMode;
}

/**
 * Reads a `mysql://` or `mariadb://` URL: `?socket=/file` for sockets, `ssl-mode` in MySQL's words (`disabled`, `preferred`, `required`,
 * `verify_ca`, `verify_identity`) for both products, `ssl-ca`, `ssl-cert`, `ssl-key` as paths of files.
 *
 * @throws Failure `input-invalid`; the message never holds a piece of the URL.
 */
export function addressOf(url: Secret | string): ServerAddress {
  const parsed = parseConnectionUrl(typeof url === 'string' ? url : url.reveal(), ['mysql', 'mariadb']);
  if (parsed === undefined)
    throw invalid('is not a mysql:// or mariadb:// URL, or has a host, port or database that cannot be one');
  const { user, password, authority, database, parameters } = parsed;
  const unknown = unknownParameter(parsed, parameterNames);
  if (unknown !== undefined) {
    throw invalid(
      `has a parameter${unknown.shown} that the client tools do not know${didYouMean(unknown.name, parameterNames)}`,
      'leave it out where it is for another program; what asks for TLS is ssl-mode=required or ssl-mode=verify_identity',
    );
  }
  if (authority.includes(',')) throw invalid('names more than one host');
  if ([user, password, database, ...parameters.values()].some((value) => /[\0\n]/.test(value)))
    throw invalid('holds a zero byte or a line break');
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority) ?? [];
  const files = (['ssl-ca', 'ssl-cert', 'ssl-key'] as const).flatMap((name) => {
    const path = parameters.get(name);
    return path === undefined ? [] : [[name, path] as const];
  });
  return {
    ...{ user, password, database, files, port },
    host: host.replace(/^\[|\]$/g, ''),
    socket: parameters.get('socket') ?? '',
    mode: sslModeOf(parameters.get('ssl-mode'), parameters.has('ssl-ca')),
  };
}

/** The connection that a URL describes. @throws Failure as `addressOf` does */
export function connectionFromUrl(url: Secret | string): Connection {
  const { host, port, socket, user, password, database, files, mode } = addressOf(url);
  const place =
    socket === ''
      ? ['--protocol=tcp', `--host=${host || '127.0.0.1'}`, `--port=${port || '3306'}`]
      : ['--protocol=socket', `--socket=${socket}`];
  return {
    options: (product, version) => [
      '--no-defaults',
      ...place,
      ...(user === '' ? [] : [`--user=${user}`]),
      '--default-character-set=utf8mb4',
      ...files.map(([option, path]) => `--${option}=${path}`),
      ...(product.name === 'mysql' ? [`--ssl-mode=${mode.toUpperCase()}`] : mariadbTls(mode, version)),
    ],
    env: password === '' ? {} : { MYSQL_PWD: password },
    description: `${socket === '' ? host || '127.0.0.1' : 'local'}${database === '' ? '' : `/${database}`}`,
    database,
    isLocal: socket !== '' || /^(?:$|localhost$|127\.|\[?::1)/.test(host),
    requiresTls: mode !== 'disabled' && mode !== 'preferred',
  };
}

function sslModeOf(text: string | undefined, hasAuthority: boolean): SslMode {
  if (text === undefined) return hasAuthority ? 'verify_ca' : 'preferred';
  const wanted = text.toLowerCase().replaceAll('-', '_');
  const mode = sslModes.find((known) => known === wanted);
  if (mode === undefined) throw invalid(`has an ssl-mode that is none of ${sslModes.join(', ')}`);
  return mode;
}

/** MariaDB's clients know no modes. From 11.4 on they verify by themselves, and refuse a server without TLS. */
function mariadbTls(mode: SslMode, version: string): readonly string[] {
  const verifiesByItself = compareVersions(version, since.verifiedTls) >= 0;
  switch (mode) {
    case 'disabled':
      return ['--skip-ssl'];
    case 'preferred':
      return verifiesByItself ? ['--disable-ssl-verify-server-cert'] : [];
    case 'required':
      return ['--ssl', '--disable-ssl-verify-server-cert'];
    case 'verify_ca':
    case 'verify_identity':
      return ['--ssl', '--ssl-verify-server-cert'];
  }
}

const form =
  'write mysql://user:password@host:3306/database, with @ : / ? # % and spaces of a password percent-encoded';

function invalid(because: string, hint = form): Failure {
  return new Failure('input-invalid', `input "url" ${because}`, { hint });
}
