import { scalar } from '../../ops/constant';
import { equal, less, multiply, subtract } from '../../ops/elementwise';
import { sum } from '../../ops/reductions';
import { cast, reshape } from '../../ops/shape';
import { concat, split } from '../../ops/slicing';
import type { OutputBatch, TargetKind } from '../target-kind';

/** Whether two images are of one class: a distance that is small where they are, or a score that is high. */
export const pair: TargetKind = {
  id: 'pair',
  label: { en: 'Same or different (pair)', 'zh-Hant': '相同或不同（成對）' },
  help: {
    en: 'Compares two images: are they of the same class?',
    'zh-Hant': '比較兩張影像：它們是否屬於同一類別？',
  },
  labels: 'class',
  tuple: 'pair',
  losses: ['contrastive', 'binaryCrossEntropy'],
  metrics: ['pairAccuracy'],
  // ln 2 of a score; what distances lose depends on how far apart they begin.
  guessLoss: (loss) => (loss === 'binaryCrossEntropy' ? Math.LN2 : null),
  /** 1 where both are of one class, float32 `[batch, 1]`. */
  prepareLabels(graph, { stored }) {
    if (stored === null) throw new Error('classes are stored');
    const [first, second] = split(graph, stored, [1, 1], 1);
    if (first === undefined || second === undefined) throw new Error('a pair has two labels');
    return cast(graph, equal(graph, first, second), 'float32');
  },
  outputShape: () => [1],
  lose: ({ graph, outputs, labels, loss, options }) => loss.lower(graph, outputs, labels, options),
  /** The distance or the probability, and 1 where it says that both are of one class: `[batch, 2]`. */
  predict(batch) {
    const { graph, outputs, loss } = batch;
    const isSame = cast(graph, less(graph, scalar(graph, 0), sameness(batch)), 'float32');
    return concat(graph, [loss.predict(graph, outputs), isSame], 1);
  },
  /** How far the pair is on the right side of the threshold, in distances or scores: below 0 where it is taken for the wrong one. */
  score: (batch) => reshape(batch.graph, onRightSide(batch), [null]),
  /** Pairs that are taken for the right one. */
  count(batch) {
    const { graph } = batch;
    const isRight = less(graph, scalar(graph, 0), onRightSide(batch));
    return sum(graph, cast(graph, isRight, 'int32'), [0]);
  },
  countSize: () => 1,
  measure: ([right = 0], examples) => ({ pairAccuracy: right / examples }),
};

/** Above 0 where a pair is taken for one class: a distance below half the margin, or a score above 0. `[batch, 1]` */
function sameness({
  graph,
  outputs,
  loss,
  options,
}: Pick<OutputBatch, 'graph' | 'outputs' | 'loss' | 'options'>) {
  if (loss.id !== 'contrastive') return outputs;
  return subtract(graph, scalar(graph, options.margin / 2), outputs);
}

/** `[batch, 1]` */
function onRightSide(batch: OutputBatch) {
  const { graph, labels } = batch;
  // 1 and −1.
  const side = subtract(graph, multiply(graph, labels, scalar(graph, 2)), scalar(graph, 1));
  return multiply(graph, side, sameness(batch));
}
