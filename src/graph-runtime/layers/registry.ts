import { adaptiveAveragePooling2d } from './adaptive-average-pooling2d';
import { adaptiveMaxPooling2d } from './adaptive-max-pooling2d';
import { add } from './add';
import { average } from './average';
import { averagePooling1d } from './average-pooling1d';
import { averagePooling2d } from './average-pooling2d';
import { batchNormalization } from './batch-normalization';
import { celu } from './celu';
import { channelShuffle } from './channel-shuffle';
import { classToken } from './class-token';
import { concatenate } from './concatenate';
import { conv1d } from './conv1d';
import { conv1dTranspose } from './conv1d-transpose';
import { conv2d } from './conv2d';
import { conv2dTranspose } from './conv2d-transpose';
import { cropping2d } from './cropping2d';
import { dense } from './dense';
import { depthToSpace } from './depth-to-space';
import { depthwiseConv2d } from './depthwise-conv2d';
import { dropPath } from './drop-path';
import { dropout } from './dropout';
import { elu } from './elu';
import { embedding } from './embedding';
import { flatten } from './flatten';
import { gaussianNoise } from './gaussian-noise';
import { gelu } from './gelu';
import { globalAveragePooling2d } from './global-average-pooling2d';
import { globalMaxPooling2d } from './global-max-pooling2d';
import { glu } from './glu';
import { groupNormalization } from './group-normalization';
import { gru } from './gru';
import { hardSigmoid } from './hard-sigmoid';
import { hardSwish } from './hard-swish';
import { hardTanh } from './hard-tanh';
import { identity } from './identity';
import { input } from './input';
import { instanceNormalization } from './instance-normalization';
import type { LayerDefinition } from './layer';
import { layerNormalization } from './layer-normalization';
import { layerScale } from './layer-scale';
import { leakyRelu } from './leaky-relu';
import { localResponseNormalization } from './local-response-normalization';
import { logSoftmax } from './log-softmax';
import { lstm } from './lstm';
import { matMul } from './mat-mul';
import { maxPooling1d } from './max-pooling1d';
import { maxPooling2d } from './max-pooling2d';
import { maxUnpooling2d } from './max-unpooling2d';
import { maximum } from './maximum';
import { minimum } from './minimum';
import { mish } from './mish';
import { multiHeadAttention } from './multi-head-attention';
import { multiply } from './multiply';
import { output } from './output';
import { permute } from './permute';
import { placeholder } from './placeholder';
import { positionEmbedding } from './position-embedding';
import { prelu } from './prelu';
import { reduce } from './reduce';
import { sampling } from './sampling';
import { distance } from './distance';
import { dot } from './dot';
import { relu } from './relu';
import { relu6 } from './relu6';
import { rescaling } from './rescaling';
import { reshape } from './reshape';
import { resize } from './resize';
import { rmsNormalization } from './rms-normalization';
import { selu } from './selu';
import { separableConv2d } from './separable-conv2d';
import { sigmoid } from './sigmoid';
import { silu } from './silu';
import { slice } from './slice';
import { softmax } from './softmax';
import { softplus } from './softplus';
import { softsign } from './softsign';
import { spaceToDepth } from './space-to-depth';
import { spatialDropout2d } from './spatial-dropout2d';
import { subtract } from './subtract';
import { tanh } from './tanh';
import { upSampling2d } from './up-sampling2d';
import { zeroPadding2d } from './zero-padding2d';

/** Every layer of the program, in the palette's order within its category. A new layer is its import and one more entry. */
export const layers: readonly LayerDefinition[] = [
  input,
  output,
  conv2d,
  depthwiseConv2d,
  separableConv2d,
  conv2dTranspose,
  conv1d,
  conv1dTranspose,
  maxPooling2d,
  averagePooling2d,
  globalAveragePooling2d,
  globalMaxPooling2d,
  adaptiveAveragePooling2d,
  adaptiveMaxPooling2d,
  maxUnpooling2d,
  maxPooling1d,
  averagePooling1d,
  reduce,
  dense,
  embedding,
  multiHeadAttention,
  lstm,
  gru,
  relu,
  sigmoid,
  tanh,
  softmax,
  relu6,
  leakyRelu,
  prelu,
  elu,
  selu,
  celu,
  gelu,
  silu,
  mish,
  hardSwish,
  hardSigmoid,
  hardTanh,
  softsign,
  softplus,
  logSoftmax,
  glu,
  batchNormalization,
  layerNormalization,
  groupNormalization,
  instanceNormalization,
  rmsNormalization,
  localResponseNormalization,
  layerScale,
  rescaling,
  dropout,
  spatialDropout2d,
  dropPath,
  gaussianNoise,
  sampling,
  add,
  subtract,
  multiply,
  dot,
  distance,
  matMul,
  maximum,
  minimum,
  average,
  concatenate,
  flatten,
  reshape,
  permute,
  slice,
  zeroPadding2d,
  cropping2d,
  upSampling2d,
  resize,
  depthToSpace,
  spaceToDepth,
  channelShuffle,
  classToken,
  positionEmbedding,
  identity,
];

/** What documents may have though nobody would choose it from a palette. */
const notOffered: readonly LayerDefinition[] = [placeholder];

const byType: ReadonlyMap<string, LayerDefinition> = new Map(
  [...layers, ...notOffered].map((layer) => [layer.type, layer]),
);

/** The layer of a document's `type`, or undefined when this program knows none of that name. */
export function getLayer(type: string): LayerDefinition | undefined {
  return byType.get(type);
}
