import { formsByType } from '../forms-by-type';
import type { ExportedLayer } from '../network-to-export';
import type { LayerForm, LayerWriter } from '../plan/piece';
import { className } from '../python/names';
import type { PytorchForm } from './form';
import { add } from './forms/add';
import { average } from './forms/average';
import { averagePooling2d } from './forms/average-pooling2d';
import { batchNormalization } from './forms/batch-normalization';
import { channelShuffle } from './forms/channel-shuffle';
import { classToken } from './forms/class-token';
import { concatenate } from './forms/concatenate';
import { conv2d } from './forms/conv2d';
import { conv2dTranspose } from './forms/conv2d-transpose';
import { dense } from './forms/dense';
import { depthToSpace } from './forms/depth-to-space';
import { depthwiseConv2d } from './forms/depthwise-conv2d';
import { distance } from './forms/distance';
import { dot } from './forms/dot';
import { dropPath } from './forms/drop-path';
import { embedding } from './forms/embedding';
import { flatten } from './forms/flatten';
import { gaussianNoise } from './forms/gaussian-noise';
import { globalAveragePooling2d } from './forms/global-average-pooling2d';
import { globalMaxPooling2d } from './forms/global-max-pooling2d';
import { groupNormalization } from './forms/group-normalization';
import { instanceNormalization } from './forms/instance-normalization';
import { layerNormalization } from './forms/layer-normalization';
import { layerScale } from './forms/layer-scale';
import { matMul } from './forms/mat-mul';
import { maxPooling2d } from './forms/max-pooling2d';
import { maxUnpooling2d } from './forms/max-unpooling2d';
import { maximum } from './forms/maximum';
import { minimum } from './forms/minimum';
import { multiHeadAttention } from './forms/multi-head-attention';
import { multiply } from './forms/multiply';
import { permute } from './forms/permute';
import { positionEmbedding } from './forms/position-embedding';
import { prelu } from './forms/prelu';
import { gru, lstm } from './forms/recurrent';
import { reduce } from './forms/reduce';
import { rescaling } from './forms/rescaling';
import { reshape } from './forms/reshape';
import { rmsNormalization } from './forms/rms-normalization';
import { sampling } from './forms/sampling';
import { separableConv2d } from './forms/separable-conv2d';
import { averagePooling1d, conv1d, conv1dTranspose, maxPooling1d } from './forms/sequence';
import { slice } from './forms/slice';
import { spaceToDepth } from './forms/space-to-depth';
import { subtract } from './forms/subtract';
import { channelsFirst } from './layout';
import { formOfLine } from './line-form';
import { MODULE_ATTRIBUTES } from './module-attributes';
import { ofList } from './of-list';

/**
 * The forms of layers that have weights, depend on where the channels lie, or are no module; all others are their own line of PyTorch code.
 * A new one is its import and one more entry.
 */
const forms = [
  add,
  average,
  averagePooling1d,
  averagePooling2d,
  batchNormalization,
  channelShuffle,
  classToken,
  concatenate,
  conv1d,
  conv1dTranspose,
  conv2d,
  conv2dTranspose,
  dense,
  depthToSpace,
  depthwiseConv2d,
  dropPath,
  embedding,
  flatten,
  gaussianNoise,
  sampling,
  dot,
  distance,
  globalAveragePooling2d,
  globalMaxPooling2d,
  groupNormalization,
  instanceNormalization,
  layerNormalization,
  layerScale,
  matMul,
  maxPooling1d,
  maxPooling2d,
  maxUnpooling2d,
  maximum,
  minimum,
  multiHeadAttention,
  multiply,
  permute,
  positionEmbedding,
  prelu,
  gru,
  lstm,
  reduce,
  rescaling,
  reshape,
  rmsNormalization,
  separableConv2d,
  slice,
  spaceToDepth,
  subtract,
] as const;

const formOf = formsByType<PytorchForm>(forms);

/** Ways to write a layer, the usual one first; none where PyTorch has no such layer. */
export function pytorchFormsOf(layer: ExportedLayer): readonly LayerForm[] {
  const form = formOf(layer.layer.type);
  if (form !== undefined) return form.write(layer.parameters, layer.inputs);
  const own = formOfLine(layer);
  return own === null ? [] : [own];
}

export const pytorchWriter: LayerWriter = {
  formsOf: pytorchFormsOf,
  identity: 'nn.Identity()',
  sequence: 'nn.Sequential',
  list: 'nn.ModuleList',
  ofList,
  blockName: className,
  reservedMembers: MODULE_ATTRIBUTES,
  shapeOf: channelsFirst,
};
