import { formsByType } from '../forms-by-type';
import type { TfjsForm } from './form';
import { adaptiveAveragePooling2d, adaptiveMaxPooling2d } from './forms/adaptive-pooling';
import { add } from './forms/add';
import { average } from './forms/average';
import { averagePooling2d } from './forms/average-pooling2d';
import { batchNormalization } from './forms/batch-normalization';
import { concatenate } from './forms/concatenate';
import { conv2d } from './forms/conv2d';
import { conv2dTranspose } from './forms/conv2d-transpose';
import { cropping2d } from './forms/cropping2d';
import { dense } from './forms/dense';
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
import { hardSigmoid } from './forms/hard-sigmoid';
import { hardSwish } from './forms/hard-swish';
import { identity } from './forms/identity';
import { layerNormalization } from './forms/layer-normalization';
import { leakyRelu } from './forms/leaky-relu';
import { localResponseNormalization } from './forms/local-response-normalization';
import { logSoftmax } from './forms/log-softmax';
import { matMul } from './forms/mat-mul';
import { maxPooling2d } from './forms/max-pooling2d';
import { maximum } from './forms/maximum';
import { minimum } from './forms/minimum';
import { multiply } from './forms/multiply';
import { permute } from './forms/permute';
import { relu } from './forms/relu';
import { relu6 } from './forms/relu6';
import { rescaling } from './forms/rescaling';
import { reshape } from './forms/reshape';
import { selu } from './forms/selu';
import { separableConv2d } from './forms/separable-conv2d';
import { sigmoid } from './forms/sigmoid';
import { silu } from './forms/silu';
import { slice } from './forms/slice';
import { softmax } from './forms/softmax';
import { softplus } from './forms/softplus';
import { spatialDropout2d } from './forms/spatial-dropout2d';
import { tanh } from './forms/tanh';
import { upSampling2d } from './forms/up-sampling2d';
import { zeroPadding2d } from './forms/zero-padding2d';

/** The forms of all layers that TensorFlow.js has. A new one is its import and one more entry. */
const forms = [
  adaptiveAveragePooling2d,
  adaptiveMaxPooling2d,
  add,
  average,
  averagePooling2d,
  batchNormalization,
  concatenate,
  conv2d,
  conv2dTranspose,
  cropping2d,
  dense,
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
  hardSigmoid,
  hardSwish,
  identity,
  layerNormalization,
  leakyRelu,
  localResponseNormalization,
  logSoftmax,
  matMul,
  maxPooling2d,
  maximum,
  minimum,
  multiply,
  permute,
  relu,
  relu6,
  rescaling,
  reshape,
  selu,
  separableConv2d,
  sigmoid,
  silu,
  slice,
  softmax,
  softplus,
  spatialDropout2d,
  tanh,
  upSampling2d,
  zeroPadding2d,
] as const;

/** The form of a layer, or undefined where there is none. */
export const tfjsFormOf = formsByType<TfjsForm>(forms);
