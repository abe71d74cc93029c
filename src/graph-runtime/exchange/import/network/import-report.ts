/** Why something of a file is no node of its own. */
export type FoldingReason =
  /** Known without the input: constants, shapes, what is computed of them. */
  | 'constant'
  | 'identity'
  /** A factor or term that is a part of the layer before. */
  | 'into-layer'
  /** Of the numbers beside an example: the data set does it here. */
  | 'standardization'
  /** Several operations that are one layer. */
  | 'pattern'
  /** The order of axes, which is followed instead. */
  | 'layout'
  /** The network's output applies it itself. */
  | 'output'
  /** Of the values that come in: it became the normalization of the settings. */
  | 'normalization'
  /** Nothing that comes out depends on it. */
  | 'unused';

/** Why an operation became a placeholder. */
export type PlaceholderReason =
  | 'unknown-operation'
  | 'attributes'
  | 'computed-weights'
  | 'axes'
  | 'shape'
  | 'layer-refuses';

export interface MappedOperations {
  /** As the file calls them. */
  readonly operation: string;
  /** The type of the layer that they became. */
  readonly layer: string;
  readonly count: number;
}

export interface FoldedOperations {
  readonly operation: string;
  readonly reason: FoldingReason;
  /** Names in the file. */
  readonly names: readonly string[];
}

export interface ImportedPlaceholder {
  readonly node: string;
  readonly operation: string;
  readonly attributes: string;
  readonly reason: PlaceholderReason;
  /** What more is known, in words of the file or of the layer. */
  readonly detail: string;
  /** False: the file does not say it, and it is taken for that of what comes in. */
  readonly isShapeKnown: boolean;
}

export interface ReportedTensor {
  readonly name: string;
  readonly shape: readonly number[];
}

/** What happened to each operation and each tensor of an imported model file. */
export interface NetworkImportReport {
  /** `onnx`, `keras`, ... */
  readonly format: string;
  /** Who wrote the file, and in which version of the format: shown as it is. */
  readonly producer: string;
  readonly version: string;
  readonly nodes: number;
  readonly mapped: readonly MappedOperations[];
  readonly folded: readonly FoldedOperations[];
  /** Layers that were added so that the numbers stay the same, by type. */
  readonly added: readonly { readonly layer: string; readonly count: number }[];
  readonly placeholders: readonly ImportedPlaceholder[];
  /** Weights that got their values from the file. */
  readonly weights: readonly {
    readonly name: string;
    readonly from: string;
    readonly shape: readonly number[];
  }[];
  /** Tensors with values that no weight has. */
  readonly leftOver: readonly ReportedTensor[];
  /** Blocks that repeated parts became, with the number of their uses. */
  readonly blocks: readonly { readonly name: string; readonly uses: number }[];
  /** Sizes that were chosen because the file leaves them open, without the batch. */
  readonly assumed: readonly { readonly input: string; readonly shape: readonly number[] }[];
  /** Whether the network's input is normalized as the file had it. */
  readonly normalization: 'from-file' | 'unknown';
}
