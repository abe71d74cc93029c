import type { SweepValue } from '../../../graph-runtime/sweep/sweep-place';

/** A text at a value of an axis. */
interface Tick {
  readonly value: SweepValue;
  readonly text: string;
  readonly side: 'above' | 'below' | 'beside';
}

/** An axis of the plot: where a value lies, 0 at the bottom and 1 at the top. */
export interface Scale {
  readonly label: string;
  readonly ticks: readonly Tick[];
  place(value: SweepValue): number;
}

/** An axis of numbers; logarithmic where they span much more than a power of ten. With one value only, it is in the middle. */
export function numberScale(
  label: string,
  values: readonly number[],
  format: (value: number) => string,
  isLinear = false,
): Scale {
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  const isLogarithmic = !isLinear && lowest > 0 && highest / lowest > 50;
  const on = (value: number) => (isLogarithmic ? Math.log(value) : value);
  const span = on(highest) - on(lowest);
  return {
    label,
    ticks: [
      { value: highest, text: format(highest), side: 'above' },
      { value: lowest, text: format(lowest), side: 'below' },
    ],
    place: (value) => (span === 0 || typeof value !== 'number' ? 0.5 : (on(value) - on(lowest)) / span),
  };
}

/** An axis of choices at equal distances, the first at the top, as forms list them. */
export function choiceScale(
  label: string,
  choices: readonly SweepValue[],
  format: (value: SweepValue) => string,
): Scale {
  const last = choices.length - 1;
  return {
    label,
    ticks: choices.map((value) => ({ value, text: format(value), side: 'beside' })),
    place: (value) => (last === 0 ? 0.5 : 1 - choices.indexOf(value) / last),
  };
}
