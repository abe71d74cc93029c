import { CannotMap } from '../../network/network-builder';
import { reshaped, type SourceTensor } from '../../network/weight-values';
import type { KerasRule } from '../layer';

const PARTS: readonly string[] = ['query', 'key', 'value', 'output'];

/** Heads that divide the features among them, without a mask; Keras has an axis for the heads in its kernels. */
export const multiHeadAttention: KerasRule = {
  classes: ['MultiHeadAttention'],
  map(layer) {
    const { source, inputs, callArguments } = layer;
    const [query, value, key = value] = inputs;
    const heads = layer.number('num_heads', 1);
    const size = layer.number('key_dim', 1);
    const useBias = layer.flag('use_bias', true);
    for (const name of ['use_causal_mask', 'return_attention_scores'])
      if (callArguments.kwargs[name] === true) throw new CannotMap('attributes', name);
    for (const name of ['use_gate', 'output_shape'])
      if ((source.config[name] ?? false) !== false) throw new CannotMap('attributes', name);
    if (layer.number('dropout', 0) > 0) throw new CannotMap('attributes', 'dropout');
    if (layer.number('value_dim', size) !== size) throw new CannotMap('attributes', 'value_dim');
    if (query === undefined || value === undefined || key !== value || inputs.length > 3)
      throw new CannotMap('attributes', `${inputs.length} inputs`);
    const names = PARTS.flatMap((part) => [`${part}Kernel`, ...(useBias ? [`${part}Bias`] : [])]);
    const weights = Object.entries(layer.weightsInOrder(names, inOrder(layer.tensors))).map(
      ([name, tensor]): [string, SourceTensor] => [name, flat(name, tensor)],
    );
    const attended = query === value ? [query] : [query, value];
    return layer.add('multiHeadAttention', { heads, useBias }, Object.fromEntries(weights), attended);
  },
};

/** Files that name tensors sort them by their names: `attention/key/bias` first. */
function inOrder(tensors: readonly SourceTensor[]): readonly SourceTensor[] {
  const rank = ({ name }: SourceTensor) => {
    const [, part = '', kind = ''] =
      /(query|key|value|output)(?:_dense)?\/(kernel|bias)(?::\d+)?$/.exec(name) ?? [];
    return PARTS.indexOf(part) * 2 + (kind === 'bias' ? 1 : 0);
  };
  return [...tensors].sort((a, b) => rank(a) - rank(b));
}

/** `[features, heads, size]` of the kernels, `[heads, size, features]` of the last one. */
function flat(name: string, tensor: SourceTensor): SourceTensor {
  const [first = 1, second = 1, third = 1] = tensor.shape;
  if (name.endsWith('Bias')) return reshaped(tensor, [first * (tensor.shape.length > 1 ? second : 1)]);
  return reshaped(tensor, name === 'outputKernel' ? [first * second, third] : [first, second * third]);
}

/** Of two vectors a number, of two matrices their product. */
export const dot: KerasRule = {
  classes: ['Dot'],
  map(layer) {
    const normalize = layer.flag('normalize', false);
    const [first = 1, second = first] = layer.numbers('axes') ?? [];
    const rank = layer.input.shape.length;
    const [a, b] = [first, second].map((axis) => (axis < 0 ? axis + rank + 1 : axis));
    if (rank === 1) return layer.add('dot', { normalize }, {}, layer.inputs);
    if (rank !== 2 || normalize || a !== 2) throw new CannotMap('attributes', `axes ${first}, ${second}`);
    return layer.add('matMul', { transpose: b === 2 }, {}, layer.inputs);
  },
};

/** A factor for each channel, or a dense layer on the last axis; of other products there is no layer. */
export const einsumDense: KerasRule = {
  classes: ['EinsumDense'],
  map(layer) {
    const equation = layer.text('equation', '').replaceAll(/\s/g, '');
    const [, given = '', kernel = '', made = ''] = /^([a-z.]+),([a-z]+)->([a-z.]+)$/.exec(equation) ?? [];
    const useBias = (layer.source.config.bias_axes ?? null) !== null;
    if (made !== '' && made === given && kernel === given.at(-1) && !useBias)
      return layer.add('layerScale', {}, layer.weights([['gamma', 'kernel']]));
    const [from = '', to = ''] = kernel;
    const isLast = kernel.length === 2 && given.endsWith(from) && made === `${given.slice(0, -1)}${to}`;
    const isOfUnits = !useBias || layer.text('bias_axes', '') === to;
    if (!isLast || given.includes(to) || !isOfUnits || layer.input.shape.length > 2)
      throw new CannotMap('attributes', equation);
    if (layer.text('activation', 'linear') !== 'linear') throw new CannotMap('attributes', 'activation');
    const weights = layer.weights([['kernel', 'kernel'], ...(useBias ? ([['bias', 'bias']] as const) : [])]);
    const units = weights.kernel?.shape.at(-1) ?? 1;
    return layer.add('dense', { units, useBias }, weights);
  },
};
