import { create } from 'zustand';
import type { Reply } from '../../../contract/contract';
import { type DataJob, hasEnded, type ImportChoices } from '../../../contract/data-import';
import { i18n } from '../../messages/i18n';
import { useToasts } from '../../ui/Toaster';
import { listen, request } from '../bridge/bridge';
import { showFailure } from '../bridge/show-reply';
import { useView } from '../view/view';
import type { WantedDataset } from './wanted-dataset';

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
  /** The data set of the open network that is looked for; null: whatever is found is welcome. */
  readonly wanted: WantedDataset | null;
  readonly surveyId: string | null;
  readonly importId: string | null;
  /** Asks for a folder or a file with the system's dialog, and surveys it. */
  choose(kind: 'folder' | 'file'): Promise<void>;
  /** Asks for the folder or file in which the data set may be that the open network names and that is not here. */
  find(kind: 'folder' | 'file', wanted: WantedDataset): Promise<void>;
  /** Shows the dialog with a survey of that path. */
  survey(path: string, options?: SurveyOptions): Promise<void>;
  start(choices: ImportChoices): Promise<void>;
  /** Adds the prepared data set that the survey has found. */
  addPrepared(name: string): Promise<void>;
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
const NOTHING = { path: null, options: NO_OPTIONS, wanted: null, surveyId: null, importId: null } as const;

/** What the window imports as data, and how far that is. The jobs are main's: they continue when the window closes its dialog. */
export const useDataImport = create<DataImportState>()((set, get) => ({
  jobs: new Map(),
  ...NOTHING,
  choose: async (kind) => {
    const reply = await request('data:choose', { kind });
    if (!reply.ok) showFailure(reply.error);
    else if (reply.value !== null) await get().survey(reply.value.path);
  },
  find: async (kind, wanted) => {
    const reply = await request('data:choose', { kind });
    if (!reply.ok) showFailure(reply.error);
    if (!reply.ok || reply.value === null) return;
    const { path } = reply.value;
    set({ path, wanted });
    await get().survey(path);
  },
  survey: async (path, options = NO_OPTIONS) => {
    endSurvey(get());
    useView.getState().openDialog('data');
    // Another format or answer is still part of the same search.
    const wanted = get().path === path ? get().wanted : null;
    set({ ...NOTHING, path, options, wanted });
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
    follow(await request('data:import', { path, choices }));
  },
  addPrepared: async (name) => {
    const { path } = get();
    if (path !== null) follow(await request('data:add-prepared', { path, name }));
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

/** Shows the import that main has begun. */
function follow(reply: Reply<{ readonly jobId: string }>): void {
  if (!reply.ok) {
    showFailure(reply.error);
    return;
  }
  startedHere.add(reply.value.jobId);
  useDataImport.setState({ importId: reply.value.jobId });
}

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
