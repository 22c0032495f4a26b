import { Failure } from '../../domain/failure.ts';
import type { Restorer } from '../../ports/engine.ts';
import type { Sandbox } from '../../ports/sandbox.ts';
import type { Launcher } from '../../process/launcher.ts';
import { findClients, type Clients } from './clients.ts';
import { connectionFromUrl, type Connection } from './connection.ts';
import { inspectCopy } from './inspect.ts';
import { productVersionOf } from './product.ts';
import { createSchemas, dropSchemas, type CreatedSchemas } from './restorer-schemas.ts';
import { loadDump } from './restorer-load.ts';
import { openSession, type Session } from './session.ts';
import { findAnyClients } from './clients.ts';

export interface MysqlRestorerOptions {
  readonly launcher: Launcher;
  /** The environment's `PATH`. */
  readonly searchPath: string;
  /** Where the tools in the sandbox's product and series come from: `auto`, `path:/dir` or `docker`. */
  readonly client: string;
  /** Looked at before the folders that packages use. */
  readonly extraFolders?: readonly string[];
  /** Tables that are loaded at the same time; 2 where nothing is said. */
  readonly jobs?: number;
}

/** Restores dumps of mysqldump and mariadb-dump. One instance remembers what it made in a sandbox. */
export function mysqlRestorer(options: MysqlRestorerOptions): Restorer {
  const { launcher, jobs = 2 } = options;
  const restored = new WeakMap<Sandbox, CreatedSchemas>();

  const tools = async (sandbox: Sandbox, signal: AbortSignal): Promise<CopyTools> => {
    const connection = connectionFromUrl(sandbox.url);
    const any = await findAnyClients(options);
    await using session = await openSession({ launcher, clients: any, connection, signal, fallback: 'restore-failed' });
    const [row] = await session.rows({ version: 'VERSION()' });
    const server = productVersionOf(row?.['version'] ?? '');
    if (server === undefined) throw new Failure('sandbox-unavailable', 'the sandbox does not say which version it is');
    const clients = await findClients(options, server);
    const open = (): Promise<Session> =>
      openSession({ launcher, clients, connection, signal, fallback: 'restore-failed' });
    return { clients, connection, open };
  };
  const schemasOf = (sandbox: Sandbox): CreatedSchemas => {
    const created = restored.get(sandbox);
    if (created === undefined) throw new Failure('bug', 'nothing was restored into this sandbox');
    return created;
  };
  return {
    engine: 'mysql',
    async restore(bytes, expected, sandbox, progress, signal) {
      const { clients, connection, open } = await tools(sandbox, signal);
      const created = await createSchemas(open, expected);
      restored.set(sandbox, created);
      const { schemaFor } = created;
      await loadDump(bytes, {
        launcher,
        clients,
        connection,
        schemaFor,
        scratch: sandbox.scratch,
        jobs,
        progress,
        signal,
      });
      return {
        url: urlOf(sandbox, created.schemas[0] ?? ''),
        gaps: [],
        async [Symbol.asyncDispose]() {
          if (!sandbox.isThrowaway) await dropSchemas((await tools(sandbox, afterwards())).open, created);
        },
      };
    },
    async inspect(expected, sandbox, progress, signal) {
      return inspectCopy({
        ...(await tools(sandbox, signal)),
        launcher,
        expected,
        created: schemasOf(sandbox),
        progress,
        signal,
      });
    },
    async examine(_expected, sandbox) {
      schemasOf(sandbox);
      return await Promise.resolve({ findings: [], gaps: [] });
    },
    async query(sql, sandbox, signal) {
      schemasOf(sandbox);
      void [sql, signal];
      return await Promise.resolve([]);
    },
    async explain(sql, sandbox, signal) {
      schemasOf(sandbox);
      void [sql, signal];
      return await Promise.resolve('');
    },
  };
}

/** How a restored copy is reached. */
export interface CopyTools {
  readonly clients: Clients;
  readonly connection: Connection;
  readonly open: () => Promise<Session>;
}

/** The run's own signal may be what ended the drill; what was made is taken back all the same. */
function afterwards(): AbortSignal {
  return AbortSignal.timeout(60_000);
}

/** The sandbox's URL with a schema in it. */
function urlOf(sandbox: Sandbox, schema: string): string {
  return sandbox.url.replace(
    /^(\w+:\/\/(?:[^?#]*@)?[^/?#@]*)(?:\/[^?#]*)?/,
    (_, server: string) => `${server}/${encodeURIComponent(schema)}`,
  );
}
