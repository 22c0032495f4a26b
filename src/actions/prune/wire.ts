import { Failure } from '../../domain/failure.ts';
import type { PrunePlan } from '../../domain/retention/prune-plan.ts';
import { prunePlanMarkdown } from '../../report/prune-plan-markdown.ts';
import { prunePlanText } from '../../report/prune-plan-text.ts';
import { haltOf, pruneCatalog } from '../../usecases/prune-catalog.ts';
import type { ActionContext } from '../context.ts';
import { joinedFailure } from '../joined-failure.ts';
import { outputReport } from '../output-report.ts';
import { storesInput } from '../store-input.ts';
import { readInputs } from './inputs.ts';

/** `prune`: removes from each store what the policy does not keep, and says why for each backup. */
export async function prune(context: ActionContext): Promise<void> {
  const { runtime } = context;
  const { reader, ...inputs } = readInputs(runtime);
  const stores = await storesInput(reader, 'store', context);
  const plans: PrunePlan[] = [];
  const failures: Failure[] = [];
  let [kept, removed] = [0, 0];
  const announce = async (plan: PrunePlan): Promise<void> => {
    plans.push(plan);
    runtime.result(prunePlanText(plan));
    await runtime.summary(prunePlanMarkdown(plan));
  };
  for (const { store } of stores) {
    try {
      const outcome = await pruneCatalog({ ...context, ...inputs, store, signal: runtime.signal, announce });
      kept += outcome.kept;
      removed += outcome.removed;
      const halt = haltOf(outcome.plan);
      if (halt !== undefined) failures.push(halt);
    } catch (thrown) {
      if (!(thrown instanceof Failure) || runtime.signal.aborted) throw thrown;
      failures.push(thrown); // the other stores are pruned by their own catalogs
    }
  }
  await outputReport(runtime, 'plan', 'prune-plan', plans);
  runtime.output('kept', String(kept));
  runtime.output('removed', String(removed));
  const failure = joinedFailure(failures, plans.length > 0);
  if (failure !== undefined) throw failure;
}
