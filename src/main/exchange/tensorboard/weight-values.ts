import { histogramOf } from '../../../contract/histogram';
import type { NetworkToExport } from '../../../graph-runtime/exchange/export/network-to-export';
import type { TensorValues } from '../tensor-values';
import type { SummaryValue } from './event-file';
import { filterPicture } from './filter-picture';

const BUCKETS = 64;

/** What the weights of a network are in the end: the histogram of each, and the filters that look at images. One is in memory at a time. */
export async function weightValues(network: NetworkToExport, values: TensorValues): Promise<SummaryValue[]> {
  const found: SummaryValue[] = [];
  for (const { path, weights } of network.layers) {
    for (const { name, shape } of weights) {
      const tag = `${path}/${name}`;
      const tensor = await values.read(tag);
      found.push({ kind: 'histogram', tag: `${tag}/final`, histogram: histogramOf(tensor, BUCKETS) });
      const picture = name === 'kernel' ? filterPicture(tensor, shape) : null;
      if (picture !== null) found.push({ kind: 'image', tag: `${path}/filters`, picture });
    }
  }
  return found;
}
