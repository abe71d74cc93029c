import { type EpochPoint, epochFields } from '../../../contract/contract';
import type { PreparedRun } from '../program/prepared-run';
import { evaluationBatchSize } from '../program/prepared-run';
import { EpochTotals } from './epoch-totals';
import type { RunPosition } from './run-position';
import type { StepBreaks } from './step-breaks';
import type { TrainingSteps } from './training-steps';

export interface EvaluationOptions {
  readonly run: PreparedRun;
  readonly position: RunPosition;
  readonly steps: TrainingSteps;
  readonly breaks: StepBreaks;
}

/**
 * Evaluates a run after an epoch, on the test examples and on those held out for validation. Null when it was stopped; the epoch is then
 * not through.
 *
 * @throws RunFailure `weights-not-finite` where the test loss shows that the epoch's last step broke them
 */
export async function evaluateEpoch(options: EvaluationOptions): Promise<EpochPoint | null> {
  const { run, position, steps } = options;
  const { testCount, examples } = run;
  const tested = await evaluateRange(options, 0, testCount);
  const validated = await evaluateRange(options, testCount, testCount + examples.validation.length);
  if (tested === null || validated === null) return null;
  // After the last step of a run, nothing else would show it.
  if (!Number.isFinite(tested.loss)) steps.assertFiniteWeights(position.of(position.step));
  const { totals, clock } = position;
  const { outputs } = run;
  const validation = {
    validationLoss: validated.loss,
    ...epochFields('validation', validated.metrics(outputs)),
  };
  return {
    epoch: position.epochsDone + 1,
    trainLoss: totals.loss,
    ...epochFields('train', totals.metrics(outputs)),
    ...(validated.examples > 0 && validation),
    testLoss: tested.loss,
    ...epochFields('test', tested.metrics(outputs)),
    seconds: clock.seconds,
    trainingSeconds: position.trainingSeconds,
    examplesPerSecond: totals.examples / clock.seconds,
    learningRate: steps.learningRate(position.of(position.step)),
    memoryBytes: process.memoryUsage.rss(),
  };
}

/** Means over the examples of the engine's test split from `start` on; null when it was stopped. */
async function evaluateRange(
  { run, steps, breaks }: EvaluationOptions,
  start: number,
  end: number,
): Promise<EpochTotals | null> {
  const totals = new EpochTotals();
  const batchSize = evaluationBatchSize(run);
  for (let at = start; at < end; at += batchSize) {
    if (await breaks.mustStop()) return null;
    const count = Math.min(batchSize, end - at);
    totals.add(steps.evaluate(Int32Array.from({ length: count }, (_, index) => at + index)));
  }
  return totals;
}
