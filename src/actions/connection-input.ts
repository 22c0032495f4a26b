import { Failure } from '../domain/failure.ts';
import { Secret } from '../domain/secret.ts';
import type { Runtime } from '../ports/runtime.ts';
import type { InputReader } from './input-reader.ts';

/** The inputs that say where a database is. */
export const connectionInputNames = ['url', 'host', 'port', 'user', 'password', 'database'] as const;

/** The connection URL, from `url` or from its parts. Its password, in every form in which it could be printed, is masked. */
export function connectionInput(inputs: InputReader, runtime: Runtime): Secret {
  const url = (inputs.secret('url') ?? fromParts(inputs)).reveal().trim();
  maskPassword(url, runtime);
  return new Secret(url);
}

function fromParts(inputs: InputReader): Secret {
  const host = inputs.text('host');
  const database = inputs.text('database');
  if (host === '' || database === '') {
    throw new Failure('input-missing', 'input "url" is empty, and so is "host" or "database"', {
      hint: 'give the connection URL as a secret, or host, port, user, password and database; pull requests from forks have no secrets',
    });
  }
  const user = encodeURIComponent(inputs.text('user', 'postgres'));
  const password = inputs.secret('password')?.reveal() ?? '';
  const account = password === '' ? user : `${user}:${encodeURIComponent(password)}`;
  // A folder as host is a unix socket, which a URL carries as a parameter.
  const isSocket = host.startsWith('/');
  const address = isSocket ? '' : `${/^[^[].*:/.test(host) ? `[${host}]` : host}:${inputs.text('port', '5432')}`;
  const parameters = isSocket ? `?host=${encodeURIComponent(host)}&port=${inputs.text('port', '5432')}` : '';
  return new Secret(`postgresql://${account}@${address}/${encodeURIComponent(database)}${parameters}`);
}

/** Masks the password of a connection URL, which stands in front of the host or in the parameter of that name. */
export function maskPassword(url: string, runtime: Runtime): void {
  const places = [/^[a-z+]+:\/\/[^:@/]*:(.*)@/is, /[?&]password=([^&#]*)/i];
  for (const place of places) {
    const encoded = place.exec(url)?.[1];
    if (encoded === undefined || encoded === '') continue;
    runtime.mask(encoded);
    try {
      runtime.mask(decodeURIComponent(encoded));
    } catch {
      // not percent-encoded: the text itself is masked
    }
  }
}
