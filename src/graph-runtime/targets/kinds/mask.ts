import { ignoredClass } from '../../datasets/target-description';
import { scalar } from '../../ops/constant';
import { add, divide, equal, greater, maximum, multiply, select } from '../../ops/elementwise';
import { countIntegers } from '../../ops/counting';
import { argMax } from '../../ops/reductions';
import { resizeNearest } from '../../ops/resize';
import { cast, expandDims, reshape, squeeze } from '../../ops/shape';
import { balanceOfIndices } from '../class-weights';
import { crossEntropy } from '../losses/cross-entropy';
import { countedPlaces } from '../losses/counted-places';
import { meanPerExample, sumPerExample } from '../losses/per-example';
import type { TargetKind } from '../target-kind';
import { iousOf, matrixOf, meanOfDefined } from './class-figures';
import { binaryOfPixels, classScores, isSingle } from './pixel-scores';

/** A class for each pixel (semantic segmentation). */
export const mask: TargetKind = {
  id: 'mask',
  label: { en: 'A mask', 'zh-Hant': '遮罩' },
  help: {
    en: 'Predicts a class for each pixel of an image (segmentation).',
    'zh-Hant': '為影像的每個像素預測類別（分割）。',
  },
  labels: 'mask',
  losses: ['crossEntropy', 'binaryCrossEntropy', 'dice'],
  metrics: ['meanIou', 'pixelAccuracy'],
  guessLoss: () => null,
  // Dice counts all classes the same by itself.
  classBalance: (loss, size) => (loss === 'dice' ? null : balanceOfIndices(size)),
  placesOutside: (description) => ignoredClass(description) ?? 0,
  /** Masks of the size that images are resized to: the class of the pixel that covers the new pixel's center. */
  prepareLabels(graph, { stored, inputShape: [height = 1, width = 1] }) {
    if (stored === null) throw new Error('masks are stored');
    const [, storedHeight, storedWidth] = stored.shape;
    const classes = cast(graph, stored, 'int32');
    if (storedHeight === height && storedWidth === width) return classes;
    return squeeze(graph, resizeNearest(graph, expandDims(graph, classes, -1), [height, width]), [3]);
  },
  outputShape: (size, [height = 1, width = 1]) => [height, width, size],
  singleShape: (size, [height = 1, width = 1]) => (size === 2 ? [height, width, 1] : null),
  lose({ graph, outputs, labels, loss, options }) {
    const scores = classScores(graph, outputs);
    if (loss.id !== 'binaryCrossEntropy') return loss.lower(graph, scores, labels, options);
    // Of two classes it is the cross-entropy of both.
    return isSingle(outputs)
      ? crossEntropy.lower(graph, scores, labels, options)
      : binaryOfPixels(graph, scores, labels, options);
  },
  predict({ graph, outputs, loss }) {
    const isOfEach = loss.id === 'binaryCrossEntropy' && !isSingle(outputs);
    return (isOfEach ? loss : crossEntropy).predict(graph, classScores(graph, outputs));
  },
  /** The share of the pixels that count whose class is right. */
  score({ graph, outputs, labels, options: { ignored } }) {
    const places = countedPlaces(graph, labels, ignored);
    const predicted = argMax(graph, classScores(graph, outputs), -1);
    const isRight = cast(graph, equal(graph, predicted, labels), 'float32');
    if (places.counts === null) return meanPerExample(graph, isRight);
    const count = maximum(graph, sumPerExample(graph, places.counts), scalar(graph, 1));
    return divide(graph, sumPerExample(graph, multiply(graph, isRight, places.counts)), count);
  },
  /** Pixels by true and predicted class, one row after the other. */
  count({ graph, outputs, labels, options: { ignored }, target: { size } }) {
    const places = countedPlaces(graph, labels, ignored);
    const pairs = add(
      graph,
      multiply(graph, places.labels, scalar(graph, size, 'int32')),
      argMax(graph, classScores(graph, outputs), -1),
    );
    // What does not count lies beyond the matrix.
    const beyond = scalar(graph, size * size, 'int32');
    const counted =
      places.counts === null
        ? pairs
        : select(graph, greater(graph, places.counts, scalar(graph, 0)), pairs, beyond);
    return countIntegers(graph, reshape(graph, counted, [null]), size * size);
  },
  countSize: (size) => size * size,
  measure(sums, _examples, { size }) {
    const confusion = matrixOf(sums, size);
    const pixels = sums.reduce((total, count) => total + count, 0);
    const right = confusion.reduce((total, row, index) => total + (row[index] ?? 0), 0);
    return { meanIou: meanOfDefined(iousOf(confusion)), pixelAccuracy: right / pixels };
  },
};
