import { Progress as BaseProgress } from '@base-ui/react/progress';
import styles from './Progress.module.css';

export interface ProgressProps {
  /** From 0 to 1; null: how far is not known. */
  readonly value: number | null;
  readonly 'aria-label': string;
  /** What a screen reader says instead of the percentage. */
  readonly valueText?: string;
}

export function Progress({ value, valueText, ...rest }: ProgressProps) {
  return (
    <BaseProgress.Root
      className={styles.root}
      value={value === null ? null : Math.round(value * 1000) / 10}
      aria-label={rest['aria-label']}
      {...(valueText === undefined ? {} : { getAriaValueText: () => valueText })}
    >
      <BaseProgress.Track className={styles.track}>
        <BaseProgress.Indicator className={styles.indicator} />
      </BaseProgress.Track>
    </BaseProgress.Root>
  );
}
