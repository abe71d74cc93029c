import type { ExportedNumbers } from './numbers';

/** How numbers enter, by what standardizes them: the model, `data.py` or the page of TensorFlow.js. */
const TAKEN = {
  inside: 'as they were measured: standardizing them is a part of the model',
  outside:
    'standardized: `standardize` of `data.py` does that with numbers as they were measured (the model does not do it itself)',
  page: 'standardized: (value - mean) / deviation, with those in `userDefinedMetadata.numbers`. The page does that with numbers as they were measured (the model does not do it itself)',
} as const;

/** The line of a README about them; none where the network takes none. */
export function numbersLines(
  numbers: Pick<ExportedNumbers, 'names' | 'isKnown'> | null,
  taken: keyof typeof TAKEN,
): readonly string[] {
  if (numbers === null) return [];
  const { names, isKnown } = numbers;
  if (!isKnown) {
    return [
      `- Beside each example the network takes ${names.length} numbers, standardized as its data set was: (value - mean) / deviation. The data set was not`,
      '  there for the export, so that their names, means and deviations are not among these files.',
    ];
  }
  const order = names.join(', ');
  return [`- Beside each example the network takes numbers, in this order: ${order}; ${TAKEN[taken]}.`];
}
