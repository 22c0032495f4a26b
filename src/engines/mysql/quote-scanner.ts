/** Follows the statements of a dump from line to line, to know what is quoted. */
export interface QuoteScanner {
  /** Goes over a line, without its line break. */
  line(text: string): void;
  /** Whether a quoted text or a comment is open at the end of the last line: what follows belongs to it, whatever it looks like. */
  isInside(): boolean;
}

/** A scanner for what the dump tools write outside of rows. */
export function quoteScanner(): QuoteScanner {
  let open = '';
  let escapes = true;

  const openedAt = (text: string, at: number): string => {
    const character = text[at] ?? '';
    if (character === "'" || character === '"' || character === '`') return character;
    // `/*!50003 … */` is a statement in the clothes of a comment
    return text.startsWith('/*', at) && !/^\/\*M?!/.test(text.slice(at, at + 4)) ? '*/' : '';
  };
  const scan = (text: string): void => {
    for (let at = 0; at < text.length; at += 1) {
      if (open === '') {
        if (text[at] === '#' || /^--(?:\s|$)/.test(text.slice(at, at + 3))) return;
        open = openedAt(text, at);
        if (open === '*/') at += 1;
      } else if (text[at] === '\\' && escapes && (open === "'" || open === '"')) at += 1;
      else if (text.startsWith(open, at)) {
        at += open.length - 1;
        open = '';
      }
    }
  };
  return {
    line(text) {
      // it stands in front of each body that was written under it
      const mode = open === '' ? /^\/\*!50003 SET sql_mode\s+= '([A-Z0-9_,]*)'/.exec(text)?.[1] : undefined;
      if (mode !== undefined) escapes = !mode.split(',').includes('NO_BACKSLASH_ESCAPES');
      scan(text);
    },
    isInside: () => open !== '',
  };
}
