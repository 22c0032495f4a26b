import type { ListedCatalog, Shelf } from '../domain/listed-catalog.ts';
import {
  cellsOf,
  columnsOf,
  headOf,
  problemLines,
  recipientLines,
  restLine,
  straysLine,
  titleOf,
} from './catalog-words.ts';
import { aligned, cutTo, printable } from './columns.ts';

/** A row is cut here, so that it stays a row on most terminals; nothing else is. */
const widthCharacters = 120;

/** So many unfinished backups of a source and kind are named. */
const namedRests = 20;

/** What was listed of a store, for a log or a terminal: a line for each backup, in columns. */
export function catalogTable(catalog: ListedCatalog): string {
  const { listedAt, shelves } = catalog;
  const openers = recipientLines(catalog);
  const lines = [
    `${titleOf(catalog)}, ${listedAt}`,
    ...(shelves.length === 0 ? ['', 'There are none.'] : shelves.flatMap((shelf) => shelfLines(catalog, shelf))),
    ...(openers.length === 0 ? [] : ['', 'Of those shown,', ...openers.map((line) => `  ${line}`)]),
    straysLine(catalog),
  ];
  return `${lines.map(printable).join('\n').trimEnd()}\n`;
}

function shelfLines(catalog: ListedCatalog, shelf: Shelf): readonly string[] {
  const { backups, incomplete, plan } = shelf;
  const rows = backups.map((backup) => cellsOf(backup, catalog, shelf).map(printable));
  const unnamed = incomplete.length - namedRests;
  const halted = plan?.halted ?? null;
  return [
    '',
    headOf(shelf),
    ...(halted === null ? [] : [`  pruning would be HALTED: ${halted}`]),
    ...(rows.length === 0 ? [] : aligned([columnsOf(catalog, shelf), ...rows])).map((row) =>
      cutTo(widthCharacters, row),
    ),
    ...problemLines(shelf).map((line) => `  ! ${line}`),
    ...incomplete.slice(0, namedRests).map((rest) => `  ${restLine(rest)}`),
    ...(unnamed > 0 ? [`  and ${unnamed} more incomplete`] : []),
  ];
}
