import type { TargetValue } from '../../../../contract/contract';
import { labelKindOf } from '../../../../graph-runtime/datasets/target-description';
import { unstandardized } from '../../../../graph-runtime/targets/kinds/numbers';
import { labelsOfTarget } from '../../../../graph-runtime/targets/registry';
import type { TargetKindId, TrainedTarget } from '../../../../graph-runtime/targets/target-kind';
import type { TensorData } from '../../engine/tensor-data';
import { floats, ofOneExample } from '../inspected-tensor';
import { largestOf } from './largest';

/** What a prediction and a label of one example say, for one kind of target. */
interface ValueReader {
  /** @param predicted `[1, ...]`, what the network's outputs stand for */
  prediction(predicted: TensorData, target: TrainedTarget): TargetValue;
  /** @param label `[1, ...]`, as it is stored; null where the kind has no stored labels */
  label(label: TensorData, target: TrainedTarget): TargetValue | null;
}

const readers: { readonly [K in TargetKindId]: ValueReader } = {
  class: {
    prediction: (predicted) => ({ kind: 'class', probabilities: floats(predicted).values }),
    label: ({ values: [label = 0] }, { size }) => ({
      kind: 'class',
      probabilities: Float32Array.from({ length: size }, (_, index) => (index === label ? 1 : 0)),
    }),
  },
  classes: {
    prediction: (predicted) => ({ kind: 'classes', probabilities: floats(predicted).values }),
    label: ({ values }) => ({ kind: 'classes', probabilities: Float32Array.from(values) }),
  },
  numbers: {
    prediction: ({ values }, { description }) => ({
      kind: 'numbers',
      values: unstandardized(values, description),
    }),
    label: ({ values }, { description }) => ({
      kind: 'numbers',
      values: unstandardized(values, description),
    }),
  },
  mask: {
    prediction: (predicted) => {
      const [height = 1, width = 1, classes = 1] = ofOneExample(floats(predicted)).shape;
      return { kind: 'mask', height, width, classes: largestOf(floats(predicted).values, classes) };
    },
    label: ({ shape: [, height = 1, width = 1], values }) => ({
      kind: 'mask',
      ...{ height, width, classes: Uint8Array.from(values) },
    }),
  },
  image: {
    prediction: (predicted) => ({ kind: 'image', values: ofOneExample(floats(predicted)) }),
    label: ({ shape: [, ...shape], values }) => ({
      kind: 'image',
      values: { shape, values: Float32Array.from(values, (value) => value / 255) },
    }),
  },
  input: {
    prediction: (predicted) => ({ kind: 'input', values: ofOneExample(floats(predicted)) }),
    label: () => null,
  },
  pair: {
    prediction: ({ values: [output = 0, isSame = 0] }) => ({ kind: 'pair', output, isSame: isSame === 1 }),
    label: ({ values: [first, second] }) => ({ kind: 'pair', output: null, isSame: first === second }),
  },
  triplet: {
    prediction: ({ values: [near = 0, far = 0] }) => ({ kind: 'triplet', near, far }),
    label: () => null,
  },
};

/** What a network predicts for one example. */
export function predictedValue(target: TrainedTarget, predicted: TensorData): TargetValue {
  return readers[target.kind.id].prediction(predicted, target);
}

/**
 * What one example's label says; null where there is none.
 *
 * @param exampleShape of the stored images, which masks are as large as
 */
export function labelValue(
  target: TrainedTarget,
  label: TensorData | null,
  exampleShape: readonly number[],
): TargetValue | null {
  if (label === null) return null;
  const values = labelsOfTarget(label.values, target, 1);
  const own = values === label.values ? label : columnTensor(values, target, exampleShape);
  return readers[target.kind.id].label(own, target);
}

/** The label of one example. */
function columnTensor(
  values: ArrayLike<number>,
  { column, description }: TrainedTarget,
  exampleShape: readonly number[],
): TensorData {
  const image =
    column?.image === undefined ? null : labelKindOf(description).storage(description, exampleShape);
  const shape = [1, ...(image?.shape ?? [values.length])];
  return { dtype: 'float32', shape, values: Float32Array.from(values) };
}
