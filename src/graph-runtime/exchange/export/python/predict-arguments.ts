import type { ExportedNumbers } from '../numbers';

/** What `predict.py` is called with: an image file, and the numbers beside it. */
export interface PredictArguments {
  /** As its first line has them. */
  readonly example: string;
  /** What else is imported of `data.py`, as parts of the list. */
  readonly names: string;
  readonly function: string;
  /** Of `predict`, after the path. */
  readonly parameter: string;
  /** The lines that call it. */
  readonly call: string;
}

const IMAGE_ONLY: PredictArguments = {
  ...{ example: 'photo.jpg', names: '', function: '', parameter: '' },
  call: `    if len(sys.argv) != 2:
        sys.exit("Usage: python predict.py IMAGE")
    predict(sys.argv[1])
`,
};

/** @param numbers what the network takes beside an image; null: nothing */
export function predictArguments(numbers: ExportedNumbers | null): PredictArguments {
  if (numbers === null) return IMAGE_ONLY;
  return {
    example: `photo.jpg ${numbers.mean.map((value) => Number(value.toPrecision(3))).join(' ')}`,
    names: 'INPUT_NUMBERS, ',
    function: ', standardize',
    parameter: ', numbers',
    call: `    if len(sys.argv) != 2 + len(INPUT_NUMBERS):
        sys.exit("Usage: python predict.py IMAGE, then numbers: " + ", ".join(INPUT_NUMBERS))
    predict(sys.argv[1], [float(value) for value in sys.argv[2:]])
`,
  };
}
