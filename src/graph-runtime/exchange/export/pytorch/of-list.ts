import { firstShape } from '../../../layers/shape-rules';
import { isSameShape } from '../../../layers/tensor-type';
import type { ExportedLayer } from '../network-to-export';
import type { ListForm } from '../plan/piece';
import { channelAxis } from './layout';

/** What is done with values of one shape that are stacked. */
const STACKED: Readonly<Record<string, string>> = {
  average: 'mean',
  maximum: 'amax',
  minimum: 'amin',
  multiply: 'prod',
};

/** A merge of a list of values, which are of one shape or are concatenated along the channels. */
export function ofList({ layer, inputs }: Pick<ExportedLayer, 'layer' | 'inputs'>): ListForm | null {
  const shape = firstShape(inputs);
  if (layer.type === 'concatenate') return { before: 'torch.cat(', after: `, dim=${channelAxis(shape)})` };
  if (inputs.some((input) => !isSameShape(input.shape, shape))) return null;
  // From left to right, as the network does.
  if (layer.type === 'add') return { before: 'sum(', after: ')' };
  const method = STACKED[layer.type];
  return method === undefined ? null : { before: 'torch.stack(', after: `).${method}(0)` };
}
