import { formatBytes } from '../domain/bytes.ts';
import { formatDuration } from '../domain/duration.ts';
import type { Failure } from '../domain/failure.ts';
import { sizeInWords, type FingerprintSize } from '../domain/fingerprint.ts';
import { storedSizeOf, type Manifest } from '../domain/manifest.ts';
import { canBeProven } from '../domain/retention/trust.ts';
import { list, nextSteps, page, plain, table } from './markdown.ts';
import { portabilitySection } from './portability-section.ts';

/** What a run that wrote a backup reports. */
export interface WrittenBackup {
  readonly manifest: Manifest;
  readonly stores: readonly { readonly store: string; readonly failure?: Failure }[];
  readonly size?: FingerprintSize;
  readonly seconds: number;
  /** How it came to be, one line each. */
  readonly notes?: readonly string[];
  /** Whether what drills said of it came along: it is a copy with the same bytes. */
  readonly keepsProof?: boolean;
}

/** The page for a person: is there a backup, where, how large, who can open it. */
export function backupSummary(written: WrittenBackup): string {
  const { manifest, stores, size, seconds, notes = [] } = written;
  const failed = stores.filter(({ failure }) => failure !== undefined).length;
  const title =
    failed === 0
      ? `## ✅ ${plain(manifest.source)} is backed up`
      : `## ❌ ${plain(manifest.source)}: ${failed} of ${stores.length} stores failed`;
  const storedBytes = storedSizeOf(manifest);
  const plainBytes = manifest.objects.find(({ role }) => role === 'data')?.plainSizeBytes ?? 0;
  const facts = [
    ['backup', `\`${manifest.id}\``],
    ['what', [...new Set([manifest.kind, serverName(manifest)]), `snapshot of ${manifest.snapshotAt}`].join(' · ')],
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
    nextSteps(stepsAfter(written)),
    portabilitySection(manifest),
  );
}

function stepsAfter({ manifest, stores, keepsProof = false }: WrittenBackup): readonly string[] {
  const isLacking = stores.some(({ failure }) => failure !== undefined);
  return [
    ...(isLacking
      ? [`Bring it to the stores that lack it, with \`encrypt-and-upload\` and \`backup: ${manifest.id}\`.`]
      : []),
    ...(keepsProof || !canBeProven(manifest.kind)
      ? []
      : [`Prove it, unless this run goes on to do so: \`restore-verify\` with \`backup: ${manifest.id}\`.`]),
  ];
}

/** Of files and of a command, this is the kind. */
function serverName({ server, engine }: Manifest): string {
  return plain([server['flavour'] ?? engine, server['version'] ?? ''].join(' ').trim());
}

function recipients({ encryption }: Manifest): string {
  if (encryption.format === 'none') return '⚠️ anyone who can read the store: it is not encrypted';
  return `${encryption.recipients.map((recipient) => `\`${plain(recipient)}\``).join(', ')} (${encryption.format})`;
}
