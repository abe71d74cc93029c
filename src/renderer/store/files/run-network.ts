import { i18n } from '../../messages/i18n';
import { useDifferenceBase } from '../document/difference';
import { useDocument } from '../document/document';
import { useSavedRuns } from '../runs/saved-runs';
import { useView } from '../view/view';
import { viewport } from '../view/viewport-api';
import { useWorkbench } from '../view/workbench';
import { mayReplace } from './files';

async function documentOf(runId: string) {
  const { details, fetch } = useSavedRuns.getState();
  return (details.get(runId) ?? (await fetch(runId)))?.document ?? null;
}

/** Opens the network as it was when the run began, as a document without a file. */
export async function openNetworkOf(runId: string): Promise<void> {
  const document = await documentOf(runId);
  if (document === null || !(await mayReplace())) return;
  useDocument.getState().open(document, null);
  useView.getState().reset();
}

/** Marks on the canvas what has changed since the run began. */
export async function showChangesSince(runId: string): Promise<void> {
  const document = await documentOf(runId);
  if (document === null) return;
  const title = () => i18n.t('training:asTrained', { name: document.name });
  useDifferenceBase.getState().compareWith({ title, document });
  if (useWorkbench.getState().isMaximized) useWorkbench.getState().toggleMaximized();
  viewport()?.fit();
}
