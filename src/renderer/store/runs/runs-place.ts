import { create } from 'zustand';

/** What saved runs are compared by. */
export const COMPARED_ASPECTS = ['curves', 'settings', 'network'] as const;
export type ComparedAspect = (typeof COMPARED_ASPECTS)[number];

/** Where in the view of saved runs its user is: the same when the view is opened again, since only the open one is on the page. */
export interface RunsPlace {
  /** What the list is searched for. */
  readonly text: string;
  /** Id of the run whose details are beside the list. */
  readonly opened: string | null;
  /** Null: the list is shown. */
  readonly comparedBy: ComparedAspect | null;
  change(changes: Partial<Omit<RunsPlace, 'change'>>): void;
}

export const useRunsPlace = create<RunsPlace>()((set) => ({
  ...{ text: '', opened: null, comparedBy: null },
  change: (changes) => set(changes),
}));
