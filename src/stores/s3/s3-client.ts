import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { Secret } from '../../domain/secret.ts';

/** Keys of an S3 account. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  readonly sessionToken?: Secret;
  /** When they stop working; they are asked for again before that. */
  readonly expiresAt?: Date;
}

export interface S3ClientOptions {
  /** URL of a server that speaks S3; AWS where none is given. */
  readonly endpoint?: string | undefined;
  /** The SDK's own search (environment, profile) where none is given, except with an endpoint: `us-east-1`. */
  readonly region?: string | undefined;
  /** Whether the bucket stands in the path of requests instead of their host name. */
  readonly pathStyle?: boolean | undefined;
  /** The SDK's own search (environment, profile, web identity, instance) where none are given. */
  readonly credentials?: (() => Promise<S3Credentials>) | undefined;
  /** Seconds without any byte on a connection after which it is given up; 60 where none are given. */
  readonly stallSeconds?: number | undefined;
}

const connectSeconds = 10;
const expectContinueFromBytes = 2 * 1024 ** 2;

const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** A client that makes each request once: trying again is ours, by the clock of the run. */
export function s3Client(options: S3ClientOptions): S3Client {
  const { endpoint, region, credentials, stallSeconds = 60 } = options;
  const config: S3ClientConfig = {
    maxAttempts: 1,
    logger: silent, // it would warn on the console of what is tried again here
    forcePathStyle: options.pathStyle ?? endpoint !== undefined,
    // Checksums of bodies are those that the parts bring; a second one would make the SDK read them again.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // A refusal is then heard before a large body is sent, instead of as a broken connection.
    expectContinueHeader: expectContinueFromBytes,
    requestHandler: { connectionTimeout: connectSeconds * 1000, socketTimeout: stallSeconds * 1000 },
  };
  if (endpoint !== undefined) config.endpoint = endpoint;
  if (region !== undefined) config.region = region;
  else if (endpoint !== undefined) config.region = 'us-east-1';
  if (credentials !== undefined) config.credentials = () => credentials().then(revealed);
  return new S3Client(config);
}

/** Makes a client ask for credentials again, although those that it keeps have not reached their end. */
export async function renewCredentials({ config }: S3Client): Promise<void> {
  await config.credentials({ forceRefresh: true });
}

interface RevealedCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
}

function revealed({ accessKeyId, secretAccessKey, sessionToken, expiresAt }: S3Credentials): RevealedCredentials {
  return {
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    ...(sessionToken && { sessionToken: sessionToken.reveal() }),
    ...(expiresAt && { expiration: expiresAt }),
  };
}

function nothing(): void {
  return undefined;
}
