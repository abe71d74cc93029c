import { softmax } from '../../ops/activations';
import { scalar } from '../../ops/constant';
import { add, divide, multiply, subtract } from '../../ops/elementwise';
import { type OpGraph, staticSize, type Value } from '../../ops/op-graph';
import { mean, sum } from '../../ops/reductions';
import { expandDims } from '../../ops/shape';
import { oneHot } from '../../ops/slicing';
import { countedPlaces } from './counted-places';
import { softmaxReach } from './reach';
import type { LossDefinition } from './loss';

/** Keeps the quotient of a class that is neither there nor predicted from being 0 / 0. */
const SMOOTHING = 1;

/**
 * One minus the mean over the classes of the Dice coefficient `(2 Σ p t + 1) / (Σ p + Σ t + 1)` of each example, sums over its places
 * (Milletari et al. 2016, arxiv.org/abs/1606.04797, without squares): small classes count as much as large ones.
 */
export const dice: LossDefinition = {
  id: 'dice',
  otherNames: ['Dice', 'DiceLoss'],
  label: { en: 'Dice loss', 'zh-Hant': 'Dice 損失' },
  shortForm: { en: 'Dice', 'zh-Hant': 'Dice' },
  compares: 'classes',
  // It takes the same probabilities.
  reach: softmaxReach,
  lower(graph, outputs, labels, { ignored }) {
    const classes = staticSize(outputs, outputs.shape.length - 1);
    const places = countedPlaces(graph, labels, ignored);
    const counted = (values: Value) =>
      places.counts === null ? values : multiply(graph, values, expandDims(graph, places.counts, -1));
    const probabilities = counted(softmax(graph, outputs));
    const targets = counted(oneHot(graph, places.labels, classes));
    const common = perClass(graph, multiply(graph, probabilities, targets));
    const all = perClass(graph, add(graph, probabilities, targets));
    const smoothing = scalar(graph, SMOOTHING);
    const twice = multiply(graph, common, scalar(graph, 2));
    const coefficients = divide(graph, add(graph, twice, smoothing), add(graph, all, smoothing));
    return subtract(graph, scalar(graph, 1), mean(graph, coefficients, [1]));
  },
  predict: (graph, outputs) => softmax(graph, outputs),
  // Keras has one of probabilities without the smoothing, PyTorch has none.
  code: { keras: () => null, pytorch: () => null },
};

/** Sums over the places: `[batch, ..., classes]` to `[batch, classes]`. */
function perClass(graph: OpGraph, values: Value): Value {
  const axes = values.shape.map((_, axis) => axis).slice(1, -1);
  return sum(graph, values, axes);
}
