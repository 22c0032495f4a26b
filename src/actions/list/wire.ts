import { catalogSummary } from '../../report/catalog-summary.ts';
import { catalogTable } from '../../report/catalog-table.ts';
import { readOnly } from '../../stores/with/read-only.ts';
import { listCatalog } from '../../usecases/list-catalog.ts';
import type { ActionContext } from '../context.ts';
import { joinedFailure } from '../joined-failure.ts';
import { outputReport } from '../output-report.ts';
import { storesInput } from '../store-input.ts';
import { readInputs } from './inputs.ts';

/** `list`: shows the backups of stores, what is known about each, and what a policy would do with it. Changes nothing. */
export async function list(context: ActionContext): Promise<void> {
  const { runtime } = context;
  const { reader, ...inputs } = readInputs(runtime);
  const stores = await storesInput(reader, 'store', context);
  const { catalogs, failures } = await listCatalog({
    ...context,
    ...inputs,
    stores: stores.map(({ store }) => readOnly(store)),
    signal: runtime.signal,
  });
  if (catalogs.length > 0) runtime.result(catalogs.map(catalogTable).join('\n'));
  await outputReport(runtime, 'backups', 'list', catalogs);
  await runtime.summary(catalogSummary(catalogs));
  const failure = joinedFailure(failures);
  if (failure !== undefined) throw failure;
}
