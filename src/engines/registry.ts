import { schemeOf } from '../domain/connection-url.ts';
import { Failure } from '../domain/failure.ts';
import { didYouMean } from '../domain/nearest.ts';
import type { Secret } from '../domain/secret.ts';
import type { Restorer, Source } from '../ports/engine.ts';
import type { Target } from '../ports/target.ts';
import type { Launcher } from '../process/launcher.ts';
import type { CommandEnvironment } from './command-environment.ts';

/** What every engine needs to find and start its client tools. */
export interface EngineTools {
  readonly launcher: Launcher;
  /** Where the client tools come from: `auto`, `path:/dir`, `docker` or `install`. */
  readonly client: string;
  /** The environment's `PATH`. */
  readonly searchPath: string;
}

export interface SourceRequest extends EngineTools {
  /** Connection URL of the database; its scheme chooses the engine. */
  readonly url: Secret;
}

/** The engines by the schemes of their URLs. Each is loaded when it is first used. */
const sources: Readonly<Record<string, (request: SourceRequest) => Promise<Source>>> = {
  postgresql: openPostgres,
  postgres: openPostgres,
  mysql: openMysql,
  mariadb: openMysql,
};

const targets: Readonly<Record<string, (request: SourceRequest) => Promise<Target>>> = {
  postgresql: openPostgresTarget,
  postgres: openPostgresTarget,
  mysql: openMysqlTarget,
  mariadb: openMysqlTarget,
};

const restorers: Readonly<Record<string, (tools: EngineTools) => Promise<Restorer>>> = {
  postgres: async (tools) => (await import('./postgres/restorer.ts')).postgresRestorer(tools),
  mysql: async (tools) => (await import('./mysql/restorer.ts')).mysqlRestorer(tools),
};

type EnvironmentFor = typeof commandEnvironmentFor;
const forPostgres: EnvironmentFor = async (name, url) =>
  (await import('./postgres/command-environment.ts')).commandEnvironment(name, url);
const forMysql: EnvironmentFor = async (...of) =>
  (await import('./mysql/command-environment.ts')).commandEnvironment(...of);
const commandEnvironments: Readonly<Record<string, EnvironmentFor>> = {
  postgresql: forPostgres,
  postgres: forPostgres,
  mysql: forMysql,
  mariadb: forMysql,
};

/** The source behind a URL. @throws Failure `input-invalid` for a scheme that no engine has. */
export async function openSource(request: SourceRequest): Promise<Source> {
  return await byScheme(sources, request, 'back up')(request);
}

/** The live database behind a URL. @throws Failure `input-invalid` for a scheme that no engine has. */
export async function openTarget(request: SourceRequest): Promise<Target> {
  return await byScheme(targets, request, 'restore')(request);
}

function byScheme<T>(engines: Readonly<Record<string, T>>, { url }: SourceRequest, what: string): T {
  const scheme = schemeOf(url.reveal());
  const engine = Object.hasOwn(engines, scheme) ? engines[scheme] : undefined;
  if (engine === undefined) throw unusable(url.reveal(), Object.keys(engines), what);
  return engine;
}

/** Words that may be shown. Any other one may be a piece of a password. */
const shownSchemes = ['mongodb', 'mongodb+srv', 'redis', 'rediss', 'sqlserver', 'oracle', 'sqlite', 'http', 'https'];

function unusable(url: string, schemes: readonly string[], what: string): Failure {
  const scheme = schemeOf(url);
  const form = 'write postgresql://user:password@host:5432/database, or the same with mysql:// or mariadb://';
  if (/^\s*jdbc:/i.test(url)) {
    return new Failure('input-invalid', 'input "url" is one for JDBC', {
      hint: `leave out "jdbc:" and put user and password in front of the host; ${form}`,
    });
  }
  const [engine = '', driver] = scheme.split('+');
  if (driver !== undefined && schemes.includes(engine)) {
    return new Failure('input-invalid', 'input "url" names the driver of a program', {
      hint: `leave out what stands between "${engine}" and "://"`,
    });
  }
  const isShown = shownSchemes.includes(scheme) || Object.hasOwn(sources, scheme);
  const reason = isShown ? `: ${scheme} is none` : didYouMean(scheme, schemes);
  return new Failure('input-invalid', `input "url" is no URL of a database that Muster can ${what}${reason}`, {
    hint: form,
  });
}

/** The restorer for backups of an engine, by the name in their manifests. @throws Failure `manifest-invalid` for an unknown one. */
export async function openRestorer(engine: string, tools: EngineTools): Promise<Restorer> {
  const open = Object.hasOwn(restorers, engine) ? restorers[engine] : undefined;
  if (open === undefined) {
    throw new Failure('manifest-invalid', `no engine can restore a backup made by ${JSON.stringify(engine)}`, {
      hint: 'use the version of Muster that made the backup, or restore it by hand',
    });
  }
  return await open(tools);
}

/**
 * What lets a command of the user's own reach the database of a URL: the URL itself, under a name of ours, and what the engine's own clients
 * look for.
 *
 * @param folder a private one, where files for them may be written; whoever made it removes them with it
 */
export async function commandEnvironmentFor(name: string, url: string, folder: string): Promise<CommandEnvironment> {
  const scheme = schemeOf(url);
  const open = Object.hasOwn(commandEnvironments, scheme) ? commandEnvironments[scheme] : undefined;
  return open === undefined ? { variables: { [name]: url }, secrets: [url] } : await open(name, url, folder);
}

async function openPostgres(request: SourceRequest): Promise<Source> {
  return (await import('./postgres/source.ts')).postgresSource(request);
}

async function openPostgresTarget(request: SourceRequest): Promise<Target> {
  return (await import('./postgres/target/postgres-target.ts')).postgresTarget(request);
}

async function openMysql(request: SourceRequest): Promise<Source> {
  return (await import('./mysql/source.ts')).mysqlSource(request);
}

async function openMysqlTarget(request: SourceRequest): Promise<Target> {
  return (await import('./mysql/target/mysql-target.ts')).mysqlTarget(request);
}
