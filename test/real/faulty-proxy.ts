import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Transform } from 'node:stream';

/** What goes wrong with a request. Offsets count bytes of the body from 0. */
export type Fault =
  /** The server never sees the request; the answer has this status and, as S3 writes it, this code. */
  | { readonly kind: 'status'; readonly status: number; readonly code: string }
  /** The connections are cut when so many bytes of the request have gone through. */
  | { readonly kind: 'cut-request'; readonly afterBytes: number }
  /** The connection to the client is cut when so many bytes of the answer have gone through. */
  | { readonly kind: 'cut-response'; readonly afterBytes: number }
  /** The server does what it was asked, and the client never hears of it: its connection is cut. */
  | { readonly kind: 'lose-response' }
  /** The answer ends in good order after so many bytes, as if that were all. */
  | { readonly kind: 'truncate-response'; readonly afterBytes: number }
  /** The answer stops after so many bytes; the connection stays. */
  | { readonly kind: 'stall-response'; readonly afterBytes: number }
  /** The lowest bit of this byte is turned. */
  | { readonly kind: 'flip-request'; readonly atByte: number }
  | { readonly kind: 'flip-response'; readonly atByte: number }
  /** The request is taken and never answered. */
  | { readonly kind: 'hang' };

/** Which requests a fault meets: all conditions that are given must hold. */
export interface FaultRule {
  readonly method?: string;
  /** Tested on the path, as the client wrote it. */
  readonly path?: RegExp;
  /** Tested on what follows the `?`; empty where nothing does. */
  readonly query?: RegExp;
  readonly fault: Fault;
  /** How many requests it meets; 1 where none is given, `Infinity` for all. */
  readonly times?: number;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly range: string | undefined;
  /** The fault that met it. */
  readonly fault: Fault['kind'] | undefined;
}

/** A proxy on loopback that damages what its rules name. Disposing of it cuts all connections. */
export interface FaultyProxy extends AsyncDisposable {
  /** `http://127.0.0.1:port`; requests signed for it are valid at the target, which sees the same `Host`. */
  readonly endpoint: string;
  /** All requests so far, in order. */
  readonly requests: readonly SeenRequest[];
  /** Adds a rule. The first rule that fits and is not used up meets a request. */
  inject(rule: FaultRule): void;
  /** Takes all rules away. */
  heal(): void;
}

/** Starts a proxy in front of an http server, e.g. `http://127.0.0.1:7070`. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  let rules: { readonly rule: FaultRule; left: number }[] = [];
  const requests: SeenRequest[] = [];
  const server = createServer();
  const serve = (incoming: IncomingMessage, answer: ServerResponse): void => {
    const seen = describe(incoming);
    const met = rules.find(({ rule, left }) => left > 0 && fits(rule, seen));
    if (met !== undefined) met.left -= 1;
    requests.push({ ...seen, fault: met?.rule.fault.kind });
    pass(new URL(target), incoming, answer, met?.rule.fault);
  };
  server.on('request', serve);
  // The target, not the proxy, says when it wants the body.
  server.on('checkContinue', serve);
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    inject: (rule) => void rules.push({ rule, left: rule.times ?? 1 }),
    heal: () => void (rules = []),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function describe({ method = '', url = '', headers }: IncomingMessage): Omit<SeenRequest, 'fault'> {
  const [path = '', ...query] = url.split('?');
  return { method, path, query: query.join('?'), range: headers.range };
}

function fits({ method, path, query }: FaultRule, seen: Omit<SeenRequest, 'fault'>): boolean {
  if (method !== undefined && method !== seen.method) return false;
  return (path?.test(seen.path) ?? true) && (query?.test(seen.query) ?? true);
}

function pass(target: URL, incoming: IncomingMessage, answer: ServerResponse, fault: Fault | undefined): void {
  incoming.on('error', () => undefined); // the client may go at any time
  answer.on('error', () => undefined);
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'status') {
    answer.writeHead(fault.status, { 'content-type': 'application/xml', connection: 'close' });
    answer.end(`<?xml version="1.0"?><Error><Code>${fault.code}</Code><Message>injected</Message></Error>`);
    return;
  }
  const { method, url, headers, socket } = incoming;
  const outgoing = sendRequest(target, { method, path: url, headers, agent: false });
  const cut = (): void => {
    socket.destroy(); // an answer that has ended no longer has it
    outgoing.destroy();
  };
  outgoing.on('continue', () => answer.writeContinue());
  outgoing.on('error', cut);
  answer.on('close', () => {
    if (!answer.writableFinished) outgoing.destroy();
  });
  outgoing.on('response', (response) => passBack(response, answer, fault, cut));
  if (fault?.kind === 'cut-request') incoming.pipe(upTo(fault.afterBytes, cut)).pipe(outgoing);
  else if (fault?.kind === 'flip-request') incoming.pipe(flipping(fault.atByte)).pipe(outgoing);
  else incoming.pipe(outgoing);
  outgoing.flushHeaders();
}

function passBack(response: IncomingMessage, answer: ServerResponse, fault: Fault | undefined, cut: () => void): void {
  response.on('error', cut);
  if (fault?.kind === 'lose-response') {
    response.resume();
    response.on('end', cut);
    return;
  }
  const headers = { ...response.headers };
  if (fault?.kind === 'truncate-response') delete headers['content-length'];
  answer.writeHead(response.statusCode ?? 502, headers);
  answer.flushHeaders();
  if (fault?.kind === 'cut-response') response.pipe(upTo(fault.afterBytes, cut)).pipe(answer, { end: false });
  else if (fault?.kind === 'truncate-response') response.pipe(upTo(fault.afterBytes, () => answer.end())).pipe(answer);
  else if (fault?.kind === 'stall-response')
    response.pipe(upTo(fault.afterBytes, () => undefined)).pipe(answer, { end: false });
  else if (fault?.kind === 'flip-response') response.pipe(flipping(fault.atByte)).pipe(answer);
  else response.pipe(answer);
}

/** Lets so many bytes through, calls `reached` when they are through, and swallows the rest. */
function upTo(limitBytes: number, reached: () => void): Transform {
  let leftBytes = limitBytes;
  let isReached = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const piece = chunk.subarray(0, leftBytes);
      leftBytes -= piece.byteLength;
      if (piece.byteLength > 0) this.push(piece);
      if (leftBytes === 0 && !isReached) {
        isReached = true;
        setImmediate(reached); // after the bytes have gone out
      }
      done();
    },
  });
}

function flipping(atByte: number): Transform {
  let position = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const at = atByte - position;
      position += chunk.byteLength;
      if (at < 0 || at >= chunk.byteLength) {
        done(null, chunk);
        return;
      }
      const changed = Buffer.from(chunk);
      changed[at] = (changed[at] ?? 0) ^ 1;
      done(null, changed);
    },
  });
}
