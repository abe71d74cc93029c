import { create } from 'zustand';
import { useSubjectChoice } from '../runs/subject';
import { useWorkbench } from './workbench';

/** What Results shows of a run: its test set in one of the ways that its kind of targets has, or an image of one's own. */
const RESULT_VIEWS = [
  'confusion',
  'classes',
  'mistakes',
  'scatter',
  'residuals',
  'worst',
  'neighbors',
  'try',
] as const;
export type ResultView = (typeof RESULT_VIEWS)[number];

/** Where the image that is tried comes from. */
export const IMAGE_ORIGINS = ['dataset', 'file', 'drawing', 'camera'] as const;
export type ImageOrigin = (typeof IMAGE_ORIGINS)[number];

interface ResultsViewState {
  /** Null until its user chooses one: the first of the kind of targets. */
  readonly view: ResultView | null;
  readonly origin: ImageOrigin;
  change(changes: Partial<Pick<ResultsViewState, 'view' | 'origin'>>): void;
}

export const useResultsView = create<ResultsViewState>()((set) => ({
  view: null,
  origin: 'dataset',
  change: (changes) => set(changes),
}));

/** Opens the pad to draw on, for the network of a run. */
export function tryImage(runId: string): void {
  useSubjectChoice.getState().choose(runId);
  useResultsView.getState().change({ view: 'try', origin: 'drawing' });
  useWorkbench.getState().show('results');
}
