import { biasAdd, matMul } from '../compile/ops/matmul';
import { explainMultiplyAccumulates, explainParameters, formatCount } from './formula';
import {
  biasInitializerParameter,
  createInitializer,
  kernelInitializerParameter,
  useBiasParameter,
} from './initializer';
import type { LayerDefinition, WeightDescription } from './layer';
import { SIZE_LIMITS } from './limits';
import { kerasInitializer, pythonBoolean, pythonCall, unlessDefault } from './python';
import { firstShape, inferred, refused, SINGLE_INPUT, SINGLE_OUTPUT, vectorExpected } from './shape-rules';

type DenseParameters = {
  readonly units: number;
  readonly useBias: boolean;
  readonly kernelInitializer: string;
  readonly biasInitializer: string;
};

/** `y = x W + b`, with x `[features]`, W `[features, units]`, b `[units]`. */
export const dense: LayerDefinition<DenseParameters> = {
  type: 'dense',
  version: 1,
  label: { en: 'Dense', 'zh-Hant': '全連接' },
  category: 'dense',
  summary: {
    en: 'Each output is a weighted sum of all inputs plus a bias. Turns features into decisions at the end of a network.',
    'zh-Hant': '每個輸出都是所有輸入的加權總和再加上偏差。在網路末端把特徵轉換成判斷。',
  },
  reference: {
    title: 'Zhang, Lipton, Li, Smola: Dive into Deep Learning, section 4.1',
    url: 'https://d2l.ai/chapter_linear-classification/softmax-regression.html',
  },
  parameters: {
    units: {
      kind: 'integer',
      label: { en: 'Units', 'zh-Hant': '單元數' },
      help: { en: 'Number of outputs.', 'zh-Hant': '輸出的數目。' },
      default: 10,
      minimum: 1,
      maximum: SIZE_LIMITS.features,
    },
    useBias: useBiasParameter,
    kernelInitializer: {
      ...kernelInitializerParameter,
      label: { en: 'Weight initialiser', 'zh-Hant': '權重初始化' },
    },
    biasInitializer: biasInitializerParameter,
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ units }) => formatCount(units),
  infer({ units }, inputs) {
    const shape = firstShape(inputs);
    return shape.length === 1 ? inferred([units]) : refused(vectorExpected(shape));
  },
  weights({ units, useBias, kernelInitializer, biasInitializer }, inputs) {
    const [features = 0] = firstShape(inputs);
    const fans = { fanIn: features, fanOut: units };
    const kernel: WeightDescription = {
      name: 'kernel',
      shape: [features, units],
      isTrainable: true,
      initializer: createInitializer(kernelInitializer, fans),
    };
    if (!useBias) return [kernel];
    return [
      kernel,
      {
        name: 'bias',
        shape: [units],
        isTrainable: true,
        initializer: createInitializer(biasInitializer, fans),
      },
    ];
  },
  multiplyAccumulates: ({ units }, inputs) => (firstShape(inputs)[0] ?? 0) * units,
  explain({ units, useBias }, inputs) {
    const [features = 0] = firstShape(inputs);
    return [
      explainParameters(useBias ? [[features, units], [units]] : [[features, units]]),
      explainMultiplyAccumulates([[features, units]]),
    ];
  },
  lower: (context, { useBias }, inputs) =>
    inputs.map((x) => {
      const sums = matMul(context.graph, x, context.weight('kernel'));
      return useBias ? biasAdd(context.graph, sums, context.weight('bias')) : sums;
    }),
  code: {
    keras: ({ units, useBias, kernelInitializer, biasInitializer }) =>
      pythonCall('keras.layers.Dense', [units], {
        use_bias: useBias ? null : 'False',
        kernel_initializer: unlessDefault(kerasInitializer(kernelInitializer), '"glorot_uniform"'),
        bias_initializer: unlessDefault(kerasInitializer(biasInitializer), '"zeros"'),
      }),
    pytorch: ({ units, useBias }, inputs) =>
      pythonCall('nn.Linear', [firstShape(inputs)[0] ?? 0, units], {
        bias: useBias ? null : pythonBoolean(false),
      }),
  },
};
