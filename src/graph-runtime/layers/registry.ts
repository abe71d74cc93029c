import { adaptiveAveragePooling2d } from './adaptive-average-pooling2d';
import { add } from './add';
import { averagePooling2d } from './average-pooling2d';
import { batchNormalization } from './batch-normalization';
import { concatenate } from './concatenate';
import { conv2d } from './conv2d';
import { dense } from './dense';
import { depthwiseConv2d } from './depthwise-conv2d';
import { dropout } from './dropout';
import { elu } from './elu';
import { flatten } from './flatten';
import { gelu } from './gelu';
import { globalAveragePooling2d } from './global-average-pooling2d';
import { globalMaxPooling2d } from './global-max-pooling2d';
import { groupNormalization } from './group-normalization';
import { hardSigmoid } from './hard-sigmoid';
import { hardSwish } from './hard-swish';
import { input } from './input';
import type { LayerDefinition } from './layer';
import { layerNormalization } from './layer-normalization';
import { leakyRelu } from './leaky-relu';
import { localResponseNormalization } from './local-response-normalization';
import { logSoftmax } from './log-softmax';
import { maxPooling2d } from './max-pooling2d';
import { multiply } from './multiply';
import { output } from './output';
import { relu } from './relu';
import { relu6 } from './relu6';
import { rescaling } from './rescaling';
import { reshape } from './reshape';
import { resize } from './resize';
import { selu } from './selu';
import { separableConv2d } from './separable-conv2d';
import { sigmoid } from './sigmoid';
import { silu } from './silu';
import { slice } from './slice';
import { softmax } from './softmax';
import { softplus } from './softplus';
import { spatialDropout2d } from './spatial-dropout2d';
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
  maxPooling2d,
  averagePooling2d,
  globalAveragePooling2d,
  globalMaxPooling2d,
  adaptiveAveragePooling2d,
  dense,
  relu,
  sigmoid,
  tanh,
  softmax,
  relu6,
  leakyRelu,
  elu,
  selu,
  gelu,
  silu,
  hardSwish,
  hardSigmoid,
  softplus,
  logSoftmax,
  batchNormalization,
  layerNormalization,
  groupNormalization,
  localResponseNormalization,
  rescaling,
  dropout,
  spatialDropout2d,
  add,
  multiply,
  concatenate,
  flatten,
  reshape,
  slice,
  zeroPadding2d,
  upSampling2d,
  resize,
];

const byType: ReadonlyMap<string, LayerDefinition> = new Map(layers.map((layer) => [layer.type, layer]));

/** The layer of a document's `type`, or undefined when this program knows none of that name. */
export function getLayer(type: string): LayerDefinition | undefined {
  return byType.get(type);
}
