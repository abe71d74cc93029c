import { useCurveView, type XAxis } from '../../store/runs/curve-view';
import { currentRun, runsStore } from '../../store/runs/runs';
import { comparedIds, useSavedRuns } from '../../store/runs/saved-runs';
import { useWorkbench, type WorkbenchTab } from '../../store/view/workbench';
import { type CurvesFormat, workbenchActions } from '../../store/view/workbench-actions';
import type { Command } from './command';

const AXIS_ALIASES = ['axis', 'curves', 'metrics', '橫軸', '曲線', '指標'];
const DATA_ALIASES = ['dataset', 'images', 'browse', 'labels', '資料集', '影像', '標籤'];
const EXPORT_ALIASES = ['curves', 'metrics', 'save', '曲線', '指標'];
const REPORT_ALIASES = ['html', 'compare', 'save', 'share', '比較', '分享'];

const showView = (tab: WorkbenchTab) => () => useWorkbench.getState().show(tab);
const chooseAxis = (xAxis: XAxis) => () => useCurveView.getState().change({ xAxis });

function curvesExport(id: Command['id'], format: CurvesFormat): Command {
  return {
    id,
    group: 'training',
    aliases: EXPORT_ALIASES,
    isEnabled: () => workbenchActions()?.hasCurves() === true,
    run: () => void workbenchActions()?.exportCurves(format),
  };
}

/** The runs that a report is of: those that are ticked, else the last one, in this window or in the list. */
function reportedIds(): string[] {
  const saved = useSavedRuns.getState();
  const ticked = comparedIds(saved);
  if (ticked.length > 0) return ticked;
  const listed = new Set(saved.runs?.map(({ runId }) => runId));
  const last = currentRun(runsStore.getState())?.runId;
  const found = last !== undefined && listed.has(last) ? last : saved.runs?.[0]?.runId;
  return found === undefined ? [] : [found];
}

/** The views of the workbench, and what leaves the app from there. */
export const runsCommands: readonly Command[] = [
  { id: 'showCurves', group: 'view', run: showView('curves') },
  { id: 'showResults', group: 'view', run: showView('results') },
  { id: 'showInside', group: 'view', run: showView('inside') },
  { id: 'showData', group: 'view', aliases: DATA_ALIASES, run: showView('data') },
  { id: 'showRuns', group: 'view', run: showView('runs') },
  { id: 'showSweeps', group: 'view', run: showView('sweeps') },
  // The charts of the training panel have no other place for it.
  { id: 'curvesByEpoch', group: 'training', aliases: AXIS_ALIASES, run: chooseAxis('epochs') },
  { id: 'curvesByStep', group: 'training', aliases: AXIS_ALIASES, run: chooseAxis('steps') },
  {
    id: 'curvesByTime',
    group: 'training',
    aliases: [...AXIS_ALIASES, 'wall clock', '時間'],
    run: chooseAxis('time'),
  },
  curvesExport('exportCurvesCsv', 'csv'),
  curvesExport('exportCurvesPng', 'png'),
  curvesExport('exportCurvesSvg', 'svg'),
  {
    id: 'exportReport',
    group: 'training',
    aliases: REPORT_ALIASES,
    isEnabled: () => reportedIds().length > 0,
    run: () => void workbenchActions()?.exportReport(reportedIds()),
  },
];
