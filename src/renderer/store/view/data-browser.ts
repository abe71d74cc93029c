import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { remembered, type TextStorage } from '../bridge/remembered';
import { targetNow } from '../document/datasets';
import { useDocument } from '../document/document';
import { useSavedRuns } from '../runs/saved-runs';
import { type DataFilter, NO_FILTER } from './data-filter';
import { labelColumns } from './data-labels';
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
  ask(runId: string | null): void;
  resize(side: number): void;
  showMasks(isShown: boolean): void;
  coverBy(opacity: number): void;
  select(active: number | null, selected: ReadonlySet<number>, anchor?: number | null): void;
}

const NOTHING: ReadonlySet<number> = new Set();

/** An order by labels needs no run. */
function withoutRun({ order }: DataFilter): DataFilter['order'] {
  return typeof order === 'string' ? 'stored' : order;
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
        runId: null,
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
        ask: (runId) =>
          set(({ filter }) => ({
            runId,
            filter:
              runId === null
                ? { ...filter, outcome: null, predicted: null, order: withoutRun(filter) }
                : filter,
          })),
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

/** Classes that are asked for are those of the label that the run has learned, where examples have several. */
function ofLearnedLabel(id: string, filter: Partial<DataFilter>, runId: string | null): Partial<DataFilter> {
  const { classes = [], ...others } = filter;
  const name = useSavedRuns.getState().runs?.find((run) => run.runId === runId)?.labelName;
  const target = targetNow(id);
  const column = target === null ? undefined : labelColumns(target).find((one) => one.name === name);
  if (column === undefined) return filter;
  return { ...others, label: column.name, ...changedFilter({ column }, NO_FILTER, { classes }) };
}

/** Opens the browser at a data set, with these filters alone, and what a run made of it where one is named. */
export function browseData(id: string, filter: Partial<DataFilter> = {}, runId: string | null = null): void {
  const isOpen = id === useDocument.getState().document.dataset.id;
  const { choose, change, ask, show } = useDataBrowser.getState();
  choose(isOpen ? null : id);
  ask(runId);
  change({ ...NO_FILTER, ...ofLearnedLabel(id, filter, runId) });
  show('examples');
  useWorkbench.getState().show('data');
}
