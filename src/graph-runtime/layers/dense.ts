import type { LayerRepair } from '../diagnostics/diagnostic';
import { biasAdd, matMul } from '../ops/matmul';
import { staticSize } from '../ops/op-graph';
import { reshape } from '../ops/shape';
import { explainMultiplyAccumulates, explainParameters, formatCount } from './formula';
import {
  biasInitializerParameter,
  createInitializer,
  type KernelInitializer,
  kernelInitializerOf,
  kernelInitializerParameters,
  useBiasParameter,
} from './initializer';
import { kerasInitializer, kerasKernelInitializer } from './keras-initializer';
import type { LayerDefinition, WeightDescription } from './layer';
import { SIZE_LIMITS } from './limits';
import { pythonBoolean, pythonCall, unlessDefault } from './python';
import {
  asVector,
  exampleShape,
  firstShape,
  inferred,
  insertAverage,
  insertFlatten,
  isVectorLike,
  refused,
  SINGLE_INPUT,
  SINGLE_OUTPUT,
  vectorExpected,
} from './shape-rules';
import { elementCount, type TensorType } from './tensor-type';

type DenseParameters = KernelInitializer & {
  readonly units: number;
  readonly useBias: boolean;
  readonly biasInitializer: string;
};

/**
 * `y = x W + b`, with x `[features]`, W `[features, units]`, b `[units]`; of positions `[positions, features]` the same at each, as
 * Keras and PyTorch have it. An image is refused: most often Flatten was forgotten.
 */
export const dense: LayerDefinition<DenseParameters> = {
  type: 'dense',
  version: 1,
  otherNames: {
    types: ['Linear', 'LazyLinear', 'FullyConnected', 'InnerProduct', 'Gemm', 'fc'],
    parameters: {
      out_features: 'units',
      num_units: 'units',
      filters: 'units',
      in_features: null,
      input_dim: null,
      bias: 'useBias',
    },
  },
  label: { en: 'Dense', 'zh-Hant': '全連接' },
  category: 'dense',
  summary: {
    en: 'Each output is a weighted sum of all inputs plus a bias. Turns features into decisions at the end of a network; a sequence is transformed position by position.',
    'zh-Hant':
      '每個輸出都是所有輸入的加權總和再加上偏差。在網路末端把特徵轉換成判斷；輸入為位置序列時，逐一轉換每個位置。',
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
    ...kernelInitializerParameters,
    kernelInitializer: {
      ...kernelInitializerParameters.kernelInitializer,
      label: { en: 'Weight initializer', 'zh-Hant': '權重初始化' },
    },
    biasInitializer: biasInitializerParameter,
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ units }) => formatCount(units),
  infer({ units }, inputs) {
    const shape = firstShape(inputs);
    if (shape.length <= 2) return inferred([...shape.slice(0, -1), units]);
    return refused(vectorExpected('vector-expected', shape, repairsFor(shape, units)));
  },
  weights(parameters, inputs) {
    const { units, useBias, biasInitializer } = parameters;
    const features = featuresOf(inputs);
    const fans = { fanIn: features, fanOut: units };
    const kernel: WeightDescription = {
      name: 'kernel',
      shape: [features, units],
      isTrainable: true,
      initializer: createInitializer(kernelInitializerOf(parameters), fans),
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
  multiplyAccumulates: ({ units }, inputs) => elementCount({ shape: firstShape(inputs) }) * units,
  explain({ units, useBias }, inputs) {
    const features = featuresOf(inputs);
    const positions = firstShape(inputs).slice(0, -1);
    return [
      explainParameters(useBias ? [[features, units], [units]] : [[features, units]]),
      explainMultiplyAccumulates([[...positions, features, units]]),
    ];
  },
  lower: (context, { useBias }, inputs) =>
    inputs.map((x) => {
      const [features = 1, ...positions] = exampleShape(x).reverse();
      const rows = positions.length === 0 ? x : reshape(context.graph, x, [null, features]);
      const sums = matMul(context.graph, rows, context.weight('kernel'));
      const y = useBias ? biasAdd(context.graph, sums, context.weight('bias')) : sums;
      if (positions.length === 0) return y;
      return reshape(context.graph, y, [null, ...positions, staticSize(y, 1)]);
    }),
  code: {
    keras: (parameters) =>
      pythonCall('keras.layers.Dense', [parameters.units], {
        use_bias: parameters.useBias ? null : 'False',
        kernel_initializer: kerasKernelInitializer(kernelInitializerOf(parameters)),
        bias_initializer: unlessDefault(kerasInitializer(parameters.biasInitializer), '"zeros"'),
      }),
    pytorch: ({ units, useBias }, inputs) =>
      pythonCall('nn.Linear', [featuresOf(inputs), units], {
        bias: useBias ? null : pythonBoolean(false),
      }),
  },
};

function featuresOf(inputs: readonly TensorType[]): number {
  return firstShape(inputs).at(-1) ?? 0;
}

/** More weights than any published dense layer has: VGG's first has 103 million. */
const TOO_MANY_WEIGHTS = 2 ** 27;

/** All values as one vector, or one value a channel, or the same weights at each position. */
function repairsFor(shape: readonly number[], units: number): LayerRepair[] {
  if (isVectorLike(shape)) return asVector();
  const isHuge = elementCount({ shape }) * units > TOO_MANY_WEIGHTS;
  const vectors = [insertFlatten(), insertAverage('insert-average')];
  const pointwise: LayerRepair = {
    kind: 'change-layer',
    type: 'conv2d',
    renames: { units: 'filters' },
    parameters: { kernelSize: [1, 1] },
    code: 'use-pointwise',
  };
  return [...(isHuge ? vectors.reverse() : vectors), pointwise];
}
