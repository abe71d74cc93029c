import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { visibleText } from '../../../graph-runtime/text/visible-text';
import { ProblemCard } from '../../editor/problems/ProblemCard';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { goToProblem } from '../../store/view/problems';
import { useView } from '../../store/view/view';
import { Button } from '../../ui/Button';
import { TimeEstimate } from '../forecast/TimeEstimate';
import { MissingDataset } from './MissingDataset';
import styles from './RunHeader.module.css';
import type { Readiness } from './readiness';
import { useDatasetName } from './use-readiness';

/** Before a run: what Train will do, or why it cannot. */
export function IdleStatus({ readiness }: { readonly readiness: Readiness }) {
  const { t } = useTranslation('training');
  const name = useDocument((state) => visibleText(state.document.name));
  const { epochs, batchSize } = useDocument((state) => state.document.training);
  const dataset = useDatasetName();
  if (readiness.kind === 'empty') return <p className={styles.text}>{t('emptyText')}</p>;
  if (readiness.kind === 'no-data') return <MissingDataset problem={readiness.problem} />;
  if (readiness.kind === 'blocked') return <BlockedStatus readiness={readiness} />;
  return (
    <>
      <p className={styles.text}>{t('idleText', { name, dataset, count: epochs, batchSize })}</p>
      <TimeEstimate />
      <Warnings />
    </>
  );
}

/** Warnings do not keep anybody from training, but are to be seen before it: the way to the list of problems. */
function Warnings() {
  const { t } = useTranslation('training');
  const count = useAnalysis(({ diagnostics }) => diagnostics.length);
  if (count === 0) return null;
  return (
    <div className={styles.warnings} data-testid="training-warnings">
      <Button
        size="small"
        variant="secondary"
        icon={<TriangleAlert />}
        onClick={() => useView.getState().showTab('problems')}
      >
        {t('warnings', { count })}
      </Button>
    </div>
  );
}

/** What to fix first: a click on it goes there, and its repairs can be carried out from here. */
function BlockedStatus({ readiness }: { readonly readiness: Extract<Readiness, { kind: 'blocked' }> }) {
  const { t } = useTranslation('training');
  const { problem, others } = readiness;
  return (
    <div className={styles.problem} data-testid="training-blocked">
      <ProblemCard problem={problem} onGo={(path) => goToProblem(problem, path)} />
      {others === 0 ? null : (
        <Button size="small" variant="quiet" onClick={() => useView.getState().showTab('problems')}>
          {t('otherProblems', { count: others })}
        </Button>
      )}
    </div>
  );
}
