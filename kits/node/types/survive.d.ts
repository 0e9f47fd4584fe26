import type { Experiment, ExperimentVerdict, PlanSurvival } from './control.js';

/** Which trouble a client meets. */
export interface SurviveOptions extends Pick<PlanSurvival, 'faults' | 'only' | 'seed'> {
  /** Milliseconds after which the client has hung: 45,000, or ten times a clean run if that is longer. The client is not stopped. */
  hangAfter?: number;
}

/** One kind of trouble at one call of a client. It can be run as often as one likes, each time with a fresh tenant. */
export class SurvivalExperiment {
  private constructor();
  /** E.g. `files.upload#1/reset_after`; the same in every plan. */
  readonly id: string;
  /** What happens, in a sentence. */
  readonly description: string;
  /** The experiment with its faults and the source of each. */
  readonly plan: Experiment;
  /** Runs the client under the trouble, and returns the verdict. */
  run(): Promise<ExperimentVerdict>;
  /** The same, and fails with a SurvivalError unless the client survived, or failed with a message that names the trouble. */
  check(): Promise<ExperimentVerdict>;
}

/** A client did not survive an experiment. The message has the verdict, its reason, advice, and how to see it again. */
export class SurvivalError extends Error {
  private constructor();
  /** The verdict of the emulator. */
  readonly verdict: ExperimentVerdict;
}
