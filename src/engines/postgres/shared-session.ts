import { Failure } from '../../domain/failure.ts';
import type { OpenSession } from './create-database.ts';
import { literal, type Session } from './session.ts';

/**
 * Hands out one session that is within a transaction to what would open sessions of its own: it then sees what nobody else sees yet.
 * Disposing of what was handed out leaves the session and its transaction open, and takes back the settings that came with it and all that
 * was done under them.
 */
export function sharing(session: Session): OpenSession {
  const shared: Session = { ...session, isInTransaction: true, [Symbol.asyncDispose]: () => Promise.resolve() };
  return async (database, settings = {}) => {
    if (database !== undefined) throw new Failure('bug', 'a shared session cannot change its database');
    const values = Object.entries(settings).map(([name, value]) => `(${literal(name)}, ${literal(value)})`);
    if (values.length === 0) return shared;
    await shared.execute('SAVEPOINT muster_settings');
    // what the account may not change is left as it is
    await shared.execute(
      `SELECT set_config(s.name, v.value, true) FROM (VALUES ${values.join(', ')}) AS v (name, value) JOIN pg_settings s USING (name)
       WHERE s.context <> 'superuser' OR current_setting('is_superuser') = 'on'`,
    );
    return {
      ...shared,
      [Symbol.asyncDispose]: () =>
        shared.execute('ROLLBACK TO SAVEPOINT muster_settings; RELEASE SAVEPOINT muster_settings'),
    };
  };
}
