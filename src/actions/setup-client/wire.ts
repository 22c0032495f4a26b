import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { locateBackup } from '../../pipeline/backup-finder.ts';
import { installServer, type ArchiveOrigin } from '../../sandboxes/install-server.ts';
import { missingServer, seriesOf } from '../../sandboxes/registry.ts';
import { readOnly } from '../../stores/with/read-only.ts';
import type { ActionContext } from '../context.ts';
import { outputReport } from '../output-report.ts';
import { storesInput } from '../store-input.ts';
import { readInputs, type SetupInputs } from './inputs.ts';

/** `setup-client`: sees to it that the server of a backup and its client tools are installed on this machine. */
export async function setupClient(context: ActionContext): Promise<void> {
  const { runtime, launcher, clock } = context;
  const inputs = readInputs(runtime);
  const { flavour, series } = await wantedServer(inputs, context);
  const name = `${flavour} ${series}`;
  const { searchPath, run } = runtime;
  const options = {
    ...{ launcher, clock, extraFolders: [], root: tmpdir(), runId: run.id },
    pathFolders: searchPath.split(delimiter).filter(Boolean),
  };
  const isMissing = (): Promise<Error | undefined> => missingServer({ flavour, version: series }, options);
  runtime.output('server', name);
  let origin: ArchiveOrigin | 'here-already' = 'here-already';
  if ((await isMissing()) !== undefined) {
    const folder = join(homedir(), '.cache', 'muster', 'packages');
    const cache = inputs.usesCache ? runtime.cache : undefined;
    origin = await installServer({ launcher, server: { flavour, series }, folder, cache, runId: run.id });
    const stillMissing = await isMissing();
    if (stillMissing !== undefined) throw stillMissing;
    runtime.output('from-cache', String(origin === 'cache'));
  }
  await outputReport(runtime, 'report', 'setup', { flavour, series, origin });
  if (origin === 'damaged-cache')
    runtime.warn('the cache held packages that are not what apt says; they were replaced');
  runtime.result(`${name} ${words[origin]}`);
}

const words: Record<ArchiveOrigin | 'here-already', string> = {
  'here-already': 'is here already',
  cache: 'is installed, from the cache',
  downloaded: 'is installed, freshly downloaded',
  'damaged-cache': 'is installed, freshly downloaded where the cache was wrong',
};

async function wantedServer(
  { wanted, reader }: SetupInputs,
  context: ActionContext,
): Promise<{ readonly flavour: string; readonly series: string }> {
  if ('flavour' in wanted) return wanted;
  const stores = (await storesInput(reader, 'store', context)).map(({ store }) => readOnly(store));
  const { manifest } = await locateBackup({ ...context, ...wanted, stores, signal: context.runtime.signal });
  context.runtime.output('backup-id', manifest.id);
  const { flavour = '', version = '' } = manifest.server;
  return { flavour, series: await seriesOf(flavour, version) };
}
