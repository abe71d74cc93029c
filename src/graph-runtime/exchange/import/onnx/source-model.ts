/** An ONNX model as its file has it, without anything of what it means (https://onnx.ai/onnx/repo-docs/IR.html). */
export interface OnnxSourceModel {
  readonly producer: string;
  readonly irVersion: number;
  /** Of the default domain. */
  readonly opset: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly graph: OnnxSourceGraph;
}

export interface OnnxSourceGraph {
  readonly name: string;
  readonly nodes: readonly OnnxSourceNode[];
  readonly initializers: ReadonlyMap<string, OnnxTensor>;
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
  /** Of values in between, where the file has them. */
  readonly values: ReadonlyMap<string, OnnxValueInfo>;
}

export interface OnnxSourceNode {
  readonly name: string;
  readonly operator: string;
  /** '' is ONNX's own. */
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxSourceAttribute>;
}

export type OnnxSourceAttribute =
  | { readonly kind: 'int' | 'float'; readonly value: number }
  | { readonly kind: 'ints' | 'floats'; readonly values: readonly number[] }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'tensor'; readonly tensor: OnnxTensor }
  /** Graphs, lists of texts and other things that no operator with a layer has. */
  | { readonly kind: 'other'; readonly what: string };

/** A tensor whose values are decoded when they are asked for. */
export interface OnnxTensor {
  readonly name: string;
  readonly type: OnnxType;
  readonly dims: readonly number[];
  /** @throws when the file's bytes do not fit the shape */
  values(): Float32Array;
  /** Whole numbers exactly, as far as 53 bits reach. */
  integers(): readonly number[];
}

export type OnnxType =
  | 'float32'
  | 'float16'
  | 'bfloat16'
  | 'float64'
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'bool'
  | 'other';

export interface OnnxValueInfo {
  readonly name: string;
  /** Null for an axis of any size; undefined where the file does not say it. */
  readonly dims: readonly (number | null)[] | undefined;
}
