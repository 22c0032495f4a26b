import type { Environment } from './environment.ts';

/** Where a person, or whoever reads the output for them, sees a run: results on standard output, all else on standard error. */
export interface Terminal {
  readonly environment: Environment;
  /** Whether standard error is a screen on which a line can be drawn anew. */
  readonly isScreen: boolean;
  /** How many characters fit on a line of standard output. */
  readonly columns: number;
  /** From here on `***` is shown where this text would appear. */
  mask(text: string): void;
  /** A text without what was masked. */
  masked(text: string): string;
  /** Writes lines to standard output. */
  print(text: string): void;
  /** Writes a value to standard output, as JSON with `***` inside its texts. */
  printJson(value: unknown): void;
  /** Writes a line to standard error. */
  say(line: string): void;
  /** Writes a line to standard error that begins with a word that stands out. */
  warn(line: string): void;
  fail(line: string): void;
  /** Shows a line below all others, in place of the one that was shown so before; an empty one takes it away. */
  show(line: string): void;
  /** What kept standard output from taking all that was written to it; undefined where it has all, or where its reader went away. */
  lostOutput(): Promise<Error | undefined>;
}

/** What standard output and standard error are, as far as a terminal needs it. */
export interface TerminalStreams {
  readonly stdout: Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Pick<NodeJS.WriteStream, 'write'> & {
    readonly isTTY?: boolean;
    readonly columns?: number;
    hasColors?(): boolean;
  };
}

const usualColumns = 100;
const [red, yellow, plain] = ['\u001b[31m', '\u001b[33m', '\u001b[0m'];
/** The terminal cuts a line that is too long, whatever the width of its characters (DECAWM). */
const [cutLines, wrapLines] = ['\u001b[?7l', '\u001b[?7h'];
const [lineStart, clearToEnd] = ['\r', '\u001b[K'];

/** The terminal of this process. A reader that goes away, such as `head`, ends nothing. */
export function systemTerminal(): Terminal {
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  return terminalOn({ stdout, stderr }, process.env);
}

/** A terminal on given streams. */
export function terminalOn({ stdout, stderr }: TerminalStreams, environment: Environment): Terminal {
  const masks = new Set<string>();
  let shown = '';
  let lost: NodeJS.ErrnoException | undefined;
  /** The first error is the cause; those after it only say that the stream has ended. */
  const keepLost = (error?: NodeJS.ErrnoException | null): void => void (lost ??= error ?? undefined);
  const isScreen = stderr.isTTY === true && environment['TERM'] !== 'dumb';
  const hasColors = stderr.isTTY === true && stderr.hasColors?.() === true; // knows of NO_COLOR
  const painted = (text: string, color: string): string => (hasColors ? `${color}${text}${plain}` : text);
  const masked = (text: string): string =>
    [...masks].sort((a, b) => b.length - a.length).reduce((rest, mask) => rest.replaceAll(mask, '***'), text);
  const draw = (): void => {
    if (shown === '') return;
    stderr.write(`${lineStart}${cutLines}${shown}${clearToEnd}${wrapLines}`);
  };
  /** Writes above the line that is shown. */
  const above = (write: () => void): void => {
    if (shown !== '') stderr.write(`${lineStart}${clearToEnd}`);
    write();
    draw();
  };
  const say = (text: string, mark = ''): void =>
    above(() => void stderr.write(`${mark}${printable(masked(text)).trimEnd()}\n`));
  return {
    environment,
    isScreen,
    columns: Math.min(stdout.columns ?? stderr.columns ?? usualColumns, usualColumns), // `| less` shows it on the same screen
    mask: (text) => void (text.trim() !== '' && masks.add(text)),
    masked,
    print: (text) => above(() => void stdout.write(`${printable(masked(text)).trimEnd()}\n`, keepLost)),
    printJson: (value) =>
      above(() => {
        const hide = (_: string, inner: unknown): unknown => (typeof inner === 'string' ? masked(inner) : inner);
        stdout.write(`${JSON.stringify(value, hide, 2)}\n`, keepLost);
      }),
    say,
    warn: (line) => say(line, painted('warning: ', yellow)),
    fail: (line) => say(line, painted('muster: ', red)),
    show(line) {
      if (!isScreen) return;
      const wasShown = shown !== '';
      shown = printable(masked(line)).replaceAll('\n', ' ');
      if (shown === '' && wasShown) stderr.write(`${lineStart}${clearToEnd}`);
      draw();
    },
    async lostOutput() {
      await new Promise<void>((resolve) => stdout.write('', () => resolve()));
      return lost?.code === 'EPIPE' ? undefined : lost;
    },
  };
}

/** Names and messages come from databases, stores and tools: no control sequence of theirs reaches the screen. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]+/gu, ' ');
}
