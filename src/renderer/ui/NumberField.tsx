import { NumberField as BaseNumberField } from '@base-ui/react/number-field';
import { Minus, MoveHorizontal, Plus } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import styles from './NumberField.module.css';

export interface NumberFieldProps {
  /** The visible label; dragging it left or right scrubs the value. */
  readonly label?: ReactNode;
  /** The accessible name where there is no visible label of its own. */
  readonly 'aria-label'?: string;
  /** Null: empty, e.g. several nodes with different values. */
  readonly value: number | null;
  readonly onValueChange: (value: number) => void;
  /** The gesture (typing, scrubbing, pressing) is over: what follows is another step in the history. */
  readonly onValueCommitted?: () => void;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly step?: number;
  readonly largeStep?: number;
  readonly placeholder?: string;
  readonly unit?: string;
  readonly isDisabled?: boolean;
  readonly isInvalid?: boolean;
  readonly 'aria-describedby'?: string;
}

const FORMAT: Intl.NumberFormatOptions = { useGrouping: false, maximumFractionDigits: 12 };

/** A number with buttons for a step up and down, arrow keys (Shift: ten steps), typing, and scrubbing by its label. */
export function NumberField(props: NumberFieldProps) {
  const id = useId();
  const { minimum, maximum, step = 1 } = props;
  return (
    <BaseNumberField.Root
      id={id}
      className={styles.root}
      value={props.value}
      onValueChange={(value) => {
        if (value !== null) props.onValueChange(value);
      }}
      onValueCommitted={() => props.onValueCommitted?.()}
      {...(minimum === undefined ? {} : { min: minimum })}
      {...(maximum === undefined ? {} : { max: maximum })}
      step={step}
      smallStep={step}
      largeStep={props.largeStep ?? step * 10}
      format={FORMAT}
      locale="en"
      disabled={props.isDisabled ?? false}
      allowWheelScrub={false}
    >
      {props.label === undefined ? null : (
        <BaseNumberField.ScrubArea className={styles.scrub} pixelSensitivity={3}>
          <label className={styles.label} htmlFor={id}>
            {props.label}
          </label>
          <BaseNumberField.ScrubAreaCursor className={styles.cursor}>
            <MoveHorizontal aria-hidden="true" />
          </BaseNumberField.ScrubAreaCursor>
        </BaseNumberField.ScrubArea>
      )}
      <BaseNumberField.Group className={styles.group} data-invalid={props.isInvalid ? '' : undefined}>
        <BaseNumberField.Decrement className={styles.step} tabIndex={-1}>
          <Minus aria-hidden="true" />
        </BaseNumberField.Decrement>
        <BaseNumberField.Input
          className={styles.input}
          placeholder={props.placeholder}
          aria-label={props['aria-label']}
          aria-invalid={props.isInvalid || undefined}
          aria-describedby={props['aria-describedby']}
        />
        {props.unit === undefined ? null : <span className={styles.unit}>{props.unit}</span>}
        <BaseNumberField.Increment className={styles.step} tabIndex={-1}>
          <Plus aria-hidden="true" />
        </BaseNumberField.Increment>
      </BaseNumberField.Group>
    </BaseNumberField.Root>
  );
}
