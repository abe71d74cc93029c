import type { KerasForm, KerasNode } from './call';
import { NotInKeras, row } from './call';
import type { KerasFormOf } from './form';
import { adaptiveAveragePooling2d, adaptiveMaxPooling2d } from './forms/adaptive-pooling';
import { averagePooling2d } from './forms/average-pooling2d';
import { celu } from './forms/celu';
import { channelShuffle } from './forms/channel-shuffle';
import { conv2dTranspose } from './forms/conv2d-transpose';
import { conv2d, depthwiseConv2d, separableConv2d } from './forms/convolution';
import { dot, distance } from './forms/pairs';
import { depthToSpace } from './forms/depth-to-space';
import { embedding } from './forms/embedding';
import { glu } from './forms/glu';
import { classToken, positionEmbedding } from './forms/learned-positions';
import { layerScale } from './forms/layer-scale';
import { localResponseNormalization } from './forms/local-response-normalization';
import { matMul } from './forms/mat-mul';
import { maxPooling2d } from './forms/max-pooling2d';
import { maxUnpooling2d } from './forms/max-unpooling2d';
import { mergeForm } from './forms/merge';
import { multiHeadAttention } from './forms/multi-head-attention';
import { prelu } from './forms/prelu';
import { reduce } from './forms/reduce';
import { resize } from './forms/resize';
import { sampling } from './forms/sampling';
import { slice } from './forms/slice';
import { spaceToDepth } from './forms/space-to-depth';
import { subtract } from './forms/subtract';
import { zeroPadding2d } from './forms/zero-padding2d';
import { callsOfLine } from './line-calls';

/** Layers whose line of code is not enough: it cannot be in a model file, or Keras refuses it for some parameters. */
const forms = [
  adaptiveAveragePooling2d,
  adaptiveMaxPooling2d,
  averagePooling2d,
  celu,
  classToken,
  channelShuffle,
  conv2d,
  conv2dTranspose,
  depthToSpace,
  depthwiseConv2d,
  distance,
  dot,
  embedding,
  glu,
  layerScale,
  localResponseNormalization,
  matMul,
  maxPooling2d,
  maxUnpooling2d,
  ...['add', 'average', 'concatenate', 'maximum', 'minimum', 'multiply'].map(mergeForm),
  multiHeadAttention,
  positionEmbedding,
  prelu,
  reduce,
  resize,
  sampling,
  separableConv2d,
  slice,
  spaceToDepth,
  subtract,
  zeroPadding2d,
] as const;

const byType: ReadonlyMap<string, KerasFormOf> = new Map(
  forms.map((form) => [form.type, form as KerasFormOf]),
);

/** What a layer is in Keras. @throws NotInKeras */
export function kerasFormOf(node: KerasNode): KerasForm {
  const form = byType.get(node.layer.type);
  if (form !== undefined) return form.write(node.parameters, node);
  const line = callsOfLine(node);
  if (line === null) throw new NotInKeras('no-keras-form');
  // A layer that does nothing is no layer of the model.
  return row(...line.filter(({ callee }) => callee !== 'layers.Identity'));
}
