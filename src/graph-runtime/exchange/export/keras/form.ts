import type { ResolvedParameters } from '../../../layers/parameter';
import type { KerasForm, KerasNode } from './call';

/** How one kind of layer is written for Keras, where its own line of code does not say it. */
export interface KerasFormOf<P extends ResolvedParameters = ResolvedParameters> {
  /** The layer's type in documents. */
  readonly type: string;
  /** @throws NotInKeras when these parameters have no equivalent */
  write(parameters: P, node: KerasNode): KerasForm;
}
