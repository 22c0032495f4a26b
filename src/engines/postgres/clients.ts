import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { Launcher } from '../../process/launcher.ts';
import { installClients } from './install-clients.ts';

/** PostgreSQL's own tools in one version. Each is started as `{ file: clients.psql, prefix: clients.prefix, … }`. */
export interface Clients {
  /** Where they are, for people: a folder, or an image. */
  readonly folder: string;
  /** Such as `16.4`. */
  readonly version: string;
  readonly pgDump: string;
  readonly pgRestore: string;
  readonly psql: string;
  readonly pgDumpall: string;
  /** What starts them, where they are not programs of this machine: `docker run …`. */
  readonly prefix: readonly string[];
}

export interface ClientSearch {
  readonly launcher: Launcher;
  /** `auto`, `path:/dir`, `docker` or `install`. */
  readonly client: string;
  /** The environment's `PATH`. */
  readonly searchPath: string;
  /** Looked at before the folders that packages use. */
  readonly extraFolders?: readonly string[];
}

/**
 * The client tools of exactly this major version: an older pg_dump refuses the server, and a newer one writes what the older pg_restore
 * cannot read.
 *
 * @throws Failure `client-missing` that names the package; `input-invalid` for a `client` that is none of the four.
 */
export async function findClients(search: ClientSearch & { readonly major: number }): Promise<Clients> {
  const { launcher, major, client } = search;
  if (client === 'docker') return dockerClients(launcher, `postgres:${major}`);
  const found = await firstOf(launcher, foldersOf(search, major), major);
  if (found !== undefined) return found;
  if (client === 'install') {
    await installClients(launcher, major);
    const installed = await firstOf(launcher, foldersOf(search, major), major);
    if (installed !== undefined) return installed;
  }
  throw missing(`pg_dump, pg_dumpall, pg_restore and psql of PostgreSQL ${major} are not ${whereOf(client)}`, major);
}

/** A psql of any version, to ask a server for its version. @throws Failure `client-missing`. */
export async function findAnyPsql(search: ClientSearch): Promise<Pick<Clients, 'psql' | 'prefix'>> {
  if (search.client === 'docker') return dockerClients(search.launcher, 'postgres:18');
  const look = async (): Promise<Clients | undefined> =>
    firstOf(search.launcher, foldersOf(search, undefined), undefined);
  const found = await look();
  if (found !== undefined) return found;
  if (search.client === 'install') {
    await installClients(search.launcher, undefined);
    const installed = await look();
    if (installed !== undefined) return installed;
  }
  throw missing(`the client tools of PostgreSQL are not ${whereOf(search.client)}`, undefined);
}

const knownMajors = [18, 17, 16, 15, 14, 13];

function foldersOf(search: ClientSearch, major: number | undefined): readonly string[] {
  const { client, searchPath, extraFolders = [] } = search;
  if (client.startsWith('path:/')) return [client.slice('path:'.length)];
  if (client !== 'auto' && client !== 'install') {
    throw new Failure('input-invalid', `input "client" is not a place for client tools: ${JSON.stringify(client)}`, {
      hint: 'write auto, path:/folder, docker or install',
    });
  }
  const packaged = (major === undefined ? knownMajors : [major]).flatMap((version) => [
    `/usr/lib/postgresql/${version}/bin`, // Debian, Ubuntu and apt.postgresql.org
    `/usr/pgsql-${version}/bin`, // yum.postgresql.org
    `/opt/homebrew/opt/postgresql@${version}/bin`,
    `/usr/local/opt/postgresql@${version}/bin`,
  ]);
  return [...extraFolders, ...packaged, ...searchPath.split(delimiter).filter(Boolean)];
}

async function firstOf(
  launcher: Launcher,
  folders: readonly string[],
  major: number | undefined,
): Promise<Clients | undefined> {
  for (const folder of folders) {
    const clients = toolsIn(folder, []);
    const files = [clients.pgDump, clients.pgDumpall, clients.pgRestore, clients.psql];
    if (!(await Promise.all(files.map(isExecutable))).every(Boolean)) continue;
    // each is asked: Debian's names in /usr/bin are one wrapper that picks a version, and may pick another for each tool
    const versions = await Promise.all(files.map((file) => versionOf(launcher, file, [])));
    const [version] = versions;
    if (version === undefined || versions.some((other) => majorOf(other) !== majorOf(version))) continue;
    if (major === undefined || majorOf(version) === major) return { ...clients, version };
  }
  return undefined;
}

/** The image's tools in the machine's network; a unix socket of the machine is not visible to them. */
async function dockerClients(launcher: Launcher, image: string): Promise<Clients> {
  // names without values: docker takes the values from its own environment, and they stay out of the list of processes
  const environment = ['PGPASSWORD', 'PGCONNECT_TIMEOUT', 'PGAPPNAME', 'TZ'].map((name) => `--env=${name}`);
  const prefix = ['docker', 'run', '--rm', '--interactive', '--network=host', ...environment, image];
  const version = await versionOf(launcher, 'pg_dump', prefix);
  if (version === undefined) {
    throw new Failure('client-missing', `docker cannot run pg_dump of the image ${image}`, {
      hint: 'check that docker works on this machine and may pull the image, or use another `client`',
    });
  }
  return { ...toolsIn('', prefix), folder: `image ${image}`, version };
}

function toolsIn(folder: string, prefix: readonly string[]): Clients {
  const at = (name: string): string => (folder === '' ? name : join(folder, name));
  return {
    folder,
    version: '',
    pgDump: at('pg_dump'),
    pgRestore: at('pg_restore'),
    psql: at('psql'),
    pgDumpall: at('pg_dumpall'),
    prefix,
  };
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The version that a tool prints, such as `15.18` of `pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`. */
async function versionOf(launcher: Launcher, file: string, prefix: readonly string[]): Promise<string | undefined> {
  try {
    const text = await launcher.capture({ file, args: ['--version'], prefix });
    return /\(PostgreSQL\) (\d+(?:\.\d+)?)/.exec(text)?.[1];
  } catch {
    return undefined; // a program that does not run is as good as none
  }
}

function majorOf(version: string | undefined): number {
  return Number.parseInt(version ?? '', 10);
}

function whereOf(client: string): string {
  return client.startsWith('path:') ? `in ${client.slice('path:'.length)}` : 'on this machine';
}

function missing(message: string, major: number | undefined): Failure {
  const tools = major === undefined ? 'postgresql-client' : `postgresql-client-${major}`;
  return new Failure('client-missing', message, {
    hint: `install the package ${tools} from apt.postgresql.org, or let Muster do it with \`client: install\``,
  });
}
