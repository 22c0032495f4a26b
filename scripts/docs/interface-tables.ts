import { type ActionInput, type ActionMetadata, defaultOf, isNeeded } from '../../src/cli/action-metadata.ts';

/** A Markdown table of an action's inputs. */
export function inputsTable(inputs: ActionMetadata['inputs']): string {
  const rows = Object.entries(inputs).map(([name, input]) => [
    `\`${name}\``,
    cell(input.description),
    shownDefault(input),
  ]);
  return table(['Input', 'Meaning', 'Default'], rows);
}

/** A Markdown table of an action's outputs. */
export function outputsTable(outputs: ActionMetadata['outputs']): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, cell(description)]);
  return table(['Output', 'Meaning'], rows);
}

/** A Markdown table, to be aligned by the formatter. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A text that may stand in a cell of a Markdown table. */
export function cell(text = ''): string {
  return text
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');
}

function shownDefault(input: ActionInput): string {
  if (isNeeded(input)) return '**required**';
  const value = defaultOf(input);
  return value === '' ? '' : `\`${cell(value)}\``;
}
