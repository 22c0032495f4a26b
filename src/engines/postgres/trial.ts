import type { Session } from './session.ts';

/**
 * Does some work and takes back all that it did in the database: in a transaction of its own or, where the session is within one, in a
 * savepoint. Where the work fails, the session's end takes it back.
 */
export async function onTrial<T>(session: Session, work: () => Promise<T>): Promise<T> {
  const within = session.isInTransaction === true;
  await session.execute(within ? 'SAVEPOINT muster_trial' : 'BEGIN');
  const result = await work();
  await session.execute(within ? 'ROLLBACK TO SAVEPOINT muster_trial; RELEASE SAVEPOINT muster_trial' : 'ROLLBACK');
  return result;
}
