import type { ResolvedParameters } from '../../../layers/parameter';
import type { TensorType } from '../../../layers/tensor-type';
import type { OnnxAttribute } from './model';

/** How one kind of layer is written in ONNX. Images come and go channels first, `[batch, channels, height, width]`. */
export interface OnnxForm<P extends ResolvedParameters = ResolvedParameters> {
  /** The layer's type in documents. */
  readonly type: string;
  /** Adds the layer's nodes; returns the name of the value that comes out. */
  write(builder: OnnxBuilder, parameters: P, inputs: readonly OnnxInput[]): string;
}

/** A value that enters a layer. */
export interface OnnxInput {
  readonly name: string;
  /** As the network has it: without the batch axis, channels last. */
  readonly shape: readonly number[];
}

export type OnnxAttributes = Readonly<Record<string, OnnxAttribute | number | string | readonly number[]>>;

/** What a form may use: it adds nodes and tensors under the names of its layer. */
export interface OnnxBuilder {
  /** The type of the layer’s output, as the network has it. */
  readonly output: TensorType;
  /**
   * Adds a node with one output and returns the output's name. Whole numbers among the attributes are integers; for a float that may be
   * whole there is `float`.
   */
  node(operator: string, inputs: readonly string[], attributes?: OnnxAttributes): string;
  /** Adds a node whose output is its second, as `MaxPool` has the places of its maxima. */
  secondOutput(operator: string, inputs: readonly string[], attributes?: OnnxAttributes): string;
  /** One of the layer's weights, by its name there, with the axes in another order and then read as other dimensions. */
  weight(name: string, change?: WeightChange): string;
  /** Numbers known now. */
  floats(values: readonly number[], dims?: readonly number[]): string;
  integers(values: readonly number[]): string;
}

export interface WeightChange {
  readonly permutation?: readonly number[];
  readonly dims?: readonly number[];
}

/** An attribute that is a float even where its value is whole. */
export function float(value: number): OnnxAttribute {
  return { kind: 'float', value };
}
