import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { remembered } from '../bridge/remembered';

/** What curves are drawn over: `time` is the time of training alone, which continues where a run is resumed. */
export const X_AXES = ['epochs', 'steps', 'time'] as const;
export type XAxis = (typeof X_AXES)[number];

/** A visible part of the horizontal axis, in its unit: epochs, steps or seconds. */
interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

/** How the large curves are looked at. */
export interface CurveViewState {
  /** From 0 (as measured) to 0.99. */
  readonly smoothing: number;
  readonly isLogarithmic: boolean;
  readonly xAxis: XAxis;
  readonly zoom: Range | null;
  readonly view: 'charts' | 'table';
  /** The chart that takes all the room; null: all of them. */
  readonly only: string | null;
  /** Another axis shows the whole run: a part of the one means nothing on the other. */
  change(
    changes: Partial<
      Pick<CurveViewState, 'smoothing' | 'isLogarithmic' | 'xAxis' | 'zoom' | 'view' | 'only'>
    >,
  ): void;
}

/** The zoom and the chart by itself belong to the runs that are looked at, and are not remembered. */
export const useCurveView = create<CurveViewState>()(
  persist(
    (set) => ({
      smoothing: 0,
      isLogarithmic: false,
      xAxis: 'epochs',
      zoom: null,
      view: 'charts',
      only: null,
      change: (changes) => set(changes.xAxis === undefined ? changes : { zoom: null, ...changes }),
    }),
    remembered<CurveViewState>({
      name: 'curves',
      fields: {
        smoothing: z.number().min(0).max(0.99),
        isLogarithmic: z.boolean(),
        xAxis: z.enum(X_AXES),
        view: z.enum(['charts', 'table']),
      },
    }),
  ),
);
