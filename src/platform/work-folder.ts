import { Failure } from '../domain/failure.ts';

/**
 * The folder in which the command runs.
 *
 * @throws Failure `input-invalid` where somebody removed it meanwhile
 */
export function workFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new Failure('input-invalid', 'the folder in which the command runs is not there any more', {
      hint: 'change into a folder that exists',
      cause,
    });
  }
}
