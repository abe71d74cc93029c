import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Inspector } from '../../editor/inspector/Inspector';
import { ProblemsPanel } from '../../editor/problems/ProblemsPanel';
import { worstSeverity } from '../../editor/problems/use-node-problems';
import { useAnalysis } from '../../store/document/analysis';
import { isTraining, useRuns } from '../../store/runs/runs';
import { DETAILS_WIDTH, type DetailsTab, useView } from '../../store/view/view';
import { TrainingPanel } from '../../training/TrainingPanel';
import { ResizeHandle } from '../../ui/ResizeHandle';
import { Tabs } from '../../ui/Tabs';
import { RunElsewhere } from '../projects/RunElsewhere';
import styles from './Panels.module.css';
import { useIsWide } from './use-is-wide';

/**
 * The panel at the right. Where the window is wide enough, inspector and training are side by side, so that one can change the
 * network and watch the curves; else they share the place.
 */
export function DetailsPanel() {
  const { t } = useTranslation('app');
  const isWide = useIsWide();
  const width = useView((state) => state.detailsWidth);
  useInspectorOnSelection(isWide);
  return (
    <aside
      className={styles.details}
      {...(isWide ? {} : { style: { width: `${width / 16}rem` } })}
      data-wide={isWide ? '' : undefined}
      aria-label={t('sidePanel')}
      data-region="details"
    >
      {isWide ? null : (
        <ResizeHandle
          label={t('resizePanel')}
          edge="left"
          size={width}
          range={DETAILS_WIDTH}
          keyStep={16}
          onResize={useView.getState().resizeDetails}
        />
      )}
      <DetailsTabs isWide={isWide} />
      {isWide ? (
        <div className={styles.second}>
          <RunElsewhere />
          <TrainingPanel />
        </div>
      ) : null}
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
    <div className={styles.first}>
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
