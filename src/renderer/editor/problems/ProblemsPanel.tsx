import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAnalysis } from '../../store/document/analysis';
import { goToProblem } from '../../store/view/problems';
import { EmptyState } from '../../ui/EmptyState';
import { ProblemCard } from './ProblemCard';
import styles from './ProblemsPanel.module.css';

/** More than this is no list to work through; the first ones are mended first. */
const SHOWN = 100;

/** Everything that is wrong with the network: a click jumps to the place, another mends it. */
export function ProblemsPanel() {
  const { t } = useTranslation('problems');
  const problems = useAnalysis((analysis) => analysis.diagnostics);
  if (problems.length === 0) {
    return <EmptyState icon={<CircleCheck />} title={t('noneTitle')} text={t('noneText')} />;
  }
  return (
    <section className={styles.panel} aria-label={t('title')}>
      <ul className={styles.list}>
        {problems.slice(0, SHOWN).map((problem) => (
          <li
            key={`${problem.path}-${problem.setting ?? problem.values.place ?? ''}-${problem.code}-${problem.parameter ?? ''}-${problem.port ?? ''}-${problem.received ?? ''}`}
          >
            <ProblemCard problem={problem} onGo={() => goToProblem(problem)} />
          </li>
        ))}
      </ul>
      {problems.length <= SHOWN ? null : (
        <p className={styles.more}>{t('more', { count: problems.length - SHOWN })}</p>
      )}
    </section>
  );
}
