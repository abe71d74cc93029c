import { create } from 'zustand';
import type { Events } from '../../../contract/contract';
import { fileName } from '../../../contract/file-name';
import { i18n } from '../../messages/i18n';
import { useToasts } from '../../ui/Toaster';
import { listen, request } from '../bridge/bridge';
import { showFailure } from '../bridge/show-reply';
import { isEdited, useDocument } from '../document/document';
import { useView } from '../view/view';

/** A file that another program changed while there is unsaved work on it here. */
export interface DiskChange {
  readonly name: string;
  /** The question came up because the user was saving. */
  readonly isSaving: boolean;
}

interface DiskChangeState {
  /** The question that is open; null when none is. */
  readonly change: DiskChange | null;
}

export const useDiskChange = create<DiskChangeState>()(() => ({ change: null }));

export function askAboutChange(filePath: string, isSaving: boolean): void {
  useDiskChange.setState({ change: { name: fileName(filePath), isSaving } });
}

/** The question is put off: the next save asks again. */
export function decideLater(): void {
  useDiskChange.setState({ change: null });
}

/** Loads the file as it is on disk now, as one edit that can be undone. */
export async function loadFromDisk(): Promise<boolean> {
  useDiskChange.setState({ change: null });
  const reply = await request('project:reload', undefined);
  if (!reply.ok) {
    useDocument.getState().markUnsaved();
    showFailure(reply.error);
    return false;
  }
  useDocument.getState().replace({ key: 'reloadFile' }, reply.value.document, true);
  useView.getState().reset();
  return true;
}

/** The work here counts: the next save replaces the file. */
export async function keepMine(): Promise<void> {
  useDiskChange.setState({ change: null });
  await request('project:keep-mine', undefined);
  useDocument.getState().markUnsaved();
}

async function onChange({ filePath, change }: Events['project:changed-on-disk']): Promise<void> {
  const state = useDocument.getState();
  if (filePath !== state.filePath) return;
  const name = fileName(filePath);
  if (change === 'missing') {
    state.markUnsaved();
    useToasts.getState().show({ tone: 'warning', text: () => i18n.t('projects:missing', { name }) });
    return;
  }
  if (isEdited(state)) {
    askAboutChange(filePath, false);
    return;
  }
  if (!(await loadFromDisk())) return;
  useToasts.getState().show({
    tone: 'info',
    text: () => i18n.t('projects:reloaded', { name }),
    action: { label: () => i18n.t('projects:undo'), onSelect: () => useDocument.getState().undo() },
  });
}

/** Listens to what other programs do to the file. */
export function connectDiskChanges(): () => void {
  return listen('project:changed-on-disk', (event) => void onChange(event));
}
