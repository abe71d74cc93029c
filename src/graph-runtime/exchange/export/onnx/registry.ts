import { formsByType } from '../forms-by-type';
import type { OnnxForm } from './form';
import { adaptiveAveragePooling2d } from './forms/adaptive-average-pooling2d';
import { adaptiveMaxPooling2d } from './forms/adaptive-max-pooling2d';
import { add } from './forms/add';
import { average } from './forms/average';
import { averagePooling2d } from './forms/average-pooling2d';
import { batchNormalization } from './forms/batch-normalization';
import { celu } from './forms/celu';
import { channelShuffle } from './forms/channel-shuffle';
import { classToken } from './forms/class-token';
import { concatenate } from './forms/concatenate';
import { conv1d } from './forms/conv1d';
import { conv1dTranspose } from './forms/conv1d-transpose';
import { conv2d } from './forms/conv2d';
import { conv2dTranspose } from './forms/conv2d-transpose';
import { cropping2d } from './forms/cropping2d';
import { dense } from './forms/dense';
import { depthToSpace } from './forms/depth-to-space';
import { depthwiseConv2d } from './forms/depthwise-conv2d';
import { dropPath } from './forms/drop-path';
import { dropout } from './forms/dropout';
import { elu } from './forms/elu';
import { embedding } from './forms/embedding';
import { flatten } from './forms/flatten';
import { gaussianNoise } from './forms/gaussian-noise';
import { gelu } from './forms/gelu';
import { globalAveragePooling2d } from './forms/global-average-pooling2d';
import { globalMaxPooling2d } from './forms/global-max-pooling2d';
import { glu } from './forms/glu';
import { groupNormalization } from './forms/group-normalization';
import { gru } from './forms/gru';
import { hardSigmoid } from './forms/hard-sigmoid';
import { hardSwish } from './forms/hard-swish';
import { hardTanh } from './forms/hard-tanh';
import { identity } from './forms/identity';
import { instanceNormalization } from './forms/instance-normalization';
import { layerNormalization } from './forms/layer-normalization';
import { layerScale } from './forms/layer-scale';
import { leakyRelu } from './forms/leaky-relu';
import { localResponseNormalization } from './forms/local-response-normalization';
import { logSoftmax } from './forms/log-softmax';
import { lstm } from './forms/lstm';
import { matMul } from './forms/mat-mul';
import { maxPooling2d } from './forms/max-pooling2d';
import { maxUnpooling2d } from './forms/max-unpooling2d';
import { maximum } from './forms/maximum';
import { minimum } from './forms/minimum';
import { mish } from './forms/mish';
import { multiHeadAttention } from './forms/multi-head-attention';
import { multiply } from './forms/multiply';
import { permute } from './forms/permute';
import { averagePooling1d, maxPooling1d } from './forms/pooling1d';
import { positionEmbedding } from './forms/position-embedding';
import { prelu } from './forms/prelu';
import { reduce } from './forms/reduce';
import { sampling } from './forms/sampling';
import { distance } from './forms/distance';
import { dot } from './forms/dot';
import { relu } from './forms/relu';
import { relu6 } from './forms/relu6';
import { rescaling } from './forms/rescaling';
import { reshape } from './forms/reshape';
import { resize } from './forms/resize';
import { rmsNormalization } from './forms/rms-normalization';
import { selu } from './forms/selu';
import { separableConv2d } from './forms/separable-conv2d';
import { sigmoid } from './forms/sigmoid';
import { silu } from './forms/silu';
import { slice } from './forms/slice';
import { softmax } from './forms/softmax';
import { softplus } from './forms/softplus';
import { softsign } from './forms/softsign';
import { spaceToDepth } from './forms/space-to-depth';
import { spatialDropout2d } from './forms/spatial-dropout2d';
import { subtract } from './forms/subtract';
import { tanh } from './forms/tanh';
import { upSampling2d } from './forms/up-sampling2d';
import { zeroPadding2d } from './forms/zero-padding2d';

/** The forms of all layers that ONNX has; the input and outputs are no operators. A new one is its import and one more entry. */
const forms = [
  adaptiveAveragePooling2d,
  adaptiveMaxPooling2d,
  add,
  average,
  averagePooling1d,
  averagePooling2d,
  batchNormalization,
  celu,
  channelShuffle,
  classToken,
  concatenate,
  conv1d,
  conv1dTranspose,
  conv2d,
  conv2dTranspose,
  cropping2d,
  dense,
  depthToSpace,
  depthwiseConv2d,
  dropPath,
  dropout,
  elu,
  embedding,
  flatten,
  gaussianNoise,
  gelu,
  globalAveragePooling2d,
  globalMaxPooling2d,
  glu,
  groupNormalization,
  gru,
  hardSigmoid,
  hardSwish,
  hardTanh,
  identity,
  instanceNormalization,
  layerNormalization,
  layerScale,
  leakyRelu,
  localResponseNormalization,
  logSoftmax,
  lstm,
  matMul,
  maxPooling1d,
  maxPooling2d,
  maxUnpooling2d,
  maximum,
  minimum,
  mish,
  multiHeadAttention,
  multiply,
  permute,
  positionEmbedding,
  prelu,
  reduce,
  relu,
  relu6,
  rescaling,
  reshape,
  resize,
  rmsNormalization,
  selu,
  separableConv2d,
  sigmoid,
  silu,
  slice,
  softmax,
  softplus,
  softsign,
  spaceToDepth,
  spatialDropout2d,
  dot,
  distance,
  sampling,
  subtract,
  tanh,
  upSampling2d,
  zeroPadding2d,
] as const;

/** The form of a layer, or undefined where there is none. */
export const onnxFormOf = formsByType<OnnxForm>(forms);
