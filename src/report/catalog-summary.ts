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
import { folded, list, nextSteps, page, plain, table } from './markdown.ts';

/** A step's summary has 1 MiB, and is not shown at all beyond it. */
const limitCharacters = 500_000;

/** So many problems and unfinished backups of a source and kind are named. */
const namedLines = 50;

/** The page for a person: the backups of each store, by source and kind. */
export function catalogSummary(catalogs: readonly ListedCatalog[]): string {
  const sections: string[] = [];
  let characters = 0;
  let left = 0;
  for (const section of catalogs.flatMap((catalog) => sectionsOf(catalog, catalogs))) {
    characters += section.length;
    if (characters > limitCharacters) left += 1;
    else sections.push(section);
  }
  const rest =
    left === 0
      ? ''
      : `${left} more parts do not fit on this page; they are in the file that the output \`backups\` names.`;
  return page(...sections, rest);
}

function sectionsOf(catalog: ListedCatalog, all: readonly ListedCatalog[]): readonly string[] {
  const { shelves } = catalog;
  return [
    `## ${plain(titleOf(catalog))}`,
    ...(shelves.length === 0 ? ['There are none.'] : shelves.map((shelf) => shelfSection(catalog, shelf))),
    folded('Who can open them', list(recipientLines(catalog).map(plain))),
    plain(straysLine(catalog)),
    nextSteps(shelves.flatMap((shelf) => stepsAfter(shelf, provenElsewhere(shelf, catalog, all)))),
  ];
}

/** The other stores of the list in which the newest of a shelf is proven. */
function provenElsewhere(
  { source, kind, backups: [newest] }: Shelf,
  catalog: ListedCatalog,
  all: readonly ListedCatalog[],
): readonly string[] {
  const isProven = (shelf: Shelf): boolean =>
    shelf.source === source &&
    shelf.kind === kind &&
    shelf.backups.some(({ id, standing }) => id === newest?.id && standing === 'proven');
  return all.filter((other) => other !== catalog && other.shelves.some(isProven)).map(({ store }) => store);
}

/** The newest of those shown is the one that a restore would ask for. */
function stepsAfter(
  { source, kind, backups: [newest, ...older] }: Shelf,
  [elsewhere]: readonly string[],
): readonly string[] {
  const what = `${plain(source)} ${kind}`;
  const lastProven = older.find(({ standing }) => standing === 'proven');
  switch (newest?.standing) {
    case 'failed':
    case 'damaged':
    case 'unreadable':
      // what failed here may have passed there before: the same bytes, and an older drill
      if (elsewhere !== undefined && newest.standing !== 'failed')
        return [`${what}: do not count on \`${newest.id}\` in this store; its copy in ${plain(elsewhere)} is proven.`];
      return [
        `${what}: take a new backup and prove it; do not count on \`${newest.id}\`.` +
          (lastProven === undefined ? '' : ` The newest here that is proven is \`${lastProven.id}\`.`) +
          (elsewhere === undefined ? '' : ` Its copy in ${plain(elsewhere)} is proven: verify that once more.`),
      ];
    case 'could-not-tell':
    case 'unverified':
      return [`${what}: prove \`${newest.id}\` with \`restore-verify\`.`];
    case 'proven':
    case 'not-provable':
    case undefined:
      return [];
  }
}

function shelfSection(catalog: ListedCatalog, shelf: Shelf): string {
  const { backups, incomplete, plan } = shelf;
  const halted = plan?.halted ?? null;
  const columns = columnsOf(catalog, shelf);
  const rows = backups.map((backup) => cellsOf(backup, catalog, shelf).map(plain));
  const notes = [...problemLines(shelf), ...incomplete.map(restLine)];
  const unnamed = notes.length > namedLines ? [`and ${notes.length - namedLines} more`] : [];
  return page(
    `### ${plain(headOf(shelf))}`,
    halted === null ? '' : `**Pruning would be halted:** ${plain(halted)}`,
    rows.length === 0 ? '' : table(columns, rows),
    list([...notes.slice(0, namedLines), ...unnamed].map(plain)),
  ).trimEnd();
}
