import type { Muster } from './muster.ts';
import { say, type Outcomes } from './screen.ts';
import type { World } from './world.ts';

export interface Listing {
  readonly world: Pick<World, 'folder' | 'bucket'>;
  readonly muster: Muster;
  /** Where Muster is run, in words. */
  readonly by: string;
  readonly source: string;
  /** The one backup that is there. */
  readonly id: string;
  readonly outcomes: Outcomes;
}

/** Lists what there is of a source, and looks whether it says what each copy is worth. */
export async function listCatalog({ world, muster, by, source, id, outcomes }: Listing): Promise<void> {
  say(`${by}: which backups are there, and which of them can be trusted?`);
  const list = await muster('list', { source, store: `${world.folder}\n${world.bucket}` });
  const [inFolder, inBucket, ...others] = list.page.split('\n').filter((line) => line.trim().startsWith(id));
  const areListed = inFolder?.includes('failed') === true && inBucket?.includes('proven') === true;
  const isSo = list.status === 0 && areListed && others.length === 0;
  outcomes.add(`${by}: the list shows the backup as failed in the folder, and as proven in the bucket`, isSo);
}
