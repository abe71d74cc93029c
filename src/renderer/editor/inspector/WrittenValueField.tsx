import { useState } from 'react';
import type { ParameterValue } from '../../../graph-runtime/document/document';
import { readWrittenValue, writtenValue } from '../../store/invalid-values';
import { TextField } from '../../ui/TextField';

export interface WrittenValueFieldProps {
  readonly label: string;
  readonly value: ParameterValue;
  readonly onCommit: (value: ParameterValue) => void;
}

/** A value of a kind that the parameter's own control cannot show, as the file has it. */
export function WrittenValueField({ label, value, onCommit }: WrittenValueFieldProps) {
  const shown = writtenValue(value);
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextField
      aria-label={label}
      value={draft ?? shown}
      isInvalid
      onValueChange={setDraft}
      onValueCommitted={() => {
        if (draft !== null && draft !== shown) onCommit(readWrittenValue(draft));
        setDraft(null);
      }}
    />
  );
}
