import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { sweepValueText } from '../../../graph-runtime/messages/describe-sweep';
import { firstValues, parseValues } from '../../../graph-runtime/sweep/sweep-parameters';
import type { SweepParameter, SweepValue } from '../../../graph-runtime/sweep/sweep-place';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { useSweepLabels } from '../../store/view/sweep-names';
import { IconButton } from '../../ui/IconButton';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { ToggleList } from '../../ui/ToggleList';
import styles from './SweepsView.module.css';

/** What a sweep varies, and its values: numbers as they are typed, or the choices that are pressed. */
export interface Axis {
  readonly parameter: string;
  readonly text: string;
  /** Null: it takes numbers. */
  readonly chosen: readonly SweepValue[] | null;
}

/** A parameter with the values it starts with. */
export function axisOf(parameter: SweepParameter): Axis {
  const values = firstValues(parameter);
  const isChoice = parameter.choices.length > 0;
  return {
    parameter: parameter.parameter,
    text: isChoice ? '' : values.join(', '),
    chosen: isChoice ? values : null,
  };
}

/** The values of an axis; null where what was typed is none, or nothing is chosen. */
export function valuesOf({ text, chosen }: Axis): readonly SweepValue[] | null {
  if (chosen === null) return parseValues(text);
  return chosen.length === 0 ? null : chosen;
}

interface AxisRowProps {
  readonly axis: Axis;
  readonly number: number;
  readonly parameters: readonly SweepParameter[];
  readonly onChange: (axis: Axis) => void;
  readonly onRemove: (() => void) | null;
}

/** One line of the form: the parameter and its values. */
export function AxisRow({ axis, number, parameters, onChange, onRemove }: AxisRowProps) {
  const { t } = useTranslation('sweeps');
  const language = useLanguage();
  const labelOf = useSweepLabels(useDocument((state) => state.document.name));
  const isValid = valuesOf(axis) !== null;
  const choices = parameters.find(({ parameter }) => parameter === axis.parameter)?.choices ?? [];
  return (
    <div className={styles.row}>
      <span className={styles.label}>{t('axis', { number })}</span>
      <span className={styles.parameter}>
        <Select
          aria-label={t('axis', { number })}
          value={axis.parameter}
          options={parameters.map(({ parameter }) => ({
            value: parameter,
            label: labelOf(parameter),
          }))}
          onValueChange={(chosen) => {
            const parameter = parameters.find((candidate) => candidate.parameter === chosen);
            if (parameter !== undefined) onChange(axisOf(parameter));
          }}
        />
      </span>
      <span className={styles.wide}>
        {axis.chosen === null ? (
          <TextField
            aria-label={t('values', { number })}
            value={axis.text}
            isInvalid={!isValid}
            onValueChange={(text) => onChange({ ...axis, text })}
          />
        ) : (
          <ToggleList
            aria-label={t('values', { number })}
            values={axis.chosen.map(String)}
            options={choices.map((choice) => ({
              value: String(choice),
              label: sweepValueText(axis.parameter, choice, language),
            }))}
            onValuesChange={(pressed) =>
              onChange({ ...axis, chosen: choices.filter((choice) => pressed.includes(String(choice))) })
            }
          />
        )}
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
      {isValid ? null : (
        <span className={styles.error}>{t(axis.chosen === null ? 'notNumbers' : 'noneChosen')}</span>
      )}
    </div>
  );
}
