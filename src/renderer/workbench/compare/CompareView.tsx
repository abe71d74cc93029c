import { ArrowLeft, FileText } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CurveChart } from '../../charts/CurveChart';
import { type Metric, mainMetricOf } from '../../charts/run-curves';
import { labeled } from '../../messages/labeled';
import { useCurveView } from '../../store/runs/curve-view';
import { nameOfRun } from '../../store/runs/run-names';
import { COMPARED_ASPECTS, useRunsPlace } from '../../store/runs/runs-place';
import { Button } from '../../ui/Button';
import { Segmented } from '../../ui/Segmented';
import { scrollRegion } from '../../ui/scroll-region';
import charts from '../metrics/CurvesView.module.css';
import { COMPARED, useChosenDetails } from '../metrics/overlay';
import { XAxisSelect } from '../metrics/XAxisSelect';
import { exportReport } from '../report/export-report';
import styles from './CompareView.module.css';
import { NetworkDifference } from './NetworkDifference';
import { SettingsTable } from './SettingsTable';

/** The runs that were ticked, beside and over one another. */
export function CompareView({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation('runs');
  const aspect = useRunsPlace((state) => state.comparedBy ?? 'curves');
  const { change } = useRunsPlace.getState();
  useChosenDetails();
  return (
    <div className={styles.view}>
      <div className={styles.toolbar}>
        <Button size="small" variant="quiet" icon={<ArrowLeft />} onClick={onBack}>
          {t('backToList')}
        </Button>
        <Segmented
          aria-label={t('compareBy')}
          value={aspect}
          options={COMPARED_ASPECTS.map((value) => ({ value, label: t(`aspects.${value}`) }))}
          onValueChange={(next) => change({ comparedBy: next })}
        />
        {aspect === 'curves' ? <XAxisSelect /> : null}
        <span className={charts.spacer} />
        <Button size="small" icon={<FileText />} onClick={() => void exportReport()} title={t('report.help')}>
          {t('report.export')}
        </Button>
      </div>
      {aspect === 'curves' ? <ComparedCurves /> : null}
      {aspect === 'settings' ? <SettingsTable /> : null}
      {aspect === 'network' ? <NetworkDifference /> : null}
    </div>
  );
}

function ComparedCurves() {
  const { t } = useTranslation('runs');
  const zoom = useCurveView((state) => state.zoom);
  const drawn = COMPARED.useDrawn();
  const metrics = useMemo<readonly Metric[]>(
    () => ['loss', ...new Set(drawn.map(({ target = 'class' }) => mainMetricOf(target)))],
    [drawn],
  );
  return (
    <div className={charts.charts} {...scrollRegion(labeled(t('compareBy'), t('aspects.curves')))}>
      {metrics.map((metric) => (
        <div key={metric} className={charts.chart} data-metric={metric}>
          <CurveChart
            metric={metric}
            source={COMPARED}
            zoom={zoom}
            onZoom={(range) => useCurveView.getState().change({ zoom: range })}
            nameOf={nameOfRun}
            isEqual
            isTall
          />
        </div>
      ))}
    </div>
  );
}
