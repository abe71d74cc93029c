import type { Text } from '../text/text';
import { plainName } from './plain-name';

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

const ENCODER: Text = {
  en: 'The palette has a block for it: Transformer encoder layer. Repeat it for a whole encoder.',
  'zh-Hant': '工具箱有對應的區塊：Transformer 編碼器層。重複使用即為整個編碼器。',
};
const ATTENTION: Text = {
  en: 'Matrix product, Softmax and Matrix product again compute attention without weights; Multi-head attention has learned projections.',
  'zh-Hant': '矩陣乘積、Softmax、再一次矩陣乘積即可計算沒有權重的注意力；多頭注意力則有學習的投影。',
};
const AUGMENTATION: Text = {
  en: 'Augmentation is not a layer here: it is chosen in the training settings, and applies to training only.',
  'zh-Hant': '資料增強在這裡不是層：請在訓練設定中選擇，而且只在訓練時使用。',
};
const OTHER_LOSS: Text = {
  en: 'A loss is chosen at the Output layer or in the training settings; this one is not among them. Cross-entropy takes raw scores and contains softmax.',
  'zh-Hant': '損失在輸出層或訓練設定中選擇，但沒有這一種。交叉熵直接取原始分數，已包含 softmax。',
};
const IN_IMPORT: Text = {
  en: 'Values are prepared when data is imported, and by the normalization of the training settings, not by a layer.',
  'zh-Hant': '數值在匯入資料時以及由訓練設定中的正規化處理，不是由層處理。',
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
      ...['separableConvolution1d', 'reflectionPad1d', 'replicationPad1d', 'zeroPad1d', 'constantPad1d'],
      ...['spatialDropout1d', 'dropout1d', 'circularPad1d', 'lpPool1d'],
      ...['adaptiveAvgPool1d', 'adaptiveAveragePooling1d', 'adaptiveMaxPool1d', 'adaptiveMaxPooling1d'],
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
      ...[
        'dropout3d',
        'batchNorm3d',
        'globalAvgPool3d',
        'globalMaxPool3d',
        'convolution3dTranspose',
        'lpPool3d',
      ],
      ...['adaptiveAvgPool3d', 'adaptiveAveragePooling3d', 'adaptiveMaxPool3d', 'adaptiveMaxPooling3d'],
      ...['reflectionPad3d', 'replicationPad3d', 'zeroPad3d', 'constantPad3d', 'circularPad3d'],
      ...['lazyConv3d', 'lazyConvTranspose3d', 'lazyBatchNorm3d', 'fractionalMaxPool3d'],
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
    names: ['instanceNorm1d', 'instanceNorm3d', 'lazyInstanceNorm1d', 'lazyInstanceNorm3d'],
    alternative: {
      en: 'Instance normalization is for images here; reshape to height × width × channels before it.',
      'zh-Hant': '這裡的實例正規化用於影像；請先重塑成高 × 寬 × 通道。',
    },
  },
  {
    names: ['unitNormalization', 'weightNorm', 'spectralNorm', 'spectralNormalization', 'lpNormalization'],
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
      'additiveAttention',
      'positionalEncoding',
      ...[
        'rnnCell',
        'simpleRNNCell',
        'stackedRNNCells',
        'convLstm1d',
        'convLstm3d',
        'activityRegularization',
      ],
      ...['einsumDense', 'reversibleEmbedding', 'gridSample', 'affineGrid', 'gumbelSoftmax', 'lpPool2d'],
      ...['fractionalMaxPool2d', 'transformer', 'transformerDecoder', 'transformerDecoderLayer'],
      'lambda',
      'masking',
      'repeatVector',
      'bilinear',
      'einsum',
      'unfold',
      'fold',
    ],
    alternative: NOTHING,
  },
  { names: ['transformerEncoderLayer', 'transformerEncoder'], alternative: ENCODER },
  {
    names: ['attention', 'scaledDotProductAttention', 'groupQueryAttention', 'groupedQueryAttention'],
    alternative: ATTENTION,
  },
  {
    names: ['squeeze', 'unsqueeze'],
    alternative: {
      en: 'Reshape takes away axes of size 1, and adds them.',
      'zh-Hant': '重塑形狀層可以移除或加上大小為 1 的軸。',
    },
  },
  {
    names: ['activation'],
    alternative: {
      en: 'Each activation is a layer of the palette: ReLU, Sigmoid, Tanh and others.',
      'zh-Hant': '每一種活化函數都是工具箱中的一個層：ReLU、Sigmoid、Tanh 等等。',
    },
  },
  {
    names: ['sequential', 'model', 'module', 'moduleList'],
    alternative: {
      en: 'Layers are wired on the canvas. Select several and group them into a block to use them again.',
      'zh-Hant': '在畫布上連接各層。選取數個層並群組成區塊，即可重複使用。',
    },
  },
  {
    names: ['upsamplingBilinear2d', 'constantPad2d', 'circularPad2d'],
    alternative: {
      en: 'Upsampling and Padding are the closest. Bilinear upsampling here does not align the corners, and padding adds zeros, the mirrored image or its outermost pixels.',
      'zh-Hant': '最接近的是上採樣與填補。這裡的雙線性上採樣不對齊角點；填補可補 0、倒影或最外圈的像素。',
    },
  },
  {
    names: [
      ...[
        'randomBrightness',
        'randomContrast',
        'randomCrop',
        'randomErasing',
        'randomFlip',
        'randomRotation',
      ],
      ...['randomTranslation', 'randomZoom', 'randomHue', 'randomSaturation', 'randomColorJitter'],
      ...['randomGrayscale', 'randomInvert', 'randomPerspective', 'randomShear', 'randomSharpness'],
      ...['randomGaussianBlur', 'randomElasticTransform', 'randomPosterization', 'randomColorDegeneration'],
      ...['augMix', 'autoContrast', 'cutMix', 'mixUp', 'randAugment', 'equalization', 'solarization'],
    ],
    alternative: AUGMENTATION,
  },
  {
    names: [
      ...['BCELoss', 'NLLLoss', 'NLLLoss2d', 'KLDivLoss', 'CTCLoss', 'GaussianNLLLoss', 'PoissonNLLLoss'],
      ...[
        'cosineEmbeddingLoss',
        'hingeEmbeddingLoss',
        'marginRankingLoss',
        'multiMarginLoss',
        'softMarginLoss',
      ],
      ...['multiLabelMarginLoss', 'multiLabelSoftMarginLoss', 'tripletMarginWithDistanceLoss'],
      ...['adaptiveLogSoftmaxWithLoss', 'linearCrossEntropyLoss', 'focalLoss'],
    ],
    alternative: OTHER_LOSS,
  },
  {
    names: [
      ...[
        'normalization',
        'categoryEncoding',
        'discretization',
        'hashing',
        'hashedCrossing',
        'integerLookup',
      ],
      ...['stringLookup', 'textVectorization', 'melSpectrogram', 'STFTSpectrogram'],
    ],
    alternative: IN_IMPORT,
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
