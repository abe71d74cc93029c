import { create } from 'zustand';
import { type DataJob, hasEnded, type ImportChoices } from '../../../contract/data-import';
import { i18n } from '../../messages/i18n';
import { useToasts } from '../../ui/Toaster';
import { listen, request } from '../bridge/bridge';
import { showFailure } from '../bridge/show-reply';
import { useView } from '../view/view';

/** What a survey is made with, besides its path. */
export interface SurveyOptions {
  /** Id of a format; absent: the most likely one. */
  readonly format?: string;
  /** Answers to questions of the format, by their ids. */
  readonly answers: ImportChoices['answers'];
}

interface DataImportState {
  /** All surveys and imports that main has reported, by their ids. */
  readonly jobs: ReadonlyMap<string, DataJob>;
  /** The folder, archive or file that this window shows; null: none has been chosen. */
  readonly path: string | null;
  readonly options: SurveyOptions;
  readonly surveyId: string | null;
  readonly importId: string | null;
  /** Asks for a folder or a file with the system's dialog, and surveys it. */
  choose(kind: 'folder' | 'file'): Promise<void>;
  /** Shows the dialog with a survey of that path. */
  survey(path: string, options?: SurveyOptions): Promise<void>;
  start(choices: ImportChoices): Promise<void>;
  /** Ends the import that is shown. */
  cancel(): Promise<void>;
  /** From a canceled or failed import back to the choices. */
  back(): void;
  /** Back to the choice of a folder or file; a survey under way ends, an import continues. */
  reset(): void;
}

/** Imports that this window has started: it says when they are done. */
const startedHere = new Set<string>();

const NO_OPTIONS: SurveyOptions = { answers: {} };
const NOTHING = { path: null, options: NO_OPTIONS, surveyId: null, importId: null } as const;

/** What the window imports as data, and how far that is. The jobs are main's: they continue when the window closes its dialog. */
export const useDataImport = create<DataImportState>()((set, get) => ({
  jobs: new Map(),
  ...NOTHING,
  choose: async (kind) => {
    const reply = await request('data:choose', { kind });
    if (!reply.ok) showFailure(reply.error);
    else if (reply.value !== null) await get().survey(reply.value.path);
  },
  survey: async (path, options = NO_OPTIONS) => {
    endSurvey(get());
    useView.getState().openDialog('data');
    set({ ...NOTHING, path, options });
    const reply = await request('data:survey', { path, ...options });
    // Another path may have been chosen meanwhile.
    if (get().path !== path || get().options !== options) return;
    if (reply.ok) set({ surveyId: reply.value.jobId });
    else {
      showFailure(reply.error);
      set(NOTHING);
    }
  },
  start: async (choices) => {
    const { path } = get();
    if (path === null) return;
    const reply = await request('data:import', { path, choices });
    if (!reply.ok) {
      showFailure(reply.error);
      return;
    }
    startedHere.add(reply.value.jobId);
    set({ importId: reply.value.jobId });
  },
  cancel: async () => {
    const { importId } = get();
    if (importId !== null) await request('data:cancel', { jobId: importId });
  },
  back: () => set({ importId: null }),
  reset: () => {
    endSurvey(get());
    set(NOTHING);
  },
}));

/** A survey whose result nobody will see is canceled. */
function endSurvey({ jobs, surveyId }: DataImportState): void {
  const job = surveyId === null ? undefined : jobs.get(surveyId);
  if (job !== undefined && !hasEnded(job.state)) void request('data:cancel', { jobId: job.jobId });
}

/** The survey that the window shows; null before it has said anything. */
export function useShownSurvey(): DataJob | null {
  return useDataImport(({ jobs, surveyId }) => (surveyId === null ? null : (jobs.get(surveyId) ?? null)));
}

/** The import that the window shows. */
export function useShownImport(): DataJob | null {
  return useDataImport(({ jobs, importId }) => (importId === null ? null : (jobs.get(importId) ?? null)));
}

/** Shows a notice when an import in the background has ended. */
function announce({ jobId, name, state }: DataJob): void {
  if (!startedHere.has(jobId) || !hasEnded(state)) return;
  startedHere.delete(jobId);
  const isShown = useView.getState().dialog === 'data' && useDataImport.getState().importId === jobId;
  if (isShown || state.type === 'canceled') return;
  const show = () => {
    useDataImport.setState({ importId: jobId });
    useView.getState().openDialog('data');
  };
  useToasts.getState().show({
    tone: state.type === 'imported' ? 'success' : 'danger',
    text: () => i18n.t(state.type === 'imported' ? 'data:finished' : 'data:failed', { name }),
    action: { label: () => i18n.t('data:finishedShow'), onSelect: show },
  });
}

/** Follows main's jobs, and shows what is dropped on the window. Returns the function that ends it. */
export function connectDataImport(): () => void {
  const put = (job: DataJob) => {
    useDataImport.setState(({ jobs }) => ({ jobs: new Map(jobs).set(job.jobId, job) }));
    announce(job);
  };
  const stops = [
    listen('data:progress', put),
    listen('data:given', ({ path }) => void useDataImport.getState().survey(path)),
  ];
  void request('data:jobs', undefined).then((reply) => {
    if (reply.ok) for (const job of reply.value) if (!useDataImport.getState().jobs.has(job.jobId)) put(job);
  });
  return () => {
    for (const stop of stops) stop();
  };
}
