import { Stethoscope } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../contract/contract';
import { describeFinding } from '../../../graph-runtime/run-health/examine';
import { useLanguage } from '../../messages/useLanguage';
import { goToFinding } from '../../store/view/go-to-finding';
import { Button } from '../../ui/Button';
import styles from './RunDetailsPane.module.css';
import tableStyles from './RunTable.module.css';

/** In the list: that something was found wrong with a run, and what. */
export function FindingMark({ run }: { readonly run: RunSummary }) {
  const language = useLanguage();
  const titles = run.findings.map((finding) => describeFinding(finding, language).title);
  if (titles.length === 0) return null;
  const text = titles.join(' · ');
  return (
    <span className={tableStyles.finding} title={text} data-testid="run-finding-mark">
      <Stethoscope role="img" aria-label={text} />
    </span>
  );
}

/** In a run's details: what was found wrong with it, and the way to the evidence. */
export function RunFindings({ run }: { readonly run: RunSummary }) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  return run.findings.map((finding) => {
    const { title, evidence } = describeFinding(finding, language);
    return (
      <div key={finding.code} className={styles.finding} data-testid="saved-finding">
        <p>
          <strong>{title}</strong> {evidence}
        </p>
        {run.hasWeights ? (
          <Button size="small" variant="quiet" onClick={() => goToFinding(run.runId, finding)}>
            {t('why')}
          </Button>
        ) : null}
      </div>
    );
  });
}
