import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { RunSummary } from '../../../contract/contract';
import { remembered, type TextStorage } from '../bridge/remembered';
import { targetNow } from '../document/datasets';
import { useDocument } from '../document/document';
import { useEvaluations } from '../runs/evaluations';
import { useSavedRuns } from '../runs/saved-runs';
import { type DataFilter, NO_FILTER } from './data-filter';
import { labelColumns } from './data-labels';
import { outputOfLabel, outputOfRun, type PredictedOutput } from './data-outputs';
import { changedFilter } from './data-targets';
import { useWorkbench } from './workbench';

/** Sides of thumbnails, in pixels at the normal text size. */
export const THUMBNAIL_SIDES = { least: 24, normal: 64, most: 256 } as const;

/** What is shown instead of single examples. */
export const DATA_VIEWS = ['examples', 'means'] as const;
export type DataViewName = (typeof DATA_VIEWS)[number];

/** How much of an image its mask covers until somebody says otherwise. */
const USUAL_OPACITY = 0.5;

export interface DataBrowserState {
  /** Data set chosen in the browser; null: that of the open document. */
  readonly chosen: string | null;
  readonly view: DataViewName;
  readonly filter: DataFilter;
  /** The run whose predictions are shown; null: none. */
  readonly runId: string | null;
  /** Which of its main outputs, by the path; null: the first. */
  readonly output: string | null;
  readonly side: number;
  /** Whether masks are seen over their images, and how much of those they cover: 0 to 1. */
  readonly isMaskShown: boolean;
  readonly maskOpacity: number;
  /** The example that has the keyboard, and is shown in detail. */
  readonly active: number | null;
  /** Where a range of the selection begins. */
  readonly anchor: number | null;
  readonly selected: ReadonlySet<number>;
  choose(id: string | null): void;
  show(view: DataViewName): void;
  change(filter: Partial<DataFilter>): void;
  /** @param output absent: the one that has learned the label that is filtered by, or else the first */
  ask(runId: string | null, output?: string | null): void;
  resize(side: number): void;
  showMasks(isShown: boolean): void;
  coverBy(opacity: number): void;
  select(active: number | null, selected: ReadonlySet<number>, anchor?: number | null): void;
}

const NOTHING: ReadonlySet<number> = new Set();

/** Without what is asked of predictions; an order by labels needs no run. */
function withoutOutcomes(filter: DataFilter): DataFilter {
  const order = typeof filter.order === 'string' ? 'stored' : filter.order;
  return { ...filter, outcome: null, predicted: null, order };
}

function savedRun(runId: string | null): RunSummary | undefined {
  return useSavedRuns.getState().runs?.find((run) => run.runId === runId);
}

/** The output of a run that has learned a label; null where none has. */
function outputForLabel(runId: string | null, label: string | null, shown: string | null): string | null {
  const run = savedRun(runId);
  return run === undefined || label === null ? null : outputOfLabel(run, label, shown);
}

const NO_SELECTION = { active: null, anchor: null, selected: NOTHING } as const;

/** How the data are looked at; tests give the storage. */
export function createDataBrowserStore(storage?: TextStorage) {
  return create<DataBrowserState>()(
    persist(
      (set) => ({
        chosen: null,
        view: 'examples',
        filter: NO_FILTER,
        ...{ runId: null, output: null },
        side: THUMBNAIL_SIDES.normal,
        isMaskShown: true,
        maskOpacity: USUAL_OPACITY,
        ...NO_SELECTION,
        // Numbers of examples and classes mean nothing in another data set.
        choose: (chosen) =>
          set(({ filter }) => ({
            ...{ chosen, ...NO_SELECTION },
            filter: { ...NO_FILTER, part: filter.part === 'excluded' ? null : filter.part },
          })),
        show: (view) => set({ view }),
        change: (changes) => set(({ filter }) => ({ filter: { ...filter, ...changes } })),
        ask: (runId, asked) =>
          set(({ filter, ...before }) => {
            const output = asked === undefined ? outputForLabel(runId, filter.label, null) : asked;
            // Another output of the same run predicts something else.
            const isKept = runId !== null && (runId !== before.runId || output === before.output);
            return { runId, output, filter: isKept ? filter : withoutOutcomes(filter) };
          }),
        resize: (side) =>
          set({ side: Math.min(THUMBNAIL_SIDES.most, Math.max(THUMBNAIL_SIDES.least, Math.round(side))) }),
        showMasks: (isMaskShown) => set({ isMaskShown }),
        coverBy: (opacity) => set({ maskOpacity: Math.min(1, Math.max(0, opacity)), isMaskShown: true }),
        select: (active, selected, anchor = active) => set({ active, selected, anchor }),
      }),
      remembered<DataBrowserState>(
        {
          name: 'data-browser',
          fields: {
            side: z.number().int().min(THUMBNAIL_SIDES.least).max(THUMBNAIL_SIDES.most),
            isMaskShown: z.boolean(),
            maskOpacity: z.number().min(0).max(1),
          },
        },
        storage,
      ),
    ),
  );
}

export const useDataBrowser = createDataBrowserStore();

/** Id of the data set that is looked at. */
export function useBrowsedId(): string {
  const open = useDocument((state) => state.document.dataset.id);
  return useDataBrowser((state) => state.chosen) ?? open;
}

/** Classes that are asked for are those of the label that the output has learned, where examples have several. */
function ofLearnedLabel(
  id: string,
  filter: Partial<DataFilter>,
  { labelName }: Pick<PredictedOutput, 'labelName'>,
): Partial<DataFilter> {
  const { classes = [], ...others } = filter;
  const target = targetNow(id);
  const column = target === null ? undefined : labelColumns(target).find((one) => one.name === labelName);
  if (column === undefined) return filter;
  return { ...others, label: column.name, ...changedFilter({ column }, NO_FILTER, { classes }) };
}

/** Filters by one of several labels from now on; the output of the run that has learned it is the one whose predictions are shown. */
export function lookAtLabel(label: string): void {
  const { change, ask, runId, output } = useDataBrowser.getState();
  change({ label });
  const learned = outputForLabel(runId, label, output);
  if (learned !== null) ask(runId, learned);
}

/** Shows the predictions of another output of the run, and filters by the label that it has learned. */
export function lookAtOutput(path: string): void {
  const { change, ask, runId } = useDataBrowser.getState();
  const run = savedRun(runId);
  ask(runId, path);
  const label = run && outputOfRun(run, path).labelName;
  if (label !== undefined) change({ label });
}

/**
 * Opens the browser at a data set, with these filters alone, and what a run made of it where one is named: its output that is looked at in the results.
 */
export function browseData(id: string, filter: Partial<DataFilter> = {}, runId: string | null = null): void {
  const isOpen = id === useDocument.getState().document.dataset.id;
  const { choose, change, ask, show } = useDataBrowser.getState();
  choose(isOpen ? null : id);
  const run = savedRun(runId);
  const output = run && outputOfRun(run, useEvaluations.getState().outputs.get(run.runId) ?? null);
  ask(runId, output?.path ?? null);
  change({ ...NO_FILTER, ...(output === undefined ? filter : ofLearnedLabel(id, filter, output)) });
  show('examples');
  useWorkbench.getState().show('data');
}
