import { Failure, messageOf } from '../domain/failure.ts';
import type { ChangedFile } from '../domain/gate/changed-file.ts';
import type { History } from '../ports/history.ts';
import type { Launcher } from '../process/launcher.ts';

/** The clone in a folder, by `git` on `PATH`. Nothing that a commit holds can make git start another program. */
export function gitHistory(folder: string, launcher: Launcher): History {
  const git = async (args: readonly string[], signal: AbortSignal): Promise<string> => {
    // the checkout may belong to another account than the one that runs this step
    const options = ['-C', folder, '--no-replace-objects', '-c', `safe.directory=${folder}`];
    return await launcher.capture({ file: 'git', args: [...options, ...args] }, { signal });
  };
  return {
    async changedFiles(base, head, signal) {
      if (![base, head].every((sha) => /^[0-9a-f]{40,64}$/.test(sha))) return undefined;
      const common = await git(['merge-base', base, head], signal).catch(() => {
        signal.throwIfAborted();
        return undefined; // no git, no clone, or not enough of the history
      });
      if (common === undefined) return undefined;
      try {
        return parse(await git(['diff-tree', '-r', '-z', '-M', '--name-status', common.trim(), head], signal));
      } catch (cause) {
        signal.throwIfAborted();
        throw new Failure(
          'change-unknown',
          `git cannot tell ${base.slice(0, 7)} from ${head.slice(0, 7)}: ${messageOf(cause)}`,
          {
            cause,
          },
        );
      }
    },
  };
}

/** `M`, path; `A`, path; `R086`, old path, new path: each ended by a NUL (https://git-scm.com/docs/git-diff-tree, "Raw output format"). */
function parse(text: string): readonly ChangedFile[] {
  const fields = text.split('\0');
  const files: ChangedFile[] = [];
  for (let at = 0; (fields[at] ?? '') !== '';) {
    const [status = '', first = '', second = ''] = fields.slice(at, at + 3);
    if (/^[RC]/.test(status)) {
      const isRename = status.startsWith('R');
      files.push({ path: second, kind: isRename ? 'renamed' : 'added', ...(isRename && { previousPath: first }) });
      at += 3;
    } else {
      files.push({ path: first, kind: status === 'A' ? 'added' : status === 'D' ? 'deleted' : 'modified' });
      at += 2;
    }
  }
  return files;
}
