/** The parts of a connection URL, each decoded. */
export interface ConnectionUrl {
  readonly user: string;
  readonly password: string;
  /** Host and port as they stand in the URL, or several of them with commas between. */
  readonly authority: string;
  readonly database: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** The word in front of `://`, in lower case; empty where there is none. */
export function schemeOf(url: string): string {
  return /^\s*([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase() ?? '';
}

/** Characters that stand for themselves inside a password in the strict form; a raw `@`, `/`, `?` or `#` is taken in the lax one. */
const strict = /^[a-z]+:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^@/?#]*)(?:\/([^/?#@]*))?(?:\?([^#]*))?$/i;
const lax = /^[a-z]+:\/\/([^:@/?#]*):(.*)@([^@/?#]*)(?:\/([^/?#@]*))?(?:\?([^#@]*))?$/is;
const hosts = /^(?:\[[0-9a-f:.%]+\]|[^:,[\]\s]*)(?::\d*)?(?:,(?:\[[0-9a-f:.%]+\]|[^:,[\]\s]*)(?::\d*)?)*$/i;

/**
 * Takes a connection URL apart. A password with characters that should have been percent-encoded is understood where that leaves no doubt.
 *
 * @param schemes the words that may stand in front of `://`.
 * @returns undefined for what is no such URL
 */
export function parseConnectionUrl(url: string, schemes: readonly string[]): ConnectionUrl | undefined {
  const text = url.trim();
  if (!schemes.includes(schemeOf(text))) return undefined;
  const match = [strict, lax]
    .map((form) => form.exec(text))
    .find((found) => found !== null && hosts.test(found[3] ?? ''));
  if (match === null || match === undefined) return undefined;
  const [, user = '', password = '', authority = '', path = '', query = ''] = match;
  const pairs = query.split('&').filter(Boolean).map(pair);
  if (pairs.some(([name]) => name === '')) return undefined;
  return {
    user: percentDecoded(user),
    password: percentDecoded(password),
    authority,
    database: percentDecoded(path),
    parameters: new Map(pairs),
  };
}

/** A parameter that the tools of a database do not know. */
export interface UnknownParameter {
  readonly name: string;
  /** For messages: the name in quotes, or nothing where the parameters may be the end of a password that was not percent-encoded. */
  readonly shown: string;
}

/** The first parameter of a URL whose name is none of `known`. */
export function unknownParameter(
  { parameters }: Pick<ConnectionUrl, 'parameters'>,
  known: readonly string[],
): UnknownParameter | undefined {
  const name = [...parameters.keys()].find((given) => !known.includes(given));
  if (name === undefined) return undefined;
  const isPlain = /^[\w-]+$/.test(name) && ![...parameters].flat().some((text) => text.includes('@'));
  return { name, shown: isPlain ? ` "${name}"` : '' };
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 1 ? ['', ''] : [percentDecoded(text.slice(0, at)), percentDecoded(text.slice(at + 1))];
}

/** Decodes what is percent-encoded and leaves a `%` that encodes nothing as it is. */
export function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}
