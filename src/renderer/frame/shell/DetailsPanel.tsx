import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Inspector } from '../../editor/inspector/Inspector';
import { ProblemsPanel } from '../../editor/problems/ProblemsPanel';
import { worstSeverity } from '../../editor/problems/use-node-problems';
import { usePreferences } from '../../store/bridge/preferences';
import { useAnalysis } from '../../store/document/analysis';
import { isTraining, useRuns } from '../../store/runs/runs';
import {
  fittedColumns,
  inspectorRange,
  trainingRange,
  withInspector,
  withTraining,
} from '../../store/view/details-columns';
import { DETAILS_WIDTH, type DetailsTab, useView } from '../../store/view/view';
import { TrainingPanel } from '../../training/TrainingPanel';
import { ResizeHandle } from '../../ui/ResizeHandle';
import { Tabs } from '../../ui/Tabs';
import { RunElsewhere } from '../projects/RunElsewhere';
import styles from './Panels.module.css';
import { useIsWide, useWindowWidth } from './use-is-wide';

/**
 * The panel at the right. Where the window is wide enough, inspector and training are side by side, so that one can change the
 * network and watch the curves; else they share the place.
 */
export function DetailsPanel() {
  const isWide = useIsWide();
  useInspectorOnSelection(isWide);
  return isWide ? <TwoColumns /> : <OneColumn />;
}

/** A width in pixels at the normal text size, at the size that the text has. */
const rem = (width: number) => `${width / 16}rem`;
/** By an arrow key. */
const KEY_STEP = 16;

function OneColumn() {
  const { t } = useTranslation('app');
  const width = useView((state) => state.detailsWidth);
  const scale = usePreferences(({ settings }) => settings.textScale);
  return (
    <aside
      className={styles.details}
      style={{ width: rem(width) }}
      aria-label={t('sidePanel')}
      data-region="details"
    >
      <ResizeHandle
        label={t('resizePanel')}
        edge="left"
        size={width}
        range={DETAILS_WIDTH}
        keyStep={KEY_STEP}
        perPixel={() => 1 / scale}
        onResize={useView.getState().resizeDetails}
      />
      <DetailsTabs isWide={false} />
    </aside>
  );
}

/** Two edges: the one of the panel makes the inspector wider, the one between the columns shifts width from one to the other. */
function TwoColumns() {
  const { t } = useTranslation('app');
  const scale = usePreferences(({ settings }) => settings.textScale);
  const windowWidth = useWindowWidth() / scale;
  const columns = fittedColumns(
    useView((state) => state.columns),
    windowWidth,
  );
  const { resizeColumns } = useView.getState();
  const shared = { edge: 'left', keyStep: KEY_STEP, perPixel: () => 1 / scale } as const;
  return (
    <aside className={styles.details} data-wide="" aria-label={t('sidePanel')} data-region="details">
      <ResizeHandle
        {...shared}
        label={t('resizeInspector')}
        size={columns.inspector}
        range={inspectorRange(columns, windowWidth)}
        onResize={(width) => resizeColumns(withInspector(columns, width, windowWidth))}
      />
      <div className={styles.column} style={{ width: rem(columns.inspector) }}>
        <DetailsTabs isWide />
      </div>
      <div className={styles.column} data-second="" style={{ width: rem(columns.training) }}>
        <ResizeHandle
          {...shared}
          label={t('resizeTraining')}
          size={columns.training}
          range={trainingRange(columns)}
          onResize={(width) => resizeColumns(withTraining(columns, width))}
        />
        <RunElsewhere />
        <TrainingPanel />
      </div>
    </aside>
  );
}

function DetailsTabs({ isWide }: { readonly isWide: boolean }) {
  const { t } = useTranslation('app');
  const tab = useView((state) => state.detailsTab);
  const problemCount = useAnalysis((analysis) => analysis.diagnostics.length);
  const severity = useAnalysis(({ diagnostics }) => worstSeverity(diagnostics));
  const isRunning = useRuns(isTraining);
  const problems = {
    value: 'problems' as const,
    label: t('problemsTab'),
    badge:
      severity === null ? null : (
        <span className={styles.badge} data-severity={severity}>
          {problemCount}
        </span>
      ),
    content: <ProblemsPanel />,
  };
  const inspector = { value: 'inspector' as const, label: t('inspectorTab'), content: <Inspector /> };
  const training = {
    value: 'training' as const,
    label: t('trainingTab'),
    badge: isRunning ? <span className={styles.running} role="img" aria-label={t('running')} /> : null,
    content: (
      <>
        <RunElsewhere />
        <TrainingPanel />
      </>
    ),
  };
  // Beside the training panel, its tab would be empty.
  const shown = isWide && tab === 'training' ? 'inspector' : tab;
  return (
    <div className={styles.tabs}>
      <Tabs<DetailsTab>
        value={shown}
        onValueChange={(value) => useView.getState().showTab(value)}
        aria-label={t('sidePanel')}
        tabs={isWide ? [inspector, problems] : [inspector, training, problems]}
      />
    </div>
  );
}

/** Selecting something shows what it is; deselecting leaves the panel as it is. */
function useInspectorOnSelection(isWide: boolean): void {
  const nodes = useView((state) => state.selectedNodes);
  const edges = useView((state) => state.selectedEdges);
  const before = useRef({ nodes, edges });
  useEffect(() => {
    const isNew = nodes !== before.current.nodes || edges !== before.current.edges;
    before.current = { nodes, edges };
    if (isNew && nodes.size + edges.size > 0 && !isWide) useView.getState().showTab('inspector');
  }, [nodes, edges, isWide]);
}
