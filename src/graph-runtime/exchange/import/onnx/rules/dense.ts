import { CannotMap } from '../../network/network-builder';
import {
  changed,
  combined,
  filled,
  reshaped,
  type SourceTensor,
  transposed,
} from '../../network/weight-values';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';
import { type Activation, inOrderHere } from '../values';

/** `alpha · A · B + beta · C` of vectors, B and C known. */
export const gemm: OnnxRule = {
  operators: ['Gemm'],
  map(operation) {
    const x = vectorOf(operation);
    if (operation.number('transA', 0) !== 0) throw new CannotMap('attributes', 'transA');
    const given = operation.constant(1);
    if (given.shape.length !== 2) throw new CannotMap('shape', 'B');
    const isTransposed = operation.number('transB', 0) === 1;
    const kernel = kernelOf(given, isTransposed, x);
    const units = kernel.shape[1] ?? 1;
    const [alpha, beta] = [operation.number('alpha', 1), operation.number('beta', 1)];
    const bias = operation.optionalConstant(2);
    return operation.layer('dense', {
      inputs: [x],
      parameters: { units, useBias: bias !== null && beta !== 0 },
      weights: {
        kernel: scaled(kernel, alpha),
        ...(bias !== null && beta !== 0 && { bias: scaled(spread(bias, units), beta) }),
      },
    });
  },
};

/** The product with a matrix that is known: of vectors, of positions, and of images whose channels come last. */
export const matrixProduct: OnnxRule = {
  operators: ['MatMul'],
  map(operation) {
    const x = operation.activation(0);
    if (!operation.isConstant(1)) return productOf(operation, x, operation.activation(1));
    const given = operation.constant(1);
    if (given.shape.length !== 2) throw new CannotMap('shape', `${given.shape.length}`);
    const units = given.shape[1] ?? 1;
    const parameters = { useBias: false };
    if (x.node.shape.length < 3) {
      const sequence = x.node.shape.length === 2 ? operation.arranged(x, [0, 1]) : x;
      return operation.layer('dense', {
        inputs: [sequence],
        parameters: { ...parameters, units },
        weights: { kernel: kernelOf(given, false, x) },
      });
    }
    const image = operation.arranged(x, [0, 1, 2]);
    const kernel = reshaped(given, [1, 1, ...given.shape]);
    const layer = { inputs: [image], parameters: { ...parameters, filters: units, kernelSize: [1, 1] } };
    return operation.layer('conv2d', { ...layer, weights: { kernel } }, [0, 1, 2]);
  },
};

/** Of two values that are computed, as matrices. */
function productOf(operation: OnnxOperation, x: Activation, other: Activation): Activation {
  const inputs = [x, other];
  const rank = inputs.find(({ node }) => node.shape.length !== 2)?.node.shape.length;
  if (rank !== undefined) throw new CannotMap('shape', `${rank}`);
  return operation.layer('matMul', { inputs: inputs.map((value) => operation.arranged(value, [0, 1])) });
}

function vectorOf(operation: OnnxOperation): Activation {
  const x = operation.activation(0);
  // Early versions take more axes, and mean a flattened vector.
  return operation.flattened(x);
}

/** `[in, out]`, its rows in the order that the vector has here. */
function kernelOf(given: SourceTensor, isTransposed: boolean, { order }: Activation): SourceTensor {
  const ordered = inOrderHere(given, isTransposed ? 1 : 0, order);
  return isTransposed ? transposed(ordered, [1, 0]) : ordered;
}

function scaled(tensor: SourceTensor, factor: number): SourceTensor {
  return factor === 1 ? tensor : changed(tensor, (values) => values.map((value) => factor * value));
}

/** One number for each unit; `C` may have one for all, or an axis of size 1 before. */
function spread(tensor: SourceTensor, units: number): SourceTensor {
  const count = tensor.shape.reduce((product, size) => product * size, 1);
  if (count === units) return reshaped(tensor, [units]);
  if (count === 1) return combined(filled(tensor.name, [units], 0), tensor, (_, value) => value);
  throw new CannotMap('shape', 'C');
}
