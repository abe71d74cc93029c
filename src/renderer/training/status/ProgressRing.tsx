import { currentRun, useRuns } from '../../store/runs/runs';
import { progressOf } from '../../store/runs/runs-record';
import styles from './RunHeader.module.css';

/** Radius of a circle whose circumference is 100, so that dashes are percents. */
const RADIUS = 100 / (2 * Math.PI);

/**
 * How far the run is, as a ring. Unlike a spinner it moves when the run does, and not sixty times a second for hours: where no graphics card
 * draws, that would be paid by the training.
 */
export function ProgressRing() {
  const percent = useRuns((state) => {
    const run = currentRun(state);
    return run === null ? 0 : Math.round(100 * progressOf(run));
  });
  return (
    <svg className={styles.ring} viewBox="0 0 40 40" fill="none" aria-hidden="true">
      <circle cx="20" cy="20" r={RADIUS} />
      <circle cx="20" cy="20" r={RADIUS} strokeDasharray={`${percent} 100`} data-done="" />
    </svg>
  );
}
