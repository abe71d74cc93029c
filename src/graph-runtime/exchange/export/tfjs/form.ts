import type { ResolvedParameters } from '../../../layers/parameter';
import type { TensorType } from '../../../layers/tensor-type';

/** How one kind of layer is written for TensorFlow.js, as layers of its own with their weights. Channels are last there as here. */
export interface TfjsForm<P extends ResolvedParameters = ResolvedParameters> {
  /** The layer's type in documents. */
  readonly type: string;
  /**
   * Adds the layers; returns the name of the one whose output comes out.
   *
   * @throws NotInTfjs when these parameters have no equivalent
   */
  write(builder: TfjsBuilder, parameters: P, inputs: readonly TfjsInput[]): string;
}

/** Why no layers of TensorFlow.js compute something: codes of diagnostics. */
export type NotInTfjsCode =
  | 'no-tfjs-form'
  | 'export-shared-weights'
  | 'tfjs-dilation'
  | 'tfjs-strides-and-dilation'
  | 'tfjs-padding'
  | 'tfjs-interpolation'
  | 'tfjs-adaptive-windows';

/** No layers of TensorFlow.js compute this. */
export class NotInTfjs extends Error {
  constructor(readonly code: NotInTfjsCode) {
    super(code);
  }
}

/** What enters a layer. */
export interface TfjsInput {
  /** Of the layer whose output it is. */
  readonly name: string;
  /** Without the batch axis. */
  readonly shape: readonly number[];
  /** Whether it is known to have no value below 0: then zeros around it change no maximum. */
  readonly isNonNegative: boolean;
}

export type TfjsConfig = Readonly<Record<string, string | number | boolean | null | readonly unknown[]>>;

/** Weights of a layer, by the names that TensorFlow.js gives them. */
export type TfjsLayerWeights = Readonly<Record<string, TfjsWeightSource>>;

export type TfjsWeightSource =
  /** One of the network's, read as other dimensions, or a part of it. */
  | {
      readonly kind: 'weight';
      readonly weight: string;
      readonly dims?: readonly number[];
      readonly part?: LastAxisPart;
    }
  | { readonly kind: 'constant'; readonly values: readonly number[]; readonly dims: readonly number[] };

/** From one place of the last axis to another, which is no longer a part of it. */
export interface LastAxisPart {
  readonly from: number;
  readonly to: number;
}

/** What a form may use: it adds layers under the name of its node. */
export interface TfjsBuilder {
  /** The type of the node's output. */
  readonly output: TensorType;
  /** Adds a layer and returns its name. */
  layer(
    className: string,
    inputs: readonly string[],
    config?: TfjsConfig,
    weights?: TfjsLayerWeights,
  ): string;
}

/** A weight of the network as it is, or read as other dimensions. */
export function weightOf(weight: string, dims?: readonly number[]): TfjsWeightSource {
  return { kind: 'weight', weight, ...(dims !== undefined && { dims }) };
}

/** A part of a weight of the network. */
export function partOf(weight: string, part: LastAxisPart): TfjsWeightSource {
  return { kind: 'weight', weight, part };
}

/** The bias of a layer that has one. */
export function biasIf(useBias: boolean): TfjsLayerWeights {
  return useBias ? { bias: weightOf('bias') } : {};
}

export function constantOf(values: readonly number[], dims: readonly number[]): TfjsWeightSource {
  return { kind: 'constant', values, dims };
}

/** An input that the analysis has made sure of. */
export function existing(input: TfjsInput | undefined): TfjsInput {
  if (input === undefined) throw new Error('nothing enters the layer');
  return input;
}
