import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { numbersOf } from '../../store/view/data-targets';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { formatCount } from '../../ui/figures';
import { NumberField } from '../../ui/NumberField';
import type { Browsed } from './browsed';
import { chosenExamples, setNumbers } from './change-examples';

export interface NumbersDialogProps {
  readonly browsed: Browsed;
  readonly onClose: () => void;
}

/** Other numbers for the chosen examples. A field stays empty, and its numbers as they are, where those examples differ. */
export function NumbersDialog({ browsed, onClose }: NumbersDialogProps) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const { target } = browsed;
  const names = target.kind === 'numbers' ? target.names : [];
  const chosen = chosenExamples();
  const [values, setValues] = useState<readonly (number | null)[]>(() =>
    names.map((_, column) => commonNumber(browsed, chosen, column)),
  );
  const save = () => {
    setNumbers(browsed, values);
    onClose();
  };
  const count = chosen.length;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={t('newNumbers')}
      description={t('newNumbersText', { count, total: formatCount(count, language) })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" onClick={save} data-testid="save-numbers">
            {t('change')}
          </Button>
        </>
      }
    >
      {names.map((name, column) => (
        <Field key={name} label={name} layout="column">
          <NumberField
            aria-label={name}
            value={values[column] ?? null}
            placeholder={t('differentNumbers')}
            onValueChange={(value) =>
              setValues((before) => before.map((one, at) => (at === column ? value : one)))
            }
          />
        </Field>
      ))}
    </Dialog>
  );
}

/** A number that all those examples have, in the digits that it was written with; null where they differ. */
function commonNumber(browsed: Browsed, examples: readonly number[], column: number): number | null {
  const [first = 0] = examples;
  const value = numbersOf(browsed, first)[column] ?? Number.NaN;
  const isCommon = examples.every((example) => numbersOf(browsed, example)[column] === value);
  return isCommon ? Number(value.toPrecision(7)) : null;
}
