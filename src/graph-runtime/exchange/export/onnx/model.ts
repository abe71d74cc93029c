/** A model as ONNX has it (https://onnx.ai/onnx/repo-docs/IR.html), with the values of its weights left open. */
export interface OnnxModel {
  readonly graph: OnnxGraph;
  /** What the file says of itself, by keys of our own. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly description: string;
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

export interface OnnxNode {
  readonly name: string;
  /** An operator of the default domain. */
  readonly operator: string;
  /** Names of values. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

export type OnnxAttribute =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string };

/** A tensor of the graph's own: constants, and the network's weights. */
export type OnnxInitializer =
  | OnnxConstant
  | {
      readonly kind: 'weight';
      readonly name: string;
      /** float32. */
      readonly dims: readonly number[];
      /** The network's weight, `stage3/residual2/conv1/kernel`, with its shape there. */
      readonly weight: string;
      readonly shape: readonly number[];
      /** Which of the weight's axes comes first, second, ...; the result is read as `dims`. Null: as it is. */
      readonly permutation: readonly number[] | null;
    };

export interface OnnxConstant {
  readonly kind: 'constant';
  readonly name: string;
  readonly type: 'float32' | 'int64';
  readonly dims: readonly number[];
  readonly values: readonly number[];
}

/** An input or output of the graph, float32; an axis with a name has any size. */
export interface OnnxValue {
  readonly name: string;
  readonly dims: readonly (number | string)[];
}
