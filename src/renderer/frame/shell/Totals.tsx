import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Cost } from '../../../graph-runtime/infer/analysis';
import { learnableParameters } from '../../../graph-runtime/infer/costs';
import type { Language } from '../../../graph-runtime/text/text';
import { worstSeverity } from '../../editor/problems/use-node-problems';
import { i18n } from '../../messages/i18n';
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
      <Tooltip content={parametersText(cost, language)}>
        <span className={styles.figure} data-testid="total-parameters">
          <b>{formatShort(cost.trainableParameters, language)}</b>{' '}
          {cost.frozenParameters === 0
            ? t('parameters')
            : t('parametersOf', { all: formatShort(learnableParameters(cost), language) })}
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

/** How many parameters learn, and how many are frozen. */
function parametersText(cost: Cost, language: Language): string {
  const { trainableParameters, frozenParameters } = cost;
  const value = formatWhole(trainableParameters, language);
  return frozenParameters === 0
    ? i18n.t('app:parametersExact', { value })
    : i18n.t('app:parametersFrozen', { value, frozen: formatWhole(frozenParameters, language) });
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
