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
    names: ['PReLU', 'parametricRelu'],
    alternative: {
      en: 'Leaky ReLU is the closest: its slope is fixed instead of learned.',
      'zh-Hant': '最接近的是 Leaky ReLU：斜率是固定的，不會被學習。',
    },
  },
  {
    names: ['RReLU', 'randomizedLeakyRelu'],
    alternative: {
      en: 'Leaky ReLU is the closest: its slope is fixed instead of random.',
      'zh-Hant': '最接近的是 Leaky ReLU：斜率是固定的，不是隨機的。',
    },
  },
  {
    names: ['CELU'],
    alternative: {
      en: 'With alpha 1 it equals ELU; with another alpha no layer is equivalent.',
      'zh-Hant': 'α 為 1 時與 ELU 相同；其他 α 沒有相同的層。',
    },
  },
  {
    names: [
      'mish',
      'softsign',
      'hardTanh',
      'thresholdedRelu',
      'threshold',
      'CReLU',
      'SReLU',
      'GLU',
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
      'conv1d',
      'convolution1d',
      'separableConv1d',
      'depthwiseConv1d',
      'maxPooling1d',
      'maxPool1d',
      'averagePooling1d',
      'avgPool1d',
      'globalAveragePooling1d',
      'globalAvgPool1d',
      'globalMaxPooling1d',
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
    names: [
      'conv2dTranspose',
      'convTranspose2d',
      'convTranspose',
      'deconvolution2d',
      'deconv2d',
      'pixelShuffle',
      'depthToSpace',
      'maxUnpool2d',
      'conv1dTranspose',
      'convTranspose1d',
    ],
    alternative: {
      en: 'Upsampling followed by Conv2D enlarges maps with learned weights too.',
      'zh-Hant': '用上採樣層再接二維卷積層，也能以學得的權重放大特徵圖。',
    },
  },
  {
    names: ['dropPath', 'stochasticDepth', 'dropConnectPath'],
    alternative: {
      en: 'For a branch of H × W × C: Reshape to H × (W · C) × 1, Spatial dropout with the same rate, Reshape back. It then drops the whole branch of an example, or none of it.',
      'zh-Hant':
        '對 H × W × C 的分支：用 Reshape 變成 H × (W · C) × 1，接上相同比率的空間丟棄法，再用 Reshape 變回來。如此每個樣本的整條分支會一起捨棄或保留。',
    },
  },
  {
    names: [
      'alphaDropout',
      'featureAlphaDropout',
      'gaussianDropout',
      'gaussianNoise',
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
    names: ['instanceNorm2d', 'instanceNorm', 'instanceNormalization', 'instanceNorm1d', 'instanceNorm3d'],
    alternative: {
      en: 'Group normalization with as many groups as channels computes the same.',
      'zh-Hant': '組數等於通道數的群組正規化會做同樣的計算。',
    },
  },
  {
    names: [
      'rmsNorm',
      'rmsNormalization',
      'unitNormalization',
      'weightNorm',
      'spectralNorm',
      'syncBatchNorm',
      'lpNormalization',
    ],
    alternative: {
      en: 'Batch, layer and group normalization are available; each normalizes differently.',
      'zh-Hant': '可以使用批次、層或群組正規化，但各自的正規化方式不同。',
    },
  },
  {
    names: ['subtract', 'sub'],
    alternative: {
      en: 'Rescale the second input by −1 and use Add.',
      'zh-Hant': '先用 Rescaling 把第二個輸入乘以 −1，再使用 Add。',
    },
  },
  {
    names: ['average', 'mean'],
    alternative: {
      en: 'For the mean of inputs: Add, then Rescaling by 1 / their number. For the mean over an image: global average pooling.',
      'zh-Hant':
        '要取多個輸入的平均：先用 Add，再用 Rescaling 乘以 1 / 輸入數。要取整張影像的平均：全域平均池化。',
    },
  },
  {
    names: ['identity', 'noOp', 'passThrough'],
    alternative: {
      en: 'Remove it and connect its input to the next layer.',
      'zh-Hant': '請移除它，把前面的節點直接接到後面的節點。',
    },
  },
  {
    names: ['cropping2d', 'cropping1d', 'cropping3d', 'centerCrop'],
    alternative: {
      en: 'A convolution or pooling without padding gives smaller maps too, but no layer only crops.',
      'zh-Hant': '不填補的卷積或池化也會得到較小的特徵圖，但沒有層只做裁切。',
    },
  },
  {
    names: [
      'lstm',
      'gru',
      'rnn',
      'simpleRNN',
      'bidirectional',
      'convLstm2d',
      'timeDistributed',
      'embedding',
      'attention',
      'multiHeadAttention',
      'multiheadAttention',
      'additiveAttention',
      'transformerEncoderLayer',
      'positionalEncoding',
      'lambda',
      'permute',
      'transpose',
      'masking',
      'repeatVector',
      'maximum',
      'max',
      'minimum',
      'min',
      'dot',
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
