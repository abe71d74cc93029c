import { DoubleTensor } from './double-tensor';

/** Formulas in plain double-precision TypeScript that several tests hold the engine against. */

type Pair = readonly [number, number];

export interface ConvolutionNumbers {
  readonly strides?: Pair;
  readonly dilation?: Pair;
  /** Cells of padding above and to the left. */
  readonly before: Pair;
  /** Height and width of the output. */
  readonly output: Pair;
  readonly groups?: number;
}

type Weights = Readonly<Record<string, DoubleTensor>>;
type Formula = (inputs: readonly DoubleTensor[], weights: Weights) => DoubleTensor;

/** The first input. Throws when there is none. */
export function only(inputs: readonly DoubleTensor[]): DoubleTensor {
  const [x] = inputs;
  if (x === undefined) throw new Error('An input was expected.');
  return x;
}

/** A weight by name. Throws when there is none. */
export function weightNamed(weights: Weights, name: string): DoubleTensor {
  const weight = weights[name];
  if (weight === undefined) throw new Error(`There is no weight ${name}.`);
  return weight;
}

/** The convolution's sum, written out: six nested loops. Padding reads as 0. */
export function convolve(x: DoubleTensor, kernel: DoubleTensor, numbers: ConvolutionNumbers): DoubleTensor {
  const { strides = [1, 1], dilation = [1, 1], before, output, groups = 1 } = numbers;
  const [batch = 1] = x.shape;
  const [kernelHeight = 1, kernelWidth = 1, channels = 1, filters = 1] = kernel.shape;
  return DoubleTensor.from([batch, ...output, filters], (n = 0, i = 0, j = 0, filter = 0) => {
    const firstChannel = Math.floor(filter / (filters / groups)) * channels;
    let sum = 0;
    for (let a = 0; a < kernelHeight; a += 1) {
      for (let b = 0; b < kernelWidth; b += 1) {
        const row = i * strides[0] + a * dilation[0] - before[0];
        const column = j * strides[1] + b * dilation[1] - before[1];
        for (let c = 0; c < channels; c += 1) {
          sum += x.at(n, row, column, firstChannel + c) * kernel.at(a, b, c, filter);
        }
      }
    }
    return sum;
  });
}

/** A depthwise convolution as a grouped one: `[h, w, channels, m]` read as `[h, w, 1, channels · m]`. */
export function convolveDepthwise(
  x: DoubleTensor,
  kernel: DoubleTensor,
  numbers: ConvolutionNumbers,
): DoubleTensor {
  const [height = 1, width = 1, channels = 1, multiplier = 1] = kernel.shape;
  const grouped = new DoubleTensor([height, width, 1, channels * multiplier], kernel.values);
  return convolve(x, grouped, { ...numbers, groups: channels });
}

/** Adds `bias`, where the layer has one, to the last axis. */
export function addBias(x: DoubleTensor, weights: Weights): DoubleTensor {
  const { bias } = weights;
  if (bias === undefined) return x;
  return DoubleTensor.from(
    x.shape,
    (...position) => x.at(...position) + bias.at(position[position.length - 1] ?? 0),
  );
}

/** A convolution with its bias. */
export function convolutionFormula(numbers: ConvolutionNumbers): Formula {
  return (inputs, weights) =>
    addBias(convolve(only(inputs), weightNamed(weights, 'kernel'), numbers), weights);
}
