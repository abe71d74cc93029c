import { type ReactElement, useEffect } from 'react';
import type { WorkbenchTab } from '../store/view/workbench';
import { registerWorkbench, type WorkbenchActions } from '../store/view/workbench-actions';
import { BrowserView } from './data/BrowserView';
import { InsideView } from './inside/InsideView';
import { CurvesView } from './metrics/CurvesView';
import { exportCurves } from './metrics/export-curves';
import { overlaidRuns } from './metrics/overlay';
import { exportReport } from './report/export-report';
import { ResultsView } from './results/ResultsView';
import { RunsView } from './runs/RunsView';
import { SweepsView } from './sweeps/SweepsView';
import { Workbench } from './Workbench';

const VIEWS: Readonly<Record<WorkbenchTab, ReactElement>> = {
  curves: <CurvesView />,
  results: <ResultsView />,
  inside: <InsideView />,
  data: <BrowserView />,
  runs: <RunsView />,
  sweeps: <SweepsView />,
};

const ACTIONS: WorkbenchActions = { hasCurves: () => overlaidRuns().length > 0, exportCurves, exportReport };

/** The workbench with its views. */
export function WorkbenchViews() {
  useEffect(() => registerWorkbench(ACTIONS), []);
  return <Workbench views={VIEWS} />;
}
