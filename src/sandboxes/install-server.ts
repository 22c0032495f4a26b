import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../domain/failure.ts';
import type { FileCache } from '../ports/file-cache.ts';
import { ProcessFailure, type Launcher } from '../process/launcher.ts';
import { checkArchive, packageFilesIn, type PackageFile } from './package-archive.ts';

/** Which server is wanted, with its client tools. */
export interface WantedServer {
  /** As manifests name it: `postgresql`, `mariadb` or `mysql`. */
  readonly flavour: string;
  /** Such as `17`, `10.11` or `8.4`. */
  readonly series: string;
}

export interface ServerInstallation {
  readonly launcher: Launcher;
  readonly server: WantedServer;
  /** A folder for package files, at the same place in each run; emptied before and after. */
  readonly folder: string;
  readonly cache: FileCache | undefined;
  readonly runId: string;
}

/** Where the package files came from. */
export type ArchiveOrigin = 'downloaded' | 'cache' | 'damaged-cache';

const packages: Readonly<Record<string, (series: string) => readonly string[]>> = {
  postgresql: (series) => [`postgresql-${series}`, `postgresql-client-${series}`],
  mariadb: () => ['mariadb-server', 'mariadb-client'],
  mysql: () => ['mysql-server', 'mysql-client'],
};

/** Comes with the package postgresql-common of Debian and Ubuntu, and registers apt.postgresql.org. */
const registerPostgresql = '/usr/share/postgresql-common/pgdg/apt.postgresql.org.sh';

/**
 * Installs a server and its client tools with apt, from files of the cache as far as they are what apt's index says.
 *
 * @throws Failure `client-missing` where apt has not that series, or cannot install it.
 */
export async function installServer(request: ServerInstallation): Promise<ArchiveOrigin> {
  const { server, folder, cache, runId } = request;
  const names = packages[server.flavour]?.(server.series) ?? [];
  const apt = await aptFor(request);
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'partial'), { recursive: true });
  try {
    await apt('apt-get', 'update', '-q');
    const wanted = await wantedFiles(apt, server, folder, names);
    const lines = wanted.map(({ name, sha256 }) => `${name} ${sha256}`).sort();
    const key = `muster-packages-${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 32)}-`;
    const paths = [join(folder, '*.deb')];
    const isHit = (await cache?.restore(paths, key)) ?? false;
    const { missing, damaged } = await checkArchive(folder, wanted);
    await apt('apt-get', 'install', '-y', '--no-install-recommends', ...keptIn(folder), ...names);
    if (missing.length === 0 && damaged.length === 0) return 'cache';
    // an entry is never changed: a new one, of which the newest counts, takes the place of one that is wrong
    if ((await checkArchive(folder, wanted)).missing.length === 0) await cache?.save(paths, `${key}${runId}`);
    return isHit ? 'damaged-cache' : 'downloaded';
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : notInstalled(names, thrown);
  } finally {
    await apt('rm', '-rf', folder).catch(() => undefined);
  }
}

type Apt = (file: string, ...args: readonly string[]) => Promise<string>;

/** As root, or through a sudo that asks for no password. */
async function aptFor({ launcher }: ServerInstallation): Promise<Apt> {
  const prefix = (await launcher.capture({ file: 'id', args: ['-u'] })).trim() === '0' ? [] : ['sudo', '-n'];
  return (file, ...args) =>
    launcher.capture({ file: 'env', args: ['DEBIAN_FRONTEND=noninteractive', 'YES=yes', file, ...args], prefix });
}

function keptIn(folder: string): readonly string[] {
  return ['-o', `Dir::Cache::archives=${folder}`, '-o', 'APT::Keep-Downloaded-Packages=true'];
}

/** The files that apt would fetch for this series; where it has not the series, apt.postgresql.org may. */
async function wantedFiles(
  apt: Apt,
  server: WantedServer,
  folder: string,
  names: readonly string[],
): Promise<readonly PackageFile[]> {
  const listing = ['-y', '--print-uris', '-o', 'Acquire::ForceHash=SHA256', '--no-install-recommends'];
  const listed = async (): Promise<readonly PackageFile[]> =>
    packageFilesIn(await apt('apt-get', 'install', ...listing, ...keptIn(folder), ...names));
  const files = await listed().catch(async (thrown: unknown) => {
    if (server.flavour !== 'postgresql') throw thrown;
    await apt('apt-get', 'install', '-y', '--no-install-recommends', 'postgresql-common');
    await apt(registerPostgresql);
    return await listed();
  });
  // names such as `mariadb-server_1%3a10.11.6-0+deb12u1_amd64.deb`
  const offered = files.flatMap(({ name }) => /^(?:mariadb|mysql)-server_(?:\d+%3a)?([\d.]+)/.exec(name)?.[1] ?? []);
  if (server.flavour !== 'postgresql' && !offered.some((version) => `${version}.`.startsWith(`${server.series}.`))) {
    const other = offered[0] === undefined ? '' : `, but ${offered[0]}`;
    throw new Failure('client-missing', `apt offers no ${names[0] ?? ''} ${server.series}${other}`, {
      hint: `register packages of the series ${server.series} with apt before this step, or drill with \`sandbox: docker\``,
    });
  }
  return files;
}

function notInstalled(names: readonly string[], cause: unknown): Failure {
  const stderr = cause instanceof ProcessFailure ? cause.stderr : '';
  const reason = /^E: (.*)$/m.exec(stderr)?.[1] ?? /^(sudo: .*)$/m.exec(stderr)?.[1] ?? 'apt-get does not work here';
  return new Failure('client-missing', `cannot install ${names.join(' and ')}: ${reason}`, {
    hint: 'install them before this step, or drill with `sandbox: docker`',
    cause,
  });
}
