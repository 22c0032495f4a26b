import { delimiter, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { formatDuration } from '../../domain/duration.ts';
import { sizeInWords } from '../../domain/fingerprint.ts';
import { Failure } from '../../domain/failure.ts';
import { ageInWords } from '../../domain/objectives.ts';
import { Secret } from '../../domain/secret.ts';
import { commandEnvironmentFor, openRestorer, openTarget } from '../../engines/registry.ts';
import { verificationSummary, type DrillReport } from '../../report/verification-summary.ts';
import type { Target } from '../../ports/target.ts';
import { openSandboxes, parseSandboxChoice } from '../../sandboxes/registry.ts';
import { verifyBackup, type OwnCheck } from '../../usecases/verify-backup.ts';
import { maskPassword } from '../connection-input.ts';
import type { ActionContext } from '../context.ts';
import type { InputReader } from '../input-reader.ts';
import { publishStatus } from '../publish-status.ts';
import { outputReport } from '../output-report.ts';
import { openingInput } from '../sealing-input.ts';
import { storesInput } from '../store-input.ts';
import { readChecksFile } from './checks-file.ts';
import { readInputs } from './inputs.ts';
import { ownChecks } from './own-checks.ts';
import { smokeTest } from './smoke-test.ts';

const smokeTestSeconds = 15 * 60;

/** `restore-verify`: restores a backup into a throwaway server and says whether it is proven. */
export async function restoreVerify(context: ActionContext): Promise<void> {
  const { runtime, launcher, clock } = context;
  const { reader, lostTables, ...inputs } = readInputs(runtime);
  const client = reader.text('client', 'auto');
  const { searchPath, run, signal } = runtime;
  const sandboxes = await openSandboxes(sandboxInput(reader), {
    launcher,
    clock,
    extraFolders: [],
    pathFolders: searchPath.split(delimiter).filter(Boolean),
    root: tmpdir(),
    runId: run.id,
    environmentFor: commandEnvironmentFor,
  });
  const swept = await sandboxes.sweep();
  if (swept > 0) runtime.info(`removed ${swept} sandboxes that earlier runs left behind`);
  const stores = await storesInput(reader, 'store', context);
  const targetFor = (url: string): Promise<Target> =>
    openTarget({ url: new Secret(url), launcher, client, searchPath });
  const verified = await verifyBackup({
    ...context,
    ...inputs,
    stores: stores.map(({ store }) => store),
    keys: openingInput(reader),
    restorerFor: (engine) => openRestorer(engine, { launcher, client, searchPath }),
    sandboxes,
    checks: await checksInput(reader, context),
    ...smokeTestInput(reader, context),
    ...(lostTables.length > 0 && { rehearsal: { tables: lostTables, targetFor } }),
    run,
    signal,
  });
  const { manifest, manifestSha256, worth: verdict } = verified;
  const unpublished = inputs.publishesStatus
    ? await publishStatus({ manifest, manifestSha256, verdict }, context)
    : undefined;
  await report(verified, context);
  if (unpublished !== undefined) throw unpublished;
}

function sandboxInput(reader: InputReader): ReturnType<typeof parseSandboxChoice> {
  const text = reader.text('sandbox', 'auto');
  if (!text.includes('://')) return parseSandboxChoice(text);
  maskPassword(text, reader, 'the password in input "sandbox"'); // the user's own command gets it in the URL of the copy
  return parseSandboxChoice(reader.secret('sandbox')?.reveal() ?? text);
}

async function checksInput(reader: InputReader, { runtime }: ActionContext): Promise<readonly OwnCheck[]> {
  const path = reader.text('checks');
  return path === '' ? [] : ownChecks(await readChecksFile(resolve(runtime.workFolder, path)));
}

function smokeTestInput(reader: InputReader, { runtime, launcher, clock }: ActionContext): { smokeTest?: OwnCheck } {
  const command = reader.text('smoke-test');
  if (command === '') return {};
  const onOutput = (text: string): void => runtime.info(text.trimEnd());
  return { smokeTest: smokeTest({ launcher, clock, command, timeoutSeconds: smokeTestSeconds, onOutput }) };
}

/** Outputs, summary, log. @throws Failure for every verdict but `proven`, so that the step is red */
async function report(verified: DrillReport, { runtime }: ActionContext): Promise<void> {
  const { manifest, verdict, measured, rehearsed, compared, findings, gaps, notes } = verified;
  const failure = failureOf(verified);
  runtime.output('backup-id', manifest.id);
  runtime.output('verdict', verdict);
  if (measured !== undefined) {
    runtime.output('rto-seconds', (rehearsed ? rehearsed.seconds : measured.rtoSeconds).toFixed(1));
    runtime.output('rpo-seconds', measured.rpoSeconds.toFixed(1));
  }
  await outputReport(runtime, 'report', `drill-${manifest.id}`, verified);
  await runtime.summary(verificationSummary(verified), failure);
  for (const { code, subject, detail } of findings.slice(0, shownFindings))
    runtime.result(`${code}: ${subject}: ${detail}`);
  for (const gap of gaps) runtime.result(`could not be compared: ${gap}`);
  for (const note of notes) runtime.result(note);
  if (measured !== undefined) {
    const times = `RTO ${formatDuration(measured.rtoSeconds)}, RPO ${ageInWords(measured.rpoSeconds)}`;
    const size = compared === undefined ? '' : ` (compared ${sizeInWords(compared)})`;
    runtime.result(`backup ${manifest.id}: ${verdict}${size}, ${times}`);
  }
  if (rehearsed !== undefined)
    runtime.result(`${rehearsed.tables.join(', ')}: back in the copy after ${formatDuration(rehearsed.seconds)}`);
  if (failure !== undefined) throw failure;
}

/** Why the step is red. */
function failureOf({ manifest, verdict, findings, gaps, failure }: DrillReport): Failure | undefined {
  if (verdict === 'proven') return undefined;
  if (failure !== undefined) return unproven({ manifest, verdict }, failure);
  const [first] = findings;
  if (first !== undefined) {
    const more = findings.length > 1 ? ` and ${findings.length - 1} more` : '';
    const what = `${first.subject} ${first.detail} (${first.code})${more}`;
    return new Failure('verification-failed', `backup ${manifest.id} failed: ${what}`);
  }
  return new Failure('could-not-tell', `backup ${manifest.id} is not proven: ${gaps[0] ?? 'nothing was compared'}`);
}

const shownFindings = 20;

/** A failure of the environment leaves open what the backup is worth. */
function unproven({ manifest, verdict }: Pick<DrillReport, 'manifest' | 'verdict'>, failure: Failure): Failure {
  const code = verdict === 'failed' ? failure.code : 'could-not-tell';
  return new Failure(code, `backup ${manifest.id}: ${failure.message}`, { hint: failure.hint, cause: failure });
}
