import type { TargetDescription } from '../../../../datasets/target-description';
import { ignoredClass } from '../../../../datasets/target-description';
import type { LossId } from '../../../../targets/losses/loss';
import { targetOfOutput } from '../../../../targets/output-targets';
import { classBalanceOf, lossOf } from '../../../../targets/registry';
import type { TargetKindId, TrainedTarget } from '../../../../targets/target-kind';
import type { TupleId } from '../../../../targets/tuples';
import { type LabelRows, labelRows } from './label-rows';
import { addsLossTwice, type ExportedLayer, type NetworkToExport } from '../../network-to-export';

/** An output with what an exported `train.py` trains it for. */
export interface TrainedOutput {
  readonly output: ExportedLayer;
  readonly isAuxiliary: boolean;
  readonly target: TrainedTarget;
  readonly loss: LossId;
  readonly labelSmoothing: number;
  /** Factor of its loss in the sum that is minimized. */
  readonly weight: number;
  /** Class whose pixels do not count; null: all do. */
  readonly ignored: number | null;
  /** Whether rare classes count more. */
  readonly isWeighted: boolean;
}

/** Kinds of targets that are the labels of single examples. */
export type LabelsId = Exclude<TargetKindId, 'input' | TupleId>;

/** What an exported project trains: its outputs, the main ones first, and what the labels of its data are. */
export interface ExportedTraining {
  readonly outputs: readonly TrainedOutput[];
  /** Kind of the labels, `columns`: several of them, or numbers beside the examples; null: none are used. */
  readonly labels: LabelsId | 'columns' | null;
  /** How these lie; null: the data set has one label. */
  readonly rows: LabelRows | null;
  /** Whether an output gives back the input. */
  readonly usesInput: boolean;
}

/**
 * What the document's settings train the network for, as an exported `train.py` can.
 *
 * @param description what the labels are; undefined: not known, what the network looks like it learns is assumed
 * @returns null where some output has nothing to be trained with, where a layer that adds to the loss is called twice, where labels of pixels have
 * another shape than their output, where numbers beside the examples are not known, and
 * where second images enter
 */
export function exportedTraining(
  network: NetworkToExport,
  description: TargetDescription | undefined,
): ExportedTraining | null {
  const learned = learnedOutputs(network, description);
  if (learned === null || addsLossTwice(network) || network.seconds.length > 0) return null;
  if (!learned.outputs.every((output) => fitsPixels(network, output))) return null;
  if (learned.outputs.every(({ target }) => target.column === undefined) && network.numbers === null)
    return learned;
  const learnsMasks = learned.outputs.some(({ target }) => target.column?.image !== undefined);
  const rows = description === undefined ? null : labelRows(network, description, learnsMasks);
  if (rows === null || (rows.numbers === null) !== (network.numbers === null)) return null;
  return { ...learned, rows, labels: 'columns' };
}

/** Whether labels of pixels have the size and the classes or channels of the output. */
function fitsPixels({ input }: NetworkToExport, { output, target }: TrainedOutput): boolean {
  const { kind, size, description } = target;
  if (kind.id !== 'mask' && kind.id !== 'image') return true;
  const shapes = [
    kind.outputShape(size, input.shape, description),
    kind.singleShape?.(size, input.shape) ?? [],
  ];
  return shapes.some((shape) => shape.join() === output.output.shape.join());
}

/** Whether one score a pixel stands for two classes: above 0 it is the second one. @param output that learns masks */
export function isScoredOnce({ output: { shape } }: ExportedLayer): boolean {
  return shape.at(-1) === 1;
}

/**
 * What the outputs learned, which says what their scores mean, whether or not a `train.py` can do it.
 *
 * @param description what the labels are; undefined: not known, what the network looks like it learns is assumed
 * @returns null where some output has nothing to be trained with
 */
export function learnedOutputs(
  network: NetworkToExport,
  description: TargetDescription | undefined,
): ExportedTraining | null {
  const known = description ?? assumedLabels(network);
  const outputs = [
    ...network.mains.map((output) => trainedOutput(network, output, known, false)),
    ...network.auxiliary.map((output) => trainedOutput(network, output, known, true)),
  ];
  const trained = outputs.flatMap((output) => output ?? []);
  if (trained.length < outputs.length) return null;
  const kinds = trained.map(({ target }) => target.kind.id);
  const labels = kinds.find((kind): kind is LabelsId => kind !== 'input') ?? null;
  return { outputs: trained, labels, rows: null, usesInput: kinds.includes('input') };
}

/**
 * What one output learned; null where there is nothing that it could have been trained with.
 *
 * @param description what the labels are; undefined: not known, what the network looks like it learns is assumed
 */
export function learnedOutput(
  network: NetworkToExport,
  output: ExportedLayer,
  description: TargetDescription | undefined,
): TrainedOutput | null {
  return trainedOutput(network, output, description ?? assumedLabels(network), false);
}

function trainedOutput(
  { analysis, input }: NetworkToExport,
  output: ExportedLayer,
  description: TargetDescription,
  isAuxiliary: boolean,
): TrainedOutput | null {
  const { training } = analysis.document;
  const rule = output.layer.loss;
  if (rule === undefined) return null;
  const target = targetOfOutput(rule.target(output.parameters), description, training);
  // Projects make no pairs or triplets.
  if (target === null || target.kind.tuple !== undefined) return null;
  const asked = target.kind.outputShape(target.size, input.shape, target.description);
  if (asked.length !== output.output.shape.length) return null;
  const loss = lossOf(target, rule.lossName(output.parameters));
  return {
    ...{ output, isAuxiliary, target, loss },
    labelSmoothing: rule.labelSmoothing(rule.withLoss(output.parameters, loss)),
    weight: rule.weight(output.parameters),
    ignored: ignoredClass(target.description),
    isWeighted: training.classWeights === 'balanced' && classBalanceOf(target) !== null,
  };
}

/** A map that is compared value by value is a second image, and so is one that is larger than the input, which no mask is. */
function assumedImage(
  [height = 1, width = 1, ...more]: readonly number[],
  [rows = 1, columns = 1, channels]: readonly number[],
  loss: LossId | undefined,
): TargetDescription | null {
  const scale = rows / height;
  if (more.length === 0 || (channels !== 1 && channels !== 3)) return null;
  if (!Number.isInteger(scale) || columns !== scale * width) return null;
  const isOfValues = loss !== undefined && VALUE_LOSSES.includes(loss);
  return isOfValues || scale > 1 ? { kind: 'image', channels, scale } : null;
}

const VALUE_LOSSES: readonly LossId[] = ['meanSquaredError', 'meanAbsoluteError', 'huber'];

/** A map of the input's size has a class for each pixel; losses that no classes are learned by are of numbers; all else is one class. */
function assumedLabels({ analysis, input, output }: NetworkToExport): TargetDescription {
  const { shape } = output.output;
  const { loss } = analysis.document.training;
  const image = assumedImage(input.shape, shape, loss);
  if (image !== null) return image;
  const names = Array.from({ length: shape.at(-1) ?? 1 }, (_, index) => `${index}`);
  const [height, width] = input.shape;
  if (shape.length === 3 && shape[0] === height && shape[1] === width)
    return { kind: 'mask', classNames: names.length === 1 ? ['0', '1'] : names };
  if (loss === 'meanAbsoluteError' || loss === 'huber') {
    return { kind: 'numbers', names, mean: names.map(() => 0), deviation: names.map(() => 1) };
  }
  return { kind: 'class', classNames: names };
}
