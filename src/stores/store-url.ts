import { fileURLToPath } from 'node:url';
import { Failure } from '../domain/failure.ts';
import { didYouMean } from '../domain/nearest.ts';

/** Where a store is, read from its URL. */
export type StoreUrl =
  | { readonly scheme: 'file'; /** Absolute. */ readonly path: string }
  | {
      readonly scheme: 's3';
      readonly bucket: string;
      /** Folders without a slash at either end, or empty. */
      readonly prefix: string;
      readonly endpoint: string | undefined;
      readonly region: string | undefined;
      /** Whether the bucket stands in the path of requests; the usual way of the endpoint where it is not given. */
      readonly pathStyle: boolean | undefined;
      /** ARN of the IAM role to take on; the credentials of the environment count where none is given. */
      readonly role: string | undefined;
    };

/** Where a store is, without how it is asked: two URLs of one place are one store, and hold one copy. */
export function placeOf(url: StoreUrl): string {
  return url.scheme === 'file' ? nameOf(url) : [nameOf(url), url.endpoint ?? ''].join(' ');
}

/** A store's URL for people, without its parameters; of stores that differ in their endpoint alone, it is the same. */
export function nameOf(
  url:
    | Pick<Extract<StoreUrl, { scheme: 'file' }>, 'scheme' | 'path'>
    | Pick<Extract<StoreUrl, { scheme: 's3' }>, 'scheme' | 'bucket' | 'prefix'>,
): string {
  if (url.scheme === 'file') return `file://${url.path}`;
  return `s3://${url.bucket}${url.prefix === '' ? '' : `/${url.prefix}`}`;
}

const schemes = ['s3', 'file'];
const s3Parameters = ['endpoint', 'region', 'path-style', 'role'];
const forms =
  'use s3://bucket/prefix, s3://bucket/prefix?endpoint=https://host&region=name&path-style=true, or file:///absolute/path';

/**
 * Reads a store's URL, as users write it in the input called `label`.
 *
 * @throws Failure `input-invalid` that says what is wrong; its message holds neither credentials nor the URL.
 */
export function parseStoreUrl(text: string, label: string): StoreUrl {
  const url = URL.parse(text.trim());
  if (url === null) {
    const path = text.trim();
    const hint = path.startsWith('/') && !path.includes('@') ? `write file://${path} for a folder` : forms;
    return reject(label, 'is not a URL', hint);
  }
  if (url.username !== '' || url.password !== '') {
    reject(label, 'has credentials in it', 'take them out: give them by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  }
  if (url.hash !== '') reject(label, 'has a part behind "#"', 'write # as %23 where it belongs to the path');
  const scheme = url.protocol.slice(0, -1);
  if (scheme === 's3') return readS3Url(url, label);
  if (scheme === 'file') return readFileUrl(url, label);
  return reject(label, `has an unknown scheme "${scheme}"${didYouMean(scheme, schemes)}`, forms);
}

function readFileUrl(url: URL, label: string): StoreUrl {
  if (url.host !== '') reject(label, 'names a host', 'write three slashes: file:///absolute/path');
  if (url.search !== '')
    reject(label, 'has parameters, and a folder takes none', 'write ? as %3F where it belongs to the path');
  if (/^\/*$/.test(url.pathname))
    reject(label, 'is the root of the file system', 'name a folder: file:///absolute/path');
  try {
    return { scheme: 'file', path: fileURLToPath(url).replace(/\/+$/, '') };
  } catch (cause) {
    throw new Failure('input-invalid', `input "${label}" has a path that cannot be used`, { hint: forms, cause });
  }
}

function readS3Url(url: URL, label: string): StoreUrl {
  for (const name of new Set(url.searchParams.keys()))
    requireParameter(name, url.searchParams.getAll(name).length, label);
  const bucket = url.host;
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/.test(bucket)) {
    reject(label, 'names no usable bucket', `a bucket has 3 to 63 letters, digits, dots or dashes; ${forms}`);
  }
  return {
    scheme: 's3',
    bucket,
    prefix: readPrefix(url, label),
    endpoint: readEndpoint(url.searchParams.get('endpoint'), label),
    region: readRegion(url.searchParams.get('region'), label),
    pathStyle: readPathStyle(url.searchParams.get('path-style'), label),
    role: readRole(url.searchParams, label),
  };
}

function requireParameter(name: string, count: number, label: string): void {
  if (!s3Parameters.includes(name)) {
    reject(label, `has an unknown parameter ${JSON.stringify(name)}${didYouMean(name, s3Parameters)}`, forms);
  }
  if (count > 1) reject(label, `has the parameter "${name}" more than once`, forms);
}

function readPrefix(url: URL, label: string): string {
  let prefix: string;
  try {
    prefix = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '');
  } catch (cause) {
    throw new Failure('input-invalid', `input "${label}" has a "%" that begins no character`, {
      hint: 'write % as %25',
      cause,
    });
  }
  if (prefix.includes('//')) reject(label, 'has an empty folder in its prefix', forms);
  return prefix;
}

function readEndpoint(text: string | null, label: string): string | undefined {
  if (text === null) return undefined;
  const endpoint = URL.parse(text);
  if (endpoint === null || !['http:', 'https:'].includes(endpoint.protocol)) {
    return reject(label, 'has an endpoint that is not an http or https URL', forms);
  }
  if (endpoint.username !== '' || endpoint.password !== '') {
    reject(label, 'has credentials in its endpoint', 'give them by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  }
  if (endpoint.search !== '' || endpoint.hash !== '') reject(label, 'has an endpoint with parameters', forms);
  return endpoint.href.replace(/\/$/, '');
}

function readRegion(text: string | null, label: string): string | undefined {
  if (text === null) return undefined;
  return /^[a-z0-9-]+$/i.test(text) ? text : reject(label, 'has a region that is no name', forms);
}

function readPathStyle(text: string | null, label: string): boolean | undefined {
  if (text === null) return undefined;
  if (text !== 'true' && text !== 'false') reject(label, 'has a path-style that is neither true nor false', forms);
  return text === 'true';
}

/** As IAM writes it (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html). */
function readRole(parameters: URLSearchParams, label: string): string | undefined {
  const role = parameters.get('role');
  if (role === null) return undefined;
  if (!/^arn:aws(?:-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/.test(role)) {
    const plus = role.includes(' ') ? ', and + as %2B' : '';
    reject(label, 'has a role that is not the ARN of one', `write role=arn:aws:iam::123456789012:role/name${plus}`);
  }
  if (!parameters.has('region'))
    reject(label, 'has a role and no region', 'add "region=name", the region of the bucket');
  return role;
}

function reject(label: string, because: string, hint: string): never {
  throw new Failure('input-invalid', `input "${label}" ${because}`, { hint });
}
