import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useOwnLibraries } from './own-libraries.ts';
import { systemPartsAllowed } from './part.ts';
import { runProgram, tryProgram } from './run-program.ts';
import { wholeFolder } from './whole-folder.ts';

/** Packages of a Debian release that need not be the machine's own. */
export interface SuitePackages {
  /** Such as `bullseye`. */
  readonly suite: string;
  readonly packages: readonly string[];
  /** Folders of the programs that have to run, such as `usr/lib/postgresql/13/bin`. */
  readonly programs: readonly string[];
}

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** The packages that hold shared libraries, by their files' names; what else a package depends on, no program needs that we start. */
const library = /^(?:lib|zlib1g_)/;
const unused = ['usr/share/doc', 'usr/share/man', 'usr/share/locale'];

/**
 * Unpacks packages of a Debian release, with the libraries that they need, into a folder in which their programs run as they are: without
 * root, without chroot, without anything being installed. They come from the mirror that the machine's own packages come from.
 *
 * @param folder Absolute, and without symbolic links in it: programs hold it as the place of their libraries.
 * @throws Error where the machine is no Debian, or its mirror has not the packages.
 */
export async function unpackFromSuite({ suite, packages, programs }: SuitePackages, folder: string): Promise<void> {
  const archive = await archiveOfThisMachine();
  await wholeFolder(folder, async (tree) => {
    const state = join(tree, '.apt');
    const options = privateApt(state, `deb [signed-by=${keyring}] ${archive} ${suite} main\n`);
    await runProgram('apt-get', [...options, 'update']);
    await runProgram('apt-get', [...options, 'install', '-y', '--download-only', ...packages]);
    const archives = join(state, 'archives');
    const named = packages.map((name) => `${name}_`);
    const wanted = readdirSync(archives).filter(
      (file) => file.endsWith('.deb') && (library.test(file) || named.some((name) => file.startsWith(name))),
    );
    for (const file of wanted) await runProgram('dpkg-deb', ['--extract', join(archives, file), tree]);
    for (const path of [state, ...unused.map((name) => join(tree, name))]) rmSync(path, { recursive: true });
    await useOwnLibraries(tree, folder, programs);
  });
}

/** Address of the Debian archive that the machine's own packages come from, as apt is configured. */
async function archiveOfThisMachine(): Promise<string> {
  const release = systemPartsAllowed() && existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const codename = /^VERSION_CODENAME=(\S+)$/m.exec(release)?.[1];
  const isDebian = /^ID=debian$/m.test(release) && existsSync(keyring);
  if (!isDebian || codename === undefined) throw new Error('packages of other Debian releases are to be had on Debian');
  const format = '$(RELEASE) $(REPO_URI)';
  const { output } = await tryProgram('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']);
  const archive = output.split('\n').find((line) => line.startsWith(`${codename} `));
  if (archive === undefined) throw new Error(`apt has no source for ${codename}`);
  return archive.slice(codename.length + 1);
}

/** Options with which apt knows one source and no installed packages, and touches nothing outside a folder. */
function privateApt(state: string, source: string): string[] {
  for (const folder of ['lists/partial', 'archives/partial']) mkdirSync(join(state, folder), { recursive: true });
  const files = { sources: source, status: '', preferences: '' };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(state, name), text);
  const settings = {
    'Dir::State': state,
    'Dir::State::lists': 'lists/',
    'Dir::State::status': join(state, 'status'),
    'Dir::Cache': state,
    'Dir::Cache::archives': 'archives/',
    'Dir::Etc::sourcelist': join(state, 'sources'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferences': join(state, 'preferences'),
    'Dir::Etc::preferencesparts': '/dev/null',
    'APT::Default-Release': '',
    'APT::Install-Recommends': 'false',
    'APT::Sandbox::User': '', // the account that apt would take may not enter the folder
    'Acquire::Languages': 'none',
    'Acquire::Check-Valid-Until': 'false', // a mirror may lag behind for longer than a release file is valid
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}
