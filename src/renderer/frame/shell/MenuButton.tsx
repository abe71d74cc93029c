import type { ComponentProps, ReactElement } from 'react';
import styles from './MenuButton.module.css';

export interface MenuButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'className' | 'type'> {
  readonly label: string;
  readonly icon: ReactElement;
  /** What the menu chooses is in effect. */
  readonly isOn?: boolean;
}

/** A button of the toolbar that opens a menu; the menu hands it the rest of its properties. */
export function MenuButton({ label, icon, isOn = false, ...rest }: MenuButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      className={styles.button}
      aria-label={label}
      title={label}
      data-on={isOn ? '' : undefined}
    >
      {icon}
    </button>
  );
}
