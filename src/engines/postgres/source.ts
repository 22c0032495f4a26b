import { Failure } from '../../domain/failure.ts';
import type { ObjectFingerprint } from '../../domain/fingerprint.ts';
import type { PortabilityNote } from '../../domain/portability.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Companion, Dump, DumpRequest, Source } from '../../ports/engine.ts';
import { ProcessFailure, type Launcher, type RunningProcess } from '../../process/launcher.ts';
import { archiveReader, type ArchiveContents } from './archive-reader.ts';
import type { ArchiveEntry } from './archive-toc.ts';
import { readSettings } from './catalog-settings.ts';
import { findAnyPsql, findClients, type Clients } from './clients.ts';
import { connectionFromUrl, type Connection } from './connection.ts';
import { readFunctions } from './catalog.ts';
import { lockWait, startDump } from './dump-process.ts';
import { majorOfServer } from './first-contact.ts';
import { readGlobals } from './globals.ts';
import { readPortability } from './portability.ts';
import { openSession, type Session } from './session.ts';
import { fingerprintOf, readServer, type ServerFindings } from './source-findings.ts';
import { missingDatabase } from './source-missing.ts';
import { lackingRights, refusedName } from './source-rights.ts';
import { takeSnapshot, type Snapshot } from './source-snapshot.ts';
import { failureOf } from './stderr-failures.ts';
import { assertOneEach } from './table-patterns.ts';

export interface PostgresSourceOptions {
  readonly launcher: Launcher;
  /** `postgresql://…` of the database. */
  readonly url: Secret | string;
  /** Where the client tools come from: `auto`, `path:/dir`, `docker` or `install`. */
  readonly client: string;
  /** The environment's `PATH`. */
  readonly searchPath: string;
  /** Folders of client tools to look at first. */
  readonly extraFolders?: readonly string[];
}

const readOnly = { default_transaction_read_only: 'on' };

/**
 * A PostgreSQL database. One session exports a snapshot and holds it; pg_dump, the reading of the catalog and the counting of rows all see
 * that snapshot, so that they agree whatever is written meanwhile.
 *
 * @throws Failure `input-invalid` for a URL that cannot be used.
 */
export function postgresSource(options: PostgresSourceOptions): Source {
  const { launcher } = options;
  const connection = connectionFromUrl(options.url);
  return {
    engine: 'postgres',
    async dump(request) {
      const { kind, signal } = request;
      if (kind !== 'full' && kind !== 'schema') {
        throw new Failure('input-invalid', `input "kind" is ${kind}, which is nothing that PostgreSQL has`, {
          hint: 'write full or schema',
        });
      }
      assertOneEach(request);
      const clients = await clientsFor(options, connection, signal);
      const open = (settings: Record<string, string>): Promise<Session> =>
        openSession({ ...clients, launcher, connection, signal, settings: { ...readOnly, ...settings } });
      await using acquired = new AsyncDisposableStack();
      const holder = acquired.use(await open({}));
      const snapshot = await takeSnapshot(holder);
      const functions = await readFunctions(holder);
      await assertReadable(holder, request);
      const running = acquired.use(startDump({ launcher, clients, connection, snapshot, request }));
      const settings = await readSettings(holder);
      const globals = readGlobals({ launcher, clients, connection, encoding: snapshot.encoding, signal });
      globals.catch(() => undefined); // whatever fails first tells
      const portability = await readPortability(holder, request);
      for (const { topic, detail } of portability) if (topic === 'collation-versions') request.progress.warn(detail);
      const openWorker = (): Promise<Session> => open({ lock_timeout: lockWait });
      return dumpOf({
        ...{
          request,
          clients,
          connection,
          holder,
          snapshot,
          running,
          settings,
          portability,
          functions,
          globals: await globals,
          openWorker,
        },
        held: acquired.move(),
      });
    },
  };
}

/** The tools in the server's major version, which any psql can ask for. */
async function clientsFor(
  options: PostgresSourceOptions,
  connection: Connection,
  signal: AbortSignal,
): Promise<Clients> {
  const { launcher } = options;
  const any = await findAnyPsql(options);
  const open = (to: Connection): Promise<Session> =>
    openSession({ ...any, launcher, connection: to, signal, isBare: true });
  const major = await majorOfServer(() => open(connection)).catch(async (thrown: unknown) => {
    throw await missingDatabase(thrown, connection, open);
  });
  return await findClients({ ...options, major });
}

/**
 * Looks, before anything is dumped, whether the account may read all of it. Patterns choose tables in pg_dump's own way, so with them
 * pg_dump has to say it.
 */
async function assertReadable(holder: Session, { kind, tables, excludeTables }: DumpRequest): Promise<void> {
  if (tables.length > 0) return;
  const rows = kind === 'full';
  const only = excludeTables.length > 0 ? { only: [] } : {};
  const lacking = await lackingRights(holder, { rows, largeObjects: rows, ...only });
  if (lacking !== undefined) throw lacking;
}

interface RunningDump {
  readonly request: DumpRequest;
  readonly clients: Clients;
  readonly connection: Connection;
  readonly holder: Session;
  readonly snapshot: Snapshot;
  readonly running: RunningProcess;
  readonly settings: Readonly<Record<string, string>>;
  readonly portability: readonly PortabilityNote[];
  readonly functions: readonly ObjectFingerprint[];
  readonly globals: Companion;
  readonly openWorker: () => Promise<Session>;
  /** The sessions and the tool. */
  readonly held: AsyncDisposable;
}

function dumpOf(dump: RunningDump): Dump {
  const { request, clients, running, snapshot, settings, portability, globals } = dump;
  let archive: ArchiveContents | undefined;
  let server: Promise<ServerFindings> | undefined;

  // from the table of contents on, pg_dump has locked its tables, and what it dumps is known
  const contents = (entries: readonly ArchiveEntry[]): void => {
    server = readServer({ ...dump, snapshotId: snapshot.id, entries });
    server.catch(() => undefined); // `fingerprint` tells
  };
  return {
    snapshotAt: snapshot.takenAt,
    server: snapshot.server,
    database: settings['database'],
    position: snapshot.position,
    tools: { pg_dump: clients.version },
    format: 'pg_dump-custom',
    extension: '.dump',
    portability,
    companions: [globals],
    async *bytes() {
      const reader = archiveReader({ contents, item: (name) => request.progress.item(name) });
      try {
        for await (const chunk of running.output(() => server !== undefined)) {
          reader.write(chunk);
          yield chunk;
        }
      } catch (error) {
        request.signal.throwIfAborted();
        throw await dumpFailure(error, dump);
      }
      archive = reader.finish();
    },
    async fingerprint() {
      if (archive === undefined || server === undefined)
        throw new Failure('bug', 'the dump has not been read to its end');
      const found = await server;
      return fingerprintOf(archive, found, settings);
    },
    [Symbol.asyncDispose]: () => dump.held[Symbol.asyncDispose](),
  };
}

/** What ended pg_dump; where it was for want of rights, with the statements that mend it. */
async function dumpFailure(thrown: unknown, { connection, holder, request }: RunningDump): Promise<Failure> {
  const failure = failureOf(thrown, { action: `pg_dump of ${connection.description}`, fallback: 'dump-failed' });
  const name = thrown instanceof ProcessFailure ? refusedName(thrown.stderr) : undefined;
  if (name === undefined) return thrown instanceof ProcessFailure ? hurried(failure) : failure;
  const needed = { rows: request.kind === 'full', largeObjects: false, only: [name] };
  return (await lackingRights(holder, needed).catch(() => undefined)) ?? failure;
}

/** pg_dump locks its tables some time after the snapshot. */
function hurried(failure: Failure): Failure {
  if (!/: relation ".*" does not exist$/.test(failure.message)) return failure;
  return new Failure(failure.code, `${failure.message} any more`, {
    hint: 'it was dropped or renamed while the dump began: run the backup again, and not beside migrations',
  });
}
