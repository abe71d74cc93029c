import { LineChart } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CurveChart } from '../../charts/CurveChart';
import { type Metric, metricsOf } from '../../charts/run-curves';
import { useCurveView } from '../../store/runs/curve-view';
import { nameOfRun } from '../../store/runs/run-names';
import { EmptyState } from '../../ui/EmptyState';
import { scrollRegion } from '../../ui/scroll-region';
import { CurvesToolbar } from './CurvesToolbar';
import styles from './CurvesView.module.css';
import { OVERLAY, useChosenDetails } from './overlay';
import { ValueTable } from './ValueTable';

/** All curves of the runs drawn over one another, large. */
export function CurvesView() {
  const { t } = useTranslation('workbench');
  useChosenDetails();
  const drawn = OVERLAY.useDrawn();
  const view = useCurveView((state) => state.view);
  const metrics = useMemo(() => metricsOf(drawn), [drawn]);
  if (drawn.length === 0) {
    return <EmptyState icon={<LineChart />} title={t('noCurves')} text={t('noCurvesText')} />;
  }
  return (
    <div className={styles.view}>
      <CurvesToolbar metrics={metrics} />
      {view === 'table' ? <ValueTable /> : <Charts metrics={metrics} isNamed={drawn.length > 1} />}
    </div>
  );
}

interface ChartsProps {
  /** All that can be drawn of the runs. */
  readonly metrics: readonly Metric[];
  readonly isNamed: boolean;
}

function Charts({ metrics: all, isNamed }: ChartsProps) {
  const { t } = useTranslation('workbench');
  const { smoothing, isLogarithmic, zoom, only } = useCurveView();
  // The one that was chosen may be that of runs of another kind.
  const chosen = all.filter((metric) => metric === only);
  const metrics = chosen.length === 0 ? all : chosen;
  return (
    <div
      className={styles.charts}
      {...scrollRegion(t('charts'))}
      data-single={metrics.length === 1 ? '' : undefined}
    >
      {metrics.map((metric) => (
        <div key={metric} className={styles.chart} data-metric={metric}>
          <CurveChart
            metric={metric}
            source={OVERLAY}
            zoom={zoom}
            onZoom={setZoom}
            smoothing={smoothing}
            isLogarithmic={isLogarithmic && (metric === 'loss' || metric === 'learningRate')}
            isTall
            {...(isNamed ? { nameOf: nameOfRun } : {})}
          />
        </div>
      ))}
    </div>
  );
}

/** One function for good, so that the charts need not be built again. */
function setZoom(zoom: { readonly minimum: number; readonly maximum: number } | null): void {
  useCurveView.getState().change({ zoom });
}
