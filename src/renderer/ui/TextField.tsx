import type { KeyboardEvent, Ref } from 'react';
import styles from './TextField.module.css';

export interface TextFieldProps {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  /** The field was left or Enter was pressed. */
  readonly onValueCommitted?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly placeholder?: string;
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  /** What the keys typed here act on, and the element of it that they have reached. */
  readonly 'aria-controls'?: string;
  readonly 'aria-activedescendant'?: string | undefined;
  readonly isDisabled?: boolean;
  readonly isInvalid?: boolean;
  /** Enter does not take the text as it is: it stays the field's, and so does its history. */
  readonly isRefused?: boolean;
  readonly type?: 'text' | 'search' | 'password';
  readonly maxLength?: number;
  readonly 'data-testid'?: string;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField({
  onValueChange,
  onValueCommitted,
  onKeyDown,
  isDisabled = false,
  isInvalid = false,
  isRefused = false,
  type = 'text',
  ...rest
}: TextFieldProps) {
  return (
    <input
      {...rest}
      type={type}
      className={styles.input}
      disabled={isDisabled}
      aria-invalid={isInvalid || isRefused || undefined}
      data-refused={isRefused ? '' : undefined}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onValueChange(event.target.value)}
      onBlur={() => onValueCommitted?.()}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) onValueCommitted?.();
      }}
    />
  );
}
