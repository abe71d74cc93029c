import { oncePer } from '../../graph-runtime/collections/once-per';
import type { SeriesColumn, StepSeries } from '../../contract/step-series';

interface Kept {
  readonly smoothing: number;
  /** Of the series as it was: its length, and the step it ended with. */
  length: number;
  values: Float64Array;
  /** The running mean and its weight at the end. */
  mean: number;
  weight: number;
}

const kept = oncePer((_series: StepSeries) => new Map<SeriesColumn, Kept>());

/**
 * A column as an exponentially weighted mean, freed of its start's pull toward zero (as Adam's moments are; Kingma and Ba 2015,
 * section 3): each value is smoothing * before + (1 - smoothing) * measured, divided by 1 - smoothing^n. Only values that came
 * since the last call are computed.
 */
export function smoothedColumn(series: StepSeries, column: SeriesColumn, smoothing: number): Float64Array {
  const measured = series.column(column);
  if (smoothing <= 0) return measured;
  const columns = kept(series);
  let state = columns.get(column);
  // A run that was resumed has lost its last points.
  if (state === undefined || state.smoothing !== smoothing || state.length > measured.length) {
    state = { smoothing, length: 0, values: new Float64Array(measured.length), mean: 0, weight: 0 };
    columns.set(column, state);
  }
  extend(state, measured);
  return state.values.subarray(0, measured.length);
}

function extend(state: Kept, measured: Float64Array): void {
  if (measured.length > state.values.length) {
    const larger = new Float64Array(Math.max(1_024, 2 * measured.length));
    larger.set(state.values.subarray(0, state.length));
    state.values = larger;
  }
  for (let at = state.length; at < measured.length; at += 1) {
    const value = measured[at] ?? Number.NaN;
    if (Number.isFinite(value)) {
      state.mean = state.smoothing * state.mean + (1 - state.smoothing) * value;
      state.weight = state.smoothing * state.weight + (1 - state.smoothing);
      state.values[at] = state.mean / state.weight;
    } else {
      state.values[at] = Number.NaN;
    }
  }
  state.length = measured.length;
}
