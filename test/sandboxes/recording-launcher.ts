import type { Command, Launcher } from '../../src/process/launcher.ts';
import { launcher } from '../../src/process/launcher.ts';

/** A launcher that writes down what it starts and then starts something else, or the same, with the real one. */
export function recordingLauncher(
  environment: Readonly<Record<string, string>>,
  instead: (command: Command) => Command = (command) => command,
): Launcher & { readonly commands: readonly Command[] } {
  const real = launcher(environment);
  const commands: Command[] = [];
  const record = (command: Command): Command => {
    commands.push(command);
    return instead(command);
  };
  return {
    commands,
    start: (command, signal) => real.start(record(command), signal),
    capture: (command, options) => real.capture(record(command), options),
  };
}
