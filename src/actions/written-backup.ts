import { formatBytes } from '../domain/bytes.ts';
import { Failure } from '../domain/failure.ts';
import { storedSizeOf } from '../domain/manifest.ts';
import { backupSummary, type WrittenBackup } from '../report/backup-summary.ts';
import type { ActionContext } from './context.ts';
import { outputReport } from './output-report.ts';
import type { NamedStore } from './store-input.ts';

/** What a run that wrote a backup gives out. @throws the failure of a store that does not have the backup */
export async function reportWritten(
  written: WrittenBackup,
  stores: readonly NamedStore[],
  { runtime }: ActionContext,
): Promise<void> {
  const { manifest } = written;
  const bytes = storedSizeOf(manifest);
  runtime.output('backup-id', manifest.id);
  runtime.output('bytes', String(bytes));
  runtime.output('store', stores.map(({ url }) => url).join('\n'));
  await outputReport(runtime, 'report', manifest.id, written);
  const failure = failureOf(written);
  await runtime.summary(backupSummary(written), failure);
  runtime.result(
    `backup ${manifest.id}: ${formatBytes(bytes)} in ${written.stores.map(({ store }) => store).join(', ')}`,
  );
  if (failure !== undefined) throw failure;
}

function failureOf({ manifest, stores }: WrittenBackup): Failure | undefined {
  const failed = stores.filter((outcome) => outcome.failure !== undefined);
  const [first] = failed;
  if (first?.failure === undefined) return undefined;
  const names = failed.map(({ store }) => store).join(', ');
  return new Failure(first.failure.code, `backup ${manifest.id} is not in ${names}: ${first.failure.message}`, {
    hint: `${first.failure.hint}; the other stores have it`,
    cause: first.failure,
    isPartial: true,
  });
}
