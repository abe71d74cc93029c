import { Button as BaseButton } from '@base-ui/react/button';
import type { ReactElement, Ref } from 'react';
import styles from './IconButton.module.css';
import { Tooltip } from './Tooltip';

export interface IconButtonProps {
  readonly icon: ReactElement;
  /** Its accessible name and tooltip. */
  readonly label: string;
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
  readonly isPressed?: boolean;
  readonly size?: 'small' | 'medium';
  readonly tooltipSide?: 'top' | 'bottom' | 'left' | 'right';
  readonly onClick?: () => void;
  readonly 'data-testid'?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({
  icon,
  label,
  shortcut,
  isDisabled = false,
  isPressed,
  size = 'medium',
  tooltipSide = 'bottom',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} side={tooltipSide} {...(shortcut === undefined ? {} : { shortcut })}>
      <BaseButton
        {...rest}
        className={styles.button}
        data-size={size}
        disabled={isDisabled}
        focusableWhenDisabled
        aria-label={label}
        aria-pressed={isPressed}
      >
        {icon}
      </BaseButton>
    </Tooltip>
  );
}
