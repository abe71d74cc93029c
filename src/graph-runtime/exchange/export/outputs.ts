import { namesIn } from '../../datasets/class-names';
import type { TargetDescription } from '../../datasets/target-description';
import type { ExportedLayer, NetworkToExport } from './network-to-export';
import { isScoredOnce, learnedOutput, type TrainedOutput } from './python/training/trained-outputs';

/** What turns scores into probabilities. */
export type ScoreTurn = 'softmax' | 'sigmoid' | 'sigmoidOfTwo';

/** A main output as files have it. */
export interface ExportedOutput {
  readonly output: ExportedLayer;
  /** `scores`; of several, with the place of the output behind it: `scores_picture`. */
  readonly scores: string;
  /** Likewise. */
  readonly probabilities: string;
  /** Null: what is predicted are the scores themselves. */
  readonly turn: ScoreTurn | null;
  /** Of the label that the output learned, in the order of its scores; none where they are no classes, or not known. */
  readonly classNames: readonly string[];
  /** Numbers that the output learned, standardized, in the order of its scores; null where they are none, or not known. */
  readonly numbers: PredictedNumbers | null;
  /** What these names are called in files: `class_names`; of several outputs, `class_names_picture`. */
  readonly classNamesKey: string;
  /** Likewise of numbers: `predicted_numbers`. */
  readonly numbersKey: string;
}

/** Numbers that are predicted: `score * deviation + mean`, each under its name. */
export interface PredictedNumbers {
  readonly names: readonly string[];
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/**
 * The main outputs in document order.
 *
 * @param target what the labels of the data set are; absent: not known, what the network looks like it learns is assumed
 */
export function exportedOutputs(
  network: NetworkToExport,
  target: TargetDescription | undefined,
): readonly ExportedOutput[] {
  const names = outputNames(network);
  return network.mains.map((output, at) => {
    const known = target === undefined ? null : learnedOutput(network, output, target);
    const trained = known ?? learnedOutput(network, output, undefined);
    const end = names[at] ?? '';
    return {
      ...{ output, scores: `scores${end}`, probabilities: `probabilities${end}` },
      turn: trained === null ? null : turnOf(trained.target.kind.id, trained.loss, output),
      ...{ classNames: known === null ? [] : classNamesOf(known), classNamesKey: `class_names${end}` },
      ...{ numbers: known === null ? null : numbersOf(known), numbersKey: `predicted_numbers${end}` },
    };
  });
}

function numbersOf({ target, output: { output } }: TrainedOutput): PredictedNumbers | null {
  const { description } = target;
  if (target.kind.id !== 'numbers' || description.kind !== 'numbers') return null;
  const { names, mean, deviation } = description;
  return names.length === output.shape.at(-1) ? { names, mean, deviation } : null;
}

/** None where the scores are not as many as the classes of the data set. */
function classNamesOf({
  target: { kind, description },
  output: { output },
}: TrainedOutput): readonly string[] {
  if (kind.id === 'input' || !('classNames' in description)) return [];
  const scores = output.shape.at(-1) ?? 0;
  const count = (kind.id === 'class' || kind.id === 'mask') && scores === 1 ? 2 : scores;
  const names = namesIn(description.classNames, 'en');
  return names.length === count ? names : [];
}

function turnOf(kind: string, loss: string, layer: ExportedLayer): ScoreTurn | null {
  const { output } = layer;
  // Of the second class of two, pixel by pixel.
  if (kind === 'mask' && isScoredOnce(layer)) return 'sigmoid';
  if (loss === 'crossEntropy' || loss === 'dice') return 'softmax';
  if (loss !== 'binaryCrossEntropy') return null;
  const isOne = output.shape.length === 1 && output.shape[0] === 1;
  // One score stands for two classes: how likely is the second?
  return kind === 'class' && isOne ? 'sigmoidOfTwo' : 'sigmoid';
}

/** What follows the names of values of each main output; nothing of a single one. */
function outputNames({ mains }: NetworkToExport): readonly string[] {
  if (mains.length === 1) return [''];
  const taken = new Set<string>();
  return mains.map(({ path }) => {
    let name = `_${path.replace(/[^A-Za-z0-9]+/g, '_')}`;
    while (taken.has(name)) name += '_';
    taken.add(name);
    return name;
  });
}
