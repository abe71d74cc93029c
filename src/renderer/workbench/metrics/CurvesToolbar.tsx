import { Download, Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { metricTitle } from '../../charts/metric-format';
import type { Metric } from '../../charts/run-curves';
import { runCommand } from '../../editor/commands/commands';
import { useLanguage } from '../../messages/useLanguage';
import { useCurveView } from '../../store/runs/curve-view';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { Menu } from '../../ui/Menu';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { Switch } from '../../ui/Switch';
import styles from './CurvesView.module.css';
import { XAxisSelect } from './XAxisSelect';
import { zoomBy } from './zoom';

const EXPORTS = [
  { id: 'exportCurvesCsv', label: 'workbench:exportCsv' },
  { id: 'exportCurvesPng', label: 'workbench:exportPng' },
  { id: 'exportCurvesSvg', label: 'workbench:exportSvg' },
] as const;

/** How the curves are drawn, and the ways out of the app for them. */
export function CurvesToolbar({ metrics }: { readonly metrics: readonly Metric[] }) {
  const language = useLanguage();
  const { t } = useTranslation(['workbench', 'training']);
  const { view, only, isLogarithmic, zoom } = useCurveView();
  const { change } = useCurveView.getState();
  return (
    <div className={styles.toolbar}>
      <Segmented
        aria-label={t('workbench:viewAs')}
        value={view}
        options={[
          { value: 'charts', label: t('workbench:charts') },
          { value: 'table', label: t('workbench:table') },
        ]}
        onValueChange={(value) => change({ view: value })}
      />
      {view === 'charts' ? (
        <>
          <span className={styles.which}>
            <Select
              aria-label={t('workbench:whichCharts')}
              value={only ?? 'all'}
              options={[
                { value: 'all', label: t('workbench:allCharts') },
                ...metrics.map((metric) => ({
                  value: metric as string,
                  label: metricTitle(metric, language),
                })),
              ]}
              onValueChange={(value) => change({ only: value === 'all' ? null : value })}
            />
          </span>
          <XAxisSelect />
          <Smoothing />
          <Switch
            isOn={isLogarithmic}
            label={t('workbench:logarithmic')}
            onToggle={(isOn) => change({ isLogarithmic: isOn })}
          />
          <div className={styles.group}>
            <IconButton
              size="small"
              icon={<ZoomIn />}
              label={t('workbench:zoomIn')}
              tooltipSide="top"
              onClick={() => zoomBy(0.5)}
            />
            <IconButton
              size="small"
              icon={<ZoomOut />}
              label={t('workbench:zoomOut')}
              tooltipSide="top"
              isDisabled={zoom === null}
              onClick={() => zoomBy(2)}
            />
            <IconButton
              size="small"
              icon={<Maximize />}
              label={t('training:showWholeRun')}
              tooltipSide="top"
              isDisabled={zoom === null}
              onClick={() => change({ zoom: null })}
            />
          </div>
        </>
      ) : null}
      <span className={styles.spacer} />
      <Menu
        align="end"
        trigger={
          <Button size="small" icon={<Download />}>
            {t('workbench:export')}
          </Button>
        }
        entries={EXPORTS.map(({ id, label }) => ({
          kind: 'item',
          id,
          label: t(label),
          onSelect: () => runCommand(id),
        }))}
      />
    </div>
  );
}

function Smoothing() {
  const { t } = useTranslation('workbench');
  const smoothing = useCurveView((state) => state.smoothing);
  return (
    <label className={styles.smoothing}>
      <span>{t('smoothing')}</span>
      <input
        className={styles.slider}
        type="range"
        min={0}
        max={0.99}
        step={0.01}
        value={smoothing}
        onChange={(event) => useCurveView.getState().change({ smoothing: Number(event.target.value) })}
      />
      <span className={styles.figure}>{smoothing.toFixed(2)}</span>
    </label>
  );
}
