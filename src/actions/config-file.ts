import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { Configuration } from '../domain/configuration/configuration.ts';
import { type Problem, validate, type ValuePath } from '../domain/configuration/validate.ts';
import { Failure, messageOf } from '../domain/failure.ts';

/** Where a configuration file is looked for when the input `config` is empty. */
const usualPlaces = ['muster.yml', '.github/muster.yml'];

/** Runs that often have somebody else's files in the workspace, beside the secrets of the repository. */
const foreignEvents = ['pull_request_target', 'workflow_run', 'issue_comment'];

/** A file that is too long to be one by hand is some other file. */
const largestBytes = 1024 * 1024;

/** So many problems are told; whoever has more sees the pattern. */
const toldProblems = 20;

export interface ConfigPlace {
  /** The input `config`: a path, `none`, or empty. */
  readonly config: string;
  readonly workFolder: string;
  readonly variable: (name: string) => string;
}

/** A configuration file, read and right. */
export interface ConfigFile {
  /** As the user calls it. */
  readonly path: string;
  readonly configuration: Configuration;
}

/**
 * The configuration file of a run: the one that `config` names, or the one in a usual place. Where the workspace may be a stranger's, such a
 * file is only read when it is named, since it can name commands and stores.
 *
 * @throws Failure `config-invalid` with every problem as `file:line:column: …`
 */
export async function configFile({ config, workFolder, variable }: ConfigPlace): Promise<ConfigFile | undefined> {
  if (config === 'none') return undefined;
  const path = config === '' ? usualFile(workFolder, variable('GITHUB_EVENT_NAME')) : config;
  if (path === undefined) return undefined;
  return { path, configuration: configurationIn(await textOf(resolve(workFolder, path), path), path) };
}

function usualFile(workFolder: string, event: string): string | undefined {
  if (foreignEvents.includes(event)) return undefined;
  const isThere = (place: string): boolean => existsSync(join(workFolder, place));
  const [first, second] = usualPlaces.filter(isThere);
  const other = usualPlaces.map((place) => place.replace(/yml$/, 'yaml')).find(isThere);
  if (first === undefined && other !== undefined) {
    throw new Failure('config-invalid', `there is a file ${other}, and by itself only ${usualPlaces[0]} is read`, {
      hint: 'rename it so that it ends with .yml, or name it by the input "config"; where it is another program\'s, write config: none',
    });
  }
  if (second === undefined) return first;
  throw new Failure('config-invalid', `there are both ${usualPlaces.join(' and ')}`, {
    hint: 'remove one of them, or name one by the input "config"',
  });
}

async function textOf(file: string, path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new Failure('config-invalid', `cannot read the file ${path} of input "config": ${messageOf(cause)}`, {
      hint: 'give the path of a file that exists, seen from the workspace; in a workflow, check the repository out first (actions/checkout)',
      cause,
    });
  }
  if (bytes.length > largestBytes) throw new Failure('config-invalid', `${path} is larger than 1 MiB`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure('config-invalid', `${path} is not UTF-8 text`, { cause });
  }
}

/** Reads the text of a configuration file. @throws Failure `config-invalid` */
export function configurationIn(text: string, path: string): Configuration {
  const lines = new LineCounter();
  // A message of its own needs no excerpt of the file, which may hold what should not be there.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const mistakes = [...document.errors, ...document.warnings];
  const told = mistakes.map((mistake) => ({ offset: mistake.pos[0], text: wordsOf(mistake, text) }));
  // What cannot be parsed has no values; keys that are there twice have.
  const canGoOn = document.errors.every(({ code }) => code === 'DUPLICATE_KEY');
  const validated = canGoOn ? validate(valueOf(document, path)) : { problems: [] };
  told.push(...validated.problems.map((problem) => ({ offset: offsetOf(problem, document), text: problem.text })));
  if (told.length === 0 && 'configuration' in validated) return validated.configuration;
  const list = told
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, text: words }) => `${at(offset)}: ${words}`)
    .slice(0, toldProblems);
  const more = told.length > toldProblems ? ` · and ${told.length - toldProblems} more` : '';
  throw new Failure('config-invalid', list.join(' · ') + more);
}

function wordsOf({ code, message, pos }: YAMLError, text: string): string {
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here: remove it, and the line "---" in front of it';
  if (code !== 'DUPLICATE_KEY') return message;
  const key = /^[^\s:]+/.exec(text.slice(pos[0]))?.[0] ?? '';
  return `the key ${JSON.stringify(key)} is there twice`;
}

/** Where a problem stands: at the key or the value, or at the nearest thing around a value that came from elsewhere. */
function offsetOf({ path, isKey }: Problem, document: Document): number {
  if (isKey) {
    const around: unknown = document.getIn(path.slice(0, -1), true);
    const pair = isMap(around)
      ? around.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))
      : undefined;
    if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
  }
  for (let length = path.length; length > 0; length -= 1) {
    const offset = valueOffset(document, path.slice(0, length));
    if (offset !== undefined) return offset;
  }
  return 0;
}

function valueOffset(document: Document, path: ValuePath): number | undefined {
  const node: unknown = document.getIn(path, true);
  return isNode(node) && node.range ? node.range[0] : undefined;
}

/** @throws Failure where anchors multiply beyond all measure, which the parser refuses only now. */
function valueOf(document: { toJS(): unknown }, path: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw new Failure('config-invalid', `${path}: ${messageOf(cause)}`, { cause });
  }
}
