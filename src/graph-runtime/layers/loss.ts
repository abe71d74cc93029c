import { sigmoid, softmax, softplus } from '../ops/activations';
import { scalar } from '../ops/constant';
import { add, multiply, squaredDifference, subtract } from '../ops/elementwise';
import { softmaxCrossEntropy, sparseSoftmaxCrossEntropy } from '../ops/loss';
import type { OpGraph, Value } from '../ops/op-graph';
import { staticSize } from '../ops/op-graph';
import { mean } from '../ops/reductions';
import { cast, expandDims } from '../ops/shape';
import { concat, oneHot } from '../ops/slicing';
import type { LossDefinition } from '../targets/losses/loss';
import { sigmoidReach, softmaxReach } from '../targets/losses/reach';
import { losses } from '../targets/losses/registry';
import type { OutputTarget } from '../targets/output-targets';
import type { TupleId } from '../targets/tuples';
import type { Text } from '../text/text';
import type { OtherNames } from './layer';
import { plainName } from './plain-name';
import type { Choice } from './parameter';
import { pythonCall, unlessDefault } from './python';

/**
 * The losses an output can minimize where each example has one class. Each takes raw scores `[batch, classes]` and integer labels `[batch]`, and gives one loss
 * per example `[batch]`. A single score stands for two classes, labeled 0 and 1.
 */
interface Loss {
  readonly label: Text;
  /** For the node card. */
  readonly shortForm: Text;
  /** The fewest scores that make sense. */
  readonly minimumScores: number;
  /** Whether softmax or sigmoid is part of it. */
  readonly takesLogits: boolean;
  /** How near it can come to a right answer, from 0 to 1, with scores between `low` and `high`. */
  reach(low: number, high: number, scores: number): number;
  lower(graph: OpGraph, scores: Value, labels: Value, labelSmoothing: number): Value;
  /** Class probabilities (or predicted values), `[batch, classes]`. */
  predict(graph: OpGraph, scores: Value): Value;
  /** What has its largest value at the predicted class, `[batch, classes]`: as `predict`, without what keeps the order. */
  rank(graph: OpGraph, scores: Value): Value;
  keras(labelSmoothing: number): string | null;
  pytorch(labelSmoothing: number): string | null;
}

/** `−Σ tₖ log softmax(z)ₖ` with the targets t `(1 − ε)` at the label and `ε / classes` everywhere. */
const crossEntropy: Loss = {
  label: losses.crossEntropy.label,
  shortForm: losses.crossEntropy.shortForm,
  minimumScores: 2,
  takesLogits: true,
  reach: softmaxReach,
  lower(graph, scores, labels, labelSmoothing) {
    if (labelSmoothing === 0) return sparseSoftmaxCrossEntropy(graph, scores, labels);
    return softmaxCrossEntropy(graph, scores, targets(graph, scores, labels, labelSmoothing));
  },
  predict: (graph, scores) => softmax(graph, scores),
  rank: (_graph, scores) => scores,
  keras: (labelSmoothing) =>
    labelSmoothing === 0
      ? 'keras.losses.SparseCategoricalCrossentropy(from_logits=True)'
      : pythonCall('keras.losses.CategoricalCrossentropy', [], {
          from_logits: 'True',
          label_smoothing: labelSmoothing,
        }),
  pytorch: (labelSmoothing) =>
    pythonCall('nn.CrossEntropyLoss', [], { label_smoothing: unlessDefault(labelSmoothing, 0) }),
};

/** The mean over the classes of `(z − t)²`. */
const meanSquaredError: Loss = {
  label: losses.meanSquaredError.label,
  shortForm: losses.meanSquaredError.shortForm,
  minimumScores: 1,
  takesLogits: false,
  // The targets are 0 and 1.
  reach: (low, high) => Math.max(0, Math.min(1, high, 1 - low)),
  lower: (graph, scores, labels, labelSmoothing) =>
    mean(graph, squaredDifference(graph, scores, targets(graph, scores, labels, labelSmoothing)), [1]),
  predict: (graph, scores) => withComplement(graph, scores),
  rank: (graph, scores) => withComplement(graph, scores),
  keras: (labelSmoothing) => (labelSmoothing === 0 ? 'keras.losses.MeanSquaredError()' : null),
  pytorch: (labelSmoothing) => (labelSmoothing === 0 ? 'nn.MSELoss()' : null),
};

/**
 * The mean over the classes of `−t log σ(z) − (1 − t) log(1 − σ(z))`, each class on its own, in the form
 * `softplus(z) − t z` that does not overflow.
 */
const binaryCrossEntropy: Loss = {
  label: losses.binaryCrossEntropy.label,
  shortForm: losses.binaryCrossEntropy.shortForm,
  minimumScores: 1,
  takesLogits: true,
  reach: sigmoidReach,
  lower(graph, scores, labels, labelSmoothing) {
    const target = targets(graph, scores, labels, labelSmoothing, 2);
    return mean(graph, subtract(graph, softplus(graph, scores), multiply(graph, target, scores)), [1]);
  },
  predict: (graph, scores) => withComplement(graph, sigmoid(graph, scores)),
  rank: (graph, scores) => withComplement(graph, sigmoid(graph, scores)),
  keras: (labelSmoothing) =>
    pythonCall('keras.losses.BinaryCrossentropy', [], {
      from_logits: 'True',
      label_smoothing: unlessDefault(labelSmoothing, 0),
    }),
  pytorch: (labelSmoothing) => (labelSmoothing === 0 ? 'nn.BCEWithLogitsLoss()' : null),
};

/**
 * Targets `[batch, classes]`: `1 − ε + ε / k` at the label and `ε / k` elsewhere, where k is the number of classes the
 * smoothing is spread over. For a single score: the label itself, smoothed likewise.
 */
function targets(
  graph: OpGraph,
  scores: Value,
  labels: Value,
  labelSmoothing: number,
  spreadOver?: number,
): Value {
  const classes = staticSize(scores, 1);
  const share = labelSmoothing / (spreadOver ?? Math.max(classes, 2));
  if (classes > 1) return oneHot(graph, labels, classes, 1 - labelSmoothing + share, share);
  const label = expandDims(graph, cast(graph, labels, 'float32'), 1);
  if (labelSmoothing === 0) return label;
  const scaled = multiply(graph, label, scalar(graph, 1 - labelSmoothing));
  return add(graph, scaled, scalar(graph, share));
}

/** `[1 − p, p]` of a single value p, the one of the second class; several values stay unchanged. */
function withComplement(graph: OpGraph, values: Value): Value {
  if (staticSize(values, 1) > 1) return values;
  return concat(graph, [subtract(graph, scalar(graph, 1), values), values], 1);
}

const classLosses: Readonly<Record<string, Loss>> = { crossEntropy, meanSquaredError, binaryCrossEntropy };

/** Losses of a network that compares images, and what an output that has one is trained for. */
const tupleLosses: Readonly<Record<string, { readonly loss: LossDefinition; readonly target: TupleId }>> = {
  contrastive: { loss: losses.contrastive, target: 'pair' },
  triplet: { loss: losses.triplet, target: 'triplet' },
};

/** All losses, for the inspector. */
export const LOSS_CHOICES: readonly Choice[] = [
  ...Object.entries(classLosses),
  ...Object.entries(tupleLosses).map(([value, { loss }]) => [value, loss] as const),
].map(([value, { label }]) => ({ value, label }));

/** Losses of other libraries lead to the output, where the loss is chosen; one that the training settings choose implies nothing there. */
export const LOSS_NAMES: OtherNames = {
  types: Object.values(losses).flatMap(({ otherNames }) => otherNames),
  implied: Object.fromEntries(
    LOSS_CHOICES.flatMap(({ value }) =>
      (tupleLosses[value]?.loss ?? losses[value as keyof typeof losses]).otherNames.map((name) => [
        plainName(name),
        { loss: value },
      ]),
    ),
  ),
};

/** The words of a loss from `LOSS_CHOICES`. */
export function lossText(name: string): Pick<LossDefinition, 'label' | 'shortForm'> {
  return tupleLosses[name]?.loss ?? lossNamed(name);
}

/** What an output is trained for that leaves it to the settings: some losses can only mean one thing. */
export function targetOfLoss(choice: OutputTarget, loss: string): OutputTarget {
  return choice === 'auto' ? (tupleLosses[loss]?.target ?? choice) : choice;
}

/**
 * The loss of a name from `LOSS_CHOICES`, for one class an example: an output that compares images would take the usual one there.
 * @throws when there is none of that name: parameters are checked against the choices before they come here.
 */
export function lossNamed(name: string): Loss {
  const loss = name in tupleLosses ? crossEntropy : classLosses[name];
  if (loss === undefined) throw new Error(`Unknown loss: ${name}`);
  return loss;
}
