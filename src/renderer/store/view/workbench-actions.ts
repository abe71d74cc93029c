import { onScreen } from './on-screen';

/** What commands may ask of the workbench, whose views lie above them. It registers itself here while it is on screen. */
export interface WorkbenchActions {
  /** Whether there are curves to export. */
  hasCurves(): boolean;
  exportCurves(format: CurvesFormat): Promise<void>;
  /** Writes a report of these runs, the oldest first, where the user says. */
  exportReport(runIds: readonly string[]): Promise<void>;
}

export type CurvesFormat = 'csv' | 'png' | 'svg';

const workbench = onScreen<WorkbenchActions>();

export const registerWorkbench = workbench.register;

/** What the workbench can be asked for; null while it is not on screen. */
export const workbenchActions = workbench.current;
