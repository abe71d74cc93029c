/** One weight that was taken from a file, and how. */
export interface ImportedWeight {
  /** Here: `stage1/residual1/conv1/kernel`. */
  readonly name: string;
  /** In the file: `layer1.0.conv1.weight`. */
  readonly from: string;
  /** Here, channels last. */
  readonly shape: readonly number[];
  /** `same`: as it is; `transposed`: axes in another order; `flattened`: also rows of a vector that was flattened from an image. */
  readonly kind: 'same' | 'transposed' | 'flattened';
}

/** How a file of weights was used: every tensor of it and every weight of the network is named once. */
export interface WeightImportReport {
  /** `pytorch`, `safetensors`, ... */
  readonly format: 'netloom' | 'safetensors' | 'pytorch' | 'pytorch-legacy';
  /** Whose names the tensors have: `torchvision ResNet`; `own-names` where they are the network's, `by-order` where they were paired in their order. */
  readonly family: string;
  /** What was taken off in front of all names; '' for nothing. */
  readonly prefix: string;
  readonly mapped: readonly ImportedWeight[];
  /** Weights that stay as they are initialized; `found`: the shape of the tensor that has the name. */
  readonly missing: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly found: readonly number[] | null;
  }[];
  /** Tensors that the network has no place for. */
  readonly leftOver: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** Counters of batch normalization, which nothing is computed from. */
  readonly counters: number;
  /** Nodes that pad as TensorFlow does, and bottlenecks with their stride at another convolution than torchvision's. */
  readonly padded: number;
  readonly movedStrides: number;
  /** Nodes that get parameters that the family's layers have, as the epsilon of a normalization. */
  readonly adjusted: number;
  /** Of the file that was written. */
  readonly sha256: string;
}

/** Weights that were taken in, for the network to begin with. */
export interface ImportedWeights {
  /** The name of the file they came from. */
  readonly file: string;
  readonly report: WeightImportReport;
}
