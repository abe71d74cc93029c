import type { PredictedNumbers } from '../outputs';
import type { LastAxisPart, TfjsConfig, TfjsWeightSource } from './form';

/** A layer of the model. */
export interface TfjsLayer {
  readonly className: string;
  readonly name: string;
  readonly config: TfjsConfig;
  /** One or more: calls of a layer share its weights. */
  readonly calls: readonly TfjsCall[];
}

export interface TfjsCall {
  /** Of what it computes: the layer's name, with the number of the call behind it where it is not the first. */
  readonly value: string;
  /** The values that enter. */
  readonly inputs: readonly string[];
}

/** A weight, in the order of the file. */
export interface TfjsWeight {
  /** `LAYER/kernel`, as TensorFlow.js names it. */
  readonly name: string;
  readonly shape: readonly number[];
  /** A weight of the network by its full name, or numbers known now. */
  readonly source:
    | {
        readonly kind: 'weight';
        readonly weight: string;
        readonly part?: LastAxisPart & { readonly of: number };
      }
    | Extract<TfjsWeightSource, { kind: 'constant' }>;
}

/** A main output of a model. */
export interface TfjsOutput {
  /** Of the value that comes out: probabilities, or the scores themselves. */
  readonly value: string;
  readonly scores: string;
}

/** A layers model of TensorFlow.js. */
export interface TfjsModel {
  readonly name: string;
  readonly layers: readonly TfjsLayer[];
  readonly weights: readonly TfjsWeight[];
  /** Names of the layers through which values enter: of the examples, then of the numbers beside them. */
  readonly inputs: readonly string[];
  /** The main outputs in document order. */
  readonly outputs: readonly TfjsOutput[];
  /** What users of the model have to know. */
  readonly metadata: TfjsMetadata;
}

export interface TfjsMetadata {
  readonly name: string;
  readonly inputShape: readonly number[];
  /** What the values of the input are before normalization: of images between 0 and 1. */
  readonly inputRange: readonly [number, number] | null;
  /** Subtracted from each channel, and what it is divided by then; null: the values go in as they are. */
  readonly normalization: { readonly mean: readonly number[]; readonly deviation: readonly number[] } | null;
  /** What enters beside each example; null: nothing does. */
  readonly numbers: TfjsNumbersMetadata | null;
  /** What comes out, in the model's order. */
  readonly outputs: readonly TfjsOutputMetadata[];
  readonly weights: string;
  readonly document: string;
}

export interface TfjsNumbersMetadata {
  readonly count: number;
  /** Names, and with what the numbers are standardized, in their order; null: not known, they go in standardized as the data set's were. */
  readonly measured: {
    readonly names: readonly string[];
    readonly mean: readonly number[];
    readonly deviation: readonly number[];
  } | null;
}

export interface TfjsOutputMetadata {
  /** The output's place in the network. */
  readonly name: string;
  readonly kind: 'probabilities' | 'scores';
  /** 1 for a vector of classes or numbers. */
  readonly rank: number;
  /** In the order of the values; none where they are no classes, or not known. */
  readonly classNames: readonly string[];
  /** Of numbers, which come out standardized: their names, and `value * deviation + mean`; null: they are none, or not known. */
  readonly numbers: PredictedNumbers | null;
}
