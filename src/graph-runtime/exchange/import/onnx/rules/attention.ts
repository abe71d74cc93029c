import { CannotMap } from '../../network/network-builder';
import { changed, filled, type SourceTensor } from '../../network/weight-values';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';

/** What an idiom has made of the products of an attention (`idioms/attention.ts`): its scores, its projections. */
export const MULTI_HEAD_ATTENTION = 'MultiHeadAttention';

/** Where the idiom puts what: first both values, then kernel and bias of each part, at last the kernel behind. */
const PARTS = [
  { name: 'query', at: 2 },
  { name: 'key', at: 4 },
  { name: 'value', at: 6 },
] as const;

export const attention: OnnxRule = {
  operators: [MULTI_HEAD_ATTENTION],
  map(operation) {
    const [asking, answering] = [0, 1].map((at) => operation.arranged(operation.activation(at), [0, 1]));
    if (asking === undefined || answering === undefined) throw new CannotMap('attributes', 'input 1');
    const features = asking.node.shape[1] ?? 1;
    const heads = operation.number('heads', 1);
    const kernels = [...PARTS.map(({ at }) => at), 8].map((at) => operation.constant(at));
    const wrong = kernels.find(({ shape }) => shape.length !== 2 || shape[1] !== features);
    if (wrong !== undefined || features % heads !== 0)
      throw new CannotMap('shape', wrong?.shape.join(' × ') ?? '');
    const useBias = PARTS.some(({ at }) => operation.optionalConstant(at + 1) !== null);
    const weights: Record<string, SourceTensor> = {};
    for (const { name, at } of PARTS) {
      const factor = name === 'query' ? operation.number('scale', 1) * Math.sqrt(features / heads) : 1;
      weights[`${name}Kernel`] = scaled(operation.constant(at), factor);
      if (useBias) weights[`${name}Bias`] = scaled(biasOf(operation, at + 1, features), factor);
    }
    weights.outputKernel = operation.constant(8);
    if (useBias) weights.outputBias = filled('', [features], 0);
    const inputs = operation.node.inputs[0] === operation.node.inputs[1] ? [asking] : [asking, answering];
    return operation.layer('multiHeadAttention', { inputs, parameters: { heads, useBias }, weights });
  },
};

function biasOf(operation: OnnxOperation, at: number, features: number): SourceTensor {
  return operation.optionalConstant(at) ?? filled('', [features], 0);
}

/** The layer scales by the root of a head's size; what the file does otherwise is a factor of the query. */
function scaled(tensor: SourceTensor, factor: number): SourceTensor {
  if (Math.abs(factor - 1) < 1e-6) return tensor;
  return changed(tensor, (values) => values.map((value) => value * factor));
}
