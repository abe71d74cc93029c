import {
  SAMPLE_IMAGES,
  type SampleImage,
  type SampleLabelImage,
  type SampleRow,
  type SourceProblem,
} from '../../../../contract/contract';
import { labelKindOf } from '../../../../graph-runtime/datasets/target-description';
import type { DecodingPool } from '../../decoding/decoding-pool';
import type { FitOptions } from '../../decoding/fit-image';
import type { SourceContent, SourceExample } from '../../formats/data-format';
import { findLabelImages, type LabelImages, masksAt, readLabelImages } from '../label-images';
import type { ListedExample } from '../list-examples';
import type { OpenedSource } from '../open-source';
import { type ImageContent, prepareContent } from '../prepare-content';
import { orProblem } from '../read-content';
import { spreadOverClasses } from './spread';

/** The longer side of a thumbnail, in pixels. */
const THUMBNAIL_SIDE = 96;
const SHOWN_ROWS = 5;

export interface Samples {
  readonly images: readonly SampleImage[];
  readonly rows: readonly SampleRow[];
  readonly hasColor: boolean;
  readonly hasTransparency: boolean;
  readonly problems: readonly SourceProblem[];
}

/** Examples to look at, spread over the classes, with what can be said of their colors. */
export async function takeSamples(
  source: OpenedSource,
  listed: readonly ListedExample[],
  hasClasses: boolean,
  pool: DecodingPool,
  signal: AbortSignal,
): Promise<Samples> {
  const chosen = spreadOverClasses(listed, ({ stratum }) => stratum, SAMPLE_IMAGES);
  const contents = await contentsOf(source, chosen, signal);
  const found = await findLabelImages(source.tree, chosen, signal);
  const samples = { images: [] as SampleImage[], rows: [] as SampleRow[], problems: [] as SourceProblem[] };
  let hasColor = false;
  let hasTransparency = false;
  for (const example of chosen) {
    const content = contents.get(example.key);
    if (content === undefined) continue;
    if (content.type === 'features') {
      if (samples.rows.length < SHOWN_ROWS) samples.rows.push(rowOf(example, content.values));
      continue;
    }
    const place = example.path ?? example.key;
    const read = await orProblem(place, () => thumbnail(source, content, pool));
    if ('problem' in read) {
      samples.problems.push(read.problem);
      continue;
    }
    const { image, thumbnail: shown } = read.value;
    hasColor ||= !image.isGray;
    hasTransparency ||= image.hasAlpha;
    const { key, split, stratum } = example;
    const { height, width } = image;
    const labels = await labelImages(source, example, read.value, found, pool);
    if ('problem' in labels) samples.problems.push(labels.problem);
    samples.images.push({
      key,
      split,
      classIndex: hasClasses ? stratum : null,
      height,
      width,
      thumbnail: shown,
      labels: 'problem' in labels ? [] : labels.value,
    });
  }
  return { ...samples, hasColor, hasTransparency };
}

/** The contents of some examples. Files are read when they are needed; of others, the source is gone through until all are found. */
async function contentsOf(
  { format, tree, answers }: OpenedSource,
  chosen: readonly ListedExample[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, SourceContent>> {
  const contents = new Map<string, SourceContent>();
  for (const { key, path } of chosen) if (path !== null) contents.set(key, { type: 'file', path });
  const missing = new Set(chosen.flatMap(({ key }) => (contents.has(key) ? [] : [key])));
  if (missing.size === 0) return contents;
  for await (const { key, content } of format.examples(tree, answers, signal)) {
    if (!missing.delete(key)) continue;
    contents.set(key, content);
    if (missing.size === 0) break;
  }
  return contents;
}

/** The masks and second images of a sample, as large as its thumbnail, or a whole number of times as large. */
async function labelImages(
  { tree }: OpenedSource,
  example: ListedExample,
  { size, thumbnail: shown }: Awaited<ReturnType<typeof thumbnail>>,
  found: LabelImages,
  pool: DecodingPool,
): Promise<{ readonly value: readonly SampleLabelImage[] } | { readonly problem: SourceProblem }> {
  const { height, width } = shown;
  const fit: FitOptions = { height, width, channels: 3, fit: 'squash', background: [255, 255, 255] };
  const read = await readLabelImages(tree, example, size, fit, found, pool);
  if ('problem' in read) return read;
  const value = read.value.map((values, at): SampleLabelImage => {
    const second = found.seconds.get(at);
    if (second === undefined)
      return { height, width, channels: null, values, ignore: masksAt(found, at).ignore };
    const { scale, channels } = second;
    return { height: scale * height, width: scale * width, channels, values };
  });
  return { value };
}

async function thumbnail({ tree }: OpenedSource, content: ImageContent, pool: DecodingPool) {
  const { height, width } = await prepareContent(tree, content, null, pool);
  const scale = Math.min(1, THUMBNAIL_SIDE / Math.max(height, width));
  const size = {
    height: Math.max(1, Math.round(height * scale)),
    width: Math.max(1, Math.round(width * scale)),
  };
  const image = await prepareContent(
    tree,
    content,
    { ...size, channels: 3, fit: 'squash', background: [255, 255, 255] },
    pool,
  );
  return { image, size: { height, width }, thumbnail: { ...size, rgba: opaque(image.pixels) } };
}

/** @param pixels `[height, width, 3]` @returns `[height, width, 4]` */
function opaque(pixels: Uint8Array): Uint8Array {
  const count = pixels.length / 3;
  const rgba = new Uint8Array(count * 4).fill(255);
  for (let index = 0; index < count; index += 1) {
    rgba.set(pixels.subarray(3 * index, 3 * index + 3), 4 * index);
  }
  return rgba;
}

function rowOf({ key, target }: Pick<SourceExample, 'key' | 'target'>, values: Float32Array): SampleRow {
  return {
    key,
    target: labelKindOf({ kind: target.type }).textOf?.(target) ?? '',
    values: Array.from(values),
  };
}
