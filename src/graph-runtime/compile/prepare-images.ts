import type { Augmentation, TrainingSettings } from '../document/document';
import type { LabelColumn } from '../datasets/target-description';
import type { ImageLabel } from './label-rows';
import { constant, scalar } from '../ops/constant';
import { add, clip, divide, floor, multiply, subtract } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { sum } from '../ops/reductions';
import { resizeAntialiased, resizeBilinear } from '../ops/resize';
import { cast, expandDims, reshape, squeeze, tile } from '../ops/shape';
import { placeholder } from '../ops/variables';
import type { PrincipalColors } from '../settings/augmentation/principal-colors';
import { type AugmentedLabels, augment } from '../settings/augmentation/registry';
import type { TrainedTarget } from '../targets/target-kind';
import { cropSize, cropTogether } from './crop-images';
import type { Mixing } from './mix-examples';
import type { Signature } from './signature';

/** How stored images are prepared for the network. */
export interface Preparation {
  /** `[height, width, channels]` of what the network takes; a vector for a network without images. */
  readonly inputShape: readonly number[];
  readonly normalization?: Normalization | undefined;
  /** How images of another size become as large as the input; absent: resized. */
  readonly imageFit?: TrainingSettings['imageFit'];
  /** What the labels are compared as, each kind once; absent: one class. */
  readonly targets?: readonly TrainedTarget[] | undefined;
  /** Where among the stored labels the numbers lie that an input takes beside the examples; absent: none does. */
  readonly numbers?: LabelColumn | undefined;
  /** Second images of the examples that inputs take; absent: none. */
  readonly seconds?: readonly SecondImage[] | undefined;
  /** How many stored examples make one of the network's (`rowsOf`); absent: one. */
  readonly rows?: number | undefined;
  /** Random changes, keyed by `seed` int32 `[2]`, and where images are cropped; absent for examples of an evaluation: from the center. */
  readonly augmentation?:
    | {
        readonly augmentations: readonly Augmentation[];
        readonly seed: Value;
        readonly colors: PrincipalColors | null;
        /** How examples are mixed with one another afterwards; absent: they are not. */
        readonly mixing?: Mixing;
      }
    | undefined;
}

/** A label that is a second image, which an input takes. */
export interface SecondImage extends ImageLabel {
  /** Path of the input. */
  readonly path: string;
  /** `[height, width, channels]` of what it takes. */
  readonly shape: readonly number[];
}

/** The same preparation with other random numbers. @param seed int32 `[2]` */
export function withSeed(preparation: Preparation, seed: Value): Preparation {
  const { augmentation } = preparation;
  return augmentation === undefined
    ? preparation
    : { ...preparation, augmentation: { ...augmentation, seed } };
}

type Normalization = NonNullable<TrainingSettings['normalization']>;

/** Labels of single places of the images: classes `[batch, height, width]`, or images of their own. */
export interface PlacedLabels {
  readonly stored: Value;
  /** The class of what comes from outside of an image. */
  readonly outside: number;
  /** Of images uint8 `[batch, scale * height, scale * width, channels]`: how many times as large they are; absent: they are classes. */
  readonly scale?: number;
}

interface PreparedImages {
  /** Augmented. */
  readonly unit: Value;
  /** Of the input's shape, too. */
  readonly sized: Value;
  /** Normalized, too. */
  readonly examples: Value;
  /** float32, cropped and augmented with the images, in the order in which they were given; images in [0, 1]. */
  readonly places: readonly Value[];
}

function floatingLabels(graph: OpGraph, { stored, outside, scale }: PlacedLabels): AugmentedLabels {
  return scale === undefined
    ? { values: expandDims(graph, cast(graph, stored, 'float32'), -1), outside }
    : { values: unitInterval(graph, stored), outside, scale };
}

/** Bytes as numbers in [0, 1]. */
function unitInterval(graph: OpGraph, bytes: Value): Value {
  return multiply(graph, cast(graph, bytes, 'float32'), scalar(graph, 1 / 255));
}

/**
 * Bytes to numbers in [0, 1] of the size the network takes. Cropped first and resized after they are augmented, because there are fewer
 * pixels then; resized bilinearly without antialiasing; normalized last. Numbers of a table are taken as they are stored, which is
 * standardized already.
 *
 * @param images uint8 `[batch, height, width, channels]`, or float32 `[batch, features]`
 * @param places labels that are augmented with the images
 */
export function prepareImages(
  graph: OpGraph,
  images: Value,
  { inputShape, normalization, augmentation, imageFit }: Preparation,
  places: readonly PlacedLabels[] = [],
): PreparedImages {
  const scaled = images.dtype === 'uint8' ? unitInterval(graph, images) : images;
  const floating = places.map((labels) => floatingLabels(graph, labels));
  const size = cropSize(images.shape.slice(1), inputShape, imageFit);
  const [cropped = scaled, ...parts] =
    size === null
      ? [scaled, ...floating.map(({ values }) => values)]
      : cropTogether(graph, [{ values: scaled }, ...floating], size, augmentation?.seed ?? null);
  const moving = floating.map((labels, at) => ({ ...labels, values: parts[at] ?? labels.values }));
  const changed =
    augmentation === undefined
      ? { images: cropped, labels: moving.map(({ values }) => values) }
      : augment(graph, cropped, augmentation.augmentations, augmentation.seed, augmentation.colors, moving);
  const unit = changed.images;
  const sized = toInputShape(graph, unit, inputShape);
  const examples = normalize(graph, sized, normalization);
  const moved = changed.labels.map((values, at) =>
    places[at]?.scale === undefined ? squeeze(graph, values, [3]) : values,
  );
  return { unit, sized, examples, places: moved };
}

/**
 * A second image as an input takes it: of its size and channels, and normalized as the examples are, where there are numbers for as many
 * channels.
 *
 * @param unit float32 `[batch, height, width, channels]` in [0, 1], augmented with the examples
 */
export function prepareSecond(
  graph: OpGraph,
  unit: Value,
  shape: readonly number[],
  normalization: Normalization | undefined,
): Value {
  const sized = toInputShape(graph, unit, shape);
  return normalization !== undefined && isNormalized(shape, normalization)
    ? normalize(graph, sized, normalization)
    : sized;
}

/** Whether the settings have numbers for as many channels as an image has, or for all. */
export function isNormalized(shape: readonly number[], { mean }: Pick<Normalization, 'mean'>): boolean {
  return mean.length === 1 || mean.length === shape[shape.length - 1];
}

function toInputShape(graph: OpGraph, unit: Value, inputShape: readonly number[]): Value {
  const [height, width, channels] = inputShape;
  if (height === undefined || width === undefined || channels === undefined) {
    return reshape(graph, unit, [null, ...inputShape]);
  }
  // The values of a table's row, as an image.
  if (unit.shape.length !== 4) return reshape(graph, unit, [null, height, width, channels]);
  const colored = withChannels(graph, unit, channels);
  const [, storedHeight, storedWidth] = unit.shape;
  return storedHeight === height && storedWidth === width
    ? colored
    : resizeBilinear(graph, colored, [height, width]);
}

/** (x - mean) / deviation, with a number for each channel or one for all. */
function normalize(graph: OpGraph, examples: Value, settings: Normalization | undefined): Value {
  if (settings === undefined) return examples;
  const channels = examples.shape[examples.shape.length - 1] ?? 1;
  const each = (values: readonly number[]) => {
    if (values.length !== 1 && values.length !== channels) {
      throw new Error(`normalization of ${values.length} channels does not fit images of ${channels}`);
    }
    return constant(graph, values, [values.length]);
  };
  return divide(graph, subtract(graph, examples, each(settings.mean)), each(settings.deviation));
}

/**
 * Images of any size as the data set's own are stored: resized with antialiasing (photographs are far larger), gray or colored as
 * those are.
 */
export function fitImages(
  graph: OpGraph,
  channels: 1 | 3,
  exampleShape: readonly number[],
): Signature<'pixels', 'images'> {
  const [height, width, stored] = exampleShape;
  if (height === undefined || width === undefined || stored === undefined) {
    throw new Error(`images of shape [${exampleShape.join(', ')}] have no height, width and channels`);
  }
  return graph.scoped(`fit/${channels}`, () => {
    const pixels = placeholder(graph, 'uint8', [null, null, null, channels]);
    const resized = resizeAntialiased(graph, cast(graph, pixels, 'float32'), [height, width]);
    const rounded = floor(graph, add(graph, withChannels(graph, resized, stored), scalar(graph, 0.5)));
    return { inputs: { pixels }, outputs: { images: cast(graph, clip(graph, rounded, 0, 255), 'int32') } };
  });
}

/** Gray becomes color by repetition, color becomes gray by luminance (ITU-R BT.601). */
function withChannels(graph: OpGraph, images: Value, channels: number): Value {
  const [, , , stored] = images.shape;
  if (stored === channels) return images;
  if (stored === 1) return tile(graph, images, [1, 1, 1, channels]);
  if (stored === 3 && channels === 1) {
    const luminance = constant(graph, [0.299, 0.587, 0.114], [3]);
    return sum(graph, multiply(graph, images, luminance), [3], { keepDims: true });
  }
  throw new Error(`images of ${stored} channels do not go into an input of ${channels}`);
}
