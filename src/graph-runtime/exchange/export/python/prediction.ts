import type { PredictedNumbers } from '../outputs';
import type { TrainedOutput } from './training/trained-outputs';
import { pythonString } from './value';

/** What `predict.py` makes of the scores of an image. */
export interface Prediction {
  /** `softmax` or `sigmoid` of the scores; null: they are what is predicted. */
  readonly probabilities: 'softmax' | 'sigmoid' | null;
  /** Whether one score stands for two classes. */
  readonly isSecondOfTwo: boolean;
  /** Of standardized numbers: their names, and what makes them those of the data; null: they are no numbers. */
  readonly numbers: PredictedNumbers | null;
}

/** Null where an answer is no list of scores, or an image. */
export function predictionOf({ output, target, loss }: TrainedOutput): Prediction | null {
  if (output.output.shape.length !== 1 || target.kind.id === 'input' || target.kind.id === 'mask')
    return null;
  const { description } = target;
  if (target.kind.id === 'numbers') {
    const numbers = description.kind === 'numbers' ? description : null;
    return { probabilities: null, isSecondOfTwo: false, numbers };
  }
  const probabilities =
    loss === 'crossEntropy' ? 'softmax' : loss === 'binaryCrossEntropy' ? 'sigmoid' : null;
  const isSingle = target.kind.id === 'class' && output.output.shape[0] === 1;
  return { probabilities, isSecondOfTwo: isSingle && loss === 'binaryCrossEntropy', numbers: null };
}

/** The lines that print what is predicted: numbers by their names, or the largest of `values`. @param sorted places, the largest first */
export function printing({ numbers }: Pick<Prediction, 'numbers'>, sorted: string): string {
  if (numbers === null) {
    return `    for index in ${sorted}:
        name = CLASS_NAMES[index] if CLASS_NAMES else f"score {index}"
        print(f"{values[index]:8.4f}  {name}")
`;
  }
  return `    # What the network learns is standardized.
    for value, name, mean, deviation in zip(values.tolist(), NUMBERS, MEANS, DEVIATIONS):
        print(f"{value * deviation + mean:12.4f}  {name}")
`;
}

/** Constants of numbers that are predicted. */
export function numbersSource({ numbers }: Pick<Prediction, 'numbers'>): string {
  if (numbers === null) return '';
  return `
# What is predicted, and how it was standardized.
NUMBERS = [${numbers.names.map(pythonString).join(', ')}]
MEANS = [${numbers.mean.join(', ')}]
DEVIATIONS = [${numbers.deviation.join(', ')}]
`;
}
