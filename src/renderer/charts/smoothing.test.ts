import { describe, expect, it } from 'vitest';
import { StepSeries } from '../../contract/step-series';
import { smoothedColumn } from './smoothing';

function seriesOf(losses: readonly number[]): StepSeries {
  const series = new StepSeries();
  series.append(losses.map((loss, index) => ({ step: index + 1, epoch: index / 10, loss, accuracy: 0 })));
  return series;
}

/** The definition, without memory. */
function reference(losses: readonly number[], smoothing: number): number[] {
  return losses.map((_, end) => {
    let sum = 0;
    let weights = 0;
    for (let at = 0; at <= end; at += 1) {
      const weight = smoothing ** (end - at);
      sum += weight * (losses[at] ?? 0);
      weights += weight;
    }
    return sum / weights;
  });
}

describe('smoothedColumn', () => {
  it('is the weighted mean of what was measured', () => {
    const losses = [2, 1, 3, 0.5, 4, 1];
    const smoothed = [...smoothedColumn(seriesOf(losses), 'loss', 0.8)];
    reference(losses, 0.8).forEach((value, index) => {
      expect(smoothed[index]).toBeCloseTo(value, 12);
    });
  });

  it('continues where it was when points come in, and starts again when points go', () => {
    const series = seriesOf([2, 1]);
    smoothedColumn(series, 'loss', 0.5);
    series.append([{ step: 3, epoch: 1, loss: 6, accuracy: 0 }]);
    expect(smoothedColumn(series, 'loss', 0.5)[2]).toBeCloseTo(reference([2, 1, 6], 0.5)[2] ?? 0, 12);
    series.truncate(1);
    expect([...smoothedColumn(series, 'loss', 0.5)]).toEqual([2]);
  });

  it('is what was measured without smoothing', () => {
    expect([...smoothedColumn(seriesOf([2, 1]), 'loss', 0)]).toEqual([2, 1]);
  });
});
