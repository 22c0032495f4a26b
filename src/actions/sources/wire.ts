import { sourceEntries } from '../../domain/configuration/source-entries.ts';
import { Failure } from '../../domain/failure.ts';
import { page, plain, table } from '../../report/markdown.ts';
import { configFile } from '../config-file.ts';
import type { ActionContext } from '../context.ts';
import { readInputs } from './inputs.ts';

/** `sources`: lists what a configuration file has, for a job matrix. Connects to nothing. */
export async function sources({ runtime }: ActionContext): Promise<void> {
  const { config, wanted } = readInputs(runtime);
  const { workFolder } = runtime;
  const file = await configFile({ config, workFolder, variable: (name) => runtime.variable(name) });
  if (file === undefined) {
    throw new Failure('input-missing', 'there is no configuration file', {
      hint: 'name it by the input "config"; in a workflow, check the repository out first (actions/checkout)',
    });
  }
  const entries = sourceEntries(file.configuration, wanted, file.path);
  runtime.result(entries.map(({ source, kind, environment }) => `${source} ${kind} ${environment}`.trim()).join('\n'));
  await runtime.summary(
    page(
      `## ${entries.length} of ${plain(file.path)}`,
      table(
        ['source', 'kind', 'environment'],
        entries.map(({ source, kind, environment }) => [source, kind, environment].map(plain)),
      ),
    ),
  );
  runtime.output('matrix', JSON.stringify({ include: entries }));
  runtime.output('sources', [...new Set(entries.map(({ source }) => source))].join('\n'));
}
