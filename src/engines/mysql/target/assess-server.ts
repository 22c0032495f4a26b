import { formatBytes } from '../../../domain/bytes.ts';
import type { Fingerprint } from '../../../domain/fingerprint.ts';
import type { Obstacle } from '../../../domain/obstacle.ts';
import type { RestoreNeed, RestorePlan } from '../../../ports/target.ts';
import { compareVersions, products } from '../product.ts';
import { relationOf } from '../server-identity.ts';
import type { TargetAccess } from './access.ts';
import type { ServerFacts } from './facts.ts';
import { longRowsOf } from './part-of-backup.ts';

const mebibyte = 1024 * 1024;
/** Statements of a dump have a mebibyte, and a row that is longer is a statement by itself. */
const leastPacketBytes = 2 * mebibyte;
/** No server has more. */
const mostPacketBytes = 1024 * mebibyte;

/** What is wrong with the server itself. */
export function serverObstacles(
  { server }: TargetAccess,
  facts: ServerFacts,
  { expected, server: source }: Pick<RestoreNeed, 'expected' | 'server'>,
): readonly Obstacle[] {
  const obstacles: Obstacle[] = [];
  const { title } = server.product;
  const flavour = source['flavour'] ?? server.product.name;
  const version = source['version'] ?? '';
  if (flavour !== server.product.name) {
    const other = Object.values(products).find(({ name }) => name === flavour)?.title ?? flavour;
    obstacles.push({
      message: `the backup was made by ${other}, and its server is ${title}, which reads dumps of the other in another way`,
      remedy: `restore into a server of ${other}`,
    });
  } else if (version !== '' && compareVersions(seriesOf(server.version), seriesOf(version)) < 0) {
    obstacles.push({
      message: `its server is ${title} ${server.version}, older than the source's version ${version}`,
      remedy: `restore into a server of version ${seriesOf(version)} or later`,
    });
  }
  if (facts.isReadOnly) {
    obstacles.push({
      message: 'its server is read only, as replicas are',
      remedy: 'give the URL of the primary server',
    });
  }
  return [
    ...obstacles,
    ...packetObstacles(facts, expected),
    ...nameObstacles(facts, expected),
    ...collationObstacles(facts, expected),
  ];
}

function packetObstacles({ maxPacketBytes }: ServerFacts, expected: Fingerprint): readonly Obstacle[] {
  const own = new Set(expected.tables.map(({ name }) => name));
  const [[table, bytes] = ['', 0]] = longRowsOf(expected)
    .filter(([name]) => own.has(name))
    .toSorted(([, a], [, b]) => b - a);
  // a mebibyte for the words around the row
  const needed = Math.min(mostPacketBytes, Math.max(leastPacketBytes, (Math.ceil(bytes / mebibyte) + 1) * mebibyte));
  if (maxPacketBytes >= needed) return [];
  const what =
    table === '' ? 'the statements of a dump' : `${table}, which has a row of ${formatBytes(bytes)} in the dump`;
  return [
    {
      message: `max_allowed_packet of its server is ${formatBytes(maxPacketBytes)}, too little for ${what}`,
      remedy: `SET GLOBAL max_allowed_packet = ${Math.max(64 * mebibyte, needed)};`,
    },
  ];
}

function seriesOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/** Servers that fold the case of names, and servers that do not, mean different tables by the same statement. */
function nameObstacles(facts: ServerFacts, expected: Fingerprint): readonly Obstacle[] {
  const theirs = expected.settings['lower_case_table_names'] ?? facts.lowerCaseTableNames;
  const own = facts.lowerCaseTableNames;
  const isCased = expected.objects.some(
    ({ kind, name }) => (kind === 'table' || kind === 'view') && name !== name.toLowerCase(),
  );
  if (theirs === own || !isCased) return [];
  return [
    {
      message: `lower_case_table_names of its server is ${own}, that of the source was ${theirs}, and names of tables have capital letters`,
      remedy: `restore into a server with lower_case_table_names = ${theirs}`,
    },
  ];
}

function collationObstacles({ collations }: ServerFacts, { objects }: Fingerprint): readonly Obstacle[] {
  const named = objects
    .filter(({ kind }) => kind === 'table')
    .flatMap(({ definition }) => [...definition.matchAll(/ COLLATE[ =](\w+)/g)].map(([, name = '']) => name));
  const unknown = [...new Set(named)].filter((name) => !collations.has(name));
  if (unknown.length === 0) return [];
  return [
    {
      message: `its server does not know the collations ${unknown.join(', ')}`,
      remedy: 'restore into a server of the version of the source',
    },
  ];
}

/**
 * Whether the target may be the very schema that the backup was taken of: the same name on the same server, or on one that replicates from it
 * or that it replicates from. Where nobody can know which server it is, the name decides; `sourceDoubt` says why.
 */
export function sourceOf(
  { server: { product } }: TargetAccess,
  facts: ServerFacts,
  names: { readonly schema: string; readonly source: string },
  server: RestoreNeed['server'],
): Pick<RestorePlan, 'isSource' | 'sourceDoubt'> {
  const relation = relationOf(facts.identity, server);
  if (names.source !== names.schema || relation === 'other') return { isSource: false };
  if (relation === 'related') return { isSource: true };
  const reason =
    product.name === 'mariadb'
      ? 'MariaDB has no identity that stays with a server'
      : `the backup or the account does not tell which server it is, or what it replicates from (which SELECT on performance_schema.* shows)`;
  return { isSource: true, sourceDoubt: `its name is the same, and ${reason}` };
}
