import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { worstSeverity } from '../../editor/problems/use-node-problems';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useView } from '../../store/view/view';
import { formatShort, formatWhole } from '../../ui/format-number';
import { Tooltip } from '../../ui/Tooltip';
import styles from './Totals.module.css';

/** The network at a glance: its size, and whether it can be trained. */
export function Totals() {
  const { t } = useTranslation('app');
  const language = useLanguage();
  const cost = useAnalysis((analysis) => analysis.cost);
  return (
    <div className={styles.totals}>
      <Tooltip content={t('parametersExact', { value: formatWhole(cost.trainableParameters, language) })}>
        <span className={styles.figure} data-testid="total-parameters">
          <b>{formatShort(cost.trainableParameters, language)}</b> {t('parameters')}
        </span>
      </Tooltip>
      <Tooltip
        content={t('multiplyAccumulatesExact', { value: formatWhole(cost.multiplyAccumulates, language) })}
      >
        <span className={styles.figure}>
          <b>{formatShort(cost.multiplyAccumulates, language)}</b> {t('multiplyAccumulates')}
        </span>
      </Tooltip>
      <ProblemCount />
    </div>
  );
}

function ProblemCount() {
  const { t } = useTranslation('app');
  const count = useAnalysis((analysis) => analysis.diagnostics.length);
  const severity = useAnalysis((analysis) => worstSeverity(analysis.diagnostics));
  const Icon = severity === null ? CircleCheck : severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <button
      type="button"
      className={styles.problems}
      data-severity={severity ?? 'none'}
      data-testid="problem-count"
      onClick={() => useView.getState().showTab('problems')}
    >
      <Icon aria-hidden="true" />
      <span>{count === 0 ? t('noProblems') : t('problemCount', { count })}</span>
    </button>
  );
}
