import type { NetworkToExport } from '../network-to-export';
import type { ExportedNumbers } from '../numbers';
import { pythonText } from './value';

/** What `predict.py` is called with: an image file, and what the network takes beside it. */
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

/** Constants of `data.py`: the sizes of second images; empty: the network takes none. @param order the axes of a shape as the framework has them */
export function secondShapesSource(
  { seconds }: Pick<NetworkToExport, 'seconds'>,
  order: (shape: readonly number[]) => readonly number[],
): string {
  if (seconds.length === 0) return '';
  const shapes = seconds.map(({ shape }) => pythonText([...order(shape)]));
  return `
# Of the second images that the network takes beside an image, in the order of its inputs: ${seconds.map(secondName).join(', ')}.
SECOND_SHAPES = [${shapes.join(', ')}]
`;
}

function secondName({ path, label }: NetworkToExport['seconds'][number]): string {
  return label === '' ? path : label;
}

/** What enters the model behind an image, in `predict.py`, each with a comma in front of it. */
export const SECONDS_ENTERING =
  ', *(normalize(read_image(second, shape)) for second, shape in zip(seconds, SECOND_SHAPES))';

const IMAGE_ONLY: PredictArguments = {
  ...{ example: 'photo.jpg', names: '', function: '', parameter: '' },
  call: `    if len(sys.argv) != 2:
        sys.exit("Usage: python predict.py IMAGE")
    predict(sys.argv[1])
`,
};

/** @param numbers the numbers that the network takes beside an image; null: none @param seconds inputs of second images */
export function predictArguments(
  numbers: ExportedNumbers | null,
  { seconds }: Pick<NetworkToExport, 'seconds'>,
): PredictArguments {
  if (seconds.length > 0) return withSeconds(numbers, seconds);
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

/** Second images follow the image, then the numbers. */
function withSeconds(numbers: ExportedNumbers | null, seconds: NetworkToExport['seconds']): PredictArguments {
  const files = seconds.map((second) => `${secondName(second).replace(/[^A-Za-z0-9]+/g, '_')}.jpg`);
  const count = 2 + seconds.length;
  const usage = `IMAGE ${seconds.map((second) => secondName(second).toUpperCase()).join(' ')}`;
  if (numbers === null) {
    return {
      ...{ example: `photo.jpg ${files.join(' ')}`, names: 'SECOND_SHAPES, ', function: '' },
      parameter: ', seconds',
      call: `    if len(sys.argv) != ${count}:
        sys.exit("Usage: python predict.py ${usage}")
    predict(sys.argv[1], sys.argv[2:])
`,
    };
  }
  const means = numbers.mean.map((value) => Number(value.toPrecision(3))).join(' ');
  return {
    example: `photo.jpg ${files.join(' ')} ${means}`,
    names: 'INPUT_NUMBERS, SECOND_SHAPES, ',
    function: ', standardize',
    parameter: ', seconds, numbers',
    call: `    if len(sys.argv) != ${count} + len(INPUT_NUMBERS):
        sys.exit("Usage: python predict.py ${usage}, then numbers: " + ", ".join(INPUT_NUMBERS))
    predict(sys.argv[1], sys.argv[2:${count}], [float(value) for value in sys.argv[${count}:]])
`,
  };
}
