import { Failure } from '../../domain/failure.ts';
import type { PortabilityNote } from '../../domain/portability.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Dump, DumpRequest, Source } from '../../ports/engine.ts';
import type { Launcher } from '../../process/launcher.ts';
import { findAnyClients, findClients, type Clients } from './clients.ts';
import { connectionFromUrl, type Connection } from './connection.ts';
import { assertEventsEnd } from './endless-events.ts';
import { beginDump, type BegunDump } from './begin-dump.ts';
import { assertBodiesEnd } from './open-bodies.ts';
import { assertLettersLast } from './odd-letters.ts';
import type { DumpContents } from './dump-reader.ts';
import { productVersionOf, type ProductVersion } from './product.ts';
import type { ServerIdentity } from '../../domain/origin.ts';
import { readIdentity } from './server-identity.ts';
import { openSession, type Session } from './session.ts';
import { fingerprintOf, readServer, type ServerFindings } from './source-findings.ts';
import { readPortability } from './portability.ts';
import { assertSeesAll, assertSeesSchemas, readRights, warnOfWriting } from './source-rights.ts';
import { scopeOf, type SourceScope } from './source-scope.ts';

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
      await assertEventsEnd(about, server.product, scope);
      await assertBodiesEnd(about, clients, scope);
      await assertLettersLast(about, server.product, scope);
      warnOfWriting(rights, progress);
      const identity = await readIdentity(about, rights);
      const portability = await readPortability(about, server.product, scope);
      const begun = acquired.use(await beginDump({ launcher, clients, connection, scope, request, open }));
      const assertSawAll = async (): Promise<void> => {
        await using session = await open();
        assertSeesAll(await readRights(session, server), scope);
      };
      const held = acquired.move();
      return dumpOf({
        ...{ request, clients, version: server.version, identity, scope, portability, about, begun, assertSawAll },
        held: { [Symbol.asyncDispose]: () => held.disposeAsync() },
      });
    },
  };
}

/** The tools in the server's product and series, which any client can ask for. */
async function clientsFor(
  options: MysqlSourceOptions,
  connection: Connection,
  signal: AbortSignal,
): Promise<{ clients: Clients; server: ProductVersion }> {
  const any = await findAnyClients(options, options.url);
  await using session = await openSession({ ...options, clients: any, connection, signal });
  const [row] = await session.rows({ version: 'VERSION()' });
  const server = productVersionOf(row?.['version'] ?? '');
  if (server === undefined) throw new Failure('client-missing', 'the server does not say which version it is');
  return { clients: await findClients(options, server), server };
}

interface RunningDump {
  readonly request: DumpRequest;
  readonly clients: Clients;
  /** The server's. */
  readonly version: string;
  readonly identity: ServerIdentity;
  readonly scope: SourceScope;
  readonly portability: readonly PortabilityNote[];
  readonly about: Session;
  readonly begun: BegunDump;
  /** @throws Failure `source-denied` where the account sees less than when the dump began. */
  readonly assertSawAll: () => Promise<void>;
  /** The sessions and the tool. */
  readonly held: AsyncDisposable;
}

function dumpOf(dump: RunningDump): Dump {
  const { clients, begun, version } = dump;
  const { snapshot, alignment, output } = begun;
  const named = output.position();
  let contents: DumpContents | undefined;
  const server: Promise<ServerFindings> = readServer(dump);
  server.catch(() => undefined); // `fingerprint` tells
  return {
    snapshotAt: snapshot.takenAt,
    server: { flavour: clients.product.name, version, ...dump.identity },
    database: dump.scope.isWholeServer ? undefined : dump.scope.schemas[0],
    position: { ...snapshot.position, ...(named !== undefined && { binlog: named }), alignment },
    tools: { [clients.product.dump[0]]: clients.version },
    format: 'sql',
    extension: '.sql',
    portability: dump.portability,
    companions: [],
    async *bytes() {
      yield* output.chunks();
      contents = output.finish();
    },
    async fingerprint() {
      if (contents === undefined) throw new Failure('bug', 'the dump has not been read to its end');
      const fingerprint = fingerprintOf(contents, await server, dump.scope);
      // what was hidden in between is in no list of the server either
      await dump.assertSawAll();
      return fingerprint;
    },
    [Symbol.asyncDispose]: () => dump.held[Symbol.asyncDispose](),
  };
}
