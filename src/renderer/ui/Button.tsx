import { Button as BaseButton } from '@base-ui/react/button';
import type { ReactElement, ReactNode, Ref } from 'react';
import styles from './Button.module.css';
import { Spinner } from './Spinner';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps {
  readonly children: ReactNode;
  /** `primary` once a view, for the one thing to do there. */
  readonly variant?: ButtonVariant;
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: ReactElement;
  readonly isDisabled?: boolean;
  /** Shows a spinner and takes no clicks, but keeps the focus. */
  readonly isBusy?: boolean;
  readonly isWide?: boolean;
  readonly onClick?: () => void;
  readonly title?: string;
  readonly type?: 'button' | 'submit';
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-pressed'?: boolean;
  readonly 'data-testid'?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  children,
  variant = 'secondary',
  size = 'medium',
  icon,
  isDisabled = false,
  isBusy = false,
  isWide = false,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <BaseButton
      {...rest}
      className={styles.button}
      data-variant={variant}
      data-size={size}
      data-wide={isWide ? '' : undefined}
      disabled={isDisabled || isBusy}
      focusableWhenDisabled={isBusy}
      aria-busy={isBusy || undefined}
      onClick={onClick}
    >
      {isBusy ? <Spinner /> : icon}
      <span className={styles.label}>{children}</span>
    </BaseButton>
  );
}
