import type { Sample, SampleNumber } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import type { Feeds } from '../engine/native-session';
import { callProgram } from '../engine/program-calls';
import type { TensorData } from '../engine/tensor-data';
import { exampleTensor } from '../examples/example-source';
import { borderBrightness, invertedPixels, standsOnPaper } from '../prepare/image-border';
import type { PreparedRun } from '../program/prepared-run';
import { RunFailure } from '../protocol/trainer-failure';
import { sampleNumbers } from './sample-numbers';
import { sampleSeconds, type TakenSecond } from './sample-seconds';

/** An image as the data set's own are stored, uint8 `[1, height, width, channels]`. */
export interface SampleImage {
  readonly image: TensorData;
  /** What the network is fed for it: the image, and behind it those that it is compared with; the numbers beside it. */
  readonly feeds: Feeds;
  /** As the data set has them; none where the network takes none. */
  readonly numbers: readonly SampleNumber[];
  /** Second images that the network takes, as they are stored. */
  readonly seconds: readonly TakenSecond[];
  /** Light and dark have changed places on the way. */
  readonly isInverted: boolean;
}

/**
 * The image a question is about. Pixels of any origin become one of the data set's size and channels: resized with antialiasing,
 * gray or colored as those are, and inverted when they are dark on light and the data set's are light on dark. All of it happens
 * here, so that the window and the command line get the same answer for the same file.
 *
 * @throws RunFailure when the data set has no such image
 */
export function sampleImage(run: PreparedRun, sample: Sample): SampleImage {
  const { image, rows, isInverted } = imageOf(run, sample);
  const { feeds, numbers } = sampleNumbers(run, sample);
  const seconds = sampleSeconds(run, sample);
  const others = Object.fromEntries(seconds.map(({ feed, image: second }) => [feed, second]));
  return {
    ...{ image, numbers, isInverted },
    feeds: { images: rows, ...feeds, ...others },
    seconds,
  };
}

function imageOf(
  run: PreparedRun,
  sample: Sample,
): Pick<SampleImage, 'image' | 'isInverted'> & { readonly rows: TensorData } {
  if (sample.type === 'dataset') {
    const images = storedImages(run, sample.split, [sample.index]);
    const [image] = images;
    if (image === undefined) throw new Error('the engine returned no image');
    return { image, rows: inOneBatch(comparedImages(run, sample, image)), isInverted: false };
  }
  if (run.source.rows > 1) throw new RunFailure(failure('images-needed', { count: run.source.rows }));
  const [height, width, channels] = sample.shape;
  if (sample.pixels.length !== height * width * channels) {
    throw new RunFailure(failure('image-incomplete', { received: sample.pixels.length }));
  }
  const { invert = 'auto' } = sample;
  const isInverted =
    invert === 'always' ||
    (invert === 'auto' && standsOnPaper(borderBrightness(sample.pixels, sample.shape), run.borderBrightness));
  const pixels = isInverted ? invertedPixels(sample.pixels) : sample.pixels;
  if (run.program.signatures[`fit-${channels}`] === undefined)
    throw new RunFailure(failure('image-for-table'));
  const { images } = callProgram(run, `fit-${channels}`, {
    pixels: { dtype: 'uint8', shape: [1, ...sample.shape], values: pixels },
  });
  if (images === undefined) throw new Error('the engine returned no image');
  const image = asBytes(images);
  return { image, rows: image, isInverted };
}

/** An example of the data set, and those that it is compared with, each `[1, ...]`. */
function comparedImages(
  { source }: PreparedRun,
  { split, index }: Extract<Sample, { type: 'dataset' }>,
  image: TensorData,
): readonly TensorData[] {
  const [, ...others] = source.tupleOf(split, index);
  return [image, ...source.images(split, others)];
}

/** Examples `[1, ...]` as one batch. */
function inOneBatch(images: readonly TensorData[]): TensorData {
  const [first, ...others] = images;
  if (first === undefined) throw new Error('a batch needs an example');
  if (others.length === 0) return first;
  const [, ...each] = first.shape;
  const size = first.values.length;
  const values =
    first.values instanceof Float32Array
      ? new Float32Array(size * images.length)
      : new Uint8Array(size * images.length);
  images.forEach((image, at) => {
    values.set(image.values, at * size);
  });
  return exampleTensor(values, [images.length, ...each]);
}

/**
 * Images of the data set out of the engine, each uint8 `[1, height, width, channels]`.
 *
 * @throws RunFailure when there is no image of an index
 */
export function storedImages(
  run: PreparedRun,
  split: 'train' | 'test',
  indices: readonly number[],
): readonly TensorData[] {
  const count = split === 'train' ? run.source.trainCount : run.testCount;
  const unknown = indices.find((index) => index >= count);
  if (unknown !== undefined) {
    throw new RunFailure(failure('example-unknown', { index: unknown, count }));
  }
  return run.source.images(split, indices);
}

/** The engine's binding knows no bytes in what it returns: they come as int32. */
function asBytes({ shape, values }: TensorData) {
  return { dtype: 'uint8' as const, shape, values: Uint8Array.from(values) };
}
