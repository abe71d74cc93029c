import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SampleNumber } from '../../../contract/contract';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { NumberField } from '../../ui/NumberField';
import { shownNumber } from '../subject/shown-number';
import styles from './TryImage.module.css';

export interface NumbersBesideProps {
  /** As the image was predicted with them. */
  readonly numbers: readonly SampleNumber[];
  /** Those that are changed here, by their names. */
  readonly given: Readonly<Record<string, number>>;
  readonly onChange: (given: Readonly<Record<string, number>>) => void;
}

/** The numbers that the network takes beside the image: of the example, the mean of the training examples, or as they are set here. */
export function NumbersBeside({ numbers, given, onChange }: NumbersBesideProps) {
  const { t } = useTranslation('results');
  if (numbers.length === 0) return null;
  const areMeans = numbers.some(({ source }) => source === 'mean');
  return (
    <fieldset className={styles.numbers} data-testid="numbers-beside">
      <legend>{t('numbersBeside')}</legend>
      {numbers.map(({ name, value, source }) => (
        <Field key={name} label={name} help={t(`numberSources.${source}`)}>
          <NumberField
            aria-label={name}
            value={given[name] ?? shownNumber(value)}
            onValueChange={(next) => onChange({ ...given, [name]: next })}
          />
        </Field>
      ))}
      {areMeans ? <p className={styles.note}>{t('numbersAreMeans')}</p> : null}
      {Object.keys(given).length === 0 ? null : (
        <Button icon={<RotateCcw />} onClick={() => onChange({})}>
          {t('resetNumbers')}
        </Button>
      )}
    </fieldset>
  );
}
