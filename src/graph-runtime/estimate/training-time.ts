import type { TargetDescription } from '../datasets/target-description';
import type { TrainingSettings } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { trainedCount, validationCount } from '../training-checks/run-length';
import { correctionFor, type Foundation, type MachineSpeed } from './measured-speed';
import { genericSeconds } from './processor-speed';
import type { SpeedRecord } from './speed-record';
import { stepWork, trainingWorkOf, type WorkSettings } from './training-work';
import { type Work, workAt } from './work';

/** Training settings, as far as the time of a run depends on them. */
export type TimeSettings = WorkSettings &
  Pick<TrainingSettings, 'epochs'> &
  Partial<Pick<TrainingSettings, 'trainingShare' | 'validationShare' | 'device'>>;

/** The data set that is trained on. */
export interface TrainingData {
  readonly exampleShape: readonly number[];
  /** What its labels are; absent: one class. */
  readonly target?: TargetDescription;
  readonly trainCount: number;
  readonly testCount: number;
  /** Of its own validation split; 0 or absent where it has none. */
  readonly validationCount?: number;
}

/** How long a run will take, in seconds. */
export interface TimeEstimate {
  /** The whole run, if nothing stops it early. */
  readonly seconds: number;
  readonly stepSeconds: number;
  /** An epoch's steps, and the evaluation after it. */
  readonly epochSeconds: number;
  readonly stepsPerEpoch: number;
  readonly foundation: Foundation;
  /** Null where nothing was trained here yet: the processor then. */
  readonly device: SpeedRecord['device'] | null;
}

/** From the command to the first step, and what it takes for each op of a network: engine, data, compiling. Measured, see 0115. */
const START = { seconds: 1.5, perOp: 1e-3 };
/** Beside its steps, an epoch shuffles, looks at the network's health, writes checkpoints and reports: 2 to 5% (0021, 0093). */
const BESIDE_STEPS = 1.03;

/**
 * Estimates how long a network will train.
 *
 * @throws when the network is not trainable (`analysis.isTrainable`)
 */
export function estimateTrainingTime(
  analysis: NetworkAnalysis,
  settings: TimeSettings,
  data: TrainingData,
  machine: MachineSpeed,
): TimeEstimate {
  const work = trainingWorkOf(analysis, settings, data.exampleShape, data.target);
  const correction = correctionFor(work, machine, settings.device === 'cpu');
  const secondsOf = (done: Work) => correction.factor * genericSeconds(done, machine.processor);
  const own = data.validationCount ?? 0;
  const held = own > 0 ? 0 : validationCount(data.trainCount, settings.validationShare);
  const trained = trainedCount(data.trainCount - held, settings.trainingShare);
  const stepSeconds = secondsOf(stepWork(work, settings.batchSize));
  const steps = Math.ceil(trained / settings.batchSize);
  // The last batch of an epoch is what is left.
  const training = BESIDE_STEPS * stepSeconds * (trained / settings.batchSize);
  const evaluated = data.testCount + own + held;
  const evaluation = secondsOf(workAt(work.evaluation, work.callSize)) * (evaluated / work.callSize);
  const epochSeconds = training + evaluation;
  const { device, foundation } = correction;
  return {
    seconds: START.seconds + START.perOp * work.step.fixed.ops + settings.epochs * epochSeconds,
    stepSeconds,
    epochSeconds,
    stepsPerEpoch: steps,
    foundation,
    device,
  };
}

/**
 * Examples of a step that takes about that long, to be measured in place of a whole one: at least 1, at most those of one call.
 *
 * @throws when the network is not trainable (`analysis.isTrainable`)
 */
export function examplesFor(
  seconds: number,
  analysis: NetworkAnalysis,
  settings: TimeSettings,
  exampleShape: readonly number[],
  machine: MachineSpeed,
): number {
  const work = trainingWorkOf(analysis, settings, exampleShape);
  const { factor } = correctionFor(work, machine, settings.device === 'cpu');
  const at = (examples: number) => factor * genericSeconds(workAt(work.step, examples), machine.processor);
  const [none, whole] = [at(0), at(work.callSize)];
  if (whole <= seconds) return work.callSize;
  const examples = Math.floor((work.callSize * (seconds - none)) / (whole - none));
  return Math.max(1, Math.min(work.callSize, examples));
}
