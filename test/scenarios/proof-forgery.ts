import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isBackupId } from '../../src/domain/backup-id.ts';
import { systemClock } from '../../src/platform/system-clock.ts';
import { openStore } from '../../src/stores/registry.ts';
import { forgeBackup } from '../real/forge-backup.ts';
import { copyOf, type FolderStore, type ProofWorld } from './proof-scene.ts';

/** A full backup of source `shop`, and the database that it was made of. */
export interface Original {
  readonly original: FolderStore;
  readonly id: string;
  readonly database: string;
}

/** A copy of the backup with the dump of a copy of its database after these statements; every digest and the manifest fit. */
export async function forgedBackup(
  world: ProofWorld,
  { original, id, database }: Original,
  sql: string,
): Promise<FolderStore> {
  const { postgres, age } = world;
  const name = `copy_${randomUUID()}`;
  await postgres.psql(`CREATE DATABASE "${name}" TEMPLATE "${database}"`);
  await postgres.psql(sql, name);
  const dump = execFileSync(join(postgres.bin, 'pg_dump'), ['-Fc', '-Z0', '-d', postgres.socketUrl(name)], {
    maxBuffer: 1 << 28,
  });
  const store = await copyOf(world, original);
  assert.ok(isBackupId(id));
  const opened = await openStore(store.url, { clock: systemClock });
  const keys = { recipients: age.recipient, identity: age.identity };
  await forgeBackup(opened, { address: { source: 'shop', kind: 'full', id } }, keys, () => dump);
  return store;
}
