import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { schemeOf } from '../../domain/connection-url.ts';
import { Failure } from '../../domain/failure.ts';
import { didYouMean } from '../../domain/nearest.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Launcher } from '../../process/launcher.ts';
import { installClients, remedyFor } from './install-clients.ts';
import { productVersionOf, products, type Product, type ProductVersion } from './product.ts';

/** The client tools of one product in one version. Each is started as `{ file: clients.client, prefix: clients.prefix, … }`. */
export interface Clients {
  readonly product: Product;
  /** Such as `10.11.19`. */
  readonly version: string;
  /** Where they are, for people: a folder, or an image. */
  readonly folder: string;
  readonly client: string;
  readonly dump: string;
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
 * The client tools of a server's own product and series: the tools of the other product write dumps that the server cannot load (generated
 * columns, coordinates), and older ones do not know what newer servers have.
 *
 * @throws Failure `client-missing` that names the package.
 */
export async function findClients(search: ClientSearch, server: ProductVersion): Promise<Clients> {
  const { product, version } = server;
  const series = product.series(version);
  if (search.client === 'docker') return dockerClients(search.launcher, product, series);
  const isFitting = (one: Clients): boolean => one.product === product && product.series(one.version) === series;
  let found = await allIn(search);
  if (search.client === 'install' && !found.some(isFitting)) {
    await installClients(search.launcher, product);
    found = await allIn(search);
  }
  const fitting = found.find(isFitting);
  if (fitting !== undefined) return fitting;
  const others = found.map((one) => `${one.product.title} ${one.version}`);
  const seen = others.length === 0 ? '' : `; what is there is of ${[...new Set(others)].join(', ')}`;
  const tools = `${product.dump[0]} and ${product.client[0]} of ${product.title} ${series}`;
  throw new Failure('client-missing', `${tools} are not ${placeOf(search)}${seen}`, {
    hint: correctFolder(search) + remedyFor(product, series),
  });
}

/**
 * Tools of any version, to ask a server what it is: where there are some, those of the product that its URL names, since newer tools of the one
 * cannot log in to the other. @throws Failure `client-missing`.
 */
export async function findAnyClients(search: ClientSearch, url: Secret | string = ''): Promise<Clients> {
  if (search.client === 'docker') return dockerClients(search.launcher, products.mariadb, '11.8');
  const scheme = schemeOf(typeof url === 'string' ? url : url.reveal());
  const named = scheme === 'mysql' ? products.mysql : products.mariadb;
  let found = await allIn(search);
  if (search.client === 'install' && found.length === 0) {
    await installClients(search.launcher, named);
    found = await allIn(search);
  }
  const first = found.find(({ product }) => product.name === scheme) ?? found[0];
  if (first !== undefined) return first;
  throw new Failure('client-missing', `the client tools of MySQL or MariaDB are not ${placeOf(search)}`, {
    hint: correctFolder(search) + remedyFor(named),
  });
}

function placeOf({ client }: ClientSearch): string {
  return client.startsWith('path:') ? `in ${client.slice('path:'.length)}` : 'on this machine';
}

/** What to do first, where the input names a folder. */
function correctFolder({ client }: ClientSearch): string {
  return client.startsWith('path:') ? 'correct the folder in input "client"; or ' : '';
}

async function allIn(search: ClientSearch): Promise<readonly Clients[]> {
  const found: Clients[] = [];
  for (const folder of foldersOf(search)) {
    for (const product of Object.values(products)) {
      const clients = await toolsIn(folder, product, search.launcher);
      if (clients !== undefined) found.push(clients);
    }
  }
  return found;
}

/** Where packages and archives put them, beside the folders of `PATH`. */
const packagedFolders = [
  '/usr/bin', // Debian, Ubuntu, Red Hat
  '/usr/local/mysql/bin', // the archives of both, by their manuals
  '/usr/local/mariadb/bin',
  '/opt/homebrew/opt/mysql-client/bin',
  '/opt/homebrew/opt/mariadb/bin',
];

function foldersOf({ client, searchPath, extraFolders = [] }: ClientSearch): readonly string[] {
  if (client.startsWith('path:/')) return [client.slice('path:'.length)];
  if (client !== 'auto' && client !== 'install') {
    throw new Failure(
      'input-invalid',
      `input "client" is not a place for these client tools: ${JSON.stringify(client)}`,
      {
        hint: `write auto, path:/folder, docker or install${didYouMean(client, ['auto', 'docker', 'install'])}`,
      },
    );
  }
  return [...new Set([...extraFolders, ...searchPath.split(delimiter).filter(Boolean), ...packagedFolders])];
}

/** The pair of client and dump tool in a folder that are of the product, in one version. */
async function toolsIn(folder: string, product: Product, launcher: Launcher): Promise<Clients | undefined> {
  const client = await firstOf(folder, product.client);
  const dump = await firstOf(folder, product.dump);
  if (client === undefined || dump === undefined) return undefined;
  const [one, other] = await Promise.all([client, dump].map((file) => versionOf(launcher, file, [])));
  if (one?.product !== product || other?.product !== product || one.version !== other.version) return undefined;
  return { product, version: one.version, folder, client, dump, prefix: [] };
}

async function firstOf(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const file = join(folder, name);
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}

/** The image's tools in the machine's network; a unix socket of the machine is not visible to them. */
async function dockerClients(launcher: Launcher, product: Product, series: string): Promise<Clients> {
  const image = product.image(series);
  // a name without a value: docker takes the value from its own environment, and it stays out of the list of processes
  const prefix = ['docker', 'run', '--rm', '--interactive', '--network=host', '--env=MYSQL_PWD', '--env=TZ', image];
  const [client, dump] = [product.client[0], product.dump[0]];
  const found = await versionOf(launcher, dump, prefix);
  if (found === undefined) {
    throw new Failure('client-missing', `docker cannot run ${dump} of the image ${image}`, {
      hint: 'check that docker works on this machine and may pull the image, or use another `client`',
    });
  }
  return { product, version: found.version, folder: `image ${image}`, client, dump, prefix };
}

async function versionOf(
  launcher: Launcher,
  file: string,
  prefix: readonly string[],
): Promise<ProductVersion | undefined> {
  try {
    return productVersionOf(await launcher.capture({ file, args: ['--no-defaults', '--version'], prefix }));
  } catch {
    return undefined; // a program that does not run is as good as none
  }
}
