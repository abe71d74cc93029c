import { formatShape } from '../../../layers/tensor-type';
import type { NetworkToExport } from '../network-to-export';
import type { ExportedNumbers } from '../numbers';
import { predictArguments } from './predict-arguments';
import { comparisonOf } from './comparison';

/** What enters a network: its size, of several also their number. */
export function inputText({ inputs, input, seconds, numbers }: NetworkToExport): string {
  const shape = formatShape(input.shape);
  const text = inputs.length === 1 ? `input ${shape}` : `${inputs.length} inputs ${shape}`;
  const images = seconds.map(({ shape: size }) => `, a second image ${formatShape(size)}`).join('');
  return numbers === null ? `${text}${images}` : `${text}${images} and ${formatShape(numbers.shape)} numbers`;
}

/** The line of a project's README that calls `predict.py`. */
export function predictionLine(network: NetworkToExport, numbers: ExportedNumbers | null = null): string {
  const comparison = comparisonOf(network);
  if (comparison === null)
    return `python predict.py ${predictArguments(numbers, network).example}   # the answer for an image`;
  return `python predict.py ${comparison.arguments.join(' ')}   # compares image files`;
}
