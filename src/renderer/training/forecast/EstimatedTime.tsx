import type { ReactNode } from 'react';
import { LONG_SECONDS } from '../../../graph-runtime/estimate/shorter-runs';
import styles from './EstimatedTime.module.css';

export interface EstimatedTimeProps {
  readonly seconds: number;
  /** The time in words. */
  readonly children: ReactNode;
  readonly testId?: string;
}

/** A time in words, in the color of a warning where it is long. */
export function EstimatedTime({ seconds, children, testId }: EstimatedTimeProps) {
  return (
    <span className={styles.time} data-long={seconds > LONG_SECONDS} data-testid={testId}>
      {children}
    </span>
  );
}
