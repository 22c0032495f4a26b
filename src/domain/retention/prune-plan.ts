import type { IncompleteFolder } from '../catalog.ts';
import type { BackupKind } from '../kind.ts';
import type { Decision, RetentionPlan } from './plan.ts';
import { type Standing, standingOf } from './standing.ts';

/** One backup in a prune plan. */
export interface PlannedBackup {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly snapshotAt: string;
  /** Negative for a backup dated in the future. */
  readonly ageSeconds: number;
  readonly sizeBytes: number;
  readonly standing: Standing;
  readonly decision: 'keep' | 'remove';
  readonly because: readonly string[];
}

/** Something without a manifest: the folder of a backup that was not finished, or an upload that was begun. */
export interface PlannedRest {
  readonly what: 'folder' | 'upload';
  /** The folder, or the key of the upload. */
  readonly at: string;
  /** When it was last written to, or begun; ISO 8601, UTC. */
  readonly since: string;
  readonly decision: 'sweep' | 'leave';
  readonly because: string;
}

/** The plan for one kind of backup of a source. */
export interface KindPlan {
  readonly kind: BackupKind;
  /** Why nothing is removed; null where pruning goes ahead. */
  readonly halted: string | null;
  /** Newest first. */
  readonly backups: readonly PlannedBackup[];
  readonly rests: readonly PlannedRest[];
  /** Keys that belong to no backup; they are left alone. */
  readonly strays: readonly string[];
}

/** What a prune does to one store, as plain JSON. What is printed is what is done. */
export interface PrunePlan {
  /** The store's name. */
  readonly store: string;
  readonly source: string;
  /** When it was made, ISO 8601, UTC. */
  readonly madeAt: string;
  readonly dryRun: boolean;
  readonly kinds: readonly KindPlan[];
}

/** The backups of a retention plan as they stand in a prune plan, newest first. */
export function plannedBackups(plan: RetentionPlan, now: Date): readonly PlannedBackup[] {
  const planned = (decision: PlannedBackup['decision']) => {
    return ({ entry, because }: Decision): PlannedBackup => ({
      id: entry.address.id,
      snapshotAt: entry.snapshotAt.toISOString(),
      ageSeconds: Math.round((now.getTime() - entry.snapshotAt.getTime()) / 1000),
      sizeBytes: entry.sizeBytes,
      standing: standingOf(entry),
      decision,
      because,
    });
  };
  const backups = [...plan.keep.map(planned('keep')), ...plan.remove.map(planned('remove'))];
  return backups.sort((a, b) => a.ageSeconds - b.ageSeconds || (a.id < b.id ? 1 : -1));
}

/** An incomplete folder as it stands in a prune plan. */
export function plannedFolder(folder: IncompleteFolder, isAbandoned: boolean, isHalted: boolean): PlannedRest {
  return { what: 'folder', at: folder.folder, since: folder.modifiedAt.toISOString(), ...fate(isAbandoned, isHalted) };
}

/** An upload that was begun and not finished, as it stands in a prune plan. */
export function plannedUpload(
  upload: { readonly key: string; readonly startedAt: Date },
  isAbandoned: boolean,
  isHalted: boolean,
): PlannedRest {
  return { what: 'upload', at: upload.key, since: upload.startedAt.toISOString(), ...fate(isAbandoned, isHalted) };
}

function fate(isAbandoned: boolean, isHalted: boolean): Pick<PlannedRest, 'decision' | 'because'> {
  if (!isAbandoned) return { decision: 'leave', because: 'younger than the grace: a backup may be writing it' };
  if (isHalted) return { decision: 'leave', because: 'pruning is halted' };
  return { decision: 'sweep', because: 'not finished, and older than the grace' };
}
