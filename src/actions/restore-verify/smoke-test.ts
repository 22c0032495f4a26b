import { commandEnvironmentFor } from '../../engines/registry.ts';
import type { OwnCheck } from '../../usecases/verify-backup.ts';
import { runUserCommand, type UserCommand } from '../user-command.ts';

export type SmokeTest = Omit<UserCommand, 'env'>;

/**
 * A command of the user's own against the copy, which it finds by `MUSTER_SANDBOX_URL`, and which the engine's usual clients reach without an
 * option. It has to exit with 0 in time.
 */
export function smokeTest(test: SmokeTest): OwnCheck {
  return async ({ url, sandbox }, signal) => {
    const { variables: env } = await commandEnvironmentFor('MUSTER_SANDBOX_URL', url, sandbox.scratch);
    const detail = await runUserCommand({ ...test, env }, signal);
    return detail === undefined ? [] : [{ code: 'smoke-test-failed', subject: 'smoke-test', detail }];
  };
}
