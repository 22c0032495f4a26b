import { Failure } from '../../domain/failure.ts';
import { commandEnvironmentFor } from '../../engines/registry.ts';
import type { OwnCheck } from '../../usecases/verify-backup.ts';
import { runUserCommand, type UserCommand } from '../user-command.ts';

export type SmokeTest = Omit<UserCommand, 'env'>;

/**
 * A command of the user's own against the copy, which it finds by `MUSTER_SANDBOX_URL`, and which the engine's usual clients reach without an
 * option. It has to exit with 0 in time. One that is not there says nothing about the backup.
 */
export function smokeTest(test: SmokeTest): OwnCheck {
  return async ({ url, sandbox }, signal) => {
    const { variables: env } = await commandEnvironmentFor('MUSTER_SANDBOX_URL', url, sandbox.scratch);
    const end = await runUserCommand({ ...test, env }, signal);
    if (end === undefined) return [];
    const { reason: detail, isMissing } = end;
    if (!isMissing) return [{ code: 'smoke-test-failed', subject: 'smoke-test', detail }];
    throw new Failure('command-failed', `the smoke test could not be carried out: it ${detail}`, {
      hint: 'install on the machine what it calls, or correct the path, which begins at / or at the workspace',
    });
  };
}
