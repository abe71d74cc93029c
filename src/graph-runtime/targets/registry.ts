import type { LabelType } from '../datasets/labels/label-kind';
import { imageOfRows, numbersOfRows } from '../datasets/labels/row-layout';
import {
  firstClassLabel,
  firstLabel,
  labelKindOf,
  labelNamed,
  layoutWithImages,
  storedValueCount,
  type TargetDescription,
  targetSize,
} from '../datasets/target-description';
import type { ClassBalance } from './class-weights';
import { inputItself } from './kinds/input-itself';
import { mask } from './kinds/mask';
import { numbers } from './kinds/numbers';
import { oneClass } from './kinds/one-class';
import { pair } from './kinds/pair';
import { secondImage } from './kinds/second-image';
import { severalClasses } from './kinds/several-classes';
import { triplet } from './kinds/triplet';
import { USUAL_HUBER_DELTA } from './losses/huber';
import type { LossId } from './losses/loss';
import type { TargetKind, TargetKindId, TrainedTarget } from './target-kind';
import type { TupleId } from './tuples';

/** Every kind of target; a new one is its import and one more entry. */
export const targetKinds: readonly TargetKind[] = [
  oneClass,
  severalClasses,
  numbers,
  mask,
  secondImage,
  inputItself,
  pair,
  triplet,
];

/** The kind of an id. */
export function targetKind(id: TargetKindId): TargetKind {
  const kind = targetKinds.find((candidate) => candidate.id === id);
  if (kind === undefined) throw new Error(`no kind of target ${id}`);
  return kind;
}

/** What the settings of a document say of its targets. */
export interface TargetSettings {
  /** `input`: the network is to give back its input, whatever the labels are; a pair or triplet: to compare images. Absent: what the data set has as labels. */
  readonly target?: 'labels' | 'input' | TupleId | undefined;
  readonly loss?: LossId | undefined;
  readonly huberDelta?: number | undefined;
}

/** What a network with these settings is trained for on such a data set; null: the data set has no labels, and none are chosen. */
export function targetKindFor(
  description: TargetDescription,
  { target }: Pick<TargetSettings, 'target'>,
): TargetKind | null {
  if (target === 'input') return inputItself;
  // Whether images are of one class is known where each has one.
  if (target === 'pair' || target === 'triplet')
    return description.kind === 'class' ? targetKind(target) : null;
  const { kind } = firstLabel(description);
  return targetKinds.find(({ labels }) => labels === kind) ?? null;
}

/**
 * All that compiling and measuring must know of a run's targets.
 *
 * @param classWeights a factor for each class; null: none
 * @param label the name of one of several labels; empty: the first, or the only one; of images that are compared, the first that is a class
 */
export function trainedTarget(
  described: TargetDescription,
  settings: TargetSettings,
  classWeights: readonly number[] | null = null,
  label = '',
): TrainedTarget | null {
  const kindOf = (description: TargetDescription) => targetKindFor(description, settings);
  if (settings.target === 'input') return targetOfKind(kindOf(described), described, settings, classWeights);
  const isCompared = settings.target === 'pair' || settings.target === 'triplet';
  const named = isCompared && label === '' ? firstClassLabel(described) : labelNamed(described, label);
  if (named === null) return null;
  const { description, column } = named;
  const target = targetOfKind(kindOf(description), description, settings, classWeights);
  return target === null || column === null ? target : { ...target, column };
}

function targetOfKind(
  kind: TargetKind | null,
  description: TargetDescription,
  settings: TargetSettings,
  classWeights: readonly number[] | null,
): TrainedTarget | null {
  if (kind === null) return null;
  return {
    kind,
    description,
    size: targetSize(description),
    // With several outputs, a loss is chosen for those whose target it can be computed for.
    loss: kind.losses.find((id) => id === settings.loss) ?? null,
    huberDelta: settings.huberDelta ?? USUAL_HUBER_DELTA,
    classWeights,
  };
}

/** One class an example, with the output layer's own loss: what there is where nothing else is said. */
export const ONE_CLASS: TrainedTarget = {
  kind: oneClass,
  description: { kind: 'class', classNames: ['0'] },
  size: 0,
  loss: null,
  huberDelta: USUAL_HUBER_DELTA,
  classWeights: null,
};

/** The loss that an output is trained with: the one that was chosen, else the output layer's own where it fits, else the usual one. */
export function lossOf({ kind, loss }: Pick<TrainedTarget, 'kind' | 'loss'>, own: string): LossId {
  const fitting = kind.losses.find((id) => id === own);
  const [usual = 'crossEntropy'] = kind.losses;
  return loss ?? fitting ?? usual;
}

/** What makes class weights for a target; null: it has no use for them. */
export function classBalanceOf(target: TrainedTarget): ClassBalance | null {
  return target.kind.classBalance?.(lossOf(target, ''), target.size) ?? null;
}

/** How the labels are stored that a network is trained on; null: it is trained on none. */
export function labelTypeOf(
  { kind, description, column }: Pick<TrainedTarget, 'kind' | 'description' | 'column'>,
  exampleShape: readonly number[],
): LabelType | null {
  const stored = column?.of ?? description;
  return kind.labels === null ? null : labelKindOf(stored).storage(stored, exampleShape);
}

/** What tells the labels that targets are compared with apart: their kind, and the column they are in. */
export function labelsKey({ kind, column }: Pick<TrainedTarget, 'kind' | 'column'>): string {
  return column === undefined ? kind.id : `${kind.id}@${column.name}`;
}

/**
 * The labels of a target among those of all columns, one example after the other; the same where there are none.
 *
 * @param stored rows as they are stored; of those with images, their numbers (float32) are enough for labels that are none
 * @param count examples that they are of
 */
export function labelsOfTarget<T extends ArrayLike<number>>(
  stored: T,
  { column, kind }: Pick<TrainedTarget, 'kind' | 'column'>,
  count: number,
): T | Int32Array | Float32Array | Uint8Array {
  if (column === undefined) return stored;
  const { at, values, of, image } = column;
  const layout = layoutWithImages(of);
  const bytes = layout !== null && stored instanceof Uint8Array ? stored : null;
  if (image !== undefined)
    return bytes === null || layout === null ? new Uint8Array() : imageOfRows(bytes, count, layout, image);
  const rows = bytes === null || layout === null ? stored : numbersOfRows(bytes, count, layout);
  const stride = storedValueCount(of);
  const picked = new Float32Array((rows.length / stride) * values);
  for (let place = 0; place < picked.length; place += 1) {
    const row = Math.floor(place / values);
    picked[place] = rows[row * stride + at + (place % values)] ?? 0;
  }
  return kind.labels === 'class' ? Int32Array.from(picked) : picked;
}

/** The loss of a network that has learned nothing; null where that depends on the data. */
export function guessLossOf(target: TrainedTarget): number | null {
  return target.kind.guessLoss(lossOf(target, ''), target.size);
}
