import { oncePer } from '../collections/once-per';
import type { Signature } from '../compile/signature';
import type { TargetDescription } from '../datasets/target-description';
import type { TrainingSettings } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { executionOrder } from '../memory/memory-timeline';
import { type StepGraph, stepGraphOf } from '../memory/step-graph';
import { roundedBatch } from '../ops/op-graph';
import { isInParts, perStepBatch } from '../settings/per-step-batch';
import { addWork, type CallWork, callWorkOf, NO_WORK, type Work, workAt } from './work';

/** Training settings, as far as the work of a step depends on them. */
export type WorkSettings = Pick<TrainingSettings, 'batchSize' | 'optimizer'> &
  Partial<
    Pick<
      TrainingSettings,
      'microBatchSize' | 'precision' | 'augmentation' | 'normalization' | 'imageFit' | 'target' | 'loss'
    >
  >;

/** What training a network with certain settings is made of, call by call. */
export interface TrainingWork {
  /** A whole step, or a micro-batch of it. */
  readonly step: CallWork;
  /** What updates the weights after the micro-batches of a step; null where a step is one call. */
  readonly apply: CallWork | null;
  readonly evaluation: CallWork;
  /** Examples of a step, and of one of its calls. */
  readonly batchSize: number;
  readonly callSize: number;
  readonly precision: 'float32' | 'mixed';
  /** Equal for equal work: measurements of it hold for this training as well. */
  readonly key: string;
}

const workOf = oncePer(compiledWork);

/**
 * Compiles the training step as the trainer will and adds up what its ops do.
 *
 * @param exampleShape `[height, width, channels]` of the stored images
 * @param targets what the data set says of its labels; absent: one class
 * @throws when the network is not trainable (`analysis.isTrainable`)
 */
export function trainingWorkOf(
  analysis: NetworkAnalysis,
  settings: WorkSettings,
  exampleShape: readonly number[],
  targets?: TargetDescription,
): TrainingWork {
  const { batchSize, precision = 'float32' } = settings;
  const callSize = perStepBatch(settings);
  const graph = stepGraphOf(analysis, {
    ...settings,
    exampleShape,
    targets,
    isFed: false,
    isInParts: isInParts(settings),
    expectedBatch: roundedBatch(callSize),
  });
  const work = workOf(graph);
  return { ...work, key: `${precision} ${work.key}`, batchSize, callSize, precision };
}

function compiledWork(graph: StepGraph): Omit<TrainingWork, 'batchSize' | 'callSize' | 'precision'> {
  const { signatures } = graph.step;
  const { train, accumulate, apply } = signatures;
  const whole = train ?? accumulate;
  if (whole === undefined) throw new Error('the step has no call');
  const workOfCall = ({ outputs }: Signature) => callWorkOf(executionOrder(Object.values(outputs)));
  const step = workOfCall(whole);
  const { loss, sums } = graph.evaluation().outputs;
  return {
    step,
    apply: apply === undefined ? null : workOfCall(apply),
    evaluation: callWorkOf(executionOrder([loss, sums])),
    key: [...Object.values(step.fixed), ...Object.values(step.perExample)]
      .map((amount) => amount.toPrecision(6))
      .join(' '),
  };
}

/** Work of a step of that many examples, in as many calls as its micro-batches make of it. */
export function stepWork({ step, apply, callSize }: TrainingWork, examples: number): Work {
  let work = apply === null ? NO_WORK : apply.fixed;
  for (let left = examples; left > 0; left -= callSize) {
    work = addWork(work, workAt(step, Math.min(left, callSize)));
  }
  return work;
}
