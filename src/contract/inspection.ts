import { z } from 'zod';
import { SPLIT_NAMES } from './data-survey';
import type { EvaluationResult } from './evaluations';
import type { LayerTimes } from './layer-times';
import type { Predictions } from './predictions';
import type { Retrieval } from './retrieval';
import type { Histogram } from './run-events';

/**
 * Questions to a network in training, or to the checkpoint of an ended run. They are answered between two steps.
 */

/** Pixels of an image in reading order, channels last. */
const pixelShapeSchema = z.tuple([
  z.number().int().min(1).max(4_096),
  z.number().int().min(1).max(4_096),
  z.union([z.literal(1), z.literal(3)]),
]);

/** Numbers that are given with a sample, by their names, as the data set has them. */
const sampleNumbersSchema = z.record(z.string().max(1_000), z.number()).optional();

/** An image to look at the network with: one of the data set, or pixels of any origin. */
export const sampleSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('dataset'),
    split: z.enum(['train', 'test']),
    index: z.number().int().min(0),
    numbers: sampleNumbersSchema,
  }),
  /** Bytes in reading order, channels last; resized and recolored as the data set's images are. */
  z.object({
    type: z.literal('pixels'),
    /**
     * Whether light and dark change places before: a drawing is black on white, Fashion-MNIST is white on black. Absent: `auto`, they
     * do when the image's border is light and that of the data set's images is dark.
     */
    invert: z.enum(['auto', 'always', 'never']).optional(),
    shape: pixelShapeSchema,
    pixels: z.instanceof(Uint8Array),
    /** Second images, one for each input of the network that takes one, in the order of these inputs. */
    seconds: z
      .array(z.object({ shape: pixelShapeSchema, pixels: z.instanceof(Uint8Array) }))
      .max(100)
      .optional(),
    numbers: sampleNumbersSchema,
  }),
]);
export type Sample = z.infer<typeof sampleSchema>;

/** A number that the network takes beside a sample's image, as the data set has it. */
export interface SampleNumber {
  readonly name: string;
  readonly value: number;
  /** It was given with the sample, is that of the example, or the mean of the training examples. */
  readonly source: 'given' | 'example' | 'mean';
}

/** A second image that the network takes beside a sample's image. */
export interface SampleSecond {
  /** Of the label; empty: the data set has no other. */
  readonly name: string;
  /** `[height, width, channels]` as the data set's are, in [0, 1]. */
  readonly image: InspectedTensor;
}

export const inspectionSchema = z.discriminatedUnion('type', [
  /** What a node outputs for a sample, in evaluation. */
  z.object({ type: z.literal('activations'), path: z.string().max(2_000), sample: sampleSchema }),
  /** How what enters a node is spread, over some test images, in evaluation. */
  z.object({
    type: z.literal('input-distribution'),
    path: z.string().max(2_000),
    bins: z.number().int().min(2).max(256),
  }),
  /** How a node with a sliding window computes one number of its output. `input`: which of the channels it sees is shown as a map. */
  z.object({
    type: z.literal('window-step'),
    path: z.string().max(2_000),
    sample: sampleSchema,
    row: z.number().int().min(0),
    column: z.number().int().min(0),
    channel: z.number().int().min(0),
    input: z.number().int().min(0),
  }),
  /** Which pixels one number of a node's output depends on: those that can count, and how much each does. */
  z.object({
    type: z.literal('receptive-field'),
    path: z.string().max(2_000),
    sample: sampleSchema,
    row: z.number().int().min(0),
    column: z.number().int().min(0),
    channel: z.number().int().min(0),
  }),
  /** The values of a weight, e.g. the filters of a convolution as images. */
  z.object({ type: z.literal('weight'), name: z.string().max(2_000) }),
  /** How the values of every weight, and of its gradient for one batch, are spread. */
  z.object({ type: z.literal('histograms'), bins: z.number().int().min(2).max(256) }),
  /** The whole test set. `output`: the path of a main output; absent: the first one. */
  z.object({ type: z.literal('evaluation'), output: z.string().optional() }),
  /** What the network makes of each example of a split, of its own data set or of another one of such examples. */
  z.object({
    type: z.literal('predictions'),
    datasetId: z.string().max(200),
    split: z.enum(SPLIT_NAMES),
    output: z.string().optional(),
  }),
  /** What the network predicts for one image. */
  z.object({ type: z.literal('prediction'), sample: sampleSchema, output: z.string().optional() }),
  /** Which places of an image speak for a class of a main output; null: the one it is predicted to be. */
  z.object({
    type: z.literal('class-activation'),
    sample: sampleSchema,
    classIndex: z.number().int().min(0).nullable(),
    output: z.string().optional(),
  }),
  /** Training examples as the network sees them, augmented again for every step. */
  z.object({
    type: z.literal('augmented'),
    indices: z.array(z.number().int().min(0)).min(1).max(64),
    step: z.number().int().min(0),
  }),
  /** Of a network that compares images: which test examples are nearest to each other where it has them as points. */
  z.object({ type: z.literal('retrieval') }),
  /** How long each layer takes in a training step. Takes some ten steps' time, in turns with the training. */
  z.object({ type: z.literal('layer-times') }),
]);
export type Inspection = z.infer<typeof inspectionSchema>;

/** Values with their shape, channels last. */
export interface InspectedTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** One number of a node's output, and what it is computed of. Places that the node does not have are brought to the nearest it has. */
export interface WindowStep {
  readonly step: number;
  readonly operation: 'sum' | 'mean' | 'max';
  /** `[height, width, channels]` of the output, `[1, 1, channels]` of a vector, and the place in it. */
  readonly shape: readonly number[];
  readonly row: number;
  readonly column: number;
  readonly channel: number;
  /** Rows and columns of the input below the window; null: padding. */
  readonly rows: readonly (number | null)[];
  readonly columns: readonly (number | null)[];
  /** The input channels that are seen, in the order in which they are added up; one may come several times. */
  readonly channels: readonly number[];
  /** The place among those of the channel whose map is `inputMap`. */
  readonly input: number;
  /** `[rows, columns, channels seen]`, 0 in the padding. */
  readonly patch: Float32Array;
  /** Of the same shape; null where there is no kernel. */
  readonly kernel: Float32Array | null;
  /** By what the sum of each channel is multiplied before they are added up, as in a separable convolution; null where by nothing. */
  readonly mix: Float32Array | null;
  readonly bias: number | null;
  /** Of a mean: by how many the sum is divided. */
  readonly divisor: number | null;
  /** As computed of these in double precision. */
  readonly computed: number;
  /** As the network computed it. */
  readonly value: number;
  /** One channel of the input and of the output, `[height, width]`. */
  readonly inputMap: InspectedTensor;
  readonly outputMap: InspectedTensor;
}

/** The receptive field of one number of a node's maps. Places that the node does not have are brought to the nearest it has. */
export interface ReceptiveField {
  readonly step: number;
  /** `[height, width, channels]` of the output, `[1, 1, units]` of a vector, and the place in it. */
  readonly shape: readonly number[];
  readonly row: number;
  readonly column: number;
  readonly channel: number;
  /** 1 for each place of the network's input that the number can depend on, whatever the weights are. Reading order. */
  readonly theoretical: Uint8Array;
  /** `[height, width]` of the network's input: size of the number's gradient by each pixel, added up over its channels. */
  readonly effective: InspectedTensor;
  /** The chosen channel of the output, `[height, width]`. */
  readonly outputMap: InspectedTensor;
  /** As in `Prediction`. */
  readonly image: InspectedTensor;
}

/** What enters a node (by its first wire), over the first images of the test set. */
export interface InputDistribution {
  readonly step: number;
  /** Images it is taken of. */
  readonly count: number;
  readonly histogram: Histogram;
  /** Smallest and largest value of each unit (each channel of an image), over all images and places. */
  readonly minimums: Float32Array;
  readonly maximums: Float32Array;
}

/** A very large weight is answered in part: its first output units, as many as make some millions of values. */
export interface InspectedWeight extends InspectedTensor {
  readonly step: number;
  /** The whole weight's; equal to `shape` when all of it is here. */
  readonly fullShape: readonly number[];
}

/** What a network predicts for one example, or what the example's label says. */
export type TargetValue =
  /** Of a label: 1 at its class. */
  | { readonly kind: 'class'; readonly probabilities: Float32Array }
  /** Each class on its own, predicted from 0.5 on; of a label: 0 and 1. */
  | { readonly kind: 'classes'; readonly probabilities: Float32Array }
  /** In the units of the data. */
  | { readonly kind: 'numbers'; readonly values: Float32Array }
  /** A class for each pixel, row by row. */
  | {
      readonly kind: 'mask';
      readonly height: number;
      readonly width: number;
      readonly classes: Uint8Array;
    }
  /** A second image, made of the first: `[height, width, channels]` in [0, 1]. */
  | { readonly kind: 'image'; readonly values: InspectedTensor }
  /** The reconstruction, of the shape of the network's input: images in [0, 1]. */
  | { readonly kind: 'input'; readonly values: InspectedTensor }
  /** Whether two images are of one class, by a distance or a probability (null of a label, which has none). */
  | { readonly kind: 'pair'; readonly output: number | null; readonly isSame: boolean }
  /** How far the image is from one of its class, and from one of another. */
  | { readonly kind: 'triplet'; readonly near: number; readonly far: number };

export interface Prediction {
  readonly step: number;
  /** Of classes; empty for other targets. */
  readonly probabilities: Float32Array;
  readonly value: TargetValue;
  /** What the data set says of the sample; null for one of other origin, and where it says nothing. */
  readonly truth: TargetValue | null;
  /** What the network was shown, `[height, width, channels]` of the data set's images, in [0, 1]. */
  readonly image: InspectedTensor;
  /** Images that it was compared with; absent where the network compares none. */
  readonly others?: readonly InspectedTensor[];
  /** Second images that it was predicted with; absent: the network takes none. */
  readonly seconds?: readonly SampleSecond[];
  /** What it was predicted with beside the image; absent: the network takes no numbers. */
  readonly numbers?: readonly SampleNumber[];
  /** Light and dark have changed places on the way. */
  readonly isInverted: boolean;
}

export interface ClassActivation {
  readonly step: number;
  /** `cam`: the exact class activation map of a network that averages its last maps; its mean, plus a bias, is the score. */
  readonly method: 'cam' | 'grad-cam';
  /** The node whose maps these are. */
  readonly path: string;
  readonly classIndex: number;
  /** The class's score, before softmax. */
  readonly score: number;
  readonly probabilities: Float32Array;
  /** `[height, width]` of the node's maps; what is below zero speaks against the class (`cam` only). */
  readonly map: InspectedTensor;
  /** As in `Prediction`. */
  readonly image: InspectedTensor;
  readonly numbers?: readonly SampleNumber[];
  readonly isInverted: boolean;
}

export interface InspectionAnswers {
  activations: InspectedTensor & { readonly step: number };
  'input-distribution': InputDistribution;
  'window-step': WindowStep;
  'receptive-field': ReceptiveField;
  weight: InspectedWeight;
  histograms: {
    readonly step: number;
    readonly weights: readonly {
      readonly name: string;
      readonly values: Histogram;
      /** Null for what is not trained. */
      readonly gradient: Histogram | null;
    }[];
  };
  evaluation: EvaluationResult;
  predictions: Predictions;
  prediction: Prediction;
  'class-activation': ClassActivation;
  /** `[count, height, width, channels]`, before normalization, in [0, 1]. */
  augmented: InspectedTensor;
  'layer-times': LayerTimes;
  retrieval: Retrieval;
}
export type InspectionAnswer = InspectionAnswers[Inspection['type']];
