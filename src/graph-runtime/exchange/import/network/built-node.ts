import type { ParameterValue } from '../../../document/document';
import type { SourceTensor } from './weight-values';

/** A node of the network that is being built. */
export interface BuiltNode {
  readonly id: string;
  readonly type: string;
  readonly parameters: Record<string, ParameterValue>;
  readonly inputs: readonly BuiltNode[];
  readonly weights: Map<string, SourceTensor>;
  /** What of the file it is a call of: calls of the same share their weights. Absent: they do where their tensors are the same. */
  readonly callOf: string | undefined;
  /** Of its output, without the batch axis, channels last. */
  shape: readonly number[];
}
