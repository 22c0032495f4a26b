/** A summary's Markdown for a terminal: tables aligned, marks of emphasis and escapes removed. */
export function renderMarkdown(markdown: string): string {
  const lines = markdown.replace(/<\/?(?:details|summary)>|^```.*\n/gm, '').split('\n');
  const rendered: string[] = [];
  for (let at = 0; at < lines.length;) {
    const rows: string[] = [];
    while (lines[at]?.startsWith('|')) rows.push(lines[at++] ?? '');
    if (rows.length > 0) rendered.push(...aligned(rows));
    else rendered.push(unmarked(lines[at++] ?? ''));
  }
  return rendered
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function aligned(rows: readonly string[]): string[] {
  const cells = rows
    .filter((row) => !/^\|(?: --- \|)+$/.test(row))
    .map((row) =>
      row
        .slice(2, -2)
        .split(/(?<!\\) \| /)
        .map(unmarked),
    )
    .filter((row) => row.some((cell) => cell.trim() !== ''));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  return cells.map((row) =>
    `  ${row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))).join('  ')}`.trimEnd(),
  );
}

/** Columns of a terminal: signs such as ✅ take two. */
function widthOf(text: string): number {
  return Array.from(text).reduce((width, sign) => width + (/\p{Emoji_Presentation}/u.test(sign) ? 2 : 1), 0);
}

function unmarked(text: string): string {
  return text
    .replace(/^#+ /, '')
    .replace(/(?<!\\)(?:\*\*|`)/g, '')
    .replace(/\\([\\`*_[\]|~])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&');
}
