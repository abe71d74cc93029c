import { scalar } from '../../ops/constant';
import { less, negative } from '../../ops/elementwise';
import { sum } from '../../ops/reductions';
import { cast, reshape } from '../../ops/shape';
import { closerBy } from '../losses/triplet';
import type { TargetKind } from '../target-kind';

/** Which of two images is of the example's class: the distances from both, of which the first is to be the smaller one. */
export const triplet: TargetKind = {
  id: 'triplet',
  label: { en: 'Nearer to its own class (triplet)', 'zh-Hant': '更接近同類（三元組）' },
  help: {
    en: 'Compares distances: an image is to be nearer to one of its class than to one of another class.',
    'zh-Hant': '比較距離：影像應比較接近同類的影像，而非不同類的影像。',
  },
  labels: 'class',
  tuple: 'triplet',
  losses: ['triplet'],
  metrics: ['tripletAccuracy'],
  guessLoss: () => null,
  /** What is of which class follows from the places; classes are not compared again. */
  prepareLabels(_graph, { stored }) {
    if (stored === null) throw new Error('classes are stored');
    return stored;
  },
  outputShape: () => [2],
  lose: ({ graph, outputs, labels, loss, options }) => loss.lower(graph, outputs, labels, options),
  predict: ({ graph, outputs, loss }) => loss.predict(graph, outputs),
  /** By how much the image of another class is farther away: below 0 where it is nearer. */
  score: ({ graph, outputs }) => reshape(graph, negative(graph, closerBy(graph, outputs)), [null]),
  /** Triplets whose positive is nearer. */
  count({ graph, outputs }) {
    const isNearer = less(graph, closerBy(graph, outputs), scalar(graph, 0));
    return sum(graph, cast(graph, isNearer, 'int32'), [0]);
  },
  countSize: () => 1,
  measure: ([right = 0], examples) => ({ tripletAccuracy: right / examples }),
};
