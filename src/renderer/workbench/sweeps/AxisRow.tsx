import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { parameterLabel } from './parameter-label';
import styles from './SweepsView.module.css';
import { firstValues, type SweepParameter } from './sweep-parameters';

/** What a sweep varies, and its values as they are typed. */
export interface Axis {
  readonly parameter: string;
  readonly text: string;
}

/** A parameter with the values it starts with. */
export function axisOf(parameter: SweepParameter): Axis {
  return { parameter: parameter.parameter, text: firstValues(parameter).join(', ') };
}

interface AxisRowProps {
  readonly axis: Axis;
  readonly number: number;
  readonly isValid: boolean;
  readonly parameters: readonly SweepParameter[];
  readonly onChange: (axis: Axis) => void;
  readonly onRemove: (() => void) | null;
}

/** One line of the form: the parameter and its values. */
export function AxisRow({ axis, number, isValid, parameters, onChange, onRemove }: AxisRowProps) {
  const { t } = useTranslation('sweeps');
  return (
    <div className={styles.row}>
      <span className={styles.label}>{t('axis', { number })}</span>
      <span className={styles.parameter}>
        <Select
          aria-label={t('axis', { number })}
          value={axis.parameter}
          options={parameters.map(({ parameter }) => ({
            value: parameter,
            label: parameterLabel(parameter),
          }))}
          onValueChange={(chosen) => {
            const parameter = parameters.find((candidate) => candidate.parameter === chosen);
            if (parameter !== undefined) onChange(axisOf(parameter));
          }}
        />
      </span>
      <span className={styles.wide}>
        <TextField
          aria-label={t('values', { number })}
          value={axis.text}
          isInvalid={!isValid}
          onValueChange={(text) => onChange({ ...axis, text })}
        />
      </span>
      {onRemove === null ? null : (
        <IconButton
          size="small"
          icon={<X />}
          label={t('removeAxis', { number })}
          tooltipSide="top"
          onClick={onRemove}
        />
      )}
      {isValid ? null : <span className={styles.error}>{t('notNumbers')}</span>}
    </div>
  );
}
