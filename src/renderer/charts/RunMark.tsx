import styles from './RunMark.module.css';
import { colorOfRun } from './run-colors';

/** A run's color, beside its name. */
export function RunMark({ runId }: { readonly runId: string }) {
  return (
    <svg className={styles.mark} viewBox="0 0 10 10" aria-hidden="true" data-run-color={colorOfRun(runId)}>
      <circle cx="5" cy="5" r="4" fill={`var(${colorOfRun(runId)})`} />
    </svg>
  );
}
