import { asFailure, type Failure } from '../domain/failure.ts';
import type { Comparison } from '../domain/verification/compare.ts';
import type { Finding } from '../domain/verification/finding.ts';
import type { LadderStep, StepOutcome } from '../domain/verification/record.ts';
import { judge, type Verdict } from '../domain/verification/verdict.ts';
import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';

/** Takes the steps of a drill, or of a restore, one after the other and keeps what each one showed. */
export class Ladder<in Step extends string> {
  readonly findings: Finding[] = [];
  readonly gaps: string[] = [];
  readonly notes: string[] = [];
  /** What ended it before its last step. */
  failure: Failure | undefined;
  readonly #taken = new Map<string, { outcome: StepOutcome; seconds: number }>();
  readonly #names: readonly string[];
  readonly #clock: Clock;
  readonly #progress: Progress;

  /** @param names every step, in the order in which they are shown */
  constructor(names: readonly Step[], clock: Clock, progress: Progress) {
    this.#names = names;
    this.#clock = clock;
    this.#progress = progress;
  }

  /** Takes a step. What `work` reports is kept; what it throws comes out as a `Failure`. */
  async step<T>(name: Step, work: (report: (comparison: Comparison) => void) => Promise<T>): Promise<T> {
    const start = this.#clock.monotonicSeconds();
    let outcome: StepOutcome = 'passed';
    this.#progress.stage(name);
    try {
      return await work(({ findings, gaps, notes = [] }) => {
        this.findings.push(...findings);
        this.gaps.push(...gaps);
        this.notes.push(...notes);
        outcome = outcomeOf(judge(findings, gaps), outcome);
      });
    } catch (thrown) {
      const failure = asFailure(thrown);
      outcome = outcomeOf(failure.kind === 'integrity' ? 'failed' : 'could-not-tell', outcome);
      throw failure;
    } finally {
      this.#taken.set(name, { outcome, seconds: this.#clock.monotonicSeconds() - start });
    }
  }

  /**
   * Takes what ended the drill as evidence: against the backup where its integrity is in doubt, of nothing where the environment failed.
   *
   * @throws the failure itself where it says nothing about the backup: a wrong input, an interrupted run, a bug.
   */
  endedBy(thrown: unknown): void {
    const failure = asFailure(thrown);
    if (failure.kind === 'user' || failure.kind === 'bug' || failure.code === 'interrupted') throw failure;
    this.failure = failure;
  }

  get verdict(): Verdict {
    if (this.failure?.kind === 'integrity') return 'failed';
    return judge(this.findings, this.failure === undefined ? this.gaps : [this.failure.message]);
  }

  get steps(): readonly LadderStep[] {
    return this.#names.map((step) => {
      const { outcome, seconds } = this.#taken.get(step) ?? { outcome: 'not-run', seconds: null };
      return { step, outcome, seconds };
    });
  }
}

function outcomeOf(verdict: Verdict, before: StepOutcome): StepOutcome {
  if (verdict === 'failed' || before === 'failed') return 'failed';
  return verdict === 'could-not-tell' ? 'could-not-tell' : before;
}
