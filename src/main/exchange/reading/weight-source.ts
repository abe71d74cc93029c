import type { SourceWeight } from '../../../graph-runtime/exchange/import/source-weights';

/** A file of weights from elsewhere, whose values stay on the disk until they are asked for. */
export interface WeightSource {
  /** What kind of file it is, for the report. */
  readonly format: 'netloom' | 'safetensors' | 'pytorch' | 'pytorch-legacy';
  readonly weights: readonly SourceWeight[];
  /** Whether it says that it is of a PyTorch project that was exported from here: its weights are in that project's order. */
  readonly isOfProject: boolean;
  /**
   * The values of a tensor in the order of its shape (row-major), as float32.
   *
   * @throws SourceProblemError where the bytes are not what the file says
   */
  read(weight: SourceWeight): Float32Array | Promise<Float32Array>;
  close(): void;
}

/** More values than any layer has, and fewer than memory for one tensor has room for (4 GB). */
export const MOST_VALUES = 2 ** 30;
/** More tensors than any network has. */
export const MOST_TENSORS = 100_000;

/** Number of values, or null where sizes are none that a tensor can have: negative, not whole, or too many values in all. */
export function countOf(shape: readonly number[]): number | null {
  let count = 1;
  for (const size of shape) {
    if (!Number.isInteger(size) || size < 0) return null;
    count *= size;
    if (count > MOST_VALUES) return null;
  }
  return count;
}
