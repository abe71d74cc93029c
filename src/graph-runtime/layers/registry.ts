import { add } from './add';
import { averagePooling2d } from './average-pooling2d';
import { batchNormalization } from './batch-normalization';
import { conv2d } from './conv2d';
import { dense } from './dense';
import { flatten } from './flatten';
import { input } from './input';
import type { LayerDefinition } from './layer';
import { output } from './output';
import { relu } from './relu';
import { sigmoid } from './sigmoid';

/** Every layer of the program, in the order of the palette within its category. A new layer is one more line here. */
export const layers: readonly LayerDefinition[] = [
  input,
  output,
  conv2d,
  averagePooling2d,
  dense,
  sigmoid,
  relu,
  batchNormalization,
  add,
  flatten,
];

const byType: ReadonlyMap<string, LayerDefinition> = new Map(layers.map((layer) => [layer.type, layer]));

/** The layer of a document's `type`, or undefined when this program knows none of that name. */
export function getLayer(type: string): LayerDefinition | undefined {
  return byType.get(type);
}
