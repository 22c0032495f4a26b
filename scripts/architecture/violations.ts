import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { importsOf, isBarrel, type Import } from './imports.ts';
import { emptyAlone, emptyNames, layers, packageHomes, siblingFolders, strangersFolders } from './layers.ts';

const maximumLines = 300;

/** What is wrong with a file of `src`, one line each: `path:line: why`. `path` is relative to `src`. */
export function violationsOf(path: string, text: string): string[] {
  const found = nameViolations(path).map((why) => `${path}: ${why}`);
  const lines = text.split('\n').length - 1;
  if (lines > maximumLines) found.push(`${path}: has ${lines} lines, more than ${maximumLines}`);
  if (isBarrel(text)) found.push(`${path}: only hands on what others export`);
  for (const one of importsOf(text)) {
    const why = importViolation(path, one);
    if (why !== undefined) found.push(`${path}:${one.line}: ${why}`);
  }
  return found;
}

/** What is wrong with the name of a file or of its folders. */
export function nameViolations(path: string): string[] {
  return path.split('/').flatMap((part) => {
    const name = part.replace(/(\.test)?\.ts$/, '');
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return [`"${part}" is not kebab-case`];
    const isEmpty = emptyAlone.includes(name) || emptyNames.includes(name.split('-').at(-1) ?? '');
    return isEmpty ? [`"${part}" says nothing about what it is for`] : [];
  });
}

function importViolation(path: string, { specifier, isTypeOnly }: Import): string | undefined {
  if (specifier === undefined) return 'computes what it imports, which no bundler follows';
  if (specifier.startsWith('.')) return ownViolation(path, posix.join(posix.dirname(path), specifier));
  if (isBuiltin(specifier)) return nodeViolation(path, specifier, isTypeOnly);
  const home = packageHomes[specifier];
  if (home?.some((folder) => path.startsWith(`${folder}/`)) === true) return undefined;
  return `${topOf(path)} may not import the package ${specifier}`;
}

function ownViolation(path: string, target: string): string | undefined {
  if (target.startsWith('..')) return `${target} is not in src`;
  if (path === 'main.ts') return undefined;
  if (topOf(path) === topOf(target)) return siblingViolation(path, target);
  if (layers[topOf(path)]?.folders.includes(topOf(target)) === true) return undefined;
  return `${topOf(path)} may not import ${topOf(target)}`;
}

function siblingViolation(path: string, target: string): string | undefined {
  const top = topOf(path);
  if (strangersFolders.includes(top)) return `${path} and ${target} may not know each other`;
  if (!siblingFolders.includes(top) || path === `${top}/registry.ts`) return undefined;
  const alternative = alternativeOf(target);
  if (target === `${top}/registry.ts`) return `only those outside ${top} use its registry`;
  if (alternative === undefined || alternative === alternativeOf(path)) return undefined;
  return `only ${top}/registry.ts may import ${top}/${alternative}`;
}

function nodeViolation(path: string, specifier: string, isTypeOnly: boolean): string | undefined {
  if (!specifier.startsWith('node:')) return `write node:${specifier}`;
  const module = specifier.slice('node:'.length).split('/')[0] ?? '';
  const top = topOf(path);
  const allowed = path === 'main.ts' ? [] : (layers[top]?.node ?? []);
  if (module === 'child_process') return top === 'process' ? undefined : 'only process may start programs';
  if (allowed === 'any' || (allowed === 'types' && isTypeOnly)) return undefined;
  return allowed !== 'types' && allowed.includes(module) ? undefined : `${top} may not import ${specifier}`;
}

function topOf(path: string): string {
  return path.split('/')[0] ?? '';
}

/** The sub-folder that a path lies in, below its top folder; undefined for a file that lies in the top folder itself. */
function alternativeOf(path: string): string | undefined {
  const parts = path.split('/');
  return parts.length > 2 ? parts[1] : undefined;
}
