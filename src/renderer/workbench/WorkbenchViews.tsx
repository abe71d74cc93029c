import type { ReactElement } from 'react';
import type { WorkbenchTab } from '../store/workbench';
import { Workbench } from './Workbench';

const VIEWS: Readonly<Record<WorkbenchTab, ReactElement>> = {
  curves: <p />,
  results: <p />,
  inside: <p />,
  runs: <p />,
  sweeps: <p />,
};

/** The workbench with its views. */
export function WorkbenchViews() {
  return <Workbench views={VIEWS} />;
}
