import type { Manifest } from '../domain/manifest.ts';
import { plain, table } from './markdown.ts';

/** What a person has to know before a restore on another server; empty where nothing is recorded. */
export function portabilitySection({ portability = [] }: Manifest): string {
  if (portability.length === 0) return '';
  const rows = portability.map(({ topic, detail }) => [plain(topic), plain(detail)]);
  return `For a restore on another server:\n\n${table(['about', 'to know'], rows)}`;
}
