import { type ClassMeans, partStarts } from '../../../contract/data-browser';
import type { SplitName } from '../../../contract/data-survey';
import { labelKindOf, targetSize } from '../../../graph-runtime/datasets/target-description';
import type { BrowsedDataset } from './browsed-dataset';
import { shrinkImages, shrunkSize } from './shrink-images';

/** Means are looked at, not computed with: larger images are made smaller first, so that a thousand classes fit into memory. */
const MEAN_SIDE = 64;

/** Images read at a time. */
const CHUNK = 256;

/**
 * The mean image of each class of a split. Lets other questions be answered between its reads.
 *
 * @throws the system's error
 */
export async function classMeans(
  { found, examples, read }: Pick<BrowsedDataset, 'found' | 'examples' | 'read'>,
  part: SplitName,
): Promise<ClassMeans> {
  const { exampleShape, target } = found.description;
  const [fullHeight = 1, fullWidth = 1, channels = 1] = exampleShape;
  const { height, width } = shrunkSize(fullHeight, fullWidth, MEAN_SIDE);
  const size = height * width * channels;
  const { isClassIndex } = labelKindOf(target);
  const classes = isClassIndex ? targetSize(target) : 1;
  const sums = new Float64Array(classes * size);
  const counts = new Int32Array(classes);
  const start = partStarts(examples.index.counts)[part];
  const end = start + examples.index.counts[part];
  for (let from = start; from < end; from += CHUNK) {
    const numbers = Array.from({ length: Math.min(CHUNK, end - from) }, (_, at) => from + at);
    const { pixels } = shrinkImages(read(numbers) ?? new Uint8Array(), exampleShape, MEAN_SIDE);
    numbers.forEach((number, at) => {
      const label = isClassIndex ? (examples.index.labels[number] ?? 0) : 0;
      counts[label] = (counts[label] ?? 0) + 1;
      for (let pixel = 0; pixel < size; pixel += 1) {
        const place = label * size + pixel;
        sums[place] = (sums[place] ?? 0) + (pixels[at * size + pixel] ?? 0);
      }
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
  const means = Uint8Array.from(sums, (sum, place) =>
    Math.round(sum / Math.max(1, counts[Math.floor(place / size)] ?? 1)),
  );
  return { height, width, channels, pixels: means, counts };
}
