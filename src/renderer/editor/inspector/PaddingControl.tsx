import { useTranslation } from 'react-i18next';
import type { ParameterValue } from '../../../graph-runtime/document/document';
import { SIZE_LIMITS } from '../../../graph-runtime/layers/limits';
import type { ParameterDescription } from '../../../graph-runtime/layers/parameter';
import { labeled } from '../../messages/labeled';
import { ControlGroup } from '../../ui/ControlGroup';
import { NumberField } from '../../ui/NumberField';
import { Select } from '../../ui/Select';
import type { ControlProps } from './control-props';
import { ListItemText } from './ListItemText';
import styles from './PaddingControl.module.css';
import {
  type PaddingMode,
  type PaddingValue,
  readPadding,
  type Sides,
  writePadding,
} from './parameter-values';

/** A side of the field grid: its place in `[top, bottom, left, right]`, and the sides that follow it in each mode. */
const FIELDS: Readonly<
  Record<'all' | 'axes' | 'sides', readonly { label: FieldLabel; sides: readonly number[] }[]>
> = {
  all: [{ label: 'allSides', sides: [0, 1, 2, 3] }],
  axes: [
    { label: 'vertical', sides: [0, 1] },
    { label: 'horizontal', sides: [2, 3] },
  ],
  sides: [
    { label: 'top', sides: [0] },
    { label: 'bottom', sides: [1] },
    { label: 'left', sides: [2] },
    { label: 'right', sides: [3] },
  ],
};
type FieldLabel = 'allSides' | 'vertical' | 'horizontal' | 'top' | 'bottom' | 'left' | 'right';

/** The widest padding the form offers. */
const MAXIMUM = SIZE_LIMITS.side;

/** Padding by name, or in cells: for all sides, per axis, or per side. */
export function PaddingControl(props: ControlProps<Extract<ParameterDescription, { kind: 'padding' }>>) {
  const { t } = useTranslation('inspector');
  const { description, field, label } = props;
  const fallback: ParameterValue =
    typeof description.default === 'object' ? [...description.default] : description.default;
  const padding = field.isMixed ? null : readPadding(field.value, fallback);
  const modes: readonly PaddingMode[] = description.allowsNamed
    ? ['same', 'valid', 'all', 'axes', 'sides']
    : ['all', 'axes', 'sides'];
  const change = (value: PaddingValue) => props.onChange(writePadding(value));
  return (
    <ControlGroup className={styles.padding} label={label}>
      <Select
        aria-label={t('paddingKind', { label })}
        value={padding?.mode ?? null}
        placeholder={t('mixed')}
        options={modes.map((mode) => ({ value: mode, label: t(`paddingModes.${mode}`) }))}
        onValueChange={(mode) => {
          change({ mode, sides: padding?.sides ?? [0, 0, 0, 0] });
          props.onCommit();
        }}
      />
      {padding === null || padding.mode === 'same' || padding.mode === 'valid' ? null : (
        <div className={styles.sides} data-count={FIELDS[padding.mode].length}>
          {FIELDS[padding.mode].map(({ label: side, sides }, index, all) => (
            <div key={side} className={styles.side}>
              <ListItemText items={all.map((other) => padding.sides[other.sides[0] ?? 0] ?? 0)} at={index}>
                <NumberField
                  {...(padding.mode === 'all' ? {} : { label: t(`sides.${side}`) })}
                  aria-label={labeled(label, t(`sides.${side}`))}
                  value={padding.sides[sides[0] ?? 0] ?? 0}
                  minimum={0}
                  maximum={MAXIMUM}
                  isInvalid={props.isInvalid}
                  onValueChange={(value) =>
                    change({ mode: padding.mode, sides: withSides(padding.sides, sides, value) })
                  }
                  onValueCommitted={props.onCommit}
                />
              </ListItemText>
            </div>
          ))}
        </div>
      )}
    </ControlGroup>
  );
}

function withSides(sides: Sides, changed: readonly number[], value: number): Sides {
  const at = (index: number) => (changed.includes(index) ? value : (sides[index] ?? 0));
  return [at(0), at(1), at(2), at(3)];
}
