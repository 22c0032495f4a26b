import { parseConnectionUrl, unknownParameter, type UnknownParameter } from '../../domain/connection-url.ts';
import { Failure } from '../../domain/failure.ts';
import { didYouMean } from '../../domain/nearest.ts';
import type { Secret } from '../../domain/secret.ts';

/** How PostgreSQL's own tools reach one database. */
export interface Connection {
  /** Argument for `--dbname`: a conninfo URL without the password. */
  readonly target: string;
  /** The password and what else must not be seen in a list of processes. */
  readonly env: Readonly<Record<string, string>>;
  /** Host and database for people, without the password. */
  readonly description: string;
  readonly database: string;
}

/** Idle links are cut by cloud networks after some four minutes; libpq takes these from the URL only, not from the environment. */
const keepalives = { keepalives_idle: '60', keepalives_interval: '10', keepalives_count: '6' };

/**
 * The connection that a `postgresql://` URL describes, in the form that libpq reads (`?host=/dir` for sockets, several hosts, IPv6 in
 * brackets). A password with characters that should have been percent-encoded is understood where that leaves no doubt.
 *
 * @throws Failure `input-invalid`; the message never holds a piece of the URL.
 */
export function connectionFromUrl(url: Secret | string): Connection {
  const parsed = parseConnectionUrl(typeof url === 'string' ? url : url.reveal(), ['postgresql', 'postgres']);
  if (parsed === undefined)
    throw invalid('is not a postgresql:// URL, or has a host, port or database that cannot be one');
  const { authority } = parsed;
  const parameters = new Map(parsed.parameters);
  const unknown = unknownParameter(parsed, usable);
  if (unknown !== undefined) throw unusable(unknown);
  const mode = parameters.get('sslmode');
  if (mode !== undefined && !sslModes.includes(mode)) {
    throw invalid(`has an sslmode that is none of ${sslModes.join(', ')}${didYouMean(mode, sslModes)}`);
  }

  const database = parameters.get('dbname') ?? parsed.database;
  if (database === '') throw invalid('names no database');
  const secret = parameters.get('password') ?? parsed.password;
  const login = parameters.get('user') ?? parsed.user;
  for (const taken of ['dbname', 'password', 'user']) parameters.delete(taken);
  for (const [name, value] of Object.entries(keepalives)) if (!parameters.has(name)) parameters.set(name, value);
  if ([database, secret, login, ...parameters.values()].some((value) => value.includes('\0'))) {
    throw invalid('holds a zero byte');
  }

  const encoded = [...parameters].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const credentials = login === '' ? '' : `${encodeURIComponent(login)}@`;
  const host = parameters.get('host') ?? authority;
  return {
    target: `postgresql://${credentials}${authority}/${encodeURIComponent(database)}?${encoded.join('&')}`,
    env: { PGCONNECT_TIMEOUT: '15', ...(secret === '' ? {} : { PGPASSWORD: secret }) },
    description: `${host === '' ? 'local' : host}/${database}`,
    database,
  };
}

/** The same server and account, with another database. */
export function inDatabase(connection: Connection, database: string): Connection {
  const { target, description, database: former } = connection;
  return {
    ...connection,
    target: target.replace(
      /^(postgresql:\/\/[^/]*\/)[^?]*/,
      (_, server: string) => server + encodeURIComponent(database),
    ),
    description: `${description.slice(0, description.length - former.length)}${database}`,
    database,
  };
}

/** Connection parameters of libpq 18 and before that hold no secret: what stands in the target is seen in the list of processes. */
const usable = (
  'host hostaddr port dbname user password passfile require_auth channel_binding connect_timeout client_encoding options ' +
  'application_name fallback_application_name keepalives keepalives_idle keepalives_interval keepalives_count tcp_user_timeout ' +
  'replication gssencmode sslmode requiressl sslnegotiation sslcompression sslcert sslkey sslcertmode sslrootcert sslcrl sslcrldir ' +
  'sslsni requirepeer ssl_min_protocol_version ssl_max_protocol_version min_protocol_version max_protocol_version krbsrvname gsslib ' +
  'gssdelegation service servicefile target_session_attrs load_balance_hosts'
).split(' ');

const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];

function unusable({ name, shown }: UnknownParameter): Failure {
  const secret = ['sslpassword', 'oauth_client_secret', 'scram_client_key', 'scram_server_key'].find(
    (taken) => taken === name,
  );
  if (secret !== undefined) return invalid(`holds ${secret}, which would be seen in the list of processes`);
  return invalid(
    `has a parameter${shown} that PostgreSQL's tools do not know${didYouMean(name, usable)}`,
    'leave it out where it is for another program; what asks for TLS is sslmode=require or sslmode=verify-full',
  );
}

const form =
  'write postgresql://user:password@host:5432/database, with @ : / ? # % and spaces of a password percent-encoded';

function invalid(because: string, hint = form): Failure {
  return new Failure('input-invalid', `input "url" ${because}`, { hint });
}
