import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../steps/task.ts';
import { readActionMetadata, type ActionMetadata } from '../../src/cli/action-metadata.ts';
import { knownActions } from '../../src/cli/known-actions.ts';
import { configurationSchema, keysTable } from './configuration-schema.ts';
import { migrationTools } from '../../src/domain/gate/migration-tools.ts';
import { errorsPage } from './errors-page.ts';
import { cell, inputsTable, outputsTable, table } from './interface-tables.ts';

/** A document that is generated, in whole or between markers. */
export interface GeneratedDoc {
  /** Relative to the root of the project. */
  readonly name: string;
  readonly path: string;
  /** What it has to hold. */
  readonly text: string;
  /** Whether it holds just that. */
  readonly isCurrent: boolean;
}

/**
 * All generated documents: the tables of inputs and outputs in each action's README, docs/errors.md, what counts as a migration, and the keys of the
 * configuration file with its schema. Throws where a page lacks the markers between which a table goes.
 */
export async function generatedDocs(): Promise<GeneratedDoc[]> {
  const readmes = globSync('actions/*/action.yml', { cwd: root })
    .sort()
    .map((actionYml) => readmeOf(actionYml));
  const schema = JSON.stringify(configurationSchema(knownActions(root)));
  return Promise.all([
    ...readmes,
    docOf('docs/errors.md', errorsPage()),
    configurationPage(),
    gatePage(),
    docOf('docs/muster.schema.json', schema, 'json'),
  ]);
}

function configurationPage(): Promise<GeneratedDoc> {
  const name = 'docs/configuration.md';
  const text = readFileSync(join(root, name), 'utf8');
  return docOf(
    name,
    between(name, text, ['<!-- keys from the code -->', '<!-- end of keys -->'], keysTable(knownActions(root))),
  );
}

function readmeOf(actionYml: string): Promise<GeneratedDoc> {
  const name = actionYml.replace(/action\.yml$/, 'README.md');
  const path = join(root, name);
  const metadata = readActionMetadata(join(root, actionYml));
  let text = existsSync(path) ? readFileSync(path, 'utf8') : firstReadme(metadata);
  text = between(name, text, markersOf('inputs'), inputsTable(metadata.inputs));
  text = between(name, text, markersOf('outputs'), outputsTable(metadata.outputs));
  return docOf(name, text);
}

/** The page about the gate, with the table of what counts as a migration. */
function gatePage(): Promise<GeneratedDoc> {
  const name = 'docs/migration-gate.md';
  const rows = migrationTools.map(({ name: tool, patterns, facts }) => [
    facts.startsWith('https:') ? `[${tool}](${facts})` : tool,
    cell(patterns.map((pattern) => `\`${pattern}\``).join(' ')),
  ]);
  const text = readFileSync(join(root, name), 'utf8');
  const begin = '<!-- migration tools from src/domain/gate/migration-tools.ts -->';
  return docOf(
    name,
    between(name, text, [begin, '<!-- end of migration tools -->'], table(['tool', 'its files'], rows)),
  );
}

/** What the README of a new action starts from. */
function firstReadme({ name, description }: ActionMetadata): string {
  const section = (title: string, what: string): string => [`## ${title}`, ...markersOf(what)].join('\n\n');
  return [`# ${name ?? ''}`, description ?? '', section('Inputs', 'inputs'), section('Outputs', 'outputs')].join(
    '\n\n',
  );
}

async function docOf(name: string, text: string, parser: 'markdown' | 'json' = 'markdown'): Promise<GeneratedDoc> {
  const path = join(root, name);
  const formatted = await format(text, { ...(await resolveConfig(path)), parser });
  return { name, path, text: formatted, isCurrent: existsSync(path) && readFileSync(path, 'utf8') === formatted };
}

function between(name: string, text: string, [begin, end]: readonly [string, string], table: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from)
    throw new Error(`${name} has no place for a table: write ${begin} and ${end}, each on a line`);
  return `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`;
}

function markersOf(what: string): [begin: string, end: string] {
  return [`<!-- ${what} from action.yml -->`, `<!-- end of ${what} -->`];
}
