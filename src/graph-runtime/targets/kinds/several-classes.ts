import { scalar } from '../../ops/constant';
import { equal, greaterEqual, multiply } from '../../ops/elementwise';
import { sum } from '../../ops/reductions';
import { cast } from '../../ops/shape';
import { concat } from '../../ops/slicing';
import { balanceOfPositives } from '../class-weights';
import type { TargetKind } from '../target-kind';
import { f1Of, meanOfDefined } from './class-figures';

/** From which probability on a class is predicted. */
export const CLASS_THRESHOLD = 0.5;

/** Any number of classes for each example, each predicted on its own. */
export const severalClasses: TargetKind = {
  id: 'classes',
  label: { en: 'Several classes', 'zh-Hant': '多個類別' },
  help: {
    en: 'Each example belongs to any number of classes; each class is predicted on its own.',
    'zh-Hant': '每個樣本可屬於任意數量的類別，各類別分別預測。',
  },
  labels: 'classes',
  losses: ['binaryCrossEntropy'],
  metrics: ['meanF1', 'exactMatch', 'meanAveragePrecision'],
  guessLoss: () => null,
  classBalance: (_loss, size) => balanceOfPositives(size),
  isMixable: true,
  prepareLabels: (graph, { stored }) => {
    if (stored === null) throw new Error('classes are stored');
    return cast(graph, stored, 'float32');
  },
  outputShape: (size) => [size],
  lose: ({ graph, outputs, labels, loss, options }) => loss.lower(graph, outputs, labels, options),
  predict: ({ graph, outputs, loss }) => loss.predict(graph, outputs),
  /** Examples predicted rightly as a whole, then for each class: right positives, predicted ones, positives. */
  count({ graph, outputs, labels, loss, target: { size } }) {
    const probabilities = loss.predict(graph, outputs);
    const threshold = scalar(graph, CLASS_THRESHOLD);
    const predicted = cast(graph, greaterEqual(graph, probabilities, threshold), 'float32');
    const isRight = cast(graph, equal(graph, predicted, labels), 'float32');
    const rightClasses = sum(graph, isRight, [1], { keepDims: true });
    const isExact = cast(graph, equal(graph, rightClasses, scalar(graph, size)), 'float32');
    const counts = [isExact, multiply(graph, predicted, labels), predicted, labels];
    return concat(
      graph,
      counts.map((values) => sum(graph, values, [0])),
      0,
    );
  },
  countSize: (size) => 1 + 3 * size,
  measure([exact = 0, ...counts], examples, { size }) {
    const scores = Array.from({ length: size }, (_, index) =>
      f1Of(counts[index] ?? 0, counts[size + index] ?? 0, counts[2 * size + index] ?? 0),
    );
    return { meanF1: meanOfDefined(scores), exactMatch: exact / examples };
  },
};
