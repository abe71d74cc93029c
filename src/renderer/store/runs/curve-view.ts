import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { remembered } from '../bridge/remembered';

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

/** The zoom and the chart by itself belong to the runs that are looked at, and are not remembered. */
export const useCurveView = create<CurveViewState>()(
  persist(
    (set) => ({
      smoothing: 0,
      isLogarithmic: false,
      zoom: null,
      view: 'charts',
      only: null,
      change: (changes) => set(changes),
    }),
    remembered<CurveViewState>({
      name: 'curves',
      fields: {
        smoothing: z.number().min(0).max(0.99),
        isLogarithmic: z.boolean(),
        view: z.enum(['charts', 'table']),
      },
    }),
  ),
);
