import type { ReactElement } from 'react';
import type { WorkbenchTab } from '../store/view/workbench';
import { InsideView } from './inside/InsideView';
import { CurvesView } from './metrics/CurvesView';
import { ResultsView } from './results/ResultsView';
import { RunsView } from './runs/RunsView';
import { SweepsView } from './sweeps/SweepsView';
import { Workbench } from './Workbench';

const VIEWS: Readonly<Record<WorkbenchTab, ReactElement>> = {
  curves: <CurvesView />,
  results: <ResultsView />,
  inside: <InsideView />,
  runs: <RunsView />,
  sweeps: <SweepsView />,
};

/** The workbench with its views. */
export function WorkbenchViews() {
  return <Workbench views={VIEWS} />;
}
