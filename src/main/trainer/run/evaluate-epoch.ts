import { type EpochPoint, epochFields } from '../../../contract/contract';
import type { PreparedRun } from '../program/prepared-run';
import { evaluationBatchSize } from '../program/prepared-run';
import { EpochTotals } from './epoch-totals';
import type { GroupMember } from './group-member';
import type { RunPosition } from './run-position';
import type { StepBreaks } from './step-breaks';
import { evaluationResult } from './step-parts';
import type { TrainingSteps } from './training-steps';

export interface EvaluationOptions {
  readonly run: PreparedRun;
  readonly position: RunPosition;
  readonly steps: TrainingSteps;
  readonly breaks: StepBreaks;
  /** The group that evaluates it together; null: this process alone. */
  readonly member: GroupMember | null;
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
  { run, steps, breaks, member }: EvaluationOptions,
  start: number,
  end: number,
): Promise<EpochTotals | null> {
  const totals = new EpochTotals();
  const batches = batchesOf(start, end, evaluationBatchSize(run));
  const own: (readonly number[])[] = [];
  for (const [place, batch] of batches.entries()) {
    if (await breaks.mustStop()) return null;
    if (member === null) totals.add(steps.evaluate(batch));
    else own.push(place % member.size === member.rank ? steps.evaluateSums(batch) : []);
  }
  if (member !== null) addTogether(member, own, batches, totals);
  return totals;
}

function batchesOf(start: number, end: number, size: number): readonly Int32Array[] {
  return Array.from({ length: Math.ceil((end - start) / size) }, (_, place) => {
    const at = start + place * size;
    return Int32Array.from({ length: Math.min(size, end - at) }, (__, index) => at + index);
  });
}

/** Adds up all batches in their order, as one process does, so that every one has the same totals to the last bit. */
function addTogether(
  member: GroupMember,
  own: readonly (readonly number[])[],
  batches: readonly Int32Array[],
  totals: EpochTotals,
): void {
  const [width = 0] = member.sum(new Float32Array([member.rank === 0 ? (own[0]?.length ?? 0) : 0]));
  const numbers = new Float32Array(batches.length * width);
  for (const [place, result] of own.entries()) numbers.set(result, place * width);
  const all = member.sum(numbers);
  batches.forEach((batch, place) => {
    const result = Array.from(all.subarray(place * width, (place + 1) * width));
    totals.add(evaluationResult(result, batch.length));
  });
}
