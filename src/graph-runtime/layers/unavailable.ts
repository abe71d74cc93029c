import type { Text } from '../text/text';
import { plainName } from './other-names';

/** Layers of other libraries that there are none of here, and what can replace them. Nothing that looks alike is offered. */
interface Unavailable {
  readonly names: readonly string[];
  readonly alternative: Text;
}

const ONE_DIMENSION: Text = {
  en: 'Reshape sequences to length × 1 × channels and use the 2D layer with a window of k × 1.',
  'zh-Hant': '可以先用重塑形狀層把序列變成長度 × 1 × 通道，再使用視窗為 k × 1 的二維層。',
};
const NOTHING: Text = {
  en: 'No other layer computes the same. Remove it, or build the network without it.',
  'zh-Hant': '沒有其他層能做同樣的計算。請移除它，或不使用它來建立網路。',
};

const UNAVAILABLE: readonly Unavailable[] = [
  {
    names: ['RReLU', 'randomizedLeakyRelu'],
    alternative: {
      en: 'Leaky ReLU is the closest: its slope is fixed instead of random.',
      'zh-Hant': '最接近的是 Leaky ReLU：斜率是固定的，不是隨機的。',
    },
  },
  {
    names: [
      'thresholdedRelu',
      'threshold',
      'CReLU',
      'SReLU',
      'SwiGLU',
      'GEGLU',
      'logSigmoid',
      'softmin',
      'softshrink',
      'hardshrink',
      'tanhshrink',
      'squareplus',
      'snake',
      'maxout',
    ],
    alternative: {
      en: 'Choose another activation from the palette; SiLU and GELU are smooth as well. The network then computes a different function.',
      'zh-Hant': '請從工具箱選擇另一種活化函數，例如同樣平滑的 SiLU 與 GELU。網路的計算會因此不同。',
    },
  },
  {
    names: [
      'separableConv1d',
      'depthwiseConv1d',
      'upSampling1d',
      'zeroPadding1d',
      'spatialDropout1d',
      'dropout1d',
      'batchNorm1d',
    ],
    alternative: ONE_DIMENSION,
  },
  {
    names: [
      'conv3d',
      'convolution3d',
      'conv3dTranspose',
      'convTranspose3d',
      'maxPooling3d',
      'maxPool3d',
      'averagePooling3d',
      'avgPool3d',
      'globalAveragePooling3d',
      'globalMaxPooling3d',
      'upSampling3d',
      'zeroPadding3d',
      'spatialDropout3d',
      'dropout3d',
      'batchNorm3d',
    ],
    alternative: {
      en: 'Images have two axes here. Slices of a volume can be the channels of an image.',
      'zh-Hant': '這裡的影像只有兩個軸。可以把立體資料的切片當作影像的通道。',
    },
  },
  {
    names: ['maxUnpool1d', 'maxUnpool3d'],
    alternative: {
      en: 'Max unpooling is for images here; reshape to height × width × channels before it.',
      'zh-Hant': '這裡的最大反池化用於影像；請先重塑成高 × 寬 × 通道。',
    },
  },
  {
    names: [
      'alphaDropout',
      'featureAlphaDropout',
      'gaussianDropout',
      'dropBlock',
      'dropBlock2d',
      'dropConnect',
      'cutout',
    ],
    alternative: {
      en: 'Dropout and Spatial dropout regularize as well, but by setting values to zero.',
      'zh-Hant': '丟棄法與空間丟棄法也有正則化的效果，但做法是把數值設為 0。',
    },
  },
  {
    names: ['instanceNorm1d', 'instanceNorm3d'],
    alternative: {
      en: 'Instance normalization is for images here; reshape to height × width × channels before it.',
      'zh-Hant': '這裡的實例正規化用於影像；請先重塑成高 × 寬 × 通道。',
    },
  },
  {
    names: ['unitNormalization', 'weightNorm', 'spectralNorm', 'syncBatchNorm', 'lpNormalization'],
    alternative: {
      en: 'Batch, layer, group, instance and RMS normalization are available; each normalizes differently.',
      'zh-Hant': '可以使用批次、層、群組、實例或 RMS 正規化，但各自的正規化方式不同。',
    },
  },
  {
    names: ['cropping1d', 'cropping3d', 'centerCrop'],
    alternative: {
      en: 'Cropping cuts a number of rows and columns off each edge of an image.',
      'zh-Hant': '裁切層可從影像的每一邊切掉指定的列數或行數。',
    },
  },
  {
    names: [
      'rnn',
      'simpleRNN',
      'bidirectional',
      'convLstm2d',
      'timeDistributed',
      'embeddingBag',
      'attention',
      'additiveAttention',
      'transformerEncoderLayer',
      'positionalEncoding',
      'lambda',
      'masking',
      'repeatVector',
      'bilinear',
      'einsum',
      'unfold',
      'fold',
      'squeeze',
      'unsqueeze',
      'activation',
      'sequential',
      'model',
      'normalization',
    ],
    alternative: NOTHING,
  },
];

const byName: ReadonlyMap<string, Text> = new Map(
  UNAVAILABLE.flatMap(({ names, alternative }) =>
    names.map((name) => [plainName(name), alternative] as const),
  ),
);

/** What can replace a layer of other libraries that is not available here; undefined for a name nobody knows. */
export function alternativeTo(name: string): Text | undefined {
  return byName.get(plainName(name));
}
