import type { ExportedLayer } from '../network-to-export';
import type { LayerForm, LayerWriter } from '../plan/piece';
import type { PytorchForm } from './form';
import { add } from './forms/add';
import { averagePooling2d } from './forms/average-pooling2d';
import { batchNormalization } from './forms/batch-normalization';
import { concatenate } from './forms/concatenate';
import { conv2d } from './forms/conv2d';
import { dense } from './forms/dense';
import { depthwiseConv2d } from './forms/depthwise-conv2d';
import { flatten } from './forms/flatten';
import { globalAveragePooling2d } from './forms/global-average-pooling2d';
import { globalMaxPooling2d } from './forms/global-max-pooling2d';
import { groupNormalization } from './forms/group-normalization';
import { layerNormalization } from './forms/layer-normalization';
import { maxPooling2d } from './forms/max-pooling2d';
import { multiply } from './forms/multiply';
import { rescaling } from './forms/rescaling';
import { reshape } from './forms/reshape';
import { separableConv2d } from './forms/separable-conv2d';
import { slice } from './forms/slice';
import { channelsFirst } from './layout';
import { formOfLine } from './line-form';
import { MODULE_ATTRIBUTES } from './module-attributes';

/**
 * The forms of layers that have weights, depend on where the channels lie, or are no module; all others are their own line of PyTorch code.
 * A new one is its import and one more entry.
 */
const forms = [
  add,
  averagePooling2d,
  batchNormalization,
  concatenate,
  conv2d,
  dense,
  depthwiseConv2d,
  flatten,
  globalAveragePooling2d,
  globalMaxPooling2d,
  groupNormalization,
  layerNormalization,
  maxPooling2d,
  multiply,
  rescaling,
  reshape,
  separableConv2d,
  slice,
] as const;

const byType: ReadonlyMap<string, PytorchForm> = new Map(
  forms.map((form) => [form.type, form as PytorchForm]),
);

/** Ways to write a layer, the usual one first; none where PyTorch has no such layer. */
export function pytorchFormsOf(layer: ExportedLayer): readonly LayerForm[] {
  const form = byType.get(layer.layer.type);
  if (form !== undefined) return form.write(layer.parameters, layer.inputs);
  const own = formOfLine(layer);
  return own === null ? [] : [own];
}

export const pytorchWriter: LayerWriter = {
  formsOf: pytorchFormsOf,
  identity: 'nn.Identity()',
  sequence: 'nn.Sequential',
  reservedMembers: MODULE_ATTRIBUTES,
  shapeOf: channelsFirst,
};
