import { percentDecoded } from '../domain/connection-url.ts';
import { Failure } from '../domain/failure.ts';
import { emptySecretHint, oneLine, quotesHint, Secret } from '../domain/secret.ts';
import { defaultPortOf, engineNames, urlFromParts } from '../engines/connection-parts.ts';
import type { InputReader } from './input-reader.ts';

/** The inputs that say where a database is. */
export const connectionInputNames = ['url', 'engine', 'host', 'port', 'user', 'password', 'database'] as const;

/** The connection URL, from `url` or from its parts. Its password, in every form in which it could be printed, is masked. */
export function connectionInput(inputs: InputReader): Secret {
  const given = inputs.secret('url');
  const url = (given ?? fromParts(inputs)).reveal().trim();
  maskPassword(url, inputs, given === undefined ? 'input "password"' : 'the password in input "url"');
  if (given !== undefined) refuseUnusable(url, inputs);
  return new Secret(url);
}

/** What is wrong with the text of `url` whatever the database: no message holds a piece of it. */
function refuseUnusable(url: string, inputs: InputReader): void {
  const part = ['host', 'password', 'database'].find((name) => inputs.text(name) !== '');
  if (part !== undefined) {
    throw new Failure('input-invalid', `inputs "url" and "${part}" exclude each other`, {
      hint: 'give the connection URL, or engine, host, port, user, password and database',
    });
  }
  if (/^["'`“‘”’]/.test(url)) {
    throw new Failure('input-invalid', 'input "url" stands in quotes', { hint: quotesHint });
  }
  oneLine(new Secret(url), 'url');
}

function fromParts(inputs: InputReader): Secret {
  const host = inputs.text('host');
  const database = inputs.text('database');
  if (host === '' || database === '') {
    const empty = host === '' ? 'host' : 'database';
    throw new Failure('input-missing', `input "url" is empty, and so is "${empty}"`, {
      hint: `give the connection URL, or engine, host, port, user, password and database; ${emptySecretHint}`,
    });
  }
  // what is taken for the path of a socket, or an IPv6 address, may have any
  if (!host.startsWith('/') && /[\s@/?#]|^[^:]*:[^:]*$/.test(host)) {
    throw new Failure('input-invalid', 'input "host" is no name or address of a host', {
      hint: 'write it alone, without a scheme, a user or a port, such as db.example.com; the port belongs into "port"',
    });
  }
  const engine = inputs.oneOf('engine', engineNames, 'postgres');
  const port = inputs.text('port', defaultPortOf(engine));
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new Failure('input-invalid', `input "port" is no port: ${JSON.stringify(port)}`, {
      hint: `write a number from 1 to 65535, such as ${defaultPortOf(engine)}`,
    });
  }
  const secret = inputs.secret('password');
  const password = secret === undefined ? '' : oneLine(secret, 'password').reveal();
  return urlFromParts({ engine, host, port, user: inputs.text('user'), password, database });
}

const passwordPlaces = [/^[a-z+]+:\/\/[^:@/]*:(.*)@/is, /[?&]password=([^&#]*)/i];

/**
 * Masks the password of a connection URL, which stands in front of the host or in the parameter of that name.
 *
 * @param what for people: `the password in input "url"`
 */
export function maskPassword(url: string, inputs: InputReader, what: string): void {
  const beside = withoutPassword(url);
  for (const given of passwordsIn(url)) {
    const password = percentDecoded(given);
    // URLs that are made of one that was given raw have it encoded
    for (const form of new Set([given, password, encodeURIComponent(password)])) inputs.hide(form, what, beside);
  }
}

/** What is no secret in a connection URL. */
export function withoutPassword(url: string): string {
  return passwordsIn(url).reduce(
    (rest, password) => rest.replace(`:${password}@`, '@').replace(`password=${password}`, ''),
    url,
  );
}

function passwordsIn(url: string): readonly string[] {
  return passwordPlaces.flatMap((place) => place.exec(url)?.[1] ?? []).filter((password) => password !== '');
}
