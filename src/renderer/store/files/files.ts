import { create } from 'zustand';
import type { OpenedDocument, PresetSummary, Reply } from '../../../contract/contract';
import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { describeDiagnostic } from '../../../graph-runtime/messages/describe-diagnostic';
import type { Language } from '../../../graph-runtime/text/text';
import { currentLanguage, i18n } from '../../messages/i18n';
import { useToasts } from '../../ui/Toaster';
import { listen, request } from '../bridge/bridge';
import { usePreferences } from '../bridge/preferences';
import { showFailure, showSaved } from '../bridge/show-reply';
import { emptyDocument, isEdited, useDocument } from '../document/document';
import { isTraining, runsStore } from '../runs/runs';
import { useBlockLibrary } from '../view/block-library';
import { shippedBlocks } from '../view/shipped-blocks';
import { useTour } from '../view/tour';
import { useView } from '../view/view';
import { connectBackup } from './backup';
import { showOpenedPackage } from './opened-package';
import { askAboutChange, connectDiskChanges } from './disk-changes';

/** Opening, saving and recovering documents, and reporting unsaved work to main. */

interface PresetsState {
  /** The gallery's networks; null until main has sent them. */
  readonly presets: readonly PresetSummary[] | null;
}

export const usePresets = create<PresetsState>()(() => ({ presets: null }));

/** More messages than this at once nobody reads. */
const MOST_WARNINGS = 3;

/** The network the app starts with. */
const FIRST_PRESET = 'lenet';

/** Whether this window holds nothing that anybody would miss: another document may take its place. */
function isVacant(): boolean {
  const state = useDocument.getState();
  return state.filePath === null && !isEdited(state) && !isTraining(runsStore.getState());
}

function show(opened: OpenedDocument): void {
  useDocument.getState().open(opened.document, opened.filePath);
  useView.getState().reset();
  if (opened.package !== undefined) showOpenedPackage(opened.package);
  // What the document does not show any more once it is open: say it now.
  for (const warning of (opened.warnings ?? []).slice(0, MOST_WARNINGS)) {
    useToasts.getState().show({ tone: 'warning', text: () => sentencesOf(warning, currentLanguage()) });
  }
}

/** What a diagnostic says, as one paragraph. */
function sentencesOf(diagnostic: Diagnostic, language: Language): string {
  const { title, advice } = describeDiagnostic(diagnostic, language);
  return (language === 'en' ? `${title} ${advice}` : `${title}${advice}`).trim();
}

/** Shows what main opened for this window, which was vacant when main looked; an edit may have come meanwhile. */
async function showOpened(opened: OpenedDocument): Promise<void> {
  if (isEdited(useDocument.getState())) await request('window:open', { document: opened.document });
  else show(opened);
}

/** Shows a document that has no file: here if nothing is lost by it, else in its own window. */
export async function showNew(document: NetloomDocument): Promise<void> {
  if (isVacant()) {
    show({ document, filePath: null });
    return;
  }
  const reply = await request('window:open', { document });
  if (!reply.ok) showFailure(reply.error);
}

/** Asks what to do with unsaved work; true when another document may take its place. */
export async function mayReplace(): Promise<boolean> {
  const state = useDocument.getState();
  if (!isEdited(state)) return true;
  const reply = await request('project:ask-unsaved', { documentName: state.document.name });
  if (!reply.ok) {
    showFailure(reply.error);
    return false;
  }
  if (reply.value.answer === 'save') return save();
  return reply.value.answer === 'discard';
}

async function openReply(reply: Reply<OpenedDocument | null>): Promise<void> {
  if (!reply.ok) showFailure(reply.error);
  else if (reply.value !== null) await showOpened(reply.value);
}

export async function openFile(): Promise<void> {
  await openReply(await request('project:open', undefined));
}

export async function openRecent(filePath: string): Promise<void> {
  await openReply(await request('project:open-recent', { filePath }));
}

export async function newDocument(): Promise<void> {
  await showNew(emptyDocument(i18n.t('app:untitled')));
}

/** Opens a network of the gallery as a new document. */
export async function openPreset(preset: PresetSummary): Promise<void> {
  await showNew(preset.document);
}

/** Saves under the known path, or asks for one. False when it was canceled or failed. */
export async function save(options: { readonly isSaveAs?: boolean } = {}): Promise<boolean> {
  const { document, filePath } = useDocument.getState();
  const reply = await request('project:save', {
    document,
    filePath: options.isSaveAs === true ? null : filePath,
  });
  if (!reply.ok) {
    if (reply.error.code === 'file-changed-on-disk' && filePath !== null) askAboutChange(filePath, true);
    else showFailure(reply.error);
    return false;
  }
  if (reply.value === null) return false;
  useDocument.getState().markSaved(document, reply.value.filePath);
  showSaved(reply.value.filePath);
  return true;
}

/** What the window shows first: work a crash left behind, the file named at the start, else LeNet. */
export async function openFirst(): Promise<void> {
  const [recovery, startup, presets] = await Promise.all([
    request('recovery:load', undefined),
    request('project:startup', undefined),
    request('preset:list', undefined),
  ]);
  if (presets.ok) {
    usePresets.setState({ presets: presets.value });
    useBlockLibrary.setState({ shipped: shippedBlocks(presets.value) });
  } else showFailure(presets.error);
  if (recovery.ok && recovery.value !== null) {
    const { document, filePath, isEdited: wasEdited } = recovery.value;
    useDocument.getState().open(document, filePath, !wasEdited);
    offerDiscard(document, filePath, wasEdited);
    return;
  }
  if (!startup.ok) showFailure(startup.error);
  else if (startup.value !== null) {
    show(startup.value);
    return;
  }
  const first = presets.ok ? presets.value.find((preset) => preset.id === FIRST_PRESET) : undefined;
  if (first === undefined) return;
  show({ document: first.document, filePath: null });
  if (!usePreferences.getState().settings.isTourDone) useTour.getState().start();
}

/** Opens the network the app starts with; false when unsaved work kept its place. */
export async function openFirstPreset(): Promise<boolean> {
  const first = usePresets.getState().presets?.find((preset) => preset.id === FIRST_PRESET);
  if (first === undefined || !(await mayReplace())) return false;
  show({ document: first.document, filePath: null });
  return true;
}

/** Says that work was recovered, and discards it on demand: what is on disk, or the first network, comes instead. */
function offerDiscard(recovered: NetloomDocument, filePath: string | null, wasEdited: boolean): void {
  const discard = async () => {
    const onDisk = filePath === null ? null : await request('project:reload', undefined);
    const first = usePresets.getState().presets?.find((preset) => preset.id === FIRST_PRESET)?.document;
    if (onDisk !== null && !onDisk.ok) return showFailure(onDisk.error);
    const instead = onDisk?.value.document ?? first;
    if (instead === undefined) return;
    useDocument.getState().replace({ key: 'discardRecovered' }, instead, true);
    useView.getState().reset();
  };
  useToasts.getState().show({
    tone: 'info',
    text: () => i18n.t('app:recovered', { name: recovered.name }),
    // After a crash of the window alone, with everything saved, there is nothing to discard.
    ...(wasEdited
      ? { action: { label: () => i18n.t('projects:discard'), onSelect: () => void discard() } }
      : {}),
  });
}

/** Keeps main informed of the title, the file and unsaved work; shows files given to the app. */
export function connectFiles(): () => void {
  let reported = '';
  const report = () => {
    const state = useDocument.getState();
    const payload = { title: state.document.name, isEdited: isEdited(state), filePath: state.filePath };
    const text = JSON.stringify(payload);
    if (text === reported) return;
    reported = text;
    void request('window:state', payload);
  };
  const ends = [
    useDocument.subscribe(report),
    connectBackup(),
    connectDiskChanges(),
    listen('project:given', (reply) => void openReply(reply)),
  ];
  report();
  return () => {
    for (const end of ends) end();
  };
}
