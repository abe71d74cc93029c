import { CannotMap } from '../../network/network-builder';
import { changed, onlyValue, reshaped } from '../../network/weight-values';
import { type Affine, applyAffine, type Factor, factorOf } from '../affine';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';
import { type Activation, type ConstantValue, dimsOf, isSameAxes } from '../values';

/** Layers that join values of one place. */
const MERGES: Readonly<Record<string, string>> = {
  ...{ Add: 'add', Sum: 'add', Sub: 'subtract', Mul: 'multiply' },
  ...{ Max: 'maximum', Min: 'minimum', Mean: 'average' },
};

/** Of what the network computes: a merge; with a constant: a factor or a term. */
export const arithmetic: OnnxRule = {
  operators: ['Add', 'Sub', 'Mul', 'Div', 'Sum', 'Max', 'Min', 'Mean', 'Neg'],
  map(operation) {
    const { operator, inputs } = operation.node;
    if (operator === 'Neg') return applyAffine(operation, 0, { scale: -1, offset: 0 });
    const constants = inputs.flatMap((_, at) => (operation.isConstant(at) ? [at] : []));
    if (inputs.length === 2 && constants.length === 1) return withConstant(operation, constants[0] ?? 0);
    if (constants.length > 0) throw new CannotMap('computed-weights');
    if (inputs.length === 1) return operation.passed('identity');
    const type = MERGES[operator];
    if (type === undefined) throw new CannotMap('unknown-operation');
    return merge(operation, type);
  },
};

function withConstant(operation: OnnxOperation, at: number): Activation {
  const { operator } = operation.node;
  const other = 1 - at;
  const constant = operation.constant(at);
  const x = operation.activation(other);
  if ((operator === 'Max' || operator === 'Min') && at === 1) {
    if (operator === 'Max' && onlyValue(constant.values()) === 0)
      return operation.elementwise('relu', {}, other);
    throw new CannotMap('computed-weights');
  }
  if (operator === 'Add' && isOfPositions(constant, x)) return withPositions(operation, constant, x);
  const factor = factorOf(constant, x);
  if (operator === 'Sub' && at === 0 && factor === 1) {
    const isCosine = x.node.type === 'dot' && x.node.parameters.normalize === true;
    const distance = isCosine ? operation.merged(other, 'dot', 'distance', { measure: 'cosine' }) : null;
    if (distance !== null) return distance;
  }
  const affine = affineOf(operator, factor, at === 0);
  if (affine === null) throw new CannotMap('computed-weights');
  return applyAffine(operation, other, affine);
}

/** Whether a constant has a number for each feature of each position. */
function isOfPositions({ shape }: ConstantValue, x: Activation): boolean {
  const [positions = 1, features = 1] = dimsOf(x);
  const sizes = shape[0] === 1 ? shape.slice(shape.length - 2) : shape;
  return (
    x.axes.length === 2 && positions > 1 && sizes.join() === `${positions},${features}` && shape.length < 4
  );
}

function withPositions(operation: OnnxOperation, constant: ConstantValue, x: Activation): Activation {
  const inputs = [operation.arranged(x, [0, 1])];
  const positions = reshaped(constant, constant.shape.slice(-2));
  return operation.layer('positionEmbedding', { inputs, weights: { positions } });
}

/** @param isFirst whether the constant comes before the value */
function affineOf(operator: string, factor: Factor, isFirst: boolean): Affine | null {
  if (operator === 'Add' || operator === 'Sum') return { scale: 1, offset: factor };
  if (operator === 'Mul') return { scale: factor, offset: 0 };
  if (operator === 'Sub') {
    return isFirst ? { scale: -1, offset: factor } : { scale: 1, offset: each(factor, (value) => -value) };
  }
  if (operator === 'Div' && !isFirst) return { scale: each(factor, (value) => 1 / value), offset: 0 };
  return null;
}

function each(factor: Factor, change: (value: number) => number): Factor {
  return typeof factor === 'number' ? change(factor) : changed(factor, (values) => values.map(change));
}

function merge(operation: OnnxOperation, type: string): Activation {
  const values = operation.inputs.map((_, at) => operation.activation(at));
  const rank = Math.max(...values.map(({ axes }) => axes.length));
  // Shapes of other ranks are aligned at their ends in ONNX, and by their channels here.
  if (values.some((value) => value.axes.length < rank && dimsOf(value).some((size) => size !== 1))) {
    throw new CannotMap('axes');
  }
  const [first] = values;
  const isAlike = values.every(
    ({ axes, order }) =>
      isSameAxes(axes, first?.axes ?? []) && JSON.stringify(order) === JSON.stringify(first?.order),
  );
  if (isAlike) {
    return { ...operation.layer(type, { inputs: values }, first?.axes), order: first?.order ?? null };
  }
  const axes = values.find((value) => value.axes.length === rank)?.axes ?? [];
  const aligned = values.map((value) =>
    value.axes.length === rank ? operation.arranged(value, axes) : operation.inSourceOrder(value),
  );
  return operation.layer(type, { inputs: aligned }, axes);
}
