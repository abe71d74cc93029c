import type { LastAxisPart, TfjsConfig, TfjsWeightSource } from './form';

/** A layer of the model. */
export interface TfjsLayer {
  readonly className: string;
  readonly name: string;
  readonly config: TfjsConfig;
  /** Names of the layers whose outputs enter. */
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

/** A layers model of TensorFlow.js with one input and one output. */
export interface TfjsModel {
  readonly name: string;
  readonly layers: readonly TfjsLayer[];
  readonly weights: readonly TfjsWeight[];
  /** Names of the first and the last layer. */
  readonly input: string;
  readonly output: string;
  /** Name of the layer whose output are the scores. */
  readonly scores: string;
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
  readonly output: 'probabilities' | 'scores';
  /** 1 for a vector of classes or numbers. */
  readonly outputRank: number;
  readonly classNames: readonly string[];
  readonly weights: string;
  readonly document: string;
}
