import { useTranslation } from 'react-i18next';
import { useCurveView } from '../store/runs/curve-view';
import { Button } from '../ui/Button';
import { CurveChart } from './CurveChart';
import styles from './CurvesSection.module.css';
import type { AxisRange } from './curve-data';
import { TrainingSection } from './TrainingSection';

/** Loss and accuracy over the same part of the run: zooming one zooms both, and those of the workbench, whose crosshair goes along too. */
export function CurvesSection() {
  const { t } = useTranslation('training');
  const zoom = useCurveView((state) => state.zoom);
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
        <CurveChart metric="accuracy" zoom={zoom} onZoom={setZoom} />
      </div>
    </TrainingSection>
  );
}

function setZoom(zoom: AxisRange | null): void {
  useCurveView.getState().change({ zoom });
}
