import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../contract/contract';
import { runSummary } from '../store/testing/runs';
import { metricsOf } from './run-curves';
import { columnOf } from '../../contract/curves-csv';
import { bestRun, bestText, rankOf } from './run-outcome';

const run = (changes: Partial<RunSummary>): RunSummary => runSummary({ runId: 'run-1', ...changes });
const accurate = run({ bestTestAccuracy: 0.9 });
const fitted = run({ target: 'numbers', bestTestMetrics: { r2: 0.8, meanAbsoluteError: 3 } });
const rebuilt = (error: number) => run({ target: 'input', bestTestMetrics: { meanSquaredError: error } });

describe('the outcome of a run', () => {
  it('follows the main metric of what it was trained for', () => {
    expect(bestText(accurate, 'en', true)).toBe('90.00%');
    expect(bestText(fitted, 'en', true)).toBe('R² 0.8');
    expect(bestText(fitted, 'en')).toBe('0.8');
    expect(bestText(run({ target: 'mask' }), 'en', true)).toBe('–');
  });

  it('is better where an error is smaller, and is not compared across metrics', () => {
    const [worse, better] = [rebuilt(0.2), rebuilt(0.1)];
    expect(bestRun([worse, better, run({ target: 'input' })])).toBe(better);
    expect((rankOf(better) ?? 0) > (rankOf(worse) ?? 0)).toBe(true);
    expect(bestRun([accurate, fitted])).toBeNull();
    expect(bestRun([])).toBeNull();
  });

  it('has columns for programs named after its metrics', () => {
    expect([columnOf('test', 'accuracy'), columnOf('bestTest', 'meanIou')]).toEqual([
      'testAccuracy',
      'bestTestMeanIou',
    ]);
  });
});

describe('metricsOf', () => {
  it('are those of the kinds of the runs, once, between the loss and what every run has', () => {
    expect(metricsOf([{ target: 'class' }, { target: 'class' }])).toEqual([
      'loss',
      'accuracy',
      'learningRate',
      'speed',
      'memory',
    ]);
    const both = metricsOf([{ target: 'class' }, { target: 'numbers' }]);
    expect(both.slice(0, 3)).toEqual(['loss', 'accuracy', 'r2']);
    expect(new Set(both).size).toBe(both.length);
    // What is only computed on request has no curve.
    expect(metricsOf([{ target: 'classes' }])).not.toContain('meanAveragePrecision');
  });
});
