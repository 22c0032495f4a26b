import { areRelated, type ServerIdentity } from '../../domain/origin.ts';
import { isGranted } from './grants.ts';
import type { Session } from './session.ts';
import type { AccountRights } from './source-rights.ts';

/**
 * Reads which server it is, in the words of a manifest's `server`: of MySQL `server_uuid`, which lies in the data folder and stays with it. MariaDB
 * has no identity: `server_uid` is made of an address of the network card and the port, so that a server in a new container is
 * another one, and two in containers of two machines may be the same. https://mariadb.com/kb/en/server-system-variables/#server_uid
 */
export async function readIdentity(
  session: Session,
  { server: { product }, grants }: Pick<AccountRights, 'server' | 'grants'>,
): Promise<ServerIdentity> {
  if (product.name !== 'mysql') return {};
  const columns = { own: '@@GLOBAL.server_uuid', mode: '@@GLOBAL.gtid_mode', executed: '@@GLOBAL.gtid_executed' };
  const [row = {}] = await session.rows(columns);
  const own = row['own'] ?? '';
  const view = ['performance_schema', 'replication_connection_status'] as const;
  const maySee = isGranted(grants, 'SELECT', ...view);
  const sources = maySee ? await session.rows({ uuid: 'source_uuid' }, `FROM ${view.join('.')}`) : [];
  const origins = (row['executed'] ?? '').match(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g) ?? [];
  const others = new Set([...origins, ...sources.map(({ uuid }) => uuid ?? '')]);
  others.delete('');
  others.delete(own);
  return {
    'system-identifier': own,
    // a replica without transaction ids tells only those who may look
    ...((maySee || row['mode'] === 'ON') && { 'shares-transactions-with': [...others].sort().join(' ') }),
  };
}

/**
 * How far a server is known to be another than the source's. `related`: the same one, or one of those that replicate from each other, where a
 * schema of the same name is the same data. `unknown` where one of the two did not tell.
 */
export function relationOf(own: ServerIdentity, theirs: ServerIdentity): 'related' | 'other' | 'unknown' {
  const related = areRelated(own, theirs);
  if (related === undefined) return 'unknown';
  if (related) return 'related';
  const tell = (identity: ServerIdentity): boolean => identity['shares-transactions-with'] !== undefined;
  return tell(own) && tell(theirs) ? 'other' : 'unknown';
}
