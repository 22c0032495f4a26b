/** Says in plain words what happens next. */
export function say(line: string): void {
  process.stdout.write(`\n━━ ${line}\n`);
}

/** Prints lines behind a margin. */
export function print(text: string, margin = '  '): void {
  process.stdout.write(text.replace(/^(?=.)/gm, margin));
}

/** What was to be seen, said at once and kept for the end. */
export interface Outcomes {
  add(what: string, isSo: boolean): void;
  /** Prints all of them. @returns whether each is so */
  conclude(): boolean;
}

export function startOutcomes(): Outcomes {
  const outcomes: { readonly line: string; readonly isSo: boolean }[] = [];
  return {
    add(what, isSo) {
      const line = `${isSo ? '✅' : '❌'} ${what}\n`;
      outcomes.push({ line, isSo });
      print(line);
    },
    conclude() {
      say('what was to be seen');
      for (const { line } of outcomes) print(line);
      return outcomes.every(({ isSo }) => isSo);
    },
  };
}
