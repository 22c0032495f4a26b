import { Failure } from '../../domain/failure.ts';
import type { PortabilityNote } from '../../domain/portability.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Dump, DumpRequest, Source } from '../../ports/engine.ts';
import type { Launcher, RunningProcess } from '../../process/launcher.ts';
import { findAnyClients, findClients, type Clients } from './clients.ts';
import { connectionFromUrl, type Connection } from './connection.ts';
import { startDump } from './dump-process.ts';
import { dumpReader, type DumpContents } from './dump-reader.ts';
import { productVersionOf, type ProductVersion } from './product.ts';
import { openSession, type Session } from './session.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';
import { fingerprintOf, readServer, type ServerFindings } from './source-findings.ts';
import { readPortability } from './portability.ts';
import { assertSeesAll, assertSeesSchemas, readRights, warnOfWriting } from './source-rights.ts';
import { scopeOf, type SourceScope } from './source-scope.ts';
import { failureOf } from './stderr-failures.ts';

export interface MysqlSourceOptions {
  readonly launcher: Launcher;
  /** `mysql://…` or `mariadb://…` of a server, with or without a schema. */
  readonly url: Secret | string;
  /** Where the client tools come from: `auto`, `path:/dir` or `docker`. */
  readonly client: string;
  /** The environment's `PATH`. */
  readonly searchPath: string;
  /** Folders of client tools to look at first. */
  readonly extraFolders?: readonly string[];
}

/**
 * A MySQL or MariaDB server, or one schema of it. The dump tool takes its snapshot while nobody can write, and so does the session that
 * counts, so that they agree whatever is written afterwards.
 *
 * @throws Failure `input-invalid` for a URL that cannot be used.
 */
export function mysqlSource(options: MysqlSourceOptions): Source {
  const { launcher } = options;
  const connection = connectionFromUrl(options.url);
  return {
    engine: 'mysql',
    async dump(request) {
      const { kind, signal, progress } = request;
      if (kind !== 'full' && kind !== 'schema') {
        throw new Failure('input-invalid', `input "kind" is ${kind}, which is nothing that MySQL and MariaDB have`, {
          hint: 'write full or schema',
        });
      }
      const { clients, server } = await clientsFor(options, connection, signal);
      const open = (): Promise<Session> => openSession({ launcher, clients, connection, signal });
      await using acquired = new AsyncDisposableStack();
      const about = acquired.use(await open());
      const rights = await readRights(about, server);
      if (connection.database === '') assertSeesSchemas(rights);
      const scope = await scopeOf(about, connection, request);
      assertSeesAll(rights, scope);
      warnOfWriting(rights, progress);
      const portability = await readPortability(about, server.product, scope);
      const snapshot = acquired.use(
        await takeSnapshot({ product: clients.product, open, tables: scope.baseTables, progress }),
      );
      const running = acquired.use(startDump({ launcher, clients, connection, scope, kind, signal }));
      const dump: RunningDump = {
        request,
        clients,
        connection,
        version: server.version,
        scope,
        portability,
        about,
        snapshot,
        running,
        held: acquired.move(),
      };
      return await begin(dump);
    },
  };
}

/** The tools in the server's product and series, which any client can ask for. */
async function clientsFor(
  options: MysqlSourceOptions,
  connection: Connection,
  signal: AbortSignal,
): Promise<{ clients: Clients; server: ProductVersion }> {
  const any = await findAnyClients(options);
  await using session = await openSession({ ...options, clients: any, connection, signal });
  const [row] = await session.rows({ version: 'VERSION()' });
  const server = productVersionOf(row?.['version'] ?? '');
  if (server === undefined) throw new Failure('client-missing', 'the server does not say which version it is');
  return { clients: await findClients(options, server), server };
}

interface RunningDump {
  readonly request: DumpRequest;
  readonly clients: Clients;
  readonly connection: Connection;
  /** The server's. */
  readonly version: string;
  readonly scope: SourceScope;
  readonly portability: readonly PortabilityNote[];
  readonly about: Session;
  readonly snapshot: Snapshot;
  readonly running: RunningProcess;
  /** The sessions and the tool. */
  readonly held: AsyncDisposable;
}

/** Starts to read, so that whoever was kept from writing may go on as soon as the tool has its snapshot. */
async function begin(dump: RunningDump): Promise<Dump> {
  const { request, snapshot, running } = dump;
  const began = { yet: false };
  const reader = dumpReader({ begun: () => (began.yet = true), item: (name) => request.progress.item(name) });
  const output = running.output()[Symbol.asyncIterator]();
  const next = async (): Promise<Buffer | undefined> => {
    try {
      const result = await output.next();
      if (result.done === true) return undefined;
      reader.write(result.value);
      return result.value;
    } catch (error) {
      request.signal.throwIfAborted();
      const action = `${dump.clients.product.dump[0]} of ${dump.connection.description}`;
      throw failureOf(error, { action, fallback: 'dump-failed' });
    }
  };
  const ahead: Buffer[] = [];
  let hasEnded = false;
  while (!began.yet && !hasEnded) {
    const chunk = await next();
    if (chunk === undefined) hasEnded = true;
    else ahead.push(chunk);
  }
  await snapshot.release();
  return dumpOf(dump, {
    async *chunks() {
      yield* ahead.splice(0);
      if (hasEnded) return;
      for (let chunk = await next(); chunk !== undefined; chunk = await next()) yield chunk;
    },
    finish: () => reader.finish(),
  });
}

interface DumpStream {
  chunks(): AsyncIterable<Buffer>;
  finish(): DumpContents;
}

function dumpOf(dump: RunningDump, stream: DumpStream): Dump {
  const { clients, snapshot, version } = dump;
  let contents: DumpContents | undefined;
  const server: Promise<ServerFindings> = readServer(dump);
  server.catch(() => undefined); // `fingerprint` tells
  return {
    snapshotAt: snapshot.takenAt,
    server: { flavour: clients.product.name, version },
    position: { ...snapshot.position, alignment: snapshot.alignment },
    tools: { [clients.product.dump[0]]: clients.version },
    format: 'sql',
    extension: '.sql',
    portability: dump.portability,
    companions: [],
    async *bytes() {
      yield* stream.chunks();
      contents = stream.finish();
    },
    async fingerprint() {
      if (contents === undefined) throw new Failure('bug', 'the dump has not been read to its end');
      return fingerprintOf(contents, await server, dump.scope);
    },
    [Symbol.asyncDispose]: () => dump.held[Symbol.asyncDispose](),
  };
}
