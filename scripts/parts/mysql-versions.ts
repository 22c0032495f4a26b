import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { unpackFromSuite } from './debian-suite.ts';
import { mysqlFolder, realPartsFolder } from './locate.ts';
import { isInstalled, noteInstalled, type Part } from './part.ts';
import { runProgram } from './run-program.ts';

interface Build {
  readonly suite: string;
  readonly packages: readonly string[];
  /** A program that says which version it is. */
  readonly server: string;
}

const mariadb = (suite: string, suffix: string): Build => ({
  suite,
  packages: ['server', 'server-core', 'client', 'client-core'].map((name) => `mariadb-${name}${suffix}`),
  server: 'mariadbd',
});

/** Debian's releases have one series each. */
const builds: Readonly<Record<string, Build>> = {
  'mariadb-10.5': mariadb('bullseye', '-10.5'),
  'mariadb-10.11': mariadb('bookworm', ''),
  'mariadb-11.8': mariadb('trixie', ''),
  'mysql-9.7': {
    suite: 'sid',
    packages: ['mysql-server', 'mysql-server-core', 'mysql-client', 'mysql-client-core'],
    server: 'mysqld',
  },
};

/** The servers that can be had, by names such as `mariadb-10.11`. */
export const mysqlVersions: readonly string[] = Object.keys(builds);

/** Server and clients of one series of MySQL or MariaDB, which `mysqlFolder(name)` finds. */
export function mysqlVersion(name: string): Part {
  const build = builds[name];
  if (build === undefined) throw new Error(`no build of ${name} is known`);
  // the programs of a tree hold its path, so one that was moved with its clone is set up again
  const note = (): string => `Debian ${build.suite}, in ${realPartsFolder()}`;
  return {
    isHere: () => isInstalled(name, note()) && existsSync(join(mysqlFolder(name), 'sbin', build.server)),
    async install() {
      const tree = join(realPartsFolder(), 'trees', name);
      const { suite, packages } = build;
      await unpackFromSuite({ suite, packages, programs: ['usr/bin', 'usr/sbin'] }, tree);
      const said = await runProgram(join(tree, 'usr', 'sbin', build.server), ['--no-defaults', '--version']);
      const series = name.slice(name.indexOf('-') + 1);
      if (!said.includes(` ${series}.`)) throw new Error(`${suite} has another version: ${said.trim()}`);
      const link = mysqlFolder(name);
      mkdirSync(join(link, '..'), { recursive: true });
      rmSync(link, { recursive: true, force: true });
      symlinkSync(join(tree, 'usr'), link);
      noteInstalled(name, note());
    },
  };
}
