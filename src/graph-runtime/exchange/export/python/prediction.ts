import type { PredictedNumbers } from '../outputs';
import { isScoredOnce, type TrainedOutput } from './training/trained-outputs';
import { pythonString } from './value';

/** What `predict.py` makes of the scores of an image. */
export interface Prediction {
  readonly kind: 'scores' | 'mask' | 'image';
  /** `softmax` or `sigmoid` of the scores; null: they are what is predicted. */
  readonly probabilities: 'softmax' | 'sigmoid' | null;
  /** Whether one score stands for two classes. */
  readonly isSecondOfTwo: boolean;
  /** Of standardized numbers: their names, and what makes them those of the data; null: they are no numbers. */
  readonly numbers: PredictedNumbers | null;
}

/** Null where an answer is neither a list of scores, nor a mask or an image. */
export function predictionOf({ output, target, loss }: TrainedOutput): Prediction | null {
  const { description } = target;
  const { shape } = output.output;
  const channels = shape.at(-1);
  const probabilities: Prediction['probabilities'] =
    loss === 'crossEntropy' ? 'softmax' : loss === 'binaryCrossEntropy' ? 'sigmoid' : null;
  const plain = { probabilities, isSecondOfTwo: false, numbers: null };
  if (target.kind.id === 'mask') return { ...plain, kind: 'mask', isSecondOfTwo: isScoredOnce(output) };
  if (target.kind.id === 'input' || target.kind.id === 'image')
    return shape.length === 3 && (channels === 1 || channels === 3) ? { ...plain, kind: 'image' } : null;
  if (shape.length !== 1) return null;
  if (target.kind.id === 'numbers') {
    const numbers = description.kind === 'numbers' ? description : null;
    return { ...plain, kind: 'scores', probabilities: null, numbers };
  }
  const isSingle = target.kind.id === 'class' && shape[0] === 1;
  return { ...plain, kind: 'scores', isSecondOfTwo: isSingle && loss === 'binaryCrossEntropy' };
}

/**
 * The lines that print what is predicted: numbers by their names, or the largest of `values`.
 *
 * @param sorted places, the largest first
 * @param names the names of the classes
 * @param end of the names of the constants
 */
export function printing(
  { numbers }: Pick<Prediction, 'numbers'>,
  sorted: string,
  names = 'CLASS_NAMES',
  end = '',
): string {
  if (numbers === null) {
    return `    for index in ${sorted}:
        name = ${names}[index] if ${names} else f"score {index}"
        print(f"{values[index]:8.4f}  {name}")
`;
  }
  return `    # What the network learns is standardized.
    for value, name, mean, deviation in zip(values.tolist(), NUMBERS${end}, MEANS${end}, DEVIATIONS${end}):
        print(f"{value * deviation + mean:12.4f}  {name}")
`;
}

/** Constants of numbers that are predicted. @param end of their names */
export function numbersSource({ numbers }: Pick<Prediction, 'numbers'>, end = ''): string {
  if (numbers === null) return '';
  return `
# What is predicted, and how it was standardized.
NUMBERS${end} = [${numbers.names.map(pythonString).join(', ')}]
MEANS${end} = [${numbers.mean.join(', ')}]
DEVIATIONS${end} = [${numbers.deviation.join(', ')}]
`;
}
