import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readActionMetadata } from './action-metadata.ts';
import type { KnownActions } from './help.ts';

/** Every action of our own code in the folder `actions` of the package, with what its action.yml says; those made of others are GitHub's alone. */
export function knownActions(packageFolder: string): KnownActions {
  const folder = join(packageFolder, 'actions');
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Map(
    names
      .map(({ name }) => name)
      .sort()
      .map((name) => [name, readActionMetadata(join(folder, name, 'action.yml'))] as const)
      .filter(([, { runs }]) => runs['using'] !== 'composite'),
  );
}
