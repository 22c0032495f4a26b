import { formatDuration } from '../../domain/duration.ts';
import { sizeInWords } from '../../domain/fingerprint.ts';
import { commandEnvironmentFor, openTarget } from '../../engines/registry.ts';
import { ownedFolder, sweepFolders } from '../../process/owned-folder.ts';
import { restoreSummary, type RestoreReport } from '../../report/restore-summary.ts';
import { restoreBackup, type Hook } from '../../usecases/restore-backup.ts';
import { withoutPassword } from '../connection-input.ts';
import type { ActionContext } from '../context.ts';
import { outputReport } from '../output-report.ts';
import { openingInput } from '../sealing-input.ts';
import { storesInput } from '../store-input.ts';
import { runUserCommand } from '../user-command.ts';
import { readInputs, type RestoreInputs } from './inputs.ts';
import { safeguard } from './safety-backup.ts';

/** `restore`: brings a backup back into a live database. */
export async function restore(context: ActionContext): Promise<void> {
  const { runtime, launcher } = context;
  const { searchPath, signal } = runtime;
  const inputs = readInputs(runtime);
  const { reader, url, client, safetyBackup } = inputs;
  const database = { url, launcher, client, searchPath };
  const target = await openTarget(database);
  const stores = await storesInput(reader, 'store', context);
  await using scratch = await scratchRoom(context);
  const report = await restoreBackup({
    ...context,
    ...inputs,
    ...(await hooksOf(inputs, scratch.folder, context)),
    target,
    stores: stores.map(({ store }) => store),
    keys: openingInput(reader),
    ...(safetyBackup && { safeguard: safeguard(inputs, database, context) }),
    scratch: scratch.folder,
    signal,
  });
  await tell(report, context);
}

/** A private folder for the decrypted dump. What earlier runs left behind that no longer live is removed first. */
async function scratchRoom({ runtime, clock }: ActionContext): Promise<AsyncDisposable & { readonly folder: string }> {
  const place = { root: runtime.tempFolder, prefix: 'muster-restore-' };
  await sweepFolders(place, clock.now(), () => Promise.resolve());
  const owned = await ownedFolder(place, runtime.run.id);
  return { folder: await owned.subfolder('plain'), [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose]() };
}

/** The user's own commands. What their environment has in it is masked, in the form in which they could print it. */
async function hooksOf(
  inputs: RestoreInputs,
  folder: string,
  { runtime, launcher, clock }: ActionContext,
): Promise<{ before?: Hook; after?: Hook }> {
  const { variables: env, secrets } = await commandEnvironmentFor('MUSTER_TARGET_URL', inputs.url.reveal(), folder);
  for (const secret of secrets)
    inputs.reader.hide(secret, 'the password in input "url"', withoutPassword(inputs.url.reveal()));
  const onOutput = (text: string): void => runtime.info(text.trimEnd());
  const hookFor = (command: string): Hook => {
    return async (signal) => (await runUserCommand({ launcher, clock, command, env, onOutput }, signal))?.reason;
  };
  return {
    ...(inputs.beforeCommand !== '' && { before: hookFor(inputs.beforeCommand) }),
    ...(inputs.afterCommand !== '' && { after: hookFor(inputs.afterCommand) }),
  };
}

/** Outputs, summary, log. @throws the report's failure, so that the step is red */
async function tell(report: RestoreReport, { runtime }: ActionContext): Promise<void> {
  const { manifest, target, state, verdict, safetyBackup, restoreSeconds, findings, gaps, failure } = report;
  runtime.output('backup-id', manifest.id);
  runtime.output('target', target.database);
  runtime.output('state', state);
  if (verdict !== undefined) runtime.output('verdict', verdict);
  if (safetyBackup !== undefined) runtime.output('safety-backup-id', safetyBackup.id);
  if (restoreSeconds !== undefined) runtime.output('restore-seconds', restoreSeconds.toFixed(1));
  await outputReport(runtime, 'report', `restore-${manifest.id}`, report);
  await runtime.summary(restoreSummary(report), failure);
  for (const { code, subject, detail } of findings.slice(0, shownFindings))
    runtime.result(`${code}: ${subject}: ${detail}`);
  for (const gap of gaps) runtime.result(`could not be compared: ${gap}`);
  for (const note of report.notes) runtime.result(note);
  for (const line of report.previous?.wayBack ?? []) runtime.result(`to go back: ${line}`);
  for (const line of report.previous?.removal ?? []) runtime.result(`to remove what was there before: ${line}`);
  if (failure !== undefined) throw failure;
  runtime.result(`backup ${manifest.id} is in place in ${target.database}, ${lastWords(report)}`);
}

const shownFindings = 20;

function lastWords({ verdict, restoreSeconds = 0, safetyBackup, compared }: RestoreReport): string {
  const safety = safetyBackup === undefined ? 'no safety backup' : `safety backup ${safetyBackup.id}`;
  const size = compared === undefined ? '' : ` (compared ${sizeInWords(compared)})`;
  return `${verdict ?? ''}${size} after ${formatDuration(restoreSeconds)}, ${safety}`;
}
