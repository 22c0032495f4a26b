import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';
import type { Runtime } from '../ports/runtime.ts';
import type { Launcher } from '../process/launcher.ts';

/** What every action is given. */
export interface ActionContext {
  readonly runtime: Runtime;
  readonly clock: Clock;
  readonly launcher: Launcher;
  readonly progress: Progress;
  /** Muster's own version. */
  readonly version: string;
}

/** One action: reads its inputs, does its work, writes outputs and summary. What it throws makes the step red. */
export type Action = (context: ActionContext) => Promise<void>;
