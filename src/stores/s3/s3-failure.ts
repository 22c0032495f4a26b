import { Failure } from '../../domain/failure.ts';
import type { FailureCode } from '../../domain/failure-codes.ts';
import { emptySecretHint } from '../../domain/secret.ts';
import { isRegionMissing, s3ErrorOf, type S3Error } from './s3-error.ts';

interface Meaning {
  readonly code: FailureCode;
  /** Goes on after the store's name. */
  readonly says: string;
  readonly hint?: string;
}

const wrongRegion: Meaning = {
  code: 'store-denied',
  says: 'is in another region than the one that was asked',
  hint: "add the bucket's region to the store URL: ?region=…",
};
const unknownKey: Meaning = {
  code: 'store-denied',
  says: 'does not know the access key id',
  hint: 'check AWS_ACCESS_KEY_ID; temporary keys also need AWS_SESSION_TOKEN',
};
const badToken: Meaning = {
  code: 'store-denied',
  says: 'refuses the session token: it has expired or is not valid',
  hint: 'get credentials that live as long as the run, or name the role in the store URL, ?role=…, and they are renewed',
};
const tooLarge: Meaning = { code: 'store-denied', says: 'takes no object or part as large as this' };
const full: Meaning = { code: 'store-full', says: 'has no room left, or its quota is used up' };
const corrupted: Meaning = { code: 'store-corrupted', says: 'received other bytes than were sent' };

/** Error codes of S3 (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html) and of servers that speak it. */
const meanings: Readonly<Record<string, Meaning>> = {
  NoSuchBucket: {
    code: 'store-missing',
    says: 'does not exist: there is no such bucket',
    hint: 'create the bucket, or correct its name in the store URL',
  },
  InvalidBucketName: {
    code: 'store-denied',
    says: 'has a bucket whose name cannot be one',
    hint: 'correct the bucket in the store URL: names of buckets are lower-case',
  },
  NoSuchUpload: { code: 'store-unreachable', says: 'no longer has the upload: it was taken back while it ran' },
  InvalidAccessKeyId: unknownKey,
  XAdminUserNotFound: unknownKey, // VersityGW
  SignatureDoesNotMatch: {
    code: 'store-denied',
    says: 'refuses the signature: the secret access key does not belong to the access key id',
    hint: 'check AWS_SECRET_ACCESS_KEY for missing or added characters, such as a line break at its end',
  },
  // Node's own, before anything is sent
  ERR_INVALID_CHAR: {
    code: 'store-denied',
    says: 'cannot be asked: the access key id or the session token has a character that no request can carry',
    hint: 'store AWS_ACCESS_KEY_ID and AWS_SESSION_TOKEN again, without a line break at the end',
  },
  ExpiredToken: badToken,
  InvalidToken: badToken,
  TokenRefreshRequired: badToken,
  RequestTimeTooSkewed: {
    code: 'store-denied',
    says: "refuses the request because this machine's clock is wrong",
    hint: 'set the clock of this machine, e.g. with NTP',
  },
  RequestExpired: {
    code: 'store-denied',
    says: "refuses the request as too old: this machine's clock is wrong",
    hint: 'set the clock of this machine, e.g. with NTP',
  },
  PermanentRedirect: wrongRegion,
  AuthorizationHeaderMalformed: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
  CredentialsProviderError: {
    code: 'store-denied',
    says: 'cannot be used: no credentials were found on this machine',
    hint: `set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or let a step before this one assume a role; ${emptySecretHint}`,
  },
  BadDigest: corrupted,
  InvalidDigest: corrupted,
  XAmzContentChecksumMismatch: corrupted,
  XAmzContentSHA256Mismatch: corrupted,
  InvalidPart: corrupted,
  InvalidPartOrder: corrupted,
  EntityTooLarge: tooLarge,
  MaxMessageLengthExceeded: tooLarge,
  KeyTooLongError: { code: 'store-denied', says: 'takes no key as long as this' },
  QuotaExceeded: full,
  XMinioStorageFull: full,
  ServiceQuotaExceededException: full,
  NotImplemented: { code: 'store-denied', says: 'does not support a request that Muster needs' },
};

/** What an S3 error means for the store called `name`; `doing` says what was tried, e.g. `read a/b`. A failure of ours stays what it is. */
export function s3Failure(thrown: unknown, name: string, doing: string): Failure {
  if (thrown instanceof Failure) return thrown;
  const error = s3ErrorOf(thrown);
  const { code, says, hint } = meaningOf(error, doing);
  // The SDK's error holds the request with its credentials; only its words are kept.
  const details = { cause: new Error(`${error.code}: ${masked(error.message)}`) };
  return new Failure(
    code,
    `${name} ${says} (${reasonOf(error)}; to ${doing})`,
    hint === undefined ? details : { ...details, hint },
  );
}

function meaningOf(error: S3Error, doing: string): Meaning {
  if (isRegionMissing(error.message)) {
    return { code: 'store-denied', says: 'cannot be reached without a region', hint: 'add ?region=… to the store URL' };
  }
  if (error.status === 301 || meanings[error.code] === wrongRegion) {
    const { bucketRegion } = error;
    return bucketRegion === undefined
      ? wrongRegion
      : { ...wrongRegion, hint: `add ?region=${bucketRegion} to the store URL` };
  }
  const known = Object.hasOwn(meanings, error.code) ? meanings[error.code] : undefined;
  return known ?? meaningOfStatus(error, doing);
}

/** What OpenSSL says, by the code EPROTO, to an answer without TLS; other words are about a handshake that failed. */
const noTls = /wrong.version.number|packet.length|http.request/i;

/** What Node calls it where a certificate is not accepted. */
const certificate = /CERT|^UNABLE_TO_/;

/** The permission that each request needs, by the word with which its description begins. */
const permissions: Readonly<Record<string, string>> = {
  list: 's3:ListBucket, and s3:ListBucketMultipartUploads,',
  look: 's3:GetObject',
  read: 's3:GetObject',
  write: 's3:PutObject',
  begin: 's3:PutObject',
  complete: 's3:PutObject',
  remove: 's3:DeleteObject',
  abort: 's3:AbortMultipartUpload',
};

function meaningOfStatus({ code, status, message }: S3Error, doing: string): Meaning {
  if (code === 'EPROTO' && noTls.test(message)) {
    return {
      code: 'store-unreachable',
      says: 'does not speak TLS at its endpoint',
      hint: 'correct the endpoint in the store URL: its http or https, and its port',
    };
  }
  if (status === undefined && certificate.test(code)) {
    return {
      code: 'store-unreachable',
      says: `has a certificate that is not accepted: ${masked(message.split(';')[0] ?? '')}`,
      hint: 'correct the host of the endpoint, or name the certificate of its authority with NODE_EXTRA_CA_CERTS=/path/ca.pem',
    };
  }
  if (status === undefined) return { code: 'store-unreachable', says: `does not answer: ${masked(message)}` };
  if (status === 401 || status === 403) {
    return {
      code: 'store-denied',
      says: `does not allow it: ${masked(message)}`,
      hint: `grant the account ${permissions[/^\w+/.exec(doing)?.[0] ?? ''] ?? 'the operation'} on the bucket and below the prefix`,
    };
  }
  if (status === 413) return tooLarge;
  if (status === 507) return full;
  if (status >= 500 || status === 429 || status === 408) {
    return { code: 'store-unreachable', says: 'kept failing after several tries' };
  }
  return { code: 'store-denied', says: `refuses the request: ${masked(message)}` };
}

function reasonOf({ code, status }: S3Error): string {
  return status === undefined || code.includes(String(status)) ? code : `${code}, HTTP ${status}`;
}

/** A server's words, shortened and without access key ids and JSON web tokens. */
export function masked(message: string): string {
  return message
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***')
    .replace(/\b[A-Z0-9]{16,}\b/g, '***')
    .slice(0, 300);
}
