import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import { didYouMean } from '../../domain/nearest.ts';
import type { Launcher } from '../../process/launcher.ts';
import { installClients, registerRepository } from './install-clients.ts';

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
  const tools = `pg_dump, pg_restore, psql and pg_dumpall of PostgreSQL ${major}`;
  return await found(search, major, tools);
}

/** A psql of any version, to ask a server for its version. @throws Failure `client-missing`. */
export async function findAnyPsql(search: ClientSearch): Promise<Pick<Clients, 'psql' | 'prefix'>> {
  if (search.client === 'docker') return dockerClients(search.launcher, 'postgres:18');
  return await found(search, undefined, 'psql and the other tools of PostgreSQL');
}

/** Looks for tools, and once more after they were installed, where that is what `client` says. */
async function found(search: ClientSearch, major: number | undefined, tools: string): Promise<Clients> {
  const { launcher, client } = search;
  let look = await lookInto(launcher, foldersOf(search, major), major);
  if (look.clients === undefined && client === 'install') {
    await installClients(launcher, major);
    look = await lookInto(launcher, foldersOf(search, major), major);
  }
  if (look.clients !== undefined) return look.clients;
  const others = look.others.length === 0 ? '' : `; what is there: ${look.others.join(', ')}`;
  const folder = client.startsWith('path:') ? 'correct the folder in input "client"; or ' : '';
  throw new Failure('client-missing', `${tools} are not ${whereOf(client)}${others}`, {
    hint: `${folder}${remedy(major)}`,
  });
}

const knownMajors = [18, 17, 16, 15, 14, 13];

function foldersOf(search: ClientSearch, major: number | undefined): readonly string[] {
  const { client, searchPath, extraFolders = [] } = search;
  if (client.startsWith('path:/')) return [client.slice('path:'.length)];
  if (client !== 'auto' && client !== 'install') {
    throw new Failure('input-invalid', `input "client" is not a place for client tools: ${JSON.stringify(client)}`, {
      hint: `write auto, path:/folder, docker or install${didYouMean(client, ['auto', 'docker', 'install'])}`,
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

interface Look {
  readonly clients?: Clients;
  /** Tools that do not fit, each as a version and a folder. */
  readonly others: readonly string[];
}

/** Looks for all tools of a major version in one folder; where none is given, for a psql of any. */
async function lookInto(launcher: Launcher, folders: readonly string[], major: number | undefined): Promise<Look> {
  const others: string[] = [];
  for (const folder of new Set(folders)) {
    const clients = toolsIn(folder, []);
    const files =
      major === undefined ? [clients.psql] : [clients.pgDump, clients.pgRestore, clients.psql, clients.pgDumpall];
    if (!(await Promise.all(files.map(isExecutable))).every(Boolean)) continue;
    // each is asked: Debian's names in /usr/bin are one wrapper that picks a version, and may pick another for each tool
    const versions = await Promise.all(files.map((file) => versionOf(launcher, file, [])));
    const [version] = versions;
    if (version === undefined) continue;
    const isOne = versions.every((other) => majorOf(other) === majorOf(version));
    if (isOne && (major === undefined || majorOf(version) === major))
      return { clients: { ...clients, version }, others };
    others.push(`${isOne ? version : `a mixture of ${versions.join(', ')}`} in ${folder}`);
  }
  return { others };
}

/** The image's tools in the machine's network; a unix socket of the machine is not visible to them. */
async function dockerClients(launcher: Launcher, image: string): Promise<Clients> {
  // names without values: docker takes the values from its own environment, and they stay out of the list of processes
  const environment = ['PGPASSWORD', 'PGCONNECT_TIMEOUT', 'PGAPPNAME', 'PGTZ', 'PGOPTIONS', 'TZ'].map(
    (name) => `--env=${name}`,
  );
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

/** What to type where `major` is missing, or any where none is given. */
function remedy(major: number | undefined): string {
  const steps =
    major === undefined
      ? ['sudo apt-get install -y postgresql-client']
      : [
          'sudo apt-get install -y postgresql-common',
          `sudo YES=yes ${registerRepository}`,
          `sudo apt-get install -y postgresql-client-${major}`,
        ];
  return `on Debian and Ubuntu: ${steps.join(' && ')}; or write \`client: install\`, and Muster does that`;
}
