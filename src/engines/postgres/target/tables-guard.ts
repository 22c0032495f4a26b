import type { ObjectFingerprint } from '../../../domain/fingerprint.ts';
import { canonicalised } from '../canonical.ts';
import { readCatalog, type CatalogScope } from '../catalog.ts';
import type { Session } from '../session.ts';
import { unfit } from './tables-needs.ts';
import { ownersOf } from './tables-part.ts';

/** Holds what is around the chosen tables against what it was. */
export interface Guard {
  /** @throws Failure `target-unfit` that names what is gone or different. */
  check(): Promise<void>;
}

/**
 * Remembers all objects that do not belong to the tables.
 *
 * @param session Within the transaction.
 * @param tables The chosen ones, and what is emptied or goes with them.
 */
export async function guardAround(session: Session, tables: ReadonlySet<string>, scope: CatalogScope): Promise<Guard> {
  const read = async (): Promise<readonly ObjectFingerprint[]> => {
    const objects = await readCatalog(session, { scope, sequenceValues: 'leave' });
    const owners = ownersOf(objects);
    return objects.filter((object) => object.kind !== 'role' && !tables.has(owners.get(object) ?? ''));
  };
  const before = await read();
  return {
    async check() {
      const after = await canonicalised(session, before, await read());
      const found = new Map(after.map((object) => [`${object.kind} ${object.name}`, object.definition]));
      const lost = before.flatMap(({ kind, name, definition }) => {
        const now = found.get(`${kind} ${name}`);
        if (now === definition) return [];
        return [`${kind.replace('-', ' ')} ${name} would be ${now === undefined ? 'lost' : 'another one'}`];
      });
      if (lost.length === 0) return;
      const more = lost.length > shown ? ` and ${lost.length - shown} more` : '';
      throw unfit(
        `the backup does not bring back all that depends on the tables: ${lost.slice(0, shown).join(', ')}${more}`,
        'keep the definition, drop it, restore, and make it again',
      );
    },
  };
}

const shown = 5;
