import { ChartLine, Download, FolderOpen, Play, RotateCw, ScanSearch, Trash2 } from 'lucide-react';
import { createElement } from 'react';
import type { RunSummary } from '../../../contract/contract';
import { i18n } from '../../messages/i18n';
import { request } from '../../store/bridge/bridge';
import { showFailure, showSaved } from '../../store/bridge/show-reply';
import { useDocument } from '../../store/document/document';
import { openNetworkOf } from '../../store/files/run-network';
import { runTitle } from '../../store/runs/run-names';
import { isTraining, runsStore } from '../../store/runs/runs';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { useSubjectChoice } from '../../store/runs/subject';
import { useView } from '../../store/view/view';
import { useWorkbench } from '../../store/view/workbench';
import type { MenuEntry } from '../../ui/Menu';
import { useToasts } from '../../ui/Toaster';

/** What can be done with a saved run. */

/** Resumes the run, and shows it. */
export async function resumeRun(runId: string): Promise<void> {
  useView.getState().showTab('training');
  await runsStore.getState().resume(runId);
}

/** Trains the open network from the weights the run ended with. */
export async function startFromWeights(runId: string): Promise<void> {
  useView.getState().showTab('training');
  await runsStore.getState().start(useDocument.getState().document, runId);
}

/** Lets the user choose where, and writes the weights there. */
export async function exportWeights(runId: string): Promise<void> {
  const reply = await request('runs:export-weights', { runId });
  if (!reply.ok) showFailure(reply.error);
  else if (reply.value !== null) showSaved(reply.value.filePath);
}

/** Takes the run out of the list; the message about it can bring it back. */
export async function deleteRun(run: RunSummary): Promise<void> {
  const { remove, bringBack } = useSavedRuns.getState();
  if (!(await remove(run.runId))) return;
  useToasts.getState().show({
    tone: 'info',
    text: () => i18n.t('runs:deleted', { name: runTitle(run) }),
    action: { label: () => i18n.t('runs:undo'), onSelect: () => void bringBack(run.runId) },
  });
}

function lookInto(runId: string): void {
  useSubjectChoice.getState().choose(runId);
  useWorkbench.getState().show('results');
}

/** Lets the user choose TensorBoard's log folder, and writes the run there. */
async function exportForTensorBoard(runId: string): Promise<void> {
  const reply = await request('runs:export-tensorboard', { runId });
  if (!reply.ok) showFailure(reply.error);
  else if (reply.value !== null) showSaved(reply.value.filePath);
}

type ActionKey =
  | 'look'
  | 'openNetwork'
  | 'resume'
  | 'startFrom'
  | 'exportWeights'
  | 'exportForTensorBoard'
  | 'delete';

/** The entries of a run's menu. */
export function runActions(run: RunSummary): MenuEntry[] {
  const { runId } = run;
  const isBusy = isTraining(runsStore.getState());
  const t = (key: ActionKey) => i18n.t(`runs:${key}`);
  return [
    {
      kind: 'item',
      id: 'look',
      label: t('look'),
      icon: createElement(ScanSearch),
      isDisabled: !run.hasWeights,
      onSelect: () => lookInto(runId),
    },
    {
      kind: 'item',
      id: 'open',
      label: t('openNetwork'),
      icon: createElement(FolderOpen),
      onSelect: () => void openNetworkOf(runId),
    },
    {
      kind: 'item',
      id: 'resume',
      label: t('resume'),
      icon: createElement(RotateCw),
      isDisabled: isBusy || !run.isResumable,
      onSelect: () => void resumeRun(runId),
    },
    {
      kind: 'item',
      id: 'start-from',
      label: t('startFrom'),
      icon: createElement(Play),
      isDisabled: isBusy || !run.hasWeights,
      onSelect: () => void startFromWeights(runId),
    },
    {
      kind: 'item',
      id: 'export',
      label: t('exportWeights'),
      icon: createElement(Download),
      isDisabled: !run.hasWeights,
      onSelect: () => void exportWeights(runId),
    },
    {
      kind: 'item',
      id: 'tensorboard',
      label: t('exportForTensorBoard'),
      icon: createElement(ChartLine),
      isDisabled: !run.hasWeights,
      onSelect: () => void exportForTensorBoard(runId),
    },
    { kind: 'separator', id: 'line' },
    {
      kind: 'item',
      id: 'delete',
      label: t('delete'),
      icon: createElement(Trash2),
      onSelect: () => void deleteRun(run),
    },
  ];
}
