import { Failure } from '../failure.ts';
import { pathsOf, type ChangedFile } from './changed-file.ts';
import { migrationTools } from './migration-tools.ts';
import { parsePathPattern, type PathPattern } from './path-pattern.ts';

/** A changed file that is or was a migration. */
export interface TouchedMigration {
  readonly file: ChangedFile;
  /** Tools whose files look like this, or `own patterns`. */
  readonly tools: readonly string[];
}

/** What makes a path a migration, or keeps it from being one. */
export interface MigrationRules {
  readonly builtIn: readonly { readonly name: string; readonly matches: PathPattern }[];
  readonly own: readonly { readonly matches: PathPattern; readonly excludes: boolean }[];
}

/**
 * The built-in patterns and a user's own. Of the user's lines, the last one that means a path decides; one that begins with `!` excludes.
 * Where none means it, the built-in ones do. So `!**` as the first line leaves only what the user writes below it.
 *
 * @throws Failure `input-invalid` for a line that cannot be read.
 */
export function migrationRules(lines: readonly string[]): MigrationRules {
  return {
    builtIn: migrationTools.flatMap(({ name, patterns }) =>
      patterns.map((pattern) => ({ name, matches: parsePathPattern(pattern, 'patterns', { anyCase: true }) })),
    ),
    own: lines.map(ownRule),
  };
}

function ownRule(line: string): MigrationRules['own'][number] {
  const excludes = line.startsWith('!');
  const pattern = (excludes ? line.slice(1) : line).replace(/^\.?\//, '');
  if (pattern === '') {
    throw new Failure('input-invalid', `input "patterns" has a line without a pattern: ${JSON.stringify(line)}`, {
      hint: 'write a path with *, ? and ** behind the sign, such as !docs/**',
    });
  }
  // A guard that means no file lets every change in.
  if (/^["'`“‘]|["'`”’]$|^- |,(?:\s|$)|\\/.test(pattern)) {
    throw new Failure('input-invalid', `input "patterns" has a line that is no pattern: ${JSON.stringify(line)}`, {
      hint: 'write one pattern a line with / between folders, and no quotes, dashes or commas around it',
    });
  }
  // What excludes a file takes away a guard, so it means what it says to the letter.
  return { excludes, matches: parsePathPattern(pattern, 'patterns', { anyCase: !excludes }) };
}

/** The files of a change that are, or were before the change, migrations. Deleting or renaming one counts as well. */
export function touchedMigrations(files: readonly ChangedFile[], rules: MigrationRules): readonly TouchedMigration[] {
  return files.flatMap((file) => {
    const tools = new Set(pathsOf(file).flatMap((path) => toolsOf(path, rules)));
    return tools.size === 0 ? [] : [{ file, tools: [...tools] }];
  });
}

function toolsOf(path: string, { builtIn, own }: MigrationRules): readonly string[] {
  const decisive = own.findLast(({ matches }) => matches(path));
  if (decisive !== undefined) return decisive.excludes ? [] : ['own patterns'];
  return builtIn.filter(({ matches }) => matches(path)).map(({ name }) => name);
}
