import type { ReactElement } from 'react';
import { CurvesView } from '../curves/CurvesView';
import { InsideView } from '../inside/InsideView';
import { ResultsView } from '../results/ResultsView';
import { RunsView } from '../runs/RunsView';
import type { WorkbenchTab } from '../store/workbench';
import { SweepsView } from '../sweeps/SweepsView';
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
