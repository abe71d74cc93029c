import { elementCount, isSameShape } from '../../../../layers/tensor-type';
import { CannotMap } from '../../network/network-builder';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';
import { type Activation, activationOf, dimsOf, usualAxes } from '../values';

/** All values as one vector. */
export const flatten: OnnxRule = {
  operators: ['Flatten'],
  map(operation) {
    const x = operation.activation(0);
    const axis = operation.number('axis', 1);
    if (axis !== 1 && axis !== -x.axes.length) throw new CannotMap('attributes', `axis ${axis}`);
    return x.axes.length === 1 ? operation.passed('identity') : operation.flattened(x);
  },
};

/** Other sizes for the same values; the batch stays the first. */
export const reshape: OnnxRule = {
  operators: ['Reshape'],
  map(operation) {
    const x = operation.activation(0);
    const wanted = operation.integers('shape', 1);
    if (wanted === undefined) throw new CannotMap('computed-weights', 'shape');
    const { batch } = operation.state;
    const before = [batch, ...dimsOf(x)];
    const target = targetDims(before, wanted, operation.number('allowzero', 0) === 1);
    if (target === null || target[0] !== batch) throw new CannotMap('shape', `[${wanted.join(', ')}]`);
    return reshapedTo(operation, x, target.slice(1));
  },
};

/** 0 keeps a size, -1 is what the others leave. */
function targetDims(
  before: readonly number[],
  wanted: readonly number[],
  isZeroMeant: boolean,
): readonly number[] | null {
  const dims = wanted.map((size, at) => (size === 0 && !isZeroMeant ? (before[at] ?? 0) : size));
  const known = dims.reduce((product, size) => (size === -1 ? product : product * size), 1);
  const all = before.reduce((product, size) => product * size, 1);
  const found = dims.map((size) => (size === -1 ? all / known : size));
  const isWhole = found.every((size) => Number.isInteger(size) && size > 0);
  return isWhole && found.reduce((product, size) => product * size, 1) === all ? found : null;
}

/** The value with other sizes in ONNX, without the batch. */
export function reshapedTo(operation: OnnxOperation, x: Activation, dims: readonly number[]): Activation {
  const before = dimsOf(x);
  if (isSameShape(before, dims)) return operation.passed('identity', 0);
  if (dims.length === 1) return operation.flattened(x);
  if (dims.length > 3 || dims.length === 0) throw new CannotMap('axes', `${dims.length + 1}`);
  const { order } = x;
  // Back to the image that was flattened before.
  if (
    order !== null &&
    isSameShape(
      dims,
      order.axes.map((axis) => order.shape[axis] ?? 1),
    )
  ) {
    const made = operation.layer('reshape', { inputs: [x], parameters: { targetShape: order.shape } });
    return activationOf(made.node, order.axes);
  }
  const direct = withoutMoving(operation, x, dims);
  if (direct !== null) return direct;
  const plain = operation.arranged(
    x,
    x.axes.map((_, axis) => axis),
  );
  const made = operation.layer('reshape', { inputs: [plain], parameters: { targetShape: dims } });
  return activationOf(
    made.node,
    dims.map((_, axis) => axis),
  );
}

/** Where the values lie alike before and after, nothing has to be moved. */
function withoutMoving(operation: OnnxOperation, x: Activation, dims: readonly number[]): Activation | null {
  const [channels = 1, height = 1, width = 1] = dims;
  const before = dimsOf(x);
  const isImage = x.axes.join() === usualAxes(3).join();
  // Positions of an image as a sequence: `[batch, channels, positions]`.
  if (isImage && dims.length === 2 && channels === before[0]) {
    const made = operation.layer('reshape', {
      inputs: [x],
      parameters: { targetShape: [elementCount({ shape: dims }) / channels, channels] },
    });
    return activationOf(made.node, [1, 0]);
  }
  if (dims.length !== 3 || x.axes.length !== 1 || x.order !== null) return null;
  if (height * width > 1 && channels > 1) return null;
  const made = operation.layer('reshape', {
    inputs: [x],
    parameters: { targetShape: [height, width, channels] },
  });
  return activationOf(made.node);
}

/** Axes of size 1, added or taken away. */
export const squeezing: OnnxRule = {
  operators: ['Squeeze', 'Unsqueeze'],
  map(operation) {
    const x = operation.activation(0);
    const dims = [operation.state.batch, ...dimsOf(x)];
    const axes = operation.integers('axes', 1);
    const after = operation.node.operator === 'Squeeze' ? squeezed(dims, axes) : unsqueezed(dims, axes ?? []);
    if (after[0] !== operation.state.batch) throw new CannotMap('axes');
    return reshapedTo(operation, x, after.slice(1));
  },
};

function squeezed(dims: readonly number[], axes: readonly number[] | undefined): readonly number[] {
  const gone = axes?.map((axis) => (axis < 0 ? axis + dims.length : axis));
  return dims.filter((size, at) => !(gone === undefined ? at > 0 && size === 1 : gone.includes(at)));
}

function unsqueezed(dims: readonly number[], axes: readonly number[]): readonly number[] {
  const rank = dims.length + axes.length;
  const places = axes.map((axis) => (axis < 0 ? axis + rank : axis));
  const rest = [...dims];
  return Array.from({ length: rank }, (_, at) => (places.includes(at) ? 1 : (rest.shift() ?? 1)));
}

/** Axes in another order: they are only called otherwise, until a layer wants them where it expects them. */
export const transpose: OnnxRule = {
  operators: ['Transpose'],
  map(operation) {
    const x = operation.activation(0);
    const rank = x.axes.length;
    const usual = Array.from({ length: rank + 1 }, (_, at) => rank - at);
    const order = operation.numbers('perm') ?? usual;
    if (order[0] !== 0 || order.length !== rank + 1) throw new CannotMap('axes', `perm ${order}`);
    return operation.passed('layout', 0, { axes: order.slice(1).map((from) => x.axes[from - 1] ?? 0) });
  },
};
