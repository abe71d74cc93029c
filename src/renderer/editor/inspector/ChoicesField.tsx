import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BlockParameter, DOCUMENT_LIMITS } from '../../../graph-runtime/document/document';
import { Field } from '../../ui/Field';
import { TextField } from '../../ui/TextField';

export interface ChoicesFieldProps {
  readonly parameter: BlockParameter;
  readonly onChange: (parameter: BlockParameter) => void;
}

/** The values of a parameter that is a choice, with commas between. A default that is none of them becomes the first one. */
export function ChoicesField({ parameter, onChange }: ChoicesFieldProps) {
  const { t } = useTranslation('inspector');
  const [draft, setDraft] = useState<string | null>(null);
  if (parameter.kind !== 'choice') return null;
  const shown = (parameter.choices ?? []).join(', ');
  const commit = () => {
    const choices = distinct(draft ?? shown);
    const [first] = choices;
    setDraft(null);
    if (draft === null || first === undefined || choices.join(', ') === shown) return;
    const value = parameter.default;
    const isKept = typeof value === 'string' && (choices.includes(value) || value.startsWith('='));
    onChange({ ...parameter, choices, default: isKept ? value : first });
  };
  const label = t('choicesOf', { name: parameter.name });
  return (
    <Field label={label} layout="column">
      <TextField
        aria-label={label}
        value={draft ?? shown}
        onValueChange={setDraft}
        onValueCommitted={commit}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null);
        }}
      />
    </Field>
  );
}

function distinct(text: string): string[] {
  const words = text.split(/[,，、]/).map((word) => word.trim().replace(/^=+/, '').slice(0, 80));
  return [...new Set(words.filter((word) => word !== ''))].slice(0, DOCUMENT_LIMITS.choices);
}
