import type { ReactNode } from 'react';
import styles from './ControlGroup.module.css';

export interface ControlGroupProps {
  /** Its accessible name: what the controls together set. */
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Controls that belong together, such as height and width, under one name. */
export function ControlGroup({ label, className, children }: ControlGroupProps) {
  return (
    <fieldset className={`${styles.group} ${className ?? ''}`} aria-label={label}>
      {children}
    </fieldset>
  );
}
