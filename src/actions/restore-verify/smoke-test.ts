import type { OwnCheck } from '../../usecases/verify-backup.ts';
import { clientEnvironment } from '../client-environment.ts';
import { runUserCommand, type UserCommand } from '../user-command.ts';

export type SmokeTest = Omit<UserCommand, 'env'>;

/**
 * A command of the user's own against the copy, which it finds by `MUSTER_SANDBOX_URL`, and for clients of PostgreSQL by `PGHOST`,
 * `PGPORT`, `PGUSER`, `PGPASSWORD` and `PGDATABASE`. It has to exit with 0 in time.
 */
export function smokeTest(test: SmokeTest): OwnCheck {
  return async ({ url }, signal) => {
    const detail = await runUserCommand({ ...test, env: clientEnvironment('MUSTER_SANDBOX_URL', url) }, signal);
    return detail === undefined ? [] : [{ code: 'smoke-test-failed', subject: 'smoke-test', detail }];
  };
}
