import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';
import styles from './Switch.module.css';

export interface SwitchProps {
  readonly isOn: boolean;
  readonly onToggle: (isOn: boolean) => void;
  /** The visible text beside it, or `aria-label` where the text is elsewhere on screen. */
  readonly label?: ReactNode;
  readonly 'aria-label'?: string;
  readonly isDisabled?: boolean;
}

export function Switch({ isOn, onToggle, label, isDisabled = false, ...rest }: SwitchProps) {
  const id = useId();
  const control = (
    <BaseSwitch.Root
      id={id}
      className={styles.track}
      checked={isOn}
      onCheckedChange={onToggle}
      disabled={isDisabled}
      aria-label={rest['aria-label']}
    >
      <BaseSwitch.Thumb className={styles.thumb} />
    </BaseSwitch.Root>
  );
  if (label === undefined) return control;
  return (
    <span className={styles.row}>
      {control}
      <label htmlFor={id}>{label}</label>
    </span>
  );
}
