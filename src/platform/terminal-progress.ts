import type { Clock } from '../ports/clock.ts';
import { logProgress, type LogProgress } from './log-progress.ts';
import { stageMeter } from './stage-meter.ts';
import type { Terminal } from './terminal.ts';

const redrawMs = 100;

/**
 * Progress on a screen: one line for the stage that goes on, drawn anew in its place, and one that stays for each that is over. Where there
 * is no screen, the lines of a log.
 */
export function terminalProgress(terminal: Terminal, clock: Clock): LogProgress {
  if (!terminal.isScreen) {
    return logProgress(
      (line) => terminal.say(line),
      (line) => terminal.warn(line),
      clock,
    );
  }
  const meter = stageMeter(clock);
  const timer = setInterval(() => {
    if (meter.name !== '') terminal.show(meter.line());
  }, redrawMs);
  timer.unref();
  const endStage = (): void => {
    terminal.show('');
    if (meter.name !== '') terminal.say(meter.line());
  };
  return {
    stage(name) {
      meter.item('');
      endStage();
      meter.stage(name);
      terminal.show(meter.line());
    },
    expect: (bytes) => meter.expect(bytes),
    bytes: (count) => meter.bytes(count),
    item: (name) => meter.item(name),
    note: (line) => terminal.say(line),
    warn: (line) => terminal.warn(line),
    [Symbol.dispose]() {
      clearInterval(timer);
      endStage();
      meter.stage('');
    },
  };
}
