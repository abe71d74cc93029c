import { changeOf } from '../network/input-changes';
import type { BuiltNode } from '../network/built-node';
import { CannotMap } from '../network/network-builder';
import { filled, type SourceTensor } from '../network/weight-values';
import type { KerasLayer } from './layer';

/** What two operands make: two values, or one and a number. @throws CannotMap where the numbers are none that a layer has */
export function binary(layer: KerasLayer, type: string): BuiltNode {
  const { operands, inputs } = layer;
  if (operands.length !== 2) throw new CannotMap('attributes', `${operands.length} operands`);
  if (inputs.length === 2) return type === 'multiply' ? multiplied(layer) : layer.add(type, {}, {}, inputs);
  const [first, second] = operands;
  const isFirst = typeof first === 'number';
  const number = isFirst ? first : second;
  if (typeof number !== 'number') throw new CannotMap('attributes', 'no operand');
  switch (type) {
    case 'add':
      return rescaled(layer, [1], [number]);
    case 'subtract':
      return isFirst ? rescaled(layer, [-1], [number]) : rescaled(layer, [1], [-number]);
    case 'multiply':
      return hardSigmoid(layer, number) ?? rescaled(layer, [number], [0]);
    case 'divide':
      if (!isFirst && number !== 0)
        return hardSigmoid(layer, 1 / number) ?? rescaled(layer, [1 / number], [0]);
      break;
    case 'maximum':
      if (number === 0) return layer.add('relu');
      break;
    default:
  }
  throw new CannotMap('attributes', `${type} ${number}`);
}

/** Two values of one place; `x · hardSigmoid(x)` is its own layer. */
export function multiplied(layer: KerasLayer): BuiltNode {
  const { inputs, context } = layer;
  const [a, b] = inputs;
  for (const [gate, x] of [[a, b] as const, [b, a] as const]) {
    if (inputs.length !== 2 || gate?.type !== 'hardSigmoid' || x === undefined || gate.inputs[0] !== x)
      continue;
    context.replaced.push(gate);
    return layer.add('hardSwish', {}, {}, [x]);
  }
  return layer.add('multiply', {}, {}, inputs);
}

/** `relu6(x + 3) / 6`, which MobileNets are written with. */
function hardSigmoid(layer: KerasLayer, factor: number): BuiltNode | null {
  const { input: clipped, context } = layer;
  const [moved] = clipped.inputs;
  const [x] = moved?.inputs ?? [];
  if (clipped.type !== 'relu6' || moved?.type !== 'rescaling' || x === undefined) return null;
  const { scale = 1, offset = 0 } = moved.parameters;
  if (scale !== 1 || offset !== 3 || Math.abs(6 * factor - 1) > 1e-6) return null;
  context.replaced.push(moved, clipped);
  return layer.add('hardSigmoid', {}, {}, [x]);
}

/** `scale · x + offset`, a number for all or one for each channel: of images that come in, how they are normalized. */
export function rescaled(layer: KerasLayer, scale: readonly number[], offset: readonly number[]): BuiltNode {
  const { input, context } = layer;
  // Half a step before an index is cut off is no normalization (`rules/embedding.ts`).
  const isIndex = offset.length === 1 && offset[0] === 0.5 && (scale[0] ?? 0) >= 1;
  if (!isIndex && context.inputChanges?.add(input, { scale, offset }) === true)
    return layer.passed(changeOf(input));
  const [factor = 1, term = 0] = [scale[0], offset[0]];
  if (scale.length <= 1 && offset.length <= 1) {
    return layer.add('rescaling', { scale: factor, ...(term !== 0 && { offset: term }) });
  }
  const channels = input.shape.at(-1) ?? 1;
  if (input.shape.length !== 3) throw new CannotMap('axes');
  const kernel = spread(scale, [1, 1, channels, 1]);
  const bias = spread(offset, [channels]);
  return layer.add('depthwiseConv2d', { kernelSize: [1, 1], useBias: true }, { kernel, bias });
}

function spread(numbers: readonly number[], shape: readonly number[]): SourceTensor {
  const empty = filled('', shape, 0);
  return { ...empty, values: () => empty.values().map((_, at) => numbers[at % numbers.length] ?? 0) };
}
