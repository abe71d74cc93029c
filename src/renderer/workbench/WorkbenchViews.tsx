import type { ReactElement } from 'react';
import { CurvesView } from '../curves/CurvesView';
import { ResultsView } from '../results/ResultsView';
import type { WorkbenchTab } from '../store/workbench';
import { Workbench } from './Workbench';

const VIEWS: Readonly<Record<WorkbenchTab, ReactElement>> = {
  curves: <CurvesView />,
  results: <ResultsView />,
  inside: <p />,
  runs: <p />,
  sweeps: <p />,
};

/** The workbench with its views. */
export function WorkbenchViews() {
  return <Workbench views={VIEWS} />;
}
