import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/Field';
import { TextField } from '../../ui/TextField';

interface NameRowProps {
  readonly name: string;
  readonly onChange: (name: string) => void;
}

/** The name by which the data set is chosen later. */
export function NameRow({ name, onChange }: NameRowProps) {
  const { t } = useTranslation('data');
  const isEmpty = name.trim() === '';
  return (
    <Field label={t('name')} {...(isEmpty ? { error: t('nameMissing') } : {})}>
      <TextField
        aria-label={t('name')}
        value={name}
        maxLength={200}
        isInvalid={isEmpty}
        onValueChange={onChange}
      />
    </Field>
  );
}
