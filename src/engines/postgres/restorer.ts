import { Failure } from '../../domain/failure.ts';
import type { Restorer } from '../../ports/engine.ts';
import type { Sandbox } from '../../ports/sandbox.ts';
import type { Launcher } from '../../process/launcher.ts';
import { findClients, type Clients } from './clients.ts';
import { connectionFromUrl } from './connection.ts';
import { examineCopy } from './examine.ts';
import { inspectCopy } from './inspect.ts';
import { sandboxPlace } from './load-failures.ts';
import { loadArchive, writeArchive } from './restorer-archive.ts';
import type { OpenSession } from './create-database.ts';
import { loadDatabase } from './load-database.ts';
import { assertExtensionsThere, createTarget, dropTarget, type TargetDatabase } from './restorer-target.ts';
import { openSession } from './session.ts';
import { tablesFitting } from './target/tables-pattern.ts';

export interface PostgresRestorerOptions {
  readonly launcher: Launcher;
  /** The environment's `PATH`. */
  readonly searchPath: string;
  /** Where the tools in the sandbox's major version come from: `auto`, `path:/dir`, `docker` or `install`. */
  readonly client: string;
  /** Looked at before the folders that packages use. */
  readonly extraFolders?: readonly string[];
  /** Connections that load and read at the same time; 2 where nothing is said. */
  readonly jobs?: number;
}

/** Restores custom archives of pg_dump. One instance remembers which database of a sandbox it restored into. */
export function postgresRestorer(options: PostgresRestorerOptions): Restorer {
  const { launcher, jobs = 2 } = options;
  const restored = new WeakMap<Sandbox, TargetDatabase>();

  const clientsFor = async (sandbox: Sandbox): Promise<Clients> =>
    findClients({ ...options, major: Number.parseInt(sandbox.version, 10) });
  const opener = async (sandbox: Sandbox, signal: AbortSignal): Promise<OpenSession> => {
    const { psql, prefix } = await clientsFor(sandbox);
    return async (database, settings = {}) => {
      const connection = connectionFromUrl(database === undefined ? sandbox.url : urlOf(sandbox, database));
      return openSession({ ...inSandbox, launcher, psql, prefix, connection, signal, settings });
    };
  };
  /** Opens sessions on the restored copy. */
  const copyOpener = async (sandbox: Sandbox, signal: AbortSignal): Promise<OpenSession> => {
    const target = restored.get(sandbox);
    if (target === undefined) throw new Failure('bug', 'nothing was restored into this sandbox');
    const open = await opener(sandbox, signal);
    return async (_, settings) => open(target.name, settings);
  };

  return {
    engine: 'postgres',
    assertTablesThere: tablesFitting,
    async restore(bytes, expected, sandbox, progress, signal) {
      const [open, clients] = [await opener(sandbox, signal), await clientsFor(sandbox)];
      await assertExtensionsThere(open, expected, majorOf(sandbox));
      await using archive = await writeArchive(bytes, sandbox.scratch, sandboxPlace, signal);
      const load = async (target: TargetDatabase, connections: number): Promise<void> => {
        const connection = connectionFromUrl(urlOf(sandbox, target.name));
        await loadArchive({ launcher, clients, connection, archive, jobs: connections, place: sandboxPlace, signal });
      };
      const target = await loadDatabase({
        ...{ open, expected, jobs, progress, load },
        create: () => createTarget({ open, expected, sandbox }),
        drop: (database) => dropTarget(open, database),
      });
      if (target.otherLocale !== undefined) progress.note(`the copy sorts texts by ${target.otherLocale}`);
      restored.set(sandbox, target);
      return {
        url: urlOf(sandbox, target.name),
        gaps: [],
        async [Symbol.asyncDispose]() {
          if (!sandbox.isThrowaway) await dropTarget(await opener(sandbox, afterwards()), target);
        },
      };
    },
    async inspect(expected, sandbox, progress, signal) {
      return inspectCopy({ open: await copyOpener(sandbox, signal), expected, progress, workers: jobs });
    },
    async examine(expected, sandbox, progress, signal) {
      return examineCopy({ open: await copyOpener(sandbox, signal), expected, progress });
    },
    async query(sql, sandbox, signal) {
      await using session = await (await copyOpener(sandbox, signal))(undefined, readOnly);
      return await session.rows(sql);
    },
    async explain(sql, sandbox, signal) {
      await using session = await (await copyOpener(sandbox, signal))(undefined, readOnly);
      return (await session.rows(`EXPLAIN ${sql}`)).map((row) => row['QUERY PLAN'] ?? '').join('\n');
    },
  };
}

/** A server that is gone, or an account that may not, says nothing about the backup. */
const inSandbox = {
  fallback: 'could-not-tell',
  refusal: {
    code: 'sandbox-unavailable',
    hint: 'memory and disk space of this machine are the usual reasons, or the account where input "sandbox" names a server',
  },
} as const;

/** The run's own signal may be what ended the drill; what was made is taken back all the same. */
function afterwards(): AbortSignal {
  return AbortSignal.timeout(60_000);
}

/** The user's own statements name tables as their applications do. */
const readOnly = { default_transaction_read_only: 'on', search_path: '"$user", public' };

function majorOf(sandbox: Sandbox): number {
  return Number.parseInt(sandbox.version, 10);
}

/** The sandbox's URL with another database in it. */
function urlOf(sandbox: Sandbox, database: string): string {
  const path = `/${encodeURIComponent(database)}`;
  return sandbox.url.replace(
    /^(postgres(?:ql)?:\/\/(?:[^?#]*@)?[^/?#@]*)(?:\/[^?#]*)?/i,
    (_, server: string) => server + path,
  );
}
