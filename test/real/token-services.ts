import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { S3Server } from './s3-server.ts';

/** What AWS STS is asked for. */
export interface AskedSession {
  readonly role: string;
  readonly name: string;
  readonly token: string;
}

/** An error of AWS STS. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** The token service of GitHub's runners and AWS STS on loopback, which gives out the keys of an S3 server to every role. */
export interface TokenServices extends AsyncDisposable {
  /** What a runner sets where the job may ask for tokens, and the address of STS. */
  readonly env: Readonly<Record<string, string>>;
  /** Identity tokens, in the order in which they were given out. */
  readonly tokens: readonly string[];
  /** Audiences that tokens were asked for. */
  readonly audiences: readonly string[];
  /** Requests to STS, in order; refused ones too. */
  readonly sessions: readonly AskedSession[];
  /** The session token that goes with the keys from now on; none at first, since the S3 server refuses those that it did not give out. */
  giveSessionToken(token: string): void;
  /** How long sessions live that are given out from now on. */
  liveFor(seconds: number): void;
  /** Answers of STS from now on; `times` of them, all where none are given. */
  refuse(refusal: Refusal, times?: number): void;
  /** The token service fails so many times with this status. */
  failTokens(status: number, times: number): void;
}

const requestToken = 'runner-request-token-5Jd81';
const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function startTokenServices(s3: S3Server): Promise<TokenServices> {
  const tokens: string[] = [];
  const audiences: string[] = [];
  const sessions: AskedSession[] = [];
  let sessionToken: string | undefined;
  let seconds = 3600;
  let refusal: (Refusal & { left: number }) | undefined;
  let outage = { status: 0, left: 0 };

  const giveToken = (request: IncomingMessage, answer: ServerResponse): void => {
    if (request.headers.authorization !== `Bearer ${requestToken}`) return void answer.writeHead(401).end();
    if (outage.left > 0) {
      outage.left -= 1;
      return void answer.writeHead(outage.status).end('{}');
    }
    const audience = new URL(request.url ?? '', 'http://runner').searchParams.get('audience') ?? '';
    audiences.push(audience);
    const parts = [base64url({ alg: 'RS256' }), base64url({ aud: audience, jti: tokens.length }), 'c2lnbmF0dXJl'];
    const token = parts.join('.');
    tokens.push(token);
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ value: token }));
  };

  const giveSession = async (request: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const asked = new URLSearchParams(await text(request));
    const token = asked.get('WebIdentityToken') ?? '';
    sessions.push({ role: asked.get('RoleArn') ?? '', name: asked.get('RoleSessionName') ?? '', token });
    const isKnown = asked.get('Action') === 'AssumeRoleWithWebIdentity' && tokens.includes(token);
    const unknown = { status: 400, code: 'InvalidIdentityToken', message: `${token} is not valid` };
    const refused = refusal !== undefined && refusal.left > 0 ? refusal : isKnown ? undefined : unknown;
    if (refused !== undefined) {
      if (refusal !== undefined) refusal.left -= 1;
      return void answer.writeHead(refused.status, { 'content-type': 'text/xml' }).end(refusalXml(refused));
    }
    const keys = { ...s3, sessionToken, expiresAt: new Date(Date.now() + seconds * 1000) };
    answer.writeHead(200, { 'content-type': 'text/xml' }).end(sessionXml(keys));
  };

  const server = createServer((request, answer) => {
    if (request.method === 'GET') giveToken(request, answer);
    else void giveSession(request, answer);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${endpoint}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
      AWS_ENDPOINT_URL_STS: endpoint,
    },
    ...{ tokens, audiences, sessions },
    giveSessionToken: (given) => void (sessionToken = given),
    liveFor: (given) => void (seconds = given),
    refuse: (given, times = Infinity) => void (refusal = { ...given, left: times }),
    failTokens: (status, times) => void (outage = { status, left: times }),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
  readonly expiresAt: Date;
}

function sessionXml({ accessKeyId, secretAccessKey, sessionToken, expiresAt }: SessionKeys): string {
  const token = sessionToken === undefined ? '' : `<SessionToken>${sessionToken}</SessionToken>`;
  return `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult>
<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey>
${token}<Expiration>${expiresAt.toISOString()}</Expiration></Credentials>
</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;
}

function refusalXml({ code, message }: Refusal): string {
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code>
<Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`;
}
