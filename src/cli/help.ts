import type { ActionMetadata } from './action-metadata.ts';
import { fileOptionOf, optionsOf, variableOf, type ActionOption } from './action-options.ts';
import { ownOptions } from './parse-arguments.ts';

/** An action and what its action.yml says. */
export type KnownActions = ReadonlyMap<string, ActionMetadata>;

/** As docs/command-line.md has them, which a test runs. */
export const firstSteps: readonly string[] = [
  'export MUSTER_SOURCE=shop-prod',
  'export MUSTER_STORE=file:///srv/backups',
  'export MUSTER_URL_FILE=/etc/muster/url',
  'muster backup --recipients "$(age-keygen -y shop-identity.txt)"',
  'muster list',
  'muster restore-verify --identity-file shop-identity.txt --rto-target 30m',
];

/** What there is. @param columns how many characters fit on a line */
export function overview(actions: KnownActions, columns: number): string {
  const width = Math.max(...[...actions.keys()].map((name) => name.length)) + 2;
  return [
    'Usage: muster <action> --input value …',
    '       muster help <action>',
    '       muster --version',
    '',
    'Actions:',
    ...[...actions].map(([name, { description = '' }]) =>
      wrapped(description, columns, width + 2).replace(/^ +/, `  ${name}`.padEnd(width + 2)),
    ),
    '',
    'Example:',
    ...firstSteps.map((line) => `  ${line}`),
    '',
    wrapped(
      'Exit status: 0 done or proven, 1 failed, 2 bad input (nothing was touched), 3 could not tell.',
      columns,
      0,
    ),
  ].join('\n');
}

/** What an action does, takes and gives. */
export function actionHelp(name: string, metadata: ActionMetadata, columns: number): string {
  const options = optionsOf(metadata);
  const required = options.filter(({ isRequired }) => isRequired).map((option) => `--${option.name} value`);
  return [
    wrapped(metadata.description ?? '', columns, 0),
    '',
    `Usage: ${['muster', name, ...required, '…'].join(' ')}`,
    '',
    'Inputs:',
    ...options.flatMap((option) => [signature(option), wrapped(meaning(option), columns, 6)]),
    '',
    wrapped(
      'An input that takes several lines is given once for each. An input can also come from the environment: ' +
        `"--${options[0]?.name ?? 'input'}" from ${variableOf(options[0]?.name ?? 'input')}. The command line counts first.`,
      columns,
      0,
    ),
    '',
    'Options:',
    ...Object.entries(ownOptions).flatMap(([option, { takesValue, meaning: text }]) => [
      `  --${option}${takesValue ? ' file' : ''}`,
      wrapped(text, columns, 6),
    ]),
    '',
    'Outputs:',
    ...Object.entries(metadata.outputs).flatMap(([output, { description = '' }]) => [
      `  ${output}`,
      wrapped(description, columns, 6),
    ]),
  ].join('\n');
}

function signature({ name, isFlag, secrecy }: ActionOption): string {
  if (secrecy === 'whole') return `  --${fileOptionOf(name)} file, or ${variableOf(name)}`;
  if (secrecy === 'in-url') return `  --${name} value, --${fileOptionOf(name)} file, or ${variableOf(name)}`;
  return isFlag ? `  --${name} [value]` : `  --${name} value`;
}

function meaning({ description, secrecy }: ActionOption): string {
  return secrecy === 'in-url' ? `${description} With a password, never on the command line itself.` : description;
}

/** Descriptions in action.yml have links for the pages that are made of them, relative to a folder: here they are their texts. */
function wrapped(description: string, columns: number, indent: number): string {
  const text = description.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1');
  const room = Math.max(columns - indent, 30);
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.map((line) => ' '.repeat(indent) + line).join('\n');
}
