import { NumberField } from '../../ui/NumberField';
import styles from './WindowSteps.module.css';

export interface ChannelFieldProps {
  readonly label: string;
  readonly value: number;
  readonly count: number;
  readonly onValueChange: (value: number) => void;
}

/** The number of a channel, counted from 0. */
export function ChannelField({ label, value, count, onValueChange }: ChannelFieldProps) {
  return (
    <span className={styles.field}>
      <span>{label}</span>
      <span className={styles.number}>
        <NumberField
          aria-label={label}
          value={value}
          minimum={0}
          maximum={count - 1}
          isWhole
          onValueChange={(next) => onValueChange(Math.round(next))}
        />
      </span>
    </span>
  );
}
