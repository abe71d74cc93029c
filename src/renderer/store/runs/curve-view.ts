import { create } from 'zustand';

/** A visible part of the epoch axis. */
interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

/** How the large curves are looked at. */
export interface CurveViewState {
  /** From 0 (as measured) to 0.99. */
  readonly smoothing: number;
  readonly isLogarithmic: boolean;
  readonly zoom: Range | null;
  readonly view: 'charts' | 'table';
  /** The chart that takes all the room; null: all of them. */
  readonly only: string | null;
  change(
    changes: Partial<Pick<CurveViewState, 'smoothing' | 'isLogarithmic' | 'zoom' | 'view' | 'only'>>,
  ): void;
}

export const useCurveView = create<CurveViewState>()((set) => ({
  smoothing: 0,
  isLogarithmic: false,
  zoom: null,
  view: 'charts',
  only: null,
  change: (changes) => set(changes),
}));
