import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import styles from './Segmented.module.css';

export interface SegmentedOption<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  /** Its name where the label is an icon. */
  readonly name?: string;
}

export interface SegmentedProps<T extends string> {
  readonly value: T | null;
  readonly options: readonly SegmentedOption<T>[];
  readonly onValueChange: (value: T) => void;
  readonly 'aria-label': string;
  readonly isDisabled?: boolean;
}

/** A few choices side by side, exactly one of them pressed. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  return (
    <ToggleGroup
      className={styles.group}
      aria-label={props['aria-label']}
      disabled={props.isDisabled ?? false}
      value={props.value === null ? [] : [props.value]}
      onValueChange={(values) => {
        // Pressing the pressed one again would leave none: that press means nothing.
        const value = values[0];
        if (value !== undefined) props.onValueChange(value);
      }}
    >
      {props.options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          className={styles.option}
          aria-label={option.name}
          title={option.name}
        >
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
