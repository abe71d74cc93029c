import { create } from 'zustand';
import { describeDiagnostic } from '../../graph-runtime/messages/describe-diagnostic';
import type { Failure, OpenedDocument, PresetSummary, Reply } from '../../preload/contract';
import { failureText } from '../../preload/failures';
import { currentLanguage, i18n } from '../messages/i18n';
import { useToasts } from '../ui/Toaster';
import { listen, request } from './bridge';
import { emptyDocument, isEdited, useDocument } from './document';
import { usePreferences } from './preferences';
import { useTour } from './tour';
import { useView } from './view';

/** Opening, saving and recovering documents, and telling main about unsaved work. */

interface PresetsState {
  /** The gallery's networks; null until main has sent them. */
  readonly presets: readonly PresetSummary[] | null;
}

export const usePresets = create<PresetsState>()(() => ({ presets: null }));

/** The network the app starts with. */
const FIRST_PRESET = 'lenet';

function showFailure(error: Failure): void {
  useToasts.getState().show({ tone: 'danger', text: failureText(error, currentLanguage()) });
}

function show(opened: OpenedDocument): void {
  useDocument.getState().open(opened.document, opened.filePath);
  useView.getState().reset();
  // Fields of the file that mean nothing here would be lost on saving: say so before.
  const [first] = opened.warnings ?? [];
  if (first === undefined) return;
  useToasts.getState().show({ tone: 'warning', text: describeDiagnostic(first, currentLanguage()).title });
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
  else if (reply.value !== null) show(reply.value);
}

export async function openFile(): Promise<void> {
  if (await mayReplace()) await openReply(await request('project:open', undefined));
}

export async function openRecent(filePath: string): Promise<void> {
  if (await mayReplace()) await openReply(await request('project:open-recent', { filePath }));
}

export async function newDocument(): Promise<void> {
  if (await mayReplace()) show({ document: emptyDocument(i18n.t('app:untitled')), filePath: null });
}

/** Opens a network of the gallery as a new document. */
export async function openPreset(preset: PresetSummary): Promise<boolean> {
  if (!(await mayReplace())) return false;
  show({ document: preset.document, filePath: null });
  return true;
}

/** Saves under the known path, or asks for one. False when it was cancelled or failed. */
export async function save(options: { readonly isSaveAs?: boolean } = {}): Promise<boolean> {
  const { document, filePath } = useDocument.getState();
  const reply = await request('project:save', {
    document,
    filePath: options.isSaveAs === true ? null : filePath,
  });
  if (!reply.ok) {
    showFailure(reply.error);
    return false;
  }
  if (reply.value === null) return false;
  useDocument.getState().markSaved(document, reply.value.filePath);
  const name = reply.value.filePath.split(/[\\/]/).pop() ?? reply.value.filePath;
  useToasts.getState().show({ tone: 'success', text: i18n.t('app:saved', { name }) });
  return true;
}

/** What the window shows first: work a crash left behind, the file named at the start, else LeNet. */
export async function openFirst(): Promise<void> {
  const [recovery, startup, presets] = await Promise.all([
    request('recovery:load', undefined),
    request('project:startup', undefined),
    request('preset:list', undefined),
  ]);
  if (presets.ok) usePresets.setState({ presets: presets.value });
  else showFailure(presets.error);
  if (recovery.ok && recovery.value !== null) {
    const { document, filePath, isEdited: wasEdited } = recovery.value;
    useDocument.getState().open(document, filePath, !wasEdited);
    useToasts.getState().show({ tone: 'info', text: i18n.t('app:recovered', { name: document.name }) });
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
  return first === undefined ? false : openPreset(first);
}

const RECOVERY_DELAY = 800;

/** Keeps main informed: the title and unsaved state at once, the recovery copy a moment after the last edit. */
export function connectFiles(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = '';
  const tell = () => {
    const state = useDocument.getState();
    const payload = { title: state.document.name, isEdited: isEdited(state) };
    const text = JSON.stringify(payload);
    if (text === told) return;
    told = text;
    void request('window:state', payload);
  };
  const unsubscribe = useDocument.subscribe((state, before) => {
    if (state.document === before.document && state.saved === before.saved) return;
    tell();
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { document, filePath } = useDocument.getState();
      void request('recovery:save', { document, filePath, isEdited: isEdited(useDocument.getState()) });
    }, RECOVERY_DELAY);
  });
  const stopGiven = listen('project:given', (reply) => {
    void mayReplace().then((may) => (may ? openReply(reply) : undefined));
  });
  tell();
  return () => {
    clearTimeout(timer);
    unsubscribe();
    stopGiven();
  };
}
