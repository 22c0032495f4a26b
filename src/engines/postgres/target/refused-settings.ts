import { messageOf } from '../../../domain/failure.ts';
import type { OpenSession } from '../create-database.ts';
import { settingStatement, type DatabaseSetting } from '../database-properties.ts';
import { onTrial } from '../trial.ts';

/**
 * Settings of another server's database that this server does not take, each with its reason: its version may not know them, or not know
 * their values. Changes nothing.
 *
 * @param database quoted
 */
export async function refusedSettings(
  open: OpenSession,
  database: string,
  settings: readonly DatabaseSetting[],
): Promise<ReadonlyMap<DatabaseSetting, string>> {
  const refused = new Map<DatabaseSetting, string>();
  for (const setting of settings) {
    // the first error ends a session
    await using session = await open();
    try {
      await onTrial(session, () => session.execute(settingStatement(database, setting)));
    } catch (error) {
      refused.set(setting, messageOf(error));
    }
  }
  return refused;
}
