import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CurvesSection } from '../charts/CurvesSection';
import { currentRun, useRuns } from '../store/runs/runs';
import { useKeptScroll } from '../ui/use-kept-scroll';
import { EpochTable } from './EpochTable';
import { RunFacts } from './RunFacts';
import { RunList } from './RunList';
import { SettingsSection } from './settings/SettingsSection';
import { RunHeader } from './status/RunHeader';
import { useReadiness } from './status/use-readiness';
import styles from './TrainingPanel.module.css';

/** Everything about training: the run in progress, its curves and figures, the settings of the next one. */
export function TrainingPanel() {
  const { t } = useTranslation('training');
  const readiness = useReadiness();
  const runCount = useRuns((state) => state.runs.length);
  const runId = useRuns((state) => currentRun(state)?.runId ?? null);
  const body = useRef<HTMLDivElement>(null);
  // Whoever starts a run wants to see its curves, not the settings it was started from.
  useKeptScroll(`training ${runId}`, body);
  return (
    <section className={styles.panel} aria-label={t('panel')}>
      <RunHeader readiness={readiness} />
      <div ref={body} className={styles.body} data-document-fields="">
        {runCount === 0 ? null : <CurvesSection />}
        {runCount === 0 ? null : <EpochTable />}
        <SettingsSection />
        <RunFacts />
        {runCount < 2 ? null : <RunList />}
      </div>
    </section>
  );
}
