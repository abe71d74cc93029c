import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { PanelSection } from '../../ui/PanelSection';
import { CurveChart } from './CurveChart';
import styles from './CurvesSection.module.css';
import type { EpochRange } from './curve-data';

/** Loss and accuracy over the same epochs: zooming one zooms both. */
export function CurvesSection() {
  const { t } = useTranslation('training');
  const [zoom, setZoom] = useState<EpochRange | null>(null);
  return (
    <PanelSection
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
    </PanelSection>
  );
}
