/** A page stays well below the runner's limit of 1 MiB for a summary. */
const rowLimit = 200;

/**
 * Text as it is, whatever Markdown or HTML it looks like; on one line. It calls nobody and links to no issue: GitHub looks for `@name` and
 * `#1` in the text that a page shows, where no backslash helps, so a space without a width parts them.
 */
export function plain(text: string): string {
  return text
    .replace(/\s*[\r\n]\s*/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]|~]/g, (sign) => `\\${sign}`)
    .replace(/^[#>+-]/, (sign) => `\\${sign}`)
    .replace(/(?<!\w)@(?=\w)|#(?=\d)/g, (sign) => `${sign}&#8203;`);
}

/** Text as it is, with the full stop that a hint does not have, unless it ends as a question. */
export function sentence(text: string): string {
  return `${plain(text)}${/[.?!]$/.test(text) ? '' : '.'}`;
}

/** A table; cells are Markdown already. Says how many rows it leaves out beyond two hundred. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const shown = rows.slice(0, rowLimit).map(line);
  const rest =
    rows.length > rowLimit ? [line([`… and ${rows.length - rowLimit} more`, ...head.slice(1).map(() => '')])] : [];
  return [line(head), line(head.map(() => '---')), ...shown, ...rest].join('\n');
}

/** Paragraphs with an empty line between them; empty ones are left out. */
export function page(...paragraphs: readonly string[]): string {
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`;
}

/** A list; empty for no items. */
export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** What a person has to do now, each a sentence in Markdown; empty where that is nothing. */
export function nextSteps(steps: readonly string[]): string {
  return steps.length === 0 ? '' : `**What to do next:**\n\n${list(steps)}`;
}

/** Something that most readers skip. Empty where there is nothing in it. */
export function folded(title: string, content: string): string {
  return content === '' ? '' : `<details><summary>${plain(title)}</summary>\n\n${content}\n\n</details>`;
}

/** Lines for a person to copy, as they are, in a fence that none of them can end. */
export function code(language: string, lines: readonly string[]): string {
  const runs = lines.join('\n').match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return [`${fence}${language}`, ...lines, fence].join('\n');
}
