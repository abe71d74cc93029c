import { useState } from 'react';
import type { ParameterValue } from '../../../graph-runtime/document/document';
import { TextField } from '../../ui/TextField';
import { expressionText, readExpressionText } from './parameter-values';

export interface ListFieldProps {
  readonly label: string;
  readonly value: ParameterValue;
  readonly onCommit: (value: ParameterValue) => void;
}

/** Numbers, and expressions for them, with commas between: `64, 128, 256`. */
export function ListField({ label, value, onCommit }: ListFieldProps) {
  const shown = expressionText(value);
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== shown && draft.trim() !== '') {
      const read = readExpressionText(draft.replace(/^\s*=/, '').replace(/^\s*\[(.*)\]\s*$/, '$1'), 'list');
      // One expression may give a list; one number is a list of one.
      onCommit(typeof read === 'number' ? [read] : read);
    }
    setDraft(null);
  };
  return (
    <TextField
      aria-label={label}
      value={draft ?? shown}
      onValueChange={setDraft}
      onValueCommitted={commit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
