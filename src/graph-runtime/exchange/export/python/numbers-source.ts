import type { ExportedNumbers } from '../numbers';
import { pythonString } from './value';

/** How `data.py` of a framework standardizes numbers. */
export interface NumbersSyntax {
  /** The lines of `standardize(numbers)`, indented, where means and deviations are known. */
  readonly standardize: string;
}

/** NumPy, for Keras. */
export const NUMPY_NUMBERS: NumbersSyntax = {
  standardize: `    measured = np.asarray(numbers, np.float64)
    return ((measured - np.array(INPUT_MEANS)) / np.array(INPUT_DEVIATIONS)).astype(np.float32)`,
};

/** PyTorch. */
export const TORCH_NUMBERS: NumbersSyntax = {
  standardize: `    mean, deviation = (torch.tensor(row, dtype=torch.float64) for row in (INPUT_MEANS, INPUT_DEVIATIONS))
    measured = torch.as_tensor(numbers).double()
    return ((measured - mean.to(measured.device)) / deviation.to(measured.device)).float()`,
};

/** Of `data.py`: the numbers that the network is given beside an example, and what standardizes them; empty where it takes none. */
export function inputNumbersSource(numbers: ExportedNumbers | null, { standardize }: NumbersSyntax): string {
  if (numbers === null) return '';
  const { names, mean, deviation, isKnown } = numbers;
  const said = isKnown
    ? 'as they were measured, as the network takes them. The model does not do it itself.'
    : 'as the network takes them: standardized as its data set was, which was not there for the export.';
  return `
# Of one example, the numbers beside it in this order${isKnown ? ', with their means and deviations among the examples of training' : '; their names are not known'}.
INPUT_NUMBERS = [${names.map(pythonString).join(', ')}]
INPUT_MEANS = [${mean.join(', ')}]
INPUT_DEVIATIONS = [${deviation.join(', ')}]


def standardize(numbers):
    """Numbers beside examples, [N, ${names.length}], ${said}"""
${standardize}
`;
}
