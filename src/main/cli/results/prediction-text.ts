import type { Prediction, SampleNumber, TargetValue } from '../../../contract/contract';
import { CLASS_THRESHOLD } from '../../../graph-runtime/targets/kinds/several-classes';
import type { TargetKindId } from '../../../graph-runtime/targets/target-kind';
import { formatPercent } from '../figures';

/** The most probable classes shown to people; JSON has all of them. */
const SHOWN_CLASSES = 3;

/** How `predict` tells what a network predicts of one kind of target. */
interface PredictionText<K extends TargetKindId> {
  /** @param names of the classes or numbers */
  json(value: Extract<TargetValue, { kind: K }>, names: readonly string[]): object;
  line(value: Extract<TargetValue, { kind: K }>, names: readonly string[]): string;
}

const texts: { readonly [K in TargetKindId]: PredictionText<K> } = {
  class: {
    json: ({ probabilities }, names) => {
      const [best = 0] = mostProbable(probabilities);
      return { class: best, name: names[best], probabilities: named(names, probabilities) };
    },
    line: ({ probabilities }, names) =>
      mostProbable(probabilities)
        .slice(0, SHOWN_CLASSES)
        .map((index) => `${names[index]} ${formatPercent(probabilities[index] ?? 0)}`)
        .join(', '),
  },
  classes: {
    json: ({ probabilities }, names) => ({
      names: predictedClasses(probabilities).map((index) => names[index]),
      probabilities: named(names, probabilities),
    }),
    line: ({ probabilities }, names) => {
      const predicted = predictedClasses(probabilities);
      if (predicted.length === 0) return 'none of the classes';
      return predicted
        .map((index) => `${names[index]} ${formatPercent(probabilities[index] ?? 0)}`)
        .join(', ');
    },
  },
  numbers: {
    json: ({ values }, names) => ({ values: named(names, values) }),
    line: ({ values }, names) =>
      Array.from(values, (value, index) => `${names[index]} ${Number(value.toPrecision(4))}`).join(', '),
  },
  mask: {
    json: ({ height, width, classes }, names) => ({
      ...{ height, width },
      shares: Object.fromEntries(sharesOf(classes, names)),
      classes: Array.from(classes),
    }),
    line: ({ classes }, names) =>
      sharesOf(classes, names)
        .map(([name, share]) => `${name} ${formatPercent(share)} of the pixels`)
        .join(', '),
  },
  image: {
    json: ({ values: { shape, values } }) => ({ shape, values: Array.from(values) }),
    line: ({ values: { shape } }) => `an image of ${shape.join(' × ')}`,
  },
  input: {
    json: ({ values: { shape, values } }) => ({ shape, values: Array.from(values) }),
    line: ({ values: { shape } }) => `a reconstruction of ${shape.join(' × ')}`,
  },
  pair: {
    json: ({ output, isSame }) => ({ output, isSame }),
    line: ({ output, isSame }) =>
      `${isSame ? 'the same class' : 'different classes'}${output === null ? '' : ` (${Number(output.toPrecision(4))})`}`,
  },
  triplet: {
    json: ({ near, far }) => ({ near, far }),
    line: ({ near, far }) =>
      `${Number(near.toPrecision(4))} from its own class, ${Number(far.toPrecision(4))} from another`,
  },
};

/** What is predicted as JSON. */
export function predictionJson({ value }: Prediction, names: readonly string[]): object {
  return textOf(value).json(value, names);
}

/** The numbers that the network took beside the image as JSON; nothing where it takes none. */
export function besideJson({ numbers = [] }: Prediction): object {
  if (numbers.length === 0) return {};
  return { numbers: Object.fromEntries(numbers.map(({ name, value }) => [name, value])) };
}

/** A prediction as a line for people. */
export function predictionLine(prediction: Prediction, names: readonly string[]): string {
  const { value, isInverted, numbers = [] } = prediction;
  const inverted = isInverted ? ' (inverted: it is dark on light)' : '';
  return `${textOf(value).line(value, names)}${inverted}${besideText(numbers)}`;
}

/** What the network took beside the image, and where from. */
function besideText(numbers: readonly SampleNumber[]): string {
  if (numbers.length === 0) return '';
  const each = numbers.map(
    ({ name, value, source }) =>
      `${name} ${Number(value.toPrecision(4))}${source === 'mean' ? ' (the mean of the training examples)' : ''}`,
  );
  return `, with ${each.join(', ')}`;
}

function textOf({ kind }: TargetValue): PredictionText<TargetKindId> {
  // The text of a value's own kind takes it.
  return texts[kind] as PredictionText<TargetKindId>;
}

function named(names: readonly string[], values: Float32Array): Record<string, number> {
  return Object.fromEntries(Array.from(values, (value, index) => [names[index] ?? String(index), value]));
}

/** Classes, the most probable first. */
function mostProbable(probabilities: Float32Array): readonly number[] {
  return Array.from(probabilities.keys()).sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
}

function predictedClasses(probabilities: Float32Array): readonly number[] {
  return mostProbable(probabilities).filter((index) => (probabilities[index] ?? 0) >= CLASS_THRESHOLD);
}

/** Names of the classes that occur with their share of the pixels, the largest first. */
function sharesOf(classes: Uint8Array, names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<number, number>();
  for (const index of classes) counts.set(index, (counts.get(index) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([index, count]) => [names[index] ?? String(index), count / classes.length] as const);
}
