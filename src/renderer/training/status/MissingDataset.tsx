import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import { ProblemCard } from '../../editor/problems/ProblemCard';
import { goToProblem } from '../../store/view/problems';
import styles from './RunHeader.module.css';

/** The data set of a sound network is not on this machine: which one, the way to find it, and others to train on instead. */
export function MissingDataset({ problem }: { readonly problem: Diagnostic }) {
  return (
    <div className={styles.problem} data-testid="training-blocked">
      <ProblemCard problem={problem} onGo={(path) => goToProblem(problem, path)} />
    </div>
  );
}
