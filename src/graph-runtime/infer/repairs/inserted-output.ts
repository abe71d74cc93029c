import { getLayer } from '../../layers/registry';
import type { TensorType } from '../../layers/tensor-type';
import type { NewNode } from './insert-node';

/** The output type of a new node for an input type; null when it refuses it. */
export function insertedOutput(before: TensorType | null, { type, parameters }: NewNode): TensorType | null {
  const layer = getLayer(type);
  if (before === null || layer === undefined) return null;
  const defaults = Object.entries(layer.parameters).map(([name, { default: value }]) => [name, value]);
  const result = layer.infer({ ...Object.fromEntries(defaults), ...parameters }, [before]);
  return result.ok ? (result.outputs[0] ?? null) : null;
}
