import type { averagePool, maxPool } from '../ops/pooling';
import { squeeze } from '../ops/shape';
import type { LayerDefinition } from './layer';
import type { ParameterDescription } from './parameter';
import { range } from './range';
import { exampleShape, imageOf, inferImage, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { poolsValues } from './value-effect';
import { CHANNEL_BY_CHANNEL } from './window-computation';

/** Global average and global max pooling: the whole image is the window. */
type GlobalPoolingParameters = {
  readonly keepDimensions: boolean;
};

const keepDimensions: ParameterDescription = {
  kind: 'boolean',
  label: { en: 'Keep height and width', 'zh-Hant': '保留高與寬' },
  help: {
    en: 'Output of 1 × 1 × channels, as in PyTorch. Off: a vector of channels.',
    'zh-Hant': '輸出為 1 × 1 × 通道數，與 PyTorch 相同。關閉時輸出通道向量。',
  },
  isAdvanced: true,
  default: true,
};

/** What is special about one global pooling. */
interface GlobalPoolingRule
  extends Pick<LayerDefinition<GlobalPoolingParameters>, 'type' | 'label' | 'summary' | 'reference'> {
  /** What other libraries call it. */
  readonly otherTypes: readonly string[];
  /** What is done with a map's values. */
  readonly operation: 'mean' | 'max';
  /** Given a window as large as the image. */
  readonly pool: typeof averagePool | typeof maxPool;
  /** Class of Keras, and the adaptive pooling of PyTorch that makes one cell. */
  readonly keras: string;
  readonly pytorch: string;
}

/** Makes a layer of a global pooling, with one value per channel: `[1, 1, channels]`, or `[channels]`. */
export function defineGlobalPooling(rule: GlobalPoolingRule): LayerDefinition<GlobalPoolingParameters> {
  return {
    type: rule.type,
    version: 1,
    otherNames: { types: rule.otherTypes, parameters: { keepdims: 'keepDimensions' } },
    label: rule.label,
    category: 'pooling',
    summary: rule.summary,
    reference: rule.reference,
    parameters: { keepDimensions },
    inputs: SINGLE_INPUT,
    outputs: SINGLE_OUTPUT,
    describe: () => '',
    infer: (parameters, inputs) =>
      inferImage(inputs, (image) => inferred(parameters.keepDimensions ? [1, 1, image[2]] : [image[2]])),
    weights: () => [],
    multiplyAccumulates: () => 0,
    effect: poolsValues,
    computation(_parameters, inputs) {
      const [height, width] = imageOf(inputs);
      const taps = { rows: () => range(0, height), columns: () => range(0, width) };
      const { operation } = rule;
      return {
        ...CHANNEL_BY_CHANNEL,
        taps,
        operation,
        ...(operation === 'mean' && { divisor: () => height * width }),
      };
    },
    lower: ({ graph }, parameters, inputs) =>
      inputs.map((x) => {
        const [height = 1, width = 1] = exampleShape(x);
        const pooled = rule.pool(graph, x, { window: [height, width], strides: [1, 1], padding: 'VALID' });
        return parameters.keepDimensions ? pooled : squeeze(graph, pooled, [1, 2]);
      }),
    code: {
      keras: (parameters) =>
        `keras.layers.${rule.keras}(${parameters.keepDimensions ? 'keepdims=True' : ''})`,
      pytorch(parameters) {
        const layer = `nn.${rule.pytorch}(1)`;
        return parameters.keepDimensions ? layer : `nn.Sequential(${layer}, nn.Flatten())`;
      },
    },
  };
}
