import { useTranslation } from 'react-i18next';
import { useCurveView } from '../store/runs/curve-view';
import { currentRun, useRuns } from '../store/runs/runs';
import { targetOf } from '../store/runs/runs-record';
import { Button } from '../ui/Button';
import { CurveChart } from './CurveChart';
import styles from './CurvesSection.module.css';
import type { AxisRange } from './curve-data';
import { mainMetricOf } from './run-curves';
import { TrainingSection } from './TrainingSection';

/** Loss and main metric over the same part of the run: zooming one zooms both, and those of the workbench, whose crosshair goes along too. */
export function CurvesSection() {
  const { t } = useTranslation('training');
  const zoom = useCurveView((state) => state.zoom);
  const target = useRuns((state) => {
    const run = currentRun(state);
    return run === null ? 'class' : targetOf(run);
  });
  return (
    <TrainingSection
      id="curves"
      title={t('curves')}
      aside={
        zoom === null ? null : (
          <Button size="small" variant="quiet" onClick={() => setZoom(null)}>
            {t('showWholeRun')}
          </Button>
        )
      }
    >
      <div className={styles.charts} title={t('zoomHint')}>
        <CurveChart metric="loss" zoom={zoom} onZoom={setZoom} />
        <CurveChart metric={mainMetricOf(target)} zoom={zoom} onZoom={setZoom} />
      </div>
    </TrainingSection>
  );
}

function setZoom(zoom: AxisRange | null): void {
  useCurveView.getState().change({ zoom });
}
