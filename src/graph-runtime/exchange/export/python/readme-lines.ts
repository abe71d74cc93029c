import { formatShape } from '../../../layers/tensor-type';
import type { NetworkToExport } from '../network-to-export';
import { comparisonOf } from './comparison';

/** What enters a network: its size, of several also their number. */
export function inputText({ inputs, input }: NetworkToExport): string {
  const shape = formatShape(input.shape);
  return inputs.length === 1 ? `input ${shape}` : `${inputs.length} inputs ${shape}`;
}

/** The line of a project's README that calls `predict.py`. */
export function predictionLine(network: NetworkToExport): string {
  const comparison = comparisonOf(network);
  if (comparison === null) return 'python predict.py photo.jpg   # the five largest answers for an image';
  return `python predict.py ${comparison.arguments.join(' ')}   # compares image files`;
}
