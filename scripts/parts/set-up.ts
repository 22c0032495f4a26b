import { goPrograms } from './go-programs.ts';
import { mysqlVersion, mysqlVersions } from './mysql-versions.ts';
import type { Part } from './part.ts';
import { postgresqlMajors, postgresqlVersion } from './postgresql-versions.ts';
import { postgresql } from './postgresql.ts';
import { pythonProgram } from './python-program.ts';
import { systemPrograms } from './system-programs.ts';
import { wheelProgram } from './wheel-program.ts';

const parts = {
  /** An S3 server. */
  versitygw: goPrograms({
    ...{ module: 'github.com/versity/versitygw', version: 'v1.8.0' },
    commands: { versitygw: 'cmd/versitygw' },
  }),
  postgresql,
  'mariadb-10.11': mysqlVersion('mariadb-10.11'),
  'mysql-9.7': mysqlVersion('mysql-9.7'),
  /** The stock tools that a backup has to open with. */
  age: systemPrograms('age', ['age', 'age-keygen'], {
    otherwise: goPrograms({
      ...{ module: 'filippo.io/age', version: 'v1.3.2' },
      commands: { age: 'cmd/age', 'age-keygen': 'cmd/age-keygen' },
    }),
  }),
  gpg: systemPrograms('gnupg', ['gpg', 'gpg-agent']),
  zstd: systemPrograms('zstd', ['zstd']),
  gzip: systemPrograms('gzip', ['gzip']),
  aws: pythonProgram({ name: 'aws', requirement: 'awscli==1.46.3', module: 'awscli' }),
  /** Types passphrases where a tool takes them from a terminal only. */
  python3: systemPrograms('python3', ['python3']),
  /** What a sandbox shuts itself in with. */
  'util-linux': systemPrograms('util-linux', ['setpriv', 'unshare']),
  /** Installs packages into a system of a test's own. */
  apt: systemPrograms('apt', ['apt-get', 'dpkg-deb']),
  tar: systemPrograms('tar', ['tar']),
  /** Runs workflows on this machine, as GitHub would. It closes the terminal of a step that failed before it has read all of it: mended. */
  act: goPrograms({
    ...{ module: 'github.com/nektos/act', version: 'v0.2.89', commands: { act: '' } },
    mend: {
      file: 'pkg/container/host_environment.go',
      wrong: '\terr = cmd.Run()\n\tif err != nil {\n\t\treturn err\n\t}\n\tif tty != nil {',
      right: '\terr = cmd.Run()\n\tif tty != nil {',
    },
  }),
  /** What looks over workflows: their syntax and their security. */
  actionlint: goPrograms({
    ...{ module: 'github.com/rhysd/actionlint', version: 'v1.7.12' },
    commands: { actionlint: 'cmd/actionlint' },
  }),
  zizmor: wheelProgram('zizmor', 'zizmor==1.32.0'),
  /** Reads the lists in an example's workflow. */
  jq: systemPrograms('jq', ['jq']),
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof parts;

const named = (name: PartName): [string, Part] => [name, parts[name]];
const allParts = Object.keys(parts) as PartName[];

/**
 * Brings the named parts here, several at a time, and returns at once where all are here. What it does goes to standard error, a line for
 * each part that was missing.
 *
 * Throws one error that names each part that could not be had and what to do about it.
 */
export async function setUpParts(names: readonly PartName[] = allParts): Promise<void> {
  const failures = await bringAll(names.map(named));
  if (failures.length > 0) throw new Error(`cannot set up what the tests need\n${failures.join('\n')}`);
}

/** Brings every version of the databases here that is tested against. Returns a line for each that could not be had. */
export function setUpVersions(): Promise<readonly string[]> {
  return bringAll([
    ...postgresqlMajors.map((major) => [`PostgreSQL ${major}`, postgresqlVersion(major)] as const),
    ...mysqlVersions.map((name) => [name, mysqlVersion(name)] as const),
  ]);
}

async function bringAll(wanted: readonly (readonly [string, Part])[]): Promise<readonly string[]> {
  const missing = wanted.filter(([, part]) => !part.isHere());
  const outcomes = await Promise.allSettled(missing.map(([name, part]) => bringHere(name, part)));
  return outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [`${missing[index]?.[0] ?? ''}: ${messageOf(outcome.reason)}`] : [],
  );
}

async function bringHere(name: string, part: Part): Promise<void> {
  const started = performance.now();
  process.stderr.write(`setting up ${name} …\n`);
  await part.install();
  if (!part.isHere()) throw new Error(`was installed, but is still not found; install it by hand`);
  process.stderr.write(`set up ${name} in ${Math.round((performance.now() - started) / 1000)} s\n`);
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
