import { asFailure, type Failure } from '../../domain/failure.ts';
import { nameOfChange, pullRequestOf, type Change } from '../../domain/gate/change.ts';
import type { GateReport } from '../../domain/gate/report.ts';
import { changeOfEvent } from '../../platform/github/change-of-event.ts';
import { githubHost } from '../../platform/github/github-host.ts';
import { gitHistory } from '../../platform/git-history.ts';
import type { CodeHost } from '../../ports/code-host.ts';
import { failureCode } from '../../report/failure-code.ts';
import { gateLine, gateSummary } from '../../report/gate-summary.ts';
import { page, plain, sentence } from '../../report/markdown.ts';
import { judgeMigration, type JudgeMigrationRequest } from '../../usecases/judge-migration.ts';
import type { ActionContext } from '../context.ts';
import { outputReport } from '../output-report.ts';
import { storesInput } from '../store-input.ts';
import { type MigrationGateInputs, readInputs } from './inputs.ts';

/** `migration-gate`: lets a change in where it touches no migration, or a fresh and proven backup stands behind it. */
export async function migrationGate(context: ActionContext): Promise<void> {
  const { runtime, launcher } = context;
  const change = await changeOfEvent();
  const inputs = readInputs(runtime, isOutside(change));
  const host = hostInput(inputs, context);
  let judged: GateReport;
  try {
    judged = await judgeMigration({
      ...context,
      ...inputs,
      change,
      host,
      history: gitHistory(runtime.workFolder, launcher),
      backsUpOnStale: inputs.backsUpOnStale && !isOutside(change),
      proofFrom: await proofFromInput(inputs, change, context),
      run: runtime.run,
      signal: runtime.signal,
    });
  } catch (thrown) {
    const failure = asFailure(thrown);
    runtime.output('decision', 'refused');
    await runtime.summary(undecided(inputs.source, failure, change), failure);
    throw failure;
  }
  await report(judged, context);
  if (inputs.comments) await comment(judged, host, context);
  if ('failure' in judged) throw judged.failure;
}

/** Without secrets, a store cannot be opened; what runs of the default branch published can be read by everybody. */
async function proofFromInput(
  { proofFrom, workflows, reader }: MigrationGateInputs,
  change: Change,
  context: ActionContext,
): Promise<JudgeMigrationRequest['proofFrom']> {
  const hasStore = reader.lines('store').length > 0;
  if (proofFrom === 'status' || (proofFrom === 'auto' && (!hasStore || isOutside(change)))) {
    if (hasStore && proofFrom === 'auto')
      context.runtime.info(
        `${nameOfChange(change)} is from outside and has no secrets: looking at the published status`,
      );
    return { is: 'status', workflows };
  }
  const stores = await storesInput(reader, 'store', context);
  return { is: 'store', stores: stores.map(({ store }) => store) };
}

function isOutside(change: Change): boolean {
  return change.by === 'pull-request' && change.isOutside !== false;
}

/** The command line reads defaults from action.yml, where the token is an expression for the runner: it has none. */
function hostInput({ reader }: MigrationGateInputs, { clock, runtime }: ActionContext): CodeHost {
  const isGiven = !reader.text('github-token').startsWith('${{');
  return githubHost({
    token: isGiven ? reader.secret('github-token') : undefined,
    clock,
    tempFolder: runtime.tempFolder,
  });
}

async function report(judged: GateReport, { runtime }: ActionContext): Promise<void> {
  runtime.output('decision', judged.decision);
  runtime.output('migrations', String(judged.touched.length));
  if (judged.decision === 'proven') runtime.output('backup-id', judged.candidate.backup);
  await outputReport(runtime, 'report', `gate-${judged.source}`, judged);
  await runtime.summary(gateSummary(judged), 'failure' in judged ? judged.failure : undefined);
  runtime.result(gateLine(judged));
  for (const note of judged.notes) runtime.info(note);
}

/** A comment is a courtesy: forks, and jobs without the permission, cannot leave one, and the summary says the same. */
async function comment(judged: GateReport, host: CodeHost, { runtime }: ActionContext): Promise<void> {
  if (judged.change.by !== 'pull-request' || (judged.decision === 'proven' && judged.isLate)) return;
  const number = pullRequestOf(judged.change) ?? 0;
  const marker = `<!-- muster migration gate: ${judged.source} -->`;
  const text = `${marker}\n${gateSummary(judged)}`;
  try {
    await host.comment(number, { marker, text, makes: judged.decision !== 'no-migration' }, runtime.signal);
  } catch (thrown) {
    runtime.signal.throwIfAborted();
    runtime.info(`no comment on pull request ${number}: ${asFailure(thrown).message}`);
  }
}

function undecided(source: string, failure: Failure, change: Change): string {
  return page(
    `## ❌ ${plain(source)}: the gate cannot decide`,
    `${plain(nameOfChange(change))}: **${plain(failure.message)}** (${failureCode(failure.code)})`,
    `To make this green: ${sentence(failure.hint)}`,
  );
}
