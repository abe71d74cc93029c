import type { OnnxOperation } from './operation';
import type { OnnxValue } from './values';

/** What operators of one family are here: one file a family, one line in `rules/registry.ts`. */
export interface OnnxRule {
  /** Of ONNX's own domain. */
  readonly operators: readonly string[];
  /**
   * The values of its outputs, in their order.
   *
   * @throws CannotMap when no layer computes the same: the operation becomes a placeholder
   */
  map(operation: OnnxOperation): OnnxValue | readonly OnnxValue[];
}
