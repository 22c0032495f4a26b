import type { Manifest } from '../domain/manifest.ts';
import { counted } from '../domain/counted.ts';
import { folded, plain, table } from './markdown.ts';

/** What a person has to know before a restore on another server; empty where nothing is recorded. */
export function portabilitySection(manifest: Manifest): string {
  const notes = notesOf(manifest);
  return notes === '' ? '' : `For a restore on another server:\n\n${notes}`;
}

/** The same for a page that is read beside the one of the backup, which says it already. */
export function foldedPortability(manifest: Manifest): string {
  const things = counted(manifest.portability?.length ?? 0, 'thing');
  return folded(`for a restore on another server: ${things} to know`, notesOf(manifest));
}

function notesOf({ portability = [] }: Manifest): string {
  if (portability.length === 0) return '';
  return table(
    ['about', 'to know'],
    portability.map(({ topic, detail }) => [plain(topic), plain(detail)]),
  );
}
