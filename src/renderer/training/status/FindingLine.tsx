import { Stethoscope } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import {
  cureOf,
  describeCure,
  describeFinding,
  isAboutRate,
} from '../../../graph-runtime/run-health/examine';
import type { Cure, Finding } from '../../../graph-runtime/run-health/finding';
import { withSettingAt } from '../../../graph-runtime/settings/change';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { useFindings } from '../../store/runs/findings';
import { useNetworkRelation, useRunDocument } from '../../store/runs/run-network';
import { isTraining, runsStore, useRuns } from '../../store/runs/runs';
import type { RunRecord } from '../../store/runs/runs-record';
import { goToFinding } from '../../store/view/go-to-finding';
import { Button } from '../../ui/Button';
import { useRateFinder } from '../finder/rate-finder';
import styles from './FindingLine.module.css';

/** What is wrong with the run, where people look: its first finding, the way to the evidence, and what to do about it. */
export function FindingLine({ run }: { readonly run: RunRecord }) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const findings = useFindings(run.runId);
  const finding = findings.find(({ severity }) => severity === 'problem');
  if (finding === undefined) return null;
  const others = findings.length - 1;
  return (
    <section
      className={styles.line}
      aria-label={t('finding')}
      data-testid="run-finding"
      data-code={finding.code}
    >
      <p className={styles.title} role="status">
        <Stethoscope className={styles.icon} aria-hidden="true" />
        <span>
          {describeFinding(finding, language).title}
          {others === 0 ? null : (
            <span className={styles.others}> {t('otherFindings', { count: others })}</span>
          )}
        </span>
        <Button size="small" onClick={() => goToFinding(run.runId, finding)} data-testid="finding-why">
          {t('why')}
        </Button>
      </p>
      <FindingActions run={run} finding={finding} />
    </section>
  );
}

/** Offered for the open network only: a fix starts a run of it. */
function FindingActions({ run, finding }: { readonly run: RunRecord; readonly finding: Finding }) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const isRunning = useRuns(isTraining);
  const { kind } = useNetworkRelation(run);
  const cure = useCure(run, finding);
  if (kind !== 'same') return null;
  return (
    <div className={styles.actions}>
      {cure === null ? null : (
        <Button size="small" onClick={() => void carryOut(cure)} data-testid="try-cure">
          {t(isRunning ? 'stopAndTry' : 'tryCure', { cure: describeCure(cure, language) })}
        </Button>
      )}
      {isAboutRate(finding) ? <FindRate isRunning={isRunning} /> : null}
    </div>
  );
}

/** The change that may help, unless the settings have become others since, so that it would not fit them. */
function useCure(run: RunRecord, finding: Finding): Cure | null {
  const trained = useRunDocument(run)?.training ?? null;
  const open = useDocument((state) => state.document.training);
  if (trained === null || trained.optimizer.type !== open.optimizer.type) return null;
  const cure = cureOf(finding, trained);
  return cure === null || curedSettings(open, cure) === null ? null : cure;
}

function curedSettings(training: TrainingSettings, { path, value }: Cure): TrainingSettings | null {
  return withSettingAt(training, path, value);
}

/** Ends the run, if it is still in progress, changes the setting as one edit that can be undone, and trains again. */
async function carryOut(cure: Cure): Promise<void> {
  if (!(await runsStore.getState().stopAndWait())) return;
  const { document, perform } = useDocument.getState();
  const changes = curedSettings(document.training, cure);
  if (changes === null) return;
  perform({ key: 'changeTraining' }, [{ kind: 'set-training', changes }]);
  await runsStore.getState().start(useDocument.getState().document);
}

function FindRate({ isRunning }: { readonly isRunning: boolean }) {
  const { t } = useTranslation('training');
  const open = async () => {
    if (!(await runsStore.getState().stopAndWait())) return;
    useRateFinder.getState().open(useDocument.getState().document);
  };
  return (
    <Button size="small" onClick={() => void open()} data-testid="find-rate">
      {t(isRunning ? 'stopAndFindRate' : 'findRate')}
    </Button>
  );
}
