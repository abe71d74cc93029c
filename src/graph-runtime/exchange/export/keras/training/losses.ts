import { targetText } from '../../python/training/row-texts';
import {
  type ExportedTraining,
  isScoredOnce,
  type TrainedOutput,
} from '../../python/training/trained-outputs';

/** A loss of the exported file. */
export interface KerasLoss {
  /** The function that makes it. */
  readonly source: string;
  /** What the scores are compared with, of the input `x` in [0, 1] and the labels `y`. */
  readonly target: string;
}

/** @param name of the function that makes it; where rare classes count more, it takes their weights */
export function kerasLoss(
  name: string,
  trained: TrainedOutput,
  training: Pick<ExportedTraining, 'rows'>,
): KerasLoss {
  const compared = targetText(training, trained, 'y', 'numpy');
  const own = ownLoss(trained, compared);
  if (own !== null) return { source: `def ${name}():\n    return ${own.call}\n`, target: own.target };
  const { isWeighted } = trained;
  const source = `def ${name}(${isWeighted ? 'weights' : ''}):
    def loss(target, scores):
        """Of each example."""
${linesOf(trained)
  .map((line) => `        ${line}`)
  .join('\n')}

    return loss
`;
  return { source, target: compared };
}

/** A class of Keras, where it computes the same. */
function ownLoss(
  trained: TrainedOutput,
  compared: string,
): { readonly call: string; readonly target: string } | null {
  const { target, loss, labelSmoothing, isWeighted } = trained;
  if (isWeighted || target.kind.id === 'mask') return null;
  if (target.kind.id === 'class') return ofOneClass(trained, compared);
  switch (loss) {
    case 'binaryCrossEntropy': {
      const more = labelSmoothing === 0 ? '' : `, label_smoothing=${labelSmoothing}`;
      return { call: `keras.losses.BinaryCrossentropy(from_logits=True${more})`, target: compared };
    }
    case 'meanAbsoluteError':
      return { call: 'keras.losses.MeanAbsoluteError()', target: compared };
    case 'huber':
      return { call: `keras.losses.Huber(delta=${target.huberDelta})`, target: compared };
    default:
      return { call: 'keras.losses.MeanSquaredError()', target: compared };
  }
}

function ofOneClass(trained: TrainedOutput, y: string) {
  const {
    loss,
    labelSmoothing: smoothing,
    output: { output },
  } = trained;
  const scores = output.shape[0] ?? 1;
  const oneHot =
    scores === 1 ? `${y}[:, None].astype(np.float32)` : `keras.utils.to_categorical(${y}, ${scores})`;
  const more = smoothing === 0 ? '' : `, label_smoothing=${smoothing}`;
  if (loss === 'crossEntropy') {
    return smoothing === 0
      ? { call: 'keras.losses.SparseCategoricalCrossentropy(from_logits=True)', target: y }
      : { call: `keras.losses.CategoricalCrossentropy(from_logits=True${more})`, target: oneHot };
  }
  if (loss === 'binaryCrossEntropy')
    return { call: `keras.losses.BinaryCrossentropy(from_logits=True${more})`, target: oneHot };
  const smoothed = `${oneHot} * (1 - ${smoothing}) + ${smoothing} / ${Math.max(scores, 2)}`;
  return { call: 'keras.losses.MeanSquaredError()', target: smoothing === 0 ? oneHot : smoothed };
}

function linesOf(trained: TrainedOutput): readonly string[] {
  const { target, loss } = trained;
  if (target.kind.id === 'class') return weightedClass(trained);
  if (target.kind.id === 'classes') return weightedClasses(trained);
  return loss === 'dice' ? dice(trained) : pixels(trained);
}

const LABELS = 'labels = keras.ops.cast(target, "int32")';
/** Keras takes the axis of a single score away, where labels have none. */
const SCORE = 'scores = keras.ops.reshape(scores, (*keras.ops.shape(labels), 1))';

function weightedClass({ loss, labelSmoothing: smoothing, output: { output } }: TrainedOutput) {
  const scores = output.shape[0] ?? 1;
  const more = smoothing === 0 ? '' : `, label_smoothing=${smoothing}`;
  const oneHot =
    scores === 1
      ? 'one_hot = keras.ops.reshape(target, (-1, 1))'
      : `one_hot = keras.ops.one_hot(labels, ${scores})`;
  const flat = 'labels = keras.ops.reshape(keras.ops.cast(target, "int32"), (-1,))';
  const end = 'return losses * keras.ops.take(weights, labels)';
  if (loss === 'crossEntropy') {
    const losses =
      smoothing === 0
        ? ['losses = keras.losses.sparse_categorical_crossentropy(labels, scores, from_logits=True)']
        : [
            oneHot,
            `losses = keras.losses.categorical_crossentropy(one_hot, scores, from_logits=True${more})`,
          ];
    return [flat, ...losses, end];
  }
  if (loss === 'binaryCrossEntropy') {
    return [
      flat,
      oneHot,
      `losses = keras.losses.binary_crossentropy(one_hot, scores, from_logits=True${more})`,
      end,
    ];
  }
  const smoothed =
    smoothing === 0 ? 'one_hot' : `one_hot * (1 - ${smoothing}) + ${smoothing} / ${Math.max(scores, 2)}`;
  return [flat, oneHot, `losses = keras.losses.mean_squared_error(${smoothed}, scores)`, end];
}

/** The positives of each class by its weight: PyTorch's `pos_weight`, which Keras does not have. */
function weightedClasses({ labelSmoothing: smoothing }: TrainedOutput): readonly string[] {
  return [
    ...(smoothing === 0 ? [] : [`target = target * (1 - ${smoothing}) + ${smoothing} / 2`]),
    'factors = 1 + (weights - 1) * target',
    'losses = (1 - target) * scores + factors * keras.ops.softplus(-scores)',
    'return keras.ops.mean(losses, axis=-1)',
  ];
}

/** A class for each pixel; those that do not count are left out of the mean. */
function pixels(trained: TrainedOutput): readonly string[] {
  const { ignored, isWeighted } = trained;
  return [
    LABELS,
    ...(isScoredOnce(trained.output) ? [SCORE] : []),
    ...counting(ignored),
    `losses = ${ofPixels(trained)}`,
    ...(isWeighted ? ['losses = losses * keras.ops.take(weights, labels)'] : []),
    ...(ignored === null
      ? ['return keras.ops.mean(losses, axis=(1, 2))']
      : [
          'count = keras.ops.maximum(keras.ops.sum(counted, axis=(1, 2)), 1)',
          'return keras.ops.sum(losses * counted, axis=(1, 2)) / count',
        ]),
  ];
}

/** The loss of each pixel. One score is that of the second class of two; by the binary cross-entropy each class is a question. */
function ofPixels({ loss, labelSmoothing: smoothing, output, target }: TrainedOutput): string {
  const more = smoothing === 0 ? '' : `, label_smoothing=${smoothing}`;
  if (isScoredOnce(output)) {
    return `keras.losses.binary_crossentropy(labels[..., None], scores, from_logits=True${more})`;
  }
  const oneHot = `keras.ops.one_hot(labels, ${target.size})`;
  if (loss === 'binaryCrossEntropy') {
    return `keras.losses.binary_crossentropy(${oneHot}, scores, from_logits=True${more})`;
  }
  return smoothing === 0
    ? 'keras.losses.sparse_categorical_crossentropy(labels, scores, from_logits=True)'
    : `keras.losses.categorical_crossentropy(${oneHot}, scores, from_logits=True${more})`;
}

function counting(ignored: number | null): readonly string[] {
  if (ignored === null) return [];
  return [
    `counted = keras.ops.cast(labels != ${ignored}, "float32")`,
    `labels = keras.ops.where(labels != ${ignored}, labels, 0)`,
  ];
}

function dice({ ignored, target, output }: TrainedOutput): readonly string[] {
  const of = (text: string) => (ignored === null ? text : `${text} * counted[..., None]`);
  return [
    LABELS,
    ...(isScoredOnce(output)
      ? [SCORE, 'scores = keras.ops.concatenate([keras.ops.zeros_like(scores), scores], axis=-1)']
      : []),
    ...counting(ignored),
    `found = ${of('keras.ops.softmax(scores)')}`,
    `wanted = ${of(`keras.ops.one_hot(labels, ${target.size})`)}`,
    'common, total = (keras.ops.sum(each, axis=(1, 2)) for each in (found * wanted, found + wanted))',
    'return 1 - keras.ops.mean((2 * common + 1) / (total + 1), axis=-1)',
  ];
}
