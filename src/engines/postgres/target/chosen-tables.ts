import type { TargetPart } from './part.ts';
import { assessTables } from './tables-assess.ts';
import { loadTables } from './tables-load.ts';

/** Chosen tables of a backup, in one transaction. */
export const chosenTables: TargetPart = { assess: assessTables, load: loadTables };
