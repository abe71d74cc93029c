import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { usePopupContainer } from './popup-container';
import styles from './Select.module.css';

export interface SelectOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** It is there to be seen, with the reason in its label. */
  readonly isDisabled?: boolean;
}

export interface SelectProps<T extends string> {
  /** Null: nothing chosen yet, or several different values. */
  readonly value: T | null;
  readonly options: readonly SelectOption<T>[];
  readonly onValueChange: (value: T) => void;
  readonly 'aria-label': string;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly 'data-testid'?: string;
}

/** One of many, in a list that opens; for up to four short choices a `Segmented` shows them all at once. */
export function Select<T extends string>(props: SelectProps<T>) {
  const container = usePopupContainer();
  const chosen = props.options.find(({ value }) => value === props.value);
  return (
    <BaseSelect.Root
      items={props.options}
      value={props.value}
      disabled={props.isDisabled ?? false}
      onValueChange={(value) => {
        if (value !== null) props.onValueChange(value);
      }}
    >
      <BaseSelect.Trigger
        className={styles.trigger}
        aria-label={props['aria-label']}
        data-testid={props['data-testid']}
      >
        <BaseSelect.Value
          className={styles.value}
          placeholder={props.placeholder ?? ''}
          title={chosen?.label ?? props.placeholder}
        >
          {/* The library takes an empty text for nothing chosen, but it may be one of the choices. */}
          {props.value === '' ? chosen?.label : undefined}
        </BaseSelect.Value>
        <BaseSelect.Icon className={styles.icon}>
          <ChevronDown aria-hidden="true" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal container={container}>
        <BaseSelect.Positioner className={styles.positioner} sideOffset={4} alignItemWithTrigger={false}>
          <BaseSelect.Popup className={styles.popup}>
            <BaseSelect.List>
              {props.options.map((option) => (
                <BaseSelect.Item
                  key={option.value}
                  value={option.value}
                  className={styles.item}
                  disabled={option.isDisabled ?? false}
                >
                  <BaseSelect.ItemIndicator className={styles.check}>
                    <Check aria-hidden="true" />
                  </BaseSelect.ItemIndicator>
                  <BaseSelect.ItemText className={styles.text}>{option.label}</BaseSelect.ItemText>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
