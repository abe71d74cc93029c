import type { PlainField } from '../../../graph-runtime/settings/field';
import { FieldRow, type FieldRowProps } from './FieldRow';
import { MEANINGS } from './NumberMeanings';

/** The row of a field, with what else the window has for what it is. */
export function PlainRow({ field, ...props }: FieldRowProps & { readonly field: PlainField }) {
  const Row = field.kind === 'number' && field.meaning !== undefined ? MEANINGS[field.meaning] : FieldRow;
  return <Row {...props} />;
}
