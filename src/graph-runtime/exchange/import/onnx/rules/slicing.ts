import { CannotMap } from '../../network/network-builder';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';
import { type Activation, dimsOf, type OnnxValue } from '../values';
import { reshapedTo } from './reshaping';

/** A part of one or more axes. */
export const slicing: OnnxRule = {
  operators: ['Slice'],
  map(operation) {
    const x = operation.activation(0);
    const [starts, ends] = [operation.integers('starts', 1), operation.integers('ends', 2)];
    if (starts === undefined || ends === undefined) throw new CannotMap('computed-weights');
    const axes = operation.integers('axes', 3) ?? starts.map((_, at) => at);
    const steps = operation.inputs[4] ? operation.constant(4).integers() : starts.map(() => 1);
    const dims = dimsOf(x);
    let value = x;
    for (const [at, start] of starts.entries()) {
      const given = axes[at] ?? 0;
      const axis = (given < 0 ? given + dims.length + 1 : given) - 1;
      const size = dims[axis];
      const step = steps[at] ?? 1;
      if (size === undefined || step < 1) throw new CannotMap('attributes', `axis ${given}`);
      const [from, to] = [placeIn(start, size), placeIn(ends[at] ?? size, size)];
      if (from === 0 && to === size && step === 1) continue;
      value = part(operation, value, axis, { begin: from, size: Math.ceil((to - from) / step), step });
    }
    return value === x ? operation.passed('identity') : value;
  },
};

const placeIn = (place: number, size: number) =>
  Math.max(0, Math.min(size, place < 0 ? place + size : place));

interface Part {
  readonly begin: number;
  readonly size: number;
  readonly step?: number;
}

/** @param axis in ONNX, without the batch */
function part(
  operation: OnnxOperation,
  given: Activation,
  axis: number,
  { step = 1, ...range }: Part,
): Activation {
  const x = operation.inSourceOrder(given);
  const rank = x.axes.length;
  const here = x.axes[axis] ?? 0;
  const name = here === rank - 1 ? 'channels' : (['height', 'width'] as const)[here];
  return operation.layer(
    'slice',
    {
      inputs: [x],
      parameters: {
        ...range,
        ...(name !== 'channels' && name !== undefined && { axis: name }),
        ...(step > 1 && { step }),
      },
    },
    x.axes,
  );
}

/** Parts of one axis, one after the other. */
export const splitting: OnnxRule = {
  operators: ['Split'],
  map(operation) {
    const x = operation.activation(0);
    const dims = dimsOf(x);
    const given = operation.number('axis', 0);
    const axis = (given < 0 ? given + dims.length + 1 : given) - 1;
    const size = dims[axis];
    if (size === undefined) throw new CannotMap('attributes', `axis ${given}`);
    const count = operation.node.outputs.length;
    const each = Math.ceil(size / count);
    const equal = Array.from({ length: count }, (_, at) => Math.min(each, size - at * each));
    const sizes = operation.integers('split', 1) ?? equal;
    let begin = 0;
    return sizes.map((one): OnnxValue => {
      const found = part(operation, x, axis, { begin, size: one });
      begin += one;
      return found;
    });
  },
};

/** One place of an axis, which is gone then. */
export const gathering: OnnxRule = {
  operators: ['Gather'],
  map(operation) {
    const x = operation.activation(0);
    const indices = operation.constant(1);
    const dims = dimsOf(x);
    const given = operation.number('axis', 0);
    const axis = (given < 0 ? given + dims.length + 1 : given) - 1;
    const size = dims[axis];
    const [index] = indices.integers();
    if (size === undefined || index === undefined || indices.shape.length > 0) throw new CannotMap('axes');
    const begin = index < 0 ? index + size : index;
    const place = part(operation, x, axis, { begin, size: 1 });
    return reshapedTo(
      operation,
      place,
      dims.filter((_, at) => at !== axis),
    );
  },
};
