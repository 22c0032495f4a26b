import { Failure } from '../../domain/failure.ts';
import { Secret } from '../../domain/secret.ts';
import type { Clock } from '../../ports/clock.ts';
import type { S3Credentials } from './s3-client.ts';
import { isPassing, s3ErrorOf } from './s3-error.ts';
import { masked } from './s3-failure.ts';
import { tried } from './tries.ts';

/** How this run shows a cloud who it is. */
export interface WebIdentity {
  /** A new token for that audience. What it throws, other than a Failure, is tried again. */
  readonly token: (audience: string) => Promise<Secret>;
  /** Id of the run, for the cloud's own log. */
  readonly runId: string;
  /** Aborted when the run is asked to stop. */
  readonly signal: AbortSignal;
}

export interface RoleOptions {
  /** ARN of an IAM role that trusts the platform's tokens. */
  readonly role: string;
  /** Region whose token service is asked. */
  readonly region: string;
  readonly webIdentity: WebIdentity;
  readonly clock: Clock;
}

/** Whom the token is for: AWS's identity provider for GitHub is set up with this name. */
const audience = 'sts.amazonaws.com';
const tries = 8;
const connectSeconds = 10;
const stallSeconds = 30;
/** The code that a failed request for a token gets; worth another try. */
const noToken = 'EIDENTITY';

/**
 * Credentials of a role, new ones for a new token at each call: tokens live for minutes only. The client keeps the credentials, and calls
 * again five minutes before they end.
 */
export function roleCredentials(options: RoleOptions): () => Promise<S3Credentials> {
  const { clock, webIdentity } = options;
  const { signal } = webIdentity;
  const patience = { clock, tries, renew: () => Promise.resolve() };
  return async () => {
    try {
      return await tried(patience, signal, () => takeOn(options));
    } catch (thrown) {
      signal.throwIfAborted();
      throw roleFailure(thrown, options.role);
    }
  };
}

async function takeOn({ role, region, webIdentity }: RoleOptions): Promise<S3Credentials> {
  const token = await tokenOf(webIdentity);
  const { fromWebToken } = await import('@aws-sdk/credential-provider-web-identity');
  const provide = fromWebToken({
    roleArn: role,
    roleSessionName: sessionName(webIdentity.runId),
    webIdentityToken: token.reveal(),
    clientConfig: {
      region,
      maxAttempts: 1,
      requestHandler: { connectionTimeout: connectSeconds * 1000, socketTimeout: stallSeconds * 1000 },
    },
  });
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = await provide();
  return {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    ...(sessionToken !== undefined && { sessionToken: new Secret(sessionToken) }),
    ...(expiration !== undefined && { expiresAt: expiration }),
  };
}

async function tokenOf({ token }: WebIdentity): Promise<Secret> {
  try {
    return await token(audience);
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    throw Object.assign(new Error('the platform gave no identity token'), { code: noToken });
  }
}

/** What AWS takes as the name of a session: 2 to 64 letters, digits and `=,.@_-`. */
function sessionName(runId: string): string {
  return `muster-${runId.replace(/[^\w=,.@-]/g, '-')}`.slice(0, 64);
}

/** Why a role could not be taken on. The SDK's error holds the request with its token; only its code and, masked, its words are kept. */
function roleFailure(thrown: unknown, role: string): Failure {
  if (thrown instanceof Failure) return thrown;
  const { code, status, message } = s3ErrorOf(thrown);
  const cause = new Error(`${code}: ${masked(message)}`);
  const what = `the role ${role} could not be taken on`;
  if (code === noToken) return new Failure('store-unreachable', `${what}: ${message}`, { hint: tokenHint, cause });
  if (status === undefined || isPassing(thrown)) {
    return new Failure('store-unreachable', `${what}: AWS STS does not answer or kept failing (${code})`, { cause });
  }
  const hint = Object.hasOwn(hints, code) ? hints[code] : undefined;
  return new Failure('store-denied', `${what}: AWS STS refuses it: ${masked(message)} (${code}, HTTP ${status})`, {
    hint: hint ?? 'check the ARN of the role and its trust policy',
    cause,
  });
}

const tokenHint = 'see the status of GitHub Actions, and run again';

/** Errors of AssumeRoleWithWebIdentity (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html). */
const hints: Readonly<Record<string, string>> = {
  AccessDenied:
    'let the trust policy of the role allow sts:AssumeRoleWithWebIdentity to the subject of this repository',
  InvalidIdentityToken: `add token.actions.githubusercontent.com with the audience ${audience} as identity provider to the account`,
};
