import { failureCodes, type FailureKind } from '../../src/domain/failure-codes.ts';
import { findingCodes } from '../../src/domain/verification/finding.ts';
import { cell, table } from './interface-tables.ts';

const whoActs: Readonly<Record<FailureKind, string>> = {
  user: 'An input is wrong. Nothing was touched.',
  environment: 'A server, a disk, a network or a tool did not do what it should.',
  integrity: 'A backup is not what it should be.',
  bug: 'The mistake is ours.',
};

/** The page that lists every failure and every finding, with what it means and what to do. */
export function errorsPage(): string {
  return [
    '# Errors',
    'Generated from `src/domain/failure-codes.ts` and `src/domain/verification/finding.ts` by `npm run docs`.',
    'A run that fails prints one line, a hint, and one of these codes. A code, once released, keeps its meaning.',
    ...(Object.keys(whoActs) as FailureKind[]).map(failuresOf),
    '## Findings of a drill',
    'What can be wrong with a restored copy. One finding is enough for the verdict `failed`.',
    table(
      ['Code', 'Meaning'],
      Object.entries(findingCodes).map(([code, meaning]) => [`\`${code}\``, `${cell(meaning)}.`]),
    ),
    '',
  ].join('\n\n');
}

function failuresOf(kind: FailureKind): string {
  const rows = Object.entries(failureCodes)
    .filter(([, entry]) => entry.kind === kind)
    .map(([code, { meaning, remedy }]) => [`<a id="${code}"></a>\`${code}\``, cell(meaning), `${cell(remedy)}.`]);
  return `## Kind \`${kind}\`\n\n${whoActs[kind]}\n\n${table(['Code', 'Meaning', 'What to do'], rows)}`;
}
