import { formatBytes } from '../domain/bytes.ts';
import { formatDuration } from '../domain/duration.ts';
import type { Failure } from '../domain/failure.ts';
import { sizeInWords, type FingerprintSize } from '../domain/fingerprint.ts';
import { storedSizeOf, type Manifest } from '../domain/manifest.ts';
import { list, page, plain, table } from './markdown.ts';
import { portabilitySection } from './portability-section.ts';

/** What a run that wrote a backup reports. */
export interface WrittenBackup {
  readonly manifest: Manifest;
  readonly stores: readonly { readonly store: string; readonly failure?: Failure }[];
  readonly size?: FingerprintSize;
  readonly seconds: number;
  /** How it came to be, one line each. */
  readonly notes?: readonly string[];
}

/** The page for a person: is there a backup, where, how large, who can open it. */
export function backupSummary({ manifest, stores, size, seconds, notes = [] }: WrittenBackup): string {
  const failed = stores.filter(({ failure }) => failure !== undefined).length;
  const title =
    failed === 0
      ? `## ✅ ${plain(manifest.source)} is backed up`
      : `## ❌ ${plain(manifest.source)}: ${failed} of ${stores.length} stores failed`;
  const storedBytes = storedSizeOf(manifest);
  const plainBytes = manifest.objects.find(({ role }) => role === 'data')?.plainSizeBytes ?? 0;
  const facts = [
    ['backup', `\`${manifest.id}\``],
    ['what', `${manifest.kind} · ${serverName(manifest)} · snapshot of ${manifest.snapshotAt}`],
    ...(size ? [['content', sizeInWords(size)]] : []),
    ['size', `${formatBytes(storedBytes)} stored, ${formatBytes(plainBytes)} before compression`],
    ['took', `${formatDuration(seconds)} (${formatBytes(plainBytes / Math.max(seconds, 0.001))}/s)`],
    ['can be opened by', recipients(manifest)],
  ];
  const outcomes = stores.map(({ store, failure }) => [
    plain(store),
    failure === undefined ? '✅ stored' : `❌ ${plain(failure.message)} — ${plain(failure.hint)}`,
  ]);
  return page(
    title,
    table(['', ''], facts),
    table(['store', 'outcome'], outcomes),
    list(notes.map(plain)),
    portabilitySection(manifest),
  );
}

function serverName({ server, engine }: Manifest): string {
  return plain([server['flavour'] ?? engine, server['version'] ?? ''].join(' ').trim());
}

function recipients({ encryption }: Manifest): string {
  if (encryption.format === 'none') return '⚠️ anyone who can read the store: it is not encrypted';
  return `${encryption.recipients.map((recipient) => `\`${plain(recipient)}\``).join(', ')} (${encryption.format})`;
}
