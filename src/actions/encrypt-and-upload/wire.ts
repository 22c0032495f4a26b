import { parseCompression } from '../../codecs/registry.ts';
import { parseBytes } from '../../domain/bytes.ts';
import { commandSource } from '../../engines/command/command-source.ts';
import { filesSource } from '../../engines/files/files-source.ts';
import type { Source } from '../../ports/engine.ts';
import type { WrittenBackup } from '../../report/backup-summary.ts';
import { readOnly } from '../../stores/with/read-only.ts';
import { replicateBackup } from '../../usecases/replicate-backup.ts';
import { takeBackup } from '../../usecases/take-backup.ts';
import type { ActionContext } from '../context.ts';
import { hasSealing, openingInput, sealingInput } from '../sealing-input.ts';
import { spoolInput } from '../spool-input.ts';
import { firstStoreInput, storesInput, type NamedStore } from '../store-input.ts';
import { reportWritten } from '../written-backup.ts';
import { readInputs, type EncryptAndUploadInputs, type Material } from './inputs.ts';

/** `encrypt-and-upload`: brings a backup, files or a command's output, sealed, to one or more stores. */
export async function encryptAndUpload(context: ActionContext): Promise<void> {
  const inputs = readInputs(context.runtime);
  const stores = await storesInput(inputs.reader, 'store', context);
  const { material } = inputs;
  const written =
    material.is === 'backup'
      ? await bring(material, inputs, stores, context)
      : await take(material, inputs, stores, context);
  await reportWritten(written, stores, context);
}

async function bring(
  { kind, selector }: Extract<Material, { is: 'backup' }>,
  { reader, sourceName }: EncryptAndUploadInputs,
  stores: readonly NamedStore[],
  context: ActionContext,
): Promise<WrittenBackup> {
  const { runtime } = context;
  const cipher = hasSealing(reader) ? await sealingInput(reader) : undefined;
  const { store: from } = await firstStoreInput(reader, 'from', context);
  await using spool = await spoolInput(reader, context);
  return await replicateBackup({
    ...context,
    sourceName,
    kind,
    selector,
    from: readOnly(from),
    stores: stores.map(({ store }) => store),
    ...(cipher && { cipher }),
    keys: openingInput(reader),
    spool,
    signal: runtime.signal,
  });
}

async function take(
  material: Exclude<Material, { is: 'backup' }>,
  { reader, sourceName, compression }: EncryptAndUploadInputs,
  stores: readonly NamedStore[],
  context: ActionContext,
): Promise<WrittenBackup> {
  const { runtime } = context;
  const codec = parseCompression(compression);
  const cipher = await sealingInput(reader);
  await using spool = await spoolInput(reader, context);
  return await takeBackup({
    ...context,
    sourceName,
    source: sourceOf(material, context),
    kind: material.is,
    tables: [],
    excludeTables: [],
    digest: 'stream',
    minBytes: parseBytes(reader.text('min-bytes', '1'), 'min-bytes'),
    codec,
    cipher,
    stores: stores.map(({ store }) => store),
    spool,
    run: runtime.run,
    signal: runtime.signal,
  });
}

function sourceOf(material: Exclude<Material, { is: 'backup' }>, { runtime, ...context }: ActionContext): Source {
  const { workFolder } = runtime;
  return material.is === 'files'
    ? filesSource({ ...context, workFolder, paths: material.paths })
    : commandSource({ ...context, workFolder, command: material.command });
}
