import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import type { TestPostgres } from './postgres-server.ts';

/** A pooler that lends a connection to each transaction, as PgBouncer does with `pool_mode = transaction`. */
export interface TransactionPooler extends AsyncDisposable {
  url(database?: string): string;
}

const sslRequest = 80877103;
const gssRequest = 80877104;

/** Starts a pooler before a server, whose user `postgres` everybody is. What was given back last is lent first, as PgBouncer does. */
export async function startTransactionPooler(postgres: TestPostgres): Promise<TransactionPooler> {
  const sockets = new Set<Socket>();
  const idle = new Map<string, Socket[]>();
  const kept = (socket: Socket): Socket => {
    sockets.add(socket.on('error', () => undefined));
    return socket;
  };
  const lend = async (database: string): Promise<Socket> => {
    const given = idle.get(database)?.pop();
    if (given !== undefined) return given;
    const fresh = kept(createConnection(join(postgres.socketFolder, `.s.PGSQL.${postgres.port}`)));
    fresh.write(startupPacket({ user: 'postgres', database }));
    await new Promise<void>((resolve) => {
      const read = messages((type) => type === 'Z' && resolve());
      fresh.on('data', read);
    });
    fresh.removeAllListeners('data');
    return fresh;
  };
  const giveBack = (database: string, socket: Socket): void => {
    idle.set(database, [...(idle.get(database) ?? []), socket]);
  };
  const server = createServer((socket) => serve(kept(socket), lend, giveBack));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: (database = 'postgres') => `postgresql://anybody@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Speaks to one client: greets it alone, and passes on what it says between transactions to whatever connection is free. */
function serve(
  client: Socket,
  lend: (database: string) => Promise<Socket>,
  giveBack: (database: string, socket: Socket) => void,
): void {
  let database: string | undefined;
  let lent: Promise<Socket> | undefined;
  const listen = (backend: Socket): Socket =>
    backend.on(
      'data',
      messages((type, message) => {
        client.write(message);
        if (type !== 'Z' || message[5] !== idleStatus) return;
        backend.removeAllListeners('data');
        lent = undefined;
        giveBack(database ?? '', backend);
      }),
    );
  const passOn = messages((type, message) => {
    if (type === 'X') return;
    lent ??= lend(database ?? '').then(listen);
    void lent.then((backend) => backend.write(message));
  });
  client.on('data', (chunk) => {
    if (database !== undefined) {
      passOn(chunk);
      return;
    }
    const code = chunk.readInt32BE(4);
    if (code === sslRequest || code === gssRequest) {
      client.write('N');
      return;
    }
    const words = chunk.toString('utf8', 8).split('\0');
    database = words[words.indexOf('database') + 1] ?? '';
    client.write(greeting);
  });
  // what a client leaves in the middle of a transaction is not used again
  client.on('close', () => void lent?.then((backend) => backend.destroy()));
}

const idleStatus = 'I'.charCodeAt(0);

/** Cuts a stream into messages of the protocol, which are a letter, a length and a body. */
function messages(take: (type: string, message: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
      const length = rest.readInt32BE(1) + 1;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      take(message.toString('latin1', 0, 1), message);
    }
  };
}

function startupPacket(parameters: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.from(`${Object.entries(parameters).flat().join('\0')}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(196608, 4); // version 3.0
  return Buffer.concat([head, body]);
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const greeting = Buffer.concat([
  message('R', Buffer.alloc(4)), // no password
  ...['server_version\0' + '15.0\0', 'client_encoding\0UTF8\0', 'standard_conforming_strings\0on\0'].map((text) =>
    message('S', Buffer.from(text)),
  ),
  message('Z', Buffer.from('I')),
]);
