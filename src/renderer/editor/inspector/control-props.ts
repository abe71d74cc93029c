import type { ParameterValue } from '../../../graph-runtime/document/document';
import type { ParameterDescription } from '../../../graph-runtime/layers/parameter';
import type { FieldValue } from './parameter-values';

/** What the control of a parameter is given. */
export interface ControlProps<D extends ParameterDescription = ParameterDescription> {
  readonly label: string;
  readonly description: D;
  readonly field: FieldValue;
  readonly isInvalid: boolean;
  /** Whether it belongs to an output that compares images, by the classes of its label. */
  readonly isComparing?: boolean;
  readonly onChange: (value: ParameterValue) => void;
  /** The gesture is over. */
  readonly onCommit: () => void;
}
