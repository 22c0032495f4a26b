import { parseCompression } from '../../codecs/registry.ts';
import { openSource } from '../../engines/registry.ts';
import { takeBackup } from '../../usecases/take-backup.ts';
import type { ActionContext } from '../context.ts';
import { publishStatus } from '../publish-status.ts';
import { sealingInput } from '../sealing-input.ts';
import { spoolInput } from '../spool-input.ts';
import { writtenStoresInput } from '../store-input.ts';
import { reportWritten } from '../written-backup.ts';
import { readInputs } from './inputs.ts';

/** `backup`: dumps a database into its stores, sealed. */
export async function backup(context: ActionContext): Promise<void> {
  const { runtime, launcher } = context;
  const { reader, ...inputs } = readInputs(runtime);
  const codec = parseCompression(inputs.compression);
  const cipher = await sealingInput(reader);
  const stores = await writtenStoresInput(reader, context);
  const source = await openSource({
    url: inputs.url,
    launcher,
    client: inputs.client,
    searchPath: runtime.searchPath,
  });
  await using spool = await spoolInput(reader, context);
  const taken = await takeBackup({
    ...context,
    ...inputs,
    source,
    codec,
    cipher,
    stores: stores.map(({ store }) => store),
    spool,
    run: runtime.run,
    signal: runtime.signal,
  });
  const unpublished = inputs.publishesStatus ? await publishStatus(taken, context) : undefined;
  await reportWritten(taken, stores, context);
  if (unpublished !== undefined) throw unpublished;
}
