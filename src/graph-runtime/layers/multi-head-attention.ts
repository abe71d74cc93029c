import { batchMatMul } from '../ops/batch-matmul';
import { softmax } from '../ops/activations';
import { scalar } from '../ops/constant';
import { multiply } from '../ops/elementwise';
import { biasAdd, matMul } from '../ops/matmul';
import { staticSize, type Value } from '../ops/op-graph';
import { reshape, transpose } from '../ops/shape';
import { divisorsOf, largestDivisorUpTo } from './divisor';
import { explainMultiplyAccumulates, explainParameters } from './formula';
import { createInitializer, useBiasParameter } from './initializer';
import type { LayerDefinition, LoweringContext, WeightDescription } from './layer';
import { asPositions, positionsExpected, positionsOf } from './positions';
import { inferred, refused, SINGLE_OUTPUT, VARIADIC_INPUT } from './shape-rules';
import { shortFact } from './short-form';
import type { TensorType } from './tensor-type';

type MultiHeadAttentionParameters = {
  readonly heads: number;
  readonly useBias: boolean;
};

/**
 * `softmax(Q Kᵀ / √k) V` in each of h heads of size `k = features / h`, joined and projected: Q from the first input, K and V from the second, or
 * from the first as well where it is the only one (self-attention). Inputs are `[positions, features]`.
 */
export const multiHeadAttention: LayerDefinition<MultiHeadAttentionParameters> = {
  type: 'multiHeadAttention',
  version: 1,
  otherNames: {
    types: ['MHA', 'SelfAttention', 'CrossAttention'],
    parameters: { num_heads: 'heads', bias: 'useBias', embed_dim: null },
  },
  label: { en: 'Multi-head attention', 'zh-Hant': '多頭注意力' },
  category: 'dense',
  summary: {
    en: 'Each position gathers from all others what is relevant to it. One input: self-attention; two: the first asks, the second answers (cross-attention).',
    'zh-Hant':
      '每個位置從所有位置收集與自己相關的資訊。一個輸入為自注意力；兩個時由第一個提問、第二個回答（交叉注意力）。',
  },
  reference: {
    title: 'Vaswani et al.: Attention Is All You Need (2017), section 3.2',
    url: 'https://arxiv.org/abs/1706.03762',
  },
  parameters: {
    heads: {
      kind: 'integer',
      label: { en: 'Heads', 'zh-Hant': '頭數' },
      help: { en: 'Must divide the features.', 'zh-Hant': '必須能整除特徵數。' },
      default: 4,
      minimum: 1,
      maximum: 1024,
    },
    useBias: useBiasParameter,
  },
  inputs: VARIADIC_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ heads }, language) => shortFact('heads', heads, language),
  infer({ heads }, inputs) {
    const index = inputs.findIndex(({ shape }) => asPositions(shape) === null);
    if (index >= 0) return positionsExpected(inputs[index]?.shape ?? [], index);
    if (inputs.length > 2) {
      return refused({
        code: 'too-many-inputs',
        port: 'in',
        expected: '1, 2',
        received: `${inputs.length}`,
        values: { count: inputs.length },
        repairs: [{ kind: 'remove-edge', port: 'in', index: inputs.length - 1 }],
      });
    }
    const [positions, features] = positionsOf(inputs[0]);
    if (features % heads === 0) return inferred([positions, features]);
    return refused({
      code: 'groups-do-not-divide-input',
      port: 'in',
      parameter: 'heads',
      expected: divisorsOf(features),
      received: `${heads}`,
      values: { groups: heads, channels: features },
      repairs: [{ kind: 'set-parameter', parameter: 'heads', value: largestDivisorUpTo(heads, [features]) }],
    });
  },
  weights({ useBias }, inputs) {
    const features = positionsOf(inputs[0])[1];
    const answering = positionsOf(inputs[1] ?? inputs[0])[1];
    const parts = [
      ['query', features],
      ['key', answering],
      ['value', answering],
      ['output', features],
    ] as const;
    return parts.flatMap(([name, size]): WeightDescription[] => {
      const initializer = createInitializer('glorotUniform', { fanIn: size, fanOut: features });
      const kernel = { name: `${name}Kernel`, shape: [size, features], isTrainable: true, initializer };
      const bias: WeightDescription = {
        name: `${name}Bias`,
        shape: [features],
        isTrainable: true,
        initializer: { kind: 'constant', value: 0 },
      };
      return useBias ? [kernel, bias] : [kernel];
    });
  },
  multiplyAccumulates: (_parameters, inputs) =>
    productsOf(inputs).reduce(
      (sum, factors) => sum + factors.reduce((product, size) => product * size, 1),
      0,
    ),
  explain({ useBias }, inputs) {
    const features = positionsOf(inputs[0])[1];
    const answering = positionsOf(inputs[1] ?? inputs[0])[1];
    const kernels = [
      [2, features, features],
      [2, answering, features],
    ];
    return [
      explainParameters(useBias ? [...kernels, [4, features]] : kernels),
      explainMultiplyAccumulates(productsOf(inputs)),
    ];
  },
  lower(context, parameters, inputs) {
    const [asking, answering = asking] = inputs;
    if (asking === undefined || answering === undefined) throw new Error('attention without inputs');
    return [attend(context, parameters, asking, answering)];
  },
  code: { keras: () => null, pytorch: () => null },
};

/** Four projections, and the two products of positions with positions. */
function productsOf(inputs: readonly TensorType[]): number[][] {
  const [positions, features] = positionsOf(inputs[0]);
  const [others, answering] = positionsOf(inputs[1] ?? inputs[0]);
  return [
    [2, positions, features, features],
    [2, others, answering, features],
    [2, positions, others, features],
  ];
}

function attend(
  context: LoweringContext,
  { heads, useBias }: MultiHeadAttentionParameters,
  asking: Value,
  answering: Value,
): Value {
  const { graph } = context;
  const features = staticSize(asking, 2);
  const size = features / heads;
  const [positions, others] = [staticSize(asking, 1), staticSize(answering, 1)];
  const project = (x: Value, name: string): Value => {
    const rows = reshape(graph, x, [null, staticSize(x, 2)]);
    const sums = matMul(graph, rows, context.weight(`${name}Kernel`));
    const y = useBias ? biasAdd(graph, sums, context.weight(`${name}Bias`)) : sums;
    return reshape(graph, y, [null, staticSize(x, 1), features]);
  };
  /** `[batch · heads, positions, size]` */
  const inHeads = (x: Value, count: number): Value => {
    const parted = transpose(graph, reshape(graph, x, [null, count, heads, size]), [0, 2, 1, 3]);
    return graph.openAxis(heads, () => reshape(graph, parted, [null, count, size]));
  };
  const query = inHeads(
    multiply(graph, project(asking, 'query'), scalar(graph, 1 / Math.sqrt(size))),
    positions,
  );
  const key = inHeads(project(answering, 'key'), others);
  const value = inHeads(project(answering, 'value'), others);
  const gathered = graph.openAxis(heads, () => {
    const shares = softmax(graph, batchMatMul(graph, query, key, { transposeB: true }));
    return batchMatMul(graph, shares, value);
  });
  const parted = reshape(graph, gathered, [null, heads, positions, size]);
  const joined = reshape(graph, transpose(graph, parted, [0, 2, 1, 3]), [null, positions, features]);
  return project(joined, 'output');
}
