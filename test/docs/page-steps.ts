import type { Page } from './markdown.ts';

/** A block of commands of a page, with the headings that it stands under. */
export interface Step {
  /** The text of the nearest `##` heading. */
  readonly section: string;
  /** The text of the nearest `###` heading below it; empty for none. */
  readonly part: string;
  readonly text: string;
  /** The variables that a reader fills in, where the block does nothing but set variables. */
  readonly variables: readonly string[];
}

/** The blocks of commands of a page in their order. */
export function stepsOf({ text }: Page): readonly Step[] {
  return text.split(/^## /m).flatMap((section) =>
    section.split(/^### /m).flatMap((part, index) =>
      [...part.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => ({
        section: titleOf(section),
        part: index === 0 ? '' : titleOf(part),
        text: block,
        variables: variablesIn(block),
      })),
    ),
  );
}

/** The script of some steps, each variable with its value in place of the one on the page. */
export function scriptOf(steps: readonly Step[], values: Readonly<Record<string, string>>): string {
  return steps.map((step) => (step.variables.length === 0 ? step.text : filledIn(step, values))).join('\n');
}

const assignment = /^(export )?([A-Z_]+)=(.*)$/;

function variablesIn(block: string): readonly string[] {
  const lines = block.trimEnd().split('\n');
  const names = lines.flatMap((line) => assignment.exec(line)?.[2] ?? []);
  return names.length === lines.length ? names : [];
}

/** Variables without a value of their own keep that of the page. */
function filledIn({ text }: Step, values: Readonly<Record<string, string>>): string {
  return text
    .split('\n')
    .map((line) => {
      const [, exported = '', name = ''] = assignment.exec(line) ?? [];
      const value = values[name];
      return value === undefined ? line : `${exported}${name}=${quoted(value)}`;
    })
    .join('\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function titleOf(text: string): string {
  return text.slice(0, text.indexOf('\n')).trim();
}
