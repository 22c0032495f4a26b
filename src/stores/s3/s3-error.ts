import { Failure } from '../../domain/failure.ts';

/** What an S3 request failed with, without the request: that carries credentials. */
export interface S3Error {
  /** The server's code, e.g. `NoSuchBucket`, or the name of a local error, e.g. `ECONNRESET`. */
  readonly code: string;
  /** HTTP status, or undefined where there was no answer. */
  readonly status: number | undefined;
  readonly message: string;
  /** Region that the bucket is in, where the server says so. */
  readonly bucketRegion: string | undefined;
  /** The SDK has just learned how far this machine's clock is off and will sign with that. */
  readonly clockCorrected: boolean;
}

/** Reads whatever the SDK threw. */
export function s3ErrorOf(thrown: unknown): S3Error {
  const error = asRecord(thrown);
  const metadata = asRecord(error['$metadata']);
  const headers = asRecord(asRecord(error['$response'])['headers']);
  return {
    code: textOf(error['Code']) ?? textOf(error['code']) ?? textOf(error['name']) ?? 'unknown error',
    status: typeof metadata['httpStatusCode'] === 'number' ? metadata['httpStatusCode'] : undefined,
    message: textOf(error['message']) ?? '',
    bucketRegion: textOf(headers['x-amz-bucket-region']) ?? textOf(error['Region']),
    clockCorrected: metadata['clockSkewCorrected'] === true,
  };
}

const passingCodes = new Set([
  'BadDigest', // the bytes were changed on the way; if they were changed before, no try will help
  'ConditionalRequestConflict', // another conditional write of the same key is under way
  'IDPCommunicationError', // AWS STS could not reach the issuer of a token
  'IncompleteBody',
  'InternalError',
  'OperationAborted',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'XAmzContentChecksumMismatch',
  'XAmzContentSHA256Mismatch',
]);

/** Errors of sockets, name servers and cut answers. Wrong certificates are not among them: they stay wrong. */
const connectionCode = /^(?:E[A-Z]+|EAI_[A-Z]+|HPE_\w+|ERR_STREAM_PREMATURE_CLOSE|TimeoutError)$/;

/** An answer that ended before what it was to bring did; worth another try. */
export const cutShort = Object.assign(new Error('the answer ended before its content did'), { code: 'ECONNRESET' });

/** Whether the same request may well succeed a little later. */
export function isPassing(thrown: unknown): boolean {
  if (thrown instanceof Failure) return false;
  const { code, status, clockCorrected } = s3ErrorOf(thrown);
  if (clockCorrected || passingCodes.has(code)) return true;
  if (status === undefined) return connectionCode.test(code);
  const isCutAnswer = status < 300;
  return isCutAnswer || status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 507);
}

/** Whether the server says that temporary credentials are past their time; others may be at hand by now. */
export function isExpiredSession(thrown: unknown): boolean {
  const { code, status } = s3ErrorOf(thrown);
  const isHead = code === 'Unknown' && status === 400; // an answer to HEAD has no body to give the reason in
  return isHead || code === 'ExpiredToken' || code === 'TokenRefreshRequired';
}

/** The SDK says so with a plain error. */
export function isRegionMissing(message: string): boolean {
  return message.includes('Region is missing');
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
