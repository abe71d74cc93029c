import { NumberField as BaseNumberField } from '@base-ui/react/number-field';
import { Minus, Plus } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { NumberProblem } from '../../graph-runtime/blocks/number-text';
import styles from './NumberField.module.css';
import { useNumberText } from './use-number-text';
import { useScrub } from './use-scrub';

export interface NumberFieldProps {
  /** The visible label, for forms that do not lay it out themselves. */
  readonly label?: ReactNode;
  /** The accessible name where the visible label is elsewhere. */
  readonly 'aria-label'?: string;
  /** Null: empty, e.g. several nodes with different values. */
  readonly value: number | null;
  readonly onValueChange: (value: number) => void;
  /** The gesture (typing, scrubbing, pressing) is over: what follows is another step in the history. */
  readonly onValueCommitted?: () => void;
  readonly minimum?: number;
  readonly maximum?: number;
  /** A calculation that comes to another number is refused. */
  readonly isWhole?: boolean;
  readonly step?: number;
  readonly largeStep?: number;
  readonly placeholder?: string;
  readonly unit?: string;
  readonly isDisabled?: boolean;
  readonly isInvalid?: boolean;
  readonly 'aria-describedby'?: string;
}

const FORMAT: Intl.NumberFormatOptions = { useGrouping: false, maximumFractionDigits: 12 };

/**
 * A number: typed (as `28*28`, too), stepped with buttons or arrow keys (Shift: ten steps), or scrubbed by dragging left and right over the field
 * or its label.
 */
export function NumberField(props: NumberFieldProps) {
  const { t } = useTranslation('app');
  const id = useId();
  const problemId = `${id}-problem`;
  const inputRef = useRef<HTMLInputElement>(null);
  const { minimum, maximum, step = 1 } = props;
  const typed = useNumberText({
    value: props.value,
    minimum,
    maximum,
    isWhole: props.isWhole,
    onChange: props.onValueChange,
    onCommit: () => props.onValueCommitted?.(),
  });
  const scrub = useScrub({
    value: props.isDisabled === true ? null : props.value,
    minimum,
    maximum,
    step,
    onChange: (value) => {
      typed.forget();
      props.onValueChange(value);
    },
    onCommit: () => props.onValueCommitted?.(),
    onClick: () => {
      inputRef.current?.focus();
      inputRef.current?.select();
    },
  });
  const isInvalid = props.isInvalid === true || typed.problem !== null;
  return (
    <BaseNumberField.Root
      id={id}
      className={styles.root}
      value={props.value}
      onValueChange={(value) => {
        typed.forget();
        if (value !== null) props.onValueChange(value);
      }}
      onValueCommitted={() => props.onValueCommitted?.()}
      {...limitsOf(minimum, maximum)}
      step={step}
      smallStep={step}
      largeStep={props.largeStep ?? step * 10}
      format={FORMAT}
      locale="en"
      disabled={props.isDisabled ?? false}
      allowWheelScrub={false}
    >
      {props.label === undefined ? null : (
        <label className={styles.label} htmlFor={id} {...scrub}>
          {props.label}
        </label>
      )}
      <div className={styles.box}>
        <BaseNumberField.Group className={styles.group} data-invalid={isInvalid ? '' : undefined}>
          <BaseNumberField.Decrement className={styles.step} tabIndex={-1} aria-label={t('decrease')}>
            <Minus aria-hidden="true" />
          </BaseNumberField.Decrement>
          <BaseNumberField.Input
            ref={inputRef}
            data-live={typed.isCalculation ? undefined : ''}
            data-refused={typed.problem === null ? undefined : ''}
            className={styles.input}
            placeholder={props.placeholder}
            aria-label={props['aria-label']}
            aria-roledescription={t('numberField')}
            aria-invalid={isInvalid || undefined}
            aria-describedby={typed.problem === null ? props['aria-describedby'] : problemId}
            {...scrub}
            {...typed.handlers}
            {...(typed.text === null ? {} : { value: typed.text })}
          />
          {props.unit === undefined ? null : <span className={styles.unit}>{props.unit}</span>}
          <BaseNumberField.Increment className={styles.step} tabIndex={-1} aria-label={t('increase')}>
            <Plus aria-hidden="true" />
          </BaseNumberField.Increment>
        </BaseNumberField.Group>
        {typed.problem === null ? null : (
          <p id={problemId} className={styles.problem} role="alert">
            {problemText(typed.problem, typed.text ?? '', t)}
          </p>
        )}
      </div>
    </BaseNumberField.Root>
  );
}

type Translate = ReturnType<typeof useTranslation<'app'>>['t'];

/** Why a calculation was refused, and what would be taken. */
function problemText(problem: NumberProblem, text: string, t: Translate): string {
  if (problem.reason === 'unreadable' || problem.reason === 'notFinite')
    return t(`numberProblems.${problem.reason}`, { text });
  return t(`numberProblems.${problem.reason}`, { ...problem });
}

/** The library's limits; one that does not exist must not be named. */
function limitsOf(minimum: number | undefined, maximum: number | undefined) {
  return {
    ...(minimum === undefined ? {} : { min: minimum }),
    ...(maximum === undefined ? {} : { max: maximum }),
  };
}
