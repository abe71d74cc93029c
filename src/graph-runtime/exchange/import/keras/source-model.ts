import type { SourceTensor } from '../network/weight-values';

/** A model of Keras or of TensorFlow.js, whose layers models are the same. */
export interface KerasSourceModel {
  readonly format: 'keras' | 'keras-h5' | 'tfjs';
  /** Of Keras, or of the converter. */
  readonly version: string;
  /** `class_name` and `config` of the model. */
  readonly topology: unknown;
  readonly weights: KerasWeights;
}

export interface KerasWeights {
  /** All tensors with values, for the report. */
  readonly all: readonly SourceTensor[];
  /**
   * The tensors of a layer, in the order in which Keras has them.
   *
   * @param path names of the models that the layer is in, and its own
   * @param classPath the same with what files of Keras 3 call it: its class, counted
   */
  of(path: readonly string[], classPath: readonly string[]): readonly SourceTensor[];
}
