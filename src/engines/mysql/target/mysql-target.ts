import { Failure } from '../../../domain/failure.ts';
import type { RestoreNeed, Target } from '../../../ports/target.ts';
import { connectionFromUrl } from '../connection.ts';
import { openAccess, type MysqlTargetOptions, type TargetAccess } from './access.ts';
import { assess } from './assess.ts';
import { load } from './load.ts';

/**
 * A live schema of a MySQL or MariaDB server that a backup is brought back into. Restores into the same schema keep each other away.
 *
 * @throws Failure `input-invalid` for a URL that cannot be used, or that names no schema.
 */
export function mysqlTarget(options: MysqlTargetOptions): Target {
  const connection = connectionFromUrl(options.url);
  if (connection.database === '') {
    throw new Failure('input-invalid', 'input "url" names no schema to restore into', {
      hint: 'write mysql://user:password@host:3306/schema; a backup of several schemas is restored one schema at a time, by its name',
    });
  }
  const access = (need: RestoreNeed): Promise<TargetAccess> => openAccess(options, connection, need.signal);
  return {
    engine: 'mysql',
    database: connection.database,
    description: connection.description,
    async assess(need) {
      return await assess(await access(need), need);
    },
    async load(bytes, plan, need) {
      return await load(await access(need), bytes, plan, need);
    },
  };
}
