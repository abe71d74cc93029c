import { create } from 'zustand';
import { type DataJob, hasEnded } from '../../../contract/data-import';
import { i18n } from '../../messages/i18n';
import { useToasts } from '../../ui/Toaster';
import { listen, request } from '../bridge/bridge';
import { showFailure } from '../bridge/show-reply';
import { refreshDatasets } from '../document/datasets';
import { useDocument } from '../document/document';
import { useDataBrowser } from './data-browser';
import { pendingChanges, useDataChanges } from './data-changes';

interface SavingState {
  /** The version that is being written; null: none. */
  readonly job: DataJob | null;
}

export const useSavingVersion = create<SavingState>()(() => ({ job: null }));

/** Ends the writing; nothing is left of the version. */
export function cancelSaving(): void {
  const { job } = useSavingVersion.getState();
  if (job !== null) void request('data:cancel', { jobId: job.jobId });
}

/**
 * Writes what is pending as a new version, and looks at it. A document that names the data set names the version from then on, as one edit that can be
 * undone.
 */
export async function saveVersion(id: string, name: string): Promise<void> {
  if (useSavingVersion.getState().job !== null) return;
  const changes = pendingChanges(id);
  const waiting: DataJob[] = [];
  let jobId: string | null = null;
  let settle: (job: DataJob) => void = () => undefined;
  const ended = new Promise<DataJob>((resolve) => {
    settle = resolve;
  });
  const take = (job: DataJob) => {
    if (jobId === null) waiting.push(job);
    if (job.jobId !== jobId) return;
    useSavingVersion.setState({ job });
    if (hasEnded(job.state)) settle(job);
  };
  const stop = listen('data:progress', take);
  try {
    const reply = await request('data:save-version', { id, name, changes });
    if (!reply.ok) return showFailure(reply.error);
    jobId = reply.value.jobId;
    for (const job of waiting) take(job);
    const job = await ended;
    // Nobody is to be told that a data set is missing that has just been written.
    if (job.state.type === 'corrected') await refreshDatasets();
    finish(id, job);
  } finally {
    stop();
    useSavingVersion.setState({ job: null });
  }
}

function finish(id: string, { state }: DataJob): void {
  if (state.type === 'failed') showFailure(state.failure);
  if (state.type !== 'corrected') return;
  const { report } = state;
  useDataChanges.getState().set(id, null);
  const { document, perform } = useDocument.getState();
  const isUsed = document.dataset.id === id;
  if (isUsed) {
    const dataset = { id: report.id, name: report.name };
    perform({ key: 'changeDataset' }, [{ kind: 'set-dataset', dataset }]);
  }
  useDataBrowser.getState().choose(isUsed ? null : report.id);
  useToasts.getState().show({
    tone: 'success',
    text: () =>
      i18n.t(report.wasThere ? 'browser:versionWasThere' : 'browser:versionSaved', { name: report.name }),
  });
}
