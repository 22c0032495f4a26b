import type { RestoreNeed, Target } from '../../../ports/target.ts';
import { connectionFromUrl } from '../connection.ts';
import { openAccess, type PostgresTargetOptions, type TargetAccess } from './access.ts';
import { chosenTables } from './chosen-tables.ts';
import type { TargetPart } from './part.ts';
import { wholeDatabase } from './whole-database.ts';

/**
 * A live PostgreSQL database that a backup is brought back into. Restores into the same database keep each other away.
 *
 * @throws Failure `input-invalid` for a URL that cannot be used.
 */
export function postgresTarget(options: PostgresTargetOptions): Target {
  const connection = connectionFromUrl(options.url);
  const access = (need: RestoreNeed): Promise<TargetAccess> => openAccess(options, connection, need.signal);
  return {
    engine: 'postgres',
    database: connection.database,
    description: connection.description,
    async assess(need) {
      return await partFor(need).assess(await access(need), need);
    },
    async load(bytes, plan, need) {
      return await partFor(need).load(await access(need), bytes, plan, need);
    },
  };
}

function partFor({ tables }: RestoreNeed): TargetPart {
  return tables.length > 0 ? chosenTables : wholeDatabase;
}
